"""Rows say themselves whether they are made up, and facts are never set beside them."""

import pandas as pd
import pytest

from kkpham_analysis.tables.markings import MixedKindsError, following, is_synthetic, marks_of, one_kind


def table(*synthetic, dtype="boolean", **columns):
    return pd.DataFrame({"synthetic": pd.array(synthetic, dtype=dtype), **columns})


FACTS, MADE_UP, SILENT = table(False), table(True, True), pd.DataFrame({"category": ["peduli"]})


@pytest.mark.parametrize(
    ("frames", "marks"),
    [
        ((), ()),
        ((FACTS, SILENT), ()),
        ((SILENT, MADE_UP), ("synthetic",)),
        ((pd.DataFrame({"kind": ["known", "placeholder"]}), MADE_UP), ("synthetic", "placeholder")),
        ((MADE_UP.astype("object"),), ("synthetic",)),
        ((MADE_UP.iloc[:0],), ()),
    ],
    ids=["nothing", "facts", "synthetic", "both", "object", "empty"],
)
def test_the_marks_of_tables_are_those_of_their_rows(frames, marks):
    assert marks_of(*frames) == marks


@pytest.mark.parametrize("mixed", [table(True, False), table(True, None)], ids=["facts", "unsaid"])
def test_a_table_of_both_is_refused_with_the_remedy(mixed):
    with pytest.raises(MixedKindsError, match=r"^1 of 2 rows are synthetic and the others are not; keep .*--data"):
        is_synthetic(mixed)


@pytest.mark.parametrize("beside", [FACTS, SILENT], ids=["said", "without the column"])
def test_made_up_rows_beside_facts_are_refused_in_either_order(beside):
    for pair in ((MADE_UP, beside), (beside, MADE_UP)):
        with pytest.raises(MixedKindsError, match="synthetic rows are set beside facts; take both from the same"):
            one_kind(*pair)


def test_tables_of_one_kind_pass_and_empty_ones_do_not_count():
    one_kind(MADE_UP, MADE_UP, FACTS.iloc[:0])
    one_kind(FACTS, SILENT)
    one_kind()


@pytest.mark.parametrize(("values", "made_up"), [(["True", "true"], True), (["False", "false"], False)])
def test_a_mark_that_is_text_is_read_as_what_it_says(values, made_up):
    assert is_synthetic(pd.DataFrame({"synthetic": values})) is made_up
    assert is_synthetic(pd.DataFrame({"synthetic": pd.Categorical(values)})) is made_up


def test_a_mark_that_says_neither_is_refused():
    with pytest.raises(MixedKindsError, match="'perhaps' under synthetic is neither True nor False"):
        is_synthetic(pd.DataFrame({"synthetic": ["True", "perhaps"]}))


def test_what_follows_from_scores_says_what_of_them_is_assumed_and_what_is_likely():
    scores = pd.DataFrame({"assumed": ["bonus_max", ""], "likely": ["total_max", "formula;total_max"]})

    shares = following(pd.DataFrame({"share": [0.6]}), scores)

    assert shares.to_dict("records") == [{"share": 0.6, "assumed": "bonus_max", "likely": "formula;total_max"}]
