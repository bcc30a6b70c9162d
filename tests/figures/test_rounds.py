import pandas as pd
import pytest

from kkpham_analysis.figures import Setting, plot_national_history, plot_share_history, plot_streak_matrix
from kkpham_analysis.language import Words
from kkpham_analysis.measures.problems import UnfitError

ID = {"setting": Setting(Words("id"), "Peduli HAM")}
EN = {"setting": Setting(Words("en"), "Peduli HAM")}


@pytest.fixture
def history(helpers):
    row = helpers.share_row
    return helpers.share_frame(
        row("64", "Kalimantan Timur", 10, 0, 10, "none", rule=None, year=2018),
        row("64", "Kalimantan Timur", 10, 1, 10, "partial", rule=">50%", year=2019),
        row("64", "Kalimantan Timur", 10, 6, 7, "disputed", known=7, rule=">50%", meets=True, year=2020),
        row("64", "Kalimantan Timur", 10, 7, 7, "complete", known=7, meets=True),
        row("65", "Kalimantan Utara", 5, 2, 2, "complete", known=2, meets=False),
    )


@pytest.fixture
def record(helpers):
    samarinda, paser = ("6472", "Kota Samarinda", "compliant"), ("6401", "Kabupaten Paser")
    earlier = [(*paser, "unknown", False), (*samarinda, True)]
    later = [(*paser, "not_named", False), (*samarinda, False), ("6411", "Kabupaten Mahakam Ulu", "disputed", True)]
    frames = [helpers.status_frame(earlier, 2020), helpers.status_frame(later, 2023)]
    return pd.concat(frames, ignore_index=True)


@pytest.fixture
def summary():
    frame = pd.DataFrame(
        {
            "award_year": [2022, 2023], "named": [74, 148], "counted_low": [109, 185], "counted_high": [410, 418],
            "published_low": [None, 262], "published_high": [None, 265],
            "published_sources": [0, 3],
        }
    )  # fmt: skip
    return frame.astype("Int64")


def test_the_history_says_the_latest_known_share_and_how_many_rounds_are_known(history):
    assert plot_share_history(history, province_code="64", **EN).title == (
        "Kalimantan Timur: 70.0\xa0% in 2023; rounds with the share known: 1 of 4; for 1 round sources disagree"
    )


def test_a_disputed_share_is_told_with_its_span_and_not_as_known(history):
    assert plot_share_history(history.head(3), province_code="64", **EN).title == (
        "Kalimantan Timur: 60.0–70.0\xa0% (sources disagree) in 2020; "
        "rounds with the share known: 0 of 3; for 1 round sources disagree"
    )
    assert plot_share_history(history.head(3), province_code="64", **ID).title == (
        "Kalimantan Timur: 60,0–70,0\xa0% (sumber tidak sepakat) pada 2020; "
        "persentasenya diketahui untuk 0 dari 3 putaran, untuk 1 putaran sumber tidak sepakat"
    )
    assert plot_share_history(history, province_code="65", **EN).title == (
        "Kalimantan Utara: 40.0\xa0% in 2023; rounds with the share known: 1 of 1"
    )


def test_a_round_without_data_is_drawn_as_unknown(history, helpers):
    picture = plot_share_history(history, province_code="64", **ID)
    assert len(helpers.drawn(picture, "no-data")) == 1
    assert "belum diketahui" in helpers.texts(picture, "legend")
    assert helpers.texts(picture, "count") == ["tanpa data", "1–10/10", "6–7/10", "7/10"]


def test_each_round_shows_its_own_rule(history, helpers):
    picture = plot_share_history(history, province_code="64", **ID)
    assert [text for text in helpers.texts(picture) if text[0] in ">≥"] == [
        ">\xa050\xa0%".replace("\xa0", " ", 1)
    ] * 2 + ["> 60\xa0%"]
    heights = [line.get_ydata()[0] for line in helpers.drawn(picture, "rule")]
    assert heights[0] == heights[1] < heights[2]


def test_every_round_has_its_year_even_where_the_province_is_not_in_it(history, helpers):
    picture = plot_share_history(history, province_code="65", **ID)
    assert helpers.texts(picture, "year") == ["2018", "2019", "2020", "2023"]


def test_a_province_in_no_round_is_refused(history):
    with pytest.raises(ValueError, match="province '99' is in none"):
        plot_share_history(history, province_code="99", **ID)


def test_a_province_without_a_known_share_says_so(history):
    title = plot_share_history(history.head(2), province_code="64", **EN).title
    assert title == "Kalimantan Timur: the share is not known for any round (of 2 on record)"


def test_the_legend_of_a_matrix_is_drawn_on_the_figure_without_axes_of_its_own(record):
    figure = plot_streak_matrix(record, **ID).figure
    assert len(figure.axes) == 1
    assert {artist.get_gid() for artist in figure.get_children()} >= {"compliant", "unknown"}


def test_the_matrix_puts_the_most_often_compliant_first(record, helpers):
    picture = plot_streak_matrix(record, **ID)
    assert helpers.texts(picture, "name") == ["Kota Samarinda", "Kabupaten Paser", "Kabupaten Mahakam Ulu"]
    assert helpers.texts(picture, "count") == ["1 dari 1", "0 dari 1", "belum diketahui"]
    assert helpers.texts(picture, "of-known") == ["dari putaran yang diketahui"]
    assert picture.title == (
        "Terbanyak: Kota Samarinda, sedikitnya 1 dari 2 putaran; putaran yang belum pasti dapat menambah"
    )


def test_the_matrix_counts_what_nothing_contradicts(record, helpers):
    picture = plot_streak_matrix(record.assign(contested=False), **ID)
    assert helpers.texts(picture, "count") == ["2 dari 2", "0 dari 1", "belum diketahui"]
    assert picture.title == "Terbanyak: Kota Samarinda, 2 dari 2 putaran"


def test_the_matrix_is_ordered_by_known_share_then_by_how_much_is_known_then_by_name(helpers):
    told = {"Kabupaten Paser": "yes no yes no", "Kota Bontang": "yes yes ? ?", "Kabupaten Berau": "? ? yes ?",
            "Kabupaten Kutai": "? yes yes ?", "Kabupaten Mahakam": "? ? ? ?", "Kota Samarinda": "no ? ? ?"}  # fmt: skip
    meant = {"yes": "compliant", "no": "not_compliant", "?": "unknown"}
    rows = [[(f"64{i:02}", name, meant[said.split()[year]], False) for i, (name, said) in enumerate(told.items())]
            for year in range(4)]  # fmt: skip
    both = pd.concat([helpers.status_frame(of_year, 2020 + year) for year, of_year in enumerate(rows)])
    picture = plot_streak_matrix(both, **EN)
    assert list(zip(helpers.texts(picture, "name"), helpers.texts(picture, "count"), strict=True)) == [
        ("Kabupaten Kutai", "2 of 2"),
        ("Kota Bontang", "2 of 2"),
        ("Kabupaten Berau", "1 of 1"),
        ("Kabupaten Paser", "2 of 4"),
        ("Kota Samarinda", "0 of 1"),
        ("Kabupaten Mahakam", "not known"),
    ]
    assert picture.caption.endswith("ordered by the share of known rounds, then by their number, then by name")


def test_the_most_often_is_the_least_where_unknown_rounds_may_add(record):
    earlier = record.assign(status=record["status"].where(record["award_year"] == 2023, "unknown"))
    assert plot_streak_matrix(earlier, **EN).title == (
        "Most often: Kota Samarinda, at least 1 of 2 rounds; rounds that are not certain may add"
    )


def test_many_that_are_most_often_are_counted(helpers):
    def matrix(status, words):
        rows = [(f"640{i}", f"Kabupaten {i}", status if i == 5 else "compliant", False) for i in range(1, 6)]
        return plot_streak_matrix(helpers.status_frame(rows), setting=Setting(words, "Peduli HAM"))

    assert matrix("not_named", Words("en")).title == "Most often: 4 regencies and cities, 1 of 1 round"
    both = pd.concat([helpers.status_frame([(f"640{i}", f"Kabupaten {i}", status, False) for i in range(4)], year)
                      for year, status in ((2022, "unknown"), (2023, "compliant"))])  # fmt: skip
    assert plot_streak_matrix(both, **ID).title == (
        "Terbanyak: 4 kabupaten/kota, masing-masing sedikitnya 1 dari 2 putaran; "
        "putaran yang belum pasti dapat menambah"
    )


def test_each_status_has_a_form_of_its_own(record, helpers):
    from kkpham_analysis.figures.marks import status_artists

    def form(status):
        return [(type(part).__name__, getattr(part, "get_hatch", str)(), len(getattr(part, "get_xdata", list)()))
                for part in status_artists(status, 0, 0)]  # fmt: skip

    forms = [form(status) for status in ("compliant", "not_compliant", "not_named", "disputed", "unknown")]
    assert len({str(one) for one in forms}) == 5


def test_the_matrix_marks_what_is_contested_and_says_so(record, helpers):
    picture = plot_streak_matrix(record, **ID)
    # One in the matrix, one in the legend.
    assert len(helpers.drawn(picture, "contested")) == 2
    assert helpers.texts(picture, "legend") == [
        "Peduli HAM",
        "tidak disebut dalam daftar lengkap",
        "sumber saling bertentangan",
        "belum diketahui",
        "sumber lain menyebut hasil atau jumlah yang berbeda",
    ]


def test_the_matrix_leaves_a_round_before_the_founding_empty(record, helpers):
    picture = plot_streak_matrix(record[record["regency_code"] == "6411"].assign(award_year=2023), **ID)
    assert len(helpers.drawn(picture, "disputed")) == 2
    assert picture.title == "Belum ada kabupaten/kota yang diketahui berpredikat Peduli HAM"


def test_the_alternative_text_of_the_matrix_lists_the_years(record):
    assert "Kota Samarinda: 2020 dan 2023." in plot_streak_matrix(record.assign(contested=False), **ID).alt
    assert "Kota Samarinda: 2023." in plot_streak_matrix(record, **ID).alt


def test_the_matrix_says_where_its_counts_leave_out_a_round_that_it_shows(helpers):
    def drawn(*, contested):
        rows = [("6472", "Kota Samarinda", "compliant", contested), ("6401", "Kabupaten Paser", "not_named", False)]
        return plot_streak_matrix(helpers.status_frame(rows), **ID)

    certain, doubted = drawn(contested=False), drawn(contested=True)
    assert certain.caption.endswith("lalu banyaknya putaran itu, lalu nama")
    assert doubted.caption == f"{certain.caption}; putaran yang diperselisihkan tidak dihitung"
    assert certain.alt.endswith(". Kota Samarinda: 2023.")
    assert doubted.alt.endswith(". Diperselisihkan, tidak dihitung: Kota Samarinda: 2023.")


@pytest.mark.parametrize(
    ("status", "contested", "said"),
    [
        ("compliant", False, "Jumlah: dari putaran yang diketahui."),
        ("compliant", True, "Jumlah: dari putaran yang diketahui; yang diperselisihkan tidak dihitung."),
        ("disputed", False, "Jumlah: dari putaran yang diketahui; yang diperselisihkan tidak dihitung."),
    ],
    ids=["undisputed", "contested", "tied"],
)
def test_a_chart_of_the_matrix_says_too_where_its_counts_leave_out_a_round_that_it_shows(
    helpers, status, contested, said
):
    rows = [("6471", "Kota Balikpapan", status, contested)]

    assert plot_streak_matrix(helpers.status_frame(rows), **ID).chart["counted"] == said


def test_the_matrix_of_a_province_has_those_that_belong_to_it_in_the_latest_round(record, helpers):
    moved = record.assign(province_code=record["province_code"].where(record["award_year"] == 2023, "63"))
    assert len(helpers.texts(plot_streak_matrix(moved, province_code="64", **ID), "name")) == 3
    with pytest.raises(ValueError, match="63"):
        plot_streak_matrix(moved, province_code="63", **ID)


def test_the_national_history_shows_three_counts(summary, helpers):
    picture = plot_national_history(summary, **EN)
    assert picture.title == "2023: 148 regencies and cities are known by name, 262–265 by 3 sources"
    counts = {gid: len(helpers.drawn(picture, gid)) for gid in ("named", "counted", "published")}
    assert counts == {"named": 2, "counted": 2, "published": 1}


def test_a_round_without_an_announced_number_says_so(summary):
    picture = plot_national_history(summary, **ID)
    assert "2022: 74 menurut nama, 109–410 dari provinsi, tidak ada jumlah yang diumumkan." in picture.alt
    assert plot_national_history(summary.head(1), **EN).title == (
        "2022: 74 regencies and cities are known by name; no national number was found"
    )


def test_no_round_at_all_is_refused(summary):
    with pytest.raises(ValueError, match="no round to draw"):
        plot_national_history(summary.head(0), **ID)


def heights(picture, helpers):
    """Give how high each level of the scale lies, by its text, and how high what is drawn in the columns lies."""
    levels = picture.figure.findobj(lambda artist: hasattr(artist, "get_text") and artist.get_ha() == "right")
    drawn = {
        gid: [y for line in helpers.drawn(picture, gid) if len(line.get_xdata()) for y in line.get_ydata()]
        for gid in ("interval", "met", "open", "rule", "named", "published")
    }
    return {text.get_text(): text.get_position()[1] for text in levels}, drawn


def test_a_share_its_bounds_and_its_rule_stand_at_their_level_of_the_scale(helpers):
    rows = [
        helpers.share_row("64", "Kalimantan Timur", 10, 8, 8, "complete", known=8, rule=">60%", meets=True, year=2023),
        helpers.share_row("64", "Kalimantan Timur", 10, 2, 6, "partial", rule=">60%", year=2024),
    ]
    levels, drawn = heights(plot_share_history(helpers.share_frame(*rows), province_code="64", **EN), helpers)
    assert drawn["met"][0] == pytest.approx(levels["80\xa0%"])
    assert drawn["interval"] == pytest.approx([levels["20\xa0%"], levels["60\xa0%"]])
    assert drawn["rule"][:2] == pytest.approx([levels["60\xa0%"]] * 2)


def test_counts_of_the_country_stand_at_their_level_of_the_scale(helpers):
    counts = {"award_year": [2023], "named": [100], "counted_low": [50], "counted_high": [150],
              "published_low": [200], "published_high": [250], "published_sources": [2]}  # fmt: skip
    picture = plot_national_history(pd.DataFrame(counts).astype("Int64"), **EN)
    levels, drawn = heights(picture, helpers)
    assert drawn["named"][0] == pytest.approx(levels["100"])
    assert drawn["published"] == pytest.approx([levels["200"], levels["250"]])
    [band] = helpers.drawn(picture, "counted")
    assert [band.get_y(), band.get_y() + band.get_height()] == pytest.approx([levels["50"], levels["150"]])


def test_shares_without_a_verdict_have_another_form_than_those_that_meet_a_rule_and_each_mark_its_text(helpers):
    row = helpers.share_row
    history = helpers.share_frame(
        row("12", "Sumatera Utara", 33, 4, 4, "complete", known=4, rule=None, year=2013),
        row("12", "Sumatera Utara", 33, 12, 20, "disputed", known=20, rule=">50%", year=2020),
        row("12", "Sumatera Utara", 33, 30, 30, "complete", known=30, meets=True),
    )
    picture = plot_share_history(history, province_code="12", **EN)
    marked = {kind: [dot.get_marker() for dot in helpers.drawn(picture, kind)] for kind in ("met", "known", "open")}
    assert marked == {"met": ["o"], "known": ["D"], "open": ["D"]}
    assert helpers.texts(picture, "legend") == [
        "meets the rule", "share known", "no verdict yet", "figure used, no verdict yet",
        "threshold of that round",
    ]  # fmt: skip


@pytest.mark.parametrize("height", [4.5, 6.0, 8.0])
def test_a_history_that_is_handed_on_fills_the_height_of_its_sheet(history, height):
    setting = Setting(Words("en"), "Peduli HAM", width=6.7, height=height)
    drawn = plot_share_history(history, province_code="64", setting=setting).figure.get_size_inches()[1]
    assert abs(drawn - height) < 0.04


def test_a_matrix_of_statuses_that_do_not_say_what_is_inferred_is_refused(record):
    with pytest.raises(ValueError, match="these statuses do not say which results are inferred"):
        plot_streak_matrix(record.drop(columns="inferred"), **EN)


def test_a_matrix_of_statuses_without_a_column_of_what_is_contested_is_that_of_which_nothing_is(record):
    without, none = (
        plot_streak_matrix(record.drop(columns="contested")),
        plot_streak_matrix(record.assign(contested=False)),
    )
    assert (without.alt, without.rendered("png")) == (none.alt, none.rendered("png"))


def test_a_figure_names_the_column_and_the_table_that_it_lacks(record):
    with pytest.raises(UnfitError) as refused:
        plot_streak_matrix(record.drop(columns="status"))
    assert str(refused.value) == (
        "plot_streak_matrix needs the column status, which is missing from: history_status; "
        "help(plot_streak_matrix) names the columns it needs and where the table is had"
    )
