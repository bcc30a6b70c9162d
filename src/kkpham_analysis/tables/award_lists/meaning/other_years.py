"""Whether a number that a sentence gives is of another year than the round: "dibanding tahun lalu ketika hanya 5"."""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.meaning.words import LISTING

YEARS = re.compile(
    r"\b(?:(?:tahun|edisi|periode|putaran)[\s-]+(?:lalu|sebelumnya|silam|lampau)|(?:last|previous)\s+year)\b"
    r"|\b(?:tahun\s+ini|this\s+year)\b|(?<![\w./-])20[0-4]\d(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
OF_ROUND = re.compile(r"(?:tahun|this)\s+(?:ini|year)", re.IGNORECASE)
# What is held against another year is of this one.
COMPARING = re.compile(
    r"\b(?:dari(?:pada)?|(?:di)?banding(?:kan)?|ketimbang|sejak|than|from|since|to)\s+(?:(?:dengan|pada|tahun|with|in)\s+)*$",
    re.IGNORECASE,
)


def is_of_other_year(sentence: str, at: int, award_year: int | None) -> bool:
    """Whether the number that ends at a place of a sentence is of another year than the round.

    >>> text = "Dibanding tahun lalu ketika hanya 5 daerah, tahun ini 7 daerah meraih predikat."
    >>> is_of_other_year(text, text.find(" daerah,"), 2025), is_of_other_year(text, text.find(" daerah m"), 2025)
    (True, False)
    """
    said = list(YEARS.finditer(sentence))
    before = next((year for year in reversed(said) if year.end() <= at), None)
    year = before or next(iter(said), None)
    if year is None or OF_ROUND.fullmatch(year.group()) or year.group() == str(award_year):
        return False
    if year.group().isdecimal() and (award_year is None or sentence.endswith(":") or LISTING.search(sentence)):
        # A list may be called by the year of its data; what names below it is asked about.
        return False
    between = sentence[year.end() : at] if before else sentence[at : year.start()]
    is_compared = bool(COMPARING.search(sentence[: year.start()]))
    return not (is_compared and "," in between) if before else not (is_compared or "," in between)
