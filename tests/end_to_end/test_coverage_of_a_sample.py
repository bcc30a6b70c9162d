"""From a synthetic set to the page on coverage: marked throughout, and never beside facts."""

import json
import re
from pathlib import Path

import pytest
from pptx import Presentation
from tests.sampled_folder import command, sampled_folder, small_folder

from kkpham_analysis.reports.records import read_record
from kkpham_analysis.tables.submissions.store import read_stored, store_changes

pytestmark = pytest.mark.slow
BANNERS = {"id": "DATA SINTETIS – BUKAN FAKTA", "en": "SYNTHETIC DATA – NOT FACTS"}
PARTS = {
    "id": [
        "Cakupan tiap hak",
        "Menurut hak dan jenis",
        "Dibandingkan",
        "Nilai menurut rumus",
        "Kabupaten/kota mana yang membawa",
        "Data dukung yang masih kurang",
    ],
    "en": [
        "Coverage of each right",
        "By right and by type",
        "Compared with the previous round",
        "Scores by the formula",
        "Which regencies",
        "What is mis",
    ],
}


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    return sampled_folder(tmp_path_factory.mktemp("sampled") / "data")


def page_of(folder, out, *arguments):
    """Give the page of a report, and what the command said of it."""
    answer = command(folder, "--out", out, "report", *arguments, "--json")
    (report,) = json.loads(answer.stdout)["reports"]
    assert report["error"] is None
    return Path(report["html"]).read_text(encoding="utf-8"), report["finding"]


def deck_of(folder, out):
    """Give the deck of a province: titles of the slides on coverage, whether any says it is made up, what is told."""
    answer = command(folder, "--out", out, "deck", "--year", 2023, "--province", "kaltim", "--json")
    (report,) = json.loads(answer.stdout)["reports"]
    slides = Presentation(report["pptx"]).slides
    texts = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    titles = [slide.shapes.title.text for slide in slides if "indikator" in slide.shapes.title.text]
    return titles, any(BANNERS["id"] in text for text in texts), answer.stderr


def with_facts(folder):
    """Let the made-up answers of 2023 be facts, and those of 2022 be none."""
    stored = read_stored(sampled_folder(folder))
    facts = stored[stored["award_year"] == 2023].assign(synthetic=False, origin="paser.csv")
    store_changes(folder, facts, stored.head(0))
    return folder


def test_a_deck_has_a_slide_on_coverage_of_a_round_that_anything_was_handed_in_for_and_else_none(tmp_path):
    titles, is_made_up, _ = deck_of(with_facts(tmp_path / "data"), tmp_path)

    assert (titles, is_made_up) == (["Kalimantan Timur: 38,9\u00a0% indikator yang berlaku terverifikasi"], False)
    recorded = read_record(tmp_path / "2023" / "id" / "province_report-kalimantan-timur.json")
    assert list(recorded.forms) == ["ipynb", "pptx"]
    assert {name: recorded.forms["pptx"][name] for name in ("coverage", "country")} == {
        "coverage": True,
        "country": True,
    }
    assert command(tmp_path / "data", "--out", tmp_path, "verify").stdout == (
        "sama     2023/id/province_report-kalimantan-timur (pptx)\n"
    )
    assert deck_of(small_folder(tmp_path / "facts"), tmp_path)[:2] == ([], False)


def test_a_deck_of_awards_that_are_facts_leaves_synthetic_coverage_out_and_says_why(sampled, tmp_path):
    titles, is_made_up, told = deck_of(sampled, tmp_path)

    assert (titles, is_made_up) == ([], False)
    assert "tanpa salindia cakupan: data dukung putaran ini sintetis" in told
    assert "Cakupan sintetisnya diperlihatkan oleh: kkpham report indicator_coverage --year 2023" in told


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_a_province_has_its_parts_and_says_that_it_is_made_up(sampled, tmp_path, language):
    call = ("indicator_coverage", "--year", 2023, "--province", "kaltim", "--lang", language)
    page, finding = page_of(sampled, tmp_path, *call)

    assert BANNERS[language] in finding
    share = {"id": "38,9\u00a0%", "en": "38.9\u00a0%"}[language]
    assert share in finding
    assert f'<aside class="marks" role="note"><p><strong>{BANNERS[language]}' in page
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert [heading[: len(part)] for heading, part in zip(headings, PARTS[language], strict=False)] == PARTS[language]
    # The head, and every table: the heat map's, groups, the round before, scores, ways, offices, what is missing.
    assert page.count('data-marks="synthetic placeholder"') == 8
    assert page.count("<img") == 2


def test_command_page_and_function_give_the_same_figure(sampled, tmp_path):
    record = json.loads(command(sampled, "coverage", "--year", 2023, "--level", "submitted", "--json").stdout)
    call = ("indicator_coverage", "--year", 2023, "-p", "level=submitted", "--lang", "en")
    _, finding = page_of(sampled, tmp_path, *call)

    assert record["total"] == {"applicable": 36, "covered": 15, "coverage": 15 / 36}
    assert "41.7\u00a0% of the indicators that apply were handed in" in finding


def test_the_profile_of_a_regency_sets_nothing_made_up_beside_facts(sampled, tmp_path):
    page, finding = page_of(sampled, tmp_path, "regency_profile", "--year", 2023, "--regency", "Paser", "--lang", "en")

    assert "the two are never mixed" in page
    assert BANNERS["en"] not in page + finding


def test_the_profile_shows_what_a_regency_handed_in_and_nothing_for_a_round_without(tmp_path):
    folder = with_facts(tmp_path / "data")
    call = ("regency_profile", "--regency", "Paser", "--lang", "en", "--year")

    page, _ = page_of(folder, tmp_path / "out", *call, 2023)
    before, _ = page_of(folder, tmp_path / "out", *call, 2022)

    assert "Kabupaten Paser: 4 of 6 indicators that apply were verified (66.7\u00a0%); 4 were handed in" in page
    assert "There are no supporting data for the round of 2022 yet; there are those of: 2023." in before
    assert "of 6 indicators" not in before
