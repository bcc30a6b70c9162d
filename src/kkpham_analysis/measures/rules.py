"""The rule that earns a province its award: read from text, compared exactly."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kkpham_analysis.measures.problems import UnfitError

if TYPE_CHECKING:
    import pandas as pd

COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {">": operator.gt, ">=": operator.ge}
PATTERN = re.compile(r"(>=|>|≥)\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*%\s*(?:of\s+(participants|regencies))?")


class ThresholdError(UnfitError):
    """Raised where a threshold is no percentage: above 100, or between 0 and 1, which is meant as a share."""


@dataclass(frozen=True)
class Rule:
    """What share of compliant regencies earns the award: `comparison` `threshold` of `denominator`.

    `threshold` is an exact fraction of 1; `denominator` is `regencies` (all of the province) or `participants`.
    """

    comparison: str
    threshold: Fraction
    denominator: str = "regencies"

    def __str__(self) -> str:
        """Write the rule as text that `parse_rule` reads: `>60%`."""
        percent = self.threshold * 100
        number = str(percent.numerator) if percent.denominator == 1 else f"{float(percent):.6f}".rstrip("0")
        return f"{self.comparison}{number}%" + (" of participants" if self.denominator == "participants" else "")

    def is_met(self, compliant: int, of: int) -> bool:
        """Whether `compliant` of `of` meet the rule; of nothing, nothing does."""
        return of > 0 and COMPARISONS[self.comparison](Fraction(compliant, of), self.threshold)

    def verdict(self, low: int, high: int, of: int) -> bool | None:
        """Whether any number from `low` to `high` of `of` meets the rule; None where some do and others do not."""
        ends = {self.is_met(low, of), self.is_met(min(high, of), of)}
        return ends.pop() if len(ends) == 1 else None

    def needed(self, of: int) -> int | None:
        """Count the fewest compliant regencies of `of` that meet the rule; None where not even all do."""
        fewest = math.ceil(self.threshold * of)
        if not self.is_met(fewest, of):
            fewest += 1
        return fewest if fewest <= of and self.is_met(fewest, of) else None


def parse_rule(text: str) -> Rule:
    """Rule from text such as `">60%"`, `">=60%"`, `">50%"` or `">=60% of participants"`.

    Raises
    ------
    ValueError
        When the text is not of that form; a `ThresholdError` where the threshold is none (see `threshold_of`).

    Examples
    --------
    >>> rule = parse_rule(">60%")
    >>> rule.is_met(3, 5), rule.is_met(7, 10), rule.needed(5), str(parse_rule("≥ 62,5 %"))
    (False, True, 4, '>=62.5%')
    """
    found = PATTERN.fullmatch(str(text).strip())
    if found is None:
        raise UnfitError("unfit.rule", rule=text)
    try:
        threshold = threshold_of(Fraction(found[2].replace(",", ".")))
    except ThresholdError:
        raise ThresholdError("unfit.rule_threshold", rule=text) from None
    return Rule(found[1].replace("≥", ">="), threshold, found[3] or "regencies")


def threshold_of(percent: Fraction) -> Fraction:
    """Give a threshold as a part of one.

    Raises
    ------
    ThresholdError
        When it is above 100 %, or below 1 % and not 0: then it was meant as a share, and no rule asks for so little.

    Examples
    --------
    >>> threshold_of(Fraction(60))
    Fraction(3, 5)
    """
    if percent != 0 and not 1 <= percent <= 100:
        raise ThresholdError("unfit.threshold", found=f"{float(percent):g}")
    return percent / 100


def single_rule(rules: Iterable[object]) -> str | None:
    """Give the one rule of a round; None where there is none, or more than one.

    Examples
    --------
    >>> single_rule([">60%", None, ">60%"]), single_rule([">60%", ">50%"])
    ('>60%', None)
    """
    known = {rule for rule in rules if isinstance(rule, str)}
    return known.pop() if len(known) == 1 else None


@dataclass(frozen=True)
class Trial:
    """A rule that a reader tries on a round, and the round's own; None where that is not known."""

    rule: str
    round_rule: str | None


def beside_round_rule(shares: pd.DataFrame, round_rule: str | None) -> pd.DataFrame:
    """Shares with `round_rule`, the round's own rule, so that figures can tell a trial from it.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of one round, under a rule that was given.
    round_rule : str or None
        The rule of the round; None where it is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> beside_round_rule(pd.DataFrame({"rule": [">50%"], "meets_rule": [True]}), "> 60 %")
       rule round_rule  meets_rule
    0  >50%       >60%        True
    """
    marked = shares.assign(round_rule=None if round_rule is None else str(parse_rule(round_rule)))
    columns = list(shares.columns)
    columns.insert(columns.index("rule") + 1, "round_rule")
    return marked[columns].astype({"round_rule": "str"})


def trial_of(shares: pd.DataFrame) -> Trial | None:
    """Trial that shares of one round are judged by; None where they are judged by the rule of their round.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of one round; without `round_rule` (`beside_round_rule`) under the rule of the round.

    Examples
    --------
    >>> import pandas as pd
    >>> trial_of(pd.DataFrame({"rule": [">50%"], "round_rule": [">60%"]}))
    Trial(rule='>50%', round_rule='>60%')
    >>> trial_of(pd.DataFrame({"rule": [">60%"], "round_rule": [">60%"]}))
    """
    if "round_rule" not in shares:
        return None
    pairs = shares.loc[shares["rule"].notna(), ["rule", "round_rule"]].drop_duplicates()
    if len(pairs) != 1:
        return None
    rule, own = pairs.iloc[0]
    if own == rule:
        return None
    return Trial(str(rule), str(own) if isinstance(own, str) else None)
