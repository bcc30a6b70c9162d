"""What reports say of a share: exact at the threshold, open where it is open, and never surer than the facts."""

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import wording

ID, EN = Words("id"), Words("en")
NBSP = "\u00a0"


def share(low, high, regencies, *, rule=">60%", meets=None, evidence="complete", compliant=None):
    return {
        "province_code": "64", "regencies": regencies, "compliant": low if low == high else compliant,
        "compliant_low": low, "compliant_high": high, "share_low": low / regencies, "share_high": high / regencies,
        "evidence": evidence, "rule": rule, "meets_rule": meets,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "indonesian", "english"),
    [
        (
            share(7, 7, 10, meets=True),
            "70,0 %, di atas 60 % yang disyaratkan",
            "70.0 %, over the 60 % asked",
        ),
        (
            share(2, 2, 5, meets=False),
            "40,0 %, di bawah 60 % yang disyaratkan",
            "40.0 %, under the 60 % asked",
        ),
        (
            share(3, 3, 5, meets=False),
            "tepat 60,0 %, sedangkan yang disyaratkan lebih dari 60 %",
            "exactly 60.0 %, while more than 60 % is asked",
        ),
        (
            share(3, 3, 5, rule=">=60%", meets=True),
            "60,0 %, mencapai 60 % yang disyaratkan",
            "60.0 %, reaching the 60 % asked",
        ),
        (
            share(33, 34, 35, meets=True, evidence="disputed", compliant=34),
            "94,3–97,1 %, di atas 60 % yang disyaratkan",
            "94.3–97.1 %, over the 60 % asked",
        ),
        (
            share(1, 10, 10, evidence="partial"),
            "10,0–100,0 %, sehingga aturan (lebih dari 60 %) belum dapat dinilai",
            "10.0–100.0 %, so that the rule (more than 60 %) cannot be judged yet",
        ),
        (
            share(5, 5, 8, rule=">=62.5%", meets=True),
            "62,5 %, mencapai 62,5 % yang disyaratkan",
            "62.5 %, reaching the 62.5 % asked",
        ),
        (
            share(2, 2, 5, rule=None),
            "40,0 %; aturan untuk putaran ini tidak diketahui",
            "40.0 %; the rule of this round is not known",
        ),
    ],
    ids=["over", "under", "exactly", "reached", "disputed", "open", "decimals", "no rule"],
)
def test_a_share_is_told_with_what_it_means_under_the_rule(row, indonesian, english):
    assert wording.verdict(row, ID).replace(NBSP, " ") == indonesian
    assert wording.verdict(row, EN).replace(NBSP, " ") == english


CLAIMS = pd.DataFrame(
    [
        ("64", "complete_list", 1, "stated", "A"),
        ("64", "complete_list", 1, "stated", "B"),
        ("64", "awarded_regencies", 7, "stated", "A"),
        ("64", "awarded_regencies", 6, "uncertain", "C"),
        ("65", "awarded_regencies", 2, "stated", "D"),
    ],
    columns=["province_code", "measure", "value", "certainty", "source_id"],
)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (share(7, 7, 10, evidence="complete"), "All are named by 2 sources, and every list and count agrees."),
        (share(7, 7, 10, evidence="counted"), "The number is given by 1 source; there is no full list of names."),
        (share(1, 10, 10, evidence="partial"), "There is no full list; 9 regencies and cities are not known."),
        (share(0, 10, 10, evidence="none"), "There is no source yet."),
    ],
    ids=["complete", "counted", "partial", "none"],
)
def test_how_well_a_share_is_known_is_told_without_counting_what_is_uncertain(row, said):
    assert wording.known_how(row, CLAIMS, EN) == said


def test_names_come_in_the_order_of_their_codes_and_a_contested_one_is_marked():
    frame = pd.DataFrame(
        {
            "regency_code": ["6472", "6401"],
            "full_name": ["Kota Samarinda", "Kabupaten Paser"],
            "contested": pd.array([True, False], dtype="boolean"),
        }
    )

    assert wording.named(frame) == "Kabupaten Paser, Kota Samarinda*"


def test_ids_of_several_rows_are_each_given_once():
    assert wording.ids(pd.Series(["K2;K1", None, "", "K1"], dtype="str")) == "K1;K2"
