"""Regulations: their rights and indicators, and the pages these come from."""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.schemas.shared import (
    LANGUAGE,
    PUBLISHED,
    REGULATION,
    SOURCE_IDS,
    TO_INDICATOR_SOURCES,
    TO_REGULATION,
    address,
    award_year,
    note,
    points,
)


def _indicator_fields(*, label: str) -> tuple[Field, ...]:
    return (
        REGULATION,
        Field("indicator_no", "integer", "Number in the regulation; empty where not known", required=False, low=1),
        Field(
            "right_code", "text", "Right it belongs to; SEMUA means all rights; empty where not known", required=False
        ),
        Field(
            "type",
            "text",
            "Structure, process or result; empty where not known",
            required=False,
            allowed=("struktur", "proses", "hasil"),
        ),
        Field("label_id", "text", f"{label}, in Indonesian"),
        Field("label_en", "text", f"{label}, in English"),
        Field("data_dukung_id", "text", "Supporting data asked for, in Indonesian; empty where not known", False),
        Field(
            "max_points",
            "number",
            "Points it can earn at most; empty where not known",
            required=False,
            unit="points",
            low=0,
        ),
        Field(
            "inferred",
            "text",
            "Which of type and right was concluded, not read; no: none; empty where that is not recorded",
            required=False,
            written="inferred",
        ),
        SOURCE_IDS,
    )


REGULATIONS = Table(
    "regulations",
    "indicators/regulations.csv",
    "Regulations of the programme",
    key=("regulation",),
    fields=(
        REGULATION,
        Field("name_id", "text", "Name in Indonesian"),
        award_year("award_year_from", "First round judged by it"),
        award_year("award_year_to", "Last round judged by it"),
        Field("rights", "integer", "Rights it assesses", unit="count", low=0),
        Field("indicators", "integer", "Indicators it assesses", unit="count", low=0),
        Field("score", "text", "How the total is made, in words"),
        Field("score_certainty", "text", "How surely that is known"),
        points("peduli_from", "Lowest total of the class peduli", required=True),
        points("cukup_from", "Lowest total of the class cukup peduli; empty where not known"),
        points("mulai_from", "Lowest total of the class mulai peduli; empty where not known"),
        Field("class_certainty", "text", "How surely the classes are known"),
        points("bonus_max", "Points that human-rights action can add at most; empty where not known"),
        SOURCE_IDS,
    ),
    references=(TO_INDICATOR_SOURCES,),
)
RIGHTS = Table(
    "rights",
    "indicators/rights.csv",
    "Rights that each regulation assesses",
    key=("regulation", "right_code"),
    fields=(
        REGULATION,
        Field("right_code", "text", "Right, as a key"),
        Field("name_id", "text", "Name in Indonesian"),
        Field("name_en", "text", "Name in English"),
        Field(
            "group",
            "text",
            "Civil and political (sipol), or economic, social and cultural (ekosob); empty where it does not say",
            required=False,
            allowed=("sipol", "ekosob"),
        ),
        SOURCE_IDS,
        note(),
    ),
    references=(TO_REGULATION, TO_INDICATOR_SOURCES),
)
INDICATORS = Table(
    "indicators",
    "indicators/indicators_known.csv",
    "Indicators that are publicly known",
    key=("regulation", "label_id"),
    fields=_indicator_fields(label="What is assessed"),
    references=(TO_REGULATION, Reference(("regulation", "right_code"), "rights"), TO_INDICATOR_SOURCES),
)
INDICATOR_FAMILIES = Table(
    "indicator_families",
    "indicators/indicator_families.csv",
    "Kinds of indicators that a regulation asks of every right",
    key=("regulation", "label_id"),
    fields=_indicator_fields(label="What is asked of every right"),
    references=(TO_REGULATION, TO_INDICATOR_SOURCES),
)
WORKED_SCORES = Table(
    "worked_scores",
    "indicators/worked_scores.csv",
    "Published scores to test a formula against",
    key=("award_year", "regency"),
    fields=(
        award_year(),
        Field("regency", "text", "Regency as the source names it, with its province"),
        REGULATION,
        Field("given", "text", "Parts of the score that the source gives"),
        Field("published_total", "text", "Total that the source gives; two where it prints two", unit="points"),
        Field("published_category", "text", "Title that the source gives; empty where it gives none", required=False),
        SOURCE_IDS,
    ),
    references=(
        TO_REGULATION,
        Reference(("published_category",), "categories", ("category",)),
        TO_INDICATOR_SOURCES,
    ),
)
INDICATOR_SOURCES = Table(
    "indicator_sources",
    "indicators/sources.csv",
    "Pages the indicators come from",
    key=("source_id",),
    fields=(
        Field("source_id", "text", "Id of the page"),
        Field("title", "text", "Title of the page"),
        Field("publisher", "text", "Who published it"),
        address(required=True),
        PUBLISHED,
        LANGUAGE,
    ),
)
