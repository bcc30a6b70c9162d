"""All names of a sentence share what is not understood in it, whatever piece of it the words stand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import read, told

from kkpham_analysis.tables.award_lists.answers import by_question
from kkpham_analysis.tables.award_lists.entries import KEEP, Answer

LIST = "Kabupaten/Kota Peduli HAM 2025: Kota Semarang, Kabupaten Batang.\n"
# The codes of Kabupaten Demak, Kudus and Jepara, and those of the list above them.
THREE, ABOVE = {"3321", "3319", "3320"}, ["3374", "3325"]
WORDS = ["dihadiri", "perwakilan", "utusan", "kunjungan", "dijadwalkan", "pendampingan", "Layak", "Anak", "hadir"]
unknown = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


def counted(found):
    return [entry.code for entry in found.of("claim")]


def asked_codes(found):
    return {code for entry in found.of("unsettled") for code, _, _ in entry.candidates}


@pytest.mark.parametrize(
    "begin",
    ["Penghargaan Kota Layak Anak diraih oleh", "Kunjungan berikutnya dijadwalkan ke", "Hadir pula utusan",
     "Acara dihadiri perwakilan dari", "Pendampingan lanjutan direncanakan di"],
)  # fmt: skip
def test_a_sentence_that_is_not_understood_is_one_question_for_all_its_names(begin):
    sentence = f"{begin} Kabupaten Demak, Kabupaten Kudus, dan Kabupaten Jepara."
    found = read(LIST + sentence)

    assert counted(found) == ABOVE
    assert [
        (entry.text, {code for code, _, _ in entry.candidates}) for entry in by_question(found.of("unsettled"))
    ] == [(sentence, THREE)]


@pytest.mark.parametrize(
    "said",
    ["{names} dinyatakan hanya ikut serta.", "{names} dinyatakan ikut serta.", "{names} ditetapkan turut serta",
     "{names} ditetapkan ikut serta pada 2025."],
)  # fmt: skip
def test_of_those_who_are_said_to_have_taken_part_none_counts(said):
    found = read(LIST + said.format(names="Kabupaten Demak, Kabupaten Kudus dan Kabupaten Jepara"))

    assert (counted(found), asked_codes(found)) == (ABOVE, THREE)


@examples(60)
@given(before=unknown, between=unknown, behind=unknown, end=st.sampled_from(["", ".", ";"]))
def test_of_a_sentence_with_unknown_words_all_names_are_asked_about_or_none_counts(before, between, behind, end):
    said = f"{before} Kabupaten Demak, {between} Kabupaten Kudus dan Kabupaten Jepara {behind}".strip() + end
    found = read(LIST + said)

    assert counted(found) == ABOVE or not (before or between or behind)
    assert asked_codes(found) == THREE or not (before or between or behind)


def test_the_answer_for_one_piece_of_a_sentence_says_nothing_of_its_other_names():
    piece = "Penghargaan Kota Layak Anak diraih oleh Kabupaten Demak"
    sentence = f"{piece}, Kabupaten Kudus, dan Kabupaten Jepara."
    of_piece = read(LIST + sentence, answers={piece.casefold(): Answer("")})
    of_all = read(LIST + sentence, answers={sentence.casefold(): Answer("")})
    kept = read(LIST + sentence, answers={sentence.casefold(): Answer(KEEP)})

    assert (counted(of_piece), asked_codes(of_piece)) == (ABOVE, {"3319", "3320"})
    assert (counted(of_all), asked_codes(of_all)) == (ABOVE, set())
    assert (sorted(counted(kept)), asked_codes(kept)) == (sorted([*ABOVE, *THREE]), set())


def test_part_of_a_longer_name_is_no_word_beside_it():
    assert told("Aceh (2): Kota Banda Aceh, Kab. Aceh Besar\nLampung (1): Kab. Lampung Tengah") == [
        (1, "heading"), (1, "1171"), (1, "1106"), (2, "heading"), (2, "1802"),
    ]  # fmt: skip


def test_short_forms_of_everyday_writing_are_understood():
    line = "Daerah yg meraih predikat Peduli HAM th 2025 dgn nilai tertinggi utk Kaltim sbb: Kota Bontang"

    assert counted(read(line)) == ["6474"]


def test_a_province_called_as_a_city_of_it_has_none_where_it_stands_below_another_province():
    assert told("Riau (1): Kab. Siak\nBengkulu: -") == [(1, "heading"), (1, "1408"), (2, "heading"), (2, "none_here")]
    assert told("Bengkulu: -")[0] == (1, "place_or_province")
