"""A saved page is read as it is shown: without what it hides, and with each cell in all rows that it stands beside."""

import pytest
from tests.tables.award_lists.doubts.test_asking import asked
from tests.tables.award_lists.test_understanding import claims

from kkpham_analysis.tables.award_lists.layout.lines import lines_of_text

HEAD = "<h2>Penerima Penghargaan Kabupaten/Kota Peduli HAM Tahun 2025</h2>"
TABLE = HEAD + "<table><tr><th>No<th>Provinsi<th>Kabupaten/Kota<th>Predikat</tr>"


def test_a_province_and_a_title_over_several_rows_are_those_of_each():
    page = (
        TABLE + "<tr><td>1</td><td rowspan=3>Riau</td><td>Kab. Siak</td><td rowspan='3'>Cukup Peduli HAM</td></tr>"
        "<tr><td>2</td><td>Kab. Kampar</td></tr><tr><td>3</td><td>Kota Dumai</td></tr></table>"
    )

    assert (claims(page), asked(page)) == ([("1408", "cukup_peduli"), ("1401", "cukup_peduli"),
                                            ("1472", "cukup_peduli")], [])  # fmt: skip


def test_a_cell_over_several_columns_leaves_those_behind_it_where_they_are():
    page = (
        "<table><tr><td colspan=2 rowspan=2>a<td rowspan=3>b</tr><tr><td>c</tr><tr><td>d</tr></table>"
        "<table><tr><td>e<td>f</tr></table>"
    )

    assert [line.cells for line in lines_of_text(page)] == [
        ("", "a", "", "b"),
        ("", "a", "", "b", "c"),
        ("", "d", "", "b"),
        ("", "e", "f"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<select><option>Kota Batam</option>\n<option>Kabupaten Karimun</option></select>",
        "<div style='display:none'><div>1. Kota Dumai</div><div>2. Kota Batam</div></div>",
        "<ol><li hidden>Kab. Kampar<br>Kota Dumai</li></ol>",
        "<table><tr style='DISPLAY: none'><td>2</td><td>Kab. Kampar</td></tr></table>",
    ],
)
def test_what_a_page_does_not_show_is_not_read(hidden):
    page = f"{HEAD}{hidden}<h3>Provinsi Riau</h3><ol><li>Kab. Siak</li></ol>"

    assert (claims(page), asked(page)) == ([("1408", "peduli")], [])


def test_what_is_hidden_without_an_end_hides_nothing_else():
    page = f"{HEAD}<h3>Provinsi Riau</h3><ol><li hidden>Kab. Kampar<li>Kab. Siak</ol>"

    assert claims(page) == [("1401", "peduli"), ("1408", "peduli")]


def test_a_name_that_a_style_strikes_through_is_asked_about():
    page = (
        f"{HEAD}<h3>Provinsi Riau</h3><ol><li>Kab. Siak</li>"
        "<li><span style='text-decoration: line-through'>Kab. Pelalawan</span></li></ol>"
    )

    assert claims(page) == [("1408", "peduli")]
    assert [question[1] for question in asked(page)] == ["beside"]


def test_names_below_years_to_choose_from_are_one_question():
    page = (
        "<h2>Penerima Kabupaten/Kota Peduli HAM</h2><ul><li><a>2024</a></li><li><a>2025</a></li></ul>"
        "<div><ol><li>Kab. Siak</li></ol></div><div><ol><li>Kota Dumai</li></ol></div>"
    )

    assert (claims(page), asked(page)) == ([], [("2024", "beside", "2024", ["1408", "1472"])])
