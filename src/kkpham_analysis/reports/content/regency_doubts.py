"""How well the results of a regency are known: what contradicts them, on what they rest, and what is left open."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures.status import uncontested
from kkpham_analysis.reports.content import wording
from kkpham_analysis.reports.content.contested import inferred_rows
from kkpham_analysis.reports.content.regency_facts import RegencyFacts
from kkpham_analysis.reports.page import SourceList
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import CERTAINTIES, NO, YES

# Claims that say otherwise; a tie is of both sides.
DIFFERS = ("dissents", "tied")
# Claims of which the result of the round is made.
BEHIND = ("stands", "agrees", "tied")


def named_rounds(facts: RegencyFacts) -> list[int]:
    """Rounds in which it was named, and nothing says otherwise."""
    return _rounds_where(facts, YES)


def named_history(facts: RegencyFacts) -> pd.DataFrame:
    """What is known of each of these rounds."""
    return facts.history[uncontested(facts.history).isin(YES)]


def known_rounds(facts: RegencyFacts) -> list[int]:
    """Rounds of which the result is known, and nothing says otherwise."""
    return _rounds_where(facts, YES + NO)


def disputed_rounds(facts: RegencyFacts) -> list[int]:
    """Rounds of which sources disagree on the result."""
    return _rounds_where(facts, ("disputed",))


def _rounds_where(facts: RegencyFacts, statuses: tuple[str, ...]) -> list[int]:
    rows = facts.history[uncontested(facts.history).isin(statuses)]
    return [int(award_year) for award_year in rows["award_year"]]


def record_sentence(facts: RegencyFacts) -> str:
    """In how many of the known rounds it was named; a round that is not known is never one in which it was not."""
    words, rounds = facts.words, len(facts.history)
    known, named, disputed = (len(found(facts)) for found in (known_rounds, named_rounds, disputed_rounds))
    if not known and not disputed:
        return words.phrase("regency.record_none", count=rounds)
    key = "regency.record_named" if named else "regency.record_never"
    years = words.listed(map(str, named_rounds(facts)))
    said = [
        words.phrase(key, count=known, rounds=rounds, named=named, years=years)
        if known
        else words.phrase("regency.record_none_sure", count=rounds)
    ]
    if inferred := int(inferred_rows(named_history(facts)).sum()):
        said.append(words.phrase("regency.record_inferred", count=inferred))
    if others := _inferred_others(facts):
        years = words.listed(map(str, others))
        said.append(words.phrase("regency.record_inferred_others", count=len(others), years=years))
    if disputed:
        of_rounds = words.listed(map(str, disputed_rounds(facts)))
        said.append(words.phrase("regency.record_disputed", count=disputed, years=of_rounds))
    if unknown := rounds - known - disputed:
        said.append(words.phrase("regency.record_unknown", count=unknown))
    return wording.joined(*said)


def with_inferred_others(label: str, facts: RegencyFacts) -> str:
    """Label of the rounds in which it was named, with how many of the other known ones are inferred, if any."""
    others = len(_inferred_others(facts))
    return facts.words.phrase("regency.fact_inferred_others", label=label, count=others) if others else label


def _inferred_others(facts: RegencyFacts) -> list[int]:
    """Rounds in which it is known not to have been named only because that was inferred."""
    others = facts.history[uncontested(facts.history).isin(NO)]
    return [int(award_year) for award_year in others.loc[inferred_rows(others), "award_year"]]


def rule_sentences(facts: RegencyFacts, listed: SourceList) -> str:
    """The rule of the province, how well it is known, that other sources give another one, and whom it counts."""
    return wording.joined(wording.rule_told(facts.in_round, listed), wording.of_whom(facts.in_round))


def sides_without_claim(facts: RegencyFacts, award_year: int) -> list[str]:
    """How many full lists lack the regency though it stands as named, and which numbers do not fit its result."""
    lists = facts.lists_without.get(award_year, ())
    without = facts.words.phrase("regency.not_in_lists", count=len(lists)) if lists else ""
    return [side for side in (without, number_side(facts, award_year, "not_by_number")) if side]


def dissenting_ids(facts: RegencyFacts, award_year: int) -> list[str]:
    """Sources of all that says otherwise of a round: claims, full lists, and numbers of the province."""
    claims = facts.claims[(facts.claims["award_year"] == award_year) & facts.claims["role"].isin(DIFFERS)]
    told = facts.numbers_against.get(award_year)
    numbers = [] if told is None else list(told["source_id"])
    return [*claims["source_id"], *facts.lists_without.get(award_year, ()), *numbers]


def number_side(facts: RegencyFacts, award_year: int, key: str) -> str:
    """How many sources give a number that cannot be true beside the result of a round, and which; empty of none."""
    told = facts.numbers_against.get(award_year)
    if told is None:
        return ""
    counted = _counted(told, facts)
    return facts.words.phrase(f"regency.{key}", count=told["source_id"].nunique(), numbers=counted)


def number_sentence(facts: RegencyFacts, listed: SourceList) -> str:
    """The same as a sentence of the head, with the sources."""
    told = facts.numbers_against.get(facts.in_round.award_year)
    if told is None:
        return ""
    said = {"numbers": _counted(told, facts), "cited": listed.cited(told["source_id"])}
    return facts.words.phrase("regency.dissent_number", count=told["source_id"].nunique(), **said)


def _counted(told: pd.DataFrame, facts: RegencyFacts) -> str:
    words, of = facts.words, int(told["regencies"].iloc[0])
    numbers = sorted({int(value) for value in told["value"]})
    return words.listed(words.phrase("figures.count", compliant=number, regencies=of) for number in numbers)


def press_sentence(facts: RegencyFacts) -> str:
    """Whether the result of the round rests on news alone; empty where it does not, or nothing is known."""
    of_round = facts.history["award_year"] == facts.in_round.award_year
    claims = facts.claims[facts.claims["award_year"] == facts.in_round.award_year]
    behind = {
        *split_ids(facts.record_sources[of_round].dropna()),
        *claims.loc[claims["role"].isin(BEHIND), "source_id"],
    }
    kinds = facts.sources.loc[facts.sources["source_id"].isin(behind), "kind"]
    if set(kinds) != {"news"}:
        return ""
    return facts.words.phrase("regency.press_alone", count=len(kinds))


def certainty_sentences(claims: pd.DataFrame, certainty: str, listed: SourceList) -> str:
    """By how many sources it is said with this certainty, and by how many more with less; each with its number."""
    agreeing = claims[claims["role"].isin(["stands", "agrees"])]
    counted: set[str] = set()
    said = []
    for key, level in [("known", certainty), *(("also", other) for other in CERTAINTIES if other != certainty)]:
        of_level = set(agreeing.loc[agreeing["certainty"] == level, "source_id"]) - counted
        counted |= of_level
        if of_level:
            cited = listed.cited(of_level)
            said.append(listed.words.phrase(f"regency.{key}_{level}", count=len(of_level), cited=cited))
    return wording.joined(*said)
