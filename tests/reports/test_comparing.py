"""Two documents of one report, held against each other."""

from kkpham_analysis.reports.comparing import Moved, moved_between
from kkpham_analysis.reports.document import Document


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
    assert [(one.kind, one.row, one.column) for one in found[3:]] == [("figure", "", "picture"), ("sources", "1", "")]
