import pandas as pd

from kkpham_analysis.reports.content.knowledge import with_places, with_regencies_in_question


def test_the_regency_that_lists_leave_out_is_named_with_the_sources_that_name_it():
    counts = pd.DataFrame(
        {
            "award_year": 2017,
            "province_code": "53",
            "measure": ["names", "complete_list", "complete_list", "awarded_regencies"],
            "left_out": [None, "5319", "", ""],
            "only_here": [None, "", "5371", ""],
        }
    )
    awards = pd.DataFrame({"award_year": [2017], "regency_code": ["5319"], "named_by": ["J096;J151"]})
    names = pd.Series({"5319": "Kabupaten Manggarai Timur", "5371": "Kota Kupang"})

    found = with_regencies_in_question(counts, awards, names)

    assert found["in_question"].tolist() == [
        "Kabupaten Manggarai Timur",
        "− Kabupaten Manggarai Timur",
        "+ Kota Kupang",
        "",
    ]
    assert found["names_by"].tolist() == ["J096;J151", "", "", ""]


def test_a_claim_about_a_regency_that_the_round_did_not_judge_has_the_names_of_today():
    claims = pd.DataFrame({"award_year": [2013, 2013], "regency_code": ["6411", "6472"], "category": "peduli"})
    judged = pd.DataFrame(
        {"award_year": [2013], "regency_code": "6472", "full_name": "Kota Samarinda", "province": "East"}
    )
    regencies = pd.DataFrame(
        {
            "regency_code": ["6411", "6472"],
            "province_code": "64",
            "full_name": ["Kabupaten Mahakam Ulu", "Kota Samarinda"],
        }
    )
    provinces = pd.DataFrame({"province_code": ["64"], "name_id": ["Kalimantan Timur"]})

    placed = with_places(claims, judged, regencies, provinces)

    assert placed[["full_name", "province"]].to_numpy().tolist() == [
        ["Kabupaten Mahakam Ulu", "Kalimantan Timur"],
        ["Kota Samarinda", "East"],
    ]
