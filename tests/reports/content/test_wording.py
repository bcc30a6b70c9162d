"""What reports say of a share: exact at the threshold, open where it is open, and never surer than the facts."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import beside_round_rule
from kkpham_analysis.reports.content import endings, wording
from kkpham_analysis.reports.content.inferred import inferred_note
from kkpham_analysis.reports.page import PageHead, SourceList

from .round_of_three import DISSENT, facts_of

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
            "70.0 %, over the 60 % required",
        ),
        (
            share(2, 2, 5, meets=False),
            "40,0 %, di bawah 60 % yang disyaratkan",
            "40.0 %, under the 60 % required",
        ),
        (
            share(3, 3, 5, meets=False),
            "tepat 60,0 %, sedangkan yang disyaratkan lebih dari 60 %",
            "exactly 60.0 %, where more than 60 % is required",
        ),
        (
            share(3, 3, 5, rule=">=60%", meets=True),
            "60,0 %, mencapai 60 % yang disyaratkan",
            "60.0 %, reaching the 60 % threshold",
        ),
        (
            share(33, 34, 35, meets=True, evidence="disputed", compliant=34),
            "antara 94,3 % dan 97,1 %, di atas 60 % yang disyaratkan",
            "between 94.3 % and 97.1 %, over the 60 % required",
        ),
        (
            share(1, 10, 10, evidence="partial"),
            "antara 10,0 % dan 100,0 %, sehingga pemenuhan aturan (lebih dari 60 %) belum dapat dinilai",
            "between 10.0 % and 100.0 %, so whether the rule (more than 60 %) was met cannot be judged yet",
        ),
        (
            share(5, 5, 8, rule=">=62.5%", meets=True),
            "62,5 %, mencapai 62,5 % yang disyaratkan",
            "62.5 %, reaching the 62.5 % threshold",
        ),
        (
            share(2, 2, 5, rule=None),
            "40,0 %; aturan untuk putaran ini tidak diketahui",
            "40.0 %; the rule of this round is not known",
        ),
        (
            {**share(2, 2, 5, rule=">=60% of participants"), "regencies": pd.NA, "share_low": pd.NA},
            "pemenuhan aturan (paling sedikit 60 % peserta) tidak dapat dinilai karena jumlah peserta tidak diketahui",
            "whether the rule (at least 60 % of participants) was met cannot be judged because the number of "
            "participants is not known",
        ),
    ],
    ids=["over", "under", "exactly", "reached", "disputed", "open", "decimals", "no rule", "no denominator"],
)
def test_a_share_is_told_with_what_it_means_under_the_rule(row, indonesian, english):
    assert wording.verdict(row, ID).replace(NBSP, " ") == indonesian
    assert wording.verdict(row, EN).replace(NBSP, " ") == english


def test_one_full_list_is_no_agreement_of_lists():
    row, behind = share(7, 7, 10), BEHIND.assign(full_lists=1)
    assert wording.known_how(row, behind, ID) == (
        "Satu sumber memuat daftar lengkapnya; tidak ada sumber yang menyebut jumlah lain."
    )
    assert wording.known_how(row, behind, EN) == "One source lists them all; no source gives another number."


def test_a_page_cites_the_full_lists_or_the_counts_of_which_it_tells():
    listed = SourceList(pd.DataFrame({"source_id": list("ABCDE")}), EN)
    counted = {**share(2, 2, 5, evidence="counted"), "province_code": "65"}

    assert wording.known_how(share(7, 7, 10), BEHIND, EN, listed=listed).replace(NBSP, " ") == (
        "Two sources list them all [1, 2]; every list and every count agrees."
    )
    assert wording.known_how(counted, BEHIND, EN, listed=listed).replace(NBSP, " ") == (
        "The number is given by two sources [3, 5]; there is no full list of names that counts."
    )


BEHIND = pd.DataFrame(
    [(2023, "64", 2, 3, 4, "A;B;C;D", "A;B"), (2023, "65", 0, 2, 2, "C;E", None)],
    columns=["award_year", "province_code", "full_lists", "counts", "sources", "source_ids", "full_list_ids"],
)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (share(7, 7, 10, evidence="complete"), "Two sources list them all; every list and every count agrees."),
        (
            {**share(2, 2, 5, evidence="counted"), "province_code": "65"},
            "The number is given by two sources; there is no full list of names that counts.",
        ),
        (
            share(6, 7, 10, evidence="disputed", compliant=7),
            "Sources disagree: what is said.",
        ),
        (
            share(1, 10, 10, evidence="partial"),
            "There is no full list that counts; the results of 9 regencies and cities are not known.",
        ),
        (
            share(9, 10, 10, evidence="partial"),
            "There is no full list that counts; the result of one regency or city is not known.",
        ),
        (share(0, 10, 10, evidence="none"), "what is said"),
    ],
    ids=["complete", "counted", "disputed", "partial", "one left", "none"],
)
def test_how_well_a_share_is_known_is_told_with_the_number_of_sources_each_counted_once(row, said):
    assert wording.known_how(row, BEHIND, EN, said="what is said") == said


def test_names_come_in_the_order_of_their_codes_and_a_contested_one_is_marked():
    frame = pd.DataFrame(
        {
            "regency_code": ["6472", "6401"],
            "full_name": ["Kota Samarinda", "Kabupaten Paser"],
            "contested": pd.array([True, False], dtype="boolean"),
        }
    )

    assert wording.named(frame, EN) == "Kabupaten Paser, Kota Samarinda*"
    assert wording.named(frame.assign(title=[None, "Patuh"]), EN) == "Kabupaten Paser (Patuh), Kota Samarinda*"


def test_a_name_whose_result_is_inferred_says_so_and_the_page_what_that_is():
    frame = pd.DataFrame(
        {
            "regency_code": ["6472", "6401"],
            "full_name": ["Kota Samarinda", "Kabupaten Paser"],
            "inferred": [True, False],
        }
    )

    assert wording.named(frame, EN) == "Kabupaten Paser, Kota Samarinda (inferred)"
    assert wording.named(frame, Words("id")) == "Kabupaten Paser, Kota Samarinda (disimpulkan)"
    assert inferred_note(frame, EN).startswith("“Inferred”: no source states that result for its round;")
    assert inferred_note(frame.tail(1), EN) == ""


def test_ids_of_several_rows_are_each_given_once():
    assert wording.ids(pd.Series(["K2;K1", None, "", "K1"], dtype="str")) == "K1;K2"


def status(*rows):
    columns = ["award_year", "province_code", "regency_code", "status", "source_ids"]
    return pd.DataFrame(list(rows), columns=columns).astype({"source_ids": "str"})


def test_one_not_named_rests_on_the_full_lists_of_its_province_in_its_round():
    rows = status(
        (2023, "64", "6401", "compliant", "A;D"),
        (2023, "64", "6402", "not_named", ""),
        (2022, "64", "6402", "not_named", ""),
        (2023, "65", "6501", "unknown", ""),
    )
    behind = pd.concat([BEHIND, BEHIND.head(1).assign(award_year=2022, full_list_ids="K")])

    found = wording.sources_of_statuses(rows.set_axis([7, 3, 9, 1]), behind)

    assert found.to_dict() == {7: "A;D", 3: "A;B", 9: "K", 1: ""}


def test_the_figure_of_a_province_rests_on_what_takes_part_in_it_alone():
    found = wording.sources_of_provinces(SimpleNamespace(behind=BEHIND))

    assert found.to_dict() == {"64": "A;B;C;D", "65": "C;E"}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            ">60%",
            "The denominator is all regencies and cities in the province as at 31 December 2022. "
            "Rule of the province award: more than 60 %.",
        ),
        (
            ">=60% of participants",
            "The denominator is the regencies and cities that took part. "
            "Rule of the province award: at least 60 % of participants.",
        ),
        (
            None,
            "The denominator is all regencies and cities in the province as at 31 December 2022. "
            "The rule of the province award of 2023 is not known, so provinces are not judged.",
        ),
    ],
    ids=["regencies", "participants", "no rule"],
)
def test_whom_a_share_is_a_share_of_is_told_as_of_the_end_of_the_year_before(rule, said):
    assert wording.denominator(facts_of(rule=rule)).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("low", "high", "indonesian", "english"),
    [
        (114, 114, "114", "114"),
        (2, 106, "2–106", "2–106"),
        (-2, 106, "−2 sampai 106", "−2 to 106"),
        (-5, -2, "−5 sampai −2", "−5 to −2"),
        (-2, -2, "−2", "−2"),
    ],
)
def test_a_difference_keeps_its_sign(low, high, indonesian, english):
    assert (wording.difference(low, high, ID), wording.difference(low, high, EN)) == (indonesian, english)


def on_trial(rule=">50%", round_rule=">60%", language="en", **others):
    """Facts of the round of three under a rule that a reader tries."""
    shares = beside_round_rule(facts_of(rule=rule).shares, round_rule)
    return facts_of(language=language, shares=shares, **others)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (share(7, 7, 10, meets=True), "70.0 %, over the 50 % of the rule on trial"),
        (share(7, 7, 10, rule=">=50%", meets=True), "70.0 %, reaching the 50 % of the rule on trial"),
        (share(2, 2, 5, meets=False), "40.0 %, under the 50 % of the rule on trial"),
        (share(3, 3, 6, meets=False, compliant=3), "exactly 50.0 %, while the rule on trial asks more than 50 %"),
        (
            share(2, 5, 6),
            "between 33.3 % and 83.3 %, so whether the rule on trial (more than 50 %) was met cannot be judged yet",
        ),
        (
            {**share(2, 2, 5, rule=">=50% of participants"), "regencies": pd.NA, "share_low": pd.NA},
            "whether the rule on trial (at least 50 % of participants) was met cannot be judged "
            "because the number of participants is not known",
        ),
    ],
    ids=["over", "reached", "under", "exactly", "open", "no denominator"],
)
def test_a_verdict_under_a_rule_on_trial_says_so(row, said):
    rule = row["rule"].replace("60", "50")
    assert wording.verdict({**row, "rule": rule, "round_rule": ">60%"}, EN).replace(NBSP, " ") == said


def test_the_denominator_names_the_rule_on_trial_and_that_of_the_round_with_its_sources():
    facts = on_trial(rule_source_ids=("A",), rule_dissent_ids=("B", "C"))

    assert wording.denominator(facts).replace(NBSP, " ") == (
        "The denominator is all regencies and cities in the province as at 31 December 2022. "
        "Rule on trial, given by the reader: more than 50 %. The rule of this round itself: more than 60 % [1]. "
        "Only one news report states that rule. Two sources state another rule [2, 3]."
    )
    told = replace(facts, rule_dissents=(">60%", ">=50%"))
    assert (
        wording.denominator(told)
        .replace(NBSP, " ")
        .endswith("Two sources state other rules: more than 60 % [2] and at least 50 % [3].")
    )
    alike = replace(told, rule_dissents=(">=50%", ">=50%"))
    assert wording.denominator(alike).replace(NBSP, " ").endswith("another rule: at least 50 % [2, 3].")
    assert wording.source_uses(told)["C"].replace(NBSP, " ") == (
        "for: uncertain claims, not counted; another rule for this round (at least 50 %)"
    )
    said = wording.denominator(on_trial(round_rule=None)).replace(NBSP, " ")
    assert said.endswith("more than 50 %. The rule of the province award of 2023 itself is not known.")


def test_the_sources_of_the_rule_follow_a_verdict_by_it_and_no_verdict_on_trial():
    assert wording.rule_cited(facts_of(rule_source_ids=("B",))) == f"{NBSP}[2]"
    assert wording.rule_cited(facts_of()) == ""
    assert wording.rule_cited(on_trial(rule_source_ids=("B",))) == ""
    other = SourceList(facts_of().sources.iloc[::-1])
    assert wording.rule_cited(facts_of(rule_source_ids=("A",)), other) == f"{NBSP}[3]"


def test_each_source_says_what_it_is_used_for_where_some_are_of_the_rule():
    facts = facts_of(
        rule_source_ids=("A",),
        rule_dissent_ids=("D",),
        sources=pd.concat([facts_of().sources, pd.DataFrame({"source_id": ["D"], "title": "Other", "kind": "news"})]),
    )
    assert wording.source_uses(facts) == {
        "A": "for: results of the awards; the rule of this round",
        "B": "for: results of the awards",
        "C": "for: uncertain claims, not counted",
        "D": "for: another rule for this round",
    }
    assert wording.source_uses(facts_of())["C"] == "for: uncertain claims, not counted"
    took_part = facts_of().award_claims.assign(category="participated")
    assert wording.source_uses(facts_of(award_claims=took_part, province_claims=pd.DataFrame(columns=["measure"]))) == {
        "A": "for: that a regency or city took part, without its result; not counted",
        "B": "for: that a regency or city took part, without its result; not counted",
    }
    certain = facts_of().province_claims[lambda claims: claims["certainty"] != "uncertain"]
    assert wording.source_uses(facts_of(province_claims=certain)) == {}


@pytest.mark.parametrize(
    ("round_rule", "warning"),
    [
        (">60%", "Uji coba dengan aturan lain (lebih dari 50 %); aturan putaran ini: lebih dari 60 %."),
        (
            None,
            "Uji coba dengan aturan dari pembaca (lebih dari 50 %); aturan putaran ini sendiri tidak diketahui.",
        ),
    ],
)
def test_a_page_on_trial_is_headed_by_a_warning(round_rule, warning):
    assert wording.trial_warning(on_trial(round_rule=round_rule, language="id")).replace(NBSP, " ") == warning
    assert wording.trial_warning(facts_of()) == ""
    assert wording.rule_option(on_trial()) == ['--rule ">50%"']
    assert wording.rule_option(facts_of()) == []


@pytest.mark.parametrize(
    ("dates", "uses", "others", "elsewhere", "said"),
    [
        (["2023-12-19"], {}, 0, 0, "The figures in this report come from the public page below (19 December 2023)."),
        (["2023-12-19", "2020"], {}, 0, 0, "come from the 2 public pages below (newest: 19 December 2023)."),
        (["2023-12-19", None], {}, 0, 0, "come from the 2 public pages below (newest dated: 19 December 2023)."),
        ([None, None], {}, 0, 0, "come from the 2 public pages below (undated)."),
        (["2023", None], {"0": "for: x"}, 1, 0, "The 2 public pages below (newest dated: 2023) say something of the "
         "results or the rule of this round; each says what it is used for. Results of other rounds in this report "
         "also rest on one more page, listed apart at the end."),
        (["2023", "2023"], {}, 0, 7, "This report cites one by one the 2 public pages below (newest: 2023). 7 more "
         "pages (newest: 2025) speak of names of regencies and cities, counts by province and awards of provinces, "
         "what is not counted included;"),
    ],
    ids=["one", "all dated", "some dated", "undated", "other rounds", "not listed"],
)  # fmt: skip
def test_the_ending_says_on_how_many_pages_what_rests(dates, uses, others, elsewhere, said):
    pages = pd.DataFrame({"source_id": list(map(str, range(len(dates)))), "title": "T", "publisher": "P", "url": None,
                          "published_on": dates}).astype({"published_on": "str"})  # fmt: skip
    more = pages.head(others).assign(source_id="X") if others else None
    unlisted = pd.DataFrame({"published_on": ["2025", *["2024"] * (elsewhere - 1)]}) if elsewhere else None

    head = PageHead("X · 2023", "7 of 10", "")
    part = endings.ending(pages, "kkpham", Words("en"), cites=head, uses=uses, others=more, rest_elsewhere=unlisted)

    assert said in repr(part)
    # The date of the data is that of the newest source, on the list or not.
    known = [date for date in dates if date] + ["2025"] * bool(elsewhere)
    assert [block["newest"] for block in part.as_block()["blocks"] if block["type"] == "sources"] == [
        max(known or [""])
    ]
    undated = sum(not date for date in [*dates, *dates[:others]])
    day = Words("en").date(max(known)) if known else ""
    dated = f" Newest dated source {day}; {undated} undated." if undated else f" Sources to {day}."
    dated = dated if known else ""
    cited = f"\nCite as: kkpham-analysis contributors, “7 of 10”. X · 2023.{dated} Computed with kkpham-analysis "
    assert cited in repr(part)
    assert "; not a publication of the ministry.\n" in repr(part)
    assert "\nThis report can be made again with: kkpham\n" in repr(part)


def test_the_numbers_behind_a_share_stand_behind_it_and_those_of_the_rule_behind_the_rule():
    cited = {"cited": f"{NBSP}[4, 10]", "behind": f"{NBSP}[1–3, 5]"}

    said = [
        wording.verdict(row, EN, **cited).replace(NBSP, " ")
        for row in (share(7, 7, 10, meets=True), share(1, 10, 10, evidence="partial"), share(0, 5, 5, evidence="none"))
    ]

    assert said == [
        "70.0 % [1–3, 5], over the 60 % required [4, 10]",
        "between 10.0 % and 100.0 % [1–3, 5], "
        "so whether the rule (more than 60 % [4, 10]) was met cannot be judged yet",
        "not known, so whether the rule (more than 60 % [4, 10]) was met cannot be judged yet",
    ]


def test_the_share_on_a_map_rests_on_its_count_and_on_who_contradicts_a_result():
    assert list(wording.cited_shares(facts_of())["source_ids"]) == ["B;C"]
    assert list(wording.cited_shares(facts_of(dissent=DISSENT.head(0)))["source_ids"]) == ["B"]


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ((), "Rule of the province award: more than 60 % [1]. Only one news report states that rule."),
        ((2023, 2024), "Rule of the province award: more than 60 % [1]. Only one news report states that rule."),
        (
            (2024,),
            "Rule of the province award: more than 60 % [1]. Only one news report states that rule. The sources of "
            "that rule speak of the round of 2024; that it held in 2023 too is inferred.",
        ),
    ],
)
def test_a_rule_of_which_no_source_speaks_of_the_round_is_said_to_be_inferred(rounds, said):
    facts = facts_of(rule_source_ids=("A",), rule_years={"A": rounds})

    assert wording.rule_told(facts).replace("\u00a0", " ") == said


def test_the_ending_says_on_how_many_of_the_pages_the_shares_rest_and_which_are_for_other_things():
    said = repr(endings.round_ending("award_summary", facts_of(), cites=PageHead("", "Finding", ""), others=None))

    assert "The shares of this round rest on one of the pages listed below" in said
    assert "The 3 public pages below (newest dated: 19 December 2023) say something of the results or the rule" in said


def test_the_ending_of_a_page_of_a_province_says_nothing_of_figures_that_count_the_pages_of_its_share_alone():
    facts = facts_of(scope=("64",))

    said = repr(endings.round_ending("province_report", facts, cites=PageHead("", "Finding", ""), others=None))

    assert "The 3 public pages below (newest dated: 19 December 2023) say something of the results or the rule" in said
    assert "The shares of this round rest on" not in said


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (
            facts_of().province_claims,
            "The 3 public pages below (newest dated: 19 December 2023) say something of the results or the rule in "
            "this report",
        ),
        (facts_of().province_claims.head(0), "The rule in this report comes from the 3 public pages below"),
    ],
)
def test_a_page_on_which_only_the_rule_is_known_has_no_figures_from_its_sources(claims, said):
    facts = facts_of(province_claims=claims, award_claims=facts_of().award_claims.head(len(claims)),
                     rule_source_ids=("A",))  # fmt: skip

    part = endings.round_ending("province_report", facts, cites=PageHead("", "Finding", ""), others=None)

    assert said in repr(part)


def test_figures_of_shares_cite_the_sources_of_the_shares_alone():
    assert list(wording.sources_of_shares(facts_of())["source_id"]) == ["B"]


def test_a_figure_rests_on_news_alone_where_no_source_of_another_kind_is_behind_it():
    behind = pd.DataFrame(
        [("31", "A;B"), ("32", "A;C"), ("33", ""), ("34", "C"), ("35", "B")], columns=["province_code", "source_ids"]
    )
    sources = pd.DataFrame([("A", "news"), ("B", "news"), ("C", "ministry")], columns=["source_id", "kind"])

    assert wording.on_press_alone(SimpleNamespace(behind=behind, sources=sources)) == {"31", "35"}
