"""What the command line answers: the same facts as a table for people and as a record for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures.recipes import build
from kkpham_analysis.measures.regions import regencies_in
from kkpham_analysis.measures.rounds import rounds_in
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.measures.status import NO, YES
from kkpham_analysis.reports import national, province, wording
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.facts import RoundFacts, round_facts
from kkpham_analysis.tables.building import BuildResult
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.places import CodesDoNotFitError, PlaceError, explain, name_of, resolve_place

Tell = Callable[[str], None]
OPEN = ("unknown", "disputed")


@dataclass(frozen=True)
class Answer:
    """What a command gives back: `text` for people, `record` for machines, `faults` in sentences, and if it failed."""

    text: str
    record: Mapping[str, Any]
    faults: Sequence[str] = ()
    failed: bool = False

    def json(self) -> str:
        """One JSON document; missing is `null`."""
        return json.dumps(self.record, ensure_ascii=False, indent=2, allow_nan=False)


class FaultyDataError(ValueError):
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
    if isinstance(error, FaultyDataError):
        return Explained([fault.sentence(words) for fault in error.faults], is_call=False)
    if isinstance(error, TimeoutError):
        return Explained([words.phrase("cli.busy")], is_call=False)
    if isinstance(error, FileNotFoundError | PermissionError | NotADirectoryError):
        return Explained([words.phrase("cli.no_file", problem=str(error))])
    return None


@dataclass
class Places:
    """The places there are, to look up what people type."""

    table: pd.DataFrame = field(default_factory=lambda: load("place_keys"))

    def code(self, text: str, level: str) -> str:
        """Give the code of the place that a text means."""
        return resolve_place(text, self.table, level=level)

    def name(self, code: str, level: str) -> str:
        """Give the name of a code, for the name of a file."""
        return name_of(code, self.table)


def build_answer(words: Words, *, tell: Tell) -> Answer:
    """Build the tables, and say what was read, made, kept and refused."""
    result = build(progress=told_steps(words, tell))
    faults = [fault.sentence(words) for fault in result.faults]
    seconds = words.number(result.seconds, 1)
    if faults:
        text = words.phrase("cli.build_refused", count=len(faults))
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
    FaultyDataError
        When the raw files have faults.
    """
    result = build(progress=told_steps(words, tell))
    if result.faults:
        raise FaultyDataError(result.faults)
    return result


def told_steps(words: Words, tell: Tell) -> Callable[[str, str], None]:
    """Say each step of a build in a line."""
    return lambda step, table: tell(words.phrase(f"cli.step_{step}", table=table).rstrip())


def known_rounds() -> list[int]:
    """Rounds that any claim speaks of."""
    return rounds_in(*(load(name) for name in ("award_claims", "province_claims", "national_claims")))


def summary_answer(
    award_year: int, words: Words, *, provinces: Sequence[str] = (), rule: str = "", tell: Tell
) -> Answer:
    """Summarise the awards of a round: the columns of `compliant_share`, who is awarded, and the sources.

    Raises
    ------
    CallError
        When there was no round in that year, or the rule is not understood.
    PlaceError
        When a province is none.
    """
    if rule:
        check_rule(rule)
    ensure_built(words, tell=tell)
    rounds = known_rounds()
    if award_year not in rounds:
        raise CallError(CallFault("call.no_round", {"year": award_year, "years": tuple(rounds)}))
    places = Places()
    codes = list(dict.fromkeys(places.code(text, "province") for text in provinces))
    refuse_absent(codes, award_year, places)
    facts = round_facts(award_year, words=words, provinces=codes, rule=rule)
    return Answer(_summary_text(facts), summary_record(facts))


def refuse_absent(
    province_codes: Iterable[str], award_year: int, places: Places, *, origin: tuple[str, int] = ("", 0)
) -> None:
    """Refuse provinces that were not there in the round.

    Raises
    ------
    CallError
        Names them, and the round.
    """
    there = set(regencies_in(load("regencies"), load("province_changes"), award_year=award_year)["province_code"])
    absent = [f"{code} {places.name(code, 'province')}" for code in province_codes if code not in there]
    if absent:
        raise CallError(CallFault("call.not_there", {"places": absent, "year": award_year}, origin))


def check_rule(rule: str) -> None:
    """Refuse a rule that is not understood.

    Raises
    ------
    CallError
        Says how a rule is written.
    """
    try:
        parse_rule(rule)
    except ValueError:
        raise CallError(CallFault("call.bad_rule", {"rule": rule})) from None


def summary_record(facts: RoundFacts) -> dict[str, Any]:
    """Record of a round: context, and a row for each province with names and sources."""
    status = facts.status
    source_ids = _every_source(facts)
    rows = []
    for row in records(facts.shares):
        here = status[status["province_code"] == row["province_code"]]
        rows.append(
            {
                **row,
                "awarded": _named(here, YES),
                "not_awarded": _named(here, NO),
                "unknown": _named(here, OPEN),
                "sources": source_ids.get(row["province_code"], []),
            }
        )
    used = facts.sources[["source_id", "kind", "title", "publisher", "url", "published_on"]]
    return {
        "award_year": facts.award_year,
        "assessed_year": facts.award_year - 1,
        "rule": facts.rule,
        "provinces": rows,
        "sources": records(used),
    }


def _named(here: pd.DataFrame, statuses: Iterable[str]) -> list[str]:
    return [str(name) for name in here.loc[here["status"].isin(list(statuses)), "full_name"]]


def _every_source(facts: RoundFacts) -> dict[str, list[str]]:
    """Ids of all sources that speak of a province or its regencies, by the province's code."""
    province_of = facts.regencies.set_index("regency_code")["province_code"]
    named = pd.DataFrame(
        {
            "province_code": facts.award_claims["regency_code"].map(province_of),
            "source_id": facts.award_claims["source_id"],
        }
    )
    counted = facts.province_claims.loc[
        facts.province_claims["source_id"].isin(facts.sources["source_id"]), ["province_code", "source_id"]
    ]
    both = pd.concat([named, counted])
    return {str(code): sorted(set(ids)) for code, ids in both.groupby("province_code")["source_id"]}


def _summary_text(facts: RoundFacts) -> str:
    words = facts.words
    head = province.head(facts) if len(facts.scope) == 1 else national.head(facts)
    shares = facts.shares
    frame = pd.DataFrame(
        {
            words.phrase("column.province"): shares["province"],
            words.phrase("column.count"): wording.counts(shares, words),
            words.phrase("column.share"): wording.percents(shares, words),
            words.phrase("column.evidence"): shares["evidence"].map(
                wording.labels("evidence", wording.EVIDENCE, words)
            ),
            words.phrase("column.rule"): shares["meets_rule"].map(wording.verdict_labels(words)),
            words.phrase("column.short"): shares["regencies_short"],
        }
    )
    parts = [repr(head), text_table(frame, words)]
    if facts.scope:
        parts += [*_names_text(facts), repr(wording.source_list(facts))]
    return "\n\n".join(parts)


def _names_text(facts: RoundFacts) -> list[str]:
    """Who is named in each province, who is known not to be, and of whom nothing is known."""
    words = facts.words
    said = []
    for row in records(facts.shares):
        here = facts.status[facts.status["province_code"] == row["province_code"]]
        for key, statuses in (("cli.named", YES), ("cli.not_named", NO), ("cli.unknown", OPEN)):
            if names := _named(here, statuses):
                said.append(
                    words.phrase(key, province=row["province"], count=len(names), award=facts.award_name,
                                 names=", ".join(names))
                )  # fmt: skip
    return ["\n".join(said)]


def text_table(frame: pd.DataFrame, words: Words) -> str:
    """Table for a terminal: texts left, numbers right, the word for unknown where a value is missing."""
    cells = frame.astype("object").map(lambda value: words.phrase("common.unknown") if pd.isna(value) else str(value))
    is_number = [pd.api.types.is_numeric_dtype(dtype) for dtype in frame.dtypes]
    columns = [[str(name), *cells[name]] for name in frame.columns]
    aligned = [
        [text.rjust(width) if number else text.ljust(width) for text in column]
        for column, number in zip(columns, is_number, strict=True)
        for width in [max(map(len, column))]
    ]
    return "\n".join("  ".join(line).rstrip() for line in zip(*aligned, strict=True))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain records for JSON: missing is None, numbers are Python's own."""
    plain = frame.astype("object").where(frame.notna(), None)
    return [{str(name): _plain(value) for name, value in row.items()} for row in plain.to_dict("records")]


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
