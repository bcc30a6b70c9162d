"""The ruler of a page: its classes and the ticks of the rules lie where their percents are."""

import re

import pytest

from kkpham_analysis.figures import style
from kkpham_analysis.figures.ruler import ruler_svg
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import Trial


def drawn(rule, trial=None):
    """Give what a ruler draws: width, class edges, middles of the ticks, and what is written below by its place."""
    svg = ruler_svg(style.scale_for(rule), trial, Words("en"))
    rects = [
        (float(x), float(width), fill)
        for x, width, fill in re.findall(r'<rect x="(.+?)" y=".+?" width="(.+?)" height=".+?" fill="(.+?)"', svg)
    ]
    return {
        "width": float(re.search(r'viewBox="0 0 (\d+)', svg)[1]),
        "classes": [(x, x + width) for x, width, fill in rects if fill != style.INK],
        "ticks": [x + width / 2 for x, width, fill in rects if fill == style.INK],
        "bounds": re.findall(r'<text x="([\d.]+)"[^>]* text-anchor="middle"[^>]*>([\d.]+)</text>', svg),
    }


def test_the_classes_follow_each_other_and_the_tick_of_the_rule_lies_at_its_threshold():
    assert drawn(">60%") == {
        "width": 312,
        "classes": [(8, 64), (64, 120), (120, 176), (176, 232), (232, 288)],
        "ticks": [176],
        "bounds": [("8", "0"), ("64", "20"), ("120", "40"), ("176", "60"), ("232", "80"), ("288", "100")],
    }


def test_the_ticks_of_a_rule_on_trial_and_of_the_round_lie_at_their_thresholds():
    assert drawn(">50%", Trial(">50%", ">60%"))["ticks"] == [176, 148]


def test_all_are_a_class_with_its_number_and_the_tick_before_it_where_only_all_meet_the_rule():
    told = drawn(">=100%", Trial(">=100%", ">60%"))
    assert [*told["classes"][-2], *told["classes"][-1]] == pytest.approx([8 + 280 * 0.728, 262.8, 262.8, 288], abs=0.01)
    assert told["ticks"] == pytest.approx([262.8, 8 + 280 * 0.546], abs=0.01)
    assert [text for _, text in told["bounds"]] == ["0", "20", "40", "60", "80", "100"]
    assert told["bounds"][-1] == ("275.4", "100")


def test_none_is_a_class_with_its_number_and_the_tick_behind_it_where_only_none_does_not_meet_the_rule():
    told = drawn(">0%")
    assert [*told["classes"][0], *told["classes"][1]] == pytest.approx([8, 33.2, 33.2, 8 + 280 * 0.272], abs=0.01)
    assert told["ticks"] == pytest.approx([33.2], abs=0.01)
    assert [text for _, text in told["bounds"]] == ["0", "20", "40", "60", "80", "100"]
    assert told["bounds"][0] == ("20.6", "0")


@pytest.mark.parametrize("rule", [">0%", ">=0%", ">60%", ">=62.5%", ">100%", ">=100%"])
def test_everything_lies_within_the_drawing(rule):
    told = drawn(rule)
    places = [*told["ticks"], *(float(x) for x, _ in told["bounds"]), *sum(told["classes"], ())]
    assert min(places) >= 0
    assert max(places) <= told["width"]
