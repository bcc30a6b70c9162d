"""Greetings, stamps and the like above names cost no question; what gives the names another meaning does."""

import pytest
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.answers import by_question

BELOW = "\n1. Kota Surakarta\n2. Kabupaten Klaten"
BOTH = [("3372", "peduli"), ("3310", "peduli")]


def found(text):
    return claims(text), [question.asked or question.text for question in by_question(read(text).of("unsettled"))]


@pytest.mark.parametrize(
    "above",
    [
        "Berikut daftarnya:",
        "PENGUMUMAN",
        "*PENGUMUMAN*\n\nSelamat siang bapak/ibu \U0001f64f\n\nBerikut daftarnya:",
        "Assalamualaikum Wr. Wb.\nYth. Kepala Bagian Hukum\nDengan hormat,\nBerikut kami sampaikan daftarnya:",
        "Dengan hormat, bersama ini kami sampaikan daftar penerima penghargaan Peduli HAM tahun 2025:",
        "SALINAN\nLAMPIRAN KEPUTUSAN MENTERI",
        "Lantas, daerah mana saja yang menerima penghargaan? Simak daftarnya berikut ini:",
        "Here is the list:",
        "Daftar lengkap penerima penghargaan Peduli HAM 2025:",
        "Jalan Sultan Alauddin Nomor 191 Makassar\nSifat : Biasa\nPenerima penghargaan Peduli HAM:",
        "Yth. Wali Kota\ndi -\nMakassar\nDengan hormat,\nBerikut daftarnya:",
    ],
)
def test_what_gives_names_no_other_meaning_is_passed_over(above):
    assert found(above + BELOW) == (BOTH, [])


@pytest.mark.parametrize(
    "above",
    [
        "Terima kasih kepada:", "Terima kasih:", "Yth.", "Yth. Bupati/Wali Kota", "Kepada Yth.\nBapak/Ibu", "SALINAN",
        "Salinan:", "Peserta\nBerikut daftarnya:", "Usulan\nDengan hormat, kami sampaikan daftarnya:",
        "Daerah lain\nBerikut kami sampaikan:", "Daftar hadir\n\nAssalamualaikum Wr. Wb.", "Demikian:", "Terbaik I",
        "Kami ucapkan selamat kepada calon:", "Siapa calon penerima penghargaan?", "Cadangan\nTerima kasih",
        "Berikut daftar daerah lain:", "Mohon doa untuk", "Berikut yang ditunda:", "Tembusan", "Dibatalkan",
    ],
)  # fmt: skip
def test_what_gives_names_another_meaning_is_asked_about(above):
    assert claims(above + BELOW) == []


def test_ranks_below_a_heading_that_honours_are_no_question():
    ranked = (
        "Pemenang Penghargaan Peduli HAM Tahun 2025\n\nTerbaik I\nKota Surakarta\nPeringkat ke-2:\nKabupaten Klaten"
    )
    assert found(ranked) == (BOTH, [])
    assert claims(ranked.replace("Pemenang Penghargaan", "Calon Penerima")) == []


def test_the_place_that_a_letter_goes_to_was_not_honoured():
    text = "Yth. Wali Kota\ndi\nMakassar\nDengan hormat,\nPenerima Peduli HAM:\n1. Kota Surakarta"
    assert found(text) == (BOTH[:1], [])


def test_the_place_of_a_sentence_is_no_question():
    said = '"Kami bangga," kata Kepala Kantor Wilayah Kementerian HAM Jawa Tengah, Mustafa, di Semarang, Rabu.'
    text = f"{said}\n\nPenerima Peduli HAM: Kota Surakarta"
    assert found(text) == (BOTH[:1], [])


def test_a_headline_above_its_report_says_nothing_of_the_names_below():
    report = "SEMARANG, suaramerdeka.com - Dua daerah di Jawa Tengah menerima penghargaan Peduli HAM 2025:"
    assert found(f"Jateng borong penghargaan Peduli HAM 2025\n\n{report}{BELOW}") == (BOTH, [])
    assert claims(f"Ini calon penerima penghargaan Peduli HAM 2025\n\n{report}{BELOW}") == []


def test_a_class_of_cities_heads_cities():
    text = "Penerima penghargaan\nKategori Kota:\n1. Semarang\nKategori Kabupaten:\n1. Semarang"
    assert claims(text) == [("3374", "peduli"), ("3322", "peduli")]


@pytest.mark.parametrize("between", ["Berikut daftarnya:", "PENGUMUMAN", "Selamat siang,"])
def test_names_behind_a_greeting_may_have_another_title_than_those_before_it(between):
    text = f"CUKUP PEDULI HAM\n1. Kab. Paser\n\n{between}\n\n1. Kota Surakarta"
    assert found(text) == ([("6401", "cukup_peduli")], ["CUKUP PEDULI HAM"])


@pytest.mark.parametrize("beside", ["lengkap", "disampaikan", "kami hormati"])
def test_a_word_of_a_letter_beside_a_name_is_asked_about(beside):
    assert claims(f"Peduli HAM:\n1. Kab. Paser ({beside})") == []


@pytest.mark.parametrize(
    "rank", ["Terbaik I:", "Peringkat 2:", "Peringkat ke-2 :", "Juara 3 -", "Terbaik Keempat:", "Peringkat 1"]
)
def test_a_name_behind_a_rank_is_a_name(rank):
    text = f"Penerima Peduli HAM 2025\n{rank} Kota Bontang\n{rank} Kabupaten Berau"

    assert claims(text) == [("6474", "peduli"), ("6403", "peduli")]
    assert read(text).of("unsettled") == []


@pytest.mark.parametrize("line", ["Terbaik I: Kota Bontang (belum lolos)", "Peringkat 1-3: Kota Bontang"])
def test_a_rank_that_is_not_clear_or_denied_is_asked_about(line):
    assert claims(f"Penerima Peduli HAM 2025\n{line}") == []


def test_names_behind_ranks_below_a_heading_that_denies_are_asked_about():
    assert claims("Daerah yang belum lolos:\nPeringkat 1: Kota Bontang\nPeringkat 2: Kab. Berau") == []


def test_the_head_of_a_copied_table_says_nothing_of_the_names_below():
    head = "DAFTAR KABUPATEN/KOTA PEDULI HAM TAHUN 2025\nNO PROVINSI KABUPATEN/KOTA NILAI\n"

    found = read(f"{head}1 KALIMANTAN TIMUR Kota Samarinda 92,5", least={"peduli": 75}).of("claim")

    assert [(entry.code, entry.score) for entry in found] == [("6472", "92.5")]
