"""The page on coverage says how much, of what, what is missing and where, and never takes no data for zero."""

from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.measures.bands import Band
from kkpham_analysis.measures.regulations import Regulation, ScoreClass
from kkpham_analysis.reports.content import indicator_coverage as page
from kkpham_analysis.reports.content.coverage_facts import CoverageFacts, ScoreFacts
from kkpham_analysis.reports.content.coverage_handed_in import handed_in

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


def test_rows_that_answer_another_version_of_the_list_are_named_beside_it():
    facts = facts_of()
    versions = pd.array([1, 2, None, 1, 3, 2, 1], dtype="Int64")
    mixed = replace(facts, submissions=facts.submissions.assign(list_version=versions))

    assert (facts.other_versions, mixed.other_versions) == ({}, {1: 2, 3: 1})
    assert (
        "list.xlsx (Bureau), version 2. Note: 3 rows that were handed in answer another version of it (1 and 3); ask "
        "for answers to the version in use. Coverage is not the official score"
    ) in repr(page.head(mixed))


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


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("no_submissions", "Hand out sheets with: kkpham submissions template --year 2031"),
        ("no_list", "Whoever holds the list loads it with: kkpham indicators load FILE --regulation 1/2030."),
        ("no_regulation", "Regulations and their rounds are recorded in data/raw/indicators/regulations.csv"),
    ],
)
def test_what_to_do_where_there_is_nothing_stands_at_the_end_of_the_page(reason, said):
    facts = facts_of(ANSWERS[-1], reason=reason)
    head, end = repr(page.head(facts)), repr(page.sources_part(facts, scores_of("")))

    assert ("kkpham" in head, "data/raw" in head, "Rounds with supporting data: 2030." in head) == (False, False, True)
    assert said in end


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
    adds = "Would add (percentage points)"
    assert list(table.columns.values()) == ["Indicator", "Right (type)", "Office", "Missing in", adds]
    states = "rejected: Kutai; not verified: Paser; not handed in: Kota Kutai"
    assert table.frame[list(table.columns)].to_numpy().tolist() == [
        [f"{CODES[1]} Pipes", "Water (output)", "Water office; not named yet", states, "27.27"],
        [f"{CODES[2]} Trees", "Clean air (input)", "not named yet", "not handed in: all but Paser", "18.18"],
        [f"{CODES[3]} Dust", "Clean air (output)", "not named yet", "not handed in: all but Paser", "18.18"],
        [f"{CODES[0]} Wells", "Water (input)", "not named yet", "not handed in: Kota Kutai", "9.09"],
    ]


def test_what_is_in_quarantine_was_handed_in():
    facts = replace(facts_of(), waiting=frozenset({("6471", CODES[0]), ("6402", CODES[2])}))
    prose, _, table = page.gaps_part(facts).contents

    assert prose.text.endswith("What Kota Kutai (1) handed in is all in quarantine.")
    assert page.key_figures(facts).facts[2][0] == "3 / 3"
    assert table.frame["places"].tolist() == [
        "rejected: Kutai; not verified: Paser; not handed in: Kota Kutai",
        "handed in, but in quarantine: Kutai; not handed in: Kota Kutai",
        "not handed in: all but Paser",
        "handed in, but in quarantine: Kota Kutai",
    ]


def test_a_regency_whose_only_file_could_not_be_read_did_hand_in_something():
    facts = replace(facts_of(), unread=frozenset({"6471", "6402"}))
    prose, _, table = page.gaps_part(facts).contents

    assert prose.text.endswith("No file of Kota Kutai (1) could be read; what it holds is not known.")
    assert page.key_figures(facts).facts[2][0] == "3 / 3"
    assert table.frame["places"].tolist() == [
        "rejected: Kutai; not verified: Paser; file could not be read: Kota Kutai",
        "file could not be read: Kota Kutai; not handed in: Kutai",
        "file could not be read: Kota Kutai; not handed in: Kutai",
        "file could not be read: Kota Kutai",
    ]


def test_each_regency_is_in_one_of_four_and_every_section_counts_it_once():
    more = [("6403", "kabupaten", "Berau"), ("6405", "kabupaten", "Malinau"), ("6472", "kota", "Tarakan")]
    new = pd.DataFrame(more, columns=["regency_code", "type", "name"])
    new = new.assign(
        full_name=["Kabupaten Berau", "Kabupaten Malinau", "Kota Tarakan"],
        award_year=2031,
        province_code="64",
        province="Kaltim",
    )
    facts = facts_of()
    facts = replace(
        facts, regencies=pd.concat([facts.regencies, new], ignore_index=True),
        waiting=frozenset({("6403", CODES[0]), ("6402", CODES[2]), ("6405", CODES[0])}),
        unread=frozenset({"6472", "6401", "6405"}),
    )  # fmt: skip
    kinds = handed_in(facts)
    assert [list(kind["regency_code"]) for kind in kinds] == [["6401", "6402"], ["6403", "6405"], ["6472"], ["6471"]]

    scores = page.scores_part(facts, scores_of(""))
    unscored = "Not scored, because"
    zero = "That does not mean a score of zero."
    assert scores.contents[0].text.endswith(
        f"{unscored} nothing has been handed in (1): Kota Kutai. {zero} {unscored} all that was handed in is in "
        f"quarantine (2): Berau and Malinau. {zero} {unscored} the files could not be read (1): Kota Tarakan. {zero}"
    )
    assert len(scores.contents[1].frame) == 2
    assert page.key_figures(facts).facts[2][0] == "5 / 6"
    assert (
        page.gaps_part(facts)
        .contents[0]
        .text.endswith(
            "Nothing has been handed in by Kota Kutai (1). What Berau and Malinau (2) handed in is all in quarantine. "
            "No file of Kota Tarakan (1) could be read; what it holds is not known."
        )
    )


def test_offices_stand_above_by_what_they_can_add_together_in_the_places_that_name_them():
    _, offices, _ = page.gaps_part(facts_of()).contents
    assert offices.frame[list(offices.columns)].to_numpy().tolist() == [
        ["not named yet", 4, "6", "54.55"],
        ["Water office", 1, "2", "18.18"],
    ]
    assert offices.caption.startswith("Offices (1) ")


def test_an_office_that_a_regency_names_elsewhere_answers_there_for_what_it_did_not_hand_in():
    more = (2031, "6471", CODES[1], "verified", "Works")
    elsewhere = [(2031, code, CODES[0], "verified", "Works") for code in ("6501", "6502")]
    _, offices, _ = page.gaps_part(facts_of(*ANSWERS, more, *elsewhere)).contents
    assert offices.frame[list(offices.columns)].to_numpy().tolist() == [
        ["not named yet", 2, "4", "36.36"],
        ["Water office", 1, "2", "18.18"],
        ["Works", 1, "1", "9.09"],
    ]


def test_the_office_of_what_is_missing_is_also_known_from_the_round_before_and_from_quarantine_and_it_is_said_how():
    facts = facts_of(*ANSWERS, (2030, "6471", CODES[3], "verified", "Air office"))
    waits = pd.DataFrame({"regency_code": ["6471"], "indicator_code": [CODES[0]], "office": ["Works"]})
    prose, offices, table = page.gaps_part(replace(facts, waiting_offices=waits)).contents
    assert [row[:2] for row in offices.frame[list(offices.columns)].to_numpy().tolist()] == [
        ["not named yet", 3], ["Water office", 1], ["Air office", 1], ["Works", 1],
    ]  # fmt: skip
    assert table.frame["office"].tolist() == [
        "Water office; not named yet", "not named yet", "Air office; not named yet", "Works",
    ]  # fmt: skip
    assert (
        "The office of what is missing, as in the lists for offices: for 3 the regency or city names it in this round, "
        "for 1 it named it in the round before, and for 4 it is not known."
    ) in prose.text


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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "Untuk putaran 2031 belum ada data dukung dari kabupaten/kota di sini"),
        ("en", "No regency or city here has handed in supporting data for the round of 2031"),
    ],
)
def test_where_nobody_here_handed_in_for_this_round_no_fall_is_shown(language, said):
    elsewhere = (2031, "6501", CODES[0], "verified", None)
    assert said in repr(page.change_part(facts_of(elsewhere, ANSWERS[-1], language=language)))


def test_where_all_for_this_round_is_in_quarantine_nobody_is_said_to_have_handed_in_nothing():
    facts = replace(facts_of(ANSWERS[-1]), waiting=frozenset({("6401", CODES[0])}))
    assert repr(page.change_part(facts)).endswith(
        "Nothing that regencies and cities here handed in for the round of 2031 could be taken in yet, so no "
        "comparison with 2030 can be made."
    )


def test_a_first_round_has_nothing_to_be_compared_with():
    assert "no comparison can be made" in repr(page.change_part(facts_of(*ANSWERS[:-1])))


def test_where_other_regencies_were_judged_before_or_none_of_these_handed_in_nothing_is_compared():
    elsewhere = (2030, "6501", CODES[0], "verified", None)
    silent = page.change_part(facts_of(*ANSWERS[:-1], elsewhere))
    facts = facts_of()
    smaller = page.change_part(replace(facts, regencies_before=facts.regencies_before.head(2)))
    not_there = page.change_part(replace(facts, regencies_before=facts.regencies_before.head(0)))

    assert repr(silent).endswith(
        "No regency or city here has handed in supporting data for the round of 2030, so no comparison with 2031 can "
        "be made."
    )
    assert repr(smaller) == repr(not_there)
    assert repr(smaller).endswith(
        "The regencies and cities here were not the same in the rounds of 2030 and 2031, so their coverage is not "
        "compared."
    )


REGULATION = Regulation(
    regulation="1/2030",
    award_year_from=2030,
    award_year_to=2034,
    indicators=4,
    formula="mean_of_rights",
    rights=(("WATER", 1.0), ("AIR", 1.0)),
    type_weights=(("input", 40.0), ("output", 60.0)),
    classes=(ScoreClass("good", 80.0, True), ScoreClass("fair", 50.0, False), ScoreClass("poor", 0.0, False)),
)


def scores_of(assumed, totals=(81.0, 40.0), classes=("good", "poor")):
    table = pd.DataFrame(
        {
            "regency_code": ["6401", "6402"],
            "regency": ["Kabupaten Paser", "Kabupaten Kutai"],
            **{name: pd.array(totals, dtype="Float64") for name in ("score_low", "total_low")},
            **{name: [totals[0], 60.0] for name in ("score_high", "total_high")},
            "category_low": classes,
            "category_high": ["good", "fair"],
            "action_points": pd.NA,
            **dict.fromkeys(["answers_given", "answers_waiting", "answers_quarantined", "answers_without_points"], 0),
            "assumed": assumed,
        }
    )
    labels = {"good": "Good", "fair": "Fair", "poor": "Poor"}
    return ScoreFacts(table, REGULATION, labels, "", pd.DataFrame({"source_id": []}))


def test_scores_are_never_called_official_and_every_setting_assumed_is_named():
    prose, table = page.scores_part(facts_of(), scores_of("type_weight:output;class:fair;absent_type")).contents
    assert prose.text.startswith(
        "These scores are computed from the points of each indicator, with the formula as far as it is known; official "
        "scores are set by the ministry and may differ. The points of each indicator are those that were given when it "
        "was checked; no bands of answers are used for this regulation. A score is given as a range where "
    )
    assert table.said == (
        "Scores by the formula, not the official ones. Assumed, because no source states it: a right has nothing of "
        "one type, so that the others take its weight; lower limit of “Fair” (50); weight of the type “output” (60)."
    )
    assert table.frame[["regency", "total_said", "label"]].to_numpy().tolist() == [
        ["Kabupaten Paser", "81.00", "Good"],
        ["Kabupaten Kutai", "40.00–60.00", "Poor or Fair"],
    ]


def test_what_is_merely_likely_is_told_after_what_is_assumed():
    regulation = replace(REGULATION, total_max=100.0)
    scores = scores_of("formula")
    scores = replace(scores, regulation=regulation, table=scores.table.assign(likely=["total_max", "class:good"]))
    _, table = page.scores_part(facts_of(), scores).contents

    assert table.said == (
        "Scores by the formula, not the official ones. Assumed, because no source states it: formula (mean of the "
        "rights). Likely, from one source or concluded: lower limit of “Good” (80); total at most (100)."
    )


def test_what_is_assumed_is_told_in_the_order_of_the_regulation():
    assumed = "class:fair;class:good;class:poor;type_weight:input;type_weight:output"
    turned = replace(REGULATION, type_weights=(("output", 60.0), ("input", 40.0)))
    _, table = page.scores_part(facts_of(), replace(scores_of(assumed), regulation=turned)).contents

    assert table.said.endswith(
        "lower limit of “Good” (80); lower limit of “Fair” (50); lower limit of “Poor” (0); weight of the type "
        "“output” (60); weight of the type “input” (40)."
    )


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("type", [("output",), ("input",)]),
        (["right_code", "type"], [("WATER", "output"), ("WATER", "input"), ("AIR", "output"), ("AIR", "input")]),
        (["type", "right_code"], [("output", "WATER"), ("output", "AIR"), ("input", "WATER"), ("input", "AIR")]),
        (["regency_code", "right_code"],
         [(code, right) for code in ("6401", "6402", "6471") for right in ("WATER", "AIR")]),
    ],
)  # fmt: skip
def test_types_stand_in_the_order_of_the_regulation_and_rights_in_that_of_the_list(by, expected):
    facts = replace(facts_of(), types=("output", "input"))
    names = [by] if isinstance(by, str) else by

    assert list(facts.coverage(by)[names].itertuples(index=False, name=None)) == expected


def test_where_points_are_from_is_said_where_the_regulation_has_bands():
    scores = scores_of("")
    band = Band("1/2030-001", 10.0, above=None, value_from=None, value_to=5.0, below=None, unit="%")
    counts = {"answers_given": [3, 0], "answers_by_bands": [1, 1], "answers_without_points": [0, 2]}
    banded = replace(scores, table=scores.table.assign(**counts), regulation=replace(REGULATION, bands=(band,)))

    assert (
        "Of the answers that are covered, 3 have the points that were given and 2 those of the bands of the "
        "regulation; 2 have none yet, because the limits of the band or the unit are not known."
    ) in page.scores_part(facts_of(), banded).contents[0].text


def test_types_are_called_as_their_regulation_calls_them_and_else_by_their_keys():
    called = replace(facts_of(language="id"), labels={("type", "input"): "masukan"})

    labels = page.bars(called)["label"].tolist()

    assert {"masukan", "output"} <= set(labels)
    assert "input" not in labels


def test_a_total_without_an_upper_bound_is_said_to_be_at_least_that_and_one_of_nothing_is_a_dash():
    scores = scores_of("", totals=(81.0, pd.NA))
    open_ended = scores.table.assign(total_high=pd.array([None, None], dtype="Float64"))
    _, table = page.scores_part(facts_of(), replace(scores, table=open_ended)).contents
    assert table.frame[["total_said", "label"]].to_numpy().tolist() == [["81.00 or more", "Good"], ["–", "–"]]


def test_the_score_of_the_indicators_has_a_column_of_its_own_where_the_total_is_another():
    scores = scores_of("")
    with_more = scores.table.assign(total_high=[100.0, 100.0])
    alone, beside = (
        page.scores_part(facts_of(), replace(scores, table=table)).contents[1] for table in (scores.table, with_more)
    )
    assert list(alone.columns.values()) == ["Regency or city", "Score by the formula", "Class that it would give"]
    assert list(beside.columns.values()) == [
        "Regency or city", "Score of the indicators", "With added points", "Class that it would give",
    ]  # fmt: skip
    assert beside.frame[["score_said", "total_said"]].to_numpy().tolist() == [
        ["81.00", "81.00–100.00"], ["40.00–60.00", "40.00–100.00"],
    ]  # fmt: skip


def test_a_regulation_without_action_points_is_not_said_to_have_any():
    scores = scores_of("")
    prose, _ = page.scores_part(facts_of(), replace(scores, regulation=replace(REGULATION, bonus_max=0.0))).contents
    assert "are added beside" not in prose.text


WITHOUT = "The scores are without human-rights action points: the data hold none."


@pytest.mark.parametrize(
    ("points", "bonus_max", "is_said"),
    [(None, None, True), (None, 5.0, True), (None, 0.0, False), (3.0, 5.0, False)],
    ids=["no limit known", "none known", "none are added", "known"],
)
def test_scores_without_action_points_say_that_they_are_without_them(points, bonus_max, is_said):
    scores = scores_of("")
    known = scores.table.assign(action_points=pd.array([points] * len(scores.table), dtype="Float64"))
    scores = replace(scores, table=known, regulation=replace(REGULATION, bonus_max=bonus_max))

    said = page.scores_part(facts_of(), scores).contents[0].text

    assert (WITHOUT in said) is is_said


@pytest.mark.parametrize(
    ("counts", "bonus_max", "why"),
    [
        ({}, 5.0, "points added beside those of the indicators are not known"),
        ({"answers_waiting": [0, 2]}, 0.0, "answers have not been verified yet"),
        ({"answers_quarantined": [0, 1]}, 0.0, "answers are in quarantine"),
        ({"answers_without_points": [0, 1]}, 0.0, "covered answers have no points yet"),
        (
            {"answers_waiting": [0, 2], "answers_without_points": [0, 1]},
            None,
            "answers have not been verified yet, covered answers have no points yet, or points added beside those of "
            "the indicators are not known",
        ),
    ],
)
def test_ranges_of_scores_say_once_why_they_are_ranges_with_all_reasons_there_are(counts, bonus_max, why):
    ranges = scores_of("")
    ranges = replace(ranges, table=ranges.table.assign(**counts), regulation=replace(REGULATION, bonus_max=bonus_max))

    said = page.scores_part(facts_of(), ranges).contents[0].text

    assert (
        f"A score is given as a range where {why}. The lower end counts these as nothing, the upper as the most that "
        "they can come to; two classes that are still possible are named, and where there are more, the class is not "
        "settled."
    ) in said
    assert said.count("as a range") == 1


def test_scores_that_are_no_ranges_are_not_explained_as_such():
    ranges = scores_of("")
    waiting_for_nothing = ranges.table.assign(total_high=ranges.table["total_low"], answers_waiting=[0, 2])

    settled = page.scores_part(facts_of(), replace(ranges, table=waiting_for_nothing))

    assert "as a range" not in settled.contents[0].text


def test_who_handed_in_nothing_is_named_as_without_a_score():
    said = page.scores_part(facts_of(), scores_of("")).contents[0].text
    assert said.endswith(
        "Not scored, because nothing has been handed in (1): Kota Kutai. That does not mean a score of zero."
    )


@pytest.mark.parametrize(("language", "said"), [("en", "not settled"), ("id", "belum dapat ditetapkan")])
def test_a_range_over_three_classes_is_not_settled_and_one_over_two_names_both(language, said):
    scores = scores_of("")
    wide = pd.concat([scores.table, scores.table.tail(1)], ignore_index=True)
    wide = wide.assign(total_low=[10.0, 9.0, 8.0], total_high=[90.0, None, 60.0], category_low="poor")
    wide["category_high"] = ["good", None, "fair"]
    table = page.scores_part(facts_of(language=language), replace(scores, table=wide)).contents[1]

    either = "Poor or Fair" if language == "en" else "Poor atau Fair"
    assert table.frame["label"].tolist() == [said, said, either]
    assert table.frame["total_said"].iloc[0] in ("10.00–90.00", "10,00–90,00")


def test_full_and_hatched_are_explained_only_where_something_is_hatched():
    waiting, all_counted = facts_of(), facts_of(level="submitted")
    nothing_waits = facts_of((2031, "6401", CODES[0], "verified", None))

    told = "Full: covered at the level of this report. Hatched: handed in and not rejected, but not yet verified."
    said = [page.groups_part(facts).contents[0].text for facts in (waiting, all_counted, nothing_waits)]
    assert said == [
        told,
        "A bar gives the percentage of the indicators that apply that were handed in and not rejected.",
        "A bar gives the percentage of the indicators that apply that were verified.",
    ]


def test_rights_and_types_in_one_table_are_told_apart():
    frames = [page.groups_table(facts_of(language=language)).frame for language in ("id", "en")]

    assert [frame["label"].tolist() for frame in frames] == [
        ["Water", "Clean air", "Jenis: input", "Jenis: output"],
        ["Water", "Clean air", "Type: input", "Type: output"],
    ]


def test_the_map_explains_boxes_in_which_nothing_applies_only_where_there_are_some():
    aside = [(2031, "6401", code, "not_applicable", None) for code in CODES[2:]]
    said = [page.matrix_part(facts_of(*answers)).contents[0].text for answers in (ANSWERS, [*ANSWERS[:1], *aside])]
    assert [text.endswith("White: none yet. Hatched: no indicator applies.") for text in said] == [False, True]
    assert said[0].endswith("White: none yet.")


def test_what_was_handed_in_has_a_column_of_its_own_only_beside_what_was_verified():
    columns = [list(page.groups_table(facts_of(level=level)).columns) for level in ("verified", "submitted")]
    assert columns == [["label", "applicable", "covered", "share", "handed_in"],
                       ["label", "applicable", "covered", "share"]]  # fmt: skip


def test_one_regency_and_one_indicator_are_told_as_one():
    facts = facts_of((2031, "6401", CODES[0], "verified", None))
    one = replace(facts, regencies=facts.regencies[:1], indicators=INDICATORS[:1])
    assert "1 regency or city × 1 indicator: 1 applies, 1 of it verified." in page.head(one).lede


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


@pytest.mark.parametrize(
    ("language", "mark"), [("id", "DATA SINTETIS – BUKAN FAKTA"), ("en", "SYNTHETIC DATA – NOT FACTS")]
)
def test_the_text_to_cite_says_that_the_answers_are_made_up(language, mark):
    facts = facts_of(language=language, synthetic=True)
    title = page.head(facts).title
    assert f"“{title}” [{mark}]. " in repr(page.sources_part(facts, scores_of("")))
    of_facts = facts_of(language=language)
    assert f"“{title}”. " in repr(page.sources_part(of_facts, scores_of("")))


def test_the_last_part_says_how_to_make_it_again():
    facts = facts_of(level="submitted")
    said = repr(page.sources_part(facts, scores_of("")))
    assert "kkpham report indicator_coverage --year 2031 --province 64 --parameter level=submitted --lang en" in said


SECRET = (
    "Data dukung berasal dari kabupaten/kota sendiri dan dapat bersifat rahasia; pastikan dulu sebelum dibagikan.",
    "Supporting data come from the regencies and cities themselves and may be confidential; make sure before this is "
    "passed on.",
)


@pytest.mark.parametrize(("language", "said"), [("id", SECRET[0]), ("en", SECRET[1])])
def test_coverage_is_said_to_be_confidential_unless_it_is_made_up(language, said):
    pages = [
        page.sources_part(facts_of(language=language, synthetic=made_up), scores_of("")) for made_up in (False, True)
    ]
    assert [said in repr(part) for part in pages] == [True, False]


@pytest.mark.parametrize(
    ("scope", "address"), [(("64",), "index.html#q=64&amp;ui=en"), (("64", "65"), "index.html#ui=en")]
)
def test_a_page_leads_to_the_other_reports_on_its_province_or_to_all_of_them(scope, address):
    html = page.sources_part(replace(facts_of(), scope=scope), scores_of(""))._repr_html_()

    assert f'<a href="../../{address}">' in html


def test_a_page_says_where_reasons_of_quarantine_stand_and_names_the_command_only_at_its_end():
    facts = replace(facts_of(), waiting_rows={"6401": 2}, unplaced=1)
    told = (
        "2 rows are in quarantine and not counted yet; the lists for offices say why. 1 further row in quarantine is "
        "of no known regency, and counts for none."
    )
    end = repr(page.sources_part(facts, scores_of("")))

    assert [told in repr(part) for part in (page.head(facts), page.matrix_part(facts))] == [True, True]
    assert "kkpham" not in repr(page.head(facts)) + repr(page.matrix_part(facts))
    assert "Rows in quarantine and why they are there: kkpham submissions check --year 2031; with --to FOLDER" in end
    assert "quarantine" not in repr(page.sources_part(facts_of(), scores_of("")))


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ([0, 0, 2, 0, 1, 0, 0], "An answer that was verified counts as covered, with or without a document; "
                                "1 of 3 has none. "),
        ([0, 0, None, 0, 0, 0, 0], "An answer that was verified counts as covered, with or without a document; "
                                   "2 of 3 have none and 1 of 3 does not say how many there are. "),
        ([1, 0, 2, 0, 1, 0, 0], ""),
    ],
    ids=["none", "not said", "all have some"],
)  # fmt: skip
def test_how_many_covered_answers_came_without_a_document_is_said_beside_coverage(documents, said):
    facts = facts_of()
    facts = replace(facts, submissions=facts.submissions.assign(documents=pd.array(documents, dtype="Int64")))

    before, after = "An indicator without an answer counts as not covered. ", "List of indicators of 1/2030"
    assert f"{before}{said}{after}" in repr(page.head(facts))


def test_an_answer_without_a_document_is_on_a_page_what_it_is_in_the_checks():
    rows = facts_of().submissions
    documents = pd.array([0, 0, None, 0, None, 0, 0], dtype="Int64")
    saying = [False, None, True, None, True, None, None]
    of_template = pd.array([None, None, 1, None, None, None, None], dtype="Int64")
    given = rows.assign(documents=documents, answer_yes=pd.array(saying, dtype="boolean"), list_version=of_template)

    assert (
        "with or without a document; 1 of 3 has none, 1 of 3 answers “no”, which needs none, and 1 of 3 does not say "
        "how many there are. "
    ) in repr(page.head(replace(facts_of(), submissions=given)))


def test_coverage_is_defined_by_answers_and_not_by_documents():
    said = [repr(page.sources_part(facts_of(level=level), scores_of(""))) for level in ("verified", "submitted")]
    assert "whose answers were verified, with or without a document, over all" in said[0]
    assert "whose answers were handed in and not rejected, with or without a document, over all" in said[1]
