"""The numbers behind texts that say numbers ("7 dari 10", "60,0–70,0 %"): what a workbook holds in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording

COUNTS = ("compliant_low", "compliant_high", "regencies")
SHARES = ("share_low", "share_high")
VERDICTS = ("provinces_met", "provinces_not_met", "provinces_open")


def with_counts(shares: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Shares with `count` and `percent` in words; where nothing is known these are missing, and so are their bounds.

    Without a word on the evidence beside them, 0 and all would read as if they were counted.
    """
    known = known_bounds(shares, shares["evidence"])
    return shares.assign(count=wording.counts(shares, words), percent=wording.percents(shares, words), **known)


def known_bounds(shares: pd.DataFrame, evidence: pd.Series, end: str = "") -> dict[str, pd.Series]:
    """Bounds of counts and shares, where there are any with this end of their names; missing where nothing is known."""
    names = [f"{name}{end}" for name in (*COUNTS[:2], *SHARES)]
    return {name: shares[name].mask(evidence == "none") for name in names if name in shares}


def of_counts(words: Words) -> dict[str, dict[str, str]]:
    """The numbers behind `count` and `percent`, each with its heading."""
    return {"count": headed(COUNTS, words), "percent": headed(SHARES, words)}


def headed(names: Iterable[str], words: Words) -> dict[str, str]:
    """Columns with the headings that they have everywhere."""
    return {name: words.phrase(f"typed.{name}") for name in names}


def bounds(name: str, heading: str, words: Words, end: str = "") -> dict[str, str]:
    """Columns of the least and the most of something that has a heading."""
    return {f"{name}_{side}{end}": words.phrase(f"typed.{side}", what=heading) for side in ("low", "high")}


def of_coverage(heading: str, words: Words, end: str = "") -> dict[str, str]:
    """Columns behind a coverage that is written with its counts, for a heading such as the round."""
    names = {"coverage": "share_of", "covered": "covered_of", "applicable": "applicable_of"}
    return {f"{name}{end}": words.phrase(f"typed.{key}", what=heading) for name, key in names.items()}


def of_country(headings: Mapping[str, str], words: Words) -> dict[str, dict[str, str]]:
    """Columns behind the texts on the country by round, for their headings; `with_country` brings them."""
    spans = {name: bounds(name, headings[name], words) for name in ("counted", "published", "difference")}
    # How many sources give which number stands in the text alone.
    published = bounds("published", words.phrase("column.announced"), words)
    spans["published"] = {"published": headings["published"]} | published
    return spans | {"verdicts": headed(VERDICTS, words)}


def with_country(frame: pd.DataFrame, summary: pd.DataFrame, rules: pd.Series) -> pd.DataFrame:
    """Texts on the country by round with their numbers, row by row; no verdicts where there is no rule."""
    spans = [f"{name}_{side}" for name in ("counted", "published", "difference") for side in ("low", "high")]
    typed = summary[[*spans, *VERDICTS]].reset_index(drop=True)
    has_rule = rules.notna().to_numpy()
    return frame.join(typed.assign(**{name: typed[name].where(has_rule) for name in VERDICTS}))


def shares_by_round(shares: pd.DataFrame) -> pd.DataFrame:
    """Bounds of the share of each province, with two columns a round; missing where nothing is known.

    `bounds("share_2023", …)` names those of a round.
    """
    known = shares[shares["evidence"] != "none"]
    wide = known.pivot_table(index="province_code", columns="award_year", values=list(SHARES), aggfunc="first")
    wide.columns = wide.columns.map(lambda column: f"share_{column[1]}_{column[0].removeprefix('share_')}")
    every = [f"share_{award_year}_{side}" for award_year in shares["award_year"].unique() for side in ("low", "high")]
    return wide.reindex(columns=every, index=shares["province_code"].unique()).astype("Float64")


def of_edges(headings: Mapping[str, str], words: Words) -> dict[str, dict[str, str]]:
    """Columns behind a province at an edge that is written with its share, for their headings; see `with_edges`."""
    return {
        name: {f"{name}_province": heading} | bounds(f"{name}_share", heading, words)
        for name, heading in headings.items()
    }


def with_edges(frame: pd.DataFrame, edges: pd.DataFrame, of: Mapping[str, str]) -> pd.DataFrame:
    """Texts on edges with the province and the bounds of its share, row by row; `of` says which edge each shows."""
    columns = {
        f"{edge}_{given}": f"{name}_{typed}"
        for name, edge in of.items()
        for given, typed in (("province", "province"), ("low", "share_low"), ("high", "share_high"))
    }
    return frame.join(edges[list(columns)].rename(columns=columns).reset_index(drop=True))


def with_scores(frame: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Texts by `round` with the lowest and the highest score that was published for it."""
    scores = claims.groupby("award_year")["score"].agg(score_low="min", score_high="max")
    rounds = frame["round"].astype("int64")
    return frame.assign(**{name: rounds.map(scores[name]).astype("Float64") for name in scores})
