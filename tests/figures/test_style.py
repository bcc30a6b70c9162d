import subprocess
import sys

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager
from matplotlib.colors import to_rgb

from kkpham_analysis.figures import evidence, style
from kkpham_analysis.measures.rules import parse_rule


def test_classes_are_the_same_for_every_round_with_one_threshold():
    assert style.scale_for(">60%").bounds == style.scale_for(">=60%").bounds == (0, 20, 40, 60, 80, 100)
    assert style.scale_for(">60%").colours == style.scale_for(">=60%").colours


@pytest.mark.parametrize(("rule", "bounds"), [(">50%", (0, 25, 50, 75, 100)), (">62.5%", (0, 20, 40, 62.5, 80, 100))])
def test_the_threshold_is_a_bound_between_classes(rule, bounds):
    scale = style.scale_for(rule)
    assert scale.bounds == bounds
    assert scale.hinge in bounds


@pytest.mark.parametrize("rule", [">50%", ">60%", ">62.5%", ">=75%", ">=80%"])
def test_below_the_rule_is_lighter_than_above_it_and_farther_is_darker(rule):
    scale = style.scale_for(rule)
    light = [style.lightness(colour) for colour in scale.colours]
    at = scale.bounds.index(scale.hinge)
    assert min(light[:at]) > max(light[at:]) + 8
    assert light[:at] == sorted(light[:at])
    assert light[at:] == sorted(light[at:], reverse=True)


def test_exactly_at_the_rule_is_on_the_side_that_the_rule_says():
    over, at_least = style.scale_for(">60%"), style.scale_for(">=60%")
    assert over.colour(3, 5) == over.colours[2]
    assert at_least.colour(3, 5) == at_least.colours[3]


def test_the_ends_of_the_scale_have_a_class():
    scale = style.scale_for(">60%")
    assert (scale.colour(0, 7), scale.colour(7, 7)) == (scale.colours[0], scale.colours[-1])


def test_without_a_rule_there_is_no_hinge():
    scale = style.scale_for(None)
    assert scale.hinge is None
    assert len(set(scale.colours)) == 5


def test_unknown_is_neither_paper_nor_a_class():
    colours = {colour for rule in (">50%", ">60%", None) for colour in style.scale_for(rule).colours}
    assert style.UNKNOWN not in colours | {style.PAPER}


def contrast(one, other):
    """Give the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    linear = [
        [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)] for colour in (one, other)
    ]
    light = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in linear)
    return (light[1] + 0.05) / (light[0] + 0.05)


GROUNDS = {
    *(colour for rule in (">50%", ">60%", ">=75%", None) for colour in style.scale_for(rule).colours),
    *style.STATUS_COLOURS.values(),
    *evidence.FACES.values(),
}


@pytest.mark.parametrize("colour", sorted(GROUNDS))
def test_the_ink_on_a_colour_is_read(colour):
    assert contrast(colour, style.ink_on(colour)) >= 4.5


def test_the_shipped_fonts_are_the_ones_used():
    with style.styled():
        for family in (style.REGULAR, style.SEMIBOLD):
            properties = font_manager.FontProperties(family=family, weight=style.WEIGHTS[family])
            path = font_manager.findfont(properties, fallback_to_default=False)
            assert "kkpham_analysis/figures/fonts" in path.replace("\\", "/")


def test_within_the_style_nothing_is_kept_and_restored_again(monkeypatch):
    with style.styled():
        monkeypatch.setattr(mpl, "rc_context", None)
        with style.styled():
            assert mpl.rcParams["font.family"] == [style.REGULAR]


def test_what_was_set_otherwise_within_the_style_is_set_right_until_the_inner_one_ends():
    with style.styled(), mpl.rc_context({"font.size": 30}):
        with style.styled():
            assert mpl.rcParams["font.size"] == style.TEXT
        assert mpl.rcParams["font.size"] == 30


def test_importing_the_room_draws_in_no_heavy_package():
    code = (
        "import sys, kkpham_analysis.figures; print(sorted({'matplotlib', 'geopandas', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def faces(rule, of):
    scale = style.scale_for(rule)
    return [scale.colour(compliant, of) for compliant in range(of + 1)]


def test_where_only_all_meet_the_rule_all_are_a_class_of_their_own_on_that_side():
    scale = style.scale_for(">=100%")
    assert (scale.bounds, scale.hinge) == ((0, 20, 40, 60, 80, 100, 100), 100)
    assert faces(">=100%", 5) == [scale.colours[0], *scale.colours[:4], scale.colours[5]]
    assert style.lightness(scale.colours[5]) + 8 < min(map(style.lightness, scale.colours[:5]))
    assert (*scale.edges()[-2:], *scale.labels()[-1]) == pytest.approx((0.91, 1, 100, 0.955))


def test_where_only_none_does_not_meet_the_rule_none_is_a_class_of_its_own_on_that_side():
    scale = style.scale_for(">0%")
    assert (scale.bounds, scale.hinge) == ((0, 0, 20, 40, 60, 80, 100), 0)
    assert faces(">0%", 5) == list(scale.colours)
    assert style.lightness(scale.colours[0]) > max(map(style.lightness, scale.colours[1:])) + 8
    assert (*scale.edges()[:2], *scale.labels()[0]) == pytest.approx((0, 0.09, 0, 0.045))


@pytest.mark.parametrize("rule", [">100%", ">=0%"])
def test_a_rule_that_none_or_all_meet_has_classes_on_one_side_alone(rule):
    scale = style.scale_for(rule)
    assert scale.bounds == (0, 20, 40, 60, 80, 100)
    assert faces(rule, 5)[1:] == list(scale.colours)
    assert faces(rule, 5)[0] == scale.colours[0]


@given(comparison=st.sampled_from([">", ">="]), percent=st.just(0) | st.integers(1, 100), of=st.integers(1, 60))
def test_the_colour_of_a_share_is_on_the_side_of_its_verdict(comparison, percent, of):
    rule = f"{comparison}{percent}%"
    light = [style.lightness(face) for face in faces(rule, of)]
    met = [parse_rule(rule).is_met(compliant, of) for compliant in range(of + 1)]
    above = [value for value, is_met in zip(light, met, strict=True) if is_met]
    below = [value for value, is_met in zip(light, met, strict=True) if not is_met]
    assert not above or not below or min(below) > max(above) + 8


@pytest.mark.parametrize("module", ["reports.summaries", "reports.checks", "reports.coverage"])
def test_what_a_command_says_in_words_loads_no_library_that_draws(module):
    code = f"import sys, kkpham_analysis.{module}; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
