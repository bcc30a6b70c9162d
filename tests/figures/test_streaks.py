import pandas as pd
import pytest

from kkpham_analysis.figures import Setting, outlined, plot_national_map, plot_province_map, plot_streak_map, style
from kkpham_analysis.language import Words

ID = {"setting": Setting(Words("id"), "Peduli HAM")}
EN = {"setting": Setting(Words("en"), "Peduli HAM")}


@pytest.fixture
def streaks():
    return pd.DataFrame(
        {
            "award_year": 2023,
            "province_code": ["64", "64", "65"],
            "regency_code": ["6401", "6402", "6501"],
            "full_name": ["Kabupaten Paser", "Kabupaten Kutai Barat", "Kabupaten Bulungan"],
            "streak": [7, 0, 0],
            "streak_high": [9, 0, 9],
            "compliant_rounds": [7, 1, 0],
            "known_rounds": [9, 4, 3],
            "rounds": 11,
        }
    )


def faces(helpers, picture):
    from matplotlib.colors import to_hex

    return {place.get_gid(): to_hex(place.get_facecolor()) for place in helpers.drawn(picture, "regency-")}


def test_the_longer_in_a_row_the_darker_and_the_unknown_is_grey(streaks, status, boundaries, regencies, helpers):
    frames = (streaks, status, boundaries, regencies)
    east = plot_streak_map(*frames, province_code="64", **ID)
    north = plot_streak_map(*frames, province_code="65", **ID)
    assert faces(helpers, east) == {"regency-6401": style.ABOVE[1], "regency-6402": "#efd2a4"}
    assert faces(helpers, north) == {"regency-6501": style.UNKNOWN}
    assert helpers.texts(east, "legend") == ["0 putaran", "4 atau lebih"]


def test_the_finding_names_the_longest_in_a_row(streaks, status, boundaries, regencies):
    frames = (streaks, status, boundaries, regencies)
    assert plot_streak_map(*frames, province_code="64", **EN).title == (
        "Longest in a row in Kalimantan Timur up to 2023: Kabupaten Paser, 7 rounds"
    )
    assert plot_streak_map(*frames, province_code="65", **EN).title == (
        "No regency or city in Kalimantan Utara is known to have been named Peduli HAM up to 2023"
    )


def test_behind_the_map_are_the_rounds_of_each_place_and_none_is_made_up(streaks, status, boundaries, regencies):
    frames = (streaks, status, boundaries, regencies)
    east = plot_streak_map(*frames, province_code="64", **EN).data
    assert [(column["heading"], column["kind"]) for column in east["columns"]] == [
        ("Round", "year"),
        ("Regency or city code (Kemendagri)", "text"),
        ("Regency or city", "text"),
        ("In a row", "integer"),
        ("At most", "integer"),
        ("Rounds in all", "integer"),
        ("Rounds whose result is known", "integer"),
        ("Rounds counted", "integer"),
    ]
    assert east["rows"] == [
        [2023, "6401", "Kabupaten Paser", 7, 9, 7, 9, 11],
        [2023, "6402", "Kabupaten Kutai Barat", 0, 0, 1, 4, 11],
    ]
    north = plot_streak_map(streaks.assign(known_rounds=[9, 4, 0]), *frames[1:], province_code="65", **EN).data
    assert north["rows"] == [[2023, "6501", "Kabupaten Bulungan", None, 9, None, 0, 11]]


def test_a_province_without_regencies_is_refused(streaks, status, boundaries, regencies):
    with pytest.raises(ValueError, match="province '99' has no regency"):
        plot_streak_map(streaks, status, boundaries, regencies, province_code="99", **ID)


def test_the_chosen_place_is_drawn_round_and_no_other(status, shares, boundaries, regencies, helpers):
    province = plot_province_map(status, boundaries, regencies, province_code="64", **ID)
    country = plot_national_map(shares, boundaries, regencies, **ID)
    for picture, code in ((province, "6401"), (country, "64")):
        assert helpers.drawn(picture, "outlined") == []
        assert len(helpers.drawn(outlined(picture, code), "outlined")) == 1


def test_a_place_that_is_not_on_the_map_changes_nothing(status, boundaries, regencies):
    picture = plot_province_map(status, boundaries, regencies, province_code="64", **ID)
    before = picture.rendered("png")
    assert outlined(picture, "9999").rendered("png") == before
