"""The numbers behind a figure are typed, and what is not known is not there."""

import json

import pandas as pd
import pytest

from kkpham_analysis.figures import (
    Setting,
    plot_coverage_bars,
    plot_coverage_matrix,
    plot_national_history,
    plot_province_map,
    plot_robustness,
    plot_share_history,
    plot_share_intervals,
    plot_streak_matrix,
)
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
        [2018, *place, None, None, None, 10, None, None, None, None, None, "no firm evidence on regencies"],
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
        [2020, "6472", "Kota Samarinda", "Peduli HAM, disputed"],
    ]


def test_behind_a_map_a_result_is_certain_only_where_nothing_contradicts_it(helpers, boundaries, regencies):
    rows = [
        ("6401", "Kabupaten Paser", "compliant", True),
        ("6402", "Kabupaten Kutai Barat", "not_named", True),
        ("6403", "Kabupaten Berau", "compliant", False),
        ("6404", "Kabupaten Bulungan", "disputed", True),
    ]
    status, told = helpers.status_frame(rows), {"province_code": "64", "setting": Setting(Words("id"), "Peduli HAM")}
    data = plot_province_map(status, boundaries, regencies, **told).data
    assert [row[2:] for row in data["rows"]] == [
        ["Kabupaten Paser", "Peduli HAM, diperselisihkan"],
        ["Kabupaten Kutai Barat", "tidak disebut dalam daftar lengkap, diperselisihkan"],
        ["Kabupaten Berau", "Peduli HAM"],
        ["Kabupaten Bulungan", "sumber saling bertentangan"],
    ]


def headed(data):
    return [(column["heading"], column["kind"]) for column in data["columns"]]


def test_behind_the_history_of_the_country_is_a_row_for_each_round():
    columns = ["award_year", "named", "counted_low", "counted_high", "published_low", "published_high"]
    rounds = [[2023, 148, 185, 418, 262, 262], [2013, 4, 8, 470, pd.NA, pd.NA]]
    data = plot_national_history(
        pd.DataFrame(rounds, columns=columns).astype("Int64").assign(published_sources=1), **EN
    ).data
    assert headed(data) == [
        ("Round", "year"),
        ("Known by name", "integer"),
        ("Sum of the provinces, at least", "integer"),
        ("Sum of the provinces, at most", "integer"),
        ("Announced, lowest figure", "integer"),
        ("Announced, highest figure", "integer"),
    ]
    assert data["rows"] == [[2013, 4, 8, 470, None, None], [2023, 148, 185, 418, 262, 262]]


def test_behind_a_matrix_of_coverage_is_a_row_for_each_place_and_right():
    coverage = pd.DataFrame({"award_year": 2023, "province_code": ["64", "64"], "place": "Kalimantan Timur",
                             "right_code": ["AIR", "INFO"], "right": ["Water", "Information"],
                             "applicable": [4, 0], "covered": [3, 0]})  # fmt: skip
    data = plot_coverage_matrix(coverage, **EN).data
    assert headed(data) == [
        ("Place", "text"), ("Right", "text"), ("Apply", "integer"), ("Covered", "integer"), ("Coverage", "percent"),
    ]  # fmt: skip
    assert data["rows"] == [
        ["Kalimantan Timur", "Water", 4, 3, 0.75],
        ["Kalimantan Timur", "Information", 0, 0, None],
    ]


def test_behind_bars_of_coverage_are_their_parts_and_both_levels():
    coverage = pd.DataFrame({"award_year": 2023, "part": ["By right", "By type"], "label": ["Water", "struktur"],
                             "applicable": [0.5, 2.0], "covered": [0.25, 1.0], "coverage": [0.5, 0.5],
                             "submitted": [0.75, 0.5]})  # fmt: skip
    data = plot_coverage_bars(coverage, **EN).data
    assert headed(data)[:4] == [
        ("Grouping", "text"), ("Right, type or group", "text"), ("Apply", "number"), ("Covered", "number"),
    ]  # fmt: skip
    assert data["rows"] == [["By right", "Water", 0.5, 0.25, 0.5, 0.75], ["By type", "struktur", 2.0, 1.0, 0.5, 0.5]]


def test_behind_the_changes_of_verdicts_is_a_row_for_each_threshold():
    flags = dict.fromkeys(["meets_rule", "compared_with", "changed", "decided"], "boolean")
    verdicts = pd.DataFrame({"award_year": 2023, "province_code": ["64", "64", "65", "65"], "case": "as_known",
                             "threshold_percent": [60.0, 70.0] * 2, "round_rule": ">60%",
                             "changed": [False, True, False, True], "meets_rule": [True, False, False, None],
                             "compared_with": [True, True, False, False], "decided": False,
                             }).astype(flags)  # fmt: skip
    data = plot_robustness(verdicts, **EN).data
    assert headed(data) == [
        ("What is changed", "text"),
        ("Threshold", "percent"),
        ("Provinces with another verdict", "integer"),
        ("Provinces whose verdict becomes open", "integer"),
        ("Provinces with a verdict only there", "integer"),
    ]
    assert data["rows"][:2] == [["the threshold moves", 0.6, 0, 0, 0], ["the threshold moves", 0.7, 1, 1, 0]]
