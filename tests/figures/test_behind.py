"""The numbers behind a figure are typed, and what is not known is not there."""

import json

import pytest

from kkpham_analysis.figures import Setting, plot_share_history, plot_share_intervals, plot_streak_matrix
from kkpham_analysis.language import Words

EN = {"setting": Setting(Words("en"), "Peduli HAM")}


@pytest.fixture
def history(helpers):
    row = helpers.share_row
    return helpers.share_frame(
        row("64", "Kalimantan Timur", 10, 7, 7, "complete", known=7, meets=True),
        row("64", "Kalimantan Timur", 10, 0, 10, "none", rule=None, year=2018),
        row("64", "Kalimantan Timur", 10, 6, 7, "disputed", known=7, rule=">50%", meets=True, year=2020),
        row("65", "Kalimantan Utara", 5, 1, 3, "partial"),
    )


def test_behind_a_history_are_the_shares_of_each_round_of_the_province(history):
    data = plot_share_history(history, province_code="64", **EN).data
    assert [(column["heading"], column["kind"]) for column in data["columns"]] == [
        ("Round", "year"),
        ("Province code (Kemendagri)", "text"),
        ("Province", "text"),
        ("Named, figure used", "integer"),
        ("Named, at least", "integer"),
        ("Named, at most", "integer"),
        ("Regencies and cities counted", "integer"),
        ("Share, figure used", "percent"),
        ("Share, at least", "percent"),
        ("Share, at most", "percent"),
        ("Rule", "text"),
        ("By the rule", "text"),
        ("Evidence", "text"),
    ]
    place = ["64", "Kalimantan Timur"]
    assert json.loads(json.dumps(data["rows"])) == [
        [2018, *place, None, None, None, 10, None, None, None, None, None, "no evidence"],
        [2020, *place, 7, 6, 7, 10, 0.7, 0.6, 0.7, "more than 50\u00a0%", "met", "sources disagree"],
        [2023, *place, 7, 7, 7, 10, 0.7, 0.7, 0.7, "more than 60\u00a0%", "met", "complete"],
    ]


def test_behind_a_chart_is_every_province_that_it_shows(history):
    data = plot_share_intervals(history[history["award_year"] == 2023], **EN).data
    assert [row[2:6] for row in data["rows"]] == [["Kalimantan Timur", 7, 7, 7], ["Kalimantan Utara", None, 1, 3]]


def test_behind_a_matrix_is_a_row_for_each_regency_and_round(helpers):
    rows = [("6472", "Kota Samarinda", "compliant", True), ("6401", "Kabupaten Paser", "unknown", False)]
    data = plot_streak_matrix(helpers.status_frame(rows, 2020), province_code="64", **EN).data
    assert data["rows"] == [
        [2020, "6401", "Kabupaten Paser", "not known"],
        [2020, "6472", "Kota Samarinda", "Peduli HAM"],
    ]
