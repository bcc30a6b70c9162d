"""A round that regencies hand in for and whose awards come later: every report says that there is no list of it yet."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from pptx import Presentation
from tests.sampled_folder import command, small_folder

from kkpham_analysis.tables.submissions.store import read_stored, store_changes

from . import another_regulation as made_up

pytestmark = pytest.mark.slow
NO_LIST = {"id": "belum ada daftar penghargaan putaran {year}", "en": "no award list for the round of {year} yet"}
NOT_OFFICIAL = {"id": "bukan nilai resmi", "en": "not the official"}
ASSUMED = {"id": "Diandaikan, karena belum ada sumber", "en": "Assumed, because no source states it"}
BESIDE = {"id": "Belum ada daftar penghargaan putaran 2025.", "en": "There is no award list for the round of 2025 yet."}
# What a page says of a round that was held, and whose results are not known, or are none.
AS_IF_HELD = re.compile(
    r"tidak ada sumber (di data ini )?yang menyebut(nya)? (wilayah|jumlah|untuk)|belum diketahui (apakah|mana)"
    r"|tanpa data|no source (held here mentions (it|this area) for|gives a number)|it is not known w|no data\b"
    r"|tidak ada putaran|there was no round"
    r"|\b0 (dari|of) \d+ (kabupaten|regenc)",
    re.IGNORECASE,
)
REPORTS = {
    "regency_profile": ("--regency", "Paser"),
    "province_report": ("--province", "kaltim"),
    "award_summary": (),
}


def as_facts(folder):
    """Let everything that was made up be facts."""
    stored = read_stored(folder)
    store_changes(folder, stored.assign(synthetic=False, origin="paser.csv"), stored.head(0))
    return folder


def handed_in(folder):
    """Give a folder whose regulation holds for 2025 too, and the made-up answers of that round."""
    regulations = small_folder(folder) / "raw" / "indicators" / "regulations.csv"
    text = regulations.read_text(encoding="utf-8")
    regulations.write_text(text.replace(",2022,2024,", ",2022,2025,"), encoding="utf-8")
    answer = command(folder, "sample", "--year", 2025, "--seed", 0)
    assert answer.exit_code == 0, answer.stderr
    return folder


@pytest.fixture(scope="module")
def awaited(tmp_path_factory):
    return as_facts(handed_in(tmp_path_factory.mktemp("awaited") / "data"))


def page_of(folder, out, *arguments):
    """Give what the page of a report says, and the finding."""
    answer = command(folder, "--out", out, "report", *arguments, "--json")
    assert answer.exit_code == 0, answer.stderr
    (report,) = json.loads(answer.stdout)["reports"]
    page = unescape(Path(report["html"]).read_text(encoding="utf-8"))
    page = re.sub(r"<(style|script|svg)\b.*?</\1>|src=\"data:[^\"]*\"", " ", page, flags=re.DOTALL)
    return re.sub(r"<(?!img)[^>]*>", " ", page), report["finding"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("notebook", REPORTS)
def test_a_report_says_that_there_is_no_list_and_shows_coverage_and_scores_as_what_they_are(
    awaited, tmp_path, notebook, language
):
    page, finding = page_of(awaited, tmp_path, notebook, "--year", 2025, *REPORTS[notebook], "--lang", language)

    assert NO_LIST[language].format(year=2025) in finding
    assert NOT_OFFICIAL[language] in finding
    assert BESIDE[language] in page
    assert ASSUMED[language] in page
    assert AS_IF_HELD.findall(page) == []


@pytest.mark.parametrize("notebook", ["regency_profile", "province_report"])
def test_earlier_rounds_are_shown_and_no_column_or_map_of_the_round_itself(awaited, tmp_path, notebook):
    page, _ = page_of(awaited, tmp_path, notebook, "--year", 2025, *REPORTS[notebook], "--lang", "en")

    shown = {"regency_profile": "no list yet", "province_report": "The 2023 awards and the rounds before"}
    assert shown[notebook] in page
    assert {"regency_profile": "Cares for human rights", "province_report": "named"}[notebook] in page
    assert "Map of" not in page
    assert "Boundaries on maps" not in page


def test_nothing_made_up_stands_beside_the_earlier_rounds(tmp_path):
    folder = handed_in(tmp_path / "data")

    page, finding = page_of(folder, tmp_path, "province_report", "--year", 2025, "--province", "kaltim", "--lang", "en")

    assert "its supporting data are synthetic" in finding
    assert "the two are never mixed" in page
    assert "%" not in finding
    coverage, _ = page_of(folder, tmp_path, "indicator_coverage", "--year", 2025, "--lang", "en")
    assert BESIDE["en"] in coverage


def test_slides_say_it_first_and_compare_no_provinces(awaited, tmp_path):
    call = ("deck", "--year", 2025, "--province", "kaltim", "--lang", "en", "--json")
    (report,) = json.loads(command(awaited, "--out", tmp_path, *call).stdout)["reports"]

    slides = Presentation(report["pptx"]).slides
    texts = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert slides[0].shapes.title.text == "East Kalimantan: no award list for the round of 2025 yet"
    assert 6 <= len(slides) <= 10
    assert any("of the indicators that apply were verified" in text for text in texts)
    assert not any("Provinces are not compared" in text or AS_IF_HELD.search(text) for text in texts[1:])


def test_the_commands_say_the_same_and_name_nobody_as_out_or_unknown(awaited):
    found = json.loads(command(awaited, "summary", "--year", 2025, "--json").stdout)
    before = json.loads(command(awaited, "summary", "--year", 2023, "--json").stdout)
    coverage = json.loads(command(awaited, "coverage", "--year", 2025, "--json").stdout)

    assert (found["has_award_list"], before["has_award_list"], coverage["has_award_list"]) == (False, True, False)
    lists = [[row[name] for name in ("awarded", "not_awarded", "unknown")] for row in found["provinces"]]
    assert lists == [[None] * 3] * 2
    said = command(awaited, "summary", "--year", 2025, "--lang", "en").stdout
    assert "no award list for the round of 2025 yet" in said
    assert "coverage --year 2025 --by province" in said
    assert AS_IF_HELD.search(said) is None
    assert BESIDE["en"] in command(awaited, "coverage", "--year", 2025, "--lang", "en").stdout


def test_the_rule_of_the_round_is_told_where_it_is_known(tmp_path):
    folder = handed_in(tmp_path / "data")
    rules = folder / "raw" / "awards" / "rules.csv"
    rules.write_text(rules.read_text(encoding="utf-8") + "2025,2025,province,>=,55,regencies,K1,,,\n", encoding="utf-8")
    found = json.loads(command(folder, "summary", "--year", 2025, "--json").stdout)
    page, _ = page_of(folder, tmp_path, "regency_profile", "--year", 2025, "--regency", "Paser", "--lang", "en")

    assert (found["rule"], found["round_rule"], {row["rule"] for row in found["provinces"]}) == (
        *[">=55%"] * 2,
        {">=55%"},
    )
    assert "Rule of the province award: at least 55" in page
    assert "is not known yet" not in page


def test_reports_of_results_alone_are_refused_and_so_is_a_round_with_nothing(awaited, tmp_path):
    refused = {
        (notebook, year): command(awaited, "--out", tmp_path, "report", notebook, "--year", year, "--lang", "en")
        for notebook, year in (("trends", 2025), ("province_report", 2026))
    }

    assert [answer.exit_code for answer in refused.values()] == [2, 2]
    assert (
        "there is no award list for the round of 2025 yet, only its supporting data" in refused["trends", 2025].stderr
    )
    assert "nothing is known here of a round in 2026" in refused["province_report", 2026].stderr


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_round_of_another_regulation_says_it_with_its_own_names(built_data, tmp_path, language):
    data = made_up.small_folder(built_data, tmp_path / "data")
    made_up.add_regulation(data)
    for name in made_up.CLAIMS:
        path = data / "raw" / "awards" / f"{name}.csv"
        columns, rows = made_up.read(path)
        made_up.write(path, columns, [{**row, "award_year": 2024, "source_id": "K001"} for row in rows])
    indicators = made_up.indicator_list(tmp_path / "indikator.csv")
    for call in (
        ("build",), ("indicators", "load", indicators, "--regulation", made_up.REGULATION, "--yes"),
        ("sample", "--year", 2030, "--seed", 0),
    ):  # fmt: skip
        answer = command(data, *call)
        assert answer.exit_code == 0, answer.stderr
    as_facts(data)

    for notebook, place in (("regency_profile", ("--regency", "6472")), ("province_report", ("--province", "kaltim"))):
        page, finding = page_of(data, tmp_path, notebook, "--year", 2030, *place, "--lang", language)
        assert NO_LIST[language].format(year=2030) in finding
        assert made_up.AWARD[language] in page
        right = made_up.RIGHTS["AIR"][0 if language == "id" else 1]
        assert (right in page) == (notebook == "regency_profile")
        assert "120" not in re.findall(r"\b\d+\b", page)
        assert AS_IF_HELD.findall(page) == []
