"""What coverage is looked at by: what is missing, rights by regencies, and the change between two rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from kkpham_analysis.measures.cells import KINDS, Submissions, check_level, check_reads_again
from kkpham_analysis.measures.coverage import (
    REGENCY_KEYS,
    counted,
    coverage_of,
    indicator_coverage,
    names_of,
    ratio,
)
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.tables.catalogues.in_use import code_parts, of_round
from kkpham_analysis.tables.vocabulary import HANDED_IN, LEVELS, SUBMISSION_STATUSES

MARK_COLUMNS = ["synthetic", "kind"]
ABOUT_INDICATORS = ["right_code", "type", "label_id", "label_en"]


def coverage_gaps(
    submissions: Submissions,
    indicators: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    by: str | Iterable[str] = "indicator_code",
    level: str = "verified",
    weight: str | None = None,
) -> pd.DataFrame:
    """What is missing, ordered by how much it would add to the coverage of the whole.

    Parameters
    ----------
    submissions, indicators, regencies, level, weight
        As for `indicator_coverage`.
    by : str or iterable of str
        What a row is: by default an indicator; with `["regency_code", "indicator_code"]` each place that is empty.

    Returns
    -------
    DataFrame
        One row per group that lacks something: the columns of `by`; with `indicator_code` also `right_code, type,
        label_id, label_en`, as far as the list has them; `applicable, covered, missing`, and of what is missing:
        `not_handed_in`, `not_verified` (handed in only; at level `submitted` it is covered), `rejected`; `would_add`,
        what the coverage of all that was given would gain. Ordered by `would_add`, then by the keys. Marks as there.

    Raises
    ------
    ValueError
        As `indicator_coverage`.

    Examples
    --------
    >>> import pandas as pd
    >>> indicators = pd.DataFrame({"indicator_code": ["22/2021-001", "22/2021-002"],
    ...     "award_year_from": 2022, "award_year_to": 2024})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6571"]})
    >>> submissions = pd.DataFrame({"award_year": 2023, "regency_code": ["6501", "6501"],
    ...     "indicator_code": ["22/2021-001", "22/2021-002"], "status": ["verified", "rejected"]})
    >>> gaps = coverage_gaps(submissions, indicators, regencies)
    >>> gaps[["indicator_code", "missing", "not_handed_in", "rejected", "would_add"]]
      indicator_code  missing  not_handed_in  rejected  would_add
    0    22/2021-002        2              1         1        0.5
    1    22/2021-001        1              1         0       0.25
    """
    check_level(level)
    names = names_of(by)
    counts = counted(submissions, indicators, regencies, by=names, weight=weight)
    applicable, covered = counts.applicable, counts.covered(level)
    whole = applicable.sum()
    parts = dict(zip(SUBMISSION_STATUSES, counts.by_status.T, strict=True))
    waiting = np.zeros(len(covered)) if "submitted" in LEVELS[level] else parts["submitted"]
    missing = applicable - covered
    table = counts.keys.assign(
        applicable=counts.as_column(applicable),
        covered=counts.as_column(covered),
        missing=counts.as_column(missing),
        not_handed_in=counts.as_column(missing - waiting - parts["rejected"]),
        not_verified=counts.as_column(waiting),
        rejected=counts.as_column(parts["rejected"]),
        would_add=ratio(missing, np.full(len(missing), whole)),
    )
    table = _described(counts.marked(table), indicators, names)
    ordered = table[missing > 0].sort_values(["would_add", *names], ascending=[False, *[True] * len(names)])
    return ordered.reset_index(drop=True)


def _described(table: pd.DataFrame, indicators: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Table with what is known of each indicator behind its code."""
    if "indicator_code" not in names:
        return table
    about = [name for name in ABOUT_INDICATORS if name in indicators and name not in names]
    known = indicators.loc[indicators["indicator_code"].notna(), ["indicator_code", *about]]
    # Of an indicator that has had several versions, what the last says.
    known = known.astype({"indicator_code": "str"}).drop_duplicates("indicator_code", keep="last")
    joined = table.astype({"indicator_code": "str"}).merge(known, on="indicator_code", how="left", validate="m:1")
    return joined[[*names, *about, *(column for column in table.columns if column not in names)]]


def coverage_matrix(
    submissions: Submissions,
    indicators: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    level: str = "verified",
    weight: str | None = None,
) -> pd.DataFrame:
    """Coverage of each right in each regency of one round, as a matrix to read or to hand on.

    `plot_coverage_matrix` draws the heat map of it, from `indicator_coverage` by `award_year, right_code,
    regency_code`: a picture also tells how many indicators are behind each share.

    Parameters
    ----------
    submissions, indicators, level, weight
        As for `indicator_coverage`.
    regencies : DataFrame
        The regencies of one round: the result of `regencies_in`.

    Returns
    -------
    DataFrame
        A row per right, in the order of the indicators, and a column per regency, by code: coverage from 0 to 1,
        missing where nothing applies. The index is `right_code`, and beside it `synthetic` and `kind` where these
        mark the rows.

    Raises
    ------
    ValueError
        As `indicator_coverage`, and when `regencies` hold several rounds.

    Examples
    --------
    >>> import pandas as pd
    >>> indicators = pd.DataFrame({"indicator_code": ["22/2021-001", "22/2021-002"], "right_code": ["SEHAT", "INFO"],
    ...     "award_year_from": 2022, "award_year_to": 2024})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6571"]})
    >>> submissions = pd.DataFrame({"award_year": 2023, "regency_code": ["6501"], "indicator_code": ["22/2021-001"],
    ...     "status": ["verified"]})
    >>> coverage_matrix(submissions, indicators, regencies)
    regency_code  6501  6571
    right_code
    SEHAT          1.0   0.0
    INFO           0.0   0.0
    """
    award_year = round_of(regencies)
    by = ["right_code", "regency_code"]
    long = indicator_coverage(submissions, indicators, regencies, by=by, level=level, weight=weight)
    index = ["right_code", *(mark for mark in MARK_COLUMNS if mark in long)]
    order = list(of_round(indicators, award_year)["right_code"].drop_duplicates())
    wide = long.set_index([*index, "regency_code"])["coverage"].unstack("regency_code")  # noqa: PD010
    place = {right: position for position, right in enumerate(order)}
    return wide.sort_index(level="right_code", key=lambda rights: rights.astype("str").map(place), sort_remaining=False)


def coverage_change(
    submissions: Submissions,
    indicators: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    before: int,
    award_year: int,
    by: str | Iterable[str] = (),
    level: str = "verified",
    weight: str | None = None,
) -> pd.DataFrame:
    """How coverage changed between two rounds, where it can be compared.

    One regulation judged both rounds, they judged the same regencies, and of these at least one handed in anything in
    either: taking part or not is no change of coverage.

    Parameters
    ----------
    submissions, indicators, level, weight
        As for `indicator_coverage`.
    regencies : DataFrame
        The regencies of both rounds, one below the other, each as `regencies_in` gives them.
    before, award_year : int
        The earlier round and the later.
    by : str or iterable of str
        As for `indicator_coverage`, without `award_year`.

    Returns
    -------
    DataFrame
        One row per group of either round: the columns of `by`; `applicable_before, covered_before, coverage_before,
        applicable, covered, coverage`; `change`, the difference; `reason`, why that is missing, the first of these that
        holds: `regulation` (another one), `not_in_both`, `territory` (other regencies), `nothing_applicable`,
        `nothing_handed_in_before` and `nothing_handed_in` (by nobody of them, in the earlier round or the later); empty
        where it is not. Marks as there.

    Raises
    ------
    ValueError
        As `indicator_coverage`, when the rounds are not in order, when the regencies of a round are not there, and when
        submissions are a generator, which can be read once only.

    Examples
    --------
    >>> import pandas as pd
    >>> indicators = pd.DataFrame({"regulation": "22/2021", "indicator_code": ["22/2021-001", "22/2021-002"],
    ...     "award_year_from": 2022, "award_year_to": 2024})
    >>> regencies = pd.DataFrame({"award_year": [2022, 2023], "province_code": "65", "regency_code": "6501"})
    >>> submissions = pd.DataFrame({"award_year": [2022, 2023], "regency_code": "6501", "indicator_code": "22/2021-001",
    ...     "status": ["rejected", "verified"]})
    >>> change = coverage_change(submissions, indicators, regencies, before=2022, award_year=2023)
    >>> change[["coverage_before", "coverage", "change", "reason"]]
       coverage_before  coverage  change reason
    0              0.0       0.5     0.5
    """
    names = names_of(by)
    if "award_year" in names:
        raise UnfitError("unfit.change_by_round")
    check_reads_again(submissions)
    if before >= award_year:
        raise UnfitError("unfit.rounds_out_of_order", before=before, award_year=award_year)
    sides = [
        _of_round(submissions, indicators, regencies, year, names, level, weight).assign(_one=1)
        for year in (before, award_year)
    ]
    keys = names or ["_one"]
    table = sides[0].merge(
        sides[1], on=keys, how="outer", suffixes=("_before", ""), validate="one_to_one", indicator=True
    )
    one_list = _regulations(indicators, before) == _regulations(indicators, award_year)
    change = (table["coverage"] - table["coverage_before"]).astype("Float64")
    reason = _reasons(table, change)
    if not one_list:
        reason[:] = "regulation"
    table["change"], table["reason"] = change.mask(reason != ""), reason
    figures = [f"{name}{end}" for end in ("_before", "") for name in ("applicable", "covered", "coverage")]
    return _marks_of_both(table)[[*names, *figures, "change", "reason", *_marks_in(table)]]


def _reasons(table: pd.DataFrame, change: pd.Series) -> pd.Series:
    """Why the change of a row cannot be told, the reason that goes furthest last; empty where it can."""
    reason = pd.Series("", index=table.index, dtype="str")
    for end in ("", "_before"):
        reason = reason.mask(~table[f"_handed_in{end}"].eq(True), f"nothing_handed_in{end}")
    reason = reason.mask(change.isna(), "nothing_applicable")
    pairs = zip(table["_regencies_before"], table["_regencies"], strict=True)
    reason = reason.mask(
        pd.Series([before != now for before, now in pairs], index=table.index, dtype=bool), "territory"
    )
    return reason.mask(table["_merge"] != "both", "not_in_both")


def _of_round(
    submissions: Submissions,
    indicators: pd.DataFrame,
    regencies: pd.DataFrame,
    award_year: int,
    by: list[str],
    level: str,
    weight: str | None,
) -> pd.DataFrame:
    of_round = regencies[regencies["award_year"] == award_year]
    if of_round.empty:
        raise UnfitError("unfit.regencies_of_both", award_year=award_year)
    check_level(level)
    counts = counted(submissions, indicators, of_round, by=by, weight=weight)
    table = coverage_of(counts, level)
    statuses = [SUBMISSION_STATUSES.index(status) for status in HANDED_IN]
    places = [name for name in by if name in REGENCY_KEYS]
    # Who handed in anything, whatever it was for, took part: a right of which nothing came in is uncovered.
    handed_in = pd.Series(counts.by_status[:, statuses].sum(axis=1))
    keys = [table[name] for name in places] or [pd.Series(0, index=table.index)]
    table["_handed_in"] = handed_in.groupby(keys, observed=True).transform("sum") > 0
    table["_regencies"] = _judged(of_round, table, places)
    return table


def _judged(regencies: pd.DataFrame, table: pd.DataFrame, places: list[str]) -> pd.Series:
    """The regencies behind each row of a table that is grouped by some places."""
    codes = regencies["regency_code"].astype("str")
    if not places:
        return pd.Series([frozenset(codes)] * len(table), dtype="object")
    theirs, ours = (
        list(zip(*(frame[name].astype("str") for name in places), strict=True)) for frame in (regencies, table)
    )
    judged: dict[tuple[str, ...], set[str]] = {}
    for place, code in zip(theirs, codes, strict=True):
        judged.setdefault(place, set()).add(code)
    return pd.Series([judged[place] for place in ours], dtype="object")


def _regulations(indicators: pd.DataFrame, award_year: int) -> set[str]:
    codes = of_round(indicators, award_year)["indicator_code"].dropna()
    return {code_parts(str(code))[0] for code in codes}


def _marks_in(table: pd.DataFrame) -> list[str]:
    return [mark for mark in MARK_COLUMNS if mark in table or f"{mark}_before" in table]


def _marks_of_both(table: pd.DataFrame) -> pd.DataFrame:
    """Table whose marks speak of both rounds: the weaker list of the two, and synthetic where either is."""
    table = table.copy()
    if "synthetic" in _marks_in(table):
        table["synthetic"] = pd.array([True] * len(table), dtype="boolean")
    sides = [table[name] for name in ("kind", "kind_before") if name in table]
    if sides:
        places = pd.concat([side.map(KINDS.index, na_action="ignore") for side in sides], axis=1)
        # A side without a kind says nothing of its list, for it is the loaded one; a kind that is not known raises.
        table["kind"] = places.max(axis=1).fillna(0).astype(int).map(dict(enumerate(KINDS))).astype("str")
    return table
