"""What the page on trends says of all rounds at once: whom shares are shares of, and which rules held when."""

from __future__ import annotations

from kkpham_analysis.figures.findings import rule_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.trend_facts import TrendFacts


def denominator(facts: TrendFacts) -> str:
    """Whom shares are a share of, and in which rounds of others."""
    words, rules = facts.words, facts.rules
    of_participants = rules.loc[[wording.counts_participants(rule) for rule in rules["rule"]], "award_year"]
    said = words.phrase("trends.denominator")
    if of_participants.empty:
        return said
    years = words.listed(map(str, of_participants))
    return wording.joined(said, words.phrase("trends.denominator_participants", years=years))


def rules_sentence(facts: TrendFacts) -> str:
    """Which rule for provinces held in which rounds, and that it is not known for the others."""
    words, rules = facts.words, facts.rules.dropna(subset=["rule"])
    by_rule = [
        words.phrase("trends.rule_of", rule=rule_in_words(str(rule), words), years=words.listed(map(str, years)))
        for rule, years in rules.groupby("rule", sort=False)["award_year"]
    ]
    if not by_rule:
        return words.phrase("trends.rules_unknown")
    open_ = words.phrase("trends.rules_open") if len(rules) < len(facts.rules) else ""
    return wording.joined(words.phrase("trends.rules_said", rules="; ".join(by_rule)), open_)


def regulation_in_words(name: str, words: Words) -> str:
    """Name of a regulation, as it is taken down in Indonesian; where it says so, as amended by which other."""
    regulation, amended, by = name.partition(", diubah ")
    return words.phrase("trends.amended", regulation=regulation, by=by) if amended else name
