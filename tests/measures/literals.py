"""Short ways to write small tables, and to read the cells of a result."""

import pandas as pd

from kkpham_analysis.measures import compliant_share, regency_status, resolve_awards

from .strategies import AWARD_YEAR, award_claims_table, province_claims_table, sources_table

# Of a better kind, newer, equal to Q1, and not dated.
SOURCES = sources_table(
    [
        ("Q1", "news", "2023-12-11"),
        ("Q2", "ministry", "2023-12-10"),
        ("Q3", "news", "2023-12-12"),
        ("Q4", "news", "2023-12-11"),
        ("Q5", "news", None),
        ("Q6", "news", "2023-12"),
        ("Q7", "news", "2023-12-01"),
    ]
)


def cells(frame, *columns):
    """Rows as tuples of the columns named; None where a value is missing."""
    chosen = frame[list(columns)].astype(object)
    return list(chosen.where(chosen.notna(), None).itertuples(index=False, name=None))


def judged(*codes, award_year=AWARD_YEAR):
    """Regencies of a round; the first two digits of the code are the province."""
    frame = pd.DataFrame({"regency_code": list(codes)}).astype("str")
    frame.insert(0, "award_year", pd.array([award_year] * len(codes), dtype="Int64"))
    frame.insert(1, "province_code", frame["regency_code"].str[:2])
    names = "Kabupaten " + frame["regency_code"]
    return frame.assign(full_name=names, type="kabupaten", name=frame["regency_code"])


def awards_of(*claims, sources=SOURCES):
    """Awards from rows of regency_code, category, certainty, source_id."""
    return resolve_awards(award_claims_table(claims), sources)


def shares_of(claims, told, codes, *, rule=">60%"):
    """Shares from what is claimed of regencies, what is told of provinces, and who was judged."""
    return compliant_share(
        awards_of(*claims),
        judged(*codes),
        award_year=AWARD_YEAR,
        rule=rule,
        province_claims=province_claims_table(told, SOURCES),
    )


def statuses_of(claims, told, codes):
    return regency_status(
        awards_of(*claims),
        judged(*codes),
        award_year=AWARD_YEAR,
        province_claims=province_claims_table(told, SOURCES),
    )
