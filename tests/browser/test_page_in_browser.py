"""A page in a browser, on a telephone: nothing sticks out sideways, and nothing is fetched."""

import json
import re
import subprocess
from html import escape, unescape
from pathlib import Path

import pandas as pd
import pytest

from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.page import Table
from kkpham_analysis.reports.running import run_reports, settle

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]

NOTEBOOKS = Path(__file__).parents[1] / "reports" / "notebooks"
WIDTH = 360
# The picture beside the page shows that a request would be seen.
SEEN = "http://seen.test/pixel.png"
# In a frame, for a window of its own cannot be made that narrow; srcdoc, because a file may not look into another.
STAGE = """<!DOCTYPE html><meta charset="utf-8"><img src="{seen}" alt="">
<iframe style="width: {width}px; height: 800px; border: 0" srcdoc="{page}"></iframe>
<script>
// What moves with a table is known two frames later; a browser that draws none still says what it measures.
const drawn = new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
const late = new Promise((go) => setTimeout(go, 1500));
window.onload = () => Promise.race([drawn, late]).then(() => {{
  const page = document.querySelector("iframe").contentDocument;
  const scrolls = (element) => element.parentElement?.closest(".table-frame, .figure-frame, .code");
  const wide = [...page.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > {width} + 0.5 && !scrolls(element));
  const found = {{
    width: page.documentElement.scrollWidth,
    wide: wide.map((element) => element.tagName + "." + element.className),
    words: page.body.innerText.split(/\\s+/).length,
    figures: [...page.querySelectorAll(".figure-frame")].map((frame) => {{
      const before = frame.scrollLeft;
      frame.scrollLeft = 10000;
      const hint = frame.parentElement.querySelector(".figure-hint");
      return [frame.scrollLeft > 0, page.defaultView.getComputedStyle(hint).display, before / frame.scrollLeft];
    }}),
    tables: [...page.querySelectorAll(".table-frame")].map((frame) => {{
      const [caption, first] = ["caption span", "tbody th"].map((name) => frame.querySelector(name));
      const after = page.defaultView.getComputedStyle(caption, "::after");
      frame.scrollLeft = 10000;
      const [said, named] = [caption, first].map((element) => element.getBoundingClientRect());
      return {{
        moves: frame.scrollLeft > 0,
        hint: after.fontSize !== "0px" ? after.content : "",
        caption_is_whole: said.left >= 0 && said.right <= {width},
        row_is_named: named.left >= 0 && named.right <= {width},
      }};
    }}),
  }};
  document.body.appendChild(document.createElement("output")).textContent = JSON.stringify(found);
}});
</script>
"""
QUIET = [
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-sync",
    "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-first-run", "--no-sandbox",
    "--virtual-time-budget=10000",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A report that shows one of each thing a page can show."""
    report = settle(
        Call("every_object"),
        notebooks=NOTEBOOKS,
        out=tmp_path_factory.mktemp("reports"),
        resolver=lambda text, level: text,
        rounds={2023},
    )
    [result] = run_reports([report])
    assert result.error == ""
    return report.html.read_text()


@pytest.fixture
def look(tmp_path):
    """Open a page in the browser, which reaches nothing: what the page measures, and what it asks for."""

    def look_at(page):
        stage, log = tmp_path / "stage.html", tmp_path / "log.json"
        stage.write_text(STAGE.format(page=escape(page), seen=SEEN, width=WIDTH), encoding="utf-8")
        kept = [f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={log}"]
        command = ["chromium", "--headless", *QUIET, *kept, "--dump-dom", stage.as_uri()]
        dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
        measured = json.loads(unescape(re.search("<output>(.*)</output>", dom).group(1)))
        return measured, asked_by_pages(json.loads(log.read_text()))

    return look_at


def asked_by_pages(log):
    """Give the addresses that pages asked for; the browser's own requests have no page behind them."""
    started = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    requests = [
        event["params"] for event in log["events"] if event["type"] == started and "url" in event.get("params", {})
    ]
    return sorted(request["url"] for request in requests if request["initiator"] != "not an origin")


def test_a_page_fits_a_telephone_and_asks_for_nothing(page, look):
    found, asked = look(page)
    assert found["words"] > 100
    assert (found["width"], found["wide"]) == (WIDTH, [])
    assert asked == [SEEN]


def test_a_figure_on_a_telephone_moves_in_its_frame_and_says_so_and_a_map_begins_in_its_middle(page, look):
    chart, place = look(page)[0]["figures"]
    assert chart == [True, "block", 0]
    assert place == [True, "block", pytest.approx(0.5, abs=0.01)]


def test_a_wide_table_says_that_it_moves_and_keeps_its_caption_and_the_names_of_its_rows(page, look):
    style = re.search("<style>.*?</style>", page, re.DOTALL).group()
    caption = "Kabupaten/kota menurut putaran dan menurut sumber, dengan semua tahun penghargaan"
    narrow, wide = ({f"kolom {number}": ["Peduli HAM"] for number in range(size)} for size in (2, 9))
    tables = [Table(pd.DataFrame(columns), caption)._repr_html_() for columns in (narrow, wide)]
    found, _ = look(f"<!DOCTYPE html>{style}<main>{''.join(tables)}</main>")

    kept = {"caption_is_whole": True, "row_is_named": True}
    assert found["tables"] == [
        {"moves": False, "hint": "", **kept},
        {"moves": True, "hint": '"Geser untuk kolom lain →"', **kept},
    ]


def test_the_stage_sees_what_sticks_out_and_what_is_fetched(look):
    found, asked = look('<p style="width: 500px">wide</p><img src="http://also.test/a.png" alt="">')
    assert (found["width"], found["wide"]) == (508, ["P."])
    assert asked == ["http://also.test/a.png", SEEN]
