"""The numbers of regencies that a list gives: in its sentences, and in the columns of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from kkpham_analysis.tables.award_lists.entries import Count
from kkpham_analysis.tables.award_lists.layout.columns import BESIDE_NAMES, Column
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.layout.statements import SENTENCE
from kkpham_analysis.tables.award_lists.meaning.counts import counts_in, is_total
from kkpham_analysis.tables.award_lists.meaning.counts_behind import NUMBER, counts_behind
from kkpham_analysis.tables.award_lists.meaning.names import MOST_WORDS, Names
from kkpham_analysis.tables.award_lists.meaning.other_years import is_of_other_year
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING
from kkpham_analysis.tables.award_lists.meaning.words import COUNTED, type_heading, unmarked, unnumbered
from kkpham_analysis.tables.award_lists.reading.datelines import dateline_of
from kkpham_analysis.tables.award_lists.reading.headings import HEADED_BY_NUMBER, IN_BRACKETS
from kkpham_analysis.tables.award_lists.reading.province_headings import (
    BEFORE_PROVINCE,
    counting_headings,
    province_named,
)
from kkpham_analysis.tables.files.sheets import plain

# A total of what stands above it.
TOTAL = re.compile(r"^(?:jumlah|total)\b(?P<words>\D{0,60})", re.IGNORECASE)
GOT = r"(?:(?:me)?raih|menerima|mendapat(?:kan)?|memperoleh|won|received)"
OF_AWARDS = re.compile(
    rf"(?P<who>[^\d,;:.]{{3,60}}?)\s+(?:(?:kembali|berhasil|sukses)\s+)*(?:{GOT}|(?:mem)?borong|(?:me(?:ny)?)?(?:s)?abet|"
    r"(?:mem)?boyong|(?:meng)?(?:k)?antongi)\s+(?:sebanyak\s+)?"
    rf"(?P<number>{NUMBER})\s*(?:\([^()]{{1,40}}\)\s*)?(?:penghargaan|predikat|piagam|gelar|anugerah|awards?)\b",
    re.IGNORECASE,
)
OF_GOVERNMENT = re.compile(r"pemprov|pemerintah|gubernur|government", re.IGNORECASE)
AND = (["dan"], ["serta"], ["and"], ["&"])
OF_TITLE = re.compile(rf"(?P<number>{NUMBER})\s*(?P<title>[^\d].*)", re.IGNORECASE)
AND_TITLE = re.compile(r"[,;]\s*(?:(?:dan|serta|and)\s+)?|\s+(?:dan|serta|and|&)\s+(?=\d)", re.IGNORECASE)
# Below these a number in a row of totals may be that of names; below scores it is theirs.
OF_NAMES = ("place", "province", "code", "type", "category", "count")


def counts_of_line(
    line: Line, columns: Sequence[Column | None], names: Names, province: str, award_year: int | None
) -> list[Count]:
    """The numbers that the sentences of a line give, of the province that each names, or that it stands under."""
    filled = [cell for cell in line.cells if cell]
    if is_total(filled) and not _is_of_names(line.cells, columns):
        return []
    is_of_all = any(column and column.role == "province" for column in columns)
    # The place and newspaper of a report are no words of the sentence that gives the number.
    dateline = dateline_of(line.text, names)
    text, found = dateline.rest if dateline else line.text, []
    for of_province, head in counting_headings(text, names, province):
        text = text.replace(head.said, "", 1)
        found += [Count(line.number, each, of_type, of_province, kind="heading") for each, of_type in head.counts]
    for sentence in SENTENCE.split(text):
        counts = _counts_of(sentence, names, province, award_year) or _of_awards(sentence, names)
        found += [each._replace(line=line.number, is_of_all=is_of_all and each.is_of_all) for each in counts]
    return found or _of_titles(line, names, province) or _of_title(line, names, province)


def _counts_of(sentence: str, names: Names, province: str, award_year: int | None) -> list[Count]:
    """The numbers of regencies in a sentence that are not those of another year."""
    total = TOTAL.match(sentence)
    of_total = _total_of(total["words"], names) if total else ""
    if of_total is None:
        return []
    kind = "of_province" if of_total else "total" if total else ""
    found = []
    for count, of_type, behind in counts_in(sentence):
        is_other = is_of_other_year(sentence, len(sentence) - len(behind), award_year)
        if is_other or _is_item(of_type, behind, names):
            continue
        named = _province_behind(behind, names)
        # "…, 7 meraih penghargaan": what they are is not said without doubt.
        is_stated = bool(named) and not re.search(rf",\s*{count}\s+{GOT}\b", behind, re.IGNORECASE)
        found.append(Count(
            0, count, of_type, named or of_total or province, sentence if is_stated else "",
            is_of_all=not (named or of_total), kind=("" if is_stated else "of_province") if named else kind,
        ))  # fmt: skip
    return found


def _of_awards(sentence: str, names: Names) -> list[Count]:
    """How many awards a province got, whose regencies they are: "Kaltim meraih 7 penghargaan"."""
    got = OF_AWARDS.match(sentence)
    # Of a government they are its own; "Jambi" may be the city.
    province = province_named(got["who"], names) if got and not OF_GOVERNMENT.search(got["who"]) else ""
    number = got["number"].lower() if got and province else ""
    return [Count(0, COUNTED.get(number) or int(number), "", province, kind="of_province")] if number else []


def _of_titles(line: Line, names: Names, province: str) -> list[Count]:
    """The numbers of each title behind the heading of a province: "Jambi (2 Peduli HAM, 1 Cukup Peduli HAM)"."""
    said = (IN_BRACKETS.search(line.text) or [line.text])[0].strip("() :") if sum(map(bool, line.cells)) == 1 else ""
    found = [(OF_TITLE.fullmatch(part.strip())) for part in AND_TITLE.split(said)] if said else []
    counts = [(each["number"].lower(), names.titles.exactly(each["title"])) for each in found if each]
    if not province or len(counts) < len(found) or not all(title for _, title in counts):
        return []
    return [
        Count(line.number, COUNTED.get(number) or int(number), "", province, kind="heading", title=title)
        for number, title in counts
    ]


def _of_title(line: Line, names: Names, province: str) -> list[Count]:
    """The number behind a heading with a title or a type, of those below it or behind its colon."""
    head = counts_behind(unnumbered(HEADED_BY_NUMBER.sub("", line.text.partition(":")[0].strip()))[0])
    if sum(map(bool, line.cells)) != 1 or names.regencies(head.name):
        return []
    of_heading = type_heading(head.name) if head.counts and not any(unit for _, unit in head.counts) else None
    if of_heading and not line.text.partition(":")[2]:
        return [Count(line.number, number, of_heading, province) for number, _ in head.counts]
    is_title = bool(names.titles.within(head.name))
    return [Count(line.number, number, of_type, "") for number, of_type in head.counts if is_title]


def _is_item(of_type: str, behind: str, names: Names) -> bool:
    """Whether what a number counts is one regency by its name, which the number is that of: "7 Kabupaten Paser"."""
    words = behind.split()[:MOST_WORDS]
    return any(names.regencies(f"{of_type} {' '.join(words[:end])}") for end in range(1, len(words) + 1) if of_type)


def _is_of_names(cells: Sequence[str], columns: Sequence[Column | None]) -> bool:
    """Whether the numbers of a row of totals count names: one that stands below no heading of anything else."""
    pairs = zip_longest(cells, columns)
    roles = [column.role if column else "" for cell, column in pairs if cell and cell.isdecimal()]
    return not columns or not roles or (len(roles) == 1 and roles[0] in OF_NAMES)


def _total_of(words: str, names: Names) -> str | None:
    """The province that a total says it is of, empty where it says none; None where it is of no names."""
    besides = names.titles.besides(words)
    said = " ".join(word for word in plain(words).split() if word in besides - BESIDE_NAMES)
    return names.province(BEFORE_PROVINCE.sub("", f"{said} ").strip(), is_said=True) or None if said else ""


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
            found.append(Count(number, int(cell), "", province, kind="row"))
    return found


def _province_behind(text: str, names: Names) -> str:
    """The province that a text begins with, as in "7 kabupaten/kota di Kalimantan Timur"."""
    words = BEFORE_PROVINCE.sub("", text.strip()).split()
    first, end = _leading_province(words, names)
    more = words[end + 1 :] if words[end : end + 1] in AND else []
    other, _ = _leading_province(BEFORE_PROVINCE.sub("", " ".join(more)).split(), names)
    # "5 daerah di Papua Barat Daya dan Papua Barat": the number is that of both.
    return "" if other else first


def _leading_province(words: Sequence[str], names: Names) -> tuple[str, int]:
    """The province that words begin with, the longest that is one, and how many of them it is."""
    ends = range(min(len(words), MOST_WORDS), 0, -1)
    return next(((code, end) for end in ends if (code := names.province(unmarked(" ".join(words[:end]))))), ("", 0))
