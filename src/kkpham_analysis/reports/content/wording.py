"""What several reports say in the same words: verdicts, evidence, statuses, and the last part with the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from importlib.metadata import version
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import count_in_words, rule_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import Rule, parse_rule
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.page import HowTo, Part, Prose, SourceList

STATUSES = ("compliant", "not_compliant", "not_named", "disputed", "unknown", "not_yet_formed")
EVIDENCE = ("complete", "counted", "disputed", "partial", "none")
CHANGES = ("new", "kept", "lost", "still_without", "not_yet_formed", "unknown")
COMPLETE = ("complete", "counted")
VERDICT_TONES = {True: "yes", False: "no"}
EVIDENCE_TONES = {"disputed": "disputed", "none": "unknown", "partial": "unknown"}


def eyebrow(facts: RoundFacts) -> str:
    """What the page is about: the award, the round, and the year of the data."""
    words = facts.words
    return words.phrase("report.eyebrow", award=facts.award_name, year=facts.award_year, assessed=facts.award_year - 1)


def joined(*sentences: str) -> str:
    """Sentences one after the other; empty ones leave no gap."""
    return " ".join(sentence for sentence in sentences if sentence)


def labels(room: str, names: Iterable[str], words: Words) -> dict[Any, str]:
    """Text of each value of a column, from the texts of one room."""
    return {name: words.phrase(f"{room}.{name}") for name in names}


def short_statuses(words: Words) -> dict[Any, str]:
    """Text of each status in a table of several rounds."""
    return labels("short", STATUSES, words)


def verdict_labels(words: Words) -> dict[Any, str]:
    """Text of each verdict under the rule."""
    return {True: words.phrase("report.met"), False: words.phrase("report.not_met")}


def counts(shares: pd.DataFrame, words: Words) -> pd.Series:
    """Count of each province in words: 7 of 10, 33–34 of 35; missing where nothing is known."""
    known = [None if row["evidence"] == "none" else count_in_words(row, words) for row in shares.to_dict("records")]
    return pd.Series(known, index=shares.index, dtype="str")


def percents(shares: pd.DataFrame, words: Words) -> pd.Series:
    """Share of each province in words, or its bounds; missing where nothing is known."""
    known = [None if row["evidence"] == "none" else percent_span(row, words) for row in shares.to_dict("records")]
    return pd.Series(known, index=shares.index, dtype="str")


def percent_span(row: Mapping[Any, Any], words: Words) -> str:
    """Share in words, or its two bounds with an en dash: 70,0 %, or 94,3–97,1 %."""
    low, high = float(row["share_low"]), float(row["share_high"])
    return words.percent(low) if low == high else f"{words.number(low * 100, 1)}–{words.percent(high)}"


def verdict(row: Mapping[Any, Any], words: Words) -> str:
    """What the share of a province means under the rule, in one clause: 70,0 %, over the 60 % asked."""
    share = percent_span(row, words)
    if pd.isna(row["rule"]):
        return words.phrase("report.no_rule", share=share)
    rule = parse_rule(row["rule"])
    threshold = rule_in_words(row["rule"], words)
    if pd.isna(row["meets_rule"]):
        return words.phrase("report.verdict_open", share=share, rule=threshold)
    asked = words.percent(float(rule.threshold), 0 if (rule.threshold * 100).denominator == 1 else 1)
    return words.phrase(f"report.{_side(row, rule)}", share=share, asked=asked, rule=threshold)


def _side(row: Mapping[Any, Any], rule: Rule) -> str:
    """On which side of the threshold the whole interval lies."""
    if row["meets_rule"]:
        return "over" if rule.comparison == ">" else "reached"
    is_exact = pd.notna(row["compliant"]) and Fraction(int(row["compliant"]), int(row["regencies"])) == rule.threshold
    return "exactly" if is_exact else "under"


def known_how(row: Mapping[Any, Any], claims: pd.DataFrame, words: Words) -> str:
    """How well the share of a province is known, in one sentence with the number of sources."""
    usable = claims[(claims["province_code"] == row["province_code"]) & (claims["certainty"] != "uncertain")]
    lists = usable.loc[(usable["measure"] == "complete_list") & (usable["value"] == 1), "source_id"].nunique()
    numbers = usable.loc[usable["measure"] == "awarded_regencies", "source_id"].nunique()
    said = {"complete": lists, "counted": numbers}.get(row["evidence"], lists + numbers)
    unknown = int(row["compliant_high"]) - int(row["compliant_low"])
    return words.phrase(f"known.{row['evidence']}", count=int(said), unknown=unknown, span=count_in_words(row, words))


def named(frame: pd.DataFrame) -> str:
    """Names of regencies, one after the other in the order of their codes; a contested one is marked."""
    contested = frame["contested"].fillna(False) if "contested" in frame else pd.Series(False, index=frame.index)
    ordered = frame.assign(mark=contested.map({True: "*", False: ""})).sort_values("regency_code")
    return ", ".join(ordered["full_name"] + ordered["mark"])


def ids(values: pd.Series) -> str:
    """Source ids of several rows as one text, each once."""
    split = values.dropna().str.split(";").explode()
    return ";".join(sorted(set(split[split != ""])))


def sources_of_provinces(facts: RoundFacts) -> pd.Series:
    """Source ids behind the figure of each province, by its code: of lists and counts, else of the names."""
    claims = facts.province_claims
    counted = claims[claims["measure"].isin(["awarded_regencies", "complete_list"])]
    by_list = counted.groupby("province_code")["source_id"].agg(ids)
    by_name = facts.status.groupby("province_code")["source_ids"].agg(ids)
    chosen = by_list.reindex(by_name.index)
    chosen = chosen.where(chosen.notna(), by_name)
    return chosen.where(chosen != "")


def sources_of_regencies(facts: RoundFacts) -> pd.Series:
    """Source ids behind the status of each regency, row by row; for one not named, those of the full lists."""
    return sources_of_statuses(facts.status, facts.province_claims)


def sources_of_statuses(status: pd.DataFrame, province_claims: pd.DataFrame) -> pd.Series:
    """Source ids behind each status of one round or several, row by row; for `not_named`, those of the full lists."""
    claims, keys = province_claims, ["award_year", "province_code"]
    is_list = (claims["measure"] == "complete_list") & (claims["value"] == 1) & (claims["certainty"] != "uncertain")
    lists = claims[is_list].groupby(keys)["source_id"].agg(ids).rename("lists")
    of_province = status[keys].merge(lists, left_on=keys, right_index=True, how="left")["lists"]
    return status["source_ids"].where(status["status"] != "not_named", of_province)


def source_list(facts: RoundFacts) -> SourceList:
    """Sources of the page, numbered."""
    return SourceList(facts.sources, facts.words)


def ending(sources: pd.DataFrame, command: str, words: Words, *, notes: Iterable[str] = ()) -> Part:
    """Last part of a page: how to read it, how to make it again, and its sources."""
    dates = sources["published_on"].dropna()
    newest = words.date(str(dates.max())) if len(dates) else words.phrase("common.undated")
    about = words.phrase("report.about_sources", count=len(sources), newest=newest, version=version("kkpham-analysis"))
    contents: list[Any] = [Prose("\n\n".join([*notes, about] if len(sources) else notes)), HowTo(command, words)]
    if len(sources):
        contents.append(SourceList(sources, words))
    return Part(words.phrase("report.sources"), *contents)


def denominator(facts: RoundFacts) -> str:
    """Whom the share is a share of, and what the rule asks."""
    words = facts.words
    said = words.phrase("report.denominator", year=facts.award_year - 1)
    if facts.rule is None:
        return joined(said, words.phrase("report.rule_unknown", year=facts.award_year))
    if parse_rule(facts.rule).denominator == "participants":
        said = words.phrase("report.denominator_participants")
    return joined(said, words.phrase("report.rule", rule=rule_in_words(facts.rule, words)))


def nothing_known(facts: RoundFacts) -> str:
    """Why the page has nothing to show: there was no such round, or no source speaks of it."""
    words = facts.words
    rounds = words.listed(str(award_year) for award_year in facts.rounds)
    key = "report.no_claims" if facts.award_year in facts.rounds else "report.no_round"
    return words.phrase(key, year=facts.award_year, rounds=rounds)
