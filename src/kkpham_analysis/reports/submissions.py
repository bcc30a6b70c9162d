"""What `kkpham submissions` answers: templates handed out, files taken in or out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import regencies_in
from kkpham_analysis.reports.answers import Answer, Places, Tell, ensure_built, no_regulation
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.marking import said_of
from kkpham_analysis.reports.progress import bar, steps
from kkpham_analysis.reports.submission_template import TemplateFor, list_said, template_bytes
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.catalogues.in_use import of_round
from kkpham_analysis.tables.files.whole_files import write_whole
from kkpham_analysis.tables.labels import labels_of
from kkpham_analysis.tables.loading import default_data_dir, load
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.files import UNREAD
from kkpham_analysis.tables.submissions.importing import FileReport, files_of, import_files
from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.records import Known
from kkpham_analysis.tables.submissions.refused import read_refused, without_refused
from kkpham_analysis.tables.submissions.store import (
    mended_file,
    quarantine_file,
    read_stored,
    remove_origins,
    submissions_dir,
)
from kkpham_analysis.tables.submissions.values import Reason
from kkpham_analysis.tables.submissions.waiting import read_waiting, waiting_without

# Of more files than this, only those that need a hand are told one by one.
MOST_LINES = 40
MOST_PLACES = 3
MOST_CODES = 10
MOST_QUARANTINES = 5


def template_answer(
    award_year: int,
    words: Words,
    *,
    regencies: Sequence[str],
    provinces: Sequence[str],
    out: Path,
    empty: bool = False,
    tell: Tell,
) -> Answer:
    """Write the template of each regency: to a file where it is one, else into a folder. No file is overwritten.

    What a regency has handed in for the round is filled in, for what comes back takes the place of all of it; with
    `empty` nothing is.

    Raises
    ------
    CallError
        When the round has no numbered indicators, a place was not there, or a file is there already.
    PlaceError
        When a place is none.
    """
    ensure_built(words, tell=tell)
    indicators = round_indicators(award_year)
    places = Places()
    codes = regency_codes(award_year, places, regencies, provinces)
    if not codes:
        raise CallError(CallFault("call.no_regency_given"))
    whom = [TemplateFor(award_year, code, places.name(code)) for code in codes]
    targets = _targets(whom, out)
    if wrong := [path for path in targets.values() if path.suffix.lower() != ".xlsx"]:
        raise CallError(CallFault("call.not_xlsx", {"file": wrong[0]}))
    if there := [str(path) for path in targets.values() if path.exists()]:
        raise CallError(CallFault("call.template_there", {"files": there[:5], "number": len(there)}))
    answers = _answers(award_year, indicators, [] if empty else codes)
    labels = labels_of(load("regulation_labels"), str(indicators["regulation"].iloc[0]), "id")
    for entry, path in targets.items():
        write_whole(path, template_bytes(indicators, entry, answers.get(entry.regency_code), labels=labels))
    lines = [words.phrase("submissions.template_written", count=len(whom), indicators=len(indicators))]
    lines += [f"  {path}" for path in targets.values()][:MOST_LINES]
    if answers:
        lines.append(words.phrase("submissions.template_filled", count=sum(map(len, answers.values()))))
    record = {
        "award_year": award_year,
        "regulation": str(indicators["regulation"].iloc[0]),
        **said_of(indicators, *answers.values()),
        "indicators": len(indicators),
        "files": [
            {"regency_code": entry.regency_code, "file": str(path), "filled": len(answers.get(entry.regency_code, ()))}
            for entry, path in targets.items()
        ],
    }
    return Answer("\n".join(lines), record)


def _targets(whom: Sequence[TemplateFor], out: Path) -> dict[TemplateFor, Path]:
    """Where each template goes; a name without an ending is that of a folder, which need not be there yet."""
    is_folder = len(whom) > 1 or out.is_dir() or not (out.suffix or out.exists())
    return {entry: out / entry.file if is_folder else out for entry in whom}


def _answers(award_year: int, indicators: pd.DataFrame, codes: Sequence[str]) -> dict[str, pd.DataFrame]:
    """What each of these regencies has handed in for the indicators of a round, where it has anything."""
    stored = load("submissions")
    here = stored[stored["award_year"].eq(award_year) & stored["regency_code"].isin(codes)]
    here = here[here["indicator_code"].isin(indicators["indicator_code"])]
    return {str(code): rows for code, rows in here.groupby("regency_code")}


def round_indicators(award_year: int) -> pd.DataFrame:
    """The numbered indicators of a round.

    Raises
    ------
    CallError
        When no regulation holds for the round, or none of its indicators has a number.
    """
    numbered = of_round(load("indicators"), award_year).dropna(subset=["indicator_code"])
    if numbered.empty:
        known = of_round(load("regulations"), award_year)["regulation"].tolist()
        if not known:
            raise CallError(no_regulation(award_year))
        raise CallError(CallFault("call.no_catalogue", {"regulation": known[0]}))
    return numbered.reset_index(drop=True)


def regency_codes(
    award_year: int, places: Places, regencies: Sequence[str], provinces: Sequence[str] = ()
) -> list[str]:
    """The codes of regencies that were there in a round: those named, and all of the provinces that are named.

    Raises
    ------
    CallError
        Names the regencies that were not there.
    PlaceError
        When a place is none.
    """
    there = regencies_in(load("regencies"), load("province_changes"), award_year=award_year)
    codes = [places.code(text, "regency") for text in regencies]
    if absent := [f"{code} {places.name(code)}" for code in codes if code not in set(there["regency_code"])]:
        raise CallError(CallFault("call.not_there", {"places": absent, "year": award_year}))
    for text in provinces:
        codes += there.loc[there["province_code"] == places.code(text, "province"), "regency_code"].tolist()
    return list(dict.fromkeys(codes))


def import_answer(
    files: Sequence[str], words: Words, *, today: dt.date, workers: int | None = None, tell: Tell
) -> Answer:
    """Take files in: every row is stored, or in quarantine with its reasons; or nothing has changed.

    Raises
    ------
    CallError
        When a name fits no file.
    SubmissionsError
        When synthetic rows are stored in this data folder.
    """
    paths, missing = files_of(files)
    if missing:
        raise CallError(CallFault("call.no_files", {"files": missing}))
    ensure_built(words, tell=tell)
    data_dir = default_data_dir()
    with steps(words) as step:
        reports = import_files(
            data_dir, paths, known_of(today), words, workers=workers, tell=bar(words, "submissions.progress"),
            step=step, waiting=lambda: tell(words.phrase("cli.step_waiting", table="").rstrip()),
        )  # fmt: skip
        step("building", sum(report.rows for report in reports))
        ensure_built(words, tell=lambda line: None)
    return _import_told(reports, words, submissions_dir(data_dir))


def known_of(today: dt.date) -> Known:
    """What rows may refer to: indicators, regencies of each round, ways of writing places, and the day."""
    indicators = load("indicators").dropna(subset=["indicator_code"])
    spans = {
        code: (int(first), int(last))
        for code, first, last in zip(
            indicators["indicator_code"], indicators["award_year_from"], indicators["award_year_to"], strict=True
        )
    }
    rounds = sorted({year for first, last in set(spans.values()) for year in range(first, last + 1)})
    regencies, changes = load("regencies"), load("province_changes")
    there = {
        year: frozenset(regencies_in(regencies, changes, award_year=year)["regency_code"].tolist()) for year in rounds
    }
    limited = indicators.dropna(subset=["max_points"])
    most = dict(zip(limited["indicator_code"], limited["max_points"].astype(float), strict=True))
    asked = indicators.dropna(subset=["unit"])
    called = indicators.dropna(subset=["label_id"])
    return Known(
        spans, there, load("place_keys"), lists=_lists(indicators), today=today.isoformat(), most_points=most,
        units=dict(zip(asked["indicator_code"], asked["unit"], strict=True)),
        labels=dict(zip(called["indicator_code"], called["label_id"].map(plain), strict=True)), **_rights(indicators),
        rounds=_rounds(load("regulations")),
    )  # fmt: skip


def _rights(indicators: pd.DataFrame) -> dict[str, Any]:
    """The right of each indicator, and what the rights of each regulation are called."""
    own = indicators.dropna(subset=["right_code"])
    rights = load("rights")
    names: dict[str, list[tuple[str, str]]] = {regulation: [] for regulation in rights["regulation"].unique()}
    for regulation, code, *called in rights[["regulation", "right_code", "name_id", "name_en"]].itertuples(index=False):
        names[regulation] += [(code, text) for text in (code, *called) if isinstance(text, str)]
    in_list = own["right_code"].ne("SEMUA")
    return {
        "rights": dict(zip(own.loc[in_list, "indicator_code"], own.loc[in_list, "right_code"], strict=True)),
        "right_names": names,
    }


def _rounds(regulations: pd.DataFrame) -> dict[str, tuple[int, int]]:
    spans = regulations[["regulation", "award_year_from", "award_year_to"]].itertuples(index=False)
    return {regulation: (int(first), int(last)) for regulation, first, last in spans}


def _lists(indicators: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The list in use of each regulation, as its templates say it."""
    first = indicators.drop_duplicates("regulation")[["regulation", "version", "kind"]]
    return {regulation: list_said(version, kind) for regulation, version, kind in first.itertuples(index=False)}


def _import_told(reports: Sequence[FileReport], words: Words, folder: Path) -> Answer:
    in_trouble = [report for report in reports if report.refused or report.quarantined]
    few = len(reports) <= MOST_LINES
    told = [
        report for report in reports
        if few or report.refused or report.quarantined or report.superseded or report.changed_over
        or report.other_offices or report.unchecked or report.older or any(map(_is_pressing, report.notices))
    ]  # fmt: skip
    lines = [line for report in told for line in _lines(report, words, folder)]
    sums = {
        name: sum(getattr(report, name) for report in reports) for name in ("rows", "accepted", "quarantined", "put_by")
    }
    refused = sum(bool(report.refused) for report in reports)
    numbers = {name: words.number(value) for name, value in sums.items()}
    if once_more := sum(report.once_more for report in reports):
        lines.append(words.phrase("submissions.once_more", count=once_more))
    changed = [count for report in reports for count in report.changed_over.values()]
    if changed:
        lines.append(words.phrase("submissions.changed_in_all", count=sum(changed)))
    key = "submissions.imported_some_put_by" if sums["put_by"] else "submissions.imported"
    lines.append(words.phrase(key, count=len(reports), refused=refused, **numbers))
    record = {"files": [_record(report, words, folder) for report in reports], **sums, "refused": refused}
    return Answer("\n".join(lines), record, failed=bool(in_trouble))


def _lines(report: FileReport, words: Words, folder: Path) -> Iterable[str]:
    if report.refused:
        yield words.phrase("submissions.refused", problem=report.refused)
        return
    if report.superseded:
        yield _superseded(report, words)
        return
    numbers = {name: getattr(report, name) for name in ("rows", "accepted", "quarantined", "blank")}
    yield words.phrase("submissions.file", file=report.file, place=_place(report.regencies, words), **numbers)
    yield from ("  " + notice.sentence(words) for notice in report.notices if _is_pressing(notice))
    if len(report.rounds) > 1:
        told = [words.phrase("submissions.of_round", year=year, count=rows) for year, rows in report.rounds.items()]
        yield "  " + words.phrase("submissions.rounds", rounds=words.listed(told))
    if report.quarantined:
        yield "  " + words.phrase("submissions.see_quarantine", file=folder / quarantine_file(report.origin))
    if report.kept_before:
        yield "  " + words.phrase("submissions.kept_before")
    for name in ("contradicted", "wrong_totals", "totals", "mended", "put_by", "gone", "released", "stayed"):
        if number := getattr(report, name):
            key = "older" if name == "put_by" and report.older else name
            about = {"file": report.origin, "kept": folder / mended_file(report.origin)}
            yield "  " + words.phrase(f"submissions.{key}", count=number, **about)
    if report.waiting > report.quarantined:
        yield "  " + _still_waiting(report, words, folder)
    yield from _taken_over(report, words)
    yield from ("  " + line for line in _changed(report, words))
    yield from ("  " + notice.sentence(words) for notice in report.notices if not _is_pressing(notice))


def _is_pressing(notice: Reason) -> bool:
    """Whether something is told first, and of a file among many: what people filled in may be missing."""
    return notice.kind == UNREAD


def _taken_over(report: FileReport, words: Words) -> Iterator[str]:
    """Whose rows this file has now, and which of them say something else."""
    for origin, number in report.taken_over.items():
        changed = report.changed_over.get(origin, 0)
        if same := number - changed:
            yield "  " + words.phrase("submissions.taken_over", count=same, file=origin)
        if changed:
            yield "  " + words.phrase("submissions.changed_over", count=changed, file=origin, ours=report.origin)


def _changed(report: FileReport, words: Words) -> Iterator[str]:
    """What a form leaves blank, what says something else now, what became of checks, and who replaced whose answers."""
    for name in ("emptied", "changed", "unchecked"):
        if codes := getattr(report, name):
            told = listed_codes(list(dict.fromkeys(codes)), words)
            yield words.phrase(f"submissions.{name}", count=len(codes), file=report.origin, indicators=told)
    if report.checks_kept:
        yield words.phrase("submissions.checks_kept", count=report.checks_kept)
    for entry in report.other_offices:
        yield words.phrase("submissions.other_office", count=entry["rows"], before=entry["before"], now=entry["now"])


def listed_codes(codes: Sequence[str], words: Words) -> str:
    """Indicators by their codes: of many, only the first."""
    return words.listed(codes if len(codes) <= MOST_CODES else [*codes[:MOST_CODES], "…"])


def _still_waiting(report: FileReport, words: Words, folder: Path) -> str:
    """How many rows of its regencies wait, of each round in each file: another round may be none of this file's."""
    told = [
        words.phrase(
            "submissions.waiting_in" if entry["award_year"] else "submissions.waiting_without_round",
            count=entry["rows"], year=entry["award_year"], file=folder / quarantine_file(entry["origin"]),
        )
        for entry in report.waiting_in[:MOST_QUARANTINES]
    ]  # fmt: skip
    if left := report.waiting_in[MOST_QUARANTINES:]:
        rows = sum(entry["rows"] for entry in left)
        told.append(words.phrase("submissions.waiting_elsewhere", count=rows, files=len(left)))
    return words.phrase("submissions.still_waiting", count=report.waiting, where=words.listed(told))


def _superseded(report: FileReport, words: Words) -> str:
    """What became of a file that was corrected since it came in."""
    said = report.superseded
    unknown = words.phrase("submissions.day_not_known")
    days = {name: words.date(said[name]) if said[name] else unknown for name in ("day", "by_day")}
    return words.phrase(
        "submissions.superseded",
        file=report.file,
        by=said["by"],
        count=said["rows"],
        replaced=said["replaced"],
        **days,
    )


def _place(codes: Sequence[str], words: Words) -> str:
    """Whose rows a file holds: the names of few regencies, the number of many."""
    if not codes:
        return words.phrase("submissions.no_place")
    if len(codes) > MOST_PLACES:
        return words.phrase("submissions.places", count=len(codes))
    places = Places()
    return words.listed([places.name(code) for code in codes])


def _record(report: FileReport, words: Words, folder: Path) -> dict[str, Any]:
    notices = [notice.sentence(words) for notice in report.notices]
    quarantine = str(folder / quarantine_file(report.origin)) if report.quarantined else None
    return {**vars(report), "notices": notices, "refused": report.refused or None, "quarantine": quarantine}


def remove_answer(origins: Sequence[str], words: Words, *, tell: Tell) -> Answer:
    """Take out what files had handed in.

    Raises
    ------
    CallError
        Names the files there are, where one is not among them.
    """
    ensure_built(words, tell=tell)
    data_dir = default_data_dir()
    with storing.only_one(data_dir, waiting=lambda: None):
        there = set(read_stored(data_dir)["origin"]) | set(read_quarantine(data_dir)["origin"])
        there |= set(read_refused(data_dir)["file"]) | set(read_waiting(submissions_dir(data_dir)))
        origins = [_stored_as(origin, there) for origin in origins]
        if absent := [origin for origin in origins if origin not in there]:
            raise CallError(CallFault("call.no_origin", {"files": absent, "known": sorted(there)[:20]}))
        folder = submissions_dir(data_dir)
        notes = {**without_refused(folder, origins), **waiting_without(folder, origins, read_stored(data_dir))}
        rows = remove_origins(data_dir, origins, notes=notes)
    ensure_built(words, tell=lambda line: None)
    text = words.phrase("submissions.removed", count=rows, files=words.listed(origins))
    return Answer(text, {"origins": list(origins), "rows": rows})


def _stored_as(name: str, there: Collection[str]) -> str:
    """What is stored of a file, by its name: of a template, that is without the name of its regency."""
    short = re.sub(r"^(isian-20\d\d-\d{4})-.+(\.xlsx)$", r"\1\2", name)
    return short if name not in there and short in there else name
