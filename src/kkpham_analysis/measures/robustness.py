"""How firm the verdicts of a round are: other thresholds, less evidence, and disputes settled the other way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from kkpham_analysis.measures.compliance import (
    Figure,
    Known,
    compliant_share,
    figure_of,
    known_by_province,
    usable_denominator,
    verdict_of,
)
from kkpham_analysis.measures.lesser import known_by_less, known_by_scores
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.rules import Rule, parse_rule, threshold_of
from kkpham_analysis.tables.certainly import surely, surely_not
from kkpham_analysis.tables.markings import ASSUMED, following

# From 50 to 70 %, the range in which the rules of the rounds lie.
THRESHOLDS = range(50, 71)
AS_KNOWN, VERIFIED_ONLY, FLIPPED = "as_known", "verified_only", "flipped"
COLUMNS = {
    "award_year": "Int64",
    "province_code": "str",
    "province": "str",
    "case": "str",
    "regency_code": "str",
    "settled_as": "boolean",
    "threshold_percent": "Float64",
    "rule": "str",
    "round_rule": "str",
    "regencies": "Int64",
    "compliant_low": "Int64",
    "compliant_high": "Int64",
    "meets_rule": "boolean",
    "compared_with": "boolean",
    "changed": "boolean",
    "decided": "boolean",
}


@dataclass(frozen=True)
class _Province:
    """A province as it is known, and what it is judged by."""

    code: str
    name: str
    denominator: int | None
    rule: Rule | None


def share_robustness(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    award_year: int,
    thresholds: float | Iterable[float] = THRESHOLDS,
    rule: str | None = None,
    province_claims: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    verified: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Verdict on each province under other thresholds, on less evidence, and with each dispute settled otherwise.

    A verdict that becomes open is a change: it no longer holds. A province without a verdict has none to change; where
    it gets one, it is `decided`.

    Parameters
    ----------
    awards, regencies, award_year, rule, province_claims
        As for `compliant_share`. The rule gives the comparison and the denominator, and is what other thresholds are
        set beside; without a known one, `>=` of all regencies is compared, and nothing is set beside it.
    thresholds : float or iterable of float
        Percent, one or several; that of the rule is added.
    sources : DataFrame, optional
        `source_id` and `kind`; without it the case `without_news` has no rows.
    verified : DataFrame, optional
        Beside awards that follow from scores (`compliance_from_scores`) of all that was handed in
        (`level="submitted"`): the same of what is verified (`level="verified"`). Without it the case `verified_only`
        has no rows.

    Returns
    -------
    DataFrame
        One row per province, `case`, regency that is flipped, and threshold, sorted so: `award_year, province_code,
        province, case, regency_code, settled_as, threshold_percent, rule, round_rule, regencies, compliant_low,
        compliant_high, meets_rule` (missing: open), `compared_with` (the verdict it is set beside; missing: open, or
        there is none), `changed` (there was a verdict, and here is another or none), `decided` (there was none, and
        here is one). As in `compliant_share`, `province` is the code where `regencies_in` was not given `provinces=`.

        - `as_known`: beside the verdict under the rule of the round; without a rule `changed` and `decided` are missing
        - `stated_only`: without what is only said in a blanket claim or derived, beside `as_known`
        - `without_news`: without what only news say, beside `as_known`; of awards from scores no source says anything,
          so that neither of the two has rows
        - `verified_only`: without what is handed in and not verified, beside `as_known`
        - `flipped`: `regency_code`, of which claims or full lists disagree, settled as `settled_as`, beside `as_known`

        Where the awards follow from scores, `assumed` says what these assume.

    Raises
    ------
    ValueError
        As `compliant_share`; when a threshold is no percentage: 0.6 for 60 %, or more than 100; and when `verified` is
        given beside published awards, or is none that follows from scores.

    Notes
    -----
    docs/method.md, "How firm a verdict is". What is left out is unknown, never "not awarded": the full lists of a
    source that named a regency left out are left out too. A dispute is settled in the names and in the full lists;
    counts stay as they are claimed.

    Examples
    --------
    Three of five are known to be compliant, one of them against another source, and no more: 60 %.

    >>> import pandas as pd
    >>> awards = pd.DataFrame({"award_year": 2023, "regency_code": ["6501", "6502", "6571"], "is_compliant": True,
    ...     "certainty": "stated", "source_ids": "A", "named_by": "A", "loosely_by": "", "conflicting": [0, 0, 1],
    ...     "rule": ">=60%"}).astype({"is_compliant": "boolean"})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65",
    ...     "regency_code": ["6501", "6502", "6503", "6504", "6571"]})
    >>> complete = pd.DataFrame({"award_year": [2023], "province_code": "65", "measure": "complete_list", "value": 1,
    ...     "certainty": "stated", "source_id": "A", "kind": "news", "published_on": None})
    >>> verdicts = share_robustness(awards, regencies, award_year=2023, thresholds=[50, 60], province_claims=complete)
    >>> flips = verdicts[verdicts["case"] == "flipped"]
    >>> flips[["regency_code", "settled_as", "rule", "meets_rule", "compared_with", "changed"]]
      regency_code  settled_as   rule  meets_rule  compared_with  changed
    4         6571       False  >=50%       False           True     True
    5         6571       False  >=60%       False           True     True
    """
    asked: list[object] = list(thresholds) if isinstance(thresholds, Iterable) else [thresholds]
    shares = compliant_share(awards, regencies, award_year=award_year, rule=rule, province_claims=province_claims)
    of_round = awards[awards["award_year"] == award_year]
    known = known_by_province(awards, regencies, award_year, province_claims)
    if verified is not None and (ASSUMED not in awards or ASSUMED not in verified):
        raise UnfitError("unfit.verified_of_claims")
    if verified is not None:
        lesser = {VERIFIED_ONLY: known_by_scores(verified, regencies, award_year)}
    elif ASSUMED in awards:
        lesser = {}
    else:
        lesser = known_by_less(of_round, regencies, award_year, province_claims, sources)
    disputes = _disputes(of_round)
    rows: list[dict[str, object]] = []
    for province in _provinces(shares):
        own = {name: worlds[province.code] for name, worlds in lesser.items()}
        for verdicts in _verdicts(province, known[province.code], own, disputes, _rules(province, asked)):
            rows += verdicts
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "award_year"])
    table.insert(0, "award_year", award_year)
    return following(table.astype(COLUMNS), awards, province_claims, verified)


def _provinces(shares: pd.DataFrame) -> Iterator[_Province]:
    for row in shares.to_dict("records"):
        denominator = None if pd.isna(row["regencies"]) else int(row["regencies"])
        rule = None if pd.isna(row["rule"]) else parse_rule(row["rule"])
        yield _Province(str(row["province_code"]), str(row["province"]), denominator, rule)


def _rules(province: _Province, thresholds: Iterable[object]) -> list[Rule]:
    """Rules with each threshold, and that of the round, the lowest first."""
    own = province.rule or Rule(">=", Fraction(0))
    asked = {_fraction(threshold) for threshold in thresholds}
    if province.rule is not None:
        asked.add(own.threshold)
    return [replace(own, threshold=threshold) for threshold in sorted(asked)]


def _fraction(threshold: object) -> Fraction:
    """A threshold as a part of one."""
    try:
        percent = Fraction(str(threshold))
    except ValueError:
        raise UnfitError("unfit.threshold", found=repr(threshold)) from None
    return threshold_of(percent)


def _disputes(awards: pd.DataFrame) -> dict[str, list[bool]]:
    """Regencies of which claims disagree, and how else they can be settled: both ways where neither stands."""
    disputed = awards[surely(awards["conflicting"] > 0)]
    return {
        str(code): [True, False] if pd.isna(compliant) else [not compliant]
        for code, compliant in zip(disputed["regency_code"], disputed["is_compliant"], strict=True)
    }


def _disputed_in(known: Known, disputes: Mapping[str, list[bool]]) -> dict[str, list[bool]]:
    """Disputes of one province, by regency; one that a full list leaves out is disputed too."""
    here = known.compliant | known.missed | known.tied
    own = {code: ways for code, ways in disputes.items() if code in here}
    everywhere = frozenset.intersection(*known.full_lists.values()) if known.full_lists else known.compliant
    return dict(sorted({**{code: [False] for code in known.compliant - everywhere}, **own}.items()))


def settled(known: Known, regency_code: str, *, compliant: bool) -> Known:
    """What is known when a dispute over one regency is settled, in the names and in the full lists."""
    one = frozenset({regency_code})
    lists = {source: listed | one if compliant else listed - one for source, listed in known.full_lists.items()}
    return replace(
        known,
        compliant=known.compliant | one if compliant else known.compliant - one,
        missed=known.missed - one if compliant else known.missed | one,
        tied=known.tied - one,
        full_lists=lists,
    )


def _verdicts(
    province: _Province,
    known: Known,
    lesser: Mapping[str, Known],
    disputes: Mapping[str, list[bool]],
    rules: list[Rule],
) -> Iterator[list[dict[str, object]]]:
    """Rows of one province: as it is known, on less evidence, and with each dispute flipped."""
    figure = figure_of(known)
    base = _judge(province, figure, rules)
    own = None if province.rule is None else base[rules.index(province.rule)]
    if province.rule is None:
        yield [_row(province, AS_KNOWN, figure, rule, verdict) for rule, verdict in zip(rules, base, strict=True)]
    else:
        yield _rows(province, AS_KNOWN, figure, rules, base, [own] * len(rules))
    for case, world in lesser.items():
        less = figure_of(world)
        yield _rows(province, case, less, rules, _judge(province, less, rules), base)
    for code, ways in _disputed_in(known, disputes).items():
        for compliant in ways:
            other = figure_of(settled(known, code, compliant=compliant))
            flipped = _rows(province, FLIPPED, other, rules, _judge(province, other, rules), base)
            yield [{**row, "regency_code": code, "settled_as": compliant} for row in flipped]


def _judge(province: _Province, figure: Figure, rules: list[Rule]) -> list[bool | None]:
    denominator = usable_denominator(figure, province.denominator)
    if denominator is None:
        return [None] * len(rules)
    return [verdict_of(figure, denominator, rule) for rule in rules]


def _rows(
    province: _Province,
    case: str,
    figure: Figure,
    rules: list[Rule],
    verdicts: list[bool | None],
    before: list[bool | None],
) -> list[dict[str, object]]:
    return [
        {
            **_row(province, case, figure, rule, verdict),
            "compared_with": other,
            "changed": other is not None and verdict is not other,
            "decided": other is None and verdict is not None,
        }
        for rule, verdict, other in zip(rules, verdicts, before, strict=True)
    ]


def _row(province: _Province, case: str, figure: Figure, rule: Rule, verdict: bool | None) -> dict[str, object]:
    denominator = usable_denominator(figure, province.denominator)
    return {
        "province_code": province.code,
        "province": province.name,
        "case": case,
        "threshold_percent": float(rule.threshold * 100),
        "rule": str(rule),
        "round_rule": None if province.rule is None else str(province.rule),
        "regencies": denominator,
        "compliant_low": figure.low,
        "compliant_high": figure.high if denominator is None else min(figure.high, denominator),
        "meets_rule": verdict,
    }


def robustness_summary(robustness: pd.DataFrame) -> pd.DataFrame:
    """How many provinces meet each threshold, how many verdicts change, and how many there are only then.

    Parameters
    ----------
    robustness : DataFrame
        The result of `share_robustness`.

    Returns
    -------
    DataFrame
        One row per round, `case` and threshold, sorted by these: `provinces`, of which `met`, `not_met` and `open`, and
        `changed` and `decided` (had no verdict, and has one there); missing where there is nothing to set beside. A
        province counts as changed by flips when any of them changes it; it is not judged under `flipped` otherwise, so
        that `met, not_met, open` are missing there.

    Examples
    --------
    >>> import pandas as pd
    >>> verdicts = pd.DataFrame({"award_year": 2023, "case": "as_known", "threshold_percent": [50.0, 50.0, 60.0, 60.0],
    ...     "province_code": ["64", "65", "64", "65"], "meets_rule": [True, None, True, False],
    ...     "changed": [False, True, False, False], "decided": [True, False, False, False]})
    >>> flags = dict.fromkeys(["meets_rule", "changed", "decided"], "boolean")
    >>> robustness_summary(verdicts.astype(flags)).drop(columns=["award_year", "case"])
       threshold_percent  provinces  met  not_met  open  changed  decided
    0               50.0          2    1        0     1        1        1
    1               60.0          2    1        1     0        0        0
    """
    keys = ["award_year", "case", "threshold_percent"]
    met = robustness["meets_rule"]
    marks = robustness[[*keys, "province_code"]].assign(
        met=surely(met).astype(int),
        not_met=surely_not(met).astype(int),
        open=met.isna().astype(int),
        changed=robustness["changed"].astype("Int64"),
        decided=robustness["decided"].astype("Int64"),
    )
    by_province = marks.groupby([*keys, "province_code"]).agg(
        {"met": "sum", "not_met": "sum", "open": "sum", "changed": "max", "decided": "max"}
    )
    groups = by_province.groupby(level=keys)
    table = groups[["met", "not_met", "open"]].sum().astype("Int64")
    table[["changed", "decided"]] = groups[["changed", "decided"]].sum(min_count=1).astype("Int64")
    table.insert(0, "provinces", groups.size().astype("Int64"))
    table = table.reset_index()
    several = table["case"] == FLIPPED
    table[["met", "not_met", "open"]] = table[["met", "not_met", "open"]].mask(several)
    return following(table, robustness)


def tipping_regencies(robustness: pd.DataFrame, *, threshold_percent: float | None = None) -> pd.DataFrame:
    """Regencies on which the verdict of their province hangs: settled otherwise, it falls, or is there only then.

    Parameters
    ----------
    robustness : DataFrame
        The result of `share_robustness`.
    threshold_percent : float, optional
        Under which threshold; without it, that of the rule of the round.

    Returns
    -------
    DataFrame
        The rows of the flips that change the verdict or decide an open one, sorted by province and regency.

    Examples
    --------
    >>> import pandas as pd
    >>> verdicts = pd.DataFrame({"province_code": "65", "case": "flipped", "regency_code": ["6571", "6571"],
    ...     "settled_as": False, "threshold_percent": [50.0, 60.0], "rule": [">=50%", ">=60%"], "round_rule": ">=60%",
    ...     "changed": [False, True], "decided": False})
    >>> tipping_regencies(verdicts)[["regency_code", "settled_as", "rule"]]
      regency_code  settled_as   rule
    0         6571       False  >=60%
    """
    if threshold_percent is None:
        chosen = robustness["rule"] == robustness["round_rule"]
    else:
        chosen = robustness["threshold_percent"] == threshold_percent
    hangs = robustness[["changed", "decided"]].fillna(False).astype(bool).any(axis=1)
    tips = chosen & (robustness["case"] == FLIPPED) & hangs
    return robustness[tips].sort_values(["province_code", "regency_code", "settled_as"], ignore_index=True)
