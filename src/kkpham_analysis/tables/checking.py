"""What can be wrong inside the rows: values, doubled keys, unknown codes, and tables that contradict each other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.faults import Fault

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

MOST_ALLOWED_SHOWN = 12


def field_faults(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Every value that is not what its column holds."""
    import pandera.pandas as pandera
    from pandera.errors import SchemaErrors

    whole = table.text_schema() if table.is_csv else _codes_only(table)
    schema = whole if list(frame) == list(whole.columns) else pandera.DataFrameSchema(
        {name: column for name, column in whole.columns.items() if name in frame}, strict=False
    )  # fmt: skip
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    faults: dict[tuple[int, str], tuple[int, Fault]] = {}
    columns = (cases[name] for name in ("column", "check", "failure_case", "index"))
    for column, check, value, line in zip(*columns, strict=True):
        entry = table[str(column)]
        found = "" if value is None or value != value else str(value)
        # A value with a space at its end fails the pattern too: one sentence is enough, the first in this order.
        order = ("nul", "spaces", "not_nullable", "pattern", "allowed", "range").index(_check_name(str(check)))
        place = (int(line), entry.name)
        if place not in faults or order < faults[place][0]:
            faults[place] = (order, _value_fault(table, entry, int(line), found, _check_name(str(check))))
    return [fault for _, fault in faults.values()]


def _codes_only(table: Table) -> pa.DataFrameSchema:
    return table.text_schema().remove_columns([entry.name for entry in table.fields if entry.kind == "geometry"])


def _check_name(check: str) -> str:
    """The name of a check, whatever pandera adds to it."""
    for name in ("nul", "spaces", "pattern", "allowed", "range"):
        if check == name or check.startswith(f"{name}("):
            return name
    for said, name in (("str_matches", "pattern"), ("isin", "allowed"), ("not_nullable", "not_nullable")):
        if check.startswith(said):
            return name
    raise AssertionError(f"unknown check {check}")


def _value_fault(table: Table, entry: Field, line: int, value: str, check: str) -> Fault:
    problem, remedy = {
        "nul": ("holds a NUL byte", "write the value again"),
        "spaces": ("has spaces around it", "remove them"),
        "not_nullable": ("is empty", "fill it in; the column may not be empty"),
        "pattern": entry.pattern_problem(),
        "allowed": ("is not a value of this column", "use one of " + ", ".join(entry.allowed[:MOST_ALLOWED_SHOWN])),
        "range": (
            f"is not between {_limit(entry.low, 'anything')} and {_limit(entry.high, 'anything')}",
            "check the value",
        ),
    }[check]
    if check == "pattern":
        # Where the codes are kept is the quickest way out.
        target = next((ref for ref in table.references if entry.name in ref.columns), None)
        remedy = f"see {_path_of(target)}" if target is not None and entry.kind == "text" else remedy
    return Fault(table.path, line, entry.name, value, problem, remedy, check)


def _limit(limit: float | None, otherwise: str) -> str:
    return otherwise if limit is None else f"{limit:g}"


def _path_of(reference: Reference) -> str:
    from kkpham_analysis.tables.schemas import RAW

    return " or ".join(RAW[name].path for name in (reference.table, *reference.others))


def key_faults(frame: pd.DataFrame, table: Table) -> list[Fault]:
    """Every row whose key stands in an earlier row."""
    key = list(table.key)
    if not key or not set(key) <= set(frame.columns):
        return []
    known = frame.dropna(subset=key)
    first: dict[tuple[str, ...], int] = {}
    faults = []
    for line, values in zip(known.index, known[key].itertuples(index=False, name=None), strict=True):
        if values in first:
            noun = "feature" if not table.is_csv else "line"
            faults.append(Fault(table.path, int(line), "+".join(key) if len(key) > 1 else key[0], ", ".join(values),
                                f"stands in {noun} {first[values]} already", "keep one of them", "doubled_key"))  # fmt: skip
        first.setdefault(values, int(line))
    return faults


def reference_faults(
    texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table], strays: Mapping[str, set[str]]
) -> list[Fault]:
    """Every value that should stand in another table and does not. A table that could not be read accuses nobody."""
    faults: list[Fault] = []
    for name, frame in texts.items():
        for reference in schemas[name].references:
            targets = [texts.get(target) for target in (reference.table, *reference.others)]
            if not set(reference.columns) <= set(frame.columns):
                continue
            if any(target is None or not set(reference.target) <= set(target.columns) for target in targets):
                continue
            known = {values for target in targets if target is not None
                     for values in target[list(reference.target)].itertuples(index=False, name=None)}  # fmt: skip
            stray = set().union(*(strays.get(target, set()) for target in (reference.table, *reference.others)))
            faults += _unknown_values(frame, schemas[name], reference, known, stray)
    return faults


def _unknown_values(
    frame: pd.DataFrame, table: Table, reference: Reference, known: set[tuple[str, ...]], stray: set[str]
) -> list[Fault]:
    import re

    faults = []
    entry = table[reference.columns[-1]]
    rows = frame.dropna(subset=list(reference.columns))
    for line, values in zip(rows.index, rows[list(reference.columns)].itertuples(index=False, name=None), strict=True):
        wanted = [(part,) for part in values[0].split(";")] if reference.many else [values]
        for value in wanted:
            badly_written = entry.written_as and not re.fullmatch(entry.written_as, values[-1])
            if value not in known and value[-1] not in stray and not badly_written:
                faults.append(Fault(table.path, int(line), entry.name, value[-1], _unknown(value, reference),
                                    f"see {_path_of(reference)}", "unknown_code"))  # fmt: skip
    return faults


def _unknown(value: tuple[str, ...], reference: Reference) -> str:
    where = f" for {', '.join(value[:-1])}" if len(value) > 1 else ""
    return f"is not a known {reference.target[-1]}{where}"


def read_features(path: Path, table: Table) -> tuple[pd.DataFrame | None, set[str], list[Fault]]:
    """The codes of a boundary file, its index being the number of the feature; geometry is not decoded here."""

    def fail(problem: str, remedy: str, kind: str) -> tuple[None, set[str], list[Fault]]:
        return None, set(), [Fault(table.path, 0, "", "", problem, remedy, kind)]

    import pyarrow as arrow
    import pyarrow.parquet as parquet

    restore = "restore it from its source or from git"
    if not path.is_file():
        return fail("is missing", restore, "missing_file")
    try:
        schema = parquet.read_schema(path)
        missing = [name for name in table.columns if name not in schema.names]
        if missing:
            return fail(f"has no column {', '.join(missing)}", f"it needs {', '.join(table.columns)}", "missing_column")
        codes = parquet.read_table(path, columns=["regency_code"]).to_pandas().astype("str")
        geo = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
    except (arrow.ArrowException, OSError, ValueError) as error:
        return fail(f"is not a readable GeoParquet file ({str(error).splitlines()[0][:80]})", restore, "unreadable")
    crs = geo.get("columns", {}).get("geometry", {}).get("crs", {}) if geo else None
    if crs is None or (crs and crs.get("id", {}).get("code") not in (4326, "CRS84")):
        return fail("is not in WGS 84 (EPSG:4326)", "convert it with GeoDataFrame.to_crs(4326)", "crs")
    codes.index += 1
    return codes, set(), []


def cross_faults(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    """Tables and columns that contradict each other."""
    faults: list[Fault] = []
    for name in ("regencies", "province_changes"):
        if name in texts:
            faults += _codes_that_differ(texts[name], schemas[name])
    if "place_names" in texts:
        faults += _places_of_no_level(texts, schemas["place_names"])
    if "boundaries" in texts and "regencies" in texts:
        faults += _regencies_without_boundary(texts, schemas)
    if "rules" in texts:
        faults += _rules_that_overlap(texts["rules"], schemas["rules"])
    return faults


def _codes_that_differ(frame: pd.DataFrame, table: Table) -> list[Fault]:
    if not {"regency_code", "province_code"} <= set(frame.columns):
        return []
    rows = frame.dropna(subset=["regency_code", "province_code"])
    wrong = rows[rows["regency_code"].str[:2] != rows["province_code"]]
    return [
        Fault(table.path, int(line), "province_code", province, f"is not the province of regency_code {regency}",
              f"the first two digits of a regency code are its province's: {regency[:2]}", "province_of_code")
        for line, regency, province in zip(wrong.index, wrong["regency_code"], wrong["province_code"], strict=True)
    ]  # fmt: skip


def _places_of_no_level(texts: Mapping[str, pd.DataFrame], table: Table) -> list[Fault]:
    frame = texts["place_names"]
    faults = []
    for level, target, column in (("province", "provinces", "province_code"), ("regency", "regencies", "regency_code")):
        if target not in texts or column not in texts[target] or not {"code", "level"} <= set(frame.columns):
            continue
        rows = frame[(frame["level"] == level) & frame["code"].notna()]
        wrong = rows[~rows["code"].isin(texts[target][column])]
        faults += [Fault(table.path, int(line), "code", code, f"is not a known {column}", f"see regions/{target}.csv", "unknown_code")
                   for line, code in zip(wrong.index, wrong["code"], strict=True)]  # fmt: skip
    return faults


def _regencies_without_boundary(texts: Mapping[str, pd.DataFrame], schemas: Mapping[str, Table]) -> list[Fault]:
    if "regency_code" not in texts["regencies"]:
        return []
    codes = texts["regencies"]["regency_code"].dropna()
    missing = codes[~codes.isin(texts["boundaries"]["regency_code"])]
    return [Fault(schemas["boundaries"].path, 0, "regency_code", code, "has no boundary",
                  f"add its area, or see {schemas['regencies'].path} line {line}", "no_boundary")
            for line, code in missing.items()]  # fmt: skip


def _rules_that_overlap(frame: pd.DataFrame, table: Table) -> list[Fault]:
    needed = ["level", "award_year_from", "award_year_to"]
    if not set(needed) <= set(frame.columns):
        return []
    rows = frame.dropna(subset=needed).sort_values([*needed], kind="stable")
    faults = []
    for (before_line, before), (line, after) in zip(list(rows.iterrows())[:-1], list(rows.iterrows())[1:], strict=True):
        if before["level"] == after["level"] and after["award_year_from"] <= before["award_year_to"]:
            faults.append(Fault(table.path, int(str(line)), "award_year_from", after["award_year_from"],
                                f"overlaps the rule of line {before_line}", "let each round have one rule", "overlap"))  # fmt: skip
    return faults
