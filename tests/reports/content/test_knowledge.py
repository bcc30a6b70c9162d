import pandas as pd

from kkpham_analysis.reports.content.knowledge import with_regencies_in_question


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
