"""Built tables of a few rows, on which a page on one place may rest."""

import hashlib
import json

import pandas as pd

CLAIMS = [[2023, "6401", "peduli", "stated", "A"], [2023, "6301", "peduli", "stated", "B"]]
COUNTS = [[2023, "64", "province_award", 1, "stated", "A"], [2023, "63", "awarded_regencies", 3, "stated", "B"]]
SOURCES = [["A", "2023-12-10"], ["B", "2023-12-11"], ["R", "2022-01-01"]]


def write_few_tables(data, *, claims=CLAIMS, counts=COUNTS, sources=SOURCES, changes=()):
    """Write the tables as a build does, and what tells each apart."""
    of_claims = ["award_year", "regency_code", "category", "certainty", "source_id"]
    tables = {
        "regencies": pd.DataFrame(
            {"regency_code": ["6301", "6401", "6501"], "province_code": ["63", "64", "65"], "valid_from": None}
        ),
        "province_changes": pd.DataFrame(
            list(changes), columns=["regency_code", "province_code", "previous_province_code", "changed_on"]
        ),
        "award_claims": pd.DataFrame(claims, columns=of_claims),
        "awards": pd.DataFrame(claims, columns=of_claims).drop_duplicates("regency_code"),
        "province_claims": pd.DataFrame(
            counts, columns=["award_year", "province_code", "measure", "value", "certainty", "source_id"]
        ),
        "sources": pd.DataFrame(sources, columns=["source_id", "published_on"]),
        "rules": pd.DataFrame({"rule": [">60%"], "source_ids": ["R"]}),
    }
    (data / "processed").mkdir(exist_ok=True)
    told = {}
    for name, table in tables.items():
        table.to_parquet(data / "processed" / f"{name}.parquet", index=False)
        told[name] = {"sha256": hashlib.sha256(table.to_json().encode()).hexdigest()}
    (data / "processed" / "manifest.json").write_text(json.dumps({"tables": told}))
