"""Which regencies and cities of Indonesia were named as caring for human rights: facts, measures, figures, reports.

    import kkpham_analysis as kkp

Everything here is imported when it is first used, so that `import kkpham_analysis` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kkpham_analysis import figures, measures

if TYPE_CHECKING:
    from kkpham_analysis.figures import InteractiveMap as InteractiveMap
    from kkpham_analysis.figures import Picture as Picture
    from kkpham_analysis.figures import Setting as Setting
    from kkpham_analysis.figures import outlined as outlined
    from kkpham_analysis.figures import plot_coverage_bars as plot_coverage_bars
    from kkpham_analysis.figures import plot_coverage_matrix as plot_coverage_matrix
    from kkpham_analysis.figures import plot_evidence_map as plot_evidence_map
    from kkpham_analysis.figures import plot_evidence_matrix as plot_evidence_matrix
    from kkpham_analysis.figures import plot_interactive_map as plot_interactive_map
    from kkpham_analysis.figures import plot_national_history as plot_national_history
    from kkpham_analysis.figures import plot_national_map as plot_national_map
    from kkpham_analysis.figures import plot_province_map as plot_province_map
    from kkpham_analysis.figures import plot_robustness as plot_robustness
    from kkpham_analysis.figures import plot_share_bars as plot_share_bars
    from kkpham_analysis.figures import plot_share_history as plot_share_history
    from kkpham_analysis.figures import plot_share_intervals as plot_share_intervals
    from kkpham_analysis.figures import plot_streak_map as plot_streak_map
    from kkpham_analysis.figures import plot_streak_matrix as plot_streak_matrix
    from kkpham_analysis.figures import use_theme as use_theme
    from kkpham_analysis.language import Words as Words
    from kkpham_analysis.measures import Regulation as Regulation
    from kkpham_analysis.measures import award_changes as award_changes
    from kkpham_analysis.measures import award_streaks as award_streaks
    from kkpham_analysis.measures import capitals_outside as capitals_outside
    from kkpham_analysis.measures import check_submissions as check_submissions
    from kkpham_analysis.measures import claim_roles as claim_roles
    from kkpham_analysis.measures import claims_from_scores as claims_from_scores
    from kkpham_analysis.measures import claims_out_of_round as claims_out_of_round
    from kkpham_analysis.measures import classify as classify
    from kkpham_analysis.measures import completeness as completeness
    from kkpham_analysis.measures import completeness_by_round as completeness_by_round
    from kkpham_analysis.measures import compliance_from_scores as compliance_from_scores
    from kkpham_analysis.measures import compliant_share as compliant_share
    from kkpham_analysis.measures import coverage_change as coverage_change
    from kkpham_analysis.measures import coverage_gaps as coverage_gaps
    from kkpham_analysis.measures import coverage_matrix as coverage_matrix
    from kkpham_analysis.measures import disagreeing_claims as disagreeing_claims
    from kkpham_analysis.measures import disagreeing_counts as disagreeing_counts
    from kkpham_analysis.measures import disagreeing_national as disagreeing_national
    from kkpham_analysis.measures import gaps as gaps
    from kkpham_analysis.measures import indicator_coverage as indicator_coverage
    from kkpham_analysis.measures import league_table as league_table
    from kkpham_analysis.measures import national_summary as national_summary
    from kkpham_analysis.measures import paths_to_rule as paths_to_rule
    from kkpham_analysis.measures import printed_points as printed_points
    from kkpham_analysis.measures import province_awards as province_awards
    from kkpham_analysis.measures import provinces_for_half as provinces_for_half
    from kkpham_analysis.measures import reconcile as reconcile
    from kkpham_analysis.measures import regencies_in as regencies_in
    from kkpham_analysis.measures import regencies_named_by_none as regencies_named_by_none
    from kkpham_analysis.measures import regency_scores as regency_scores
    from kkpham_analysis.measures import regency_status as regency_status
    from kkpham_analysis.measures import regulation_of as regulation_of
    from kkpham_analysis.measures import resolve_awards as resolve_awards
    from kkpham_analysis.measures import robustness_summary as robustness_summary
    from kkpham_analysis.measures import round_before as round_before
    from kkpham_analysis.measures import rounds_in as rounds_in
    from kkpham_analysis.measures import rule_bounds as rule_bounds
    from kkpham_analysis.measures import rule_contradictions as rule_contradictions
    from kkpham_analysis.measures import rule_distance as rule_distance
    from kkpham_analysis.measures import share_claims as share_claims
    from kkpham_analysis.measures import share_history as share_history
    from kkpham_analysis.measures import share_robustness as share_robustness
    from kkpham_analysis.measures import share_sources as share_sources
    from kkpham_analysis.measures import status_history as status_history
    from kkpham_analysis.measures import tipping_regencies as tipping_regencies
    from kkpham_analysis.measures import what_would_change as what_would_change
    from kkpham_analysis.reports.building import build as build
    from kkpham_analysis.tables.lazy import open_submissions as open_submissions
    from kkpham_analysis.tables.loading import load as load
    from kkpham_analysis.tables.places.resolving import name_of as name_of
    from kkpham_analysis.tables.places.resolving import resolve_place as resolve_place
    from kkpham_analysis.tables.places.resolving import resolve_places as resolve_places
    from kkpham_analysis.tables.places.resolving import settle_codes as settle_codes
    from kkpham_analysis.tables.places.resolving import with_kemendagri_codes as with_kemendagri_codes
    from kkpham_analysis.tables.rules import rules_by_round as rules_by_round

HOMES = {
    **{name: f"figures.{module}" for name, module in figures.HOMES.items()},
    # By the door of the measures, which looks at what they are given.
    **dict.fromkeys(measures.HOMES, "measures"),
    **dict.fromkeys(
        ["name_of", "resolve_place", "resolve_places", "settle_codes", "with_kemendagri_codes"],
        "tables.places.resolving",
    ),
    "Words": "language",
    "build": "reports.building",
    "load": "tables.loading",
    "open_submissions": "tables.lazy",
    "rules_by_round": "tables.rules",
}
__all__ = sorted(HOMES)


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module '{__name__}' has no '{name}'; it has: {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
