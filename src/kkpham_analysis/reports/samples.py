"""The synthetic set on the command line: stored to try everything on, never beside facts, and taken out again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer, Tell, ensure_built, no_regulation, shown
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.indicator_lists import load_answer
from kkpham_analysis.reports.marking import said_of
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.catalogues.additions import remove_catalogue
from kkpham_analysis.tables.catalogues.in_use import code_parts, of_round
from kkpham_analysis.tables.loading import default_data_dir, load
from kkpham_analysis.tables.submissions import store as submission_store
from kkpham_analysis.tables.vocabulary import PLACEHOLDER, SUBMISSION_STATUSES

if TYPE_CHECKING:
    import pandas as pd

# It says of a placeholder that nobody asked for it but a sample, which takes it out again.
PUBLISHER = "kkpham sample"


def sample_answer(award_year: int | None, words: Words, *, seed: int, today: dt.date, tell: Tell) -> Answer:
    """Store a synthetic set of a round in the data folder, in the place of an earlier one, and build.

    Raises
    ------
    CallError
        When facts are stored there, no regulation is known for the round, or none is given.
    """
    from kkpham_analysis.tables.sample import sample_submissions

    if award_year is None:
        raise CallError(CallFault("call.no_year"))
    ensure_built(words, tell=tell)
    data_dir = default_data_dir()
    with storing.only_one(data_dir, waiting=lambda: None):
        refuse_facts(data_dir, award_year)
    regulation = _regulation_of(award_year)
    indicators = _list_of(regulation, today, words, tell)
    made = sample_submissions(_regencies(award_year), indicators, award_year=award_year, seed=seed)
    with storing.only_one(data_dir, waiting=lambda: None):
        # Somebody may have taken facts in meanwhile.
        refuse_facts(data_dir, award_year)
        submission_store.replace_origins(data_dir, made)
    ensure_built(words, tell=tell)
    return _stored(made, regulation, indicators, seed, today, words)


def sample_removed(award_year: int | None, words: Words, *, tell: Tell) -> Answer:
    """Take the synthetic sets out again, of all rounds or of one, and build."""
    from kkpham_analysis.tables.sample import ORIGIN

    ensure_built(words, tell=tell)
    data_dir = default_data_dir()
    with storing.only_one(data_dir, waiting=lambda: None):
        stored = submission_store.read_stored(data_dir)
        is_going = stored["origin"] == ORIGIN
        if award_year is not None:
            is_going &= stored["award_year"] == award_year
        going = stored[is_going]
        submission_store.store_changes(data_dir, stored[~is_going], submission_store.empty())
    _remove_lists(data_dir, stored.loc[~is_going, "indicator_code"])
    ensure_built(words, tell=tell)
    record = {"award_year": award_year, "removed": len(going)}
    return Answer(words.phrase("sample.removed", rows=words.number(len(going))), record)


def _remove_lists(data_dir: Path, answered: pd.Series[str]) -> None:
    """Take out the placeholders that a sample had loaded, but for those that something stored still answers."""
    still = {code_parts(code)[0] for code in answered.unique()}
    lists = load("catalogues")
    own = lists[lists["kind"].eq(PLACEHOLDER) & lists["publisher"].eq(PUBLISHER)]
    for regulation, version in own[["regulation", "version"]].itertuples(index=False):
        if regulation not in still:
            remove_catalogue(data_dir, str(regulation), int(version))


def refuse_facts(data_dir: Path, award_year: int) -> None:
    """Refuse a data folder that holds submissions of regencies: synthetic rows never stand beside them.

    Raises
    ------
    CallError
        Says how many there are, and where to put the synthetic ones instead.
    """
    stored = submission_store.read_stored(data_dir)
    facts = int((~stored["synthetic"]).sum())
    if facts:
        raise CallError(CallFault("call.facts_there", {"folder": data_dir, "rows": facts, "year": award_year}))


def _regulation_of(award_year: int) -> str:
    """Regulation that a round was judged by."""
    judging = of_round(load("regulations"), award_year)["regulation"]
    if judging.empty:
        raise CallError(no_regulation(award_year))
    return str(judging.iloc[0])


def _list_of(regulation: str, today: dt.date, words: Words, tell: Tell) -> pd.DataFrame:
    """Numbered indicators of a regulation; a placeholder is loaded where there are none."""
    folder = shown(default_data_dir() / "raw")
    if (listed := _numbered(regulation)).empty:
        tell(words.phrase("sample.changes", regulation=regulation, folder=folder))
        # The command that people give does it, so that it is told, recorded and taken out again as theirs is.
        load_answer(
            None,
            regulation,
            words,
            placeholder=True,
            publisher=PUBLISHER,
            today=today,
            agree=lambda question: True,
            tell=lambda line: None,
        )
        listed = _numbered(regulation)
    if (listed["kind"] == PLACEHOLDER).all():
        tell(words.phrase("sample.placeholder", regulation=regulation, folder=folder))
    return listed


def _numbered(regulation: str) -> pd.DataFrame:
    indicators = load("indicators")
    return indicators[indicators["regulation"].eq(regulation) & indicators["indicator_code"].notna()]


def _regencies(award_year: int) -> pd.DataFrame:
    from kkpham_analysis.measures import regencies_in

    return regencies_in(load("regencies"), load("province_changes"), award_year=award_year)


def _stored(
    made: pd.DataFrame, regulation: str, indicators: pd.DataFrame, seed: int, today: dt.date, words: Words
) -> Answer:
    counts = {status: int((made["status"] == status).sum()) for status in SUBMISSION_STATUSES}
    record: dict[str, Any] = {
        "award_year": int(made["award_year"].iloc[0]),
        "seed": seed,
        "regulation": regulation,
        "rows": len(made),
        "regencies": int(made["regency_code"].nunique()),
        "indicators": int(made["indicator_code"].nunique()),
        "statuses": counts,
        **said_of(made, indicators),
    }
    numbers = {name: words.number(record[name]) for name in ("rows", "regencies", "indicators")}
    numbers |= {status: words.number(count) for status, count in counts.items()}
    said = words.phrase("sample.stored", year=record["award_year"], regulation=regulation, **numbers)
    lines = [said, _days_to_come(made, today, words), words.phrase("sample.how_to_remove")]
    return Answer("\n".join(filter(None, lines)), record)


def _days_to_come(made: pd.DataFrame, today: dt.date, words: Words) -> str:
    """That days of a round to come lie after today, which no import takes; empty where none does.

    The set is the same on every day: what it holds never depends on when it was made.
    """
    latest = max(made["checked_on"].dropna(), default="")
    return words.phrase("sample.days_to_come", day=words.date(latest)) if latest > today.isoformat() else ""
