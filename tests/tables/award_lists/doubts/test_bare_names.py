"""Names without the title that stands beside others of their list or table are one question."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

LINES = "Kabupaten/Kota di Kalimantan Timur tahun 2025:\n1. Kab. Paser (Peduli HAM)\n2. Kab. Berau\n3. Kota Bontang"


@pytest.mark.parametrize("head", ["Ket.", "Keterangan", "Catatan"])
@pytest.mark.parametrize("said", ["Peduli HAM", "Penerima penghargaan", "Mendapat Penghargaan"])
def test_names_beside_empty_remarks_are_one_question_where_others_are_honoured(head, said):
    text = f"No\tKab/Kota\t{head}\n1\tKab. Paser\t{said}\n2\tKab. Berau\t\n3\tKota Bontang\t-\n"

    assert claims(text) == [("6401", "peduli")]
    assert asked(text) == [(head, "unticked", said, ["6403", "6474"])]
    assert claims(text, answers={head.casefold(): Answer("")}) == [("6401", "peduli")]


def test_a_name_without_the_title_of_others_is_one_question_in_a_list():
    assert claims(LINES) == [("6401", "peduli")]
    assert asked(LINES) == [("(Peduli HAM)", "unticked", "(Peduli HAM)", ["6403", "6474"])]
    assert claims(LINES, answers={"(peduli ham)": Answer("")}) == [("6401", "peduli")]
    assert claims(LINES, answers={"(peduli ham)": Answer(KEEP)})[1:] == [("6403", "peduli"), ("6474", "peduli")]


def test_names_beside_another_title_than_the_usual_one_keep_it_without_a_question():
    text = "Peduli HAM 2025\n1. Kab. Paser\n2. Kab. Berau (Cukup Peduli HAM)"

    assert claims(text) == [("6401", "peduli"), ("6403", "cukup_peduli")]
    assert asked(text) == []


@pytest.mark.parametrize("head", ["Capaian", "Keterangan", "Penerima", "Penerima 2025", "SK", "Capaian KKP HAM"])
@pytest.mark.parametrize(
    ("tick", "other"), [("✓", "x"), ("v", "✗"), ("✓", "-"), ("Y", "T"), ("TRUE", "FALSE"), ("v", ""), ("🗸", "x")]
)
def test_names_without_the_tick_of_others_are_one_question_whatever_heads_their_column(head, tick, other):
    text = f"No\tKab/Kota\t{head}\n1\tKab. Paser\t{tick}\n2\tKab. Berau\t{other}\n3\tKota Bontang\t{tick}\n"

    assert ("6403", "peduli") not in claims(text)
    assert [code for *_, codes in asked(text) for code in codes].count("6403") == 1
