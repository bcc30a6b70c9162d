"""Where another rule that sources state turns the verdict on a province, its map says so with the verdict."""

import pytest

from kkpham_analysis.figures import Setting, plot_province_map
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import rules_told, wording
from kkpham_analysis.reports.content.facts import round_facts
from kkpham_analysis.tables.loading import load


def map_of(province_code):
    facts = round_facts(2023, words=Words("id"), provinces=[province_code])
    setting = Setting(facts.words, facts.award_name, sources=facts.sources)
    shares = wording.cited_shares(facts)
    return plot_province_map(
        facts.status, load("boundaries"), facts.regencies, province_code=province_code, shares=shares, setting=setting
    )


def test_the_line_and_the_alternative_text_of_a_map_say_that_another_rule_turns_the_verdict(real_data):
    picture = map_of("75")

    assert picture.caption == (
        "50,0\u00a0%, tidak memenuhi aturan (lebih dari 60\u00a0%); menurut aturan lain memenuhi · penghargaan 2023"
    )
    assert picture.alt.endswith(" Provinsi ini tidak memenuhi aturan putaran ini; menurut aturan lain memenuhi.")


def test_a_verdict_that_no_other_rule_turns_stands_alone(real_data):
    picture = map_of("64")

    assert picture.caption == "70,0\u00a0%, memenuhi aturan (lebih dari 60\u00a0%) · penghargaan 2023"
    assert "aturan lain" not in picture.alt


@pytest.mark.parametrize(
    ("bounds", "meets_rule", "rules", "verdict"),
    [((3, 3), False, [">=50%"], "met"), ((4, 4), True, [">=75%"], "not_met"), ((3, 4), True, [">50%"], "open"),
     ((4, 4), True, [">=50%"], ""), ((2, 5), None, [">=50%"], "")],
    ids=["turns to yes", "turns to no", "opens", "holds", "there is none"],
)  # fmt: skip
def test_the_verdict_that_another_rule_turns_to(bounds, meets_rule, rules, verdict):
    class Facts:
        trial = None
        dissenting_rules = dict.fromkeys(rules, ("A",))

    row = {"rule": ">60%", "regencies": 6, "compliant_low": bounds[0], "compliant_high": bounds[1]}

    assert rules_told.otherwise({**row, "meets_rule": meets_rule}, Facts()) == verdict
