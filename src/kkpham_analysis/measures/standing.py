"""Where the regencies of a province stand by the formula: who is compliant in any case, who can be, who may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from kkpham_analysis.measures.boards import SCORED_BY, Board, board_of
from kkpham_analysis.measures.cells import Amounts, Flags, check_level
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.regulations import Regulation
from kkpham_analysis.measures.rules import parse_rule
from kkpham_analysis.measures.scores import rests_on, with_totals
from kkpham_analysis.tables.vocabulary import HANDED_IN, REGENCY_KEYS


@dataclass(frozen=True)
class Standing:
    """Where the regencies of a province stand: by total in any case, and which are compliant by it.

    Of the others, `can_be` can be, and `open` are not known not to be: they handed in nothing (not `handed_in`),
    nothing applies to them (`totals` is nan), or what is not known could decide.
    """

    board: Board
    totals: Amounts
    compliant: Flags
    can_be: Flags
    handed_in: Flags
    open: Flags
    needed: int | None

    @property
    def short(self) -> int | None:
        """How many more must be compliant; None where not even all regencies would meet the rule."""
        return None if self.needed is None else self.needed - int(self.compliant.sum())


class Asked(NamedTuple):
    """What is asked of a province; arguments as of `paths_to_rule`."""

    submissions: pd.DataFrame
    indicators: pd.DataFrame
    judged: pd.DataFrame
    regulation: Regulation
    province_code: str
    rule: str
    action_points: pd.DataFrame | None
    level: str


def standing_of(asked: Asked) -> Standing:
    """Where the regencies of a province stand."""
    regulation = asked.regulation
    check_level(asked.level)
    settled = parse_rule(asked.rule)
    if settled.denominator != "regencies":
        raise UnfitError("unfit.rule_of_participants", rule=asked.rule)
    award_year = round_of(asked.judged)
    own = asked.judged[asked.judged["province_code"] == asked.province_code]
    if own.empty:
        raise UnfitError("unfit.no_regency_of_province", province=asked.province_code, award_year=award_year)
    board = board_of(asked.submissions, asked.indicators, regulation, level=asked.level, judged=own)
    totals, most = (_totals(points, board, asked) for points in (board.low, board.reach))
    compliant, can_be, may_be = (
        regulation.is_compliant(bound) for bound in (totals, most, _totals(board.high, board, asked, end="total_high"))
    )
    handed_in = _handed_in(asked.submissions, board)
    open_ = ~compliant & (~handed_in | may_be | np.isnan(totals))
    return Standing(board, totals, compliant, ~compliant & can_be, handed_in, open_, settled.needed(len(own)))


def _handed_in(submissions: pd.DataFrame, board: Board) -> Flags:
    """Which regencies of the board handed in anything that was asked of them."""
    said = submissions[submissions["status"].isin(HANDED_IN).astype(bool)]
    said = said[said["indicator_code"].isin(board.items["indicator_code"])]
    known = pd.MultiIndex.from_frame(said[REGENCY_KEYS].astype({"award_year": "int64", "regency_code": "str"}))
    return np.asarray(pd.MultiIndex.from_frame(board.keys.astype({"award_year": "int64"})).isin(known))


def _totals(points: Amounts, board: Board, asked: Asked, *, end: str = "total_low") -> Amounts:
    """Bound of the total that each regency has with these points, nan where nothing applies; without limit, any."""
    score = pd.Series(SCORED_BY[asked.regulation.formula].score(points, board, asked.regulation), dtype="Float64")
    scores = board.keys.assign(score=score, score_low=score, score_high=score)
    totals = with_totals(scores, asked.regulation, asked.action_points)[end]
    return np.where(score.isna(), np.nan, totals.to_numpy("float64", na_value=np.inf))


def assumed_of(board: Board, asked: Asked) -> list[str]:
    """What the way of each regency rests on that no source says: its score, and the limit that it has to reach."""
    regulation = asked.regulation
    limits = (f"class:{one.category}" for one in regulation.classes if one.points_from == regulation.compliant_from)
    limit = [name for name in limits if name in regulation.assumed]
    settings = rests_on(board, regulation, with_total=asked.action_points is not None)
    return [";".join(filter(None, [own, *limit])) for own in settings]
