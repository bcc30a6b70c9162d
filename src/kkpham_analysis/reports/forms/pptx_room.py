"""What room a table takes on a slide: the widths of its columns, the lines of its cells, and how many rows fit."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.util import Inches

from kkpham_analysis.reports.forms.pptx_slides import Rows

ROW = Inches(0.345)
# Width of a letter of 18 points, on average; a heading is bold.
LETTER = Inches(0.132)
PADDING = Inches(0.16)
BOLD = 1.3
BOLD_TONES = ("yes", "no", "disputed")
LONGEST_NAME = 24


def table_has_room(body: Rows, width: int, height: int) -> bool:
    """Whether all rows of a table fit in a width and a height."""
    widths, heading, every = measured(body, width)
    return len(fitting(every, widths, height - int(ROW * heading))) == len(every)


def measured(body: Rows, width: int) -> tuple[list[int], int, list[list[str]]]:
    """The widths of the columns, the lines of the headings, and the cells as they are cut."""
    widths = _widths(body, width)
    heading = max(lines_of(text, wide, 1.05) for text, wide in zip(body.headings, widths, strict=True))
    cells = [[_cut(text, wide, body.lines) for text, wide in zip(row, widths, strict=True)] for row in body.cells]
    return widths, heading, cells


def fitting(rows: list[list[str]], widths: Sequence[int], height: int) -> list[list[str]]:
    """The first rows, as many as are not higher than the height together; one at least."""
    fitting: list[list[str]] = []
    for row in rows:
        height -= int(ROW * max(lines_of(text, width) for text, width in zip(row, widths, strict=True)))
        if height < 0 and fitting:
            break
        fitting.append(row)
    return fitting


def _widths(body: Rows, width: int) -> list[int]:
    """Widths of the columns: what their texts need; what is too wide together is taken from the widest."""
    needed = []
    for place, heading in enumerate(body.headings):
        word = max((len(part) * BOLD for part in heading.split()), default=1)
        text = max((_length(body, number, place) for number in range(len(body.cells))), default=1)
        needed.append(max(word, text, 4) * LETTER + PADDING)
    total = sum(needed)
    if total <= width:
        # The first column, with the names, and the last take what is left.
        needed[0] += (width - total) / 2
        needed[-1] += (width - total) / 2
        return [int(each) for each in needed]
    least = [_least(body, place) for place in range(len(body.headings))]
    free, wanted = width - sum(least), [max(each - low, 0) for each, low in zip(needed, least, strict=True)]
    if free <= 0 or not sum(wanted):
        return [int(width * each / sum(least)) for each in least]
    return [int(low + free * more / sum(wanted)) for low, more in zip(least, wanted, strict=True)]


def _least(body: Rows, place: int) -> float:
    """What a column needs at least: the longest word of its heading, and the longest single name in its cells."""
    words = [len(part) * BOLD for part in body.headings[place].split()]
    longest = LONGEST_NAME if place else LONGEST_NAME + 4
    names = [min(len(name), longest) for row in body.cells for name in row[place].split(", ")]
    bold = [len(name) * BOLD for number, row in enumerate(body.cells) if body.tones[number][place] in BOLD_TONES
            for name in row[place].split()]  # fmt: skip
    return max([*words, *names, *bold, 4]) * LETTER + PADDING


def _length(body: Rows, number: int, place: int) -> float:
    """How long a cell is, in letters that are not bold."""
    return len(body.cells[number][place]) * (BOLD if body.tones[number][place] in BOLD_TONES else 1)


def lines_of(text: str, width: int, bold: float = 1.0) -> int:
    """How many lines a text takes in a column: it breaks between words."""
    room, lines, end = max((width - PADDING) / (LETTER * bold), 1), 1, 0.0
    for word in text.split(" "):
        if end and end + 1 + len(word) > room:
            lines, end = lines + 1, len(word)
        else:
            end += len(word) + (1 if end else 0)
    return lines


def _cut(text: str, width: int, lines: int) -> str:
    """A list of names, cut between two of them where it takes more lines than there are."""
    if lines_of(text, width) <= lines:
        return text
    parts = text.split(", ")
    while len(parts) > 1 and lines_of(f"{', '.join(parts)}, …", width) > lines:
        parts.pop()
    return f"{', '.join(parts)}, …" if ", " in text else text
