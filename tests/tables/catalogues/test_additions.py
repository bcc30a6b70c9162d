"""Lists of indicators come in as versions, and go out without a trace."""

import pandas as pd
import pytest

from kkpham_analysis.reports.building import build
from kkpham_analysis.tables.catalogues.additions import (
    NoCatalogueError,
    Origin,
    add_catalogue,
    frame_of,
    placeholder_items,
    remove_catalogue,
)
from kkpham_analysis.tables.catalogues.understanding import Frame
from kkpham_analysis.tables.loading import load

ORIGIN = Origin("daftar.xlsx", "Biro Hukum", "https://example.org/daftar", "2026-01-05", "")
REGULATION = "22/2021"
ITEM = {
    "regulation": REGULATION,
    "indicator_no": "1",
    "right_code": "HIDUP",
    "type": "struktur",
    "label_id": 'Perda, "baru"',
    "label_en": "",
    "data_dukung_id": "",
    "max_points": "2.5",
    "unit": "yes/no",
}


def contents(data):
    return {file.name: file.read_bytes() for file in (data / "raw" / "indicators").iterdir()}


def in_use(data):
    assert build(data).faults == []
    table = load("indicators", data_dir=data)
    return table[["version", "kind", "label_id", "max_points"]].to_numpy().tolist()


def settings(*rows):
    return pd.DataFrame(rows, columns=["regulation", "setting", "of", "value"], dtype="str")


def test_a_new_list_is_a_new_version_and_the_one_in_use(data):
    assert add_catalogue(data, REGULATION, [ITEM], ORIGIN) == (2, True)
    assert in_use(data) == [[2, "loaded", 'Perda, "baru"', 2.5]]


def test_the_same_list_twice_adds_nothing(data):
    add_catalogue(data, REGULATION, [ITEM], ORIGIN)
    before = contents(data)
    later = Origin("salinan.csv", "unknown", "", "2026-02-01", "")
    assert add_catalogue(data, REGULATION, [ITEM], later) == (2, False)
    assert contents(data) == before


def test_a_list_that_is_taken_out_leaves_every_file_as_it_was(data):
    before = contents(data)
    add_catalogue(data, REGULATION, [ITEM], ORIGIN)
    gone = remove_catalogue(data, REGULATION)
    assert (gone["version"], gone["title"]) == ("2", "daftar.xlsx")
    assert contents(data) == before
    assert in_use(data) == [[1, "loaded", "Perda", 10.0]]


def test_an_older_version_can_be_taken_out_alone(data):
    add_catalogue(data, REGULATION, [ITEM], ORIGIN)
    remove_catalogue(data, REGULATION, 1)
    assert in_use(data) == [[2, "loaded", 'Perda, "baru"', 2.5]]


def test_without_any_list_public_knowledge_is_in_use_again(data):
    remove_catalogue(data, REGULATION)
    assert in_use(data) == [[pd.NA, "known", "Perda", 10.0]]


@pytest.mark.parametrize(
    ("regulation", "version", "kind"), [("25/2013", None, "no_list_loaded"), (REGULATION, 7, "no_version")]
)
def test_what_is_not_there_cannot_be_taken_out(data, regulation, version, kind):
    with pytest.raises(NoCatalogueError) as caught:
        remove_catalogue(data, regulation, version)
    assert caught.value.kind == kind


def test_no_placeholder_is_put_beside_a_loaded_list(data):
    before = contents(data)
    with pytest.raises(NoCatalogueError) as caught:
        add_catalogue(data, REGULATION, [ITEM], ORIGIN, kind="placeholder")
    assert caught.value.kind == "list_before_placeholder"
    assert contents(data) == before


def test_a_placeholder_gives_way_to_a_list(data):
    remove_catalogue(data, REGULATION)
    assert add_catalogue(data, REGULATION, [ITEM], ORIGIN, kind="placeholder") == (1, True)
    assert in_use(data) == [[1, "placeholder", 'Perda, "baru"', 2.5]]
    assert add_catalogue(data, REGULATION, [{**ITEM, "label_id": "Perda"}], ORIGIN) == (2, True)
    assert in_use(data) == [[2, "loaded", "Perda", 2.5]]


def test_placeholders_fill_the_known_total_over_rights_and_types():
    frame = Frame("99/2030", {"A": ("Hak A", "Right A"), "B": ("Hak B", "Right B")}, ("dasar", "mutu"), 5)
    weights = settings(("99/2030", "type_weight", "dasar", "40"), ("99/2030", "type_weight", "mutu", "60"))
    items = placeholder_items(frame, weights)
    assert [tuple(item.values())[1:] for item in items] == [
        ("1", "A", "dasar", "Indikator 001 (contoh)", "Indicator 001 (placeholder)", "", "20", "yes/no"),
        ("2", "A", "dasar", "Indikator 002 (contoh)", "Indicator 002 (placeholder)", "", "20", "yes/no"),
        ("3", "A", "mutu", "Indikator 003 (contoh)", "Indicator 003 (placeholder)", "", "60", "%"),
        ("4", "B", "dasar", "Indikator 004 (contoh)", "Indicator 004 (placeholder)", "", "40", "yes/no"),
        ("5", "B", "mutu", "Indikator 005 (contoh)", "Indicator 005 (placeholder)", "", "60", "%"),
    ]


def test_placeholders_without_types_earn_what_each_indicator_earns():
    frame = Frame("99/2030", {"A": ("Hak A", "Right A")}, (), 2)
    items = placeholder_items(frame, settings(("99/2030", "indicator_points", None, "10")))
    assert [(item["type"], item["max_points"], item["unit"]) for item in items] == [("", "10", "%")] * 2


def test_where_no_total_is_known_there_is_nothing_to_fill():
    with pytest.raises(NoCatalogueError):
        placeholder_items(Frame("99/2030", {"A": ("Hak A", "Right A")}), settings())


def test_a_regulation_that_is_not_there_is_told_with_those_that_are(real_data):
    tables = {"regulations": load("regulations"), "settings": load("regulation_settings"), "rights": load("rights"),
              "known": load("indicators_known"), "labels": load("regulation_labels")}  # fmt: skip
    with pytest.raises(NoCatalogueError) as caught:
        frame_of("23/2021", **tables)
    assert caught.value.details["known"] == "22/2021, 25/2013, 34/2016"
    frame = frame_of(REGULATION, **tables)
    assert (len(frame.rights), sorted(frame.types), frame.indicators) == (10, ["hasil", "proses", "struktur"], 120)
    assert frame.labels["hasil"] == ("hasil", "result")
