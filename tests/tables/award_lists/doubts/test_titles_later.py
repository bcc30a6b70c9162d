"""Names that no title stands above are asked about where a heading below them gives others another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.entries import KEEP
from kkpham_analysis.tables.award_lists.understanding import Answer

HEAD = "Daftar Kabupaten/Kota Cukup Peduli HAM"
LIST = f"1. Kota Bontang\n2. Kab. Paser\n\n{HEAD}\n1. Kab. Gowa"


def test_names_above_the_title_of_others_are_one_question():
    assert asked(LIST) == [(HEAD, "title_later", HEAD, ["6474", "6401"])]
    assert claims(LIST) == [("7306", "cukup_peduli")]


@pytest.mark.parametrize("title", ["peduli", "cukup_peduli", "not_awarded"])
def test_who_says_which_title_they_have_is_believed(title):
    answered = claims(LIST, answers={HEAD.casefold(): Answer(KEEP, title)})

    assert sorted(answered) == [("6401", title), ("6474", title), ("7306", "cukup_peduli")]


def test_a_province_without_a_title_among_others_with_one_is_asked_about_in_either_order():
    text = (
        "Kalimantan Selatan (Peduli HAM)\n1. Kota Banjarbaru\n\nKalimantan Timur\n1. Kota Bontang\n\n"
        "Sulawesi Selatan (Cukup Peduli HAM)\n1. Kab. Gowa"
    )

    assert claims(text) == [("6372", "peduli"), ("7306", "cukup_peduli")]
    assert asked(text) == [("Cukup Peduli HAM", "title_later", "Cukup Peduli HAM", ["6474"])]


@pytest.mark.parametrize(
    "text",
    [
        "Kabupaten/Kota Peduli HAM\n1. Kota Bontang\n\nKabupaten/Kota Cukup Peduli HAM\n1. Kab. Gowa",
        "1. Kota Bontang\n\nKabupaten/Kota Peduli HAM\n1. Kab. Gowa",
        "1. Kota Bontang\n\nNot awarded:\n1. Kab. Gowa",
        "1. Kota Bontang (Peduli HAM)\n\nCukup Peduli HAM\n1. Kab. Gowa",
    ],
    ids=["each has its own", "the usual one below", "what denies below", "a title behind the name"],
)
def test_nothing_is_asked_where_nothing_is_open(text):
    assert asked(text) == []
    assert ("6474", "peduli") in claims(text)


@given(st.permutations(["Kota Bontang", "Kab. Paser", "Kab. Gowa", "Kota Banjarbaru"]), st.integers(1, 3))
def test_no_name_above_the_title_of_others_has_one_unasked(names, above):
    text = "\n".join([*names[:above], "", HEAD, *names[above:]])

    assert [title for _, title in claims(text)] == ["cukup_peduli"] * (len(names) - above)
