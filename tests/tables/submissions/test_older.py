"""A workbook that was saved before the one that is stored takes nothing out of it, and asks nothing again."""

import itertools
import re
import zipfile

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import submissions as answers
from kkpham_analysis.tables.files.saved_at import PART, saved_at
from kkpham_analysis.tables.submissions.quarantine import read_quarantine

from .submission_sheets import csv_file, row, workbook
from .test_importing import form, take  # noqa: F401
from .test_mended_beside import GOOD, stored
from .test_store import contents

EARLIER, LATER = "2024-05-01T08:30:00Z", "2024-05-02T07:00:00Z"


def saved(path, moment):
    """Let a workbook say that it was saved at a moment; empty: let it say nothing of that."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment.encode(), parts["docProps/core.xml"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, "docProps/core.xml": changed}.items():
            archive.writestr(name, content)
    return path


def pair(kind, folder, earlier=EARLIER, later=LATER):
    """An original whose second row cannot be read, and its mended version, which has a row more."""
    for name in "12":
        (folder / name).mkdir()
    if kind == "form":
        original = form(folder / "1" / "kutim.xlsx", ("1", 5), ("2", "dua"))
        mended = form(folder / "2" / "kutim (2).xlsx", ("1", 5), ("2", 6), ("4", 7))
    else:
        lines = row(indicator="1", documents="5"), row(indicator="2", documents="dua")
        original = workbook(folder / "1" / "rekap.xlsx", *lines)
        mended = workbook(folder / "2" / "rekap.xlsx", lines[0], row(indicator="2", documents="6"),
                          row(indicator="4", documents="7"))  # fmt: skip
    return saved(original, earlier), saved(mended, later)


KINDS = pytest.mark.parametrize("kind", ["form", "table"])


def numbers(report):
    names = ("rows", "accepted", "quarantined", "put_by", "older", "contradicted", "gone", "waiting")
    return tuple(getattr(report, name) for name in names)


@KINDS
def test_the_original_alone_after_its_mended_version_leaves_no_row_waiting_and_takes_none_out(take, tmp_path, kind):  # noqa: F811
    original, mended = pair(kind, tmp_path)
    take(mended)
    [first] = take(original)
    settled = contents(take.folder)
    [again] = take(original)

    assert numbers(first) == (2, 1, 0, 1, True, 0, 0, 0)
    assert (stored(take.data), read_quarantine(take.data).empty) == (GOOD, True)
    assert (again.superseded["by"], contents(take.folder)) == (mended.name, settled)


@KINDS
def test_the_mended_version_again_after_the_older_original_is_still_the_newer(take, tmp_path, kind):  # noqa: F811
    original, mended = pair(kind, tmp_path)
    take(mended)
    take(original)
    [again] = take(mended)

    assert (again.superseded, numbers(again)) == ({}, (3, 3, 0, 0, False, 0, 0, 0))
    assert (stored(take.data), read_quarantine(take.data).empty) == (GOOD, True)


@KINDS
@pytest.mark.parametrize(("earlier", "later"), [(LATER, EARLIER), (EARLIER, EARLIER), ("", LATER), (EARLIER, "")],
                         ids=["later", "at once", "unknown", "unknown before"])  # fmt: skip
def test_a_faulty_row_of_a_file_that_is_not_known_to_be_older_waits(take, tmp_path, kind, earlier, later):  # noqa: F811
    original, mended = pair(kind, tmp_path, earlier, later)
    take(mended)
    [report] = take(original)

    assert (report.quarantined, report.put_by, report.older) == (1, 0, False)
    assert read_quarantine(take.data)["indicator_code"].tolist() == ["22/2021-002"]


@pytest.mark.parametrize("together", [False, True], ids=["alone", "together"])
def test_an_older_file_takes_back_no_answer_that_the_newer_one_gives_otherwise(take, tmp_path, together):  # noqa: F811
    _, mended = pair("form", tmp_path)
    take(mended)
    before = sorted(contents(take.folder))
    (tmp_path / "3").mkdir()
    original = saved(form(tmp_path / "3" / "kutim.xlsx", ("1", 9), ("2", "dua")), EARLIER)
    report, *_ = take(original, *([mended] if together else []))

    assert numbers(report) == (2, 0, 0, 2, True, 0, 0, 0)
    assert (stored(take.data), report.changed, read_quarantine(take.data).empty) == (GOOD, [], True)
    assert sorted(contents(take.folder)) == before


def test_a_good_row_that_only_the_older_file_has_is_stored(take, tmp_path):  # noqa: F811
    original, mended = pair("form", tmp_path)
    take(mended)
    [report] = take(saved(form(original, ("1", 5), ("2", "dua"), ("3", 8)), EARLIER))

    assert (report.older, report.accepted, report.put_by) == (True, 2, 1)
    assert stored(take.data) == {**GOOD, "22/2021-003": 8}


def test_a_file_is_not_the_older_where_one_between_does_not_say_when_it_was_saved(take, tmp_path):  # noqa: F811
    forms = three(tmp_path, [("1", 33), ("2", 5)], [("1", 11)], [("1", 22), ("2", 6)])
    saved(forms[1], "")
    for number in (1, 2):
        take(forms[number])
    [report] = take(forms[0])

    # Of the second answer no other one speaks: there it is older.
    assert (report.older, report.accepted, report.put_by) == (True, 1, 1)
    assert stored(take.data) == {"22/2021-001": 33, "22/2021-002": 6}


def three(folder, *answers):
    """Three forms of one regency, saved one after the other, with the rows of each."""
    moments = ("2024-01-20T08:00:00Z", "2024-02-01T08:00:00Z", "2024-02-05T08:00:00Z")
    for number in range(3):
        (folder / f"rev{number}").mkdir()
    return [saved(form(folder / f"rev{number}" / "kutim.xlsx", *rows), moment)
            for number, (moment, rows) in enumerate(zip(moments, answers, strict=True))]  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_of_three_workbooks_the_one_saved_last_counts_in_whatever_order_they_come_in(take, tmp_path, order):  # noqa: F811
    forms = three(tmp_path, [("1", 11), ("2", 5)], [("1", 22), ("2", 6)], [("1", 33)])
    for number in order:
        take(forms[number])

    assert stored(take.data) == {"22/2021-001": 33, "22/2021-002": 6}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_three_workbooks_that_come_in_again_change_nothing(take, tmp_path, order):  # noqa: F811
    forms = three(tmp_path, [("1", 11), ("2", 5)], [("1", 22), ("2", 6)], [("1", 33)])
    for number in (2, 0, 1, *order):
        take(forms[number])

    assert stored(take.data) == {"22/2021-001": 33, "22/2021-002": 6}


def test_no_older_form_answers_what_the_newest_has_in_quarantine(take, tmp_path):  # noqa: F811
    oldest, middle, newest = three(tmp_path, [("1", 11)], [("1", 22), ("3", 8)], [("1", "dua"), ("2", 6)])
    for path in (newest, oldest, middle):
        take(path)

    assert stored(take.data) == {"22/2021-002": 6, "22/2021-003": 8}
    assert read_quarantine(take.data)["indicator_code"].tolist() == ["22/2021-001"]


def test_what_an_older_form_leaves_blank_still_waits(take, tmp_path):  # noqa: F811
    older, newer, _ = three(tmp_path, [("1", 9)], [("1", 5), ("2", "dua")], [("1", 5)])
    take(newer)
    take(older)

    assert stored(take.data) == {"22/2021-001": 5}
    assert read_quarantine(take.data)["indicator_code"].tolist() == ["22/2021-002"]


def test_rows_whose_indicator_nobody_knows_wait_of_an_older_form_as_of_a_newer_one(take, tmp_path):  # noqa: F811
    take(saved(form(tmp_path / "1" / "kutim.xlsx", ("1", 5), ("999", 6), codes=("1", "999")), LATER))
    take(saved(form(tmp_path / "2" / "kutim.xlsx", ("1", 9), ("998", 7), codes=("1", "998")), EARLIER))

    assert sorted(read_quarantine(take.data)["indicator_code"]) == ["998", "999"]


def test_what_is_older_is_told_in_words_and_adds_up(take, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(answers, "_place", lambda codes, words: "Paser")
    original, mended = pair("form", tmp_path)
    take(mended)
    told = answers._import_told(take(original), Words("en"), take.folder)

    assert [line for line in told.text.splitlines() if "newer" in line] == [
        "  this file was saved before one that came in already: 1 row of it stands otherwise in that newer one, "
        "so that it is not taken, nor asked about any more. Where this file is right after all, change a cell of one "
        "of its rows (the note, for one), save it, and import it again"
    ]  # fmt: skip
    assert told.text.splitlines()[-1].startswith("1 file, 0 not read: 2 rows = 1 taken + 0 in quarantine + 1 that")


def test_a_workbook_says_when_it_was_saved_and_a_text_says_nothing(tmp_path):
    book = saved(workbook(tmp_path / "a.xlsx", row()), EARLIER)

    assert (saved_at(book), saved_at(csv_file(tmp_path / "a.csv", row())), saved_at(tmp_path)) == (EARLIER, "", "")


def test_a_workbook_whose_word_on_when_it_was_saved_is_broken_says_nothing(tmp_path):
    book = tmp_path / "a.xlsx"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(PART, EARLIER * 100)
        start = archive.getinfo(PART).header_offset + 30 + len(PART)
    content = bytearray(book.read_bytes())
    content[start : start + 4] = b"\xff" * 4
    book.write_bytes(content)

    assert saved_at(book) == ""
