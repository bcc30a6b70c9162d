"""The lines of an award list, one after the other, with what headings and columns say of those below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kkpham_analysis.tables.award_lists.columns import Column, header_of
from kkpham_analysis.tables.award_lists.datelines import Dateline, dateline_of
from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, Count, Entry, text_key
from kkpham_analysis.tables.award_lists.grounds import Grounds
from kkpham_analysis.tables.award_lists.lines import Line
from kkpham_analysis.tables.award_lists.names import MOST_WORDS, Around, Found, Names
from kkpham_analysis.tables.award_lists.rows import AboutRow, RowTitles
from kkpham_analysis.tables.award_lists.scores import scored, with_scores
from kkpham_analysis.tables.award_lists.statements import SENTENCE, Read
from kkpham_analysis.tables.award_lists.words import (
    AND,
    COUNT,
    DATE,
    LISTING,
    NONE_BEHIND,
    NONE_HERE,
    counts_in,
    is_total,
    pieces,
    points,
    type_heading,
    unmarked,
    unnumbered,
)
from kkpham_analysis.tables.award_lists.wrapping import unwrapped
from kkpham_analysis.tables.places.keys import key_of

IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
BEFORE_PROVINCE = re.compile(r"^(?:di|se|wilayah|untuk|in)[\s-]+", re.IGNORECASE)
HEADED_BY_NUMBER = re.compile(r"^(?:[IVXLC]+|[A-Za-z])[.)]\s*")
PLAIN_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")
SENTENCE_WORDS = 6
# "Pangkajene dan Kepulauan": more than one "dan" is in no name.
MOST_PARTS = 3
MORE_THAN_TITLE = re.compile(r"\b(?:mendapat|meraih|menerima|menyerahkan|kepada|berhasil|dari|oleh)\b", re.IGNORECASE)


class ListReader:
    """Reads line after line; `entries`, `counts`, `headed` (provinces of headings) and `none_in` are what it found."""

    def __init__(self, names: Names, answers: Mapping[str, Answer], *, category: str = "") -> None:
        self.names, self.answers = names, answers
        self.grounds = Grounds(names)
        # A person who says what the list is knows better than its title.
        self.is_told = bool(category)
        self.entries: list[Entry] = []
        self.counts: list[Count] = []
        self.headed: dict[str, int] = {}
        self.none_in: set[str] = set()
        self.rows = RowTitles(names, answers, is_told=bool(category))
        self.used = self.rows.used
        self.unclear_scores: list[tuple[int, str]] = []
        self.title_lines: dict[str, int] = {}
        self.province = self.type = ""
        self.category = category
        self.columns: list[Column | None] = []
        self.reads: list[Read] = []

    def read(self, lines: Iterable[Line]) -> None:
        """Read all lines."""
        whole, joined = unwrapped(lines, self.names)
        for line in joined:
            self._skip(line.number, line.text, "joined")
        for line in whole:
            before = len(self.entries)
            self._line(line)
            if len(self.entries) == before:
                self._skip(line.number, line.text, "no_place")
            for comment in line.comments:
                self._skip(line.number, comment, "comment")
            self.reads.append(Read(line, tuple(self.columns), before, len(self.entries), self.category))

    def _line(self, line: Line) -> None:
        if line.is_sheet:
            self._sheet(line)
            return
        filled = [cell for cell in line.cells if cell]
        text = line.text
        if self._is_answered(line.number, text) or (len(filled) == 1 and self._is_answered(line.number, filled[0])):
            return
        if is_total(filled):
            self._skip(line.number, text, "no_place")
        elif columns := header_of(line.cells, self.names.titles):
            self.columns = columns
            self._skip(line.number, text, "header")
        elif len(filled) < 2 and not self._is_in_place(line.cells):
            self._text(line.number, filled[0])
        elif self.columns:
            self._row(line, filled)
        else:
            self._cells(line, filled)
        self._note_counts(line.number, text)

    def _sheet(self, line: Line) -> None:
        """The name of a sheet: what stands under headings of the sheet before it does so no more."""
        self.province = self.type = ""
        is_heading = not line.marks and self._is_heading(line.number, line.text)
        self._skip(line.number, line.text, "heading" if is_heading else next(iter(line.marks), "sheet"))

    def _is_in_place(self, cells: tuple[str, ...]) -> bool:
        """Whether the only cell of a row is one of a column of places, and no heading."""
        (role, cell), *_ = [
            (column.role if column else "", cell) for column, cell in zip(self.columns, cells, strict=False) if cell
        ] or [("", "")]
        return role in ("place", "code") and not self.names.province(unmarked(cell)) and type_heading(cell) is None

    def _row(self, line: Line, filled: list[str]) -> None:
        """A row of a table whose columns have headings."""
        by_role: dict[str, list[tuple[str, Column]]] = {}
        for column, cell in zip(self.columns, line.cells, strict=False):
            if cell and column:
                by_role.setdefault(column.role, []).append((cell, column))
        if by_role.get("province"):
            province = self.names.province(by_role["province"][0][0], is_said=True)
            self.province = "" if not province else self.province
            self._enter(line.number, province)
        places = [cell for role in ("place", "code") for cell, _ in by_role.get(role, [])]
        if by_role.get("province") and self.province and places and all(map(_is_none, places)):
            self._none_here(line.number, line.text)
            return
        if not places:
            self._cells(line, filled)
            return
        start = len(self.entries)
        self._places_of_row(line.number, by_role)
        about = AboutRow(self.columns, line.cells, by_role)
        self.entries[start:] = self.rows.with_titles(self.entries[start:], about)
        if about.unclear_scores:
            self.unclear_scores.append((line.number, about.unclear_scores))
        for cell in about.no_scores:
            self._skip(line.number, cell, "no_score")
        for note, _ in by_role.get("note", []):
            self._skip(line.number, note, "note")

    def _places_of_row(self, number: int, by_role: Mapping[str, list[tuple[str, Column]]]) -> None:
        code = next((cell for cell, _ in by_role.get("code", [])), "")
        kind = next((type_heading(cell) or "" for cell, _ in by_role.get("type", [])), "")
        is_scored = bool(by_role.get("result")) and all(points(cell) for cell, _ in by_role["result"])
        for cell, column in by_role.get("place", []) or [("", Column("place"))]:
            around = self._around(type=kind or column.type or self.type, is_certain=True, is_listed=True)
            around = around._replace(category="") if self.rows.has_titles(self.columns) and not is_scored else around
            around = around._replace(category=column.title or around.category)
            for part in [cell] if code or self.names.regencies(unmarked(cell)) else pieces(cell):
                self._names_in(number, f"{code} {part}".strip(), around)
            code = ""

    def _cells(self, line: Line, filled: list[str]) -> None:
        """A row of a table without headings: each cell is what it looks like."""
        cells = filled[1:] if PLAIN_NUMBER.fullmatch(filled[0]) else filled
        category = next(filter(None, map(self.names.titles.exactly, cells)), "")
        province = next(filter(None, map(self.names.province, cells)), "")
        if province:
            self._enter(line.number, province)
        rest = [cell for cell in cells if not self.names.titles.exactly(cell) and not self.names.province(cell)]
        if len(rest) > 1 and re.fullmatch(r"\d{2}\.?\d{2}", rest[0]):
            rest = [" ".join(rest[:2]), *rest[2:]]
        start = len(self.entries)
        if province and rest and all(map(_is_none, rest)):
            self._skip(line.number, line.text, "heading")
            self._none_here(line.number, rest[0])
            return
        for cell in rest:
            self._names_in(line.number, cell, self._around(category=category, is_listed=True))
        found = [entry for entry in self.entries[start:] if entry.status != "skipped" or entry.reason == "note"]
        is_item = len(cells) < len(filled) and any(re.search(r"[^\W\d_]", cell) for cell in rest)
        if found or is_item or not (province or category):
            # A cell beside a name is no line of its own.
            self.entries[start:] = scored(found, rest) or [Entry(line.number, line.text, "skipped", "no_place")]
        else:
            self.entries[start:] = [Entry(line.number, line.text, "skipped", "heading")]

    def _text(self, number: int, text: str) -> None:
        """A line of text: a heading, a sentence, or one or many names."""
        if _is_none(text) and self.province:
            self._none_here(number, text)
        elif (none := NONE_BEHIND.fullmatch(text)) and (province := self._province_of(none["name"])):
            self._enter(number, province)
            self._skip(number, none["name"], "heading")
            self._none_here(number, none["none"] or none["dash"])
        elif dateline := dateline_of(text, self.names):
            self._dateline(number, dateline)
        elif self._is_heading(number, text):
            self._skip(number, text, "heading")
        else:
            self._parts(number, text, with_scores(text, pieces(text), self.names))

    def _none_here(self, number: int, text: str) -> None:
        self.none_in.add(self.province)
        self._skip(number, text, "none_here")

    def _dateline(self, number: int, dateline: Dateline) -> None:
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
        is_prose = any(map(self._is_sentence, parts))
        within = "date" if DATE.search(text) else "in_prose" if is_prose else ""
        is_listing = False
        waiting: list[tuple[str, Around]] = []
        for part in parts:
            bare, is_numbered = unnumbered(part)
            is_listing = is_listing or bool(LISTING.search(part))
            if reason := self._part_heading(number, text, part, unmarked(bare), waiting):
                self._skip(number, part, reason)
            else:
                waiting.append((part, self._around(is_listed=is_numbered or is_listing, within=within)))
        self._told(number, waiting, "")

    def _part_heading(self, number: int, text: str, part: str, name: str, waiting: list[tuple[str, Around]]) -> str:
        """What a part is that says something of names before or behind it; empty where it is none."""
        if province := self.names.province(name):
            # "Kab. Paser, Kalimantan Timur": the province of what stands before it.
            is_behind = bool(waiting) and not re.search(re.escape(part) + r"\s*:", text)
            waiting[:] = self._told(number, waiting, province if is_behind else "")
            if not is_behind:
                self._enter(number, province)
            return "heading"
        if (of_type := type_heading(name)) is not None:
            self.type = of_type
            return "heading"
        if title := self.names.titles.exactly(name):
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
            waiting[:] = [(part, around._replace(category=title)) for part, around in waiting]
        else:
            self._head(number, title)

    def _head(self, number: int, title: str) -> None:
        self.title_lines.setdefault(title, number)
        if not self.is_told:
            self.category = title

    def _is_sentence(self, part: str) -> bool:
        name = unmarked(unnumbered(part)[0])
        return len(name.split()) >= SENTENCE_WORDS and not self.names.regencies(name)

    def _is_heading(self, number: int, text: str) -> bool:
        """Whether a line speaks of the lines below it; what it says is kept."""
        plain = _plain_heading(text)
        if province := self._province_of(text):
            self._enter(number, province)
            return True
        if (of_type := type_heading(plain)) is not None:
            self.type = of_type
            return True
        if self.names.regencies(plain) or len([*pieces(text)]) > 2 or self._is_report(text):
            return False
        if title := self.names.titles.within(plain):
            if any(self.names.settle(unnumbered(part)[0], Around()).status != "skipped" for part in pieces(text)):
                return False
            # What names regencies says something of these.
            if any(not self.names.province(name, is_said=True) for name, _ in self.grounds.named_in(plain)):
                return False
            if text.endswith(".") and not self.names.titles.exactly(plain):
                # A sentence may speak of others than those below it.
                return False
            self._head(number, title)
            return True
        return False

    def _province_of(self, heading: str) -> str:
        # "D.I. Yogyakarta" begins as a numbering does.
        ways = (BEFORE_PROVINCE.sub("", way) for way in (_plain_heading(heading), unmarked(heading)))
        return next(filter(None, map(self.names.province, ways)), "")

    def _is_report(self, text: str) -> bool:
        """Whether a line tells who was given something; what ends with a colon leads to the names below it."""
        return bool(MORE_THAN_TITLE.search(text)) and not text.endswith(":")

    def _enter(self, number: int, province: str) -> None:
        if province and province != self.province:
            self.province, self.type = province, ""
        if province:
            self.headed.setdefault(province, number)

    def _around(self, **known: object) -> Around:
        around = Around(self.province, self.type, self.category)
        return around._replace(**{name: value for name, value in known.items() if value or name == "type"})  # type: ignore[arg-type]

    def _names_in(self, number: int, text: str, around: Around) -> None:
        """The names of one piece: it may be several with "dan" between, and "dan" may be part of one."""
        if self._is_answered(number, text, around.category):
            return
        for part in self._parted(text, around):
            if not self._is_answered(number, part, around.category):
                bare, is_numbered = unnumbered(part)
                found = self.names.settle(bare, around._replace(is_listed=around.is_listed or is_numbered))
                self._add(number, part, found, around)

    def _parted(self, text: str, around: Around) -> list[str]:
        words = AND.split(text)
        if len(words) == 1 or self.names.regencies(unmarked(unnumbered(text)[0])):
            return [text]
        parts, start = [], 0
        while start < len(words):
            for end in range(min(len(words), start + MOST_PARTS), start, -1):
                joined = self._between(text, words, start, end)
                if end == start + 1 or self.names.settle(unnumbered(joined)[0], around).status == "claim":
                    parts.append(joined)
                    start = end
                    break
        is_name = [self.names.settle(unnumbered(part)[0], around).status != "skipped" for part in parts]
        return parts if any(is_name) else [text]

    @staticmethod
    def _between(text: str, words: list[str], start: int, end: int) -> str:
        if end == start + 1:
            return words[start]
        signs = AND.findall(text)
        return "".join(word + sign for word, sign in zip(words[start:end], [*signs[start : end - 1], ""], strict=True))

    def _is_answered(self, number: int, text: str, category: str = "") -> bool:
        key = text_key(text)
        answer = self.answers.get(key)
        if answer is None or answer.code == KEEP:
            return False
        self.used.add(key)
        if len(answer.code) == 2:
            self._enter(number, answer.code)
            self._skip(number, text, "heading")
        elif answer.code:
            category = answer.category or category or self.category
            self.entries.append(Entry(number, text, "claim", "answer", answer.code, category, province=self.province))
        else:
            self._skip(number, text, "answer")
        return True

    def _add(self, number: int, text: str, found: Found, around: Around) -> None:
        category = found.named_category or around.category
        answer = self.answers.get(text_key(text))
        if answer is not None and found.status == "unsettled" and len(found.places) == 1:
            # Any other answer than that it stands as it was read was taken before.
            self.used.add(text_key(text))
            found, category = found._replace(status="claim", reason="answer"), answer.category or category
        candidates = () if found.status == "claim" else found.places
        self.entries.append(
            Entry(number, text, found.status, found.reason, found.code, category if found.code else "",
                  found.score if found.code else "", candidates, province=around.province)
        )  # fmt: skip
        if found.code and found.beside:
            self._skip(number, found.beside, "note")
        if found.code and found.no_score:
            self._skip(number, found.no_score, "no_score")

    def _skip(self, number: int, text: str, reason: str) -> None:
        self.entries.append(Entry(number, text, "skipped", reason, province=self.province))

    def _note_counts(self, number: int, text: str) -> None:
        if dateline := dateline_of(text, self.names):
            # Its place and newspaper are no words of the sentence that gives the number.
            text = dateline.rest
        for sentence in SENTENCE.split(text):
            for count, of_type, behind in counts_in(sentence):
                named = self._province_behind(behind)
                is_of_all = not named and any(column and column.role == "province" for column in self.columns)
                self.counts.append(
                    Count(number, count, of_type, named or self.province, sentence if named else "", is_of_all)
                )

    def _province_behind(self, text: str) -> str:
        """The province that a text begins with, as in "7 kabupaten/kota di Kalimantan Timur"."""
        words = BEFORE_PROVINCE.sub("", text.strip()).split()[:MOST_WORDS]
        ends = range(len(words), 0, -1)
        return next(filter(None, (self.names.province(unmarked(" ".join(words[:end]))) for end in ends)), "")


def _plain_heading(text: str) -> str:
    """A heading without its numbering, and without the number of names below it."""
    bare, _ = unnumbered(HEADED_BY_NUMBER.sub("", text))
    return unmarked(COUNT.sub("", IN_BRACKETS.sub("", bare))).strip(" -–—:")


def _is_none(text: str) -> bool:
    return key_of(unnumbered(text)[0]) in NONE_HERE or not re.search(r"\w", text)
