"""The words of award lists that are no places: numbering, marks, counts, dates, headings, and what officials sign."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kkpham_analysis.tables.award_lists.meaning.type_behind import LONE_TYPE
from kkpham_analysis.tables.files.sheets import plain
from kkpham_analysis.tables.months import MONTHS
from kkpham_analysis.tables.places.keys import key_of

if TYPE_CHECKING:
    import pandas as pd

BULLETS = "•●▪■◦○‣⁃∙·➢►▶✓✔–—*-"
# The box of a list of tasks, ticked or not: "- [x] Kota Bontang".
BOX = re.compile(r"^(?P<before>\W*(?:\d{1,3}[.)]\s*)?)\[[xv✓✔√ ]\](?=\s)", re.IGNORECASE)
NUMBER = re.compile(
    r"^(?:no(?:mor)?\.?\s*)?\(?(?:\d{1,3}(?:\.\d{1,2}){0,2}\s*[.):]+|\d{1,3}\)|\d{1,3}(?=\s+[^\W\d]))\s*(?=\S)",
    re.IGNORECASE,
)
LETTER = re.compile(r"^\(?(?:[ivxlc]{1,6}|[a-z])[.)]\s*(?=\S)", re.IGNORECASE)
# The mark of a footnote that is a sign of its own.
SIGN = r"\*+|#+|\^+|[†‡§¶~]"
# What is the mark of a footnote where it stands in brackets behind a name; (v) and (x) are ticks, (75) is a score.
IN_BRACKETS = r"[1-3]?\d|[a-uwyz]"
FOOTNOTE_MARK_AT_END = re.compile(
    rf"\s*\[\d{{1,2}}\]$|(?<=[^\W\d])(?<!nilai)(?<!skor)(?<!score)\s*\d{{1,2}}\)$|\s*\(?(?:{SIGN})\)$|\s*\((?:{IN_BRACKETS})\)$",
    re.IGNORECASE,
)
SCORE_WORD = r"(?:(?:dengan|with)\s+)?(?:(?:ber)?nilai|skor|scores?|poin|points?|angka)\b\s*[=:]?\s*"
# A number alone; behind a name also one with decimals, and a whole one in brackets that is no footnote. Three decimals
# without a word are those of thousands: "1.005".
SCORE_ALONE = re.compile(rf"(?:{SCORE_WORD})?\d{{1,3}}(?:[.,]\d{{1,4}})?(?:\s*(?:poin|points?))?", re.IGNORECASE)
SCORE_BEHIND = re.compile(
    rf"(?<=[^\W\d])\)?(?:[\s,=:–-]*\(?{SCORE_WORD}(?P<said>\d{{1,3}}(?:[.,]\d{{1,4}})?)"
    r"|\s*[,=:–-]?\s*\(?(?P<decimal>\d{1,3}[.,](?!\d{3}(?!\d))\d{1,4})|\s*(?:[,=:]|\s[–-])\s*(?P<whole>\d{1,3})"
    r"|\s*\((?P<bracket>[4-9]\d|1\d\d)(?=\)))(?:\s*(?:poin|points?))?\)?$",
    re.IGNORECASE,
)
# Signs that deny or doubt what they stand beside, and text that is struck through.
DOUBTFUL = re.compile(r"[?✗✘❌✖×☒]|~~|(?<!\w)~(?=\w)[^~]*\w~|\((?:x|-|–)\)", re.IGNORECASE)
PAREN = re.compile(r"\s*\(([^()]*)\)\s*$")
NEXT_NUMBER = re.compile(r"\s+(?=\(?\d{1,3}\s*[.)]\s*(?!(?i:dan|serta|and)\b)[^\W\d])")
# "1 Kab. Cilacap 6 Kab. Klaten": items of columns, which have numbers and types, and no stop between.
IN_COLUMNS = re.compile(r"\d{1,3}\s+(?:kab(?:upaten)?\b\.?|kota\b)\s*[^\W\d]", re.IGNORECASE)
NEXT_COLUMN = re.compile(rf"\s+(?={IN_COLUMNS.pattern})", re.IGNORECASE)
# "(nilai: 40)" is one part.
BEFORE_SCORE = r"(?<!(?i:nilai))(?<!(?i:nilai) )(?<!(?i:skor))(?<!(?i:skor) )(?<!(?i:score))(?<!(?i:score) )"
# "(2 kabupaten, 1 kota)" is one too.
OF_COUNTS = r"\s*(?:\d{1,3}|[a-z]+)\s+(?:kab(?:upaten)?\b\.?|kota)\s*\)"
BETWEEN = re.compile(
    rf"\s*(?:;|(?:(?<!\d),|,(?!\d))(?!(?i:{LONE_TYPE}|{OF_COUNTS})))\s*|\s*{BEFORE_SCORE}:\s+|\s*:$|\s+[-–—]+\s+|(?:(?<=\w{{4}})|(?<=\bHAM))\.\s+(?=[A-Z])"
)
AND = re.compile(r"\s+(?:dan|serta|and|&|\+)\s+", re.IGNORECASE)
# What leads to names, with the sentence before it; and what stands between the last two.
LEADS = re.compile(
    r"^.*\b(?:yaitu|yakni|ialah|adalah|antara lain|di\s?antaranya|meliputi|terdiri (?:dari|atas)|kepada|namely|"
    r"including|recipients?\s+(?:are|were)|(?:awarded|given|presented|went)\s+to)\s+",
    re.IGNORECASE,
)
ALSO = re.compile(r"^(?:dan|serta|and|juga)\s+", re.IGNORECASE)
ALSO_BEHIND = re.compile(r"\s+(?:dan|serta|and)$", re.IGNORECASE)
LISTING = re.compile(
    r"\b(?:yaitu|yakni|ialah|antara lain|di\s?antaranya|meliputi|terdiri (?:dari|atas)|namely)\b", re.IGNORECASE
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\.?\s+\d{{4}}\b|\b\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}\b"
    rf"|\b(?:{'|'.join(MONTHS)})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
    re.IGNORECASE,
)
COUNTED = {
    word: number for number, word in enumerate(
        ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"), 1)
} | {
    word: number for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"), 1)
}  # fmt: skip
# Behind a heading, of how many: "JAWA BARAT (5 dari 27)".
OF_MANY = re.compile(r"\(\s*\d{1,3}\s*(?:dari|of|/)\s*\d{1,3}\s*\)\s*:?$", re.IGNORECASE)
# A number that stands alone in a cell, as rows have it.
PLAIN_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")
NONE_HERE = ("nihil", "tidakada", "none", "kosong")
# The same behind a province: "Kaltara: nihil", "Kaltara (tidak ada)".
NONE_BEHIND = re.compile(
    r"(?P<name>.*?\w[.)]?)(?:\s*[:=]\s*(?P<dash>[–—-]+)|[\s:=(–—-]+(?P<none>nihil|tidak ada|none|kosong))[\s).,;]*",
    re.IGNORECASE,
)
# What a line that begins so says is no place of the list.
OFFICIAL = re.compile(
    r"^(?:wali\s?kota|bupati|gubernur|menteri|presiden|direktur|kepala|sekretaris|kantor|kanwil|kementerian|a\.?n\.?|"
    r"ditetapkan|tembusan|menimbang|mengingat|memperhatikan|memutuskan|menetapkan|ke(?:satu|dua|tiga|empat|lima)|"
    r"undang|peraturan|keputusan|surat|lampiran|salinan|nomor|tanggal|tentang|pasal|nip|ttd|halaman|sumber|foto|humas|"
    r"jalan|jl|telepon|telp|faks(?:imile)?|laman|situs|e-?mail|surel|kontak|narahubung|pewarta|sifat|perihal|hal|"
    r"catatan|keterangan|daftar|tahun(?=\W*(?:\d|$))|hak|redaksi|penulis|editor|baca)\b",
    re.IGNORECASE,
)
# A line of a news page that leads to another report of it.
READ_ALSO = re.compile(
    r"\W*(?:(?:baca|lihat|simak)\s+(?:juga|pula)\b|(?:also\s+read|read\s+also|related(?:\s+news)?\s*:))", re.IGNORECASE
)
MOST_WORDS_OF_HEADLINE = 20
TYPE_WORDS = {"kabupaten": "kabupaten", "kab": "kabupaten", "regency": "kabupaten", "regencies": "kabupaten",
              "kota": "kota", "kotamadya": "kota", "city": "kota", "cities": "kota"}  # fmt: skip
ABOUT_TYPES = {"dan", "atau", "tingkat", "pemerintah", "daerah", "nama", "and", "name", "se"}

# An English title such as "Cares for all": what somebody does, and for what.
DOES_FOR = re.compile(r"(?P<verb>[a-z]+)s (?P<rest>for (?P<what>.+))")


class Titles:
    """The titles that the categories have, as lists write them; the longest is looked for first.

    The `awards` themselves have names too, which give none of the titles.
    """

    def __init__(self, categories: pd.DataFrame, awards: Collection[str] = ()) -> None:
        self.codes = [str(code) for code in categories["category"]]
        ways = {}
        for code, *labels in categories[["category", "label_id", "label_en"]].itertuples(index=False):
            for text in (str(code).replace("_", " "), *map(str, labels)):
                ways[plain(text)] = str(code)
        ways = in_sentences(ways) | ways
        self.ways = sorted(ways.items(), key=lambda way: -len(way[0]))
        self.awards = of_awards(awards, ways)
        self.words = {word for way in [*ways, *self.awards] for word in way.split()}

    def exactly(self, text: str) -> str:
        """The category that a text is and nothing else; empty where none."""
        if DOUBTFUL.search(text):
            return ""
        said = re.sub(r"^(?:predikat|kategori|kriteria|sebagai|category)\s+", "", plain(unmarked(text)))
        return next((code for way, code in self.ways if way == said), "")

    def words_of(self, category: str) -> set[str]:
        """The words that a category is called by."""
        return {word for way, code in self.ways if code == category for word in way.split()}

    def is_of_award(self, text: str) -> bool:
        """Whether a text names an award itself, by the name that a regulation gives it."""
        said = f" {plain(text)} "
        return any(f" {name} " in said for name in self.awards)

    def within(self, text: str) -> str:
        """The category that a text names among other words; empty where none."""
        said = f" {plain(text)} "
        return next((code for way, code in self.ways if f" {way} " in said), "")

    def all_within(self, text: str) -> list[str]:
        """All categories that a text names, each once; a title within a longer one is none of its own."""
        said, found = f" {plain(text)} ", {}
        for way, code in self.ways:
            if f" {way} " in said:
                said, found[code] = said.replace(f" {way} ", "  "), True
        return list(found)

    def besides(self, text: str) -> set[str]:
        """The words of a text that are not those of a title in it, or of the name of an award."""
        said = f" {plain(text)} "
        for way in [*(way for way, _ in self.ways), *self.awards]:
            said = said.replace(f" {way} ", "  ")
        return set(said.split())


def of_awards(awards: Iterable[str], ways: Iterable[str]) -> list[str]:
    """The names of awards without the types of regencies, which headings leave out, but for those that are titles.

    >>> of_awards(["Kabupaten/Kota Sadar Hukum", "Regencies and Cities that Care"], ["that care"])
    ['sadar hukum']
    """
    bare = [[word for word in plain(name).split() if word not in TYPE_WORDS] for name in awards]
    names = {" ".join(words[words[0] in ABOUT_TYPES :]) for words in bare if words}
    return sorted((name for name in names if name and not any(f" {name} " in f" {way} " for way in ways)), key=len)[
        ::-1
    ]


def in_sentences(ways: Mapping[str, str]) -> dict[str, str]:
    """English titles as sentences and headings have them, where one of them is what somebody does for something.

    >>> in_sentences({"cares for all": "a", "fairly caring": "b"})
    {'care for all': 'a', 'caring for all': 'a', 'all caring': 'a', 'fairly caring for all': 'b'}
    """
    found: dict[str, str] = {}
    for way, code in ways.items():
        if does := DOES_FOR.fullmatch(way):
            does_it, doing = does["verb"], does["verb"].removesuffix("e") + "ing"
            found |= dict.fromkeys(
                [f"{does_it} {does['rest']}", f"{doing} {does['rest']}", f"{does['what']} {doing}"], code
            )
            others = ((each, of) for each, of in ways.items() if each.endswith((f" {does_it}", f" {doing}")))
            found |= {f"{each} {does['rest']}": of for each, of in others}
    return found


def is_read_also(text: str) -> bool:
    """Whether a line is no more than the headline of another report: one without a sentence behind it.

    >>> is_read_also("Baca juga: Paser raih WTP"), is_read_also("Baca juga: Paser raih WTP. Kota Bontang menerima.")
    (True, False)
    """
    is_one = not re.search(r"[.;]\s*(?=\S)", text) and len(text.split()) <= MOST_WORDS_OF_HEADLINE
    return bool(READ_ALSO.match(text)) and is_one


def type_heading(text: str) -> str | None:
    """What a heading says of the type of what follows: `kota`, `kabupaten`, empty for both; None where it is none.

    >>> [type_heading(text) for text in ("KOTA:", "Kabupaten/Kota", "Kota Samarinda")]
    ['kota', '', None]
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    types = {TYPE_WORDS[word] for word in words if word in TYPE_WORDS}
    if not types or any(word not in TYPE_WORDS and word not in ABOUT_TYPES for word in words):
        return None
    return types.pop() if len(types) == 1 else ""


def unnumbered(text: str) -> tuple[str, bool]:
    """A text without bullet and number, and whether it had one.

    >>> unnumbered("• 12) Kota Samarinda"), unnumbered("64.72 Kota Samarinda")
    (('Kota Samarinda', True), ('64.72 Kota Samarinda', False))
    """
    bare = BOX.sub(r"\g<before>", text).lstrip(BULLETS + " ")
    if re.match(r"\d{2}\.\d{2}\b(?!\.)", bare):
        return bare, bare != text
    rest = NUMBER.sub("", bare, count=1)
    return (rest.lstrip(BULLETS + " ") if rest != bare else bare), rest != text


def unmarked(text: str) -> str:
    """A text without the marks of footnotes, the number of names below it, and the stop at its end.

    >>> unmarked("Kota Samarinda 1)*."), unmarked("Kab. Paser [2]"), unmarked("JAMBI (5 dari 11):")
    ('Kota Samarinda', 'Kab. Paser', 'JAMBI')
    """
    text = OF_MANY.sub("", text)
    while True:
        bare = FOOTNOTE_MARK_AT_END.sub("", text.rstrip(" .,;:*#^~†‡§¶"))
        if bare == text:
            return bare
        text = bare


def points(text: str) -> str:
    r"""A score as the tables hold it; empty where it is none.

    >>> points("88,5"), points("90.25"), points("101"), points("-"), points("\u0663")
    ('88.5', '90.25', '', '', '')
    """
    number = text.strip().replace(",", ".")
    is_score = re.fullmatch(r"(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,4})?", number) and float(number) <= 100
    return number if is_score else ""


def between(text: str, words: Sequence[str], start: int, end: int) -> str:
    """Some of the words that a text has at its "dan", with these between them.

    >>> between("Pangkajene dan Kepulauan dan Paser", ["Pangkajene", "Kepulauan", "Paser"], 0, 2)
    'Pangkajene dan Kepulauan'
    """
    if end == start + 1:
        return words[start]
    signs = AND.findall(text)
    return "".join(word + sign for word, sign in zip(words[start:end], [*signs[start : end - 1], ""], strict=True))


def is_none(text: str) -> bool:
    """Whether a text says that there is none, or nothing.

    >>> is_none("1. Nihil"), is_none("-"), is_none("Paser")
    (True, True, False)
    """
    return key_of(unnumbered(text)[0]) in NONE_HERE or not re.search(r"\w", text)


def is_like_a_head(cells: Sequence[str]) -> bool:
    """Whether a row that is no known head of a table looks like one: a heading of regencies among words alone.

    >>> is_like_a_head(["Kabupaten/Kota", "A", "B"]), is_like_a_head(["Kab.", "Paser"])
    (True, False)
    """
    return any(type_heading(cell) == "" for cell in cells) and not any(cell.isdecimal() for cell in cells)


def is_counting(cells: Sequence[str]) -> bool:
    """Whether a row of a table numbers its columns.

    >>> is_counting(["(1)", "(2)", "(3)"]), is_counting(["1", "3"]), is_counting(["1"])
    (True, False, False)
    """
    return len(cells) > 1 and [cell.strip(" ().") for cell in cells] == [str(at + 1) for at in range(len(cells))]


def first_piece(text: str) -> tuple[str, str]:
    """The first piece of a line, and the rest with the sign between.

    >>> first_piece("Kartanegara dan Kota Bontang")
    ('Kartanegara', ' dan Kota Bontang')
    """
    head = next(iter(pieces(text)), "")
    if not head or not text.startswith(head):
        return "", ""
    head = AND.split(head)[0]
    return head, text[len(head) :]


def pieces(text: str) -> Iterable[str]:
    """The parts of a line that may each be a name.

    >>> list(pieces("1. Kab. Kutai Kartanegara; 2) Kota Samarinda, Kota Bontang 4. Kab. Berau"))
    ['1. Kab. Kutai Kartanegara', '2) Kota Samarinda', 'Kota Bontang', '4. Kab. Berau']
    """
    items = NEXT_COLUMN.split(text) if IN_COLUMNS.match(text) else [text]
    parts = [part for item in items for row in NEXT_NUMBER.split(item) for part in BETWEEN.split(row)]
    return [part for part in (part.strip() for part in parts) if part]
