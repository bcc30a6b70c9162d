"""The page on coverage says how much, of what, what is missing and where, and never takes no data for zero."""

from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.measures.regulations import example_regulation
from kkpham_analysis.reports.content import indicator_coverage as page
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts

CODES = [f"1/2030-00{number}" for number in range(1, 5)]
INDICATORS = pd.DataFrame(
    {
        "regulation": "1/2030", "indicator_code": CODES, "indicator_no": [1, 2, 3, 4],
        "right_code": ["WATER", "WATER", "AIR", "AIR"], "right": ["Water", "Water", "Clean air", "Clean air"],
        "group": "life", "type": ["input", "output", "input", "output"], "label": ["Wells", "Pipes", "Trees", "Dust"],
        "max_points": 10.0, "award_year_from": 2030, "award_year_to": 2034, "kind": "loaded",
    }
)  # fmt: skip
PLACES = [("6401", "kabupaten", "Paser"), ("6402", "kabupaten", "Kutai"), ("6471", "kota", "Kutai")]


def regencies(award_year):
    frame = pd.DataFrame(PLACES, columns=["regency_code", "type", "name"])
    full_name = frame["type"].str.capitalize() + " " + frame["name"]
    return frame.assign(award_year=award_year, province_code="64", province="Kaltim", full_name=full_name)


ANSWERS = [
    (2031, "6401", CODES[0], "verified", "Water office"),
    (2031, "6401", CODES[1], "submitted", "Water office"),
    (2031, "6401", CODES[2], "verified", None),
    (2031, "6401", CODES[3], "not_applicable", None),
    (2031, "6402", CODES[0], "verified", "Works"),
    (2031, "6402", CODES[1], "rejected", "Water office"),
    (2030, "6401", CODES[0], "verified", None),
]


def facts_of(*answers, language="en", reason="", level="verified", award_year=2031, synthetic=False):
    columns = ["award_year", "regency_code", "indicator_code", "status", "office"]
    submissions = pd.DataFrame(list(answers or ANSWERS), columns=columns).assign(synthetic=synthetic, points=5.0)
    rounds = tuple(sorted(set(submissions["award_year"])))
    return CoverageFacts(
        award_year=award_year, level=level, scope=("64",), chosen=(), regencies=regencies(award_year),
        regencies_before=regencies(2030), indicators=INDICATORS, submissions=submissions, rounds=rounds,
        regulation="1/2030", catalogue={"kind": "loaded", "version": 2, "title": "list.xlsx", "publisher": "Bureau"},
        programme_name="The award", reason=reason, words=Words(language),
    )  # fmt: skip


def test_the_finding_says_how_much_of_what_and_by_which_list():
    assert repr(page.head(facts_of())) == (
        "Kaltim: 27.3\u00a0% of the indicators that apply were verified. 3 regencies and cities × 4 "
        "indicators: 11 apply, 3 of "
        "them verified. An indicator without an answer counts as not covered. List of indicators of 1/2030: "
        "list.xlsx (Bureau), version 2. Coverage is not the official score: it says nothing of the value of an answer."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("no_submissions", "There are no supporting data for the round of 2031 yet. Rounds with supporting data: 2030"),
        ("no_list", "The list of indicators of 1/2030 has not been loaded, so coverage for the round of 2031 cannot"),
        ("no_regulation", "The regulation for the round of 2031 is not known."),
    ],
)
def test_where_there_is_nothing_the_page_says_why_and_shows_no_zero(reason, said):
    facts = facts_of(ANSWERS[-1], reason=reason)
    assert repr(page.head(facts)).startswith(said)
    assert "does not mean that coverage is zero" in repr(page.head(facts))
    assert page.matrix(facts).empty
    assert page.bars(facts).empty
    assert page.key_figures(facts) is page.groups_table(facts) is page.gaps_part(facts) is page.change_part(facts)
    # The head says it once: no heading follows that has nothing under it.
    assert page.matrix_part(facts) is page.groups_part(facts) is None


def test_key_figures_count_both_levels_and_who_handed_in_anything():
    assert page.key_figures(facts_of()).facts == [
        ("27.3\u00a0%", "verified"),
        ("36.4\u00a0%", "handed in and not rejected"),
        ("2 / 3", "regencies and cities that handed in anything"),
        ("11", "indicators that apply, over all regencies and cities"),
    ]


def test_who_had_everything_rejected_did_hand_in_something():
    facts = facts_of((2031, "6401", CODES[0], "rejected", None), (2031, "6402", CODES[0], "none", None))
    assert page.key_figures(facts).facts[2] == ("1 / 3", "regencies and cities that handed in anything")


def test_the_matrix_has_the_rights_in_the_order_of_the_list_and_the_names_of_places():
    table = page.matrix(facts_of())
    assert list(table["right"].drop_duplicates()) == ["Water", "Clean air"]
    assert list(table["place"].drop_duplicates()) == ["Kabupaten Paser", "Kabupaten Kutai", "Kota Kutai"]
    assert list(table["covered"]) == [1, 1, 0, 1, 0, 0]


def test_what_is_missing_is_a_list_of_indicators_with_office_states_places_and_what_each_would_add():
    prose, _, table = page.gaps_part(facts_of()).contents
    assert prose.text.endswith("Nothing has been handed in by Kota Kutai (1).")
    assert list(table.columns.values()) == ["Indicator", "Right (type)", "Office", "Missing in", "Would add (points)"]
    states = "rejected: Kutai; not verified: Paser; not handed in: Kota Kutai"
    assert table.frame[list(table.columns)].to_numpy().tolist() == [
        [f"{CODES[1]} Pipes", "Water (output)", "Water office", states, "27.27"],
        [f"{CODES[2]} Trees", "Clean air (input)", "not named yet", "not handed in: all but Paser", "18.18"],
        [f"{CODES[3]} Dust", "Clean air (output)", "not named yet", "not handed in: all but Paser", "18.18"],
        [f"{CODES[0]} Wells", "Water (input)", "Water office; Works", "not handed in: Kota Kutai", "9.09"],
    ]


def test_offices_stand_above_by_what_they_can_add_together():
    _, offices, _ = page.gaps_part(facts_of()).contents
    assert offices.frame[list(offices.columns)].to_numpy().tolist() == [
        ["not named yet", 2, "4", "36.36"],
        ["Water office", 1, "3", "27.27"],
        ["Water office; Works", 1, "1", "9.09"],
    ]


def test_the_supporting_data_that_a_list_asks_for_are_named_where_it_says_any():
    facts = facts_of()
    asked = facts.indicators.assign(data_dukung_id=["Perda", None, None, None])
    table = page.gaps_part(replace(facts, indicators=asked)).contents[2]
    assert table.columns["documents"] == "Supporting data asked for"
    assert list(table.frame["documents"]) == ["", "", "", "Perda"]


def test_the_numbers_of_the_heat_map_are_a_table_in_its_order_for_narrow_screens():
    folded = page.matrix_table(facts_of())
    table = folded.table
    assert table.columns == {"regency": "Regency or city", "WATER": "Water", "AIR": "Clean air", "whole": "all"}
    assert table.frame[list(table.columns)].to_numpy().tolist() == [
        ["Kabupaten Paser", "50", "100", "67"],
        ["Kabupaten Kutai", "50", "0", "25"],
        ["Kota Kutai", "0", "0", "0"],
    ]
    assert folded._repr_html_().startswith('<details class="folded"><summary>The numbers of this figure as a table')


def test_the_finding_of_the_heat_map_stands_above_it():
    said = page.matrix_part(facts_of()).contents[0].text
    ends = "Least covered: Clean air (20.0\u00a0%); most covered: Water (33.3\u00a0%)"
    assert said.startswith(f"{ends}. 3 of 6 boxes are still empty. Each box gives")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_head_says_that_it_speaks_of_made_up_answers_though_it_shows_no_table(language):
    head = page.head(facts_of(language=language, synthetic=True))
    assert head.marks == ("synthetic",)
    assert 'data-marks="synthetic"' in head._repr_html_()
    assert page.head(facts_of(language=language)).marks == ()
    other_round = replace(facts_of(ANSWERS[-1], reason="no_submissions"), synthetic=True)
    assert page.head(other_round).marks == ("synthetic",)


def test_where_all_is_covered_nothing_is_missing():
    answers = [(2031, place, code, "verified", None) for place, *_ in PLACES for code in CODES]
    part = page.gaps_part(facts_of(*answers))
    assert repr(part) == "What is missing\n\nNothing is missing: all indicators that apply are covered."


def test_the_round_before_stands_beside_this_one_in_points_with_their_sign():
    prose, table = page.change_part(facts_of()).contents
    assert prose.text == ("Coverage of the round of 2030 was 8.3\u00a0%, of 2031 27.3\u00a0%: +18.9 percentage points.")
    assert table.frame[["right", "was", "now", "difference"]].to_numpy().tolist() == [
        ["Water", "16.7\u00a0% (1 of 6)", "33.3\u00a0% (2 of 6)", "+16.7"],
        ["Clean air", "0.0\u00a0% (0 of 6)", "20.0\u00a0% (1 of 5)", "+20.0"],
    ]


def test_a_first_round_has_nothing_to_be_compared_with():
    assert "no comparison can be made" in repr(page.change_part(facts_of(*ANSWERS[:-1])))


def scores_of(assumed, totals=(81.0, 40.0), classes=("good", "poor")):
    table = pd.DataFrame(
        {"regency_code": ["6401", "6402"], "regency": ["Kabupaten Paser", "Kabupaten Kutai"], "total_low": totals,
         "total_high": [totals[0], 60.0], "category_low": classes, "category_high": ["good", "fair"],
         "assumed": assumed}
    )  # fmt: skip
    labels = {"good": "Good", "fair": "Fair", "poor": "Poor"}
    return ScoreFacts(table, example_regulation(), labels, "", pd.DataFrame({"source_id": []}))


def test_scores_are_never_called_official_and_every_setting_assumed_is_named():
    prose, table = page.scores_part(facts_of(), scores_of("type_weight:output;class:fair;absent_type")).contents
    assert prose.text == (
        "These scores are computed from the points of each indicator, with the formula as far as it is known; official "
        "scores are set by the ministry and may differ. Without points of the human-rights action plan."
    )
    assert table.caption == (
        "Scores by the formula, not the official ones. Assumed, because no source states it: a right has nothing of "
        "one type, so that the others take its weight; lower limit of “Fair” (50); weight of the type “output” (60)."
    )
    assert table.frame[["regency", "total_said", "label"]].to_numpy().tolist() == [
        ["Kabupaten Paser", "81.00", "Good"],
        ["Kabupaten Kutai", "40.00–60.00", "Poor or Fair"],
    ]


def test_a_list_without_points_says_why_there_are_no_scores():
    none = ScoreFacts(pd.DataFrame(), None, {}, "indicators have no points", pd.DataFrame({"source_id": []}))
    said = repr(page.scores_part(facts_of(), none))
    assert said.endswith("Scores cannot be computed: indicators have no points.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_made_up_answers_mark_every_table(language):
    facts = facts_of(language=language, synthetic=True)
    tables = [page.groups_table(facts), *page.gaps_part(facts).contents[1:], page.change_part(facts).contents[1]]
    tables.append(page.matrix_table(facts).table)
    assert [table.marks for table in tables] == [("synthetic",)] * 5


def test_the_last_part_says_how_to_make_it_again():
    facts = facts_of(level="submitted")
    said = repr(page.sources_part(facts, scores_of("")))
    assert "kkpham report indicator_coverage --year 2031 --province 64 --parameter level=submitted --lang en" in said
