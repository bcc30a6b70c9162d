"""What a page or an answer says of made-up rows: found in what it shows, so that no report has to remember it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.tables.markings import MARKS, SYNTHETIC, marks_of
from kkpham_analysis.tables.telling import in_every_language
from kkpham_analysis.tables.vocabulary import PLACEHOLDER

if TYPE_CHECKING:
    import pandas as pd


def said_of(*frames: pd.DataFrame) -> dict[str, bool]:
    """What a record for machines says of tables it was made from without showing their rows; empty without a mark."""
    return dict.fromkeys(marks_of(*frames), True)


def marks_in_record(record: Any) -> tuple[str, ...]:
    """Marks of the rows in a record for machines: `synthetic` is true, or `kind` is `placeholder`, in any of them."""
    return in_order(_of_record(record))


def _of_record(part: Any) -> set[str]:
    if isinstance(part, Mapping):
        own = {SYNTHETIC} if part.get(SYNTHETIC) is True else set()
        own |= {PLACEHOLDER} if part.get(PLACEHOLDER) is True or part.get("kind") == PLACEHOLDER else set()
        return own.union(*map(_of_record, part.values()))
    if isinstance(part, list | tuple):
        return set().union(*map(_of_record, part))
    return set()


def in_order(said: Iterable[str]) -> tuple[str, ...]:
    """Marks, each once, in the order of `MARKS`."""
    found = set(said)
    return tuple(mark for mark in MARKS if mark in found)


def attribute(marks: Iterable[str]) -> str:
    """The attribute that tells a page of the marks; empty where there are none."""
    said = " ".join(marks)
    return f' data-marks="{said}"' if said else ""


def said_above(marks: Iterable[str], words: Words) -> str:
    """What is written above a text: one line for each mark, and nothing without one."""
    return "".join(f"{words.phrase(f'marks.{mark}')}\n" for mark in marks)


def said_in_all(marks: Iterable[str]) -> str:
    """The same in every language, for an answer that does not know in which it is."""
    return "".join(f"*** {in_every_language(mark)} ***\n" for mark in marks)


def banner(marks: Iterable[str], words: Words) -> str:
    """The banner at the top of a page, and the line that is printed on every sheet; empty without a mark."""
    said = [
        f"<p><strong>{escape(words.phrase(f'marks.{mark}'))}</strong> {escape(words.phrase(f'marks.{mark}_said'))}</p>"
        for mark in marks
    ]
    return f'<aside class="marks" role="note">{"".join(said)}</aside>' if said else ""
