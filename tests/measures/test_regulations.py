"""A regulation is read from tables; what they lack is said with what to do."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkpham_analysis.measures import regulation_of
from kkpham_analysis.measures.regulations import ScoreClass

RAW = Path(__file__).parents[2] / "data" / "raw"
SETTINGS = ["setting", "of", "value", "certainty"]


def made_up(settings=(), classes=(("gold", 80.0, "assumed"), ("none", 0.0, "certain"))):
    """The five tables of one regulation, 9/2030, with two rights."""
    regulations = pd.DataFrame(
        {"regulation": ["9/2030"], "name_id": "Peraturan", "award_id": "Penghargaan", "award_en": "Award",
         "award_year_from": [2030], "award_year_to": [2032], "indicators": [4]}
    )  # fmt: skip
    rows = pd.DataFrame(list(settings), columns=SETTINGS).astype("str").assign(regulation="9/2030")
    limits = pd.DataFrame(list(classes), columns=["category", "points_from", "certainty"]).assign(regulation="9/2030")
    categories = pd.DataFrame({"category": ["none", "gold"], "is_compliant": pd.array([False, True], dtype="boolean")})
    rights = pd.DataFrame({"regulation": "9/2030", "right_code": ["A", "B"]})
    return regulations, rows, limits, categories, rights


MEAN = [
    ("formula", None, "mean_of_rights", "likely"),
    ("type_weight", "way", "1", "certain"),
    ("type_weight", "end", "3", "assumed"),
    ("inside_type", None, "share_of_points", "assumed"),
]


def test_a_regulation_is_what_its_tables_say():
    regulation = regulation_of(*made_up(MEAN), award_year=2031)

    assert regulation.rights == (("A", 1.0), ("B", 1.0))
    assert regulation.type_weights == (("way", 1.0), ("end", 3.0))
    assert regulation.classes == (ScoreClass("gold", 80.0, True), ScoreClass("none", 0.0, False))
    assert (regulation.bonus_max, regulation.total_max, regulation.indicator_points) == (None, None, None)
    assert regulation.assumed == {"type_weight:end", "inside_type", "class:gold"}
    assert regulation.likely == {"formula"}
    assert (regulation.compliant, regulation.compliant_from) == ({"gold"}, 80.0)


def test_rights_weigh_what_is_set_for_them():
    weights = [("right_weight", "A", "2", "certain"), ("right_weight", "B", "0.5", "certain")]
    regulation = regulation_of(*made_up([*MEAN, *weights]), regulation="9/2030")

    assert regulation.rights == (("A", 2.0), ("B", 0.5))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (MEAN[1:], "9/2030 has no formula; set it to one of: points_of_all, mean_of_rights"),
        ([("formula", None, "guess", "certain")], "formula of 9/2030 is 'guess', which is not known; use one of: "),
        (MEAN[:1] + MEAN[3:], "9/2030 has no type_weight, which its formula needs; add a row for each type"),
        (MEAN[:3], "9/2030 has no inside_type; set it to one of: share_of_points"),
        ([*MEAN, ("bonus_max", None, "ten", "certain")], "bonus_max of 9/2030 is 'ten'; write a number from 0 on"),
        ([*MEAN, ("total_max", None, "-1", "certain")], "total_max of 9/2030 is '-1'; write a number from 0 on"),
        ([*MEAN, ("type_weight", "both", None, "certain")], "type_weight of 9/2030 has no value for both"),
        ([*MEAN, ("right_weight", "A", "2", "certain")], "right_weight of 9/2030 is missing for B; add them"),
    ],
    ids=["no formula", "formula", "weights", "inside", "bonus", "total", "empty weight", "right"],
)
def test_a_setting_that_will_not_do_is_refused_with_what_to_do(settings, message):
    with pytest.raises(ValueError, match=message):
        regulation_of(*made_up(settings), award_year=2031)


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ((), "regulation_classes has no class of 9/2030"),
        ((("silver", 10.0, "certain"),), "silver of 9/2030 is not in the table categories"),
        ((("gold", 10.0, "certain"), ("none", 10.0, "certain")), "two classes of 9/2030 begin at the same total"),
        ((("gold", 10.0, "certain"), ("none", None, "certain")), "class none of 9/2030 has no lowest total"),
        ((("gold", None, "certain"), ("none", None, "certain")), "class gold, none of 9/2030 has no lowest total"),
    ],
    ids=["none", "unknown", "equal", "no limit", "no limits"],
)
def test_classes_that_will_not_do_are_refused(classes, message):
    with pytest.raises(ValueError, match=message):
        regulation_of(*made_up(MEAN, classes), award_year=2031)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"award_year": 2033}, "no regulation for the round of 2033 in the table .*9/2030: 2030–2032"),
        ({"regulation": "1/1999"}, "no regulation called 1/1999"),
        ({}, "give either award_year or regulation"),
        ({"award_year": 2031, "regulation": "9/2030"}, "give either award_year or regulation"),
    ],
    ids=["round", "name", "neither", "both"],
)
def test_a_regulation_that_is_not_there_is_refused_with_those_that_are(asked, message):
    with pytest.raises(ValueError, match=message):
        regulation_of(*made_up(MEAN), **asked)


def test_a_class_is_reached_at_its_limit_and_not_by_rounding_for_print():
    regulation = regulation_of(*made_up(MEAN), award_year=2031)

    assert regulation.class_of(79.995).category == "none"
    assert regulation.class_of(79.99999999999999).category == "gold"
    assert regulation.class_of(-1) is None


@given(st.sampled_from([0.0, 80.0]), st.integers(-3, 3), st.sampled_from([1e-12, 4e-10, 6e-10, 1e-9, 0.01]))
def test_what_is_compliant_by_its_total_is_so_by_its_class(limit, steps, step):
    regulation = regulation_of(*made_up(MEAN), award_year=2031)
    total = limit + steps * step
    found = regulation.class_of(total)

    assert regulation.is_compliant(np.array([total])).tolist() == [found is not None and found.is_compliant]
