import pandas as pd
import pytest

from kkpham_analysis.figures import Setting, plot_share_bars, plot_share_intervals, style
from kkpham_analysis.language import Words

ID = {"setting": Setting(Words("id"), "Peduli HAM")}
EN = {"setting": Setting(Words("en"), "Peduli HAM")}


def test_every_province_has_a_row_from_the_highest_share_to_the_unknown(shares, helpers):
    picture = plot_share_intervals(shares, **ID)
    assert helpers.texts(picture, "name") == [
        "Jawa Tengah",
        "Kalimantan Timur",
        "Kalimantan Utara",
        "Jawa Timur",
        "Aceh",
    ]
    assert helpers.texts(picture, "count") == [
        "33–34 dari 35",
        "7 dari 10",
        "2 dari 5",
        "1–38 dari 38",
        "belum diketahui",
    ]


def test_dots_stand_for_what_is_known_and_lines_for_what_may_be(shares, helpers):
    picture = plot_share_intervals(shares, **ID)
    assert len(helpers.drawn(picture, "met")) == 2
    assert len(helpers.drawn(picture, "not_met")) == 1
    assert len(helpers.drawn(picture, "interval")) == 2


def test_met_and_not_met_differ_without_colour(shares, helpers):
    picture = plot_share_intervals(shares, **ID)
    met, missed = helpers.drawn(picture, "met")[0], helpers.drawn(picture, "not_met")[0]
    assert met.get_markerfacecolor() == met.get_markeredgecolor()
    assert missed.get_markerfacecolor() != missed.get_markeredgecolor()


def test_the_finding_says_how_many_can_be_judged(shares):
    assert (
        plot_share_intervals(shares, **ID).title
        == "3 dari 5 provinsi dapat dinilai; untuk 2 lainnya datanya belum cukup"
    )
    assert (
        plot_share_intervals(shares.head(3), **EN).title
        == "Every province can be judged (3): 2 met the rule, 1 did not"
    )
    assert plot_share_intervals(shares.tail(2), **EN).title == "No province can be judged yet: there is not enough data"


def test_the_rule_is_drawn_where_it_is(shares, helpers):
    def place(rule):
        line = helpers.drawn(plot_share_intervals(shares.assign(rule=rule), **ID), "rule-line")[0]
        return line.get_xdata()[0]

    assert place(">50%") < place(">60%")


def test_bars_are_full_to_what_is_certain_and_hatched_to_what_is_possible(shares, helpers):
    picture = plot_share_bars(shares, **ID)
    bars, possible = helpers.drawn(picture, "bar"), helpers.drawn(picture, "possible")
    assert (len(bars), len(possible)) == (4, 2)
    widths = sorted(bar.get_width() for bar in bars)
    assert widths[-1] / widths[0] == pytest.approx((33 / 35) / (1 / 38))
    assert all(bar.get_hatch() for bar in possible)


def test_the_finding_of_bars_is_the_highest_share_and_who_has_it(shares):
    assert plot_share_bars(shares.head(2), **EN).title == "Highest share: Kalimantan Timur, 70.0\xa0%"
    assert plot_share_bars(shares.tail(2), **ID).title == "Belum ada persentase yang diketahui"


def test_the_highest_share_is_that_of_the_provinces_with_a_figure_and_says_its_span(shares):
    assert plot_share_bars(shares, **EN).title == (
        "Highest share of the 3 provinces with a figure: Jawa Tengah, 94.3–97.1\xa0% (sources disagree)"
    )
    assert plot_share_bars(shares, **ID).title == (
        "Persentase tertinggi dari 3 provinsi yang ada angkanya: Jawa Tengah, 94,3–97,1\xa0% (sumber tidak sepakat)"
    )


def test_a_highest_share_that_many_have_is_told_with_their_number(shares):
    many = pd.concat([shares.head(1).assign(province_code=str(i)) for i in range(4)])
    assert plot_share_bars(many, **EN).title == "The highest share, 70.0\xa0%, was reached by 4 provinces"
    assert plot_share_bars(pd.concat([many, shares.tail(1)]), **ID).title == (
        "Persentase tertinggi dari 4 provinsi yang ada angkanya, 70,0\xa0%, dicapai 4 provinsi"
    )


def test_a_disputed_share_without_a_rule_has_a_hollow_dot_of_its_own(shares, helpers):
    picture = plot_share_intervals(shares.assign(rule=None, meets_rule=pd.NA), **EN)
    assert len(helpers.drawn(picture, "known")) == 2
    assert [dot.get_markerfacecolor() for dot in helpers.drawn(picture, "disputed")] == [style.PAPER]
    assert helpers.texts(picture, "legend") == ["share known", "sources disagree", "no verdict yet"]


def test_bars_say_how_many_provinces_are_not_drawn(shares, helpers):
    picture = plot_share_bars(shares, **ID)
    assert picture.caption.endswith("Provinsi tanpa data (1) tidak digambar.")
    assert "Aceh" not in helpers.texts(picture, "name")


def test_where_nothing_is_known_the_charts_say_so(shares, helpers):
    assert "Tidak ada data untuk digambar" in helpers.texts(plot_share_bars(shares.tail(1), **ID))
    assert helpers.texts(plot_share_intervals(shares.tail(1), **ID), "count") == ["belum diketahui"]


def test_the_alternative_text_of_bars_gives_every_number(shares):
    assert "Kalimantan Timur 70.0\xa0%; Kalimantan Utara 40.0\xa0%; Jawa Timur 2.6–100.0\xa0%" in (
        plot_share_bars(shares, **EN).alt
    )


def test_provinces_of_equal_share_stand_by_name_whatever_the_order_of_rows(shares, helpers):
    equal = pd.concat([shares.head(1), shares.head(1).assign(province="Aceh")])
    for frame in (equal, equal.iloc[::-1]):
        assert helpers.texts(plot_share_intervals(frame, **ID), "name") == ["Aceh", "Kalimantan Timur"]


def test_rows_without_room_below_each_other_stand_in_two_columns_and_what_is_not_drawn_is_counted(helpers):
    known = [helpers.share_row(str(i), f"Provinsi {i}", 10, 7, 7, "complete", known=7, meets=True) for i in range(26)]
    none = [helpers.share_row(str(i), f"Provinsi {i}", 10, 0, 10, "none") for i in range(26, 38)]
    setting = Setting(Words("en"), width=8.7, height=4.9)
    picture = plot_share_intervals(helpers.share_frame(*known, *none), setting=setting)
    assert len(helpers.texts(picture, "name")) == len(helpers.texts(picture, "count")) == 26
    assert len(helpers.texts(picture, "rule")) == 2
    assert any("Not drawn, as nothing is known: 12 provinces" in text for text in helpers.texts(picture))
    assert abs(picture.figure.get_size_inches()[1] - 4.9) < 0.04
