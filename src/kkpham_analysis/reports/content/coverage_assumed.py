"""What scores and ways over a rule rest on that no source says, or one alone, in words and with its values."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import Regulation
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.content.coverage_wording import name_in_words, number
from kkpham_analysis.tables.markings import assumed_in, likely_in

LIMITS = ("bonus_max", "total_max")


def assumed_sentence(names: Iterable[str], facts: CoverageFacts, scores: ScoreFacts) -> str:
    """Every setting that is assumed, by its id in the column `assumed`; where there is none, that."""
    said = _settings(names, facts, scores)
    if not said:
        return facts.words.phrase("coverage.nothing_assumed")
    return facts.words.phrase("coverage.assumed", settings="; ".join(said))


def sureness_sentences(table: pd.DataFrame, facts: CoverageFacts, scores: ScoreFacts) -> str:
    """What a table of scores assumes, and after that what of it is merely likely, as far as there is any."""
    both = [
        assumed_sentence(assumed_in(table) or (), facts, scores),
        likely_sentence(likely_in(table), facts, scores),
    ]
    return " ".join(filter(None, both))


def likely_sentence(names: Iterable[str], facts: CoverageFacts, scores: ScoreFacts) -> str:
    """Every setting that rests on one source or was concluded, by its id; empty where there is none."""
    said = _settings(names, facts, scores)
    return facts.words.phrase("coverage.likely", settings="; ".join(said)) if said else ""


def _settings(names: Iterable[str], facts: CoverageFacts, scores: ScoreFacts) -> list[str]:
    return [_setting(name, facts, scores) for name in _in_order(set(names), scores.regulation)]


def _in_order(names: Iterable[str], regulation: Regulation | None) -> list[str]:
    """Settings by name, and what each is set for as in the regulation: its types in order, the best class first."""
    said = [] if regulation is None else [*dict(regulation.rights), *dict(regulation.type_weights)]
    said += [] if regulation is None else [one.category for one in regulation.classes]
    places = {of: place for place, of in enumerate(said)}
    parts = {name: name.partition(":") for name in names}
    return sorted(parts, key=lambda name: (parts[name][0], places.get(parts[name][2], len(places)), name))


def _setting(name: str, facts: CoverageFacts, scores: ScoreFacts) -> str:
    """A setting with its value where it has one."""
    words = facts.words
    setting, _, of = name.partition(":")
    if setting in ("absent_type", "absent_right"):
        return words.phrase(f"coverage.{setting}")
    regulation = scores.regulation
    if setting == "class":
        limit = next((one.points_from for one in regulation.classes if one.category == of), 0.0) if regulation else 0.0
        label = scores.labels.get(of, of)
        return words.phrase("coverage.assumed_class", label=label, limit=number(limit, words))
    said = words.phrase_or(f"coverage.assumed_{setting}", words.phrase(f"setting.{setting}"))
    weights = dict(regulation.type_weights) | dict(regulation.rights) if regulation else {}
    if not of:
        value = _value(setting, regulation, words)
        if value:
            return words.phrase("coverage.assumed_value", setting=said, value=value)
        return said if regulation is None else _without_value(setting, said, regulation, words)
    kind = name_in_words("type", of, facts)
    return words.phrase("coverage.assumed_of", setting=said, of=kind, value=number(weights.get(of, 0.0), words))


def _without_value(setting: str, said: str, regulation: Regulation, words: Words) -> str:
    """A setting without a value; of a limit, how what is not known is counted."""
    if setting == "bonus_max" and regulation.total_max is not None:
        return words.phrase("coverage.assumed_bonus", setting=said, value=number(regulation.total_max, words))
    return words.phrase("coverage.assumed_no_limit", setting=said) if setting in LIMITS else said


def _value(setting: str, regulation: Regulation | None, words: Words) -> str:
    """Value of a setting that is set once; empty where none is known, or the setting itself says it."""
    value = getattr(regulation, setting, None)
    if value is None or setting == "inside_type":
        return ""
    return words.phrase(f"formula.{value}") if setting == "formula" else number(value, words)
