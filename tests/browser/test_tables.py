"""Tables of a page as people use them: by keyboard, in the language of the page, on paper, and without any script."""

import subprocess

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kkpham_analysis.language import Words
from kkpham_analysis.reports.forms.html import page_html
from kkpham_analysis.reports.page import Table
from kkpham_analysis.reports.page.folded import Folded

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]

NAMES = ["Paser", "Berau", "élan", "Kutai 10", "Kutai 9", "Zamrud", "Aceh", "Bontang", "Ende"]
COUNTS = [100, 9, None, 1234, 20, 0, None, 3, 50]


@pytest.fixture
def page(tmp_path):
    """A page with a long table and a short one."""
    frame = pd.DataFrame({"name": NAMES, "count": pd.Series(COUNTS, dtype="Int64")})
    return page_of(frame, frame[:8], folder=tmp_path)


def page_of(*frames, folder):
    """Write a page with a table of each frame."""
    shown = [Table(rows, "Tabel uji", {"name": "Nama", "count": "Jumlah"}, Words("id")) for rows in frames]
    outputs = [new_output("display_data", data={"text/html": table._repr_html_()}) for table in shown]
    notebook = nbformat.from_dict(new_notebook(cells=[new_code_cell("tables", outputs=outputs)]))
    path = folder / "page.html"
    path.write_text(page_html(notebook, language="id"), encoding="utf-8")
    return path


def names(shown):
    return shown.locator("table").first.locator("tbody th:visible").all_inner_texts()


def order(shown):
    return [heading.get_attribute("aria-sort") for heading in shown.locator("table").first.locator("thead th").all()]


def test_a_heading_sorts_numbers_by_keyboard_with_the_unknown_last_and_then_gives_the_first_order_back(page, open_page):
    with open_page(page) as shown:
        # The field, the frame that scrolls, the first heading, the second.
        for _ in range(4):
            shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.textContent") == "Jumlah"
        shown.keyboard.press("Enter")
        assert order(shown) == [None, "ascending"]
        known = ["Zamrud", "Bontang", "Berau", "Kutai 9", "Ende", "Paser", "Kutai 10"]
        assert names(shown) == [*known, "élan", "Aceh"]
        shown.keyboard.press("Space")
        assert order(shown) == [None, "descending"]
        assert names(shown) == [*known[::-1], "élan", "Aceh"]
        shown.keyboard.press("Enter")
        assert (order(shown), names(shown)) == ([None, None], NAMES)


def test_names_are_sorted_as_the_language_does(page, open_page):
    with open_page(page) as shown:
        shown.get_by_role("button", name="Nama").first.click()
        assert order(shown) == ["ascending", None]
        assert names(shown) == sorted(NAMES, key="Aceh Berau Bontang élan Ende Kutai 9 Kutai 10 Paser Zamrud".index)


def test_a_long_table_is_filtered_as_one_types_and_says_how_many_rows_are_left(page, open_page):
    with open_page(page) as shown:
        assert shown.get_by_label("Cari di tabel").count() == 1
        shown.keyboard.press("Tab")
        shown.keyboard.type("ELA")
        assert names(shown) == ["élan"]
        assert shown.get_by_role("status").inner_text() == "1 dari 9 baris"
        shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
        assert (names(shown), shown.get_by_label("Cari di tabel").input_value()) == (NAMES, "")
        assert shown.evaluate("document.activeElement.type") == "search"
        assert shown.faults == []


def test_a_place_is_found_by_the_names_that_the_site_knows_and_its_row_does_not_show(open_page, tmp_path, monkeypatch):
    keys = {"6401": ("paser", "6401"), "6408": ("kutim", "kutaitimur", "6408")}
    monkeypatch.setattr("kkpham_analysis.reports.page.tables.keys_by_code", lambda: keys)
    codes = ["6401", "6408", *map(str, range(1101, 1108))]
    frame = pd.DataFrame({"regency_code": codes, "name": NAMES, "count": pd.Series(COUNTS, dtype="Int64")})

    with open_page(page_of(frame, folder=tmp_path)) as shown:
        found = {}
        for typed in ("Kutim", "640", "utim"):
            shown.get_by_label("Cari di tabel").fill(typed)
            found[typed] = names(shown)

    assert found == {"Kutim": ["Berau"], "640": ["Paser", "Berau"], "utim": []}


def test_what_is_typed_and_how_it_is_sorted_do_not_disturb_each_other(page, open_page):
    with open_page(page) as shown:
        shown.get_by_label("Cari di tabel").fill("kutai")
        shown.get_by_role("button", name="Nama").first.click()
        assert names(shown) == ["Kutai 9", "Kutai 10"]


def test_paper_shows_all_rows_and_no_field(page, open_page):
    with open_page(page) as shown:
        shown.get_by_label("Cari di tabel").fill("kutai")
        shown.emulate_media(media="print")
        assert names(shown) == NAMES
        assert not shown.get_by_label("Cari di tabel").is_visible()


def test_without_a_script_the_page_is_whole(page, open_page):
    with open_page(page, script=False) as shown:
        assert names(shown) == NAMES
        assert shown.get_by_role("button").count() == 0


def test_a_script_that_is_not_of_the_package_does_not_run(page, open_page):
    text = page.read_text(encoding="utf-8").replace("</main>", "<script>document.title = 'run'</script></main>")
    page.write_text(text, encoding="utf-8")
    with open_page(page) as shown:
        assert shown.title() != "run"
        assert ["Content Security Policy" in fault for fault in shown.faults] == [True]


def numbered(shown, media):
    """Give the lines of a page that name a table, as they are drawn: what the style writes is in no document."""
    shown.emulate_media(media=media)
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=shown.pdf(), capture_output=True, check=True)
    return [" ".join(line.split()) for line in made.stdout.decode().splitlines() if "Tabel" in line]


@pytest.mark.needs("pdftotext")
def test_a_folded_table_is_counted_open_or_closed(tmp_path, open_page):
    table = Table(pd.DataFrame({"name": NAMES}), "Hasil", words=Words("id"))
    shown_both = [
        new_output("display_data", data={"text/html": each._repr_html_()}) for each in (Folded("Angka", table), table)
    ]
    path = tmp_path / "page.html"
    path.write_text(page_html(new_notebook(cells=[new_code_cell("", outputs=shown_both)]), language="id"))
    with open_page(path) as shown:
        assert numbered(shown, "screen") == ["Angka (Tabel 1)", "Tabel 2. Hasil"]
        assert numbered(shown, "print") == ["Tabel 2. Hasil"]
        shown.emulate_media(media="screen")
        shown.locator("summary", has_text="Angka").click()
        assert numbered(shown, "print") == ["Angka (Tabel 1)", "Tabel 1. Hasil", "Tabel 2. Hasil"]


def printed(shown):
    """Give the text of each sheet of paper."""
    shown.emulate_media(media="print")
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=shown.pdf(), capture_output=True, check=True)
    return made.stdout.decode().split("\f")[:-1]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_the_heads_of_a_table_stand_on_every_sheet_of_paper(tmp_path, open_page, script):
    frame = pd.DataFrame({"name": [f"Kabupaten {at}" for at in range(120)], "count": range(120), "said": "x"})
    table = Table(frame, "Panjang", {"name": "Nama", "count": "Jumlah kabupaten", "said": "Sumber"}, Words("id"))
    path = tmp_path / "page.html"
    output = new_output("display_data", data={"text/html": table._repr_html_()})
    path.write_text(page_html(new_notebook(cells=[new_code_cell("", outputs=[output])]), language="id"))
    with open_page(path, script=script) as shown:
        assert shown.get_by_role("button", name="Jumlah kabupaten").count() == script
        sheets = printed(shown)
    heads = [[head in sheet for head in ("Nama", "Jumlah kabupaten", "Sumber")] for sheet in sheets]
    assert len(heads) > 2
    assert heads == [[True, True, True]] * len(heads)


def test_on_a_phone_a_note_out_of_sight_makes_no_row_higher_than_what_is_seen_of_it(open_page, tmp_path):
    note = "The list of the office names it, and that of the newspaper does not; " * 4
    frame = pd.DataFrame({"name": ["Kabupaten Paser"], **{f"c{i}": ["a word or two"] for i in range(4)}, "note": note})
    table = Table(frame, "Caption", words=Words("en"))
    outputs = [new_output("display_data", data={"text/html": table._repr_html_()})]
    notebook = nbformat.from_dict(new_notebook(cells=[new_code_cell("tables", outputs=outputs)]))
    path = tmp_path / "page.html"
    path.write_text(page_html(notebook, language="en"), encoding="utf-8")

    with open_page(path, width=360) as shown:
        width = shown.evaluate("document.querySelector('td.long').offsetWidth")

    assert width >= 272


def test_on_a_phone_a_list_of_names_is_as_wide_as_what_is_seen_beside_the_first_column(open_page, tmp_path):
    names = ", ".join(f"Kabupaten Contoh {number}" for number in range(1, 33))
    frame = pd.DataFrame({"change": ["belum diketahui"], "count": 32, "names": names, "sources": "s1"})
    columns = {"change": "Perubahan", "count": "Jumlah", "names": "Kabupaten/kota", "sources": "Sumber"}
    outputs = [new_output("display_data", data={"text/html": Table(frame, "Uji", columns, Words("id"))._repr_html_()})]
    notebook = nbformat.from_dict(new_notebook(cells=[new_code_cell("tables", outputs=outputs)]))
    path = tmp_path / "page.html"
    path.write_text(page_html(notebook, language="id"), encoding="utf-8")

    with open_page(path, width=360) as shown:
        seen = shown.evaluate(
            "[document.querySelector('.table-frame').clientWidth, document.querySelector('tbody th').offsetWidth, "
            "document.querySelector('td.long').offsetWidth, document.documentElement.scrollWidth]"
        )

    assert seen == [328, 104, 224, 360]


def test_on_a_phone_a_word_on_a_tint_out_of_sight_makes_no_row_higher_than_its_name_does(open_page, tmp_path):
    said = "belum ada bukti pasti tentang kabupaten/kota"
    frame = pd.DataFrame({"name": ["Aceh"], "count": "belum diketahui", "share": "belum diketahui", "evidence": "none"})
    columns = {"name": "Provinsi", "count": "Berpredikat", "share": "Persentase", "evidence": "Dasar bukti"}
    sides = {"count": "right", "share": "right"}
    table = Table(frame, "Provinsi", columns, Words("id"), align=sides, labels={"evidence": {"none": said}},
                  tints={"evidence": {"none": "unknown"}})  # fmt: skip
    outputs = [new_output("display_data", data={"text/html": table._repr_html_()})]
    notebook = nbformat.from_dict(new_notebook(cells=[new_code_cell("tables", outputs=outputs)]))
    path = tmp_path / "page.html"
    path.write_text(page_html(notebook, language="id"), encoding="utf-8")

    with open_page(path, width=360) as shown:
        assert shown.locator("tbody tr").bounding_box()["height"] < 60
