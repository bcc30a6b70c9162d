"""The last look at a list that was read: no word of a title, of denial or of another year in it was passed over.

What names a title gives it to a name, or the names that it may be meant for are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kkpham_analysis.tables.award_lists.doubts.bare_names import of_bare
from kkpham_analysis.tables.award_lists.doubts.of_all import of_all
from kkpham_analysis.tables.award_lists.doubts.several_marks import of_several_marks
from kkpham_analysis.tables.award_lists.doubts.shared_titles import of_several
from kkpham_analysis.tables.award_lists.doubts.signs import of_signs
from kkpham_analysis.tables.award_lists.doubts.taken_back import of_taken_back, words_of_own
from kkpham_analysis.tables.award_lists.doubts.unread_columns import of_columns
from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.footnotes import Footnotes, note_of
from kkpham_analysis.tables.award_lists.layout.statements import Read, Statement, paragraphs
from kkpham_analysis.tables.award_lists.meaning.grounds import Beside, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import LETTER, is_none, unnumbered
from kkpham_analysis.tables.award_lists.reading.province_headings import begins_with_province

LEGEND = re.compile(r"(?:\(?[*#†‡§¶^]+\)?\s*)?(?:catatan|keterangan|ket|notes?)\b", re.IGNORECASE)
# Why a piece is asked about that may be no name at all.
NO_NAMES = ("unknown", "item", "mentions")
UNDERSTOOD = {"header", "none_here", "answer", "sheet", "hidden_sheet", "date", "joined", "read_also"}


class Guard:
    """Looks for titles, denials and years that no name was given or asked about for; `causes` are by place of entry.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        What was understood, each claim with its title.
    names
        The names of the round's places.
    award_year
        The year of the round; None where years are no matter.
    usual
        The title of whoever is named without one, which a line that names nobody takes from nobody.
    is_told
        Whether a person says which title all names have: that goes before the titles of the list.
    """

    def __init__(
        self,
        reads: Sequence[Read],
        entries: Sequence[Entry],
        names: Names,
        award_year: int | None = None,
        *,
        usual: str = "",
        is_told: bool = False,
    ) -> None:
        self.reads, self.entries, self.names, self.usual, self.is_told = reads, entries, names, usual, is_told
        self.grounds = Grounds(names, award_year)
        self.causes: dict[int, list[Cause]] = {}
        self.asked = {cause.text for entry in entries if entry.status == "unsettled" for cause in entry.questions}
        texts = [entry.text for entry in entries]
        found = paragraphs(reads, texts, self.grounds.begins_with_place)
        self.statements = [each for paragraph in found for each in paragraph]
        self.footnotes = Footnotes((each, bool(self._named(each))) for each in self.statements)

    def read(self) -> dict[int, list[Cause]]:
        """All causes to ask about names, by the places of their entries."""
        for at, statement in enumerate(self.statements):
            reasons = {self.entries[place].reason for place in statement.entries}
            if statement.is_sheet or (reasons & UNDERSTOOD and "comment" not in reasons):
                continue
            if self._claims(statement.entries) or (self._named(statement) and not self._is_legend(statement)):
                self._beside(statement)
                self._behind(at)
                for place, cause in of_several(statement, self.entries, self.names.titles, self.usual):
                    self._ask([place], cause.text, cause.reason, cause.said, cause.line)
            elif self._is_legend(statement):
                if not words_of_own(statement.text, self.grounds):
                    self._of_legend(at)
            else:
                self._alone(at)
        found = [
            *of_signs(self.statements, self.entries),
            *of_several_marks(self.reads, self.entries, self.names.titles),
            *self._of_tables(),
            *of_taken_back(self.statements, self.entries, self.grounds),
            *of_all(self.statements, self.entries, self.grounds),
        ]
        for place, cause in found:
            self._ask([place], cause.text, cause.reason, cause.said, cause.line)
        return self.causes

    def _of_tables(self) -> Iterator[tuple[int, Cause]]:
        """What columns and other names leave open, where no person says which title all names have."""
        if not self.is_told:
            yield from of_columns(self.reads, self.entries, self.grounds)
            if self.usual:
                yield from of_bare(self.reads, self.entries, self.grounds, self.usual)

    def _named(self, statement: Statement) -> list[int]:
        """The entries of a statement that are names, whether they count or are asked about."""
        return [place for place in statement.entries if self.entries[place].status != "skipped"]

    def _titles_in(self, text: str) -> list[str]:
        return [] if self.is_told else self.names.titles.all_within(text)

    def _unusual(self, text: str) -> list[str]:
        """The titles in a text that names nobody; none where it has the usual one too, as a legend of all has."""
        titles = self._titles_in(text)
        return [] if self.usual in titles else titles

    def _claims(self, places: Sequence[int]) -> list[int]:
        return [place for place in places if self.entries[place].status == "claim"]

    def _beside(self, statement: Statement) -> None:
        """A title beside names that none of them has is a question for them; and a year in any cell of a row."""
        named = self._named(statement)
        given = {self.entries[place].category for place in named}
        is_open = any(self.entries[place].status == "unsettled" and self.entries[place].reason not in NO_NAMES
                      for place in named)  # fmt: skip
        for text in statement.told if statement.is_row else (statement.text,):
            titles = self._titles_in(text)
            if not is_open and any(title not in given for title in titles):
                self._ask(self._others(named, titles), text, "title_beside", text)
            if statement.is_row and (years := self._years(text)):
                self._ask(self._claims(named), text, "beside", ", ".join(years))

    def _behind(self, at: int) -> None:
        """A title in a line that may be a heading, and not only a name, may be meant for the names below it too.

        Such is one that begins with a province that is a regency too ("Jambi"), or whose title no name before it has.
        """
        statement = self.statements[at]
        may_head = not self._claims(statement.entries) and begins_with_province(statement.text, self.names)
        given = {self.entries[place].category for place in self._named(statement)}
        titles = self._titles_in(statement.text if may_head else statement.last_line)
        if titles and given.isdisjoint(titles):
            self._ask(self._others(self._right_below(at), titles), statement.text, "title_near", statement.text)

    def _is_legend(self, statement: Statement) -> bool:
        return bool(LEGEND.match(statement.text) or note_of(statement.text))

    def _of_legend(self, at: int) -> None:
        """A note or legend that no name has the mark of may be meant for all names above it, or else below it."""
        statement = self.statements[at]
        note = note_of(statement.text)
        above = [place for each in self.statements[:at] for place in self._named(each)]
        if note and note[0].sign in self._signs_above(at):
            return
        said = self.grounds.around(statement.text)
        titles = self._unusual(statement.text)
        meant = above or [place for each in self.statements[at:] for place in self._named(each)]
        if said.denying or self._years(statement.text):
            words = said if said.denying else Beside((), tuple(self._years(statement.text)))
            # What is asked about for another reason has all its questions at once.
            meant = [place for place in meant if self.entries[place].status == "claim" or self.entries[place].asked]
            self._ask(meant, statement.text, words.reason, words.said, statement.line)
        elif titles and not self._is_heading(at, titles):
            self._ask(self._others(meant, titles), statement.text, "title_near", statement.text, statement.line)

    def _signs_above(self, at: int) -> set[str]:
        """The signs of the marks beside the names above a statement, and beside the headings there."""
        marks = [
            mark
            for each in self.statements[:at]
            for mark in (
                *(
                    mark
                    for place in self._named(each)
                    for mark in self.footnotes.marks_of(each, self.entries[place].text)
                ),
                *(() if each.is_row else self.footnotes.marks_of_heading(each.text)),
            )
        ]
        return {mark.sign for mark in marks}

    def _alone(self, at: int) -> None:
        """A title in a line without names that is no heading of names: it may be meant for those above and below."""
        statement = self.statements[at]
        titles = self._unusual(statement.text)
        is_asked = any(each in statement.text or statement.text in each for each in self.asked)
        if not titles or is_asked or self._is_heading(at, titles) or self._is_empty_class(at):
            return
        meant = self._others([*self._since(at), *self._right_below(at)], titles)
        self._ask(meant, statement.text, "title_near", statement.text, statement.line)

    def _is_heading(self, at: int, titles: Sequence[str]) -> bool:
        """Whether a name below has one of the titles, before another line of titles, or is asked about."""
        below = [self.entries[place] for place in self._until(at)]
        return any(entry.status == "unsettled" or entry.category in titles for entry in below)

    def _is_empty_class(self, at: int) -> bool:
        """Whether a heading is one of several in a numbering of titles, with nobody below it, or says that."""
        behind = self.statements[at + 1] if at + 1 < len(self.statements) else None
        if behind is not None and is_none(behind.text):
            return True
        return _is_item(self.statements[at].text) and any(
            _is_item(each.text) and self._is_title(each) for each in self.statements[:at]
        )

    def _is_title(self, statement: Statement) -> bool:
        return not self._named(statement) and bool(self._titles_in(statement.text))

    def _since(self, at: int) -> list[int]:
        """The names between a statement and the heading above it."""
        found: list[int] = []
        for each in reversed(self.statements[:at]):
            if found and not self._named(each):
                break
            found = [*self._named(each), *found]
            if self._is_title(each):
                break
        return found

    def _until(self, at: int) -> list[int]:
        """The names below a statement, to the next one of a title."""
        found: list[int] = []
        for each in self.statements[at + 1 :]:
            if self._is_title(each) and not self._is_legend(each):
                break
            found += self._named(each)
        return found

    def _right_below(self, at: int) -> list[int]:
        """The names below a statement, to the next one that says a title of its own."""
        below = takewhile(lambda each: not self._titles_in(each.text), self.statements[at + 1 :])
        return [place for each in below for place in self._named(each)]

    def _others(self, places: Sequence[int], titles: Sequence[str]) -> list[int]:
        """The names that count with none of the titles."""
        return [place for place in self._claims(places) if self.entries[place].category not in titles]

    def _years(self, text: str) -> list[str]:
        """The years in a text that are not that of the round, where it says nothing else of its year."""
        return [word for word in self.grounds.around(text).unknown if re.fullmatch(r"20\d\d", word)]

    def _ask(self, places: Sequence[int], text: str, reason: str, said: str, line: int = 0) -> None:
        for place in places:
            cause = Cause(text, reason, said, line or self.entries[place].line)
            causes = self.causes.setdefault(place, [])
            if all(each.text != text for each in causes):
                causes.append(cause)


def _is_item(text: str) -> bool:
    """Whether a heading begins with a number or a letter."""
    return bool(LETTER.match(text)) or unnumbered(text)[1]
