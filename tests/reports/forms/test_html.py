"""A page is one file that fetches nothing, runs nothing but its own scripts, and hides what is not for its readers."""

import base64
import hashlib
import io
import re

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image, ImageChops

from kkpham_analysis.reports.forms.html import page_html
from kkpham_analysis.reports.forms.pictures import is_tall, light_png
from kkpham_analysis.reports.page import HowTo, PageHead, SourceList, Table

from .office_report import SOURCES, report

PNG = "iVBORw0KGgo="


def cell(source, *outputs, tags=()):
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def shown(metadata=None, **data):
    return new_output("display_data", data=data, metadata=metadata or {})


@pytest.fixture(scope="module")
def page():
    cells = [
        new_markdown_cell("Notes for the author", metadata={"tags": ["notes"]}),
        new_markdown_cell("## Bagian"),
        cell("award_year = 2023", tags=["parameters"]),
        cell("import secret_setup", tags=["setup"]),
        cell("head", shown(**{"text/html": "<h1>7 &lt; 10</h1>", "text/plain": "7 < 10\nLede."}), tags=["finding"]),
        cell("draw('<x>')", shown({"image/png": {"alt": 'Naik "3"', "caption": "Ku<b>"}}, **{"image/png": PNG})),
        cell("warn", new_output("stream", name="stderr", text="a warning"), new_output("stream", text="said <i>")),
    ]
    return page_html(new_notebook(cells=cells), language="id")


def test_the_title_is_the_finding_and_the_language_is_set(page):
    assert "<title>7 &lt; 10</title>" in page
    assert '<html lang="id">' in page


def test_the_title_of_a_page_says_what_it_is_about_too():
    head = PageHead("Peduli HAM · penghargaan 2023", "7 <i> 10", "l.")
    notebook = new_notebook(
        cells=[cell("head", shown(**head._repr_mimebundle_(), **{"text/html": head._repr_html_()}))]
    )
    notebook.cells[0].metadata["tags"] = ["finding"]
    assert "<title>7 &lt;i&gt; 10 · Peduli HAM · penghargaan 2023</title>" in page_html(notebook, language="id")


def test_a_page_that_can_be_made_again_says_how_to_cite_it():
    shown_last = [
        PageHead("Peduli HAM · 2023", "7 < 10", "l."),
        HowTo("kkpham report toy", cite="Kutip sebagai: “7 < 10”."),
    ]
    outputs = [shown(**each._repr_mimebundle_(), **{"text/html": each._repr_html_()}) for each in shown_last]
    said = '<p class="how-to">Kutip sebagai: “7 &lt; 10”.</p>'
    assert said in page_html(new_notebook(cells=[cell("head", *outputs)]), language="id")
    assert "Kutip sebagai" not in page_html(new_notebook(cells=[cell("head", *outputs[:1])]), language="id")


def test_what_is_not_for_readers_is_hidden(page):
    shown, _, after = page.partition("<footer>")
    assert "Notes for the author" not in page
    assert "award_year = 2023" not in shown
    assert "secret_setup" not in shown
    assert "a warning" not in page
    assert "Bagian" in shown
    assert after.count("<pre>") == 5


def test_code_is_one_click_away_and_escaped(page):
    assert page.count("<details") == 1
    assert '<details class="code"><summary>Kode yang membuat halaman ini</summary>' in page
    assert "<pre><code>draw(&#39;&lt;x&gt;&#39;)</code></pre>" in page
    assert page.index("<pre><code>award_year = 2023") < page.index("<pre><code>import secret_setup")


def test_what_is_printed_is_text(page):
    assert "said &lt;i&gt;" in page


def test_a_figure_keeps_its_alternative_text_and_caption(page):
    [picture] = re.findall("<img [^>]*>", page)
    assert f'src="data:image/png;base64,{PNG}"' in picture
    assert 'alt="Naik &#34;3&#34;"' in picture
    assert "<figcaption>Ku&lt;b&gt;</figcaption>" in page


def test_a_figure_stands_in_a_frame_that_scrolls_and_can_be_reached_by_keyboard(page):
    assert '<div class="figure-hint" aria-hidden="true">Geser gambar ke samping →</div>' in page
    assert '<div class="figure-frame" role="region" tabindex="0" aria-label="Ku&lt;b&gt;"><img ' in page


def png(picture):
    written = io.BytesIO()
    picture.save(written, format="PNG")
    return base64.b64encode(written.getvalue()).decode()


def drawn(encoded):
    return Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGBA")


def slope(alpha):
    grey = Image.linear_gradient("L").resize((400, 400)).rotate(30, fillcolor=255)
    return Image.merge("RGBA", (grey, Image.new("L", (400, 400), 80), grey, Image.new("L", (400, 400), alpha)))


def test_a_figure_becomes_lighter_and_looks_the_same():
    figure = slope(255)
    light = light_png(png(figure))
    assert len(light) < len(png(figure)) / 2
    difference = ImageChops.difference(drawn(light), figure)
    assert max(high for _, high in difference.getextrema()) <= 2


@pytest.mark.parametrize("encoded", [PNG, png(slope(90))], ids=["broken", "see-through"])
def test_what_cannot_become_lighter_stays(encoded):
    assert light_png(encoded) == encoded


@pytest.mark.parametrize(("size", "tall"), [((3, 4), True), ((4, 3), False), ((4, 4), False)])
def test_a_figure_that_is_taller_than_wide_may_fill_a_printed_sheet(size, tall):
    encoded = png(Image.new("RGB", size))
    assert is_tall(encoded) is tall
    shown = new_output("display_data", data={"image/png": encoded})
    page = page_html(new_notebook(cells=[new_code_cell("", outputs=[shown])]), language="id")
    assert ('class="tall"' in page) is tall


def test_nothing_is_fetched_and_nothing_runs(page):
    assert "<script" not in page
    assert not re.findall(r"""(?:src|href)=["'](?!data:|\#)""", page)
    assert not re.findall(r"url\((?!data:)", page)
    assert "@import" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_only_scripts_of_the_package_run_by_their_hash():
    table = Table(pd.DataFrame({"a": [1]}), "c")._repr_html_()
    page = page_html(new_notebook(cells=[cell("t", shown(**{"text/html": table}))]), language="en")
    [script] = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    [policy] = re.findall('content="(default-src[^"]*)"', page)
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{digest}'"
    )
    assert 'data-rows="{shown} of {all} rows"' in page


def test_a_page_without_tables_runs_nothing(page):
    assert "script-src 'none'" in page
    assert "<script" not in page


def test_the_empty_page_is_light(page):
    assert len(page.encode()) < 100_000


def test_the_words_of_the_page_follow_the_language():
    notebook = nbformat.from_dict(new_notebook(cells=[cell("1")]))
    assert "<summary>The code that made this page</summary>" in page_html(notebook, language="en")
    assert '--table: "Table"' in page_html(notebook, language="en")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_has_enough_contrast(page, dark):
    theme = re.findall(r":root \{([^}]*--paper[^}]*)\}", page)[dark]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", theme))
    on = {"paper": ("ink", "muted", "link"), "soft": ("ink", "muted")}
    pairs = [(text, ground) for ground, texts in on.items() for text in texts]
    pairs += [("on-yes", "yes"), ("on-no", "no"), ("on-unknown", "unknown")]
    assert {
        pair: contrast(*[colours[name] for name in pair])
        for pair in pairs
        if contrast(*[colours[name] for name in pair]) < 4.5
    } == {}


def contrast(one, other):
    """Ratio of the luminances of two colours, as WCAG defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_from_a_figure_one_reaches_its_sources():
    made = report()
    made.cells[0].outputs[-1].metadata["image/png"]["sources"] = ["K001", "NOT LISTED"]
    page = page_html(made, language="id")
    assert (
        '<figcaption>Bagian per provinsi · <span class="behind">Sumber: <a href="#source-1">1</a></span></figcaption>'
    ) in page
    assert 'id="source-1"' in page


def test_many_sources_of_a_figure_are_folded_under_their_number():
    pages = pd.concat([SOURCES.head(1).assign(source_id=f"S{number}") for number in range(18)], ignore_index=True)
    figure = {"image/png": {"caption": "Bagian", "sources": [f"S{number}" for number in range(0, 18, 2)]}}
    listed = SourceList(pages)
    drawn, last = shown(figure, **{"image/png": PNG}), shown(**listed._repr_mimebundle_(), **{"text/html": ""})

    page = page_html(new_notebook(cells=[cell("draw", drawn), cell("sources", last)]), language="id")

    assert (
        '<figcaption>Bagian · <details class="behind"><summary>9 sumber</summary><a href="#source-1">1</a>, '
    ) in page
    assert '</details><span class="on-paper">9 sumber: 1, 3, 5, 7, 9, 11, 13, 15, 17</span></figcaption>' in page


def test_a_caption_says_how_many_of_the_sources_of_a_figure_the_page_lists():
    pages = pd.concat([SOURCES.head(1).assign(source_id=f"S{number}") for number in range(18)], ignore_index=True)
    figure = {"image/png": {"caption": "Bagian", "sources": [f"S{number}" for number in range(0, 40, 2)]}}
    drawn, last = (
        shown(figure, **{"image/png": PNG}),
        shown(**SourceList(pages)._repr_mimebundle_(), **{"text/html": ""}),
    )

    page = page_html(new_notebook(cells=[cell("draw", drawn), cell("sources", last)]), language="id")

    assert "<summary>9 dari 20 sumber didaftar</summary>" in page


def test_a_figure_without_listed_sources_has_its_caption_alone():
    page = page_html(report(), language="id")
    assert "<figcaption>Bagian per provinsi</figcaption>" in page
