"""Which regencies and cities of Indonesia were named as caring for human rights: facts, measures, figures, reports.

    import kkpham_analysis as kkp

Everything here is imported when it is first used, so that `import kkpham_analysis` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kkpham_analysis.language import Words
    from kkpham_analysis.measures import (
        award_changes,
        award_streaks,
        build,
        capitals_outside,
        claim_roles,
        claims_out_of_round,
        completeness,
        completeness_by_round,
        compliant_share,
        disagreeing_claims,
        disagreeing_counts,
        disagreeing_national,
        league_table,
        national_summary,
        province_awards,
        regencies_in,
        regencies_named_by_none,
        regency_status,
        resolve_awards,
        round_before,
        rounds_in,
        rule_bounds,
        rule_contradictions,
        share_history,
        status_history,
    )
    from kkpham_analysis.tables.loading import load
    from kkpham_analysis.tables.places import (
        name_of,
        resolve_place,
        resolve_places,
        settle_codes,
        with_kemendagri_codes,
    )

__all__ = [
    "Words",
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
    "load",
    "name_of",
    "national_summary",
    "province_awards",
    "regencies_in",
    "regencies_named_by_none",
    "regency_status",
    "resolve_awards",
    "resolve_place",
    "resolve_places",
    "round_before",
    "rounds_in",
    "rule_bounds",
    "rule_contradictions",
    "settle_codes",
    "share_history",
    "status_history",
    "with_kemendagri_codes",
]

HOMES = {
    "Words": "language",
    "load": "tables.loading",
    **dict.fromkeys(
        ["name_of", "resolve_place", "resolve_places", "settle_codes", "with_kemendagri_codes"], "tables.places"
    ),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module '{__name__}' has no '{name}'; it has: {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{HOMES.get(name, 'measures')}"), name)


def __dir__() -> list[str]:
    return __all__
