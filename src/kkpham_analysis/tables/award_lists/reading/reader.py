"""The lines of an award list, one after the other, with what headings and columns say of those below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, Count, Entry, Piece, text_key
from kkpham_analysis.tables.award_lists.layout.cell_lines import named_pieces
from kkpham_analysis.tables.award_lists.layout.columns import Column
from kkpham_analysis.tables.award_lists.layout.heads import Heads
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.layout.whole_lines import whole_lines
from kkpham_analysis.tables.award_lists.meaning.behind import behind_name
from kkpham_analysis.tables.award_lists.meaning.counts import is_total
from kkpham_analysis.tables.award_lists.meaning.courtesies import is_place_of_address
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Around, Found, Names
from kkpham_analysis.tables.award_lists.meaning.parting import parted
from kkpham_analysis.tables.award_lists.meaning.words import (
    LISTING,
    PLAIN_NUMBER,
    is_counting,
    is_like_a_head,
    is_none,
    is_read_also,
    pieces,
    type_heading,
    unmarked,
    unnumbered,
)
from kkpham_analysis.tables.award_lists.reading import datelines
from kkpham_analysis.tables.award_lists.reading.bare_headings import with_bare_headings
from kkpham_analysis.tables.award_lists.reading.counting import counts_of_line, counts_of_row
from kkpham_analysis.tables.award_lists.reading.heading_lines import heading_of, title_before
from kkpham_analysis.tables.award_lists.reading.headings import IN_BRACKETS, Headings, TitleAbove, leads_to_names
from kkpham_analysis.tables.award_lists.reading.listed_provinces import listed
from kkpham_analysis.tables.award_lists.reading.province_headings import leading_province, none_behind, province_named
from kkpham_analysis.tables.award_lists.reading.rows import (
    AboutRow,
    RowTitles,
    by_role,
    cells_of_names,
    is_in_place,
    is_named,
    is_shown,
    with_rows,
)
from kkpham_analysis.tables.award_lists.reading.scores import scored, with_scores
from kkpham_analysis.tables.award_lists.reading.titles_behind import with_title_apart
from kkpham_analysis.tables.award_lists.reading.told_titles import title_notes


class ListReader:
    """Reads line after line; `entries`, `counts`, `headed` (provinces of headings) and `none_in` are what it found."""

    def __init__(
        self,
        names: Names,
        answers: Mapping[str, Answer],
        *,
        category: str = "",
        usual: str = "",
        award_year: int | None = None,
        of_headings: Mapping[str, Answer] | None = None,
        pieces: Mapping[str, Sequence[Piece]] | None = None,
    ) -> None:
        self.names, self.answers, self.pieces = names, answers, pieces or {}
        # What a person says of the names that lie in another province than their heading says, by its text.
        self.of_headings = of_headings or {}
        self.line, self.heading = Line(0, ("",)), Line(0, ("",))
        self.grounds = Grounds(names)
        self.headings = Headings(self.grounds)
        self.entries: list[Entry] = []
        self.counts: list[Count] = []
        self.headed: dict[str, int] = {}
        self.none_in: set[str] = set()
        self.rows = RowTitles(names, answers, is_told=bool(category))
        self.heads = Heads(names.titles, award_year, answers, self.rows.used)
        self.unclear_scores: list[tuple[int, str]] = []
        self.title_lines: dict[str, int] = {}
        self.first_item, self.province, self.own, self.type = 0, "", "", ""
        self.title = TitleAbove(category, usual)
        self.columns: list[Column | None] = []
        self.reads: list[Read] = []

    def read(self, lines: Iterable[Line]) -> None:
        """Read all lines."""
        whole, joined = whole_lines(lines, self.names)
        titled = [each for line in whole for each in with_title_apart(line, self.names, self.headings)]
        whole, heads = with_bare_headings(titled, self.names)
        self.entries = [Entry(line.number, line.text, "skipped", "joined") for line in joined]
        self.first_item = datelines.begin_of_list(whole, self.grounds.begins_with_place)
        of_list, notes = listed(whole, self.names), title_notes(whole, self.names)
        for at, line in enumerate(whole):
            before, self.line, self.own = len(self.entries), line, heads.get(at, "")
            self.title.begin(line)
            if at in notes:
                self._skip(line.number, line.text, "title_note")
            elif at and is_place_of_address(line.text, whole[at - 1].text):
                self._skip(line.number, line.text, "date")
            elif is_read_also(line.text) and text_key(line.text) not in self.answers:
                self._skip(line.number, line.text, "read_also")
            elif at in of_list and text_key(line.text) not in self.answers:
                self.province = self.type = ""
                self._skip(line.number, line.text, "province")
            else:
                self._line(line, whole[at + 1 :])
            self.title.end(line, self.entries[before:], self.headings)
            if len(self.entries) == before:
                self._skip(line.number, line.text, "no_place")
            for comment in line.comments:
                self._skip(line.number, comment, "comment")
            self.reads.append(Read(line, tuple(self.columns), before, len(self.entries), self.title.category))

    def _line(self, line: Line, below: Sequence[Line]) -> None:
        if line.is_sheet:
            self._sheet(line)
            return
        filled = [cell for cell in line.cells if cell]
        if self._is_line_answered(line, filled):
            return
        if is_total(filled) or is_counting(filled):
            self._skip(line.number, line.text, "no_place")
        elif columns := self.heads.columns(line.cells, is_named=is_named(self.columns, line.cells, self.names)):
            self.columns = with_rows(columns, self.heads.above, below, self.names.titles)
            self._skip(line.number, line.text, "header")
        elif len(filled) < 2 and not is_in_place(self.columns, line.cells, self.names):
            self._text(line.number, filled[0])
        elif self.columns:
            self._row(line, filled)
        else:
            self._cells(line, filled)
        self.counts += counts_of_line(line, self.columns, self.names, self.province, self.heads.award_year)

    def _is_line_answered(self, line: Line, filled: list[str]) -> bool:
        """Whether a person said of a whole line what it is; that a heading is left out would be that of those below."""
        answer = self.answers.get(text_key(line.text))
        if answer and not answer.code and (self.own or (len(filled) == 1 and self.headings.is_title(line.text))):
            return False
        texts = [line.text, *filled] if len(filled) == 1 else [line.text]
        return any(self._is_answered(line.number, text) for text in dict.fromkeys(texts))

    def _sheet(self, line: Line) -> None:
        """The name of a sheet: what stands under headings of the sheet before it does so no more."""
        self.province = self.type = ""
        self.title.lapse()
        titles = [] if line.marks else self.names.titles.all_within(line.text)
        is_heading = not line.marks and self._is_heading(line.number, line.text)
        if len(titles) == 1 and not is_heading:
            self._head(line.number, titles[0])
        self._skip(line.number, line.text, "heading" if is_heading else next(iter(line.marks), "sheet"))

    def _row(self, line: Line, filled: list[str]) -> None:
        """A row of a table whose columns have headings."""
        cells = by_role(self.columns, line.cells, self.names.titles)
        if cells.get("province"):
            province = province_named(cells["province"][0][0], self.names, is_said=True)
            self.province = "" if not province else self.province
            self._enter(line.number, province)
        places = [cell for role in ("place", "code") for cell, _ in cells.get(role, [])]
        if cells.get("province") and self.province and places and all(map(is_none, places)):
            self._none_here(line.number, line.text)
            return
        start = len(self.entries)
        about = AboutRow(self.columns, line.cells, cells)
        if places:
            around = self._around(type=self.type, is_certain=True, is_listed=True)
            for name, told in self.rows.places(cells, self.columns, around):
                self._names_in(line.number, name, told)
            self.entries[start:] = self.rows.with_titles(self.entries[start:], about)
        else:
            self._cells(line, filled)
        self.entries[start:] = self.rows.named(self.entries[start:], line, about)
        if cells.get("province"):
            self.counts += counts_of_row(line.number, cells.get("count", []), self.province, self.names)
        if not places:
            return
        if about.unclear_scores:
            self.unclear_scores.append((line.number, about.unclear_scores))
        for cell in about.no_scores:
            self._skip(line.number, cell, "no_score")
        for note, _ in cells.get("note", []):
            self._skip(line.number, note, "note")

    def _cells(self, line: Line, filled: list[str]) -> None:
        """A row of a table without headings: each cell is what it looks like."""
        cells = filled[1:] if PLAIN_NUMBER.fullmatch(filled[0]) else filled
        if len(cells) > 1 and is_like_a_head(cells):
            self.entries.append(Entry(line.number, line.text, "unsettled", "table_head", province=self.province))
            return
        category = next(filter(None, map(self.names.titles.exactly, cells)), "")
        province = next(filter(None, (province_named(cell, self.names) for cell in cells)), "")
        if province:
            self._enter(line.number, province)
        rest = cells_of_names(cells, self.names)
        start = len(self.entries)
        if province and rest and all(map(is_none, rest)):
            self._skip(line.number, line.text, "heading")
            self._none_here(line.number, rest[0])
            return
        for piece in (piece for cell in rest for piece in named_pieces(cell, self.names)):
            self._names_in(line.number, piece, self._around(category=category, is_listed=True))
        found = [*filter(is_shown, self.entries[start:])]
        is_item = len(cells) < len(filled) and any(re.search(r"[^\W\d_]", cell) for cell in rest)
        if found or is_item or not (province or category):
            # A cell beside a name is no line of its own.
            self.entries[start:] = scored(found, rest) or [Entry(line.number, line.text, "skipped", "no_place")]
        else:
            self.entries[start:] = [Entry(line.number, line.text, "skipped", "heading")]

    def _text(self, number: int, text: str) -> None:
        """A line of text: a heading, a sentence, or one or many names."""
        if is_none(text) and self.province:
            self._none_here(number, text)
        elif none := none_behind(text, self.names, self.province):
            self._enter(number, none.province)
            self._skip(number, none.text, "heading")
            self._none_here(number, none.said)
        elif dateline := datelines.dateline_of(text, self.names, is_above_items=number < self.first_item):
            self._dateline(number, dateline)
        elif self._is_heading(number, text):
            self._skip(number, text, "heading")
        else:
            self._parts(number, text, with_scores(text, pieces(text), self.names))

    def _none_here(self, number: int, text: str) -> None:
        self.none_in.add(self.province)
        self._skip(number, text, "none_here")

    def _dateline(self, number: int, dateline: datelines.Dateline) -> None:
        """The place of a report, and then the line without it."""
        if dateline.is_doubtful and not self._is_answered(number, dateline.begin):
            found = Found("unsettled", "dateline", self.names.like("", "", self.names.regencies(dateline.place)))
            self._add(number, dateline.begin, found, self._around())
        elif not dateline.is_doubtful:
            self._skip(number, dateline.begin, "date")
        if dateline.rest:
            self._text(number, dateline.rest)

    def _parts(self, number: int, text: str, parts: list[str]) -> None:
        """The parts of a line: names wait for what stands behind them, a province or a title."""
        is_prose = any(datelines.is_sentence(part, self.names) for part in parts)
        within, of_date = "in_prose" if is_prose else "", datelines.place_of_date(text, parts, self.names)
        is_listing, of_type, led = False, None, ""
        waiting: list[tuple[str, Around]] = []
        for part in parts:
            bare, is_numbered = unnumbered(part)
            is_listing = is_listing or bool(LISTING.search(part))
            if head := title_before(text, part, self.names):
                # A title before a colon is that of the names behind it, and none of those before it; its type too.
                waiting = self._told(number, waiting, "")
                of_type = head.type
            if reason := self._part_heading(number, text, part, unmarked(bare), waiting):
                self._skip(number, part, reason)
                of_type, led = None if reason == "heading" else of_type, "" if province_named(part, self.names) else led
            else:
                if leads_to_names(text, part) and self.headings.honours(part):
                    self.title.lapse()
                led = leading_province(text, part, self.grounds) or led
                told, is_item = self.type if of_type is None else of_type, is_numbered or is_listing
                at_date = "date" if part == of_date else within
                waiting.append((part, self._around(type=told, province=led, is_listed=is_item, within=at_date)))
        self._told(number, waiting, "")
        here = [code for code, line in self.headed.items() if line == number]
        if len(here) > 1 and all(entry.status == "skipped" for entry in self.entries if entry.line == number):
            # Several provinces and no regency: the last of them heads no names either.
            self.headed = {code: line for code, line in self.headed.items() if line != number}
            self.province = ""

    def _part_heading(self, number: int, text: str, part: str, name: str, waiting: list[tuple[str, Around]]) -> str:
        """What a part is that says something of names before or behind it; empty where it is none."""
        if province := province_named(part, self.names):
            # "Kab. Paser, Kalimantan Timur": the province of what stands before it.
            is_behind = bool(waiting) and not re.search(re.escape(part) + r"\s*:", text)
            waiting[:] = self._told(number, waiting, province if is_behind else "")
            if not is_behind:
                self._enter(number, province)
            return "heading"
        if (of_type := type_heading(name)) is not None and not self.names.regencies(name):
            self.type = of_type
            return "heading"
        title = self.names.titles.exactly(name)
        if not waiting and leads_to_names(text, part) and not self.names.regencies(name):
            title = title or self.names.titles.within(name)
        if title:
            # "DI Yogyakarta (a title): …" is of another province than the line above.
            self._enter(number, "" if waiting else province_named(IN_BRACKETS.sub("", part), self.names))
            self._title(number, title, waiting)
            return "category"
        return ""

    def _told(self, number: int, waiting: list[tuple[str, Around]], province: str) -> list[tuple[str, Around]]:
        for part, around in waiting:
            self._names_in(number, part, around._replace(province=province) if province else around)
        return []

    def _title(self, number: int, title: str, waiting: list[tuple[str, Around]]) -> None:
        """A title behind names is theirs; one before names is that of all below."""
        if waiting:
            # Those before another title have theirs already.
            is_new = [not around.is_titled for _, around in waiting]
            given = [(part, around._replace(category=title, is_titled=True)) for part, around in waiting]
            waiting[:] = [new if take or not any(is_new) else old
                          for old, new, take in zip(waiting, given, is_new, strict=True)]  # fmt: skip
        else:
            self._head(number, title)

    def _head(self, number: int, title: str, *, is_of_province: bool = False) -> None:
        self.title_lines.setdefault(title, number)
        self.title.give(title, number, is_of_province=is_of_province)

    def _is_heading(self, number: int, text: str) -> bool:
        """Whether a line speaks of the lines below it; what it says is kept."""
        heads = heading_of(text, self.names, self.headings, behind=self.heading.text, above=self.province, own=self.own)
        if heads is None:
            return False
        self._enter(number, heads.province)
        self.type = self.type if heads.type is None else heads.type
        self.title.head(number, heads.province, heads.type)
        if heads.title:
            self._head(number, heads.title, is_of_province=heads.is_of_province)
        return True

    def _enter(self, number: int, province: str) -> None:
        if province and province != self.province:
            self.province, self.type, self.heading = province, "", self.line
            self.title.enter(number)
        if province:
            self.headed.setdefault(province, number)

    def _around(self, **known: object) -> Around:
        around = Around(self.province, self.type, self.title.category)
        return around._replace(**{name: value for name, value in known.items() if value or name == "type"})  # type: ignore[arg-type]

    def _names_in(self, number: int, text: str, around: Around) -> None:
        """The names of one piece: it may be several with "dan" between, and "dan" may be part of one."""
        if self._is_answered(number, text, around.category):
            return
        for part in parted(text, around, self.names):
            if not self._is_answered(number, part, around.category):
                bare, is_numbered = unnumbered(part)
                found = self.names.settle(bare, around._replace(is_listed=around.is_listed or is_numbered))
                self._add(number, part, found, around)

    def _is_answered(self, number: int, text: str, category: str = "") -> bool:
        key = text_key(text)
        pieces, answer = self.pieces.get(key, ()), self.answers.get(key)
        for piece in pieces:
            if not (piece.is_answered and self._is_answered(number, piece.text, category)):
                found = Found("unsettled", "not_answered", self.names.like("", "", piece.codes))
                self._add(number, piece.text, found, self._around(), said=piece.whole)
        if answer is None or answer.code == KEEP:
            return bool(pieces)
        self.rows.used.add(key)
        if len(answer.code) == 2:
            self._enter(number, answer.code)
            self._skip(number, text, "heading")
        elif answer.code:
            behind = behind_name(unnumbered(text)[0], self.names.titles)
            category = answer.category or behind.category or category or self.title.category
            self.entries.append(Entry(number, text, "claim", "answer", answer.code, category, behind.score,
                                      province=self.province))  # fmt: skip
        else:
            self._skip(number, text, "answer")
        return True

    def _add(self, number: int, text: str, found: Found, around: Around, *, said: str = "") -> None:
        category = found.named_category or around.category
        heading = self.heading if found.reason == "other_province" and around.province == self.province else None
        key, answer = self._answer_to(text, heading)
        if answer is not None and found.status == "unsettled" and len(found.places) == 1:
            # Any other answer of a name than that it stands as it was read was taken before.
            self.rows.used.add(key)
            if not answer.code:
                self._skip(number, text, "answer")
                return
            found, category = found._replace(status="claim", reason="answer"), answer.category or category
        candidates = () if found.status == "claim" else found.places
        entry = Entry(number, text, found.status, found.reason, found.code, category if found.code else "",
                      found.score if found.code else "", candidates, province=around.province, said=said)  # fmt: skip
        is_asked = heading is not None and found.status == "unsettled"
        self.entries.append(replace(entry, asked=heading.text, asked_at=heading.number) if is_asked else entry)  # type: ignore[union-attr]
        self.entries += [replace(entry, code=code) for code, _, _ in found.places[1:] if entry.status == "claim"]
        if found.code and found.beside:
            self._skip(number, found.beside, "note")
        if found.code and found.no_score:
            self._skip(number, found.no_score, "no_score")

    def _answer_to(self, text: str, heading: Line | None) -> tuple[str, Answer | None]:
        """What a person says of a name, or of the heading of a province that it does not lie in; and of which text."""
        key = text_key(text)
        if heading is None or key in self.answers:
            return key, self.answers.get(key)
        return text_key(heading.text), self.of_headings.get(text_key(heading.text))

    def _skip(self, number: int, text: str, reason: str) -> None:
        self.entries.append(Entry(number, text, "skipped", reason, province=self.province))
