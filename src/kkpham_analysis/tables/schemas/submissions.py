"""What regencies handed in: one row per regency, indicator and round. Never a document, never a person's data."""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.schemas.shared import TO_REGENCY, award_year, regency
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

SUBMISSIONS = Table(
    "submissions",
    "",
    "Supporting data that regencies handed in",
    key=("award_year", "regency_code", "indicator_code"),
    fields=(
        award_year(),
        regency(),
        Field("indicator_code", "text", "Regulation and number of the indicator", written="indicator_code"),
        Field("answer_number", "number", "Answer, where it is a number; in `unit`", required=False),
        Field("unit", "text", "Unit of the answer; empty where it is yes or no, or not said", required=False),
        Field("answer_yes", "yes_no", "Answer, where it is yes or no", required=False),
        Field("documents", "integer", "Documents handed in", required=False, unit="count", low=0),
        Field("status", "text", "What became of it", allowed=SUBMISSION_STATUSES),
        Field("points", "number", "Points it was given; empty where none were", required=False, unit="points", low=0),
        Field("office", "text", "Office that answers for it (OPD)", required=False),
        Field("checked_by", "text", "Office or function that checked it; never a person's name", required=False),
        Field("checked_on", "text", "Day it was checked", required=False, written="day"),
        Field("note", "text", "What else is said of it", required=False),
        Field(
            "list_version",
            "integer",
            "Version of the list of indicators that it answers; missing where its file did not say one",
            required=False,
            low=1,
        ),
        Field("origin", "text", "File it was imported from; `sample` where it is synthetic"),
        Field("synthetic", "yes_no", "Whether it is made up, to try things out; never mixed with facts"),
    ),
    references=(TO_REGENCY, Reference(("indicator_code",), "indicators")),
    may_be_empty=True,
)
