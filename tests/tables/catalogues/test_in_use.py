"""The indicators in use: a loaded list before a placeholder, and that before what is publicly known."""

import pandas as pd
import pytest

from kkpham_analysis.tables.catalogues.in_use import code_parts, indicators_in_use, lists_in_use, of_round
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.schemas import PROCESSED

KNOWN = pd.DataFrame(
    {
        "regulation": ["1/2030", "2/2030", "2/2030"],
        "indicator_no": pd.array([1, None, None], dtype="Int64"),
        "right_code": ["AIR", "AIR", None],
        "type": ["hasil", None, None],
        "label_id": ["Air", "Sumur", "Lain"],
        "label_en": ["Water", "Wells", "Other"],
        "data_dukung_id": [None, "Foto", None],
        "max_points": pd.array([10.0, None, None], dtype="Float64"),
        "award_year_to": pd.array([None] * 3, dtype="Int64"),
        "inferred": ["no", "type;right", None],
        "source_ids": ["M1", "M2", "M2"],
    }
)
CATALOGUES = pd.DataFrame(
    {
        "regulation": ["1/2030", "1/2030", "1/2030"],
        "version": pd.array([1, 2, 3], dtype="Int64"),
        "kind": ["loaded", "loaded", "placeholder"],
    }
)
ITEMS = pd.DataFrame(
    {
        "regulation": "1/2030",
        "version": pd.array([1, 2, 2, 3], dtype="Int64"),
        "indicator_no": pd.array([1, 1, 2, 1], dtype="Int64"),
        "right_code": "AIR",
        "type": [None, "hasil", "lain", "hasil"],
        "label_id": ["Lama", "Air bersih", "Sumur bor", "Indikator 001 (contoh)"],
        "label_en": None,
        "data_dukung_id": None,
        "max_points": pd.array([None, 5.0, None, None], dtype="Float64"),
        "unit": [None, "%", None, None],
    }
)
RIGHTS = pd.DataFrame(
    {
        "regulation": ["1/2030", "2/2030"],
        "right_code": "AIR",
        "name_id": ["Hak atas air", "Hak air"],
        "name_en": ["Right to water", "Water"],
        "group": ["dasar", None],
    }
)
REGULATIONS = pd.DataFrame(
    {
        "regulation": ["1/2030", "2/2030"],
        "award_year_from": pd.array([2030, 2031], dtype="Int64"),
        "award_year_to": pd.array([2030, 2032], dtype="Int64"),
    }
)


def in_use(catalogues=CATALOGUES, known=KNOWN, regulations=REGULATIONS):
    items = ITEMS[ITEMS["version"].isin(catalogues["version"])]
    return indicators_in_use(known, catalogues, items, RIGHTS, regulations)


def rows(frame, *columns):
    return frame[list(columns)].astype("object").where(frame[list(columns)].notna(), None).to_numpy().tolist()


def test_the_list_in_use_stands_for_its_regulation_and_public_knowledge_for_the_others():
    columns = ("indicator_code", "label_id", "right_id", "group", "kind", "version", "unit", "source_ids")
    assert rows(in_use(), *columns) == [
        ["1/2030-001", "Air bersih", "Hak atas air", "dasar", "loaded", 2, "%", None],
        ["1/2030-002", "Sumur bor", "Hak atas air", "dasar", "loaded", 2, None, None],
        [None, "Sumur", "Hak air", None, "known", None, None, "M2"],
        [None, "Lain", None, None, "known", None, None, "M2"],
    ]


@pytest.mark.parametrize(
    ("catalogues", "known"),
    [(CATALOGUES, [["1/2030-001", 2031], ["1/2030-002", 2033]]), (CATALOGUES[:0], [["1/2030-001", 2031]])],
    ids=["loaded", "known"],
)
@pytest.mark.parametrize("last", [2033, 2030])
def test_a_number_known_to_be_dropped_is_not_asked_to_the_end_of_its_regulation(catalogues, known, last):
    dropped = KNOWN.assign(award_year_to=pd.array([2031, None, None], dtype="Int64"))
    regulations = REGULATIONS.assign(award_year_to=pd.array([last, 2032], dtype="Int64"))
    table = in_use(catalogues, dropped, regulations)
    own = table[table["regulation"] == "1/2030"]

    assert rows(own, "indicator_code", "award_year_to") == [[code, min(year, last)] for code, year in known]


def test_what_is_not_known_of_an_indicator_stays_missing():
    table = in_use(CATALOGUES.iloc[:0])
    assert rows(table, "indicator_code", "right_code", "type", "max_points", "award_year_to") == [
        ["1/2030-001", "AIR", "hasil", 10.0, 2030],
        [None, "AIR", None, None, 2032],
        [None, None, None, None, 2032],
    ]
    assert list(table) == PROCESSED["indicators"].columns


@pytest.mark.parametrize(
    ("versions", "kinds", "expected"),
    [
        ([1, 2], ["loaded", "loaded"], 2),
        ([1, 2], ["loaded", "placeholder"], 1),
        ([1, 2], ["placeholder", "placeholder"], 2),
        ([1, 2], ["placeholder", "loaded"], 2),
    ],
)
def test_in_use_is_the_newest_list_and_a_placeholder_only_where_there_is_no_other(versions, kinds, expected):
    catalogues = pd.DataFrame({"regulation": "1/2030", "version": versions, "kind": kinds})
    assert lists_in_use(catalogues)["version"].tolist() == [expected]


def test_a_build_makes_the_indicators_in_use(built):
    table = load("indicators", data_dir=built)
    assert rows(table, "indicator_code", "kind", "label_id", "right_en") == [
        ["22/2021-001", "loaded", "Perda", "Right to life"]
    ]


def test_the_rows_of_a_round_are_those_whose_first_and_last_round_hold_it_and_none_that_lacks_one():
    spans = {"award_year_from": [2030, 2031, 2032, 2030], "award_year_to": [2031, 2031, 2034, None]}
    table = pd.DataFrame({"regulation": ["1", "2", "3", "4"], **spans}).astype({"award_year_to": "Int64"})

    assert of_round(table, 2031)["regulation"].tolist() == ["1", "2"]
    assert of_round(table, 2034)["regulation"].tolist() == ["3"]
    assert of_round(table, 2035).empty


def test_a_code_is_parted_at_its_last_hyphen_since_a_regulation_may_have_one():
    assert [code_parts(code) for code in ("22/2021-017", "15-A/2030-120")] == [("22/2021", 17), ("15-A/2030", 120)]
