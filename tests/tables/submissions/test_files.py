"""Every row of a sheet that was filled in is a record, or has its reasons in words."""

from dataclasses import replace

import pandas as pd
import pytest
from openpyxl.styles import Font

from kkpham_analysis.language import Words
from kkpham_analysis.tables.files.sheets import Cell
from kkpham_analysis.tables.submissions import values
from kkpham_analysis.tables.submissions.doubts import doubt_swapped
from kkpham_analysis.tables.submissions.files import read_file

from .submission_sheets import HEADINGS, REGENCIES, ROW, csv_file, known, row, workbook

RECORD = {
    "award_year": 2024,
    "regency_code": "6401",
    "indicator_code": "22/2021-003",
    "answer_number": 12.5,
    "answer_yes": None,
    "unit": "per 1.000",
    "documents": 2,
    "status": "submitted",
    "points": None,
    "office": "Dinas Kesehatan",
    "checked_by": None,
    "checked_on": None,
    "note": None,
}
KNOWN = known()


def reasons(file):
    return [[reason.kind for reason in entry.reasons] for entry in file.rows]


def test_a_row_of_a_table_is_a_record(tmp_path):
    file = read_file(csv_file(tmp_path / "a.csv", ROW), KNOWN)

    assert [entry.record for entry in file.rows] == [RECORD]
    assert reasons(file) == [[]]
    assert file.origin == "a.csv"


@pytest.mark.parametrize(
    ("headings", "delimiter", "encoding"),
    [
        (HEADINGS, ",", "utf-8-sig"),
        (HEADINGS, "\t", "utf-16"),
        (HEADINGS, ";", "cp1252"),
        (("award_year", "regency_code", "indicator_code", "answer_number", "unit", "documents", "status", "office",
          "note"), ";", "utf-8"),
        (("Award year", "Regency", "Indicator", "Answer (number)", "Unit", "Documents", "Status", "Office", "Notes"),
         ";", "utf-8"),
    ],
    ids=["commas", "utf-16", "windows", "names of columns", "english"],
)  # fmt: skip
def test_other_encodings_signs_and_headings_are_understood(tmp_path, headings, delimiter, encoding):
    line = row(answer='"12,5"', office="Dinas Keséhatan") if delimiter == "," else row(office="Dinas Keséhatan")
    path = csv_file(tmp_path / "a.csv", line, headings=headings, delimiter=delimiter, encoding=encoding)

    assert [entry.record for entry in read_file(path, KNOWN).rows] == [{**RECORD, "office": "Dinas Keséhatan"}]


def test_the_order_of_columns_titles_above_and_headings_again_change_nothing(tmp_path):
    turned = [line[::-1] for line in (HEADINGS, ROW)]
    path = csv_file(tmp_path / "a.csv", turned[0], turned[1], turned[0], headings=("Rekap data dukung 2024",) * 2)

    assert [entry.record for entry in read_file(path, KNOWN).rows] == [RECORD]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12,5", 12.5),
        ("1.234,5", 1234.5),
        ("1 234", 1234),
        ("-3", -3),
        ("0", 0),
        ("1.234.567", 1234567),
        ("1234", 1234),
        ("0.500", 0.5),
        ("0,125", 0.125),
        ("-0.750", -0.75),
        ("0.500%", 0.5),
    ],
)
def test_numbers_are_read_as_people_write_them(tmp_path, written, number):
    unit = "%" if "%" in written else ""
    file = read_file(csv_file(tmp_path / "a.csv", row(answer=written, unit=unit)), KNOWN)

    assert file.rows[0].record["answer_number"] == number
    assert reasons(file) == [[]]


@pytest.mark.parametrize(
    ("column", "written"),
    [("answer", "\u0663"), ("answer", "1\u0663,5"), ("answer", "\u0967\u0968"), ("documents", "\uff12"),
     ("year", "20\u0662\u0664"), ("indicator", "\u0663")],
)  # fmt: skip
def test_digits_of_other_scripts_are_asked_back(tmp_path, column, written):
    kind = {"answer": "not_a_number", "documents": "not_a_count", "year": "unknown_award_year",
            "indicator": "unknown_indicator_code"}  # fmt: skip
    file = read_file(csv_file(tmp_path / "a.csv", row(**{column: written})), KNOWN)

    assert kind[column] in reasons(file)[0]


@pytest.mark.parametrize(("sign", "written", "number"), [(",", "0,500", 0.5), (".", "0.125", 0.125), (",", "7", 7)])
def test_a_group_after_a_leading_zero_is_never_one_of_thousands(sign, written, number):
    assert values.number(Cell(written, "text"), "answer", sign=sign) == number


@pytest.mark.parametrize(("sign", "written"), [(",", "0.500"), (".", "0,125"), (",", "12.5"), (".", "-0,750%")])
def test_a_number_with_another_decimal_sign_than_its_file_is_asked_back(sign, written):
    with pytest.raises(values.BadValueError) as caught:
        values.number(Cell(written, "text"), "answer", sign=sign)

    assert caught.value.reason.kind == "other_sign"


def test_a_half_with_three_decimals_shows_the_decimal_sign_of_its_file(tmp_path):
    told = read_file(csv_file(tmp_path / "a.csv", row(answer="0.500"), row(answer="1.234", indicator="4")), KNOWN)
    mixed = read_file(csv_file(tmp_path / "b.csv", row(answer="0.500"), row(answer="1,234", indicator="4"),
                               row(answer="2,5", indicator="1")), KNOWN)  # fmt: skip

    assert told.rows[0].record["answer_number"] == 0.5
    assert reasons(told) == [[], ["unclear_number"]]
    assert reasons(mixed) == [[], ["unclear_number"], []]


def test_a_thousands_mark_is_told_from_a_decimal_sign_by_the_other_numbers_of_the_column(tmp_path):
    indonesian = csv_file(tmp_path / "a.csv", row(answer="1.234"), row(answer="1,5", indicator="4"))
    english = csv_file(tmp_path / "b.csv", row(answer="1.234"), row(answer="1.5", indicator="4"))
    neither = csv_file(tmp_path / "c.csv", row(answer="1.234"))

    assert read_file(indonesian, KNOWN).rows[0].record["answer_number"] == 1234
    assert reasons(read_file(english, KNOWN)) == [["unclear_number"], []]
    assert reasons(read_file(neither, KNOWN)) == [["unclear_number"]]


def test_a_cell_that_a_spreadsheet_shows_in_percent_is_read_as_it_shows(tmp_path):
    def in_percent(sheet):
        for line, form in enumerate(("0%", "0.0%;[Red]-0.0%", "0.00", '0"%"', "0%", "0%"), 2):
            sheet.cell(line, 4).number_format = form

    rows = [row(answer=answer, unit=unit, indicator=number) for answer, unit, number in (
        (0.85, "", "1"), (0.07, "persen", "2"), (0.85, "%", "3"), (0.85, "", "4"), (1, "orang", "3"), ("abc", "", "3")
    )]  # fmt: skip
    told = read_file(workbook(tmp_path / "a.xlsx", *rows, change=in_percent), KNOWN)

    assert [(entry.record["answer_number"], entry.record["unit"]) for entry in told.rows] == [
        (85, "%"), (7, "persen"), (0.85, "%"), (0.85, None), (100, "orang"), (None, None)]  # fmt: skip
    assert reasons(told) == [[], [], [], [], ["percent"], ["not_a_number"]]
    assert told.rows[4].shown["answer"] == "100%"


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Jumlah", ["summary"]), ("TOTAL KESELURUHAN", ["summary"]), ("Rata-rata:", ["summary"]), ("Jumlah perda", [])],
)
def test_a_total_or_a_mean_that_carries_a_code_is_no_submission(tmp_path, label, expected):
    headings = ("Tahun", "Kode kabupaten/kota", "Kode indikator", "Indikator", "Jawaban", "Satuan")
    rows = [("2024", "6401", "3", "Gizi", "12", "jumlah"), ("2024", "6401", "4", label, "99", "orang")]

    told = read_file(csv_file(tmp_path / "a.csv", *rows, headings=headings), KNOWN)

    assert reasons(told) == [[], expected]
    assert told.rows[1].record["indicator_code"] == (None if expected else "22/2021-004")


@pytest.mark.parametrize(
    ("answer", "documents", "status", "expected"),
    [
        ("", "", "diserahkan", ["nothing_held"]),
        ("", "0", "diserahkan", ["nothing_held"]),
        ("", "1", "diserahkan", []),
        ("0", "", "diserahkan", []),
        ("nihil", "", "diserahkan", ["nihil"]),
        ("", "", "ditolak", []),
    ],
)
def test_a_row_with_neither_answer_nor_document_was_not_handed_in(tmp_path, answer, documents, status, expected):
    told = read_file(csv_file(tmp_path / "a.csv", row(answer=answer, documents=documents, status=status)), KNOWN)

    assert reasons(told) == [expected]


@pytest.mark.parametrize(
    ("answer", "documents", "expected"),
    [("5", "", "submitted"), ("0", "", "submitted"), ("", "1", "submitted"), ("", "0", "none"), ("", "", "none")],
)
def test_a_row_without_a_status_is_handed_in_where_it_has_an_answer_or_a_document(
    tmp_path, answer, documents, expected
):
    told = read_file(csv_file(tmp_path / "a.csv", row(answer=answer, documents=documents, status="")), KNOWN)

    assert [entry.record["status"] for entry in told.rows] == [expected]
    assert reasons(told) == [[]]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("Ada", True), ("Y", True), ("Benar", True), ("Sudah", True), ("T", False), ("1", None), ("Belum", None)],
)
def test_the_words_for_yes_and_no_are_those_of_their_own_column(tmp_path, answer, expected):
    [entry] = read_file(csv_file(tmp_path / "a.csv", row(answer=answer, unit="")), KNOWN).rows

    assert entry.record["answer_yes"] is expected


def test_a_column_that_counts_cards_is_not_one_of_personal_data(tmp_path):
    headings = (*HEADINGS, "Jumlah KK", "Persentase KTP-el")
    told = read_file(csv_file(tmp_path / "a.csv", (*ROW, "1200", "98"), headings=headings), KNOWN)

    assert reasons(told) == [[]]


@pytest.mark.parametrize(
    ("points", "status", "expected"),
    [
        ("10", "diserahkan", []),
        ("10,5", "diserahkan", ["too_many_points"]),
        ("-1", "diserahkan", ["below_zero"]),
        ("5", "ditolak", ["points_for_nothing"]),
        ("0", "ditolak", []),
        ("5", "belum ada", ["points_for_nothing"]),
        ("5", "apa saja", ["no_status"]),
    ],
)
def test_points_that_an_indicator_cannot_give_are_asked_back(tmp_path, points, status, expected):
    headings = (*HEADINGS[:-1], "Poin")
    path = csv_file(tmp_path / "a.csv", (*row(status=status)[:-1], points), headings=headings)

    assert reasons(read_file(path, replace(KNOWN, most_points={"22/2021-003": 10.0}))) == [expected]


@pytest.mark.parametrize(("language", "limit"), [("id", "2,5"), ("en", "2.5")])
def test_the_highest_points_are_told_as_the_language_writes_numbers(tmp_path, language, limit):
    headings, line = (*HEADINGS, "Poin"), (*row(indicator="4"), "9")
    limited = replace(KNOWN, most_points={"22/2021-004": 2.5})
    [reason] = read_file(csv_file(tmp_path / "a.csv", line, headings=headings), limited).rows[0].reasons

    assert f" {limit};" in reason.sentence(Words(language))


def test_points_with_a_decimal_sign_say_nothing_of_the_answers(tmp_path):
    headings = (*HEADINGS[:-1], "Poin")
    rows = [(*row(answer=answer, indicator=number)[:-1], "2.5") for answer, number in (("12.500", "3"), ("7", "4"))]

    told = read_file(csv_file(tmp_path / "a.csv", *rows, headings=headings), KNOWN)

    assert reasons(told) == [["unclear_number"], []]
    assert [entry.record["points"] for entry in told.rows] == [2.5, 2.5]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"answer": "nihil"}, "nihil"),
        ({"answer": "-"}, "nihil"),
        ({"answer": "dua belas"}, "not_a_number"),
        ({"answer": "=SUM(A1:A3)"}, "formula"),
        ({"answer": "9" * 15 + "0"}, "personal_nik"),
        ({"answer": "1" * 20}, "number_size"),
        ({"documents": "2 dokumen"}, "not_a_count"),
        ({"documents": "ada"}, "not_a_count"),
        ({"documents": "1,5"}, "not_a_count"),
        ({"documents": "-1"}, "not_a_count"),
        ({"status": "oke"}, "no_status"),
        ({"year": "24"}, "unknown_award_year"),
        ({"year": "2025"}, "other_regulation"),
        ({"year": ""}, "no_key"),
        ({"regency": "9999"}, "unknown_regency_code"),
        ({"regency": ""}, "no_key"),
        ({"indicator": "22/2021-999"}, "unknown_indicator_code"),
        ({"indicator": "../../etc"}, "unknown_indicator_code"),
        ({"note": "hubungi 0812-3456-7890"}, "personal_phone"),
        ({"note": "telp (0541) 731234"}, "personal_phone"),
        ({"office": "0541-731234"}, "personal_phone"),
        ({"note": "kantor +62 541 731234"}, "personal_phone"),
        ({"note": "Telp. 731 234"}, "personal_phone"),
        ({"note": "kontak 0541731234."}, "personal_phone"),
        ({"note": "021 5253004, 0541731234"}, "personal_phone"),
        ({"note": "+62541731234"}, "personal_phone"),
        ({"office": "0541 731 234"}, "personal_phone"),
        ({"note": "021-525-3004"}, "personal_phone"),
        ({"note": "81234567890"}, "personal_phone"),
        ({"note": "Bu Ani, 85712345678."}, "personal_phone"),
        ({"office": "812345678901"}, "personal_phone"),
        ({"note": "dinkes(at)paser.go.id"}, "personal_mail"),
        ({"note": "dinkes [AT] paser . id"}, "personal_mail"),
        ({"note": "dinkes (at) paser (dot) go (dot) id"}, "personal_mail"),
        ({"note": "dinkes @ paser.go.id"}, "personal_mail"),
        ({"note": "dinkes{at}paser[titik]id"}, "personal_mail"),
        ({"note": "NIK 6472010101010001"}, "personal_nik"),
        ({"office": "dinkes@paser.go.id"}, "personal_mail"),
        ({"note": "=HYPERLINK(A1)"}, "formula"),
        ({"note": "a" * 2001}, "long_text"),
        ({"answer": "85%"}, "percent"),
    ],
)
def test_a_value_that_means_none_has_its_reason(tmp_path, changed, kind):
    file = read_file(csv_file(tmp_path / "a.csv", row(**changed), delimiter="|"), KNOWN)

    assert reasons(file) == [[kind]]


@pytest.mark.parametrize(
    "note",
    [
        "Perda 12/2023",
        "tahun 2019-2023",
        "SK 045-112",
        "nomor 188.45/0541-2023",
        "05 2024",
        "SK 0541731234/2023",
        "nomor 440/0541731234",
        "No. 045-112-2023",
        "anggaran Rp1.541.731.234",
        "Rp 541731234",
        "1541731234,50",
        "rekening 5.02.03.2.01",
        "02042024",
        "tanggal 02-04-2024",
        "0,541731234",
        "rapat @ kantor dinas",
        "suhu (at) 5.5 derajat",
        "kode 0541.73.1234",
        "PDRB 0,25 per 1.000",
        "hlm. 021 022 023",
        "anggaran Rp 8123456789",
        "Rp. 8123456789",
        "8123456789 rupiah",
        "8500000000",
        "81.234.567.890",
        "nomor 81234567890/2023",
    ],
)
def test_numbers_of_rules_and_years_are_nobodys_telephone(tmp_path, note):
    assert reasons(read_file(csv_file(tmp_path / "a.csv", row(note=note)), KNOWN)) == [[]]


def test_a_telephone_that_a_spreadsheet_made_a_number_is_none_to_keep_and_an_answer_like_it_is(tmp_path):
    office = workbook(tmp_path / "a.xlsx", row(note=81234567890))
    column = workbook(tmp_path / "b.xlsx", (*ROW, 81234567890), headings=(*HEADINGS, "Petugas"))
    answer = workbook(tmp_path / "c.xlsx", row(answer=81234567890))

    told = [reasons(read_file(path, KNOWN)) for path in (office, column, answer)]

    assert told == [[["personal_phone"]], [["personal_column"]], [[]]]


def test_sums_of_money_in_a_column_nobody_asked_for_are_nobodys_telephone(tmp_path):
    headings = (*HEADINGS, "Anggaran")
    told = read_file(workbook(tmp_path / "a.xlsx", (*ROW, 8500000000), headings=headings), KNOWN)

    assert reasons(told) == [[]]


def test_a_table_without_a_regency_says_which_headings_were_understood_and_what_is_missing(tmp_path):
    headings = ("Tahun", "Kode", "Indikator", "Jawaban", "Dokumen", "Warna")
    path = csv_file(tmp_path / "a.csv", ("2024", "6401", "1", "5", "2", "x"), headings=headings)

    assert read_file(path, KNOWN).refusal(Words("id")) == (
        "a.csv baris 1, kolom Kode kabupaten/kota: tidak ada judul kolom yang menyebutnya, dan di lembar keterangan "
        "pun tidak ada; yang dikenali: Tahun (= Tahun penghargaan), Kode (= Kode indikator), Indikator, Jawaban, "
        "Dokumen (= Jumlah dokumen); tidak dikenali: Warna; beri kolomnya judul 'Kode kabupaten/kota', atau pakai "
        "templat dari kkpham submissions template."
    )


def test_every_fault_of_a_row_is_told_in_words(tmp_path):
    file = read_file(csv_file(tmp_path / "a.csv", row(answer="nihil", documents="x", regency="Atlantis")), KNOWN)

    assert [reason.sentence(Words("id")) for reason in file.rows[0].reasons] == [
        "Kode kabupaten/kota: 'Atlantis' bukan kabupaten/kota yang dikenal, atau berlaku untuk beberapa; "
        "tulis kode Kemendagri, misalnya 6472.",
        "Jumlah dokumen: 'x' bukan jumlah dokumen; tulis bilangan bulat, misalnya 2.",
        "Jawaban: 'nihil' bukan angka; tulis 0 kalau jumlahnya memang nol, atau kosongkan kalau datanya tidak ada.",
    ]


@pytest.mark.parametrize("name", ["Paser", "kabupaten paser", "64.01", "6401"])
def test_a_regency_may_be_written_as_people_write_it(tmp_path, name):
    assert read_file(csv_file(tmp_path / "a.csv", row(regency=name)), KNOWN).rows[0].record == RECORD


@pytest.mark.parametrize(
    ("headings", "line", "codes"),
    [
        (("Tahun", "kode_bps", "Kode indikator", "Jawaban", "Satuan"), ("2024", "6402", "3", "5", "orang"), ["6401"]),
        (("Tahun", "Kode Kabupaten/Kota (BPS)", "Kode indikator", "Jawaban"), ("2024", "64.03", "3", "5"), ["6402"]),
        (("Tahun", "Kode wilayah BPS 2020", "Kode indikator", "Jawaban"), ("2024", "6409", "3", "5"), [None]),
        (("Tahun", "BPS", "Kode Kemendagri", "Kode indikator", "Jawaban"), ("2024", "6402", "6401", "3", "5"),
         ["6401"]),
        (("Tahun", "Kode BPS", "Kode indikator", "Jawaban"), ("2024", "Kutai", "3", "5"), ["6402"]),
    ],
    ids=["bps", "with a dot", "none of theirs", "both", "a name"],
)  # fmt: skip
def test_codes_of_bps_are_read_as_such_where_their_heading_says_so(tmp_path, headings, line, codes):
    # The code that BPS has for Paser is the one that Kemendagri has for Kutai.
    there = known(bps={"6401": "6402", "6402": "6403"})
    file = read_file(csv_file(tmp_path / "a.csv", line, headings, line, headings=headings), there)

    assert file.refused is None
    assert [row.record["regency_code"] for row in file.rows] == codes * 2
    assert [notice.kind for notice in file.notices] == ["no_documents_column"]


@pytest.mark.parametrize(("word", "answer"), [("ya", True), ("Tidak", False), ("YES", True)])
def test_yes_and_no_are_answers_without_a_unit(tmp_path, word, answer):
    record = read_file(csv_file(tmp_path / "a.csv", row(answer=word)), KNOWN).rows[0].record

    assert (record["answer_yes"], record["answer_number"], record["unit"]) == (answer, None, None)


FORM_HEADINGS = ("Tahun", "Kode kabupaten/kota", "Kode indikator", "Jawaban (angka)", "Satuan", "Jawaban (ya/tidak)",
                 "Jumlah dokumen")  # fmt: skip


@pytest.mark.parametrize(
    ("units", "headings", "line", "expected"),
    [
        ({"22/2021-003": "yes/no"}, HEADINGS, row(answer="3", unit=""), [("number_for_yes_no", "answer", "3")]),
        ({"22/2021-003": "yes/no"}, HEADINGS, row(answer="ya", unit=""), []),
        ({"22/2021-003": "orang"}, HEADINGS, row(answer="3", unit="orang"), []),
        ({}, HEADINGS, row(answer="3", unit="ya/tidak"), [("number_for_yes_no", "answer", "3")]),
        ({}, FORM_HEADINGS, ("2024", "6401", "1", "0", "Ya / Tidak", "", "2"),
         [("number_for_yes_no", "answer_number", "0")]),
        ({}, FORM_HEADINGS, ("2024", "6401", "1", "3", "ya/tidak", "ya", "2"), [("two_answers", "answer_yes", "")]),
    ],
    ids=["by the list", "a yes", "a number is asked for", "by its unit", "in a form", "beside a yes"],
)  # fmt: skip
def test_a_number_for_a_yes_or_a_no_is_asked_back(tmp_path, units, headings, line, expected):
    file = read_file(csv_file(tmp_path / "a.csv", line, headings=headings), replace(KNOWN, units=units))

    assert [(reason.kind, reason.column, reason.value) for entry in file.rows for reason in entry.reasons] == expected


@pytest.mark.parametrize(
    ("unit", "word", "why"),
    [("yes/no", "nihil", "not_yes_no"), ("yes/no", "entah", "not_yes_no"), ("orang", "nihil", "nihil"),
     ("orang", "entah", "not_a_number")],
)  # fmt: skip
def test_a_word_that_is_no_answer_is_asked_back_as_what_the_indicator_asks_for(tmp_path, unit, word, why):
    path = csv_file(tmp_path / "a.csv", row(answer=word, unit=""))

    assert reasons(read_file(path, replace(KNOWN, units={"22/2021-003": unit}))) == [[why]]


@pytest.mark.parametrize("day", ["2024-05-31", "31/05/2024", "31 Mei 2024", "45443"])
def test_a_day_is_read_as_a_date_a_serial_number_or_in_words(tmp_path, day):
    path = csv_file(tmp_path / "a.csv", (*ROW, day), headings=(*HEADINGS, "Tanggal diperiksa"))

    assert read_file(path, KNOWN).rows[0].record["checked_on"] == "2024-05-31"


@pytest.mark.parametrize(
    ("status", "who", "day", "why"),
    [
        ("terverifikasi", "Kanwil", "2024-05-31", []),
        ("terverifikasi", "", "2024-05-31", ["unchecked"]),
        ("verified", "Kanwil", "", ["unchecked"]),
        ("ditolak", "", "", []),
        ("diserahkan", "Kanwil", "2024-06-01", []),
        ("diserahkan", "Kanwil", "2024-06-02", ["future_day"]),
        ("terverifikasi", "Kanwil", "2031-01-01", ["future_day"]),
    ],
)
def test_a_row_is_verified_by_somebody_on_a_day_that_has_come(tmp_path, status, who, day, why):
    headings = (*HEADINGS, "Diperiksa oleh", "Tanggal diperiksa")
    path = csv_file(tmp_path / "a.csv", (*row(status=status), who, day), headings=headings)

    assert reasons(read_file(path, replace(KNOWN, today="2024-06-01"))) == [why]


def test_a_number_that_the_spreadsheet_made_a_date_is_refused(tmp_path):
    def make_date(sheet):
        sheet["D2"].number_format = "dd/mm/yyyy"

    file = read_file(workbook(tmp_path / "a.xlsx", row(answer=45443), change=make_date), KNOWN)

    assert reasons(file) == [["date_for_number"]]


def test_merged_answers_are_refused_and_merged_keys_are_taken(tmp_path):
    def merge(sheet):
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("B2:B3")

    rows = (row(answer=5), row(answer=None, regency=None, indicator="22/2021-004"))
    file = read_file(workbook(tmp_path / "a.xlsx", *rows, change=merge), KNOWN)

    assert reasons(file) == [["merged"], ["merged"]]
    assert file.rows[1].record["regency_code"] == "6401"


@pytest.mark.parametrize(
    ("heading", "said"),
    [("synthetic", "True"), ("Sintetis", "ya"), ("Data sintetis", "1.0"), ("synthetic", "sintetis"),
     ("origin", "sample"), ("Berkas asal", "Sample")],
)  # fmt: skip
@pytest.mark.parametrize("make", [csv_file, workbook])
def test_a_table_with_a_row_that_is_made_up_is_refused_as_a_whole(tmp_path, make, heading, said):
    path = tmp_path / ("a.csv" if make is csv_file else "a.xlsx")
    file = read_file(make(path, (*ROW, ""), (*ROW, said), headings=(*HEADINGS, heading)), KNOWN)

    assert (file.rows, file.refused.kind, file.refused.remedy) == ([], "made_up", "keep_for_trying")


@pytest.mark.parametrize(
    ("said", "found"),
    [("False", []), ("tidak", []), ("0", []), ("0.0", []), ("", []), ("entah", ["not_yes_no"]), ("-", ["not_yes_no"])],
)
def test_a_row_that_does_not_say_whether_it_is_made_up_is_set_aside(tmp_path, said, found):
    file = read_file(csv_file(tmp_path / "a.csv", (*ROW, said), headings=(*HEADINGS, "Sintetis")), KNOWN)

    assert (file.refused, reasons(file)) == (None, [found])


def test_a_formula_that_is_to_say_whether_a_row_is_made_up_sets_it_aside(tmp_path):
    file = read_file(workbook(tmp_path / "a.xlsx", (*ROW, "=1=2"), headings=(*HEADINGS, "Sintetis")), KNOWN)

    assert reasons(file) == [["formula"]]


def test_a_row_below_a_merged_heading_that_moved_with_deleted_rows_is_what_it_is_without_it(tmp_path):
    def delete(sheet):
        sheet.merge_cells("A3:I3")
        sheet.merge_cells("A5:I5")
        sheet.delete_rows(2)

    blank = row(indicator="22/2021-004", answer=None, unit=None, documents=None, status=None, office=None)
    rows = (row(), ("Kesehatan",), blank, ("Hidup",), row(answer=5))
    file = read_file(workbook(tmp_path / "a.xlsx", *rows, change=delete), KNOWN)

    assert ([entry.number for entry in file.rows], reasons(file), file.blank) == ([5], [[]], 1)


def test_a_formula_in_a_workbook_is_refused(tmp_path):
    assert reasons(read_file(workbook(tmp_path / "a.xlsx", row(answer="=1+1")), KNOWN)) == [["formula"]]


def test_rows_on_a_hidden_sheet_are_told_and_not_taken(tmp_path):
    def hide(sheet):
        sheet.title = "Lama"
        sheet.parent.create_sheet("Baru").append(["kosong"])
        sheet.sheet_state = "hidden"

    assert reasons(read_file(workbook(tmp_path / "a.xlsx", ROW, change=hide), KNOWN)) == [["hidden_sheet"]]


def struck(*places):
    def strike(sheet):
        for place in places:
            sheet[place].font = Font(strike=True)

    return strike


def test_a_hidden_sheet_without_a_table_is_told_and_nothing_of_it_repeated(tmp_path):
    def hide(sheet):
        beside = sheet.parent.create_sheet("Pegawai")
        beside.append(["NIK", "Nama"])
        beside.append(["6472010101010001", "A"])
        beside.sheet_state = "hidden"

    file = read_file(workbook(tmp_path / "a.xlsx", ROW, change=hide), KNOWN)

    assert (reasons(file), [notice.sentence(Words("en")) for notice in file.notices]) == (
        [[]], ["hidden sheets that hold no table of answers, not read: 'Pegawai'."]
    )  # fmt: skip
    assert "6472010101010001" not in str(file)


def test_an_answer_on_a_hidden_row_is_told_and_not_taken(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    rows = (row(answer=5), row(answer=6, indicator="4"), row(answer=None, unit=None, documents=None, status=None,
                                                              office=None, indicator="1"))  # fmt: skip
    file = read_file(workbook(tmp_path / "a.xlsx", *rows, change=hide), KNOWN)

    assert (reasons(file), file.blank) == ([[], ["hidden_row"]], 1)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [("D", ["hidden"]), ("DF", ["hidden", "hidden"]), ("ABCEGHI", []), ("ABCDEFGHI", ["hidden_row"])],
)
def test_an_answer_in_a_hidden_column_is_told_and_what_stands_beside_it_may_be_hidden(tmp_path, columns, expected):
    def hide(sheet):
        for letter in columns:
            sheet.column_dimensions[letter].hidden = True

    file = read_file(workbook(tmp_path / "a.xlsx", row(answer=5, documents=2), change=hide), KNOWN)

    assert reasons(file) == [expected]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["D2"], [("struck", "answer")]),
        (["C2", "D2"], [("struck", "indicator_code"), ("struck", "answer")]),
        ([f"{letter}2" for letter in "ABCDEFGHI"], [("struck_row", "")]),
        (["I2", "D1"], []),
    ],
    ids=["answer", "code too", "all", "nothing"],
)
def test_what_is_struck_through_is_told_and_not_taken(tmp_path, places, expected):
    file = read_file(workbook(tmp_path / "a.xlsx", row(answer=5, documents=2), change=struck(*places)), KNOWN)

    assert [(reason.kind, reason.column) for reason in file.rows[0].reasons] == expected


def test_a_telephone_number_that_is_struck_through_is_not_repeated(tmp_path):
    line = row(answer=5, note="telp 0541-731234")
    file = read_file(workbook(tmp_path / "a.xlsx", line, change=struck("I2")), KNOWN)

    assert reasons(file) == [["personal_phone", "struck"]]
    assert "731234" not in str(file)


@pytest.mark.parametrize(
    "names",
    [("Kode Kabupaten/Kota", "Kabupaten/Kota"), ("Kode Wilayah", "Kabupaten/Kota"), ("Kode kab/kota", "Kabupaten/Kota"),
     ("Kode", "Kabupaten/Kota"), ("Kode Kemendagri", "Nama Kabupaten/Kota"), ("regency_code", "Regency")],
    ids=lambda names: names[0],
)  # fmt: skip
@pytest.mark.parametrize(
    ("number", "code"), [("No", "3"), ("Kode indikator", "22/2021-003"), ("Nomor indikator", "3")], ids=lambda one: one
)
def test_code_and_name_of_the_regency_are_two_columns(tmp_path, names, number, code):
    headings = ("Tahun", *names, number, *HEADINGS[3:])
    lines = [("2024", "6401", name, code, *ROW[3:]) for name in ("Kabupaten Paser", "PASER", "", "Tana Paser")]
    path = csv_file(tmp_path / "a.csv", lines[0], headings, *lines[1:], headings=headings)

    assert [(entry.record, entry.reasons) for entry in read_file(path, KNOWN).rows] == [(RECORD, [])] * 4


def test_a_name_beside_the_code_of_another_regency_leaves_open_which_is_meant(tmp_path):
    headings = ("Tahun", "Kode Wilayah", "Kabupaten/Kota", "No", *HEADINGS[3:])
    path = csv_file(tmp_path / "a.csv", ("2024", "6401", "Kab. Kutai", "3", *ROW[3:]), headings=headings)
    [entry] = read_file(path, KNOWN).rows

    assert [reason.sentence(Words("id")) for reason in entry.reasons] == [
        "Kode kabupaten/kota: kode '6401' bukan kode 'Kab. Kutai' yang tertulis di baris ini; betulkan salah satunya. "
        "Bila kodenya kode BPS, namai kolomnya Kode BPS."
    ]
    assert (entry.key, entry.shown["regency_code"]) == ((2024, None, "22/2021-003"), "6401 / Kab. Kutai")
    assert KNOWN.regency(entry.shown["regency_code"]) is None


def test_a_name_that_fits_several_regencies_is_held_against_the_code_of_each():
    there = known()
    there.found["Kutai Barat"], there.several["Kutai Barat"] = None, frozenset({"6402", "6407"})

    assert [there.is_other_regency("Kutai Barat", code) for code in ("6402", "6401")] == [False, True]


def test_without_a_code_the_name_says_the_regency_and_so_it_does_where_no_column_has_one(tmp_path):
    first = ("Tahun", "Kode Wilayah", "Kabupaten/Kota", "No", *HEADINGS[3:])
    second = ("Tahun", "Nama Kabupaten/Kota", "No", *HEADINGS[3:])
    paths = [csv_file(tmp_path / "a.csv", ("2024", "", "Paser", "3", *ROW[3:]), headings=first),
             csv_file(tmp_path / "b.csv", ("2024", "Paser", "3", *ROW[3:]), headings=second)]  # fmt: skip

    assert [entry.record for path in paths for entry in read_file(path, KNOWN).rows] == [RECORD, RECORD]


def test_a_bare_code_beside_the_regency_is_that_of_the_indicator_where_it_may_be_one(tmp_path):
    headings = ("Tahun", "Kode", "Kabupaten/Kota", "No", *HEADINGS[3:])
    path = csv_file(tmp_path / "a.csv", ("2024", "3", "Paser", "1", *ROW[3:]), headings=headings)

    assert [entry.record for entry in read_file(path, KNOWN).rows] == [RECORD]


def test_a_heading_that_stands_twice_leaves_no_row_in(tmp_path):
    path = csv_file(tmp_path / "a.csv", (*ROW, "3"), headings=(*HEADINGS, "Dokumen"))

    assert reasons(read_file(path, KNOWN)) == [["doubled_heading"]]


@pytest.mark.parametrize(
    ("heading", "value", "kind"),
    [("No. HP", "x", "personal_heading"), ("NIK", "x", "personal_heading"), ("Surel", "x", "personal_heading"),
     ("Nomor Induk Kependudukan", "x", "personal_heading"), ("No. Identitas", "x", "personal_heading"),
     ("Kontak", "081234567890", "personal_column"), ("Petugas", "6472010101010001", "personal_column")],
)  # fmt: skip
def test_a_column_of_personal_data_is_refused_by_heading_or_content_and_not_repeated(tmp_path, heading, value, kind):
    file = read_file(csv_file(tmp_path / "a.csv", (*ROW, value), headings=(*HEADINGS, heading)), KNOWN)

    assert reasons(file) == [[kind]]
    assert value == "x" or value not in str(file)


def test_a_cell_of_personal_data_is_not_repeated(tmp_path):
    file = read_file(csv_file(tmp_path / "a.csv", row(note="0812 3456 7890")), KNOWN)

    assert "3456" not in str(file.rows[0].shown) + str(file.rows[0].reasons)


@pytest.mark.parametrize(
    ("headings", "column"),
    [((*HEADINGS[:3], "", *HEADINGS[4:]), "D"), (HEADINGS[:-1], "I"), ((*HEADINGS[:-1], " "), "I")],
    ids=["answers", "beyond the header", "spaces"],
)
def test_a_column_that_holds_something_under_no_heading_leaves_the_file_out(tmp_path, headings, column):
    file = read_file(csv_file(tmp_path / "a.csv", row(note=""), row(note="6472010101010001"), headings=headings), KNOWN)

    assert file.rows == []
    assert file.refusal(Words("en")) == (
        f"a.csv line {2 if column == 'D' else 3}, column {column}: holds something, but has no heading in the header "
        "row (1); give the column its heading as in the template, or empty the column."
    )


@pytest.mark.parametrize(
    ("headings", "line", "expected"),
    [
        (("Nilai", "Poin"), ("12,5", "7"), (12.5, 7)),
        (("Skor", "NILAI"), ("7", "12,5"), (12.5, 7)),
        (("Nilai", "Satuan"), ("12,5", "orang"), (12.5, None)),
        (("Jawaban", "Satuan", "Nilai"), ("12,5", "orang", "7"), (12.5, 7)),
        (("Jawaban (angka)", "Nilai"), ("12,5", "7"), (12.5, 7)),
    ],
)
def test_nilai_is_the_answer_or_the_points_by_the_columns_beside_it(tmp_path, headings, line, expected):
    rows = [(*HEADINGS[:3], *headings), ("2024", "6401", "3", *line), (*HEADINGS[:3], *headings)]
    file = read_file(csv_file(tmp_path / "a.csv", *rows[1:], headings=rows[0]), KNOWN)

    assert [(entry.record["answer_number"], entry.record["points"]) for entry in file.rows] == [expected]
    assert reasons(file) == [[]]


@pytest.mark.parametrize("beside", [(), ("Catatan",), ("Jawaban (ya/tidak)",), ("Jawaban", "Poin")])
def test_nilai_that_may_be_either_leaves_the_file_out_and_says_which_heading_to_give(tmp_path, beside):
    headings = (*HEADINGS[:3], *beside, "Nilai")
    file = read_file(csv_file(tmp_path / "a.csv", ("2024", "6401", "3", *beside, "7"), headings=headings), KNOWN)

    assert file.rows == []
    assert file.refusal(Words("en")) == (
        'a.csv line 1, column Nilai: may mean what the regency answers or the points it was given; head it "Jawaban" '
        '(answer) where it holds answers, or "Poin" (points) where it holds points of the checker.'
    )


@pytest.mark.parametrize(
    ("headings", "line", "expected"),
    [
        (("Capaian",), ("ya",), (None, True, None)),
        (("Realisasi",), ("tidak",), (None, False, None)),
        (("Capaian",), ("12,5",), (12.5, None, None)),
        (("Realisasi", "Nilai"), ("87,5%", "7"), (87.5, None, 7)),
        (("Jawaban", "Capaian"), ("ya", ""), (None, True, None)),
        (("Jawaban (ya/tidak)", "Realisasi"), ("", "12"), (12, None, None)),
    ],
)
def test_an_achievement_is_either_kind_of_answer_and_a_number_beside_a_column_of_answers(
    tmp_path, headings, line, expected
):
    path = csv_file(tmp_path / "a.csv", ("2024", "6401", "3", *line), headings=(*HEADINGS[:3], *headings))
    [entry] = read_file(path, KNOWN).rows

    assert entry.reasons == []
    assert tuple(entry.record[name] for name in ("answer_number", "answer_yes", "points")) == expected


def test_two_columns_of_achievements_are_asked_back(tmp_path):
    headings = (*HEADINGS[:3], "Capaian", "Realisasi")
    file = read_file(csv_file(tmp_path / "a.csv", ("2024", "6401", "3", "12", "13"), headings=headings), KNOWN)

    assert reasons(file) == [["doubled_heading"]]


def test_a_title_or_a_footnote_needs_no_heading(tmp_path):
    headings = ("", *HEADINGS)
    path = csv_file(tmp_path / "a.csv", ("Hak hidup",), ("", *ROW), ("Sumber: dinas",), headings=headings)

    assert [entry.record for entry in read_file(path, KNOWN).rows] == [RECORD]


def with_documents(path, *pairs, units=None, before=()):
    """Tell why rows are set aside: indicators 1, 2, 3, 4 and again, each with an answer and documents."""
    lines = [row(answer=answer, documents=documents, unit="", indicator=str(number % 4 + 1))
             for number, (answer, documents) in enumerate(pairs)]  # fmt: skip
    file = read_file(csv_file(path / "a.csv", *lines), KNOWN)
    last = {(2024, "6401", f"22/2021-{number:03d}"): answer for number, answer in enumerate(before, 1)}
    doubt_swapped(file.rows, units or {}, last)
    return reasons(file)


def test_answers_and_documents_that_changed_places_are_set_aside(tmp_path):
    assert with_documents(tmp_path, (2, 57), (1, 88), (0, 31), (3, 4), (9, 12)) == [["swapped"]] * 5
    assert with_documents(tmp_path, (2, 57), (1, 88), (3, 4), (9, 12), (7, 1)) == [[]] * 5
    assert with_documents(tmp_path, (2, 19), (1, 20), (0, 12)) == [[]] * 3
    assert with_documents(tmp_path, (514, 57), (317, 88), (314, 31)) == [[]] * 3


YES_NO = {"22/2021-001": "yes/no", "22/2021-002": "Ya / Tidak", "22/2021-003": "%"}


def test_documents_that_hold_what_an_indicator_asks_for_betray_the_small_numbers_of_their_sheet(tmp_path):
    swapped = [(3, "ya"), (1, "tidak"), (2, "87,5"), (3, 4), (1, "ada"), (2, "ya"), (1, "95%"), (2, 7)]
    told = with_documents(tmp_path, *swapped, units=YES_NO)

    small = ["swapped"]
    assert told == [["not_a_count", "swapped"]] * 3 + [small] + [["not_a_count", "swapped"]] * 3 + [small]
    assert with_documents(tmp_path, *swapped, units={})[3::4] == [[], []]


def test_a_yes_to_the_documents_of_a_number_only_says_that_there_are_some(tmp_path):
    assert with_documents(tmp_path, (3, "ada"), (1, "ya"), (2, "ya"), (3, 4)) == [["not_a_count"]] * 3 + [[]]


def test_a_sheet_whose_other_answers_are_right_is_not_doubted_for_a_few_odd_rows(tmp_path):
    odd, right = [(3, "ya"), (1, "ya"), (2, "87,5"), (3, 4)], [("ya", 3), ("ya", 2), ("88,5", 2), (3, 4)]

    assert with_documents(tmp_path, *odd, *right, units=YES_NO)[4:] == [[]] * 4


def test_documents_that_are_nearer_to_last_years_answers_are_doubted(tmp_path):
    last = (12, 9, 17, 11)

    assert with_documents(tmp_path, (2, 12), (1, 10), (3, 18), (2, 2), before=last) == [["swapped"]] * 4
    assert with_documents(tmp_path, (12, 2), (10, 1), (18, 3), (2, 2), before=last) == [[]] * 4
    assert with_documents(tmp_path, (2, 12), (1, 10), (3, 18), (2, 2)) == [[]] * 4


def test_a_form_whose_yes_became_a_second_answer_is_doubted(tmp_path):
    headings = ("Tahun", "Kode kabupaten/kota", "Kode indikator", "Jawaban (angka)", "Jawaban (ya/tidak)",
                "Jumlah dokumen")  # fmt: skip
    lines = [("2024", "6401", code, *rest) for code, *rest in
             ((1, 2, "ya", ""), (2, 1, "tidak", ""), (1, 4, "ya", ""), (4, 3, "", 12))]  # fmt: skip
    file = read_file(csv_file(tmp_path / "a.csv", *lines, headings=headings), KNOWN)
    doubt_swapped(file.rows, YES_NO, {})

    assert reasons(file) == [["two_answers", "swapped"]] * 3 + [["swapped"]]


def test_the_rows_of_one_regency_may_be_exchanged_among_those_of_others(tmp_path):
    lines = [row(answer=answer, documents=documents, indicator=number, regency=regency, unit="")
             for regency, pairs in (("6401", ((2, 57), (1, 88), (0, 31))), ("6402", ((57, 2), (88, 1), (9, 9))))
             for number, (answer, documents) in enumerate(pairs, 1)]  # fmt: skip
    file = read_file(csv_file(tmp_path / "a.csv", *lines), KNOWN)
    doubt_swapped(file.rows, {}, {})

    assert reasons(file) == [["swapped"]] * 3 + [[]] * 3


def test_more_documents_than_anybody_hands_in_are_asked_back(tmp_path):
    assert with_documents(tmp_path, (500, 200), (500, 201), (2, 514)) == [[], *[["too_many_documents"]] * 2]


def test_columns_that_nobody_knows_are_told(tmp_path):
    file = read_file(csv_file(tmp_path / "a.csv", (*ROW, "x"), headings=(*HEADINGS, "Warna")), KNOWN)

    assert [notice.sentence(Words("en")) for notice in file.notices] == [
        "columns that are not known, not taken: Warna."
    ]
    assert reasons(file) == [[]]


@pytest.mark.parametrize(
    "heading",
    ["Jml Dok", "Jml. Dok.", "Jml Dokumen", "Jlh dokumen", "Jumlah dok", "JML DOK. PENDUKUNG", "Jumlah berkas", "Dok."],
)
def test_the_number_of_documents_is_known_by_the_short_words_that_people_write(tmp_path, heading):
    headings = tuple(heading if name == "Jumlah dokumen" else name for name in HEADINGS)
    file = read_file(csv_file(tmp_path / "a.csv", ROW, headings=headings), KNOWN)

    assert ([entry.record["documents"] for entry in file.rows], file.notices) == ([2], [])


def test_a_filled_column_that_nobody_knows_is_pressing_where_one_is_missing_that_it_may_be(tmp_path):
    headings = tuple("Setoran" if name == "Jumlah dokumen" else name for name in (*HEADINGS, "Warna"))
    file = read_file(csv_file(tmp_path / "a.csv", (*ROW, ""), headings=headings), KNOWN)

    assert [notice.sentence(Words("en")) for notice in file.notices] == [
        "NOTE: no column is known as 'Jumlah dokumen', and column 'Setoran', which most rows fill in, is not known and "
        "so was not taken. If that is the one, change its heading and import the file again.",
        "columns that are not known, not taken: Warna.",
    ]


def test_a_note_keeps_its_lines_and_any_other_text_is_one_line(tmp_path):
    said = [row(note=f"Perda{end}12/2023 ", office=f"Dinas{end}Sosial", indicator=f"22/2021-00{at}", unit="")
            for at, end in enumerate(("\r\n", "\n", " ", "\n\n"), 1)]  # fmt: skip
    file = read_file(workbook(tmp_path / "a.xlsx", *said), KNOWN)

    assert [(entry.record["note"], entry.record["office"]) for entry in file.rows] == [
        (f"Perda{end}12/2023", "Dinas Sosial") for end in ("\n", "\n", " ", "\n\n")
    ]


def test_a_table_without_a_column_of_documents_is_told_once_as_one_that_does_not_say_whether_there_are_any(tmp_path):
    def add_sheet(sheet):
        again = sheet.parent.create_sheet("Dua")
        again.append(HEADINGS[:5])
        again.append(ROW[:5])

    book = workbook(tmp_path / "a.xlsx", ROW[:5], headings=HEADINGS[:5], change=add_sheet)

    assert [notice.sentence(Words("en")) for notice in read_file(book, KNOWN).notices] == [
        "there is no column for documents, so it is not known whether the answers come with any."
    ]


def summed(path, *lines):
    """Read a table of numbers of documents, and tell of each row in it what stands there and why it is not taken."""
    rows = [line if len(line) > 2 else ("", "", line[0], "", "", line[1], "", "", "") for line in lines]
    file = read_file(csv_file(path / "a.csv", *rows), KNOWN)
    assert file.notices == []
    return [(entry.number, [reason.sentence(Words("en")) for reason in entry.reasons]) for entry in file.rows]


FIRST, SECOND = row(documents=2), row(documents=3, indicator="4", office="Dinas Sosial")
WRONG = ["Documents: the total written is 7, but the rows add up to 5; mend the total or the rows."]


@pytest.mark.parametrize("name", ["Jumlah", "TOTAL", "Total seluruhnya", "Grand total", "Jumlah dokumen"])
def test_a_total_is_no_submission_and_in_quarantine_where_it_does_not_add_up(tmp_path, name):
    assert summed(tmp_path, FIRST, SECOND, (name, 5)) == [(2, []), (3, [])]
    assert summed(tmp_path, FIRST, SECOND, (name, 7)) == [(2, []), (3, []), (4, WRONG)]


@pytest.mark.parametrize("changed", [{"note": "Jumlah"}, {"status": "diserahkan"}, {"answer": "ya", "note": "total"}])
def test_a_row_without_a_code_that_answers_is_no_total_whatever_it_says(tmp_path, changed):
    usual = {"indicator": "", "office": "", "unit": "", "status": "", "documents": "2"}
    line = row(**{**usual, **changed}, year="2024")
    name = "" if "note" in changed else "Jumlah"
    path = csv_file(tmp_path / "a.csv", (*FIRST, ""), (*line, name), headings=(*HEADINGS, "Indikator"))
    file = read_file(path, KNOWN)

    assert (reasons(file), file.totals) == ([[], ["no_key"]], 0)


def test_totals_that_add_up_or_cannot_be_added_up_are_counted(tmp_path):
    mixed = ("", "", "Jumlah", "20", "", "", "", "", "")
    path = csv_file(tmp_path / "a.csv", FIRST, row(unit="km", indicator="4"), mixed, ("", "", "Total", "", "", "4"))
    file = read_file(path, KNOWN)

    assert (len(file.rows), file.totals) == (2, 2)


@pytest.mark.parametrize("written", ["lima", "1.234", "5 dokumen", "#REF!"])
def test_a_total_that_cannot_be_read_is_in_quarantine_and_said_to_be_so(tmp_path, written):
    why = (f"Documents: the total '{written}' cannot be read as a number, so that it cannot be held against the rows; "
           "write a number alone, such as 1234 or 12,5, or leave it empty.")  # fmt: skip
    assert summed(tmp_path, FIRST, SECOND, ("Jumlah", written)) == [(2, []), (3, []), (4, [why])]


def test_a_total_of_thousands_that_adds_up_and_a_stroke_are_read(tmp_path):
    lines = [row(answer=answer, indicator=code, unit="km") for answer, code in (("1200", "1"), ("34", "3"))]
    totals = [("", "", "Jumlah", answer, "", "", "", "", "") for answer in ("1.234", "-", "\u2013")]
    file = read_file(csv_file(tmp_path / "a.csv", *lines, *totals), KNOWN)

    assert (reasons(file), file.totals) == ([[], []], 3)


def test_a_total_under_a_heading_is_of_the_rows_of_the_heading_and_the_last_one_of_all(tmp_path):
    lines = (("Hak hidup", ""), FIRST, ("Subtotal", 2), ("Kesehatan", ""), SECOND, ("Jumlah", 3))

    assert summed(tmp_path, *lines, ("Jumlah", 5)) == [(3, []), (6, [])]
    assert summed(tmp_path, *lines, ("Jumlah", 7)) == [(3, []), (6, []), (8, WRONG)]
    assert [number for number, why in summed(tmp_path, ("Hak hidup", ""), SECOND, FIRST, ("Subtotal", 2)) if why] == [5]


def test_a_total_at_the_foot_is_of_all_rows_unless_the_blocks_above_have_their_own(tmp_path):
    blocks = (("Hak hidup", ""), FIRST, ("Kesehatan", ""), SECOND)
    either = ["Documents: the total written is 7, but all rows add up to 5, and the last block alone to 3; mend the "
              "total or the rows."]  # fmt: skip
    block = ["Documents: the total 3 fits the last block alone, but all rows add up to 5; call it Subtotal where that "
             "block is meant, or mend it."]  # fmt: skip

    told = {(name, told): summed(tmp_path, *blocks, (name, told))[2:]
            for name, told in (("Jumlah", 5), ("Jumlah", 7), ("Jumlah", 3), ("Subtotal", 3))}  # fmt: skip
    assert told == {("Jumlah", 5): [], ("Jumlah", 7): [(6, either)], ("Jumlah", 3): [(6, block)], ("Subtotal", 3): []}
    assert summed(tmp_path, *blocks[:2], ("Jumlah", 2), *blocks[2:], ("Jumlah", 3))[2:] == []
    assert summed(tmp_path, *blocks, ("Jumlah", 3), ("Hak lain", ""), row(documents=4, indicator="1"))[3:] == []


def test_a_total_of_an_office_or_a_right_is_of_its_rows_wherever_they_stand(tmp_path):
    lines = (("Hak hidup", ""), FIRST, ("Kesehatan", ""), SECOND, row(documents=4, indicator="1"))

    assert summed(tmp_path, *lines, ("Jumlah Dinas Kesehatan", 6)) == [(3, []), (5, []), (6, [])]
    assert summed(tmp_path, *lines, ("Total Kesehatan", 7), ("Total hak hidup", 2)) == [(3, []), (5, []), (6, [])]
    assert [number for number, why in summed(tmp_path, *lines, ("Jumlah Dinas Sosial", 6)) if why] == [7]


def test_a_total_that_names_its_regency_is_of_the_rows_of_that_regency(tmp_path):
    other = row(documents=3, regency="6402")
    right, wrong = [("2024", "Kutai", "Jumlah", "", "", told, "", "", "") for told in (3, 7)]

    assert summed(tmp_path, FIRST, other, right) == summed(tmp_path, FIRST, other) == [(2, []), (3, [])]
    assert [number for number, why in summed(tmp_path, FIRST, other, wrong) if why] == [4]
    assert [number for number, why in summed(tmp_path, FIRST, other, ("Total Kutai", 2)) if why] == [4]


def test_answers_are_added_up_where_they_are_in_one_unit_alone(tmp_path):
    people = [row(answer=number, unit="orang", indicator=code) for number, code in (("12,25", "3"), ("7,5", "4"))]
    total = ("", "", "Jumlah", "20,0", "", "", "", "", "")

    assert [why for _, why in summed(tmp_path, *people, total)] == [
        [], [], ["Answer: the total written is 20,0, but the rows add up to 19.75; mend the total or the rows."],
    ]  # fmt: skip
    assert summed(tmp_path, *people, row(answer="1", unit="km", indicator="1"), total)[3:] == []


@pytest.mark.parametrize(
    ("told", "wrong"),
    [("19,75", []), ("19,8", []), ("19,7", []), ("19,9", [4]), ("19,6", [4]), ("20", []), ("19", [4]), ("21", [4])],
)
def test_a_total_may_be_rounded_to_the_decimals_that_it_is_told_with_and_no_further(tmp_path, told, wrong):
    people = [row(answer=number, unit="orang", indicator=code) for number, code in (("12,25", "3"), ("7,5", "4"))]
    lines = summed(tmp_path, *people, ("", "", "Jumlah", told, "", "", "", "", ""))

    assert [number for number, why in lines if why] == wrong


def test_a_total_over_a_row_that_cannot_be_read_is_not_held_against_the_rest(tmp_path):
    assert [number for number, why in summed(tmp_path, FIRST, row(documents="dua"), ("Jumlah", 7)) if why] == [3]


@pytest.mark.parametrize(
    ("unread", "total"),
    [
        ({"regency": ""}, ("", "", "Jumlah Paser", "", "", "9", "", "", "")),
        ({"regency": ""}, ("", "Paser", "Jumlah", "", "", "9", "", "", "")),
        ({"office": "=A1"}, ("", "", "Jumlah Dinas Kesehatan", "", "", "9", "", "", "")),
        ({"office": "=A1"}, ("", "", "Jumlah", "", "", "9", "", "Dinas Kesehatan", "")),
    ],
)
def test_a_total_of_a_regency_or_an_office_is_not_held_against_rows_where_some_may_be_of_it(tmp_path, unread, total):
    assert [number for number, why in summed(tmp_path, FIRST, row(documents=3, **unread), total) if why] == [3]
    assert [number for number, why in summed(tmp_path, FIRST, SECOND, total) if why] == [4]


def test_an_indicator_that_is_called_a_total_is_a_row_as_any(tmp_path):
    headings = (*HEADINGS, "Indikator")
    file = read_file(csv_file(tmp_path / "a.csv", (*ROW, "Jumlah penduduk"), headings=headings), KNOWN)

    assert reasons(file) == [[]]


def test_rows_without_any_answer_are_blank(tmp_path):
    blank = row(answer="", unit="", documents="", status="", office="")
    file = read_file(csv_file(tmp_path / "a.csv", blank, ROW), KNOWN)

    assert (len(file.rows), file.blank) == (1, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.xlsx: the file is empty; check that it is the one you mean."),
        (b"\x00\x01\x02\x03", "a.xlsx: this is not a table of text; save the table as CSV or XLSX."),
        (b"Nama;Umur\nBudi;7\n", "a.xlsx: has no header row with a column of indicators and one of answers; use the "
         "template of kkpham submissions template, or its column headings."),
        (b"Kode indikator;Jawaban;Satuan\n1;2;3\n", "a.xlsx line 1, column Award year: no heading says it, nor "
         "does the sheet about the file; understood were: Kode indikator, Jawaban, Satuan; not understood: –; head its "
         "column 'Tahun penghargaan', 'Kode kabupaten/kota', or use the template of kkpham submissions template."),
    ],
    ids=["empty", "binary", "another table", "whose"],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_a_sentence(tmp_path, content, said):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    file = read_file(path, KNOWN)

    assert file.refusal(Words("en")) == said
    assert "award_year" not in file.refusal(Words("id"))
    assert file.rows == []


@pytest.mark.parametrize(
    ("label", "number", "found"),
    [("Angka kematian bayi", "1", []), ("Angka kematian", "1", []), ("Perda", "1", ["other_row"])],
)
def test_a_row_of_a_table_with_the_name_of_another_indicator_is_asked_back(tmp_path, label, number, found):
    headings = (*HEADINGS, "No", "Indikator")
    file = read_file(csv_file(tmp_path / "a.csv", (*ROW, number, label), headings=headings), KNOWN)

    assert reasons(file) == [found]


def hidden_total(tmp_path, total, *, rows=(), columns=()):
    """Read two rows with 2 and 3 documents under a total, some rows or columns of which are hidden."""

    def hide(sheet):
        for number in rows:
            sheet.row_dimensions[number].hidden = True
        for letter in columns:
            sheet.column_dimensions[letter].hidden = True

    lines = (row(documents=2), row(documents=3, indicator="1"), ("", "", "Jumlah", "", "", total, "", "", ""))
    file = read_file(workbook(tmp_path / "a.xlsx", *lines, change=hide), KNOWN)
    return [[reason.sentence(Words("en")) for reason in entry.reasons] for entry in file.rows if entry.number == 4]


def test_a_total_over_rows_of_which_some_are_hidden_may_count_these_or_not(tmp_path):
    assert [hidden_total(tmp_path, total, rows=[3]) for total in (5, 2)] == [[], []]
    assert hidden_total(tmp_path, 7, rows=[3]) == [
        ["Documents: the total written is 7, but the rows add up to 5, with 1 of them hidden; show them all, then mend "
         "the total or the rows."]
    ]  # fmt: skip


def test_a_hidden_total_that_does_not_add_up_is_said_to_be_hidden(tmp_path):
    assert hidden_total(tmp_path, 5, rows=[4]) == []
    assert hidden_total(tmp_path, 7, rows=[4]) == [
        ["Documents: the total 7 is hidden and does not fit the rows, which add up to 5; show it and mend it, or "
         "delete it."]
    ]  # fmt: skip


def test_a_regency_that_is_nearly_one_is_asked_back_with_the_name_that_may_be_meant(tmp_path):
    file = csv_file(tmp_path / "a.csv", row(regency="Pasir"), row(regency="Atlantis"))
    said = [reason.sentence(Words("id")) for entry in read_file(file, KNOWN).rows for reason in entry.reasons]

    assert said == [
        "Kode kabupaten/kota: 'Pasir' bukan kabupaten/kota yang dikenal; mungkin maksudnya Kabupaten Paser (6401). "
        "Tulis kode Kemendagri.",
        "Kode kabupaten/kota: 'Atlantis' bukan kabupaten/kota yang dikenal, atau berlaku untuk beberapa; tulis kode "
        "Kemendagri, misalnya 6472.",
    ]


@pytest.mark.parametrize("office", ["Dinas Kesehatan", "UPT Paser", "DLH Paser"])
def test_an_office_is_asked_back_without_the_name_of_a_regency(tmp_path, office):
    south_nias = {
        "regency_code": "1214",
        "type": "kabupaten",
        "name": "Nias Selatan",
        "full_name": "Kabupaten Nias Selatan",
    }
    regencies = pd.concat([REGENCIES, pd.DataFrame([{"province_code": "64", **south_nias}])])
    file = csv_file(tmp_path / "a.csv", row(regency=office))

    assert reasons(read_file(file, known(regencies=regencies))) == [["unknown_regency_code"]]


def test_text_that_is_called_a_document_is_said_to_be_no_table(tmp_path):
    (tmp_path / "a.docx").write_text("Kepada Yth.\nTerlampir isian kami", encoding="utf-8")

    assert read_file(tmp_path / "a.docx", KNOWN).refusal(Words("id")) == (
        "a.docx: ini bukan tabel teks; simpan tabelnya sebagai CSV atau XLSX."
    )


def test_reasons_use_the_words_of_the_sheet(tmp_path):
    table = csv_file(tmp_path / "a.csv", ("2024", "6401", "1", "ya", "11", "2024-13-01"),
                     headings=(*HEADINGS[:4], "Poin", "Tanggal diperiksa"))  # fmt: skip
    known_most = replace(KNOWN, most_points={"22/2021-001": 10.0})
    said = [reason.sentence(Words("id")) for entry in read_file(table, known_most).rows for reason in entry.reasons]

    assert said == [
        "Tanggal diperiksa: '2024-13-01' bukan tanggal; tulis seperti 2024-05-31.",
        "Nilai (diisi pemeriksa): '11' melebihi nilai tertinggi indikator ini, 10; unit kerja "
        "pemeriksa perlu memperbaikinya.",
    ]


def test_a_total_in_quarantine_says_whose_it_is_where_its_rows_are_of_one_office(tmp_path):
    def offices(*lines):
        file = read_file(csv_file(tmp_path / "a.csv", *lines), KNOWN)
        return [entry.shown.get("office") for entry in file.rows if entry.reasons]

    def total(name):
        return ("", "", name, "", "", "7", "", "", "")

    assert offices(FIRST, SECOND, total("Subtotal Dinas Sosial")) == ["Dinas Sosial"]
    assert offices(SECOND, total("Jumlah")) == ["Dinas Sosial"]
    assert offices(FIRST, SECOND, total("Jumlah")) == [None]


RECAP = (("Bagian Hukum", 2), ("Dinas Sosial", 3))


def recapped(path, *lines, said="regency"):
    """Read a table with lines that are called something in the column of the regency or the indicator, and totals.

    Give the kinds of the reasons of its totals in quarantine, and how many totals are in order.
    """
    place = HEADINGS.index({"regency": "Kode kabupaten/kota", "indicator": "Kode indikator"}[said])
    rows = [line if len(line) > 2 else ("",) * place + (line[0],) + ("",) * (4 - place) + (line[1], "", "", "")
            for line in lines]  # fmt: skip
    file = read_file(csv_file(path / "a.csv", *rows), KNOWN)
    kinds = [[reason.kind for reason in entry.reasons] for entry in file.rows]
    return [each for each in kinds if each and all(kind.startswith("total") for kind in each)], file.totals


@pytest.mark.parametrize("said", ["regency", "indicator"])
def test_a_total_is_no_finding_where_it_fits_the_rows_without_a_recapitulation_or_with_it(tmp_path, said):
    assert recapped(tmp_path, FIRST, SECOND, *RECAP, ("Total", 5), said=said) == ([], 1)
    assert recapped(tmp_path, FIRST, SECOND, *RECAP, ("Total", 10), said=said) == ([], 1)
    assert recapped(tmp_path, FIRST, SECOND, ("Jumlah", 5), ("Rekap", ""), *RECAP, ("Total", 5), said=said) == ([], 2)


@pytest.mark.parametrize("headed", [(), (("Rekap", ""),)])
def test_of_a_total_that_fits_neither_no_sum_is_said(tmp_path, headed):
    lines = (FIRST, SECOND, *headed, ("Bagian Hukum", 2), ("Dinas Sosial", 4), ("Total", 6))
    told = summed(tmp_path, *(("", line[0], "", "", "", line[1], "", "", "") if len(line) < 3 else line
                              for line in lines))  # fmt: skip

    assert told[-1] == (6 + len(headed), [
        "Documents: the total 6 is not the sum of all its rows, neither with nor without those whose regency or "
        "indicator is not known; mend these (delete what is no answer), then look at the total again."
    ])  # fmt: skip


def test_a_code_that_is_not_known_is_a_certain_part_of_a_sum(tmp_path):
    lines = (FIRST, row(documents=3, indicator="22/2021-099"), *RECAP)

    assert recapped(tmp_path, *lines, ("Total", 5)) == ([], 1)
    assert recapped(tmp_path, *lines, ("Total", 2)) == ([["total_unsure"]], 0)


def test_a_recapitulation_of_regencies_is_no_certain_part_of_a_sum(tmp_path):
    other = row(documents=3, regency="6402")

    assert recapped(tmp_path, FIRST, other, ("Paser", 2), ("Kutai", 3), ("Total", 5)) == ([], 1)


@pytest.mark.parametrize("name", ["Jumlah Dinas Kesehatan dan Dinas Sosial", "Total Dinkes", "Jumlah seluruh OPD"])
def test_what_is_called_a_total_in_the_place_of_a_regency_is_one_whosever_it_is(tmp_path, name):
    file = read_file(csv_file(tmp_path / "a.csv", FIRST, SECOND, ("", name, "", "", "", "5", "", "", "")), KNOWN)

    assert (reasons(file), file.totals) == ([[], []], 1)


def test_an_answer_whose_code_is_missing_is_no_total_whatever_its_indicator_is_called(tmp_path):
    lines = [(*FIRST, "Perda"), (*row(indicator="", office="", status="", answer="500"), "Jumlah penduduk miskin")]
    file = read_file(csv_file(tmp_path / "a.csv", *lines, headings=(*HEADINGS, "Indikator")), KNOWN)

    assert (reasons(file)[1], file.totals) == (["no_key"], 0)


@pytest.mark.parametrize(
    ("indicators", "year", "expected"),
    [
        ({}, "2024", ["no_list_yet"]),
        ({"99/2030-001": (2030, 2034)}, "2024", ["no_list_yet"]),
        (KNOWN.indicators, "2024", ["unknown_indicator_code"]),
        ({}, "", ["no_key", "no_list_yet"]),
        (KNOWN.indicators, "", ["no_key", "unknown_indicator_code"]),
    ],
)
def test_a_code_is_not_blamed_where_there_is_no_list_of_its_round_yet(tmp_path, indicators, year, expected):
    file = csv_file(tmp_path / "a.csv", row(indicator="22/2021-099", year=year))

    assert reasons(read_file(file, replace(KNOWN, indicators=indicators))) == [expected]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Tahun;Kota;Nomor indikator;Jawaban", "2024;6401;3;4"),
         ("Tahun;Kota;Jawaban;Nomor indikator", "2024;6402;3;4")),
        (("Tahun;Kota;Nomor indikator;Jawaban;Jumlah dokumen", "2024;6401;3;4;5"),
         ("Tahun;Kota;Nomor indikator;Jumlah dokumen;Jawaban", "2024;6402;3;4;5")),
        (("Tahun;Kota;Nomor indikator;Jawaban", "2024;6401;3;4"),
         ("Tahun;Kota;Nomor indikator;Jawaban;Jumlah dokumen", "2024;6402;3;4;5")),
    ],
    ids=["swapped", "documents first", "one more"],
)  # fmt: skip
def test_two_tables_of_one_sheet_with_other_columns_leave_the_file_out(tmp_path, first, second):
    path = tmp_path / "a.csv"
    path.write_text("\n".join((*first, *second)), encoding="utf-8")
    file = read_file(path, known())

    assert file.rows == []
    assert "judul tabel lain di lembar" in file.refusal(Words("id"))


def test_the_same_header_again_in_a_sheet_is_no_other_table(tmp_path):
    path = tmp_path / "a.csv"
    head = "Tahun;Kota;Nomor indikator;Jawaban\n"
    path.write_text(f"{head}2024;6401;3;4\n{head}2024;6402;3;5\n", encoding="utf-8")

    assert [entry.reasons for entry in read_file(path, known()).rows] == [[], []]
