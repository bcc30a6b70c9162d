"""Rows in quarantine and files that could not be read, as findings: they were handed in, and say what to mend."""

from __future__ import annotations

import pandas as pd

from kkpham_analysis.measures.submission_checks import DOCUMENTS_UNSAID, KEY
from kkpham_analysis.reports.submission_template import BY_CHECKER
from kkpham_analysis.tables.loading import default_data_dir
from kkpham_analysis.tables.submissions.quarantine import waiting_lines
from kkpham_analysis.tables.submissions.reasons import columns_of
from kkpham_analysis.tables.submissions.refused import read_refused

# A total that does not add up waits to be mended, but is no answer: it is counted apart.
QUARANTINED, TOTAL, UNREAD = WAITING = ("quarantined", "total", "unread")
ROUND = r"20\d\d"


def waiting_in(award_year: int) -> pd.DataFrame:
    """All that waits in a round, a finding each; `says_round` where it says itself of which it is."""
    return pd.concat([_in_quarantine(award_year), _unread(award_year)], ignore_index=True)


def with_waiting(findings: pd.DataFrame, waiting: pd.DataFrame) -> pd.DataFrame:
    """Findings with the rows in quarantine: nobody is told that nothing was handed in where something waits."""
    keys = pd.MultiIndex.from_frame(findings[KEY])
    is_waiting = keys.isin(pd.MultiIndex.from_frame(waiting[KEY])) & findings["kind"].eq("nothing")
    findings = findings[~is_waiting]
    # What is asked about a file as a whole is told by its name.
    place = findings["value"].where(findings["kind"].eq(DOCUMENTS_UNSAID))
    told = findings.assign(place=place, reason_codes=pd.Series(dtype="str"))
    both = pd.concat([told, waiting], ignore_index=True)
    return both.sort_values(KEY, kind="stable", ignore_index=True)


def _in_quarantine(award_year: int) -> pd.DataFrame:
    """The rows in quarantine of a round, as findings: they were handed in, and their reasons say what to mend.

    Those of which nobody knows the round may be of any, and are told with each until they say it.
    """
    lines = waiting_lines(default_data_dir())
    lines = lines[lines["award_year"].eq(str(award_year)) | ~lines["award_year"].str.fullmatch(ROUND)]
    where = lines["file"] + " " + lines["sheet"]
    blamed = [columns_of(codes) for codes in lines["reason_codes"]]
    is_checkers = pd.Series(
        [bool(names) and names <= set(BY_CHECKER) for names in blamed], index=lines.index, dtype="bool"
    )
    office = lines["office"].mask(is_checkers & lines["checked_by"].ne(""), lines["checked_by"])
    return pd.DataFrame(
        {
            "award_year": pd.array([award_year] * len(lines), dtype="Int64"),
            "regency_code": lines["regency_code"],
            "indicator_code": lines["indicator_code"],
            "office": office.where(office != ""),
            "kind": lines["is_total"].map({True: TOTAL, False: QUARANTINED}).astype("str"),
            "value": lines["reasons"],
            "reason_codes": lines["reason_codes"],
            "expected": pd.Series(pd.NA, index=lines.index, dtype="str"),
            "place": where.str.strip() + " (" + lines["row"] + ")",
            "says_round": lines["award_year"].eq(str(award_year)),
            "names": lines["office"].where(lines["office"] != ""),
        }
    )


def _unread(award_year: int) -> pd.DataFrame:
    """The files of a round that were refused as a whole, as findings: they were handed in, and nobody knows more."""
    files = read_refused(default_data_dir(), award_year)
    said = {"regency_code": files["regency_code"], "value": files["reasons"], "place": files["file"],
            "reason_codes": files["reason_codes"]}  # fmt: skip
    found = pd.DataFrame(said).assign(award_year=award_year, indicator_code="", kind=UNREAD, says_round=False)
    nothing = pd.Series(pd.NA, index=files.index, dtype="str")
    return found.assign(office=nothing, expected=nothing, names=nothing).astype({"award_year": "Int64"})
