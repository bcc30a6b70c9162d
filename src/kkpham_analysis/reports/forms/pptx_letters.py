"""How wide texts are on slides: measured with fonts that ship with the product and its parts, on any computer alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

# Faces that are no wider than that of the figures, by which they are measured; where a computer lacks them, it has
# others with the same widths. For Calibri and its like it may take far wider ones.
USUAL = ("arial", "helvetica", "inter", "liberation sans", "liberation serif", "times new roman")
EMU_OF_POINT = 12700
# What a line takes of its letters' size, in any face.
LINE = 1.2
MEASURED = 100
# Letters of the usual faces are so much narrower than those of the figures; bold ones, and those that stand in for
# others, are given a little more.
USUAL_WIDTH, BOLD_WIDTH, WIDE_WIDTH = 0.97, 1.02, 1.02


@dataclass(frozen=True)
class Letters:
    """The letters of a typeface; of one that a computer may lack, those of the wide ones that stand in for it."""

    face: str = "Arial"

    @property
    def is_wide(self) -> bool:
        """Whether more room is kept, for the face may be replaced by another."""
        return self.face.lower() not in USUAL

    def width(self, text: str, size: float = 18, *, bold: bool = False) -> int:
        """Width of a text on one line, in EMU."""
        scale = WIDE_WIDTH if self.is_wide else BOLD_WIDTH if bold else USUAL_WIDTH
        return int(_measured(text, self.is_wide, bold) * scale * size / MEASURED * EMU_OF_POINT)

    def lines(self, text: str, width: int, size: float = 18, *, bold: bool = False) -> int:
        """How many lines a text takes in a width: it breaks between words, and words that are too long inside."""
        gap, number, end = self.width(" ", size, bold=bold), 1, 0
        for word in text.split(" "):
            wide = self.width(word, size, bold=bold)
            if end and end + gap + wide > width:
                number, end = number + 1, wide
            else:
                end += wide + (gap if end else 0)
            if end > width:
                number, end = number + end // max(width, 1), end % max(width, 1)
        return number

    def longest_word(self, text: str, size: float = 18, *, bold: bool = False) -> int:
        """Width of the longest word of a text, which is never broken."""
        return max((self.width(word, size, bold=bold) for word in text.split()), default=0)


def is_there(face: str) -> bool:
    """Whether this computer has a typeface, or one with the same widths."""
    from matplotlib.font_manager import FontProperties, findfont

    try:
        return Letters(face).is_wide is False or bool(findfont(FontProperties(family=face), fallback_to_default=False))
    except ValueError:
        return False


def height_of(lines: int, size: float) -> int:
    """Height of so many lines, in EMU."""
    return int(lines * size * LINE * EMU_OF_POINT)


@cache
def _measured(text: str, is_wide: bool, bold: bool) -> float:
    return max(float(font.getlength(text)) for font in _fonts(is_wide, bold))


@cache
def _fonts(is_wide: bool, bold: bool) -> list[Any]:
    from PIL import ImageFont

    # Laid out letter by letter, whatever other libraries a computer has.
    basic = ImageFont.Layout.BASIC
    return [ImageFont.truetype(str(file), MEASURED, layout_engine=basic) for file in _files(is_wide, bold)]


def _files(is_wide: bool, bold: bool) -> list[Path]:
    if is_wide:
        import matplotlib

        folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        return [folder / f"{name}{'-Bold' if bold else ''}.ttf" for name in ("DejaVuSerif", "DejaVuSans")]
    name = "Inter-Bold.ttf" if bold else "Inter-Regular.ttf"
    return [Path(str(files("kkpham_analysis.figures") / "fonts" / name))]
