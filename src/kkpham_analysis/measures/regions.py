"""Whom a round judged: regencies and provinces as they stood at the end of the assessed year."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures.problems import UnfitError


def regencies_in(
    regencies: pd.DataFrame,
    province_changes: pd.DataFrame,
    *,
    award_year: int,
    provinces: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Regencies of a round, each with the province it belonged to on 31 December of the assessed year.

    The assessed year is the year before the round. A regency founded later is not among them; one that moved to
    another province later is listed under its previous one.

    Parameters
    ----------
    regencies : DataFrame
        One row per `regency_code`, with `province_code` (today's) and `valid_from` (ISO date, missing where the
        regency is older than the first round).
    province_changes : DataFrame
        One row per regency that changed province: `regency_code`, `previous_province_code`, `changed_on` (ISO date).
    award_year : int
        The round. In a year without one, such as 2021, these are the regencies that it would have judged: which years
        had a round only the claims tell (`rounds_in`), and the commands refuse the others.
    provinces : DataFrame, optional
        `province_code` and `name_id`: adds the column `province`, the name.

    Returns
    -------
    DataFrame
        `award_year` and the columns of `regencies`, sorted by `regency_code`; `province_code` is that of the round.

    Raises
    ------
    ValueError
        When the round is before the first date that the tables know: of that time they say nothing.

    Notes
    -----
    Founding laws of the regencies and of the four Papuan provinces of 2022, as dated in `regencies` and
    `province_changes`.

    Examples
    --------
    >>> import pandas as pd
    >>> regencies = pd.DataFrame(
    ...     {"regency_code": ["9301", "9171"], "province_code": ["93", "91"], "valid_from": [None, None]}, dtype="str")
    >>> moved = pd.DataFrame(
    ...     {"regency_code": ["9301"], "previous_province_code": ["91"], "changed_on": ["2022-11-11"]})
    >>> regencies_in(regencies, moved, award_year=2022)[["award_year", "regency_code", "province_code"]]
       award_year regency_code province_code
    0        2022         9171            91
    1        2022         9301            91
    >>> regencies_in(regencies, moved, award_year=2023)[["award_year", "regency_code", "province_code"]]
       award_year regency_code province_code
    0        2023         9171            91
    1        2023         9301            93
    """
    # Who has no date is older than the first that is dated: of the time before nothing is said.
    dates = pd.concat([regencies["valid_from"], province_changes["changed_on"]]).dropna().astype("str")
    if regencies["valid_from"].notna().any() and award_year < int(first := dates.min()[:4]):
        raise UnfitError("unfit.round_too_early", first=first, award_year=award_year)
    return regencies_then(regencies, province_changes, award_year=award_year, provinces=provinces)


def regencies_then(
    regencies: pd.DataFrame, province_changes: pd.DataFrame, *, award_year: int, provinces: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The same of any year: of one before all dates, the regencies without a date, which may not be all there were.

    Parameters
    ----------
    regencies, province_changes, award_year, provinces
        As for `regencies_in`.

    Returns
    -------
    DataFrame
        As `regencies_in`: `award_year` and the columns of `regencies`, sorted by `regency_code`; `province_code` is
        that of the round, and `province` its name where `provinces` are given.
    """
    last_day = last_day_of(award_year)
    there = regencies[regencies["valid_from"].isna() | (regencies["valid_from"] <= last_day)]
    moved = _moved_after(province_changes, last_day)
    places = zip(there["regency_code"].tolist(), there["province_code"].tolist(), strict=True)
    homes = [moved.get(code, home) for code, home in places]
    frame = there.assign(province_code=pd.Series(homes, index=there.index, dtype="str"))
    frame.insert(0, "award_year", pd.Series(award_year, index=frame.index, dtype="Int64"))
    if provinces is not None:
        names = dict(zip(provinces["province_code"].tolist(), provinces["name_id"].tolist(), strict=True))
        frame["province"] = pd.Series([names.get(home) for home in homes], index=frame.index, dtype="str")
    return frame.sort_values("regency_code", ignore_index=True)


def _moved_after(province_changes: pd.DataFrame, day: str) -> dict[str, str]:
    """Where each regency that moved later was on a day: where the first of the later moves took it from."""
    columns = ("changed_on", "regency_code", "previous_province_code")
    moves = zip(*(province_changes[name].tolist() for name in columns), strict=True)
    later = sorted((move for move in moves if isinstance(move[0], str) and move[0] > day), reverse=True)
    return {code: home for _, code, home in later if isinstance(home, str)}


def assessed_year_of(award_year: int) -> int:
    """Year of which a round assessed the data: the one before.

    >>> assessed_year_of(2023)
    2022
    """
    return award_year - 1


def last_day_of(award_year: int) -> str:
    """Day of which a round judged the regencies and provinces: the last of the assessed year.

    >>> last_day_of(2023)
    '2022-12-31'
    """
    return f"{assessed_year_of(award_year)}-12-31"


def check_round(regencies: pd.DataFrame, award_year: int) -> None:
    """Refuse regencies that are not those of the round.

    Raises
    ------
    ValueError
        When `regencies` has no `award_year`, or another one.
    """
    rounds = set(regencies["award_year"].unique()) if "award_year" in regencies else set()
    if rounds != {award_year}:
        raise UnfitError("unfit.other_round", award_year=award_year)


def round_of(frame: pd.DataFrame) -> int:
    """Round of a table that holds one.

    Raises
    ------
    ValueError
        When it holds none, or several.

    Examples
    --------
    >>> import pandas as pd
    >>> round_of(pd.DataFrame({"award_year": [2023, 2023]}))
    2023
    """
    rounds = frame["award_year"].unique()
    if len(rounds) != 1:
        raise UnfitError("unfit.one_round", count=len(rounds))
    return int(rounds[0])
