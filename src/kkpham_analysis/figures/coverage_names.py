"""What a table of coverage does not say itself: the round that it is of, and the names behind its codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from kkpham_analysis.language import Words

# What stands behind a code, and the columns that may hold it; `{}` is the language of the figure.
NAMES = {
    "right_code": ("right", ["right_{}", "right_id"]),
    "regency_code": ("regency", ["full_name"]),
    "province_code": ("province", ["province", "name_{}", "name_id"]),
    "indicator_code": ("indicator", ["label_{}", "label_id"]),
}
# What is written where a code is missing, of those that have words of their own.
MISSING = {"right": "coverage.no_right", "right_code": "coverage.no_right"}
PLACES = ("regency_code", "province_code")
CODE_OF = {"right": "right_code", "place": "place_code"}
MOST_NAMED = 3  # of those that tie in a headline


def told(
    coverage: pd.DataFrame, words: Words, *, award_year: int | None = None, names: Iterable[pd.DataFrame] = ()
) -> pd.DataFrame:
    """Coverage with its `award_year`, and with a column for the names of each of its codes where they are known.

    Parameters
    ----------
    coverage : DataFrame
        `indicator_coverage` by any grouping. A column of names that it has already is left as it is.
    words : Words
        The language of names.
    award_year : int, optional
        The round, where the coverage was not grouped by it.
    names : iterable of DataFrame
        Tables in which the names are looked up. Rights follow in the order of the first that has them.

    Raises
    ------
    ValueError
        When the round is given nowhere, or is another one than that of the table.

    Examples
    --------
    >>> coverage = pd.DataFrame({"right_code": ["INFO", "AIR"], "applicable": 4, "covered": 1, "coverage": 0.25})
    >>> rights = pd.DataFrame({"right_code": ["INFO"], "right_id": ["Hak atas informasi"]})
    >>> told(coverage, Words("en"), award_year=2023, names=[rights])[["award_year", "right_code", "right"]]
       award_year right_code               right
    0        2023       INFO  Hak atas informasi
    1        2023        AIR                 AIR
    """
    table = _with_round(coverage, award_year)
    tables = [_of_round(frame, table) for frame in names]
    for code, (name, columns) in NAMES.items():
        if code not in table or name in table:
            continue
        if known := _known(code, [column.format(words.language) for column in columns], tables):
            table = table.assign(**{name: [known.get(key, key) for key in table[code]]})
            if code == "right_code":
                table = _in_order(table, list(known))
    return table


def labelled(coverage: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Coverage with the `label` of each row: what it was grouped by, by name where there is one, or that none is said.

    >>> coverage = pd.DataFrame({"right_code": ["AIR", None], "award_year": 2023, "applicable": 4})
    >>> labelled(coverage, Words("en"))["label"].tolist()
    ['AIR', 'right not known']
    """
    if "label" in coverage:
        return coverage
    keys = list(coverage.columns[: list(coverage.columns).index("applicable")])
    keys = [key for key in keys if key != "award_year"] or ["award_year"]
    keys = [name if (name := NAMES.get(key, (key,))[0]) in coverage else key for key in keys]
    missing = {key: words.phrase(MISSING.get(key, "coverage.without")) for key in keys}
    said = [coverage[key].astype("str").fillna(missing[key]) for key in keys]
    return coverage.assign(label=[" · ".join(row) for row in zip(*said, strict=True)])


def alike(names: pd.Series, what: str, words: Words) -> str:
    """Names of those that tie, or how many they are: to name one of them would set it apart from the others."""
    if len(names) <= MOST_NAMED:
        return words.listed(names.astype("str"))
    return words.phrase("coverage.tied_rights" if what == "right" else "coverage.tied", count=len(names))


def needs(coverage: pd.DataFrame, columns: Sequence[str], by: str) -> None:
    """Refuse a table that is no coverage by what a figure draws.

    Raises
    ------
    ValueError
        When one of the columns is missing.
    """
    if missing := [name for name in columns if name not in coverage]:
        raise ValueError(f"coverage has no column {missing[0]}; take it from indicator_coverage(..., by={by})")


def place_of(coverage: pd.DataFrame, place: str | None = None) -> str:
    """Column of the places: the one that is said, or the only one that there is.

    Raises
    ------
    ValueError
        When it is none of the two, or both are there and none is said.
    """
    if place is not None and place not in PLACES:
        raise ValueError(f"place '{place}' is not known; use one of: {', '.join(PLACES)}")
    if place is None and all(name in coverage for name in PLACES):
        raise ValueError(f"coverage is by {' and '.join(PLACES)}; say place= which of them has a line of its own")
    return place or next((name for name in PLACES if name in coverage), PLACES[0])


def boxes_of(coverage: pd.DataFrame, place: str) -> pd.DataFrame:
    """One row per right and place, with their names; what was counted in smaller parts is summed."""
    name = place.removesuffix("_code")
    table = coverage.assign(place_code=coverage[place])
    if "place" not in table and name in table:
        table["place"] = table[name]
    for name, code in CODE_OF.items():
        if name not in table:
            table[name] = table[code]
    keys = [*CODE_OF.values(), *CODE_OF]
    return table.groupby(keys, sort=False, dropna=False, observed=True)[["applicable", "covered"]].sum().reset_index()


def summed(cells: pd.DataFrame, name: str) -> pd.DataFrame:
    """Coverage of each right or place as a whole, in the order of the table."""
    keys = [CODE_OF[name], name]
    table = cells.groupby(keys, sort=False, dropna=False)[["applicable", "covered"]].sum().reset_index()
    share = table["covered"].astype("Float64") / table["applicable"].astype("Float64")
    return table.assign(coverage=share.mask(table["applicable"] == 0))


def _with_round(coverage: pd.DataFrame, award_year: int | None) -> pd.DataFrame:
    if "award_year" not in coverage:
        if award_year is None:
            raise ValueError("coverage does not say of which round it is; give award_year=, or group by award_year too")
        table = coverage.copy()
        table.insert(0, "award_year", award_year)
        return table
    if award_year is not None and not coverage["award_year"].eq(award_year).all():
        raise ValueError(f"coverage is not of the round of {award_year} alone; select it by award_year")
    return coverage


def _in_order(table: pd.DataFrame, rights: list[str]) -> pd.DataFrame:
    """Table with its rights in an order; those that are not in it come last."""
    place = {right: position for position, right in enumerate(rights)}
    ordered = table.assign(_place=table["right_code"].map(place)).sort_values("_place", kind="stable")
    return ordered.drop(columns="_place").reset_index(drop=True)


def _of_round(frame: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Rows of a table that hold for the round: a right may have had another name under another regulation."""
    if "award_year_from" not in frame or coverage.empty:
        return frame
    first, last = coverage["award_year"].min(), coverage["award_year"].max()
    there: pd.DataFrame = frame[(frame["award_year_from"] <= last) & (frame["award_year_to"] >= first)]
    return there


def _known(code: str, columns: Sequence[str], tables: Sequence[pd.DataFrame]) -> dict[str, str]:
    """Name of each code: of the first table that has it, in the first of the columns that says it."""
    known: dict[str, str] = {}
    for frame in tables:
        there = [column for column in columns if column in frame]
        if code not in frame or not there:
            continue
        said = frame[there].bfill(axis=1).iloc[:, 0]
        pairs = pd.DataFrame({"code": frame[code], "name": said}).dropna().drop_duplicates("code")
        known |= {key: name for key, name in zip(pairs["code"], pairs["name"], strict=True) if key not in known}
    return known
