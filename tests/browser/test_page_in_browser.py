"""A page in a browser, on a telephone: nothing sticks out sideways, and nothing is fetched."""

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from kkpham_analysis.reports.forms.html import page_html
from kkpham_analysis.reports.page import SourceList, Table

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]

NOTEBOOKS = Path(__file__).parents[1] / "reports" / "notebooks"
WIDTH = 360
# What moves with a table is known two frames after it is drawn.
DRAWN = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
MEASURED = """() => {
  const scrolls = (element) => element.parentElement?.closest(".table-frame, .figure-frame, .code");
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element));
  return {
    width: document.documentElement.scrollWidth,
    wide: wide.map((element) => element.tagName + "." + element.className),
    words: document.body.innerText.split(/\\s+/).length,
    figures: [...document.querySelectorAll(".figure-frame")].map((frame) => {
      const before = frame.scrollLeft;
      frame.scrollLeft = 10000;
      const hint = frame.parentElement.querySelector(".figure-hint");
      const last = frame.scrollLeft;
      frame.focus();
      const moves = frame.scrollWidth > frame.clientWidth;
      frame.blur();
      return [moves, getComputedStyle(hint).display, last - before, frame.scrollWidth > frame.clientWidth];
    }),
    tables: [...document.querySelectorAll(".table-frame")].map((frame) => {
      const [caption, first] = ["caption span", "tbody th"].map((name) => frame.querySelector(name));
      const after = getComputedStyle(caption, "::after");
      frame.scrollLeft = 10000;
      const [said, named] = [caption, first].map((element) => element.getBoundingClientRect());
      return {
        moves: frame.scrollLeft > 0,
        hint: after.fontSize !== "0px" ? after.content : "",
        caption_is_whole: said.left >= 0 && said.right <= innerWidth,
        row_is_named: named.left >= 0 && named.right <= innerWidth,
      };
    }),
  };
}"""


@pytest.fixture(scope="module")
def page(written):
    """A report that shows one of each thing a page can show."""
    return written(NOTEBOOKS, "every_object")


@pytest.fixture
def look(open_page, tmp_path):
    """Open a page on a telephone: what it measures, and what it asks for beside itself."""

    def look_at(path):
        if isinstance(path, str):
            path, text = tmp_path / "page.html", path
            path.write_text(text, encoding="utf-8")
        with open_page(path, width=WIDTH) as shown:
            shown.evaluate(DRAWN)
            measured = shown.evaluate(MEASURED)
            return measured, [url for url in shown.asked if url != path.as_uri() and not url.startswith("data:")]

    return look_at


def test_a_page_fits_a_telephone_and_asks_for_nothing(page, look):
    found, asked = look(page)
    assert found["words"] > 100
    assert (found["width"], found["wide"]) == (WIDTH, [])
    assert asked == []


def test_a_figure_on_a_telephone_moves_in_its_frame_and_says_so_and_a_map_is_whole_until_it_is_touched(page, look):
    chart, place = look(page)[0]["figures"]
    moves, hint, before_its_end, moves_untouched = chart
    assert (moves, hint, before_its_end > 100, moves_untouched) == (True, "block", True, True)
    assert place == [True, "block", 0, False]


def test_a_history_on_a_telephone_begins_with_its_latest_round(page, look):
    text = page.read_text(encoding="utf-8").replace('class="figure-frame"', 'class="figure-frame latest"')
    history = look(text)[0]["figures"][0]
    assert history == [True, "block", 0, True]


def test_a_wide_table_says_that_it_moves_and_keeps_its_caption_and_the_names_of_its_rows(page, look):
    style = re.search("<style>.*?</style>", page.read_text(encoding="utf-8"), re.DOTALL).group()
    caption = "Kabupaten/kota menurut putaran dan menurut sumber, dengan semua tahun penghargaan"
    narrow, wide = ({f"kolom {number}": ["Peduli HAM"] for number in range(size)} for size in (2, 9))
    tables = [Table(pd.DataFrame(columns), caption)._repr_html_() for columns in (narrow, wide)]
    viewport = '<meta name="viewport" content="width=device-width">'
    found, _ = look(f'<!DOCTYPE html><meta charset="utf-8">{viewport}{style}<main>{"".join(tables)}</main>')

    kept = {"caption_is_whole": True, "row_is_named": True}
    assert found["tables"] == [
        {"moves": False, "hint": "", **kept},
        {"moves": True, "hint": '"Geser untuk kolom lain →"', **kept},
    ]


def test_what_sticks_out_and_what_is_fetched_would_be_seen(look):
    found, asked = look('<p style="width: 500px">wide</p><img src="http://also.test/a.png" alt="">')
    assert (found["width"], found["wide"]) == (508, ["P."])
    assert asked == ["http://also.test/a.png"]


def test_figures_are_of_one_width_in_columns_and_hyphens_between_words_are_not(page, open_page):
    """In Inter a hyphen beside figures of one width is as wide as they are: "masing - masing"."""
    with open_page(page) as opened:
        styles = opened.evaluate(
            """() => Object.fromEntries(["body", ".lede", ".facts dd", "td.number"].map((name) =>
              [name, getComputedStyle(document.querySelector(name)).fontVariantNumeric]))"""
        )

    assert styles == {"body": "normal", ".lede": "normal", ".facts dd": "tabular-nums", "td.number": "tabular-nums"}


@pytest.mark.parametrize(("dark", "expected"), [(False, ["none", "0px"]), (True, ["brightness(0.86)", "8px"])])
def test_in_the_dark_a_figure_is_dimmed_paper_with_round_corners(page, open_page, dark, expected):
    with open_page(page, dark=dark) as opened:
        found = opened.evaluate(
            """() => [getComputedStyle(document.querySelector("figure img"))].map((style) =>
              [style.filter, style.borderRadius])[0]"""
        )

    assert found == expected


@pytest.mark.parametrize(
    ("media", "seen"), [("screen", "9 sumber"), ("print", "9 sumber: 1, 3, 5, 7, 9, 11, 13, 15, 17")]
)
def test_many_sources_of_a_figure_are_folded_on_the_screen_and_written_out_on_paper(tmp_path, open_page, media, seen):
    pages = pd.DataFrame({"source_id": [f"S{number}" for number in range(18)], "title": "T", "publisher": "P",
                          "url": None, "published_on": None})  # fmt: skip
    about = {"image/png": {"caption": "Bagian", "sources": [f"S{number}" for number in range(0, 18, 2)]}}
    drawn = new_output("display_data", data={"image/png": "iVBORw0KGgo="}, metadata=about)
    last = new_output("display_data", data={**SourceList(pages)._repr_mimebundle_(), "text/html": ""})
    cells = [new_code_cell(name, outputs=[output]) for name, output in (("draw", drawn), ("sources", last))]
    path = tmp_path / "page.html"
    path.write_text(page_html(nbformat.from_dict(new_notebook(cells=cells)), language="id"), encoding="utf-8")

    with open_page(path, media=media) as shown:
        assert shown.locator("figcaption").inner_text() == f"Bagian · {seen}"
