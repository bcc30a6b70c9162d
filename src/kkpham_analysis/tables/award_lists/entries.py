"""What the lines of an award list become: entries, counts, and what a person answers of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables.places.errors import Candidate

# The answer that the names of a sentence, or below a heading, stand as they were read.
KEEP = "keep"
# Why a cell is asked about whose column says another year than that of the round.
OTHER_YEAR = "other_year"
# Why a row is asked about that has another score than one before it.
OTHER_SCORE = "other_score"
# What was passed over as no name: it may be one all the same.
PASSED_OVER = ("no_place", "prose")
# Questions about which title is right: that a name stands as it was read is no answer to these.
OF_TITLES = ("only_score", "many_scores", "title_above", "title_beside", "title_below", "title_in_brackets",
             "title_later", "title_shared", "several_marks", "other_sheets")  # fmt: skip
QUOTATION = re.compile('["\u201c-\u201f\u00ab\u00bb]')


class Cause(NamedTuple):
    """Why a name is asked about: the text that the question is about, the words in it, and its line."""

    text: str
    reason: str
    said: str = ""
    line: int = 0


@dataclass(frozen=True)
class Entry:
    """One thing that a line holds: a `claim`, or `skipped`, or `unsettled`.

    Parameters
    ----------
    line
        The number of its line.
    text
        What stands there.
    status, reason
        What it is, and how it was settled or why it was not; both keys, with a text in `language/lists.toml`.
    code
        The regency of a claim.
    category, score
        What the list says of it; empty where it says nothing.
    candidates
        The places it may be, where it is unsettled.
    other
        The line that it contradicts or repeats; 0 where none.
    province
        The province that it stands under; empty where none.
    asked
        The text that the question is about, where that is not its own: the sentence, the cell or the heading.
    said
        The words beside it that deny, or that are not understood.
    asked_at
        The line of the text that the question is about; 0 where it is its own.
    besides
        What it is asked about besides: each is a question of its own.
    is_usual
        Whether its category is the usual one, because the list gives it none.
    """

    line: int
    text: str
    status: str
    reason: str
    code: str = ""
    category: str = ""
    score: str = ""
    candidates: tuple[Candidate, ...] = ()
    other: int = 0
    province: str = ""
    asked: str = ""
    said: str = ""
    asked_at: int = 0
    besides: tuple[Cause, ...] = ()
    is_usual: bool = False

    @property
    def codes(self) -> list[str]:
        """The codes of the places it is, or may be."""
        return [self.code] if self.status == "claim" else [code for code, _, _ in self.candidates]

    @property
    def questions(self) -> tuple[Cause, ...]:
        """All that it is asked about, where it is unsettled."""
        first = Cause(self.asked or self.text, self.reason, self.said, self.asked_at or self.line)
        return (first, *self.besides)


class Count(NamedTuple):
    """A number of regencies that the text gives: of the province that it stands under, or that its `sentence` names.

    `is_of_all` is a total under a table whose rows name their provinces: of the last of them, or of all. A `kind` is
    empty, or `total` of what stands above it, `of_province` where that says which, `heading` of a province, or `row` in
    a column of a row.
    """

    line: int
    number: int
    type: str
    province: str
    sentence: str = ""
    is_of_all: bool = False
    kind: str = ""


class AnswersError(WholeError, ValueError):
    """Raised for answers that cannot be used; `lists.answers_` with `key` behind it is their sentence."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key, values)


@dataclass(frozen=True)
class Answer:
    """What a person says of a text that could not be settled: a code, `KEEP`, or empty where it is to be left out.

    Its `line` is that in the file of answers; on two lines the same answer is one.
    """

    code: str
    category: str = ""
    line: int = field(default=0, compare=False)


class Piece(NamedTuple):
    """A piece of a text of several names: the key of its `name`, what that may be, and the `whole` text."""

    text: str
    name: str
    codes: frozenset[str]
    whole: str
    is_answered: bool = False

    @property
    def key(self) -> str:
        """The key by which its answer is looked up."""
        return text_key(self.text)


def text_key(text: str) -> str:
    """A text as answers are looked up by it: in any case, with any spaces, without the marks of quotations.

    Who fills in a table by hand, or in a program that takes these for its own, does not write them as they were.

    >>> text_key('"Sementara itu,  Kota Bontang"')
    'sementara itu, kota bontang'
    """
    return " ".join(QUOTATION.sub("", text.casefold()).split())
