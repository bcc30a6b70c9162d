"""Submissions that stay in their files give the same coverage to the last digit, however they lie in them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tests.examples import examples

from kkpham_analysis import load
from kkpham_analysis.measures.coverage import indicator_coverage
from kkpham_analysis.measures.coverage_tables import coverage_gaps
from kkpham_analysis.measures.scores import regency_scores
from kkpham_analysis.measures.submission_checks import check_submissions
from kkpham_analysis.tables.lazy import StoredSubmissions, open_submissions
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

from .submission_worlds import regulation

REGENCIES = pd.DataFrame(
    {
        "award_year": [2023, 2023, 2023, 2025, 2025],
        "province_code": ["64", "64", "65", "64", "65"],
        "regency_code": ["6401", "6402", "6501", "6401", "6501"],
    }
)
INDICATORS = pd.DataFrame(
    {
        "indicator_code": ["22/2021-001", "22/2021-002", "99/2030-001"],
        "right_code": ["INFO", "SEHAT", "INFO"],
        "group": ["sipol", "ekosob", "sipol"],
        "type": ["hasil", "hasil", "proses"],
        "max_points": pd.array([0.1, 0.7, 2.5], dtype="Float64"),
        "award_year_from": [2022, 2022, 2025],
        "award_year_to": [2024, 2024, 2030],
    }
)
# Of another round, another place and another list as well: these take no part.
KEYS = [
    (award_year, regency, indicator)
    for award_year in (2022, 2023, 2025)
    for regency in ("6401", "6402", "6501", "9999")
    for indicator in (*INDICATORS["indicator_code"], "22/2021-999")
]


def table(rows, synthetic=False):
    columns = ["award_year", "regency_code", "indicator_code", "status"]
    frame = pd.DataFrame([(*key, status) for key, status in rows.items()], columns=columns)
    return frame.astype({"award_year": "Int64"} | dict.fromkeys(columns[1:], "str")).assign(synthetic=synthetic)


def in_files(folder, frame, files=1):
    for old in folder.glob("*.parquet"):
        old.unlink()
    for number in range(files):
        frame.iloc[number::files].to_parquet(folder / f"{number}.parquet", index=False)
    return open_submissions(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("submissions")


@examples(40)
@given(
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(SUBMISSION_STATUSES), min_size=1),
    st.integers(1, 4),
    st.sets(st.sampled_from(["award_year", "province_code", "regency_code", "right_code", "group", "type"])),
    st.sampled_from(["verified", "submitted"]),
    st.sampled_from([None, "max_points"]),
)
def test_in_files_or_in_memory_the_result_is_the_same(folder, rows, files, by, level, weight):
    asked = {"by": sorted(by), "level": level, "weight": weight}
    whole = indicator_coverage(table(rows), INDICATORS, REGENCIES, **asked)
    in_parts = indicator_coverage(in_files(folder, table(rows), files), INDICATORS, REGENCIES, **asked)
    assert_frame_equal(in_parts, whole, check_exact=True)


def test_a_part_ends_where_it_may(tmp_path, monkeypatch):
    monkeypatch.setattr("kkpham_analysis.tables.lazy.ROWS_OF_A_PART", 2)
    monkeypatch.setattr("kkpham_analysis.measures.cells.ROWS_AT_ONCE", 1)
    rows = {key: SUBMISSION_STATUSES[i % 5] for i, key in enumerate(KEYS)}
    stored = in_files(tmp_path, table(rows), 3)
    assert_frame_equal(
        indicator_coverage(stored, INDICATORS, REGENCIES, by="right_code"),
        indicator_coverage(table(rows), INDICATORS, REGENCIES, by="right_code"),
    )


@pytest.mark.parametrize("rows", [1, 1000], ids=["in two parts", "in one"])
def test_a_row_that_stands_twice_is_refused_though_it_lies_in_two_files(tmp_path, monkeypatch, rows):
    monkeypatch.setattr("kkpham_analysis.tables.lazy.ROWS_OF_A_PART", rows)
    once = table({KEYS[16]: "verified"})
    once.to_parquet(tmp_path / "a.parquet")
    once.to_parquet(tmp_path / "b.parquet")
    with pytest.raises(
        ValueError, match="submissions of 2023 hold indicator 22/2021-001 of regency 6401 more than once"
    ):
        indicator_coverage(open_submissions(tmp_path), INDICATORS, REGENCIES)


def test_a_status_that_is_none_is_refused(tmp_path):
    stored = in_files(tmp_path, table({KEYS[16]: "lost"}))
    with pytest.raises(ValueError, match="status 'lost' of a submission is not known; use: none, submitted"):
        indicator_coverage(stored, INDICATORS, REGENCIES)


def test_synthetic_rows_are_marked_and_never_mixed(tmp_path):
    made_up = table({KEYS[16]: "verified"}, synthetic=True)
    covered = indicator_coverage(in_files(tmp_path, made_up), INDICATORS, REGENCIES)
    assert covered["synthetic"].tolist() == [True]
    table({KEYS[17]: "verified"}).to_parquet(tmp_path / "facts.parquet")
    with pytest.raises(ValueError, match="rows are synthetic and the others are not"):
        indicator_coverage(open_submissions(tmp_path), INDICATORS, REGENCIES)


def test_a_folder_that_says_so_marks_its_rows(tmp_path):
    table({KEYS[16]: "verified"}, synthetic=True).to_parquet(tmp_path, partition_cols=["synthetic"])
    covered = indicator_coverage(open_submissions(tmp_path), INDICATORS, REGENCIES)
    assert covered["synthetic"].tolist() == [True]


def test_codes_that_are_numbers_are_refused_with_the_file_and_the_column(tmp_path):
    table({KEYS[16]: "verified"}).assign(regency_code=6401).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(ValueError, match=r"a\.parquet: regency_code is int64, and must be text; write it as text"):
        indicator_coverage(open_submissions(tmp_path), INDICATORS, REGENCIES)


def test_submissions_are_loaded_lazily_and_nothing_else_is(tmp_path):
    (tmp_path / "processed").mkdir()
    with pytest.raises(FileNotFoundError, match="run: kkpham build"):
        load("submissions", data_dir=tmp_path, lazy=True)
    file = tmp_path / "processed" / "submissions.parquet"
    table({KEYS[16]: "verified"}).to_parquet(file)
    assert load("submissions", data_dir=tmp_path, lazy=True) == StoredSubmissions((str(file),))
    with pytest.raises(ValueError, match="table 'awards' is loaded as a whole; lazy=True is for 'submissions'"):
        load("awards", data_dir=tmp_path, lazy=True)
    with pytest.raises(FileNotFoundError, match="no Parquet file of submissions at"):
        open_submissions(tmp_path / "nowhere")


def test_folders_named_by_round_and_regency_give_their_rows_these_values(tmp_path):
    rows = table({key: SUBMISSION_STATUSES[i % 5] for i, key in enumerate(KEYS)})
    rows.to_parquet(tmp_path, partition_cols=["award_year", "regency_code"])
    by = ["award_year", "regency_code"]
    assert_frame_equal(
        indicator_coverage(open_submissions(tmp_path), INDICATORS, REGENCIES, by=by),
        indicator_coverage(rows, INDICATORS, REGENCIES, by=by),
    )


def test_files_that_write_texts_in_another_way_are_read_as_one(tmp_path):
    rows = table({key: SUBMISSION_STATUSES[i % 5] for i, key in enumerate(KEYS)})
    texts = ["regency_code", "indicator_code", "status"]
    rows.iloc[:9].astype(dict.fromkeys(texts, "category")).to_parquet(tmp_path / "a.parquet")
    rows.iloc[9:20].astype({"award_year": "int16"}).drop(columns="synthetic").to_parquet(tmp_path / "b.parquet")
    rows.iloc[20:][[*reversed(texts), "award_year"]].assign(note="").to_parquet(tmp_path / "c.parquet")
    assert_frame_equal(
        indicator_coverage(open_submissions(tmp_path), INDICATORS, REGENCIES, by="regency_code"),
        indicator_coverage(rows, INDICATORS, REGENCIES, by="regency_code"),
    )


def test_tables_in_a_list_are_one_table():
    rows = table({key: SUBMISSION_STATUSES[i % 5] for i, key in enumerate(KEYS)})
    in_parts = [rows.iloc[:7], rows.iloc[7:7], rows.iloc[7:]]
    assert_frame_equal(
        coverage_gaps(in_parts, INDICATORS, REGENCIES), coverage_gaps(rows, INDICATORS, REGENCIES), check_exact=True
    )


def test_a_row_without_a_round_is_refused():
    rows = table({KEYS[16]: "verified", KEYS[17]: "verified"}).astype({"award_year": "Int64"})
    rows.loc[1, "award_year"] = pd.NA
    with pytest.raises(ValueError, match="row 2 of the submissions has no award_year; give each its round"):
        indicator_coverage(rows, INDICATORS, REGENCIES)


@pytest.mark.parametrize(
    "use",
    [
        lambda stored: regency_scores(stored, INDICATORS.assign(regulation="22/2021"), regulation()),
        lambda stored: check_submissions(stored, INDICATORS.assign(unit=None, label_id="x")),
        lambda stored: stored["status"],
        lambda stored: stored.groupby("status"),
        lambda stored: "status" in stored,
    ],
    ids=["scores", "checks", "a column", "a method", "whether a column is there"],
)
def test_what_takes_a_table_says_so_of_submissions_in_parts(tmp_path, use):
    stored = in_files(tmp_path, table({KEYS[16]: "verified"}))

    with pytest.raises(TypeError, match=r"only indicator_coverage, .* can do; for anything else take a table: load"):
        use(stored)
    assert not hasattr(stored, "_repr_html_")
