"""What is known of single notebooks: what each rests on, and what is made of it beside its report.

A notebook that is not named here is a plain one: a report on rounds that claims speak of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Each the one of its kind: slides and figures are asked for by country, province and coverage.
OF_COUNTRY = "award_summary"
OF_PROVINCE = "province_report"
OF_COVERAGE = "indicator_coverage"


@dataclass(frozen=True)
class Notebook:
    """What is particular about a notebook; nothing where nothing is said.

    Parameters
    ----------
    of_submissions
        It has something to say of a round as soon as anything was handed in for it, whatever claims say.
    of_awaited
        It says so where anything was handed in for a round and its award list is still to come.
    handed_on
        Slides are made of it, and its figures and tables are handed on alone.
    explored
        It is one to look around in, and found the same as the report that it is about.
    place
        The parameter that names its one place: it shows nothing of others but what `row_digests` counts as common.
    """

    of_submissions: bool = False
    of_awaited: bool = False
    handed_on: bool = False
    explored: bool = False
    place: str = ""


PARTICULAR = {
    OF_COUNTRY: Notebook(of_awaited=True, handed_on=True),
    OF_PROVINCE: Notebook(of_awaited=True, handed_on=True, place="province_code"),
    "regency_profile": Notebook(of_awaited=True, place="regency_code"),
    OF_COVERAGE: Notebook(of_submissions=True),
    "explore": Notebook(explored=True),
}


def notebook_of(name: str) -> Notebook:
    """What is particular about a notebook, by its name.

    >>> notebook_of("explore").explored, notebook_of("trends") == Notebook()
    (True, True)
    """
    return PARTICULAR.get(name, Notebook())


def scope_of(name: str, parameters: Mapping[str, Any]) -> str:
    """The code of the one place that a report is of, by the name of its notebook; empty where it is of the country.

    >>> scope_of("province_report", {"province_code": "64"}), scope_of("trends", {"province_code": "64"})
    ('64', '')
    """
    return str(parameters.get(notebook_of(name).place, ""))


def stamp_of(notebook: Path) -> tuple[int, int]:
    """When a notebook was written, and its size: what was read of it holds while both stay; zeros where it is gone."""
    try:
        there = notebook.stat()
    except OSError:
        return 0, 0
    return there.st_mtime_ns, there.st_size
