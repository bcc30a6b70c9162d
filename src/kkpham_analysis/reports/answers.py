"""What the command line answers: the same facts as a table for people and as a record for machines."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import SaidError, WholeError
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.rules import ThresholdError, parse_rule
from kkpham_analysis.reports.building import build
from kkpham_analysis.reports.calls import CallError, CallFault, no_round
from kkpham_analysis.reports.marking import marks_in_record, said_in_all
from kkpham_analysis.reports.round_facts import known_rounds, years_without_round
from kkpham_analysis.reports.run_lock import AtWorkError
from kkpham_analysis.tables.building import BuildResult
from kkpham_analysis.tables.catalogues.additions import NoCatalogueError
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.sheets import ForeignFileError
from kkpham_analysis.tables.files.whole_files import NO_ROOM
from kkpham_analysis.tables.loading import default_data_dir, load
from kkpham_analysis.tables.markings import MixedKindsError
from kkpham_analysis.tables.places.resolving import CodesDoNotFitError, PlaceError, explain, name_of, resolve_place
from kkpham_analysis.tables.raw_changes import RawFaultsError
from kkpham_analysis.tables.submissions.store import SubmissionsError

if TYPE_CHECKING:
    import pandas as pd

Tell = Callable[[str], None]
# Asked whether to write what was shown. Where a function takes it or None, None is that nobody can be asked.
Agree = Callable[[str], bool]


@dataclass(frozen=True)
class Answer:
    """What a command gives back: `text` for people, `record` for machines, `faults` in sentences, and if it failed.

    The text is `said`; where that is a function, it is written only for whom it is shown to. Both say so where rows of
    the record are made up: the text in its first line, the record with `"synthetic": true` (or `"placeholder"`).
    """

    said: str | Callable[[], str]
    record: Mapping[str, Any]
    faults: Sequence[str] = ()
    failed: bool = False

    @property
    def text(self) -> str:
        """What people read."""
        said = self.said if isinstance(self.said, str) else self.said()
        return said_in_all(marks_in_record(self.record)) + said

    def json(self) -> str:
        """One JSON document; missing is `null`."""
        marks = dict.fromkeys(marks_in_record(self.record), True)
        return json.dumps({**marks, **self.record, **marks}, ensure_ascii=False, indent=2, allow_nan=False)


class FaultyDataError(WholeError, ValueError):
    """Raised where raw data with faults cannot be used; `faults` holds them all."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True)
class Explained:
    """An error in sentences, and whether the call was wrong rather than the data."""

    lines: Sequence[str]
    is_call: bool = True


def explained(error: Exception, words: Words) -> Explained | None:
    """Say what an error means and what would be right; None where it is a fault of the program itself."""
    if isinstance(error, CallError):
        return Explained(error.sentences(words))
    if isinstance(error, PlaceError | CodesDoNotFitError):
        return Explained([explain(error, words)])
    if isinstance(error, ForeignFileError):
        return Explained([error.sentence(words)], is_call=error.kind in ("missing", "no_file"))
    if isinstance(error, FaultyDataError | RawFaultsError):
        return Explained([fault.sentence(words) for fault in error.faults], is_call=False)
    if isinstance(error, NoCatalogueError):
        return Explained([words.phrase(f"catalogue.{error.kind}", **error.details)])
    if isinstance(error, UnfitError | MixedKindsError | AtWorkError):
        return Explained([error.sentence(words)], is_call=False)
    if isinstance(error, SubmissionsError):
        return Explained([error.fault.sentence(words)], is_call=False)
    if isinstance(error, SaidError):
        return Explained([error.sentence(words)], is_call=False)
    if isinstance(error, TimeoutError):
        return Explained([words.phrase("cli.busy")], is_call=False)
    if isinstance(error, OSError):
        return Explained([_disk_sentence(error, words)], is_call=False)
    return None


def _disk_sentence(error: OSError, words: Words) -> str:
    """Say which file or folder could not be read, or not be written, and why."""
    path = str(error.filename or "")
    if error.errno in NO_ROOM:
        return words.phrase("cli.no_room", path=path) if path else words.phrase("cli.no_room_at_all")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        # What may be read, or is not there yet, was to be written.
        is_written = os.access(path, os.R_OK) or not os.path.lexists(path)
        return words.phrase("cli.not_written" if is_written else "cli.not_read", path=path)
    if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError) and path:
        return words.phrase("cli.no_file", path=path)
    return words.phrase("cli.disk", problem=str(error))


def refuse_no_data() -> None:
    """Refuse a data folder that is none, before anything is read.

    Raises
    ------
    CallError
        Says where raw facts were looked for, and how to name the folder that holds them.
    """
    try:
        folder = default_data_dir()
    except FileNotFoundError:
        raise CallError(CallFault("call.no_data", {"folder": Path.cwd()})) from None
    if not (folder / "raw").is_dir():
        raise CallError(CallFault("call.no_raw", {"folder": folder}))


@dataclass
class Places:
    """The places there are, to look up what people type; what was looked up once is kept for the next report."""

    table: pd.DataFrame = field(default_factory=lambda: load("place_keys"))
    read: Callable[[str], pd.DataFrame] = field(default_factory=lambda: cache(load))
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    provinces: dict[int, set[str]] = field(default_factory=dict)

    def code(self, text: str, level: str) -> str:
        """Give the code of the place that a text means."""
        if (text, level) not in self.codes:
            self.codes[text, level] = resolve_place(text, self.table, level=level)
        return self.codes[text, level]

    def name(self, code: str) -> str:
        """Give the name of a code, for the name of a file."""
        if code not in self.names:
            self.names[code] = name_of(code, self.table)
        return self.names[code]

    def provinces_in(self, award_year: int) -> set[str]:
        """Give the codes of the provinces that there were in a round."""
        if award_year not in self.provinces:
            from kkpham_analysis.measures import regencies_in

            there = regencies_in(self.read("regencies"), self.read("province_changes"), award_year=award_year)
            self.provinces[award_year] = set(there["province_code"])
        return self.provinces[award_year]

    def regency_codes(self) -> set[str]:
        """Give the codes of all regencies there are."""
        return set(self.table.loc[self.table["kind"].eq("code") & self.table["level"].eq("regency"), "code"])


def build_answer(words: Words, *, tell: Tell) -> Answer:
    """Build the tables, and say what was read, made, kept and refused.

    Raises
    ------
    CallError
        When the data folder is none.
    """
    result = built(words, tell=tell)
    faults = [fault.sentence(words) for fault in result.faults]
    seconds = words.number(result.seconds, 1)
    if faults:
        text = words.phrase("cli.build_refused", count=len(faults), data=shown(default_data_dir()))
    elif result.made:
        text = words.phrase(
            "cli.built", count=len(result.made), rows=words.number(sum(result.rows.values())),
            files=len(result.read), kept=len(result.kept), seconds=seconds,
        )  # fmt: skip
    else:
        text = words.phrase("cli.nothing_to_build", count=len(result.kept), seconds=seconds)
    return Answer(text, result.as_record(words), faults, failed=not result.ok)


def ensure_built(words: Words, *, tell: Tell) -> BuildResult:
    """Build what has changed, without a word where nothing has.

    Raises
    ------
    CallError
        When the data folder is none.
    FaultyDataError
        When the raw files have faults.
    """
    result = built(words, tell=tell)
    if result.faults:
        raise FaultyDataError(result.faults)
    return result


def built(words: Words, *, tell: Tell) -> BuildResult:
    """Build what has changed, saying each step in a line.

    Raises
    ------
    CallError
        When the data folder is none.
    """
    refuse_no_data()
    folder = shown(default_data_dir())

    def progress(step: str, table: str) -> None:
        tell(words.phrase(f"cli.step_{step}", table=table, data=folder).rstrip())

    return build(progress=progress)


def shown(path: Path) -> str:
    """Path as short as it is clear: from the folder one works in where it lies below."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def no_regulation(award_year: int) -> CallFault:
    """What is wrong with a year that no regulation holds for: there was no round, or where one more is added."""
    without = years_without_round()
    if award_year in without:
        return no_round(award_year, known_rounds(), without=without)
    regulations = load("regulations").sort_values("award_year_from")
    spans = zip(regulations["award_year_from"], regulations["award_year_to"], strict=True)
    years = tuple(f"{first}–{last}" if first < last else str(first) for first, last in spans)
    return CallFault("call.no_regulation", {"year": award_year, "years": years})


def rule_of_round(award_year: int) -> str | None:
    """Rule that earned a province its award in a round; None where it is not known."""
    from kkpham_analysis.tables import rules

    return rules.rule_of_round(load("rules"), award_year)


def refuse_absent(province_codes: Iterable[str], award_year: int, places: Places) -> None:
    """Refuse provinces that were not there in the round.

    Raises
    ------
    CallError
        Names them, and the round.
    """
    there = places.provinces_in(award_year)
    absent = [f"{code} {places.name(code)}" for code in province_codes if code not in there]
    if absent:
        raise CallError(CallFault("call.not_there", {"places": absent, "year": award_year}))


def check_rule(rule: str) -> None:
    """Refuse a rule that is not understood.

    Raises
    ------
    CallError
        Says how a rule is written.
    """
    try:
        parse_rule(rule)
    except ThresholdError:
        raise CallError(CallFault("call.rule_range", {"rule": rule})) from None
    except ValueError:
        raise CallError(CallFault("call.bad_rule", {"rule": rule})) from None
