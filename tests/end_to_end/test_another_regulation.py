"""Another regulation, with its own award, rights, types, classes and rule, is rows of tables and no line of code."""

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

import kkpham_analysis as kkp
from kkpham_analysis import plot_share_bars
from kkpham_analysis.tables.markings import MixedKindsError, marks_of

from . import another_regulation as made_up

ROOT = Path(__file__).resolve().parents[2]
KKPHAM = Path(sys.executable).with_name("kkpham")
SOURCE = ("--source", "https://example.org/2030", "--publisher", "Rekaan", "--kind", "ministry")
# What the regulations of real rounds call their award and its titles.
OF_OTHERS = re.compile(r"peduli|caring|cares? for|kkp[ -]ham|struktur\b|proses\b|sipol|ekosob", re.IGNORECASE)
BOTH = {"id": "Patuh Paripurna atau Patuh Utama", "en": "“Fully complying” or “Highly complying”"}

pytestmark = pytest.mark.slow


def kkpham(data, *arguments):
    environment = {**os.environ, "KKPHAM_DATA": str(data)}
    result = subprocess.run(
        [KKPHAM, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def data(built_data, tmp_path_factory):
    """Add the regulation to a small folder as people do: rows, a list of indicators, a list of awards, a sample."""
    folder = tmp_path_factory.mktemp("regulation_99_2030")
    data = made_up.small_folder(built_data, folder / "data")
    made_up.add_regulation(data)
    indicators = made_up.indicator_list(folder / "indikator.csv")
    awards = made_up.award_list(folder / "penghargaan.csv")
    kkpham(data, "build")
    kkpham(data, "indicators", "load", indicators, "--regulation", made_up.REGULATION, "--yes")
    kkpham(data, "awards", "add", awards, "--year", "2030", *SOURCE, "--published", "2030-12-10", "--complete", "--yes")
    kkpham(data, "sample", "--year", "2030", "--seed", "0")
    return data


@pytest.fixture
def tables(data):
    def table(name):
        return kkp.load(name, data_dir=data)

    return table


@pytest.fixture
def regulation(tables):
    names = ("regulations", "regulation_settings", "regulation_classes", "categories", "rights")
    return kkp.regulation_of(*map(tables, names), award_year=2030)


def answered(submissions):
    """Status and points of each regency and indicator, by plain numbers."""
    return {
        (row.regency_code, int(row.indicator_code.rpartition("-")[2])): (row.status, row.points)
        for row in submissions.itertuples()
    }


def score_by_hand(answers, regency):
    """Score by the formula that the tables give, without the program: weighted means of types, then of rights."""
    total = weighed = 0
    for right in made_up.RIGHTS:
        parts = []
        for kind, weight in made_up.TYPES.items():
            numbers = [number for number, of in enumerate(made_up.INDICATORS, 1) if of == (right, kind)]
            given = [answers[regency, number] for number in numbers]
            reach = sum(made_up.POINTS[kind] for status, _ in given if status != "not_applicable")
            if reach:
                parts.append((weight, sum(points for status, points in given if status == "verified") / reach))
        if parts:
            of_right = 3 if right == "AIR" else 1
            total += of_right * 100 * sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)
            weighed += of_right
    return total / weighed


def title_by_hand(total):
    return max((lowest, title) for title, (*_, lowest) in made_up.TITLES.items() if total >= lowest)[1]


def test_the_rows_of_the_how_to_build_and_are_a_regulation(built_data, tmp_path):
    data = made_up.small_folder(built_data, tmp_path / "data")
    made_up.put_claims(data)
    how_to = (ROOT / "docs" / "how-to" / "load-another-regulation.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```csv (\S+)\n(.*?)```", how_to, re.DOTALL)
    assert len(blocks) == 9
    for path, rows in blocks:
        header, *lines = [line.strip() for line in rows.splitlines() if line.strip()]
        assert header == ",".join(made_up.read(data / "raw" / path)[0])
        with (data / "raw" / path).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)

    result = kkp.build(data)

    assert result.faults == []
    names = ("regulations", "regulation_settings", "regulation_classes", "categories", "rights")
    found = kkp.regulation_of(*(kkp.load(name, data_dir=data) for name in names), award_year=2030)
    assert (found.compliant, found.compliant_from) == ({"paripurna", "utama"}, 60)
    assert (found.rights, found.assumed) == ((("AIR", 2), ("SUARA", 1)), {"inside_type"})


def test_a_regulation_of_which_only_the_name_is_known_says_so(built_data, tmp_path):
    data = made_up.small_folder(built_data, tmp_path / "data")
    made_up.add_regulation(data)
    made_up.add(data / "raw" / "indicators" / "regulations.csv", [{
        "regulation": "98/2035", "name_id": "Peraturan rekaan 98/2035", "award_id": "Rekaan", "award_en": "Made up",
        "award_year_from": 2035, "award_year_to": 2039, "rights": 0, "indicators": 0, "source_ids": "M999",
    }])  # fmt: skip

    said = kkpham(data, "indicators", "--regulation", "98/2035", "--lang", "en")

    assert "Known: 0 rights and 0 indicators, 0 of them with their numbers; how many there are is not known." in said


def test_its_list_is_in_use_and_nothing_of_it_is_missing(data):
    found = json.loads(kkpham(data, "indicators", "--regulation", made_up.REGULATION, "--json"))

    (shown,) = found["regulations"]
    assert (shown["award_en"], shown["catalogue"]["kind"]) == (made_up.AWARD["en"], "loaded")
    assert (shown["rights"], shown["indicators"]) == (
        {"total": 8, "known": 8}, {"total": 32, "known": 32, "with_number": 32},
    )  # fmt: skip


def test_the_regulation_is_what_its_rows_say(regulation):
    assert [(entry.category, entry.points_from, entry.is_compliant) for entry in regulation.classes] == [
        ("paripurna", 60, True), ("utama", 50, True), ("cukup_patuh", 35, False), ("pratama", 20, False),
        ("dasar", 0, False),
    ]  # fmt: skip
    assert dict(regulation.rights) == {right: 3 if right == "AIR" else 1 for right in made_up.RIGHTS}
    assert dict(regulation.type_weights) == made_up.TYPES
    assert (regulation.compliant_from, regulation.bonus_max, regulation.award_id) == (50, 5, made_up.AWARD["id"])
    assert regulation.assumed == frozenset()


@pytest.mark.parametrize(("by", "place"), [("right_code", 0), ("type", 1)])
def test_coverage_is_of_its_rights_and_types(tables, by, place):
    submissions = tables("submissions")
    regencies = kkp.regencies_in(tables("regencies"), tables("province_changes"), award_year=2030)

    found = kkp.indicator_coverage(submissions, tables("indicators"), regencies, by=by)

    expected = {}
    for (_, number), (status, _) in answered(submissions).items():
        applicable, covered = expected.get(key := made_up.INDICATORS[number - 1][place], (0, 0))
        expected[key] = (applicable + (status != "not_applicable"), covered + (status == "verified"))
    counted = zip(found[by], found["applicable"], found["covered"], strict=True)
    assert {key: (applicable, covered) for key, applicable, covered in counted} == expected


def settled(submissions):
    """The answers when the check is over, and what waited for it was not accepted."""
    return submissions.assign(status=submissions["status"].replace("submitted", "rejected"))


@pytest.fixture
def classified(tables, regulation):
    """Give scores and classes of the sample when its check is over, with nobody's action points."""
    none = pd.DataFrame({"award_year": 2030, "regency_code": made_up.REGENCIES, "action_points": 0.0})
    scores = kkp.regency_scores(
        settled(tables("submissions")), tables("indicators"), regulation, action_points=none.assign(synthetic=True)
    )
    return kkp.classify(scores, regulation)


def test_scores_follow_its_formula_and_all_five_classes_are_given(tables, classified):
    submissions, found = settled(tables("submissions")), classified

    answers = answered(submissions)
    totals = {regency: score_by_hand(answers, regency) for regency in made_up.REGENCIES}
    assert found["regency_code"].tolist() == made_up.REGENCIES
    assert found["total"].tolist() == pytest.approx(list(totals.values()), abs=1e-9)
    assert found["category"].tolist() == [title_by_hand(total) for total in totals.values()]
    assert set(found["category"]) == set(made_up.TITLES)


def test_unknown_action_points_leave_the_totals_between_bounds(tables, regulation, classified):
    bounded = kkp.regency_scores(settled(tables("submissions")), tables("indicators"), regulation)

    assert bounded["total_low"].tolist() == classified["total"].tolist()
    assert bounded["total_high"].tolist() == pytest.approx([total + 5 for total in classified["total"]])
    assert bounded["total"].isna().all()


def test_both_classes_that_count_make_the_share_of_the_scores(tables, classified):
    scores = classified
    regencies = kkp.regencies_in(tables("regencies"), tables("province_changes"), award_year=2030)
    compliance = kkp.compliance_from_scores(scores)

    shares = kkp.compliant_share(
        compliance, regencies, award_year=2030, rule=">=40%",
        province_claims=kkp.claims_from_scores(compliance, regencies),
    )  # fmt: skip

    counting = scores[scores["category"].isin(["paripurna", "utama"])]
    assert set(counting["category"]) == {"paripurna", "utama"}
    expected = [int(counting["regency_code"].isin(codes).sum()) for codes in made_up.PLACES.values()]
    assert shares["compliant"].tolist() == expected
    assert shares["regencies"].tolist() == [5, 3]
    assert marks_of(shares) == plot_share_bars(shares).marks == ("synthetic",)
    awards = tables("awards")
    with pytest.raises(MixedKindsError):
        kkp.compliant_share(compliance, regencies, award_year=2030, province_claims=tables("province_claims"))
    with pytest.raises(MixedKindsError):
        kkp.reconcile(awards[awards["award_year"] == 2030], scores)


def test_the_summary_counts_both_classes_under_the_rule_of_the_round(data):
    found = json.loads(kkpham(data, "summary", "--year", "2030", "--json"))

    assert found["rule"] == ">=40%"
    known = ("province_code", "compliant", "regencies", "share", "meets_rule", "regencies_short", "evidence")
    assert [tuple(row[name] for name in known) for row in found["provinces"]] == [
        ("64", 2, 5, 0.4, True, 0, "complete"),
        ("65", 1, 3, 1 / 3, False, 1, "complete"),
    ]
    assert BOTH["en"] in kkpham(data, "summary", "--year", "2030", "--lang", "en")


def test_its_facts_agree_and_all_of_its_round_is_known(data):
    found = json.loads(kkpham(data, "check", "--json"))

    (of_round,) = found["rounds"]
    assert (found["faults"], found["disputes"]) == ([], 0)
    assert [of_round[name] for name in ("compliant", "not_compliant", "unknown")] == [3, 5, 0]


def test_a_list_without_titles_is_not_given_one_of_another_regulation(data, tmp_path):
    (tmp_path / "list.txt").write_text("1. Kota Tarakan\n", encoding="utf-8")
    environment = {**os.environ, "KKPHAM_DATA": str(data)}

    stopped = subprocess.run(
        [KKPHAM, "awards", "add", tmp_path / "list.txt", "--year", "2030", *SOURCE, "--yes", "--lang", "en"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert stopped.returncode == 1
    assert "--category" in stopped.stderr


REPORTS = {
    "award_summary": ("award_summary",),
    "province_report-kalimantan-timur": ("province_report", "--province", "kaltim"),
    "regency_profile-kota-samarinda": ("regency_profile", "--regency", "6472"),
    "indicator_coverage-kalimantan-timur": ("indicator_coverage", "--province", "kaltim"),
    "data_quality": ("data_quality",),
}


@pytest.fixture(scope="module", params=["id", "en"])
def pages(request, data, tmp_path_factory):
    """Make its pages in one language."""
    out = tmp_path_factory.mktemp("pages")
    for notebook, *place in REPORTS.values():
        kkpham(data, "--out", out, "report", notebook, "--year", "2030", *place, "--lang", request.param)
    read = {stem: unescape((out / "2030" / request.param / f"{stem}.html").read_text("utf-8")) for stem in REPORTS}
    return request.param, read


def test_its_pages_call_the_award_by_its_own_name_and_no_other(pages):
    language, read = pages

    for stem, page in read.items():
        # The page on data quality is headed by the round alone.
        assert made_up.AWARD[language] in page or stem == "data_quality"
        assert OF_OTHERS.search(page) is None


def without_style(page):
    """Give what a page says: its text and what its pictures are called, without the code of style and pictures."""
    shown = re.sub(r"<(style|script|svg)\b.*?</\1>|src=\"data:[^\"]*\"", " ", page, flags=re.DOTALL)
    return re.sub(r"<(?!img)[^>]*>", " ", shown)


def test_its_page_of_coverage_knows_its_rights_types_classes_and_no_number_of_another(pages):
    language, read = pages
    said = without_style(read["indicator_coverage-kalimantan-timur"])
    place = 0 if language == "id" else 1

    for right in made_up.RIGHTS.values():
        assert right[place] in said
    for kind, label in made_up.TYPE_LABELS.items():
        assert label[place] in said, kind
    assert re.search(r"5 .* × 32 ", said)
    assert any(label[1 + place] in said for label in made_up.TITLES.values())
    assert "120" not in re.findall(r"\b\d+\b", said)
    assert ">=40%" not in said
    assert {"id": "paling sedikit 40", "en": "at least 40"}[language] in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_command_calls_its_types_and_groups_as_its_rows_do_and_shows_ways_over_its_rule(data, language):
    place = 0 if language == "id" else 1
    asked = ("coverage", "--year", "2030", "--province", "kaltara", "--paths", "--lang", language)

    said = kkpham(data, *asked, "--by", "type,group")

    for labels in made_up.TYPE_LABELS.values():
        assert labels[place] in said
    # Of one group nobody wrote a label: its key shows.
    assert made_up.GROUP_LABELS["alam"][place] in said
    assert "warga" in said
    assert OF_OTHERS.search(said) is None
    (found,) = json.loads(kkpham(data, *asked, "--json"))["paths"]
    assert (found["province_code"], found["regencies"], found["needed"]) == ("65", 3, 2)
    assert found["short"] == 2 - found["compliant"]


def test_its_pages_and_their_figures_name_the_titles_that_count_and_the_regency_its_own(pages):
    language, read = pages
    own = [label_id if language == "id" else label_en for _, label_id, label_en, _ in made_up.TITLES.values()]

    assert BOTH[language] in read["award_summary"]
    both = {"id": "Kabupaten Paser dan Kota Samarinda", "en": "Kabupaten Paser and Kota Samarinda"}[language]
    shown = re.search(r'<img [^>]*?alt="([^"]*)"', read["province_report-kalimantan-timur"])[1]
    assert f"{BOTH[language]}: {both}." in shown
    table = re.findall(r"<td[^>]*>([^<]*)</td>", read["province_report-kalimantan-timur"])
    assert set(own) <= set(table)
    head = re.search(r"<h1[^>]*>(.*?)</h1>", read["regency_profile-kota-samarinda"], re.DOTALL)[1]
    assert own[0] in head
    assert own[1] not in head


@pytest.fixture(scope="module")
def with_an_earlier_round(data, tmp_path_factory):
    """Add a round before, of which another title is known: what shows both rounds has to name the titles of both."""
    folder = shutil.copytree(data, tmp_path_factory.mktemp("two_rounds") / "data")
    claims = [{"award_year": 2023, "regency_code": code, "category": "peduli", "certainty": "stated",
               "source_id": "K999"} for code in ("6401", "6472")]  # fmt: skip
    made_up.add(folder / "raw" / "awards" / "award_claims.csv", claims)
    kkpham(folder, "build")
    return folder


ALL_TITLES = "“Cares for human rights”, “Fully complying”, or “Highly complying”"


def test_what_shows_several_rounds_names_the_titles_of_all_of_them(with_an_earlier_round, tmp_path):
    for report in (("province_report", "--province", "kaltim"), ("regency_profile", "--regency", "6472")):
        kkpham(with_an_earlier_round, "--out", tmp_path, "report", *report, "--year", "2030", "--lang", "en")
    read = {path.stem: unescape(path.read_text("utf-8")) for path in (tmp_path / "2030" / "en").glob("*.html")}

    of_round, shares, matrix = re.findall(r"<figcaption[^>]*>(.*?)</figcaption>",
                                          read["province_report-kalimantan-timur"], re.DOTALL)  # fmt: skip
    assert "Cares" not in of_round
    assert ALL_TITLES in shares
    assert ALL_TITLES in matrix
    profile = read["regency_profile-kota-samarinda"]
    assert f"Results of Kota Samarinda by round; the category that counts is {ALL_TITLES}" in profile


# What the steps change: tables of which the page shows rows, bands, and what the commands of its steps write.
CHANGED = ["award_claims", "catalogue_items", "catalogues", "categories", "province_claims", "regulation_bands",
           "regulation_classes", "regulation_labels", "regulation_settings", "regulations", "rights", "rules",
           "sources", "sources"]  # fmt: skip


@pytest.mark.parametrize("folder", ["", "id"])
def test_the_end_of_the_how_to_names_every_table_that_its_steps_change(folder):
    text = (ROOT / "docs" / "how-to" / folder / "load-another-regulation.md").read_text(encoding="utf-8")
    steps, _, end = text.rpartition("\n\n")

    assert sorted(re.findall(r"`(\w+)\.csv`", end)) == CHANGED
    assert {*re.findall(r"```csv \w+/(\w+)\.csv", steps)} <= {*CHANGED}
