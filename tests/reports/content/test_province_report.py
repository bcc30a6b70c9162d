"""The report of a province, on a round of three regencies: every cell of its tables."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import province_report
from kkpham_analysis.reports.content.facts import round_facts, rounds_facts
from kkpham_analysis.reports.content.grounds import sources_of_changes
from kkpham_analysis.tables.source_ids import split_ids

from .round_of_three import CLAIMS, NAMED, SOURCES, facts_of

NBSP = "\u00a0"
OF_BEFORE = SOURCES.tail(1).assign(source_id="D", title="Round before")


def rows_of(part):
    *_, table = part.contents
    shown = table.frame[list(table.columns)].to_numpy().tolist()
    return [[None if pd.isna(value) else value for value in row] for row in shown]


FROM_A_COUNT = "the figure used here, 2, the number that the strongest source gives; so this report says 1–2."
ROUNDS = SimpleNamespace(
    rounds=(2020, 2022, 2023),
    years_without=(2019, 2021, 2024),
    shares=pd.concat([facts_of().shares.assign(award_year=year) for year in (2020, 2022, 2023)]),
    status=facts_of().status,
)


def test_the_head_has_finding_verdict_evidence_and_denominator():
    assert repr(province_report.head(facts_of())).replace(NBSP, " ") == (
        "1–2 of 3 regencies and cities in North were named Caring: sources disagree. "
        "The share is between 33.3 % and 66.7 %, so whether the rule (more than 60 %) was met cannot be judged yet. "
        "One source says that North was not awarded as a province. "
        "Sources disagree: one source says 2. "
        "The figure rests on one news report alone, not on an official source. "
        "The denominator is all regencies and cities in the province as at 31 December 2022. "
        "Rule of the province award: more than 60 %."
    )


def test_key_figures_are_count_share_evidence_and_what_is_missing():
    assert [value.replace(NBSP, " ") for value, _ in province_report.key_figures(facts_of()).facts] == [
        "1–2 / 3",
        "33.3–66.7 %",
        "sources disagree",
        "not known",
    ]


def test_how_many_are_missing_is_said_where_the_whole_range_meets_the_rule():
    facts = facts_of()
    met = replace(facts, shares=facts.shares.assign(meets_rule=pd.array([True], dtype="boolean")))

    assert province_report.key_figures(met).facts[3] == ("0", "more needed to meet the rule")


@pytest.mark.parametrize(
    ("kinds", "label", "said"),
    [
        (["news", "news"], "evidence; sources: 2 news reports", "The figure rests on news reports alone, not on"),
        (["news", "ministry"], "evidence; sources: 1 page of the ministry and 1 news report", ""),
    ],
    ids=["press alone", "an official one"],
)
def test_what_kind_of_sources_a_figure_rests_on_is_told_beside_the_evidence(kinds, label, said):
    known = facts_of()
    sources = known.sources.assign(kind=[*kinds, "news"])
    facts = replace(known, sources=sources, behind=known.behind.assign(source_ids="A;B"))

    assert province_report.key_figures(facts).facts[2] == ("sources disagree", label)
    assert said in province_report.head(facts).lede
    assert ("alone" in province_report.head(facts).lede) is bool(said)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ("A", "The figure rests on one news report alone, not on an official source. Without this report, the verdict "
              "would be open."),
        ("A;B", "The figure rests on news reports alone, not on an official source. Without these reports, the verdict "
                "would be open."),
    ],
    ids=["one", "two"],
)  # fmt: skip
def test_a_verdict_that_hangs_on_one_news_report_is_said_to_hang_on_that_one(ids, said):
    known = facts_of()
    met = known.shares.assign(meets_rule=pd.array([True], dtype="boolean"))

    assert said in province_report.head(replace(known, shares=met, behind=known.behind.assign(source_ids=ids))).lede


def test_of_a_province_without_data_nothing_is_told_as_known():
    assert list(province_report.key_figures(facts_of(evidence="none", rule=None)).facts) == [
        ("not known", "named Caring"),
        ("no firm evidence on regencies", "evidence; sources: 1 news report"),
        ("3", "regencies and cities: the denominator of the share"),
    ]


def test_where_no_source_mentions_a_province_slides_are_told_together_why_and_that_it_does_not_mean_no():
    none = facts_of(award_claims=NAMED[:0], province_claims=CLAIMS[:0], rounds_here=())

    assert province_report.head(none).known == (
        "No source held here mentions this area for the 2023 awards or for any other round. "
        "That does not mean that no one was awarded."
    )


def test_the_key_figures_call_the_share_one_and_say_what_is_required():
    with_rule, without = (province_report.key_figures(facts_of(rule=rule)).facts for rule in (">60%", None))

    assert with_rule[1] == ("33.3–66.7\u00a0%", "share; required: more than 60\u00a0%")
    assert without[1][1] == "share; what is required is not known"


def test_every_regency_has_its_rounds_and_the_sources_of_each_with_those_that_contradict_it():
    earlier = facts_of().status.assign(award_year=2022, status=["unknown", "compliant", "unknown"],
                                        contested=False, cited_ids=["", "A;D", ""]).head(2)  # fmt: skip
    rounds = SimpleNamespace(rounds=(2022, 2023), status=pd.concat([earlier, facts_of().status]), sources=OF_BEFORE,
                             shares=facts_of().shares.assign(award_year=2022), years_without=(2021,))  # fmt: skip

    part = province_report.regencies_part(facts_of(), rounds)

    assert rows_of(part) == [
        ["Kabupaten Bulungan", "compliant*", "unknown", "A;C", ""],
        ["Kabupaten Malinau", "not_compliant", "compliant", "B", "A;D"],
        ["Kota Tarakan", "unknown", "not_yet_formed", "", ""],
    ]
    block = part.contents[-1].as_block()
    assert [column["heading"] for column in block["columns"]][3:] == ["Sources 2023", "Sources 2022"]
    assert [[cell["text"] for cell in row[3:]] for row in block["rows"]] == [["1, 3", "–"], ["2", "1, 4"], ["–", "–"]]


def test_a_title_that_does_not_count_is_told_by_its_name_in_every_round():
    categories = pd.DataFrame({"category": ["fair", "not_awarded"], "label": ["Fairly caring", "Not awarded"],
                               "is_compliant": [False, False]})  # fmt: skip
    quiet = facts_of().status.assign(contested=False, category=["peduli", "fair", None], inferred=[False, True, False])
    earlier = quiet.assign(award_year=2022, status="not_compliant", category=["fair", "not_awarded", None],
                           inferred=False, contested=[True, False, False])  # fmt: skip
    rounds = SimpleNamespace(rounds=(2022, 2023), status=pd.concat([earlier, quiet]), sources=SOURCES,
                             shares=facts_of().shares.assign(award_year=2022), years_without=())  # fmt: skip

    part = province_report.regencies_part(facts_of(status=quiet, categories=categories), rounds)

    assert [[cell["text"] for cell in row[1:3]] for row in part.contents[-1].as_block()["rows"]] == [
        ["named", "Fairly caring, disputed"],
        ["Fairly caring, inferred", "without the title"],
        ["not known", "without the title"],
    ]
    assert "Another title is given by its name; it does not count as “named”." in repr(part)


def test_where_no_other_title_was_given_none_is_told_of():
    rounds = SimpleNamespace(rounds=(2023,), status=facts_of().status, sources=SOURCES, years_without=())

    assert "Another title" not in repr(province_report.regencies_part(facts_of(), rounds))


def test_where_several_titles_count_every_regency_has_its_own():
    of_round = facts_of()
    status = of_round.status.assign(status=["compliant", "compliant", "unknown"], category=["full", "high", None])
    titles = pd.DataFrame({"category": ["full", "high"], "label": ["Fully complying", "Highly complying"]})
    several = replace(of_round, status=status, categories=titles)

    part = province_report.regencies_part(
        several, SimpleNamespace(rounds=(2023,), status=of_round.status, sources=SOURCES, years_without=())
    )

    assert list(part.contents[-1].columns.values()) == ["Regency or city", "2023", "Title 2023", "Sources 2023"]
    assert rows_of(part) == [
        ["Kabupaten Bulungan", "compliant*", "Fully complying", "A;C"],
        ["Kabupaten Malinau", "compliant", "Highly complying", "B"],
        ["Kota Tarakan", "unknown", "–", ""],
    ]


def test_changes_name_who_is_new_lost_and_unknown_mark_the_contested_and_cite_both_rounds():
    before = facts_of().status.assign(award_year=2022, cited_ids=["B", "A;D", "C"])
    earlier = before.assign(award_year=2020, cited_ids="C")
    rounds = SimpleNamespace(status=pd.concat([earlier, before, facts_of().status]), sources=OF_BEFORE)

    part = province_report.changes_part(facts_of(), rounds)

    assert rows_of(part) == [
        ["new", 1, "Kabupaten Bulungan*", "A;B;C"],
        ["lost", 1, "Kabupaten Malinau", "A;B;D"],
        ["unknown", 1, "Kota Tarakan", ""],
    ]
    assert [row[3]["text"] for row in part.contents[-1].as_block()["rows"]] == ["1, 2, 3", "1, 2, 4", "–"]


def test_claims_about_the_province_are_shown_the_uncertain_too():
    assert rows_of(province_report.claims_part(facts_of())) == [
        ["number known by name, from all sources", "at least 1", "–", "agrees", "A", ""],
        ["number of regencies and cities named", "2", "stated", "agrees", "B", ""],
        ["number of regencies and cities named", "1", "uncertain", "uncertain", "C", ""],
        ["Kabupaten Bulungan", "Not awarded", "derived", "differs", "C", "absent after 2018"],
        ["award for the province", "no", "stated", "beside", "A", ""],
    ]


def test_a_list_that_is_not_counted_as_full_is_shown_as_that():
    lists = pd.DataFrame({"province_code": ["65"], "measure": "complete_list", "value": 1, "certainty": "stated",
                          "source_id": "B"})  # fmt: skip
    nothing = {"counted": facts_of().counted.head(0), "dissent": facts_of().dissent.head(0)}

    part = province_report.claims_part(facts_of(province_claims=lists, **nothing))

    assert rows_of(part) == [["full list of the regencies and cities named", "yes", "stated", "not_full", "B"]]


def test_uncertain_claims_about_regencies_are_shown_and_a_list_of_them_says_why_it_is_not_counted_as_full():
    lists = pd.DataFrame({"province_code": ["65"], "measure": "complete_list", "value": 1, "certainty": "stated",
                          "source_id": "C", "award_year": 2023})  # fmt: skip
    named = pd.DataFrame(
        {"regency_code": ["6571", "9999"], "category": "not_awarded", "certainty": "uncertain", "source_id": "C",
         "note": "round not named"}
    )  # fmt: skip
    nothing = {"counted": facts_of().counted.head(0), "dissent": facts_of().dissent.head(0)}

    part = province_report.claims_part(facts_of(province_claims=lists, award_claims=named, **nothing))

    assert rows_of(part) == [
        ["Kota Tarakan", "Not awarded", "uncertain", "uncertain", "C", "round not named"],
        ["full list of the regencies and cities named", "yes", "stated", "not_full_unsure", "C", ""],
    ]


@pytest.mark.parametrize(
    ("value", "meets_rule", "certainty", "said"),
    [
        (1, True, "stated", "One source says that North was awarded as a province."),
        (
            1,
            False,
            "stated",
            "Yet one source\u00a0[1] says that North was awarded as a province, although its share does not meet",
        ),
        (
            0,
            True,
            "stated",
            "Yet one source\u00a0[1] says that North was not awarded as a province, although its share meets the",
        ),
        (0, False, "stated", "One source says that North was not awarded as a province."),
        (1, False, "uncertain", "Of an award of North as a province there is only 1 uncertain claim, which is not"),
    ],
)
def test_the_award_of_the_province_is_told_beside_what_follows_from_the_rule(value, meets_rule, certainty, said):
    claims = facts_of().province_claims.tail(2).head(1).assign(value=value, certainty=certainty)
    shares = facts_of().shares.assign(meets_rule=pd.array([meets_rule], dtype="boolean"))

    lede = province_report.head(facts_of(province_claims=claims, shares=shares)).lede

    assert said in lede
    assert ("Yet" in lede) == said.startswith("Yet")


def test_names_that_are_the_figure_are_not_told_as_the_least():
    names = facts_of().counted.head(1).assign(compliant=1)

    assert rows_of(province_report.claims_part(facts_of(counted=names)))[0][:2] == [
        "number known by name, from all sources",
        "1",
    ]


def test_lists_of_the_same_length_that_name_others_are_told():
    counted = facts_of().counted.tail(1).assign(measure="complete_list", claimed_low=2, certainty="stated")
    lists = pd.concat([counted.assign(source_id="A"), counted.assign(left_out="6501", only_here="6571")])

    assert "Sources disagree: two sources\u00a0[1, 3] say 2, but the lists of names differ." in (
        province_report.head(facts_of(counted=lists)).lede
    )


def test_names_that_no_count_gives_are_told_beside_the_counts():
    counted = facts_of().counted.head(2)
    names = counted.assign(differs=counted["measure"] == "names")

    assert "Sources disagree: one source\u00a0[2] says 2, the names of all sources add up to 1." in (
        province_report.head(facts_of(counted=names)).lede
    )


def test_sources_that_differ_about_the_award_of_the_province_are_both_told():
    award = facts_of().province_claims.tail(2).head(1)
    claims = pd.concat([award.assign(value=1, source_id=source) for source in ("B", "C")] + [award])

    assert "Two sources say that North was awarded as a province, one that it was not." in (
        province_report.head(facts_of(province_claims=claims)).lede
    )


@pytest.mark.parametrize(
    ("conflicts", "said"),
    [
        (0, "No source gives another figure."),
        (1, f"One claim does not agree with {FROM_A_COUNT}"),
        (2, f"Two claims do not agree with {FROM_A_COUNT}"),
    ],
)
def test_how_many_claims_disagree_is_told(conflicts, said):
    assert province_report.claims_part(facts_of(conflicts=conflicts)).contents[0].text == said


def test_without_claims_about_the_province_that_is_said():
    none = {name: getattr(facts_of(), name).head(0) for name in ("province_claims", "counted", "dissent")}

    part = province_report.claims_part(facts_of(**none))

    assert repr(part.contents[0]) == (
        "No source gives a number, a name or the award of the province in this round with certainty."
    )


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (2, f"One claim does not agree with {FROM_A_COUNT}"),
        (None, "One claim is in conflict; no single figure"),
    ],
)
def test_claims_that_differ_name_the_figure_that_they_differ_from(figure, said):
    shares = facts_of().shares.assign(compliant=pd.array([figure], dtype="Int64"))

    assert said in repr(province_report.claims_part(facts_of(shares=shares)))


def test_a_count_that_takes_in_a_lower_class_says_so_in_the_head_and_in_the_table():
    claims = facts_of().province_claims.assign(note=["peduli and cukup peduli together", None, None, None])
    titles = pd.DataFrame({"category": ["not_awarded", "cukup_peduli"], "label": ["Not awarded", "Fairly caring"]})
    facts = facts_of(province_claims=claims, categories=titles)

    assert (
        "one source\u00a0[2] says 2, the 2 include “Fairly caring”, by the note of one source."
        in province_report.head(facts).lede
    )
    assert rows_of(province_report.claims_part(facts))[1][1] == "2, “Fairly caring” included"


def test_numbers_that_claims_tell_are_apart_from_their_words():
    claims = facts_of().province_claims.assign(note=["peduli and cukup peduli together", None, None, None])
    titles = pd.DataFrame({"category": ["not_awarded", "cukup_peduli"], "label": ["Not awarded", "Fairly caring"]})
    _, table = province_report.claims_part(facts_of(province_claims=claims, categories=titles)).contents
    data = table.as_block()["data"]
    assert [(column["heading"], column["kind"]) for column in data["columns"]][1:3] == [
        ("Value, number", "integer"),
        ("Value, in words", "text"),
    ]
    assert [row[1:3] for row in data["rows"]] == [
        [1, "at least 1"],
        [2, "2, “Fairly caring” included"],
        [1, "–"],
        [None, "Not awarded"],
        [None, "no"],
    ]


def test_a_contested_regency_is_marked_in_the_table_of_regencies():
    rounds = SimpleNamespace(rounds=(2023,), status=facts_of().status, sources=SOURCES, years_without=())

    part = province_report.regencies_part(facts_of(), rounds)

    assert [row[1] for row in rows_of(part)] == ["compliant*", "not_compliant", "unknown"]
    assert part.contents[-1].as_block()["rows"][0][1] == {"text": "named, disputed", "tone": "disputed"}
    assert "“Disputed”: some source says otherwise" in repr(part)


def test_a_regency_that_was_contested_in_an_earlier_round_is_marked_in_that_round():
    quiet = facts_of().status.assign(contested=False)
    earlier = quiet.assign(award_year=2022, contested=[False, True, False])
    shares = facts_of().shares.assign(award_year=2022, compliant_high=3)
    rounds = SimpleNamespace(
        rounds=(2022, 2023), status=pd.concat([earlier, quiet]), sources=SOURCES, shares=shares, years_without=(2021,)
    )

    part = province_report.regencies_part(facts_of(status=quiet), rounds)

    assert [row[1:3] for row in rows_of(part)] == [
        ["compliant", "compliant"], ["not_compliant", "not_compliant*"], ["unknown", "unknown"],
    ]  # fmt: skip
    said = repr(part)
    assert "“Disputed”: some source says otherwise" in said
    assert "Sources disagree on the number named: 1–3 of 3 in 2022 and 1–2 of 3 in 2023." in said


def test_where_nothing_is_contested_and_the_number_is_agreed_neither_is_told_of():
    rounds = SimpleNamespace(rounds=(2023,), status=facts_of().status, sources=SOURCES, years_without=())
    facts = facts_of(status=facts_of().status.assign(contested=False), evidence="counted")

    said = repr(province_report.regencies_part(facts, rounds))

    assert "“Disputed”" not in said
    assert "disagree" not in said


def test_the_history_counts_its_rounds_and_says_why_a_year_has_none():
    said = repr(province_report.history_part(facts_of(), ROUNDS))

    assert "Up to 2023, 3 rounds are on record (2020–2023). There was no round in 2021." in said


def test_the_text_on_the_history_says_how_a_round_that_is_not_known_is_drawn():
    told, drawn = facts_of(language="id"), "batang abu-abu, yang tidak berarti nol"

    assert drawn in repr(province_report.history_part(told, ROUNDS))
    assert "A grey bar stands for a round that is not known" in repr(province_report.history_part(facts_of(), ROUNDS))


def test_only_the_page_of_a_province_that_was_formed_later_says_that_it_has_no_figures_before():
    row = facts_of().shares
    there = pd.concat([row.assign(award_year=year) for year in (2020, 2022, 2023)])
    status = facts_of().status
    settled, formed = (
        SimpleNamespace(rounds=(2020, 2022, 2023), years_without=(), shares=shares, status=status)
        for shares in (there, row)
    )

    assert "formed later" not in repr(province_report.history_part(facts_of(), settled))
    assert "This province was formed later" in repr(province_report.history_part(facts_of(), formed))


def test_how_many_more_are_needed_reads_as_a_sentence_also_where_it_is_not_known():
    (*_, last) = province_report.key_figures(facts_of(shares=facts_of().shares.assign(compliant=pd.NA))).facts

    assert " ".join(last) == "not known how many more are needed to meet the rule"


def test_a_history_of_which_no_round_is_known_is_told_and_not_drawn():
    unknown = facts_of().shares.assign(evidence="none")
    rounds = SimpleNamespace(rounds=(2023,), years_without=(), shares=unknown, status=facts_of().status)

    assert not province_report.has_history(facts_of(), rounds)
    assert province_report.has_history(facts_of(), ROUNDS)
    told = repr(province_report.history_part(facts_of(), rounds))
    assert "The share of that round is not known, so no figure is drawn." in told
    assert "grey bar" not in told


def test_the_table_of_regencies_says_why_a_year_between_its_rounds_has_none():
    quiet = facts_of().status.assign(contested=False)
    earlier = pd.concat([quiet.assign(award_year=year) for year in (2020, 2022)])
    shares = pd.concat([facts_of().shares.assign(award_year=year) for year in (2020, 2022)])
    rounds = SimpleNamespace(
        rounds=(2020, 2022, 2023),
        status=pd.concat([earlier, quiet]),
        sources=SOURCES,
        shares=shares,
        years_without=(2021,),
    )

    assert "There was no round in 2021." in repr(province_report.regencies_part(facts_of(), rounds))


def test_a_province_that_was_divided_says_up_to_when_it_was_not():
    facts = facts_of(undivided={"65": (2022, 29)}, award_claims=facts_of().award_claims.head(0),
                     province_claims=facts_of().province_claims.head(0))  # fmt: skip

    told = "Up to the round of 2022 this is the undivided North, with 29 regencies and cities."
    assert told in repr(province_report.history_part(facts, ROUNDS))
    said = repr(province_report.head(facts))
    assert f"Rounds with data for this area: 2022. {told} The denominator is all regencies and cities in the" in said
    assert said.endswith("Rule of the province award: more than 60\xa0%.")
    assert "undivided" not in repr(province_report.history_part(facts_of(), ROUNDS))


def test_the_last_round_of_an_undivided_province_is_found(real_data):
    assert round_facts(2023, words=Words(), provinces=["91"]).undivided["91"] == (2022, 29)
    assert round_facts(2020, words=Words(), provinces=["91"]).undivided == {}


def test_the_history_of_a_page_on_trial_has_no_verdict_where_the_share_cannot_be_computed(real_data):
    facts = round_facts(2023, words=Words("en"), provinces=["64"], rule=">=60% of participants")
    rounds = rounds_facts(words=facts.words, until=2023, province_code="64")

    shares = province_report.history_shares(facts, rounds)

    row = shares[(shares["award_year"] == 2023) & (shares["province_code"] == "64")].iloc[0]
    assert pd.isna(row["regencies"])
    assert pd.isna(row["meets_rule"])
    assert len(shares) == len(rounds.shares)


@pytest.mark.parametrize("province_code", ["91", "93", "64"])
def test_every_page_that_a_figure_or_an_earlier_column_rests_on_is_listed(real_data, province_code):
    facts = round_facts(2023, words=Words("en"), provinces=[province_code])
    rounds = rounds_facts(words=facts.words, until=2023, province_code=province_code)

    *_, listed = province_report.sources_part(facts, rounds).contents

    here = rounds.status[rounds.status["regency_code"].isin(facts.status["regency_code"])]
    assert set(split_ids(here["source_ids"])) | set(rounds.sources["source_id"]) <= set(listed.numbers)
    assert list(listed.sources["source_id"]) == list(facts.sources["source_id"])


def test_changes_rest_on_pages_of_the_round_before_where_they_are_known():
    changes = pd.DataFrame({"regency_code": ["6501", "6502", "6571"], "change": ["new", "kept", "unknown"]})
    before = facts_of().status.assign(
        award_year=2022, status=["not_named", "compliant", "compliant"], source_ids=["", "B;C", "D"]
    )
    lists = pd.DataFrame({"award_year": [2022], "province_code": "65", "full_list_ids": "A"})

    assert sources_of_changes(changes, before, lists) == {"6501": ["A"], "6502": ["B", "C"]}
    assert sources_of_changes(changes.tail(1), before, lists) == {}


@pytest.mark.parametrize(
    ("contested", "said"),
    [
        (
            [True, False, False],
            "By name, of 3 regencies and cities in 2023: 1 without the title, 1 disputed, and 1 not",
        ),
        ([False, False, False], "By name, of 3 regencies and cities in 2023: 1 named, 1 without the title, and 1 not"),
    ],
)
def test_the_heading_of_a_slide_counts_what_is_contested_as_disputed(contested, said):
    facts = facts_of(status=facts_of().status.assign(contested=contested))
    rounds = SimpleNamespace(rounds=(2023,), status=facts_of().status, sources=SOURCES, years_without=())

    assert province_report.regencies_part(facts, rounds).finding.startswith(said)


def test_a_round_of_which_nothing_is_known_has_no_column_of_sources():
    quiet = facts_of().status.assign(contested=False)
    earlier = quiet.assign(award_year=2022, status="unknown", cited_ids="")
    rounds = SimpleNamespace(rounds=(2022, 2023), status=pd.concat([earlier, quiet]), sources=SOURCES,
                             shares=facts_of().shares.assign(award_year=2022), years_without=())  # fmt: skip

    part = province_report.regencies_part(facts_of(status=quiet), rounds)

    assert list(part.contents[-1].columns.values()) == ["Regency or city", "2023", "2022", "Sources 2023"]


@pytest.mark.parametrize(
    ("language", "until", "cited"),
    [
        (
            "id",
            "Sumber terbaru dalam seluruh data bertanggal 10 Desember 2025.",
            "Data dengan sumber sampai 10 Desember 2025.",
        ),
        (
            "en",
            "The newest source in all of the data is of 10 December 2025.",
            "Data with sources to 10 December 2025.",
        ),
    ],
    ids=["id", "en"],
)
def test_a_page_without_a_source_says_how_new_the_data_are_at_its_end(real_data, language, until, cited):
    of_papua = round_facts(2013, words=Words(language), provinces=["91"])
    facts = replace(of_papua, data_until="2025-12-10")

    notes, how_to = province_report.sources_part(facts, None).contents
    assert until in notes.text
    assert cited in how_to.cite


def test_a_matrix_of_which_no_result_is_known_is_told_and_not_drawn():
    unknown = SimpleNamespace(**{**vars(ROUNDS), "status": facts_of().status.assign(status="unknown")})

    assert not province_report.has_results(facts_of(), unknown)
    assert province_report.has_results(facts_of(), ROUNDS)
    assert "No result is known by name, so no matrix is drawn." in repr(
        province_report.history_part(facts_of(), unknown)
    )
    assert "so no matrix is drawn" not in repr(province_report.history_part(facts_of(), ROUNDS))


def test_a_list_of_names_some_of_which_are_uncertain_is_told_in_the_head(real_data):
    head = province_report.head(round_facts(2013, words=Words("en"), provinces=["33"]))

    assert re.search(r"Two sources\s\[\d, \d\] print the names, but some of them are uncertain", head.lede)
