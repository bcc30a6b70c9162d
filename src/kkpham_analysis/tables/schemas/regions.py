"""Provinces and regencies, their names, codes and boundaries."""

from __future__ import annotations

from kkpham_analysis.tables.columns import Field, Reference, Table
from kkpham_analysis.tables.schemas.shared import ALIAS_KINDS, FOUNDED, TO_PROVINCE, TO_REGENCY, note, province, regency

PROVINCES = Table(
    "provinces",
    "regions/provinces.csv",
    "Provinces",
    key=("province_code",),
    fields=(
        province(),
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
        regency(),
        province(description="Code of the province it belongs to today"),
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
        regency(),
        Field("full_name", "text", "Name with its type"),
        province(description="Province since the change"),
        province("previous_province_code", "Province before the change"),
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
        regency(),
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
        note("What else to know of the name"),
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
        regency(),
    ),
    references=(TO_REGENCY,),
)
BOUNDARIES = Table(
    "boundaries",
    "boundaries/regencies.parquet",
    "Boundaries of regencies and cities",
    key=("regency_code",),
    fields=(
        regency(),
        Field(
            "geometry",
            "geometry",
            "Area as polygons in WGS 84 (EPSG:4326); processed: neighbours share their edges",
            unit="degree",
        ),
    ),
    references=(TO_REGENCY,),
)
