"""A round of one province of three regencies, for tests of what pages and commands tell of it."""

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import province_awards
from kkpham_analysis.reports.content.facts import RoundFacts

STATUS = pd.DataFrame(
    [
        ("6501", "Kabupaten Bulungan", "kabupaten", "compliant", "A", True),
        ("6502", "Kabupaten Malinau", "kabupaten", "not_compliant", "B", False),
        ("6571", "Kota Tarakan", "kota", "unknown", "", False),
    ],
    columns=["regency_code", "full_name", "type", "status", "source_ids", "contested"],
).assign(award_year=2023, province_code="65", inferred=False, cited_ids=["A;C", "B", ""])
CLAIMS = pd.DataFrame(
    [
        ("awarded_regencies", 2, "stated", "B"),
        ("awarded_regencies", 1, "uncertain", "C"),
        ("province_award", 0, "stated", "A"),
        ("participating_regencies", 3, "stated", "A"),
    ],
    columns=["measure", "value", "certainty", "source_id"],
).assign(award_year=2023, province_code="65")
NAMED = pd.DataFrame(
    {"regency_code": ["6501", "6502"], "category": ["peduli", "not_awarded"], "certainty": "stated",
     "source_id": ["A", "B"]}
)  # fmt: skip
BEHIND = pd.DataFrame(
    {"award_year": [2023], "province_code": "65", "full_lists": 0, "counts": 1, "sources": 1, "source_ids": "B",
     "full_list_ids": None}
)  # fmt: skip
COUNTED = pd.DataFrame(
    [
        ("names", 1, 2, False, None, None),
        ("awarded_regencies", 2, 2, False, "stated", "B"),
        ("awarded_regencies", 1, 1, True, "uncertain", "C"),
    ],
    columns=["measure", "claimed_low", "claimed_high", "differs", "certainty", "source_id"],
).assign(province_code="65", left_out="", only_here="", compliant=2, kind="news", published_on=None)
DISSENT = pd.DataFrame(
    {"regency_code": ["6501"], "category": "not_awarded", "certainty": "derived", "source_id": "C",
     "note": "absent after 2018"}
)  # fmt: skip
CHANGES = STATUS.assign(change=["new", "lost", "unknown"])
SOURCES = pd.DataFrame(
    {
        "source_id": ["A", "B", "C"],
        "kind": "news",
        "title": ["List", "Count", "Hearsay"],
        "publisher": "Kanwil",
        "url": None,
        "published_on": ["2023-12-19", None, None],
    }
)


def facts_of(*, language="en", evidence="disputed", rule=">60%", conflicts=1, scope=("65",), **others):
    """Give what is known of a province of three regencies: one named, one not, one unknown, and two counts."""
    share = {
        "award_year": 2023, "province_code": "65", "province": "North", "regencies": 3, "compliant": 2,
        "compliant_low": 1, "compliant_high": 2, "share": 2 / 3, "share_low": 1 / 3, "share_high": 2 / 3,
        "evidence": evidence, "rule": rule, "meets_rule": None, "regencies_short": 0, "conflicts": conflicts,
    }  # fmt: skip
    none = pd.DataFrame()
    shares = pd.DataFrame([share]).astype({"meets_rule": "boolean", "regencies_short": "Int64"})
    found = {
        "award_year": 2023,
        "scope": scope,
        "rounds": (2022, 2023),
        "previous_year": 2022,
        "award_name": "Caring",
        "regencies": STATUS,
        "shares": shares,
        "status": STATUS,
        "behind": BEHIND,
        "changes": CHANGES,
        "award_claims": NAMED,
        "province_claims": CLAIMS,
        "national_claims": none,
        "categories": pd.DataFrame({"category": ["not_awarded"], "label": ["Not awarded"]}),
        "sources": SOURCES,
        "words": Words(language),
        "rounds_here": (2022,),
        "counted": COUNTED,
        "dissent": DISSENT,
    }
    given = {**found, **others}
    claims = given["province_claims"].reindex(columns=CLAIMS.columns).assign(award_year=2023)
    known = province_awards(claims, given["shares"], award_year=2023)
    return RoundFacts(**{"awarded_provinces": known, **given})
