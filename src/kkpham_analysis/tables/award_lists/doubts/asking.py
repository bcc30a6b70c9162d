"""Which names of a list are asked about, as what stands beside or above them denies or is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.doubts.above import SETTLED, Above, unbracketed
from kkpham_analysis.tables.award_lists.doubts.sheet_names import SheetNames
from kkpham_analysis.tables.award_lists.doubts.taken_back import words_of_own
from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.footnotes import Footnotes, Mark, Note
from kkpham_analysis.tables.award_lists.layout.lines import HIDDEN
from kkpham_analysis.tables.award_lists.layout.statements import (
    Read,
    Statement,
    heading_lines,
    nothing_behind,
    paragraphs,
)
from kkpham_analysis.tables.award_lists.meaning.courtesies import ends, says_nothing
from kkpham_analysis.tables.award_lists.meaning.grounds import Beside, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import POINTING_BACK, is_year_alone
from kkpham_analysis.tables.award_lists.reading.datelines import dateline_of
from kkpham_analysis.tables.award_lists.reading.headings import FORWARD, Headings, OtherTitles, is_closed
from kkpham_analysis.tables.award_lists.reading.told_titles import title_of

SHORT_HEADING = 6
# A sentence that is closed and speaks of none of these governs no list below it; one that points forward does.
OF_REGIONS = re.compile(
    r"\b(?:daerah|kab(?:upaten)?|kota|wilayah|pem(?:da|kab|kot)|nama|peserta|penerima|predikat|penghargaan|kriteria|"
    r"mereka|regenc(?:y|ies)|cit(?:y|ies)|names?|recipients?|awards?|they)\b",
    re.IGNORECASE,
)


class Asking:
    """Goes through the statements of a list, one after the other; `causes` are all it found, by place of entry.

    `extra` are the regencies that a sentence denies something of, but that were not read as names, with their causes.
    """

    def __init__(
        self, names: Names, entries: Sequence[Entry], award_year: int | None = None, *, usual: str = ""
    ) -> None:
        self.usual = usual
        self.grounds = Grounds(names, award_year)
        # Footnotes give some of them other titles.
        self.entries = list(entries)
        self.from_above = Above(self.entries, Headings(self.grounds), self._around)
        self.names = names
        self.causes: dict[int, list[Cause]] = {}
        self.footnotes, self.by_note, self.heading_lines = Footnotes([]), dict[int, str](), set[int]()
        self.sheets = SheetNames(self.grounds, [], usual)
        self.pointed_at: set[int] = set()
        self.extra: list[tuple[Entry, list[Cause]]] = []
        # The heading that stands above, those above it that are asked about too, and the names since then.
        self.above: Statement | None = None
        self.last: Statement | None = None
        self.over: list[Statement] = []
        self.since: list[int] = []
        self.other_titles = OtherTitles(names, usual)
        # What may be a name with a slip, or a heading.
        self.maybe: Statement | None = None
        self.heads: set[int] = set()

    def read(self, reads: Sequence[Read]) -> None:
        """Read all lines."""
        last: list[int] = []
        read = list(paragraphs(reads, [entry.text for entry in self.entries], self.grounds.begins_with_place))
        statements = [(each, bool(self._named(each))) for paragraph in read for each in paragraph]
        self.footnotes, self.heading_lines = Footnotes(statements), heading_lines(statements)
        sheets = [each for each, _ in statements if each.is_sheet]
        self.sheets = SheetNames(self.grounds, sheets, self.usual, reads)
        for paragraph in read:
            before: Statement | None = None
            for statement in paragraph:
                if statement.is_sheet:
                    self._enter(statement)
                    continue
                self._ends(statement)
                named = self._named(statement)
                if named:
                    self._with_names(statement, named, before)
                    self.since += named
                    last = named
                else:
                    self._without_names(statement, last)
                    last = []
                self._end(Statement(statement.line, statement.last_line, ()))
                before = self.last = statement

    def _named(self, statement: Statement) -> list[int]:
        return [place for place in statement.entries if self.entries[place].status == "claim"]

    def _reasons(self, statement: Statement) -> set[str]:
        return {self.entries[place].reason for place in statement.entries}

    def _notes_of(self, statement: Statement, named: list[int]) -> Iterator[tuple[int, Mark, list[Note]]]:
        """The marks of footnotes beside names or above them, each with its notes."""
        above = "" if self.above is None else self.above.text
        texts = {self.entries[place].text for place in named}
        for place in named:
            for mark, notes in self.footnotes.beside(statement, self.entries[place].text, above, texts):
                yield place, mark, notes

    def _of_title_notes(self, statement: Statement, named: list[int]) -> None:
        """Give names the titles of their footnotes; of two that differ nobody knows which is right."""
        for place, _, notes in self._notes_of(statement, named):
            title = title_of(notes, self.names.titles)
            if title and self.by_note.setdefault(place, title) != title:
                self._mark([place], notes[0].text, Beside((), (notes[0].said,), mark="title_beside"), notes[0].line)
            elif title:
                self.entries[place] = replace(self.entries[place], category=title)

    def _of_footnotes(self, statement: Statement, named: list[int]) -> None:
        """Ask about names with the mark of a footnote, their own or above them, but where its note is understood."""
        for place, mark, notes in self._notes_of(statement, named):
            self.pointed_at |= {note.line for note in notes}
            is_count = not notes and self.from_above.is_count(mark, place, named, self.since)
            if is_count or title_of(notes, self.names.titles):
                continue
            if len({note.said for note in notes}) == 1:
                said = notes[0].said
                around = self.grounds.around(said)
                unclear = around.unknown or ((said,) if self.names.titles.all_within(said) else ())
                around = around if around.denying else Beside((), unclear, mark="footnote" if unclear else "")
                self._mark([place], notes[0].text, around, notes[0].line)
            else:
                around = Beside((), (mark.sign,), mark="footnotes" if notes else "footnote")
                self._mark([place], mark.sign, around, statement.line)

    def _enter(self, sheet: Statement) -> None:
        """A sheet begins: its title goes before those of the sheet before it."""
        titles = self.sheets.enter(sheet, is_after_other=bool(self.other_titles.title))
        self.other_titles.give(sheet.text if len(titles) == 1 else "")

    def _of_sheet(self, statement: Statement, named: list[int]) -> None:
        """Ask about names in a sheet whose own name denies, is of another year or title, or is not understood."""
        name = self.sheets.name
        for places, said in self.sheets.said(statement, {place: self.entries[place].category for place in named}):
            self._mark(places, name.text if name else "", said, name.line if name else 0)

    def _of_title_above(self, statement: Statement, named: list[int]) -> None:
        """Ask about names below a sentence of another title, which it may give to them or to others."""
        if self.above is None or not (self.usual and self.above.text.endswith(".") and self._governs(self.above)):
            return
        titles = self.names.titles.all_within(self.above.text)
        theirs = {place: self.entries[place].category or self.usual for place in named if place not in self.by_note}
        others = [place for place, title in theirs.items() if titles and title not in titles]
        # Who has a title beside the name is asked about apart from the others.
        asked = statement if self.names.titles.within(statement.text) else self.above
        self._mark(others, asked.text, Beside(mark="title_above"), asked.line)

    def _with_names(self, statement: Statement, named: list[int], before: Statement | None) -> None:
        self._of_title_notes(statement, named)
        _, around = self._around(statement, named)
        for place in named:
            if nothing := nothing_behind(statement, self.entries[place].text):
                text, dash = nothing
                self._mark([place], text, Beside((), (dash,), mark="nothing"), statement.line)
        for place, lead in self.from_above.of_sentence(statement, named):
            self._mark([place], statement.text, lead, statement.line)
        for text, doubt in self._doubts(statement, named):
            self._mark(named, text, doubt, statement.line)
        for cause in self._of_governing(statement, named, before):
            self._add(named, cause)
        for area in statement.striking:
            self._mark(named, area, Beside(mark="may_be_struck"), statement.line)
        self._of_sheet(statement, named)
        self._of_footnotes(statement, named)
        self._of_title_above(statement, named)
        self._of_other_title(statement, named, around)
        if around.denying and not statement.is_row:
            self._add_others(statement, around)
        if self._governs(statement) and (statement.text.endswith(":") or not self._is_item(statement)):
            leads = any(lead for _, lead in self.from_above.leads(statement, named))
            if around.denying or around.is_honouring or around.is_titled or leads:
                self.above, self.over, self.maybe = statement, [], None

    def _end(self, end: Statement) -> None:
        """The line that a paragraph ends with, such as "terbaik", may go on from the one before it, or head others."""
        is_open = 0 < len(end.text.split()) <= SHORT_HEADING and not (is_closed(end.text) or says_nothing(end.text))
        if is_open and not any(self.grounds.named_in(end.text)) and self.from_above.said(end, [])[1]:
            self._head(end, is_ground=True)

    def _head(self, statement: Statement, *, is_ground: bool) -> None:
        """Keep what heads names below. One that is clear goes before most above it; one that is not leaves them."""
        above = [] if self.since or self.above is None else [*self.over, self.above]
        self.over = [each for each in above if is_ground or self.from_above.stays(each, statement)]
        self.above, self.since, self.maybe = statement, [], None

    def _of_other_title(self, statement: Statement, named: list[int], around: Beside) -> None:
        """Ask about names of which it is open whether the title of a heading above them is theirs."""
        given = [self.entries[place] for place in statement.entries if self.entries[place].reason == "category"]
        before = "" if statement.is_row else self._before(statement, named[0])
        if self.usual and self.names.titles.all_within(before):
            others = [place for place in named if not self._has_title_before(statement, place)]
            self._mark(others, statement.text, Beside(mark="title_above"), statement.line)
        if leading := [entry.text for entry in given if entry.text in before]:
            self.other_titles.give(leading[-1], has_names=True)
            return
        if any(
            lead.is_honouring and not (lead or lead.is_titled) for _, lead in self.from_above.leads(statement, named)
        ):
            self.other_titles.end()
        is_sentence = around.is_honouring and not around.is_titled and not self._is_item(statement)
        for place in (each for each in named if each not in self.by_note):
            if self.other_titles.leaves_open(self.entries[place].category, is_sentence=is_sentence):
                is_below = self.other_titles.is_ended and self.above is not None and not self._named(self.above)
                at = self.above if self.above is not None and is_below else statement
                text = at.text if is_below else self.entries[place].text
                self._mark([place], text, Beside(mark="title_above"), at.line)
        self.other_titles.has_names = True

    def _before(self, statement: Statement, place: int) -> str:
        """What stands before a name in its statement."""
        return statement.text[: max(statement.text.find(self.entries[place].text), 0)]

    def _has_title_before(self, statement: Statement, place: int) -> bool:
        """Whether the title of a name is one that stands before it."""
        title = self.entries[place].category or self.usual
        return title in self.names.titles.all_within(self._before(statement, place))

    def _of_governing(self, statement: Statement, named: list[int], before: Statement | None) -> Iterator[Cause]:
        """What the sentence before and the headings above deny or leave open of names; not where theirs is clear."""
        _, around = self._around(statement, named)
        if not around and (around.is_honouring or (around.is_titled and not self._is_item(statement))):
            return
        headings = [*self.over, *filter(None, [self.maybe, self.above])]
        for governing in [*filter(None, [before]), *headings]:
            is_heading = governing in headings
            if is_heading or self._governs(governing):
                text, above = self.from_above.said(governing, named)
                # What has a title of its own, which says no year, is asked about apart from others below its heading.
                own = statement.text if around.is_titled and not (around or is_year_alone(governing.text)) else ""
                is_open = not own or "comment" in self._reasons(governing)
                if above.denying or (above and is_heading and is_open):
                    self.heads |= self.from_above.headings_in(governing)
                    yield Cause(own or text, above.reason, above.said, statement.line if own else governing.line)

    def _is_item(self, statement: Statement) -> bool:
        """Whether a statement is one of a list: a row, or what begins with a name."""
        return statement.is_row or self.grounds.begins_with_place(statement.text)

    def _without_names(self, statement: Statement, last: list[int]) -> None:
        reasons = self._reasons(statement)
        is_read = bool(reasons & {"none_here", "header", "title_note", "read_also"}) and "comment" not in reasons
        if is_read or self.footnotes.leads(statement) or self.from_above.adds_nothing(statement, self.above, self.last):
            return
        if says_nothing(statement.text) and not statement.is_row:
            self.other_titles.interrupt()
            return
        _, around = self.from_above.said(statement, [])
        # A comment on the heading of a column speaks of all names below it.
        is_long = len(statement.text.split()) > SHORT_HEADING and "comment" not in reasons
        is_heading = not (is_long and is_closed(statement.text))
        if "unknown" in reasons and not around:
            self.maybe = statement
            self.heads |= self.from_above.headings_in(statement) if statement.text.endswith(":") else set()
            return
        if around.denying:
            self._point_back(statement, around, last)
            if not statement.is_row:
                self._add_others(statement, around)
        elif around.unknown and not self._leads(statement, around, is_heading=is_heading):
            return
        elif around.unknown and not self.since and self.from_above.is_denied(self.above):
            # What denies goes on below it.
            self.over += [statement] if self._governs(statement) else []
            return
        is_ground = bool(around.denying or around.unknown)
        turns = is_heading and self.from_above.turns_to_round(statement, self.above, self.since)
        if self._governs(statement) if is_ground else (around.is_honouring or around.is_titled or turns):
            self._give(statement, around)
            self._head(statement, is_ground=is_ground)

    def _ends(self, statement: Statement) -> None:
        """What is no heading of what follows: an address above a greeting, a stamp above the paper, a headline."""
        dateline = dateline_of(statement.text, self.names) if not (statement.is_row or self.since) else None
        is_report = bool(dateline and dateline.rest)
        above = [each for each in [*self.over, *filter(None, [self.above])] if not ends(statement.text, each.text)]
        if is_report:
            above = [each for each in above if self.from_above.stays(each, statement)]
        self.over, self.above = above[:-1], next(reversed(above), None)

    def _give(self, statement: Statement, around: Beside) -> None:
        """Keep the title that a heading gives, or that it ends the one above it."""
        given = [self.entries[place] for place in statement.entries]
        titled = [entry.text for entry in given if entry.reason in ("heading", "category")]
        if title := next(filter(self.names.titles.within, titled), ""):
            self.other_titles.give(title)
        elif around.is_honouring and not (around or around.is_titled):
            self.other_titles.end()

    def _governs(self, statement: Statement) -> bool:
        """Whether what is said here may be said of names below, and not only of a regency that is named here too."""
        if statement.is_row:
            return not any(list(self.grounds.named_in(cell)) for cell in statement.cells)
        text = statement.text
        if FORWARD.search(text):
            return True
        is_item = "heading" not in self._reasons(statement) and self.grounds.begins_with_place(text)
        is_of_its_own = text.endswith(".") or is_item
        if is_of_its_own and any(self.grounds.regencies_in(text)):
            return False
        is_closed = text.endswith(".") and len(text.split()) > SHORT_HEADING
        return not is_closed or bool(OF_REGIONS.search(text))

    def _leads(self, statement: Statement, around: Beside, *, is_heading: bool) -> bool:
        """Whether a statement that is not wholly understood is a heading of the names below it."""
        if self._is_settled(statement) or (around.is_titled and statement.text.endswith(".")):
            # "BALI (tahun lalu)": what stands in brackets beside a province is said of the names below it.
            return around.is_titled or "heading" in self._reasons(statement)
        # A note that names above it point to speaks of these.
        is_note = statement.line in self.pointed_at and not statement.text.endswith(":")
        return is_heading and not is_note

    def _point_back(self, statement: Statement, around: Beside, last: list[int]) -> None:
        """What denies below names, and is no heading of others and says not of whom, may speak of those above."""
        text, at = statement.text, statement.line
        if text.endswith(":") or at in self.pointed_at or words_of_own(text, self.grounds):
            return
        is_note = text.startswith("*")
        if is_note or POINTING_BACK.search(text):
            marked = [place for place in self.since if self.entries[place].text.rstrip(" ).;,").endswith("*")]
            last = (marked if is_note else []) or self.since
        elif len(text.split()) > SHORT_HEADING or self._is_item(statement) or at in self.heading_lines:
            return  # What begins with a place speaks of that one.
        # The heading of a table beside stands above its rows.
        self._mark([place for place in last if self.entries[place].line <= at], text, around, at)

    def _is_settled(self, statement: Statement) -> bool:
        """Whether a statement is a heading, a date or the like that was understood as such."""
        found = [self.entries[place] for place in statement.entries]
        return bool(found) and all(each.reason in SETTLED and not self.from_above.may_head(each, []) for each in found)

    def _around(self, statement: Statement, named: list[int]) -> tuple[str, Beside]:
        """The first doubt about the names of a statement, and the text that holds it; and whether it honours."""
        looked = self._looked(statement, named).values()
        text, first = next(iter(self._doubts(statement, named)), (statement.text, Beside()))
        honours, titled = any(each.is_honouring for each in looked), any(each.is_titled for each in looked)
        return text, first._replace(is_honouring=honours, is_titled=titled)

    def _looked(self, statement: Statement, named: list[int]) -> dict[str, Beside]:
        """What stands beside the names of a statement: of a row, in each cell."""
        titles = [self.entries[place].category for place in named]
        settled = [unbracketed(entry) for place in statement.entries
                   if self.from_above.needs_no_word(entry := self.entries[place])]  # fmt: skip
        if statement.is_row:
            # A row that is asked about as a whole.
            there = [self.entries[place] for place in statement.entries]
            comments = {entry.text for entry in there if entry.reason == "comment"}
            settled += [cell for cell in statement.cells if statement.text in settled and cell not in comments]
        texts = statement.cells if statement.is_row else (statement.text,)
        return {text: self.grounds.around(text, titles=titles, settled=settled) for text in texts}

    def _doubts(self, statement: Statement, named: list[int]) -> Iterator[tuple[str, Beside]]:
        """All that denies or is not understood beside the names of a statement, each with the text that holds it."""
        for text, around in self._looked(statement, named).items():
            if around.denying or (around.unknown and (not statement.is_row or text in statement.noted)):
                yield text, around
        shown = [(cell, mark) for cell, mark in zip(statement.cells, statement.marks, strict=False) if mark]
        if not statement.is_row:
            shown = [(statement.text, mark) for mark in statement.marks[:1] if mark]
        for cell, mark in shown:
            # One question for all rows, where it is the column that nobody sees.
            is_column = mark == HIDDEN and not all(statement.marks)
            yield cell if is_column else statement.text, Beside(mark=mark)

    def _mark(self, places: list[int], text: str, around: Beside, line: int) -> None:
        if around:
            self._add(places, Cause(text, around.reason, around.said, line))

    def _add(self, places: list[int], cause: Cause) -> None:
        """A cause to ask about names, beside those that there are: who answers one of them answers no other."""
        for place in places:
            causes = self.causes.setdefault(place, [])
            if all((cause.text, cause.reason) != (each.text, each.reason) for each in causes):
                causes.append(cause)

    def _add_others(self, statement: Statement, around: Beside) -> None:
        """Regencies that a sentence denies something of, but that were not read as names."""
        there = {self.entries[place].code for place in statement.entries}
        open_here = [self.entries[place] for place in statement.entries if self.entries[place].status == "unsettled"]
        asked = {code for entry in open_here for code, _, _ in entry.candidates}
        # Who answered for a piece of the sentence has read it, and the places that it names; a dateline is read too.
        read = [self.entries[place] for place in statement.entries if self.entries[place].reason in ("answer", "date")]
        asked |= {code for entry in read for _, code in self.grounds.regencies_in(entry.text)}
        province = next((self.entries[place].province for place in statement.entries), "")
        is_of_own = bool(words_of_own(statement.text, self.grounds))
        asked |= {entry.code for entry in self.entries if entry.status == "claim" and is_of_own}
        for name, code in self.grounds.regencies_in(statement.text):
            if code not in there | asked and code in self.names.there:
                there.add(code)
                entry = Entry(statement.line, name, "claim", "context", code, province=province)
                causes = [Cause(name, around.reason, around.said, statement.line)]
                self.extra.append((entry, [*causes, *self._of_governing(statement, [], None)]))
