"""A file that was corrected since it came in changes nothing when it comes in again, and says so."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kkpham_analysis.language import Words
from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.importing import import_files
from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.rows import RowIn
from kkpham_analysis.tables.submissions.store import empty, read_stored, remove_origins
from kkpham_analysis.tables.submissions.versions import Version, put_by, version_of

from .submission_sheets import csv_file, known, row
from .test_importing import form
from .test_kept_checks import checked


@pytest.fixture
def take(tmp_path):
    """Import files into a folder of their own, on a day."""
    (tmp_path / "data").mkdir()

    def taken(*files, today="2024-05-01"):
        files = [Path(file) for file in files]
        return import_files(tmp_path / "data", files, replace(known(), today=today), Words("en"))

    taken.data = tmp_path / "data"
    return taken


def state(take):
    folder = take.data / "raw" / "submissions"
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def documents(take):
    return read_stored(take.data)["documents"].tolist()


def of_kind(kind, folder, documents):
    """A form, or a table of another kind, with a number of documents in the first row and a fault in the second."""
    second = "nihil" if documents == 5 else 9
    if kind == "form":
        return form(folder / "a.xlsx", ("1", documents), ("2", second))
    return csv_file(folder / "a.csv", row(documents=documents), row(indicator="4", documents=second))


@pytest.fixture(params=["form", "table"])
def kind(request):
    return request.param


def test_the_original_after_its_correction_changes_nothing_and_says_so(take, tmp_path, kind):
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    original, corrected = of_kind(kind, tmp_path / "1", 5), of_kind(kind, tmp_path / "2", 6)
    take(original)
    take(corrected, today="2024-05-02")
    before = state(take)
    [again] = take(original, today="2024-05-03")

    assert again.superseded == {
        "rows": 2, "replaced": 2, "day": "2024-05-01", "by": corrected.name, "by_day": "2024-05-02",
    }  # fmt: skip
    assert (again.rows, again.accepted, again.quarantined) == (0, 0, 0)
    assert (state(take), documents(take), read_quarantine(take.data).empty) == (before, [6, 9], True)


def test_of_a_copy_of_a_form_only_the_rows_that_were_answered_otherwise_since_are_replaced(take, tmp_path):
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    first = form(tmp_path / "1" / "a.xlsx", ("1", 5), ("2", 6))
    take(first)
    [second] = take(form(tmp_path / "2" / "a.xlsx", ("2", 7)), today="2024-05-02")
    [again] = take(first, today="2024-05-03")

    assert (second.changed, second.other_offices) == (["22/2021-002"], [])
    assert (again.superseded["rows"], again.superseded["replaced"]) == (2, 1)


def test_rows_that_were_only_checked_since_were_not_replaced(take, tmp_path):
    lines = [row(indicator="1", documents="5"), row(documents="5"), row(indicator="4", documents="7")]
    original = csv_file(tmp_path / "1" / "a.csv", *lines)
    take(original)
    take(checked(tmp_path / "2" / "a.csv", *lines), today="2024-05-02")
    take(csv_file(tmp_path / "3" / "a.csv", lines[0], row(documents="6"), lines[2]), today="2024-05-03")
    [again] = take(original, today="2024-05-04")

    assert read_stored(take.data)["status"].tolist() == ["verified", "submitted", "verified"]
    assert (again.superseded["rows"], again.superseded["replaced"]) == (3, 1)


def test_the_correction_again_and_a_new_correction_go_in(take, tmp_path, kind):
    for name in "123":
        (tmp_path / name).mkdir()
    files = [of_kind(kind, tmp_path / name, number) for name, number in (("1", 5), ("2", 6), ("3", 7))]
    take(files[0])
    take(files[1])
    before = state(take)
    [same] = take(files[1], today="2024-06-01")
    is_same = state(take) == before
    [new] = take(files[2])
    told = [one.superseded.get("by") for one in take(*files)]

    assert (same.superseded, is_same, new.superseded, documents(take)) == ({}, True, {}, [7, 9])
    assert told == [files[2].name, files[2].name, None]


def test_once_its_origin_is_taken_out_the_original_goes_in_again(take, tmp_path):
    original = csv_file(tmp_path / "1" / "a.csv", row(documents="5"))
    take(original)
    take(csv_file(tmp_path / "2" / "a.csv", row(documents="6")))
    remove_origins(take.data, ["a.csv"])
    [again] = take(original)

    assert (again.superseded, documents(take)) == ({}, [5])


def test_the_original_with_a_note_more_replaces_its_own_rows_and_none_of_other_offices(take, tmp_path):
    original = form(tmp_path / "1" / "a.xlsx", ("1", 5))
    for file in (original, form(tmp_path / "2" / "a.xlsx", ("1", 6)), form(tmp_path / "3" / "b.xlsx", ("2", 7))):
        take(file)
    book = load_workbook(original)
    book.active["D1"], book.active["D2"] = "Catatan", "seperti semula"
    book.save(original)
    [again] = take(original)

    assert (again.superseded, documents(take)) == ({}, [5, 7])


def test_copies_of_a_form_and_files_of_one_name_from_elsewhere_replace_nothing_of_each_other(take, tmp_path):
    (tmp_path / "3").mkdir()
    (tmp_path / "4").mkdir()
    files = [csv_file(tmp_path / "1" / "a.csv", row(documents="5")),
             csv_file(tmp_path / "2" / "a.csv", row(documents="6", regency="6402")),
             form(tmp_path / "3" / "a.xlsx", ("1", 7)), form(tmp_path / "4" / "a.xlsx", ("2", 8))]  # fmt: skip
    for file in files:
        take(file)
    before = state(take)

    assert [one.superseded for file in files for one in take(file)] == [{}] * 4
    assert state(take) == before


def test_of_two_that_came_in_together_and_differ_the_one_that_comes_alone_is_the_later(take, tmp_path):
    files = [csv_file(tmp_path / name / "a.csv", row(documents=number)) for name, number in (("1", "5"), ("2", "6"))]
    take(*files)
    waits, before = len(read_quarantine(take.data)), state(take)
    take(*files)
    is_same = state(take) == before
    take(files[1])
    [again] = take(files[0])

    assert (waits, is_same, bool(again.superseded), documents(take)) == (2, True, True, [6])


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1]", '[{"file": 1}]', "\x00"])
def test_what_somebody_has_changed_of_it_is_as_good_as_nothing(take, tmp_path, text):
    take(csv_file(tmp_path / "a.csv", row(documents="5")))
    (take.data / "raw" / "submissions" / "taken" / "a.csv.json").write_text(text, encoding="utf-8")
    [report] = take(csv_file(tmp_path / "a.csv", row(documents="6")))

    assert (report.superseded, documents(take)) == ({}, [6])


def file_of(answer, *more, is_form=False):
    """A file with one row, and further ones that do not say whose they are."""
    keys = ("award_year", "regency_code", "indicator_code")
    records = [dict(zip(keys, (2024, "6401", "22/2021-001"), strict=True)), *(dict.fromkeys(keys) for _ in more)]
    rows = [RowIn("a.csv", "", number, {"note": said}, record)
            for number, (said, record) in enumerate(zip((answer, *more), records, strict=True), 2)]  # fmt: skip
    return FileIn("a.csv", "a.csv", rows=rows, blank=3, totals=2, left_blank={("x",)}, is_form=is_form)


@pytest.mark.parametrize(("is_form", "same"), [(True, True), (False, False)], ids=["a form", "a table"])
def test_rows_that_do_not_say_whose_they_are_may_be_of_any_that_a_table_speaks_of_and_of_none_of_a_form(is_form, same):
    one, other = (version_of(file_of("x", said, is_form=is_form), "2024-05-01") for said in ("y", "z"))
    assert (one.says_same(other), one.contradicts(other)) == (same, not same)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, "2024-05-02"), (2, "2024-05-01"), (True, False)),
        ((1, "2024-05-01"), (2, "2024-05-01"), (False, True)),
        ((1, ""), (2, "2024-05-01"), (False, True)),
        ((1, "2024-05-02"), (2, ""), (False, True)),
        ((1, "2024-05-02"), (1, "2024-05-01"), (False, False)),
        ((1, ""), (1, "2024-05-01"), (False, False)),
    ],
    ids=[
        "saved later",
        "saved at once",
        "unknown of the first",
        "unknown of the last",
        "together",
        "together, unknown",
    ],
)
def test_what_was_saved_later_is_after_and_of_two_that_came_in_together_neither_is(one, other, expected):
    one, other = (Version("a.csv", "2024-05-03", number, False, {}, moment) for number, moment in (one, other))

    assert (one.is_after(other), other.is_after(one)) == expected


def test_of_several_corrections_the_last_is_named_and_nothing_of_the_original_counts(tmp_path):
    (tmp_path / "taken").mkdir()
    for day, said in (("2024-05-01", "x"), ("2024-05-02", "y"), ("2024-05-03", "z")):
        for path, content in put_by([file_of(said)], tmp_path, day, empty()).items():
            (tmp_path / path).write_bytes(content)
    again = file_of("x")
    notes = put_by([again], tmp_path, "2024-05-04", empty())

    assert notes == {}
    assert again.superseded == {"rows": 1, "replaced": 1, "day": "2024-05-01", "by": "a.csv", "by_day": "2024-05-03"}
    assert (again.rows, again.blank, again.totals, again.left_blank) == ([], 0, 0, set())
