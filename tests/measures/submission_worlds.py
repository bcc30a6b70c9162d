"""Small worlds of regulations, indicators and submissions: literal ones, and such as hypothesis draws."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from kkpham_analysis.measures import Regulation
from kkpham_analysis.measures.regulations import ScoreClass

STATUSES = ["none", "submitted", "verified", "rejected", "not_applicable"]
ROUNDS = [2029, 2030, 2031]
GROUPINGS = ["award_year", "province_code", "regency_code", "right_code", "group", "type", "indicator_code"]
INDICATOR_TYPES = {
    **dict.fromkeys(["regulation", "indicator_code", "right_code", "group", "type", "kind"], "str"),
    **dict.fromkeys(["award_year_from", "award_year_to"], "Int64"),
    "max_points": "Float64",
}
SUBMISSION_TYPES = {
    "award_year": "Int64",
    "regency_code": "str",
    "indicator_code": "str",
    "status": "str",
    "points": "Float64",
}


def regulation(**changes):
    """Three rights, types in the ratio 1 to 3, two classes that are compliant."""
    made_up = Regulation(
        regulation="9/2030",
        name="Peraturan 9/2030",
        award_id="Penghargaan",
        award_en="Award",
        award_year_from=2030,
        award_year_to=2039,
        indicators=6,
        formula="mean_of_rights",
        rights=(("A", 1.0), ("B", 1.0), ("C", 2.0)),
        type_weights=(("way", 25.0), ("end", 75.0)),
        inside_type="share_of_points",
        indicator_points=None,
        bonus_max=10.0,
        total_max=100.0,
        classes=(
            ScoreClass("gold", 80.0, True),
            ScoreClass("silver", 60.0, True),
            ScoreClass("bronze", 0.0, False),
        ),
        assumed=frozenset({"type_weight:end", "class:silver"}),
        likely=frozenset({"formula"}),
    )
    return replace(made_up, **changes)


def indicators(*rows, code="9/2030", rounds=(2030, 2039), kind="loaded"):
    """Indicators numbered from 1, from rows of right, type and points."""
    frame = pd.DataFrame(rows, columns=["right_code", "type", "max_points"])
    numbers = [f"{code}-{number:03d}" for number in range(1, len(rows) + 1)]
    frame = frame.assign(regulation=code, indicator_code=numbers, group="all", kind=kind)
    return frame.assign(award_year_from=rounds[0], award_year_to=rounds[1]).astype(INDICATOR_TYPES)


def one_of_each():
    """An indicator for each right and type of `regulation`."""
    return indicators(*[(right, kind, 10) for right in "ABC" for kind in ("way", "end")])


def submissions(*rows, code="9/2030"):
    """Submissions from rows of round, regency, number of the indicator, status and points."""
    frame = pd.DataFrame(rows, columns=["award_year", "regency_code", "indicator_code", "status", "points"])
    frame["indicator_code"] = [f"{code}-{number:03d}" for number in frame["indicator_code"]]
    return frame.astype(SUBMISSION_TYPES)


def regencies(*codes, rounds=(2031,)):
    """Regencies of rounds; the first two digits are the province."""
    rows = [(award_year, code[:2], code) for award_year in rounds for code in codes]
    columns = ["award_year", "province_code", "regency_code"]
    types = {"award_year": "Int64", "province_code": "str", "regency_code": "str"}
    return pd.DataFrame(rows, columns=columns).astype(types)


@dataclass(frozen=True)
class Handed:
    """The tables that coverage reads."""

    submissions: pd.DataFrame
    indicators: pd.DataFrame
    regencies: pd.DataFrame

    def tables(self):
        return self.submissions, self.indicators, self.regencies


POINTS = st.integers(0, 40).map(lambda quarters: quarters / 4)


@st.composite
def handed_in(draw):
    """Two regulations over three rounds, regencies of which one moves, and answers, some of them outside of all."""
    groups = st.sampled_from(["one", "two", None])
    kinds = st.sampled_from(["way", "end", None])
    row = st.tuples(st.sampled_from(["A", "B", "C"]), kinds, st.integers(40, 60).map(lambda points: points / 4), groups)
    lists = []
    for code, rounds in (("8/2020", (2029, 2029)), ("9/2030", (2030, 2031))):
        rows = draw(st.lists(row, min_size=1, max_size=5))
        frame = indicators(*[entry[:3] for entry in rows], code=code, rounds=rounds)
        lists.append(frame.assign(group=pd.Series([entry[3] for entry in rows], dtype="str")))
    listed = pd.concat(lists, ignore_index=True)
    codes = draw(st.lists(st.sampled_from(["1101", "1102", "1201", "1202"]), min_size=1, unique=True))
    judged = regencies(*codes, rounds=draw(st.lists(st.sampled_from(ROUNDS), min_size=1, unique=True)))
    moved = (judged["regency_code"] == "1101") & (judged["award_year"] == 2031)
    judged["province_code"] = judged["province_code"].mask(moved, "12")
    key = st.tuples(
        st.sampled_from([2028, *ROUNDS]),
        st.sampled_from([*codes, "9901"]),
        st.sampled_from(list(listed["indicator_code"])),
    )
    keys = draw(st.lists(key, max_size=25, unique=True))
    return Handed(_answers(draw, keys), listed, judged)


SEEDS = st.integers(0, 2**32 - 1)


def all_over(seed):
    """Several hundred answers of each status, to two regulations in three rounds, and some outside of all.

    Where answers are drawn one by one, few worlds have enough of them to tell one formula from another.
    """
    chance = np.random.default_rng(seed)
    listed = pd.concat([_mixed(chance, 7, "8/2020", (2029, 2029)), _mixed(chance, 11, "9/2030", (2030, 2031))],
                       ignore_index=True)  # fmt: skip
    judged = regencies("1101", "1102", "1103", "1201", "1202", "1301", "1302", rounds=ROUNDS)
    moved = (judged["regency_code"] == "1103") & (judged["award_year"] == 2031)
    judged["province_code"] = judged["province_code"].mask(moved, "12")
    aside = pd.DataFrame({"award_year": [2028, 2031], "regency_code": ["1101", "9901"]})
    asked = pd.concat([judged[["award_year", "regency_code"]], aside]).merge(listed["indicator_code"], how="cross")
    answers = asked[chance.random(len(asked)) < 0.8].sample(frac=1, random_state=chance)
    points = np.where(chance.random(len(answers)) < 0.3, np.nan, chance.integers(0, 21, len(answers)) / 2)
    answers = answers.assign(status=np.resize(STATUSES, len(answers)), points=points)
    return Handed(answers.reset_index(drop=True).astype(SUBMISSION_TYPES), listed, judged)


def _mixed(chance, number, code, rounds):
    """Indicators of all rights and types in turn, no two of the same weight, and groups across both."""
    rights, kinds, groups = (np.resize(names, number) for names in (["A", "B", "C"], ["way", "end"], ["one", "two"]))
    weights = chance.permutation(number) / 2 + 10
    chance.shuffle(groups)
    return indicators(*zip(rights, kinds, weights, strict=True), code=code, rounds=rounds).assign(group=groups)


def _answers(draw, keys):
    """A row for each key, with a status and points."""
    cells = [(*entry, draw(st.sampled_from(STATUSES)), draw(st.none() | POINTS)) for entry in keys]
    return pd.DataFrame(cells, columns=list(SUBMISSION_TYPES)).astype(SUBMISSION_TYPES)


@st.composite
def answered_frames(draw):
    """Two rounds in which most of what is asked is answered; and one of the answers asked for, there or not."""
    shapes = st.tuples(st.sampled_from("AB"), st.sampled_from(["way", "end"]), st.sampled_from([1, 2.5, 10]))
    listed = indicators(*draw(st.lists(shapes, min_size=1, max_size=4)))
    judged = regencies(
        *draw(st.sampled_from([["1101"], ["1101", "1201"], ["1101", "1102", "1201"]])), rounds=(2030, 2031)
    )
    asked = [(*row, code) for row in judged[["award_year", "regency_code"]].itertuples(index=False, name=None)
             for code in listed["indicator_code"]]  # fmt: skip
    left_out = draw(st.sets(st.sampled_from(asked), max_size=len(asked) // 2))
    aside = [(2031, "9901", listed["indicator_code"].iloc[0])]
    keys = [key for key in asked if key not in left_out] + aside
    return Handed(_answers(draw, keys), listed, judged), draw(st.sampled_from(asked))
