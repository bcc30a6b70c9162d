"""Every table there is: the raw ones as collected, and the processed ones that `load` returns.

This is the one place where columns, types, units, descriptions, keys and references are written. The validation of the
raw files, the `datapackage.json` beside them, and the data dictionary all follow from it.
"""

from __future__ import annotations

from kkpham_analysis.tables.schemas.awards import (
    AWARD_CLAIMS,
    CATEGORIES,
    NATIONAL_CLAIMS,
    NOTE_TRANSLATIONS,
    PROVINCE_CLAIMS,
    RULE_CLAIMS,
    RULES,
    SOURCES,
    YEARS_WITHOUT_ROUND,
)
from kkpham_analysis.tables.schemas.indicators import (
    CATALOGUE_ITEMS,
    CATALOGUES,
    INDICATOR_FAMILIES,
    INDICATOR_SOURCES,
    INDICATORS_IN_USE,
    INDICATORS_KNOWN,
    REGULATION_BANDS,
    REGULATION_CLASSES,
    REGULATION_LABELS,
    REGULATION_SETTINGS,
    REGULATIONS,
    RIGHTS,
    WORKED_SCORES,
)
from kkpham_analysis.tables.schemas.made import AWARDS, CORRECTIONS, PLACE_KEYS
from kkpham_analysis.tables.schemas.regions import (
    BOUNDARIES,
    BOUNDARY_NAMES,
    BPS_CODES,
    PLACE_NAMES,
    PROVINCE_CHANGES,
    PROVINCES,
    REGENCIES,
)
from kkpham_analysis.tables.schemas.shared import IS_COMPLIANT, NOTE_ID, PUBLISHED, RULE, SOURCE_KIND
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS

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
        NOTE_TRANSLATIONS,
        YEARS_WITHOUT_ROUND,
        RULE_CLAIMS,
        RULES,
        REGULATIONS,
        REGULATION_SETTINGS,
        REGULATION_CLASSES,
        REGULATION_BANDS,
        REGULATION_LABELS,
        RIGHTS,
        INDICATORS_KNOWN,
        INDICATOR_FAMILIES,
        CATALOGUES,
        CATALOGUE_ITEMS,
        WORKED_SCORES,
        INDICATOR_SOURCES,
        CORRECTIONS,
    )
}
PROCESSED = {
    **RAW,
    "award_claims": AWARD_CLAIMS.joined_with(IS_COMPLIANT, RULE, NOTE_ID),
    "province_claims": PROVINCE_CLAIMS.joined_with(SOURCE_KIND, PUBLISHED, NOTE_ID, RULE),
    "national_claims": NATIONAL_CLAIMS.joined_with(SOURCE_KIND, PUBLISHED, NOTE_ID),
    "rules": RULES.joined_with(RULE),
    "awards": AWARDS,
    "indicators": INDICATORS_IN_USE,
    "place_keys": PLACE_KEYS,
    "submissions": SUBMISSIONS,
}
