"""From what people type to the code of the place: one resolver for names, short forms, former names and codes.

A name becomes a key of letters and digits, so that case, dots, hyphens and spaces never matter. Anything beyond that is
never guessed: what is not known raises with the nearest names, what fits two places raises with both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.places.errors import (
    AmbiguousPlaceError,
    CodesDoNotFitError,
    Misfit,
    PlaceError,
    PlaceNotFoundError,
    UnsettledPlacesError,
    explain,
)
from kkpham_analysis.tables.places.gazetteer import Context, Gazetteer
from kkpham_analysis.tables.places.keys import code_text, key_of, place_keys

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "AmbiguousPlaceError",
    "CodesDoNotFitError",
    "PlaceError",
    "PlaceNotFoundError",
    "UnsettledPlacesError",
    "explain",
    "key_of",
    "name_of",
    "place_keys",
    "resolve_place",
    "resolve_places",
    "settle_codes",
    "with_kemendagri_codes",
]


def resolve_place(
    text: str,
    places: pd.DataFrame | None = None,
    *,
    level: str | None = None,
    type: str | None = None,
    province_code: str | None = None,
) -> str:
    """The code of the place that a text means.

    A bare name that fits a kota and a kabupaten, or a province too, is never settled by guessing; nor is a name that is
    only nearly right. A type in the text ("Kab. Bogor") outweighs the type of the context.

    Parameters
    ----------
    text
        A code ("64", "6472", "64.72"), a marked BPS code ("bps:6403"), or a name in any of the ways of `places`.
    places
        The table `place_keys`; by default the one that was built.
    level
        `province` or `regency`, where only one of them can be meant.
    type
        `kota` or `kabupaten`: what a name that does not say its type is, as in a list headed "Kota".
    province_code
        The province, as it is today, in which the place must lie.

    Returns
    -------
    str
        Kemendagri's code: two digits of a province, four of a regency or city.

    Raises
    ------
    PlaceNotFoundError
        When there is no such place; its `candidates` are the nearest.
    AmbiguousPlaceError
        When there are several; its `candidates` are all of them.

    Examples
    --------
    >>> import pandas as pd
    >>> provinces = pd.DataFrame({"province_code": ["32"], "name_id": ["Jawa Barat"], "name_en": ["West Java"]})
    >>> regencies = pd.DataFrame({"regency_code": ["3201", "3271"], "province_code": "32",
    ...     "type": ["kabupaten", "kota"], "name": "Bogor", "full_name": ["Kabupaten Bogor", "Kota Bogor"]})
    >>> names = pd.DataFrame({"alias": ["Jabar"], "code": ["32"], "kind": ["abbreviation"]})
    >>> bps = pd.DataFrame({"regency_code": ["3201", "3271"], "bps_code_2020": ["3201", "3271"]})
    >>> places = place_keys(provinces, regencies, names, bps)
    >>> [resolve_place(text, places) for text in ("JABAR", "west java", "Kab.Bogor", "kodya bogor", "32.71")]
    ['32', '32', '3201', '3271', '3271']
    >>> resolve_place("Bogor", places, type="kota")
    '3271'
    >>> resolve_place("Bogor", places)
    Traceback (most recent call last):
    kkpham_analysis.tables.places.errors.AmbiguousPlaceError: 'Bogor' may mean more than one place: Kabupaten Bogor
    (3201, Jawa Barat), Kota Bogor (3271, Jawa Barat); write the full name or the code.
    """
    return Gazetteer(_or_loaded(places, "place_keys")).resolve(text, Context(level, type, province_code))


def resolve_places(
    texts: pd.Series[str] | Iterable[str],
    places: pd.DataFrame | None = None,
    *,
    level: str | None = None,
    type: str | None = None,
    province_code: str | None = None,
) -> pd.Series[str]:
    """The codes of a column of places, each as `resolve_place` settles it; missing where the text is missing.

    Parameters
    ----------
    texts
        The column.
    places
        The table `place_keys`; by default the one that was built.
    level, type, province_code
        As of `resolve_place`, for all of them.

    Returns
    -------
    Series
        The codes, with the index and the name of the column.

    Raises
    ------
    UnsettledPlacesError
        When any entry cannot be settled; it holds all of them, by row.
    """
    import pandas as pd

    column = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype="object")
    gazetteer, context = Gazetteer(_or_loaded(places, "place_keys")), Context(level, type, province_code)
    settled: dict[Any, str | PlaceError] = {}
    for text in column.dropna().unique():
        try:
            settled[text] = gazetteer.resolve(text, context)
        except PlaceError as error:
            settled[text] = error
    found = [None if pd.isna(text) else settled[text] for text in column]
    misses = [(row, error) for row, error in zip(column.index, found, strict=True) if isinstance(error, PlaceError)]
    if misses:
        raise UnsettledPlacesError(misses)
    return pd.Series(found, index=column.index, name=column.name, dtype="str")


def name_of(code: str, places: pd.DataFrame | None = None) -> str:
    """The full name of a code: "Kota Samarinda" for "6472", "Kalimantan Timur" for "64".

    Parameters
    ----------
    code
        A code of Kemendagri's, of a regency or a province.
    places
        The table `place_keys`; by default the one that was built.

    Returns
    -------
    str
        The name in Indonesian.

    Raises
    ------
    PlaceNotFoundError
        When it is no code of Kemendagri's.
    """
    table = _or_loaded(places, "place_keys")
    rows = table[(table["code"] == code) & (table["kind"] == "code")]
    if rows.empty:
        raise PlaceNotFoundError(code, kind="unknown_code")
    return str(rows["full_name"].iloc[0])


def with_kemendagri_codes(
    frame: pd.DataFrame,
    bps_column: str,
    *,
    bps_codes: pd.DataFrame | None = None,
    regency_column: str = "regency_code",
) -> pd.DataFrame:
    """A table of BPS data with Kemendagri's codes, so that it joins with all other tables.

    Parameters
    ----------
    frame
        Any table; `bps_column` holds BPS's codes of regencies, as text or as whole numbers.
    bps_column
        The column of BPS codes.
    bps_codes
        One row per `regency_code`, with `bps_code_2020`; by default `load("bps_codes")`.
    regency_column
        The column that is added, or replaced.

    Returns
    -------
    DataFrame
        The table with `regency_column`, missing where the BPS code is missing.

    Raises
    ------
    CodesDoNotFitError
        When a code is not BPS's; all such rows are named.

    Examples
    --------
    >>> import pandas as pd
    >>> bps = pd.DataFrame({"regency_code": ["6402", "6403"], "bps_code_2020": ["6403", "6405"]})
    >>> with_kemendagri_codes(pd.DataFrame({"kode": [6403, 6405], "poor": [7.4, 5.2]}), "kode", bps_codes=bps)
       kode  poor regency_code
    0  6403   7.4         6402
    1  6405   5.2         6403
    """
    table = _or_loaded(bps_codes, "bps_codes")
    kemendagri = dict(zip(table["bps_code_2020"], table["regency_code"], strict=True))
    written = frame[bps_column]
    codes = written.map(lambda code: kemendagri.get(code_text(code).removeprefix("bps")), na_action="ignore")
    strays = [
        Misfit(row, str(code)) for row, code, wrong in
        zip(frame.index, written, codes.isna() & written.notna(), strict=True) if wrong
    ]  # fmt: skip
    if strays:
        raise CodesDoNotFitError(strays, "not_bps")
    return frame.assign(**{regency_column: codes.astype("str")})


def settle_codes(
    frame: pd.DataFrame, code_column: str, name_column: str, places: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A table whose codes are Kemendagri's beyond doubt: each is marked as BPS's, or fits the name beside it.

    Parameters
    ----------
    frame
        Any table with codes, as text or as whole numbers, and names beside them.
    code_column, name_column
        The columns of codes and of names.
    places
        The table `place_keys`; by default the one that was built.

    Returns
    -------
    DataFrame
        The table with Kemendagri's codes as text; missing where the code is missing.

    Raises
    ------
    CodesDoNotFitError
        When a code without a mark means another place than the name, or has no name beside it; all such rows are named.
    """
    import pandas as pd

    gazetteer = Gazetteer(_or_loaded(places, "place_keys"))
    codes = frame[code_column].map(code_text, na_action="ignore").fillna("")
    names = frame[name_column].astype("str").fillna("")
    settled = [gazetteer.marked(code) or code or None for code in codes]
    misfits = [
        Misfit(row, code, name, gazetteer.own_name(code), gazetteer.full_name(f"bps{code.removeprefix('bps')}"))
        for row, code, name in zip(frame.index, codes, names, strict=True)
        if code and not gazetteer.marked(code) and not gazetteer.fits(code, name)
    ]
    if misfits:
        raise CodesDoNotFitError(misfits, "names_differ")
    return frame.assign(**{code_column: pd.Series(settled, index=frame.index, dtype="str")})


def _or_loaded(table: pd.DataFrame | None, name: str) -> pd.DataFrame:
    return load(name) if table is None else table
