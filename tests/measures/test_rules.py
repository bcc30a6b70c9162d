from fractions import Fraction

import pandas as pd
import pytest

from kkpham_analysis.measures.rules import Rule, ThresholdError, Trial, beside_round_rule, parse_rule, trial_of


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (">60%", Rule(">", Fraction(3, 5))),
        (">=60%", Rule(">=", Fraction(3, 5))),
        (" ≥ 62,5 % ", Rule(">=", Fraction(5, 8))),
        (">0%", Rule(">", Fraction(0))),
        (">=100%", Rule(">=", Fraction(1))),
        (">=60% of participants", Rule(">=", Fraction(3, 5), "participants")),
        (">60% of regencies", Rule(">", Fraction(3, 5))),
    ],
)
def test_a_rule_is_read_exactly(text, rule):
    assert parse_rule(text) == rule


@pytest.mark.parametrize("text", ["60%", "<60%", ">60", "> 60% of all", "", "over 60 percent", None])
def test_what_is_not_a_rule_is_refused_with_examples(text):
    with pytest.raises(ValueError, match=r"is not understood; write it as '>60%', '>=60%'"):
        parse_rule(text)


@pytest.mark.parametrize("text", [">101%", ">=100,5%", ">1500%", ">=0.6%", ">0,999999%"])
def test_a_threshold_above_all_or_meant_as_a_share_is_refused_with_its_bounds(text):
    with pytest.raises(ThresholdError, match=r"the threshold must be 0 or from 1 to 100 %, as in '>60%'"):
        parse_rule(text)


@pytest.mark.parametrize("text", [">60%", ">=62.5%", ">=33.333333%", ">50% of participants", ">=100%", ">0%"])
def test_a_rule_written_out_reads_as_the_same_rule(text):
    assert str(parse_rule(text)) == text


@pytest.mark.parametrize(
    ("text", "of", "needed"),
    [
        (">60%", 5, 4),
        (">=60%", 5, 3),
        (">60%", 10, 7),
        (">60%", 1, 1),
        (">50%", 2, 2),
        (">=50%", 2, 1),
        (">0%", 7, 1),
        (">=0%", 7, 0),
        (">=100%", 7, 7),
        (">100%", 7, None),
        (">=33.333333%", 3, 1),
        (">33.333333%", 3, 1),
        (">=60%", 0, None),
        (">=0%", 0, None),
    ],
)
def test_the_fewest_that_meet_a_rule_are_counted_in_whole_numbers(text, of, needed):
    assert parse_rule(text).needed(of) == needed


def test_of_nobody_no_rule_is_met():
    assert not parse_rule(">=0%").is_met(0, 0)


def test_a_share_that_floats_would_round_is_compared_exactly():
    assert parse_rule(">=58%").is_met(29, 50)
    assert not parse_rule(">58%").is_met(29, 50)


@pytest.mark.parametrize(
    ("rule", "round_rule", "trial"),
    [
        (">50%", ">60%", Trial(">50%", ">60%")),
        (">=60%", ">60%", Trial(">=60%", ">60%")),
        (">60% of participants", ">60%", Trial(">60% of participants", ">60%")),
        (">50%", None, Trial(">50%", None)),
        (">60%", "> 60 %", None),
    ],
)
def test_a_trial_is_a_rule_that_differs_from_that_of_the_round(rule, round_rule, trial):
    shares = pd.DataFrame({"province_code": ["64", "65"], "rule": rule})

    assert trial_of(beside_round_rule(shares, round_rule)) == trial


def test_shares_that_say_nothing_of_a_rule_of_the_round_are_no_trial():
    assert trial_of(pd.DataFrame({"rule": [">50%"]})) is None
    assert trial_of(beside_round_rule(pd.DataFrame({"rule": pd.array([None], dtype="str")}), None)) is None
