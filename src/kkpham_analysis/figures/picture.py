"""A figure with its title, its alternative text and its caption: shown in a notebook, or saved as PNG or SVG."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kkpham_analysis.figures.light import with_palette
from kkpham_analysis.figures.style import styled
from kkpham_analysis.tables.files.whole_files import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 180
PRINT, SCREEN = 300, 144
# Drawn at half the size that it has on a slide.
SLIDE = 360
# Beside the picture of a page, where a figure is handed on alone.
MIME = "application/vnd.kkpham.picture.v1+json"
FORMATS = ("png", "svg")
# As wide as the font of figures, so that texts still fit where they stand.
FALLBACK = rb"\1, Arial, sans-serif"
# Charts whose last column is the round that is told of.
OVER_ROUNDS = ("share_history", "national_history")


@dataclass(frozen=True, repr=False)
class Picture:
    """A matplotlib figure that knows what it shows.

    Parameters
    ----------
    figure : Figure
        What was drawn; it belongs to no window, so nothing needs to be closed.
    title : str
        The finding, in one sentence with its numbers.
    alt : str
        The finding and what supports it, for who cannot see the figure.
    caption : str
        What is measured: the line that stands under the figure in a page.
    marks : tuple of str
        What is said across it of the data: `synthetic`, `placeholder`. A page takes it over.
    is_map : bool
        Whether it is a map.
    chart : mapping, optional
        What it shows as plain values, for forms that draw a chart of their own: see `native.chart_of`.
    name : str
        What kind of figure it is: `national_map`, as the function that drew it is called.
    size : tuple of float, optional
        Width and height in inches that it is handed on in, with room left where its own form is another.
    slide : Picture, optional
        The same for a slide, whose letters are read at the back of a room.
    sources : tuple of str
        The `source_id` of each source it rests on: a page leads from it to them.
    data : mapping, optional
        The numbers behind it as a table of plain values, for workbooks: see `behind.shares_behind`.
    """

    figure: Figure
    title: str
    alt: str
    caption: str = ""
    marks: tuple[str, ...] = ()
    is_map: bool = False
    chart: Mapping[str, Any] | None = None
    name: str = ""
    size: tuple[float, float] | None = None
    slide: Picture | None = None
    sources: tuple[str, ...] = ()
    data: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {"image/png": self._of_page(), "text/plain": self.alt}
        about: dict[str, Any] = {"title": self.title, "alt": self.alt, "caption": self.caption}
        if self.size:
            data[MIME] = self._files()
            about["name"] = self.name
        elif self.slide:
            data[MIME] = {"slide": base64.b64encode(self.slide.rendered("png", dpi=SLIDE)).decode()}
        return data, {
            "image/png": about
            | ({"marks": list(self.marks)} if self.marks else {})
            | ({"map": True} if self.is_map else {})
            | ({"begins": begins} if (begins := self._begins) else {})
            | ({"sources": list(self.sources)} if self.sources else {})
            | ({"chart": dict(self.chart)} if self.chart else {})
            | ({"data": dict(self.data)} if self.data else {})
        }

    @property
    def _begins(self) -> str:
        """What of it a narrow screen shows first: it `whole`, its `latest` round; or, where empty, its left."""
        if self.name in OVER_ROUNDS:
            return "latest"
        return "whole" if self.is_map or self.name.endswith("_matrix") else ""

    def _of_page(self) -> bytes:
        """The picture as a page holds it: with a palette, written once."""
        if self.size:
            return self.rendered("png")
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        canvas: Any = FigureCanvasAgg(self.figure)
        drawn = io.BytesIO()
        with styled():
            canvas.print_figure(drawn, format="rgba", dpi=DPI)
        # What it drew on tells how large that is: inches times dots are a hair more or less than whole.
        height = int(canvas.renderer.height)
        dots = np.frombuffer(drawn.getvalue(), np.uint8).reshape(height, -1, 4)
        return with_palette(dots, self._texts, (DPI, DPI)) or self.rendered("png")

    @property
    def _texts(self) -> dict[str, str]:
        return {"Title": self.title, "Description": self.alt}

    def _files(self) -> dict[str, str]:
        """The picture in every form it is handed on in, as texts."""
        drawn = {"png": self.rendered("png", dpi=PRINT), "screen": self.rendered("png", dpi=SCREEN)}
        return {form: base64.b64encode(content).decode() for form, content in drawn.items()} | {
            "svg": self.rendered("svg").decode()
        }

    def rendered(self, form: str, *, dpi: float | None = None) -> bytes:
        """Bytes of the picture as `png` or `svg`: the same every time; `dpi` are those of its size.

        Raises
        ------
        ValueError
            When the format is another one.
        """
        if form not in FORMATS:
            raise ValueError(f"format '{form}' is not known; use one of: {', '.join(FORMATS)}")
        written = io.BytesIO()
        # Software and date would make two equal figures differ.
        undated = {"Software": None} if form == "png" else {"Date": None, "Creator": None}
        how: dict[str, Any] = {"dpi": dpi or DPI}
        if self.size:
            how = self._on_size(form, dpi or SCREEN)
        with styled():
            self.figure.savefig(written, format=form, metadata={**self._texts, **undated}, **how)
        content = written.getvalue() if form == "png" else _with_other_fonts(written.getvalue())
        return _sized(content, self.size) if self.size and form == "svg" else content

    def _on_size(self, form: str, dpi: float) -> dict[str, Any]:
        """How the figure is saved so that it begins at the upper left of its size, with paper right of it or below."""
        from matplotlib.transforms import Bbox

        width, height = self.figure.get_size_inches()
        across, up = self.size or (width, height)
        scale = max(width / across, height / up)
        box = Bbox([[0, height - up * scale], [across * scale, height]])
        # Where the sheet is larger than its size, a dot of the one is less than a dot of the other.
        told = {"pil_kwargs": {"dpi": (dpi, dpi)}} if form == "png" else {}
        return {"bbox_inches": box, "pad_inches": 0, "dpi": dpi / scale, **told}

    def save(self, path: str | Path) -> Path:
        """Write the picture to a `.png` or `.svg` file, whole or not at all, and give back its path.

        Raises
        ------
        ValueError
            When the ending of the file is another one.
        FileNotFoundError
            When there is no such folder.
        """
        target = Path(path)
        if not target.parent.is_dir():
            raise FileNotFoundError(
                f"{target} is not saved: there is no folder '{target.parent}'; make it first, or save elsewhere"
            )
        content = self.rendered(target.suffix.lstrip(".").lower())
        write_whole(target, content)
        return target


def _with_other_fonts(svg: bytes) -> bytes:
    """Let an SVG name what stands in for the font of figures where that is not installed."""
    return re.sub(rb"('Inter(?: SemiBold)?')", FALLBACK, svg)


def _sized(svg: bytes, size: tuple[float, float]) -> bytes:
    """Let an SVG be as large as its size; what is drawn in it stays as it is."""
    width, height = (f"{inches * 72:g}" for inches in size)
    opening = rf'width="{width}pt" height="{height}pt"'.encode()
    return re.sub(rb'width="[0-9.]+pt" height="[0-9.]+pt"', opening, svg, count=1)
