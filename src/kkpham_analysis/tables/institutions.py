"""Which ministry gave the awards: that of human rights has been a ministry of its own since October 2024."""

from __future__ import annotations

import calendar

# Each with its first day, in order; what came before the first of them gave no awards.
INSTITUTIONS = {"law_and_human_rights": "", "human_rights": "2024-10-21"}
# The awards of a round are handed out about Human Rights Day.
CEREMONY = "12-10"


def institution_of_round(award_year: int) -> str:
    """Key of the ministry that hands out the awards of a round: the one there is on the day of the ceremony.

    >>> institution_of_round(2023), institution_of_round(2024)
    ('law_and_human_rights', 'human_rights')
    """
    return _on(f"{award_year}-{CEREMONY}")


def institution_on(date: str | None) -> str | None:
    """Key of the ministry there was on a date: a day, a month or a year.

    None where there is no date, or where it may lie before and after the change.

    >>> institution_on("2023-12-19"), institution_on("2024-11"), institution_on("2025")
    ('law_and_human_rights', 'human_rights', 'human_rights')
    >>> institution_on("2024"), institution_on("2024-10"), institution_on(None)
    (None, None, None)
    """
    if not date:
        return None
    first, last = _first_and_last(date)
    return _on(first) if _on(first) == _on(last) else None


def _on(day: str) -> str:
    return [name for name, since in INSTITUTIONS.items() if since <= day][-1]


def _first_and_last(date: str) -> tuple[str, str]:
    """First and last day of a year, of a month, or of a day."""
    year, month, day = [*date.split("-"), "", ""][:3]
    last_month = month or "12"
    last_day = day or f"{calendar.monthrange(int(year), int(last_month))[1]:02}"
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{last_month}-{last_day}"
