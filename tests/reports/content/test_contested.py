"""Statuses in tables: which bear a mark, and what the marks say."""

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import contested

EN = Words("en")
STATUS = pd.DataFrame(
    {
        "award_year": 2023,
        "regency_code": ["6401", "6402", "6403", "6404", "6405"],
        "status": ["compliant", "compliant", "not_compliant", "not_named", "unknown"],
        "contested": [False, False, True, False, False],
        "inferred": [True, False, True, False, False],
    }
)


def test_a_status_that_is_inferred_is_marked_and_one_that_is_contested_too_has_both_marks():
    marked = contested.marked_statuses(STATUS)

    assert marked.tolist() == ["compliant~", "compliant", "not_compliant~*", "not_named", "unknown"]


def test_what_is_inferred_stands_beside_what_is_stated_in_the_order_that_tables_are_sorted_by():
    assert list(contested.told_labels({"compliant": "Caring", "not_named": "not named"}, EN)) == [
        "compliant", "compliant*", "compliant~", "compliant~*",
        "not_named", "not_named*", "not_named~", "not_named~*",
    ]  # fmt: skip


def test_the_marks_are_told_in_words_with_a_note_and_an_inferred_status_keeps_its_tone():
    shown = pd.DataFrame({"2023": ["compliant~", "compliant"], "2022": ["unknown", "unknown"]})

    assert contested.told_labels({"compliant": "Caring"}, EN) == {
        "compliant": "Caring",
        "compliant~": "Caring, inferred",
        "compliant*": "Caring, disputed",
        "compliant~*": "Caring, inferred, disputed",
    }
    assert contested.marked_tones({"compliant": "yes"}) == {
        "compliant": "yes", "compliant~": "yes", "compliant*": "disputed", "compliant~*": "disputed"
    }  # fmt: skip
    assert contested.notes_on(shown, EN) == ["", EN.phrase("report.inferred_note")]
    assert contested.notes_on(shown.tail(1), EN) == ["", ""]
