"""What cells end with: escaped, readable as HTML and as text."""

import re
from importlib.resources import files

import pandas as pd
import pytest
from tests.reports.forms.office_report import statuses

from kkpham_analysis.language import Words
from kkpham_analysis.reports.forms.html import base_style
from kkpham_analysis.reports.page import (
    STATUS_TONES,
    TONES,
    Facts,
    HowTo,
    PageHead,
    Prose,
    Section,
    SourceList,
    Table,
)

HOSTILE = '<script>alert("1")</script>'


def sources() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source_id": ["K001", "J002"],
            "title": ["Daftar penerima", "Berita"],
            "publisher": ["Kanwil", pd.NA],
            "url": ["https://example.org/a?b=1&c=2", "javascript:alert(1)"],
            "published_on": ["2023-12-19", pd.NA],
        }
    ).astype("str")


def results() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "full_name": ["Kota A", "Kabupaten B"],
            "status": pd.Series(["compliant", pd.NA], dtype="str"),
            "compliant": pd.Series([1234, pd.NA], dtype="Int64"),
            "share": pd.Series([0.7, pd.NA], dtype="Float64"),
            "meets_rule": pd.Series([True, pd.NA], dtype="boolean"),
            "source_ids": pd.Series(["J002;K001", pd.NA], dtype="str"),
        }
    )


def test_the_text_of_a_head_is_title_and_lede_as_sentences():
    assert repr(PageHead("e", "Tujuh dari sepuluh", "Itu 70 %.")) == "Tujuh dari sepuluh. Itu 70 %."
    assert repr(PageHead("e", "Sudah?", "Ya.")) == "Sudah? Ya."


@pytest.mark.parametrize(
    "shown",
    [
        PageHead(HOSTILE, HOSTILE, HOSTILE),
        Section(HOSTILE),
        Prose(HOSTILE),
        Facts([(HOSTILE, HOSTILE)]),
        HowTo(HOSTILE),
        SourceList(sources().assign(title=HOSTILE, publisher=HOSTILE, url=f"https://a.b/{HOSTILE}")),
        Table(pd.DataFrame({HOSTILE: [HOSTILE]}), caption=HOSTILE, labels={HOSTILE: {HOSTILE: HOSTILE}}),
    ],
    ids=lambda shown: type(shown).__name__,
)
def test_every_text_is_escaped(shown):
    html = shown._repr_html_()
    assert "<script" not in html
    assert 'alert("' not in html
    assert "&lt;script&gt;alert(&quot;1&quot;)" in html


def test_numbers_yes_and_unknown_are_written_in_the_language():
    table = Table(results().drop(columns="source_ids"), caption="c", words=Words("id"))
    html = table._repr_html_()
    assert '<td class="number" data-sort="1234">1.234</td>' in html
    assert '<td class="number" data-sort="0.7">70,0\u00a0%</td>' in html
    assert '<td data-sort="1">ya</td>' in html
    assert html.count('<span class="unknown">belum diketahui</span>') == 4
    assert (
        '<td class="number" data-sort="1234">1,234</td>'
        in Table(results(), caption="c", words=Words("en"))._repr_html_()
    )


def test_a_status_is_a_word_on_a_tint_and_missing_is_unknown():
    html = Table(
        results(),
        caption="c",
        columns={"full_name": "Nama", "status": "Status"},
        labels={"status": {"compliant": "Peduli"}},
        tints={"status": STATUS_TONES},
    )._repr_html_()
    assert '<span class="tint tint-yes">Peduli</span>' in html
    assert '<span class="tint tint-unknown">belum diketahui</span>' in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            [
                "berpredikat",
                "tidak berpredikat",
                "tidak disebut",
                "sumber berbeda",
                "belum diketahui",
                "belum diketahui",
            ],
        ),
        ("en", ["named", "without the title", "not named", "sources differ", "not known", "not known"]),
    ],
)
def test_each_status_has_its_own_tone_and_word(language, words):
    found = re.findall(r'<span class="tint tint-(\w+)">([^<]*)</span>', statuses(language)._repr_html_())
    assert found == list(zip(["yes", "no", "no", "disputed", "unknown", "unknown"], words, strict=True))


def test_no_disputed_and_unknown_look_different_on_a_page_in_light_dark_and_print():
    style = files("kkpham_analysis.reports").joinpath("template/page/style.css").read_text(encoding="utf-8")
    looks = dict(re.findall(r"\.tint-(\w+) \{ (.*) \}", style))
    grounds = {tone: re.search(r"background: var\((--\w+)\)", look).group(1) for tone, look in looks.items()}
    themes = [
        dict(re.findall(r"(--\w+): (#\w+)", block))
        for block in re.findall(r"\{[^{}]*--unknown: [^{}]*\}", base_style())
    ]
    assert [len({theme[grounds[tone]] for tone in TONES}) for theme in themes] == [4, 4, 4]
    assert [tone for tone, look in looks.items() if "dashed" in look] == ["disputed"]


def test_a_page_on_a_place_leads_to_the_other_reports_on_it_in_the_list_of_all():
    html = HowTo("kkpham report x", Words("en"), place="64")._repr_html_()

    assert '<p class="how-to"><a href="../../index.html#q=64&amp;ui=en">Other reports on this place: its' in html
    assert "index.html" not in HowTo("kkpham report x")._repr_html_()


def test_a_page_on_no_one_place_leads_to_the_list_of_all_reports():
    html = HowTo("kkpham report x", Words("id"), place="")._repr_html_()

    assert html.endswith(
        '<p class="how-to"><a href="../../index.html#ui=id">Daftar semua laporan: wilayah, putaran, dan bahasa lain'
        "</a> (dibuat dengan: kkpham site)</p>"
    )


def test_a_table_has_a_caption_and_its_headings_have_scopes():
    html = Table(results(), caption="Tabel uji", columns={"full_name": "Nama", "compliant": "Jumlah"})._repr_html_()
    assert "<caption><span>Tabel uji</span></caption>" in html
    assert (
        '<th scope="col" data-sort="text">Nama</th><th scope="col" class="number" data-sort="number">Jumlah</th>'
        in html
    )
    assert '<th scope="row">Kota A</th>' in html


def test_a_cell_is_sorted_by_its_value_and_what_is_not_known_by_nothing():
    frame = results().assign(count=["7 dari 10", "sedikitnya 2"], low=pd.Series([7, 2], dtype="Int64"))
    listed = SourceList(sources())
    html = Table(
        frame,
        caption="c",
        columns={"full_name": "N", "status": "S", "count": "J", "share": "B", "source_ids": "K"},
        labels={"status": {"not_named": "tidak", "compliant": "ya"}},
        figures={"count": {"compliant": "Jumlah", "low": "Paling sedikit"}},
        cite={"source_ids": listed},
    )._repr_html_()

    assert re.findall(r'<th scope="col"(?: class="number")?( data-sort="\w+")?>(\w)</th>', html) == [
        (' data-sort="text"', "N"),
        (' data-sort="number"', "S"),
        (' data-sort="number"', "J"),
        (' data-sort="number"', "B"),
        ("", "K"),
    ]
    rows = re.findall("<tr>(?:<th.*?)</tr>", html)[1:]
    assert [re.findall('data-sort="(.*?)"', row) for row in rows] == [["1", "1234", "0.7"], ["", "2", ""]]


def test_a_cell_that_says_that_it_is_not_known_has_nothing_to_be_sorted_by():
    frame = pd.DataFrame(
        {"name": ["A", "B", "C"], "count": ["2 of 9", None, "–"], "change": ["new", "unknown", "kept"],
         "certainty": ["stated", "–", "derived"], "result": ["named", "not known", "–"],
         "low": pd.Series([2, pd.NA, pd.NA], dtype="Int64"), "all": [9, 23, 14]}
    )  # fmt: skip
    html = Table(
        frame,
        "Caption",
        {name: name for name in ("name", "count", "change", "certainty", "result")},
        Words("en"),
        labels={"change": {"new": "new", "unknown": "not known", "kept": "kept"},
                "certainty": {"derived": "inferred", "stated": "stated"}},
        figures={"count": {"low": "At least", "all": "Regencies"}},
    )._repr_html_()  # fmt: skip

    rows = re.findall("<tr>(?:<th.*?)</tr>", html)[1:]
    keys = [re.findall('data-sort="(.*?)"', row) for row in rows]
    assert keys == [["2", "0", "1"], ["", "", "", ""], ["", "2", "0", ""]]


def test_the_columns_named_are_shown_in_their_order_and_no_other():
    table = Table(results(), caption="c", columns={"compliant": "Jumlah", "full_name": "Nama"})
    assert repr(table).splitlines()[1].split() == ["Jumlah", "Nama"]
    assert "source_ids" not in table._repr_html_()


def test_columns_of_the_same_heading_are_all_in_the_text():
    table = Table(results(), caption="c", columns={"full_name": "N", "compliant": "Sumber", "share": "Sumber"})
    assert [line.split() for line in repr(table).splitlines()[1:]] == [
        ["N", "Sumber", "Sumber"],
        ["Kota", "A", "1.234", "70,0", "%"],
        ["Kabupaten", "B", "belum", "diketahui", "belum", "diketahui"],
    ]


def test_an_alignment_can_be_chosen():
    html = Table(results(), caption="c", columns={"full_name": "N"}, align={"full_name": "right"})._repr_html_()
    assert '<th scope="row" class="number">Kota A</th>' in html


def test_cited_sources_are_numbers_that_lead_to_the_list():
    listed = SourceList(sources())
    table = Table(results(), caption="c", columns={"full_name": "N", "source_ids": "S"}, cite={"source_ids": listed})
    assert '<a href="#source-1">1</a>, <a href="#source-2">2</a>' in table._repr_html_()
    assert '<li id="source-2">' in listed._repr_html_()


def test_a_citation_that_is_not_listed_is_refused():
    table = Table(results(), caption="c", cite={"source_ids": SourceList(sources().head(1))})
    with pytest.raises(ValueError, match="J002"):
        table._repr_html_()


@pytest.mark.parametrize("shown", [lambda table, _: repr(table), lambda table, _: table.as_block(),
                                   lambda _, listed: listed.cited(["K001", "J002", "X1"])],
                         ids=["terminal", "form", "text"])  # fmt: skip
def test_a_source_that_is_not_listed_is_named_wherever_it_is_cited(shown):
    listed = SourceList(sources().head(1))
    with pytest.raises(ValueError, match=r"^sources J002(, X1)?: not known; there are: K001$"):
        shown(Table(results(), caption="c", cite={"source_ids": listed}), listed)


def test_only_web_addresses_become_links():
    html = SourceList(sources())._repr_html_()
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer">Daftar penerima</a>' in html
    assert "javascript" not in html
    assert "<cite>Berita</cite>" in html


def test_an_address_that_cannot_be_read_is_no_link():
    assert "<a " not in SourceList(sources().assign(url="http://[broken"))._repr_html_()


def test_a_source_is_written_with_publisher_and_date():
    assert repr(SourceList(sources(), Words("id"))).splitlines() == [
        "1. Daftar penerima. Kanwil, 19 Desember 2023. https://example.org/a?b=1&c=2",
        "2. Berita. tanpa tanggal. javascript:alert(1)",
    ]


def test_an_empty_table_says_so():
    table = Table(results().head(0), caption="c", words=Words("en"))
    assert "There is nothing to show." in table._repr_html_()
    assert "There is nothing to show." in repr(table)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"columns": {"nama": "Nama"}}, "columns nama: not known; there are: full_name"),
        ({"tints": {"status": {"compliant": "blue"}}}, "tones blue: not known; there are: yes"),
        ({"align": {"status": "middle"}}, "alignments middle"),
    ],
    ids=["column", "tone", "alignment"],
)
def test_what_is_not_known_is_refused_when_the_table_is_made(wrong, named):
    with pytest.raises(ValueError, match=named):
        Table(results(), caption="c", **wrong)


def test_a_number_in_brackets_that_no_source_has_is_text():
    text = "Permen HAM\u00a0[2023] berlaku\u00a0[1, 3]."
    assert Prose(text, SourceList(sources()))._repr_html_() == f'<div class="prose"><p>{text}</p></div>'


def test_numbers_of_sources_in_a_text_lead_to_the_list_and_are_not_told_where_the_list_is_not():
    listed = SourceList(sources())
    text = f"Over the 60 % asked{listed.cited(['K001', 'J002'])}. [3] <b>."
    html = '<span class="cited">[<a href="#source-1">1</a>, <a href="#source-2">2</a>]</span>. [3] &lt;b&gt;.'

    head = PageHead("e", "t", text, listed=listed)
    assert html in head._repr_html_()
    assert html in Prose(text, listed)._repr_html_()
    assert "<a" not in Prose(text)._repr_html_()
    assert repr(head) == "t. Over the 60 % asked. [3] <b>."
    assert listed.cited([]) == ""


def test_a_warning_stands_before_the_headline():
    head = PageHead("e", "t", "l.", note="Trial <b>.")
    assert '<p class="eyebrow">e</p><p class="note" role="note">Trial &lt;b&gt;.</p><h1>t</h1>' in head._repr_html_()
    assert repr(head) == "Trial <b>. t. l."


def test_a_source_says_what_it_is_used_for():
    listed = SourceList(sources().head(1), Words("en"), {"K001": "for: the rule <b>"})
    assert "19 December 2023 · for: the rule &lt;b&gt;</span>" in listed._repr_html_()
    assert "Kanwil, 19 December 2023 · for: the rule <b>. https" in repr(listed)


def test_sources_of_other_rounds_are_a_group_of_their_own_and_numbered_on():
    pages = pd.DataFrame({"source_id": ["A", "B"], "title": ["Satu", "Dua"], "publisher": "Kanwil", "url": None,
                          "published_on": None})  # fmt: skip
    listed = SourceList(pages.head(1), others=pages.tail(1))

    assert repr(listed) == (
        "1. Satu. Kanwil, tanpa tanggal, alamat tidak tercatat\nHasil putaran lain\n"
        "2. Dua. Kanwil, tanpa tanggal, alamat tidak tercatat"
    )
    assert '<h3>Hasil putaran lain</h3><ol class="sources" start="2"><li id="source-2">' in listed._repr_html_()
    assert listed.numbers == {"A": 1, "B": 2}


def test_a_cell_in_another_language_than_its_table_says_in_which():
    frame = pd.DataFrame(
        {"place": ["Paser", "Berau", "Kutim"], "note": ["four named", "", "semua"], "language": ["en", "", "id"]}
    )
    columns = {"place": "Tempat", "note": "Catatan"}

    table = Table(frame, "C", columns, Words("id"), spoken={"note": "language"})

    assert table._repr_html_().count('<span lang="en">four named</span>') == 1
    assert table._repr_html_().count("lang=") == 1
    assert [row[1] for row in table.as_block()["rows"]] == [
        {"text": "four named", "lang": "en"},
        {"text": "–"},
        {"text": "semua"},
    ]


def test_the_title_of_a_source_in_another_language_says_which():
    pages = pd.DataFrame(
        {"source_id": ["A", "B"], "title": ["Daftar", "List"], "publisher": "P", "url": ["https://example.org", None],
         "published_on": "2023", "language": ["id", "en"]}
    )  # fmt: skip

    listed = SourceList(pages, Words("en"))

    assert '<cite lang="id"><a href="https://example.org"' in listed._repr_html_()
    assert "<cite>List</cite>" in listed._repr_html_()
    (group,) = listed.as_block()["groups"]
    assert [source.get("lang") for source in group["sources"]] == ["id", None]


@pytest.mark.parametrize(
    ("high", "heading"),
    [([4, 2], '<th scope="col" data-sort="number" title="Sorted by: Named, at least">Named</th>'),
     ([1, 2], '<th scope="col" data-sort="number">Named</th>')],
    ids=["a range", "no range"],
)  # fmt: skip
def test_the_heading_of_a_column_of_ranges_says_by_which_number_it_is_sorted(high, heading):
    frame = pd.DataFrame({"name": ["A", "B"], "count": ["1–4", "2"], "n_low": [1, 2], "n_high": high})
    figures = {"count": {"n_low": "Named, at least", "n_high": "Named, at most"}}

    table = Table(frame, "Caption", {"name": "Name", "count": "Named"}, Words("en"), figures=figures)

    assert heading in table._repr_html_()


@pytest.mark.parametrize(
    ("language", "said"),
    [("id", "Penerbit tidak tercatat, tanpa tanggal"), ("en", "Publisher not recorded, undated")],
)
def test_a_publisher_that_was_not_recorded_is_said_so_in_the_language_of_the_list(language, said):
    publisher = "penerbit tidak tercatat / publisher not recorded"
    listed = pd.DataFrame(
        {"source_id": ["R1"], "title": "Berita", "publisher": publisher, "url": "https://a.id", "published_on": None}
    )
    (group,) = SourceList(listed, Words(language)).as_block()["groups"]
    assert group["sources"][0]["said"] == said


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("id", "Halaman Suara Baru, judulnya tidak tercatat"),
        ("en", "Page of Suara Baru, its title is not recorded"),
    ],
)
def test_a_page_whose_title_was_not_recorded_is_described_in_the_language_of_the_list(language, title):
    both = "Halaman Suara Baru, judulnya tidak tercatat / page of Suara Baru, its title is not recorded"
    listed = pd.DataFrame(
        {"source_id": ["R1"], "title": both, "publisher": "Suara Baru", "url": "https://a.id", "published_on": None,
         "language": "id"}
    )  # fmt: skip

    (group,) = SourceList(listed, Words(language)).as_block()["groups"]

    assert group["sources"][0]["title"] == title
    assert "lang" not in group["sources"][0]
