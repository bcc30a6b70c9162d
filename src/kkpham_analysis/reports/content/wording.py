"""What several reports say in the same words: verdicts, evidence, statuses, and whom a share is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import (
    count_in_words,
    rule_in_words,
    share_in_words,
    threshold_in_words,
    trial_note,
)
from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import assessed_year_of
from kkpham_analysis.measures.rules import Rule, parse_rule, trial_of
from kkpham_analysis.measures.status import is_contested
from kkpham_analysis.reports.content import givers, rules_told
from kkpham_analysis.reports.content.contested import inferred_rows
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.grounds import NOT_TOLD, sources_of_statuses
from kkpham_analysis.reports.content.rounds_told import undivided
from kkpham_analysis.reports.content.titles import titled
from kkpham_analysis.reports.page import PageHead, SourceList
from kkpham_analysis.tables.counted_titles import counted_titles
from kkpham_analysis.tables.source_ids import joined_ids, split_ids
from kkpham_analysis.tables.vocabulary import SOURCE_KINDS, STATUSES

CHANGES = ("new", "kept", "lost", "still_without", "not_yet_formed", "unknown")
VERDICT_TONES = {True: "yes", False: "no"}
HINTS = ("none_uncertain", "none_award", "none_both")
EVIDENCE_TONES = {"disputed": "disputed"} | dict.fromkeys(("none", *HINTS, "partial"), "unknown")


def eyebrow(facts: RoundFacts) -> str:
    """What the page is about: the award, the round, who gave it, and the year of the data."""
    award = facts.programme_name or facts.award_name
    return givers.about_round(award, facts.award_year, facts.words, rounds=facts.rounds)


def joined(*sentences: str) -> str:
    """Sentences one after the other; empty ones leave no gap."""
    return " ".join(sentence for sentence in sentences if sentence)


def labels(room: str, names: Iterable[str], words: Words) -> dict[Any, str]:
    """Text of each value of a column, from the texts of one room."""
    return {name: words.phrase(f"{room}.{name}") for name in names}


def measure_labels(measures: Iterable[str], titles: Mapping[str, str], words: Words) -> dict[Any, str]:
    """Text of each measure of claims; of one that counts certain titles, with what these are called (`titles`)."""
    return {name: measure_label(name, titles, words) for name in measures}


def measure_label(measure: str, titles: Mapping[str, str], words: Words) -> str:
    """Text of a measure of claims, as `measure_labels`."""
    called = [titles[name] for name in counted_titles(measure, titles) if name in titles]
    if not called:
        return words.phrase(f"measure.{measure}")
    names = [words.phrase("report.title_name", name=name) for name in called]
    return words.phrase("measure.of_titles", titles=words.either(names))


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


def verdict(row: Mapping[Any, Any], words: Words, *, cited: str = "", behind: str = "") -> str:
    """What the share of a province means under the rule, in one clause: 70,0 %, over the 60 % required.

    `cited` are the numbers of the sources of the rule (`rule_cited`), `behind` those of the share (`figure_cited`).
    """
    share = _share_or_bounds(row, words)
    share += behind if row["evidence"] != "none" and pd.notna(row["share_low"]) else ""
    if pd.isna(row["rule"]):
        return words.phrase("report.no_rule", share=share)
    rule, tried = parse_rule(row["rule"]), "_trial" if trial_of(pd.DataFrame([row])) else ""
    threshold = rule_in_words(row["rule"], words)
    if pd.isna(row["share_low"]):
        return words.phrase(f"report.verdict_no_denominator{tried}", rule=threshold + cited)
    if pd.isna(row["meets_rule"]):
        return words.phrase(f"report.verdict_open{tried}", share=share, rule=threshold + cited)
    asked = threshold_in_words(rule, words)
    return words.phrase(f"report.{_side(row, rule)}{tried}", share=share, asked=asked, rule=threshold) + cited


def _share_or_bounds(row: Mapping[Any, Any], words: Words) -> str:
    """Share in a sentence: where it is not one figure, between which two it lies."""
    low, high = row["share_low"], row["share_high"]
    if row["evidence"] == "none" or pd.isna(low) or low == high:
        return share_in_words(row, words)
    return words.phrase("report.between", low=words.percent(float(low)), high=words.percent(float(high)))


def verdict_sentence(row: Mapping[Any, Any], words: Words, *, cited: str = "", behind: str = "") -> str:
    """What the share of a province means under the rule, in a sentence of its own; without a share, only the rule."""
    tried = "_trial" if trial_of(pd.DataFrame([row])) else ""
    threshold = "" if pd.isna(row["rule"]) else rule_in_words(row["rule"], words) + cited
    if row["evidence"] == "none":
        return threshold and words.phrase(f"province.verdict_none{tried}", rule=threshold)
    if pd.notna(row["rule"]) and pd.isna(row["share_low"]):
        return words.phrase(f"province.verdict_no_denominator{tried}", rule=threshold)
    return words.phrase("province.verdict", verdict=verdict(row, words, cited=cited, behind=behind))


def _side(row: Mapping[Any, Any], rule: Rule) -> str:
    """On which side of the threshold the whole interval lies."""
    if row["meets_rule"]:
        return "over" if rule.comparison == ">" else "reached"
    is_exact = pd.notna(row["compliant"]) and Fraction(int(row["compliant"]), int(row["regencies"])) == rule.threshold
    return "exactly" if is_exact else "under"


def known_how(
    row: Mapping[Any, Any], behind: pd.DataFrame, words: Words, *, said: str = "", listed: SourceList | None = None
) -> str:
    """How well the share of a province is known, in one sentence with the number of sources (`share_sources`).

    `said`: where sources disagree, what they say; where nothing is known for sure, what there is. `listed` are the
    sources of the page, where the sentence cites by their numbers.
    """
    evidence = row["evidence"]
    if evidence == "none":
        return said
    of_province = behind[behind["province_code"] == row["province_code"]].iloc[0]
    counted = {"complete": of_province["full_lists"], "partial": row["compliant_high"] - row["compliant_low"]}
    count = int(counted.get(evidence, of_province["sources"]))
    number = words.spelled(count).capitalize()
    column = "full_list_ids" if evidence == "complete" else "source_ids"
    cited = (
        ""
        if listed is None or evidence == "partial"
        else listed.cited(split_ids(pd.Series([of_province[column]], dtype="str")))
    )
    return words.phrase(f"known.{evidence}", count=count, Number=number, said=said, cited=cited)


def kinds_of_sources(facts: RoundFacts, province_code: str) -> pd.Series:
    """How many sources of each kind the figure of a province rests on, the most trusted kind first."""
    counted = sources_behind(facts, province_code)["kind"].value_counts()
    return counted.reindex([kind for kind in SOURCE_KINDS if kind in counted.index])


def sources_behind(facts: RoundFacts, province_code: str) -> pd.DataFrame:
    """Sources that the figure of a province rests on."""
    row = facts.behind[facts.behind["province_code"] == province_code]
    return facts.sources[facts.sources["source_id"].isin(set(split_ids(row["source_ids"])))]


def sources_of_shares(facts: RoundFacts) -> pd.DataFrame:
    """Sources that the figures of all provinces of the page rest on, for figures that draw nothing else."""
    return facts.sources[facts.sources["source_id"].isin(set(split_ids(facts.behind["source_ids"])))]


def press_alone(facts: RoundFacts, province_code: str) -> bool:
    """Whether all sources of the figure of a province are news, and none is official."""
    return province_code in on_press_alone(facts)


def on_press_alone(facts: RoundFacts) -> set[str]:
    """Codes of the provinces whose figure rests on news, and on no other kind of source."""
    kinds = split_ids(sources_of_provinces(facts)).map(facts.sources.set_index("source_id")["kind"])
    is_news = (kinds[kinds.isin(SOURCE_KINDS)] == "news").groupby(level=0).all()
    return set(is_news.index[is_news])


def named(frame: pd.DataFrame, words: Words) -> str:
    """Names of regencies, one after the other in the order of their codes.

    Where the frame has statuses a contested one is marked, and one that is inferred alone says so; where there is a
    column `title`, it is given behind the names.
    """
    ordered = frame.assign(mark=is_contested(frame).map({True: "*", False: ""})).sort_values("regency_code")
    names = ordered["full_name"] + ordered["mark"]
    if "title" in ordered:
        names = names.where(ordered["title"].isna(), names + " (" + ordered["title"].fillna("") + ")")
    if "inferred" in ordered:
        names = names.mask(inferred_rows(ordered), names + " " + words.phrase("report.name_inferred"))
    return ", ".join(names)


def ids(values: pd.Series) -> str:
    """Source ids of several rows as one text, each once."""
    return joined_ids(split_ids(values))


def sources_of_provinces(facts: RoundFacts) -> pd.Series:
    """Source ids behind the figure of each province, by its code: of lists and counts, else of the names."""
    return facts.behind.set_index("province_code")["source_ids"]


def cited_shares(facts: RoundFacts) -> pd.DataFrame:
    """Shares with what figures say beside them.

    `source_ids`: what the figure of each province rests on, and who contradicts its regencies; `otherwise`: the verdict
    on it that another rule turns to, as `rules_told.otherwise`.
    """
    province_of = facts.status.set_index("regency_code")["province_code"]
    against = facts.dissent["source_id"].groupby(facts.dissent["regency_code"].map(province_of)).agg(list).to_dict()
    behind = sources_of_provinces(facts)
    told = [
        joined_ids([*split_ids(behind[behind.index == code]), *against.get(code, [])])
        for code in facts.shares["province_code"]
    ]
    turned = [rules_told.otherwise(row, facts) for row in facts.shares.to_dict("records")]
    added = {"source_ids": told, "otherwise": turned}
    index = facts.shares.index
    return facts.shares.assign(**{name: pd.Series(said, index=index, dtype="str") for name, said in added.items()})


def sources_of_regencies(facts: RoundFacts) -> pd.Series:
    """Source ids behind the status of each regency, row by row; for one not named, those of the full lists."""
    return sources_of_statuses(facts.status, facts.behind)


def sources_of_changes_in(facts: RoundFacts, province_code: str) -> str:
    """Source ids behind the known changes of a province: of the round, and of the one before."""
    told = facts.changes.loc[~facts.changes["change"].isin(NOT_TOLD), "regency_code"]
    here = facts.status["regency_code"].isin(told) & (facts.status["province_code"] == province_code)
    of_round = split_ids(sources_of_regencies(facts)[here])
    return joined_ids([*of_round, *facts.behind_changes.get(province_code, ())])


def sources_column(words: Words) -> dict[str, str]:
    """The column of sources with its heading."""
    return {"source_ids": words.phrase("column.sources")}


def list_with_others(facts: RoundFacts) -> SourceList:
    """Sources of the page as `source_list`, with those of the round before behind them, as the last part lists them."""
    return SourceList(facts.sources, facts.words, source_uses(facts), facts.other_sources)


def source_list(facts: RoundFacts) -> SourceList:
    """Sources of the page, numbered, each with what it is used for."""
    return SourceList(facts.sources, facts.words, source_uses(facts))


def source_uses(facts: RoundFacts, *claims: pd.DataFrame, figures: Iterable[str] = ()) -> dict[str, str]:
    """What each source is used for, by its id: results (those of `figures` too), the rule, or another rule.

    One of which no claim is counted, those of `claims` included, is used for no result.

    Where all are of results, nothing needs to be told apart.
    """
    of_rule = {"rule": set(facts.rule_source_ids), "dissent": set(facts.rule_dissent_ids)}
    counted = set(figures)
    of_claims = {use: ids - counted for use, ids in facts.uses_by_claims(*claims).items()}
    uses = {**of_claims, "figures": of_claims["figures"] | counted, **of_rule}
    if not any(ids for use, ids in uses.items() if use != "figures"):
        return {}
    words = facts.words

    def text(use: str, source_id: str) -> str:
        if use in of_rule:
            return rules_told.use(source_id, facts, dissents=use == "dissent")
        return words.phrase(f"report.use_{use}")

    said = {
        source_id: "; ".join(text(use, source_id) for use, ids in uses.items() if source_id in ids)
        for source_id in set().union(*uses.values())
    }
    return {source_id: words.phrase("report.used_for", uses=use) for source_id, use in said.items()}


def rule_cited(facts: RoundFacts, listed: SourceList | None = None) -> str:
    """Numbers of the sources of the rule that a verdict follows; none where it follows a rule on trial."""
    return "" if facts.trial else (listed or source_list(facts)).cited(facts.rule_source_ids)


def figure_cited(facts: RoundFacts, province_code: str, listed: SourceList | None = None) -> str:
    """Numbers of the sources that the figure of a province rests on."""
    row = facts.behind[facts.behind["province_code"] == province_code]
    return (listed or source_list(facts)).cited(split_ids(row["source_ids"]))


def trial_warning(facts: RoundFacts) -> str:
    """Say above a page that a rule is tried, and which is the round's own; empty where none is tried."""
    return f"{trial_note(facts.trial, facts.words)}." if facts.trial else ""


def tried(facts: RoundFacts) -> str:
    """End of the keys of texts that speak of a rule on trial; empty where they speak of that of the round."""
    return "_trial" if facts.trial else ""


def rule_option(facts: RoundFacts) -> list[str]:
    """Part of a command that gives the rule on trial."""
    return [f'--rule "{facts.trial.rule}"'] if facts.trial else []


def denominator(facts: RoundFacts, listed: SourceList | None = None) -> str:
    """Whom the share is a share of, and the rule as `rule_told` tells it."""
    return joined(of_whom(facts), rule_told(facts, listed))


def of_whom(facts: RoundFacts) -> str:
    """Whom the share is a share of."""
    of_participants = "_participants" if counts_participants(facts.rule) else ""
    return facts.words.phrase(f"report.denominator{of_participants}", year=assessed_year_of(facts.award_year))


def regencies_there(facts: RoundFacts) -> str:
    """How many regencies there were in the provinces of the page; of a year without a round nothing."""
    if facts.award_year not in facts.rounds:
        return ""
    words, number = facts.words, len(facts.status)
    return words.phrase("report.regencies_there", count=number, provinces=words.listed(facts.shares["province"]))


def rule_told(facts: RoundFacts, listed: SourceList | None = None) -> str:
    """What the rule asks, and how well that is known; `listed` are the sources of the page, where others."""
    return joined(rule_in_short(facts, listed), rule_doubts(facts, listed))


def rule_in_short(facts: RoundFacts, listed: SourceList | None = None) -> str:
    """What the rule asks, and nothing beside it."""
    words, trial = facts.words, facts.trial
    tried_rule = words.phrase("report.rule_trial", rule=rule_in_words(trial.rule, words)) if trial else ""
    if facts.round_rule is None:
        key = f"report.rule_unknown{'_trial' if trial else '_awaited' if facts.awaited else ''}"
        return joined(tried_rule, words.phrase(key, year=facts.award_year))
    rule = rule_in_words(facts.round_rule, words) + (listed or source_list(facts)).cited(facts.rule_source_ids)
    return joined(tried_rule, words.phrase("report.rule_own" if trial else "report.rule", rule=rule))


def rule_doubts(facts: RoundFacts, listed: SourceList | None = None) -> str:
    """Whether the rule is known from news alone, or from other rounds, and who says that it was another."""
    return rules_told.doubts(facts, listed or source_list(facts))


def counts_participants(rule: Any) -> bool:
    """Whether a rule takes the share of those that took part, not of all regencies."""
    return bool(pd.notna(rule)) and parse_rule(rule).denominator == "participants"


def nothing_known(facts: RoundFacts) -> str:
    """Why the page has nothing to show: there was no such round, or no source speaks of it."""
    words = facts.words
    if facts.award_year not in facts.rounds:
        return words.phrase("report.no_round", year=facts.award_year, rounds=words.listed(map(str, facts.rounds)))
    if not facts.rounds_here:
        return words.phrase("report.no_claims_ever", year=facts.award_year)
    if len(facts.scope) > 1:
        names = dict(zip(facts.shares["province_code"], facts.shares["province"], strict=True))
        each = [_rounds_with_data(names[code], facts.rounds_by_province[code], words) for code in facts.scope]
        return words.phrase("report.no_claims", year=facts.award_year, rounds="; ".join(each))
    rounds = words.listed(map(str, facts.rounds_here))
    return joined(words.phrase("report.no_claims", year=facts.award_year, rounds=rounds), undivided(facts))


def empty_head(facts: RoundFacts, title: str, *more: str) -> PageHead:
    """Head of a page that has nothing to show: why, and, where there was such a round, of whom and by which rule."""
    is_round = facts.award_year in facts.rounds
    listed = source_list(facts)
    known, rule = nothing_known(facts), (rule_told(facts, listed),) if is_round else ()
    lede = joined(known, *more, denominator(facts, listed) if is_round else "")
    cited = listed if listed.numbers else None
    return PageHead(eyebrow(facts), titled(title, facts), lede, trial_warning(facts), cited, known=known, rule=rule)


def _rounds_with_data(province: str, rounds: Iterable[int], words: Words) -> str:
    listed = words.listed(map(str, rounds)) or words.phrase("report.no_rounds")
    return words.phrase("report.rounds_of", province=province, rounds=listed)
