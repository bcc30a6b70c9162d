"""A figure with its title, its alternative text and its caption: shown in a notebook, or saved as PNG or SVG."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.figures.style import styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 180
FORMATS = ("png", "svg")


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
        Whether it is a map: what it shows is in its middle, where a chart begins at its left.
    chart : mapping, optional
        What it shows as plain values, for forms that draw a chart of their own: see `native.chart_of`.
    """

    figure: Figure
    title: str
    alt: str
    caption: str = ""
    marks: tuple[str, ...] = ()
    is_map: bool = False
    chart: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        data = {"image/png": self.rendered("png"), "text/plain": self.alt}
        about: dict[str, Any] = {"title": self.title, "alt": self.alt, "caption": self.caption}
        return data, {
            "image/png": about
            | ({"marks": list(self.marks)} if self.marks else {})
            | ({"map": True} if self.is_map else {})
            | ({"chart": dict(self.chart)} if self.chart else {})
        }

    def rendered(self, form: str) -> bytes:
        """Bytes of the picture as `png` or `svg`: the same every time.

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
        with styled():
            self.figure.savefig(
                written, format=form, dpi=DPI, metadata={"Title": self.title, "Description": self.alt, **undated}
            )
        return written.getvalue()

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
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # A temporary file is private; a picture is as open as any other file of its folder.
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return target
