"""What is wrong, missing or unlikely in what regencies handed in, one row per finding, for who answers for it.

These are the checks that regional offices do by hand: the form against the documents, the unit against the catalogue
and last year, the number against last year and similar regencies. A finding is a question, never a verdict.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from kkpham_analysis.language.rounding import rounded
from kkpham_analysis.measures.documents import NONE, NOT_SAID, THERE, documents_of
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.units import plain_units
from kkpham_analysis.tables.catalogues.in_use import code_parts
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.layout import ANSWER_KEY, NIHIL_NOTE
from kkpham_analysis.tables.units import COUNTED, PERCENT, is_yes_no
from kkpham_analysis.tables.vocabulary import CHECKED

KEY = list(ANSWER_KEY)
COLUMNS = [*KEY, "office", "kind", "value", "expected"]
# A template asks for their number; a table of one's own may have no column of them.
DOCUMENTS_UNSAID = "documents_unsaid"
# In the order in which they are told; a text for each stands in `submission_finding` of the language files.
KINDS = (
    "nothing",
    "no_documents",
    DOCUMENTS_UNSAID,
    "no_answer",
    "other_kind",
    "nihil",
    "no_unit",
    "unit_not_catalogue",
    "unit_changed",
    "below_0",
    "over_100",
    "not_whole",
    "far_from_last_year",
    "far_from_others",
    "too_many_points",
    "points_unverified",
    "no_points",
    "no_checker",
    "none_but_handed_in",
    "rejected_unexplained",
    "unexplained",
    "not_applicable_but_handed_in",
    "other_list",
)
# What only the office that checked can mend: it gives the points and says why it rejects.
OF_CHECKER = frozenset({"too_many_points", "points_unverified", "no_points", "no_checker", "rejected_unexplained"})
MAD_TO_DEVIATION = 1.4826  # times the median absolute deviation of a normal distribution is its standard deviation


def check_submissions(
    submissions: pd.DataFrame,
    indicators: pd.DataFrame,
    *,
    previous: pd.DataFrame | None = None,
    others: pd.DataFrame | None = None,
    expected: pd.DataFrame | None = None,
    regencies: pd.DataFrame | None = None,
    factor: float = 3.0,
    percentage_points: float = 25.0,
    deviations: float = 3.5,
    least_others: int = 8,
) -> pd.DataFrame:
    """Findings in what regencies handed in: form against documents, units, numbers far from others, points, checkers.

    A number is compared on a logarithmic scale, so that regencies of any size are; zero and negative numbers are not
    compared. Rows that are marked as not applicable are asked for an explanation alone.

    Parameters
    ----------
    submissions
        What was handed in; the columns of SUBMISSIONS. Where the number of documents is missing there are none if the
        row came in with a template (`list_version`), which asks for it; else it is not known whether there are any.
    indicators
        The indicators, with `indicator_code, unit, max_points`, and `version`, where answers to another version of
        their list are to be found.
    previous
        One earlier round, with the columns of SUBMISSIONS; without it nothing is held against last year.
    others
        What regencies like these handed in in the same round; by default `submissions` itself.
    expected
        Which indicator every regency was asked for: `award_year, regency_code, indicator_code`; by default every
        indicator of the regulations that its regency answered. What is in neither is a finding: it is uncovered.
    regencies
        `regency_code, type, population`: with it a number is held against regencies of the same type and of the same
        third by size; where fewer than `least_others` of these give one, of the same type; else of all.
    factor
        How many times last year's number, or what part of it, is far; so is another sign, or zero where it was not.
    percentage_points
        How many points from last year's percentage are far too.
    deviations
        How many robust deviations from the median of similar regencies are far: |ln x - median| / (1.4826 MAD), of the
        logarithms. Where more than half of the regencies give the same number, the MAD is zero, and `factor` decides.
    least_others
        How many regencies must give a number before one is held against them.

    Returns
    -------
    DataFrame
        `award_year, regency_code, indicator_code, office, kind, value, expected`: one row per finding, sorted by key
        and in the order of `KINDS`. `office` is who is asked: of what is in `OF_CHECKER` the office that checked, where
        it is named, else the one that answers; missing where nobody is named. `value` is what stands there, and
        `expected` what it was held against, both as text, missing where there is nothing to show. Of `documents_unsaid`
        there is one row for each office and file, without `indicator_code`: `value` is the file, `expected` which
        indicators. `synthetic` follows where the rows are made up, `list_kind` where the list is not the loaded one.

    Raises
    ------
    ValueError
        When `factor` is not over 1, or `deviations` or `percentage_points` not over 0; when `previous` holds several
        rounds, one that is not before, or a key twice.

    Notes
    -----
    The comparison of the form with the documents is the check that regional offices do first (M117); units that are
    not said, "nihil" for a number and numbers that contradict each other are what they complain of (M014, M016, M020,
    M059).

    Examples
    --------
    >>> rows = pd.DataFrame({"award_year": [2024], "regency_code": ["6401"], "indicator_code": ["22/2021-001"],
    ...     "answer_number": [3.0], "unit": [None], "answer_yes": [None], "documents": [0], "status": ["submitted"],
    ...     "points": [None], "office": ["Dinas Kesehatan"], "checked_by": [None], "note": [None]})
    >>> catalogue = pd.DataFrame({"indicator_code": ["22/2021-001"], "unit": ["orang"], "max_points": [10.0]})
    >>> check_submissions(rows, catalogue)[["indicator_code", "office", "kind"]]
      indicator_code           office          kind
    0    22/2021-001  Dinas Kesehatan  no_documents
    1    22/2021-001  Dinas Kesehatan       no_unit
    """
    if not factor > 1 or not deviations > 0 or not percentage_points > 0:
        raise UnfitError("unfit.limits_of_checks")
    similar = _similar(submissions if others is None else others, regencies)
    rows = _joined(submissions, indicators)
    asked = rows[rows["status"] != "not_applicable"]
    findings = [
        *_form_against_documents(asked),
        _documents_unsaid(asked),
        *_units(asked),
        *_points(rows),
        *_statuses(rows),
        _of_other_list(rows, indicators),
        _far_from_others(_similar(asked, regencies), similar, deviations, factor, least_others),
        _unanswered(rows, indicators, expected),
    ]
    if previous is not None and len(previous):
        _check_previous(previous, submissions)
        findings += _against_last_year(asked, previous, factor, percentage_points)
    found = _sorted(pd.concat(findings, ignore_index=True))
    return following(found, submissions, previous, others, lists=[indicators])


def _check_previous(previous: pd.DataFrame, submissions: pd.DataFrame) -> None:
    rounds = sorted(map(int, previous["award_year"].unique()))
    if len(rounds) > 1:
        raise UnfitError("unfit.previous_rounds", rounds=", ".join(map(str, rounds)))
    if len(submissions) and rounds[0] >= submissions["award_year"].min():
        raise UnfitError("unfit.previous_not_before", before=rounds[0], award_year=submissions["award_year"].min())
    doubled = previous[previous.duplicated(KEY)]
    if len(doubled):
        _, regency, indicator = doubled[KEY].iloc[0]
        raise UnfitError("unfit.previous_twice", indicator=indicator, regency=regency)


def _joined(submissions: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The rows with what the catalogue says of their indicator, and what they are in plain yes and no."""
    catalogue = indicators.dropna(subset=["indicator_code"])[["indicator_code", "unit", "max_points"]]
    # Of an indicator that has had several versions, what the last says, as in `coverage_gaps`.
    catalogue = catalogue.rename(columns={"unit": "asked_unit"}).drop_duplicates("indicator_code", keep="last")
    rows = submissions.merge(catalogue, on="indicator_code", how="left", validate="many_to_one")
    has_number, has_yes = rows["answer_number"].notna(), rows["answer_yes"].notna()
    documents_are = documents_of(rows)
    said, asked = plain_units(rows["unit"]), plain_units(rows["asked_unit"])
    return rows.assign(
        # Who leaves the unit out answers in the one that was asked for.
        percent=said.where(said != "", asked) == PERCENT[0],
        has_number=has_number,
        has_yes=has_yes,
        answered=has_number | has_yes,
        documents_are=documents_are,
        documented=documents_are == THERE,
        asks_yes_no=rows["asked_unit"].isin([unit for unit in rows["asked_unit"].dropna().unique() if is_yes_no(unit)]),
    )


def _take(rows: pd.DataFrame, kind: str, value: object = None, expected: object = None) -> pd.DataFrame:
    """Findings of one kind; `value` and `expected` are names of columns, or nothing."""
    taken = rows[[*KEY, "office"]].assign(kind=kind)
    if kind in OF_CHECKER:
        taken["office"] = rows["checked_by"].where(rows["checked_by"].notna(), rows["office"])
    for name, column in (("value", value), ("expected", expected)):
        texts = [None] * len(rows) if column is None else [_text(entry) for entry in rows[column]]
        taken[name] = pd.Series(texts, index=rows.index, dtype="str")
    return taken


def _text(value: object) -> str | None:
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return f"{value:.12g}" if isinstance(value, float | int) else str(value)


def _form_against_documents(rows: pd.DataFrame) -> list[pd.DataFrame]:
    answer = rows["answer_number"].astype("Float64").astype("object").where(rows["has_number"], rows["answer_yes"])
    rows = rows.assign(answer=answer)
    open_numbers = rows[~rows["answered"] & rows["asked_unit"].notna() & ~rows["asks_yes_no"] & rows["note"].notna()]
    is_nihil = [NIHIL_NOTE.fullmatch(plain(note)) is not None for note in open_numbers["note"]]
    # Who says so has answered, in words: they are not told as well that there is nothing.
    nihil = open_numbers[np.array(is_nihil, dtype="bool")]
    return [
        _take(rows[~rows["answered"] & ~rows["documented"] & ~rows.index.isin(nihil.index)], "nothing"),
        _take(rows[rows["answered"] & rows["documents_are"].eq(NONE)], "no_documents"),
        _take(rows[~rows["answered"] & rows["documented"]], "no_answer", "documents"),
        _take(rows[rows["asks_yes_no"] & rows["has_number"]], "other_kind", "answer_number", "asked_unit"),
        _take(
            rows[rows["has_yes"] & rows["asked_unit"].notna() & ~rows["asks_yes_no"]], "other_kind", None, "asked_unit"
        ),
        _take(nihil, "nihil", "note"),
    ]


def _documents_unsaid(rows: pd.DataFrame) -> pd.DataFrame:
    """Answers of which nobody knows whether there are documents: one question for each office and file."""
    unsaid = rows[rows["answered"] & rows["documents_are"].eq(NOT_SAID)].sort_values("indicator_code")
    unsaid = unsaid.assign(origin=unsaid.get("origin"))
    files = unsaid.groupby([*KEY[:2], "office", "origin"], as_index=False, dropna=False)
    told = files.agg(indicators=("indicator_code", ", ".join)).assign(indicator_code=None)
    return _take(told, DOCUMENTS_UNSAID, "origin", "indicators")


def _units(rows: pd.DataFrame) -> list[pd.DataFrame]:
    numbers = rows[rows["has_number"] & ~rows["asks_yes_no"]]
    said, asked = plain_units(numbers["unit"]), plain_units(numbers["asked_unit"])
    return [
        _take(numbers[numbers["unit"].isna()], "no_unit", None, "asked_unit"),
        _take(numbers[(said != "") & (asked != "") & (said != asked)], "unit_not_catalogue", "unit", "asked_unit"),
        # Shares, rates and counts have no sign; of the few things that have one, it is a question all the same.
        _take(numbers[numbers["answer_number"] < 0], "below_0", "answer_number"),
        _take(numbers[numbers["percent"] & (numbers["answer_number"] > 100)], "over_100", "answer_number"),
        _not_whole(numbers.assign(counted=said.where(said != "", asked))),
    ]


def _not_whole(numbers: pd.DataFrame) -> pd.DataFrame:
    """Numbers with a fraction of what is only ever counted whole: a sign of thousands may have been taken for one."""
    fraction = numbers["answer_number"].astype("Float64") % 1 != 0
    broken = numbers[numbers["counted"].isin(COUNTED) & fraction.fillna(False)]
    return _take(broken, "not_whole", "answer_number", "counted")


def _points(rows: pd.DataFrame) -> list[pd.DataFrame]:
    has_points = rows["points"].notna()
    over = surely(rows["points"] > rows["max_points"])
    earned = surely(rows["points"] > 0)
    return [
        _take(rows[over], "too_many_points", "points", "max_points"),
        _take(rows[earned & ~rows["status"].eq("verified")], "points_unverified", "points", "status"),
        _take(rows[rows["status"].eq("verified") & ~has_points & rows["max_points"].notna()], "no_points", None,
              "max_points"),
        _take(rows[rows["status"].isin(CHECKED) & rows["checked_by"].isna()], "no_checker", "status"),
    ]  # fmt: skip


def _statuses(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Statuses that what was handed in contradicts, or that lack their reason."""
    handed_in, silent = rows["answered"] | rows["documented"], rows["note"].isna()
    not_applicable = rows["status"].eq("not_applicable")
    return [
        _take(rows[rows["status"].eq("none") & handed_in], "none_but_handed_in"),
        _take(rows[rows["status"].eq("rejected") & silent], "rejected_unexplained"),
        _take(rows[not_applicable & silent], "unexplained"),
        # It leaves the denominator of coverage, so that it has to be sure.
        _take(rows[not_applicable & handed_in], "not_applicable_but_handed_in"),
    ]


def _of_other_list(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Rows that say they answer another version of the list than is in use; who does not say may answer any."""
    if "version" not in indicators or "list_version" not in rows:
        return _take(rows.head(0), "other_list")
    in_use = indicators.dropna(subset=["indicator_code"]).drop_duplicates("indicator_code", keep="last")
    rows = rows.assign(in_use=rows["indicator_code"].map(in_use.set_index("indicator_code")["version"]))
    other = surely(rows["list_version"].ne(rows["in_use"]))
    return _take(rows[other], "other_list", "list_version", "in_use")


def _similar(rows: pd.DataFrame, regencies: pd.DataFrame | None) -> pd.DataFrame:
    """Rows with the type of their regency and its third of that type by size; all alike where these are not known."""
    if regencies is None:
        return rows.assign(alike="", size="")
    known = regencies.drop_duplicates("regency_code").set_index("regency_code")
    sizes = known.groupby("type")["population"]
    # How many of its type are smaller, in whole numbers: the last of a third is never rounded into the next.
    smaller = sizes.rank(method="min").astype("Int64") - 1
    thirds = (smaller * 3 // sizes.transform("count").astype("Int64")).astype("str")
    codes = rows["regency_code"]
    return rows.assign(alike=codes.map(known["type"]).fillna(""), size=codes.map(thirds).fillna(""))


def _logarithms(numbers: pd.Series[float]) -> pd.Series[float]:
    positive = numbers.astype("Float64").where(numbers > 0)
    return positive.map(math.log, na_action="ignore").astype("Float64")


def _far_from_others(
    rows: pd.DataFrame, others: pd.DataFrame, deviations: float, factor: float, least: int
) -> pd.DataFrame:
    """Numbers far from the median of similar regencies that give one in the same round and unit."""
    given = _with_logarithm(others[others["status"] != "not_applicable"]).dropna(subset=["log"])
    ours = _with_logarithm(rows).reset_index(drop=True)
    held = _middles(given, ours, ["alike", "size"], least)
    # The most similar come first; what is there already stays.
    for alike in (["alike"], []):
        held = held.combine_first(_middles(given, ours, alike, least))
    distance = (ours["log"] - held["median"]).abs()
    far = distance > (deviations * MAD_TO_DEVIATION * held["mad"]).mask(held["mad"] == 0, math.log(factor))
    typical = held["median"].map(lambda median: float(rounded(math.exp(median), 2)), na_action="ignore")
    return _take(
        ours.assign(typical=typical.astype("Float64"))[far.fillna(False)], "far_from_others", "answer_number", "typical"
    )


def _with_logarithm(rows: pd.DataFrame) -> pd.DataFrame:
    given = rows[rows["answer_number"].notna()]
    return given.assign(log=_logarithms(given["answer_number"]), plain_unit=plain_units(given["unit"]))


def _middles(given: pd.DataFrame, ours: pd.DataFrame, alike: list[str], least: int) -> pd.DataFrame:
    """Median and its absolute deviation of those alike, for each of our rows; missing where too few are."""
    by = ["award_year", "indicator_code", "plain_unit", *alike]
    distance = (given["log"] - given.groupby(by)["log"].transform("median")).abs()
    groups = given.assign(distance=distance).groupby(by, as_index=False)
    summary = groups.agg(median=("log", "median"), mad=("distance", "median"), regencies=("regency_code", "nunique"))
    summary = summary[summary["regencies"] >= least]
    beside = ours[by].merge(summary, on=by, how="left", validate="many_to_one")
    return beside[["median", "mad"]].astype("Float64")


def _against_last_year(
    rows: pd.DataFrame, previous: pd.DataFrame, factor: float, percentage_points: float
) -> list[pd.DataFrame]:
    """Units that are others than last year's, and numbers far from it in the same unit."""
    on = ["regency_code", "indicator_code"]
    before = previous[[*on, "answer_number", "unit"]]
    before = before.rename(columns={"answer_number": "number_before", "unit": "unit_before"})
    both = rows[rows["has_number"]].merge(before, on=on, how="inner", validate="many_to_one")
    both = both[both["number_before"].notna()]
    now, then = plain_units(both["unit"]), plain_units(both["unit_before"])
    changed = (now != then) & (now != "") & (then != "")
    number, before_it = both["answer_number"], both["number_before"]
    ratio = (_logarithms(number.abs()) - _logarithms(before_it.abs())).abs()
    turned = ((number > 0) != (before_it > 0)) | ((number < 0) != (before_it < 0))
    percent = both["percent"] & then.isin(["", PERCENT[0]])
    apart = percent & ((number - before_it).abs() > percentage_points)
    far = ((ratio > math.log(factor)) | turned | apart).fillna(False) & ~changed
    return [
        _take(both[changed], "unit_changed", "unit", "unit_before"),
        _take(both[far], "far_from_last_year", "answer_number", "number_before"),
    ]


def _unanswered(rows: pd.DataFrame, indicators: pd.DataFrame, expected: pd.DataFrame | None) -> pd.DataFrame:
    """Indicators that a regency was asked for and that no row of it speaks of; nobody is named for them."""
    asked = _asked_for(rows, indicators) if expected is None else expected[KEY]
    missing = asked.merge(rows[KEY].drop_duplicates(), on=KEY, how="left", indicator=True)
    missing = missing[missing["_merge"] == "left_only"].assign(office=pd.Series(dtype="str"))
    return _take(missing, "nothing")


def _asked_for(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    codes = indicators["indicator_code"].dropna().drop_duplicates()
    catalogue = pd.DataFrame({"indicator_code": codes, "regulation": _regulations_of(codes)})
    pairs = rows[KEY[:2]].assign(regulation=_regulations_of(rows["indicator_code"])).drop_duplicates()
    return pairs.merge(catalogue, on="regulation", how="inner")[KEY]


def _regulations_of(codes: pd.Series[str]) -> pd.Series[str]:
    return codes.map(lambda code: code_parts(code)[0]).astype("str")


def _sorted(findings: pd.DataFrame) -> pd.DataFrame:
    order = findings["kind"].map({kind: number for number, kind in enumerate(KINDS)})
    findings = findings.assign(order=order).sort_values([*KEY, "order"], kind="stable", ignore_index=True)
    types = {"award_year": "Int64", **dict.fromkeys(["regency_code", "indicator_code", "office", "kind"], "str")}
    return findings[COLUMNS].astype(types)
