"""What is told beside a list that was read."""

import pytest
from tests.tables.award_lists.test_understanding import read

LIST = "Penerima Penghargaan Kabupaten/Kota Peduli HAM Tahun 2025\n1. Kota Bandung\n2. Kab. Garut\n"


def remarks(text):
    return [(remark.key, remark.line, dict(remark.values)) for remark in read(text).remarks]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("*) hasil sementara", "hasil sementara"),
        ("Catatan: data sementara per 10 Desember 2025", "data sementara"),
        ("(masih menunggu verifikasi)", "masih menunggu verifikasi"),
        ("Provisional results", "Provisional results"),
    ],
)
def test_a_list_that_calls_itself_provisional_is_told_of(note, said):
    assert remarks(LIST + note) == [("provisional", 4, {"text": said})]


@pytest.mark.parametrize(
    "note", ["", "Sementara itu, Kota Bogor tidak hadir", "Acara selesai, data sementara itu lama"]
)
def test_other_lists_are_not(note):
    assert "provisional" not in [key for key, _, _ in remarks(LIST + note)]
