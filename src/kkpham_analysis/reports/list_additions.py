"""`kkpham awards add` and `remove`: a list of awards shown as it was understood, and then added; or taken out again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import regencies_in
from kkpham_analysis.measures.regulations import least_points, titles_of_rounds
from kkpham_analysis.reports.answers import Agree, Answer, FaultyDataError, Tell, ensure_built
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.list_sayings import Round, Telling, claims_said
from kkpham_analysis.tables.award_lists import additions
from kkpham_analysis.tables.award_lists.additions import ListSource
from kkpham_analysis.tables.award_lists.answers import by_question, questions, read_answers
from kkpham_analysis.tables.award_lists.entries import AnswersError
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.award_lists.understanding import (
    NOT_WHOLE,
    Entry,
    TooLongError,
    Understood,
    lines_of_any,
    lines_of_file,
    understand,
)
from kkpham_analysis.tables.files import foreign
from kkpham_analysis.tables.files.whole_files import write_whole
from kkpham_analysis.tables.loading import default_data_dir, load
from kkpham_analysis.tables.places.gazetteer import Gazetteer
from kkpham_analysis.tables.raw_changes import RawFaultsError, Record, change_raw
from kkpham_analysis.tables.schemas import RAW

STDIN = "-"
# Of these the text can be copied; `foreign.toml` says so of each.
DOCUMENTS = frozenset({"pdf", "word_document", "open_document", "old_or_locked"})


# What a list says of itself that speaks against its being whole.
PARTLY = {NOT_WHOLE: "lists.not_whole", "count": "lists.counts_more", "count_in": "lists.counts_more"}


@dataclass(frozen=True)
class ListRequest:
    """A list to be added, as a person asks for it.

    Parameters
    ----------
    file
        Its path; `-` for what comes on stdin.
    award_year
        The round.
    source
        The page it comes from; without a title its publisher and address stand in for one.
    category
        The title of whoever is named without one; empty for the one that counts as compliant.
    complete
        Whether it names all awarded regencies of its provinces.
    answers
        The file of answers to names that could not be settled.
    questions
        The file to write for them.
    dry_run
        Whether only to show what was understood.
    """

    file: str
    award_year: int
    source: ListSource
    category: str = ""
    complete: bool = False
    answers: Path | None = None
    questions: Path | None = None
    dry_run: bool = False


def add_answer(request: ListRequest, words: Words, *, tell: Tell, agree: Agree | None) -> Answer:
    """Read a list, show what was understood, ask, and add it.

    Parameters
    ----------
    request
        The list, and where it comes from.
    words
        The language.
    tell
        Takes each line that is shown before anything is written.
    agree
        Asked whether to write; None where nobody can be asked.

    Returns
    -------
    Answer
        What was understood and written; failed where a name is open, and then nothing was written.

    Raises
    ------
    CallError
        When the call, the answers or the file cannot be taken, or the page is there with other content.
    FaultyDataError
        When a build would refuse what would be written.
    """
    ensure_built(words, tell=tell)
    categories = load("categories").sort_values("order")
    _check(request, categories)
    of_round = _round_of(request.award_year, categories, words)
    understood, told = _of_any_file(request, of_round), Telling(of_round, words)
    for line in told.lines(understood):
        tell(line)
    record = told.record(request.award_year, understood)
    if open_now := understood.of("unsettled"):
        return _left_open(request, open_now, record, told)
    if not understood.of("claim"):
        raise CallError(CallFault("lists.no_claims", {"file": request.file}))
    if request.complete and (partly := [each for each in understood.remarks if each.key in PARTLY]):
        raise CallError(*(CallFault(PARTLY[key], {"line": line, **said}) for key, line, said in partly))
    rows = additions.rows_of(
        understood, _titled(request), award_year=request.award_year, compliant=of_round.compliant,
        province_of=of_round.province_of, complete=request.complete,
    )  # fmt: skip
    record |= {"complete_provinces": additions.complete_in(rows)}
    for line in told.beside_names(rows, is_titled=bool(request.source.title)):
        tell(line)
    return _known_or_agreed(request, rows, record, told, agree)


def _known_or_agreed(
    request: ListRequest, rows: Mapping[str, list[Record]], record: dict[str, Any], told: Telling, agree: Agree | None
) -> Answer:
    """The list written, where it is new and a person agrees."""
    words = told.words
    if known := _known_as(request, rows, told):
        return Answer(words.phrase("lists.unchanged", source=known), {**record, "source_id": known})
    sums = {name: len(group) for name, group in rows.items()}
    counted = {"claims": claims_said(sums, words), "count": additions.claims_in(sums)}
    if request.dry_run:
        return Answer(words.phrase("lists.only_shown", **counted), record)
    if agree is None:
        raise CallError(CallFault("lists.nobody_to_ask", {}))
    if not agree(words.phrase("lists.ask", year=request.award_year, **counted)):
        return Answer(words.phrase("lists.not_agreed"), record)
    return _added(request, rows, record, told)


def _added(request: ListRequest, rows: Mapping[str, list[Record]], record: dict[str, Any], told: Telling) -> Answer:
    words, ids = told.words, [""]

    def change(raw: Path) -> dict[str, bytes]:
        # Another command may have added the list while a person thought.
        ids[0] = _known_as(request, rows, told)
        now = additions.tables_now(raw)
        if ids[0]:
            return {}
        ids[0] = additions.next_id(now)
        return additions.with_list(now, rows, ids[0])

    if not _written(change):
        return Answer(words.phrase("lists.unchanged", source=ids[0]), {**record, "source_id": ids[0]})
    sums = {name: len(group) for name, group in rows.items()}
    text = words.phrase(
        "lists.added",
        claims=claims_said(sums, words),
        count=additions.claims_in(sums),
        source=ids[0],
        year=request.award_year,
    )
    return Answer(text, {**record, "source_id": ids[0], "written": True})


def _written(change: Callable[[Path], Mapping[str, bytes]]) -> bool:
    try:
        return change_raw(default_data_dir(), change)
    except RawFaultsError as error:
        raise FaultyDataError(error.faults) from None


def remove_answer(source_id: str, words: Words, *, any_source: bool = False, tell: Tell) -> Answer:
    """Take a source that was added as a list out again, with all its claims.

    Parameters
    ----------
    source_id
        Its id.
    words
        The language.
    any_source
        Whether it may be one that was collected in another way.
    tell
        Takes what is said while it works.

    Raises
    ------
    CallError
        When there is no such source, it was collected in another way, or other rows cite it.
    FaultyDataError
        When a build would refuse what would be left.
    """
    ensure_built(words, tell=tell)
    lost: dict[str, int] = {}

    def change(raw: Path) -> dict[str, bytes]:
        files, lost_now = additions.without_source(additions.tables_now(raw), source_id)
        lost.update(lost_now)
        _refuse_to_remove(raw, source_id, words, is_there=bool(lost["sources"]), any_source=any_source)
        return files

    _written(change)
    record = {"source_id": source_id, "removed": lost}
    return Answer(words.phrase("lists.removed", source=source_id, claims=claims_said(lost, words)), record)


def _refuse_to_remove(raw: Path, source_id: str, words: Words, *, is_there: bool, any_source: bool) -> None:
    now = additions.tables_now(raw)
    if not is_there:
        added = sorted(set(filter(additions.was_added, load("sources")["source_id"])))
        raise CallError(CallFault("lists.no_source", {"name": source_id, "known": tuple(added)}))
    if not additions.was_added(source_id) and not any_source:
        raise CallError(CallFault("lists.not_added_here", {"name": source_id}))
    if len(years := additions.years_of(now, source_id)) > 1 and not any_source:
        raise CallError(CallFault("lists.several_rounds", {"name": source_id, "years": tuple(sorted(years))}))
    if cited := additions.citations(raw, source_id):
        rows = tuple(words.phrase("plan.where", file=row.file, line=row.line) for row in cited)
        raise CallError(CallFault("lists.cited", {"name": source_id, "rows": rows}))


def _round_of(award_year: int, categories: pd.DataFrame, words: Words) -> Round:
    provinces = load("provinces").assign(name_id=lambda table: table[f"name_{words.language}"])
    names = dict(provinces[["province_code", "name_id"]].itertuples(index=False, name=None))
    there = regencies_in(load("regencies"), load("province_changes"), award_year=award_year, provinces=provinces)
    return Round(load("place_keys"), there, categories, names)


def _check(request: ListRequest, categories: pd.DataFrame) -> None:
    """Refuse what the tables could not hold, all of it at once, before the list is read."""
    faults = []
    for name, value in (("kind", request.source.kind), ("publisher", request.source.publisher),
                        ("url", request.source.url), ("published_on", request.source.published_on),
                        ("title", request.source.title)):  # fmt: skip
        column = RAW["sources"][name]
        problem = column.misfit(value) if value else "empty" if name not in ("published_on", "title") else ""
        if problem:
            faults.append(CallFault(f"lists.bad_{name}", {"value": value, "known": column.allowed}))
    if year := RAW["award_claims"]["award_year"].misfit(str(request.award_year)):
        faults.append(CallFault("lists.bad_year", {"value": request.award_year, "problem": year}))
    if (published := request.source.published_on)[:4].isdecimal() and int(published[:4]) < request.award_year:
        faults.append(CallFault("lists.published_before", {"value": request.award_year, "published": published}))
    without = load("years_without_round")
    for sources in without.loc[without["award_year"] == request.award_year, "source_ids"]:
        values = {"value": request.award_year, "sources": tuple(str(sources).split(";"))}
        faults.append(CallFault("lists.no_round_held", values))
    if request.category and request.category not in set(categories["category"]):
        faults.append(
            CallFault("lists.bad_category", {"value": request.category, "known": tuple(categories["category"])})
        )
    if request.questions is not None and request.questions.exists():
        faults.append(CallFault("lists.questions_there", {"file": request.questions}))
    if faults:
        raise CallError(*faults)


def _of_any_file(request: ListRequest, of_round: Round) -> Understood:
    """What is understood; of a document that is not read it is said that its text can be copied, as a list may be."""
    try:
        return _understood(request, of_round)
    except foreign.ForeignFileError as error:
        if error.kind not in DOCUMENTS:
            raise
        raise foreign.ForeignFileError(error.file, f"{error.kind}_or_text") from None


def _understood(request: ListRequest, of_round: Round) -> Understood:
    try:
        return _as_answered(request, of_round)
    except AnswersError as error:
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in error.values.items()}
        raise CallError(CallFault(f"lists.answers_{error.key}", values)) from None
    except TooLongError:
        raise CallError(CallFault("lists.too_long", {"file": request.file})) from None


def _as_answered(request: ListRequest, of_round: Round) -> Understood:
    known, answers = of_round.categories, {}
    regulations, classes = load("regulations"), load("regulation_classes")
    awards = [*regulations["award_id"].dropna(), *regulations["award_en"].dropna()]
    if request.answers is not None:
        answers = read_answers(request.answers, Gazetteer(of_round.places), known["category"], Titles(known))
    if request.file == STDIN:
        lines = lines_of_any(foreign.decoded(sys.stdin.buffer.read()), STDIN, categories=known, awards=awards)
    else:
        lines = lines_of_file(Path(request.file), categories=known, awards=awards)
    return understand(
        lines, places=of_round.places, regencies=of_round.regencies, categories=known,
        category=request.category, answers=answers, award_year=request.award_year,
        titles=titles_of_rounds(regulations, classes, rounds=[request.award_year]),
        awards=awards,
        least=least_points(regulations, classes, award_year=request.award_year),
    )  # fmt: skip


def _titled(request: ListRequest) -> ListSource:
    """The source with a title: as nobody gave one, who published it and where, which nobody takes for a title."""
    page = request.source
    return replace(page, title=page.title or f"{page.publisher} ({page.url.partition('://')[2].rstrip('/')})")


def _known_as(request: ListRequest, rows: Mapping[str, list[Record]], told: Telling) -> str:
    """The id under which the same list is there already; empty where the page is new.

    Raises
    ------
    CallError
        When the page is there and says otherwise.
    """
    now = additions.tables_now(default_data_dir() / "raw")
    faults = []
    for source_id in additions.same_page(now, request.source.url, request.award_year):
        differs = additions.difference(now, source_id, rows)
        if not differs:
            return source_id
        key = "lists.differs" if additions.was_added(source_id) else "lists.differs_from_collected"
        changes = told.changes(differs)
        faults.append(CallFault(key, {"source": source_id, "year": request.award_year, "changes": changes}))
    if faults:
        raise CallError(*faults)
    return ""


def _left_open(request: ListRequest, open_now: list[Entry], record: dict[str, Any], told: Telling) -> Answer:
    words = told.words
    how = words.phrase("lists.how_to_resolve")
    if request.questions is not None:
        write_whole(request.questions, questions(open_now, words).encode("utf-8-sig"))
        how = words.phrase("lists.questions_written", file=request.questions, titles=words.listed(told.titles.values()))
    faults = [*(told.sentence(entry) for entry in by_question(open_now)), how]
    text = words.phrase("lists.left_open", count=len(open_now))
    return Answer(text, record, faults, failed=True)
