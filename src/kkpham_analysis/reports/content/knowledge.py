"""What is known and how well, over all rounds: gathered once for `kkpham check` and for the page on data quality."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import (
    capitals_outside,
    claims_out_of_round,
    completeness,
    completeness_by_round,
    disagreeing_claims,
    disagreeing_counts,
    disagreeing_national,
    province_awards,
    regencies_in,
    regencies_named_by_none,
)
from kkpham_analysis.measures.country import awards_against_rule
from kkpham_analysis.reports.content.facts import rounds_facts
from kkpham_analysis.reports.content.grounds import in_language
from kkpham_analysis.tables.loading import tables_of
from kkpham_analysis.tables.source_ids import BETWEEN, joined_ids
from kkpham_analysis.tables.vocabulary import PROVINCE_AWARD, PROVINCE_KEYS, REGENCY_KEYS, UNCERTAIN


@dataclass(frozen=True)
class Knowledge:
    """What is known and how well.

    Parameters
    ----------
    shares, status : DataFrame
        `compliant_share` and `regency_status` of all rounds.
    provinces, rounds : DataFrame
        `completeness` of each province and round, and `completeness_by_round`.
    claims, counts, national : DataFrame
        `disagreeing_claims`, with `full_name` and `province` of the regency; `disagreeing_counts`, with `province`,
        `in_question` and `names_by` (see `with_regencies_in_question`);
        `disagreeing_national`. Each claim has its `note`, as it was taken down.
    awards_against_rule : DataFrame
        `province_awards` of all rounds that are not what follows from the rule, with `source_ids`.
    named_by_none : DataFrame
        `regencies_named_by_none`, with `province`.
    out_of_round : DataFrame
        `claims_out_of_round`, with `full_name`.
    capitals : DataFrame
        `capitals_outside`, with the name of the regency it falls in (`falls_in_name`).
    titles : dict
        Each title in the language, by category.
    award_years : tuple of int
        The rounds.
    sources : DataFrame
        Every source of a claim.
    words : Words
        The language of names.
    award_name : str
        The titles that count as compliant in any of the rounds.
    """

    shares: pd.DataFrame
    status: pd.DataFrame
    provinces: pd.DataFrame
    rounds: pd.DataFrame
    claims: pd.DataFrame
    counts: pd.DataFrame
    national: pd.DataFrame
    named_by_none: pd.DataFrame
    out_of_round: pd.DataFrame
    capitals: pd.DataFrame
    titles: dict[str, str]
    award_years: tuple[int, ...]
    sources: pd.DataFrame
    words: Words
    awards_against_rule: pd.DataFrame = field(default_factory=pd.DataFrame)
    award_name: str = ""

    @property
    def disputes(self) -> int:
        """How many regencies and rounds, provinces and rounds, and national figures are in dispute."""
        return sum(
            len(table.drop_duplicates(keys))
            for table, keys in (
                # Where nothing but an uncertain claim differs, no figure is in dispute.
                (self.claims[self.claims["disagreement"] != UNCERTAIN], ["award_year", "regency_code"]),
                (self.counts[self.counts["disagreement"] != UNCERTAIN], ["award_year", "province_code"]),
                (self.national, ["award_year", "measure"]),
            )
        )


def knowledge(*, words: Words, data_dir: Path | str | None = None) -> Knowledge:
    """Load and compute what is known of every round."""
    table = tables_of(data_dir)
    rounds = rounds_facts(words=words, data_dir=data_dir)
    regencies, changes, sources = table("regencies"), table("province_changes"), table("sources")
    names = in_language(table("provinces"), words)
    judged = pd.concat(
        [regencies_in(regencies, changes, award_year=award_year, provinces=names) for award_year in rounds.rounds],
        ignore_index=True,
    )
    known = completeness(rounds.shares, rounds.status)
    province_of = names.set_index("province_code")["name_id"]
    counts = disagreeing_counts(table("awards"), judged, rounds.shares, table("province_claims"), sources)
    claims = disagreeing_claims(table("award_claims"), sources)
    where = judged[["award_year", "regency_code", "full_name", "province"]]
    unnamed = regencies_named_by_none(table("award_claims"), regencies)
    name_of = regencies.set_index("regency_code")["full_name"]
    outside = claims_out_of_round(table("award_claims"), regencies, changes)
    titles = table("categories")
    capitals = capitals_outside(regencies, table("boundaries"))
    return Knowledge(
        shares=rounds.shares,
        status=rounds.status,
        provinces=known,
        rounds=completeness_by_round(known),
        claims=with_places(
            _with_notes(claims, table("award_claims"), [*REGENCY_KEYS, "category"]), where, regencies, names
        ),
        counts=_with_notes(
            with_regencies_in_question(counts, table("awards"), name_of).assign(
                province=counts["province_code"].map(province_of)
            ),
            table("province_claims"),
            [*PROVINCE_KEYS, "measure"],
        ),
        national=_with_notes(
            disagreeing_national(table("national_claims"), sources), table("national_claims"), ["award_year", "measure"]
        ),
        named_by_none=unnamed.assign(province=unnamed["province_code"].map(province_of)),
        out_of_round=outside.assign(full_name=outside["regency_code"].map(name_of)),
        capitals=capitals.assign(falls_in_name=capitals["falls_in"].map(name_of)),
        titles=dict(zip(titles["category"], titles[f"label_{words.language}"], strict=True)),
        award_years=rounds.rounds,
        sources=rounds.sources,
        award_name=rounds.award_name,
        words=words,
        awards_against_rule=against_rule(rounds.shares, table("province_claims"), table("national_claims")),
    )


def with_places(
    claims: pd.DataFrame, judged: pd.DataFrame, regencies: pd.DataFrame, provinces: pd.DataFrame
) -> pd.DataFrame:
    """Give claims the name of their regency and its province in the round; where that judged it not, those of today."""
    placed = claims.merge(judged, on=REGENCY_KEYS, how="left", validate="many_to_one")
    today = regencies.merge(provinces[["province_code", "name_id"]], on="province_code", validate="many_to_one")
    today = today.set_index("regency_code")
    for column, of_today in (("full_name", "full_name"), ("province", "name_id")):
        placed[column] = placed[column].fillna(placed["regency_code"].map(today[of_today]))
    return placed


def _with_notes(claims: pd.DataFrame, table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Claims with the note of each, as it was taken down and in Indonesian; missing where there is none."""
    notes = table[[*keys, "source_id", *(column for column in ("note", "note_id") if column in table)]]
    return claims.merge(notes, on=[*keys, "source_id"], how="left", validate="many_to_one")


def against_rule(shares: pd.DataFrame, province_claims: pd.DataFrame, national_claims: pd.DataFrame) -> pd.DataFrame:
    """Give the provinces and rounds whose award, as sources tell it, is not what follows from the rule.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of several rounds.
    province_claims, national_claims : DataFrame
        As `province_awards` takes them.

    Returns
    -------
    DataFrame
        The columns of `province_awards`, `award_year`, the bounds of the count, and `source_ids` of the claims about
        the award (`;` between them).
    """
    numbers = ["award_year", "province_code", "regencies", "compliant_low", "compliant_high"]
    parts = []
    for award_year, of_round in shares.groupby("award_year"):
        year = int(str(award_year))
        known = province_awards(province_claims, of_round, award_year=year, national_claims=national_claims)
        parts.append(
            awards_against_rule(known).merge(of_round[numbers], on=PROVINCE_KEYS, how="left", validate="one_to_one")
        )
    found = pd.concat(parts, ignore_index=True)
    own = province_claims[province_claims["measure"] == PROVINCE_AWARD]
    cited = own.groupby(PROVINCE_KEYS)["source_id"].agg(joined_ids).rename("source_ids").reset_index()
    return found.merge(cited, on=PROVINCE_KEYS, how="left", validate="one_to_one")


def with_regencies_in_question(counts: pd.DataFrame, awards: pd.DataFrame, name_of: pd.Series) -> pd.DataFrame:
    """Give the rows of `disagreeing_counts` with the regencies about which lists and names differ.

    Adds `in_question`, names in words, empty where there are none: beside a full list the regencies that it lacks (`−`)
    and those that it alone names (`+`), beside the names those that some list lacks; and `names_by`, beside the names
    the ids of the sources that name these.
    """
    keys = ["award_year", "province_code"]
    named_by = awards.set_index(["award_year", "regency_code"])["named_by"].to_dict()
    lacking: dict[tuple[Any, Any], set[str]] = {}
    for row in counts.to_dict("records"):
        lacking.setdefault((row[keys[0]], row[keys[1]]), set()).update(_codes(row["left_out"]))
    told, cited = [], []
    for row in counts.to_dict("records"):
        is_names = row["measure"] == "names"
        codes = sorted(lacking[(row[keys[0]], row[keys[1]])]) if is_names else []
        signed = [
            (sign, code) for sign, column in (("−", "left_out"), ("+", "only_here")) for code in _codes(row[column])
        ]
        told.append(", ".join([name_of[code] for code in codes] + [f"{sign} {name_of[code]}" for sign, code in signed]))
        cited.append(BETWEEN.join(named_by.get((row[keys[0]], code), "") for code in codes))
    return counts.assign(
        in_question=pd.Series(told, index=counts.index, dtype="str"),
        names_by=pd.Series(cited, index=counts.index, dtype="str"),
    )


def _codes(text: Any) -> list[str]:
    return [] if pd.isna(text) else [code for code in str(text).split(BETWEEN) if code]
