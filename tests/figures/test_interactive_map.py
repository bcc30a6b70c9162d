"""The map to explore: each place tells what is known of it, is drawn as in the figure, and leads to its row."""

import os
import re
import subprocess
import sys

import pandas as pd
import pytest
from shapely import box

from kkpham_analysis.figures import InteractiveMap, Setting, plot_interactive_map, plot_national_map, style
from kkpham_analysis.figures.svg import path_data
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import beside_round_rule

NB = "\u00a0"
OF_THE_COUNTRY = """
from kkpham_analysis import compliant_share, load, plot_interactive_map, regencies_in
regencies = regencies_in(load("regencies"), load("province_changes"), award_year=2023)
shares = compliant_share(load("awards"), regencies, award_year=2023, rule=">60%")
print(plot_interactive_map(shares, load("boundaries"), regencies, islands=load("provinces")).html)
"""


@pytest.fixture
def explore(shares, boundaries, regencies):
    def plot(language="id", *, shares=shares, **told):
        return plot_interactive_map(shares, boundaries, regencies, setting=Setting(Words(language), "Peduli"), **told)

    return plot


def links(html):
    return {
        code: (name, face)
        for code, name, face in re.findall(r'<a href="#place-(\d+)"[^>]* aria-label="([^"]*)" fill="([^"]*)"', html)
    }


def test_each_place_tells_count_share_verdict_and_evidence_and_what_is_not_known_is_unknown(explore):
    told = {code: name for code, (name, _) in links(explore().html).items()}
    assert told == {
        "11": "Aceh: belum diketahui",
        "33": f"Jawa Tengah: 33–34 dari 35 (94,3–97,1{NB}%) · memenuhi aturan · dasar bukti: sumber tidak sepakat",
        "35": f"Jawa Timur: 1–38 dari 38 (2,6–100,0{NB}%) · belum dapat disimpulkan · dasar bukti: sebagian diketahui",
        "64": f"Kalimantan Timur: 7 dari 10 (70,0{NB}%) · memenuhi aturan · dasar bukti: lengkap",
        "65": f"Kalimantan Utara: 2 dari 5 (40,0{NB}%) · tidak memenuhi aturan · dasar bukti: lengkap",
    }
    assert links(explore("en").html)["64"][0] == (
        f"Kalimantan Timur: 7 of 10 (70.0{NB}%) · meets the rule · evidence: complete"
    )


def test_under_a_rule_on_trial_each_verdict_says_that_it_is_one(explore, shares):
    html = explore("en", shares=beside_round_rule(shares.assign(rule=">60%"), ">50%")).html
    told = {code: name.split(" · ")[1] for code, (name, _) in links(html).items() if " · " in name}
    assert told == {
        "33": "meets the rule on trial",
        "35": "no verdict yet",
        "64": "meets the rule on trial",
        "65": "does not meet the rule on trial",
    }


def test_places_have_the_colours_and_hatches_of_the_figure(explore):
    html = explore().html
    scale = style.scale_for(">60%")
    assert {code: face for code, (_, face) in links(html).items()} == {
        "11": style.UNKNOWN,
        "33": scale.colours[-1],
        "35": style.UNKNOWN,
        "64": scale.colours[-2],
        "65": scale.colours[1],
    }
    assert dict(re.findall(r'<use href="#shape-(\d+)" fill="url\(#map-(\w+)-', html)) == {"33": "dots", "35": "lines"}


def test_a_reader_may_choose_by_island_and_by_verdict_of_what_is_there(explore):
    islands = pd.DataFrame(
        {"province_code": ["11", "33", "35", "64", "65"], "island_group": ["Sumatera", "Jawa", "Jawa", *["X & Y"] * 2]}
    )
    html = explore("en", islands=islands).html
    assert re.findall('<option value="([^"]*)">(.*?)</option>', html) == [
        ("", "all"),
        ("Sumatera", "Sumatra"),
        ("Jawa", "Java"),
        ("X &amp; Y", "X &amp; Y"),
        ("", "all"),
        ("met", "meets the rule"),
        ("not_met", "does not meet the rule"),
        ("open", "no verdict yet"),
        ("none", "not known"),
    ]
    assert re.findall('data-place="(..)" data-group="([^"]*)" data-verdict="(.*?)"', html) == [
        ("11", "Sumatera", "none"),
        ("33", "Jawa", "met"),
        ("35", "Jawa", "open"),
        ("64", "X &amp; Y", "met"),
        ("65", "X &amp; Y", "not_met"),
    ]


def test_without_a_rule_there_is_no_verdict_and_evidence_can_be_chosen(explore, shares):
    html = explore(shares=shares.assign(rule=pd.NA, meets_rule=pd.NA).astype({"meets_rule": "boolean"})).html
    assert "aturan" not in "".join(name for name, _ in links(html).values())
    assert re.findall('<select name="(.*?)">', html) == ["evidence"]


def test_the_legend_says_what_a_circle_is_where_a_place_is_so_small_that_it_is_drawn_as_one(
    explore, shares, boundaries, regencies
):
    said = "lingkaran: provinsi yang terlalu kecil untuk terlihat bentuknya"
    is_north = boundaries["regency_code"].str.startswith("65")
    shrunk = boundaries.geometry.where(~is_north, boundaries.geometry.scale(0.01, 0.01))

    html = plot_interactive_map(shares, boundaries.set_geometry(shrunk), regencies, setting=Setting(Words("id"))).html

    assert (html.count('r="100"'), said in html) == (1, True)
    assert said not in explore().html


def test_behind_it_stands_the_figure_with_the_same_words(explore, shares, boundaries, regencies):
    explored = explore()
    figure = plot_national_map(shares, boundaries, regencies, setting=Setting(Words("id"), "Peduli"))
    data, about = explored._repr_mimebundle_()
    plain, said = figure._repr_mimebundle_()
    assert isinstance(explored, InteractiveMap)
    assert data == {"text/html": explored.html, **plain}
    assert about == said
    assert f'<p class="unseen">{figure.alt}</p>' in explored.html.replace("&quot;", '"')


def test_of_some_provinces_only_there_is_the_figure_alone(explore, shares):
    data, _ = explore(shares=shares[shares["province_code"] == "64"])._repr_mimebundle_()
    assert sorted(data) == ["image/png", "text/plain"]


def test_every_text_is_escaped(explore, shares):
    html = explore(shares=shares.assign(province="<b>\"'")).html
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;&#x27;: " in html


def test_an_outline_keeps_its_holes_and_leaves_out_steps_of_nothing():
    ring = box(0, 0, 0.1, 0.1).difference(box(0.02, 0.02, 0.04, 0.04))
    assert path_data(ring, 0.1) == "M0 50v-50h50v50zM20 30h-10v10h10z"
    assert path_data(box(0, 0, 0.0004, 0.1), 0.1) == "M0 50v-50v50z"


def test_made_up_rows_are_marked_across_the_map(explore, shares):
    across = '<div class="mark-of-figure" aria-hidden="true"><b>DATA SINTETIS – BUKAN FAKTA</b></div>'
    assert across in explore(shares=shares.assign(synthetic=True)).html
    assert "mark-of-figure" not in explore().html


@pytest.mark.slow
def test_the_map_of_the_country_is_light_and_the_same_from_two_processes(built_data):
    first, second = (
        subprocess.run(
            [sys.executable, "-c", OF_THE_COUNTRY],
            env={**os.environ, "KKPHAM_DATA": str(built_data), "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert len(links(first)) == 38
    assert len(first) < 100_000
