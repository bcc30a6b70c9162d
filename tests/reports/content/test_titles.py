"""What the award is called in a round, and what a measure of claims counts: as the tables say."""

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.titles import programme_name, titles_apart
from kkpham_analysis.reports.content.wording import measure_labels

REGULATIONS = pd.DataFrame(
    {
        "award_year_from": [2030, 2033],
        "award_year_to": [2031, 2034],
        "award_id": ["Kabupaten Ramah", "Daerah Patuh"],
        "award_en": ["Friendly Regency", "Complying Region"],
    }
)


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        ([2030], "Friendly Regency"),
        ([2030, 2031], "Friendly Regency"),
        ([2031, 2032, 2033], "Friendly Regency and Complying Region"),
        ([2032], "Regencies and cities named “Good”"),
    ],
)
def test_the_regulation_of_a_round_names_its_award(rounds, expected):
    assert programme_name(REGULATIONS, rounds, "“Good”", Words("en")) == expected


def test_a_measure_that_counts_titles_is_called_after_them():
    titles = {"patuh": "Complies", "cukup_patuh": "Fairly complies"}
    measures = ["cukup_patuh_regencies", "awarded_regencies", "total_regencies"]
    assert measure_labels(measures, titles, Words("en")) == {
        "cukup_patuh_regencies": "number of regencies and cities named “Fairly complies”",
        "awarded_regencies": "number of regencies and cities named",
        "total_regencies": "number of regencies",
    }


TITLES = pd.DataFrame({"category": ["full", "high", "low"], "label": ["Fully", "Highly", "Barely"]})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["full", "high", "low", None], {"full": "Fully", "high": "Highly", "low": "Barely"}),
        (["full", "full", "low", None], {}),
    ],
    ids=["two that count", "one that counts"],
)
def test_titles_are_told_apart_where_several_count(given, expected):
    status = pd.DataFrame({"status": ["compliant", "compliant", "not_compliant", "unknown"], "category": given})
    assert titles_apart(status, TITLES) == expected
    assert titles_apart(status.drop(columns="category"), TITLES) == {}
