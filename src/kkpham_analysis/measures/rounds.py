"""Several rounds, one below the other: shares and statuses of all rounds, and which round came before."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from kkpham_analysis.measures.compliance import shares_of_known
from kkpham_analysis.measures.known import KnownRound, known_round
from kkpham_analysis.measures.regions import regencies_then
from kkpham_analysis.measures.status import statuses_of_known
from kkpham_analysis.tables.rounds import round_before as round_before
from kkpham_analysis.tables.vocabulary import CLAIMS


def rounds_in(*claims: pd.DataFrame) -> list[int]:
    """Rounds that any of the tables of claims speaks of, in order.

    Parameters
    ----------
    *claims : DataFrame
        Tables with `award_year`: `award_claims`, `province_claims` and `national_claims` for every round there is.

    Returns
    -------
    list of int
        Each round once.

    Examples
    --------
    >>> import pandas as pd
    >>> rounds_in(pd.DataFrame({"award_year": [2022, 2020]}), pd.DataFrame({"award_year": [2023]}))
    [2020, 2022, 2023]
    """
    return sorted({int(award_year) for table in claims for award_year in table["award_year"].unique()})


def told_rounds(table: Callable[[str], pd.DataFrame]) -> list[int]:
    """Rounds that any claim speaks of, in order: of a regency, of a province, or of the country alone.

    Parameters
    ----------
    table : callable
        Gives a table by its name, as `load` does.

    Returns
    -------
    list of int
        Each round once.

    Examples
    --------
    >>> import pandas as pd
    >>> of = {"award_claims": 2023, "province_claims": 2022, "national_claims": 2024}
    >>> told_rounds(lambda name: pd.DataFrame({"award_year": [of[name]]}))
    [2022, 2023, 2024]
    """
    return rounds_in(*map(table, CLAIMS))


def share_history(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    province_changes: pd.DataFrame,
    *,
    rounds: Iterable[int],
    provinces: pd.DataFrame | None = None,
    rule: str | None = None,
    province_claims: pd.DataFrame | None = None,
    province_code: str | None = None,
) -> pd.DataFrame:
    """Shares of several rounds, one below the other, each under the rule of its own round or all under one given.

    Parameters
    ----------
    awards, rule, province_claims
        As for `compliant_share`.
    regencies, province_changes, provinces
        As for `regencies_in`.
    rounds : iterable of int
        The rounds.
    province_code : str, optional
        Only this province; rounds in which it did not exist have no row.

    Returns
    -------
    DataFrame
        The columns of `compliant_share`, sorted by round and province.

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.awards import resolve_awards
    >>> regencies = pd.DataFrame({"regency_code": ["6401", "6402"], "province_code": "64", "type": "kabupaten",
    ...     "name": ["Paser", "Kutai"], "full_name": ["Kabupaten Paser", "Kabupaten Kutai"], "valid_from": None})
    >>> changes = pd.DataFrame(columns=["regency_code", "province_code", "previous_province_code", "changed_on"])
    >>> claims = pd.DataFrame({"award_year": [2022, 2022, 2023], "regency_code": ["6401", "6402", "6401"],
    ...     "category": ["peduli", "not_awarded", "peduli"], "is_compliant": [True, False, True],
    ...     "certainty": "stated", "source_id": "A", "rule": ">60%"})
    >>> sources = pd.DataFrame({"source_id": ["A"], "kind": "news", "published_on": None})
    >>> awards = resolve_awards(claims, sources)
    >>> shares = share_history(awards, regencies, changes, rounds=[2022, 2023])
    >>> shares[["award_year", "regencies", "compliant_low", "compliant_high", "meets_rule"]]
       award_year  regencies  compliant_low  compliant_high  meets_rule
    0        2022          2              1               1       False
    1        2023          2              1               2        <NA>
    """
    known = known_rounds(
        awards,
        regencies,
        province_changes,
        rounds=rounds,
        provinces=provinces,
        province_claims=province_claims,
        province_code=province_code,
    )
    return shares_of_known(known, awards, province_claims, rule=rule)


def status_history(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    province_changes: pd.DataFrame,
    *,
    rounds: Iterable[int],
    province_claims: pd.DataFrame | None = None,
    province_code: str | None = None,
) -> pd.DataFrame:
    """Statuses of several rounds, one below the other, each regency under its province of that round.

    Parameters
    ----------
    awards, province_claims
        As for `regency_status`.
    regencies, province_changes
        As for `regencies_in`.
    rounds : iterable of int
        The rounds.
    province_code : str, optional
        Only the regencies that belonged to this province in the round.

    Returns
    -------
    DataFrame
        The columns of `regency_status`, sorted by round and regency.

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.awards import resolve_awards
    >>> regencies = pd.DataFrame({"regency_code": ["6401", "6402"], "province_code": "64", "type": "kabupaten",
    ...     "name": ["Paser", "Kutai"], "full_name": ["Kabupaten Paser", "Kabupaten Kutai"], "valid_from": None})
    >>> changes = pd.DataFrame(columns=["regency_code", "province_code", "previous_province_code", "changed_on"])
    >>> claims = pd.DataFrame({"award_year": [2022, 2022, 2023], "regency_code": ["6401", "6402", "6401"],
    ...     "category": ["peduli", "not_awarded", "peduli"], "is_compliant": [True, False, True],
    ...     "certainty": "stated", "source_id": "A", "rule": ">60%"})
    >>> sources = pd.DataFrame({"source_id": ["A"], "kind": "news", "published_on": None})
    >>> awards = resolve_awards(claims, sources)
    >>> status = status_history(awards, regencies, changes, rounds=[2022, 2023])
    >>> status[["award_year", "regency_code", "status"]]
       award_year regency_code         status
    0        2022         6401      compliant
    1        2022         6402  not_compliant
    2        2023         6401      compliant
    3        2023         6402        unknown
    """
    known = known_rounds(
        awards,
        regencies,
        province_changes,
        rounds=rounds,
        province_claims=province_claims,
        province_code=province_code,
    )
    return statuses_of_known(known, awards, province_claims)


def known_rounds(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    province_changes: pd.DataFrame,
    *,
    rounds: Iterable[int],
    provinces: pd.DataFrame | None = None,
    province_claims: pd.DataFrame | None = None,
    province_code: str | None = None,
) -> list[KnownRound]:
    """Gather what is known of several rounds, in order: once, for all the measures that a page shows of them.

    Parameters
    ----------
    awards, regencies, province_changes, rounds, provinces, province_claims, province_code
        As for `share_history`.

    Returns
    -------
    list of KnownRound
        Rounds in which there are no regencies are left out.
    """
    known = []
    for award_year in sorted(rounds):
        judged = regencies_then(regencies, province_changes, award_year=award_year, provinces=provinces)
        if province_code is not None:
            judged = judged[judged["province_code"] == province_code]
        if len(judged):
            known.append(known_round(awards, judged, award_year, province_claims))
    return known
