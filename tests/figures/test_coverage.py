from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from tests.figures.test_style import contrast

from kkpham_analysis.figures import Setting, plot_coverage_bars, plot_coverage_matrix, style
from kkpham_analysis.figures.coverage import FACES, class_of
from kkpham_analysis.figures.marking import FAINT, STRONG
from kkpham_analysis.language import Words
from kkpham_analysis.measures import indicator_coverage

ID, EN = ({"setting": Setting(Words(language))} for language in ("id", "en"))
TYPES = {"applicable": "Int64", "covered": "Int64", "coverage": "Float64"}


def rows(*cells, **more):
    frame = pd.DataFrame(cells, columns=["right_code", "right", "regency_code", "place", "applicable", "covered"])
    share = frame["covered"].astype("Float64") / frame["applicable"]
    frame = frame.assign(award_year=2031, coverage=share.mask(frame["applicable"] == 0), **more)
    return frame.astype(TYPES)


@pytest.fixture
def cells():
    return rows(
        ("AIR", "Clean air", "6401", "Paser", 10, 2),
        ("WATER", "Water", "6401", "Paser", 5, 5),
        ("AIR", "Clean air", "6471", "Kota Kutai", 10, 0),
        ("WATER", "Water", "6471", "Kota Kutai", 0, 0),
    )


def test_the_matrix_says_what_is_covered_least_and_most_and_how_much_is_empty(cells):
    picture = plot_coverage_matrix(cells, **EN)
    assert picture.title == (
        "Least covered: Clean air (10.0\u00a0%); most covered: Water (100.0\u00a0%). 1 of 3 boxes is still empty"
    )
    assert picture.caption == (
        "Coverage of each right in percent of the indicators that apply (25 in 2 places); round of 2031; level: "
        "verified; not the official score"
    )
    assert picture.alt.endswith(
        "By right: Clean air 10.0\u00a0%; Water 100.0\u00a0%. By place: Paser 46.7\u00a0%; Kota Kutai 0.0\u00a0%."
    )


def test_rights_that_tie_are_all_named_up_to_three_and_counted_beyond():
    low = [(f"L{number}", f"Low {number}", "6401", "Paser", 10, 0) for number in range(4)]
    high = [(f"H{number}", f"High {number}", "6401", "Paser", 10, 9) for number in range(3)]
    picture = plot_coverage_matrix(rows(*low, *high), **EN)
    assert picture.title == (
        "Least covered: 4 rights (0.0\u00a0%); most covered: High 0, High 1, and High 2 (90.0\u00a0%). "
        "4 of 7 boxes are still empty"
    )
    bars = plot_coverage_bars(rows(*low, *high).drop(columns=["right_code", "regency_code", "place"]), **EN)
    assert bars.title == "Least covered: 4 groups (0.0\u00a0%); most covered: High 0, High 1, and High 2 (90.0\u00a0%)"


def test_bars_say_of_indicators_without_a_right_that_it_is_not_known(helpers):
    indicators = pd.DataFrame({"indicator_code": ["1", "2"], "right_code": ["AIR", None], "right_en": ["Air", None],
                               "award_year_from": 2031, "award_year_to": 2031})  # fmt: skip
    regencies = pd.DataFrame({"award_year": 2031, "regency_code": ["6401"]})
    handed_in = pd.DataFrame(
        {"award_year": 2031, "regency_code": "6401", "indicator_code": ["1"], "status": "verified"}
    )
    coverage = indicator_coverage(handed_in, indicators, regencies, by=["award_year", "right_code"])
    for names in ([], [indicators]):
        picture = plot_coverage_bars(coverage, names=names, **EN)
        assert helpers.texts(picture, "name")[-1] == "right not known"


def test_each_box_has_its_class_and_number_and_one_where_nothing_applies_is_hatched(cells, helpers):
    picture = plot_coverage_matrix(cells, **ID)
    assert sorted(helpers.texts(picture, "cell")) == ["0", "100", "20"]
    assert helpers.texts(picture, "name") == ["Paser", "Kota Kutai"]
    assert helpers.texts(picture, "total") == ["47", "0"]
    assert sorted(artist.get_gid() for artist in helpers.drawn(picture, "class-")) == ["class-0", "class-1", "class-5"]
    (missing,) = helpers.drawn(picture, "missing")
    assert missing.get_hatch() == style.HATCHED
    assert helpers.texts(picture, "legend")[-1] == "tidak ada yang berlaku"


def test_boxes_without_room_have_no_number(helpers):
    narrow = rows(*((f"R{number}", f"Right {number}", "6401", "Paser", 10, 5) for number in range(30)))
    picture = plot_coverage_matrix(narrow, **EN)
    assert helpers.texts(picture, "cell") == []
    assert len(helpers.drawn(picture, "class-3")) == 30


def test_a_class_ends_exactly_at_its_bound_and_each_is_darker_than_the_one_before():
    assert [class_of({"applicable": 15, "covered": covered}) for covered in (0, 3, 4, 15)] == [0, 1, 2, 5]
    light = [style.lightness(face) for face in FACES]
    assert all(lighter - darker > 8 for lighter, darker in pairwise(light))


def laid_over(ground, alpha):
    """Give a colour with the ink of the watermark laid over it."""
    return tuple(
        alpha * ink + (1 - alpha) * under for ink, under in zip(to_rgb(style.INK), to_rgb(ground), strict=True)
    )


@pytest.mark.parametrize("face", [style.PAPER, *FACES])
def test_the_number_in_a_box_is_read_also_under_the_watermark(face):
    ink = style.ink_on(face)
    plain = contrast(ink, face)
    # Where something is written the mark is faint; right beside it, in the same box, it is strong.
    faint = contrast(laid_over(ink, FAINT), laid_over(face, FAINT))
    strong = contrast(laid_over(ink, FAINT), laid_over(face, STRONG))

    assert min(plain, faint, strong) >= 4.5


def test_the_class_of_points_is_that_of_their_share_though_floats_cannot_hold_them():
    points = [{"applicable": 0.3, "covered": covered / 100} for covered in (0, 6, 12, 18, 24, 30)]
    assert [class_of(row) for row in points] == [0, 1, 2, 3, 4, 5]
    assert class_of({"applicable": 0.1 + 0.2, "covered": 0.3}) == class_of({"applicable": 0.3, "covered": 0.3}) == 5
    assert class_of({"applicable": 10.0, "covered": 2.000001}) == 2


def test_coverage_weighed_by_points_is_drawn(helpers):
    listed = pd.DataFrame({"indicator_code": ["1-1", "1-2", "1-3"], "right_code": "AIR", "max_points": 0.1,
                           "award_year_from": 2031, "award_year_to": 2031})  # fmt: skip
    judged = pd.DataFrame({"award_year": [2031], "province_code": "64", "regency_code": "6401"})
    answered = pd.DataFrame({"award_year": 2031, "regency_code": "6401", "indicator_code": listed["indicator_code"],
                             "status": "verified"})  # fmt: skip
    by = ["award_year", "right_code", "regency_code"]
    weighed = indicator_coverage(answered, listed, judged, by=by, weight="max_points")
    picture = plot_coverage_matrix(weighed, **EN)
    assert [artist.get_gid() for artist in helpers.drawn(picture, "class-")] == ["class-5"]
    assert helpers.texts(picture, "cell") == ["100"]


def test_a_matrix_is_refused_with_what_to_draw_instead(cells):
    matrix = cells.pivot_table(index="right_code", columns="regency_code", values="coverage")
    with pytest.raises(ValueError, match=r"no column applicable; take it from indicator_coverage\("):
        plot_coverage_matrix(matrix, **EN)
    with pytest.raises(ValueError, match="coverage has no column regency_code"):
        plot_coverage_matrix(cells.drop(columns="regency_code"), **EN)


def test_coverage_by_regency_and_by_province_is_drawn_by_the_one_that_is_said(cells, helpers):
    both = cells.drop(columns="place").assign(province_code=["64", "64", "65", "65"])
    one_province = both.assign(province_code="64")

    for place, names in (("regency_code", ["6401", "6471"]), ("province_code", ["64", "65"])):
        assert helpers.texts(plot_coverage_matrix(both, place=place, **EN), "name") == names
    # 2 of 20 and 5 of 5 in one line: the regencies of a province are summed.
    assert sorted(helpers.texts(plot_coverage_matrix(one_province, place="province_code", **EN), "cell")) == [
        "10",
        "100",
    ]
    with pytest.raises(ValueError, match="coverage is by regency_code and province_code; say place="):
        plot_coverage_matrix(both, **EN)
    with pytest.raises(ValueError, match="place 'regency' is not known; use one of: regency_code, province_code"):
        plot_coverage_matrix(both, place="regency", **EN)


def test_bars_show_what_is_covered_and_what_waits_under_the_heading_of_their_part(cells, helpers):
    bars = cells.head(2).assign(label=["Clean air", "Water"], part=["By right", "By type"], submitted=[0.6, 1.0])
    picture = plot_coverage_bars(bars, **EN)
    assert helpers.texts(picture, "part") == ["By right", "By type"]
    assert helpers.texts(picture, "count") == ["20.0\u00a0% (2 of 10)", "100.0\u00a0% (5 of 5)"]
    assert [len(helpers.drawn(picture, gid)) for gid in ("bar", "waiting")] == [2, 1]
    assert helpers.texts(picture, "legend") == ["verified", "handed in, not yet verified"]
    assert picture.title == "Clean air: coverage of 20.0\u00a0%"


def test_bars_of_a_bare_table_are_named_by_what_it_was_grouped_by(helpers):
    bare = pd.DataFrame({"award_year": 2031, "type": ["input", "output"], "applicable": [4, 0], "covered": [1, 0],
                         "coverage": [0.25, pd.NA]}).astype(TYPES)  # fmt: skip
    picture = plot_coverage_bars(bare, **EN)
    assert helpers.texts(picture, "name") == ["input", "output"]
    assert helpers.texts(picture, "count") == ["25.0\u00a0% (1 of 4)", "nothing applies"]


@pytest.mark.parametrize("plot", [plot_coverage_matrix, plot_coverage_bars])
def test_a_round_without_submissions_is_said_to_have_none_and_is_not_zero(plot, cells, helpers):
    picture = plot(cells.head(0), **EN)
    assert picture.title == "There are no supporting data to draw yet"
    assert not any("%" in text for text in helpers.texts(picture))


@pytest.mark.parametrize("plot", [plot_coverage_matrix, plot_coverage_bars])
def test_made_up_answers_and_placeholders_are_marked_and_two_rounds_are_refused(plot, cells):
    assert plot(cells.assign(synthetic=True, kind="placeholder"), **EN).marks == ("synthetic", "placeholder")
    with pytest.raises(ValueError, match="one round is needed, 2"):
        plot(pd.concat([cells, cells.assign(award_year=2032)]), **EN)


# What the measures give is without a round of its own, and has codes alone.
CODES = pd.DataFrame({
    "right_code": ["AIR", "AIR", "WATER", "WATER"], "regency_code": ["6401", "6471", "6401", "6471"],
    "applicable": 10, "covered": [2, 0, 10, 5], "coverage": [0.2, 0.0, 1.0, 0.5],
}).astype(TYPES)  # fmt: skip
INDICATORS = pd.DataFrame({
    "right_code": ["AIR", "WATER", "AIR"], "right_id": ["Hak lama", "Hak atas air", "Hak atas udara"],
    "right_en": ["Old right", None, "Clean air"], "award_year_from": [2022, 2030, 2030],
    "award_year_to": [2029, 2034, 2034],
})  # fmt: skip
REGENCIES = pd.DataFrame({
    "regency_code": ["6401", "6471"], "province_code": "64", "full_name": ["Kabupaten Paser", "Kota Balikpapan"],
    "province": "Kalimantan Timur",
})  # fmt: skip


def test_the_matrix_looks_up_names_and_takes_rights_in_the_order_of_their_list(helpers):
    picture = plot_coverage_matrix(CODES, award_year=2031, names=[INDICATORS, REGENCIES], **EN)
    assert helpers.texts(picture, "name") == ["Kabupaten Paser", "Kota Balikpapan"]
    assert helpers.texts(picture, "right") == ["Hak atas air", "Clean air"]
    assert picture.title.startswith("Least covered: Clean air (10.0\u00a0%)")
    assert "round of 2031" in picture.caption


@pytest.mark.parametrize(
    ("code", "value", "label"),
    [
        ("right_code", "AIR", "Hak atas udara"),
        ("regency_code", "6401", "Kabupaten Paser"),
        ("province_code", "64", "Kalimantan Timur"),
        ("type", "hasil", "hasil"),
        ("right_code", "SOIL", "SOIL"),
    ],
)
def test_bars_are_named_where_the_name_is_known_and_else_by_their_code(helpers, code, value, label):
    bars = pd.DataFrame({code: [value], "applicable": 4, "covered": 1, "coverage": 0.25}).astype(TYPES)
    picture = plot_coverage_bars(bars, award_year=2031, names=[INDICATORS, REGENCIES], **ID)
    assert helpers.texts(picture, "name") == [label]


@pytest.mark.parametrize("plot", [plot_coverage_matrix, plot_coverage_bars])
def test_a_round_that_nobody_gives_or_another_one_is_refused_in_a_sentence(plot, cells):
    with pytest.raises(ValueError, match="give award_year=, or group by award_year too"):
        plot(CODES, **EN)
    with pytest.raises(ValueError, match="not of the round of 2030 alone"):
        plot(cells, award_year=2030, **EN)


def test_a_matrix_of_shares_without_counts_is_refused_with_what_to_give():
    wide = CODES.pivot_table(index="right_code", columns="regency_code", values="coverage")
    with pytest.raises(ValueError, match=r'no column applicable; .* by=\["right_code", "regency_code"\]'):
        plot_coverage_matrix(wide, award_year=2031, **EN)


def test_a_placeholder_list_that_names_are_looked_up_in_does_not_mark_the_figure():
    other = INDICATORS.assign(kind="placeholder")
    assert plot_coverage_matrix(CODES, award_year=2031, names=[other, REGENCIES], **EN).marks == ()


def test_a_slide_of_coverage_says_below_it_that_it_may_be_confidential_unless_it_is_made_up(cells):
    bars = cells.assign(label=cells["right"])
    below = [plot_coverage_bars(bars.assign(**more), **EN).chart["below"] for more in ({}, {"synthetic": True})]

    no_score = "Coverage is not the official score: it says nothing of the value of an answer."
    warning = (
        "Supporting data come from the regencies and cities themselves and may be confidential; make sure before this "
        "is passed on."
    )
    assert below == [f"{no_score} {warning}", no_score]
