"""Corrections of raw values, and the tables that are only made."""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.schemas.shared import (
    ALIAS_KINDS,
    CERTAINTY,
    RULE,
    TO_CATEGORY,
    TO_PROVINCE,
    TO_REGENCY,
    award_year,
    province,
    regency,
)

CORRECTIONS = Table(
    "corrections",
    "corrections.csv",
    "Values that overrule what was collected",
    key=("file", "key", "column"),
    fields=(
        Field("file", "text", "File under data/raw that holds the value"),
        Field("key", "text", "Which row: column=value, joined by semicolons, so that exactly one row fits"),
        Field("column", "text", "Column of the value"),
        Field(
            "found", "text", "Value that stands in the file; the build stops when it is no longer there", required=False
        ),
        Field("corrected", "text", "Value to use instead; empty means unknown", required=False),
        Field("reason", "text", "Why"),
        Field("source_id", "text", "Page that shows it; empty where no page is needed to see it", required=False),
    ),
    references=(Reference(("source_id",), "sources", others=("indicator_sources",)),),
    may_be_empty=True,
)

AWARDS = Table(
    "awards",
    "",
    "What the claims of one regency and round add up to",
    key=("award_year", "regency_code"),
    fields=(
        award_year(),
        regency(),
        Field(
            "category",
            "text",
            "Title by the claim that stands; empty where claims of equal weight differ, or all are uncertain",
            required=False,
        ),
        Field("is_compliant", "yes_no", "Whether it counts as compliant; empty where that is not known", False),
        Field("certainty", "text", "How clearly the best claim says it", allowed=CERTAINTY),
        Field("inferred", "yes_no", "Whether the result is derived, and no claim states it for the round itself"),
        Field("sources", "integer", "Sources that give this title, or else this result", unit="count", low=0),
        Field("source_ids", "text", "Those sources, ids joined by semicolons; empty text where there are none"),
        Field("named_by", "text", "Sources that name it, one by one, as compliant; empty text where none does"),
        Field("loosely_by", "text", "Sources that call it compliant only in a blanket or uncertain claim"),
        Field("dissenting", "text", "Claims that differ, as `title (K011; K024)`; empty text where none does"),
        Field("conflicting", "integer", "Claims that say the opposite of this result", unit="count", low=0),
        RULE,
    ),
    references=(TO_REGENCY, TO_CATEGORY),
)

PLACE_KEYS = Table(
    "place_keys",
    "",
    "Every way of writing a place",
    key=("key", "code"),
    fields=(
        Field("key", "text", "Name or code in letters and digits only; a type before it only where it must be said"),
        Field("code", "text", "Kemendagri's code of the province or regency it means", written="place_code"),
        Field("level", "text", "Whether the code is a province's or a regency's", allowed=("province", "regency")),
        Field(
            "type",
            "text",
            "Regency (kabupaten) or city (kota); empty for provinces",
            False,
            allowed=("kabupaten", "kota"),
        ),
        Field("full_name", "text", "Name of the place, with its type"),
        province(description="Code of the province it belongs to today, or is"),
        Field("province", "text", "Name of that province"),
        Field("kind", "text", "What the key is", allowed=("code", "bps", "official", *ALIAS_KINDS)),
    ),
    references=(TO_PROVINCE,),
)
