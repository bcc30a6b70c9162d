"""Numbers and texts of the two languages."""

import re

import numpy as np
import pandas as pd
import pytest

from kkpham_analysis.language import LANGUAGES, Words, in_folder, phrases

EN, ID = Words("en"), Words("id")


@pytest.mark.parametrize("share", [1, 1.0, np.int64(1), np.float32(1), pd.Series([1], dtype="Int64")[0]], ids=repr)
def test_a_share_of_any_kind_of_number_is_a_percentage(share):
    assert ID.percent(share) == "100,0\u00a0%"


@pytest.mark.parametrize("share", [None, pd.NA, float("nan"), np.nan], ids=repr)
def test_a_share_that_is_missing_is_unknown(share):
    assert (ID.percent(share), EN.percent(share)) == ("belum diketahui", "not known")


def test_a_text_follows_its_count_whatever_kind_of_number_it_is():
    said = [EN.phrase("report.about_sources", count=count, newest="2023", version="1") for count in (np.int64(1), 2)]

    assert ["page below" in text for text in said] == [True, False]
    assert ["pages below" in text for text in said] == [False, True]


@pytest.mark.parametrize(("count", "said"), [(1, "One other source states it."), (np.int64(2), "Two other sources"),
                                             (12, "12 other sources")])  # fmt: skip
def test_a_sentence_begins_with_a_small_count_in_words(count, said):
    assert EN.phrase("regency.also_stated", count=count, cited="").startswith(said)


def test_a_year_in_a_text_has_no_mark_of_thousands():
    assert "2023" in ID.phrase("report.changes", year=np.int64(2023))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (12.5, 0, "13"),
        (37.5, 0, "38"),
        (6.25, 1, "6,3"),
        (48.59499999999999, 2, "48,60"),
        (74.9949999, 2, "74,99"),
        (-0.25, 1, "−0,3"),
        (1_234_567.125, 2, "1.234.567,13"),
        (np.int64(2500), 0, "2.500"),
        (1e30, 1, "1" + 10 * ".000" + ",0"),
    ],
    ids=repr,
)
def test_halves_are_rounded_up_and_computing_leaves_no_trace(value, decimals, written):
    assert ID.number(value, decimals) == written


def test_a_percentage_is_rounded_as_a_number_is():
    assert [ID.percent(share, 0) for share in (1 / 8, 3 / 8, 57 / 200)] == ["13\u00a0%", "38\u00a0%", "29\u00a0%"]


def test_every_command_that_is_printed_works_in_the_folder_in_use():
    texts = [both[language] for both in phrases().values() for language in LANGUAGES]
    forms = [form for text in texts for form in (text.values() if isinstance(text, dict) else [text])]
    commands = [said for form in forms for said in re.findall(r"kkpham [a-z-]\S*", in_folder(form, "my {a}"))]

    assert len(commands) > 100
    assert [command for command in commands if command != "kkpham --data"] == []


def test_a_command_is_written_with_the_folder_that_was_typed_and_what_is_put_in_stays():
    words = Words("en", "my {trial}")

    assert words.phrase("sample.how_to_remove") == (
        "To take all of it out again, until that folder is as it was: kkpham --data 'my {trial}' sample --remove"
    )
    assert words.phrase("verify.no_record", name="kkpham site", nearest="").startswith("'kkpham site' is not recorded")
    assert Words("en").phrase("sample.how_to_remove") == (
        "To take all of it out again, until that folder is as it was: kkpham sample --remove"
    )
