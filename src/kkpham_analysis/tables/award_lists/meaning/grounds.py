"""What stands around the names of a list: a name counts without a question only where every word is understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.meaning.both import named_together
from kkpham_analysis.tables.award_lists.meaning.names import CODE, Names
from kkpham_analysis.tables.award_lists.meaning.type_behind import type_behind
from kkpham_analysis.tables.award_lists.meaning.vocabulary import (
    BEFORE_OWN_NAMES,
    DECIDING,
    HONOURING,
    LAST_DAY,
    OTHER_TIME,
    THIS_YEAR,
    UNDERSTOOD,
    is_denying,
)
from kkpham_analysis.tables.award_lists.meaning.words import BOX, DATE, DOUBTFUL, SCORE_BEHIND, unnumbered

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Of whichever of several years, nobody knows: "2024 dan 2025", "2023–2025".
SEVERAL_YEARS = re.compile(
    r"(?<![\w./-])20[0-4]\d\s*(?:,|&|[-–—]|\b(?:dan|serta|hingga|sampai|and|to)\b|\bs\.?\s?/?d\.?)\s*(?:tahun\s+)?"
    r"20[0-4]\d(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
# Of a round, not of a regulation: "Nomor 22 Tahun 2021".
YEAR = re.compile(r"(?<![\w./-])(20[0-4]\d)(?![\w/]|[.,]\d)")
OF_REGULATION = re.compile(r"\b(?:nomor|no)\b\.?\s*[\w./-]+\s+tahun\s+\d{4}", re.IGNORECASE)
# The title of a decision, which is called by the year of the data.
OF_DECISION = re.compile(
    r"^\W*(?:tentang\b|(?:menetapkan|kesatu|pertama)\s*:)|\bkeputusan\s+menteri\b.*\btentang\b", re.IGNORECASE
)
# Of those who took part nothing follows, unless it says what they were given.
TAKING_PART = re.compile(
    r"(?<!hasil )\b(?:dinilai|penilaian|dievaluasi|evaluasi|(?<!-)(?:ikut|turut)(?:\s+serta)?|assessed|assessment)\b",
    re.IGNORECASE,
)
# What was decided of them may be that they took part: "dinyatakan ikut serta".
ONLY_TAKING_PART = re.compile(
    rf"\b(?:{'|'.join(sorted(DECIDING))})\s+(?:(?:hanya|cuma|sekadar|baru|telah|sudah)\s+)?(?:ikut|turut)(?:\s+serta)?\b",
    re.IGNORECASE,
)
# Not the day that is remembered, but a warning.
WARNING = re.compile(r"\bperingatan\b(?!\s+(?:hari|ham|hak|ke|hut|puncak)\b)", re.IGNORECASE)
# What names after such a turn were given is not said.
TURNING = re.compile(r"\b(?:sisanya|selebihnya|lainnya|the rest|the others|the remaining)\b", re.IGNORECASE)
# Of the annex that a decree points to: it denies nothing.
ANNEXED = re.compile(r"\b(?:yang\s+)?(?:merupakan\s+)?bagian\s+(?:yang\s+)?tidak\s+terpisah(?:kan)?\b", re.IGNORECASE)
# "Daerah mana saja yang menerima penghargaan?": a question that the names below it answer.
ASKING = re.compile(r"\b(?:mana|siapa)(?:\s+saja)?\b([^.!?]*)\?", re.IGNORECASE)
# What a letter says before its list; beside a name "lengkap" and "disampaikan" are of its papers.
BEFORE_LISTS = re.compile(
    r"\bdengan\s+hormat\b(?:\s+disampaikan\b)?|\bkami\s+(?:sampaikan|umumkan|informasikan)\b|"
    r"(?<=\bdaftar)\s+(?:se)?lengkap(?:nya)?\b",
    re.IGNORECASE,
)
# Between these stands an item of a list in a sentence.
BEFORE_ITEM = re.compile(r"(?:^\W*|[,;:]|\b(?:dan|serta|and)|&)\s*$", re.IGNORECASE)
BEHIND_ITEM = re.compile(r"\s*(?:[,;.()\d]|&|$|(?:dan|serta|and)\b)", re.IGNORECASE)
MOST_WORDS_OF_NAME = 7
# "Ambon, Kota Kupang": what stands behind a type that may be that of the name before it.
TYPE_OF_NEXT = re.compile(r"\.?\s+[^\W\d_]")
# In so many words, half as many of them in small letters, a capital is that of somebody's name.
PROSE_WORDS = 8
NAME_AFTER = 6


class Beside(NamedTuple):
    """What a text says beside its places: words that deny, words not understood; whether it honours, or has a title.

    `mark` is how it is shown, where it is struck through or hidden; `in_sheet` where it is the name of a sheet.
    """

    denying: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    is_honouring: bool = False
    is_titled: bool = False
    mark: str = ""

    def __bool__(self) -> bool:
        return bool(self.denying or self.unknown or self.mark)

    @property
    def reason(self) -> str:
        """Why a name beside it is asked about."""
        return "denied" if self.denying else self.mark or "beside"

    @property
    def said(self) -> str:
        """The words that are the reason."""
        return ", ".join(dict.fromkeys(self.denying or self.unknown))


@dataclass
class Grounds:
    """Tells the words of a text that are understood from those that are not."""

    names: Names
    award_year: int | None = None
    places: dict[str, bool] = field(default_factory=dict)

    def around(self, text: str, *, titles: Collection[str] = (), settled: Iterable[str] = ()) -> Beside:
        """What a text says beside the places in it.

        Parameters
        ----------
        text
            A sentence, a line or a cell.
        titles
            The titles of those it names: one that denies, such as "not awarded", is understood only where it is theirs.
        settled
            Pieces of the text that were understood or are asked about already; they may deny all the same.
        """
        text = ASKING.sub(r"\1", BOX.sub(r"\g<before>", text))
        plain = _undated(text)
        is_honouring = not HONOURING.isdisjoint(word.casefold() for word in WORD.findall(plain))
        is_honouring = is_honouring or self.names.titles.is_of_award(plain)
        denying = tuple(word.group() for word in self._left(plain, titles) if is_denying(word.group()))
        unsettled = text
        # A place is understood by itself; without it the rest of a longer name would be words: "Aceh" of "Banda Aceh".
        settled = {piece for piece in settled if piece.islower() or not self._is_place(piece)}
        for piece in sorted(settled, key=len, reverse=True):
            unsettled = unsettled.replace(piece, ", ")
        plain = _undated(unsettled)
        left, in_prose = self._left(plain, titles), _is_prose(text)
        unknown = tuple(word.group() for word in left if not _is_understood(plain, word, in_prose=in_prose))
        is_titled = bool(self.names.titles.within(text))
        signs = DOUBTFUL.findall(text) or (["0"] if text.strip() == "0" else [])
        if self.award_year is not None:
            years = YEAR.findall(bare := OF_REGULATION.sub(" ", DATE.sub(" ", text)))
            signs += SEVERAL_YEARS.findall(bare)
            signs += [] if self._of_round(text).intersection(years) else years
        if not (is_honouring or is_titled):
            signs += TAKING_PART.findall(text)
        signs += ONLY_TAKING_PART.findall(text)
        signs += OTHER_TIME.findall(LAST_DAY.sub(" ", text))
        signs += TURNING.findall(text) + WARNING.findall(text)
        return Beside(denying, (*unknown, *signs), is_honouring, is_titled)

    def _of_round(self, text: str) -> set[str]:
        """The years by which a text calls the round: in the title of a decision also that of the data."""
        year = self.award_year or 0
        is_of_data = bool(OF_DECISION.search(text)) and bool(self.names.titles.within(text))
        return {str(year), str(year - 1)} if is_of_data else {str(year)}

    def words_beside(self, text: str, *, titles: Collection[str] = (), settled: Iterable[str] = ()) -> list[str]:
        """The words of a text that are part of no place, title or date, nor of what was settled; see `around`."""
        for piece in sorted(settled, key=len, reverse=True):
            text = text.replace(piece, ", ")
        return [word.group() for word in self._left(_undated(text), titles) if len(word.group()) > 1]

    def names_round(self, text: str) -> bool:
        """Whether a text names the year of the round."""
        return str(self.award_year) in text or bool(THIS_YEAR.search(text))

    def begins_with_place(self, text: str) -> bool:
        """Whether the first words of a text are a place."""
        words = list(WORD.finditer(unnumbered(text)[0]))[:MOST_WORDS_OF_NAME]
        return bool(words) and self._place_at(unnumbered(text)[0], words, 0) > 0

    def regencies_in(self, text: str) -> Iterator[tuple[str, str]]:
        """The regencies that a text names without doubt: how, and their codes."""
        for name, found in self.named_in(text):
            if len(found) == 1 and not self.names.province(name):
                yield name, found[0]

    def named_in(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """The names of regencies in a text, each with the codes that it may mean."""
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            long = self._place_at(text, words, at) or self._is_alone(text, words[at])
            name = text[words[at].start() : words[at + long - 1].end()] if long else ""
            if found := list(self.names.regencies(name) if name else {}):
                yield name, [*dict.fromkeys([*found, *self._beside_it(text[: words[at].start()], name)])]
            at += max(long, 1)

    def _beside_it(self, before: str, name: str) -> list[str]:
        """The kabupaten that is named together with a kota, or the other way round: "Kabupaten dan Kota Malang"."""
        return [code for each in named_together(before, name) for code in self.names.regencies(each)]

    def _left(self, text: str, titles: Collection[str]) -> Iterator[re.Match[str]]:
        """The words that are part of no place and no title."""
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            long = self._title_at(words, at, titles) or self._place_at(text, words, at)
            if not long:
                yield words[at]
            at += max(long, 1)

    def _title_at(self, words: list[re.Match[str]], at: int, titles: Collection[str]) -> int:
        """How many words from here are a title or the award; one that denies only where it is that of all named."""
        named = [*self.names.titles.ways, *((name, "") for name in self.names.titles.awards)]
        for way, code in named:
            parts = way.split()
            if [word.group().casefold() for word in words[at : at + len(parts)]] == parts:
                own = bool(titles) and set(titles) == {code}
                return len(parts) if own or not any(map(is_denying, parts)) else 0
        return 0

    def _place_at(self, text: str, words: list[re.Match[str]], at: int) -> int:
        """How many words from here are a place; what denies is never part of one."""
        for end in range(min(len(words), at + MOST_WORDS_OF_NAME), at, -1):
            run = words[at:end]
            name = text[run[0].start() : run[-1].end()]
            is_cut = bool(type_behind(name)) and TYPE_OF_NEXT.match(text, run[-1].end())
            if is_cut or (len(run) == 1 and name.islower() and not text.islower()):
                continue
            if self._is_place(name) and not any(is_denying(word.group()) for word in run):
                return end - at
        return 0

    def _is_alone(self, text: str, word: re.Match[str]) -> bool:
        """Whether a word in small letters that is a place stands by itself between others: ", kobar, kotim"."""
        is_item = bool(BEFORE_ITEM.search(text[: word.start()]) and BEHIND_ITEM.match(text, word.end()))
        return is_item and self._is_place(word.group())

    def _is_place(self, name: str) -> bool:
        if name not in self.places:
            self.places[name] = bool(self.names.regencies(name) or self.names.province(name))
        return self.places[name]


def _undated(text: str) -> str:
    """A text without what leads to its list, its dates, and the score at its end."""
    for said in (BEFORE_LISTS, ANNEXED, LAST_DAY, DATE, SCORE_BEHIND):
        text = said.sub(" ", text)
    return text


def fits_its_code(names: Names, text: str, code: str) -> bool:
    """Whether a piece is a code and beside it nothing but the name, with a slip at most."""
    found = CODE.match(unnumbered(text)[0].strip())
    return found is not None and bool(found["name"]) and names.gazetteer.fits(code, found["name"])


def _is_understood(text: str, word: re.Match[str], *, in_prose: bool) -> bool:
    said = word.group()
    if said.casefold() in UNDERSTOOD:
        return True
    if len(said) == 1:
        # Of a numbering or an abbreviation; letters set apart are a word that nobody would find.
        return text[word.end() : word.end() + 1] in (*".)-/",) or text[: word.start()].endswith(".")
    return in_prose and said[0].isupper() and _is_own_name(text[: word.start()])


def _is_prose(text: str) -> bool:
    words = WORD.findall(text)
    return len(words) >= PROSE_WORDS and sum(each.islower() for each in words) >= PROSE_WORDS // 2


def _is_own_name(before: str) -> bool:
    """Whether a word with a capital in a sentence is somebody's name, as an office or "di" before it says."""
    if re.search(r"[(:“\"–—]\s*$", before):
        return False
    return any(each.casefold() in BEFORE_OWN_NAMES for each in WORD.findall(before)[-NAME_AFTER:])
