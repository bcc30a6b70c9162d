"""What figures say in words: findings, lists for who cannot see them, and last lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from kkpham_analysis.figures.style import single_rule
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import parse_rule


def rule_in_words(rule: str, words: Words) -> str:
    """Rule as people say it: `>60%` is "more than 60 %"."""
    parsed = parse_rule(rule)
    percent = float(parsed.threshold * 100)
    threshold = words.percent(float(parsed.threshold), 0 if percent == round(percent) else 1)
    said = words.phrase("figures.over" if parsed.comparison == ">" else "figures.at_least", threshold=threshold)
    return words.phrase("figures.of_participants", rule=said) if parsed.denominator == "participants" else said


def year_of(frame: pd.DataFrame) -> int:
    """Round of a frame that holds one.

    Raises
    ------
    ValueError
        When it holds none, or several.
    """
    rounds = frame["award_year"].unique()
    if len(rounds) != 1:
        raise ValueError(f"one round is needed, {len(rounds)} are in the table; select one by award_year")
    return int(rounds[0])


def national_finding(shares: pd.DataFrame, award_name: str, words: Words) -> str:
    """How many provinces met the rule, of those that can be judged."""
    rule = single_rule(list(shares["rule"]))
    if rule is None:
        known = int(shares["share"].notna().sum())
        return words.phrase("figures.national_shares", known=known, provinces=len(shares), award=award_name)
    verdicts = shares["meets_rule"].dropna()
    if verdicts.empty:
        return words.phrase("figures.national_open")
    return words.phrase(
        "figures.national_met",
        met=int(verdicts.sum()),
        known=len(verdicts),
        rule=rule_in_words(rule, words),
        award=award_name,
    )


def verdict_lists(shares: pd.DataFrame, words: Words) -> str:
    """Provinces on either side of the rule by name, and how many are open."""
    none = int((shares["evidence"] == "none").sum())
    if single_rule(list(shares["rule"])) is None:
        known = shares.dropna(subset="share")
        said = [
            words.phrase("figures.bar_row", province=row["province"], share=share_in_words(row, words))
            for row in known.to_dict("records")
        ]
        parts = [words.phrase("figures.alt_shares", names=words.listed(said))] if said else []
        return " ".join([*parts, *([words.phrase("figures.alt_none", count=none)] if none else [])])
    verdict = shares["meets_rule"].astype("boolean")
    met = shares.loc[verdict.fillna(False), "province"]
    missed = shares.loc[(~verdict).fillna(False), "province"]
    open_ = int(verdict.isna().sum()) - none
    parts = [
        words.phrase(key, names=words.listed(names))
        for key, names in (("figures.alt_met", met), ("figures.alt_not_met", missed))
        if len(names)
    ]
    numbers = (("figures.alt_open", open_), ("figures.alt_none", none))
    return " ".join([*parts, *(words.phrase(key, count=count) for key, count in numbers if count > 0)])


def source_line(sources: pd.DataFrame | None, words: Words) -> str:
    """Who says so: the one source by name, or the number of sources and the date of the newest."""
    if sources is None or sources.empty:
        return words.phrase("figures.sources_listed")
    dates = sources["published_on"].dropna()
    end = "" if len(dates) else "_undated"
    newest = {"date": words.date(dates.max())} if len(dates) else {}
    publisher = sources.iloc[0].get("publisher")
    if len(sources) == 1 and isinstance(publisher, str):
        return words.phrase(f"figures.one_source{end}", publisher=publisher, **newest)
    return words.phrase(f"figures.sources{end}", number=words.number(len(sources)), **newest)


def footer(
    words: Words,
    *,
    sources: pd.DataFrame | None,
    rules: Iterable[object] = (),
    has_map: bool = False,
    share: bool = True,
) -> list[str]:
    """Last line in parts: sources, boundaries where there is a map, and the denominator of shares."""
    parts = [source_line(sources, words)]
    if has_map:
        parts.append(words.phrase("figures.boundaries"))
    if share:
        of_participants = any(isinstance(rule, str) and "participants" in rule for rule in rules)
        key = "figures.denominator_participants" if of_participants else "figures.denominator"
        parts.append(words.phrase(key))
    return parts


def sources_of(status: pd.DataFrame, sources: pd.DataFrame | None) -> pd.DataFrame | None:
    """Rows of `sources` that the statuses rest on."""
    if sources is None:
        return None
    used = set(status["source_ids"].dropna().str.split(";").explode())
    return sources[sources["source_id"].isin(used)]


def province_finding(status: pd.DataFrame, share: Any | None, *, province: str, award_name: str, words: Words) -> str:
    """How many regencies of the province are known to be compliant, of how many."""
    said: dict[str, object] = {"regencies": len(status), "province": province, "award": award_name}
    if share is not None and pd.notna(share["compliant"]):
        low, high = int(share["compliant_low"]), int(share["compliant_high"])
        said["regencies"] = int(share["regencies"])
        key = "figures.province_finding" if low == high else "figures.province_disputed"
        return words.phrase(key, compliant=words.span(low, high), **said)
    named = int((status["status"] == "compliant").sum())
    unknown = int(status["status"].isin(["unknown", "disputed"]).sum())
    if unknown == len(status):
        return words.phrase("figures.province_unknown", province=province, award=award_name)
    if unknown:
        return words.phrase("figures.province_at_least", compliant=named, unknown=unknown, **said)
    return words.phrase("figures.province_finding", compliant=named, **said)


def province_subtitle(share: Any | None, year: int, words: Words) -> str:
    """Share of the province and its verdict, in one line."""
    if share is None:
        return words.phrase("figures.province_year", year=year)
    if not isinstance(share["rule"], str):
        return words.phrase("figures.province_no_rule", share=share_in_words(share, words), year=year)
    rule = rule_in_words(share["rule"], words)
    if share["evidence"] == "none":
        return words.phrase("figures.province_no_data", rule=rule, year=year)
    if pd.isna(share["meets_rule"]):
        low, high = words.percent(float(share["share_low"])), words.percent(float(share["share_high"]))
        return words.phrase("figures.province_verdict_open", low=low, high=high, rule=rule, year=year)
    key = "figures.province_above" if share["meets_rule"] else "figures.province_below"
    return words.phrase(key, share=share_in_words(share, words), rule=rule, year=year)


def share_in_words(row: Any, words: Words) -> str:
    """Share in words, or its two bounds; the word for no data where nothing is known."""
    if row["evidence"] == "none":
        return words.phrase("figures.no_data")
    low, high = float(row["share_low"]), float(row["share_high"])
    if low == high:
        return words.percent(low)
    return words.phrase("figures.history_span", low=words.percent(low), high=words.percent(high))


def count_in_words(row: Any, words: Words) -> str:
    """Count in words, or its range: 7 of 10, 33–34 of 35."""
    span = words.span(int(row["compliant_low"]), int(row["compliant_high"]))
    return words.phrase("figures.count", compliant=span, regencies=int(row["regencies"]))
