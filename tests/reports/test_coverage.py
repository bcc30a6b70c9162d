"""`kkpham coverage`: what it says above its table, one document of JSON, and refusals that say what to do."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from tests.sampled_folder import command, sampled_folder, small_folder

from kkpham_analysis import indicator_coverage, load, regencies_in
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.coverage_facts import coverage_facts, score_facts

from .json_keys import not_told


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    return sampled_folder(tmp_path_factory.mktemp("sampled") / "data")


def test_the_table_says_level_denominator_list_marks_and_that_it_is_no_score(sampled):
    answer = command(sampled, "coverage", "--year", 2023, "--province", "kaltim", "--lang", "en")

    assert answer.stdout.splitlines() == [
        "*** DATA SINTETIS – BUKAN FAKTA / SYNTHETIC DATA – NOT FACTS ***",
        "*** DAFTAR INDIKATOR CONTOH – BUKAN DAFTAR RESMI / PLACEHOLDER INDICATORS – NOT THE OFFICIAL LIST ***",
        "Indicator coverage, round of 2023 (data of 2022)",
        "East Kalimantan: 3 regencies and cities × 6 indicators; 18 apply, 7 verified: 38.9\u00a0%.",
        "List of indicators of 22/2021: numbered placeholders, not the official list (version 1).",
        "Coverage is not the official score: it says nothing of the value of an answer.",
        "",
        "Right               Apply  Covered  Coverage",
        "Right to water      9      2        22.2\u00a0%",
        "Right to clean air  9      5        55.6\u00a0%",
    ]
    assert answer.exit_code == 0


def test_one_regency_is_told_as_one(sampled):
    answer = command(sampled, "coverage", "--year", 2023, "--regency", "Paser", "--lang", "en")

    assert "Kabupaten Paser: 1 regency or city × 6 indicators; 6 apply, 4 verified: 66.7\u00a0%." in answer.stdout


def test_the_document_holds_what_the_function_gives(sampled, monkeypatch):
    options = ("--by", "regency,right", "--level", "submitted", "--weight", "points", "--lang", "en", "--json")
    record = json.loads(command(sampled, "coverage", "--year", 2023, *options).stdout)

    monkeypatch.setenv("KKPHAM_DATA", str(sampled))
    there = regencies_in(load("regencies"), load("province_changes"), award_year=2023)
    by = ["regency_code", "right_code"]
    same = indicator_coverage(
        load("submissions"), load("indicators"), there, by=by, level="submitted", weight="max_points"
    )
    keys = [*by, "applicable", "covered", "coverage"]
    given = {(row["regency_code"], row["right_code"]): [row[key] for key in keys] for row in record.pop("coverage")}
    assert given == {(row["regency_code"], row["right_code"]): [row[key] for key in keys]
                     for row in same.to_dict("records")}  # fmt: skip
    assert record.pop("total") == {"applicable": 1200.0, "covered": 460.0, "coverage": 460 / 1200}
    assert record == {
        "synthetic": True, "placeholder": True, "award_year": 2023, "assessed_year": 2022, "regulation": "22/2021",
        "list": {"kind": "placeholder", "version": 1, "title": "indikator contoh / placeholders",
                 "publisher": "kkpham sample"}, "other_versions": [],
        "level": "submitted", "weight": "points", "official_score": False, "has_award_list": True,
        "provinces": ["64", "65"],
        "regencies": 6, "indicators": 6, "by": ["regency", "right"], "in_quarantine": 0,
        "in_quarantine_unplaced": 0,
    }  # fmt: skip


def test_what_one_regency_lacks_stands_by_right_in_place_of_the_table(sampled):
    asked = ("coverage", "--year", 2023, "--regency", "Paser", "--gaps")
    said = command(sampled, *asked, "--lang", "en").stdout.splitlines()

    assert said[0] == "*** DATA SINTETIS – BUKAN FAKTA / SYNTHETIC DATA – NOT FACTS ***"
    assert said[6:] == [
        "",
        "Right (type)                Indicator                                Office        State          "
        "Would add (percentage points)",
        "Right to water (structure)  22/2021-002 Indicator 002 (placeholder)  Bagian Hukum  not handed in  16.67",
        "Right to water (hasil)      22/2021-003 Indicator 003 (placeholder)  Bagian Hukum  not handed in  16.67",
    ]


def test_what_one_regency_lacks_is_weighed_counted_at_a_level_and_set_below_another_grouping(sampled):
    asked = ("coverage", "--year", 2023, "--regency", "Paser", "--gaps", "--level", "submitted", "--weight", "points")
    said = command(sampled, *asked, "--by", "type", "--lang", "en").stdout
    record = json.loads(command(sampled, *asked, "--json").stdout)

    assert [line.split("  ")[0] for line in said.splitlines()[7:]] == [
        "Type", "structure", "hasil", "", "Right (type)", "Right to water (hasil)", "Right to water (structure)"
    ]  # fmt: skip
    assert [(row["indicator_code"], row["state"], row["would_add"]) for row in record["gaps"]] == [
        ("22/2021-003", "not_handed_in", 0.3),
        ("22/2021-002", "not_handed_in", 0.1),
    ]


def test_of_a_regency_that_lacks_nothing_that_is_said(handed_in):
    asked = ("coverage", "--year", 2023, "--regency", "6402", "--gaps", "--lang", "en")

    assert command(handed_in, *asked).stdout.endswith(
        "\n\nNothing is missing: all indicators that apply are covered.\n"
    )
    assert json.loads(command(handed_in, *asked, "--json").stdout)["gaps"] == []


def test_of_a_regency_that_handed_in_nothing_that_is_said_before_all_that_it_lacks(handed_in):
    said = command(handed_in, "coverage", "--year", 2023, "--regency", "6471", "--gaps", "--lang", "en").stdout

    assert "\n\nNothing has been handed in by" in said
    assert said.count("not handed in") == 6


@pytest.mark.parametrize(
    "places", [(), ("--province", "kaltim"), ("--regency", "Paser", "--regency", "6402"),
               ("--regency", "Paser", "--province", "kaltim")]
)  # fmt: skip
def test_what_is_missing_is_listed_of_one_regency_alone(sampled, places):
    answer = command(sampled, "coverage", "--year", 2023, *places, "--gaps", "--lang", "en")

    assert answer.exit_code == 2
    assert "--gaps says what one regency or city lacks; give one --regency, and no --province" in answer.stderr


def test_every_key_of_what_is_missing_stands_in_the_docs(sampled):
    asked = ("coverage", "--year", 2023, "--regency", "Paser", "--gaps", "--json")

    assert not_told("coverage", json.loads(command(sampled, *asked).stdout)) == set()


def test_every_key_of_the_document_stands_in_the_docs(sampled, handed_in):
    asked = ("coverage", "--year", 2023, "--province", "kaltim", "--by", "right,type,group,province,regency,indicator")
    documents = [json.loads(command(data, *asked, *more, "--json").stdout)
                 for data in (sampled, handed_in) for more in ((), ("--paths",))]  # fmt: skip

    assert not_told("coverage", *documents) == set()


def test_regencies_and_provinces_are_taken_together(sampled):
    places = ("--province", "kaltim", "--regency", "Bul")
    record = json.loads(command(sampled, "coverage", "--year", 2023, *places, "--by", "regency", "--json").stdout)

    assert [row["regency_code"] for row in record["coverage"]] == ["6401", "6402", "6471", "6501"]


@pytest.mark.parametrize("asked", [("coverage",), ("summary",)])
def test_of_a_year_without_a_round_coverage_says_what_the_summary_says(sampled, asked):
    answer = command(sampled, *asked, "--year", 2021, "--lang", "en")

    assert answer.exit_code == 2
    assert "there was no round in 2021; there are:" in answer.stderr


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """Give a folder whose answers are no longer said to be made up; in 2023 one regency has none, and one has all."""
    folder = sampled_folder(tmp_path_factory.mktemp("handed_in") / "data")
    for file in sorted((folder / "raw" / "submissions").glob("*.parquet")):
        rows = pd.read_parquet(file)
        rows = rows[(rows["regency_code"] != "6471") | (rows["award_year"] != 2023)]
        full = (rows["regency_code"] == "6402") & (rows["award_year"] == 2023)
        checked = {"status": "verified", "checked_by": "Kanwil", "checked_on": "2023-05-20"}
        rows.loc[full, list(checked)] = list(checked.values())
        rows.loc[full, "points"] = [20.0, 20.0, 60.0, 20.0, 20.0, 60.0] if full.any() else []
        rows.assign(synthetic=False).astype({"synthetic": "boolean"}).to_parquet(file, index=False)
    built = command(folder, "build")
    assert built.exit_code == 0, built.stderr
    return folder


def test_ways_name_what_is_assumed_who_is_not_known_and_the_published_result(handed_in):
    asked = ("coverage", "--year", 2023, "--province", "kaltim", "--paths", "--lang", "en")
    (found,) = json.loads(command(handed_in, *asked, "--json").stdout)["paths"]
    said = command(handed_in, *asked).stdout

    assert (found["compliant"], found["open"], found["not_handed_in"]) == (1, 2, 1)
    assert (found["in_quarantine"], found["unread"]) == (0, 0)
    assert found["assumed"] == ["inside_type", "type_weight:hasil", "type_weight:struktur"]
    assert found["published"] == {
        "compliant": 1, "compliant_low": 1, "compliant_high": 1, "evidence": "complete", "meets_rule": False
    }  # fmt: skip
    assert "Nothing was handed in by 1: its score is not known, and not zero." in said
    assert "Assumed, because no source states it: how indicators of one type add up;" in said
    assert "Likely, from one source or concluded: formula (mean of the rights)." in said
    assert said.count("What each number stands for: kkpham indicators --regulation 22/2021") == 0
    assert "The published result: 1 of 3 regencies (33.3\u00a0%), so that the rule was not met." in said


def test_ways_never_say_that_a_regency_handed_in_nothing_whose_rows_are_in_quarantine(handed_in):
    waiting = handed_in / "raw" / "submissions" / "quarantine" / "kota.csv.csv"
    waiting.parent.mkdir(exist_ok=True)
    waiting.write_text("alasan,tahun penghargaan,kode kabupaten/kota,kode indikator\nsalah,2023,6471,x\n")
    asked = ("coverage", "--year", 2023, "--province", "kaltim", "--paths", "--lang", "en")
    (found,) = json.loads(command(handed_in, *asked, "--json").stdout)["paths"]
    said = command(handed_in, *asked).stdout
    waiting.unlink()

    assert [found[name] for name in ("open", "not_handed_in", "in_quarantine", "unread")] == [2, 0, 1, 0]
    assert "Nothing was handed in" not in said
    assert "All that 1 handed in is in quarantine: its score is not known, and not zero." in said


def test_rows_in_quarantine_are_told_wherever_coverage_is(handed_in):
    waiting = handed_in / "raw" / "submissions" / "quarantine" / "paser.csv.csv"
    waiting.parent.mkdir(exist_ok=True)
    lines = ["salah,2023,6401,x", "salah,2023,6401,y", "salah,2022,6401,x", "salah,2023,6501,x"]
    waiting.write_text("\n".join(["alasan,tahun penghargaan,kode kabupaten/kota,kode indikator", *lines]) + "\n")
    asked = ("coverage", "--year", 2023, "--province", "kaltim", "--lang", "en")
    record = json.loads(command(handed_in, *asked, "--json").stdout)
    said = command(handed_in, *asked).stdout
    waiting.unlink()

    assert record["in_quarantine"] == 2
    assert "2 rows are in quarantine and not counted yet; kkpham" in said
    assert "quarantine" not in command(handed_in, *asked).stdout


HEADINGS = "alasan,tahun penghargaan,kode kabupaten/kota,kode indikator,kode alasan (untuk program)"
WRONG_TOTAL = '"[{""reason"": ""total""}]"'


def test_rows_in_quarantine_of_no_known_regency_are_told_and_a_total_is_no_answer_that_waits(handed_in):
    waiting = handed_in / "raw" / "submissions" / "quarantine" / "paser.csv.csv"
    waiting.parent.mkdir(exist_ok=True)
    lines = ["salah,2023,6401,x,", "salah,2023,Atlantis,x,", "salah,,,y,", "salah,2022,Atlantis,x,",
             f"salah,2023,6401,Jumlah,{WRONG_TOTAL}", f"salah,2023,,Jumlah,{WRONG_TOTAL}"]  # fmt: skip
    waiting.write_text("\n".join([HEADINGS, *lines]) + "\n")
    asked = ("coverage", "--year", 2023, "--province", "kaltim", "--lang", "en")
    record = json.loads(command(handed_in, *asked, "--json").stdout)
    said = command(handed_in, *asked).stdout
    facts = coverage_facts(2023, words=Words("en"), data_dir=handed_in)
    waiting.unlink()

    assert (record["in_quarantine"], record["in_quarantine_unplaced"]) == (1, 2)
    assert "1 row is in quarantine and not counted yet; kkpham" in said
    assert "2 further rows in quarantine are of no known regency, and count for none; kkpham" in said
    assert (facts.waiting_rows["6401"], ("6401", "Jumlah") in facts.waiting) == (1, False)


WITH_STATUS = "alasan,tahun penghargaan,kode kabupaten/kota,kode indikator,status,kode alasan (untuk program)"


@pytest.mark.parametrize(
    ("lines", "waiting"),
    [
        (["verified,"], True),
        (["rejected,"], False),
        (["Ditolak,"], False),
        (["none,"], False),
        (["rejected,", "submitted,"], True),
        (['rejected,"[{""reason"": ""points_for_nothing"", ""column"": ""points""}]"'], True),
        (['rejected,"[{""reason"": ""no_status"", ""column"": ""status""}]"'], True),
        (["entah,"], True),
    ],
    ids=["verified", "rejected", "in Indonesian", "none", "twice", "with points", "status in doubt", "not read"],
)
def test_what_is_rejected_and_in_quarantine_may_earn_points_only_where_that_is_in_doubt(handed_in, lines, waiting):
    file = handed_in / "raw" / "submissions" / "quarantine" / "kutai.csv.csv"
    file.parent.mkdir(exist_ok=True)
    code = "22/2021-001"
    file.write_text("\n".join([WITH_STATUS, *(f"salah,2023,6471,{code},{line}" for line in lines)]) + "\n")
    facts = coverage_facts(2023, words=Words("en"), data_dir=handed_in)
    facts = replace(facts, submissions=facts.submissions.head(0))
    file.unlink()

    assert (("6471", code) in facts.waiting, not facts.quarantined_answers(["6471"]).empty) == (True, waiting)


@pytest.mark.parametrize("level", ["verified", "submitted"])
def test_a_score_is_a_range_where_an_answer_in_quarantine_may_earn_points(handed_in, level):
    def scored(waiting):
        facts = replace(
            coverage_facts(2023, words=Words("en"), level=level, data_dir=handed_in), waiting=frozenset(waiting)
        )
        said = facts.submissions
        # One answer of Kutai is not there, and another one was rejected.
        own = said["regency_code"].eq("6402") & said["award_year"].eq(2023)
        first, second = own & said["indicator_code"].eq(codes[0]), own & said["indicator_code"].eq(codes[1])
        facts = replace(facts, submissions=said.assign(status=said["status"].mask(second, "rejected"))[~first])
        table = score_facts(facts, data_dir=handed_in).table.set_index("regency_code")
        names = ["points_low", "points_high", "answers_waiting", "answers_without_points", "answers_quarantined"]
        return [float(value) for value in table.loc["6402", names]], table.drop(index="6402")

    codes = [f"22/2021-{number:03d}" for number in (1, 2, 3)]
    (plain, others), (wide, others_then) = scored([]), scored([*(("6402", code) for code in codes), ("6471", codes[0])])

    assert plain == [160.0, 160.0, 0.0, 0.0, 0.0]
    assert wide == [160.0, 200.0, 0.0, 0.0, 2.0]
    pd.testing.assert_frame_equal(others, others_then)


def test_published_awards_that_differ_from_the_classes_by_score_are_listed(handed_in):
    asked = ("coverage", "--year", 2023, "--province", "kaltim", "--paths", "--lang", "en")
    record = json.loads(command(handed_in, *asked, "--json").stdout)["beside_published"]

    (differing,) = record.pop("differences")
    assert record == {"scored": 2, "compared": 1}
    assert {name: differing[name] for name in ("regency_code", "computed_category", "total_low", "difference")} == {
        "regency_code": "6402", "computed_category": "peduli", "total_low": 100.0, "difference": "left_out"
    }  # fmt: skip
    said = command(handed_in, *asked).stdout.split("Published awards beside the classes by score. ")[1]
    assert said.startswith(
        "The published result and that of the score are both known of 1 of the 2 regencies and cities"
    )
    assert "Assumed, because no source states it: " in said.split("\n")[0]


def test_ways_of_made_up_answers_stand_beside_no_published_result(sampled):
    asked = ("coverage", "--year", 2023, "--province", "kaltim", "--paths", "--lang", "en")
    (found,) = json.loads(command(sampled, *asked, "--json").stdout)["paths"]

    record = json.loads(command(sampled, *asked, "--json").stdout)
    assert (found["published"], record["beside_published"]) == (None, None)
    assert "published result" not in command(sampled, *asked).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--year", "2023", "--by", "rigt"],
         "--by: 'rigt' is not known; there are: right, type, group, province, regency, indicator"),
        (["--year", "2023", "--level", "official"], "--level: 'official' is not known; there are: submitted, verified"),
        (["--year", "2023", "--weight", "score"], "--weight: 'score' is not known; there are: points"),
        (["--year", "2021"], "there was no round in 2021; there are: 2022, 2023"),
        (["--year", "2030"],
         "it is not known by which regulation the round of 2030 is judged; it is for the rounds of: 2022–2024. Add it "
         "to data/raw/indicators/regulations.csv, as docs/how-to/load-another-regulation.md says."),
        (["--year", "2024"],
         "there are no supporting data of the round of 2024 yet; there are those of: 2022, 2023. Take them in with: "
         "kkpham submissions import FILE; to try things out, in a copy of the data folder: "
         "kkpham --data trial sample --year 2024 (docs/how-to/try-with-synthetic-data.md)"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_would_be_right(sampled, arguments, said):
    answer = command(sampled, "coverage", *arguments, "--lang", "en")

    assert (answer.stdout, answer.stderr.splitlines(), answer.exit_code) == ("", [said], 2)


def test_a_round_without_a_list_says_how_to_load_one(tmp_path):
    answer = command(small_folder(tmp_path / "data"), "coverage", "--year", 2023, "--lang", "en")

    assert answer.stderr.splitlines()[-1] == (
        "there is no coverage of the round of 2023 yet: the list of indicators of 22/2021 is not loaded, and there are "
        "no supporting data. Whoever holds the list loads it with: kkpham indicators load FILE --regulation 22/2021; "
        "supporting data are taken in with: kkpham submissions import FILE. To try things out, in a copy of the data "
        "folder: kkpham --data trial sample --year 2023 (docs/how-to/try-with-synthetic-data.md)"
    )
    assert (answer.stdout, answer.exit_code) == ("", 2)
