"""Award lists as people have them: every line is a claim, or skipped with a reason, or a name that is asked about."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from kkpham_analysis.measures import regencies_in
from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.understanding import (
    Answer,
    TooLongError,
    lines_of_any,
    lines_of_file,
    lines_of_text,
    understand,
)
from kkpham_analysis.tables.files.sheets import ForeignFileError
from kkpham_analysis.tables.places.resolving import place_keys

RAW = Path(__file__).parents[3] / "data" / "raw"


def raw(name):
    return pd.read_csv(RAW / f"{name}.csv", dtype="str")


PROVINCES, REGENCIES = raw("regions/provinces"), raw("regions/regencies")
PLACES = place_keys(PROVINCES, REGENCIES, raw("regions/place_names"), raw("regions/bps_codes"))
CATEGORIES = raw("awards/categories").assign(
    is_compliant=lambda table: table["is_compliant"].map({"1": True, "0": False}).astype("boolean")
)


def of_round(award_year):
    return regencies_in(REGENCIES, raw("regions/province_changes"), award_year=award_year, provinces=PROVINCES)


ROUNDS = {award_year: of_round(award_year) for award_year in (2014, 2020, 2025)}


def read(lines, *, award_year=2025, **more):
    lines = lines_of_text(lines) if isinstance(lines, str) else lines
    return understand(
        lines, places=PLACES, regencies=ROUNDS[award_year], categories=CATEGORIES, award_year=award_year, **more
    )


def told(text, **more):
    """Give each entry in short: its line, and the code of a claim or why there is none."""
    return [
        (entry.line, entry.code if entry.status == "claim" else entry.reason) for entry in read(text, **more).entries
    ]


def claims(text, **more):
    return [(entry.code, entry.category) for entry in read(text, **more).of("claim")]


DECREE = """\
DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2025

PROVINSI KALIMANTAN TIMUR (7 kabupaten/kota)
1. Kab. Kutai Kartanegara; 2) Kota Samarinda, 3. KOTA BONTANG dan Kab. Penajam Paser Utara
\u2022 Kab.\u00a0Paser*
5) Balikpapan\u00b9
6.  Kutai Timur 1)
PROVINSI KALIMANTAN UTARA
1.Tarakan
PROVINSI JAMBI
nihil
*) hasil sementara
1) nilai tertinggi
Samarinda, 10 Desember 2025
Menteri Hak Asasi Manusia,
"""


def test_a_decree_is_read_line_by_line():
    understood = read(DECREE)

    assert told(DECREE) == [
        (1, "heading"),
        (3, "heading"),
        *[(4, code) for code in ("6402", "6472", "6474", "6409")],
        (5, "6401"),
        (6, "6471"),
        (7, "6408"),
        (8, "heading"),
        (9, "6571"),
        (10, "heading"),
        (11, "none_here"),
        (12, "no_place"),
        (13, "no_place"),
        (14, "date"),
        (15, "no_place"),
    ]
    assert {entry.category for entry in understood.of("claim")} == {"peduli"}
    assert understood.remarks == ()
    assert understood.provinces == ("64", "65", "15")


def test_a_news_report_gives_the_names_of_its_list_and_not_the_place_it_was_written_at():
    report = (
        "SAMARINDA, KORAN.com - Sebanyak 4 kabupaten/kota di Kaltim dari 10 kabupaten/kota meraih penghargaan "
        "pada Rabu (10/12/2025). Keempatnya yaitu Kab. Paser, Kabupaten Berau, Kota Balikpapan, dan Kota Bontang.\n"
        "Kepala kantor wilayah mengatakan bahwa Kota Samarinda sudah lama berbenah dalam pelayanan kepada warga.\n"
    )

    assert [code for code, _ in claims(report)] == ["6401", "6403", "6471", "6474"]
    assert read(report).of("unsettled") == []
    assert read(report).remarks == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kabupaten PENAJAM PASER UTARA", ["6409"]),
        ("12. Kab. Pangkajene dan Kepulauan dan Kota Makassar", ["7310", "7371"]),
        ("Kab. Paser, Kalimantan Timur; Kab. Bulungan, Kalimantan Utara", ["6401", "6501"]),
        ("KABUPATEN PASER KALIMANTAN TIMUR PEDULI HAM", ["6401"]),
        ("Kota Samarinda (Kaltim)", ["6472"]),
        ("6472; 64.71; bps:6403", ["6472", "6471", "6402"]),
        ("64.72 Kota Samarinda", ["6472"]),
        ("2. Kab. Hulu Sungai\nSelatan", ["6306"]),
        ("Kabupaten:\nBogor\nBandung\nKota:\nBogor", ["3201", "3204", "3271"]),
        ("III. D.I. YOGYAKARTA\n2. Yogyakarta", ["3471"]),
        ("<ul><li>Kab.&nbsp;Paser<li>Kota <b>Bontang</b></ul><script>Berau</script>", ["6401", "6474"]),
        ("| No | Kab/Kota |\n|---|---|\n| 1 | Paser |", ["6401"]),
        ("No\tKabupaten\tKota\n1\tBogor\tBogor", ["3201", "3271"]),
        ("PROVINSI JAWA BARAT\n1. Kab. Bandung\nPROVINSI JAWA TENGAH\n1. Kota Magelang", ["3204", "3371"]),
    ],
)  # fmt: skip
def test_a_name_is_read_in_whatever_way_it_is_written(text, found):
    assert [code for code, _ in claims(text)] == found
    assert read(text).of("unsettled") == []


@pytest.mark.parametrize(
    ("text", "reason", "candidates"),
    [
        ("1. Kab. Bulunggan", "unknown", ["6501"]),
        ("Kab. Kudus, Magelang", "ambiguous", ["3308", "3371"]),
        ("Gorontalo", "place_or_province", ["7501", "7571", "75"]),
        ("PROVINSI KALIMANTAN UTARA\n1. Kota Samarinda", "other_province", ["6472"]),
        ("Kota:\nPaser", "other_type", ["6401"]),
        ("Kab. Samarinda", "other_type", ["6472"]),
        ("1. Kab. Samarinda; KALTIM", "other_type", ["6472"]),
        ("Nama;Provinsi;Predikat\nKota Paser;KALTIM;Peduli HAM", "other_type", ["6401"]),
        ("Kab. Samarinda (Kaltim)", "other_type", ["6472"]),
        ("Kab. Samarinda Peduli HAM", "other_type", ["6472"]),
        ("6403 Kab. Paser", "code_differs", ["6403", "6401"]),
        ("1. Kota Samarinda 92", "mentions", ["6472"]),
        ("Kota Samarinda\nKota Samarinda Cukup Peduli HAM", "contradicts", []),
        ("No\tKab/Kota\tPredikat\n1\tPaser\tSangat Baik", "no_title", ["6401"]),
        ("1. Kab. Bulunggan Cukup Peduli HAM", "unknown", ["6501"]),
        ("Kota Samarinda yang raih nilai", "mentions", ["6472"]),
    ],
)
def test_what_is_not_sure_is_asked_with_what_it_may_be(text, reason, candidates):
    (entry,) = read(text).of("unsettled")

    assert (entry.reason, [code for code, _, _ in entry.candidates]) == (reason, candidates)


def test_a_regency_that_was_not_there_in_the_round_is_asked():
    assert told("Kab. Mahakam Ulu", award_year=2014) == [(1, "6411")]
    assert told("Kab. Muna Barat", award_year=2014) == [(1, "not_in_round")]
    assert told("Kab. Muna Barat") == [(1, "7413")]


def test_a_regency_stands_under_the_province_that_it_had_in_the_round():
    text = "PROVINSI PAPUA\n1. Kab. Merauke"

    assert told(text, award_year=2020) == [(1, "heading"), (2, "9301")]
    assert told(text) == [(1, "heading"), (2, "other_province")]


def test_titles_and_scores_beside_a_name_are_its_own():
    head = "No.\tProvinsi\tKabupaten/Kota\tPredikat\tNilai\n"
    table = f"{head}1\tKaltim\tPaser\tPeduli HAM\t88,5\n2\t\tBerau\tCukup Peduli\t101\n"

    found = [(entry.code, entry.category, entry.score) for entry in read(table).of("claim")]
    assert found == [("6401", "peduli", "88.5"), ("6403", "cukup_peduli", "")]
    assert claims("B. Kabupaten/Kota Cukup Peduli HAM\n1. Kab. Paser") == [("6401", "cukup_peduli")]
    assert claims("Kab. Paser: Cukup Peduli HAM, Kab. Berau") == [("6401", "cukup_peduli"), ("6403", "peduli")]


def test_of_several_titles_in_a_line_each_is_that_of_the_names_behind_its_colon():
    text = "Cukup Peduli HAM: Kab. Paser; 6403; Peduli HAM: Kota Bontang, Kota Tarakan"

    assert claims(text) == [
        ("6401", "cukup_peduli"), ("6403", "cukup_peduli"), ("6474", "peduli"), ("6571", "peduli"),
    ]  # fmt: skip


def test_of_several_titles_in_a_line_each_is_that_of_the_names_before_it():
    text = "Kab. Paser: Peduli HAM; Kab. Berau, Kota Bontang: Cukup Peduli HAM"

    assert claims(text) == [("6401", "peduli"), ("6403", "cukup_peduli"), ("6474", "cukup_peduli")]


TITLED = "DAFTAR PEDULI HAM\nKab/Kota\tPredikat\nPaser\t{said}\nKota Bontang\tPeduli HAM\nKota Tarakan Peduli HAM\t"


@pytest.mark.parametrize(
    ("said", "reason"), [("", "empty_title"), ("-", "empty_title"), ("Sangat Baik", "no_title"), ("nihil", "no_title")]
)
def test_a_title_that_is_not_given_or_not_understood_in_its_column_is_no_other(said, reason):
    understood = read(TITLED.format(said=said))

    assert [(entry.text, entry.reason) for entry in understood.of("unsettled")] == [("Paser", reason)]
    assert [entry.code for entry in understood.of("claim")] == ["6474", "6571"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"answers": {"paser": Answer("6401", "cukup_peduli")}}, [("6401", "cukup_peduli"), ("6474", "peduli")]),
        ({"answers": {"paser": Answer(KEEP, "cukup_peduli")}}, [("6401", "cukup_peduli"), ("6474", "peduli")]),
        ({"answers": {"paser": Answer("6401")}}, [("6474", "peduli")]),
        ({"answers": {"paser": Answer("")}}, [("6474", "peduli")]),
        ({"category": "cukup_peduli"}, [("6401", "cukup_peduli"), ("6474", "peduli")]),
    ],
)
def test_a_title_that_is_not_given_is_what_a_person_says(more, found):
    assert claims("Kab/Kota\tPredikat\nPaser\t-\nKota Bontang\tKabupaten/Kota Peduli HAM", **more) == found


def test_a_score_that_is_none_is_told_and_left_out():
    cells = ["abc", "-4", "1.234,5", "101", "-", "", "98,5"]
    names = ["Paser", "Berau", "Kota Bontang", "Kota Samarinda", "Kutai Barat", "Kutai Timur", "Kota Tarakan"]
    rows = "".join(f"{name}\t{cell}\n" for name, cell in zip(names, cells, strict=True))
    understood = read(f"Peduli HAM\nKab/Kota\tNilai\n{rows}")

    assert [entry.score for entry in understood.of("claim")] == ["", "", "", "", "", "", "98.5"]
    assert [(entry.text, entry.reason) for entry in understood.of("skipped")[2:]] == [
        (cell, "no_score") for cell in cells[:4]
    ]
    assert [(remark.key, remark.line, dict(remark.values)) for remark in understood.remarks] == [
        ("no_score", line, {"text": cell}) for line, cell in enumerate(cells[:4], 3)
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Kota Samarinda 101,5", ("101,5", "no_score")), ("Kab. Berau = 888", ("888", "no_score")),
     ("Kab. Paser (-4)", ("-4", "note"))],
)  # fmt: skip
def test_a_number_behind_a_name_that_is_no_score_is_shown(text, shown):
    (claim, entry) = read(text).entries

    assert (claim.status, claim.score) == ("claim", "")
    assert (entry.text, entry.reason) == shown


def test_who_says_what_the_list_is_knows_better_than_its_heading_and_is_told():
    understood = read("DAFTAR KABUPATEN/KOTA PEDULI HAM\nKab. Paser", category="cukup_peduli")

    assert [entry.category for entry in understood.of("claim")] == ["cukup_peduli"]
    assert [(remark.key, remark.line) for remark in understood.remarks] == [("other_title", 1)]


def test_where_several_titles_count_as_compliant_none_is_guessed():
    two = CATEGORIES.assign(is_compliant=CATEGORIES["is_compliant"] | (CATEGORIES["category"] == "cukup_peduli"))
    understood = understand(lines_of_text("Kab. Paser"), places=PLACES, regencies=ROUNDS[2025], categories=two)

    assert [(entry.status, entry.reason) for entry in understood.entries] == [("unsettled", "no_category")]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [(None, "peduli"), ({"peduli", "cukup_peduli"}, "peduli"), ({"patuh"}, ""), (set(), "")],
    ids=["regulation not known", "of this regulation", "of another one", "classes not known"],
)
def test_a_title_of_another_regulation_is_no_default(titles, expected):
    understood = understand(
        lines_of_text("Kab. Paser"), places=PLACES, regencies=ROUNDS[2025], categories=CATEGORIES, titles=titles
    )

    assert [entry.category for entry in understood.entries] == [expected]


def test_a_regency_named_twice_is_one_claim():
    (first, second) = read("Kab. Paser\n7. PASER").entries

    assert (first.status, second.status, second.reason, second.other) == ("claim", "skipped", "named_before", 1)


OF_WILAYAH = "Wilayah I (2 daerah)\nKab. Paser\nKota Bontang\nWilayah II (1 daerah)\nKota Jambi\n"
OF_ROWS = "Provinsi\tKabupaten/Kota\tJumlah\nKalimantan Timur\t"
TWO_SCORES = "Kab/Kota\tNilai\tPredikat\nKab. Paser\t80\tPeduli HAM\nKab. Paser\t85,5\tPeduli HAM"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (TWO_SCORES, "Kab. Paser | 85,5 | Peduli HAM"),
        ("Penerima Peduli HAM\n1. Kab. Paser (80)\n2. PASER: 85,5", "2. PASER: 85,5"),
    ],
)
def test_a_regency_named_twice_with_other_scores_is_asked_about(text, question):
    (entry,) = read(text).of("unsettled")

    assert (entry.questions[0].text, entry.reason, entry.said, entry.score, entry.other, entry.line) == (
        question, "other_score", "80", "85.5", 2, 3,
    )  # fmt: skip


@pytest.mark.parametrize(("row", "score"), [("80", "85.5"), ("85,5", "80")])
def test_the_row_with_the_wrong_score_may_be_left_out(row, score):
    given = {f"kab. paser | {row} | peduli ham": Answer("")}

    assert [(entry.code, entry.score) for entry in read(TWO_SCORES, answers=given).of("claim")] == [("6401", score)]
    assert read(TWO_SCORES, answers=given).of("unsettled") == []


@pytest.mark.parametrize("score", ["", "80", "80,0"])
def test_a_score_that_is_the_same_or_missing_contradicts_none(score):
    text = f"Kab/Kota\tNilai\tPredikat\nKab. Paser\t80\tPeduli HAM\nKab. Paser\t{score}\tPeduli HAM"

    assert [entry.reason for entry in read(text).entries] == ["header", "name", "named_before"]


@pytest.mark.parametrize(("first", "last"), [("", "80"), ("80", "")])
def test_a_regency_named_with_and_without_a_score_keeps_it(first, last):
    text = f"Kab/Kota\tNilai\tPredikat\nKab. Paser\t{first}\tPeduli HAM\nKab. Paser\t{last}\tPeduli HAM"

    assert [(entry.line, entry.code, entry.score) for entry in read(text).of("claim")] == [(2, "6401", "80")]


def test_a_third_score_is_held_against_the_one_that_was_kept():
    rows = "".join(f"\nKab. Paser\t{score}\tPeduli HAM" for score in ("", "80", "85"))

    assert told(f"Kab/Kota\tNilai\tPredikat{rows}") == [
        (1, "header"), (2, "6401"), (3, "named_before"), (4, "other_score"),
    ]  # fmt: skip


OF_PROVINCES = """NO.\tKABUPATEN/KOTA\tPROVINSI
1\tKab. Paser\tKalimantan Timur
2\tKota Bontang\tKalimantan Timur
3\tKota Bandung\tJawa Barat
"""
TWO_PROVINCES = (
    "Sebanyak {number} kabupaten/kota di Kalimantan Timur meraih penghargaan.\n"
    "KALIMANTAN TIMUR\nKab. Paser\nKab. Berau\nKALIMANTAN UTARA\nKota Tarakan"
)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (TWO_PROVINCES.format(number=3), [("64", 3)]),
        ("Sebanyak 7 (tujuh) kabupaten/kota di Kaltim dari 10 kabupaten/kota meraih penghargaan.", [("64", 7)]),
        ("Dari 10 kabupaten/kota di Kaltim, 7 meraih penghargaan.", []),
        ("Sebanyak 3 kabupaten/kota di Kaltim belum meraih penghargaan.", []),
        ("Sebanyak 3 kabupaten/kota di Kaltim meraih penghargaan Cukup Peduli HAM.", []),
        ("Sebanyak 3 kabupaten/kota di Kaltim meraih penghargaan.\n4 kabupaten/kota di Kaltim lolos.", []),
        ("Sebanyak 3 kabupaten/kota meraih penghargaan.", []),
        ("PROVINSI JAMBI\nnihil\nPROVINSI KALIMANTAN TIMUR", [("15", 0)]),
        ("BERAU, BERITAKALTIM.com – Sebanyak 7 kabupaten/kota di Kaltim meraih penghargaan.", [("64", 7)]),
        ("BERAU, BERITAKALTIM.com – Sebanyak 7 kabupaten/kota di Kaltim belum meraih penghargaan.", []),
    ],
)
def test_a_number_of_a_province_is_taken_from_a_sentence_that_says_it_without_doubt(text, counted):
    found = read(f"{text}\nKab. Paser").counted

    assert [(count.province, count.number) for count in found] == counted


def test_a_sentence_whose_number_is_recorded_says_so_and_no_other_does():
    text = "Sebanyak 3 kabupaten/kota di Kaltim meraih penghargaan.\nSebanyak 9 kabupaten/kota hadir.\nKab. Paser"

    assert [(entry.line, entry.status, entry.reason) for entry in read(text).entries] == [
        (1, "skipped", "number"),
        (2, "skipped", "no_place"),
        (3, "unsettled", "beside"),
    ]


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Sebanyak 3 kabupaten/kota:\nKab. Paser\nKota Bontang", [("count", 1)]),
        ("Sebanyak 2 kabupaten/kota:\nKab. Paser\nKota Bontang", []),
        ("Terdiri dari satu kabupaten dan satu kota\nKab. Paser\nKota Bontang", []),
        ("Kab. Paser\nJumlah: 4", [("count", 2)]),
        (f"{OF_PROVINCES}Total: 8 kab/kota", [("count", 5)]),
        (f"{OF_PROVINCES}Total: 3 kab/kota", []),
        (f"{OF_PROVINCES}Jumlah\t8 kab/kota", [("count", 5)]),
        (f"{OF_PROVINCES}\tJumlah\t3 kab/kota", []),
        (f"{OF_PROVINCES}Jumlah\t1", []),
        (TWO_PROVINCES.format(number=2), []),
        (TWO_PROVINCES.format(number=3), [("count_in", 1)]),
        ("PROVINSI JAMBI\nPROVINSI KALIMANTAN TIMUR\nKab. Paser", [("empty_heading", 1)]),
        (f"{OF_WILAYAH}Total: 3", []),
        (f"{OF_WILAYAH}Total: 4", [("count", 6)]),
        ("Wilayah I\nKab. Paser\nKota Bontang\nJumlah: 2\nWilayah II\nKota Jambi\nJumlah: 1", []),
        ("Kab. Paser\nKota Jambi\nJumlah Jambi: 2", [("count", 3)]),
        ("Kab. Paser\nKota Jambi\nJumlah Jambi: 1", []),
        ("Kab. Paser\nJumlah nilai: 80", []),
        ("Kab/Kota\tNilai\tPredikat\nKab. Paser\t80\tPeduli HAM\nJumlah\t80\t", []),
        (f"{OF_ROWS}Kab. Paser, Kab. Berau\t2\nJambi\tKota Jambi\t1", []),
        (f"{OF_ROWS}Kab. Paser, Kab. Berau\t2\nJambi\tKota Jambi\t2", [("count", 3)]),
        (f"{OF_ROWS}Kab. Paser\t5\nKalimantan Timur\tKab. Berau\t3", []),
        ("Sebanyak 3 kabupaten/kota:\n1. Kab. Paser\n2. Kota Bontang\n3. Xyzxyz Qqq", [("count", 1)]),
        ("Sebanyak 2 kabupaten/kota:\n1. Kab. Paser\n2. Kab. Bulunggan", []),
    ],
)
def test_what_does_not_agree_within_a_list_is_told(text, remarks):
    assert [(remark.key, remark.line) for remark in read(text).remarks] == remarks


def test_whether_a_regency_is_a_city_is_what_the_tables_say_of_it_whatever_its_code():
    places = PLACES.assign(type=PLACES["type"].mask(PLACES["code"] == "6401", "kota"))
    lines = lines_of_text("Sebanyak 2 kota:\n6401\n6474")
    found = understand(lines, places=places, regencies=ROUNDS[2025], categories=CATEGORIES)

    assert [(entry.line, entry.code) for entry in found.of("claim")] == [(2, "6401"), (3, "6474")]
    assert found.remarks == ()


@pytest.mark.parametrize("total", ["Total: 8 kab/kota", "Jumlah\t8 kab/kota", "\tJumlah\t8"])
def test_a_total_below_a_table_of_provinces_is_held_against_all_its_rows_and_is_no_heading(total):
    understood = read(f"{OF_PROVINCES}{total}")

    assert understood.remarks == (("count", 5, {"number": 8, "found": 3}),)
    below = [entry.reason for entry in understood.entries if entry.line == 5]
    assert "header" not in below
    assert understood.entries[-1].status == "skipped"


def test_answers_settle_what_was_asked_and_nothing_else():
    answers = {
        "bogor": Answer("3271"),
        "kab. x": Answer(""),
        "kota y": Answer("6401", "cukup_peduli"),
        "z": Answer("64"),
    }
    understood = read("Bogor\nKab. X\nKota Y\nKab. Berau", answers=answers)

    found = [(entry.status, entry.reason, entry.code, entry.category) for entry in understood.entries]
    assert found == [
        ("claim", "answer", "3271", "peduli"),
        ("skipped", "answer", "", ""),
        ("claim", "answer", "6401", "cukup_peduli"),
        ("claim", "name", "6403", "peduli"),
    ]
    assert [(remark.key, dict(remark.values)) for remark in understood.remarks] == [("answer_unused", {"text": "z"})]


def test_a_workbook_and_a_table_with_semicolons_are_read_as_the_text_is(tmp_path):
    rows = [["Daftar"], [], ["No", "Provinsi", "Kab/Kota"], [1, "Kalimantan Timur", "Paser"], [2, None, "Kota Bontang"]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("hidden").append(["Kab. Berau"])
    book["hidden"].sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "list.csv").write_text(
        "Daftar;;\n;;\nNo;Provinsi;Kab/Kota\n1;Kalimantan Timur;Paser\n2;;Kota Bontang\n"
    )
    (tmp_path / "list").write_bytes((tmp_path / "list.xlsx").read_bytes())

    rest = [(1, "no_place"), (3, "header"), (4, "6401"), (5, "6474")]
    for name in ("list.xlsx", "list"):
        assert told(lines_of_file(tmp_path / name)) == [*rest, (1, "hidden_sheet")]
    assert told(lines_of_file(tmp_path / "list.csv")) == rest


def test_what_is_too_long_is_no_list():
    with pytest.raises(TooLongError):
        lines_of_text("Kab. Paser\n" * 20_001)
    with pytest.raises(TooLongError):
        lines_of_text("x" * 20_001)


def test_a_former_name_is_read_but_where_others_begin_with_it():
    found = [(entry.text, entry.reason, [code for code, _, _ in entry.candidates])
             for entry in read("Kab. Kutai\nKabupaten Pontianak").entries]  # fmt: skip

    assert found == [("Kab. Kutai", "ambiguous", ["6402", "6407", "6408"]), ("Kabupaten Pontianak", "name", [])]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("1\tKab. Kutai\tPeduli HAM\n\tTimur\t\n2\tKab. Paser\tPeduli HAM", [(2, "6408"), (3, "joined"), (4, "6401")]),
        ("1\tKab. Bandung\tPeduli HAM\n\tBarat\t", [(2, "3217"), (3, "joined")]),
        ("1\tKab. Bandung\tPeduli\n\tBarat\tHAM", [(2, "3217"), (3, "joined")]),
        ("1\tKab. Bandung\tPeduli HAM\n2\tKota Bandung\tPeduli HAM", [(2, "3204"), (3, "3273")]),
    ],
)
def test_a_name_over_two_rows_of_a_table_is_one(rows, found):
    assert told(f"No\tKab/Kota\tPredikat\n{rows}")[1:] == found


PARTS = st.one_of(
    st.sampled_from([*REGENCIES["full_name"], *REGENCIES["name"], *PROVINCES["name_id"]]),
    st.sampled_from(
        ["Kab. ", "Kota ", "PROVINSI ", "1. ", "2) ", "; ", ", ", " dan ", "\n", "\n", ":", " (", "7 kabupaten/kota)",
         "*", "|", "\t", "<li>", "</td>", "<table>", "<![", "Peduli HAM", "Cukup Peduli HAM",
         "Jakarta, 10 Desember 2025", "64.72", "6472", "bps:6403", "\v", "nihil", "yaitu ", "88,5",
         "No\tKabupaten/Kota\tPredikat\n"]
    ),
    st.text(max_size=4),
)  # fmt: skip


@examples(1000)
@given(parts=st.lists(PARTS, max_size=14), holes=st.sets(st.integers(0, 200), max_size=6))
def test_every_line_of_any_damaged_list_is_a_claim_or_skipped_or_asked(parts, holes):
    text = "".join(sign for place, sign in enumerate("".join(parts)) if place not in holes)
    lines = lines_of_text(text)
    understood = read(lines)

    sums = [len(understood.of(status)) for status in ("claim", "skipped", "unsettled")]
    assert sum(sums) == len(understood.entries)
    assert {entry.line for entry in understood.entries} == {line.number for line in lines}
    codes = [entry.code for entry in understood.of("claim")]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(REGENCIES["regency_code"])


def test_a_note_in_brackets_behind_a_name_is_shown_among_what_was_skipped():
    entries = read("1. Kab. Paser (nilai sementara)\n2. Kota Bontang (Kaltim)").entries

    assert [(entry.line, entry.text, entry.status, entry.reason) for entry in entries] == [
        (1, "1. Kab. Paser (nilai sementara)", "claim", "name"),
        (1, "nilai sementara", "skipped", "note"),
        (2, "2. Kota Bontang (Kaltim)", "claim", "name"),
    ]


def test_a_note_in_a_column_of_its_own_is_shown_too():
    entries = read(lines_of_any("nama,keterangan\nKab. Paser,menyusul\n", "list.txt")).entries

    assert [(entry.text, entry.reason) for entry in entries[1:]] == [("Kab. Paser", "beside"), ("menyusul", "note")]


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_table_of_codes_and_names_is_one_whatever_it_is_called(sign):
    text = f"regency_code{sign}full_name\n6401{sign}Kota Samarinda\n6472{sign}Kota Samarinda\n"

    assert told(lines_of_any(text, "list.txt")) == [(1, "header"), (2, "code_differs"), (3, "6472")]


def test_a_sentence_with_commas_is_no_table():
    text = "Nama daerah, antara lain, Kab. Paser, Kota Bontang"

    assert lines_of_any(text, "-") == lines_of_text(text)


def test_a_province_without_a_name_that_lies_in_it_is_no_heading_of_a_whole_list():
    text = "JAKARTA \u2013 Penerima penghargaan 2025:\nKota Samarinda\nKota Bontang"
    understood = read(text, answers={"kota samarinda": Answer("6472"), "kota bontang": Answer("6474")})

    assert [entry.code for entry in understood.of("claim")] == ["6472", "6474"]
    assert understood.provinces == ()


OF_OTHERS = "Daerah berikut berpredikat Cukup Peduli HAM."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{OF_OTHERS}\n1. Kab. Paser", []),
        ("Hanya ada satu daerah Cukup Peduli HAM.\nKALIMANTAN TIMUR\n1. Kab. Paser", []),
        (f"{OF_OTHERS}\nPeduli HAM:\n1. Kab. Paser", [("6401", "peduli")]),
        ("Daerah berikut berpredikat Peduli HAM.\n1. Kab. Paser", [("6401", "peduli")]),
        ("Cukup Peduli HAM.\n1. Kab. Paser", [("6401", "cukup_peduli")]),
    ],
)
def test_a_sentence_gives_its_title_to_no_name_below_it(text, found):
    assert claims(text) == found
    assert [entry.reason for entry in read(text).of("unsettled")] == ["title_above"] * (1 - len(found))


def test_the_title_of_a_sentence_is_given_by_an_answer():
    answers = {OF_OTHERS.casefold(): Answer(KEEP, "cukup_peduli")}

    assert claims(f"{OF_OTHERS}\n1. Kab. Paser", answers=answers) == [("6401", "cukup_peduli")]


@pytest.mark.parametrize(
    ("text", "said"),
    [("Kab. Paser, Kab. Berau, dan lain-lain.", "dan lain-lain"), ("Kab. Paser, Kab. Berau, dll.", "dll"),
     ("1. Kab. Paser\n2. Kab. Berau\n3. dst.", "dst"),
     ("Penerima antara lain Kab. Paser dan Kab. Berau", "antara lain"),
     ("Di antaranya:\nKab. Paser\nKab. Berau", "Di antaranya")],
)  # fmt: skip
def test_words_that_say_that_a_list_is_not_whole_are_told(text, said):
    found = read(text)

    assert [entry.code for entry in found.of("claim")] == ["6401", "6403"]
    assert [(key, values) for key, _, values in found.remarks] == [("not_whole", {"text": said})]
    assert found.of("unsettled") == []


@pytest.mark.parametrize("heads", ["Nilai Awal\tNilai Revisi", "Nilai\tSkor", "Nilai\tNilai Lama"])
def test_two_columns_of_scores_are_not_told_apart(heads):
    found = read(f"Peduli HAM\nNo\tKab/Kota\t{heads}\n1\tKab. Paser\t80\t90\n2\tKab. Berau\t70\t75\n")

    assert [(entry.code, entry.score) for entry in found.of("claim")] == [("6401", ""), ("6403", "")]
    assert found.remarks == (("scores", 3, {"text": "80, 90"}),)


def test_the_final_one_of_several_scores_is_the_score():
    found = read("Peduli HAM\nNo\tKab/Kota\tNilai Struktur\tNilai Proses\tNilai Akhir\n1\tKab. Paser\t80\t90\t85,5\n")

    assert ([entry.score for entry in found.of("claim")], found.remarks) == (["85.5"], ())


def test_words_that_are_all_understood_are_like_no_name():
    understood = read("Peduli HAM 2025\n1. Kab. Kapuas : Kurang\n*) nilai sementara, menunggu verifikasi pusat")

    assert [(entry.text, entry.reason) for entry in understood.of("unsettled")] == [("1. Kab. Kapuas", "beside")]


@pytest.mark.parametrize("text", ['[{"kabupaten": "Kota Padang"}]', '\n {"daftar": ["Kota Padang"]}', "[]"])
def test_data_for_programs_is_refused_with_the_way_out(tmp_path, text):
    file = tmp_path / "list.txt"
    file.write_text(text)

    with pytest.raises(ForeignFileError) as refused:
        lines_of_file(file)

    assert refused.value.kind == "json"


@pytest.mark.parametrize("text", ["[1] Kota Padang", "{Kota Padang}"])
def test_a_line_in_brackets_is_no_data_for_programs(text):
    assert [line.cells for line in lines_of_any(text, "list.txt")] == [(text,)]


@pytest.mark.parametrize("sign", ["&", "+", "dan"])
def test_a_sign_for_and_stands_between_names(sign):
    text = f"Kabupaten/Kota Peduli HAM 2025\nKalimantan Timur\n- Kab. Paser {sign} Kota Samarinda"

    assert claims(text) == [("6401", "peduli"), ("6472", "peduli")]
