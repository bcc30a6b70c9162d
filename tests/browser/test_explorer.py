"""The map to explore as people use it: by pointer, finger and keyboard, together with its table; and on paper."""

import base64

import geopandas as gpd
import pandas as pd
import pytest
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_notebook, new_output
from shapely import box

from kkpham_analysis.figures import Setting, plot_interactive_map
from kkpham_analysis.language import Words
from kkpham_analysis.reports.forms.html import page_html
from kkpham_analysis.reports.page import PageHead, Table

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]

CODES = ["11", "12", "33", "34", "35", "51", "64", "65", "91"]
NAMES = ["Aceh", "Sumatera Utara", "Jawa Tengah", "DI Yogyakarta", "Jawa Timur", "Bali", "Kalimantan Timur",
         "Kalimantan Utara", "Papua"]  # fmt: skip
ISLANDS = ["Sumatera", "Sumatera", "Jawa", "Jawa", "Jawa", "Bali", "Kalimantan", "Kalimantan", "Papua"]
COMPLIANT = [3, 1, 4, None, 2, 3, 4, 1, None]


def shares():
    compliant = pd.Series(COMPLIANT, dtype="Int64")
    known = compliant.notna()
    return pd.DataFrame(
        {
            "award_year": 2023,
            "province_code": CODES,
            "province": NAMES,
            "regencies": pd.Series(4, index=compliant.index, dtype="Int64"),
            "compliant": compliant,
            "compliant_low": compliant.fillna(0),
            "compliant_high": compliant.fillna(4),
            "share": compliant / 4,
            "share_low": compliant.fillna(0) / 4,
            "share_high": compliant.fillna(4) / 4,
            "evidence": known.map({True: "complete", False: "none"}),
            "rule": ">60%",
            "meets_rule": (compliant > 2).astype("boolean"),
        }
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page with nine provinces, the fourth too small to be pointed at, and their table."""
    regencies = pd.DataFrame({"award_year": 2023, "regency_code": [f"{code}01" for code in CODES],
                              "province_code": CODES, "province": NAMES})  # fmt: skip
    shapes = [box(4 * i, 0, 4 * i + (0.3 if i == 3 else 4), 8) for i in range(len(CODES))]
    boundaries = gpd.GeoDataFrame({"regency_code": regencies["regency_code"]}, geometry=shapes, crs=4326)
    boundaries.loc[3, "geometry"] = box(12, 0, 12.3, 0.3)
    islands = pd.DataFrame({"province_code": CODES, "island_group": ISLANDS})
    explored = plot_interactive_map(shares(), boundaries, regencies, islands=islands, setting=Setting(titled=False))
    columns = {"province": "Provinsi", "compliant": "Jumlah"}
    table = Table(shares(), "Tabel uji", columns, Words("id"), places="province_code")
    data, about = explored._repr_mimebundle_()
    data["image/png"] = base64.b64encode(data["image/png"]).decode()
    shown = [new_output("display_data", data=data, metadata=about),
             *(new_output("display_data", data={"text/html": part._repr_html_()})
               for part in (PageHead("e", "Judul", "l."), table))]  # fmt: skip
    path = tmp_path_factory.mktemp("explorer") / "page.html"
    notebook = from_dict(new_notebook(cells=[new_code_cell("cell", outputs=shown[1:2] + shown[:1] + shown[2:])]))
    path.write_text(page_html(notebook, language="id"), encoding="utf-8")
    return path


def told(shown):
    return shown.locator(".explorer-told").inner_text()


def lit(shown):
    return shown.locator("tr.is-lit").evaluate_all("rows => rows.map((row) => row.dataset.place)")


def faint(shown):
    return shown.locator("a.is-faint").evaluate_all("places => places.map((place) => place.dataset.place).sort()")


def focused(shown):
    return shown.evaluate(
        "document.activeElement.closest('[data-place]')?.dataset.place + document.activeElement.tagName"
    )


def test_pointing_at_a_place_tells_its_figures_and_lights_up_its_row(page, open_page):
    with open_page(page) as shown:
        assert told(shown).startswith("Arahkan penunjuk")
        shown.locator("a[data-place='64']").hover()
        assert told(shown) == "Kalimantan Timur: 4 dari 4 (100,0\u00a0%) · memenuhi aturan · dasar bukti: lengkap"
        assert lit(shown) == ["64"]
        shown.locator("a[data-place='34']").hover()
        assert (told(shown), lit(shown)) == ("DI Yogyakarta: belum diketahui", ["34"])
        assert shown.faults == []


def test_the_map_is_one_stop_of_the_keyboard_and_arrows_go_from_place_to_place(page, open_page):
    with open_page(page) as shown:
        shown.get_by_label("Hasil menurut aturan").focus()
        visited = []
        for key in ("Tab", "ArrowRight", "ArrowDown", "ArrowLeft", "End", "ArrowRight", "ArrowLeft"):
            shown.keyboard.press(key)
            visited.append(focused(shown))
        assert visited == [f"{code}a" for code in ("11", "12", "33", "12", "91", "11", "91")]
        assert told(shown) == "Papua: belum diketahui"
        shown.keyboard.press("Tab")
        assert focused(shown) == "undefinedINPUT"


def test_enter_leads_from_a_place_to_its_row_and_back(page, open_page):
    with open_page(page) as shown:
        shown.locator("a[data-place='33']").focus()
        shown.keyboard.press("Enter")
        assert (focused(shown), lit(shown)) == ("33BUTTON", ["33"])
        shown.keyboard.press("Enter")
        assert focused(shown) == "33a"


def test_a_row_lights_up_its_place(page, open_page):
    with open_page(page) as shown:
        shown.get_by_role("button", name="Bali").focus()
        assert (lit(shown), told(shown)[:4]) == (["51"], "Bali")
        assert shown.locator("use.ring").get_attribute("href") == "#shape-51"


def test_the_first_touch_of_a_finger_tells_and_the_second_leads_on(page, browser):
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    shown = context.new_page()
    shown.goto(page.as_uri())
    place = shown.locator("a[data-place='12']")
    place.tap()
    first = (told(shown)[:14], focused(shown))
    place.tap()
    assert (first, focused(shown)) == (("Sumatera Utara", "12a"), "12BUTTON")
    context.close()


BACKGROUNDS = "row => [...row.cells].map((cell) => getComputedStyle(cell).backgroundColor)"
SEEN_WHOLE = """element => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && element.scrollWidth <= element.clientWidth;
}"""


def test_on_a_telephone_a_touch_shows_the_facts_and_marks_the_whole_row(page, browser):
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.locator("a[data-place='64']").tap()
    assert told(shown) == "Kalimantan Timur: 4 dari 4 (100,0\u00a0%) · memenuhi aturan · dasar bukti: lengkap"
    assert shown.locator(".explorer-told").evaluate(SEEN_WHOLE)
    assert (lit(shown), shown.locator("use.ring").get_attribute("href")) == (["64"], "#shape-64")
    assert shown.locator("tr.is-lit").evaluate(BACKGROUNDS) == ["rgb(244, 245, 247)"] * 2
    shown.locator("a[data-place='12']").tap()
    assert (told(shown)[:14], lit(shown)) == ("Sumatera Utara", ["12"])
    context.close()


def test_on_a_telephone_with_a_keyboard_an_arrow_shows_the_facts_and_marks_the_whole_row(page, open_page):
    with open_page(page, width=360) as shown:
        shown.locator("a[data-place='64']").focus()
        shown.keyboard.press("ArrowRight")
        assert (told(shown)[:16], lit(shown)) == ("Kalimantan Utara", ["65"])
        assert shown.locator(".explorer-told").evaluate(SEEN_WHOLE)
        assert shown.locator("tr.is-lit").evaluate(BACKGROUNDS) == ["rgb(244, 245, 247)"] * 2


def test_choosing_islands_and_verdicts_leaves_these_in_map_and_table_and_all_come_back(page, open_page):
    with open_page(page) as shown:
        shown.get_by_label("Hasil menurut aturan").select_option("memenuhi aturan")
        assert faint(shown) == ["12", "34", "35", "65", "91"]
        shown.get_by_label("Kelompok pulau").select_option("Jawa")
        assert shown.locator("tbody tr:visible th").all_inner_texts() == ["Jawa Tengah"]
        assert shown.get_by_role("status").inner_text() == "1 dari 9 baris"
        assert shown.locator("[data-places]").inner_text() == "1 dari 9 provinsi"
        shown.get_by_role("button", name="Tampilkan semua").click()
        assert (faint(shown), shown.locator("tbody tr:visible").count()) == ([], 9)
        assert shown.get_by_label("Kelompok pulau").input_value() == ""


def test_what_is_typed_above_the_table_stays_on_the_map_too(page, open_page):
    with open_page(page) as shown:
        shown.get_by_label("Cari di tabel").fill("kali")
        assert faint(shown) == ["11", "12", "33", "34", "35", "51", "91"]
        shown.locator("a[data-place='64']").focus()
        shown.keyboard.press("ArrowRight")
        shown.keyboard.press("ArrowRight")
        assert focused(shown) == "64a"


def test_on_paper_the_figure_takes_the_place_of_the_map(page, open_page):
    with open_page(page) as shown:
        assert [shown.locator(name).is_visible() for name in (".explorer svg >> nth=0", "figure img")] == [True, False]
        shown.emulate_media(media="print")
        assert [shown.locator(name).is_visible() for name in (".explorer svg >> nth=0", "figure img")] == [False, True]
        assert shown.locator("figure img").get_attribute("alt").startswith("Peta provinsi.")


def test_without_a_script_places_are_links_to_their_rows(page, open_page):
    with open_page(page, script=False) as shown:
        assert not shown.get_by_label("Kelompok pulau").is_visible()
        shown.get_by_role("link", name="Bali").click()
        assert shown.url.endswith("#place-51")
        assert shown.locator("tr:target th").inner_text() == "Bali"
