"""What a list takes back of what it says is asked about with the very name, in one question."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, text_key

LIST = "Daftar Kabupaten/Kota Peduli HAM Tahun 2025\n1. Kab. Paser\n2. Kab. Berau\n3. Kota Bontang\n\n"


@pytest.mark.parametrize(
    "said",
    [
        "Kabupaten Berau ditarik kembali berdasarkan surat Direktur Jenderal tanggal 15 Desember 2025.",
        "Kabupaten Berau dicabut berdasarkan surat Direktur Jenderal Hak Asasi Manusia tanggal 15 Desember 2025.",
        "Kabupaten Berau salah tulis berdasarkan surat Direktur Jenderal HAM tanggal 15 Desember 2025.",
        "Kabupaten Berau ditarik kembali sesuai surat Dirjen.",
        "Penghargaan bagi Kabupaten Berau dikembalikan.",
        "Penghargaan Berau ditarik.",
        "Penghargaan Berau dibatalkan.",
        "Berau digugurkan.",
        "Bupati Berau mengembalikan penghargaan.",
        "Kepala Kanwil menarik kembali penghargaan Kabupaten Berau.",
        "Nomor 2 dibatalkan.",
        "Catatan: nomor 2 dibatalkan.",
        "Nomor urut 2 dicoret berdasarkan hasil verifikasi ulang.",
        "Yang belum memenuhi syarat adalah nomor 2.",
        "Urutan kedua ditarik kembali.",
    ],
)
def test_a_name_that_a_sentence_below_takes_back_is_one_question_and_the_others_count(said):
    text = LIST + said

    assert claims(text) == [("6401", "peduli"), ("6474", "peduli")]
    assert [(question, places) for question, _, _, places in asked(text)] == [(said, ["6403"])]
    left_out = {text_key(said): Answer("")}
    assert claims(text, answers=left_out) == [("6401", "peduli"), ("6474", "peduli")]
    assert asked(text, answers=left_out) == []
    kept = claims(text, answers={text_key(said): Answer(KEEP)})
    assert kept == [("6401", "peduli"), ("6403", "peduli"), ("6474", "peduli")]


def test_several_numbers_are_one_question_for_all_they_call():
    text = LIST + "Nomor 1 dan 3 ditarik kembali."

    assert claims(text) == [("6403", "peduli")]


def test_where_no_name_has_the_number_all_above_are_asked_about():
    assert claims(LIST + "Nomor 7 dibatalkan.") == []


@pytest.mark.parametrize(
    "said",
    [
        "Keputusan Menteri Nomor 2 Tahun 2024 dicabut dan dinyatakan tidak berlaku.",
        "Rapat di Kota Bontang ditunda oleh panitia dari Kementerian Hak Asasi Manusia.",
    ],
)
def test_papers_and_meetings_that_end_take_back_no_name(said):
    assert claims(LIST + said) == [("6401", "peduli"), ("6403", "peduli"), ("6474", "peduli")]
