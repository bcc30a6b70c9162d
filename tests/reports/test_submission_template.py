"""A template is filled in and comes back as what was filled in, and says whose it is whatever it is called."""

import csv
import datetime as dt
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pandas.testing import assert_frame_equal
from tests.examples import examples

from kkpham_analysis.language import Words
from kkpham_analysis.reports import submission_template
from kkpham_analysis.reports.submission_template import COLUMNS, HEADER_ROW, TemplateFor, template, template_bytes
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS
from kkpham_analysis.tables.submissions.files import read_file
from kkpham_analysis.tables.submissions.importing import as_frame, import_files
from kkpham_analysis.tables.submissions.layout import ANSWER_KEY
from kkpham_analysis.tables.submissions.quarantine import read_quarantine
from kkpham_analysis.tables.submissions.store import read_stored
from kkpham_analysis.tables.units import is_yes_no
from kkpham_analysis.tables.vocabulary import SUBMISSION_STATUSES

from ..tables.submissions.submission_rows import submissions
from ..tables.submissions.submission_sheets import INDICATORS, known
from ..tables.submissions.test_files import reasons

WHOM = TemplateFor(2024, "6401", "Kabupaten Paser")
EMPTY = template_bytes(INDICATORS, WHOM)
KNOWN = known()
STATUSES = dict(
    zip(SUBMISSION_STATUSES, ["belum ada", "diserahkan", "terverifikasi", "ditolak", "tidak berlaku"], strict=True)
)
# Words, and what a sheet or a list of values might take for something else than a text.
TEXTS = st.text(st.characters(categories=["L"], max_codepoint=0x2FF), min_size=1, max_size=20) | st.sampled_from([
    '"dikutip"', "it's", "a;b", "a,b", "12", "007", "1.234,5", "1e3", "50%", "50 %", "ya", "tidak",
    "2023-05-01", "1/5/2023", "45047", "+1", "-1", "@SUM(A1)", "-", "'=1", "#N/A", "nihil",
    "TRUE", "NA", "NULL", "nan", "<b>&amp;</b>", "Perda 12/2023 (2 dok.)", "\\N", "{{x}}",
])  # fmt: skip
# A note may have several lines, with empty ones between.
NOTES = st.tuples(TEXTS, TEXTS, st.sampled_from(["\n", "\n\n", "\n- "])).map(
    lambda said: f"{said[0]}{said[2]}{said[1]}"
)
UNITS = st.text(st.characters(categories=["L"], max_codepoint=0x2FF), min_size=1, max_size=20) | st.sampled_from(
    ["%", "per 1.000", "m²", 'inci "', "orang; jiwa"]
)


def numbers(low, high):
    """Give numbers of the fifteen digits that a spreadsheet keeps."""
    return st.floats(low, high, allow_subnormal=False).map(lambda number: float(f"{number:.15g}"))


ANSWERS = {
    "documents": st.integers(0, 20),
    "status": st.sampled_from([status for status in SUBMISSION_STATUSES if status != "verified"]),
    "points": numbers(0, 100),
    "office": TEXTS,
    "checked_by": TEXTS,
    "checked_on": st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    "note": TEXTS | NOTES,
}


def is_possible(said):
    """Whether points stand only where something was handed in and not rejected."""
    answered = {"answer_number", "answer_yes"} & set(said) or said.get("documents")
    return not said.get("points") or said.get("status", "submitted" if answered else "none") not in ("none", "rejected")


NUMBERS = st.fixed_dictionaries({"answer_number": numbers(-1e12, 1e12)}, optional={"unit": UNITS, **ANSWERS}).filter(
    is_possible
)
YES_OR_NO = st.fixed_dictionaries({"answer_yes": st.booleans()}, optional=ANSWERS).filter(is_possible)
WITHOUT = st.fixed_dictionaries({}, optional=ANSWERS).filter(
    # What says that it was handed in holds a document, where it holds no answer.
    lambda said: bool(said) and is_possible(said) and (said.get("status") != "submitted" or bool(said.get("documents")))
)


@pytest.fixture
def sheet():
    return load_workbook(io.BytesIO(EMPTY))["Isian"]


def filled(path, answers):
    """Write answers into the template as an official does."""
    book = load_workbook(io.BytesIO(EMPTY))
    sheet = book["Isian"]
    lines = {cell.value: cell.row for cell in sheet["B"]}
    for code, answer in answers.items():
        for name, value in answer.items():
            shown = {"answer_yes": {True: "ya", False: "tidak"}, "status": STATUSES}.get(name, {}).get(value, value)
            cell = sheet.cell(lines[code], COLUMNS.index(name) + 1, shown)
            if isinstance(shown, str):
                cell.data_type = "s"
    book.save(path)
    return path


def as_record(code, answer):
    """Give the record that an answer is to become."""
    units = dict(zip(INDICATORS["indicator_code"], ("", None, "per 1.000", "orang"), strict=True))
    names = ("answer_number", "answer_yes", "documents", "status", "points", "office", "checked_by", "checked_on",
             "note")  # fmt: skip
    record = dict(zip(ANSWER_KEY, (2024, "6401", code), strict=True)) | {name: answer.get(name) for name in names}
    record["checked_on"] = record["checked_on"] and record["checked_on"].isoformat()
    record["unit"] = answer.get("unit", units[code] or None) if "answer_number" in answer else None
    answered = {"answer_number", "answer_yes"} & set(answer) or answer.get("documents")
    record["status"] = answer.get("status") or ("submitted" if answered else "none")
    return record


def table_of(records):
    """Records as the table that is stored: nothing in it is synthetic."""
    types = {field.name: field.dtype for field in SUBMISSIONS.fields}
    return pd.DataFrame(records).assign(synthetic=False).reindex(columns=list(types)).astype(types)


UNIT_OF = dict(zip(INDICATORS["indicator_code"], INDICATORS["unit"].fillna(""), strict=True))
# A number where a yes or a no is asked for is asked back, and not stored.
FILLED = st.fixed_dictionaries({}, optional={
    code: st.one_of(YES_OR_NO, WITHOUT, *([] if is_yes_no(unit) else [NUMBERS])) for code, unit in UNIT_OF.items()
}).filter(bool)  # fmt: skip


@examples(40)
@given(FILLED)
def test_a_filled_template_that_is_imported_is_stored_as_exactly_what_was_filled_in(tmp_path_factory, answers):
    folder = tmp_path_factory.mktemp("imported")
    file = filled(folder / "renamed.xlsx", answers)
    [report] = import_files(folder, [file], KNOWN, Words("en"))

    origin = "isian-2024-6401.xlsx"
    known = [
        {**as_record(code, answer), "origin": origin, "list_version": 1} for code, answer in sorted(answers.items())
    ]
    assert (report.rows, report.accepted, report.quarantined) == (len(answers), len(answers), 0)
    assert (report.origin, report.blank) == (origin, len(INDICATORS) - len(answers))
    assert_frame_equal(read_stored(folder), table_of(known))


STORED = submissions(
    {"indicator_code": "22/2021-001", "answer_yes": False, "documents": 0, "status": "rejected",
     "note": "Perda 12/2023\n\n- Bagian Hukum"},
    {"indicator_code": "22/2021-002", "answer_yes": None, "documents": None, "status": "not_applicable"},
    {"indicator_code": "22/2021-003", "answer_yes": None, "answer_number": 0.1 + 0.2, "status": "verified",
     "points": 7.5, "office": "Dinas Kesehatan", "checked_by": "Biro Hukum", "checked_on": "2024-05-31"},
    {"indicator_code": "22/2021-004", "answer_yes": None, "answer_number": 12.0, "unit": "keluarga", "status": "none"},
)  # fmt: skip


def test_a_template_filled_with_what_is_stored_comes_back_as_the_same_rows(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(template_bytes(INDICATORS, WHOM, STORED))
    file = read_file(path, KNOWN)

    assert reasons(file) == [[]] * 4
    stored = STORED.assign(origin="isian-2024-6401.xlsx", list_version=pd.array([1] * 4, dtype="Int64"))
    assert_frame_equal(as_frame([file]).reset_index(drop=True), stored)


def test_a_row_is_as_high_as_the_lines_of_its_texts():
    each = [submission_template.height({"note": text}, {"note": 10}) for text in ("a", "a\n\nb", "a" * 9 + "\nb", None)]

    assert [high / each[0] for high in each] == [1, 3, 3, 1]


def test_a_template_filled_with_synthetic_rows_says_so_and_never_comes_in(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(template_bytes(INDICATORS, WHOM, STORED.assign(synthetic=pd.array([True] * 4, dtype="boolean"))))

    assert load_workbook(path)["Isian"]["A4"].value == "DATA SINTETIS: BUKAN FAKTA. Jangan diisi dan jangan dikirim."
    assert read_file(path, KNOWN).refusal(Words("en")) == (
        "a.xlsx: holds synthetic data, not what a regency handed in; do not import it; for real answers use a template "
        "from a data folder without synthetic data."
    )


def as_csv(folder, name, content):
    """Save a form as a spreadsheet does with its first sheet as CSV."""
    lines = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    path = folder / name
    with path.open("w", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([["" if text is None else text for text in line] for line in lines])
    return path


def test_a_form_saved_as_csv_says_in_its_titles_whose_it_is(tmp_path):
    rows = submissions({"indicator_code": "22/2021-001", "office": "Bagian Hukum"})
    full, empty = template_bytes(INDICATORS, WHOM, rows), EMPTY
    file, blank = (read_file(as_csv(tmp_path, f"{n}.csv", own), KNOWN) for n, own in enumerate((full, empty)))

    assert (file.origin, file.is_form, reasons(file), file.refused) == ("isian-2024-6401.xlsx", True, [[]], None)
    assert {name: file.rows[0].record[name] for name in (*ANSWER_KEY, "answer_yes", "office")} == {
        "award_year": 2024, "regency_code": "6401", "indicator_code": "22/2021-001", "answer_yes": True,
        "office": "Bagian Hukum",
    }  # fmt: skip
    assert (blank.rows, blank.refused) == ([], None)
    assert {code for *_, code in blank.left_blank} >= set(INDICATORS["indicator_code"])


def test_a_form_saved_as_csv_with_made_up_answers_or_of_a_placeholder_never_comes_in(tmp_path):
    made_up = template_bytes(INDICATORS, WHOM, submissions({"synthetic": True}))
    placeholder = template_bytes(INDICATORS.assign(kind="placeholder"), WHOM)
    loaded = replace(KNOWN, lists={"22/2021": ("1", "daftar yang dimuat dari pemegangnya")})
    files = [read_file(as_csv(tmp_path, f"{n}.csv", own), loaded) for n, own in enumerate((made_up, placeholder))]

    assert [file.refused.kind for file in files] == ["made_up", "other_list"]


def read_form(folder, name, title):
    """Read a form of Paser with one number of documents in it, under this name and this title."""
    book = load_workbook(io.BytesIO(EMPTY))
    book["Isian"]["A2"] = title
    book["Isian"]["I8"] = 2
    book.save(folder / name)
    return read_file(folder / name, KNOWN)


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("kutai.xlsx", "Kabupaten Paser", "kutai"),
        ("isian-2024-6402.xlsx", "Kabupaten Paser", "6402"),
        ("isian final.xlsx", "Kabupaten Kutai", "Kabupaten Kutai"),
    ],
)
def test_a_form_that_names_another_regency_is_asked_back(tmp_path, name, title, said):
    file = read_form(tmp_path, name, title)

    assert file.rows == []
    assert file.refusal(Words("en")) == (
        f"{name}: '{said}' names another regency than the sheet about the file (6401); make sure whose answers these "
        "are: rename the file or its title, or move them to the template of that regency."
    )


@pytest.mark.parametrize(("name", "title"), [("paser rev 2.xlsx", "Kabupaten Paser"), ("2024.xlsx", "Rekap isian")])
def test_a_form_that_names_its_own_regency_or_none_is_taken(tmp_path, name, title):
    file = read_form(tmp_path, name, title)

    assert (file.refused, reasons(file)) == (None, [[]])
    assert [(entry.record["regency_code"], entry.record["documents"]) for entry in file.rows] == [("6401", 2)]


def test_the_indicators_stand_under_their_rights(sheet):
    assert [cell.value for cell in sheet["A"]] == [
        "Isian data dukung", "Kabupaten Paser", "Tahun penghargaan 2024, data tahun 2023, menurut peraturan 22/2021",
        None, "Kuning: diisi kabupaten/kota. Hijau: diisi unit kerja yang memeriksa. Abu-abu: terkunci. Cara mengisi "
        "ada di lembar Petunjuk.", "No.", "Hak hidup (sipol)", 1, 2, "Kesehatan (ekosob)", 3, 4,
    ]  # fmt: skip


def test_what_is_given_is_locked_and_what_is_asked_for_is_open(sheet):
    row = {name: sheet.cell(HEADER_ROW + 3, column) for column, name in enumerate(COLUMNS, 1)}

    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[HEADER_ROW])
    assert [name for name, cell in row.items() if not cell.protection.locked] == [
        "answer_number", "unit", "answer_yes", "documents", "status", "office", "note", "points", "checked_by",
        "checked_on",
    ]  # fmt: skip
    assert sheet.freeze_panes == "D7"


def test_a_question_of_yes_or_no_takes_no_number(sheet):
    row = {name: sheet.cell(HEADER_ROW + 2, column) for column, name in enumerate(COLUMNS, 1)}

    assert row["unit"].value == "ya/tidak"
    assert [row[name].protection.locked for name in ("answer_number", "unit", "answer_yes")] == [True, True, False]


def test_statuses_and_yes_or_no_are_chosen_from_lists(sheet):
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}

    assert lists == {
        "H7:H12": '"ya,tidak"',
        "J7:J12": '"belum ada,diserahkan,terverifikasi,ditolak,tidak berlaku"',
    }


def test_the_highest_points_stand_beside_the_points_and_limit_them(sheet):
    places = {name: COLUMNS.index(name) + 1 for name in ("max_points", "points")}
    [rule] = [rule for rule in sheet.data_validations.dataValidation if "N7" in rule.sqref]

    assert [sheet.cell(HEADER_ROW, place).value for place in places.values()] == [
        "Nilai tertinggi", "Nilai (diisi pemeriksa)",
    ]  # fmt: skip
    assert [sheet.cell(row, places["max_points"]).value for row in (8, 9, 11, 12)] == [10, 10, 20, None]
    assert places == {"max_points": 13, "points": 14}
    assert (str(rule.sqref), rule.type, rule.operator) == ("N7:N12", "decimal", "between")
    assert (rule.formula1, rule.formula2) == ("0", 'IF(M7="",1E+14,M7)')


def test_a_label_that_looks_like_a_formula_stays_text(sheet):
    assert [(cell.value, cell.data_type) for cell in sheet["C"] if cell.value in ("=1+1", "Gizi <b>buruk</b>")] == [
        ("=1+1", "s"), ("Gizi <b>buruk</b>", "s"),
    ]  # fmt: skip


def test_rights_and_types_are_called_as_the_regulation_calls_them():
    labels = {("group", "sipol"): "sipil dan politik", ("type", "hasil"): "capaian"}
    sheet = template(INDICATORS, WHOM, labels=labels)["Isian"]

    assert [sheet[place].value for place in ("A7", "A10", "D8", "D11")] == [
        "Hak hidup (sipil dan politik)", "Kesehatan (ekosob)", "struktur", "capaian",
    ]  # fmt: skip


def test_the_file_says_whose_it_is_and_that_a_placeholder_is_one():
    book = template(INDICATORS.assign(kind="placeholder"), WHOM)
    about = book["Keterangan berkas"]

    assert book.sheetnames == ["Isian", "Petunjuk", "Keterangan berkas"]
    assert [(row[0].value, row[1].value) for row in about.iter_rows(max_row=5)] == [
        ("Tahun penghargaan", 2024), ("Kode kabupaten/kota", "6401"), ("Peraturan", "22/2021"),
        ("Versi daftar indikator", "1"), ("Jenis daftar indikator", "daftar contoh, bukan daftar resmi"),
    ]  # fmt: skip
    assert book["Isian"]["A4"].value == "DAFTAR INDIKATOR CONTOH: bukan daftar resmi, hanya untuk mencoba."


@pytest.mark.parametrize("name", ["Petunjuk", "Keterangan berkas"])
def test_what_is_read_on_paper_is_no_wider_than_a_page_and_wrapped(name):
    sheet = load_workbook(io.BytesIO(EMPTY))[name]
    long = [cell for row in sheet for cell in row if len(str(cell.value or "")) > 60]

    # In characters of about 2.2 mm where a wide font stands in, on 210 mm with margins.
    assert sum(column.width for column in sheet.column_dimensions.values()) <= 80
    assert long
    assert all(cell.alignment.wrap_text for cell in long)


def test_the_footer_of_a_form_has_room_below_the_table(sheet):
    assert sheet.page_margins.bottom - sheet.page_margins.footer >= 0.3


def changed(path, cells):
    """Give a form in which the second indicator is answered, with other texts in some cells of its row or the next."""
    filled(path, {"22/2021-002": {"documents": 1}})
    book = load_workbook(path)
    for place, text in cells.items():
        book["Isian"][place] = text
    book.save(path)
    return read_file(path, KNOWN)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"B9": "22/2021-004"}, [("code_twice", None)]),
        ({"B9": "22/2021-004", "B12": None}, [("other_row", "=1+1")]),
        ({"B9": "22/2021-001", "A9": 1, "C9": None}, [("code_twice", None)]),
        ({"B9": "22/2021-004", "B12": None, "A9": None}, [("other_row", "=1+1")]),
        ({"B9": "22/2021-004", "B12": None, "C9": None}, [("other_row", "2")]),
        ({"C9": "Perda"}, [("other_row", "Perda")]),
        ({"C9": "Gizi 0812-3456-7890"}, [("other_row", "…")]),
    ],
)
def test_a_form_whose_code_does_not_fit_what_stands_beside_it_is_asked_back(tmp_path, cells, said):
    file = changed(tmp_path / "a.xlsx", cells)

    found = {(reason.kind, dict(reason.details).get("said")) for reason in file.rows[0].reasons}
    assert (len(file.rows), found) == (1, set(said))
    assert (file.rows[0].record["indicator_code"], file.rows[0].shown["indicator_code"]) == (
        None, f"{cells.get('B9', '22/2021-002')} ?"
    )  # fmt: skip


def test_a_code_that_may_be_a_slip_is_shown_in_quarantine_until_its_form_is_corrected(tmp_path):
    twice, right = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    changed(twice, {"B9": "22/2021-001", "A9": 1, "C9": None})
    changed(right, {})
    import_files(tmp_path, [twice], KNOWN, Words("en"))
    back = tmp_path / "raw" / "submissions" / "quarantine" / "isian-2024-6401.xlsx.csv"
    waiting = []
    for path in (twice, back, right):
        import_files(tmp_path, [path], KNOWN, Words("en"))
        waiting.append(read_quarantine(tmp_path)["indicator_code"].tolist())

    assert waiting == [["22/2021-001 ?"], ["22/2021-001 ?"], []]
    assert read_stored(tmp_path)["indicator_code"].tolist() == ["22/2021-002"]


@pytest.mark.parametrize("cells", [{}, {"A9": "2."}, {"A9": None}, {"C9": None}, {"C9": "1+1 (lihat catatan)"}])
def test_a_form_whose_code_fits_what_stands_beside_it_is_taken(tmp_path, cells):
    assert reasons(changed(tmp_path / "a.xlsx", cells)) == [[]]


def test_the_sheet_says_before_it_is_sent_that_verified_needs_a_checker_and_a_day():
    book = load_workbook(io.BytesIO(EMPTY))
    prompts = {rule.promptTitle: rule.prompt for rule in book["Isian"].data_validations.dataValidation if rule.prompt}
    said = [cell.value for cell in book["Petunjuk"]["A"] if cell.value and cell.value.startswith("7.")]

    assert prompts == {
        "Status": "Kabupaten/kota memilih diserahkan. Pilihan terverifikasi hanya diterima kalau kolom Diperiksa oleh "
        "dan Tanggal diperiksa juga diisi."
    }
    assert "yang juga mengisi Diperiksa oleh dan Tanggal diperiksa. Tanpa keduanya baris itu dikembalikan." in said[0]


def test_the_look_of_a_kind_of_cell_is_made_once_however_many_indicators_there_are(monkeypatch):
    made = []
    whole = submission_template._style
    monkeypatch.setattr(
        submission_template, "_style",
        lambda cell, name, *, is_open: (made.append((name, is_open)), whole(cell, name, is_open=is_open)),
    )  # fmt: skip
    sheet = template(pd.concat([INDICATORS] * 5), WHOM).worksheets[0]

    assert (len(made), len(set(made))) == (len(COLUMNS) + 2, len(COLUMNS) + 2)
    fills = [sheet.cell(row, 1).fill.fgColor.rgb for row in (HEADER_ROW + 2, sheet.max_row)]
    assert fills[0] == fills[1] != "00000000"
