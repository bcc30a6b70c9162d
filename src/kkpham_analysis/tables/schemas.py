"""Every table there is: the raw ones as collected, and the processed ones that `load` returns.

This is the one place where columns, types, units, descriptions, keys and references are written. The validation of the
raw files, the `datapackage.json` beside them, and the data dictionary all follow from it.
"""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.vocabulary import (
    AWARDED_PROVINCES,
    AWARDED_REGENCIES,
    CERTAINTIES,
    PARTICIPATING_REGENCIES,
    PERCENT_MEASURES,
    SOURCE_KINDS,
    UNCERTAIN,
    YES_NO_MEASURES,
)

CERTAINTY = (*CERTAINTIES, UNCERTAIN)
ALIAS_KINDS = ("former", "short", "abbreviation", "spelling", "english")
COUNT_MEASURES = (AWARDED_REGENCIES, PARTICIPATING_REGENCIES, "total_regencies", "cukup_peduli_regencies")
PROVINCE_MEASURES = (*YES_NO_MEASURES, *PERCENT_MEASURES)


def _award_year(name: str = "award_year", description: str = "Round, named after the year of the ceremony") -> Field:
    return Field(name, "integer", description, unit="year", written="year", low=2000, high=2099)


def _regency(description: str = "Kemendagri's code of the regency or city") -> Field:
    return Field("regency_code", "text", description, written="regency_code")


def _province(name: str = "province_code", description: str = "Kemendagri's code of the province") -> Field:
    return Field(name, "text", description, written="province_code")


def _note(description: str = "What else the source says, or how the entry was read") -> Field:
    return Field("note", "text", description, required=False)


def _points(name: str, description: str, *, required: bool = False) -> Field:
    return Field(name, "number", description, required, unit="points", low=0, high=100)


def _address(*, required: bool) -> Field:
    return Field("url", "text", "Address of the page", required, written="address")


SOURCE = Field("source_id", "text", "Page that says so; see the sources of the same folder")
SOURCE_IDS = Field("source_ids", "text", "Pages that say so, ids joined by semicolons", written="ids")
REGULATION = Field(
    "regulation", "text", "Number and year of the regulation the round was judged by", written="regulation"
)
FOUNDED = Field(
    "valid_from",
    "text",
    "Day of the founding law; empty for those formed before the first round",
    required=False,
    written="day",
)
PUBLISHED = Field(
    "published_on", "text", "Day, month or year of publication; empty where undated", required=False, written="date"
)
IS_COMPLIANT = Field(
    "is_compliant",
    "yes_no",
    "Whether a regency with this title counts as compliant; empty where the result is not said",
    required=False,
)
SOURCE_KIND = Field("kind", "text", "Who speaks", allowed=SOURCE_KINDS)
LANGUAGE = Field("language", "text", "Language of the page", allowed=("id", "en"))
RULE = Field(
    "rule",
    "text",
    "Rule of the round for provinces, as `>60%` or `>=60% of participants`; empty where none is known",
    required=False,
)

TO_REGENCY = Reference(("regency_code",), "regencies")
TO_PROVINCE = Reference(("province_code",), "provinces")
TO_CATEGORY = Reference(("category",), "categories")
TO_SOURCE = Reference(("source_id",), "sources")
TO_SOURCES = Reference(("source_ids",), "sources", ("source_id",), many=True)
TO_REGULATION = Reference(("regulation",), "regulations")
TO_INDICATOR_SOURCES = Reference(("source_ids",), "indicator_sources", ("source_id",), many=True)

PROVINCES = Table(
    "provinces",
    "regions/provinces.csv",
    "Provinces",
    key=("province_code",),
    fields=(
        _province(),
        Field("name_id", "text", "Name in Indonesian"),
        Field("name_en", "text", "Name in English"),
        Field("island_group", "text", "Group of islands it belongs to"),
        FOUNDED,
    ),
)
REGENCIES = Table(
    "regencies",
    "regions/regencies.csv",
    "Regencies and cities",
    key=("regency_code",),
    fields=(
        _regency(),
        _province(description="Code of the province it belongs to today"),
        Field("type", "text", "Regency (kabupaten) or city (kota)", allowed=("kabupaten", "kota")),
        Field("name", "text", "Name without its type"),
        Field("full_name", "text", "Name with its type"),
        Field("capital", "text", "Seat of the government; empty where unknown", required=False),
        Field("latitude", "number", "Latitude of the capital, north positive", unit="degree", low=-12, high=7),
        Field("longitude", "number", "Longitude of the capital, east positive", unit="degree", low=94, high=142),
        Field("area_km2", "number", "Land area; empty where unknown", required=False, unit="km2", low=0),
        Field("population", "integer", "Inhabitants", unit="persons", low=0),
        FOUNDED,
    ),
    references=(TO_PROVINCE,),
)
PROVINCE_CHANGES = Table(
    "province_changes",
    "regions/province_changes.csv",
    "Regencies that changed their province",
    key=("regency_code", "changed_on"),
    fields=(
        _regency(),
        Field("full_name", "text", "Name with its type"),
        _province(description="Province since the change"),
        _province("previous_province_code", "Province before the change"),
        Field("changed_on", "text", "Day of the law that founded the new province", written="day"),
    ),
    references=(TO_REGENCY, TO_PROVINCE, Reference(("previous_province_code",), "provinces", ("province_code",))),
)
BPS_CODES = Table(
    "bps_codes",
    "regions/bps_codes.csv",
    "Codes of the statistics office (BPS)",
    key=("regency_code",),
    fields=(
        _regency(),
        Field(
            "bps_code_2020",
            "text",
            "Code that BPS used in the second half of 2020; often another regency's code here",
            written="bps_code",
        ),
    ),
    references=(TO_REGENCY,),
)
PLACE_NAMES = Table(
    "place_names",
    "regions/place_names.csv",
    "Other names of places",
    key=("alias", "code"),
    fields=(
        Field("alias", "text", "Name as people write it"),
        Field("code", "text", "Kemendagri's code of the province or regency it means", written="place_code"),
        Field("level", "text", "Whether the code is a province's or a regency's", allowed=("province", "regency")),
        Field(
            "kind",
            "text",
            "Former name, short form, abbreviation, spelling, or name in English",
            allowed=ALIAS_KINDS,
        ),
        Field("source", "text", "Where the name is used, or by what law it was given up"),
        _note("What else to know of the name"),
    ),
)

BOUNDARY_NAMES = Table(
    "boundary_names",
    "boundaries/names.csv",
    "Names in the boundary file",
    key=("shape_id",),
    fields=(
        Field("shape_id", "text", "Id of the shape in geoBoundaries"),
        Field("boundary_name", "text", "Name of the shape in geoBoundaries"),
        _regency(),
    ),
    references=(TO_REGENCY,),
)
BOUNDARIES = Table(
    "boundaries",
    "boundaries/regencies.parquet",
    "Boundaries of regencies and cities",
    key=("regency_code",),
    fields=(
        _regency(),
        Field(
            "geometry",
            "geometry",
            "Area as polygons in WGS 84 (EPSG:4326); processed: neighbours share their edges",
            unit="degree",
        ),
    ),
    references=(TO_REGENCY,),
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
        _note("What the title means"),
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
        _address(required=False),
        PUBLISHED,
        LANGUAGE,
    ),
)
AWARD_CLAIMS = Table(
    "award_claims",
    "awards/award_claims.csv",
    "What sources say of one regency and round",
    key=("award_year", "regency_code", "source_id"),
    fields=(
        _award_year(),
        _regency(),
        Field("category", "text", "Title the source gives it"),
        _points("score", "Total score the source gives; empty where it gives none"),
        Field(
            "certainty",
            "text",
            "Named (stated), all of a province (blanket), concluded (derived), or not clear (uncertain)",
            allowed=CERTAINTY,
        ),
        SOURCE,
        _note(),
    ),
    references=(TO_REGENCY, TO_CATEGORY, TO_SOURCE),
)
PROVINCE_CLAIMS = Table(
    "province_claims",
    "awards/province_claims.csv",
    "What sources say of one province and round",
    key=("award_year", "province_code", "measure", "source_id"),
    fields=(
        _award_year(),
        _province(),
        Field(
            "measure",
            "text",
            "What is counted; complete_list 1: all awarded regencies are named; province_award 1: the province won",
            allowed=(*COUNT_MEASURES, "awarded_or_cukup_regencies", *PROVINCE_MEASURES),
        ),
        Field("value", "number", "The number, or 1 for yes and 0 for no", low=0),
        Field("certainty", "text", "How clearly the source says it", allowed=CERTAINTY),
        SOURCE,
        _note(),
    ),
    references=(TO_PROVINCE, TO_SOURCE),
)
NATIONAL_CLAIMS = Table(
    "national_claims",
    "awards/national_claims.csv",
    "National counts by source",
    key=("award_year", "measure", "source_id"),
    fields=(
        _award_year(),
        Field("measure", "text", "What the value counts", allowed=(*COUNT_MEASURES, AWARDED_PROVINCES)),
        Field("value", "integer", "The number", unit="count", low=0),
        SOURCE,
        _note(),
    ),
    references=(TO_SOURCE,),
)
YEARS_WITHOUT_ROUND = Table(
    "years_without_round",
    "awards/years_without_round.csv",
    "Years in which sources say that there was no round",
    key=("award_year",),
    fields=(_award_year(description="Year without a round"), SOURCE_IDS, _note()),
    references=(Reference(("source_ids",), "sources", ("source_id",), others=("indicator_sources",), many=True),),
    may_be_empty=True,
)
RULE_CLAIMS = Table(
    "rule_claims",
    "awards/rule_claims.csv",
    "What sources say of decrees, thresholds and scores",
    key=("award_year", "source_id", "value"),
    fields=(
        _award_year(),
        Field("measure", "text", "What the source speaks of", allowed=("rule",)),
        Field("value", "text", "What the source says, in short"),
        SOURCE,
        _note(),
    ),
    references=(TO_SOURCE,),
)
RULES = Table(
    "rules",
    "awards/rules.csv",
    "Share of compliant regencies that earns a province its award",
    key=("award_year_from", "level"),
    fields=(
        _award_year("award_year_from", "First round the rule holds for"),
        _award_year("award_year_to", "Last round the rule holds for"),
        Field("level", "text", "Who is awarded", allowed=("province",)),
        Field("operator", "text", "Over the threshold (>), or at least the threshold (>=)", allowed=(">", ">=")),
        Field("threshold_percent", "number", "Threshold", unit="percent", low=0, high=100),
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
        _note(),
    ),
    references=(TO_SOURCES, Reference(("dissenting_source_ids",), "sources", ("source_id",), many=True)),
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
        _award_year("award_year_from", "First round judged by it"),
        _award_year("award_year_to", "Last round judged by it"),
        Field("rights", "integer", "Rights it assesses", unit="count", low=0),
        Field("indicators", "integer", "Indicators it assesses", unit="count", low=0),
        Field("score", "text", "How the total is made, in words"),
        Field("score_certainty", "text", "How surely that is known"),
        _points("peduli_from", "Lowest total of the class peduli", required=True),
        _points("cukup_from", "Lowest total of the class cukup peduli; empty where not known"),
        _points("mulai_from", "Lowest total of the class mulai peduli; empty where not known"),
        Field("class_certainty", "text", "How surely the classes are known"),
        _points("bonus_max", "Points that human-rights action can add at most; empty where not known"),
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
        _note(),
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
        _award_year(),
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
        _address(required=True),
        PUBLISHED,
        LANGUAGE,
    ),
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
        _award_year(),
        _regency(),
        Field(
            "category",
            "text",
            "Title by the claim that stands; empty where claims of equal weight differ, or all are uncertain",
            required=False,
        ),
        Field("is_compliant", "yes_no", "Whether it counts as compliant; empty where that is not known", False),
        Field("certainty", "text", "How clearly the best claim says it", allowed=CERTAINTY),
        Field("sources", "integer", "Sources that give this title, or else this result", unit="count", low=0),
        Field("source_ids", "text", "Those sources, ids joined by semicolons; empty text where there are none"),
        Field("named_by", "text", "Sources that name it, one by one, as compliant; empty text where none does"),
        Field("loosely_by", "text", "Sources that call it compliant only in a blanket or uncertain claim"),
        Field("dissenting", "text", "Claims that differ, as `cukup_peduli (K011; K024)`; empty text where none does"),
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
        _province(description="Code of the province it belongs to today, or is"),
        Field("province", "text", "Name of that province"),
        Field("kind", "text", "What the key is", allowed=("code", "bps", "official", *ALIAS_KINDS)),
    ),
    references=(TO_PROVINCE,),
)

RAW = {
    table.name: table
    for table in (
        PROVINCES,
        REGENCIES,
        PROVINCE_CHANGES,
        BPS_CODES,
        PLACE_NAMES,
        BOUNDARY_NAMES,
        BOUNDARIES,
        CATEGORIES,
        SOURCES,
        AWARD_CLAIMS,
        PROVINCE_CLAIMS,
        NATIONAL_CLAIMS,
        YEARS_WITHOUT_ROUND,
        RULE_CLAIMS,
        RULES,
        REGULATIONS,
        RIGHTS,
        INDICATORS,
        INDICATOR_FAMILIES,
        WORKED_SCORES,
        INDICATOR_SOURCES,
        CORRECTIONS,
    )
}
PROCESSED = {
    **RAW,
    "award_claims": AWARD_CLAIMS.joined_with(IS_COMPLIANT, RULE),
    "province_claims": PROVINCE_CLAIMS.joined_with(SOURCE_KIND, PUBLISHED),
    "national_claims": NATIONAL_CLAIMS.joined_with(SOURCE_KIND, PUBLISHED),
    "rules": RULES.joined_with(RULE),
    "awards": AWARDS,
    "place_keys": PLACE_KEYS,
}
