"""A file that is refused as a whole was handed in all the same: whose it is stays known until a readable one comes."""

import csv

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.tables.files import together
from kkpham_analysis.tables.submissions.reasons import said_of
from kkpham_analysis.tables.submissions.refused import read_refused
from kkpham_analysis.tables.submissions.store import SubmissionsError

from .submission_sheets import HEADINGS, ROW, csv_file, row, workbook
from .test_importing import saved_again, take  # noqa: F401
from .test_store import contents

KEYS = ["file", "award_year", "regency_code"]


def broken(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7 a scan")
    return path


def kept(take):  # noqa: F811
    return read_refused(take.data)[KEYS].to_numpy().tolist()


def test_a_refused_file_is_kept_by_the_regency_and_the_round_in_its_name(take, tmp_path):  # noqa: F811
    [report] = take(broken(tmp_path / "Isian Paser 2024.pdf"))
    with (take.folder / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        header, line = csv.reader(file)

    assert kept(take) == [["Isian Paser 2024.pdf", "2024", "6401"]]
    assert header == ["Berkas", "Tahun penghargaan", "Kode kabupaten/kota", "Alasan", "Kode alasan (untuk program)"]
    assert line[3].startswith("Isian Paser 2024.pdf")
    assert said_of(line[4], Words("id")) == line[3]
    assert said_of(line[4], Words("en")).startswith("Isian Paser 2024.pdf: this is a PDF file")
    assert report.refused


def test_whose_a_refused_file_is_may_stand_in_its_title_or_in_its_column(take, tmp_path):  # noqa: F811
    columns = csv_file(tmp_path / "b.csv", row(regency="6402", note="x"), headings=(*HEADINGS[:8], ""))

    def no_table(sheet):
        sheet.delete_rows(1, 3)
        sheet["A1"] = "Kabupaten Kutai"

    take(columns, workbook(tmp_path / "c.xlsx", ROW, change=no_table))

    assert kept(take) == [["b.csv", "2024", "6402"], ["c.xlsx", "", "6402"]]


def form(path, *rows):
    """Write a sheet that says of itself that it is of Paser, for the round of 2024."""
    said = {"award_year": "2024", "regency_code": "6401", "regulation": "22/2021"}

    def about(sheet):
        beside = sheet.parent.create_sheet()
        for name, text in said.items():
            beside.append([Words("id").phrase(f"template.meta_{name}"), text])

    return workbook(path, *rows, headings=HEADINGS[2:], change=about)


def test_a_form_of_one_regency_in_the_name_of_another_may_be_of_both_until_it_is_sent_rightly(take, tmp_path):  # noqa: F811
    take(form(tmp_path / "kutai.xlsx", ROW[2:]))
    both = kept(take)
    take(csv_file(tmp_path / "a.csv", row(regency="6402", indicator="1", answer="?")))
    of_one = kept(take)
    (tmp_path / "right").mkdir()
    right = workbook(tmp_path / "right" / "kutai.xlsx", row(regency="6402"))
    take(form(tmp_path / "kutai.xlsx", ROW[2:]), right)

    assert both == [["kutai.xlsx", "2024", "6401"], ["kutai.xlsx", "2024", "6402"]]
    assert of_one == [["kutai.xlsx", "2024", "6401"]]
    assert kept(take) == []


def test_a_day_in_a_name_is_no_round_and_nor_is_a_year_that_has_none(take, tmp_path):  # noqa: F811
    take(*(broken(tmp_path / name) for name in ("Paser 12-03-2024.pdf", "Paser 2019.pdf", "Paser 20240312.pdf")))

    assert [year for _, year, _ in kept(take)] == ["", "", ""]


def test_a_refused_file_of_nobody_known_is_not_kept(take, tmp_path):  # noqa: F811
    take(broken(tmp_path / "scan.pdf"))

    assert contents(take.folder) == {}


def test_it_goes_once_a_file_of_that_regency_and_round_can_be_read(take, tmp_path):  # noqa: F811
    take(*(broken(tmp_path / name) for name in ("Paser 2023.pdf", "Paser 2024.pdf", "Paser.pdf", "Kutai 2024.pdf")))
    take(csv_file(tmp_path / "a.csv", row(answer="nihil")))

    assert kept(take) == [["Kutai 2024.pdf", "2024", "6402"], ["Paser 2023.pdf", "2023", "6401"]]


def test_a_file_refused_beside_one_that_was_read_does_not_wait(take, tmp_path):  # noqa: F811
    take(broken(tmp_path / "Paser 2024.pdf"), csv_file(tmp_path / "a.csv", ROW))

    assert kept(take) == []
    take(broken(tmp_path / "Paser 2024.pdf"))
    assert kept(take) == [["Paser 2024.pdf", "2024", "6401"]]


def test_the_same_refused_file_again_changes_not_a_byte(take, tmp_path):  # noqa: F811
    take(broken(tmp_path / "Paser 2024.pdf"))
    before = contents(take.folder)
    take(broken(tmp_path / "Paser 2024.pdf"))

    assert contents(take.folder) == before


def test_refused_files_and_rows_are_stored_together_or_not_at_all(take, tmp_path, monkeypatch):  # noqa: F811
    take(csv_file(tmp_path / "a.csv", ROW))
    before = contents(take.folder)
    monkeypatch.setattr(together, "to_disk", lambda path: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        take(broken(tmp_path / "Kutai 2024.pdf"), csv_file(tmp_path / "b.csv", row(indicator="4")))

    assert contents(take.folder) == before


def test_what_is_kept_of_refused_files_is_read_however_it_was_saved_again(take, tmp_path):  # noqa: F811
    take(broken(tmp_path / "Isian Paser 2024.pdf"))
    saved_again(take.folder / "refused.csv", ";", lambda line: ["x", *line])
    assert kept(take) == [["Isian Paser 2024.pdf", "2024", "6401"]]

    (take.folder / "refused.csv").write_text("Berkas,Tahun penghargaan\nx,2024\n")
    with pytest.raises(
        SubmissionsError, match=r"submissions/refused.csv line 1, column Kode kabupaten/kota: this colu"
    ):
        kept(take)
