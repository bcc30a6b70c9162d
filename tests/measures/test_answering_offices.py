"""The office of what is missing is the one that the regency names, or that others name and it has, or not known."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kkpham_analysis.measures.answering_offices import answering_offices


def rows(*lines):
    return pd.DataFrame(list(lines), columns=["regency_code", "indicator_code", "office"]).astype("str")


def found(asked, *arguments, **named):
    table = answering_offices(asked, *arguments, **named)
    return table[["office", "office_by"]].astype("object").where(table[["office", "office_by"]].notna(), None)


ASKED = rows(("6401", "A-1", None))
THREE = [("6402", "A-1", "WORKS"), ("6403", "A-1", "Works"), ("6404", "A-1", "Works")]


@pytest.mark.parametrize(
    ("now", "before", "office", "by"),
    [
        ([("6401", "A-1", "Health")], [("6401", "A-1", "Works")], "Health", "own"),
        ([("6401", "A-1", None)], [("6401", "A-1", "Works")], "Works", "before"),
        ([("6401", "A-2", "Works"), *THREE], [], "Works", "others"),
        (THREE, [("6401", "A-2", "Works")], "Works", "others"),
        (THREE, [], None, None),
        ([("6401", "A-2", "Works"), *THREE[:2]], [], None, None),
        ([("6401", "A-2", "Works"), ("6402", "A-2", "Works")], THREE, None, None),
        ([("6401", "A-1", " ")], [], None, None),
        ([], [], None, None),
    ],
    ids=["this round comes first", "then the round before", "others name what it has", "what it had before",
         "others name what it has not", "two others are too few", "others in the round before",
         "a blank names nobody", "nobody says anything"],
)  # fmt: skip
def test_the_surest_way_to_an_office_is_taken_and_said(now, before, office, by):
    table = found(ASKED, rows(*now), previous=rows(*before))
    assert table.to_dict("records") == [{"office": office, "office_by": by}]


@pytest.mark.parametrize(
    ("more", "office"),
    [([], None), ([("6408", "A-1", "Works")], "Works"), ([("6408", "A-1", "Bappeda")], None)],
    ids=["half", "more than half", "the most, and less than half"],
)
def test_of_several_offices_the_one_that_more_than_half_of_the_others_name_is_taken(more, office):
    named = ["Works", "Works", "Works", "Health", "Health", "Bappeda"]
    codes = ["6402", "6403", "6404", "6405", "6406", "6407"]
    others = [(code, "A-1", name) for code, name in zip(codes, named, strict=True)]
    now = rows(("6401", "A-2", "Works"), ("6401", "A-3", "Health"), *others, *more)
    assert found(ASKED, now)["office"].tolist() == [office]


@pytest.mark.parametrize(
    ("now", "office", "by"),
    [
        ([("6401", "A-2", "Health"), ("6401", "A-3", "HEALTH"), ("6401", "A-4", "Works")], "Health", "right"),
        ([("6401", "A-2", "Health"), ("6401", "A-3", "Works")], None, None),
        ([("6401", "A-2", "Health"), ("6401", "A-4", "Health")], None, None),
        ([("6402", "A-2", "Health"), ("6402", "A-3", "Health")], None, None),
        ([("6401", "A-2", "Health"), ("6401", "A-3", "Health"), ("6401", "A-4", "Works"), *THREE],
         "Works", "others"),
    ],
    ids=["one office for the right", "two offices", "one answer is too few", "another regency", "others are surer"],
)  # fmt: skip
def test_what_nobody_names_is_inferred_from_the_one_office_of_its_right(now, office, by):
    rights = pd.DataFrame({"indicator_code": ["A-1", "A-2", "A-3", "A-4"], "right_code": ["R1", "R1", "R1", "R2"]})

    assert found(ASKED, rows(*now), rights=rights).to_dict("records") == [{"office": office, "office_by": by}]
    if by == "right":
        assert found(ASKED, rows(*now)).to_dict("records") == [{"office": None, "office_by": None}]


def test_rows_keep_their_order_and_index_and_the_first_that_names_an_office_counts():
    asked = rows(("6402", "A-1", None), ("6401", "A-1", None), ("6402", "A-1", None)).set_axis([7, 3, 7])
    now = rows(("6402", "A-1", None), ("6402", "A-1", "Health"), ("6402", "A-1", "Works"))
    expected = pd.DataFrame(
        {"regency_code": ["6402", "6401", "6402"], "indicator_code": "A-1", "office": ["Health", None, "Health"],
         "office_by": ["own", None, "own"]}, index=[7, 3, 7], dtype="str",
    )  # fmt: skip
    assert_frame_equal(answering_offices(asked, now), expected)


def test_categories_give_the_same_as_texts():
    now = rows(("6401", "A-2", "Works"), *THREE)
    as_categories = now.astype("category")
    assert_frame_equal(answering_offices(ASKED.astype("category"), as_categories), answering_offices(ASKED, now))
