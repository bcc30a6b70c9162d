"""What `kkpham submissions list` answers: what is stored, and what came in and is not stored yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer, Places, Tell, ensure_built
from kkpham_analysis.reports.marking import said_of
from kkpham_analysis.reports.plain import records, text_table
from kkpham_analysis.tables.loading import default_data_dir, load
from kkpham_analysis.tables.submissions.quarantine import waiting_lines
from kkpham_analysis.tables.submissions.refused import read_refused

BY_ORIGIN = ["award_year", "origin"]
# A terminal names no more regencies or files of a kind than this.
MOST_NAMED = 20


def stored_answer(words: Words, *, tell: Tell) -> Answer:
    """What is stored: rows by round and file, and beside them those that wait in quarantine.

    Raises
    ------
    CallError
        When the data folder is none.
    """
    ensure_built(words, tell=tell)
    places = Places()
    stored = load("submissions")
    waiting = _waiting(places.regency_codes())
    table = _by_origin(stored, waiting)
    alone, unread = _nothing_stored(stored, waiting), _unread()
    record = {**said_of(stored), "origins": records(table), "nothing_stored": alone, "unread": unread}
    lines = [_table_text(table, words) if len(table) else words.phrase("submissions.nothing_stored")]
    return Answer("\n".join([*lines, *_told(alone, unread, places, words)]), record)


def _waiting(known: Iterable[str]) -> pd.DataFrame:
    """The rows in quarantine: `award_year, origin, regency_code, is_total`; round and regency where they are known."""
    lines = waiting_lines(default_data_dir())
    years = lines["award_year"].where(lines["award_year"].str.fullmatch(r"20\d\d"))
    codes = lines["regency_code"].where(lines["regency_code"].isin(set(known)))
    return lines[["origin", "is_total"]].assign(award_year=pd.to_numeric(years).astype("Int64"), regency_code=codes)


def _by_origin(stored: pd.DataFrame, waiting: pd.DataFrame) -> pd.DataFrame:
    """How many rows of each round and file are stored, how many wait, of which regencies, and how many are totals."""
    here = stored[[*BY_ORIGIN, "regency_code"]].astype({"award_year": "Int64", "origin": "str"})
    waits = waiting["is_total"].map({True: "total", False: "answer"})
    both = pd.concat([here.assign(waits=""), waiting.assign(waits=waits)]).astype({"regency_code": "str"})
    counts = [
        {"award_year": year, "origin": origin, "regencies": group.loc[group["waits"] == "", "regency_code"].nunique(),
         "rows": int((group["waits"] == "").sum()), "waiting": int((group["waits"] == "answer").sum()),
         "waiting_regencies": sorted(group.loc[group["waits"] == "answer", "regency_code"].dropna().unique()),
         "wrong_totals": int((group["waits"] == "total").sum())}
        for (year, origin), group in both.groupby(BY_ORIGIN, dropna=False)
    ]  # fmt: skip
    columns = [*BY_ORIGIN, "regencies", "rows", "waiting", "waiting_regencies", "wrong_totals"]
    return pd.DataFrame(counts, columns=columns).astype({"award_year": "Int64"})


def _nothing_stored(stored: pd.DataFrame, waiting: pd.DataFrame) -> list[dict[str, Any]]:
    """The regencies of each round of which answers wait, and not one is stored."""
    keys = ["award_year", "regency_code"]
    there = set(stored[keys].astype("str").itertuples(index=False, name=None))
    known = waiting[~waiting["is_total"]].dropna(subset=keys)[keys].drop_duplicates()
    is_alone = [key not in there for key in known.astype("str").itertuples(index=False, name=None)]
    alone = known.loc[is_alone].groupby("award_year")["regency_code"]
    return [{"award_year": int(str(year)), "regencies": sorted(codes)} for year, codes in alone]


def _unread() -> list[dict[str, Any]]:
    """The files that were refused as a whole and whose regency is known."""
    files = read_refused(default_data_dir()).to_dict("records")
    return [
        {
            "award_year": int(file["award_year"]) if file["award_year"] else None,
            "file": file["file"],
            "regency_code": file["regency_code"],
        }
        for file in files
    ]


def _table_text(table: pd.DataFrame, words: Words) -> str:
    shown = table.assign(waiting_regencies=table["waiting_regencies"].map(len))
    for names in (["waiting", "waiting_regencies"], ["wrong_totals"]):
        if not shown[names[0]].any():
            shown = shown.drop(columns=names)
    return text_table(shown.rename(columns={name: words.phrase(f"submissions.stored_{name}") for name in shown}), words)


def _told(
    alone: Sequence[dict[str, Any]], unread: Sequence[dict[str, Any]], places: Places, words: Words
) -> Iterable[str]:
    """Who has handed something in of which nothing is stored."""
    for entry in alone:
        whose = _some([places.name(code) for code in entry["regencies"]], words)
        yield words.phrase("submissions.stored_nothing_but_waiting", year=entry["award_year"], places=whose)
    for year in dict.fromkeys(entry["award_year"] for entry in unread):
        named = [
            f"{entry['file']} ({places.name(entry['regency_code'])})" for entry in unread if entry["award_year"] == year
        ]
        said = year or words.phrase("submissions.stored_no_year")
        yield words.phrase("submissions.stored_unread", year=said, files=_some(named, words))


def _some(names: Sequence[str], words: Words) -> str:
    return words.listed(names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], "…"])
