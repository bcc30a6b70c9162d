"""A check outlives the same answer that comes in again unchecked, and no other answer."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from kkpham_analysis.language import Words
from kkpham_analysis.tables.submissions.importing import import_files
from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.store import read_stored

from .submission_sheets import HEADINGS, csv_file, known, row
from .test_importing import form

CHECK = ("terverifikasi", "9", "Kanwil Kaltim", "2024-05-02")
WITH_CHECK = (*HEADINGS, "Poin", "Diperiksa oleh", "Tanggal diperiksa")
OF_CHECK = ["status", "points", "checked_by", "checked_on", "note"]


@pytest.fixture
def take(tmp_path):
    """Import files into a folder of their own."""
    (tmp_path / "data").mkdir()

    def taken(*files):
        return import_files(tmp_path / "data", [Path(file) for file in files], known(), Words("en"))

    taken.data = tmp_path / "data"
    return taken


def checked(path, *rows, check=CHECK):
    """Write a table whose rows were checked."""
    return csv_file(path, *((*one[:6], check[0], *one[7:], *check[1:]) for one in rows), headings=WITH_CHECK)


def checks(take):
    """Give what the check of each row says, by the number of its indicator."""
    rows = read_stored(take.data)
    held = rows[OF_CHECK].astype("object").where(rows[OF_CHECK].notna(), None)
    return dict(zip(rows["indicator_code"].str[-1], held.itertuples(index=False, name=None), strict=True))


def test_a_form_corrected_in_one_row_keeps_the_check_of_all_others_and_says_of_which_it_is_gone(take, tmp_path):
    take(form(tmp_path / "1" / "a.xlsx", ("1", 5), ("2", 6), ("3", 7)))
    rows = [("2024", "6401", code, "", "", number, "", "", "cukup") for code, number in (("1", 5), ("2", 6), ("3", 7))]
    take(checked(tmp_path / "kanwil.csv", *rows))
    corrected = form(tmp_path / "2" / "a.xlsx", ("1", 5), ("2", 8), ("3", 7))
    [report] = take(corrected)
    first = checks(take)
    [again] = take(corrected)

    verified = ("verified", 9.0, "Kanwil Kaltim", "2024-05-02", "cukup")
    assert first == checks(take) == {"1": verified, "2": ("submitted", *[None] * 4), "3": verified}
    assert (report.checks_kept, report.unchecked, report.changed_over) == (2, ["22/2021-002"], {"kanwil.csv": 1})
    assert (again.checks_kept, again.unchecked, again.changed) == (2, [], [])


@pytest.mark.parametrize(
    "changed",
    [{"answer": "13"}, {"unit": "orang"}, {"documents": "3"}, {"documents": ""}, {"answer": "ya", "unit": ""}],
)
def test_another_answer_is_not_checked_and_is_told(take, tmp_path, changed):
    take(checked(tmp_path / "a.csv", row()))
    [report] = take(csv_file(tmp_path / "a.csv", row(**changed)))

    assert checks(take) == {"3": ("submitted", *[None] * 4)}
    assert (report.checks_kept, report.unchecked) == (0, ["22/2021-003"])


@pytest.mark.parametrize(
    ("status", "points", "kept"),
    [("ditolak", "", ("rejected", None)), ("diserahkan", "", ("submitted", None)),
     ("terverifikasi", "4", ("verified", 4.0))],
)  # fmt: skip
def test_whoever_checks_takes_a_check_back_or_changes_it(take, tmp_path, status, points, kept):
    take(checked(tmp_path / "a.csv", row()))
    [report] = take(checked(tmp_path / "a.csv", row(), check=(status, points, "Kanwil Kaltim", "2024-05-09")))

    assert checks(take)["3"] == (*kept, "Kanwil Kaltim", "2024-05-09", None)
    assert (report.checks_kept, report.unchecked, report.changed) == (0, [], ["22/2021-003"])


def test_a_rejection_stays_with_its_reason_and_without_one_the_note_that_comes_in_does(take, tmp_path):
    rejected = ("ditolak", "", "Kanwil Kaltim", "2024-05-02")
    take(checked(tmp_path / "a.csv", row(note="tidak terbaca"), row(indicator="4"), check=rejected))
    take(csv_file(tmp_path / "a.csv", row(note="laporan"), row(indicator="4", note="laporan")))

    assert [check[-1] for check in checks(take).values()] == ["tidak terbaca", "laporan"]
    assert {check[0] for check in checks(take).values()} == {"rejected"}


def test_an_answer_to_another_version_of_the_list_is_not_checked(take, tmp_path):
    versions = (*WITH_CHECK, "Versi daftar indikator")
    take(csv_file(tmp_path / "a.csv", (*row()[:6], "terverifikasi", "", "", *CHECK[1:], "1"), headings=versions))
    take(csv_file(tmp_path / "a.csv", (*row()[:9], "", "", "", "2"), headings=versions))

    assert checks(take) == {"3": ("submitted", *[None] * 4)}


ANSWERS = st.fixed_dictionaries({code: st.sampled_from(["1", "2"]) for code in "34"})
BATCHES = st.lists(st.tuples(st.booleans(), ANSWERS), min_size=1, max_size=4)


@examples(20)
@given(handed_in=BATCHES)
def test_unchecked_rows_leave_as_many_verified_as_have_the_same_answer(tmp_path_factory, handed_in):
    folder = tmp_path_factory.mktemp("checks")
    (folder / "data").mkdir()
    verified = {}
    for number, (is_check, answers) in enumerate(handed_in):
        rows = [row(indicator=code, answer=answer) for code, answer in answers.items()]
        file = (checked if is_check else csv_file)(folder / f"{number}.csv", *rows)
        import_files(folder / "data", [file], known(), Words("en"))
        same = {code for code, answer in verified.items() if answers[code] == answer}
        verified = answers if is_check else {code: answers[code] for code in same}

        stored = read_stored(folder / "data")
        now = stored.loc[stored["status"] == "verified", "indicator_code"].str[-1]
        assert set(now) == set(verified)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("together", [True, False])
def test_an_answer_and_its_check_come_to_the_same_in_either_order_and_in_one_batch(take, tmp_path, order, together):
    files = [csv_file(tmp_path / "a.csv", row()), checked(tmp_path / "b.csv", row())]
    files = [files[place] for place in order]
    for batch in [files] if together else [[file] for file in files]:
        take(*batch)

    assert (checks(take)["3"][0], read_quarantine(take.data).empty) == ("verified", True)
