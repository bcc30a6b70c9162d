"""A profile shows what a regency handed in for the round, and says why where it does not."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.reports.content.test_indicator_coverage import ANSWERS, facts_of

from kkpham_analysis.reports.content.regency_coverage import coverage_part


def profile_of(coverage):
    if coverage is not None:
        here = coverage.regencies[coverage.regencies["regency_code"] == "6401"].reset_index(drop=True)
        coverage = replace(coverage, regencies=here)
        words = coverage.words
    else:
        words = facts_of().words
    return SimpleNamespace(full_name="Kabupaten Paser", province_code="64", words=words, coverage=coverage)


def test_what_it_handed_in_is_counted_right_by_right():
    prose, table = coverage_part(profile_of(facts_of())).contents
    assert prose.text.startswith(
        "Kabupaten Paser: 2 of 3 indicators that apply were verified (66.7\u00a0%); 3 were handed in and not rejected."
    )
    assert table.frame[["right", "applicable", "covered", "share", "handed_in"]].to_numpy().tolist() == [
        ["Water", 2, 1, "50.0\u00a0%", "100.0\u00a0%"],
        ["Clean air", 1, 1, "100.0\u00a0%", "100.0\u00a0%"],
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "id",
            "Kabupaten Paser belum menyerahkan apa pun untuk putaran 2031: angka nol di bawah berarti belum ada data",
        ),
        ("en", "Kabupaten Paser has handed in nothing for the round of 2031: zero below means that there are no"),
    ],
)
def test_who_handed_in_nothing_where_others_did_is_told_in_words_before_its_zeros(language, said):
    others = [row for row in ANSWERS if row[1] != "6401"]
    prose, _ = coverage_part(profile_of(facts_of(*others, language=language))).contents

    assert prose.text.startswith(said)


def test_of_whom_all_waits_or_could_not_be_read_it_is_not_said_that_nothing_was_handed_in():
    others = facts_of(*[row for row in ANSWERS if row[1] != "6401"])
    waiting = replace(others, waiting=frozenset({("6401", ANSWERS[0][2])}))
    unread = replace(others, unread=frozenset({"6401"}))

    told = [coverage_part(profile_of(facts)).contents[0].text for facts in (waiting, unread)]
    assert told[0].startswith("What Paser (1) handed in is all in quarantine. Kabupaten Paser: 0 of 4 ")
    assert told[1].startswith(
        "No file of Paser (1) could be read; what it holds is not known. Kabupaten Paser: 0 of 4 "
    )


def test_a_round_without_data_says_so_where_another_has_some():
    part = coverage_part(profile_of(facts_of(ANSWERS[-1], reason="no_submissions")))
    assert repr(part) == (
        "Supporting data of the round of 2031\n\nThere are no supporting data for the round of 2031 yet; there are "
        "those of: 2030. That does not mean that coverage is zero."
    )


def test_made_up_answers_are_never_set_beside_facts():
    (prose,) = coverage_part(profile_of(facts_of(synthetic=True))).contents
    assert "the two are never mixed" in prose.text
    assert '<span class="option">--province</span> 64' in prose._repr_html_()
    other_round = replace(facts_of(ANSWERS[-1], reason="no_submissions"), synthetic=True)
    assert coverage_part(profile_of(other_round)) is None


@pytest.mark.parametrize(
    "coverage",
    [None, replace(facts_of(reason="no_submissions"), rounds=()), facts_of(reason="no_list")],
    ids=["not looked up", "nothing at all", "no list"],
)
def test_without_any_data_the_profile_says_nothing_of_them(coverage):
    assert coverage_part(profile_of(coverage)) is None


def test_a_profile_says_that_its_coverage_is_confidential_and_how_much_is_without_documents():
    facts = facts_of(language="id")
    facts = replace(facts, submissions=facts.submissions.assign(documents=[0, 0, 1, 0, 0, 0, 0]))
    prose, _ = coverage_part(profile_of(facts)).contents

    assert "dengan atau tanpa dokumen; 1 dari 2 tidak disertai dokumen. " in prose.text
    assert prose.text.endswith(
        "Data dukung berasal dari kabupaten/kota sendiri dan dapat bersifat rahasia; pastikan dulu sebelum dibagikan."
    )
