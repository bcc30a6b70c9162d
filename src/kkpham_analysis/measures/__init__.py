"""What follows from the facts: pure functions, tables in, tables out. Pandas is imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kkpham_analysis.measures.awards import claim_roles as claim_roles
    from kkpham_analysis.measures.awards import resolve_awards as resolve_awards
    from kkpham_analysis.measures.compliance import compliant_share as compliant_share
    from kkpham_analysis.measures.country import league_table as league_table
    from kkpham_analysis.measures.country import national_summary as national_summary
    from kkpham_analysis.measures.country import province_awards as province_awards
    from kkpham_analysis.measures.country import rule_bounds as rule_bounds
    from kkpham_analysis.measures.country import rule_contradictions as rule_contradictions
    from kkpham_analysis.measures.coverage import indicator_coverage as indicator_coverage
    from kkpham_analysis.measures.coverage_tables import coverage_change as coverage_change
    from kkpham_analysis.measures.coverage_tables import coverage_gaps as coverage_gaps
    from kkpham_analysis.measures.coverage_tables import coverage_matrix as coverage_matrix
    from kkpham_analysis.measures.disagreements import disagreeing_claims as disagreeing_claims
    from kkpham_analysis.measures.disagreements import disagreeing_counts as disagreeing_counts
    from kkpham_analysis.measures.disagreements import disagreeing_national as disagreeing_national
    from kkpham_analysis.measures.disagreements import share_claims as share_claims
    from kkpham_analysis.measures.evidence import share_sources as share_sources
    from kkpham_analysis.measures.knowledge import capitals_outside as capitals_outside
    from kkpham_analysis.measures.knowledge import claims_out_of_round as claims_out_of_round
    from kkpham_analysis.measures.knowledge import completeness as completeness
    from kkpham_analysis.measures.knowledge import completeness_by_round as completeness_by_round
    from kkpham_analysis.measures.knowledge import gaps as gaps
    from kkpham_analysis.measures.knowledge import provinces_for_half as provinces_for_half
    from kkpham_analysis.measures.knowledge import regencies_named_by_none as regencies_named_by_none
    from kkpham_analysis.measures.knowledge import what_would_change as what_would_change
    from kkpham_analysis.measures.paths import paths_to_rule as paths_to_rule
    from kkpham_analysis.measures.paths import rule_distance as rule_distance
    from kkpham_analysis.measures.points import printed_points as printed_points
    from kkpham_analysis.measures.reconciling import claims_from_scores as claims_from_scores
    from kkpham_analysis.measures.reconciling import compliance_from_scores as compliance_from_scores
    from kkpham_analysis.measures.reconciling import reconcile as reconcile
    from kkpham_analysis.measures.regions import regencies_in as regencies_in
    from kkpham_analysis.measures.regulations import Regulation as Regulation
    from kkpham_analysis.measures.regulations import regulation_of as regulation_of
    from kkpham_analysis.measures.robustness import robustness_summary as robustness_summary
    from kkpham_analysis.measures.robustness import share_robustness as share_robustness
    from kkpham_analysis.measures.robustness import tipping_regencies as tipping_regencies
    from kkpham_analysis.measures.rounds import round_before as round_before
    from kkpham_analysis.measures.rounds import rounds_in as rounds_in
    from kkpham_analysis.measures.rounds import share_history as share_history
    from kkpham_analysis.measures.rounds import status_history as status_history
    from kkpham_analysis.measures.scores import classify as classify
    from kkpham_analysis.measures.scores import regency_scores as regency_scores
    from kkpham_analysis.measures.status import award_changes as award_changes
    from kkpham_analysis.measures.status import award_streaks as award_streaks
    from kkpham_analysis.measures.status import regency_status as regency_status
    from kkpham_analysis.measures.submission_checks import check_submissions as check_submissions

# What each module gives to the public; the imports above say the same to type checkers, and a test holds them equal.
PUBLIC = {
    "awards": ["claim_roles", "resolve_awards"],
    "compliance": ["compliant_share"],
    "country": ["league_table", "national_summary", "province_awards", "rule_bounds", "rule_contradictions"],
    "coverage": ["indicator_coverage"],
    "coverage_tables": ["coverage_change", "coverage_gaps", "coverage_matrix"],
    "disagreements": ["disagreeing_claims", "disagreeing_counts", "disagreeing_national", "share_claims"],
    "evidence": ["share_sources"],
    "knowledge": [
        "capitals_outside",
        "claims_out_of_round",
        "completeness",
        "completeness_by_round",
        "gaps",
        "provinces_for_half",
        "regencies_named_by_none",
        "what_would_change",
    ],
    "paths": ["paths_to_rule", "rule_distance"],
    "points": ["printed_points"],
    "reconciling": ["claims_from_scores", "compliance_from_scores", "reconcile"],
    "regions": ["regencies_in"],
    "regulations": ["Regulation", "regulation_of"],
    "robustness": ["robustness_summary", "share_robustness", "tipping_regencies"],
    "rounds": ["round_before", "rounds_in", "share_history", "status_history"],
    "scores": ["classify", "regency_scores"],
    "status": ["award_changes", "award_streaks", "regency_status"],
    "submission_checks": ["check_submissions"],
}
HOMES = {name: module for module, names in PUBLIC.items() for name in names}
__all__ = sorted(HOMES)


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module '{__name__}' has no '{name}'; it has: {', '.join(__all__)}")
    found = getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
    # A class looks at what it is given itself.
    globals()[name] = found if isinstance(found, type) else import_module(f"{__name__}.doors").checked(found)
    return globals()[name]


def __dir__() -> list[str]:
    return __all__
