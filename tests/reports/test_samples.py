"""`kkpham sample`: stored and built, never beside facts, and gone without a trace when it is taken out."""

import datetime as dt
import json
import shutil

import pytest
from tests.tables.submissions.submission_rows import submissions

from kkpham_analysis import load
from kkpham_analysis.language import Words
from kkpham_analysis.reports.calls import CallError
from kkpham_analysis.reports.indicator_lists import load_answer
from kkpham_analysis.reports.samples import sample_answer, sample_removed
from kkpham_analysis.reports.submissions import remove_answer
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.files import together
from kkpham_analysis.tables.markings import marks_of
from kkpham_analysis.tables.submissions import store as submission_store
from kkpham_analysis.tables.submissions.store import read_stored, replace_origins

TODAY = dt.date(2026, 1, 2)


@pytest.fixture
def folder(built_data, tmp_path, monkeypatch):
    """A copy of the facts, built, that a test may write to."""
    shutil.copytree(built_data, tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "raw" / "submissions", ignore_errors=True)
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def sampled(award_year=2023, seed=0, told=None, today=TODAY):
    said = [] if told is None else told
    return sample_answer(award_year, Words("en"), seed=seed, today=today, tell=said.append)


def content(folder):
    return {file.name: file.read_bytes() for file in sorted((folder / "raw").rglob("*")) if file.is_file()}


@pytest.mark.slow
def test_a_set_is_stored_built_and_marked_and_again_the_same(folder):
    told = []
    answer = sampled(told=told)
    record = json.loads(answer.json())
    statuses = record.pop("statuses")
    assert record == {
        "synthetic": True, "placeholder": True, "award_year": 2023, "seed": 0, "regulation": "22/2021",
        "rows": 61680, "regencies": 514, "indicators": 120,
    }  # fmt: skip
    assert sum(statuses.values()) == 61680
    assert answer.text.startswith("*** DATA SINTETIS – BUKAN FAKTA / SYNTHETIC DATA – NOT FACTS ***\n")
    assert any("A placeholder list of 22/2021 will be written to " in line for line in told)
    assert any("so that a placeholder is used, in " in line for line in told)
    loaded = load("submissions")
    assert len(loaded) == 61680
    assert marks_of(loaded, load("indicators")) == ("synthetic", "placeholder")
    before = content(folder)
    assert "Days of checking" not in answer.text
    early = sampled(today=dt.date(2023, 4, 1))
    assert content(folder) == before
    assert "\nDays of checking in it are made up too and reach to 16 September 2023, after today. " in early.text


def is_locked(folder):
    """Say whether somebody holds the lock of a data folder."""
    with (folder / storing.LOCK).open("a") as file:
        try:
            storing.lock_now(file)
        except OSError:
            return True
    return False


@pytest.fixture
def locked(folder, monkeypatch):
    """Note of every look into the store whether the lock was held."""
    seen = []

    def settle(path):
        seen.append(is_locked(folder))
        together.settle(path)

    monkeypatch.setattr(submission_store, "settle", settle)
    return seen


def test_nobody_looks_into_the_store_while_another_may_write_there(folder, locked):
    replace = {"synthetic": True, "origin": "sample"}
    with storing.only_one(folder, waiting=lambda: None):
        replace_origins(folder, submissions(replace, {**replace, "award_year": 2023}))
    sample_removed(2023, Words("en"), tell=lambda line: None)
    remove_answer(["sample"], Words("en"), tell=lambda line: None)
    with storing.only_one(folder, waiting=lambda: None):
        replace_origins(folder, submissions({"regency_code": "6472"}))
    with pytest.raises(CallError):
        sampled()

    assert len(locked) > 5
    assert all(locked)


@pytest.mark.slow
def test_it_is_taken_out_again_by_round_or_as_a_whole(folder):
    untouched = content(folder)
    sampled(2023)
    before = content(folder)
    sampled(2018)
    assert json.loads(sample_removed(2018, Words("en"), tell=print).json()) == {"award_year": 2018, "removed": 42662}
    assert content(folder) == before
    assert sample_removed(None, Words("en"), tell=print).text == "61,680 synthetic rows taken out."
    assert load("submissions").empty
    assert content(folder) == untouched
    assert sample_removed(None, Words("id"), tell=print).text == "0 baris sintetis dikeluarkan."


def test_a_placeholder_that_somebody_loaded_stays(folder):
    asked = {"agree": lambda question: True, "tell": lambda line: None}
    load_answer(None, "22/2021", Words("en"), placeholder=True, today=TODAY, **asked)
    before = content(folder)
    sampled(2023)
    sample_removed(None, Words("en"), tell=lambda line: None)

    assert content(folder) == before


def test_a_placeholder_of_the_sample_stays_while_anything_answers_it(folder):
    sampled(2023)
    remove_answer(["sample"], Words("en"), tell=lambda line: None)
    replace_origins(folder, submissions({"award_year": 2023}))
    before = content(folder)
    sample_removed(None, Words("en"), tell=lambda line: None)

    assert content(folder) == before


def test_it_is_never_stored_beside_facts_and_says_where_instead(folder):
    replace_origins(folder, submissions({}))
    before = content(folder)
    with pytest.raises(CallError) as caught:
        sampled()
    assert caught.value.sentences(Words("en")) == [
        f"the data folder {folder} holds 1 rows of submissions that are not synthetic; synthetic data and facts are "
        "never mixed. Copy that folder without raw/submissions to another place, then: "
        "kkpham --data OTHER-PLACE sample --year 2023"
    ]
    assert content(folder) == before
    assert read_stored(folder)["synthetic"].tolist() == [False]


@pytest.mark.parametrize(
    ("award_year", "said"),
    [
        (None, "option --year is missing; name the round, such as --year 2023"),
        (2012, "it is not known by which regulation the round of 2012 is judged; it is for the rounds of: 2013–2016, "
               "2017–2020, 2022–2024. Add it to data/raw/indicators/regulations.csv, as "
               "docs/how-to/load-another-regulation.md says."),
    ],
)  # fmt: skip
def test_a_call_without_a_round_that_was_judged_is_refused(folder, award_year, said):
    with pytest.raises(CallError) as caught:
        sampled(award_year)
    assert caught.value.sentences(Words("en")) == [said]
