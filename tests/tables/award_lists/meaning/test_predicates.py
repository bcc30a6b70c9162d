"""Plain sentences of reports: what they give to the last of their names they give to it as to the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_lists_as_found import peduli, understood

TWO = peduli("6403", "6401")
GIVEN = "meraih predikat Peduli HAM 2025."


@pytest.mark.parametrize(
    "text",
    [f"SAMARINDA, KORAN.com – Kabupaten Berau dan Kabupaten Paser {GIVEN}",
     f"SAMARINDA - Kabupaten Berau dan Kabupaten Paser berhasil {GIVEN}",
     f"KALTIMPOST.com - Kabupaten Berau serta Kabupaten Paser {GIVEN}",
     f"Kaltimpost.co.id — Kabupaten Berau dan Kabupaten Paser {GIVEN}",
     "Kabupaten Berau, Kabupaten Paser dinyatakan sebagai daerah Peduli HAM tahun 2025.",
     "Berau Regency and Paser Regency received the award Cares for human rights."],
)  # fmt: skip
def test_all_names_of_a_plain_sentence_have_what_it_gives(text):
    assert understood(text) == (TWO, [], [])


def test_a_sentence_gives_its_own_title():
    assert understood("Kota Balikpapan meraih predikat Cukup Peduli HAM.") == ([("6471", "cukup_peduli")], [], [])


def test_what_the_next_sentence_denies_of_another_place_is_said_of_that_alone():
    next_one = "Sementara itu, Kabupaten Mahakam Ulu belum meraih predikat tersebut."

    assert understood(f"Kabupaten Berau dan Kabupaten Paser {GIVEN} {next_one}") == (
        TWO, [(next_one, "denied", ["6411"])], []
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Kabupaten Paser belum meraih predikat Peduli HAM 2025.", "Kabupaten Paser meraih predikat Peduli HAM 2024.",
     "Kabupaten Paser menargetkan meraih predikat Peduli HAM 2025.", "Kabupaten Paser menerima kunjungan Menteri HAM.",
     "Kabupaten Paser akan menerima penghargaan Peduli HAM."],
)  # fmt: skip
def test_a_sentence_that_says_more_is_a_question(text):
    claims, questions, _ = understood(text)

    assert claims == []
    assert [codes for _, _, codes in questions] in ([["6401"]], [["6401"]] * 2)


@pytest.mark.parametrize(
    "text",
    ["KALTIMPOST.com – Sebanyak 2 kabupaten/kota di Kalimantan Timur meraih predikat Peduli HAM 2025. Kepala Kanwil "
     "mengatakan kedua daerah tersebut yakni Kabupaten Berau dan Kabupaten Paser.",
     "KALTIMPOST.com - Sebanyak dua kabupaten/kota di Kalimantan Timur meraih predikat Peduli HAM tahun 2025.\n\n"
     "Kedua daerah itu adalah:\n1. Kab. Berau\n2. Kab. Paser"],
)  # fmt: skip
def test_a_report_that_counts_and_then_names_them_asks_nothing(text):
    assert understood(text) == (TWO, [], [])


@examples(30)
@given(
    st.sampled_from(["tidak", "belum", "batal", "gagal", "bukan", "urung", "nyaris", "ingin", "akan", "targetkan"]),
    st.sampled_from(["meraih predikat Peduli HAM", "menerima penghargaan Peduli HAM", "dinyatakan Peduli HAM 2025"]),
)  # fmt: skip
def test_no_word_that_is_not_understood_before_what_is_given_passes(word, given_to_it):
    text = f"Kabupaten Berau dan Kabupaten Paser {word} {given_to_it}."

    assert understood(text)[0] == []
    assert {code for *_, codes in asked(text) for code in codes} == {"6401", "6403"}
