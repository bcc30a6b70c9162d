"""What is said of the rule of a round beside what it asks: who says otherwise, and which verdicts hang on that."""

from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import award_summary, province_report, rules_told, wording

from .round_of_three import SOURCES, facts_of

NBSP = "\u00a0"
MORE = pd.concat([SOURCES, SOURCES.head(2).assign(source_id=["D", "E"])])


def ruled(*, rule=">50%", low=2, high=2, of=3, **others):
    """Give a round whose rule A gives, and two others D and E, and the verdict on its one province."""
    verdict = {True: True, False: False, None: None}[others.pop("meets")]
    shares = facts_of().shares.assign(
        rule=rule, compliant_low=low, compliant_high=high, regencies=of, meets_rule=verdict, evidence="complete"
    )
    given = {"rule_source_ids": ("A",), "rule_dissent_ids": ("D", "E"), "rule_dissents": (">60%", ">=70%")}
    types = {"meets_rule": "boolean", "compliant_low": "Int64"}
    return facts_of(**{"shares": shares.astype(types), "sources": MORE, **given, **others})


def turned(facts):
    row = facts.shares.to_dict("records")[0]
    return rules_told.turned(row, facts, wording.source_list(facts)).replace(NBSP, " ")


def test_a_page_that_speaks_of_the_round_itself_is_told_from_those_the_rule_is_taken_over_from():
    facts = ruled(meets=True, award_year=2019, rule_years={"A": (2020,), "D": (2019,), "E": (2020,)})

    assert wording.rule_told(facts).replace(NBSP, " ") == (
        "Rule of the province award: more than 50 % [1]. Only one news report states that rule. The sources of that "
        "rule speak of the round of 2020; that it held in 2019 too is inferred. One source on the round of 2019 itself "
        "states another rule: more than 60 % [4]. One source on the round of 2020 states another rule: "
        "at least 70 % [5]."
    )
    uses = {name: use.replace(NBSP, " ") for name, use in wording.source_uses(facts).items()}
    assert {name: uses[name] for name in "ADE"} == {
        "A": "for: results of the awards; the rule of this round, from what it says of the round of 2020",
        "D": "for: another rule for this round (more than 60 %)",
        "E": "for: another rule, for the round of 2020 (at least 70 %)",
    }


@pytest.mark.parametrize(
    ("stating", "kinds", "said"),
    [
        (
            ("A",),
            ["news"],
            ("Aturan itu hanya disebut dalam satu berita media.", "Only one news report states that rule."),
        ),
        (
            ("A", "B"),
            ["news", "news"],
            ("Aturan itu hanya disebut dalam dua berita media.", "Only two news reports state that rule."),
        ),
        (("A", "B"), ["government", "news"], ("", "")),
        (("A",), ["regulation"], ("", "")),
        ((), [], ("", "")),
    ],
    ids=["one news report", "two news reports", "an official page too", "a regulation", "nobody"],
)
def test_a_rule_that_news_alone_state_says_so_and_how_many(stating, kinds, said):
    sources = SOURCES[SOURCES["source_id"].isin(stating)].assign(kind=kinds)
    facts = ruled(meets=True, rule_source_ids=stating, rule_dissent_ids=(), rule_dissents=(), sources=sources)

    told = tuple(
        rules_told.doubts(replace(facts, words=Words(language)), wording.source_list(facts))
        for language in ("id", "en")
    )
    assert told == said


def test_of_another_rule_that_was_not_taken_down_it_is_said_of_which_round_it_is_all_the_same():
    facts = ruled(meets=True, rule_dissents=(), rule_dissent_ids=("D",), rule_years={"D": (2019, 2020)})

    assert (
        wording.rule_told(facts)
        .replace(NBSP, " ")
        .endswith("One source on the round of 2019 and 2020 states another rule [4].")
    )
    assert wording.source_uses(facts)["D"] == "for: another rule, for the round of 2019 and 2020"


@pytest.mark.parametrize(
    ("round_", "said"),
    [
        (
            {"meets": True, "low": 6, "high": 6, "of": 10, "rule": ">=60%"},
            "Under other rules that sources state (more than 60 % [4] and at least 70 % [5]), the verdict would be the "
            "opposite.",
        ),
        (
            {"meets": False, "low": 5, "high": 5, "of": 10, "rule": ">60%", "rule_dissents": (">=50%", ">50%")},
            "Under another rule that a source states (at least 50 % [4]), the verdict would be the opposite.",
        ),
        (
            {"meets": True, "low": 6, "high": 8, "of": 10, "rule": ">=60%", "rule_dissents": (">60%", ">80%")},
            "Under another rule that a source states (more than 80 % [5]), the verdict would be the opposite. "
            "Under another rule that a source states (more than 60 % [4]), there would be no verdict yet.",
        ),
        (
            {"meets": False, "low": 5, "high": 5, "of": 10, "rule": ">60%", "rule_dissents": (">=50%", ">=50%")},
            "Under another rule that sources state (at least 50 % [4, 5]), the verdict would be the opposite.",
        ),
        ({"meets": True, "low": 8, "high": 8, "of": 10}, ""),
        ({"meets": None, "low": 4, "high": 8, "of": 10}, ""),
        # Of how many took part the share under another rule would be, nobody told.
        ({"meets": True, "low": 6, "high": 6, "of": 10, "rule_dissents": (">60% of participants", ">=50%")}, ""),
    ],
    ids=["exactly", "between", "open", "two sources of one", "holds", "no verdict", "participants"],
)
def test_a_verdict_that_another_rule_would_turn_is_said_to_hang_on_it(round_, said):
    assert turned(ruled(**round_)) == said


def test_a_rule_on_trial_is_nothing_that_sources_say_otherwise_about():
    facts = ruled(meets=True, low=6, high=6, of=10)
    tried = ruled(meets=True, low=6, high=6, of=10, shares=facts.shares.assign(round_rule=">60%"))

    assert (turned(facts) != "", turned(tried)) == (True, "")


def test_the_page_of_a_province_and_the_summary_say_it_beside_the_verdict():
    facts = ruled(meets=True, low=2, high=2, of=3, rule=">=60%", rule_dissent_ids=("D",), rule_dissents=(">70%",))
    said = "Under another rule that a source states (more than 70 % [4]), the verdict would be the opposite."

    heads = [page.head(facts).lede.replace(NBSP, " ") for page in (province_report, award_summary)]
    assert [f"reaching the 60 % threshold [1]. {said}" in lede for lede in heads] == [True, True]


def test_those_that_met_the_rule_are_listed_with_the_verdicts_that_hang_on_it():
    facts = ruled(meets=True, rule=">=60%", rule_dissent_ids=("D",), rule_dissents=(">70%",))
    known = facts.awarded_provinces.assign(meets_rule=pd.array([True], dtype="boolean"))
    part = award_summary.met_part(replace(facts, awarded_provinces=known))

    said = part.contents[0].text.replace(NBSP, " ")
    assert said.startswith("1 of 1 provinces met the rule.")
    assert said.endswith(
        "Under another rule that a source states (more than 70 % [4]), the verdict on one province would not hold: "
        "North."
    )


def test_the_summary_of_the_country_names_the_provinces_whose_verdicts_hang_on_the_rule():
    facts = ruled(meets=True, low=2, high=2, of=3, rule_dissents=(">70%", ">=50%"), words=Words("id"))

    assert rules_told.all_turned(facts, wording.source_list(facts)).replace(NBSP, " ") == (
        "Menurut aturan lain yang disebut sumber (lebih dari 70 % [4]), kesimpulan untuk satu provinsi tidak lagi "
        "berlaku: North."
    )


def test_the_first_lines_hand_on_the_rule_with_who_says_otherwise_and_what_hangs_on_it():
    facts = ruled(meets=True, low=2, high=2, of=3, rule=">=60%", rule_dissent_ids=("D",), rule_dissents=(">70%",))
    rule = (
        "Rule of the province award: at least 60 % [1]. Only one news report states that rule. "
        "One source states another rule: more than 70 % [4]."
    )
    said = "Under another rule that a source states (more than 70 % [4]), the verdict would be the opposite."

    heads = [page.head(facts) for page in (province_report, award_summary)]
    assert [[text.replace(NBSP, " ") for text in head.rule] for head in heads] == [[rule, said]] * 2
    assert [all(text in head.lede for text in head.rule) for head in heads] == [True, True]
    assert heads[0].as_block()["rule"][1].replace(NBSP, " ") == said.replace(" [4]", "")


def test_a_page_that_has_nothing_to_show_hands_on_the_rule_with_who_says_otherwise_too():
    facts = ruled(meets=None, rule=">50%", rule_dissent_ids=("D",), rule_dissents=(">70%",))
    empty = wording.empty_head(facts, "Nothing")

    assert [text.replace(NBSP, " ") for text in empty.rule] == [
        "Rule of the province award: more than 50 % [1]. Only one news report states that rule. "
        "One source states another rule: more than 70 % [4]."
    ]
    assert wording.empty_head(replace(facts, award_year=2031), "Nothing").rule == ()
