"""Of rows that share their key and contradict each other none is taken, whatever stands beside them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from kkpham_analysis.tables.submissions.doubled import quarantine_doubled
from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.rows import RowIn
from kkpham_analysis.tables.submissions.store import read_stored
from kkpham_analysis.tables.submissions.values import Reason

from .submission_sheets import csv_file, row
from .test_importing import take  # noqa: F401

UNREAD, HIDDEN, SUM = Reason("count", "documents", "banyak"), Reason("hidden_sheet"), Reason("swapped")
# What a row says, and why it waits.
SAID = {
    "one": (1, []),
    "two": (2, []),
    "one, unread": (1, [UNREAD]),
    "two, unread": (2, [UNREAD]),
    "one, doubted": (1, [SUM]),
    "two, doubted": (2, [SUM]),
    "one, hidden": (1, [HIDDEN]),
    "two, hidden": (2, [HIDDEN]),
}
ROWS = st.lists(st.sampled_from(sorted(SAID)), min_size=1, max_size=5)


def file_of(name, rows):
    """A file whose rows are all of one key."""
    return FileIn(name, name, rows=[
        RowIn(name, "", number, {}, {"award_year": 2024, "regency_code": "6401", "indicator_code": "3", "answer": said},
              list(reasons))
        for number, (said, reasons) in enumerate(map(SAID.get, rows), 2)
    ])  # fmt: skip


def settled(*files):
    """What becomes of each row of each file: taken, or waiting, and beside which one it waits."""
    files = [file_of(name, rows) for name, rows in zip("ab", files, strict=False)]
    quarantine_doubled(files)
    return [[told(row) for row in file.rows] for file in files]


def told(row):
    if not row.reasons:
        return "once more" if row.is_once_more else "taken"
    at = [
        f"{each.kind} {dict(each.details)['file']}{dict(each.details)['row']}" for each in row.reasons if each.details
    ]
    return "".join(at) or "waits"


def accepted(*files):
    """What is stored of files that come in together."""
    files = [file_of(name, rows) for name, rows in zip("ab", files, strict=False)]
    quarantine_doubled(files)
    return [row.record["answer"] for file in files for row in file.rows if not row.reasons and not row.is_once_more]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["one", "two", "two, unread"], ["doubled_row a3", "doubled_row a2", "doubled_row a2"]),
        (["one", "one", "two, unread"], ["doubled_row a4", "doubled_row a4", "doubled_row a2"]),
        (["one", "one", "two"], ["doubled_row a4", "doubled_row a4", "doubled_row a2"]),
        (["one", "one, unread"], ["doubled_row a3", "doubled_row a2"]),
        (["one", "one, doubted", "two, doubted"], ["doubled_row a4", "doubled_row a4", "doubled_row a2"]),
        (["two, hidden", "one", "two"], ["doubled_row a3", "doubled_row a4", "doubled_row a3"]),
        (["one, unread", "two, unread"], ["waits", "waits"]),
    ],
    ids=[
        "two that differ",
        "two alike",
        "a third",
        "a cell that may say anything",
        "doubted",
        "hidden",
        "none to be taken",
    ],
)
def test_all_rows_of_a_key_wait_where_one_may_say_otherwise_and_each_names_one_that_does(rows, expected):
    assert settled(rows) == [expected]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["one, doubted", "one", "one"], ["same_again a3", "taken", "same_again a3"]),
        (["two, hidden", "one, hidden", "one"], ["doubled_row a4", "same_again a4", "taken"]),
    ],
    ids=["alike", "hidden"],
)
def test_of_rows_that_agree_one_is_taken_whatever_stands_on_a_hidden_sheet(rows, expected):
    assert settled(rows) == [expected]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["one", "one, unread"], ["two"], [["doubled_row a3", "doubled_row a2"], ["doubled_row a2"]]),
        (["one", "one, unread"], ["one"], [["doubled_row a3", "doubled_row a2"], ["taken"]]),
        (["one", "one"], ["one"], [["once more", "same_again a2"], ["taken"]]),
        (["one"], ["two, unread"], [["taken"], ["waits"]]),
    ],
    ids=["another answer", "the same answer", "twice", "faulty elsewhere"],
)
def test_a_row_that_cannot_be_read_settles_nothing_between_two_files(first, second, expected):
    assert settled(first, second) == expected


@examples(100)
@given(rows=ROWS, random=st.randoms(use_true_random=False))
def test_what_is_taken_of_the_rows_of_a_key_does_not_depend_on_their_order(rows, random):
    assert accepted(rows) == accepted(random.sample(rows, len(rows)))


@examples(100)
@given(first=ROWS, second=ROWS)
def test_of_two_rows_that_can_be_read_and_differ_neither_is_taken_whatever_stands_beside_them(first, second):
    times = Counter([*first, *second])

    assert accepted([*first, "one"], [*second, "two"]) == []
    assert len(accepted(first, second)) <= min(times["one"] + times["two"], 1)


def test_a_third_row_that_cannot_be_read_makes_neither_of_two_a_stored_fact(take, tmp_path):  # noqa: F811
    rows = row(answer="12,5"), row(answer="13,5"), row(answer="99,5", documents="banyak")
    [report] = take(csv_file(tmp_path / "a.csv", *rows))

    assert (report.rows, report.accepted, report.quarantined) == (3, 0, 3)
    assert (len(read_stored(take.data)), len(read_quarantine(take.data))) == (0, 3)
