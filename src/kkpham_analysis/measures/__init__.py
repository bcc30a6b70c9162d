"""What follows from the facts: pure functions, tables in, tables out. Pandas is imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kkpham_analysis.measures.awards import claim_roles, resolve_awards
    from kkpham_analysis.measures.compliance import compliant_share
    from kkpham_analysis.measures.country import (
        league_table,
        national_summary,
        province_awards,
        rule_bounds,
        rule_contradictions,
    )
    from kkpham_analysis.measures.disagreements import (
        disagreeing_claims,
        disagreeing_counts,
        disagreeing_national,
    )
    from kkpham_analysis.measures.knowledge import (
        capitals_outside,
        claims_out_of_round,
        completeness,
        completeness_by_round,
        regencies_named_by_none,
    )
    from kkpham_analysis.measures.recipes import build
    from kkpham_analysis.measures.regions import regencies_in
    from kkpham_analysis.measures.rounds import round_before, rounds_in, share_history, status_history
    from kkpham_analysis.measures.status import award_changes, award_streaks, regency_status

__all__ = [
    "award_changes",
    "award_streaks",
    "build",
    "capitals_outside",
    "claim_roles",
    "claims_out_of_round",
    "completeness",
    "completeness_by_round",
    "compliant_share",
    "disagreeing_claims",
    "disagreeing_counts",
    "disagreeing_national",
    "league_table",
    "national_summary",
    "province_awards",
    "regencies_in",
    "regencies_named_by_none",
    "regency_status",
    "resolve_awards",
    "round_before",
    "rounds_in",
    "rule_bounds",
    "rule_contradictions",
    "share_history",
    "status_history",
]

HOMES = {
    "disagreeing_claims": "disagreements",
    "disagreeing_counts": "disagreements",
    "disagreeing_national": "disagreements",
    "capitals_outside": "knowledge",
    "claims_out_of_round": "knowledge",
    "completeness": "knowledge",
    "completeness_by_round": "knowledge",
    "regencies_named_by_none": "knowledge",
    "award_changes": "status",
    "award_streaks": "status",
    "build": "recipes",
    "claim_roles": "awards",
    "compliant_share": "compliance",
    "league_table": "country",
    "national_summary": "country",
    "province_awards": "country",
    "regencies_in": "regions",
    "regency_status": "status",
    "resolve_awards": "awards",
    "round_before": "rounds",
    "rounds_in": "rounds",
    "rule_bounds": "country",
    "rule_contradictions": "country",
    "share_history": "rounds",
    "status_history": "rounds",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module '{__name__}' has no '{name}'")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
