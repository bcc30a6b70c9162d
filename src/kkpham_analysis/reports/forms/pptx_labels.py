"""The labels of native charts: values and spans in words beside their bars, never under the line of a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.enum.chart import XL_LABEL_POSITION

from kkpham_analysis.reports.forms.office import printable
from kkpham_analysis.reports.forms.pptx_colours import Colour, Palette
from kkpham_analysis.reports.forms.pptx_letters import Letters
from kkpham_analysis.reports.forms.pptx_parts import DRAWING, SIZE

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DASH = "\N{EN DASH}"
UNKNOWN = "?"  # at the foot of a bar of which nothing is known, where no threshold is
WITHOUT_VALUE = ("threshold", "unknown")  # series whose numbers are not said
NEAR = 0.12  # of a share: what a line of a label above a column takes
_SPACES = f'xmlns:c="{CHART}" xmlns:a="{DRAWING}"'
_GROUND = f'<c:spPr {_SPACES}><a:solidFill><a:srgbClr val="RGB"/></a:solidFill></c:spPr>'


@dataclass(frozen=True)
class Labels:
    """What is said beside the bars or columns of a chart; `width` is that of a whole bar, 0 for columns."""

    body: dict[str, Any]
    letters: Letters
    palette: Palette
    width: float = 0

    def add(self, plot: Any, series: Sequence[Any]) -> bool:
        """A figure that is known shows the value of its bar; a span is said in words at the end of what is possible.

        Where the line of the threshold would cross a label, that stands on its bar; where it has no room there, on
        a ground of its own. True where any stands on its bar.
        """
        plot.has_data_labels = False
        for drawn, one in zip(plot.series, series, strict=True):
            for i in (i for i, value in enumerate(one.values) if one.kind == "unknown" and value is not None):
                self._show_text(drawn.points[i].data_label, UNKNOWN, XL_LABEL_POSITION.INSIDE_BASE)
        are_inside = [
            self._label(drawn.points[i].data_label, row, one)
            for drawn, one in zip(plot.series, series, strict=True)
            for i, row in enumerate(self.body["rows"])
            if one.values[i] is not None and one.kind not in WITHOUT_VALUE and self._is_last(row, one.values[i])
        ]
        return any(are_inside)

    @staticmethod
    def _is_last(row: dict[str, Any], value: float) -> bool:
        """Whether a bar is the longest of its row: that one has the label."""
        return bool(value == row["high"])

    def _label(self, label: Any, row: dict[str, Any], one: Any) -> bool:
        is_known, end, threshold = row["low"] == row["high"], row["high"], row.get("threshold")
        start = row["low"] if one.kind == "range" else 0
        long = self._long(row, is_known=is_known)
        is_crossed = threshold is not None and 0 <= threshold - end < long
        is_inside = is_crossed and end - start >= long
        if is_known and one.kind != "range":
            self._show_value(label, is_inside=is_inside)
        else:
            self._show_text(label, row["share"], _position(is_inside=is_inside))
        if is_inside:
            self._colour(label, self.palette.on(one.colour))
        elif is_crossed and self.width:
            ground = etree.fromstring(_GROUND.replace("RGB", self.palette.ground.rgb))
            label._dLbl.insert_element_before(ground, "c:txPr", "c:dLblPos", "c:showLegendKey", "c:showVal")
        return is_inside

    def _long(self, row: dict[str, Any], *, is_known: bool) -> float:
        """What a label takes along its bar."""
        if self.width:
            return self.letters.width(f" {row['share']} ") / self.width
        return NEAR if is_known else 2 * NEAR

    def _show_text(self, label: Any, text: str, position: Any) -> None:
        label.position = position
        frame = label.text_frame
        frame.word_wrap = False
        # Above a column, which is narrower than a span, in two lines.
        lines = [text] if self.width else lines_of(text)
        for i, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.size = printable(line), SIZE

    def _show_value(self, label: Any, *, is_inside: bool) -> None:
        label.position = _position(is_inside=is_inside)
        label.font.size = SIZE
        label._dLbl.find("{*}showVal").set("val", "1")

    @staticmethod
    def _colour(label: Any, colour: Colour) -> None:
        """Letters that are read on their bar."""
        if label.has_text_frame:
            for paragraph in label.text_frame.paragraphs:
                colour.paint(paragraph.runs[0].font.color)
        else:
            colour.paint(label.font.color)


def _position(*, is_inside: bool) -> Any:
    return XL_LABEL_POSITION.INSIDE_END if is_inside else XL_LABEL_POSITION.OUTSIDE_END


def lines_of(text: str) -> list[str]:
    """The lines of a label above a column: a span in two."""
    return text.replace(DASH, f"{DASH}\n").split("\n")
