"""What a sheet holds as a whole that no cell shows: columns that changed places, and columns without a heading."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.sheets import Row, Sheet
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.layout import NO, YES
from kkpham_analysis.tables.submissions.values import MOST_DOCUMENTS, Reason
from kkpham_analysis.tables.units import is_yes_no

# The round, the regency and the indicator of a row.
Key = tuple[Any, Any, Any]

# An indicator with more documents than this is as rare as an answer that is smaller than their number.
FEW_DOCUMENTS = 20
# Fewer such rows may be chance.
LEAST_SWAPPED = 3
# In a sheet whose columns changed places hardly a row still looks right; so many doubted ones weigh one of these up.
RIGHT_WEIGH = 3
# An answer so many times last year's, or less, is near it, and far from so many on.
NEAR, FAR = 1.5, 3.0
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?\s*%?")
TITLE_ROWS = 5
ANY_FILE = {"isian", "data", "dukung", "kkpham", "kkp", "ham", "final", "fix", "revisi", "rev", "baru", "copy",
            "salinan", "template", "templat", "form", "dari"}  # fmt: skip


class Entry(Protocol):
    """A row that was filled in, as it is looked at here."""

    sheet: str
    record: dict[str, Any]
    reasons: list[Reason]


def doubt_swapped(entries: Iterable[Entry], units: Mapping[str, str], before: Mapping[Key, float]) -> None:
    """Set aside every row with a number and documents, where many look as if the two had changed places.

    A sheet is looked at as a whole, and its rows of each regency. Which of the rows are right in what looks so nobody
    can tell: small numbers look alike either way.

    Parameters
    ----------
    entries
        The rows of a file.
    units
        The unit that each indicator asks for, where one is known.
    before
        The number that was answered in the round before, by the key of the row that answers again.
    """
    groups: dict[tuple[str, ...], list[tuple[Entry, _Look]]] = {}
    for entry in entries:
        look = _look(entry, units, before)
        for group in ((entry.sheet,), (entry.sheet, str(entry.record["regency_code"]))):
            groups.setdefault(group, []).append((entry, look))
    doubted = {id(entry): entry for group in groups.values() if _is_swapped([look for _, look in group])
               for entry, look in group if look.is_both or look.is_odd}  # fmt: skip
    for entry in doubted.values():
        entry.reasons.append(Reason("swapped", "documents", str(_documents(entry))))


class _Look(NamedTuple):
    """How a row looks: whether it has both numbers, and what speaks for them as they stand, or exchanged.

    `is_sure` says that it is more than the size of the numbers that does.
    """

    is_both: bool = False
    is_odd: bool = False
    is_sure: bool = False
    is_right: bool = False


def _is_swapped(looks: Sequence[_Look]) -> bool:
    """Whether rows look exchanged: most by the size of their numbers, or enough by what their indicators are."""
    odd, sure = sum(look.is_odd for look in looks), sum(look.is_sure for look in looks)
    is_most = odd >= LEAST_SWAPPED and 2 * odd > sum(look.is_both or look.is_odd for look in looks)
    return is_most or (sure >= LEAST_SWAPPED and sure > RIGHT_WEIGH * sum(look.is_right for look in looks))


def _look(entry: Entry, units: Mapping[str, str], before: Mapping[Key, float]) -> _Look:
    record = entry.record
    answer, documents = record["answer_number"], record["documents"]
    unit = units.get(record["indicator_code"] or "", "")
    if answer is None or documents is None:
        is_count = answer is not None and float(answer).is_integer() and 0 <= answer <= MOST_DOCUMENTS
        is_odd = is_count and _is_an_answer(entry, unit)
        is_right = answer is None and record["answer_yes"] is not None and documents is not None and is_yes_no(unit)
        return _Look(is_odd=is_odd, is_sure=is_odd, is_right=is_right)
    last = before.get((record["award_year"], record["regency_code"], record["indicator_code"]))
    if last is not None and _is_near(documents, last) and _is_far(answer, last):
        return _Look(is_both=True, is_odd=True, is_sure=True)
    if not float(answer).is_integer() or answer > max(FEW_DOCUMENTS, documents):
        return _Look(is_both=True, is_right=True)
    is_right = last is not None and _is_near(answer, last) and _is_far(documents, last)
    return _Look(is_both=True, is_odd=documents > max(FEW_DOCUMENTS, answer) and not is_right, is_right=is_right)


def _is_an_answer(entry: Entry, unit: str) -> bool:
    """Whether what stands for documents can be no count, but is what the indicator asks for.

    A "ya" to documents of a number only says that there are some.
    """
    for reason in entry.reasons:
        if reason.column == "documents" and reason.kind in ("not_a_count", "too_many_documents"):
            is_word = plain(reason.value) in YES | NO
            return is_yes_no(unit) if is_word else bool(unit and not is_yes_no(unit) and NUMBER.fullmatch(reason.value))
    # In a form, yes and no have a column of their own: there the count of documents has become a second answer.
    is_second = entry.record["answer_yes"] is not None and entry.record["documents"] is None
    return is_second and is_yes_no(unit)


def _is_near(number: float, last: float) -> bool:
    return number > 0 and last > 0 and abs(math.log(number / last)) <= math.log(NEAR)


def _is_far(number: float, last: float) -> bool:
    return number <= 0 or last <= 0 or abs(math.log(number / last)) >= math.log(FAR)


def _documents(entry: Entry) -> object:
    """What stands for the number of documents."""
    told = (reason.value for reason in entry.reasons if reason.column == "documents")
    documents = entry.record["documents"]
    return next(told, "") if documents is None else documents


def unheaded(rows: Iterable[Row], headings: Sequence[str]) -> tuple[int, int] | None:
    """The first column that holds something under no heading, and the row where it does; None where none does.

    A row of one text alone is a title or a footnote, wherever it stands.
    """
    for row in rows:
        filled = [place for place, cell in enumerate(row.cells) if cell.text and not cell.is_merged]
        for place in filled if len(filled) > 1 else ():
            if place >= len(headings) or not headings[place]:
                return place + 1, row.number
    return None


def of_other_regency(
    path: Path, sheets: Iterable[Sheet], about: Mapping[str, str], regency: Callable[[str], str | None]
) -> Fault | None:
    """Why a form may be of another regency than its sheet about itself says; None where nothing says another one.

    A form of the neighbour that was filled in as one's own says so in its name, or in the lines above its table.
    """
    ours = regency(about.get("regency_code", "") or "-")
    if ours is None:
        return None
    for text in named_in(path, sheets):
        if (other := regency(text)) is not None and other != ours:
            return Fault(path.name, 0, "", text, "other_regency", "one_regency", {"code": ours})
    return None


def named_in(path: Path, sheets: Iterable[Sheet]) -> list[str]:
    """What may name a regency in the name of a file and in the lines above its tables."""
    titles = [row.texts[0] for sheet in sheets for row in sheet.rows if row.number <= TITLE_ROWS and row.texts]
    return [*_names_in(path.stem), *titles]


def _names_in(stem: str) -> list[str]:
    """What of the name of a file may name a regency: its codes, and its words without those of any file."""
    words = [word for word in re.findall(r"[^\W\d_]+", stem) if word.casefold() not in ANY_FILE]
    return [*re.findall(r"(?<!\d)[1-9]\d{3}(?!\d)", stem), *([" ".join(words)] if words else [])]


def letters(column: int) -> str:
    """The letters of a column, as a spreadsheet shows them, also of columns that a table of text alone can have.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    head, last = divmod(column - 1, 26)
    return (letters(head) if head else "") + chr(65 + last)
