"""A list that was understood, as rows of the raw tables: one source and its claims, added or taken out as one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import Count
from kkpham_analysis.tables.award_lists.understanding import Entry, Understood
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.raw_changes import Record, records, with_rows, without_rows
from kkpham_analysis.tables.schemas import RAW
from kkpham_analysis.tables.vocabulary import AWARDED_REGENCIES, COMPLETE_LIST

# Ids with this letter are those of lists that were added by command; collected pages have others.
LETTER = "A"
TABLES = ("sources", "award_claims", "province_claims")
STATED, DERIVED = "stated", "derived"
# The note of a claim that no page says in so many words; in Indonesian in `note_translations`.
NO_TITLE = "full list without a title that counts"


@dataclass(frozen=True)
class ListSource:
    """The page that a list comes from: the columns of `sources`, but for the id."""

    kind: str
    title: str
    publisher: str
    url: str
    published_on: str = ""
    language: str = "id"


class Difference(NamedTuple):
    """What a list says otherwise than the rows that were added from the same page before.

    `added`, `removed` and `changed` are codes of regencies; `columns` names what differs in the source or provinces.
    """

    added: list[str]
    removed: list[str]
    changed: list[str]
    columns: list[str]

    def __bool__(self) -> bool:
        return any(self)


@dataclass(frozen=True)
class Citation:
    """A row that speaks of a source: its file under `data/raw`, and its line."""

    file: str
    line: int


def rows_of(
    understood: Understood,
    source: ListSource,
    *,
    award_year: int,
    compliant: Iterable[str],
    province_of: Mapping[str, str],
    complete: bool = False,
) -> dict[str, list[Record]]:
    """The rows that a list adds, by table; the id of the source is still empty.

    Parameters
    ----------
    understood
        The list; nothing in it may be unsettled.
    source
        Where it comes from.
    award_year
        The round.
    compliant
        The categories that count as compliant.
    province_of
        The province of each regency of the round.
    complete
        Whether the list names all awarded regencies of its provinces: of those it has headings for, else of those that
        its regencies lie in.
    """
    year = str(award_year)
    claims = sorted(understood.of("claim"), key=lambda entry: entry.code)
    award_claims: list[Record] = [
        {"award_year": year, "regency_code": entry.code, "category": entry.category, "score": entry.score,
         "certainty": STATED, "note": _note(entry)}
        for entry in claims
    ]  # fmt: skip
    whole = complete_provinces(understood, province_of) if complete else set()
    titled = {province_of[entry.code] for entry in claims if entry.category in set(compliant)}
    province_claims: list[Record] = [
        {"award_year": year, "province_code": code, "measure": measure, "value": value, "certainty": how, "note": note}
        for code, measure, value, how, note in sorted(_of_provinces(understood.counted, whole, titled))
    ]
    return {"sources": [asdict(source)], "award_claims": award_claims, "province_claims": province_claims}


def _of_provinces(
    counted: Iterable[Count], whole: Collection[str], titled: Collection[str]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Province, measure, value, certainty and note of what a list says of provinces: numbers only as it states them.

    That a full list of a province gives nobody a title that counts is no number of the page, but follows from it.
    """
    stated = set()
    for count in counted:
        stated.add(count.province)
        yield count.province, AWARDED_REGENCIES, str(count.number), STATED, _reads(count.sentence)
    for code in whole:
        yield code, COMPLETE_LIST, "1", STATED, ""
        if code not in {*titled, *stated}:
            yield code, AWARDED_REGENCIES, "0", DERIVED, NO_TITLE


def complete_provinces(understood: Understood, province_of: Mapping[str, str]) -> set[str]:
    """The provinces that a list speaks of as a whole."""
    return set(understood.provinces) or {province_of[entry.code] for entry in understood.of("claim")}


def complete_in(rows: Mapping[str, list[Record]]) -> list[str]:
    """The provinces whose full list the rows of a list hold."""
    return [row["province_code"] for row in rows["province_claims"] if row["measure"] == COMPLETE_LIST]


def claims_in(rows: Mapping[str, int]) -> int:
    """How many claims there are, of regencies and provinces, by the number of rows of each table."""
    return sum(number for name, number in rows.items() if name != "sources")


def _note(entry: Entry) -> str:
    """How an entry was read, where the name alone did not settle it."""
    return _reads(entry.text) if entry.reason in ("context", "answer") else ""


def _reads(text: str) -> str:
    """A quotation alone, as reports in any language show it."""
    return f"\u201c{shortened(text)}\u201d"


def tables_now(raw: Path) -> dict[str, bytes]:
    """The raw files that a list changes, as they are in the folder `raw`."""
    return {name: (raw / RAW[name].path).read_bytes() for name in TABLES}


def same_page(now: Mapping[str, bytes], url: str, award_year: int) -> list[str]:
    """The sources of the same address that speak of the regencies or provinces of the same round."""
    year = str(award_year)
    speaking = {row["source_id"] for name in TABLES[1:] for _, row in records(now[name]) if row["award_year"] == year}
    return [
        row["source_id"] for _, row in records(now["sources"])
        if row["url"] and row["source_id"] in speaking and _address(row["url"]) == _address(url)
    ]  # fmt: skip


def _address(url: str) -> str:
    """An address without what does not make it another page."""
    plain = re.sub(r"^https?://(?:www\.)?", "", url.strip().partition("#")[0]).rstrip("/")
    host, slash, rest = plain.partition("/")
    return host.casefold() + slash + rest


def difference(now: Mapping[str, bytes], source_id: str, rows: Mapping[str, list[Record]]) -> Difference:
    """What the rows of a list say otherwise than those of a source that is there."""
    there = {name: [row for _, row in records(now[name]) if row["source_id"] == source_id] for name in TABLES}
    year = rows["award_claims"][0]["award_year"]
    before = {row["regency_code"]: _said(row) for row in there["award_claims"] if row["award_year"] == year}
    after = {row["regency_code"]: _said(row) for row in rows["award_claims"]}
    (source,), (given,) = there["sources"], rows["sources"]
    columns = [name for name, value in given.items() if value != source[name]]
    provinces = [
        {(row["province_code"], row["measure"], row["value"]) for row in group if row["award_year"] == year}
        for group in (there["province_claims"], rows["province_claims"])
    ]
    return Difference(
        sorted(after.keys() - before.keys()),
        sorted(before.keys() - after.keys()),
        sorted(code for code in before.keys() & after.keys() if before[code] != after[code]),
        columns + ([COMPLETE_LIST] if provinces[0] != provinces[1] else []),
    )


def _said(row: Record) -> tuple[str, str]:
    return row["category"], row["score"]


def next_id(now: Mapping[str, bytes]) -> str:
    r"""The id of the next list.

    >>> next_id({"sources": b"source_id\nK123\nA007\n"})
    'A008'
    """
    ids = (row["source_id"] for _, row in records(now["sources"]))
    return f"{LETTER}{max([0, *(int(each[1:]) for each in ids if was_added(each))]) + 1:03}"


def was_added(source_id: str) -> bool:
    """Whether a source came with a list that was added by command."""
    return bool(re.fullmatch(f"{LETTER}[0-9]+", source_id))


def with_list(now: Mapping[str, bytes], rows: Mapping[str, list[Record]], source_id: str) -> dict[str, bytes]:
    """The raw files with the rows of a list at their ends, by path."""
    return {
        RAW[name].path: with_rows(now[name], [{**row, "source_id": source_id} for row in rows[name]], RAW[name])
        for name in TABLES
        if rows[name]
    }


def without_source(now: Mapping[str, bytes], source_id: str) -> tuple[dict[str, bytes], dict[str, int]]:
    """The raw files without a source and its claims, by path; and how many rows each table loses."""
    lost = {name: sum(row["source_id"] == source_id for _, row in records(now[name])) for name in TABLES}
    files = {
        RAW[name].path: without_rows(now[name], lambda row: row["source_id"] == source_id)
        for name in TABLES
        if lost[name]
    }
    return files, lost


def years_of(now: Mapping[str, bytes], source_id: str) -> set[str]:
    """The rounds that a source speaks of."""
    rows = [row for name in TABLES[1:] for _, row in records(now[name])]
    return {row["award_year"] for row in rows if row["source_id"] == source_id}


def citations(raw: Path, source_id: str) -> list[Citation]:
    """The rows of other tables that cite a source."""
    found = []
    for name, table in RAW.items():
        columns = [ref.columns[0] for ref in table.references if ref.table == "sources"]
        path = raw / table.path
        if name in TABLES or not columns or not path.is_file():
            continue
        found += [
            Citation(table.path, line)
            for line, row in records(path.read_bytes())
            if any(source_id in (row.get(column) or "").split(";") for column in columns)
        ]
    return found
