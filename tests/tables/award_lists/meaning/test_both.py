"""A kabupaten and a kota of the same name that a list names together are both there, or both asked about."""

import pytest
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.answers import by_question

BOTH = [("3507", "peduli"), ("3573", "peduli")]


@pytest.mark.parametrize(
    "name",
    [
        "Kabupaten dan Kota Malang",
        "Kab. dan Kota Malang",
        "Kabupaten serta Kota Malang",
        "Kota dan Kabupaten Malang",
        "Kabupaten & Kota Malang",
        "Malang (kota dan kabupaten)",
        "Malang City and Regency",
    ],
)
def test_the_kabupaten_and_the_kota_named_together_are_both_there(name):
    assert claims(f"Peduli HAM 2025\n1. {name}") == BOTH
    assert claims(f"Peduli HAM 2025 di Jawa Timur: Kota Batu, {name}.") == [("3579", "peduli"), *BOTH]
    assert claims(f"Peduli HAM 2025 di Jawa Timur yaitu {name} dan Kota Batu.") == [*BOTH, ("3579", "peduli")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1. Kabupaten/Kota Malang", ["3507", "3573"]),
        ("1. Kabupaten dan Kota Surabaya", ["3578"]),
        ("Selamat bagi Kabupaten dan Kota Malang!", ["3507", "3573"]),
    ],
)
def test_where_both_are_not_sure_the_question_holds_all_there_are(text, codes):
    found = read(f"Peduli HAM 2025\n{text}")

    assert found.of("claim") == []
    assert [sorted(code for code, _, _ in each.candidates) for each in by_question(found.of("unsettled"))] == [codes]
