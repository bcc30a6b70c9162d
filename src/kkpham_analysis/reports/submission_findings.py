"""What `kkpham submissions check` answers, and the lists that go to each office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.answering_offices import BEFORE, OTHERS, OWN, RIGHT, answering_offices
from kkpham_analysis.measures.office_names import alike_offices
from kkpham_analysis.measures.regions import regencies_in
from kkpham_analysis.measures.submission_checks import DOCUMENTS_UNSAID, KINDS, check_submissions
from kkpham_analysis.reports.answers import Answer, Places, Tell, ensure_built
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.marking import said_of
from kkpham_analysis.reports.office_lists import OfficeList, Scope, Written, write_lists
from kkpham_analysis.reports.office_sheets import list_bytes
from kkpham_analysis.reports.plain import records, text_table
from kkpham_analysis.reports.progress import bar
from kkpham_analysis.reports.submission_waiting import WAITING, waiting_in, with_waiting
from kkpham_analysis.reports.submissions import listed_codes, regency_codes, round_indicators
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.markings import SYNTHETIC, marks_of
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.rounds import round_before
from kkpham_analysis.tables.submissions.layout import INDONESIAN
from kkpham_analysis.tables.submissions.reasons import said_of as reasons_said_of
from kkpham_analysis.tables.units import is_yes_no

OFFICES = ["regency_code", "indicator_code", "office"]
OF_NUMBERS = {"below_0", "over_100", "not_whole", "far_from_last_year", "far_from_others", "too_many_points",
              "points_unverified", "no_points"}  # fmt: skip
# A terminal shows no more than this one by one; a folder of lists holds them all.
MOST_FINDINGS = 200
# Of one kind an office is shown so many, and one more rather than that there is one more.
FIRST = 5
MORE = "  … "


def check_answer(
    award_year: int,
    words: Words,
    *,
    regencies: Sequence[str] = (),
    provinces: Sequence[str] = (),
    office: str = "",
    to: Path | None = None,
    tell: Tell,
) -> Answer:
    """Check what regencies handed in for a round; with a folder, write a list for each office.

    Raises
    ------
    CallError
        When nothing was handed in for the round, or no office is called so.
    PlaceError
        When a regency is none.
    """
    ensure_built(words, tell=tell)
    places = Places()
    indicators = round_indicators(award_year)
    stored = load("submissions")
    here = stored[stored["award_year"] == award_year].reset_index(drop=True)
    waiting = waiting_in(award_year)
    is_placed = waiting["regency_code"].isin(places.regency_codes())
    waiting, unplaced = waiting[is_placed], waiting[~is_placed]
    if here.empty and waiting.empty and unplaced.empty:
        rounds = sorted(int(year) for year in stored["award_year"].unique())
        raise CallError(CallFault("call.nothing_handed_in", {"year": award_year, "years": rounds}))
    spoken_of = [*here["regency_code"], *waiting["regency_code"]]
    codes = regency_codes(award_year, places, regencies, provinces) or list(dict.fromkeys(spoken_of))
    findings = _of_office(_findings(here, stored, indicators, award_year, codes, waiting), office)
    findings = _in_words(findings, places, words)
    scope = Scope(award_year, tuple(codes), office, made_up=SYNTHETIC in marks_of(stored))
    silent = _silent(findings, spoken_of)
    to_send = findings[~findings["regency_code"].isin(silent)]
    written = _write_lists(to_send, to, marks_of(here, indicators), scope, words) if to is not None else Written()
    told = [_unplaced_record(row, words) for row in unplaced.to_dict("records")]
    alike = _alike(findings, places)
    record = {
        "award_year": award_year,
        **said_of(here, indicators),
        "regencies": len(codes),
        "findings": records(findings.drop(columns="reason_codes")),
        "silent": silent,
        "offices_alike": alike,
        "unplaced": told,
        **{name: [str(file) for file in files] for name, files in vars(written).items()},
    }
    folded = _folded(silent, codes, to)
    lines = [*_silent_lines(folded, to, places, words), *_alike_lines(alike, words), *_unplaced_lines(told, words)]
    return Answer(lambda: "\n".join([*_text(findings, folded, scope, written, words), *lines]), record)


def _findings(
    here: pd.DataFrame, stored: pd.DataFrame, indicators: pd.DataFrame, award_year: int, codes: Sequence[str],
    waiting: pd.DataFrame,
) -> pd.DataFrame:  # fmt: skip
    before = round_before(map(int, stored["award_year"].unique()), award_year)
    previous = None if before is None else stored[stored["award_year"] == before]
    asked = pd.DataFrame({"award_year": pd.array([award_year], dtype="Int64")})
    asked = asked.merge(pd.DataFrame({"regency_code": codes}, dtype="str"), how="cross")
    asked = asked.merge(indicators[["indicator_code"]], how="cross")
    ours = here[here["regency_code"].isin(codes)]
    regencies = regencies_in(load("regencies"), load("province_changes"), award_year=award_year)
    findings = check_submissions(ours, indicators, previous=previous, others=here, expected=asked, regencies=regencies)
    named = pd.concat([here[OFFICES], waiting[OFFICES[:2]].assign(office=waiting["names"])], ignore_index=True)
    waiting = waiting[waiting["regency_code"].isin(codes)]
    spoken_of = {*ours["regency_code"], *waiting.loc[waiting["says_round"], "regency_code"]}
    is_unread = findings["regency_code"].isin(set(waiting["regency_code"]) - spoken_of)
    # What a file that could not be read holds is not known, nor which round a row is about that says none: of its
    # regency alone, nothing is said to be missing.
    findings = findings[~(is_unread & findings["kind"].eq("nothing"))]
    findings = with_waiting(findings, waiting.drop(columns=["says_round", "names"]))
    findings = _with_offices(findings, named, previous, before, indicators)
    named = indicators[["indicator_code", "label_id", "right_id", "data_dukung_id"]]
    findings = findings.merge(named, on="indicator_code", how="left", validate="many_to_one")
    # What has no code, such as a row of totals or a whole file, is told by where it stands.
    code, label = findings["indicator_code"].fillna(""), findings["label_id"].fillna(findings["place"])
    return findings.assign(indicator_code=code, label_id=label).drop(columns="place")


def _with_offices(
    findings: pd.DataFrame,
    named: pd.DataFrame,
    previous: pd.DataFrame | None,
    before: int | None,
    indicators: pd.DataFrame,
) -> pd.DataFrame:
    """Findings with the office that answers where none is named; `office_by` says who names it, `office_from` when."""
    found = answering_offices(findings, named, previous=previous, rights=indicators)
    is_named = findings["office"].notna()
    office, by = findings["office"].where(is_named, found["office"]), found["office_by"].mask(is_named, OWN)
    year = pd.Series(before, index=findings.index, dtype="Int64").where(by.eq(BEFORE).fillna(False))
    return findings.assign(office=office, office_by=by, office_from=year)


def _silent(findings: pd.DataFrame, spoken_of: Sequence[str]) -> list[str]:
    """Regencies that handed in nothing, and of which no office is known: there is nobody to send a list to."""
    known = {*spoken_of, *findings.loc[findings["office"].notna(), "regency_code"]}
    return [code for code in findings["regency_code"].unique() if code not in known]


def _folded(silent: list[str], codes: Sequence[str], to: Path | None) -> list[str]:
    """The silent regencies told in one line: who asks for one alone wants to see what is asked of it."""
    return silent if to is not None or len(codes) > 1 else []


def _silent_lines(codes: Sequence[str], to: Path | None, places: Places, words: Words) -> list[str]:
    key = "submissions.silent_here" if to is None else "submissions.silent"
    return [words.phrase(key, regencies=words.listed(map(places.name, codes)))] if codes else []


def _alike(findings: pd.DataFrame, places: Places) -> list[dict[str, Any]]:
    """Offices of one regency that look as if they were the same, written in two ways: each has a list of its own."""
    named = findings.dropna(subset="office").groupby("regency_code")["office"].unique()
    return [
        {"regency_code": str(code), "regency": places.name(str(code)), "short": short, "long": long}
        for code, names in named.items() for short, long in alike_offices(names)
    ]  # fmt: skip


def _alike_lines(alike: Sequence[dict[str, Any]], words: Words) -> list[str]:
    if not alike:
        return []
    lines = [words.phrase("submissions.office_alike", **pair) for pair in alike[:MOST_FINDINGS]]
    return ["", *lines, *(["…"] if len(alike) > MOST_FINDINGS else []), words.phrase("submissions.unite_offices")]


def _unplaced_record(row: dict[Any, Any], words: Words) -> dict[str, Any]:
    """A row in quarantine of a regency that is not known: where it stands, what stands there, and what to do."""
    told = {name: row[name] for name in ("place", "regency_code", "indicator_code")}
    return {**told, "office": None if pd.isna(row["office"]) else row["office"], "sentence": _value(row, words)}


def _unplaced_lines(rows: Sequence[dict[str, Any]], words: Words) -> list[str]:
    """Such rows in words: they are in no office's list, for nobody knows whose they are."""
    if not rows:
        return []
    lines = ["", words.phrase("submissions.unplaced", count=len(rows))]
    for row in rows[:MOST_FINDINGS]:
        said = ", ".join(row[name] or "–" for name in ("regency_code", "indicator_code"))
        lines.append(f"  {row['place']}: {said}: {row['sentence']}")
    return [*lines, *(["  …"] if len(rows) > MOST_FINDINGS else [])]


def _of_office(findings: pd.DataFrame, office: str) -> pd.DataFrame:
    if not office:
        return findings
    known = findings["office"].dropna().unique()
    fitting = [name for name in known if plain(office) in plain(name)]
    if not fitting:
        raise CallError(CallFault("call.no_office", {"name": office, "known": sorted(known)[:20]}))
    return findings[findings["office"].isin(fitting)].reset_index(drop=True)


def _in_words(findings: pd.DataFrame, places: Places, words: Words) -> pd.DataFrame:
    rows = findings.to_dict("records")
    return findings.assign(
        regency=[places.name(row["regency_code"]) for row in rows],
        sentence=[_sentence(row, words) for row in rows],
        value=[_value(row, words) for row in rows],
    )


def _sentence(row: dict[Any, Any], words: Words) -> str:
    told = {"value": _value(row, words), "expected": row["expected"]}
    shown = {name: "–" if pd.isna(text) else text for name, text in told.items()}
    if is_yes_no(str(shown["expected"])):
        shown["expected"] = words.phrase("template.yes_no")
    if row["kind"] == DOCUMENTS_UNSAID:
        shown["expected"] = listed_codes(row["expected"].split(", "), words)
    if row["kind"] in OF_NUMBERS:
        shown = {name: _number(text, words) for name, text in shown.items()}
    # Where the list of indicators names no unit either, there is none to be told.
    is_unlisted = row["kind"] == "no_unit" and pd.isna(row["expected"])
    said = words.phrase(f"submission_finding.{row['kind']}{'_unlisted' * is_unlisted}", **shown)
    by = row["office_by"]
    whence = words.phrase(f"submissions.office_{by}", year=row["office_from"]) if by in (BEFORE, OTHERS, RIGHT) else ""
    return f"{said} {whence}".rstrip()


def _value(row: dict[Any, Any], words: Words) -> Any:
    """What stands there; of what waits, its reasons in the language asked for, as far as their codes are kept."""
    is_waiting = row["kind"] in WAITING and not pd.isna(row["reason_codes"])
    return (reasons_said_of(row["reason_codes"], words) if is_waiting else "") or row["value"]


def _number(text: str, words: Words) -> str:
    """A number as the language writes it, with the decimals it has; another text as it is."""
    found = re.fullmatch(r"-?\d+(?:\.(\d+))?", text)
    return words.number(float(text), len(found[1] or "")) if found else text


def _text(
    findings: pd.DataFrame, folded: Sequence[str], scope: Scope, written: Written, words: Words
) -> list[str]:  # fmt: skip
    """How many findings there are, of which kind, and those one by one whose regencies are not told in one line."""
    values = {"number": words.number(len(findings)), "year": scope.award_year}
    lines = [words.phrase("submissions.findings", count=len(scope.regency_codes), **values)]
    if len(findings):
        counts = findings["kind"].value_counts()
        kinds = [kind for kind in (*KINDS, *WAITING) if kind in counts]
        table = pd.DataFrame(
            {
                words.phrase("submissions.finding_kind"): [words.phrase(f"finding_kind.{kind}") for kind in kinds],
                words.phrase("submissions.finding_count"): [int(counts[kind]) for kind in kinds],
            }
        )
        lines += ["", text_table(table, words), ""]
    told = list(_by_office(findings[~findings["regency_code"].isin(folded)], words))
    if len(told) <= MOST_FINDINGS:
        lines += told
    if not written.files and (len(told) > MOST_FINDINGS or any(line.startswith(MORE) for line in told)):
        lines.append(words.phrase("submissions.many_findings"))
    lines += _lists_told(written, words)
    return lines if lines[-1] else lines[:-1]


def _lists_told(written: Written, words: Words) -> Iterable[str]:
    if written.files:
        yield words.phrase("submissions.lists_written", count=len(written.files), folder=written.files[0].parents[1])
    if written.removed:
        yield words.phrase("submissions.lists_removed", count=len(written.removed))
    if written.kept:
        yield words.phrase("submissions.lists_kept", files=", ".join(map(str, written.kept)))


def _by_office(findings: pd.DataFrame, words: Words) -> Iterable[str]:
    for regency, office, group in _groups(findings):
        yield f"{regency}, {office or words.phrase('submissions.no_office')}:"
        left = Counter(group["kind"])
        shown: Counter[str] = Counter()
        for row in group.to_dict("records"):
            kind = row["kind"]
            shown[kind] += 1
            if shown[kind] <= FIRST or left[kind] == FIRST + 1:
                name = f"{row['indicator_code']} {row['label_id']}".strip()
                yield f"  {name}: {row['sentence']}"
        for kind in (kind for kind in (*KINDS, *WAITING) if left[kind] > FIRST + 1):
            more = {"kind": words.phrase(f"finding_kind.{kind}"), "count": left[kind] - FIRST}
            yield MORE + words.phrase("submissions.more_of_kind", **more)


def _groups(findings: pd.DataFrame) -> Iterable[tuple[str, str, pd.DataFrame]]:
    """The findings of each office of each regency; offices that are written alike are one."""
    alike = findings["office"].fillna("").map(plain)
    for _, group in findings.groupby(["regency_code", alike], sort=True):
        first = group.iloc[0]
        yield str(first["regency"]), "" if pd.isna(first["office"]) else str(first["office"]), group


def _write_lists(findings: pd.DataFrame, folder: Path, marks: Sequence[str], scope: Scope, words: Words) -> Written:
    """A workbook for each office, in a folder for each regency: in Indonesian, for it is sent to them."""
    lists = []
    for regency, office, group in _groups(findings):
        code = str(group["regency_code"].iloc[0])
        name = plain(office or INDONESIAN.phrase("submissions.no_office")).replace(" ", "-") or "lainnya"
        path = f"{code}-{plain(regency).replace(' ', '-')}/{name[:80]}.xlsx"
        lists.append(OfficeList(path, code, office, partial(list_bytes, group, regency, office, marks, say=_sentence)))
    return write_lists(folder, lists, scope, tell=bar(words, "submissions.writing"))
