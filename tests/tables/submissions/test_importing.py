"""Files are taken in once and whole: rows in are rows accepted and rows in quarantine, however often it is done."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tests.examples import examples

from kkpham_analysis.language import Words
from kkpham_analysis.tables.files import together
from kkpham_analysis.tables.submissions import rows as submission_rows
from kkpham_analysis.tables.submissions.files import read_file
from kkpham_analysis.tables.submissions.importing import files_of, import_files
from kkpham_analysis.tables.submissions.quarantine import harmless, read_quarantine
from kkpham_analysis.tables.submissions.reasons import codes_of, said_of
from kkpham_analysis.tables.submissions.store import SubmissionsError, read_stored, replace_origins

from .submission_rows import submissions
from .submission_sheets import HEADINGS, ROW, csv_file, known, row, workbook
from .test_store import contents

KNOWN = known()
ACCEPTED = {
    "indicator_code": "22/2021-003", "answer_number": 12.5, "answer_yes": None, "unit": "per 1.000", "documents": 2,
    "office": "Dinas Kesehatan", "origin": "a.csv",
}  # fmt: skip


@pytest.fixture
def take(tmp_path):
    """Import files into a folder of their own."""
    (tmp_path / "data").mkdir()

    def taken(*files, **how):
        return import_files(tmp_path / "data", [Path(file) for file in files], KNOWN, Words("en"), **how)

    taken.data = tmp_path / "data"
    taken.folder = tmp_path / "data" / "raw" / "submissions"
    return taken


def quarantine(folder, origin):
    with (folder / "quarantine" / f"{origin}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_row_is_in_or_in_quarantine_with_its_reason_and_place(take, tmp_path):
    [report] = take(csv_file(tmp_path / "a.csv", ROW, row(indicator="22/2021-004", answer="nihil")))

    assert (report.rows, report.accepted, report.quarantined) == (2, 1, 1)
    assert_frame_equal(read_stored(take.data), submissions(ACCEPTED))
    header, line = quarantine(take.folder, "a.csv")
    assert header[:5] == ["Berkas", "Lembar", "Baris", "Alasan", "Tahun penghargaan"]
    assert line == [
        "a.csv", "", "3",
        "Jawaban: 'nihil' bukan angka; tulis 0 kalau jumlahnya memang nol, atau kosongkan kalau datanya tidak ada.",
        "2024", "6401", "22/2021-004", "nihil", "", "", "2", "diserahkan", "", "Dinas Kesehatan", "", "", "",
        "per 1.000", '[{"reason": "nihil", "column": "answer", "value": "nihil"}]', "", "a.csv#3c81c29df056",
    ]  # fmt: skip


def saved_again(path, delimiter=",", change=lambda line: line, encoding="utf-8"):
    """Save a file as a spreadsheet does: with another sign between cells, or after its columns were changed."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [change(line) for line in csv.reader(file)]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)


def test_a_quarantine_from_before_reasons_had_codes_is_read_as_it_is(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", row(answer="?")))
    before = read_quarantine(take.data).assign(reason_codes="", list_version="", mark="")
    saved_again(take.folder / "quarantine" / "a.csv.csv", change=lambda line: line[:-3])

    assert_frame_equal(read_quarantine(take.data), before)


@pytest.mark.parametrize(
    ("delimiter", "change", "encoding"),
    [(";", list, "utf-8"), ("\t", list, "utf-16"), (",", lambda line: [*line, "x"], "utf-8"),
     (";", lambda line: ["x", *line, ""], "cp1252"), (";", lambda line: line[::-1], "utf-8-sig")],
    ids=["semicolons", "unicode text", "a column more", "a column before", "another order"],
)  # fmt: skip
def test_a_quarantine_that_was_saved_in_another_way_is_read_and_kept(take, tmp_path, delimiter, change, encoding):
    take(csv_file(tmp_path / "a.csv", row(answer="?"), row(answer="nihil", indicator="4")))
    before = read_quarantine(take.data)
    saved_again(take.folder / "quarantine" / "a.csv.csv", delimiter, change, encoding)

    assert_frame_equal(read_quarantine(take.data), before)
    take(csv_file(tmp_path / "other" / "a.csv", row(regency="6402", answer="?")))
    assert [line[5:7] for line in quarantine(take.folder, "a.csv")[1:]] == [
        ["6401", "22/2021-003"], ["6401", "22/2021-004"], ["6402", "22/2021-003"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"Berkas,Lembar\na.csv,\n", "quarantine/a.csv.csv line 1, column Alasan: this column is no longer there; put"),
     (b"", "quarantine/a.csv.csv: cannot be read as a table any more; put"), (b'Berkas,"Lem\n', "cannot be read as")],
    ids=["columns taken out", "empty", "broken"],
)  # fmt: skip
def test_a_quarantine_that_cannot_be_read_any_more_is_a_fault_and_stays(take, tmp_path, content, said):
    take(csv_file(tmp_path / "a.csv", row(answer="?")))
    path = take.folder / "quarantine" / "a.csv.csv"
    path.write_bytes(content)

    for call in (lambda: read_quarantine(take.data), lambda: take(csv_file(tmp_path / "a.csv", ROW))):
        with pytest.raises(SubmissionsError, match=re.escape(said)):
            call()
    assert contents(take.folder) == {"quarantine/a.csv.csv": content}


@pytest.mark.parametrize("changed", ["", "x", "7", "[7]", '[{"reason": "x"}]', '{"a": 1}', '[{"fault": "no_heading"}]',
                                     '[{"reason": "no_key", "details": {"key": "x"}}]', "[" * 100_000])  # fmt: skip
def test_reason_codes_that_somebody_has_changed_say_nothing(changed):
    assert said_of(changed, Words("en")) == ""


def test_every_reason_is_said_in_either_language_by_its_codes(take, tmp_path):
    lines = [row(answer="nihil", documents="x", regency="Atlantis"), row(answer="85%"), row(year="2022", indicator="9")]
    file = read_file(csv_file(tmp_path / "a.csv", *lines, row(note="0812 3456 7890")), KNOWN)
    refused = read_file(csv_file(tmp_path / "b.csv", ROW, headings=("", *HEADINGS[1:])), KNOWN)

    for language in ("id", "en"):
        words = Words(language)
        for entry in file.rows:
            assert said_of(codes_of(entry.reasons), words) == " ".join(why.sentence(words) for why in entry.reasons)
        assert said_of(codes_of([refused.refused]), words) == refused.refusal(words)


def test_the_same_files_again_change_not_a_byte(take, tmp_path):
    files = [csv_file(tmp_path / "a.csv", ROW, row(answer="nihil")), csv_file(tmp_path / "b.csv", row(regency="6402"))]
    take(*files)
    before = contents(take.folder)
    take(*files)

    assert contents(take.folder) == before


def test_a_corrected_file_replaces_its_own_rows_and_its_own_quarantine(take, tmp_path):
    other = csv_file(tmp_path / "b.csv", row(regency="6402"), row(regency="6402", indicator="1", answer="?"))
    take(csv_file(tmp_path / "a.csv", row(indicator="4"), row(answer="nihil")), other)
    before = contents(take.folder)["quarantine/b.csv.csv"]
    take(csv_file(tmp_path / "a.csv", ROW))

    assert_frame_equal(
        read_stored(take.data), submissions(ACCEPTED, {**ACCEPTED, "regency_code": "6402", "origin": "b.csv"})
    )
    assert {name: content for name, content in contents(take.folder).items() if "quarantine" in name} == {
        "quarantine/b.csv.csv": before
    }


def test_a_file_of_which_nothing_can_be_taken_leaves_what_it_handed_in_before(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", ROW))
    [report] = take(csv_file(tmp_path / "a.csv", row(answer="nihil")))

    assert (report.accepted, report.kept_before) == (0, True)
    assert_frame_equal(read_stored(take.data), submissions(ACCEPTED))


def test_files_of_two_regencies_with_the_same_name_are_kept_apart(take, tmp_path):
    take(csv_file(tmp_path / "paser" / "a.csv", ROW, row(indicator="4", answer="?")))
    take(csv_file(tmp_path / "kutai" / "a.csv", row(regency="6402"), row(regency="6402", indicator="4", answer="?")))

    assert list(read_stored(take.data)["regency_code"]) == ["6401", "6402"]
    assert [line[5] for line in quarantine(take.folder, "a.csv")[1:]] == ["6401", "6402"]


def stored_and_told(take, report):
    rows = read_stored(take.data)[["regency_code", "indicator_code"]]
    return [f"{place} {code[-1]}" for place, code in rows.itertuples(index=False)], (report.gone, report.stayed)


def test_a_file_of_the_same_name_from_elsewhere_takes_nothing_out_and_tells_what_stays(take, tmp_path):
    take(csv_file(tmp_path / "one" / "a.csv", ROW, row(indicator="4", answer="?"), row(indicator="1", answer="ya")))
    [other] = take(csv_file(tmp_path / "two" / "a.csv", *(row(regency="6402", indicator=code) for code in "34")))
    assert stored_and_told(take, other) == (["6401 1", "6401 3", "6402 3", "6402 4"], (0, 2))

    [office] = take(csv_file(tmp_path / "three" / "a.csv", row(indicator="2"), row(regency="6402")))
    assert stored_and_told(take, office) == (["6401 1", "6401 2", "6401 3", "6402 3"], (1, 2))
    assert [line[6] for line in quarantine(take.folder, "a.csv")[1:]] == ["22/2021-004"]


def test_a_row_that_was_good_stays_where_the_corrected_one_cannot_be_taken(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", *(row(indicator=code) for code in "234")))
    [faulty] = take(csv_file(tmp_path / "a.csv", row(indicator="3", answer="?"), row(indicator="4")))
    assert stored_and_told(take, faulty) == (["6401 3", "6401 4"], (1, 1))

    [unreadable] = take(csv_file(tmp_path / "a.csv", row(indicator="3e"), row(indicator="4")))
    assert stored_and_told(take, unreadable) == (["6401 3", "6401 4"], (0, 1))
    assert unreadable.released == 1


@pytest.mark.parametrize("written", ["Atlantis", "", "9999"])
def test_a_row_of_nobody_known_waits_until_its_file_speaks_of_it_again(take, tmp_path, written):
    lost = row(regency=written, indicator="4")
    take(csv_file(tmp_path / "one" / "a.csv", ROW, lost))
    before = quarantine(take.folder, "a.csv")

    [other] = take(csv_file(tmp_path / "two" / "a.csv", row(regency="6402")))
    assert (quarantine(take.folder, "a.csv"), other.gone) == (before, 0)
    [again] = take(csv_file(tmp_path / "one" / "a.csv", ROW, lost))
    assert (quarantine(take.folder, "a.csv"), again.gone) == (before, 0)


@pytest.mark.parametrize("changed", [{"regency": "6402"}, {"regency": "Atlantis"}])
def test_the_file_of_another_round_takes_no_row_of_nobody_known_out_of_quarantine(take, tmp_path, changed):
    take(csv_file(tmp_path / "1" / "a.csv", row(year="2023", regency="Atlantis")))
    [report] = take(csv_file(tmp_path / "2" / "a.csv", row(year="2024", **changed)))

    assert "2023" in read_quarantine(take.data)["award_year"].tolist()
    assert report.released == 0


def test_a_row_that_waits_and_that_a_corrected_file_no_longer_has_goes_and_is_told(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", ROW, row(indicator="4", answer="?"), row(indicator="1", answer="?")))
    [report] = take(csv_file(tmp_path / "a.csv", ROW, row(indicator="1", answer="ya")))

    assert (report.gone, report.released, sorted(contents(take.folder))) == (0, 1, ["2024.parquet"])


def form(path, *lines, codes="1234"):
    """Write a form of Paser in which these rows are filled in: number of the indicator, and its number of documents."""

    def about(sheet):
        other = sheet.parent.create_sheet("Keterangan berkas")
        for line in (("Tahun penghargaan", 2024), ("Kode kabupaten/kota", "6401"), ("Peraturan", "22/2021")):
            other.append(line)

    path.parent.mkdir(exist_ok=True)
    rows = [(code, None, dict(lines).get(code)) for code in codes]
    return workbook(path, *rows, headings=("Kode indikator", "Jawaban (angka)", "Jumlah dokumen"), change=about)


def test_copies_of_a_form_that_offices_fill_in_add_up_and_a_blank_row_removes_nothing(take, tmp_path):
    take(form(tmp_path / "one" / "a.xlsx", ("1", 5), ("2", "?")))
    [report] = take(form(tmp_path / "two" / "a.xlsx", ("3", 7), ("4", "?")))
    told = stored_and_told(take, report)
    lines = [line[4:7] for line in quarantine(take.folder, "isian-2024-6401.xlsx")[1:]]
    take(form(tmp_path / "one" / "a.xlsx", ("1", 6), ("2", 1)))

    assert told == (["6401 1", "6401 3"], (0, 1))
    assert lines == [["2024", "6401", "22/2021-002"], ["2024", "6401", "22/2021-004"]]
    assert list(read_stored(take.data)["documents"]) == [6, 1, 7]
    assert [line[6] for line in quarantine(take.folder, "isian-2024-6401.xlsx")[1:]] == ["22/2021-004"]


def test_a_stored_row_that_a_corrected_form_leaves_blank_stays_and_is_named(take, tmp_path):
    first = form(tmp_path / "a.xlsx", ("1", 5), ("2", 6), ("3", 7))
    [new] = take(first)
    [report] = take(form(first, ("1", 5), ("2", "?"), ("4", 8)))

    assert (new.emptied, report.emptied, report.stayed) == ([], ["22/2021-003"], 2)
    assert list(read_stored(take.data)["documents"]) == [5, 6, 7, 8]


def test_a_form_without_any_answer_is_said_to_be_of_its_regency(take, tmp_path):
    [report] = take(form(tmp_path / "renamed.xlsx"))

    assert (report.rows, report.blank, report.regencies) == (0, 4, ["6401"])


def test_a_form_handed_in_again_with_a_row_left_blank_clears_its_quarantine(take, tmp_path):
    take(form(tmp_path / "one" / "a.xlsx", ("1", 5), ("2", "?"), ("3", "nihil")))
    [still] = take(form(tmp_path / "two" / "a.xlsx", ("1", 5), ("3", "nihil")))
    lines = [line[6] for line in quarantine(take.folder, "isian-2024-6401.xlsx")[1:]]
    [cleared] = take(form(tmp_path / "three" / "a.xlsx", ("1", 6)))

    assert (still.released, still.waiting, lines) == (1, 1, ["22/2021-003"])
    assert (cleared.released, cleared.waiting, read_quarantine(take.data).empty) == (1, 0, True)
    assert list(read_stored(take.data)["documents"]) == [6]


def test_a_form_of_which_nothing_is_left_clears_what_waited_of_it_alone(take, tmp_path):
    take(form(tmp_path / "one" / "a.xlsx", ("2", "?")))
    take(form(tmp_path / "two" / "of-another-office.xlsx"))
    before = len(read_quarantine(take.data))
    take(form(tmp_path / "two" / "a.xlsx"))

    assert (before, len(read_quarantine(take.data))) == (1, 0)


def test_how_many_rows_of_its_regency_wait_is_said_of_a_file_whatever_file_they_came_in(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", row(answer="?"), row(regency="6402", answer="?")))
    take(csv_file(tmp_path / "old.csv", row(year="2023", answer="?"), row(year="", answer="?")))
    [report] = take(csv_file(tmp_path / "b.csv", row(indicator="1", answer="ya"), row(indicator="2", answer="?")))

    assert (report.quarantined, report.waiting) == (1, 4)
    assert report.waiting_in == [
        {"award_year": None, "origin": "old.csv", "rows": 1}, {"award_year": 2023, "origin": "old.csv", "rows": 1},
        {"award_year": 2024, "origin": "a.csv", "rows": 1}, {"award_year": 2024, "origin": "b.csv", "rows": 1},
    ]  # fmt: skip


def test_what_is_in_quarantine_is_mended_there_and_sent_back(take, tmp_path):
    take(form(tmp_path / "a.xlsx", ("1", 5), ("2", "dua")))
    mended = tmp_path / "isian-2024-6401.xlsx.csv"
    mended.write_bytes((take.folder / "quarantine" / mended.name).read_bytes().replace(b",dua,", b",2,"))
    [report] = take(mended)

    assert (report.rows, report.accepted) == (1, 1)
    assert list(read_stored(take.data)["documents"]) == [5, 2]
    assert sorted(contents(take.folder)) == ["2024.parquet", "mended/isian-2024-6401.xlsx.csv"]


@pytest.mark.parametrize(
    ("first", "then", "changed"),
    [
        ({}, {}, {}),
        ({"documents": ""}, {"documents": ""}, {}),
        ({"documents": ""}, {}, {"a.csv": 1}),
        ({}, {"note": "mended"}, {"a.csv": 1}),
        ({"note": "old"}, {}, {"a.csv": 1}),
    ],
    ids=["the same", "the same blank", "filled in since", "a note more", "a note less"],
)
def test_rows_of_another_file_are_told_apart_by_whether_they_said_something_else(take, tmp_path, first, then, changed):
    take(csv_file(tmp_path / "a.csv", row(**first)))
    [report] = take(csv_file(tmp_path / "b.csv", row(**then)))
    assert (report.taken_over, report.changed_over) == ({"a.csv": 1}, changed)


@pytest.mark.parametrize("name", ["a.csv", "b.csv"])
@pytest.mark.parametrize(
    ("then", "is_changed", "offices"),
    [
        ({}, False, []),
        ({"office": "Dinas Sosial"}, True, []),
        ({"documents": 9}, True, []),
        ({"documents": 9, "office": ""}, True, []),
        ({"documents": 9, "office": "Dinas Sosial"}, True, [
            {"before": "Dinas Kesehatan", "now": "Dinas Sosial", "rows": 1}]),
    ],
    ids=["the same", "another name", "its own correction", "of nobody", "of another office"],
)  # fmt: skip
def test_what_says_something_else_now_is_told_of_a_file_and_of_each_office(
    take, tmp_path, name, then, is_changed, offices
):
    take(csv_file(tmp_path / "a.csv", ROW, row(indicator="4")))
    [report] = take(csv_file(tmp_path / "then" / name, row(**then), row(indicator="4")))

    told = (["22/2021-003"], {}) if name == "a.csv" else ([], {"a.csv": 1})
    assert (report.changed, report.changed_over) == (told if is_changed else ([], {}))
    assert report.other_offices == offices


def test_a_newer_file_of_another_name_takes_over_what_it_says_and_tells_it(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", ROW, row(indicator="4")))
    [report] = take(csv_file(tmp_path / "b.csv", row(documents="9")))

    assert (report.taken_over, report.changed_over) == ({"a.csv": 1}, {"a.csv": 1})
    assert_frame_equal(
        read_stored(take.data),
        submissions({**ACCEPTED, "documents": 9, "origin": "b.csv"}, {**ACCEPTED, "indicator_code": "22/2021-004"}),
    )


def test_rows_of_one_key_that_differ_are_all_left_out_and_the_same_row_again_once(take, tmp_path):
    first = csv_file(tmp_path / "a.csv", ROW, row(indicator="4"))
    second = csv_file(tmp_path / "b.csv", row(documents="9"), row(indicator="4"))
    reports = take(first, second)

    assert [(one.accepted, one.quarantined, one.once_more, one.contradicted) for one in reports] == [
        (1, 1, 1, 1), (1, 1, 0, 1)
    ]  # fmt: skip
    assert list(read_stored(take.data)["indicator_code"]) == ["22/2021-004"]
    assert [line[3] for line in quarantine(take.folder, "a.csv")[1:]] == [
        "Kode indikator: '22/2021-003' ada juga di baris 2 berkas b.csv dengan isi lain; sisakan yang benar."
    ]
    assert [line[3] for line in quarantine(take.folder, "b.csv")[1:]] == [
        "Kode indikator: '22/2021-003' ada juga di baris 2 berkas a.csv dengan isi lain; sisakan yang benar."
    ]


def test_the_same_row_twice_in_one_file_is_taken_once_and_asked_about(take, tmp_path):
    [report] = take(csv_file(tmp_path / "a.csv", ROW, ROW))

    assert (report.accepted, report.quarantined, report.once_more, report.contradicted) == (1, 1, 0, 0)
    assert [line[3] for line in quarantine(take.folder, "a.csv")[1:]] == [
        "Kode indikator: '22/2021-003' sama dengan baris 2 berkas a.csv, yang sudah diambil; hapus salah satu."
    ]


def test_two_copies_of_a_form_in_one_batch_come_to_what_they_come_to_one_by_one(take, tmp_path):
    copies = [form(tmp_path / "one" / "a.xlsx", ("1", 5), ("2", 6)), form(tmp_path / "two" / "a.xlsx", ("1", 5))]
    reports = take(*copies)
    together = contents(take.folder)
    shutil.rmtree(take.folder)
    for copy in copies:
        take(copy)

    assert [(one.accepted, one.quarantined, one.once_more) for one in reports] == [(2, 0, 1), (1, 0, 0)]
    assert contents(take.folder) == together


ANSWERED = {"1": row(indicator="1", answer="ya"), "2": row(indicator="2", answer="tidak"), "3": row(),
            "4": row(indicator="4", answer="?")}  # fmt: skip


@examples(15)
@given(held=st.lists(st.lists(st.sampled_from(sorted(ANSWERED)), min_size=1, unique=True), min_size=1, max_size=4))
def test_files_that_agree_come_to_the_same_in_one_batch_and_one_by_one(tmp_path_factory, held):
    folder = tmp_path_factory.mktemp("batch")
    files = [csv_file(folder / f"{number}.csv", *(ANSWERED[each] for each in rows)) for number, rows in enumerate(held)]
    for name, batches in (("together", [files]), ("one by one", [[file] for file in files])):
        (folder / name).mkdir()
        for batch in batches:
            import_files(folder / name, batch, KNOWN, Words("en"))

    inside = "raw/submissions"
    assert contents(folder / "together" / inside) == contents(folder / "one by one" / inside)


def test_a_row_beside_one_of_its_key_that_cannot_be_taken_waits_too(take, tmp_path):
    rejected = row(status="ditolak", note="tidak terbaca")
    file = csv_file(tmp_path / "a.csv", row(indicator="4"), rejected, row(status="terverifikasi"))
    [report] = take(file)
    again = take(file)

    assert (report.accepted, report.quarantined) == (1, 2)
    assert [(one.accepted, one.quarantined) for one in again] == [(1, 2)]
    assert list(read_stored(take.data)["indicator_code"]) == ["22/2021-004"]
    assert [line[3] for line in quarantine(take.folder, "a.csv")[1:]] == [
        "Kode indikator: '22/2021-003' ada juga di baris 4 berkas a.csv dengan isi lain; sisakan yang benar.",
        "Status: 'terverifikasi' hanya diterima dengan unit kerja pemeriksa dan tanggal pemeriksaannya; isi keduanya, "
        "atau pilih diserahkan. Kode indikator: '22/2021-003' ada juga di baris 3 berkas a.csv dengan isi lain; "
        "sisakan yang benar.",
    ]


def test_a_hidden_copy_of_a_sheet_is_asked_back_and_the_sheet_that_is_seen_is_taken(take, tmp_path):
    def hide_copy(sheet):
        copy = sheet.parent.copy_worksheet(sheet)
        copy.title, copy.sheet_state, copy["D3"] = "Isian lama", "hidden", 7

    path = workbook(tmp_path / "a.xlsx", row(answer=12.5), row(answer=8, indicator="4"), change=hide_copy)
    [report] = take(path)

    assert (report.accepted, report.quarantined) == (2, 2)
    assert read_stored(take.data)["answer_number"].tolist() == [12.5, 8]
    hidden = "lembar 'Isian lama' disembunyikan; tampilkan kalau memang isian, atau hapus lembarnya. "
    assert [line[1:4] for line in quarantine(take.folder, "a.xlsx")[1:]] == [
        ["Isian lama", "2", f"{hidden}Kode indikator: '22/2021-003' sama dengan baris 2 berkas a.xlsx (lembar Sheet), "
                            "yang sudah diambil; hapus salah satu."],
        ["Isian lama", "3", f"{hidden}Kode indikator: '22/2021-004' ada juga di baris 3 berkas a.xlsx (lembar Sheet) "
                            "dengan isi lain; sisakan yang benar."],
    ]  # fmt: skip


def test_a_row_that_waits_in_another_file_keeps_none_from_being_taken(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", row(answer="nihil")), csv_file(tmp_path / "b.csv", ROW))

    assert list(read_stored(take.data)["origin"]) == ["b.csv"]


def test_a_broken_file_changes_nothing_and_does_not_stop_the_others(take, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    reports = take(broken, csv_file(tmp_path / "a.csv", ROW))

    assert [(report.file, report.accepted) for report in reports] == [("broken.xlsx", 0), ("a.csv", 1)]
    assert [report.refused for report in reports] == [
        "broken.xlsx: the workbook is damaged or not complete; open it and save it as XLSX again, or copy the file "
        "again.",
        "",
    ]
    assert_frame_equal(read_stored(take.data), submissions(ACCEPTED))


def test_nothing_is_stored_where_it_ends_before_the_end(take, tmp_path, monkeypatch):
    take(csv_file(tmp_path / "a.csv", ROW))
    before = contents(take.folder)

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(together, "to_disk", killed)
    with pytest.raises(KeyboardInterrupt):
        take(csv_file(tmp_path / "a.csv", row(documents="7"), row(indicator="4", answer="?")))
    assert contents(take.folder) == before


@pytest.mark.parametrize(("years", "swapped"), [((2022,), 4), ((2022, 2023), 0)])
def test_documents_are_held_against_the_answers_of_the_latest_round_before_that_is_stored(
    take, tmp_path, years, swapped
):
    numbers = {"1": 12, "2": 9, "3": 17, "4": 11}
    for year in years:
        answers = {code: n if year == 2022 else 10 * n for code, n in numbers.items()}
        lines = [row(year=str(year), indicator=code, answer=str(n)) for code, n in answers.items()]
        take(csv_file(tmp_path / f"{year}.csv", *lines))
    [report] = take(csv_file(tmp_path / "a.csv", *(row(indicator=code, answer="2", documents=str(n))
                                                   for code, n in numbers.items())))  # fmt: skip

    assert report.quarantined == swapped


def test_several_processes_give_the_same_as_one(take, tmp_path):
    files = [csv_file(tmp_path / f"{number}.csv", row(indicator=str(number % 4 + 1), regency=f"640{number % 2 + 1}",
                                                      documents=str(number))) for number in range(60)]  # fmt: skip
    told = []
    take(*files, workers=2, tell=lambda done, of: told.append((done, of)))
    several = contents(take.folder)
    take(*files, workers=1)

    assert contents(take.folder) == several
    assert told[-1] == (60, 60)


def test_rows_are_told_while_they_are_read_and_what_is_done_with_them_then(take, tmp_path, monkeypatch):
    monkeypatch.setattr(submission_rows, "ROWS_APART", 2)
    told = []
    take(csv_file(tmp_path / "a.csv", *(row(indicator=str(number)) for number in (1, 2, 3, 4, 4))),
         step=lambda name, rows: told.append((name, rows)))  # fmt: skip

    reading = [("reading", 0), ("reading", 2), ("reading", 4)]
    assert told == [*reading, ("comparing", 5), ("sorting", 5), ("storing", 5), ("done", 5)]


def test_facts_are_not_imported_beside_synthetic_rows(take, tmp_path):
    replace_origins(take.data, submissions({"synthetic": True, "origin": "sample"}))
    before = contents(take.folder)

    with pytest.raises(SubmissionsError, match="synthetic rows are mixed with facts"):
        take(csv_file(tmp_path / "a.csv", row(indicator="4")))
    assert contents(take.folder) == before


def test_what_a_spreadsheet_would_compute_is_harmless_in_quarantine(take, tmp_path):
    take(csv_file(tmp_path / "a.csv", row(answer="?", note="@SUM(A1)", office="+cmd|x")))

    line = quarantine(take.folder, "a.csv")[1]
    assert {"'@SUM(A1)", "'+cmd|x"} <= set(line)


@pytest.mark.parametrize("text", ["=5", "@5", "\t5", "=-5", "-5-5", "+", "-\u0663"])
def test_only_a_sign_before_a_number_stands_in_quarantine_as_it_is(text):
    assert (harmless(text), harmless("-1.234,5"), harmless("+7")) == (f"'{text}", "-1.234,5", "+7")


def test_a_file_name_leads_nowhere_else(take, tmp_path):
    take(csv_file(tmp_path / "..a%2f..b.csv", row(answer="?")))

    assert sorted(contents(take.folder)) == ["quarantine/a_2f..b.csv.csv"]


def test_files_folders_and_patterns_are_found_and_what_is_none_is_named(tmp_path):
    names = ["in/a.csv", "in/answers.ods", "in/deep/b.XLSX", "in/~$b.xlsx", "in/.hidden.csv", "in/photo.jpg", "c.csv"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found, missing = files_of([str(tmp_path / "in"), str(tmp_path / "*.csv"), str(tmp_path / "none.csv")])

    assert [file.relative_to(tmp_path).as_posix() for file in found] == [
        "in/a.csv", "in/answers.ods", "in/deep/b.XLSX", "c.csv",
    ]  # fmt: skip
    assert missing == [str(tmp_path / "none.csv")]


def test_rows_that_fit_last_years_answers_better_when_exchanged_wait_in_quarantine(take, tmp_path):
    last = [row(year=2023, indicator=number, answer=answer, unit="") for number, answer in ((1, 12), (2, 9), (3, 17))]
    now = [
        row(indicator=number, answer=2, documents=documents, unit="")
        for number, documents in ((1, 12), (2, 9), (3, 17))
    ]
    [before] = take(csv_file(tmp_path / "lama.csv", *last))
    [report] = take(csv_file(tmp_path / "baru.csv", *now))

    assert (before.accepted, report.accepted, report.quarantined) == (3, 0, 3)


@pytest.mark.parametrize("code", ["22/2021-999", "dua", "@7", ""])
@pytest.mark.parametrize("is_form", [False, True])
def test_a_file_of_unknown_indicators_that_comes_in_again_waits_once(take, tmp_path, is_form, code):
    if is_form:
        path = form(tmp_path / "a" / "a.xlsx", (code, 3), (code + "0", 4), codes=(code, code + "0"))
    else:
        path = csv_file(tmp_path / "a.csv", row(indicator=code, answer=3), row(indicator=code + "0", answer=4))

    first = take(path), contents(take.folder)
    again = take(path), contents(take.folder)

    assert again == first
    assert first[0][0].quarantined == 2
