"""An original and its mended version come to the same together and one after the other, in whatever order."""

from itertools import permutations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.examples import examples

from kkpham_analysis.language import Words
from kkpham_analysis.tables.submissions.importing import import_files
from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.store import read_stored

from .submission_sheets import csv_file, known, row
from .test_importing import form, take  # noqa: F401
from .test_store import contents

KNOWN = known()


def pair(kind, folder):
    """An original whose second row cannot be read, and its mended version, which has a row more."""
    for name in "12":
        (folder / name).mkdir(parents=True)
    if kind == "form":
        return {"original": form(folder / "1" / "kutim.xlsx", ("1", 5), ("2", "dua")),
                "mended": form(folder / "2" / "kutim (2).xlsx", ("1", 5), ("2", 6), ("4", 7))}  # fmt: skip
    lines = row(indicator="1", documents="5"), row(indicator="2", documents="dua")
    better = lines[0], row(indicator="2", documents="6"), row(indicator="4", documents="7")
    other = {"one name": "rekap.csv", "another name": "rekap revisi.csv"}[kind]
    return {"original": csv_file(folder / "1" / "rekap.csv", *lines),
            "mended": csv_file(folder / "2" / other, *better)}  # fmt: skip


KINDS = ["form", "one name", "another name"]
TOGETHER = [list(files) for files in permutations(["original", "mended"])]
GOOD = {"22/2021-001": 5, "22/2021-002": 6, "22/2021-004": 7}


def stored(data):
    rows = read_stored(data)
    return dict(zip(rows["indicator_code"], map(int, rows["documents"]), strict=True))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("files", TOGETHER, ids="-".join)
def test_a_row_that_another_file_of_the_run_mends_is_stored_and_waits_no_more(take, tmp_path, kind, files):  # noqa: F811
    there = pair(kind, tmp_path)
    reports = dict(zip(files, take(*(there[name] for name in files)), strict=True))
    settled = contents(take.folder)
    take(*(there[name] for name in files))

    assert (stored(take.data), read_quarantine(take.data).empty) == (GOOD, True)
    counts = ("rows", "accepted", "quarantined", "put_by", "mended", "waiting")
    assert {name: tuple(getattr(one, count) for count in counts) for name, one in reports.items()} \
        == {"original": (2, 1, 0, 1, 0, 0), "mended": (3, 3, 0, 0, 0, 0)}  # fmt: skip
    assert contents(take.folder) == settled


def test_of_files_of_one_name_that_contradict_each_other_elsewhere_neither_is_the_earlier(take, tmp_path):  # noqa: F811
    files = [csv_file(tmp_path / "1" / "a.csv", row(documents="5"), row(indicator="4", documents="dua")),
             csv_file(tmp_path / "2" / "a.csv", row(documents="6"), row(indicator="4", documents="2"))]  # fmt: skip
    take(*files)
    settled = contents(take.folder)
    again = take(*files)

    assert (stored(take.data), contents(take.folder)) == ({"22/2021-004": 2}, settled)
    assert [(one.accepted, one.quarantined, one.mended) for one in again] == [(1, 1, 1), (1, 1, 0)]


@examples(15)
@given(kind=st.sampled_from(KINDS),
       runs=st.lists(st.sampled_from([["original"], ["mended"], *TOGETHER]), min_size=1, max_size=5))  # fmt: skip
@example(kind="form", runs=[["mended"], *TOGETHER])
@example(kind="one name", runs=[["mended"], *TOGETHER])
@example(kind="one name", runs=[TOGETHER[0], ["original"], ["mended"], ["original"]])
@example(kind="another name", runs=[TOGETHER[0], ["original"], ["mended"]])
def test_whatever_comes_together_good_rows_are_stored_and_none_of_them_waits(tmp_path_factory, kind, runs):
    # What comes in alone after the row that it contradicts is the later one, and waits beside it.
    first = next((run for run in runs if "original" in run), [])
    assume("mended" in first or ["mended"] not in runs[: runs.index(first)] if first else True)
    folder = tmp_path_factory.mktemp("runs")
    there = pair(kind, folder)
    (folder / "data").mkdir()
    for run in runs:
        import_files(folder / "data", [there[name] for name in run], KNOWN, Words("en"))
    waits = read_quarantine(folder / "data")["indicator_code"].tolist()

    is_mended = any("mended" in run for run in runs)
    assert stored(folder / "data") == (GOOD if is_mended else {"22/2021-001": 5})
    assert waits == ([] if is_mended else ["22/2021-002"])
