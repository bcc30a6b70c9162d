"""A round of five provinces, one for each kind of evidence: its shares, and what became of its regencies."""

import pandas as pd

SHARE_TYPES = {
    **dict.fromkeys(["award_year", "compliant", "compliant_low", "compliant_high", "conflicts"], "Int64"),
    **dict.fromkeys(["share_low", "share_high"], "Float64"),
    "meets_rule": "boolean",
    "rule": "str",
}


def share(code, province, of, low, high, evidence, *, meets=None, rule=">60%", year=2023):
    return {
        "award_year": year, "province_code": code, "province": province, "regencies": of,
        "compliant": low if low == high else None, "compliant_low": low, "compliant_high": high,
        "share_low": low / of, "share_high": high / of, "evidence": evidence, "meets_rule": meets, "rule": rule,
        "conflicts": 0,
    }  # fmt: skip


def shares_of(*rows):
    return pd.DataFrame(rows).astype(SHARE_TYPES)


def status_of(*provinces, year=2023):
    rows = [
        {"award_year": year, "province_code": code, "regency_code": f"{code}{number:02}", "status": status}
        for code, statuses in provinces
        for number, status in enumerate(statuses, start=1)
    ]
    return pd.DataFrame(rows)


SHARES = shares_of(
    share("64", "East Kalimantan", 2, 1, 1, "complete", meets=False),
    share("65", "North Kalimantan", 2, 2, 2, "counted", meets=True),
    share("11", "Aceh", 3, 0, 3, "none"),
    share("35", "East Java", 4, 1, 4, "partial"),
    share("33", "Central Java", 5, 4, 5, "disputed", meets=True),
)
STATUS = status_of(
    ("64", ["compliant", "not_named"]),
    ("65", ["compliant", "unknown"]),
    ("11", ["unknown"] * 3),
    ("35", ["compliant", *["unknown"] * 3]),
    ("33", ["unknown"] * 5),
)
