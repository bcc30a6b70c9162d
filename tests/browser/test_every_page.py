"""Every kind of page in a browser, in both languages: for whoever reads it, with whatever they read it."""

import shutil
from pathlib import Path

import pytest
from tests.sampled_folder import sampled_folder

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
# Rules that depend on how wide the page is and on its colours; the others depend on neither.
LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable"]
WIDE, NARROW = 1000, 360
LIGHT_ENOUGH = {"province_report": 600_000, "award_summary": 1_500_000}
STRUCTURE = """() => ({
  language: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1, h2, h3, h4")].map((heading) => +heading.tagName[1]),
  tables: [...document.querySelectorAll("table")].map((table) => [
    Boolean(table.caption?.innerText.trim()),
    [...table.querySelectorAll("th")].every((heading) => ["col", "row"].includes(heading.scope)),
    Boolean(table.querySelector("thead th"))]),
  silent: [...document.querySelectorAll("img")].filter((figure) => !figure.alt.trim()).length,
})"""
SIDEWAYS = """() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("body *")].filter(
  (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX) &&
  element.scrollWidth > element.clientWidth && !element.matches(".table-frame, .figure-frame, pre")).map((element) => element.className)]"""


@pytest.fixture(scope="module", params=[(name, language) for name in NOTEBOOKS for language in ("id", "en")],
                ids=lambda named: "-".join(named))  # fmt: skip
def page(request, written, built_data, tmp_path_factory):
    """The page of a notebook, of the facts as they are; that on coverage of a made-up set, or it would be empty."""
    notebook, language = request.param
    data = sampled_folder(tmp_path_factory.mktemp("web") / "data") if "coverage" in notebook else built_data
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KKPHAM_DATA", str(data))
        path = written(FOLDER, notebook, language)
    return Path(shutil.copy(path, tmp_path_factory.mktemp("page") / f"{notebook}.html")), language


def test_axe_finds_nothing(page, open_page, violations):
    path, _ = page
    for width, dark, rules in [(WIDE, False, ()), (NARROW, True, ()), (WIDE, True, LOOKS), (NARROW, False, LOOKS)]:
        with open_page(path, width=width, dark=dark) as shown:
            assert violations(shown, rules) == {}, (width, "dark" if dark else "light")


def test_a_page_asks_for_nothing_and_nothing_in_it_fails(page, open_page):
    path, _ = page
    with open_page(path) as shown:
        assert [url for url in shown.asked if not url.startswith("data:")] == [path.as_uri()]
        assert shown.faults == []


def test_nothing_but_a_frame_moves_sideways_on_a_telephone(page, open_page):
    path, _ = page
    with open_page(path, width=NARROW) as shown:
        assert shown.evaluate(SIDEWAYS) == [NARROW]


def test_headings_are_in_order_and_tables_and_figures_say_what_they_are(page, open_page):
    path, language = page
    with open_page(path) as shown:
        found = shown.evaluate(STRUCTURE)
    steps = [later - earlier for earlier, later in zip(found["headings"], found["headings"][1:], strict=False)]
    assert (found["language"], found["headings"].count(1), found["headings"][0]) == (language, 1, 1)
    assert max(steps, default=0) <= 1
    assert found["title"]
    assert [table for table in found["tables"] if table != [True, True, True]] == []
    assert found["silent"] == 0


def test_a_page_is_light(page):
    path, _ = page
    assert path.stat().st_size < LIGHT_ENOUGH.get(path.stem, 600_000)
