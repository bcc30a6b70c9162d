"""A type behind a comma or in brackets is that of the name before it, never that of the name on the next line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.test_understanding import CATEGORIES, REGENCIES, read

from kkpham_analysis.tables.award_lists.understanding import lines_of_any

SHORT = {"kabupaten": "Kab.", "kota": "Kota"}
SHARED = REGENCIES[REGENCIES["name"].duplicated(keep=False)]
OTHERS = REGENCIES[~REGENCIES["name"].duplicated(keep=False)].iloc[::40]
BOTH = [*zip(SHARED["regency_code"], SHARED["type"], SHARED["name"], strict=True)]
SOME = [*BOTH, *zip(OTHERS["regency_code"], OTHERS["type"], OTHERS["name"], strict=True)]


def found(text):
    understood = read(lines_of_any(text, "list.txt", categories=CATEGORIES))
    return (
        [entry.code for entry in understood.of("claim")],
        [(entry.text, entry.reason) for entry in understood.of("unsettled")],
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("PEDULI HAM 2025\n1. Ambon, Kota\n2. Kupang, Kab.\n3. Garut, Kab.", ["8171", "5301", "3205"]),
        ("PEDULI HAM 2025\nAmbon, Kota\nKupang, Kab.", ["8171", "5301"]),
        ("PEDULI HAM 2025\nBandung (Kota)\nBogor (Kab.)\nBekasi, Kota", ["3273", "3201", "3275"]),
        ("PEDULI HAM 2025\nMalang, Kota; Kupang, Kab; Blitar, Kota dan Madiun, Kab.", ["3573", "5301", "3572", "3519"]),
        ("PEDULI HAM 2025\nMalang, Kota, Kupang, Kab.", ["3573", "5301"]),
        ('No,Kabupaten/Kota,Predikat\n1,"Kupang, Kota",Peduli HAM\n2,"Malang, Kab.",Peduli HAM', ["5371", "3507"]),
        ("PEDULI HAM 2025\nMalang, City\nKupang, Regency", ["3573", "5301"]),
    ],
)
def test_the_type_behind_a_name_is_its_own(text, codes):
    assert found(text) == (codes, [])


@pytest.mark.parametrize("text", ["Garut, Kota", "Garut (Kota)", "Kota Bandung (Kab.)", "Kab. Garut, Kota"])
def test_a_type_that_the_name_does_not_have_is_asked_about(text):
    assert found(f"PEDULI HAM 2025\n1. {text}") == ([], [(f"1. {text}", "other_type")])


def test_the_type_at_the_end_of_a_line_of_names_with_types_before_them_is_that_of_the_next_line():
    assert found("PEDULI HAM 2025\nKab. Garut, Kota\nBandung, Kab. Kupang.") == (["3205", "3273", "5301"], [])


def test_a_type_before_the_next_name_is_not_that_of_the_name_before_it():
    assert found("PEDULI HAM 2025\nAmbon, Kota Kupang, Kab. Garut.") == (["8171", "5371", "3205"], [])


def written(style, of_type, name):
    return style.format(type=SHORT[of_type], bare=SHORT[of_type].strip("."), full=of_type.title(), name=name)


@given(
    regencies=st.lists(st.sampled_from(SOME), min_size=1, max_size=5, unique_by=lambda regency: regency[0]),
    style=st.sampled_from(["{type} {name}", "{name}, {type}", "{name}, {full}", "{name} ({type})", "{name} {bare}"]),
    layout=st.sampled_from(["lines", "numbers", "semicolons", "numbers in a line"]),
)
@examples(120)
def test_no_way_of_writing_the_type_gives_the_other_regency(regencies, style, layout):
    names = [written(style, of_type, name) for _, of_type, name in regencies]
    items = [f"{at}. {name}" for at, name in enumerate(names, 1)] if "numbers" in layout else names
    between = {"semicolons": "; ", "numbers in a line": " "}.get(layout, "\n")

    codes, asked = found("DAFTAR KABUPATEN/KOTA PEDULI HAM 2025\n" + between.join(items))

    assert set(codes) <= {code for code, _, _ in regencies}
    assert len(codes) + len(asked) >= len(regencies)
    assert style == "{name} {bare}" or len(codes) == len(regencies)


def test_a_name_whose_words_are_of_two_regencies_is_asked_about_with_both():
    [entry] = read("1. Kab. Paser\n2. Kab. Kukar Timur\n").of("unsettled")

    assert (entry.reason, [code for code, _, _ in entry.candidates][:2]) == ("mentions", ["6402", "6408"])
