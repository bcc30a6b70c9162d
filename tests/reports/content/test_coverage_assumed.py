"""What no source says is named with its value; where there is none, how what is not known is counted."""

from types import SimpleNamespace

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.coverage_assumed import assumed_sentence

EN = SimpleNamespace(words=Words("en"))


@pytest.mark.parametrize(
    ("name", "bonus_max", "total_max", "said"),
    [
        ("bonus_max", 15.0, 100.0, "bonus at most (15)"),
        ("bonus_max", None, 100.0, "bonus at most (not known; a bonus that is not known counts as 0 to 100)"),
        ("bonus_max", None, None, "bonus at most (not known; none is applied)"),
        ("total_max", 15.0, 110.0, "total at most (110)"),
        ("total_max", 15.0, None, "total at most (not known; none is applied)"),
    ],
)
def test_a_limit_that_is_assumed_is_told_with_its_value(name, bonus_max, total_max, said):
    regulation = SimpleNamespace(bonus_max=bonus_max, total_max=total_max, rights=(), type_weights=(), classes=())

    sentence = assumed_sentence([name], EN, SimpleNamespace(regulation=regulation, labels={}))

    assert said in sentence
