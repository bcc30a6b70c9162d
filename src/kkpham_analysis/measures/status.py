"""What became of each regency in a round: compliant, not, not named in a full list, disputed, or unknown."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kkpham_analysis.measures.awards import is_tied
from kkpham_analysis.measures.known import Known, KnownRound, known_round
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.tables.certainly import surely, surely_not
from kkpham_analysis.tables.markings import following
from kkpham_analysis.tables.rounds import unrecorded
from kkpham_analysis.tables.vocabulary import BLANKET, NO, REGENCY_KEYS, YES

STATUS_COLUMNS = {
    "award_year": "Int64",
    "province_code": "str",
    "regency_code": "str",
    "full_name": "str",
    "type": "str",
    "name": "str",
    "status": "str",
    "category": "str",
    "certainty": "str",
    "sources": "Int64",
    "source_ids": "str",
    "contested": "boolean",
    "inferred": "boolean",
}


def regency_status(
    awards: pd.DataFrame,
    regencies: pd.DataFrame,
    *,
    award_year: int,
    province_claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Status of every regency of a round; a regency without a claim is unknown unless a full list leaves it out.

    Parameters
    ----------
    awards, regencies, award_year, province_claims
        As for `compliant_share`; `regencies` also has `full_name`, `type` and `name`.

    Returns
    -------
    DataFrame
        One row per regency of the round, sorted by code: `award_year, province_code, regency_code, full_name, type,
        name`, `status` (`compliant`, `not_compliant`, `not_named`, `disputed`, `unknown`), `category` and `certainty`
        (missing where no claim speaks of it; the category also where equal claims name different ones), `sources`,
        `source_ids`, `contested`: a claim says the opposite, full lists disagree about it, or it follows from a
        full list or from what is said of the whole province at once, and a number of that province cannot be true
        beside it; and `inferred`: no claim states the result of the round itself, it is concluded from another.

    Raises
    ------
    ValueError
        When `regencies` are not those of the round.

    Notes
    -----
    Definitions: docs/method.md, "What became of each regency".

    Examples
    --------
    >>> import pandas as pd
    >>> from kkpham_analysis.measures.awards import resolve_awards
    >>> claims = pd.DataFrame({"award_year": [2023], "regency_code": "6501", "category": "peduli",
    ...     "is_compliant": True, "certainty": "stated", "source_id": "A", "rule": None})
    >>> sources = pd.DataFrame({"source_id": ["A"], "kind": "news", "published_on": None})
    >>> regencies = pd.DataFrame({"award_year": 2023, "province_code": "65", "regency_code": ["6501", "6502"],
    ...     "full_name": ["Kabupaten Bulungan", "Kabupaten Malinau"], "type": "kabupaten",
    ...     "name": ["Bulungan", "Malinau"]})
    >>> status = regency_status(resolve_awards(claims, sources), regencies, award_year=2023)
    >>> status[["full_name", "status", "sources"]]
                full_name     status  sources
    0  Kabupaten Bulungan  compliant        1
    1   Kabupaten Malinau    unknown        0
    """
    known = known_round(awards, regencies.sort_values("regency_code"), award_year, province_claims)
    return statuses_of_known([known], awards, province_claims)


def statuses_of_known(
    rounds: Iterable[KnownRound], awards: pd.DataFrame, province_claims: pd.DataFrame | None
) -> pd.DataFrame:
    """`regency_status` of rounds of which it is gathered what is known, in the order of the regencies of each."""
    known = list(rounds)
    if not known:
        return pd.DataFrame(columns=list(STATUS_COLUMNS)).astype(STATUS_COLUMNS)
    judged = pd.concat([one.regencies for one in known], ignore_index=True)
    frame = judged.merge(awards, on=REGENCY_KEYS, how="left", validate="many_to_one")
    about = _about(frame, known)
    listed = [province.listed for province in about]
    in_all = _flag(code in (codes or ()) for code, codes in zip(frame["regency_code"].tolist(), listed, strict=True))
    has_list = _flag(codes is not None for codes in listed)

    yes = surely(frame["is_compliant"])
    no = surely_not(frame["is_compliant"])
    status = pd.Series("unknown", index=frame.index, dtype="str")
    status[has_list] = "not_named"
    status[is_tied(frame)] = "disputed"
    status[no] = "not_compliant"
    status[yes] = "compliant"

    frame["status"] = status
    # A full list that names a regency which is not compliant is among the conflicting claims already.
    frame["contested"] = (frame["conflicting"].fillna(0) > 0) | (yes & has_list & ~in_all)
    frame["contested"] |= _against_numbers(frame, about)
    frame["inferred"] = frame["inferred"].fillna(False)
    frame["sources"] = frame["sources"].fillna(0)
    frame["source_ids"] = frame["source_ids"].fillna("")
    table = frame[list(STATUS_COLUMNS)].astype(STATUS_COLUMNS)
    return following(table, awards, province_claims)


def _about(frame: pd.DataFrame, rounds: Iterable[KnownRound]) -> list[Known]:
    """What is known of the province of each row, in its round."""
    provinces = {(one.award_year, code): province for one in rounds for code, province in one.provinces.items()}
    homes = zip(frame["award_year"].tolist(), frame["province_code"].tolist(), strict=True)
    return [provinces[home] for home in homes]


def _flag(said: Iterable[bool]) -> pd.Series:
    return pd.Series(list(said), dtype=bool)


def _against_numbers(frame: pd.DataFrame, known: Iterable[Known]) -> pd.Series:
    """Whether some number of its province cannot be true beside the status of each regency."""
    columns = (frame[name].tolist() for name in ("regency_code", "status", "certainty"))
    rows = zip(known, *columns, strict=True)
    return _flag(bool(province.told and numbers_against(province, *row)) for province, *row in rows)


def numbers_against(known: Known, regency_code: str, status: str, certainty: object) -> list[tuple[str, int]]:
    """Source and value of each number of a province that cannot be true beside the status of one of its regencies.

    A number does not say who is not among those counted. So only what is said of all at once is set against it: a full
    list, in what it names and in what it leaves out, and a blanket claim.
    """
    if status in YES:
        low = _least_beside(known, regency_code, is_blanket=certainty == BLANKET)
        # The source of a number that names the regency counts it in.
        by_name = [source for source, codes in known.names_by.items() if regency_code in codes]
        return [(source, number) for source, number in known.told if number < low and source not in by_name]
    if status not in NO or (status == "not_compliant" and certainty != BLANKET):
        return []
    high = known.reachable if status == "not_compliant" else len(known.compliant | known.tied)
    return [(source, number) for source, number in known.told if number > high]


def _least_beside(known: Known, regency_code: str, *, is_blanket: bool) -> int:
    """The least that can be compliant beside one that is, by a blanket claim or by every full list."""
    if is_blanket:
        return len(known.compliant)
    listed = known.listed or frozenset()
    return len(known.compliant & listed) if regency_code in listed else 0


def is_contested(status: pd.DataFrame) -> pd.Series:
    """Whether something contradicts each status, row by row; without `contested` nothing does.

    `status` is `regency_status`.
    """
    if "contested" not in status:
        return pd.Series(False, index=status.index)
    return surely(status["contested"])


def uncontested(status: pd.DataFrame) -> pd.Series:
    """Statuses, row by row; those that something contradicts are `disputed`: yes or no is not known for sure.

    `status` is `regency_status`; without `contested` nothing is.
    """
    return status["status"].mask(is_contested(status), "disputed")


def award_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Change of each regency from one round to a later one; unknown where either round is, or is contested.

    Parameters
    ----------
    before, after : DataFrame
        `regency_status` of the earlier and of the later round; without `contested` nothing is.

    Returns
    -------
    DataFrame
        One row per regency of the later round: `award_year, previous_award_year, province_code, regency_code,
        full_name, status_before, status, change`: `new` (no, then yes), `kept` (yes, yes), `lost` (yes, no),
        `still_without` (no, no), `not_yet_formed` (not there in the earlier round), `unknown`.

    Raises
    ------
    ValueError
        When either frame does not hold exactly one round, or they are not in order.

    Examples
    --------
    >>> import pandas as pd
    >>> both = {"province_code": "65", "regency_code": ["6501", "6502"],
    ...     "full_name": ["Kabupaten Bulungan", "Kabupaten Malinau"]}
    >>> before = pd.DataFrame({"award_year": 2022, **both, "status": ["not_named", "unknown"]})
    >>> after = pd.DataFrame({"award_year": 2023, **both, "status": ["compliant", "compliant"]})
    >>> award_changes(before, after)[["full_name", "status_before", "status", "change"]]
                full_name status_before     status   change
    0  Kabupaten Bulungan     not_named  compliant      new
    1   Kabupaten Malinau       unknown  compliant  unknown
    """
    earlier, later = round_of(before), round_of(after)
    if earlier >= later:
        raise UnfitError("unfit.rounds_out_of_order", before=earlier, award_year=later)
    was = before.set_index("regency_code")["status"]
    columns = ["award_year", "province_code", "regency_code", "full_name", "status"]
    frame = after[columns].sort_values("regency_code", ignore_index=True)
    frame.insert(1, "previous_award_year", earlier)
    frame.insert(5, "status_before", frame["regency_code"].map(was).astype("str"))
    had = frame["regency_code"].map(uncontested(before.set_index("regency_code")))
    has = frame["regency_code"].map(uncontested(after.set_index("regency_code")))
    change = pd.Series("unknown", index=frame.index, dtype="str")
    change[had.isin(NO) & has.isin(YES)] = "new"
    change[had.isin(YES) & has.isin(YES)] = "kept"
    change[had.isin(YES) & has.isin(NO)] = "lost"
    change[had.isin(NO) & has.isin(NO)] = "still_without"
    change[had.isna()] = "not_yet_formed"
    return following(frame.assign(change=change), before, after)


def award_streaks(history: pd.DataFrame, *, years_without: Iterable[int] | None = None) -> pd.DataFrame:
    """Count the rounds in a row in which a regency was compliant, up to the latest round in the table.

    What is not known, or contested, neither counts nor ends the matter: `streak` counts what is known, `streak_high`
    what may be. A year without a round does not break a streak.

    Parameters
    ----------
    history : DataFrame
        `regency_status` of several rounds, one below the other; without `contested` nothing is.
    years_without : iterable of int, optional
        Years of which sources say that no round was held (`load("years_without_round")`): another year between rounds
        may have had one, whose result is not known. Without, no year between rounds had one.

    Returns
    -------
    DataFrame
        One row per regency of the latest round, sorted by code: `award_year, province_code, regency_code, full_name,
        streak, streak_high, compliant_rounds` (rounds in which it is known to be compliant), `known_rounds` (rounds in
        which yes or no is known), `rounds` (rounds it was there for).

    Examples
    --------
    >>> import pandas as pd
    >>> history = pd.DataFrame({"award_year": [2020, 2022, 2023], "province_code": "64", "regency_code": "6472",
    ...     "full_name": "Kota Samarinda", "status": ["unknown", "compliant", "compliant"]})
    >>> award_streaks(history)[["full_name", "streak", "streak_high", "compliant_rounds", "known_rounds"]]
            full_name  streak  streak_high  compliant_rounds  known_rounds
    0  Kota Samarinda       2            3                 2             2
    """
    latest = history["award_year"].max()
    settled = history.assign(status=uncontested(history))
    matrix = settled.pivot_table(index="regency_code", columns="award_year", values="status", aggfunc="first")
    newest_first = _newest_first(matrix, years_without)
    yes = newest_first.isin(YES)
    no_longer = newest_first.isin(NO) | newest_first.isna()
    counts = pd.DataFrame(
        {
            "streak": yes.cummin(axis=1).sum(axis=1),
            "streak_high": (~no_longer).cummin(axis=1).sum(axis=1),
            "compliant_rounds": yes.sum(axis=1),
            "known_rounds": (yes | newest_first.isin(NO)).sum(axis=1),
            "rounds": matrix.notna().sum(axis=1),
        }
    ).astype("Int64")
    columns = ["award_year", "province_code", "regency_code", "full_name"]
    there = history.loc[history["award_year"] == latest, columns]
    frame: pd.DataFrame = there.merge(
        counts, left_on="regency_code", right_index=True, how="left", validate="one_to_one"
    )
    return following(frame.sort_values("regency_code", ignore_index=True), history)


def _newest_first(matrix: pd.DataFrame, years_without: Iterable[int] | None) -> pd.DataFrame:
    """Statuses by round, with a column of what is not known for each year that may have had one."""
    rounds = [int(award_year) for award_year in matrix.columns]
    between = [] if years_without is None else unrecorded(rounds, years_without)
    whole = matrix.set_axis(rounds, axis=1)
    whole[between] = "unknown"
    return whole[sorted([*rounds, *between], reverse=True)]
