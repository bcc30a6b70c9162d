"""The rule that earns a province its award: read from text, compared exactly."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {">": operator.gt, ">=": operator.ge}
PATTERN = re.compile(r"(>=|>|≥)\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*%\s*(?:of\s+(participants|regencies))?")


class ThresholdError(ValueError):
    """Raised where a rule asks for more than all."""


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
        When the text is not of that form; a `ThresholdError` where the threshold is above 100 %.

    Examples
    --------
    >>> rule = parse_rule(">60%")
    >>> rule.is_met(3, 5), rule.is_met(7, 10), rule.needed(5), str(parse_rule("≥ 62,5 %"))
    (False, True, 4, '>=62.5%')
    """
    found = PATTERN.fullmatch(str(text).strip())
    if found is None:
        raise ValueError(f"rule '{text}' is not understood; write it as '>60%', '>=60%' or '>=60% of participants'")
    percent = Fraction(found[2].replace(",", "."))
    if percent > 100:
        raise ThresholdError(f"rule '{text}': the threshold must be from 0 to 100 %, as in '>60%'")
    return Rule(found[1].replace("≥", ">="), percent / 100, found[3] or "regencies")
