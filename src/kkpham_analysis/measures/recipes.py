"""The processed tables that measures make: which, from what, and by which function."""

from __future__ import annotations

from kkpham_analysis.tables.recipes import Recipe

# Named, not imported: pandas stays asleep where nothing has changed.
RECIPES = (
    Recipe(
        "awards",
        ("award_claims", "sources"),
        "kkpham_analysis.measures.awards:resolve_awards",
        code=("language", "measures", "tables"),
    ),
)
