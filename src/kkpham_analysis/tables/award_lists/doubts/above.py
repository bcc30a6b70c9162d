"""What the statements of an award list say of names below them, and what leads to names within one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kkpham_analysis.tables.award_lists.entries import Entry
from kkpham_analysis.tables.award_lists.layout.columns import YEAR
from kkpham_analysis.tables.award_lists.layout.footnotes import Mark
from kkpham_analysis.tables.award_lists.layout.statements import Statement
from kkpham_analysis.tables.award_lists.meaning.counts import counts_in
from kkpham_analysis.tables.award_lists.meaning.counts_behind import counts_behind
from kkpham_analysis.tables.award_lists.meaning.courtesies import is_rank
from kkpham_analysis.tables.award_lists.meaning.grounds import Beside, fits_its_code
from kkpham_analysis.tables.award_lists.meaning.vocabulary import OTHER_TIME, PROPOSING
from kkpham_analysis.tables.award_lists.meaning.words import COUNTED, is_none
from kkpham_analysis.tables.award_lists.reading.headings import IN_BRACKETS, Headings, plain_heading, written

# Entries that are understood, or asked about for a reason of their own.
SETTLED = ("heading", "header", "category", "none_here", "answer", "joined", "named_before", "sheet", "hidden_sheet",
           "date", "province", "copied")  # fmt: skip

# "Ketujuh daerah tersebut adalah:" says of names no more than what it points back to.
POINTING = re.compile(
    r"(?:adapun\s+)?(?:ke(?P<count>[a-z]+)\s+)?"
    r"(?:daerah|kabupaten(?:\s*(?:/|dan)\s*kota)?|kab\.?\s*/\s*kota|kota)\s+(?:tersebut|itu|dimaksud)\s+(?:adalah|ialah|yaitu|yakni)\s*:",
    re.IGNORECASE,
)

# A heading that ends so goes on in the next line.
GOES_ON = re.compile(
    r"\b(?:dari|ke|menjadi|yang|untuk|bagi|kepada|dan|atau|dengan|of|from|to|as|that|and|or)$", re.IGNORECASE
)


def unbracketed(entry: Entry) -> str:
    """What is understood of an entry: of a heading not what stands in brackets behind it, if that is no number."""
    is_whole = entry.reason != "heading" or bool(counts_behind(entry.text).counts)
    return entry.text if is_whole else IN_BRACKETS.sub("", entry.text)


class Above:
    """Reads statements as what stands above names.

    Parameters
    ----------
    entries
        What was read.
    headings
        Says what headings say.
    around
        What stands beside the names of a statement.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        headings: Headings,
        around: Callable[[Statement, list[int]], tuple[str, Beside]],
    ) -> None:
        self.entries, self.headings, self.around = entries, headings, around

    def said(self, statement: Statement, named: list[int]) -> tuple[str, Beside]:
        """What a statement says of names below it: as a heading where it names none, else as what leads to its own."""
        text, around = self.around(statement, named)
        if statement.is_row:
            return text, around
        if own := [place for place in statement.entries if self.entries[place].status == "claim"]:
            return text, around or [lead for _, lead in self.leads(statement, own)][-1]
        # A class may be named so that it denies: by itself that is a title.
        title = self.headings.grounds.names.titles.exactly(plain_heading(statement.text)) if not named else ""
        titles = [title] if title else [self.entries[place].category for place in named]
        found = [self.entries[place] for place in statement.entries]
        settled = [
            unbracketed(entry) for entry in found if self.needs_no_word(entry) and not self.may_head(entry, named)
        ]
        around = self.headings.said(statement.text, titles=titles, settled=settled)
        return text, around._replace(mark=next(iter(statement.marks), ""))

    def leads(self, statement: Statement, named: list[int]) -> Iterator[tuple[int, Beside]]:
        """What is said of each name by what leads to it in its own statement: "Penerima: Kota Bontang"."""
        if not statement.is_row:
            dates = [self.entries[place].text for place in statement.entries if self.entries[place].reason == "date"]
            begin = max((len(each) for each in dates if statement.text.startswith(each)), default=0)
            found = [(self.entries[place].text, self.entries[place].category) for place in named]
            yield from zip(named, self.headings.leads(statement.text, found, begin), strict=True)

    def of_sentence(self, statement: Statement, named: list[int]) -> Iterator[tuple[int, Beside]]:
        """What is said of each name by what leads to it, and by pieces of its sentence that name another.

        That such a piece is asked about, or was answered, says nothing of the others: its words may speak of all.
        """
        yield from self.leads(statement, named)
        grounds = self.headings.grounds
        for text in statement.cells if statement.is_row else (statement.text,):
            inside = [place for place in statement.entries if self.entries[place].text in text]
            for place in inside:
                entry = self.entries[place]
                is_open = entry.status == "unsettled" or entry.reason == "answer"
                around = grounds.around(entry.text) if is_open and any(grounds.named_in(entry.text)) else Beside()
                yield from ((other, around) for other in inside if other in named and other != place)

    def stays(self, above: Statement, below: Statement) -> bool:
        """Whether what a heading denies or proposes is said of a clear one below it too: "DAFTAR CALON"."""
        _, said = self.said(above, [])
        is_near = below.line <= above.line + 2 and not (above.text.endswith((".", ";")) or is_none(above.text))
        if below.line == above.line + 1 and GOES_ON.search(above.text):
            return bool(said)
        is_proposing = any(word.casefold() in PROPOSING for word in said.unknown)
        return (is_near and bool(said.denying)) or (is_proposing and (is_near or said.is_honouring or said.is_titled))

    def is_rank(self, statement: Statement, above: Statement | None) -> bool:
        """Whether a statement is a rank below a heading that honours all below it."""
        around = self.said(above, [])[1] if above is not None and is_rank(statement.text) else None
        return around is not None and not around and (around.is_honouring or around.is_titled)

    def points_to(self, statement: Statement, above: Statement | None, before: Statement | None) -> bool:
        """Whether a statement only points back to the clear heading right above it, and to the one number it gives."""
        points = POINTING.fullmatch(statement.text)
        if points is None or above is None or above != before:
            return False
        around = self.said(above, [])[1]
        numbers = {number for number, _, _ in counts_in(above.text)}
        is_of_these = numbers == {COUNTED.get((points["count"] or "").casefold())} or not (numbers or points["count"])
        return is_of_these and not around and (around.is_honouring or around.is_titled)

    def adds_nothing(self, statement: Statement, above: Statement | None, before: Statement | None) -> bool:
        """Whether a statement is only a rank below a heading, or points back to it."""
        return self.is_rank(statement, above) or self.points_to(statement, above, before)

    def is_count(self, mark: Mark, place: int, named: Sequence[int], since: Sequence[int]) -> bool:
        """Whether a number in brackets behind the last name of a sentence, or of the list, is how many it names."""
        is_end = not any(entry.status == "claim" for entry in self.entries[place + 1 :])
        numbers = {len(named), len(since) + len(named) if is_end else 0} - {0, 1}
        return place == named[-1] and mark.bracket == "(" and mark.sign in map(str, numbers)

    def is_denied(self, above: Statement | None) -> bool:
        """Whether the heading above denies."""
        return above is not None and bool(self.said(above, [])[1].denying)

    def turns_to_round(self, statement: Statement, above: Statement | None, since: Sequence[int]) -> bool:
        """Whether the year of the round is named where nothing stands above but that what follows is of another.

        Years one below the other, without a name between them, are those that a page lets choose from.
        """
        is_choice = above is not None and not since and all(YEAR.fullmatch(each.text) for each in (above, statement))
        if is_choice or not self.headings.grounds.names_round(statement.text):
            return False
        around = Beside() if above is None else self.said(above, [])[1]
        return not around.denying and all(word.isdigit() or OTHER_TIME.search(word) for word in around.unknown)

    def may_head(self, entry: Entry, named: list[int]) -> bool:
        """Whether what is no name, asked about or answered, may be a heading: of names that are written otherwise."""
        if entry.status == "claim" or entry.reason not in ("unknown", "answer"):
            return False
        if any(self.headings.grounds.named_in(entry.text)):
            return False
        ways = {written(self.entries[place].text) for place in named}
        return not self.headings.is_like_a_name(entry.text) or (bool(ways) and written(entry.text) not in ways)

    def needs_no_word(self, entry: Entry) -> bool:
        """Whether an entry is understood, or asked about for a reason of its own, without any word beside it."""
        names = self.headings.grounds.names
        if entry.reason == "heading" and (names.titles.within(entry.text) or names.titles.is_of_award(entry.text)):
            # Beside its title, or the award, a heading may say anything: that it is a candidate for it, for one.
            return False
        if entry.status == "unsettled" or entry.reason in SETTLED:
            return True
        return entry.reason == "code" and fits_its_code(names, entry.text, entry.code)

    def headings_in(self, statement: Statement) -> set[int]:
        """The entries of a heading that were asked about as names with a slip."""
        found = ((place, self.entries[place]) for place in statement.entries)
        return {place for place, entry in found if entry.reason == "unknown" and self.may_head(entry, [])}
