"""What was handed in for a round and waits in quarantine: it is not counted, and not missing either."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.layout import statuses
from kkpham_analysis.tables.submissions.quarantine import waiting_lines
from kkpham_analysis.tables.submissions.reasons import columns_of
from kkpham_analysis.tables.vocabulary import EARNS_NOTHING

# What can be a round: any other year is one that nobody knows.
ROUND = r"20\d\d"
OFFICES = ["regency_code", "indicator_code", "office"]


def waiting_of(award_year: int, data_dir: Path, regencies: Collection[str]) -> dict[str, Any]:
    """What was handed in for a round and is in quarantine, by regency and indicator, and which offices it names.

    Parameters
    ----------
    award_year
        The round.
    data_dir
        The data folder.
    regencies
        The codes of all regencies there are: what names another one is of none of them, and is told apart, as is that
        of a round that is not known.
    """
    lines = waiting_lines(data_dir)
    lines = lines.loc[~lines["is_total"]]
    is_of_round = lines["award_year"] == str(award_year)
    may_be = is_of_round | ~lines["award_year"].str.fullmatch(ROUND)
    here = lines.loc[is_of_round, OFFICES]
    keys = list(zip(here["regency_code"], here["indicator_code"], strict=True))
    own = lines.loc[is_of_round, ["status", "reason_codes"]].itertuples(index=False, name=None)
    may_earn = {key for key, (status, codes) in zip(keys, own, strict=True) if not _earns_nothing(status, codes)}
    rows = {str(code): int(count) for code, count in here["regency_code"].value_counts().items()}
    return {
        "waiting": frozenset(keys),
        "worthless": frozenset(keys) - may_earn,
        "waiting_rows": rows,
        "unplaced": int((may_be & ~lines["regency_code"].isin(regencies)).sum()),
        "waiting_offices": here[here["office"] != ""].reset_index(drop=True),
    }


def _earns_nothing(status: str, codes: str) -> bool:
    """Whether a row can only be mended to one without points: what is rejected stays so, unless that is in doubt."""
    return statuses().get(plain(status)) in EARNS_NOTHING and not {"status", "points"} & columns_of(codes)
