"""What can be wrong inside the rows: values, doubled keys, unknown codes, and tables that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kkpham_analysis.tables.band_checks import band_faults
from kkpham_analysis.tables.columns import FORMS, Field, Reference, Table
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.measure_checks import NEEDED, measure_faults
from kkpham_analysis.tables.schemas.shared import NATIONAL_MEASURES, PROVINCE_MEASURES
from kkpham_analysis.tables.source_ids import BETWEEN
from kkpham_analysis.tables.vocabulary import CLAIMS, PERCENT_MEASURES, YES_NO_MEASURES

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, ...]
REMEDIES = {
    "nul": "write_again",
    "line_break": "one_line",
    "spaces": "remove_spaces",
    "not_nullable": "fill_in",
    "pattern": "example",
    "allowed": "choose",
    "range": "check_value",
    "no_day": "check_value",
}


def field_faults(frame: pd.DataFrame, table: Table, schemas: Mapping[str, Table]) -> list[Fault]:
    """Every value that is not what its column holds."""
    from pandera.errors import SchemaErrors

    try:
        table.text_schema().validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    columns = (cases[name] for name in ("column", "failure_case", "index"))
    return [
        _value_fault(table, table[str(column)], int(line), "" if value != value else str(value or ""), schemas)
        for column, value, line in zip(*columns, strict=True)
    ]


def _value_fault(table: Table, entry: Field, line: int, value: str, schemas: Mapping[str, Table]) -> Fault:
    kind = entry.misfit(value) if value else "not_nullable"
    remedy = REMEDIES[kind]
    details: dict[str, str | int] = {"limits": entry.limits, "choices": ", ".join(entry.allowed)}
    if kind == "pattern":
        details |= {"form": entry.form, "example": FORMS[entry.form].example}
        target = next((ref for ref in table.references if entry.name in ref.columns and not ref.many), None)
        if target is not None:
            # Where the codes are kept is the quickest way out.
            remedy, details["where"] = "see", _path_of(target, schemas)
    return Fault(table.path, line, entry.name, value, kind, remedy, details)


def _path_of(reference: Reference, schemas: Mapping[str, Table]) -> str:
    return ", ".join(schemas[name].path for name in (reference.table, *reference.others))


def key_faults(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Every row whose key stands in an earlier row."""
    key = list(table.key)
    if not key or not set(key) <= set(frame.columns):
        return []
    kind = "doubled_key" if table.is_csv else "doubled_feature"
    known = frame.dropna(subset=key)
    first: dict[Key, int] = {}
    faults = []
    for line, values in _rows(known, key):
        if values in first:
            details: dict[str, str | int] = {"first": first[values]}
            faults.append(Fault(table.path, line, "+".join(key), ", ".join(values), kind, "keep_row", details))
        first.setdefault(values, line)
    return faults


def _rows(frame: pd.DataFrame, columns: list[str]) -> list[tuple[int, Key]]:
    """Each line with its values in some columns."""
    values = zip(*(frame[column].tolist() for column in columns), strict=True)
    return list(zip(frame.index.tolist(), values, strict=True))


def reference_faults(
    texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table], strays: Mapping[str, set[str]]
) -> list[Fault]:
    """Every value that should stand in another table and does not.

    A table that could not be read accuses nobody, and neither does a row that could not (`strays`).
    """
    faults: list[Fault] = []
    for name, frame in texts.items():
        for reference in schemas[name].references:
            target = list(reference.target)
            tables = [texts.get(other) for other in (reference.table, *reference.others)]
            if not set(reference.columns) <= set(frame.columns):
                continue
            if any(table is None or not set(target) <= set(table.columns) for table in tables):
                continue
            known = {values for table in tables if table is not None for _, values in _rows(table, target)}
            stray = set().union(*(strays.get(other, set()) for other in (reference.table, *reference.others)))
            faults += [
                _unknown(schemas[name], reference, line, value, schemas)
                for line, value in _values(frame, schemas[name], reference)
                if value not in known and value[-1] not in stray
            ]
    return faults


def _values(frame: pd.DataFrame, table: Table, reference: Reference) -> list[tuple[int, Key]]:
    """What a table says of another, with its line; values that are badly written have a fault of their own."""
    pattern = table[reference.columns[-1]].pattern
    rows = [
        (line, values)
        for line, values in _rows(frame.dropna(subset=list(reference.columns)), list(reference.columns))
        if not pattern or re.fullmatch(pattern, values[-1])
    ]
    if reference.many:
        return [(line, (part,)) for line, values in rows for part in values[0].split(";")]
    return rows


def _unknown(table: Table, reference: Reference, line: int, value: Key, schemas: Mapping[str, Table]) -> Fault:
    kind = "unknown_pair" if len(value) > 1 else "unknown_code"
    details: dict[str, str | int] = {
        "name": reference.target[-1],
        "context": ", ".join(value[:-1]),
        "where": _path_of(reference, schemas),
    }
    return Fault(table.path, line, reference.columns[-1], value[-1], kind, "see", details)


def cross_faults(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    """Tables and columns that contradict each other."""
    return [*_place_faults(texts, schemas), *_claim_faults(texts, schemas), *_rule_faults(texts, schemas)]


def _place_faults(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    faults: list[Fault] = []
    for name in ("regencies", "province_changes"):
        if _has(texts, name, "regency_code", "province_code"):
            faults += _codes_that_differ(texts[name], schemas[name])
    if _has(texts, "place_names", "code", "level"):
        faults += _places_of_no_level(texts, schemas)
    if _has(texts, "boundaries", "regency_code") and _has(texts, "regencies", "regency_code"):
        faults += _regencies_without_boundary(texts, schemas)
    return faults


def _claim_faults(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    faults: list[Fault] = []
    for name, known in (("province_claims", PROVINCE_MEASURES), ("national_claims", NATIONAL_MEASURES)):
        if _has(texts, name, *schemas[name].key) and all(
            _has(texts, needed, *columns) for needed, columns in NEEDED.items()
        ):
            faults += measure_faults(texts[name], schemas[name], known, texts)
    judging = (("years_without_round", "award_year"), ("regulations", "award_year_from"), ("sources", "published_on"))
    for name in CLAIMS:
        if _has(texts, name, "award_year") and all(_has(texts, *needed) for needed in judging):
            faults += _claims_of_no_round(texts, schemas, name)
    for name in ("province_claims", "national_claims"):
        if _has(texts, name, "measure", "value"):
            faults += _values_of_no_measure(texts[name], schemas[name])
    return faults


def _rule_faults(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    faults: list[Fault] = []
    for name in ("rules", "regulations"):
        if _has(texts, name, "award_year_from", "award_year_to"):
            faults += _spans_reversed(texts[name], schemas[name])
    if _has(texts, "rules", "level", "award_year_from", "award_year_to"):
        faults += _rules_that_overlap(texts["rules"], schemas["rules"])
    if _has(texts, "regulations", "award_year_from", "award_year_to"):
        faults += _regulations_that_overlap(texts["regulations"], schemas["regulations"])
    if _has(texts, "regulation_bands", *schemas["regulation_bands"].columns):
        faults += band_faults(texts["regulation_bands"], schemas["regulation_bands"])
    if _has(texts, "rules", "dissenting_rules", "dissenting_source_ids"):
        faults += _rules_of_nobody(texts["rules"], schemas["rules"])
    return faults


def _has(texts: Mapping[str, pd.DataFrame], name: str, *columns: str) -> bool:
    return name in texts and set(columns) <= set(texts[name].columns)


def _codes_that_differ(frame: pd.DataFrame, table: Table) -> list[Fault]:
    codes = ["regency_code", "province_code"]
    kind = "province_of_code"
    return [
        Fault(table.path, line, codes[1], province, kind, kind, {"regency": regency, "province": regency[:2]})
        for line, (regency, province) in _rows(frame.dropna(subset=codes), codes)
        if regency[:2] != province
    ]


def _places_of_no_level(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    faults: list[Fault] = []
    names = texts["place_names"].dropna(subset=["code"])
    for level, target, column in (("province", "provinces", "province_code"), ("regency", "regencies", "regency_code")):
        if _has(texts, target, column):
            wrong = names[(names["level"] == level) & ~names["code"].isin(texts[target][column])]
            details: dict[str, str | int] = {"name": column, "where": schemas[target].path}
            faults += [
                Fault(schemas["place_names"].path, line, "code", code, "unknown_code", "see", details)
                for line, (code,) in _rows(wrong, ["code"])
            ]
    return faults


def _regencies_without_boundary(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    regencies = texts["regencies"].dropna(subset=["regency_code"])
    missing = regencies[~regencies["regency_code"].isin(texts["boundaries"]["regency_code"])]
    file, where = schemas["boundaries"].path, schemas["regencies"].path
    return [
        Fault(file, 0, "regency_code", code, "no_boundary", "add_area", {"where": where, "first": line})
        for line, (code,) in _rows(missing, ["regency_code"])
    ]


def _claims_of_no_round(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table], name: str) -> list[Fault]:
    """Claims about a year without a round: said to have had none, before the first regulation, or still to come."""
    first = min(texts["regulations"]["award_year_from"].dropna(), default="")
    latest = str(_newest_year(texts) + 1)
    without = set(texts["years_without_round"]["award_year"])
    where = f"{schemas['years_without_round'].path}, {schemas['regulations'].path}, {schemas['sources'].path}"
    return [
        Fault(schemas[name].path, line, "award_year", year, "no_round", "see", {"where": where})
        for line, (year,) in _rows(texts[name].dropna(subset=["award_year"]), ["award_year"])
        if re.fullmatch(FORMS["year"].pattern, year) and (year in without or not first <= year <= latest)
    ]


def _newest_year(texts: Mapping[str, pd.DataFrame]) -> int:
    """Year of the newest page; the last that can be written where no page is dated."""
    years = texts["sources"]["published_on"].dropna().str.slice(0, 4)
    return max((int(year) for year in years if year.isdigit()), default=2098)


def _values_of_no_measure(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Values that their measure cannot have: a part of a regency, a yes or no that is neither."""
    form = table["value"].pattern
    rows = _rows(frame.dropna(subset=["measure", "value"]), ["measure", "value"])
    return [
        Fault(table.path, line, "value", value, kind, "check_value", {"name": measure})
        for line, (measure, value) in rows
        if re.fullmatch(form, value) and (kind := _misfit_of(measure, float(value)))
    ]


def _misfit_of(measure: str, value: float) -> str:
    if measure in YES_NO_MEASURES:
        return "" if value in (0, 1) else "neither_yes_nor_no"
    if measure in PERCENT_MEASURES:
        return "" if value <= 100 else "over_hundred"
    return "" if value == int(value) else "no_whole_number"


def _spans_reversed(frame: pd.DataFrame, table: Table) -> list[Fault]:
    span = ["award_year_from", "award_year_to"]
    return [
        Fault(table.path, line, span[1], last, "reversed", "check_value", {"name": span[0], "first": first})
        for line, (first, last) in _rows(frame.dropna(subset=span), span)
        if last < first
    ]


def _rules_that_overlap(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Rules of one level that begin before an earlier one ends."""
    needed = ["level", "award_year_from", "award_year_to"]
    faults = []
    latest: dict[str, tuple[str, int]] = {}
    for line, (level, first, last) in _rows(frame.dropna(subset=needed).sort_values(needed, kind="stable"), needed):
        until, other = latest.get(level, ("", 0))
        # The same first round is a doubled key, and told as such.
        if first <= until and (frame.loc[other, needed[:2]] != frame.loc[line, needed[:2]]).any():
            faults.append(Fault(table.path, line, "award_year_from", first, "overlap", "one_rule", {"first": other}))
        latest[level] = max((last, line), (until, other))
    return faults


def _regulations_that_overlap(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Regulations that begin before an earlier one ends: a round is judged by one."""
    span = ["award_year_from", "award_year_to"]
    faults = []
    latest: tuple[str, int] = ("", 0)
    for line, (first, last) in _rows(frame.dropna(subset=span).sort_values(span, kind="stable"), span):
        if first <= latest[0]:
            details: dict[str, str | int] = {"first": latest[1]}
            faults.append(Fault(table.path, line, span[0], first, "regulations_overlap", "one_regulation", details))
        latest = max((last, line), latest)
    return faults


def _rules_of_nobody(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Rules of those who dissent that are more or fewer than they: nobody could say whose is which."""
    ids, rules = "dissenting_source_ids", "dissenting_rules"
    return [
        Fault(table.path, line, rules, said, "unpaired", "one_each",
              {"number": said.count(BETWEEN) + 1, "sources": whose.count(BETWEEN) + 1 if whose else 0, "name": ids})
        for line, (whose, said) in _rows(frame.dropna(subset=[rules]).fillna({ids: ""}), [ids, rules])
        if not whose or whose.count(BETWEEN) != said.count(BETWEEN)
    ]  # fmt: skip
