"""A note on the whole list, wherever it stands, is one question for all its names."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, text_key

HEAD = "Daftar Kabupaten/Kota Peduli HAM Tahun 2025\n"
ROWS = "1. Kab. Paser\n2. Kota Bontang\n"
ALL = [("6401", "peduli"), ("6474", "peduli")]


@pytest.mark.parametrize("shape", ["{head}{rows}\n{note}", "{head}\n{note}\n\n{rows}", "{note}\n\n{head}{rows}"])
@pytest.mark.parametrize(
    "note",
    [
        "Daftar ini masih usulan Kanwil dan menunggu penetapan Menteri.",
        "Catatan: daftar di atas adalah daftar peserta penilaian.",
        "Pengumuman ini bersifat sementara.",
        "Daftar ini belum ditetapkan dengan keputusan Menteri Hak Asasi Manusia Republik Indonesia.",
    ],
)
def test_a_note_on_the_whole_list_is_a_question_for_all_names(note, shape):
    text = shape.format(head=HEAD, rows=ROWS, note=note)

    assert claims(text) == []
    assert {question for question, _, _, _ in asked(text)} == {note}
    assert asked(text, answers={text_key(note): Answer("")}) == []
    assert claims(text, answers={text_key(note): Answer(KEEP)}) == ALL


@pytest.mark.parametrize(
    "note",
    [
        "Memperhatikan usulan Kepala Kantor Wilayah tanggal 1 Desember 2025.",
        "Sementara itu, acara berlangsung di Jakarta.",
        "Daftar ini ditetapkan dengan keputusan Menteri.",
        "Penghargaan diserahkan kepada seluruh daerah yang hadir.",
    ],
)
def test_a_note_on_something_else_is_no_question(note):
    assert claims(f"{HEAD}{ROWS}\n{note}") == ALL
