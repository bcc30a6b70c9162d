"""What `kkpham check` tells: faults, sources that disagree, completeness, and what no source or no map supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import count_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer, Tell, built, shown
from kkpham_analysis.reports.content import sayings, wording
from kkpham_analysis.reports.content.knowledge import Knowledge, knowledge
from kkpham_analysis.reports.plain import records, text_table
from kkpham_analysis.tables.loading import default_data_dir
from kkpham_analysis.tables.source_ids import BETWEEN
from kkpham_analysis.tables.vocabulary import UNCERTAIN

NO_DATA = "–"


def check_answer(words: Words, *, strict: bool = False, tell: Tell) -> Answer:
    """Check the raw facts and say what is known and how well; with faults, of the last good build.

    Parameters
    ----------
    words : Words
        The language.
    strict : bool
        Whether disagreement is an error.
    tell : callable
        Takes each line that says what is at work.

    Raises
    ------
    CallError
        When the data folder is none.
    """
    result = built(words, tell=tell)
    faults = [fault.sentence(words) for fault in result.faults]
    try:
        known = knowledge(words=words)
    except FileNotFoundError:
        # Faults in the raw facts, and nothing was ever built.
        record = {"ok": False, "faults": _fault_records(result, words)}
        return Answer(words.phrase("check.nothing", data=_folder()), record, faults, failed=True)
    if strict and known.disputes:
        faults.append(words.phrase("check.strict", count=known.disputes))
    record = {
        "ok": not faults,
        "faults": _fault_records(result, words),
        "disputes": known.disputes,
        "rounds": records(known.rounds),
        "provinces": records(known.provinces),
        "disagreements": {
            "regencies": records(known.claims),
            "provinces": records(known.counts),
            "country": records(known.national),
        },
        "awards_against_rule": records(known.awards_against_rule),
        "named_by_none": records(known.named_by_none),
        "claims_out_of_round": records(known.out_of_round),
        "capitals": records(known.capitals),
    }
    return Answer(lambda: _text(known, len(result.faults), words), record, faults, failed=bool(faults))


def _fault_records(result: Any, words: Words) -> list[dict[str, Any]]:
    return [fault.as_record(words) for fault in result.faults]


def _text(known: Knowledge, faults: int, words: Words) -> str:
    is_disputed = known.claims["disagreement"] != UNCERTAIN
    disputed, uncertain = known.claims[is_disputed], known.claims[~is_disputed]
    counts = known.counts[known.counts["disagreement"] != UNCERTAIN]
    sections: list[tuple[str, int, Iterable[str]]] = [
        ("faults", faults, []),
        ("rounds", len(known.rounds), [text_table(_rounds_table(known, words), words)]),
        ("provinces", known.provinces["province_code"].nunique(), [text_table(evidence_matrix(known, words), words)]),
        ("claims", _groups(disputed, "regency_code"), _claim_lines(disputed, known.titles, words)),
        ("uncertain", _groups(uncertain, "regency_code"), _claim_lines(uncertain, known.titles, words)),
        ("counts", _groups(counts, "province_code"), _count_lines(counts, words)),
        ("national", _groups(known.national, "measure"), _national_lines(known.national, known.titles, words)),
        ("against_rule", len(known.awards_against_rule), _against_rule_lines(known.awards_against_rule, words)),
        ("unnamed", len(known.named_by_none), _unnamed_lines(known.named_by_none)),
        ("out_of_round", len(known.out_of_round), _out_of_round_lines(known.out_of_round, known.titles)),
        ("capitals", int((known.capitals["position"] == "outside").sum()), _capital_lines(known.capitals, words)),
    ]
    parts = []
    for name, count, lines in sections:
        heading = words.phrase(f"check.{name}", count=count, data=_folder())
        parts.append("\n".join([heading, *(f"  {line}" for text in lines for line in text.splitlines())]))
    return "\n\n".join(parts)


def _folder() -> str:
    return shown(default_data_dir())


def _groups(table: pd.DataFrame, key: str) -> int:
    return len(table.drop_duplicates(["award_year", key]))


def _rounds_table(known: Knowledge, words: Words) -> pd.DataFrame:
    return known.rounds.rename(columns={name: words.phrase(f"check.column_{name}") for name in known.rounds.columns})


def evidence_matrix(known: Knowledge, words: Words) -> pd.DataFrame:
    """Provinces by rounds: 7/10 where the number is known, 33–34/35 where sources disagree, 1+ where at least one is.

    A province that was not there in a round, or of which nothing is known, has a dash.
    """
    shares = known.shares
    cells = shares.assign(cell=[_cell(row, words) for row in shares.to_dict("records")])
    matrix = cells.pivot_table(index="province_code", columns="award_year", values="cell", aggfunc="first")
    names = shares.sort_values("award_year").drop_duplicates("province_code", keep="last")
    name_of = names.set_index("province_code")["province"]
    matrix.insert(0, words.phrase("column.province"), name_of[matrix.index])
    return matrix.fillna(NO_DATA).rename(columns=str).reset_index(drop=True)


def _cell(row: Mapping[Any, Any], words: Words) -> str:
    if row["evidence"] == "none":
        return NO_DATA
    if row["evidence"] == "partial":
        return f"{row['compliant_low']}+"
    return f"{words.span(row['compliant_low'], row['compliant_high'])}/{row['regencies']}"


def _page(row: Mapping[Any, Any], words: Words) -> str:
    """Source in one line: id, publisher, date, address."""
    parts = [row["source_id"], row["publisher"], words.date(_or_none(row["published_on"])), _or_none(row["url"])]
    return ", ".join(str(part) for part in parts if part)


def _or_none(value: Any) -> Any:
    return None if pd.isna(value) else value


def _claim_lines(claims: pd.DataFrame, titles: Mapping[str, str], words: Words) -> list[str]:
    lines = []
    for (year, name, province), group in claims.groupby(["award_year", "full_name", "province"], sort=False):
        lines.append(f"{year} {name} ({province})")
        for row in group.to_dict("records"):
            role = words.phrase("role." + row["role"])
            lines.append(f"  {titles[row['category']]} [{role}] {_page(row, words)}{_note(row, words)}")
    return lines


def _count_lines(counts: pd.DataFrame, words: Words) -> list[str]:
    lines = []
    for (year, province), group in counts.groupby(["award_year", "province"], sort=False):
        first = group.iloc[0]
        shown = words.span(first["compliant_low"], first["compliant_high"])
        lines.append(words.phrase("check.shown", year=str(year), province=province, shown=shown))
        for row in group.to_dict("records"):
            measure = words.phrase("measure." + row["measure"])
            page = "" if row["measure"] == "names" else f" {_page(row, words)}"
            lines.append(
                f"  {words.span(row['claimed_low'], row['claimed_high'])} [{measure}]{page}{_note(row, words)}"
            )
            if row["in_question"]:
                cited = f" ({row['names_by'].replace(';', ', ')})" if row["names_by"] else ""
                lines.append(f"    {row['in_question']}{cited}")
    return lines


def _national_lines(national: pd.DataFrame, titles: Mapping[str, str], words: Words) -> list[str]:
    lines = []
    for (year, measure), group in national.groupby(["award_year", "measure"], sort=False):
        lines.append(f"{year} {wording.measure_label(str(measure), titles, words)}: {sayings.numbers(group, words)}")
        lines += [f"  {row['value']} {_page(row, words)}{_note(row, words)}" for row in group.to_dict("records")]
    return lines


def _note(row: Mapping[Any, Any], words: Words) -> str:
    """Note of a claim, after its source; as it was taken down where nobody has translated it."""
    note = _or_none(row.get(f"note_{words.language}")) or _or_none(row.get("note"))
    return f" ({note})" if note else ""


def _against_rule_lines(awards: pd.DataFrame, words: Words) -> list[str]:
    """Provinces that sources call awarded under the threshold, or not awarded over it."""
    return [
        words.phrase(
            f"check.{'awarded_under' if row['awarded'] else 'not_awarded_over'}",
            year=row["award_year"],
            province=row["province"],
            count=count_in_words(row, words),
            rule=row["rule"],
            sources=", ".join(str(_or_none(row["source_ids"]) or NO_DATA).split(BETWEEN)),
        )
        for row in awards.to_dict("records")
    ]


def _unnamed_lines(unnamed: pd.DataFrame) -> list[str]:
    return [
        f"{province}: {', '.join(group['full_name'])}" for province, group in unnamed.groupby("province", sort=False)
    ]


def _out_of_round_lines(claims: pd.DataFrame, titles: Mapping[str, str]) -> list[str]:
    return [
        f"{row['award_year']} {row['full_name']} ({row['valid_from']}): {titles[row['category']]} {row['source_id']}"
        for row in claims.to_dict("records")
    ]


def _capital_lines(capitals: pd.DataFrame, words: Words) -> list[str]:
    lines = []
    for row in capitals.to_dict("records"):
        if row["position"] == "unknown":
            lines.append(words.phrase("check.capital_unknown", regency=row["full_name"]))
            continue
        where = _or_none(row["falls_in_name"]) or words.phrase("check.in_water")
        lines.append(
            words.phrase(
                "check.capital",
                capital=row["capital"],
                regency=row["full_name"],
                distance=words.number(row["distance_km"], 1),
                where=where,
            )
        )
    return lines
