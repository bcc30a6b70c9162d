"""Two documents of one report, held against each other."""

import copy
from pathlib import Path

import pytest

from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.comparing import LAYOUT, PICTURES, Moved, moved_between
from kkpham_analysis.reports.document import Document, document_of
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports
from kkpham_analysis.reports.writing import Made

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def table(caption, *rows):
    columns = [{"heading": heading} for heading in ("Provinsi", "Bagian")]
    return {
        "type": "table",
        "caption": caption,
        "columns": columns,
        "rows": [[{"text": text} for text in row] for row in rows],
    }


def figure(caption, png="AAAA"):
    return {"type": "figure", "title": "Peta", "alt": "Peta.", "caption": caption, "png": png}


def moved(old, new):
    return moved_between(Document("id", old), Document("id", new))


HEAD = {"type": "head", "eyebrow": "2023", "note": "", "title": "7 dari 10", "lede": "Itu 70 %."}


def test_a_document_moves_nothing_against_itself():
    blocks = [HEAD, {"type": "facts", "facts": [["7 / 10", "berpredikat"]]}, table("A", ("Aceh", "1")), figure("B")]
    assert moved(blocks, blocks) == []


def test_a_cell_is_named_by_caption_row_and_column():
    old, new = (
        [table("Per provinsi", ("Aceh", "70 %"), ("Bali", "5 %"))],
        [table("Per provinsi", ("Bali", "5 %"), ("Aceh", "60 %"))],
    )
    assert moved(old, new) == [Moved("table", "Per provinsi", "Aceh", "Bagian", "70 %", "60 %")]


def test_one_more_table_or_row_moves_no_others():
    old = [table("Satu", ("Aceh", "1")), table("Dua", ("Bali", "2"))]
    new = [table("Nol", ("Riau", "0")), table("Satu", ("Riau", "9"), ("Aceh", "1")), table("Dua", ("Bali", "2"))]
    assert {(one.name, one.row, one.old) for one in moved(old, new)} == {
        ("Nol", "", ""), ("Nol", "Riau", ""), ("Satu", "Riau", ""),
    }  # fmt: skip
    assert {one.new for one in moved(new, old)} == {""}


def test_a_caption_whose_number_moved_is_still_that_of_the_same_table():
    assert moved([table("7 provinsi", ("Aceh", "1"))], [table("8 provinsi", ("Aceh", "1"))]) == [
        Moved("table", "8 provinsi", "", "caption", "7 provinsi", "8 provinsi")
    ]


def test_rows_of_one_name_are_told_by_their_order():
    old, new = (table("A", ("Aceh", "1"), ("Aceh", last)) for last in ("2", "3"))
    assert moved([old], [new]) == [Moved("table", "A", "Aceh (2)", "Bagian", "2", "3")]


def test_title_facts_prose_sources_and_pictures_are_compared():
    def blocks(number, png):
        source = {"number": 1, "title": "Berita", "said": f"{number} Desember 2023", "url": ""}
        return [
            {**HEAD, "title": f"{number} dari 10"},
            {"type": "facts", "facts": [[f"{number} / 10", "berpredikat"]]},
            {"type": "section", "title": "Cara membaca"},
            {"type": "prose", "paragraphs": ["Sama.", f"{number} baris."]},
            figure("Peta", png),
            {"type": "sources", "groups": [{"heading": "", "sources": [source]}]},
        ]

    found = moved(blocks(7, "AAAA"), blocks(6, "BBBB"))
    assert found[:3] == [
        Moved("head", "", "", "title", "7 dari 10", "6 dari 10"),
        Moved("facts", "", "berpredikat", "", "7 / 10", "6 / 10"),
        Moved("prose", "Cara membaca", "2", "", "7 baris.", "6 baris."),
    ]
    assert [(one.kind, one.row, one.column) for one in found[3:]] == [
        ("figure", "", "picture"),
        ("sources", "Berita", "said"),
    ]


def test_a_value_behind_a_figure_is_named_by_its_place_and_round_and_heading():
    def of(*rows):
        headings = {"award_year": "Putaran", "regency_code": "Kode", "full_name": "Tempat", "status": "Hasil"}
        columns = [{"name": name, "heading": heading, "kind": "year" if name == "award_year" else "text"}
                   for name, heading in headings.items()]  # fmt: skip
        return [figure("Peta") | {"data": {"columns": columns, "rows": list(rows)}}]

    paser, berau = [2022, "6401", "Paser", "berpredikat"], [2023, "6403", "Berau", "berpredikat"]
    assert moved(of(paser, berau), of([2023, "6403", "Berau", "tidak"], paser)) == [
        Moved("figure", "Peta", "Berau, 2023", "Hasil", "berpredikat", "tidak", "value")
    ]


def places(*rows):
    """Give a table of places with their codes and shares: code, name, text, tone, value."""
    columns = [{"name": name, "heading": name.title(), "align": "left"} for name in ("place", "share")]
    data = [{"name": name, "heading": name.title(), "kind": "text", "of": of}
            for name, of in (("place", "place"), ("regency_code", "place"), ("share", "share"))]  # fmt: skip
    return {
        "type": "table", "caption": "Per tempat", "marks": [], "none": "Tidak ada.", "columns": columns,
        "rows": [[{"text": name}, {"text": text, "tone": tone}] for _, name, text, tone, _ in rows],
        "data": {"columns": data, "rows": [[name, code, value] for code, name, _, _, value in rows]},
    }  # fmt: skip


def test_a_place_is_the_same_row_whatever_sign_its_name_gets_and_the_cell_that_moved_is_named():
    old = [places(("6401", "Paser", "ya", "yes", 1.0), ("6402", "Kukar", "berpredikat", "yes", 1.0))]
    new = [places(("6401", "Paser", "ya", "yes", 1.0), ("6402", "Kukar*", "bertentangan", "disputed", None))]
    assert moved(old, new) == [
        Moved("table", "Per tempat", "Kukar", "Place", "Kukar", "Kukar*"),
        Moved("table", "Per tempat", "Kukar", "Share", "berpredikat", "bertentangan"),
        Moved("table", "Per tempat", "Kukar", "Share", "yes", "disputed", part="tone"),
    ]


def test_a_value_behind_a_text_that_reads_the_same_is_named():
    old, new = ([places(("6401", "Paser", "70,0 %", "yes", value))] for value in (0.7, 0.7004))
    assert moved(old, new) == [Moved("table", "Per tempat", "Paser", "Share", "0.7", "0.7004", part="value")]


def test_a_key_figure_whose_label_changed_is_still_the_same_one():
    old = [{"type": "facts", "facts": [["7 / 10", "berpredikat"], ["2", "putaran sampai 2023"]]}]
    new = [{"type": "facts", "facts": [["6 / 10", "berpredikat"], ["1", "putaran sampai 2022"]]}]
    assert moved(old, new) == [
        Moved("facts", "", "berpredikat", "", "7 / 10", "6 / 10"),
        Moved("facts", "", "putaran sampai 2022", "", "2", "1"),
        Moved("facts", "", "putaran sampai 2022", "label", "putaran sampai 2023", "putaran sampai 2022"),
    ]


def test_key_figures_are_told_by_their_labels_and_never_by_their_places():
    old = [
        {"type": "facts", "facts": [["no firm evidence", "evidence"], ["5", "regencies: the denominator of the share"]]}
    ]
    new = [
        {"type": "facts", "facts": [["20–100 %", "share; required: 60 %"], ["partly known", "evidence; sources: 1"]]}
    ]
    assert moved(old, new) == [
        Moved("facts", "", "share; required: 60 %", "", "", "20–100 %"),
        Moved("facts", "", "evidence; sources: 1", "", "no firm evidence", "partly known"),
        Moved("facts", "", "evidence; sources: 1", "label", "evidence", "evidence; sources: 1"),
        Moved("facts", "", "regencies: the denominator of the share", "", "5", ""),
    ]


def test_of_two_key_figures_of_one_label_neither_is_lost():
    old, new = ([{"type": "facts", "facts": [[first, "putaran"], ["2", "putaran"]]}] for first in ("1", "9"))
    assert moved(old, new) == [Moved("facts", "", "putaran", "", "1", "9")]


def test_one_more_paragraph_moves_no_others():
    old, new = ([{"type": "prose", "paragraphs": said}] for said in (["Satu.", "Dua."], ["Nol.", "Satu.", "Dua."]))
    assert moved(old, new) == [Moved("prose", "", "1", "", "", "Nol.")]


def test_a_kind_of_block_that_nobody_has_listed_is_compared_value_by_value():
    def timeline(last):
        return [
            {
                "type": "timeline",
                "caption": "Putaran",
                "events": [{"name": "2022", "said": "a"}, {"name": "2023", **last}],
            }
        ]

    assert moved(timeline({"said": "b"}), timeline({"said": "c", "more": {"deep": 1}})) == [
        Moved("timeline", "Putaran", "2023", "events", "b", "c", part="said"),
        Moved("timeline", "Putaran", "2023", "events", "", "1", part="deep"),
    ]


def test_what_must_be_said_of_the_data_is_compared_where_no_block_says_it():
    old, new = Document("id", []), Document("id", [], ("synthetic",))
    assert moved_between(old, new) == [Moved("head", "", "1", "marks", "", "synthetic")]


def leaves(value, path=()):
    """Give the path of every value that holds no others."""
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in leaves(inner, (*path, place))]
    return [path]


def with_another(block, path):
    """Give the block with another value at a path, and a text by which that is told."""
    changed = copy.deepcopy(block)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    value = inner[path[-1]]
    inner[path[-1]] = f"{value}§" if isinstance(value, str) else not value if isinstance(value, bool) else 12345
    return changed, "§" if isinstance(value, str) else "true" if inner[path[-1]] is True else "12345"


@pytest.mark.slow
@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("name", "place"), [("province_report", {"province_code": "64"}), ("regency_profile", {"regency_code": "6402"})]
)
def test_whatever_is_another_in_a_real_report_is_named(tmp_path, name, place):
    call = Call(name, {"award_year": 2023, **place}, "id")
    report = settle(call, notebooks=NOTEBOOKS, out=tmp_path, resolver=lambda text, level: text, rounds=[2023])
    kept = []
    [result] = run_reports([report], make=lambda report, notebook: kept.append(notebook) or Made())
    assert result.error == ""
    blocks = document_of(kept[0], language="id").blocks
    unnamed = []
    for block in blocks:
        for path in leaves(block):
            changed, text = with_another(block, path)
            found = moved([block], [changed])
            is_picture = path[-1] in PICTURES
            if path[-1] in LAYOUT:
                assert found == []
            elif path[-1] != "type" and not any(text in one.new or is_picture for one in found):
                unnamed.append((block["type"], path))
    assert LAYOUT == ("align", "map")
    assert {block["type"] for block in blocks} >= {"head", "facts", "table", "sources", "how_to", "section"}
    assert unnamed == []
