"""A title behind a heading of a province or a type is that of the names below it, however it stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims, read

from kkpham_analysis.tables.award_lists.layout.lines import Line

ABOVE = "Penghargaan Kabupaten/Kota Peduli HAM 2025\n\nProvinsi Aceh (Peduli HAM)\n1. Kota Sabang\n\n"
SABANG, SIAK, DUMAI = ("1172", "peduli"), ("1408", "cukup_peduli"), ("1472", "cukup_peduli")


@pytest.mark.parametrize(
    "heading",
    [
        "Provinsi Riau (Cukup Peduli HAM)",
        "II. RIAU (CUKUP PEDULI HAM):",
        "Provinsi Riau (predikat Cukup Peduli HAM):",
        "Provinsi Riau (penerima predikat Cukup Peduli HAM):",
        "Provinsi Riau (peraih predikat Cukup Peduli HAM)",
        "Provinsi Riau (2 Cukup Peduli HAM)",
        "Provinsi Riau (2) (Cukup Peduli HAM)",
        "Provinsi Riau (Cukup Peduli HAM) (2 kab/kota):",
        "Provinsi Riau (Kategori Cukup Peduli HAM)",
        "Provinsi Riau [Cukup Peduli HAM]",
        "Provinsi Riau - Cukup Peduli HAM",
        "Provinsi Riau: Cukup Peduli HAM",
        "Provinsi Riau\nKabupaten/Kota (Cukup Peduli HAM)",
        "Provinsi Riau\n(Peraih predikat Cukup Peduli HAM)",
    ],
)
def test_a_title_behind_a_heading_is_that_of_the_names_below_it(heading):
    text = f"{ABOVE}{heading}\n1. Kab. Siak\n2. Kota Dumai"

    assert (claims(text), asked(text)) == ([SABANG, SIAK, DUMAI], [])


def test_a_title_in_brackets_on_a_line_of_its_own_between_names_is_that_of_those_below_it():
    text = "Kabupaten/Kota Peduli HAM 2025\n1. Kota Sabang\n(Peraih predikat Cukup Peduli HAM)\n2. Kab. Siak"

    assert (claims(text), asked(text)) == ([SABANG, SIAK], [])


def test_a_title_in_brackets_in_a_heading_between_the_rows_of_a_table_is_that_of_the_rows_below_it():
    cells = [("No", "Kabupaten/Kota"), ("ACEH (PEDULI HAM)", ""), ("1", "Kota Sabang"), ("RIAU (CUKUP PEDULI HAM)", ""),
             ("1", "Kab. Siak")]  # fmt: skip
    found = read([Line(number, each) for number, each in enumerate(cells, 1)])

    assert [(entry.code, entry.category) for entry in found.of("claim")] == [SABANG, SIAK]
    assert found.of("unsettled") == []


@pytest.mark.parametrize(
    "heading", ["Provinsi Riau (Cukup Peduli HAM)\n1. Kab. Siak\n\nProvinsi Jambi", "Provinsi Jambi\nKabupaten"]
)
def test_below_the_next_province_without_a_title_names_do_not_have_the_one_behind_that_before(heading):
    text = f"{ABOVE}{heading}\n1. Kab. Tebo"

    assert ("1509", "cukup_peduli") not in claims(text)


def test_names_below_a_province_without_a_title_are_asked_about_behind_one_with_another_title():
    text = f"{ABOVE}Provinsi Riau (Cukup Peduli HAM)\n1. Kab. Siak\n\nProvinsi Jambi\n1. Kab. Tebo"

    assert claims(text) == [SABANG, SIAK]
    assert [(name, reason, codes) for name, reason, _, codes in asked(text)] == [
        ("1. Kab. Tebo", "title_above", ["1509"])
    ]


def test_below_the_next_province_the_title_of_the_whole_list_goes_on():
    text = (
        "Daftar Kabupaten/Kota Cukup Peduli HAM 2025\n\nProvinsi Riau (Peduli HAM)\n1. Kab. Siak\n\n"
        "Provinsi Jambi\n1. Kab. Tebo"
    )

    assert claims(text) == [("1408", "peduli"), ("1509", "cukup_peduli")]


@pytest.mark.parametrize(
    "above",
    [
        f"{ABOVE}\nProvinsi Riau\n1. Kab. Siak\n\nCukup Peduli HAM\n1. Kab. Kampar",
        "Cukup Peduli HAM Provinsi Riau\n1. Kab. Siak",
        "Kabupaten/Kota Cukup Peduli HAM di Provinsi Riau:\n1. Kab. Siak",
    ],
    ids=["on a line of its own", "with its province", "with its province in words"],
)
@pytest.mark.parametrize("heading", ["Provinsi Jambi", "Kabupaten/Kota di Provinsi Jambi:"])
def test_a_title_within_a_province_is_not_that_of_names_in_the_next_one(above, heading):
    questions = [(name, reason) for name, reason, *_ in asked(f"{above}\n\n{heading}\n1. Kab. Tebo")]

    # Nor is it known which one those above the title have, where there are any.
    before = [("Cukup Peduli HAM", "title_later")] * ("\n\nCukup" in above)
    assert questions == [*before, ("1. Kab. Tebo", "title_above")]


def test_a_title_above_provinces_is_that_of_all_of_them():
    text = "I. CUKUP PEDULI HAM\nA. Provinsi Riau\n1. Kab. Siak\nB. Provinsi Jambi\n1. Kab. Tebo"

    assert (claims(text), asked(text)) == ([SIAK, ("1509", "cukup_peduli")], [])


@pytest.mark.parametrize("said", ["calon Cukup Peduli HAM", "Cukup Peduli HAM?", "Cukup Peduli HAM, sementara"])
def test_a_title_behind_a_heading_that_is_not_wholly_understood_is_asked_about_as_it_stands(said):
    text = f"{ABOVE}Provinsi Riau ({said})\n1. Kab. Siak"

    assert claims(text) == [SABANG]
    assert (f"Provinsi Riau ({said})", ["1408"]) in [(question, codes) for question, _, _, codes in asked(text)]


def test_names_below_a_line_with_a_title_that_no_name_has_are_asked_about_with_those_above_it():
    line = "(untuk yang berikut Cukup Peduli HAM saja)"
    text = f"Kabupaten/Kota Peduli HAM 2025\n1. Kota Sabang\n{line}\n2. Kab. Siak\n3. Kota Dumai"

    assert claims(text) == []


HEADS = ["Provinsi Riau", "RIAU", "II. PROVINSI RIAU (2)", "Jambi", "Provinsi Jambi", "GORONTALO", "Kabupaten", "Kota:",
         "Kabupaten/Kota"]  # fmt: skip
WAYS = ["{head} ({said})", "{head} ({said}):", "({said}) {head}", "{head} [{said}]", "{head}\n({said})",
        "{head} ({said}) (1)", "{head} ({said}) 2025", "{head} ({said} 2025)", "{head} ({said}: 1)",
        "{head} - {said}", "{head}: {said}", "{head}, {said}", "{head} = {said}", "{head} / {said}", "{head} {said}",
        "{said} - {head}", "{said} ({head})", "{head} \"{said}\"", "{head} ({said}", "{head} | {said}"]  # fmt: skip
SAID = ["{title}", "predikat {title}", "penerima predikat {title}", "peraih predikat {title}", "1 {title}",
        "Kategori {title}", "Predikat: {title}", "yang meraih predikat {title}", "sebagian {title}", "{title} saja",
        "calon {title}", "{title} dan lainnya"]  # fmt: skip
TITLES = [("Peduli HAM", "peduli"), ("CUKUP PEDULI HAM", "cukup_peduli"), ("Mulai Peduli HAM", "mulai_peduli")]
TEBO = ("Kab. Tebo", "1509")
BELOW = {"Kota:": ("Kota Dumai", "1472"), "Jambi": TEBO, "Provinsi Jambi": TEBO,
         "GORONTALO": ("Kab. Bone Bolango", "7503")}  # fmt: skip


@examples(200)
@given(
    head=st.sampled_from(HEADS),
    way=st.sampled_from(WAYS),
    said=st.sampled_from(SAID),
    title=st.sampled_from(TITLES),
    above=st.sampled_from(["", "1. Kota Sabang\n2. Kab. Bireuen\n", "1. Kota Sabang\n\n", ABOVE]),
    item=st.sampled_from(["1. ", "- ", ""]),
)
def test_no_name_below_a_heading_with_a_title_has_another_one_unasked(head, way, said, title, above, item):
    name, code = BELOW.get(head, ("Kab. Siak", "1408"))
    heading = way.format(head=head, said=said.format(title=title[0]))
    text = f"Penghargaan Kabupaten/Kota Peduli HAM 2025\n\n{above}{heading}\n{item}{name}"

    found = read(text)

    given_titles = {entry.category for entry in found.of("claim") if entry.code == code}
    assert given_titles <= {title[1]}
    assert given_titles or any(code in entry.codes for entry in found.of("unsettled"))
