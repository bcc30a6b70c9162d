"""What was handed in for a round and waits in quarantine: it is not counted, and not missing either."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.reasons import kinds_of

OFFICES = ["regency_code", "indicator_code", "office"]


def waiting_of(award_year: int, data_dir: Path) -> dict[str, Any]:
    """What was handed in for a round and is in quarantine, by regency and indicator, and which offices it names."""
    lines = read_quarantine(data_dir)
    # What is the same as a row that was taken is counted there.
    lines = lines.loc[["same_again" not in kinds_of(codes) for codes in lines["reason_codes"]]]
    here = lines.loc[lines["award_year"] == str(award_year), OFFICES]
    keys = zip(here["regency_code"], here["indicator_code"], strict=True)
    rows = {str(code): int(count) for code, count in here["regency_code"].value_counts().items()}
    return {
        "waiting": frozenset(keys),
        "waiting_rows": rows,
        "waiting_offices": here[here["office"] != ""].reset_index(drop=True),
    }
