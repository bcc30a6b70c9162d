"""The indicators in use: of each regulation the list that was loaded, or what is publicly known where none was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.schemas.indicators import INDICATORS_IN_USE
from kkpham_analysis.tables.vocabulary import KNOWN, LOADED

if TYPE_CHECKING:
    import pandas as pd


def indicators_in_use(
    known: pd.DataFrame,
    catalogues: pd.DataFrame,
    items: pd.DataFrame,
    rights: pd.DataFrame,
    regulations: pd.DataFrame,
) -> pd.DataFrame:
    """Indicators of each regulation.

    A list that was loaded takes the place of what is publicly known: both would count an indicator twice.

    Parameters
    ----------
    known
        What is publicly known: the table `indicators_known`.
    catalogues, items
        The lists that were loaded, and their indicators.
    rights, regulations
        The tables of these names.

    Returns
    -------
    DataFrame
        The columns of `INDICATORS_IN_USE`: one row per regulation and indicator. `indicator_code` is missing where the
        number is not known; `kind` says whether the row is of a loaded list, publicly known, or a placeholder. An
        indicator is asked in all rounds of its regulation, unless its number is known to be dropped before the last.
    """
    import pandas as pd

    loaded = items.merge(lists_in_use(catalogues), on=["regulation", "version"], validate="many_to_one")
    public = known[~known["regulation"].isin(loaded["regulation"])].drop(columns="award_year_to").assign(kind=KNOWN)
    rows = pd.concat([loaded, public], ignore_index=True)
    names = rights[["regulation", "right_code", "name_id", "name_en", "group"]]
    names = names.rename(columns={"name_id": "right_id", "name_en": "right_en"})
    rounds = regulations[["regulation", "award_year_from", "award_year_to"]]
    rows = rows.merge(names, on=["regulation", "right_code"], how="left", validate="many_to_one")
    rows = rows.merge(rounds, on="regulation", how="left", validate="many_to_one")
    rows = rows.merge(_dropped(known), on=["regulation", "indicator_no"], how="left", validate="many_to_one")
    rows["award_year_to"] = rows[["award_year_to", "dropped_after"]].min(axis=1)
    rows["indicator_code"] = indicator_codes(rows)
    types = {field.name: field.dtype for field in INDICATORS_IN_USE.fields}
    return rows.reindex(columns=list(types)).astype(types)


def _dropped(known: pd.DataFrame) -> pd.DataFrame:
    """The last round of each number that is known not to be asked to the end of its regulation."""
    numbered = known.dropna(subset=["indicator_no", "award_year_to"]).drop_duplicates(["regulation", "indicator_no"])
    numbered = numbered[["regulation", "indicator_no", "award_year_to"]].astype({"indicator_no": "Int64"})
    return numbered.rename(columns={"award_year_to": "dropped_after"})


def lists_in_use(catalogues: pd.DataFrame) -> pd.DataFrame:
    """The list in use of each regulation that has one: the newest its holder gave, else the newest placeholder.

    Parameters
    ----------
    catalogues
        The lists that were loaded.

    Returns
    -------
    DataFrame
        One row per regulation: `regulation, version, kind`.
    """
    ranked = catalogues.assign(is_loaded=catalogues["kind"] == LOADED)
    ranked = ranked.sort_values(["regulation", "is_loaded", "version"], kind="stable")
    return ranked.drop_duplicates("regulation", keep="last")[["regulation", "version", "kind"]]


def of_round(table: pd.DataFrame, award_year: Any) -> pd.DataFrame:
    """The rows of a round: of the indicators those that it asks for, of the regulations the one that judged it.

    >>> import pandas as pd
    >>> regulations = pd.DataFrame({"regulation": ["1/2030", "2/2035"], "award_year_from": [2030, 2035],
    ...     "award_year_to": [2034, 2039]})
    >>> of_round(regulations, 2035)["regulation"].tolist(), of_round(regulations, 2040)["regulation"].tolist()
    (['2/2035'], [])
    """
    holds = table["award_year_from"].le(award_year) & table["award_year_to"].ge(award_year)
    return table[surely(holds)]


def titles_of_round(regulations: pd.DataFrame, classes: pd.DataFrame, award_year: Any) -> list[str]:
    """The titles that the regulation of a round gives; none where it is not known.

    >>> import pandas as pd
    >>> regulations = pd.DataFrame({"regulation": ["1/2030"], "award_year_from": [2030], "award_year_to": [2034]})
    >>> classes = pd.DataFrame({"regulation": ["1/2030", "2/2035"], "category": ["good", "best"]})
    >>> titles_of_round(regulations, classes, 2031), titles_of_round(regulations, classes, 2029)
    (['good'], [])
    """
    judging = of_round(regulations, award_year)["regulation"]
    return classes.loc[classes["regulation"].isin(judging), "category"].dropna().tolist()


def types_of(settings: pd.DataFrame, seen: pd.Series[str], regulation: str | None) -> list[str]:
    """The types of indicators of a regulation in its own order: those it weighs, then others as they are seen.

    Parameters
    ----------
    settings
        The table `regulation_settings`.
    seen
        Types of indicators of the regulation.
    regulation
        Its number and year.

    Examples
    --------
    >>> import pandas as pd
    >>> settings = pd.DataFrame({"regulation": "1/2030", "setting": "type_weight", "of": ["input", "end"]})
    >>> types_of(settings, pd.Series(["end", "use", None]), "1/2030")
    ['input', 'end', 'use']
    """
    own = settings["regulation"].eq(regulation or "") & settings["setting"].eq("type_weight")
    return [str(name) for name in dict.fromkeys([*settings.loc[own, "of"].dropna(), *seen.dropna()])]


def code_parts(code: str) -> tuple[str, int]:
    """Regulation and number of an indicator, from its code.

    >>> code_parts("22/2021-017")
    ('22/2021', 17)
    """
    regulation, _, number = code.rpartition("-")
    return regulation, int(number)


def indicator_codes(rows: pd.DataFrame) -> pd.Series[str]:
    """Regulation and number as one code, `22/2021-017`; missing where the number is.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"regulation": "22/2021", "indicator_no": pd.array([17, None], dtype="Int64")})
    >>> indicator_codes(rows).tolist()
    ['22/2021-017', nan]
    """
    numbers = rows["indicator_no"].astype("str").str.zfill(3)
    codes: pd.Series[str] = (rows["regulation"] + "-" + numbers).where(rows["indicator_no"].notna())
    return codes
