"""What follows from the facts: pure functions, tables in, tables out."""

from kkpham_analysis.measures.awards import claim_roles, resolve_awards
from kkpham_analysis.measures.compliance import compliant_share
from kkpham_analysis.measures.country import league_table, national_summary, province_awards, rule_bounds
from kkpham_analysis.measures.regions import regencies_in
from kkpham_analysis.measures.rounds import round_before, rounds_in, share_history, status_history
from kkpham_analysis.measures.status import award_changes, award_streaks, regency_status

__all__ = [
    "award_changes",
    "award_streaks",
    "claim_roles",
    "compliant_share",
    "league_table",
    "national_summary",
    "province_awards",
    "regencies_in",
    "regency_status",
    "resolve_awards",
    "round_before",
    "rounds_in",
    "rule_bounds",
    "share_history",
    "status_history",
]
