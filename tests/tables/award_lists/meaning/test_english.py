"""English names of regencies are those of the regencies; what looks like one and is none is asked about."""

import pytest
from tests.tables.award_lists.test_lists_as_found import peduli, understood
from tests.tables.award_lists.test_understanding import REGENCIES, claims

from kkpham_analysis.tables.award_lists.meaning.english import in_indonesian

DIRECTIONS = {"Utara": "North", "Selatan": "South", "Barat": "West", "Timur": "East", "Tengah": "Central",
              "Tenggara": "Southeast"}  # fmt: skip


def in_english(name):
    words = [word for word in name.split() if word != "Bagian"]
    if name.endswith("Barat Daya"):
        return f"Southwest {name.removesuffix('Barat Daya').strip()}"
    if len(words) > 2 and words[-2] == "Tengah" and words[-1] in DIRECTIONS:
        return f"{DIRECTIONS[words[-1]]} Central {' '.join(words[:-2])}"
    if len(words) > 1 and words[-1] in DIRECTIONS:
        return f"{DIRECTIONS[words[-1]]} {' '.join(words[:-1])}"
    for word, english in (("Kepulauan", "Islands"), ("Pegunungan", "Mountains")):
        if word in (words[0], words[-1]):
            return f"{' '.join(each for each in words if each != word)} {english}"
    return name


def test_every_regency_with_a_direction_or_islands_is_found_by_its_english_name():
    plain = {row.regency_code: in_english(row.name) for row in REGENCIES[["regency_code", "name"]].itertuples()}
    of_type = {"kabupaten": "Regency", "kota": "City"}
    types = dict(zip(REGENCIES["regency_code"], REGENCIES["type"].map(of_type), strict=True))
    names = dict(zip(REGENCIES["regency_code"], REGENCIES["name"], strict=True))
    changed = {code: f"{name} {types[code]}" for code, name in plain.items() if name != names[code]}

    text = "Peduli HAM 2025\n" + "\n".join(f"- {name}" for name in changed.values())

    assert len(changed) > 100
    assert understood(text) == (peduli(*changed), [], [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("South Sulawesi: Makassar, North Luwu, East Luwu, Gowa", ("7371", "7322", "7324", "7306")),
        (
            "JAKARTA, December 10, 2025 (ANTARA) - The ministry named six regencies and cities.\n\nThe recipients "
            "are Mataram City, Bima City, West Lombok Regency, Central Lombok Regency, and Sumbawa Regency.",
            ("5271", "5272", "5201", "5202", "5204"),
        ),
    ],
)
def test_english_names_count_as_those_of_their_regencies(text, codes):
    assert understood(f"Peduli HAM 2025\n{text}")[:2] == (peduli(*codes), [])


def test_what_looks_like_an_english_name_and_is_none_is_asked_about():
    found = understood("Peduli HAM 2025: Mataram City, East Wonderland Regency, Qwertz City.")

    assert found[0] == peduli("5271")
    assert [text for text, *_ in found[1]] == ["East Wonderland Regency", "Qwertz City."]


def test_what_is_no_english_name_has_no_indonesian_one():
    assert [list(in_indonesian(text)) for text in ("Kota Bontang", "West", "", "Regency")] == [[], [], [], []]


def test_a_number_in_english_words_is_held_against_the_names():
    found = understood("The ministry named six regencies and cities in Bali: Badung Regency and Denpasar City.")

    assert found[2] == [("count_in", 1, 6, 0, "51")]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Regencies and cities caring for human rights", "peduli"),
        ("Cities and regencies that care for human rights:", "peduli"),
        ("Recipients of the human rights caring award 2025:", "peduli"),
        ("Regencies and cities fairly caring for human rights", "cukup_peduli"),
        ("Regencies beginning to care for human rights", "mulai_peduli"),
    ],
)
def test_a_title_is_read_as_english_headings_have_it(heading, title):
    assert claims(f"{heading}\n1. Badung Regency") == [("5103", title)]


@pytest.mark.parametrize("heading", ["Regencies not caring for human rights", "Regencies cared for", "Caring"])
def test_a_heading_that_is_only_like_a_title_is_a_question(heading):
    assert claims(f"{heading}\n1. Badung Regency") == []
