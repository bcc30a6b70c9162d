"""Which rule for provinces holds in a round, written as one writes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

ROUND_RULE_COLUMNS = {
    "award_year": "Int64",
    "rule": "str",
    "source_ids": "str",
    "dissenting_source_ids": "str",
    "dissenting_rules": "str",
}


def rules_in_words(rules: pd.DataFrame) -> pd.DataFrame:
    """The rules with `rule`, the rule as one writes it: `>60%`, or `>=60% of participants`.

    >>> import pandas as pd
    >>> rules_in_words(pd.DataFrame({"operator": [">", ">="], "threshold_percent": [60.0, 62.5],
    ...                              "denominator": ["regencies", "participants"]}))["rule"].tolist()
    ['>60%', '>=62.5% of participants']
    """
    of_whom = rules["denominator"].map({"regencies": "", "participants": " of participants"})
    threshold = rules["threshold_percent"].map("{:g}".format).astype("str")
    return rules.assign(rule=(rules["operator"] + threshold + "%" + of_whom).astype("str"))


def rules_by_round(rules: pd.DataFrame, *, rounds: Iterable[int]) -> pd.DataFrame:
    """The rule that earned a province its award in each round, with the sources that give it.

    Parameters
    ----------
    rules : DataFrame
        One row per rule, as collected or as `load("rules")` gives them: `award_year_from`, `award_year_to`, `level`,
        `operator`, `threshold_percent`, `denominator`, `source_ids`, `dissenting_source_ids`, `dissenting_rules`.
    rounds : iterable of int
        The rounds.

    Returns
    -------
    DataFrame
        One row per round, in order: `award_year`, `rule` (`>60%`), `source_ids`, `dissenting_source_ids` and the
        rules that these give, `dissenting_rules` (`;` between them). All but the round are missing where no rule for
        provinces is known.

    Raises
    ------
    ValueError
        When more than one rule holds in a round.

    Examples
    --------
    >>> import pandas as pd
    >>> rules = pd.DataFrame({"award_year_from": [2019, 2023], "award_year_to": [2020, 2023], "level": "province",
    ...     "operator": ">", "threshold_percent": [50.0, 60.0], "denominator": "regencies",
    ...     "source_ids": ["K1", "K2;K3"], "dissenting_source_ids": ["K4", None], "dissenting_rules": [">=50%", None]})
    >>> rules_by_round(rules, rounds=[2018, 2020, 2023])
       award_year  rule source_ids dissenting_source_ids dissenting_rules
    0        2018   NaN        NaN                   NaN              NaN
    1        2020  >50%         K1                    K4            >=50%
    2        2023  >60%      K2;K3                   NaN              NaN
    """
    import pandas as pd

    provincial = rules_in_words(rules[rules["level"] == "province"])
    asked = pd.DataFrame({"award_year": sorted({int(award_year) for award_year in rounds})}, dtype="Int64")
    pairs = asked.merge(provincial, how="cross")
    holding = pairs[pairs["award_year"].between(pairs["award_year_from"], pairs["award_year_to"])]
    twice = holding.loc[holding["award_year"].duplicated(), "award_year"]
    if len(twice):
        raise ValueError(f"more than one rule for provinces holds in {twice.iloc[0]}; mend award_year_from or _to")
    found = asked.merge(holding[list(ROUND_RULE_COLUMNS)], on="award_year", how="left", validate="one_to_one")
    return found.astype(ROUND_RULE_COLUMNS)


def rule_of_round(rules: pd.DataFrame, award_year: int) -> str | None:
    """The rule that earned a province its award in a round, whether or not anything was awarded; None where not known.

    >>> import pandas as pd
    >>> rules = pd.DataFrame({"award_year_from": [2019], "award_year_to": [2020], "level": "province", "operator": ">",
    ...     "threshold_percent": [50.0], "denominator": "regencies", "source_ids": "K1", "dissenting_source_ids": None,
    ...     "dissenting_rules": None})
    >>> rule_of_round(rules, 2020), rule_of_round(rules, 2021)
    ('>50%', None)
    """
    return next(iter(rules_by_round(rules, rounds=[award_year])["rule"].dropna()), None)


def rounds_of_sources(rule_claims: pd.DataFrame, source_ids: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The rounds of whose rule each source speaks, in order; a source of which none was taken down is left out.

    >>> import pandas as pd
    >>> claims = pd.DataFrame({"award_year": [2020, 2019, 2022], "source_id": ["K1", "K1", "K3"]})
    >>> rounds_of_sources(claims, ["K1", "K2"])
    {'K1': (2019, 2020)}
    """
    told = rule_claims[rule_claims["source_id"].isin(list(source_ids))].dropna(subset="award_year")
    by_source = told.groupby("source_id")["award_year"]
    return {str(source_id): tuple(sorted({int(year) for year in years})) for source_id, years in by_source}
