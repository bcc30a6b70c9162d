"""What a round was judged by: formula, weights, bonus, limits and classes of a regulation, read from its tables."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kkpham_analysis.language.rounding import SURE_DIGITS
from kkpham_analysis.measures.bands import Band, bands_of
from kkpham_analysis.measures.cells import Amounts, Flags
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.tables.catalogues.in_use import of_round

POINTS_OF_ALL, MEAN_OF_RIGHTS = FORMULAS = ("points_of_all", "mean_of_rights")
INSIDE_TYPES = ("share_of_points",)


@dataclass(frozen=True)
class ScoreClass:
    """A class that a total gives: its category, the lowest total of it, and whether it counts as compliant."""

    category: str
    points_from: float
    is_compliant: bool | None


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """How a regulation makes a total, and a class from it. All of it is data.

    Parameters
    ----------
    regulation, name
        Its number and year (`"22/2021"`), and its name in Indonesian.
    award_id, award_en
        Name of the award in both languages.
    award_year_from, award_year_to
        First and last round judged by it.
    indicators
        How many indicators it has.
    formula
        One of `FORMULAS`.
    rights
        Its rights with their weights, in the order of the table.
    type_weights
        The types of indicators with their weights; empty where the formula knows none.
    inside_type
        How indicators add up inside a type, one of `INSIDE_TYPES`; None where the formula knows no types.
    indicator_points
        Points that an indicator can earn where the list of indicators says none; None where it is not set.
    bonus_max
        Most action points that are added; None where no limit is known, and none is applied.
    total_max
        Highest total; None where no limit is known, and none is applied.
    classes
        The classes, best first.
    assumed, likely
        What of this is assumed, and what rests on one source or was concluded: `formula`, `type_weight:hasil`,
        `class:peduli`.
    bands
        By which values an indicator earns which points; empty where the regulation gives no bands.
    """

    regulation: str
    name: str = ""
    award_id: str = ""
    award_en: str = ""
    award_year_from: int
    award_year_to: int
    indicators: int
    formula: str
    rights: tuple[tuple[str, float], ...]
    type_weights: tuple[tuple[str, float], ...] = ()
    inside_type: str | None = None
    indicator_points: float | None = None
    bonus_max: float | None = None
    total_max: float | None = None
    classes: tuple[ScoreClass, ...]
    assumed: frozenset[str] = frozenset()
    likely: frozenset[str] = frozenset()
    bands: tuple[Band, ...] = ()

    @property
    def compliant(self) -> frozenset[str]:
        """Categories that count as compliant."""
        return frozenset(entry.category for entry in self.classes if entry.is_compliant)

    @property
    def compliant_from(self) -> float:
        """Lowest total that is compliant, as is every higher one.

        Raises
        ------
        ValueError
            When the best class is not compliant.
        """
        limit = math.nan
        for entry in self.classes:
            if not entry.is_compliant:
                break
            limit = entry.points_from
        if math.isnan(limit):
            raise UnfitError("unfit.best_class", regulation=self.regulation)
        return limit

    def class_of(self, total: float) -> ScoreClass | None:
        """Class of a total; None below the least."""
        return next((entry for entry in self.classes if _reaches(total, entry.points_from)), None)

    def is_compliant(self, totals: Amounts) -> Flags:
        """Which totals are compliant; one that is not known (nan) is not known to be.

        Raises
        ------
        ValueError
            When the best class is not compliant.
        """
        return _reaches(totals, self.compliant_from)

    def assumed_of(self, settings: Iterable[str]) -> list[str]:
        """Those of the settings that are assumed, in order; a setting stands for all that it is set for.

        >>> regulation = Regulation(regulation="1/2030", award_year_from=2030, award_year_to=2034, indicators=4,
        ...     formula="points_of_all", rights=(("WATER", 1.0),), classes=(ScoreClass("good", 80.0, True),),
        ...     assumed=frozenset({"type_weight:output", "class:good"}))
        >>> regulation.assumed_of(["type_weight", "formula"])
        ['type_weight:output']
        """
        return _chosen(self.assumed, settings)

    def likely_of(self, settings: Iterable[str]) -> list[str]:
        """Those of the settings that rest on one source or were concluded, as `assumed_of`."""
        return _chosen(self.likely, settings)


def _reaches(totals: Amounts | float, limit: float) -> Flags:
    """Whether totals reach a limit, compared at the last sure digit so that computing leaves no trace.

    A total that is only rounded to a limit for print does not reach it.
    """
    reached: Flags = np.round(totals, SURE_DIGITS) >= limit
    return reached


def _chosen(names: Iterable[str], settings: Iterable[str]) -> list[str]:
    """Names of the settings, and of all that these are set for, in order."""
    chosen = set(settings)
    return sorted(name for name in names if name in chosen or name.partition(":")[0] in chosen)


def regulation_of(
    regulations: pd.DataFrame,
    settings: pd.DataFrame,
    classes: pd.DataFrame,
    categories: pd.DataFrame,
    rights: pd.DataFrame,
    *,
    award_year: int | None = None,
    regulation: str | None = None,
    bands: pd.DataFrame | None = None,
) -> Regulation:
    """Regulation of a round, or the one that is named.

    Parameters
    ----------
    regulations, settings, classes, categories, rights : DataFrame
        `load("regulations")`, `load("regulation_settings")`, `load("regulation_classes")`, `load("categories")` and
        `load("rights")`.
    award_year : int, optional
        The round; either this or `regulation` is given.
    regulation : str, optional
        Number and year: `"22/2021"`.
    bands : DataFrame, optional
        `load("regulation_bands")`; without it points are given ones alone.

    Returns
    -------
    Regulation
        What the tables say of it. Rights weigh the same where no `right_weight` is set.

    Raises
    ------
    ValueError
        When there is no such regulation, a setting is missing, or it is not what it must be; what to do is said.

    Examples
    --------
    >>> import pandas as pd
    >>> regulations = pd.DataFrame({"regulation": ["1/2030"], "name_id": "Peraturan 1/2030", "award_id": "Penghargaan",
    ...     "award_en": "Award", "award_year_from": 2030, "award_year_to": 2034, "indicators": 4})
    >>> settings = pd.DataFrame({"regulation": "1/2030", "setting": ["formula", "indicator_points", "total_max"],
    ...     "of": None, "value": ["points_of_all", "10", "100"], "certainty": ["certain", "certain", "assumed"]})
    >>> classes = pd.DataFrame({"regulation": "1/2030", "category": ["good", "fair"], "points_from": [80.0, 50.0],
    ...     "certainty": "certain"})
    >>> categories = pd.DataFrame({"category": ["good", "fair"], "is_compliant": [True, False]})
    >>> rights = pd.DataFrame({"regulation": "1/2030", "right_code": ["WATER", "AIR"]})
    >>> regulation = regulation_of(regulations, settings, classes, categories, rights, award_year=2031)
    >>> regulation.formula, regulation.rights, regulation.compliant_from
    ('points_of_all', (('WATER', 1.0), ('AIR', 1.0)), 80.0)
    >>> regulation.class_of(79.5).category, regulation.assumed
    ('fair', frozenset({'total_max'}))
    """
    row = _row_of(regulations, award_year, regulation)
    code = str(row["regulation"])
    said, limits = (table[table["regulation"] == code] for table in (settings, classes))
    values = _values(said)
    formula = _word(values, code, "formula", FORMULAS)
    by_type = formula == MEAN_OF_RIGHTS
    certainty = _certainties(values, said, limits)
    own_bands = () if bands is None else bands_of(bands, code)
    return Regulation(
        regulation=code,
        name=str(row["name_id"]),
        award_id=str(row["award_id"]),
        award_en=str(row["award_en"]),
        award_year_from=int(row["award_year_from"]),
        award_year_to=int(row["award_year_to"]),
        indicators=int(row["indicators"]),
        formula=formula,
        rights=_right_weights(values, code, list(rights.loc[rights["regulation"] == code, "right_code"].astype("str"))),
        type_weights=_type_weights(values, code) if by_type else (),
        inside_type=_word(values, code, "inside_type", INSIDE_TYPES) if by_type else None,
        indicator_points=_number(values, code, "indicator_points"),
        bonus_max=_number(values, code, "bonus_max"),
        total_max=_number(values, code, "total_max"),
        classes=_classes(limits, categories, code),
        assumed=frozenset(name for name, sureness in certainty.items() if sureness == "assumed"),
        likely=frozenset(name for name, sureness in certainty.items() if sureness == "likely"),
        bands=own_bands,
    )


Values = dict[tuple[str, str], Any]


def _values(said: pd.DataFrame) -> Values:
    """Settings by name and by what they are set for."""
    return {
        (str(entry["setting"]), "" if pd.isna(entry["of"]) else str(entry["of"])): entry["value"]
        for _, entry in said.iterrows()
    }


def _certainties(values: Values, said: pd.DataFrame, limits: pd.DataFrame) -> dict[str, str]:
    """How sure each setting and each limit of a class is."""
    names = [(f"{setting}:{of}" if of else setting) for setting, of in values]
    names += [f"class:{category}" for category in limits["category"]]
    return dict(zip(names, [*said["certainty"], *limits["certainty"]], strict=True))


def _row_of(regulations: pd.DataFrame, award_year: int | None, regulation: str | None) -> pd.Series:
    if regulation is not None and award_year is None:
        found = regulations[regulations["regulation"] == regulation]
        key, asked = "named", regulation
    elif award_year is not None and regulation is None:
        found = of_round(regulations, award_year)
        key, asked = "of_round", str(award_year)
    else:
        raise UnfitError("unfit.which_regulation")
    if len(found) == 1:
        return found.iloc[0]
    there = "; ".join(
        f"{row['regulation']}: {row['award_year_from']}–{row['award_year_to']}" for _, row in regulations.iterrows()
    )
    raise UnfitError(f"unfit.{'several' if len(found) else 'no'}_regulation_{key}", asked=asked, there=there)


def _word(values: Values, code: str, setting: str, known: tuple[str, ...]) -> str:
    value = values.get((setting, ""))
    if value is None or pd.isna(value):
        raise UnfitError("unfit.no_setting", regulation=code, setting=setting, known=", ".join(known))
    if value not in known:
        raise UnfitError("unfit.setting", regulation=code, setting=setting, value=value, known=", ".join(known))
    return str(value)


def _number(values: Values, code: str, setting: str, of: str = "") -> float | None:
    """Value of a setting; None where it is not set, or known to be unknown."""
    value = values.get((setting, of))
    if value is None or pd.isna(value):
        return None
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        name = f"{setting} ({of})" if of else setting
        raise UnfitError("unfit.no_number", regulation=code, setting=name, value=value)
    return number


def _weights(values: Values, code: str, setting: str) -> dict[str, float]:
    weights = {of: _number(values, code, setting, of) for name, of in values if name == setting}
    empty = sorted(of for of, weight in weights.items() if weight is None)
    if empty:
        raise UnfitError("unfit.empty_weight", regulation=code, setting=setting, names=", ".join(empty))
    known = {of: weight for of, weight in weights.items() if weight is not None}
    if known and not sum(known.values()) > 0:
        raise UnfitError("unfit.no_weight", regulation=code, setting=setting)
    return known


def _type_weights(values: Values, code: str) -> tuple[tuple[str, float], ...]:
    weights = _weights(values, code, "type_weight")
    if not weights:
        raise UnfitError("unfit.no_type_weight", regulation=code)
    return tuple(weights.items())


def _right_weights(values: Values, code: str, names: list[str]) -> tuple[tuple[str, float], ...]:
    """Weights of the rights; all the same where none is set."""
    if not names:
        raise UnfitError("unfit.no_rights", regulation=code)
    weights = _weights(values, code, "right_weight")
    if not weights:
        return tuple((name, 1.0) for name in names)
    if missing := [name for name in names if name not in weights]:
        raise UnfitError("unfit.right_weight_missing", regulation=code, names=", ".join(missing))
    if strange := [name for name in weights if name not in names]:
        raise UnfitError("unfit.right_weight_strange", regulation=code, names=", ".join(strange))
    return tuple((name, weights[name]) for name in names)


def _classes(limits: pd.DataFrame, categories: pd.DataFrame, code: str) -> tuple[ScoreClass, ...]:
    if limits.empty:
        raise UnfitError("unfit.no_classes", regulation=code)
    compliant: dict[Hashable, Any] = categories.set_index("category")["is_compliant"].to_dict()
    if strange := sorted(set(limits["category"]) - set(compliant)):
        raise UnfitError("unfit.unknown_class", regulation=code, names=", ".join(map(str, strange)))
    # Which totals it takes from its neighbours nobody could say: where no source gives a limit, one is assumed.
    if (unlimited := limits.loc[limits["points_from"].isna(), "category"]).size:
        raise UnfitError("unfit.no_limit", regulation=code, names=", ".join(map(str, unlimited)))
    if limits["points_from"].duplicated().any():
        raise UnfitError("unfit.classes_alike", regulation=code)
    ordered = limits.sort_values("points_from", ascending=False)
    return tuple(
        ScoreClass(str(category), float(lowest), None if pd.isna(yes := compliant[category]) else bool(yes))
        for category, lowest in zip(ordered["category"], ordered["points_from"], strict=True)
    )


def titles_of_rounds(
    regulations: pd.DataFrame, classes: pd.DataFrame, *, rounds: Iterable[int]
) -> frozenset[str] | None:
    """Titles that the regulations of some rounds give; None where no regulation of any of them is known.

    Examples
    --------
    >>> regulations = pd.DataFrame({"regulation": ["1/2030"], "award_year_from": [2030], "award_year_to": [2034]})
    >>> classes = pd.DataFrame({"regulation": ["1/2030", "2/2035"], "category": ["good", "best"]})
    >>> titles_of_rounds(regulations, classes, rounds=[2029, 2030])
    frozenset({'good'})
    >>> titles_of_rounds(regulations, classes, rounds=[2029]) is None
    True
    """
    judging = _judging(regulations, rounds)
    return frozenset(classes.loc[classes["regulation"].isin(judging), "category"]) if judging else None


def least_points(regulations: pd.DataFrame, classes: pd.DataFrame, *, award_year: int) -> dict[str, float]:
    """The points from which on each title is given in a round; each has such a limit, be it an assumed one.

    Examples
    --------
    >>> regulations = pd.DataFrame({"regulation": ["1/2030"], "award_year_from": [2030], "award_year_to": [2034]})
    >>> classes = pd.DataFrame({"regulation": ["1/2030"] * 2, "category": ["good", "poor"], "points_from": [75, 0]})
    >>> least_points(regulations, classes, award_year=2030), least_points(regulations, classes, award_year=2029)
    ({'good': 75.0, 'poor': 0.0}, {})
    """
    own = classes[classes["regulation"].isin(_judging(regulations, [award_year]))]
    lowest = own.groupby("category")["points_from"].min()
    return {str(category): float(points) for category, points in lowest.items()}


def _judging(regulations: pd.DataFrame, rounds: Iterable[int]) -> set[str]:
    return {str(code) for year in rounds for code in of_round(regulations, year)["regulation"]}
