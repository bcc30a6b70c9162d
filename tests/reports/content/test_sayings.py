"""What sources say is told with how many of them say it, also where nothing stands."""

from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import sayings

from .round_of_three import CLAIMS, COUNTED, facts_of


def share(**given):
    return {"province_code": "65", "province": "North", "rule": ">60%", "meets_rule": True, "compliant": 2} | given


def test_counts_of_equal_weight_are_told_though_no_figure_stands():
    tied = COUNTED.assign(compliant=pd.NA, certainty=[None, "stated", "stated"])
    tied["differs"] = pd.Series([pd.NA, pd.NA, pd.NA], dtype="boolean")
    facts = facts_of(counted=tied)

    assert sayings.province_numbers(facts, share(compliant=pd.NA)) == (
        "one source\u00a0[2] says 2, one source\u00a0[3] says 1"
    )


NOT_AWARDED = (
    "Yet one source\u00a0[1] says that North was not awarded as a province, although its share meets the rule."
)


def told_of_award(awarded, claims=CLAIMS, **given):
    """Give the sentences on the award of the province, of its own page and of the summary."""
    facts = facts_of(province_claims=claims)
    row = facts.shares.iloc[0].to_dict() | share(**given)
    shares = facts.shares.assign(**{name: row[name] for name in row})
    known = shares.assign(awarded=pd.array([awarded], dtype="boolean"))
    facts = replace(facts, shares=shares, awarded_provinces=known)
    return sayings.award_sentence(facts, row), sayings.all_against_rule(facts)


def test_an_award_of_a_province_is_held_against_the_rule_of_the_round_and_never_against_one_on_trial():
    said = "One source says that North was not awarded as a province."
    assert told_of_award(awarded=False) == (NOT_AWARDED, NOT_AWARDED)
    assert told_of_award(awarded=False, meets_rule=False) == (said, "")
    assert told_of_award(awarded=None) == (said, "")
    assert told_of_award(awarded=False, meets_rule=pd.NA) == (said, "")
    assert told_of_award(awarded=False, rule=">=50%", round_rule=">60%") == (said, "")


def test_a_province_that_is_not_among_all_that_were_awarded_is_told_where_its_share_meets_the_rule():
    said = (
        "Yet sources name every province that was awarded, and North is not among them, "
        "although its share meets the rule."
    )
    assert told_of_award(awarded=False, claims=CLAIMS[:0]) == (said, said)
    assert told_of_award(awarded=None, claims=CLAIMS[:0]) == ("", "")


def test_a_note_is_said_in_the_language_of_the_report_and_as_it_was_taken_down_where_nobody_translated_it():
    claims = pd.DataFrame(
        {
            "note": ["four named", "rank 1", None],
            "note_id": pd.Series(["empat disebut namanya", None, None], dtype="str"),
        }
    )
    told = {code: sayings.notes(claims, Words(code)) for code in ("id", "en")}
    assert {code: [list(column) for column in columns.values()] for code, columns in told.items()} == {
        "id": [["empat disebut namanya", "rank 1", ""], ["id", "en", ""]],
        "en": [["four named", "rank 1", ""], ["en", "en", ""]],
    }
    bare = sayings.notes(claims[["note"]], Words("id"))
    assert [list(column) for column in bare.values()] == [["four named", "rank 1", ""], ["en", "en", ""]]


@pytest.mark.parametrize(
    ("measures", "certainties", "kind", "sources"),
    [
        (["province_award"], ["stated"], "none_award", "A"),
        (["province_award"], ["uncertain"], "none_uncertain", "A"),
        (["awarded_regencies"], ["uncertain"], "none_uncertain", "A"),
        (["awarded_regencies", "province_award"], ["uncertain", "stated"], "none_both", "A;B"),
    ],
)
def test_what_there_is_of_a_province_without_number_and_names_is_told_with_its_sources(
    measures, certainties, kind, sources
):
    claims = pd.DataFrame({"measure": measures, "certainty": certainties, "source_id": list("AB")[: len(measures)]})
    facts = facts_of(evidence="none", award_claims=facts_of().award_claims.head(0),
                     province_claims=claims.assign(province_code="65", value=1))  # fmt: skip
    told = sayings.with_hints(facts.shares, facts)

    assert told[["evidence", "source_ids"]].to_numpy().tolist() == [[kind, sources]]


def test_a_province_of_which_nothing_is_told_has_no_evidence_and_one_with_a_figure_keeps_its_own():
    nothing = facts_of(evidence="none", award_claims=facts_of().award_claims.head(0),
                       province_claims=facts_of().province_claims.head(0),
                       behind=facts_of().behind.head(0))  # fmt: skip
    told = [sayings.with_hints(facts.shares, facts) for facts in (nothing, facts_of())]

    assert [table["evidence"].item() for table in told] == ["none", "disputed"]
    assert [table["source_ids"].fillna("-").item() for table in told] == ["-", "B"]
