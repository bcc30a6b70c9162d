"""From a synthetic set to the page on coverage: marked throughout, and never beside facts."""

import json
import re
from pathlib import Path

import pytest
from pptx import Presentation
from tests.sampled_folder import command, sampled_folder, small_folder

from kkpham_analysis.reports.records import read_record
from kkpham_analysis.tables.submission_store import read_stored, store_changes

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


def slides_on_coverage(folder, out):
    """Give for each slide with a chart whether it says that it is made up, of the deck of a province."""
    answer = command(folder, "--out", out, "deck", "--year", 2023, "--province", "kaltim", "--json")
    (report,) = json.loads(answer.stdout)["reports"]
    said = {}
    for slide in Presentation(report["pptx"]).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        said[slide.shapes.title.text] = any(BANNERS["id"] in text for text in texts)
    return {title: is_made_up for title, is_made_up in said.items() if "indikator" in title or is_made_up}


def test_a_deck_has_a_slide_on_coverage_of_a_round_that_anything_was_handed_in_for_and_else_none(sampled, tmp_path):
    covered = {"Kalimantan Timur: 38,9\u00a0% indikator yang berlaku terverifikasi": True}
    assert slides_on_coverage(sampled, tmp_path) == covered
    recorded = read_record(tmp_path / "2023" / "id" / "province_report-kalimantan-timur.json")
    assert (list(recorded.forms), recorded.forms["pptx"]["coverage"]) == (["pptx", "ipynb"], True)
    assert command(sampled, "--out", tmp_path, "verify").stdout == (
        "sama     2023/id/province_report-kalimantan-timur (pptx)\n"
    )
    assert slides_on_coverage(small_folder(tmp_path / "facts"), tmp_path) == {}


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
    folder = sampled_folder(tmp_path / "data")
    stored = read_stored(folder)
    facts = stored[stored["award_year"] == 2023].assign(synthetic=False, origin="paser.csv")
    store_changes(folder, facts, stored.head(0))
    call = ("regency_profile", "--regency", "Paser", "--lang", "en", "--year")

    page, _ = page_of(folder, tmp_path / "out", *call, 2023)
    before, _ = page_of(folder, tmp_path / "out", *call, 2022)

    assert "Kabupaten Paser: 4 of 6 indicators that apply were verified (66.7\u00a0%); 4 were handed in" in page
    assert "There are no supporting data for the round of 2022 yet; there are those of: 2023." in before
    assert "of 6 indicators" not in before
