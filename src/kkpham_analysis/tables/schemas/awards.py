"""What sources say of the awards, and the sources."""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.schemas.shared import (
    CERTAINTY,
    IS_COMPLIANT,
    LANGUAGE,
    NATIONAL_MEASURES,
    PROVINCE_MEASURES,
    PUBLISHED,
    SOURCE,
    SOURCE_IDS,
    SOURCE_KIND,
    TO_CATEGORY,
    TO_PROVINCE,
    TO_REGENCY,
    TO_SOURCE,
    TO_SOURCES,
    address,
    award_year,
    measure,
    note,
    points,
    province,
    regency,
)

CATEGORIES = Table(
    "categories",
    "awards/categories.csv",
    "Titles a regency can be given",
    key=("category",),
    fields=(
        Field("category", "text", "Title, as a key"),
        IS_COMPLIANT,
        Field("order", "integer", "Place in the order from best to least", low=1),
        Field("label_id", "text", "Title in Indonesian"),
        Field("label_en", "text", "Title in English"),
        note("What the title means"),
    ),
)
SOURCES = Table(
    "sources",
    "awards/sources.csv",
    "Pages the claims come from",
    key=("source_id",),
    fields=(
        Field("source_id", "text", "Id of the page"),
        SOURCE_KIND,
        Field("title", "text", "Title of the page"),
        Field("publisher", "text", "Who published it"),
        address(required=False),
        PUBLISHED,
        LANGUAGE,
    ),
)
NOTE_TRANSLATIONS = Table(
    "note_translations",
    "awards/note_translations.csv",
    "Notes of the claims in Indonesian",
    key=("note",),
    fields=(
        Field("note", "text", "Note as it stands in the tables of claims"),
        Field("note_id", "text", "The same in Indonesian"),
    ),
    may_be_empty=True,
)
QUOTED = "What else the source says, or how the entry was read; a quotation is what the list says in its own words"
AWARD_CLAIMS = Table(
    "award_claims",
    "awards/award_claims.csv",
    "What sources say of one regency and round",
    key=("award_year", "regency_code", "source_id"),
    fields=(
        award_year(),
        regency(),
        Field("category", "text", "Title the source gives it"),
        points("score", "Total score the source gives; empty where it gives none"),
        Field(
            "certainty",
            "text",
            "Named (stated), all of a province (blanket), concluded (derived), or not clear (uncertain)",
            allowed=CERTAINTY,
        ),
        SOURCE,
        note(QUOTED),
    ),
    references=(TO_REGENCY, TO_CATEGORY, TO_SOURCE),
)
PROVINCE_CLAIMS = Table(
    "province_claims",
    "awards/province_claims.csv",
    "What sources say of one province and round",
    key=("award_year", "province_code", "measure", "source_id"),
    fields=(
        award_year(),
        province(),
        measure(
            "What is counted; complete_list 1: all awarded regencies are named; province_award 1: the province won",
            PROVINCE_MEASURES,
        ),
        Field("value", "number", "The number, or 1 for yes and 0 for no", low=0),
        Field("certainty", "text", "How clearly the source says it", allowed=CERTAINTY),
        SOURCE,
        note(QUOTED),
    ),
    references=(TO_PROVINCE, TO_SOURCE),
)
NATIONAL_CLAIMS = Table(
    "national_claims",
    "awards/national_claims.csv",
    "National counts by source",
    key=("award_year", "measure", "source_id"),
    fields=(
        award_year(),
        measure("What the value counts", NATIONAL_MEASURES),
        Field("value", "integer", "The number", unit="count", low=0),
        Field("certainty", "text", "How clearly the source says it", allowed=CERTAINTY),
        SOURCE,
        note(),
    ),
    references=(TO_SOURCE,),
)
YEARS_WITHOUT_ROUND = Table(
    "years_without_round",
    "awards/years_without_round.csv",
    "Years in which sources say that there was no round",
    key=("award_year",),
    fields=(award_year(description="Year without a round"), SOURCE_IDS, note()),
    references=(Reference(("source_ids",), "sources", ("source_id",), others=("indicator_sources",), many=True),),
    may_be_empty=True,
)
RULE_CLAIMS = Table(
    "rule_claims",
    "awards/rule_claims.csv",
    "What sources say of decrees, thresholds and scores",
    key=("award_year", "source_id", "value"),
    fields=(
        award_year(),
        Field("measure", "text", "What the source speaks of", allowed=("rule",)),
        Field("value", "text", "What the source says, in short"),
        SOURCE,
        note(),
    ),
    references=(TO_SOURCE,),
)
RULES = Table(
    "rules",
    "awards/rules.csv",
    "Share of compliant regencies that earns a province its award",
    key=("award_year_from", "level"),
    fields=(
        award_year("award_year_from", "First round the rule holds for"),
        award_year("award_year_to", "Last round the rule holds for"),
        Field("level", "text", "Who is awarded", allowed=("province",)),
        Field("operator", "text", "Over the threshold (>), or at least the threshold (>=)", allowed=(">", ">=")),
        Field("threshold_percent", "number", "Threshold", unit="percent", low=1, high=100),
        Field(
            "denominator",
            "text",
            "Share of all regencies, or of those that took part",
            allowed=("regencies", "participants"),
        ),
        SOURCE_IDS,
        Field(
            "dissenting_source_ids",
            "text",
            "Pages that say otherwise, ids joined by semicolons",
            required=False,
            written="ids",
        ),
        Field(
            "dissenting_rules",
            "text",
            "Rule that each of these pages gives, in their order, joined by semicolons; empty where not taken down",
            required=False,
            written="rules",
        ),
        note(),
    ),
    references=(TO_SOURCES, Reference(("dissenting_source_ids",), "sources", ("source_id",), many=True)),
)
