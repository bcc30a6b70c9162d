"""The part on how firm verdicts are: other thresholds, less evidence, tipping regencies; open is never taken for no."""

from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.firmness import firmness_part, tables_part

PLACES = pd.DataFrame({"regency_code": ["6501", "6571"], "full_name": ["Kabupaten Bulungan", "Kota Tarakan"]})


def verdicts(*rows):
    columns = ["case", "regency_code", "settled_as", "threshold_percent", "meets_rule", "compared_with", "changed"]
    frame = pd.DataFrame(list(rows), columns=columns).assign(award_year=2023, province_code="65", province="Kaltara")
    frame = frame.assign(decided=[there is not None and had is None for *_, there, had, _ in rows])
    frame = frame.assign(rule=[f">={percent:g}%" for percent in frame["threshold_percent"]], round_rule=">=60%")
    return frame.astype(dict.fromkeys(["settled_as", "meets_rule", "compared_with", "changed", "decided"], "boolean"))


KNOWN = [
    ("as_known", None, None, 50.0, True, True, False),
    ("as_known", None, None, 60.0, True, True, False),
    ("as_known", None, None, 62.5, False, True, True),
    ("without_news", None, None, 60.0, None, True, True),
]


def parts_of(*rows, language="en", rule=">=60%"):
    facts = SimpleNamespace(words=Words(language), award_year=2023, round_rule=rule, regencies=PLACES)
    said = facts, verdicts(*rows)
    return firmness_part(*said), *tables_part(*said).contents


def test_provinces_are_counted_by_threshold_and_evidence_and_open_ones_by_themselves():
    part, table, none = parts_of(*KNOWN)

    assert part.contents[0].text.endswith("The rule of the round: at least 60\u00a0%.")
    assert table.frame[["case", "threshold", "met", "not_met", "open", "changed", "decided"]].to_numpy().tolist() == [
        ["as_known", "50\u00a0%", 1, 0, 0, "0", "0"],
        ["as_known", "60\u00a0%", 1, 0, 0, "0", "0"],
        ["without_news", "60\u00a0%", 0, 0, 1, "1", "0"],
    ]
    assert none.text.startswith("There is no tipping regency")


def test_a_verdict_that_is_there_only_at_another_threshold_is_counted_by_itself_and_not_as_changed():
    rows = [("as_known", None, None, 50.0, True, None, False), ("as_known", None, None, 60.0, None, None, False)]
    _, table, _ = parts_of(*rows)

    assert table.frame[["threshold", "met", "open", "changed", "decided"]].to_numpy().tolist() == [
        ["50\u00a0%", 1, 0, "0", "1"],
        ["60\u00a0%", 0, 1, "0", "0"],
    ]
    assert {key: table.columns[key] for key in ("changed", "decided")} == {
        "changed": "Verdicts changed",
        "decided": "Verdicts only there",
    }


def test_of_the_thresholds_of_the_figure_the_table_has_each_fifth_and_that_of_the_rule():
    rows = [("as_known", None, None, percent, True, True, False) for percent in (50.0, 51.0, 62.5, 65.0)]
    at_62 = verdicts(*rows).assign(round_rule=">=62.5%")
    facts = SimpleNamespace(words=Words("en"), award_year=2023, round_rule=">=62.5%", regencies=PLACES)

    assert tables_part(facts, at_62).contents[0].frame["threshold"].tolist() == [
        "50\u00a0%",
        "62.5\u00a0%",
        "65\u00a0%",
    ]


def test_a_regency_on_which_the_verdict_hangs_is_named_with_both_verdicts():
    flips = [
        ("flipped", "6571", False, 60.0, None, True, True),
        ("flipped", "6501", False, 60.0, True, True, False),
        ("flipped", "6571", False, 50.0, False, True, True),
    ]
    *_, table = parts_of(*KNOWN, *flips)

    assert table.frame[["province", "regency", "settled", "now", "then"]].to_numpy().tolist() == [
        ["Kaltara", "Kota Tarakan", "not compliant", "met", "open"]
    ]


@pytest.mark.parametrize(("language", "said"), [("id", "tidak diketahui"), ("en", "is not known")])
def test_without_a_rule_there_is_no_verdict_to_compare_with(language, said):
    part, *tables = parts_of(*KNOWN, language=language, rule=None)

    assert said in part.contents[0].text
    assert len(tables) == 1


def test_of_a_round_without_claims_nothing_is_shown():
    said = SimpleNamespace(words=Words("en")), pd.DataFrame()

    assert firmness_part(*said) is tables_part(*said) is None
