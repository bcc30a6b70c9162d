"""What was mended stays mended, whatever comes in again and in whatever order, and no row is ever lost."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tests.examples import examples

from kkpham_analysis.language import Words
from kkpham_analysis.tables.submissions.importing import import_files
from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.store import KEY, read_stored

from .submission_sheets import HEADINGS, csv_file, known, row, workbook
from .test_importing import form, quarantine, saved_again, take  # noqa: F401
from .test_store import contents

KNOWN = known()
# The original has a row that is right, one whose answer is none, and one of nobody known.
ORIGINAL = (row(indicator="1", answer="ya"), row(answer="?"), row(regency="Atlantis", indicator="4", answer="9"))
CORRECTED = (row(indicator="1", answer="tidak"), row(answer="30"), row(indicator="2", answer="ya"))
OTHER = (row(answer="40"), row(regency="6402", answer="50"))
DIFFERING = (row(indicator="1", answer="tidak"),)
CHANGES = {"?": "20", "Atlantis": "6401"}


def mended(folder, to, *, changes=CHANGES, origin="a.csv"):
    """Write what is in quarantine of a file as somebody mends it; nothing where nothing is."""
    source = folder / "quarantine" / f"{origin}.csv"
    if source.exists():
        to.parent.mkdir(exist_ok=True)
        shutil.copy(source, to)
        saved_again(to, change=lambda line: [changes.get(cell, cell) for cell in line])
    return [to] if to.exists() else []


class World:
    """A folder of data, the files that people send, and what they sent last of each."""

    def __init__(self, folder):
        self.folder, self.data = folder, folder / "data"
        self.data.mkdir(parents=True)
        self.inside = self.data / "raw" / "submissions"
        self.sent = {
            "original": [csv_file(folder / "1" / "a.csv", *ORIGINAL)],
            "corrected": [csv_file(folder / "2" / "a.csv", *CORRECTED)],
            "other": [csv_file(folder / "b.csv", *OTHER)],
            "differing": [csv_file(folder / "d.csv", *DIFFERING)],
        }

    def files(self, step):
        if step == "mended":
            return mended(self.inside, self.folder / "m" / "a.csv.csv")
        before = [file for file in [self.folder / "m" / "a.csv.csv"] if file.exists()]
        return [file for part in step.split("+") for file in self.sent.get(part, before)]

    def take(self, step):
        files = self.files(step)
        self.is_superseded = False
        for report in import_files(self.data, files, KNOWN, Words("en")) if files else ():
            assert report.rows == report.accepted + report.quarantined
            self.is_superseded |= bool(report.superseded)

    def state(self):
        return contents(self.inside) if self.inside.exists() else {}

    def answers(self):
        return {tuple(key): (number, yes) for *key, number, yes in
                read_stored(self.data)[[*KEY, "answer_number", "answer_yes"]].itertuples(index=False)}  # fmt: skip


STEPS = ["original", "corrected", "other", "differing", "mended", "mended before", "original+differing",
         "original+mended before"]  # fmt: skip


def kept(world, line):
    """Whether a row of the original that was sent is stored by its key, waits, or was mended to one that is there."""
    place, code = line[1], f"22/2021-00{int(line[2][-1])}"
    waits = {(entry["regency_code"], entry["indicator_code"]) for entry in
             read_quarantine(world.data).to_dict("records")}  # fmt: skip
    stored = {key[1:] for key in world.answers()}
    return (place, code) in waits or (place, code) in stored or ("6401", code) in stored


@examples(15)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=6))
@example(steps=["original", "mended", "original", "corrected", "mended before", "original"])
@example(steps=["original+differing", "mended", "original", "differing", "original+differing"])
@example(steps=["original", "other", "original", "mended", "original"])
@example(steps=["original", "mended", "corrected", "original", "mended", "original"])
def test_whatever_comes_in_again_no_row_is_lost_and_what_was_mended_stays(tmp_path_factory, steps):
    world = World(tmp_path_factory.mktemp("world"))
    last, is_mended_alone = "", False
    for step in steps:
        before = world.state()
        world.take(step)
        after = world.state()
        # What says what it said before, and was only mended since, changes nothing.
        if step == last == "original" and is_mended_alone:
            assert after == before
        world.take(step)
        assert world.state() == after or step == "mended"
        # What was corrected since it came in speaks of nothing any more.
        is_of_a = "original" in step or "corrected" in step
        step = "" if world.is_superseded else step
        last, is_mended_alone = (step, True) if is_of_a else (last, is_mended_alone and "mended" in step)
        if "original" in last:
            assert all(kept(world, line) for line in ORIGINAL)


def stored(take):  # noqa: F811
    rows = read_stored(take.data)[["regency_code", "indicator_code", "answer_number", "origin"]]
    rows = rows.astype("object").where(rows.notna(), None)
    return [(place, code[-1], number, origin) for place, code, number, origin in rows.itertuples(index=False)]


def test_the_original_again_leaves_what_was_mended_in_quarantine_and_tells_it(take, tmp_path):  # noqa: F811
    original = csv_file(tmp_path / "a.csv", *ORIGINAL)
    take(original)
    [mend] = take(*mended(take.folder, tmp_path / "m" / "a.csv.csv"))
    [again] = take(original)

    assert (mend.rows, mend.accepted, mend.stayed, mend.gone) == (2, 2, 0, 0)
    assert stored(take) == [("6401", "1", None, "a.csv"), ("6401", "3", 20.0, "a.csv"), ("6401", "4", 9.0, "a.csv")]
    assert (again.rows, again.accepted, again.quarantined, again.mended) == (3, 3, 0, 2)
    assert read_quarantine(take.data).empty


def test_a_corrected_file_replaces_what_was_mended_and_removes_what_it_no_longer_has(take, tmp_path):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", *ORIGINAL))
    take(*mended(take.folder, tmp_path / "m" / "a.csv.csv"))
    [again] = take(tmp_path / "a.csv")
    [report] = take(csv_file(tmp_path / "a.csv", row(indicator="1", answer="ya"), row(answer="30")))

    assert (again.gone, again.mended) == (0, 2)
    assert stored(take) == [("6401", "1", None, "a.csv"), ("6401", "3", 30.0, "a.csv")]
    assert (report.gone, report.mended, sorted(contents(take.folder))) == (1, 0, ["2024.parquet"])


def test_a_faulty_row_that_says_something_else_waits_beside_what_was_mended(take, tmp_path):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", row(answer="?")))
    take(*mended(take.folder, tmp_path / "m" / "a.csv.csv"))
    [again] = take(tmp_path / "a.csv")
    [report] = take(csv_file(tmp_path / "a.csv", row(answer="??")))

    assert (again.quarantined, again.mended) == (0, 1)
    assert (report.quarantined, stored(take)) == (1, [("6401", "3", 20.0, "a.csv")])


def test_a_file_that_another_one_mended_waits_again_once_that_is_taken_out(take, tmp_path):  # noqa: F811
    original = csv_file(tmp_path / "a.csv", row(answer="?"))
    take(original)
    take(csv_file(tmp_path / "a revisi.csv", row(answer="7")))
    take(original)
    settled = sorted(contents(take.folder))
    take(csv_file(tmp_path / "a revisi.csv", row(answer="7"), row(indicator="4", answer="8")))
    take(csv_file(tmp_path / "a revisi.csv", row(indicator="4", answer="8")))

    assert settled == ["2024.parquet", "mended/a.csv.csv"]
    assert stored(take) == [("6401", "4", 8.0, "a revisi.csv")]
    assert [line[7] for line in quarantine(take.folder, "a.csv")[1:]] == ["?"]


def test_of_rows_that_differ_the_one_that_is_sent_back_stays_when_both_files_come_again(take, tmp_path):  # noqa: F811
    files = [csv_file(tmp_path / name, row(answer=answer)) for name, answer in (("a.csv", "5"), ("b.csv", "6"))]
    take(*files)
    take(*mended(take.folder, tmp_path / "m" / "b.csv.csv", origin="b.csv"))
    take(*files)
    take(files[0])

    assert stored(take) == [("6401", "3", 6.0, "b.csv")]
    assert read_quarantine(take.data).empty


def test_a_line_that_is_sent_back_as_it_was_waits_once_and_where_it_stood(take, tmp_path):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", row(answer="?"), row(answer="!", indicator="4")))
    before = contents(take.folder)
    [report] = take(*mended(take.folder, tmp_path / "m" / "a.csv.csv", changes={}))

    assert (report.quarantined, contents(take.folder)) == (2, before)


def test_a_line_that_is_mended_to_another_fault_waits_as_that_and_the_original_not_beside_it(take, tmp_path):  # noqa: F811
    original = csv_file(tmp_path / "a.csv", row(answer="?"))
    take(original)
    take(*mended(take.folder, tmp_path / "m" / "a.csv.csv", changes={"?": "dua"}))
    [again] = take(original)

    assert [line[7] for line in quarantine(take.folder, "a.csv")[1:]] == ["dua"]
    assert (again.rows, again.accepted, again.quarantined) == (1, 0, 1)


def test_lines_of_several_quarantines_in_one_workbook_mend_each_their_own(take, tmp_path):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", ORIGINAL[1], row(indicator="1", answer="ya")))
    take(csv_file(tmp_path / "b.csv", row(regency="6402", answer="?")))
    originals = (tmp_path / "a.csv", tmp_path / "b.csv")
    book = Workbook()
    for line in [*quarantine(take.folder, "a.csv"), *quarantine(take.folder, "b.csv")[1:]]:
        book.active.append([CHANGES.get(cell, cell) for cell in line])
    book.save(tmp_path / "perbaikan.xlsx")
    reports = take(tmp_path / "perbaikan.xlsx")
    again = take(*originals)

    assert [(report.origin, report.accepted) for report in reports] == [("a.csv", 1), ("b.csv", 1)]
    assert [(report.accepted, report.mended) for report in again] == [(2, 1), (1, 1)]
    assert stored(take) == [("6401", "1", None, "a.csv"), ("6401", "3", 20.0, "a.csv"), ("6402", "3", 20.0, "b.csv")]


def test_a_mended_line_keeps_the_list_of_indicators_that_its_form_answers(take, tmp_path):  # noqa: F811
    path = form(tmp_path / "a.xlsx", ("1", 5), ("2", "dua"))
    book = load_workbook(path)
    book["Keterangan berkas"].append(("Versi daftar indikator", 3))
    book.save(path)
    take(path)
    take(*mended(take.folder, tmp_path / "m" / "isian-2024-6401.xlsx.csv", changes={"dua": "2"},
                 origin="isian-2024-6401.xlsx"))  # fmt: skip

    take(path)

    assert read_stored(take.data)["list_version"].tolist() == [3, 3]
    assert read_quarantine(take.data).empty


def test_what_stood_for_a_note_that_pointed_to_a_person_is_no_note(take, tmp_path):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", row(note="hub. 0812-3456-7890")))
    shown = read_quarantine(take.data)["note"].tolist()
    [report] = take(*mended(take.folder, tmp_path / "m" / "a.csv.csv"))

    assert (shown, report.accepted) == (["…"], 1)
    assert read_stored(take.data)["note"].isna().tolist() == [True]
    assert read_quarantine(take.data).empty


@pytest.mark.parametrize("written", ["Atlantis", "", "9999"])
def test_a_row_of_nobody_known_goes_once_its_file_says_whose_it_is(take, tmp_path, written):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", row(regency=written, indicator="4"), row(regency=written)))
    [report] = take(csv_file(tmp_path / "a.csv", row(regency="6402", indicator="4"), row(regency="6402")))

    assert (report.accepted, sorted(contents(take.folder))) == (2, ["2024.parquet"])


@pytest.mark.parametrize("changed", [[row(regency="6402", indicator="4", answer="8")], []])
def test_a_row_of_nobody_known_goes_once_the_rows_beside_it_are_corrected(take, tmp_path, changed):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", row(), row(regency="Atlantis", indicator="4", answer="?")))
    [elsewhere] = take(csv_file(tmp_path / "2" / "a.csv", row(regency="6402")))
    is_kept = len(read_quarantine(take.data))
    take(csv_file(tmp_path / "2" / "a.csv", row(regency="6402")))
    is_kept_again = len(read_quarantine(take.data))
    [report] = take(csv_file(tmp_path / "a.csv", row(indicator="1", answer="ya"), row(), *changed))

    assert (elsewhere.released, is_kept, is_kept_again) == (0, 1, 1)
    assert (report.released, read_quarantine(take.data).empty) == (1, True)


@pytest.mark.parametrize("headings", [("No", "Indikator"), ("Jenis", "Indikator")], ids=["a count", "a name"])
def test_a_row_that_says_its_indicator_now_and_all_else_as_before_waits_no_longer(take, tmp_path, headings):  # noqa: F811
    lines = [("2024", "6401", "1", "12", "Perda anak"), ("2024", "6401", "2", "13", "SK")]
    others = HEADINGS[:2]
    [asked] = take(csv_file(tmp_path / "a.csv", *lines, headings=(*others, headings[0], "Jawaban", headings[1])))
    again = [(*line[:2], code, *line[3:]) for line, code in zip(lines, ("3", "4"), strict=True)]
    [told] = take(csv_file(tmp_path / "a.csv", *again, headings=(*others, "Nomor indikator", "Jawaban", "Indikator")))

    assert (asked.quarantined, told.accepted, read_quarantine(take.data).empty) == (2, 2, True)


TOTAL = ("", "", "Jumlah", "", "", "7", "", "", "")
BOTH = (row(documents="2", indicator="1", answer="ya"), row(documents="3"))


@pytest.mark.parametrize("name", ["Jumlah", "label"])
def test_a_mended_total_goes_and_the_original_again_does_not_bring_it_back(take, tmp_path, name):  # noqa: F811
    lines = [(*line, "") for line in (*BOTH, TOTAL)]
    lines[2] = lines[2] if name == "Jumlah" else ("", "", "", *TOTAL[3:], "Jumlah")
    original = csv_file(tmp_path / "a.csv", *lines, headings=(*HEADINGS, "Indikator"))
    take(original)
    waits = len(read_quarantine(take.data))
    [same] = take(*mended(take.folder, tmp_path / "m" / "a.csv.csv", changes={}))
    still = len(read_quarantine(take.data))
    [mend] = take(*mended(take.folder, tmp_path / "m" / "a.csv.csv", changes={"7": "5"}))
    settled = contents(take.folder)
    [again] = take(original)

    assert (waits, still, read_quarantine(take.data).empty) == (1, 1, True)
    assert [(one.rows, one.accepted, one.totals) for one in (same, mend, again)] == [(0, 0, 1), (0, 0, 1), (2, 2, 1)]
    assert contents(take.folder) == settled


def test_a_total_that_is_sent_back_with_rows_that_it_does_not_fit_stays(take, tmp_path):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", *BOTH, row(documents="?", indicator="4"), (*TOTAL[:5], "x", *TOTAL[6:])))
    [mend] = take(*mended(take.folder, tmp_path / "m" / "a.csv.csv", changes={"?": "4", "x": "9"}))

    assert (mend.accepted, mend.quarantined) == (1, 1)
    assert [line[10] for line in quarantine(take.folder, "a.csv")[1:]] == ["9"]


@pytest.mark.parametrize("mark", ["../x#0123456789ab", "a.csv#zz", "#0123456789ab", "a/b#0123456789ab"])
def test_a_mark_that_names_no_file_is_none(take, tmp_path, mark):  # noqa: F811
    line = (*row(answer="?"), mark)
    [report] = take(csv_file(tmp_path / "b.csv", line, headings=(*HEADINGS, "Tanda baris (untuk program)")))

    assert (report.origin, sorted(contents(take.folder))) == ("b.csv", ["quarantine/b.csv.csv"])


def test_the_lines_of_a_note_wait_in_quarantine_and_come_back_as_they_were(take, tmp_path):  # noqa: F811
    note = "Perda 12/2023\n\n=Bagian Hukum"
    book = workbook(tmp_path / "a.xlsx", row(answer="?", note=note), row(indicator="1", answer="!", unit="", note=note))
    take(book)
    waiting = read_quarantine(take.data)["note"].tolist()
    take(*mended(take.folder, tmp_path / "m" / "a.xlsx.csv", changes={"?": "20"}, origin="a.xlsx"))

    assert (waiting, read_quarantine(take.data)["note"].tolist()) == ([note, note], [note])
    assert read_stored(take.data)[["answer_number", "note"]].values.tolist() == [[20.0, note]]


@pytest.mark.parametrize("written", ["3", "22/2021-003"])
def test_a_file_that_came_in_before_the_list_of_its_indicators_waits_no_more_once_it_comes_in_after_it(
    tmp_path, written
):
    data = tmp_path / "data"
    data.mkdir()
    file = csv_file(tmp_path / "a.csv", row(indicator=written), row(indicator="9", regency="6402"))
    unlisted = {code: rounds for code, rounds in KNOWN.indicators.items() if code != "22/2021-003"}
    [before] = import_files(data, [file], replace(KNOWN, indicators=unlisted), Words("en"))
    [after] = import_files(data, [file], KNOWN, Words("en"))

    assert (before.quarantined, after.accepted, after.quarantined, after.released) == (2, 1, 1, 0)
    assert read_quarantine(data)["indicator_code"].tolist() == ["9"]
