"""What sources say, and how many of them: numbers, the award of a province, and what there is where no figure is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.language import NO_BREAK_SPACE, Words
from kkpham_analysis.measures.country import awards_against_rule, certain_claims
from kkpham_analysis.measures.ranking import best_ranked
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.facts import SHOWN_MEASURES, RoundFacts
from kkpham_analysis.reports.page import SourceList
from kkpham_analysis.tables.vocabulary import (
    AWARDED_REGENCIES,
    COMPLETE_LIST,
    PROVINCE_AWARD,
    UNCERTAIN,
    WITH_LOWER_TITLE,
)

# Notes are taken down in English. `SPOKEN` is for tables that show them.
LANGUAGE_OF_NOTES = "en"
SPOKEN = {"note": "note_language"}


def numbers(claims: pd.DataFrame, words: Words, listed: SourceList | None = None) -> str:
    """Each number with how many sources give it, the most first: 7 sources say 34, 2 sources say 33.

    Parameters
    ----------
    claims : DataFrame
        One row per claim: `value, source_id`.
    words : Words
        The language.
    listed : SourceList, optional
        The sources of the page, where the text cites by their numbers.
    """

    def cited(value: int) -> str:
        return "" if listed is None else listed.cited(claims.loc[claims["value"] == value, "source_id"])

    return ", ".join(
        words.phrase("said.number", count=sources, number=words.number(value), cited=cited(value))
        for value, sources in sources_by_number(claims).items()
    )


def numbers_in_short(claims: pd.DataFrame, words: Words) -> str:
    """Each number with how many sources give it between brackets, where there is little room: 34 (7), 33 (2)."""
    return ", ".join(
        f"{words.number(value)}{NO_BREAK_SPACE}({sources})" for value, sources in sources_by_number(claims).items()
    )  # fmt: skip


def sources_by_number(claims: pd.DataFrame) -> dict[int, int]:
    """How many sources give each number, the number that most of them give first."""
    counts = claims.groupby("value")["source_id"].nunique().reset_index()
    ordered = counts.sort_values(["source_id", "value"], ascending=False)
    return {int(value): int(sources) for value, sources in zip(ordered["value"], ordered["source_id"], strict=True)}


def national_counts(national_claims: pd.DataFrame, measure: str = AWARDED_REGENCIES) -> pd.DataFrame:
    """Claims that give a number of the country, of regencies if nothing else is asked, and are counted."""
    if "measure" not in national_claims:
        return pd.DataFrame(columns=["value", "source_id"])
    certain: pd.DataFrame = certain_claims(national_claims)
    return certain[certain["measure"] == measure]


def province_numbers(facts: RoundFacts, row: Mapping[Any, Any]) -> str:
    """What counts, full lists and names of a province say where they disagree, each with how many sources say so."""
    words, listed = facts.words, wording.source_list(facts)
    counted = facts.counted[facts.counted["province_code"] == row["province_code"]]
    is_names = counted["measure"] == "names"
    told = counted[~is_names & (counted["certainty"] != UNCERTAIN)]
    parts = [numbers(told.assign(value=told["claimed_low"]), words, listed)]
    for names in counted[is_names].to_dict("records"):
        # Where counts of equal weight differ no figure is shown, and the names can neither differ from it nor be it.
        is_claim = pd.isna(row["compliant"]) or names["differs"] or names["claimed_low"] == row["compliant"]
        if is_claim and names["claimed_low"] not in set(told["claimed_low"]):
            parts.append(words.phrase("said.names", number=words.number(names["claimed_low"])))
    parts += _with_lower_class(facts, row["province_code"])
    has_other_names = (told[["left_out", "only_here"]].fillna("") != "").any(axis=None)
    if has_other_names and len(set(told["claimed_low"])) == 1 and len(parts) == 1:
        parts.append(words.phrase("said.other_names"))
    return ", ".join(parts)


def figure_basis(facts: RoundFacts, row: Mapping[Any, Any]) -> str:
    """What the figure shown of a province is: its names where any source lists them all, else the best count."""
    by_name = (_counts_and_lists(facts, row)["measure"] == COMPLETE_LIST).any()
    return facts.words.phrase("province.basis_names" if by_name else "province.basis_count")


def strongest_says(facts: RoundFacts, row: Mapping[Any, Any]) -> str:
    """Other numbers than the figure shown that none outranks, by lists or counts; empty where there is none.

    Where an equal gives the figure shown, each number with its sources: then neither is that of the strongest.
    """
    words, listed, told = facts.words, wording.source_list(facts), _counts_and_lists(facts, row)
    best = told[best_ranked(told, ["province_code"])] if len(told) else told
    says_figure = best["claimed_low"] == row["compliant"]
    if says_figure.all():
        return ""
    told_by = best["source_id"]
    if says_figure.any() and len(set(told_by)) > 1:
        return words.phrase("province.equals_say", said=numbers(best.assign(value=best["claimed_low"]), words, listed))
    each = words.listed(words.number(number) for number in sorted(best["claimed_low"].unique()))
    return words.phrase("province.strongest_says", count=told_by.nunique(), cited=listed.cited(told_by), numbers=each)


def _counts_and_lists(facts: RoundFacts, row: Mapping[Any, Any]) -> pd.DataFrame:
    counted = facts.counted[facts.counted["province_code"] == row["province_code"]]
    told: pd.DataFrame = counted[(counted["measure"] != "names") & (counted["certainty"] != UNCERTAIN)]
    return told


def takes_in_lower_class(claims: pd.DataFrame) -> pd.Series:
    """Whether the note of each claim says that its count takes in those of a lower class."""
    return _taken_in(claims).notna()


def _taken_in(claims: pd.DataFrame) -> pd.Series:
    """Title, as a key, that the count of each claim takes in by its note; missing where it takes in none."""
    said = as_taken_down(claims).str.extract(WITH_LOWER_TITLE, expand=False).str.replace(" ", "_")
    return said.where(claims["measure"] == AWARDED_REGENCIES)


def lower_class(facts: RoundFacts) -> str:
    """Name of the title that such counts take in."""
    titles = facts.categories.set_index("category")["label"]
    return facts.words.listed(titles.get(key, key) for key in _taken_in(facts.province_claims).dropna().unique())


def _with_lower_class(facts: RoundFacts, province_code: str) -> list[str]:
    """Which of the numbers take in a lower class, and by the notes of how many sources."""
    words, claims = facts.words, facts.province_claims
    mixed = claims[takes_in_lower_class(claims) & (claims["province_code"] == province_code)]
    return [
        words.phrase("said.with_lower", count=sources, number=words.number(value), category=lower_class(facts))
        for value, sources in sources_by_number(mixed).items()
    ]


def award_claims_of(facts: RoundFacts, province_code: str) -> pd.DataFrame:
    """Claims about the award of a province itself."""
    claims = facts.province_claims
    return claims[(claims["province_code"] == province_code) & (claims["measure"] == PROVINCE_AWARD)]


def award_sentence(facts: RoundFacts, row: Mapping[Any, Any], listed: SourceList | None = None) -> str:
    """What sources say of the award of the province itself, beside what follows from the rule; empty without any.

    Those that say what does not follow are cited as `listed` numbers them; without it, as the page of the facts does.
    """
    words, claims = facts.words, award_claims_of(facts, str(row["province_code"]))
    certain = claims[claims["certainty"] != UNCERTAIN]
    is_against = row["province_code"] in _against_rule(facts)
    if claims.empty:
        return words.phrase("said.award_others_against", province=row["province"]) if is_against else ""
    if certain.empty:
        return words.phrase("said.award_uncertain", count=claims["source_id"].nunique(), province=row["province"])
    yes, no = (numbers_of_sources(certain, value) for value in (1, 0))
    if yes and no:
        return words.phrase("said.award_differs", count=yes, no=words.spelled(no), province=row["province"])
    said = {"count": certain["source_id"].nunique(), "province": row["province"]}
    key = f"said.award_{'yes' if yes else 'no'}"
    if not is_against:
        return words.phrase(key, **said)
    cited = (listed or wording.source_list(facts)).cited(certain["source_id"])
    return words.phrase(f"{key}_against", cited=cited, **said)


def numbers_of_sources(claims: pd.DataFrame, value: int) -> int:
    """How many sources give this value."""
    return int(claims.loc[claims["value"] == value, "source_id"].nunique())


def _against_rule(facts: RoundFacts) -> set[str]:
    """Provinces whose award is not what follows from the rule of the round; none under a rule on trial."""
    known = facts.awarded_provinces
    return set() if facts.trial or known.empty else set(awards_against_rule(known)["province_code"])


def all_against_rule(facts: RoundFacts) -> str:
    """A sentence for each province whose award, as sources tell it, is not what follows from the rule."""
    against = _against_rule(facts)
    rows = [row for row in facts.shares.to_dict("records") if row["province_code"] in against]
    return " ".join(award_sentence(facts, row) for row in rows)


def what_there_is(facts: RoundFacts, province_code: str) -> str:
    """What sources say of a province of which neither number nor names are known for sure; only then: nothing."""
    words = facts.words
    parts = []
    if uncertain := uncertain_claims(facts, province_code):
        parts.append(words.phrase("said.uncertain", count=uncertain))
    if len(award_claims_of(facts, province_code)):
        parts.append(words.phrase("said.own_award"))
    if _says_other_things(facts, province_code):
        parts.append(words.phrase("said.other_things"))
    return words.phrase("said.nothing_but", parts=words.listed(parts)) if parts else words.phrase("said.nothing")


def uncertain_claims(facts: RoundFacts, province_code: str) -> int:
    """How many uncertain claims there are about the number or the names of the regencies of a province."""
    return sum(len(table) for table in _uncertain_of(facts, province_code))


def _uncertain_of(facts: RoundFacts, province_code: str) -> list[pd.DataFrame]:
    of_province = facts.province_claims[
        (facts.province_claims["province_code"] == province_code)
        & facts.province_claims["measure"].isin([measure for measure in SHOWN_MEASURES if measure != PROVINCE_AWARD])
    ]
    return [table[table["certainty"] == UNCERTAIN] for table in (_named(facts, province_code), of_province)]


def hints(facts: RoundFacts) -> pd.DataFrame:
    """What there is all the same of provinces of which neither number nor names are known, by their codes.

    `evidence` is `none_uncertain` (claims that are not counted), `none_award` (the award of the province itself) or
    `none_both`; `source_ids` who says so.
    """
    found = {}
    for code in facts.shares.loc[facts.shares["evidence"] == "none", "province_code"]:
        award, uncertain = award_claims_of(facts, code), _uncertain_of(facts, code)
        is_sure = award["certainty"] != UNCERTAIN
        unsure = pd.concat([*uncertain, award[~is_sure]])
        if len(unsure) or is_sure.any():
            kind = "award" if unsure.empty else "both" if is_sure.any() else "uncertain"
            found[code] = (f"none_{kind}", wording.ids(pd.concat([unsure, award])["source_id"]))
    return pd.DataFrame.from_dict(found, orient="index", columns=["evidence", "source_ids"], dtype="str")


def with_hints(shares: pd.DataFrame, facts: RoundFacts) -> pd.DataFrame:
    """Shares with `source_ids`, and with what `hints` tells where else there would be no evidence and no source."""
    codes = shares["province_code"]
    behind = codes.map(wording.sources_of_provinces(facts)).astype("str")
    ids = codes.map(hints(facts)["source_ids"]).astype("str")
    return shares.assign(evidence=evidence_told(shares, facts), source_ids=ids.fillna(behind))


def evidence_told(shares: pd.DataFrame, facts: RoundFacts) -> pd.Series:
    """Evidence of each row; where it is none, what `hints` tells that there is all the same."""
    kinds = shares["province_code"].map(hints(facts)["evidence"]).astype("str")
    told: pd.Series = kinds.fillna(shares["evidence"].astype("str"))
    return told


def _named(facts: RoundFacts, province_code: str) -> pd.DataFrame:
    codes = facts.status.loc[facts.status["province_code"] == province_code, "regency_code"]
    return facts.award_claims[facts.award_claims["regency_code"].isin(codes)]


def _says_other_things(facts: RoundFacts, province_code: str) -> bool:
    """Whether sources say anything else of it: who took part, how many did, how many were of another class."""
    claims = facts.province_claims[facts.province_claims["province_code"] == province_code]
    others = ~claims["measure"].isin([*SHOWN_MEASURES, "best_province_award"])
    return bool(others.any() or (_named(facts, province_code)["certainty"] != UNCERTAIN).any())


def notes(claims: pd.DataFrame, words: Words) -> dict[str, pd.Series]:
    """Note of each claim, and the language of it: that of the report where it was translated.

    Empty where there is none.
    """
    taken_down = as_taken_down(claims)
    own = claims.get(f"note_{words.language}", pd.Series(None, index=claims.index, dtype="str"))
    language = pd.Series(words.language, index=claims.index, dtype="str").where(own.notna(), LANGUAGE_OF_NOTES)
    return {"note": own.fillna(taken_down), "note_language": language.where(taken_down != "", "")}


def as_taken_down(claims: pd.DataFrame) -> pd.Series:
    """Note of each claim in the words in which it was taken down; empty where there is none."""
    return claims["note"].fillna("") if "note" in claims else pd.Series("", index=claims.index, dtype="str")


def with_notes(frame: pd.DataFrame, columns: Mapping[str, str], words: Words) -> dict[str, str]:
    """Columns of a table with that of notes as the last, where any row has one."""
    return {**columns, **({"note": words.phrase("column.note")} if (frame["note"] != "").any() else {})}


def on_press_alone(facts: RoundFacts) -> str:
    """Of how many provinces the figure rests on news alone; empty where of none."""
    told = facts.shares.loc[facts.shares["evidence"] != "none", "province_code"]
    press = int(told.isin(wording.on_press_alone(facts)).sum())
    return facts.words.phrase("national.press_alone", count=press, known=len(told)) if press else ""
