"""The numbers of regencies that a list gives: in its sentences, and in the columns of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kkpham_analysis.tables.award_lists.entries import Count
from kkpham_analysis.tables.award_lists.layout.columns import Column
from kkpham_analysis.tables.award_lists.layout.statements import SENTENCE
from kkpham_analysis.tables.award_lists.meaning.names import MOST_WORDS, Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING
from kkpham_analysis.tables.award_lists.meaning.words import counts_in, unmarked
from kkpham_analysis.tables.award_lists.reading.datelines import dateline_of
from kkpham_analysis.tables.files.sheets import plain

BEFORE_PROVINCE = re.compile(r"^(?:di|se|wilayah|untuk|in)[\s-]+", re.IGNORECASE)


def counts_of_text(number: int, text: str, names: Names, province: str, *, is_of_all: bool) -> list[Count]:
    """The numbers that the sentences of a line give, of the province that each names, or that it stands under."""
    if dateline := dateline_of(text, names):
        # Its place and newspaper are no words of the sentence that gives the number.
        text = dateline.rest
    found = []
    for sentence in SENTENCE.split(text):
        for count, of_type, behind in counts_in(sentence):
            named = _province_behind(behind, names)
            is_total = not named and is_of_all
            found.append(Count(number, count, of_type, named or province, sentence if named else "", is_total))
    return found


def counts_of_row(number: int, cells: Iterable[tuple[str, Column]], province: str, names: Names) -> list[Count]:
    """The numbers in the columns of a row that count the regencies of its province, or those of it that are named."""
    found = []
    for cell, column in cells:
        is_of_honoured = not HONOURING.isdisjoint(plain(column.heading).split()) or names.titles.within(column.heading)
        if not cell.isdecimal() or not province:
            continue
        whole = names.regencies_of(province)
        is_any_number = len(column.heading.split()) == 1 and int(cell) > whole
        if is_of_honoured or not (int(cell) == whole or is_any_number):
            found.append(Count(number, int(cell), "", province))
    return found


def _province_behind(text: str, names: Names) -> str:
    """The province that a text begins with, as in "7 kabupaten/kota di Kalimantan Timur"."""
    words = BEFORE_PROVINCE.sub("", text.strip()).split()[:MOST_WORDS]
    ends = range(len(words), 0, -1)
    return next(filter(None, (names.province(unmarked(" ".join(words[:end]))) for end in ends)), "")
