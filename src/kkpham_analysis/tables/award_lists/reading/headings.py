"""Headings of an award list: what stands above names, or leads to them in one line, and whether it honours them.

Names below a heading count only where each of its words says what they were given, or nothing but where and when. So
one that is merely understood, such as "Salinan keputusan ini diberikan kepada", leaves them open.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from kkpham_analysis.tables.award_lists.entries import Entry
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.meaning.counts import COUNT
from kkpham_analysis.tables.award_lists.meaning.grounds import Beside, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import (
    AWARDS,
    FURNITURE,
    GIVING,
    HONOURS,
    LEAVING_OPEN,
    UNDERSTOOD,
    is_denying,
)
from kkpham_analysis.tables.award_lists.meaning.words import LISTING, TYPE_WORDS, unmarked, unnumbered

IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
HEADED_BY_NUMBER = re.compile(r"^(?:[IVXLC]+|[A-Za-z])[.)]\s*")
# "NOMOR MHA-01.HA.02.01.01 TAHUN 2025" is of a paper; "Kategori Kota" of a type.
OF_PAPER = re.compile(r"\b(?:nomor|no)\b[.\s:]*[\w./-]*\d[\w./-]*(?:\s+tahun\s+\d{4})?", re.IGNORECASE)
OF_TYPE = re.compile(
    r"\bkategori\s+(?=kab|kota)|\bsurat\s+(?=keputusan)|\bsementara\s+itu\b|\bpokok\s+surat\b|"
    r"\b(?:sehubungan\s+dengan|menindaklanjuti)\s+surat\b",
    re.IGNORECASE,
)
# Of regencies and cities at once: the name of none begins so.
BOTH_TYPES = re.compile(r"kab(?:upaten)?\.?\s*(?:/|dan|atau)\s*kota\b", re.IGNORECASE)
ROMAN = re.compile(r"\b[IVXLC]+\b")
# What leads to a name right behind it.
LEADING = re.compile(r"(?::|(?<=\s)[-–—=]+)\s*$")

FORWARD = re.compile(r":$|\b(?:berikut|di\s?bawah|following|below)\b", re.IGNORECASE)
CLOSED = re.compile(r"[.!?][\"”)]*$")

# "Penerima 2025    Penerima 2024", above names in two columns.
OF_TWO_YEARS = re.compile(r"(?P<said>\D{4,}?)\s*(20\d\d)\W+(?P=said)\s*(?!\2)20\d\d", re.IGNORECASE)

MORE_THAN_TITLE = re.compile(r"\b(?:mendapat|meraih|menerima|menyerahkan|kepada|berhasil|dari|oleh)\b", re.IGNORECASE)


class Headings:
    """Says what headings say of the names below them."""

    def __init__(self, grounds: Grounds) -> None:
        self.grounds = grounds
        self.of_titles = grounds.names.titles.words

    def said(self, text: str, *, titles: Collection[str] = (), settled: Iterable[str] = ()) -> Beside:
        """What a heading says; words that leave open what the names below it were given are not understood.

        Parameters
        ----------
        text
            The heading.
        titles, settled
            As `Grounds.around` takes them.
        """
        plain = ROMAN.sub(" ", LISTING.sub(" ", OF_PAPER.sub(" ", OF_TYPE.sub(" ", text))))
        around = self.grounds.around(plain, titles=titles, settled=settled)
        words = self.grounds.words_beside(plain, titles=titles, settled=settled)
        said = {word.casefold() for word in words}
        is_award = self.grounds.names.titles.is_of_award(plain)
        is_honouring = is_award or not HONOURS.isdisjoint(said)
        # Of two titles, or years, nobody knows which is whose.
        is_mixed = len(self.grounds.names.titles.all_within(text)) > 1 or bool(OF_TWO_YEARS.fullmatch(text))
        unknown = around.unknown or left_open(plain) or ((text.strip(" :."),) if is_mixed else ())
        # The name of an award, or of its title, is also that of a programme, and stands above all that took part. A
        # sentence gives none of those below it a title.
        is_given = is_honouring
        if around.is_titled or is_award:
            is_given = not GIVING.isdisjoint(said) or text.endswith(".")
        if not is_given:
            plain_words = FURNITURE | (AWARDS if around.is_titled or is_award else frozenset())
            unknown = unknown or tuple(word for word in words if word.casefold() not in plain_words)
        return around._replace(unknown=unknown, is_honouring=is_honouring)

    def leads(self, text: str, names: Iterable[tuple[str, str]], begin: int) -> Iterator[Beside]:
        """What leads to each name in a text, and so to those behind it: "Penerima: Kota Bontang, Kab. Berau".

        Parameters
        ----------
        text
            The text.
        names
            The names, in the order of the text, each with its title.
        begin
            Where the first lead may begin.
        """
        lead = Beside()
        for name, title in names:
            at = text.find(name, begin)
            if at >= 0 and (head := lead_in(text[begin:at])):
                lead = self.said(head, titles=[title])
            begin = at + len(name) if at >= 0 else begin
            yield lead

    def honours(self, text: str) -> bool:
        """Whether a text is understood as a heading of honouring that names no title."""
        around = self.said(text)
        return around.is_honouring and not around and not around.is_titled

    def is_title(self, text: str) -> bool:
        """Whether a line is a heading by its title, and by nothing else."""
        return bool(self.grounds.names.titles.within(text)) and self.are_of_title(plain_heading(text))

    def are_of_title(self, text: str) -> bool:
        """Whether a text that has a title is no name: "Kabupaten/Kota Peduli HAM", "KOTA CUKUP PEDULI HAM 2025"."""
        besides = {word for word in self.grounds.names.titles.besides(text) if not word.isdecimal()}
        return besides <= FURNITURE | HONOURS or bool(BOTH_TYPES.match(text))

    def is_like_a_name(self, text: str) -> bool:
        """Whether what is no name that is known may be one with a slip: none of its words is one of headings."""
        words = re.findall(r"[^\W\d_]+", unnumbered(text)[0].casefold())
        return not text.endswith(":") and not any(
            word in UNDERSTOOD | self.of_titles for word in words if word not in TYPE_WORDS
        )


class TitleAbove:
    """The title of the names to come, and how far down it reaches; one that a person told reaches to the end.

    One on a line of its own is that of all below it, to the next title or the next heading of honouring. One before
    names on their own line is theirs, and that of lines that follow at once, to the next stop or province. One behind
    or below a heading of a province or a type, with no other between it and its names, is that of the names below this
    heading; then the one before it goes on, where that is not the `usual` one: below others it is not known whether
    that is meant.
    """

    def __init__(self, told: str, usual: str) -> None:
        self.category, self.is_told, self.usual = told, bool(told), usual
        self.given_at = self.last = 0
        self.is_inline = self.has_names = False
        self.headed = self.behind = self.of_all = ""

    def give(self, title: str, number: int, *, is_of_province: bool = False) -> None:
        """A heading gives a title, and may name the province whose regencies have it."""
        if not self.is_told:
            self.of_all = self.of_all if self.behind else self.category
            self.category, self.given_at = title, number
            self.is_inline = self.has_names = False
            self.behind = "province" if is_of_province else self.headed

    def head(self, number: int, province: str, of_type: str | None) -> None:
        """A heading stands on a line: of a province, or of a type, which is one of the province above it."""
        if province or of_type is not None:
            self.headed = "province" if province else "type"
            if self.behind in (self.headed, "type") and self.has_names:
                self.lapse()
                self.category = self.of_all if self.of_all != self.usual else ""
            elif not self.has_names:
                # What stands above a heading is of all below it.
                self.behind = ""

    def begin(self, line: Line) -> None:
        """A line begins, whose names may be too far below."""
        if self.is_inline and line.number not in (self.last, self.last + 1):
            self.lapse()

    def enter(self, number: int) -> None:
        """A heading of a province stands on a line."""
        if self.is_inline and number != self.last:
            self.lapse()

    def end(self, line: Line, entries: Iterable[Entry], headings: Headings) -> None:
        """A line is read, and these are what it holds."""
        has_names = any(entry.status != "skipped" for entry in entries)
        if has_names:
            self.is_inline = self.is_inline or self.given_at == line.number
            self.has_names = True
        elif len([*filter(None, line.cells)]) == 1 and headings.honours(line.text):
            self.lapse()
        self.given_at = 0
        self.last = line.number
        if self.is_inline and line.text.endswith("."):
            self.last = -1

    def lapse(self) -> None:
        """The title is not that of the names to come, if there were names that it was given to."""
        if self.has_names and not self.is_told:
            self.category, self.is_inline, self.has_names, self.behind = "", False, False, ""


class OtherTitles:
    """The title that a heading gave last, where it is not the usual one, and whether names below may be without it."""

    def __init__(self, names: Names, usual: str) -> None:
        self.titles, self.usual = names.titles, usual
        self.title = ""
        self.is_ended = self.has_names = False

    def give(self, text: str, *, has_names: bool = False) -> None:
        """A heading gives a title."""
        title = self.titles.within(text)
        self.title = title if title != self.usual else ""
        self.is_ended, self.has_names = False, has_names

    def end(self) -> None:
        """A heading of honouring without a title stands below names: of the usual one, if the title above denied it."""
        ways = [way for way, code in self.titles.ways if code == self.title]
        self.is_ended = self.is_ended or self.has_names
        if self.is_ended and any(is_denying(word) for way in ways for word in way.split()):
            self.title = ""

    def interrupt(self) -> None:
        """A line that says nothing stands below names: those after it may be of another list."""
        self.is_ended = self.is_ended or self.has_names

    def leaves_open(self, category: str, *, is_sentence: bool) -> bool:
        """Whether it is open which title names have; `is_sentence` where they stand in one that names none."""
        if not (self.title and self.usual):
            return False
        return not category or (category == self.title and (self.is_ended or is_sentence))


def left_open(text: str) -> tuple[str, ...]:
    """The words of a heading that lead to anything, whatever else it says.

    >>> left_open("Salinan surat keputusan"), left_open("Daerah penerima, antara lain:")
    (('Salinan',), ())
    """
    words = re.findall(r"[^\W\d_]+", LISTING.sub(" ", OF_TYPE.sub(" ", text)))
    return tuple(word for word in words if word.casefold() in LEAVING_OPEN)


def is_closed(text: str) -> bool:
    """Whether a text is a sentence by itself, which points to nothing below it.

    >>> is_closed("Acara berlangsung meriah."), is_closed("Acara berlangsung meriah di daerah berikut.")
    (True, False)
    """
    return bool(CLOSED.search(text)) and not FORWARD.search(text)


def lead_in(text: str) -> str:
    """What leads to a name in the text before it; empty where nothing does.

    >>> lead_in("Daerah lain: "), lead_in("Daerah lain "), lead_in(": ")
    ('Daerah lain', '', '')
    """
    return LEADING.sub("", text).strip(" ,;.:") if LEADING.search(text) else ""


def written(text: str) -> tuple[bool, bool]:
    """How a name is written: whether with a number, and whether with its type."""
    bare, is_numbered = unnumbered(text)
    return is_numbered, any(word in TYPE_WORDS for word in re.findall(r"[^\W\d_]+", bare.casefold())[:1])


def leads_to_names(text: str, part: str) -> bool:
    """Whether a part of a line leads to what stands behind it.

    >>> leads_to_names("Penerima: Kota Bontang", "Penerima"), leads_to_names("Kota Bontang, penerima", "penerima")
    (True, False)
    """
    return bool(re.search(re.escape(part) + r"(?:\s*:|\s+[-–—]+\s)", text))


def plain_heading(text: str) -> str:
    """A heading without its numbering, and without the number of names below it.

    >>> plain_heading("II. PROVINSI JAMBI (3 kabupaten/kota):")
    'PROVINSI JAMBI'
    """
    bare, _ = unnumbered(HEADED_BY_NUMBER.sub("", text))
    return unmarked(COUNT.sub("", IN_BRACKETS.sub("", bare))).strip(" -–—:")


def is_report(text: str) -> bool:
    """Whether a line tells who was given something; what ends with a colon leads to the names below it.

    >>> is_report("Kota Bontang meraih predikat"), is_report("Diberikan kepada:")
    (True, False)
    """
    return bool(MORE_THAN_TITLE.search(text)) and not text.endswith(":")
