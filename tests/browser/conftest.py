"""A real browser that reaches nothing: what a page looks like, what it asks for, and what axe finds in it."""

import json
import shutil
from contextlib import contextmanager

import pytest

from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports

WIDE, NARROW = 1000, 360
# The background network of the browser is its own; pages are what is looked at.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="package")
def browser():
    """Open Debian's Chromium once for all tests of this folder."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser):
    """Open a file: `with open_page(path, width=360, dark=True) as page`; `page.asked` are the addresses it asks for."""

    @contextmanager
    def opened(path, *, width=WIDE, dark=False, script=True, media="screen"):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.emulate_media(media=media)
        page.goto(path.as_uri())
        try:
            yield page
        finally:
            context.close()

    return opened


@pytest.fixture
def violations():
    """Give what axe finds in an open page: each rule with the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    def found_in(page):
        # What passes is not told: to write that down takes axe half of its time.
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        response = Axe().run(page, options=options).response
        return {fault["id"]: [_told(node) for node in fault["nodes"]] for fault in response["violations"]}

    return found_in


def _told(node):
    return f"{' '.join(map(str, node['target']))}: {json.dumps(node['failureSummary'], ensure_ascii=False)}"


@pytest.fixture(scope="package")
def written(tmp_path_factory):
    """Run a notebook and give the page: `written(folder, notebook, language, **parameters)`."""

    def run(folder, notebook, language="id", **parameters):
        report = settle(
            Call(notebook, parameters, language),
            notebooks=folder,
            out=tmp_path_factory.mktemp("reports"),
            resolver=lambda text, level: text,
            rounds=range(2000, 2100),
        )
        [result] = run_reports([report])
        assert result.error == ""
        return report.html

    return run
