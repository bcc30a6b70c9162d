"""What several reports say in the same words: verdicts, evidence, statuses, and the last part with the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from importlib.metadata import version
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import count_in_words, rule_in_words, share_in_words, threshold_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import Rule, parse_rule
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.page import HowTo, Part, Prose, SourceList
from kkpham_analysis.tables.source_ids import joined_ids, split_ids
from kkpham_analysis.tables.vocabulary import STATUSES

CHANGES = ("new", "kept", "lost", "still_without", "not_yet_formed", "unknown")
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
    return labels("short", (*STATUSES, "not_yet_formed"), words)


def verdict_labels(words: Words) -> dict[Any, str]:
    """Text of each verdict under the rule."""
    return {True: words.phrase("report.met"), False: words.phrase("report.not_met")}


def counts(shares: pd.DataFrame, words: Words) -> pd.Series:
    """Count of each province in words: 7 of 10, 33–34 of 35; missing where nothing is known."""
    known = [None if row["evidence"] == "none" else count_in_words(row, words) for row in shares.to_dict("records")]
    return pd.Series(known, index=shares.index, dtype="str")


def percents(shares: pd.DataFrame, words: Words) -> pd.Series:
    """Share of each province in words, or its bounds; missing where nothing is known."""
    known = [None if row["evidence"] == "none" else share_in_words(row, words) for row in shares.to_dict("records")]
    return pd.Series(known, index=shares.index, dtype="str")


def difference(low: int, high: int, words: Words) -> str:
    """Difference with its sign, or the least and the most that it is: 114, 32–39, −2 to 106."""
    # A minus beside an en dash cannot be told apart; "to" can.
    if low < 0 and low != high:
        return words.phrase("report.from_to", low=words.number(low), high=words.number(high))
    return words.span(words.number(low), words.number(high))


def verdict(row: Mapping[Any, Any], words: Words, *, aloud: bool = False) -> str:
    """What the share of a province means under the rule, in one clause: 70.0 %, above the 60 % threshold.

    `aloud` gives it as the command says it: 70.0 %, over the 60 % asked.
    """
    share = share_in_words(row, words)
    if pd.isna(row["rule"]):
        return words.phrase("report.no_rule", share=share)
    rule = parse_rule(row["rule"])
    threshold = rule_in_words(row["rule"], words)
    if pd.isna(row["share_low"]):
        return words.phrase("report.verdict_no_denominator", rule=threshold)
    if pd.isna(row["meets_rule"]):
        return words.phrase("report.verdict_open", share=share, rule=threshold)
    asked = threshold_in_words(rule, words)
    key = f"said.{_side(row, rule)}" if aloud else f"report.{_side(row, rule)}"
    return words.phrase(key, share=share, asked=asked, rule=threshold)


def verdict_sentence(row: Mapping[Any, Any], words: Words, *, aloud: bool = False) -> str:
    """What the share of a province means under the rule, in a sentence of its own."""
    if pd.notna(row["rule"]) and pd.isna(row["share_low"]):
        return words.phrase("province.verdict_no_denominator", rule=rule_in_words(row["rule"], words))
    return words.phrase("province.verdict", verdict=verdict(row, words, aloud=aloud))


def _side(row: Mapping[Any, Any], rule: Rule) -> str:
    """On which side of the threshold the whole interval lies."""
    if row["meets_rule"]:
        return "over" if rule.comparison == ">" else "reached"
    is_exact = pd.notna(row["compliant"]) and Fraction(int(row["compliant"]), int(row["regencies"])) == rule.threshold
    return "exactly" if is_exact else "under"


def known_how(row: Mapping[Any, Any], behind: pd.DataFrame, words: Words) -> str:
    """How well the share of a province is known, in one sentence with the number of sources (`share_sources`)."""
    evidence = row["evidence"]
    of_province = behind[behind["province_code"] == row["province_code"]].iloc[0]
    counted = {"complete": of_province["full_lists"], "partial": row["compliant_high"] - row["compliant_low"]}
    count = int(counted.get(evidence, of_province["sources"]))
    return words.phrase(
        f"known.{evidence}", count=count, Number=words.spelled(count).capitalize(), span=count_in_words(row, words)
    )


def named(frame: pd.DataFrame) -> str:
    """Names of regencies, one after the other in the order of their codes; a contested one is marked."""
    contested = frame["contested"].fillna(False) if "contested" in frame else pd.Series(False, index=frame.index)
    ordered = frame.assign(mark=contested.map({True: "*", False: ""})).sort_values("regency_code")
    return ", ".join(ordered["full_name"] + ordered["mark"])


def ids(values: pd.Series) -> str:
    """Source ids of several rows as one text, each once."""
    return joined_ids(split_ids(values))


def sources_of_provinces(facts: RoundFacts) -> pd.Series:
    """Source ids behind the figure of each province, by its code: of lists and counts, else of the names."""
    return facts.behind.set_index("province_code")["source_ids"]


def sources_of_regencies(facts: RoundFacts) -> pd.Series:
    """Source ids behind the status of each regency, row by row; for one not named, those of the full lists."""
    return sources_of_statuses(facts.status, facts.behind)


def sources_of_statuses(status: pd.DataFrame, behind: pd.DataFrame) -> pd.Series:
    """Source ids behind each status, row by row; for `not_named`, those of the full lists.

    Parameters
    ----------
    status, behind : DataFrame
        `regency_status` and `share_sources` of one round, or of several one below the other.
    """
    keys = ["award_year", "province_code"]
    lists = status[keys].merge(behind[[*keys, "full_list_ids"]], on=keys, how="left", validate="many_to_one")
    of_province = lists["full_list_ids"].set_axis(status.index)
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
    if facts.rule is None:
        said = words.phrase("report.denominator", year=facts.award_year - 1)
        return joined(said, words.phrase("report.rule_unknown", year=facts.award_year))
    of_participants = counts_participants(facts.rule)
    said = words.phrase(f"report.denominator{'_participants' if of_participants else ''}", year=facts.award_year - 1)
    return joined(said, words.phrase("report.rule", rule=rule_in_words(facts.rule, words)))


def counts_participants(rule: Any) -> bool:
    """Whether a rule takes the share of those that took part, not of all regencies."""
    return bool(pd.notna(rule)) and parse_rule(rule).denominator == "participants"


def nothing_known(facts: RoundFacts) -> str:
    """Why the page has nothing to show: there was no such round, or no source speaks of it."""
    words = facts.words
    rounds = words.listed(str(award_year) for award_year in facts.rounds)
    key = "report.no_claims" if facts.award_year in facts.rounds else "report.no_round"
    return words.phrase(key, year=facts.award_year, rounds=rounds)
