"""The yearly award summary: of the country, or of the provinces of one regional office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import FIRM, national_finding
from kkpham_analysis.measures import national_summary
from kkpham_analysis.reports.content import awaited, endings, headlines, numbers, rules_told, sayings, verdicts, wording
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.inferred import inferred_label, inferred_note, inferred_sentence
from kkpham_analysis.reports.content.national_changes import changes_part as changes_part
from kkpham_analysis.reports.content.offices import office_title
from kkpham_analysis.reports.content.published import (
    counted_sentence,
    published_label,
    published_table,
    said_awarded,
    said_facts,
    said_in_short,
)
from kkpham_analysis.reports.content.titles import titled, titles_apart
from kkpham_analysis.reports.page import Facts, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.tables.vocabulary import AWARDED_PROVINCES, AWARDED_REGENCIES, EVIDENCE, PROVINCE_AWARD, YES


def head(facts: RoundFacts) -> PageHead:
    """Finding of the round, and how it is counted."""
    words = facts.words
    if facts.awaited:
        return awaited.head(facts, facts.awaited)
    if facts.is_empty:
        return wording.empty_head(facts, _nothing_title(facts), wording.regencies_there(facts))
    if facts.scope:
        shares = facts.shares[facts.shares["evidence"] != "none"].to_dict("records")
        hanging = [rules_told.turned(row, facts, wording.source_list(facts)) for row in shares]
        return _head(facts, office_title(facts), _office_lede(facts), hanging)
    published, against = _published_sentence(facts), sayings.all_against_rule(facts)
    turned = rules_told.all_turned(facts, wording.source_list(facts))
    awarded = wording.joined(counted_sentence(facts), said_awarded(facts, wording.source_list(facts)))
    lede = wording.joined(published, awarded, against, wording.denominator(facts), _unknown_sentence(facts), turned)
    return _head(facts, national_finding(facts.shares, facts.award_name, words), lede, [turned])


def _head(facts: RoundFacts, title: str, lede: str, turned: list[str]) -> PageHead:
    listed = wording.source_list(facts)
    known = _unknown_sentence(facts)
    title, rule = titled(title, facts), (wording.rule_told(facts), *filter(None, turned))
    warning = wording.trial_warning(facts)
    return PageHead(wording.eyebrow(facts), title, lede, warning, listed, known=known, rule=rule)


def _nothing_title(facts: RoundFacts) -> str:
    """Of whom there are no data: of the country, or of these provinces alone."""
    said = {"award": facts.award_name, "year": facts.award_year}
    if not facts.scope:
        return facts.words.phrase("national.nothing", **said)
    provinces = facts.words.listed(facts.shares["province"])
    return facts.words.phrase("national.nothing_office", provinces=provinces, **said)


def _office_lede(facts: RoundFacts) -> str:
    shares = facts.shares
    said = [_office_verdict(row, facts) for row in shares[shares["evidence"] != "none"].to_dict("records")]
    said.append(sayings.all_against_rule(facts))
    unknown = _unknown_sentence(facts)
    return wording.joined(verdicts.in_a_sentence(facts), *said, wording.denominator(facts), unknown)


def _office_verdict(row: Mapping[Any, Any], facts: RoundFacts) -> str:
    """What the share of one province means under the rule."""
    behind = wording.figure_cited(facts, str(row["province_code"]))
    verdict = wording.verdict(row, facts.words, cited=wording.rule_cited(facts), behind=behind)
    said = facts.words.phrase("national.office_verdict", province=row["province"], verdict=verdict)
    return wording.joined(said, rules_told.turned(row, facts, wording.source_list(facts)))


def _published_sentence(facts: RoundFacts) -> str:
    words, row = facts.words, _country(facts)
    named = int(row["named"])
    if pd.isna(row["published_low"]):
        return words.phrase("national.named_only", count=named, year=facts.award_year)
    low, high = int(row["published_low"]), int(row["published_high"])
    return words.phrase(
        "national.named_of_published",
        count=named,
        published=sayings.numbers(sayings.national_counts(facts.national_claims), words, wording.source_list(facts)),
        difference=wording.difference(low - named, high - named, words),
    )


def _country(facts: RoundFacts) -> pd.Series:
    return national_summary(facts.shares, facts.status, facts.national_claims).iloc[0]


def _unknown_sentence(facts: RoundFacts) -> str:
    words, evidence = facts.words, facts.shares["evidence"]
    partial, none = int((evidence == "partial").sum()), int((evidence == "none").sum())
    hinted = sayings.hints(facts)["evidence"]
    # Where all are of one kind it is said which.
    kinds = sorted(set(hinted))
    which = f"national.but_{kinds[0]}" if len(kinds) == 1 else "national.none_but"
    counts = {"national.partial": partial, "national.none": none, which: len(hinted)}
    said = [words.phrase(key, count=count) for key, count in counts.items() if count]
    unknown = [*said, words.phrase("report.unknown_is_not_no")] if said else []
    return wording.joined(sayings.on_press_alone(facts), inferred_sentence(facts.status, words), *unknown)


def key_figures(facts: RoundFacts) -> Facts:
    """Few figures that stand for the round."""
    if facts.awaited:
        return awaited.key_figures(facts.awaited)
    words, shares = facts.words, facts.shares
    row = _country(facts)
    pairs = [_named_fact(row, facts)]
    if not facts.scope:
        low, high = row["published_low"], row["published_high"]
        published = words.phrase("common.unknown") if pd.isna(low) else words.span(int(low), int(high))
        pairs += [(published, published_label(facts)), *said_facts(facts)]
    if facts.rule:
        pairs.append(_met_fact(shares["meets_rule"].dropna(), facts))
        pairs.append((str(int(shares["meets_rule"].isna().sum())), words.phrase("national.fact_open")))
    else:
        open_ = int((~shares["evidence"].isin(FIRM)).sum())
        pairs.append((str(open_), words.phrase("national.fact_share_open")))
    return Facts(pairs)


def _named_fact(row: pd.Series, facts: RoundFacts) -> tuple[str, str]:
    """How many are known by name; where neither names nor numbers are known, that is not none."""
    words, label = facts.words, facts.words.phrase("national.fact_named", award=facts.award_name)
    if not row["named"] and facts.shares["evidence"].isin(["none", "partial"]).all():
        return words.phrase("common.unknown"), words.phrase("province.fact_named", award=facts.award_name)
    named = f"{row['named']} / {row['regencies']}" if facts.scope else words.number(int(row["named"]))
    return named, inferred_label(label, facts.status, words)


def _met_fact(judged: pd.Series, facts: RoundFacts) -> tuple[str, str]:
    """How many met the rule, of those that can be judged; where none can, that is not known."""
    words, tried = facts.words, wording.tried(facts)
    if judged.empty:
        return words.phrase("common.unknown"), words.phrase(f"national.fact_met_open{tried}")
    return f"{int(judged.sum())} / {len(judged)}", words.phrase(f"national.fact_met{tried}")


def provinces_part(facts: RoundFacts) -> Part:
    """Every province: count, share, how it is known, verdict, sources."""
    words = facts.words
    shares = numbers.with_counts(facts.shares.sort_values("province"), words)
    frame = sayings.with_hints(shares, facts)
    columns = {
        "province": words.phrase("column.province"),
        "count": words.phrase("column.count"),
        "percent": words.phrase("column.share"),
        "evidence": words.phrase("column.evidence"),
        **_rule_column(facts),
        "source_ids": words.phrase("column.sources"),
    }
    table = Table(
        frame,
        words.phrase("national.provinces_caption", award=facts.award_name, year=facts.award_year),
        columns,
        words,
        align={"count": "right", "percent": "right"},
        labels={
            "evidence": wording.labels("evidence", (*EVIDENCE, *wording.HINTS), words),
            "meets_rule": wording.verdict_labels(words),
        },
        tints={"evidence": wording.EVIDENCE_TONES, "meets_rule": wording.VERDICT_TONES},
        cite={"source_ids": wording.source_list(facts)},
        figures=numbers.of_counts(words),
        places="province_code",
        remark=wording.trial_warning(facts),
    )
    return Part(words.phrase("national.provinces"), Prose(_provinces_reading(facts)), table)


def _rule_column(facts: RoundFacts) -> dict[str, str]:
    """Column of the verdicts; none where the rule is not known and nobody is judged."""
    if not facts.rule:
        return {}
    return {"meets_rule": facts.words.phrase(f"column.by_rule{wording.tried(facts)}")}


def _provinces_reading(facts: RoundFacts) -> str:
    of_whom = "_participants" if wording.counts_participants(facts.rule) else ""
    return facts.words.phrase(f"national.provinces_reading{of_whom}")


def _met_or_awarded(facts: RoundFacts) -> pd.DataFrame:
    """Provinces that met the rule or are said to be awarded, the highest share first, with counts and sources."""
    awarded, bounds = facts.awarded_provinces, ["compliant_low", "compliant_high", "regencies"]
    shown = awarded[awarded["meets_rule"].fillna(False) | awarded["awarded"].fillna(False)]
    shown = shown.merge(facts.shares[["province_code", *bounds]], on="province_code", validate="one_to_one")
    claims = facts.province_claims[facts.province_claims["measure"] == PROVINCE_AWARD]
    by_province = claims.groupby("province_code")["source_id"].agg(wording.ids)
    shown = shown.sort_values(["share_low", "province"], ascending=[False, True])
    return numbers.with_counts(shown, facts.words).assign(source_ids=shown["province_code"].map(by_province))


@awaited.needs_list
def met_part(facts: RoundFacts) -> Part:
    """Provinces that met the rule, and those that sources call awarded: the two are not always the same."""
    words, listed = facts.words, wording.source_list(facts)
    title = verdicts.of_the_rule("national.met", facts)
    if not facts.awarded_provinces[["meets_rule", "awarded"]].fillna(False).any(axis=None):
        return Part(title, Prose(verdicts.of_the_rule("national.met_none", facts)))
    frame = _met_or_awarded(facts)
    table = Table(
        frame,
        words.phrase(f"national.met_caption{'' if facts.rule else '_unjudged'}", year=facts.award_year),
        {
            "province": words.phrase("column.province"),
            "count": words.phrase("column.count"),
            "percent": words.phrase("column.share"),
            **_rule_column(facts),
            "awarded": words.phrase("column.awarded"),
            "source_ids": words.phrase("column.award_sources"),
        },
        words,
        align={"count": "right", "percent": "right"},
        labels={
            "meets_rule": wording.verdict_labels(words),
            "awarded": {True: words.phrase("report.awarded"), False: words.phrase("report.not_awarded")},
        },
        tints={"meets_rule": wording.VERDICT_TONES, "awarded": wording.VERDICT_TONES},
        cite={"source_ids": listed},
        figures=numbers.of_counts(words),
        remark=wording.trial_warning(facts),
    )
    return Part(title, _met_reading(facts, listed), table, finding=verdicts.as_headline(said_in_short(facts), facts))


def _met_reading(facts: RoundFacts, listed: SourceList) -> Prose:
    """How many met the rule, how many are said to be awarded, and which verdicts would not hold under another rule."""
    beside = verdicts.of_the_rule("national.met_reading", facts) if facts.rule else ""
    told = [verdicts.in_a_sentence(facts), said_awarded(facts, listed), beside, rules_told.all_turned(facts, listed)]
    return Prose(wording.joined(*told), listed)


@awaited.needs_list
def awarded_part(facts: RoundFacts) -> Part:
    """Regencies known by name to be compliant, by province."""
    words = facts.words
    title = words.phrase("national.awarded", award=facts.award_name)
    compliant = facts.status[facts.status["status"].isin(YES)]
    if compliant.empty:
        return Part(title, Prose(words.phrase("national.awarded_none")))
    if apart := titles_apart(compliant, facts.categories):
        compliant = compliant.assign(title=compliant["category"].map(apart))
    provinces = facts.shares.set_index("province_code")["province"]
    frame = pd.DataFrame(
        [
            {
                "province_code": code,
                "province": provinces[code],
                "number": len(part),
                "names": wording.named(part, words),
                "source_ids": wording.ids(part["source_ids"]),
            }
            for code, part in compliant.groupby("province_code")
        ]
    ).sort_values("province")
    note = _notes_on_names(compliant, facts)
    table = Table(
        frame,
        words.phrase("national.awarded_caption", award=facts.award_name, year=facts.award_year),
        {
            "province": words.phrase("column.province"),
            "number": words.phrase("column.number"),
            "names": words.phrase("column.regencies"),
            "source_ids": words.phrase("column.sources"),
        },
        words,
        cite={"source_ids": wording.source_list(facts)},
    )
    hedge = "" if (facts.shares["evidence"] == "complete").all() else words.phrase("national.awarded_reading")
    reading = [Prose(wording.joined(hedge, note))] if hedge or note else []
    return Part(title, *reading, table, *_others_tables(facts), finding=headlines.awarded(facts))


def _notes_on_names(compliant: pd.DataFrame, facts: RoundFacts) -> str:
    """What the marks behind the names of the tables mean; of those that stand nowhere nothing."""
    contested = facts.words.phrase("report.contested_note") if compliant["contested"].any() else ""
    return wording.joined(contested, inferred_note(facts.status if facts.scope else compliant, facts.words))


def _others_tables(facts: RoundFacts) -> list[Table]:
    """Who is not named, and of whom it is not known, province by province; only in the summary of some provinces."""
    words, provinces = facts.words, facts.shares.set_index("province_code")["province"]
    others = facts.status[~facts.status["status"].isin(YES)] if facts.scope else facts.status.head(0)
    if others.empty:
        return []
    rows = [
        {"province_code": code, "province": str(provinces[str(code)]), "status": status, "number": len(part),
         "names": wording.named(part, words)}
        for (code, status), part in others.groupby(["province_code", "status"])
    ]  # fmt: skip
    table = Table(
        pd.DataFrame(rows).sort_values(["province", "status"]),
        words.phrase("national.others_caption", award=facts.award_name, year=facts.award_year),
        {
            "province": words.phrase("column.province"),
            "status": words.phrase("column.result"),
            "number": words.phrase("column.number"),
            "names": words.phrase("column.regencies"),
        },
        words,
        labels={"status": wording.short_statuses(words)},
    )
    return [table]


@awaited.needs_list
def published_part(facts: RoundFacts) -> Part | None:
    """National numbers as published, beside what can be shown; they disagree, and none corrects another.

    The summary of some provinces has none: a number of the country cannot be held against theirs.
    """
    if facts.scope:
        return None
    words = facts.words
    title = words.phrase("national.published")
    shown = {
        AWARDED_REGENCIES: int(facts.status["status"].isin(YES).sum()),
        AWARDED_PROVINCES: int(facts.awarded_provinces["awarded"].fillna(False).sum()),
    }
    claims = facts.national_claims[facts.national_claims["measure"].isin(list(shown))]
    if claims.empty:
        return Part(title, Prose(words.phrase("national.published_none")))
    table = published_table(claims, shown, facts)
    return Part(title, Prose(words.phrase("national.published_reading")), table)


def sources_part(facts: RoundFacts) -> Part:
    """Last part: how to read the page, how to make it again, sources."""
    return endings.round_ending("award_summary", facts, cites=head(facts), others=facts.other_sources)
