"""A rule that a reader tries is told from that of the round in every figure: lines, texts, captions and alt texts."""

import pytest

from kkpham_analysis.figures import (
    plot_national_map,
    plot_province_map,
    plot_share_bars,
    plot_share_history,
    plot_share_intervals,
    style,
)
from kkpham_analysis.figures.setting import Setting
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import beside_round_rule

NBSP = "\xa0"
NOTE = "A trial under another rule (more than 50 %); the rule of this round: more than 60 %"
ALONE = "A trial under a rule given by the reader (more than 50 %); the rule of this round itself is not known"


@pytest.fixture
def pictures(shares, boundaries, regencies, status):
    """Draw every figure of one round, in English, without its title, as in a page."""

    def draw(rule=">50%", round_rule=">60%"):
        tried = beside_round_rule(shares.assign(rule=rule), round_rule)
        given = {"setting": Setting(Words("en"), "Caring", titled=False)}
        on_map = {"province_code": "64", "shares": tried}
        return {
            "map": plot_national_map(tried, boundaries, regencies, **given),
            "intervals": plot_share_intervals(tried, **given),
            "bars": plot_share_bars(tried, **given),
            "province": plot_province_map(status, boundaries, regencies, **on_map, **given),
        }

    return draw


def plain(text):
    return text.replace(NBSP, " ")


def test_every_figure_of_a_trial_says_so_in_its_alt_text_its_caption_and_its_last_line(pictures, helpers):
    for picture in pictures().values():
        assert plain(picture.alt).endswith(f"{NOTE}.")
        assert NOTE in plain(" ".join(helpers.texts(picture)))
    captions = {name: plain(picture.caption) for name, picture in pictures().items()}
    assert all(captions[name].endswith(f"{NOTE}.") for name in ("map", "intervals", "bars"))
    assert captions["province"] == (
        "Regencies and cities named Caring in Kalimantan Timur · "
        "70.0 %, meets the rule (on trial: more than 50 %; the rule of this round: more than 60 %) · 2023 awards"
    )


def test_the_rule_on_trial_and_that_of_the_round_are_both_drawn_and_named(pictures, helpers):
    for name, line in (("map", "-tick"), ("intervals", "-line"), ("bars", "-line")):
        picture = pictures()[name]
        marks = {gid: [plain(text) for text in helpers.texts(picture, gid)] for gid in ("rule", "round-rule")}
        assert marks == {
            "rule": ["rule on trial: more than 50 %"],
            "round-rule": ["rule of this round: more than 60 %"],
        }
        assert [len(helpers.drawn(picture, f"{gid}{line}")) for gid in marks] == [1, 1]


def test_the_lines_of_the_two_rules_lie_at_their_thresholds(pictures, helpers):
    for rule, is_left in ((">50%", True), (">70%", False)):
        picture = pictures(rule)["intervals"]
        (tried,), (own,) = (helpers.drawn(picture, f"{gid}-line") for gid in ("rule", "round-rule"))
        assert bool(tried.get_xdata()[0] < own.get_xdata()[0]) is is_left
        assert own.get_linestyle() != tried.get_linestyle()


def test_the_notes_of_two_rules_stay_on_the_sheet_and_off_each_other(pictures):
    for rule in (">0%", ">60% of participants", ">=100%"):
        for name in ("map", "intervals"):
            figure = pictures(rule)[name].figure
            edges = figure.bbox
            texts = figure.findobj(lambda artist: artist.get_gid() in ("rule", "round-rule"))
            with style.styled():
                boxes = [text.get_window_extent(figure.canvas.get_renderer()) for text in texts]
            assert len(boxes) == 2
            assert not boxes[0].overlaps(boxes[1])
            assert all(edges.x0 <= box.x0 and box.x1 <= edges.x1 and box.y1 <= edges.y1 for box in boxes)


def test_the_note_of_a_rule_stands_beside_its_tick_even_where_the_left_has_no_room(pictures, helpers):
    for rule in (">50%", ">70%", ">5%"):
        picture = pictures(rule)["map"]
        renderer = picture.figure.canvas.get_renderer()
        with style.styled():
            for gid in ("rule", "round-rule"):
                (tick,) = helpers.drawn(picture, f"{gid}-tick")
                notes = picture.figure.findobj(lambda artist: artist.get_gid() in ("rule", "round-rule"))
                assert not [
                    n for n in notes if n.get_window_extent(renderer).overlaps(tick.get_window_extent(renderer))
                ]


def test_verdicts_of_a_trial_are_called_so_in_legend_and_alt_text(pictures, helpers):
    drawn = pictures()
    assert "meets the rule on trial" in helpers.texts(drawn["intervals"], "legend")
    assert "Met the rule on trial: Kalimantan Timur and Jawa Tengah." in drawn["map"].alt
    assert "Did not meet the rule on trial: Kalimantan Utara." in drawn["map"].alt


def test_a_round_without_known_rule_has_the_mark_of_the_trial_alone(pictures, helpers):
    drawn = pictures(round_rule=None)
    for picture in drawn.values():
        assert plain(picture.alt).endswith(f"{ALONE}.")
        assert not helpers.texts(picture, "round-rule")
    for name in ("map", "intervals", "bars"):
        assert [plain(text) for text in helpers.texts(drawn[name], "rule")] == ["rule on trial: more than 50 %"]
    assert "itself is not known" in drawn["province"].caption


def test_the_rule_of_the_round_is_no_trial(pictures, helpers):
    for picture in pictures(rule=">60%").values():
        said = " ".join([picture.alt, picture.caption, *helpers.texts(picture)])
        assert "trial" not in said


def test_the_history_of_a_province_keeps_to_the_rules_of_its_rounds(shares):
    history = plot_share_history(shares, province_code="64", setting=Setting(Words("en"), "Caring"))
    assert "trial" not in history.alt
