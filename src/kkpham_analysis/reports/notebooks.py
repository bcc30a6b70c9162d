"""What is known of single notebooks: what each rests on, and what is made of it beside its report.

A notebook that is not named here is a plain one: a report on rounds that claims speak of.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    of_submissions: bool = False
    of_awaited: bool = False
    handed_on: bool = False
    explored: bool = False


PARTICULAR = {
    OF_COUNTRY: Notebook(of_awaited=True, handed_on=True),
    OF_PROVINCE: Notebook(of_awaited=True, handed_on=True),
    "regency_profile": Notebook(of_awaited=True),
    OF_COVERAGE: Notebook(of_submissions=True),
    "explore": Notebook(explored=True),
}


def notebook_of(name: str) -> Notebook:
    """What is particular about a notebook, by its name.

    >>> notebook_of("explore").explored, notebook_of("trends") == Notebook()
    (True, True)
    """
    return PARTICULAR.get(name, Notebook())
