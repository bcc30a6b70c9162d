"""Why a page has no scores, as an official would say it; commands name the table and the setting."""

from __future__ import annotations

from kkpham_analysis.language import Words
from kkpham_analysis.measures.problems import UnfitError

# What is not known, or does not fit, by what a measure calls it.
LACKS = {
    "unfit.no_type_weight": "weights",
    "unfit.empty_weight": "weights",
    "unfit.right_weight_missing": "weights",
    "unfit.no_classes": "classes",
    "unfit.no_limit": "classes",
    "unfit.no_max_points": "points",
    "unfit.other_rights": "rights",
    "unfit.empty_rights": "rights",
    "unfit.unweighed_types": "types",
    "unfit.impossible_points": "possible",
}
SETTINGS = {"formula": "formula", "inside_type": "adding"}


def why_unscored(error: Exception, regulation: str | None, words: Words) -> str:
    """Why there are no scores, as the end of a sentence without a full stop; empty where the error is no such reason.

    >>> error = UnfitError("unfit.no_setting", regulation="15/2025", setting="formula", known="points_of_all")
    >>> why_unscored(error, "15/2025", Words("en"))
    'the scoring formula of regulation 15/2025 is not known'
    """
    if not isinstance(error, UnfitError) or regulation is None:
        return ""
    is_setting = error.key == "unfit.no_setting"
    lack = SETTINGS.get(str(error.values["setting"]), "") if is_setting else LACKS.get(error.key, "")
    count = error.values.get("count", 0)
    return words.phrase(f"unscored.{lack or 'something'}", regulation=regulation, count=count)
