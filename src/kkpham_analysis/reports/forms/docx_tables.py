"""Tables in a file of Word: real ones, with a heading on every page, no row broken, and columns that fit."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kkpham_analysis.figures import colours
from kkpham_analysis.reports.forms.docx_styles import CELL, HEAD_CELL, TABLE, add_links, say_language, set_flags, shade
from kkpham_analysis.reports.forms.office import locale_of

TONES = {tone: (colours.plain(ground), colours.plain(ink)) for tone, (ground, ink) in colours.TONES.items()}
SIZE, SMALL = 9.0, 7.5
# Widths in mm: of a letter at 9 points, and of what is left free beside a text; a heading is bold, and so wider.
LETTER, PADDING, BOLD = 1.7, 4.0, 1.15
# Of many letters, some are narrow.
LETTER_OF_MANY = 1.5
# Letters of numbers of sources, the most that there is room for, and of the name of a row, that stay on one line.
LONGEST_SOURCES, LONGEST_NAME = (26, 14), 18
# Letters of the longest word that is kept whole, and of the longest text that has a claim to more width than others.
LONGEST_WORD, LONGEST = 30, 110
# A table of so few rows is not parted between two pages; of a longer one, so many stay with its heading.
FEW, FIRST = 10, 2
# Part of the width of a page that the longest words alone may take where there are long texts beside them.
CROWDED = 0.7


def is_wide(block: dict[str, Any], width: float) -> bool:
    """Whether a page of a width (in mm) is too narrow: words would break, or long texts stand in narrow columns."""
    wanted = _wanted(block)
    low, high = sum(least for least, _ in wanted), sum(most for _, most in wanted)
    return low > width or (low > CROWDED * width and high > 2 * width)


def add_table(
    document: Any, block: dict[str, Any], *, width: float, text: Callable[[object], str], known: Container[int]
) -> None:
    """A table with the cells as people read them.

    Parameters
    ----------
    document : Document
        Of python-docx; the table comes at its end.
    block : dict
        A block `table`.
    width : float
        Width of the page between its margins, in mm.
    text : callable
        Makes a text one that the file can hold.
    known : container of int
        The numbers of the sources that the file lists.
    """
    columns, rows = block["columns"], block["rows"] or [[{"text": block["none"]}]]
    size = SIZE if sum(least for least, _ in _wanted(block)) <= width else SMALL
    table = document.add_table(rows=0, cols=len(columns), style=TABLE)
    table.autofit = False
    widths = column_widths(block, width)
    _describe(table, text(block["caption"]), widths)
    heads = [{"text": column["heading"], "is_head": True} for column in columns]
    for number, cells in enumerate([heads, *rows]):
        row = table.add_row()
        set_flags(row._tr.get_or_add_trPr(), "w:cantSplit", *(["w:tblHeader"] if number == 0 else []))
        if len(cells) < len(columns):
            row.cells[0].merge(row.cells[-1])
        # To ask a row for its cells is slow.
        places = row.cells
        for place, cell in enumerate(cells):
            places[place].width = Mm(widths[place]) if len(cells) == len(columns) else Mm(width)
            _fill(places[place], cell, size=size, right=columns[place]["align"] == "right", text=text, known=known)
            if number < (len(rows) if len(rows) <= FEW else FIRST):
                places[place].paragraphs[0].paragraph_format.keep_with_next = True


def column_widths(block: dict[str, Any], width: float) -> list[float]:
    """Widths in mm that fill the page: each column what its longest word takes, and of the rest by its texts."""
    wanted = _wanted(block)
    # A row is as high as its highest cell: where there is room, what is short stays on one line.
    for longest in LONGEST_SOURCES:
        whole = [
            (max(least, short), max(most, short + 0.01))
            for (least, most), short in zip(wanted, _short(block, longest), strict=True)
        ]
        if sum(least for least, _ in whole) <= width:
            wanted = whole
            break
    low, high = sum(least for least, _ in wanted), sum(most for _, most in wanted)
    if low >= width or high == low:
        return [least * width / low for least, _ in wanted]
    part = (width - low) / (high - low)
    return [least + part * (most - least) for least, most in wanted]


def _wanted(block: dict[str, Any]) -> list[tuple[float, float]]:
    """Of each column the width of its longest word, and that of a long text: of four long ones, one may be longer."""
    wanted = []
    for place, column in enumerate(block["columns"]):
        texts = [str(row[place]["text"]) for row in block["rows"]]
        words = [len(word) * BOLD for word in _words(column["heading"])]
        words += [len(word) for text in texts for word in _words(text)]
        lengths = sorted(map(len, texts)) or [0]
        usual = lengths[-1] if lengths[-1] <= LONGEST_WORD else lengths[len(lengths) * 3 // 4]
        longest = min(max(usual, len(column["heading"])), LONGEST)
        least = min(max([2, *words]), LONGEST_WORD)
        wanted.append((least * LETTER + PADDING, max(least, longest) * LETTER + PADDING + 0.01))
    return wanted


def _short(block: dict[str, Any], longest: int) -> list[float]:
    """Of each column the width of what should not break: numbers, words on a ground, names of rows, some sources.

    The numbers of sources have room for so many letters at the `longest`.
    """
    widths = []
    for place, column in enumerate(block["columns"]):
        kept = [0]
        for cell in (row[place] for row in block["rows"]):
            if cell.get("tone") or column["align"] == "right":
                kept.append(min(len(str(cell["text"])), LONGEST_WORD))
            elif cell.get("sources"):
                kept.append(min(len(str(cell["text"])), longest))
            elif place == 0:
                kept.append(min(len(str(cell["text"])), LONGEST_NAME))
        widths.append(max(kept) * LETTER_OF_MANY + PADDING)
    return widths


def _words(text: str) -> list[str]:
    """What is never broken: a no-break space holds together."""
    return text.replace("\u00a0", "_").split()


def _describe(table: Any, caption: str, widths: Sequence[float]) -> None:
    """Fixed widths, which row is a heading, and a name for who does not see the table."""
    properties = table._tbl.tblPr
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), caption)
    look = properties.find(qn("w:tblLook"))
    for part in list(look.attrib):
        del look.attrib[part]
    # The first row and no other is a heading.
    for part, value in (("val", "0620"), ("firstRow", 1), ("lastRow", 0), ("firstColumn", 0), ("lastColumn", 0),
                        ("noHBand", 1), ("noVBand", 1)):  # fmt: skip
        look.set(qn(f"w:{part}"), str(value))
    look.addnext(name)
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(round(width * 56.7)))


def _fill(
    cell: Any,
    told: dict[str, Any],
    *,
    size: float,
    right: bool,
    text: Callable[[object], str],
    known: Container[int],
) -> None:
    """A cell: its text on the ground of its status; numbers of sources lead to their list."""
    paragraph = cell.paragraphs[0]
    # By its id: to look up a style by its name takes longer than all the rest.
    paragraph._p.style = HEAD_CELL.replace(" ", "") if told.get("is_head") else CELL
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ground, ink = TONES.get(told.get("tone", ""), ("", ""))
    if ground:
        shade(cell, ground)
    if told.get("sources"):
        add_links(paragraph, told["sources"], known)
    else:
        run = paragraph.add_run(text(told["text"]))
        if "lang" in told:
            say_language(run, locale_of(told["lang"]))
        if ink:
            run.font.color.rgb = RGBColor.from_string(ink)
    for run in paragraph._p.iter(qn("w:r")):
        _resize(run, size)


def _resize(run: Any, size: float) -> None:
    if size != SIZE:
        run.get_or_add_rPr().sz_val = Pt(size)
