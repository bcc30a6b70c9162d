"""How it looks: tables in, pictures out. What draws is imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kkpham_analysis.figures.charts import plot_share_bars, plot_share_intervals
    from kkpham_analysis.figures.coverage import plot_coverage_bars, plot_coverage_matrix
    from kkpham_analysis.figures.evidence import plot_evidence_map, plot_evidence_matrix
    from kkpham_analysis.figures.interactive_map import InteractiveMap, plot_interactive_map
    from kkpham_analysis.figures.national_map import plot_national_map
    from kkpham_analysis.figures.picture import Picture
    from kkpham_analysis.figures.province_map import plot_province_map
    from kkpham_analysis.figures.robustness import plot_robustness
    from kkpham_analysis.figures.rounds import plot_national_history, plot_share_history, plot_streak_matrix
    from kkpham_analysis.figures.setting import Setting
    from kkpham_analysis.figures.streaks import outlined, plot_streak_map
    from kkpham_analysis.figures.theme import use_theme

__all__ = [
    "InteractiveMap",
    "Picture",
    "Setting",
    "outlined",
    "plot_coverage_bars",
    "plot_coverage_matrix",
    "plot_evidence_map",
    "plot_evidence_matrix",
    "plot_interactive_map",
    "plot_national_history",
    "plot_national_map",
    "plot_province_map",
    "plot_robustness",
    "plot_share_bars",
    "plot_share_history",
    "plot_share_intervals",
    "plot_streak_map",
    "plot_streak_matrix",
    "use_theme",
]

HOMES = {
    "InteractiveMap": "interactive_map",
    "Picture": "picture",
    "Setting": "setting",
    "outlined": "streaks",
    "plot_coverage_bars": "coverage",
    "plot_coverage_matrix": "coverage",
    "plot_evidence_map": "evidence",
    "plot_evidence_matrix": "evidence",
    "plot_interactive_map": "interactive_map",
    "plot_national_history": "rounds",
    "plot_national_map": "national_map",
    "plot_province_map": "province_map",
    "plot_robustness": "robustness",
    "plot_share_bars": "charts",
    "plot_share_history": "rounds",
    "plot_share_intervals": "charts",
    "plot_streak_map": "streaks",
    "plot_streak_matrix": "rounds",
    "use_theme": "theme",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module '{__name__}' has no '{name}'")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
