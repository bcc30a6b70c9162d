"""The part on how firm verdicts are: other thresholds, less evidence, tipping regencies; open is never taken for no."""

from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.firmness import firmness_part

PLACES = pd.DataFrame({"regency_code": ["6501", "6571"], "full_name": ["Kabupaten Bulungan", "Kota Tarakan"]})


def verdicts(*rows):
    columns = ["case", "regency_code", "settled_as", "threshold_percent", "meets_rule", "compared_with", "changed"]
    frame = pd.DataFrame(list(rows), columns=columns).assign(award_year=2023, province_code="65", province="Kaltara")
    frame = frame.assign(rule=[f">={percent:g}%" for percent in frame["threshold_percent"]], round_rule=">=60%")
    return frame.astype(dict.fromkeys(["settled_as", "meets_rule", "compared_with", "changed"], "boolean"))


KNOWN = [
    ("as_known", None, None, 50.0, True, True, False),
    ("as_known", None, None, 60.0, True, True, False),
    ("as_known", None, None, 62.5, False, True, True),
    ("without_news", None, None, 60.0, None, True, True),
]


def part_of(*rows, language="en", rule=">=60%"):
    facts = SimpleNamespace(words=Words(language), award_year=2023, round_rule=rule, regencies=PLACES)
    return firmness_part(facts, verdicts(*rows))


def test_provinces_are_counted_by_threshold_and_evidence_and_open_ones_by_themselves():
    prose, table, none = part_of(*KNOWN).contents

    assert prose.text.endswith("The rule of the round: at least 60\u00a0%.")
    assert table.frame[["case", "threshold", "met", "not_met", "open", "changed"]].to_numpy().tolist() == [
        ["as_known", "50\u00a0%", 1, 0, 0, "0"],
        ["as_known", "60\u00a0%", 1, 0, 0, "0"],
        ["as_known", "62.5\u00a0%", 0, 1, 0, "1"],
        ["without_news", "60\u00a0%", 0, 0, 1, "1"],
    ]
    assert none.text.startswith("There is no tipping regency")


def test_a_regency_on_which_the_verdict_hangs_is_named_with_both_verdicts():
    flips = [
        ("flipped", "6571", False, 60.0, None, True, True),
        ("flipped", "6501", False, 60.0, True, True, False),
        ("flipped", "6571", False, 50.0, False, True, True),
    ]
    *_, table = part_of(*KNOWN, *flips).contents

    assert table.frame[["province", "regency", "settled", "now", "then"]].to_numpy().tolist() == [
        ["Kaltara", "Kota Tarakan", "not compliant", "met", "open"]
    ]


@pytest.mark.parametrize(("language", "said"), [("id", "tidak diketahui"), ("en", "is not known")])
def test_without_a_rule_there_is_no_verdict_to_compare_with(language, said):
    prose, *rest = part_of(*KNOWN, language=language, rule=None).contents

    assert said in prose.text
    assert len(rest) == 1


def test_of_a_round_without_claims_nothing_is_shown():
    facts = SimpleNamespace(words=Words("en"))

    assert firmness_part(facts, pd.DataFrame()) is None
