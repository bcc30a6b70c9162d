"""What regional offices look for by hand is found, told as a question, and nothing else is."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures.submission_checks import check_submissions

from ..tables.submissions.submission_rows import submissions

CATALOGUE = pd.DataFrame(
    {
        "indicator_code": ["22/2021-001", "22/2021-002", "22/2021-003"],
        "unit": ["yes/no", "orang", "%"],
        "max_points": pd.array([10, 10, None], dtype="Float64"),
    }
)
YES = {"indicator_code": "22/2021-001", "office": "Bagian Hukum"}
NUMBER = {"indicator_code": "22/2021-002", "answer_yes": None, "answer_number": 50.0, "unit": "orang"}
PERCENT = {"indicator_code": "22/2021-003", "answer_yes": None, "answer_number": 50.0, "unit": "persen"}
NONE = pd.DataFrame({"award_year": [], "regency_code": [], "indicator_code": []}).astype(
    {"award_year": "Int64", "regency_code": "str", "indicator_code": "str"}
)


def found(*rows, **how):
    """Give the kinds of findings, with what stands there and what it is held against."""
    findings = check_submissions(submissions(*rows), CATALOGUE, **{"expected": NONE, **how})
    cells = findings[["kind", "value", "expected"]].astype("object").where(findings.notna(), None)
    return [tuple(row) for row in cells.itertuples(index=False)]


def test_a_finding_says_whose_it_is_what_stands_there_and_what_it_is_held_against():
    findings = check_submissions(submissions({**NUMBER, "unit": "KK", "office": "Dukcapil"}), CATALOGUE, expected=NONE)

    expected = pd.DataFrame(
        {
            "award_year": pd.array([2024], dtype="Int64"),
            "regency_code": ["6401"],
            "indicator_code": ["22/2021-002"],
            "office": ["Dukcapil"],
            "kind": ["unit_not_catalogue"],
            "value": ["KK"],
            "expected": ["orang"],
        }
    )
    assert_frame_equal(findings, expected)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (YES, []),
        (NUMBER, []),
        (PERCENT, []),
        ({**YES, "documents": 0}, [("no_documents", None, None)]),
        ({**YES, "documents": None, "list_version": 1}, [("no_documents", None, None)]),
        ({**YES, "documents": None}, [("documents_unsaid", "6401.xlsx", "22/2021-001")]),
        ({**YES, "documents": None, "answer_yes": False}, []),
        ({**YES, "documents": None, "status": "not_applicable", "answer_yes": None, "note": "x"}, []),
        ({**YES, "answer_yes": False, "documents": 0}, []),
        ({**YES, "answer_yes": None}, [("no_answer", "1", None)]),
        ({**YES, "answer_yes": None, "documents": None, "status": "none"}, [("nothing", None, None)]),
        ({**YES, "answer_yes": None, "answer_number": 3.0}, [("other_kind", "3", "yes/no")]),
        ({**NUMBER, "answer_number": None, "answer_yes": True}, [("other_kind", None, "orang")]),
        ({**NUMBER, "answer_number": None, "note": "NIHIL"}, [("no_answer", "1", None), ("nihil", "NIHIL", None)]),
        ({**NUMBER, "answer_number": None, "note": "Data nihil pada tahun 2023."},
         [("no_answer", "1", None), ("nihil", "Data nihil pada tahun 2023.", None)]),
        ({**NUMBER, "answer_number": None, "note": "N/A"}, [("no_answer", "1", None), ("nihil", "N/A", None)]),
        ({**NUMBER, "answer_number": None, "documents": 0, "note": "Nihil"}, [("nihil", "Nihil", None)]),
        ({**NUMBER, "answer_number": None, "note": "temuan nihil"}, [("no_answer", "1", None)]),
        ({**NUMBER, "answer_number": None, "note": "Nihil kendala, data menyusul"}, [("no_answer", "1", None)]),
        ({**NUMBER, "answer_number": None, "answer_yes": True, "note": "nihil"}, [("other_kind", None, "orang")]),
        ({**YES, "note": "nihil"}, []),
        ({**YES, "answer_yes": None, "note": "nihil"}, [("no_answer", "1", None)]),
        ({**NUMBER, "unit": None}, [("no_unit", None, "orang")]),
        ({**NUMBER, "unit": " Orang."}, []),
        ({**NUMBER, "unit": "jiwa"}, []),
        ({**NUMBER, "unit": "Jiwa", "answer_number": 2.5}, [("not_whole", "2.5", "orang")]),
        ({**NUMBER, "unit": None, "answer_number": 2.5}, [("no_unit", None, "orang"), ("not_whole", "2.5", "orang")]),
        ({**NUMBER, "unit": "dokumen", "answer_number": 2.5},
         [("unit_not_catalogue", "dokumen", "orang"), ("not_whole", "2.5", "dokumen")]),
        ({**PERCENT, "answer_number": 2.5}, []),
        ({**NUMBER, "unit": "per 1.000 orang", "answer_number": 2.5},
         [("unit_not_catalogue", "per 1.000 orang", "orang")]),
        ({**PERCENT, "answer_number": 100.0}, []),
        ({**PERCENT, "answer_number": 100.5}, [("over_100", "100.5", None)]),
        ({**YES, "status": "verified", "points": 10.0, "checked_by": "Kanwil"}, []),
        ({**YES, "status": "verified", "points": 10.5, "checked_by": "Kanwil"}, [("too_many_points", "10.5", "10")]),
        ({**YES, "points": 5.0}, [("points_unverified", "5", "submitted")]),
        ({**YES, "status": "rejected", "points": 0.0, "checked_by": "Kanwil", "note": "tidak terbaca"}, []),
        ({**YES, "status": "rejected", "checked_by": "Kanwil"}, [("rejected_unexplained", None, None)]),
        ({**YES, "status": "none"}, [("none_but_handed_in", None, None)]),
        ({**YES, "status": "not_applicable", "note": "x"}, [("not_applicable_but_handed_in", None, None)]),
        ({**YES, "status": "not_applicable", "note": "x", "documents": 0},
         [("not_applicable_but_handed_in", None, None)]),
        ({**PERCENT, "answer_number": -5.0}, [("below_0", "-5", None)]),
        ({**NUMBER, "answer_number": -5.0}, [("below_0", "-5", None)]),
        ({**NUMBER, "answer_number": -5.0, "unit": None}, [("no_unit", None, "orang"), ("below_0", "-5", None)]),
        ({**PERCENT, "answer_number": 0.0}, []),
        ({**PERCENT, "answer_number": 150.0, "unit": "Persentase"}, [("over_100", "150", None)]),
        ({**YES, "status": "verified", "checked_by": "Kanwil"}, [("no_points", None, "10")]),
        ({**YES, "status": "verified", "points": 1.0}, [("no_checker", "verified", None)]),
        ({**YES, "status": "not_applicable", "answer_yes": None, "documents": None},
         [("unexplained", None, None)]),
        ({**YES, "status": "not_applicable", "answer_yes": None, "documents": None, "note": "tidak ada laut"}, []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_one_row_is_found_and_nothing_else(row, expected):
    assert found(row) == expected


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"status": "verified", "points": 11.0}, "too_many_points"),
        ({"points": 5.0}, "points_unverified"),
        ({"status": "verified"}, "no_points"),
        ({"status": "rejected"}, "rejected_unexplained"),
    ],
)
def test_what_only_the_office_that_checked_can_mend_is_asked_of_it_where_it_is_named(row, kind):
    rows = submissions({**YES, **row, "checked_by": "Kanwil"}, {**YES, **row, "regency_code": "6402"})
    findings = check_submissions(rows, CATALOGUE, expected=NONE)
    asked = findings[findings["kind"] != "no_checker"]

    assert asked[["kind", "office"]].to_numpy().tolist() == [[kind, "Kanwil"], [kind, "Bagian Hukum"]]


def test_whether_there_are_documents_is_asked_once_of_each_office_and_file_that_does_not_say():
    legal, health = {**YES, "documents": None}, {**NUMBER, "documents": None, "office": "Dinas Kesehatan"}
    rows = submissions(
        {**PERCENT, "documents": None, "office": "Bagian Hukum"}, legal, health,
        {**legal, "regency_code": "6402", "origin": "b.csv"}, {**PERCENT, "regency_code": "6402", "origin": "c.csv"},
    )  # fmt: skip
    findings = check_submissions(rows, CATALOGUE, expected=NONE)

    assert findings["indicator_code"].isna().all()
    told = findings[["regency_code", "office", "kind", "value", "expected"]]
    assert told.to_numpy().tolist() == [
        ["6401", "Bagian Hukum", "documents_unsaid", "6401.xlsx", "22/2021-001, 22/2021-003"],
        ["6401", "Dinas Kesehatan", "documents_unsaid", "6401.xlsx", "22/2021-002"],
        ["6402", "Bagian Hukum", "documents_unsaid", "b.csv", "22/2021-001"],
    ]


def test_a_table_that_says_neither_its_file_nor_a_list_is_asked_as_well_whether_there_are_documents():
    rows = submissions({**YES, "documents": None}).drop(columns=["origin", "list_version"])

    assert check_submissions(rows, CATALOGUE, expected=NONE)["kind"].tolist() == ["documents_unsaid"]


def test_what_a_regency_does_not_speak_of_is_found():
    findings = check_submissions(submissions(YES), CATALOGUE)

    assert findings[["regency_code", "indicator_code", "kind"]].to_numpy().tolist() == [
        ["6401", "22/2021-002", "nothing"],
        ["6401", "22/2021-003", "nothing"],
    ]
    assert findings["office"].isna().all()


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ({}, {}, []),
        ({"answer_number": 150.0}, {}, []),
        ({"answer_number": 151.0}, {}, [("far_from_last_year", "151", "50")]),
        ({"answer_number": 16.0}, {}, [("far_from_last_year", "16", "50")]),
        ({"answer_number": 0.0}, {}, [("far_from_last_year", "0", "50")]),
        ({"answer_number": 0.0}, {"answer_number": 0.0}, []),
        ({"answer_number": 5000.0}, {"unit": "KK"}, [("unit_changed", "orang", "KK")]),
        ({"answer_number": 5000.0}, {"unit": "jiwa"}, [("far_from_last_year", "5000", "50")]),
        ({"answer_number": 5000.0}, {"answer_number": None}, []),
        ({"answer_number": 5000.0}, {"regency_code": "6402"}, []),
    ],
)
def test_a_number_is_held_against_last_years_in_the_same_unit(now, then, expected):
    previous = submissions({**NUMBER, "award_year": 2023, **then})

    assert found({**NUMBER, **now}, previous=previous) == expected


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (65.0, 40.0, []),
        (66.0, 40.0, [("far_from_last_year", "66", "40")]),
        (95.0, 40.0, [("far_from_last_year", "95", "40")]),
        (12.0, 38.0, [("far_from_last_year", "12", "38")]),
    ],
)
def test_a_percentage_is_held_against_last_years_in_points(now, then, expected):
    previous = submissions({**PERCENT, "award_year": 2023, "answer_number": then})

    assert found({**PERCENT, "answer_number": now}, previous=previous) == expected


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ({"unit": None}, {}, ["no_unit", "far_from_last_year"]),
        ({}, {"unit": None}, ["far_from_last_year"]),
        ({"unit": None}, {"unit": None}, ["no_unit", "far_from_last_year"]),
        ({"unit": None, "answer_number": 60.0}, {}, ["no_unit"]),
        ({"unit": None}, {"unit": "orang"}, ["no_unit"]),
        ({"unit": "orang"}, {"unit": None}, ["unit_not_catalogue"]),
    ],
    ids=["now", "then", "both", "near", "no percentage then", "no percentage now"],
)
def test_a_percentage_that_leaves_its_unit_out_is_held_against_last_years_in_points_too(now, then, expected):
    previous = submissions({**PERCENT, "award_year": 2023, "answer_number": 40.0, **then})

    findings = found({**PERCENT, "answer_number": 95.0, **now}, previous=previous)

    assert [kind for kind, *_ in findings] == expected


def test_a_number_of_the_other_sign_is_far_from_last_years_and_negative_ones_are_compared_by_size():
    def against(now, then):
        previous = submissions({**NUMBER, "award_year": 2023, "answer_number": then})
        kinds = [kind for kind, *_ in found({**NUMBER, "answer_number": now}, previous=previous)]
        return [kind for kind in kinds if kind != "below_0"]

    assert against(50.0, -5.0) == against(-5.0, 5.0) == against(-20.0, -5.0) == ["far_from_last_year"]
    assert against(-10.0, -5.0) == []


@pytest.mark.parametrize(
    ("previous", "message"),
    [
        (({"award_year": 2022}, {"award_year": 2023}), "holds the rounds 2022, 2023; give one, the round before"),
        (({"award_year": 2024},), "previous is of 2024, which is not before 2024"),
        (({"award_year": 2023},) * 2, "indicator 22/2021-001 of regency 6401 more than once; keep one row"),
    ],
    ids=["several", "not before", "twice"],
)
def test_a_round_before_that_is_none_is_refused_with_what_to_do(previous, message):
    with pytest.raises(ValueError, match=message):
        check_submissions(submissions(YES), CATALOGUE, previous=submissions(*previous))


def regencies(*numbers):
    return submissions(
        *(
            {**NUMBER, "regency_code": f"{6401 + place}", "answer_number": number}
            for place, number in enumerate(numbers)
        )
    )


def test_a_number_is_held_against_the_median_of_the_others_on_a_logarithmic_scale():
    others = regencies(80.0, 90.0, 95.0, 100.0, 105.0, 110.0, 120.0, 100000.0)

    assert found({**NUMBER, "answer_number": 100000.0}, others=others) == [("far_from_others", "100000", "102.47")]
    assert found({**NUMBER, "answer_number": 130.0}, others=others) == []


def test_far_is_so_many_robust_deviations_and_not_fewer():
    # Of the logarithms the MAD is ln 2: 3.5 deviations of 1.4826 times that are 36.5 times the median of 16.
    others = regencies(4.0, 8.0, 8.0, 16.0, 16.0, 16.0, 32.0, 32.0, 64.0)

    assert found({**NUMBER, "answer_number": 580.0}, others=others) == []
    assert found({**NUMBER, "answer_number": 588.0}, others=others) == [("far_from_others", "588", "16")]


def test_where_most_give_the_same_number_the_factor_decides():
    others = regencies(*[10.0] * 19, 1e9)

    assert found({**NUMBER, "answer_number": 1e9}, others=others) == [("far_from_others", "1000000000", "10")]
    assert found({**NUMBER, "answer_number": 30.0}, others=others) == []
    assert found({**NUMBER, "answer_number": 31.0}, others=others) == [("far_from_others", "31", "10")]


def places(kinds, populations):
    codes = [f"{6401 + place}" for place in range(len(kinds))]
    return pd.DataFrame({"regency_code": codes, "type": kinds, "population": populations})


def test_a_number_is_held_against_regencies_of_the_same_type_and_size_where_there_are_enough():
    ordinary = [95.0, 100.0, 105.0] * 3
    others = regencies(*ordinary, *[number * 50 for number in ordinary])
    ours = {**NUMBER, "regency_code": "6401", "answer_number": 5000.0}
    types = places(["kabupaten"] * 9 + ["kota"] * 9, [1000] * 18)
    # Of one type, the second half is large: 6401 is held against the small ones.
    sizes = places(["kabupaten"] * 27, [1000] * 9 + [9000] * 9 + [5000] * 9)

    assert found(ours, others=others) == []
    assert found(ours, others=others, regencies=types) == [("far_from_others", "5000", "100")]
    assert found(ours, others=others, regencies=sizes) == [("far_from_others", "5000", "100")]
    assert found({**ours, "regency_code": "6410"}, others=others, regencies=types) == []


@pytest.mark.parametrize("regencies_of_type", [3, 6, 9, 12, 514])
def test_a_third_by_population_holds_a_third_of_the_regencies_of_a_type(regencies_of_type):
    # Each third gives a number of its own: whoever is put into another one is far from those there.
    numbers = [10.0 ** (3 * place // regencies_of_type) for place in range(regencies_of_type)]
    codes = [f"{1000 + place}" for place in range(regencies_of_type)]
    rows = submissions(*({**NUMBER, "regency_code": code, "answer_number": number}
                         for code, number in zip(codes, numbers, strict=True)))  # fmt: skip
    known = pd.DataFrame({"regency_code": codes, "type": "kota", "population": range(regencies_of_type)})

    findings = check_submissions(rows, CATALOGUE, expected=NONE, regencies=known, least_others=1, factor=2.0)

    assert findings["regency_code"].tolist() == []


def test_the_numbers_of_the_middle_third_are_held_against_the_middle_third_alone():
    numbers = [1.0] * 3 + [100.0, 100.0, 1000.0] + [1000.0] * 3
    rows = regencies(*numbers)
    known = places(["kota"] * 9, range(9))

    findings = check_submissions(rows, CATALOGUE, expected=NONE, regencies=known, least_others=3)

    assert findings[["regency_code", "value", "expected"]].to_numpy().tolist() == [["6406", "1000", "100"]]


def test_with_few_of_the_same_size_all_of_the_type_are_looked_at_and_with_few_of_these_all():
    others = regencies(*[95.0, 100.0, 105.0] * 3)
    ours = {**NUMBER, "regency_code": "6401", "answer_number": 5000.0}
    by_size, by_type = places(["kota"] * 9, range(9)), places(["kota"] + ["kabupaten"] * 8, [1000] * 9)

    for known in (by_size, by_type, by_type.iloc[1:]):
        assert found(ours, others=others, regencies=known) == [("far_from_others", "5000", "100")]


def test_too_few_others_and_other_units_accuse_nobody():
    far = {**NUMBER, "answer_number": 100000.0}

    assert found(far, others=regencies(80.0, 90.0, 95.0, 100.0, 105.0, 110.0, 120.0)) == []
    assert found({**far, "unit": None}, others=regencies(*range(90, 110))) == [("no_unit", None, "orang")]


def test_the_limits_can_be_set_and_must_make_sense():
    previous = submissions({**NUMBER, "award_year": 2023})

    assert found({**NUMBER, "answer_number": 151.0}, previous=previous, factor=4) == []
    with pytest.raises(ValueError, match="factor must be over 1"):
        found(NUMBER, factor=1)


def test_of_an_indicator_with_several_versions_the_last_is_what_is_asked():
    both = pd.concat([CATALOGUE, CATALOGUE.assign(unit="kg")], ignore_index=True)
    findings = check_submissions(submissions(NUMBER), both, expected=NONE)

    assert findings[["kind", "expected"]].to_numpy().tolist() == [["unit_not_catalogue", "kg"]]


def test_the_order_of_rows_changes_nothing_and_the_tables_stay_as_they_are():
    rows = submissions(NUMBER, {**YES, "documents": 0}, {**PERCENT, "answer_number": 300.0})
    before = rows.copy(deep=True)

    assert_frame_equal(
        check_submissions(rows.iloc[::-1], CATALOGUE, previous=rows.assign(award_year=2023)),
        check_submissions(rows, CATALOGUE, previous=rows.assign(award_year=2023)),
    )
    assert_frame_equal(rows, before)


def test_no_submissions_are_no_findings():
    assert check_submissions(submissions(), CATALOGUE).empty


def test_a_row_that_answers_another_version_of_the_list_is_asked_about_and_one_that_does_not_say_is_not():
    versions = pd.array([2, 2, None], dtype="Int64")
    rows = [{**YES, "list_version": 1}, {**NUMBER, "list_version": 2}, {**PERCENT, "list_version": 7}]

    findings = check_submissions(submissions(*rows), CATALOGUE.assign(version=versions), expected=NONE)
    unsaid = check_submissions(submissions(YES), CATALOGUE.assign(version=versions), expected=NONE)

    cells = findings[["indicator_code", "kind", "value", "expected"]].to_numpy().tolist()
    assert cells == [["22/2021-001", "other_list", "1", "2"]]
    assert unsaid.empty


def test_nobody_is_told_to_write_a_number_where_it_is_not_known_that_one_is_asked_for():
    row = {**NUMBER, "indicator_code": "22/2021-004", "answer_number": None, "note": "nihil"}

    assert found(row) == [("no_answer", "1", None)]


def test_a_yes_or_a_no_that_is_written_otherwise_is_no_other_unit():
    row = {**NUMBER, "unit": "Ya / Tidak"}
    last = submissions({**NUMBER, "award_year": 2023, "unit": "yes/no"})

    assert found(row, previous=last) == [("unit_not_catalogue", "Ya / Tidak", "orang")]
