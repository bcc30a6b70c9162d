"""Regulations: their rights and indicators, and the pages these come from."""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.schemas.shared import (
    LANGUAGE,
    PUBLISHED,
    REGULATION,
    SOURCE_IDS,
    TO_CATEGORY,
    TO_INDICATOR_SOURCES,
    TO_REGULATION,
    address,
    award_year,
    note,
    points,
)
from kkpham_analysis.tables.vocabulary import KNOWN, LOADED, PLACEHOLDER

SETTINGS = ("formula", "indicator_points", "type_weight", "right_weight", "inside_type", "bonus_max", "total_max")
LABELLED = ("type", "group")
CATALOGUE_KINDS = (LOADED, PLACEHOLDER)
INDICATOR_KINDS = (LOADED, KNOWN, PLACEHOLDER)
HOW_SURE = Field(
    "certainty",
    "text",
    "Read in the regulation or in two independent sources (certain), in one source or concluded (likely), or assumed",
    allowed=("certain", "likely", "assumed"),
)
REGULATION_SOURCE_IDS = Field(
    "source_ids", "text", "Pages that say so, ids joined by semicolons; empty where assumed", False, written="ids"
)


LAST_ROUND = Field(
    "award_year_to",
    "integer",
    "Last round that asked for it; empty where that is the last of the regulation. It holds for the same number of a "
    "loaded list too",
    required=False,
    unit="year",
    written="year",
    low=2000,
    high=2099,
)


def _indicator_fields(*, label: str, more: tuple[Field, ...] = ()) -> tuple[Field, ...]:
    return (
        REGULATION,
        Field("indicator_no", "integer", "Number in the regulation; empty where not known", required=False, low=1),
        Field(
            "right_code", "text", "Right it belongs to; SEMUA means all rights; empty where not known", required=False
        ),
        Field(
            "type",
            "text",
            "Type, as the regulation names it; empty where not known",
            required=False,
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
        *more,
        Field(
            "inferred",
            "text",
            "Which of type, right and rounds was concluded, not read; no: none; empty where that is not recorded",
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
        Field("award_id", "text", "Name of the award in Indonesian"),
        Field("award_en", "text", "Name of the award in English"),
        award_year("award_year_from", "First round judged by it"),
        award_year("award_year_to", "Last round judged by it"),
        Field("rights", "integer", "Rights it assesses", unit="count", low=0),
        Field("indicators", "integer", "Indicators it assesses", unit="count", low=0),
        SOURCE_IDS,
    ),
    references=(TO_INDICATOR_SOURCES,),
)
REGULATION_SETTINGS = Table(
    "regulation_settings",
    "indicators/regulation_settings.csv",
    "How a regulation makes its total: formula, weights, bonus and limits",
    key=("regulation", "setting", "of"),
    fields=(
        REGULATION,
        Field("setting", "text", "What is set", allowed=SETTINGS),
        Field("of", "text", "Type or right it is set for; empty where it holds for the whole", required=False),
        Field(
            "value", "text", "Name of the formula, or a number; empty where none is known and none is applied", False
        ),
        HOW_SURE,
        REGULATION_SOURCE_IDS,
        note(),
    ),
    references=(TO_REGULATION, TO_INDICATOR_SOURCES),
    # Types are shown as their regulation orders them.
    is_ordered=True,
)
REGULATION_CLASSES = Table(
    "regulation_classes",
    "indicators/regulation_classes.csv",
    "Classes that a regulation gives by the total",
    key=("regulation", "category"),
    fields=(
        REGULATION,
        Field("category", "text", "Title that the class is given"),
        points("points_from", "Lowest total of the class", required=True),
        HOW_SURE,
        REGULATION_SOURCE_IDS,
        note(),
    ),
    references=(TO_REGULATION, TO_CATEGORY, TO_INDICATOR_SOURCES),
)
REGULATION_BANDS = Table(
    "regulation_bands",
    "indicators/regulation_bands.csv",
    "Bands of values by which a regulation gives points to an indicator",
    key=("regulation", "indicator_no", "points"),
    fields=(
        REGULATION,
        Field(
            "indicator_no",
            "integer",
            "Number of the indicator; one that the list in use has not is not used",
            low=1,
        ),
        Field("points", "number", "Points that a value in the band earns", unit="points", low=0),
        Field("above", "number", "The band is of values above this one", required=False),
        Field("value_from", "number", "The band is of values from this one on", required=False),
        Field("value_to", "number", "The band is of values up to this one", required=False),
        Field("below", "number", "The band is of values below this one", required=False),
        Field("unit", "text", "Unit of the values; empty where the limits of the band are not known", required=False),
        HOW_SURE,
        REGULATION_SOURCE_IDS,
        note(),
    ),
    references=(
        TO_REGULATION,
        TO_INDICATOR_SOURCES,
    ),
    may_be_empty=True,
)
REGULATION_LABELS = Table(
    "regulation_labels",
    "indicators/regulation_labels.csv",
    "What the types of indicators and the groups of rights of a regulation are called",
    key=("regulation", "kind", "name"),
    fields=(
        REGULATION,
        Field("kind", "text", "Whether it is a type of indicators or a group of rights", allowed=LABELLED),
        Field("name", "text", "Type or group, as the tables of the regulation name it"),
        Field("label_id", "text", "What it is called in Indonesian"),
        Field("label_en", "text", "What it is called in English"),
        REGULATION_SOURCE_IDS,
        note(),
    ),
    references=(TO_REGULATION, TO_INDICATOR_SOURCES),
    may_be_empty=True,
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
            "Group of rights, as the regulation names it; empty where it has none",
            required=False,
        ),
        SOURCE_IDS,
        note(),
    ),
    references=(TO_REGULATION, TO_INDICATOR_SOURCES),
    # Rights are shown as their regulation orders them.
    is_ordered=True,
)
INDICATORS_KNOWN = Table(
    "indicators_known",
    "indicators/indicators_known.csv",
    "Indicators that are publicly known",
    key=("regulation", "label_id"),
    fields=_indicator_fields(label="What is assessed", more=(LAST_ROUND,)),
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
CATALOGUES = Table(
    "catalogues",
    "indicators/catalogues.csv",
    "Lists of indicators that were loaded; in use is the newest, and a placeholder only where there is no other",
    key=("regulation", "version"),
    fields=(
        REGULATION,
        Field("version", "integer", "Which list of the regulation it is, counted from 1", low=1),
        Field(
            "kind",
            "text",
            "Whether it is the list of the regulation as its holder gives it, or numbered places for trying things out",
            allowed=CATALOGUE_KINDS,
        ),
        Field("title", "text", "Name of the file it was loaded from, or what it is"),
        Field("publisher", "text", "Who holds it, or who made it"),
        address(required=False),
        Field("loaded_on", "text", "Day it was loaded", written="day"),
        note("What the totals say of it"),
    ),
    references=(TO_REGULATION,),
    may_be_empty=True,
)
CATALOGUE_ITEMS = Table(
    "catalogue_items",
    "indicators/catalogue_items.csv",
    "Indicators of the lists that were loaded",
    key=("regulation", "version", "indicator_no"),
    fields=(
        REGULATION,
        Field("version", "integer", "Which list of the regulation it is", low=1),
        Field("indicator_no", "integer", "Number in the list", low=1),
        Field("right_code", "text", "Right it belongs to"),
        Field("type", "text", "Type of the indicator; empty where the list gives none", required=False),
        Field("label_id", "text", "What is assessed, in Indonesian"),
        Field("label_en", "text", "What is assessed, in English; empty where the list is in Indonesian alone", False),
        Field("data_dukung_id", "text", "Supporting data asked for, in Indonesian; empty where not given", False),
        Field("max_points", "number", "Points it can earn at most; empty where not given", False, unit="points", low=0),
        Field("unit", "text", "Unit of the answer; `yes/no` where it is one; empty where not given", required=False),
    ),
    references=(
        Reference(("regulation", "version"), "catalogues"),
        Reference(("regulation", "right_code"), "rights"),
    ),
    may_be_empty=True,
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

# Lists that were loaded, and what is publicly known where none was, as one table.
INDICATORS_IN_USE = Table(
    "indicators",
    "",
    "Indicators of each regulation: those of the list in use, or what is publicly known of them",
    key=("regulation", "indicator_no", "label_id"),
    fields=(
        REGULATION,
        Field(
            "indicator_code",
            "text",
            "Regulation and number; empty where the number is not known",
            required=False,
            written="indicator_code",
        ),
        Field("indicator_no", "integer", "Number in the regulation; empty where not known", required=False, low=1),
        Field("right_code", "text", "Right it belongs to; empty where not known", required=False),
        Field("right_id", "text", "Name of that right in Indonesian", required=False),
        Field("right_en", "text", "Name of that right in English", required=False),
        Field("group", "text", "Group of rights; empty where the regulation has none", required=False),
        Field("type", "text", "Type of the indicator; empty where not known", required=False),
        Field("label_id", "text", "What is assessed, in Indonesian"),
        Field("label_en", "text", "What is assessed, in English", required=False),
        Field("data_dukung_id", "text", "Supporting data asked for, in Indonesian", required=False),
        Field("max_points", "number", "Points it can earn at most", required=False, unit="points", low=0),
        Field("unit", "text", "Unit of the answer; `yes/no` where it is one", required=False),
        Field(
            "kind", "text", "Where it is from: a loaded list, public pages, or a placeholder", allowed=INDICATOR_KINDS
        ),
        Field(
            "version", "integer", "Version of the loaded list; empty for what is publicly known", required=False, low=1
        ),
        Field("inferred", "text", "Which of type, right and rounds was concluded, not read", False, written="inferred"),
        Field("source_ids", "text", "Pages that say so; empty for a loaded list", required=False, written="ids"),
        award_year("award_year_from", "First round that asks for it"),
        award_year("award_year_to", "Last round that asks for it"),
    ),
    references=(TO_REGULATION, TO_INDICATOR_SOURCES),
)
