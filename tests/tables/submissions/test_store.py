"""What regencies handed in is stored whole, once, and apart from what is made up."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.reports.building import build
from kkpham_analysis.tables.files import together
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.submissions.store import (
    SubmissionsError,
    read_stored,
    refuse_mixed,
    remove_origins,
    replace_origins,
)

from .submission_rows import submissions

ONE = {"indicator_code": "22/2021-001"}
TWO = {"indicator_code": "22/2021-002"}
OTHER = {"regency_code": "6402", "origin": "6402.xlsx"}


def contents(folder):
    """Every file of a folder, but for what is remembered of the files that came in."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {name: content for name, content in files.items() if not name.startswith("taken/")}


def test_what_is_stored_is_read_back_sorted_by_its_key(tmp_path):
    replace_origins(tmp_path, submissions(OTHER, {"award_year": 2023}, TWO, ONE))

    assert_frame_equal(read_stored(tmp_path), submissions({"award_year": 2023}, ONE, TWO, OTHER))
    assert_frame_equal(read_stored(tmp_path, 2023), submissions({"award_year": 2023}))


def test_an_empty_store_is_an_empty_table(tmp_path):
    assert_frame_equal(read_stored(tmp_path), submissions())


def test_a_corrected_file_replaces_its_own_rows_and_no_others(tmp_path):
    replace_origins(tmp_path, submissions(ONE, TWO, OTHER, {"award_year": 2023}))
    replace_origins(tmp_path, submissions({**ONE, "documents": 5}))

    assert_frame_equal(read_stored(tmp_path), submissions({"award_year": 2023}, {**ONE, "documents": 5}, OTHER))


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path):
    replace_origins(tmp_path, submissions(ONE, TWO, OTHER))
    before = contents(tmp_path)
    replace_origins(tmp_path, submissions(OTHER, TWO, ONE))

    assert contents(tmp_path) == before


def test_a_key_that_another_file_has_is_refused_by_file_and_row_and_nothing_is_written(tmp_path):
    replace_origins(tmp_path, submissions(ONE))
    before = contents(tmp_path)
    again = submissions({**ONE, "origin": "copy.xlsx"}).set_axis([17])

    with pytest.raises(SubmissionsError) as error:
        replace_origins(tmp_path, again)
    assert str(error.value) == (
        "copy.xlsx line 17, column award_year+regency_code+indicator_code: '2024, 6401, 22/2021-001' is already there "
        "from the file 6401.xlsx; delete it in one of the files, or take the old file out with "
        "kkpham submissions remove."
    )
    assert contents(tmp_path) == before


def test_synthetic_rows_are_never_stored_with_facts(tmp_path):
    replace_origins(tmp_path, submissions(ONE))
    with pytest.raises(SubmissionsError, match="synthetic rows are mixed with facts; keep synthetic rows in another"):
        replace_origins(tmp_path, submissions({"award_year": 2023, "origin": "sample", "synthetic": True}))
    with pytest.raises(SubmissionsError):
        refuse_mixed(submissions(ONE, {**TWO, "synthetic": True}))


def test_an_origin_is_taken_out_with_its_quarantine(tmp_path):
    replace_origins(tmp_path, submissions(ONE, OTHER, {"award_year": 2023}))
    together.write_together(tmp_path / "raw" / "submissions", {"quarantine/6401.xlsx.csv": b"x"})

    assert remove_origins(tmp_path, ["6401.xlsx"]) == 2
    assert_frame_equal(read_stored(tmp_path), submissions(OTHER))
    assert sorted(contents(tmp_path)) == ["raw/submissions/2024.parquet"]


@pytest.mark.parametrize("moment", range(8))
def test_a_kill_at_any_moment_leaves_all_rounds_new_or_all_old(tmp_path, monkeypatch, moment):
    old, new = submissions(ONE, {"award_year": 2023}), submissions(TWO, {**TWO, "award_year": 2023})
    replace_origins(tmp_path, old)
    calls = iter(range(100))

    def killed(*_):
        if next(calls) == moment:
            raise KeyboardInterrupt

    monkeypatch.setattr(together, "to_disk", killed)
    try:
        replace_origins(tmp_path, new)
    except KeyboardInterrupt:
        monkeypatch.undo()
    kept = read_stored(tmp_path)

    assert set(kept["indicator_code"]) in ({"22/2021-001"}, {"22/2021-002"})
    assert len(kept) == 2
    assert not list((tmp_path / "raw" / "submissions").glob(".*"))


def test_the_build_gives_what_is_stored_and_follows_it(data):
    assert_frame_equal(load("submissions", data_dir=data), submissions())
    replace_origins(data, submissions(ONE, TWO))

    assert build(data).made == ["submissions"]
    assert_frame_equal(load("submissions", data_dir=data), submissions(ONE, TWO))
    assert build(data).made == []


def test_the_build_names_a_stored_file_that_is_none_and_keeps_the_last_tables(data, refused):
    replace_origins(data, submissions(ONE))
    (data / "raw" / "submissions" / "2024.parquet").write_bytes(b"PAR1")

    assert refused() == [
        "submissions/2024.parquet: is no table of submissions that this program wrote; "
        "move it away, and import the files it came from again."
    ]


def test_the_build_refuses_synthetic_rows_beside_facts(data, refused):
    replace_origins(data, submissions(ONE))
    synthetic = submissions({"award_year": 2023, "synthetic": True, "origin": "sample"})
    synthetic.to_parquet(data / "raw" / "submissions" / "2023.parquet", index=False)

    assert [fault.split("; ")[0] for fault in refused()] == [
        "submissions, column synthetic: synthetic rows are mixed with facts"
    ]


def test_nothing_else_in_the_folder_is_read(tmp_path):
    replace_origins(tmp_path, submissions(ONE))
    folder = tmp_path / "raw" / "submissions"
    (folder / "notes.parquet").write_bytes(b"")
    (folder / "README.md").write_text("x")

    assert len(read_stored(tmp_path)) == 1


def test_a_store_that_was_written_before_versions_were_kept_is_read_without_them(tmp_path):
    replace_origins(tmp_path, submissions(ONE))
    file = tmp_path / "raw" / "submissions" / "2024.parquet"
    pd.read_parquet(file).drop(columns="list_version").to_parquet(file, index=False)

    assert_frame_equal(read_stored(tmp_path), submissions(ONE))


@pytest.mark.parametrize("column", ["note", "office"])
def test_a_store_that_lacks_any_other_column_is_none_of_ours(tmp_path, column):
    replace_origins(tmp_path, submissions(ONE))
    file = tmp_path / "raw" / "submissions" / "2024.parquet"
    pd.read_parquet(file).drop(columns=column).to_parquet(file, index=False)

    with pytest.raises(SubmissionsError):
        read_stored(tmp_path)
