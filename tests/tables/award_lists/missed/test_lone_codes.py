"""Codes without names: read as their heading says, asked about where that is not sure, and never left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, claims, raw, read

from kkpham_analysis.tables.award_lists.entries import Answer
from kkpham_analysis.tables.award_lists.understanding import lines_of_any


def lines(text):
    return lines_of_any(text, "list.txt", categories=CATEGORIES)


def found(text, **more):
    """Give the code of each claim, and the reason for each question."""
    entries = read(lines(text), **more).entries
    return [entry.code or entry.reason for entry in entries if entry.status != "skipped"]


def asked(text):
    return [(entry.text, entry.reason, [code for code, _, _ in entry.candidates])
            for entry in read(lines(text)).of("unsettled")]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Kode Kabupaten/Kota (BPS),Predikat\n6403,Peduli HAM\n6405,Peduli HAM",
     "kode_bps,predikat\n6403,Peduli HAM\n6405,Peduli HAM",
     "No,Kode BPS,Predikat\n1,6403,Peduli HAM\n2,6405,Peduli HAM", "Kode BPS\n6403\n6405",
     "No\tKode\t\tPredikat\n\tBPS\tKemendagri\t\n1\t6403\t6402\tPeduli HAM\n2\t6405\t6403\tPeduli HAM",
     "Kode Kemendagri,Kode BPS\n6402,6403\n6403,6405",
     "Kode BPS,Nama\n64.03,Kutai Kartanegara\nbps:6405,Berau"],
)  # fmt: skip
def test_codes_are_those_of_whom_their_heading_names(text):
    assert found(text) == ["6402", "6403"]


@pytest.mark.parametrize("heading", ["Kode", "Kode Wilayah", "regency_code", "Kode Wilayah Kemendagri", "ID"])
def test_codes_without_the_word_of_bps_are_those_of_kemendagri(heading):
    assert found(f"{heading},Predikat\n6402,Peduli HAM\n6403,Peduli HAM") == ["6402", "6403"]


@pytest.mark.parametrize("text", ["Kode,Predikat\n6403,Peduli HAM\n6405,Peduli HAM", "6403\n6405", "6403; 64.05",
                                  "ID\tPredikat\n6403\tPeduli HAM\n6405\tPeduli HAM"])  # fmt: skip
def test_codes_of_which_only_bps_knows_one_may_all_be_those_of_bps(text):
    assert [(reason, codes) for _, reason, codes in asked(text)] == [
        ("whose_code", ["6403", "6402"]),
        ("no_code", ["6403"]),
    ]


def test_below_the_word_of_kemendagri_a_code_is_never_that_of_bps():
    assert found("Kode Kemendagri,Predikat\n6403,Peduli HAM\n6405,Peduli HAM") == ["6403", "no_code"]


@pytest.mark.parametrize("text", ["Kode BPS: 6403", "Daftar kode BPS penerima penghargaan:\n6403",
                                  "Kode Satker,Predikat\n6403,Peduli HAM"])  # fmt: skip
def test_codes_below_words_that_are_no_heading_of_a_column_may_be_others(text):
    assert asked(text) == [("6403", "whose_code", ["6403", "6402"])]


def test_a_code_that_may_be_two_places_is_settled_by_an_answer():
    text = "Kode Satker,Predikat\n6403,Cukup Peduli HAM"

    assert claims(lines(text), answers={"6403": Answer("6402", "cukup_peduli")}) == [("6402", "cukup_peduli")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6502\n6577\n6503", ["6502", "no_code", "6503"]),
        ("Daftar penerima penghargaan:\n1. 6502\n2. 65.77", ["6502", "no_code"]),
        ("Penerima: 6502, 6577, 64.99, bps:9999", ["6502", "no_code", "no_code", "no_code"]),
        ("ID,Predikat\n6403,Peduli HAM\n6499,Cukup Peduli HAM", ["6403", "no_code"]),
        ("No,ID,Predikat\n1,6499,Peduli HAM", ["no_code"]),
        ("Kode Wilayah Kemendagri,Predikat\n6403,Peduli HAM\n6499,Peduli HAM", ["6403", "no_code"]),
        ("Kode BPS,Predikat\n6403,Peduli HAM\n6499,Peduli HAM", ["6402", "no_code"]),
        ("Kode,Predikat\n640,Peduli HAM\n64031,Peduli HAM", ["no_code", "no_code"]),
        ("6403\t6499\t6498", ["6403", "no_code", "no_code"]),
        ("6403 Peduli HAM\n6499 Peduli HAM", ["6403", "no_code"]),
        ("6577 Tarakan", ["no_code"]),
    ],
)
def test_a_code_that_nobody_knows_is_a_question(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", ["Nomor: 6599\nKab. Paser", "2025\nKab. Paser", "Peduli HAM:\nKab. Paser\t88.50",
                                  "No\tKab/Kota\tPenduduk\n1\tKab. Paser\t6499", "Kab. Paser\n92.50"])  # fmt: skip
def test_a_number_beside_or_below_names_is_no_code(text):
    assert found(text) == ["6401"]


def test_a_heading_with_codes_in_it_gives_its_title_to_no_name_below_it():
    assert claims("6499, Cukup Peduli HAM\nKab. Paser") == []


KNOWN = sorted(raw("regions/regencies")["regency_code"])
CODES = st.lists(
    st.sampled_from(KNOWN) | st.from_regex(r"[3-9][1-9][0-9]{2}", fullmatch=True), min_size=1, max_size=5, unique=True
)
WORDS = ["Kode", "BPS", "kemendagri", "ID", "Satker", "Wilayah", "Nomor", "Kab/Kota", "Daerah", "Nama", "Penerima",
         "Provinsi", "2024", "Nilai", "Tahun", "kode_wilayah", "Lulus", "Cukup", "(2)"]  # fmt: skip
HEADINGS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@examples(60)
@given(codes=CODES, heading=HEADINGS, number=st.booleans(), sign=st.sampled_from("\t,"))
def test_of_any_codes_below_any_heading_each_is_a_claim_or_a_question(codes, heading, number, sign):
    cells = [["No", heading, "Predikat"], *([str(at), code, "Peduli HAM"] for at, code in enumerate(codes, 1))]
    rows = [row if number or sign == "," else row[1:] for row in cells]
    text = "\n".join(sign.join(row) for row in rows)

    below = [entry for entry in read(lines(text)).entries if entry.line > 1 and entry.status != "skipped"]
    assert len(below) == len(codes)
