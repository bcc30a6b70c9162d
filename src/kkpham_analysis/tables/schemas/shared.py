"""Fields and references that several tables have."""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference
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
COUNT_MEASURES = (AWARDED_REGENCIES, PARTICIPATING_REGENCIES, "total_regencies")
PROVINCE_MEASURES = (*COUNT_MEASURES, *YES_NO_MEASURES, *PERCENT_MEASURES)
NATIONAL_MEASURES = (*COUNT_MEASURES, AWARDED_PROVINCES)


def award_year(name: str = "award_year", description: str = "Round, named after the year of the ceremony") -> Field:
    """A round."""
    return Field(name, "integer", description, unit="year", written="year", low=2000, high=2099)


def measure(description: str, known: tuple[str, ...]) -> Field:
    """What a claim counts; the build holds the titles in it against the table of titles."""
    names = ", ".join(f"`{name}`" for name in known)
    told = f"{description}; one of {names}, or a title and `_regencies` (several with `_or_` between)"
    return Field("measure", "text", told, written="measure")


def regency(description: str = "Kemendagri's code of the regency or city") -> Field:
    """The code of a regency or city."""
    return Field("regency_code", "text", description, written="regency_code")


def province(name: str = "province_code", description: str = "Kemendagri's code of the province") -> Field:
    """The code of a province."""
    return Field(name, "text", description, written="province_code")


def note(description: str = "What else the source says, or how the entry was read") -> Field:
    """What else there is to say, in words."""
    return Field("note", "text", description, required=False)


NOTE_ID = Field("note_id", "text", "The note in Indonesian; empty where nobody has translated it", required=False)


def points(name: str, description: str, *, required: bool = False) -> Field:
    """Points out of a hundred."""
    return Field(name, "number", description, required, unit="points", low=0, high=100)


def address(*, required: bool) -> Field:
    """Where a page stands."""
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
