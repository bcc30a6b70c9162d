"""How many provinces met the rule, and how many more regencies one needs: what is not known is never a no."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.facts import RoundFacts

# The tone of each word of `judged`.
JUDGED_TONES = {"met": "yes", "not_met": "no", "waits": "unknown"}


def in_a_sentence(facts: RoundFacts) -> str:
    """Of how many provinces that can be judged how many met the rule, and how many cannot be judged."""
    met, judged, unjudged = _counted(facts)
    if not facts.rule:
        return facts.words.phrase("national.office_unjudged")
    if not unjudged:
        return facts.words.phrase(f"national.office_met{wording.tried(facts)}", count=met, provinces=judged)
    key = f"national.office_met_{'open' if judged else 'none'}{wording.tried(facts)}"
    return facts.words.phrase(key, count=met if judged else unjudged, judged=judged, unjudged=unjudged)


def as_headline(said: str, facts: RoundFacts) -> str:
    """The same in few words, beside how many provinces are said to have been awarded."""
    met, judged, unjudged = _counted(facts)
    key = "unjudged" if not facts.rule else "none" if not judged else "open" if unjudged else "all"
    rule = facts.words.phrase(f"headline.the_rule{wording.tried(facts)}")
    return facts.words.phrase(f"headline.met_{key}", met=met, judged=judged, unjudged=unjudged, rule=rule, said=said)


def of_the_rule(key: str, facts: RoundFacts, **values: object) -> str:
    """A text on provinces and their rule: of the round, on trial, or of a round whose rule is not known."""
    return facts.words.phrase(f"{key}{wording.tried(facts) if facts.rule else '_unjudged'}", **values)


def more_needed(shares: pd.DataFrame) -> pd.Series:
    """How many more regencies each province needs to meet the rule, for people; missing where that is open.

    Where the count lies between two numbers, so does what is missing, unless all of them meet the rule.
    """
    is_settled = (shares["compliant_low"] == shares["compliant_high"]) | shares["meets_rule"].fillna(False)
    return shares["regencies_short"].where(is_settled)


def _counted(facts: RoundFacts) -> tuple[int, int, int]:
    """How many provinces met the rule, can be judged, and cannot."""
    verdicts = facts.shares["meets_rule"]
    return int(verdicts.sum()), int(verdicts.notna().sum()), int(verdicts.isna().sum())


def judged(meets_rule: pd.Series, rule: pd.Series) -> pd.Series:
    """Verdict as one word: `waits` where it is missing, `no_rule` where there is nothing to judge by."""
    verdict = meets_rule.map({True: "met", False: "not_met"}).astype("str").fillna("waits")
    return verdict.where(rule.notna(), "no_rule")


def judged_labels(words: Words) -> dict[str, str]:
    """Text of each of these words."""
    texts = wording.labels("report", ("met", "not_met"), words)
    return {**texts, "waits": words.phrase("quality.verdict_waits"), "no_rule": "–"}
