"""Every table there is: the raw ones as collected, and the processed ones that `load` returns.

This is the one place where columns, types, units, descriptions, keys and references are written. The validation of the
raw files, the `datapackage.json` beside them, and the data dictionary all follow from it.
"""

from __future__ import annotations

from kkpham_analysis.tables.columns import FULL_DATE, PROVINCE_CODE, REGENCY_CODE, YEAR, Field, Reference, Table

CERTAINTY = ("stated", "blanket", "derived", "uncertain")
SOURCE_KINDS = ("regulation", "ministry", "government", "news")
COUNT_MEASURES = (
    "awarded_regencies", "participating_regencies", "total_regencies", "cukup_peduli_regencies",
)  # fmt: skip


def _award_year(name: str = "award_year", description: str = "Round, named after the year of the ceremony") -> Field:
    return Field(name, "integer", description, pattern=YEAR, called="a year of four digits like 2023", unit="year")


def _regency(description: str = "Kemendagri's code of the regency or city") -> Field:
    return Field("regency_code", "text", description, pattern=REGENCY_CODE, called="a regency code of four digits")


def _province(name: str = "province_code", description: str = "Kemendagri's code of the province") -> Field:
    return Field(name, "text", description, pattern=PROVINCE_CODE, called="a province code of two digits")


def _note(description: str = "What else the source says, or how the entry was read") -> Field:
    return Field("note", "text", description, required=False)


def _day(name: str, description: str, *, required: bool = False) -> Field:
    return Field(name, "date", description, required, pattern=FULL_DATE, called="a day like 2022-11-11")


def _count(name: str, description: str, *, required: bool = True) -> Field:
    return Field(name, "integer", description, required, unit="count", low=0)


SOURCE = Field("source_id", "text", "Page that says so; see the sources of the same folder")
REGULATION = Field("regulation", "text", "Number and year of the regulation the round was judged by",
      pattern=r"\d+/\d{4}",
                   called="a regulation written as number/year, like 22/2021")  # fmt: skip
SOURCE_IDS = Field("source_ids", "ids", "Pages that say so, ids joined by semicolons")

TO_REGENCY = Reference(("regency_code",), "regencies")
TO_PROVINCE = Reference(("province_code",), "provinces")
TO_CATEGORY = Reference(("category",), "categories")
TO_SOURCE = Reference(("source_id",), "sources")
TO_REGULATION = Reference(("regulation",), "regulations")
TO_INDICATOR_SOURCES = Reference(("source_ids",), "indicator_sources", ("source_id",), many=True)

REGIONS = (
    Table("provinces", "regions/provinces.csv", "Provinces", ("province_code",), (
        _province(),
        Field("name_id", "text", "Name in Indonesian"),
        Field("name_en", "text", "Name in English"),
        Field("island_group", "text", "Group of islands it belongs to"),
        _day("valid_from", "Day of the founding law; empty for provinces formed before the first round"),
    )),
    Table("regencies", "regions/regencies.csv", "Regencies and cities", ("regency_code",), (
        _regency(),
        _province(description="Code of the province it belongs to today"),
        Field("type", "text", "Regency (kabupaten) or city (kota)", allowed=("kabupaten", "kota")),
        Field("name", "text", "Name without its type"),
        Field("full_name", "text", "Name with its type"),
        Field("capital", "text", "Seat of the government", required=False),
        Field("latitude", "number", "Latitude of the capital, north positive", unit="degree", low=-12, high=7),
        Field("longitude", "number", "Longitude of the capital, east positive", unit="degree", low=94, high=142),
        Field("area_km2", "number", "Land area; empty where unknown", required=False, unit="km2", low=0),
        Field("population", "integer", "Inhabitants", unit="persons", low=0),
        _day("valid_from", "Day of the founding law; empty for those formed before the first round"),
    ), (TO_PROVINCE,)),
    Table("province_changes", "regions/province_changes.csv", "Regencies that changed their province",
          ("regency_code", "changed_on"), (
        _regency(),
        Field("full_name", "text", "Name with its type"),
        _province(description="Province since the change"),
        _province("previous_province_code", "Province before the change"),
        _day("changed_on", "Day of the law that founded the new province", required=True),
    ), (TO_REGENCY, TO_PROVINCE, Reference(("previous_province_code",), "provinces", ("province_code",)))),
    Table("bps_codes", "regions/bps_codes.csv", "Codes of the statistics office (BPS)", ("regency_code",), (
        _regency(),
        Field("bps_code_2020", "text",
              "Code that BPS used in the second half of 2020; often another regency's code here",
              pattern=REGENCY_CODE, called="a BPS code of four digits"),
    ), (TO_REGENCY,)),
    Table("place_names", "regions/place_names.csv", "Other names of places", ("alias", "code"), (
        Field("alias", "text", "Name as people write it"),
        Field("code", "text", "Kemendagri's code of the province or regency it means",
              pattern=rf"{PROVINCE_CODE}|{REGENCY_CODE}",
              called="a province code of two digits or a regency code of four"),
        Field("level", "text", "Whether the code is a province's or a regency's", allowed=("province", "regency")),
        Field("kind", "text", "Former name, short form, abbreviation or spelling", allowed=("former", "short",
              "abbreviation", "spelling")),
        Field("source", "text", "Where the name is used", required=False),
        _note("What else to know of the name"),
    )),
)  # fmt: skip

BOUNDARIES = (
    Table("boundary_names", "boundaries/names.csv", "Names in the boundary file", ("shape_id",), (
        Field("shape_id", "text", "Id of the shape in geoBoundaries"),
        Field("boundary_name", "text", "Name of the shape in geoBoundaries"),
        _regency(),
    ), (TO_REGENCY,)),
    Table("boundaries", "boundaries/regencies.parquet", "Boundaries of regencies and cities", ("regency_code",), (
        _regency(),
        Field("geometry", "geometry",
              "Area as polygons in WGS 84 (EPSG:4326); processed: neighbours share their edges", unit="degree"),
    ), (TO_REGENCY,)),
)  # fmt: skip

AWARDS = (
    Table("categories", "awards/categories.csv", "Titles a regency can be given", ("category",), (
        Field("category", "text", "Title, as a key"),
        Field("is_compliant", "yes_no",
              "Whether a regency with this title counts as compliant; empty where the result is not said",
                    required=False),
        Field("order", "integer", "Place in the order from best to least", low=1),
        Field("label_id", "text", "Title in Indonesian"),
        Field("label_en", "text", "Title in English"),
        _note("What the title means"),
    )),
    Table("sources", "awards/sources.csv", "Pages the claims come from", ("source_id",), (
        Field("source_id", "text", "Id of the page"),
        Field("kind", "text", "Who speaks", allowed=SOURCE_KINDS),
        Field("title", "text", "Title of the page"),
        Field("publisher", "text", "Who published it"),
        Field("url", "text", "Address of the page", required=False, pattern=r"https?://\S+",
              called="a web address that starts with http:// or https://"),
        Field("published_on", "date", "Day, month or year of publication; empty where undated", required=False),
        Field("language", "text", "Language of the page", allowed=("id", "en")),
    )),
    Table("award_claims", "awards/award_claims.csv", "What sources say of one regency and round", ("award_year",
          "regency_code", "source_id"), (
        _award_year(),
        _regency(),
        Field("category", "text", "Title the source gives it"),
        Field("score", "number", "Total score the source gives", required=False, unit="points", low=0, high=100),
        Field("certainty", "text",
              "Named (stated), all of a province (blanket), concluded (derived), or not clear (uncertain)", allowed=CERTAINTY),
        SOURCE,
        _note(),
    ), (TO_REGENCY, TO_CATEGORY, TO_SOURCE)),
    Table("province_claims", "awards/province_claims.csv", "What sources say of one province and round",
          ("award_year", "province_code", "measure", "source_id"), (
        _award_year(),
        _province(),
        Field("measure", "text",
              "What is counted; complete_list 1: all awarded regencies are named; province_award 1: the province won",
              allowed=(*COUNT_MEASURES, "awarded_or_cukup_regencies", "complete_list", "province_award",
                    "best_province_award", "share_percent")),
        Field("value", "number", "The number, or 1 for yes and 0 for no", low=0),
        Field("certainty", "text", "How clearly the source says it", allowed=CERTAINTY),
        SOURCE,
        _note(),
    ), (TO_PROVINCE, TO_SOURCE)),
    Table("national_claims", "awards/national_claims.csv", "National counts by source", ("award_year", "measure",
          "source_id"), (
        _award_year(),
        Field("measure", "text", "What the value counts", allowed=(*COUNT_MEASURES, "awarded_provinces")),
        _count("value", "The number"),
        SOURCE,
        _note(),
    ), (TO_SOURCE,)),
    Table("rule_claims", "awards/rule_claims.csv", "What sources say of decrees, thresholds and scores",
          ("award_year", "source_id", "value"), (
        _award_year(),
        Field("measure", "text", "What the source speaks of", allowed=("rule",)),
        Field("value", "text", "What the source says, in short"),
        SOURCE,
        _note(),
    ), (TO_SOURCE,)),
    Table("rules", "awards/rules.csv", "Share of compliant regencies that earns a province its award",
          ("award_year_from", "level"), (
        _award_year("award_year_from", "First round the rule holds for"),
        _award_year("award_year_to", "Last round the rule holds for"),
        Field("level", "text", "Who is awarded", allowed=("province",)),
        Field("operator", "text", "Over the threshold (>), or at least the threshold (>=)", allowed=(">", ">=")),
        Field("threshold_percent", "number", "Threshold", unit="percent", low=0, high=100),
        Field("denominator", "text", "Share of all regencies, or of those that took part", allowed=("regencies",
              "participants")),
        SOURCE_IDS,
        Field("dissenting_source_ids", "ids", "Pages that say otherwise, ids joined by semicolons", required=False),
        _note(),
    ), (Reference(("source_ids",), "sources", ("source_id",), many=True),
        Reference(("dissenting_source_ids",), "sources", ("source_id",), many=True))),
)  # fmt: skip


def _indicator_fields(*, label: str) -> tuple[Field, ...]:
    return (
        REGULATION,
        Field("indicator_no", "integer", "Number in the regulation; empty where not known", required=False, low=1),
        Field("right_code", "text", "Right it belongs to; SEMUA means all rights; empty where not known",
              required=False),
        Field("type", "text", "Structure, process or result", required=False, allowed=("struktur", "proses", "hasil")),
        Field("label_id", "text", f"{label}, in Indonesian"),
        Field("label_en", "text", f"{label}, in English"),
        Field("data_dukung_id", "text", "Supporting data asked for, in Indonesian", required=False),
        Field("max_points", "number", "Points it can earn at most", required=False, unit="points", low=0),
        Field("inferred", "text", "Which of type and right was concluded, not read; no: none", required=False,
              pattern="no|(type|right)(;(type|right))*", called="'no', 'type', 'right' or 'type;right'"),
        SOURCE_IDS,
    )  # fmt: skip


INDICATORS = (
    Table("regulations", "indicators/regulations.csv", "Regulations of the programme", ("regulation",), (
        REGULATION,
        Field("name_id", "text", "Name in Indonesian"),
        _award_year("award_year_from", "First round judged by it"),
        _award_year("award_year_to", "Last round judged by it"),
        _count("rights", "Rights it assesses"),
        _count("indicators", "Indicators it assesses"),
        Field("score", "text", "How the total is made, in words"),
        Field("score_certainty", "text", "How surely that is known"),
        Field("peduli_from", "number", "Lowest total of the class peduli", unit="points", low=0, high=100),
        Field("cukup_from", "number", "Lowest total of the class cukup peduli", required=False, unit="points", low=0,
              high=100),
        Field("mulai_from", "number", "Lowest total of the class mulai peduli", required=False, unit="points", low=0,
              high=100),
        Field("class_certainty", "text", "How surely the classes are known"),
        Field("bonus_max", "number", "Points that human-rights action can add at most", required=False, unit="points",
              low=0),
        SOURCE_IDS,
    ), (TO_INDICATOR_SOURCES,)),
    Table("rights", "indicators/rights.csv", "Rights that each regulation assesses", ("regulation", "right_code"), (
        REGULATION,
        Field("right_code", "text", "Right, as a key"),
        Field("name_id", "text", "Name in Indonesian"),
        Field("name_en", "text", "Name in English"),
        Field("group", "text", "Civil and political (sipol), or economic, social and cultural (ekosob)",
              required=False, allowed=("sipol", "ekosob")),
        SOURCE_IDS,
        _note(),
    ), (TO_REGULATION, TO_INDICATOR_SOURCES)),
    Table("indicators", "indicators/indicators_known.csv", "Indicators that are publicly known", ("regulation",
          "label_id"),
          _indicator_fields(label="What is assessed"),
          (TO_REGULATION, Reference(("regulation", "right_code"), "rights"), TO_INDICATOR_SOURCES)),
    Table("indicator_families", "indicators/indicator_families.csv",
          "Kinds of indicators that a regulation asks of every right",
          ("regulation", "label_id"), _indicator_fields(label="What is asked of every right"), (TO_REGULATION,
                TO_INDICATOR_SOURCES)),
    Table("worked_scores", "indicators/worked_scores.csv", "Published scores to test a formula against",
          ("award_year", "regency"), (
        _award_year(),
        Field("regency", "text", "Regency as the source names it, with its province"),
        REGULATION,
        Field("given", "text", "Parts of the score that the source gives"),
        Field("published_total", "text", "Total that the source gives; two where it prints two", unit="points"),
        Field("published_category", "text", "Title that the source gives", required=False),
        SOURCE_IDS,
    ), (TO_REGULATION, Reference(("published_category",), "categories", ("category",)), TO_INDICATOR_SOURCES)),
    Table("indicator_sources", "indicators/sources.csv", "Pages the indicators come from", ("source_id",), (
        Field("source_id", "text", "Id of the page"),
        Field("title", "text", "Title of the page"),
        Field("publisher", "text", "Who published it"),
        Field("url", "text", "Address of the page", pattern=r"https?://\S+",
              called="a web address that starts with http:// or https://"),
        Field("published_on", "date", "Day, month or year of publication; empty where undated", required=False),
        Field("language", "text", "Language of the page", allowed=("id", "en")),
    )),
)  # fmt: skip

CORRECTIONS = Table("corrections", "corrections.csv", "Values that overrule what was collected", ("file", "key",
      "column"), (
    Field("file", "text", "File under data/raw that holds the value"),
    Field("key", "text", "Which row: column=value, joined by semicolons, so that exactly one row fits"),
    Field("column", "text", "Column of the value"),
    Field("found", "text", "Value that stands in the file; the build stops when it is no longer there", required=False),
    Field("corrected", "text", "Value to use instead; empty means unknown", required=False),
    Field("reason", "text", "Why"),
    Field("source_id", "text", "Page that shows it", required=False),
), (Reference(("source_id",), "sources", others=("indicator_sources",)),), may_be_empty=True)  # fmt: skip

RAW = {table.name: table for table in (*REGIONS, *BOUNDARIES, *AWARDS, *INDICATORS, CORRECTIONS)}
RAW.pop("place_names")
BY_PATH = {table.path: table for table in RAW.values()}
FOLDERS = ("regions", "boundaries", "awards", "indicators")
