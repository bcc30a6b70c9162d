"""What an award list says: every line a claim, or skipped with a reason, or a name that a person has to settle."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kkpham_analysis.tables.award_lists.doubts.guard import Guard
from kkpham_analysis.tables.award_lists.entries import OTHER_SCORE, Answer, Count, Entry, text_key
from kkpham_analysis.tables.award_lists.layout.columns import header_of
from kkpham_analysis.tables.award_lists.layout.lines import (
    Line,
    TooLongError,
    cleaned,
    found_at,
    lines_of_sheets,
    lines_of_text,
    names_of_sheets,
)
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.counts import numbers_said
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import NONE_HERE, Titles
from kkpham_analysis.tables.award_lists.missed.cut_names import with_longer_names
from kkpham_analysis.tables.award_lists.missed.mentions import with_mentions
from kkpham_analysis.tables.award_lists.missed.steps import with_missed
from kkpham_analysis.tables.award_lists.outcome.all_named import with_all_named
from kkpham_analysis.tables.award_lists.outcome.by_name import (
    answers_to_headings,
    answers_to_names,
    with_contradicted,
    with_decided,
    with_texts_of,
)
from kkpham_analysis.tables.award_lists.outcome.remarks import (
    NOT_WHOLE,
    Remark,
    asked_texts,
    category_remarks,
    count_remarks,
    empty_headings,
    numbering_remarks,
    score_remarks,
    unnamed_wholes,
    unused_answers,
)
from kkpham_analysis.tables.award_lists.outcome.settling import Settling, asked, rows_of
from kkpham_analysis.tables.award_lists.reading.listed_provinces import of_one_question
from kkpham_analysis.tables.award_lists.reading.reader import ListReader
from kkpham_analysis.tables.files import foreign
from kkpham_analysis.tables.files.sheets import Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NOT_WHOLE", "Answer", "Entry", "Line", "Remark", "TooLongError", "Understood", "lines_of_any",
           "lines_of_file", "lines_of_text", "text_key", "understand"]  # fmt: skip

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xltx")


@dataclass(frozen=True)
class Understood:
    """What a list says.

    Parameters
    ----------
    entries
        Everything that stands in it, in its order.
    remarks
        What does not agree within the list.
    provinces
        The provinces it has headings for, with something under them or the word that there is none.
    counted
        How many a sentence of it says were honoured in a province, where it says nothing else.
    """

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...] = ()
    provinces: tuple[str, ...] = ()
    counted: tuple[Count, ...] = ()

    def of(self, status: str) -> list[Entry]:
        """The entries of a status: `claim`, `skipped` or `unsettled`."""
        return [entry for entry in self.entries if entry.status == status]


def lines_of_file(path: Path, *, categories: pd.DataFrame | None = None, awards: Collection[str] = ()) -> list[Line]:
    """The lines of a list: a workbook, a table with commas or the like, or any text.

    Parameters
    ----------
    path
        The file.
    categories, awards
        The titles and names of awards there are, which may head the columns of a table too.

    Raises
    ------
    ForeignFileError
        When the file cannot be taken.
    TooLongError
        When it is far too long to be a list of awards.
    """
    is_table = path.suffix.lower() in TABLES
    try:
        with path.open("rb") as file:
            is_table = is_table or file.read(4) == foreign.WORKBOOK
    except OSError:
        # The reader says it better.
        pass
    if is_table:
        return lines_of_sheets(foreign.read_sheets(path))
    return lines_of_any(foreign.read_text_of(path), path, categories=categories, awards=awards)


def lines_of_any(
    text: str, file: Path | str, *, categories: pd.DataFrame | None = None, awards: Collection[str] = ()
) -> list[Line]:
    """The lines of a text: the rows of a table where it begins with the headings of one, whatever it is called.

    Only as a row are a code and the name beside it held against each other, and a name against the title above it.

    Parameters
    ----------
    text
        The text.
    file
        Where it is from, as faults name it.
    categories, awards
        The titles and names of awards there are, which may head the columns of a table too.

    Raises
    ------
    ForeignFileError
        When such a table is broken, or the text is JSON.
    TooLongError
        When it is far too long to be a list of awards.
    """
    if _is_json(text):
        raise foreign.ForeignFileError(Path(file), "json")
    first = next((line for line in text.splitlines() if line.strip()), "")
    titles = None if categories is None else Titles(categories, awards)
    for sign in ",;":
        heads = header_of(tuple(cleaned(cell.strip('"')) for cell in first.split(sign)), titles)
        if sum(head is not None for head in heads) > 1:
            return lines_of_sheets([Sheet("", rows=foreign.delimited_rows(Path(file), text))])
    return lines_of_text(text)


def _is_json(text: str) -> bool:
    """Whether a text holds data for programs, whose names and titles are no lines."""
    try:
        return text.lstrip()[:1] in ("[", "{") and isinstance(json.loads(text), list | dict)
    except (ValueError, RecursionError):
        return False


def understand(
    lines: Sequence[Line],
    *,
    places: pd.DataFrame,
    regencies: pd.DataFrame,
    categories: pd.DataFrame,
    category: str = "",
    award_year: int | None = None,
    titles: Collection[str] | None = None,
    awards: Collection[str] = (),
    least: Mapping[str, float] | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> Understood:
    """Read a list.

    Parameters
    ----------
    lines
        Its lines.
    places
        The table `place_keys`.
    regencies
        Regencies of the round, as they stood then: `regency_code`, `province_code`, `province`.
    categories
        The titles there are.
    category
        The title of whoever is named without one; by default the only one that counts as compliant, if there is one.
    award_year
        The year of the round: what stands beside or below another year is asked about; by default no year is.
    titles
        Those that the regulation of the round gives, where it is known: a title of another is no default.
    awards
        The names that regulations give the award itself, whatever titles it has.
    least
        The score that a title asks for at least: below it a name is asked about; by default none is.
    answers
        What a person says of texts, by `text_key`.

    Returns
    -------
    Understood
        Entries whose lines are all lines of the list.

    Raises
    ------
    AnswersError
        When two answers say different things of one name.
    """
    asked_now = understand(
        lines, places=places, regencies=regencies, categories=categories, category=category, award_year=award_year,
        titles=titles, awards=awards, least=least,
    ) if answers else Understood(())  # fmt: skip
    compliant = _compliant_titles(categories, titles)
    usual = category or (compliant[0] if len(compliant) == 1 else "")
    names = Names(places, regencies, Titles(categories, awards))
    answers, in_pieces = with_texts_of(answers or {}, asked_now.entries, names)
    reader = ListReader(
        names, answers_to_names(answers, asked_now.entries), category=category, usual=usual, award_year=award_year,
        of_headings=answers_to_headings(answers, asked_now.entries), pieces=in_pieces,
    )  # fmt: skip
    reader.read(lines)
    entered = with_longer_names(reader.reads, of_one_question(reader.entries), names, answers)
    entered = with_missed(reader.reads, entered, names)
    settling = _settling(reader, answers, _own_texts(asked_now.entries), least or {}, usual, category)
    found = asked(reader.reads, entered, settling, award_year, usual="" if category else usual)
    found, used = with_mentions(reader.reads, found, names, answers, category=category, award_year=award_year)
    province_of = dict(zip(regencies["regency_code"], regencies["province_code"], strict=True))
    titled = [_with_category(entry, usual, names) for entry in _known(found, province_of)]
    passed = Guard(reader.reads, titled, names, award_year, usual=usual, is_told=bool(category)).read()
    named = with_all_named(reader.reads, settling.all_asked(titled, passed, rows_of(reader.reads)), settling)
    compared = _sorted(_compared(with_decided(_known(named, province_of), answers, usual), reader.reads))
    used |= reader.rows.used | settling.used
    entries = with_contradicted(compared, answers, used, names)
    # Where they lie, not under which heading they stand: a place that a report is from looks like a heading.
    there = {province_of[entry.code] for entry in entries if entry.status == "claim"} | reader.none_in
    remarks = [
        *category_remarks(reader, category),
        *empty_headings(reader, entries, there),
        *numbering_remarks(reader, entered, names),
        *score_remarks(reader, entries),
        *unnamed_wholes(asked_now.entries, entries, province_of, compliant),
        *count_remarks(reader.counts, entries, province_of, names.type_of),
        *unused_answers(answers, reader, entries, used),
    ]
    counted = _stated(reader, entries, compliant, award_year) if usual in compliant else ()
    provinces = tuple(code for code in reader.headed if code in there)
    return _as_found(Understood(tuple(entries), tuple(remarks), provinces, counted), names_of_sheets(lines))


def _as_found(understood: Understood, sheets: Mapping[int, str]) -> Understood:
    """What a list says, with its lines where people find them: with their sheet, where there are several."""
    remarks = (remark._replace(line=found_at(remark.line, sheets)) for remark in understood.remarks)
    counted = (count._replace(line=found_at(count.line, sheets)) for count in understood.counted)
    entries = (_entry_as_found(_told_number(entry, understood.counted), sheets) for entry in understood.entries)
    return replace(understood, entries=tuple(entries), remarks=tuple(remarks), counted=tuple(counted))


def _entry_as_found(entry: Entry, sheets: Mapping[int, str]) -> Entry:
    line, other, asked_at = (found_at(number, sheets) for number in (entry.line, entry.other, entry.asked_at))
    besides = tuple(cause._replace(line=found_at(cause.line, sheets)) for cause in entry.besides)
    return replace(entry, line=line, other=other, asked_at=asked_at, besides=besides)


def _settling(
    reader: ListReader,
    answers: Mapping[str, Answer],
    own: Collection[str],
    least: Mapping[str, float],
    usual: str,
    category: str,
) -> Settling:
    """What settles the names of a list that was read: with what it says of titles and of scores as a whole."""
    is_titled = _is_titled(reader, category)
    return Settling(reader.names, answers, own, least, usual, is_titled, dict(reader.unclear_scores))


def _own_texts(entries: Iterable[Entry]) -> set[str]:
    """The texts that are questions, by `text_key`, but those of officials.

    Who says which regency an official is of, and with which title, says all that there is to be asked.
    """
    return asked_texts(entry for entry in entries if entry.reason != "office")


def _told_number(entry: Entry, counted: Iterable[Count]) -> Entry:
    """An entry without a name, as the number that is recorded of it where it states one."""
    said = numbers_said(entry.text) if entry.reason == "no_place" else set()
    is_told = any(
        count.line == entry.line and count.number in said and entry.text in count.sentence for count in counted
    )
    return replace(entry, reason="number") if is_told else entry


def _compliant_titles(categories: pd.DataFrame, titles: Collection[str] | None) -> list[str]:
    """The titles that count as compliant; of those that the regulation gives, where it is known."""
    counting = categories.loc[categories["is_compliant"].fillna(False), "category"]
    return [str(code) for code in counting if titles is None or code in titles]


def _is_titled(reader: ListReader, category: str) -> bool:
    """Whether a list, or who adds it, says anywhere that somebody was honoured, or with which title."""
    around = (reader.grounds.around(read.line.text) for read in reader.reads)
    return bool(category) or any(each.is_honouring or each.is_titled for each in around)


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.line)


def _known(entries: Iterable[Entry], province_of: Mapping[str, str]) -> Iterable[Entry]:
    """Answers are held to the round as names are."""
    for entry in entries:
        missing = entry.reason == "answer" and entry.status == "claim" and entry.code not in province_of
        yield replace(entry, status="unsettled", reason="not_in_round", code="") if missing else entry


def _with_category(entry: Entry, usual: str, names: Names) -> Entry:
    if entry.status != "claim" or entry.category:
        return entry
    if usual:
        return replace(entry, category=usual, is_usual=True)
    return replace(
        entry, status="unsettled", reason="no_category", code="", candidates=names.like("", "", [entry.code])
    )


def _compared(entries: Iterable[Entry], reads: Iterable[Read]) -> list[Entry]:
    """The second time that a regency is named it adds a score at most, or contradicts: its row is asked as a whole."""
    rows = {read.line.number: read.line.text for read in reads if read.is_row}
    found: list[Entry] = []
    first: dict[str, int] = {}
    for entry in entries:
        at = first.setdefault(entry.code, len(found)) if entry.status == "claim" else len(found)
        if at == len(found):
            found.append(entry)
            continue
        before = found[at]
        scores = {float(each.score) for each in (before, entry) if each.score}
        if before.category != entry.category:
            entry = replace(entry, status="unsettled", reason="contradicts", other=before.line)
        elif len(scores) > 1:
            entry = replace(entry, status="unsettled", reason=OTHER_SCORE, other=before.line, said=before.score,
                            asked=rows.get(entry.line, ""))  # fmt: skip
        else:
            found[at] = replace(before, score=before.score or entry.score)
            entry = replace(entry, status="skipped", reason="named_before", other=before.line)
        found.append(entry)
    return found


def _stated(
    reader: ListReader, entries: Iterable[Entry], compliant: Sequence[str], award_year: int | None
) -> tuple[Count, ...]:
    """Numbers of the compliant that the list states of provinces: that there is none, or how many there are."""
    return (*_stated_none(reader, entries), *_stated_counts(reader, {"", *compliant}, award_year))


def _stated_counts(reader: ListReader, titles: Collection[str], award_year: int | None) -> tuple[Count, ...]:
    """The numbers of a province's honoured that a sentence states in words that are all understood, once for each."""
    grounds = Grounds(reader.names, award_year)
    stated: dict[str, Count] = {}
    numbers: dict[str, set[int]] = {}
    for count in reader.counts:
        around = grounds.around(count.sentence)
        if (
            count.type
            or around
            or not (around.is_honouring or around.is_titled)
            or reader.names.titles.within(count.sentence) not in titles
        ):
            continue
        stated.setdefault(count.province, count)
        numbers.setdefault(count.province, set()).add(count.number)
    return tuple(count for province, count in stated.items() if len(numbers[province]) == 1)


def _stated_none(reader: ListReader, entries: Iterable[Entry]) -> tuple[Count, ...]:
    """The provinces of which the list says that there is none, and names none."""
    named = {entry.province for entry in entries if entry.status != "skipped"}
    none = sorted(code for code in reader.none_in if code not in named)
    return tuple(Count(reader.headed[code], 0, "", code, NONE_HERE[0]) for code in none if code in reader.headed)
