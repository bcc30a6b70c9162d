"""Ways over the rule on a page: where a province stands, what a way asks for, and why there is none."""

from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import rules_told
from kkpham_analysis.reports.content.coverage_paths import (
    PathFacts,
    Ways,
    alike_said,
    paths_part,
    published_said,
    way_said,
    ways_columns,
    ways_table,
)
from kkpham_analysis.reports.content.rule_facts import rule_facts

EN = Words("en")
ASKED = pd.DataFrame(
    {
        "indicator_code": ["1/2030-001", "1/2030-002", "1/2030-003", "1/2030-007"],
        "label": ["By-law on water", "Budget for water", "Clean wells", "Free hearings"],
        "right": ["Water", "Water", "Water", "Voice"], "data_dukung_id": ["Perda", None, "Laporan", None],
    }
)  # fmt: skip
ROWS = pd.DataFrame(
    {
        "path": [1, 1, 1], "regency": ["Paser", "Paser", "Berau"], "total": [70.0, 70.0, 74.5],
        "indicator_code": ["1/2030-002", "1/2030-001", "1/2030-007"], "total_then": [75.25, 75.25, 75.0],
        "points": [0.0, 2.0, 1.0], "points_then": [4.0, 4.0, 1.5], "waiting": False, "missing": [4.0, 2.0, 0.5],
        "unscored": False, "missing_high": [4.0, 2.0, 0.5],
        "alike": [0, 0, 2], "synthetic": True,
    }
)  # fmt: skip


def facts_of(kind="loaded", asked=ASKED):
    return SimpleNamespace(
        words=EN, reason="", award_year=2031, asked=asked, catalogue={"kind": kind}, level="verified"
    )


def ways(table=ROWS, *, compliant=1, needed=3, problem="", **more):
    short = None if needed is None else needed - compliant
    return Ways("64", "Kaltim", 5, compliant, needed, short, table, problem, **more)


def test_a_way_says_of_each_regency_which_indicators_its_score_then_and_the_points():
    assert ways_table(ways(), EN).to_numpy().tolist() == [
        ["1", "Berau", "1: 7", "–", "–", "74.50 → 75.00", "0.50", 74.5, 75.0, 0.5, 0.5, True],
        ["1", "Paser", "2: 1–2", "–", "–", "70.00 → 75.25", "6.00", 70.0, 75.25, 6.0, 6.0, True],
    ]


def test_ways_are_numbered_only_where_there_are_several():
    one, two = (ways_table(ways(table), EN) for table in (ROWS, pd.concat([ROWS, ROWS.assign(path=2)])))

    rest = ["Regency or city", "Indicators to complete (count: numbers)", "Score by the formula (scale of 0 to 100)",
            "Indicator points to add"]  # fmt: skip
    assert list(ways_columns(one, EN, "verified").values()) == rest
    assert list(ways_columns(two, EN, "verified").values()) == ["Way", *rest]


def test_what_is_handed_in_and_not_verified_yet_has_a_column_and_a_sentence():
    own = ROWS.assign(waiting=[True, False, False], missing=[0.0, 2.0, 0.5], missing_high=[0.0, 2.0, 0.5])
    table = ways_table(ways(own), EN)

    assert list(ways_columns(table, EN, "verified").values())[2] == "Of these handed in, not verified yet"
    assert table[["regency", "waiting", "asked"]].to_numpy().tolist() == [
        ["Berau", "–", "0.50"], ["Paser", "1: 2", "2.00"]
    ]  # fmt: skip
    assert way_said(ways(own), EN).endswith("of them no more points are asked for than are lacking.")
    assert "lacking" not in way_said(ways(), EN)


def test_what_is_verified_and_not_scored_yet_is_not_to_be_completed_and_its_points_are_a_range():
    own = ROWS.assign(waiting=[False, True, False], unscored=[True, True, False], missing=[0.0, 0.0, 0.5])
    own = own.assign(missing_high=[4.0, 4.0, 0.5], total=[pd.NA, pd.NA, 74.5])
    table = ways_table(ways(own), EN)

    assert list(ways_columns(table, EN, "verified").values())[1:4] == [
        "Indicators to complete (count: numbers)",
        "Of these handed in, not verified yet",
        "Verified, not scored yet (count: numbers)",
    ]
    assert table[["regency", "indicators", "waiting", "unscored", "total_said", "asked"]].to_numpy().tolist() == [
        ["Paser", "1: 1", "1: 1", "1: 2", "not known → 75.25", "0.00–8.00"],
        ["Berau", "1: 7", "–", "–", "74.50 → 75.00", "0.50"],
    ]
    assert way_said(ways(own), EN).endswith("the least if all of them earn full points, the most if none earns any.")
    assert "not scored" not in way_said(ways(), EN)


@pytest.mark.parametrize(("level", "heading"), [
    ("verified", ("Terverifikasi, belum dinilai (jumlah: nomor)", "Verified, not scored yet (count: numbers)")),
    ("submitted", ("Sudah diserahkan, belum dinilai (jumlah: nomor)", "Handed in, not scored yet (count: numbers)")),
])  # fmt: skip
def test_nothing_is_called_verified_where_what_is_only_handed_in_counts_as_covered(level, heading):
    table = ways_table(ways(ROWS.assign(unscored=True)), EN)

    assert tuple(ways_columns(table, Words(language), level)["unscored"] for language in ("id", "en")) == heading


def test_a_workbook_holds_both_ends_of_points_that_are_a_range():
    ranged = ROWS.assign(unscored=True, missing=0.0)
    tables = [
        next(
            each
            for each in paths_part(facts_of(), PathFacts(">60%", "", [ways(rows)])).contents
            if hasattr(each, "figures")
        )
        for rows in (ROWS, ranged)
    ]

    assert [table.figures["asked"] for table in tables] == [
        {"points_low": "Indicator points to add"},
        {"points_low": "Indicator points to add, at least", "points_high": "Indicator points to add, at most"},
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ways(), "the rule asks for 3. It is 2 short."),
        (ways(ROWS.head(0), compliant=3), "the rule asks for 3. The rule is met already."),
        (ways(ROWS.head(0)), "It is 2 short, and not even all indicators complete would be enough."),
        (
            ways(ROWS.head(0), needed=None),
            "1 of 5 regencies reach the limit in any case; not even all of them would meet the rule.",
        ),
        (ways(ROWS.head(0), problem="too many digits"), "Scores cannot be computed: too many digits."),
    ],
    ids=["short", "met", "too far", "never", "problem"],
)
def test_where_a_province_stands_is_said_in_a_sentence(given, said):
    assert way_said(given, EN).endswith(said)


def test_of_a_regency_that_handed_in_nothing_no_score_is_said_and_all_is_asked_for():
    silent = ROWS[ROWS["regency"] == "Berau"].assign(total=pd.NA, points=pd.NA, missing=1.5, missing_high=1.5)

    table = ways_table(ways(silent), EN)
    assert table[["total_said", "asked", "points_low"]].to_numpy().tolist() == [["not known → 75.00", "1.50", 1.5]]
    assert table["total_now"].isna().all()
    assert ways_table(ways(silent), Words("id"))["total_said"].tolist() == ["belum diketahui → 75,00"]


def test_who_is_not_known_is_never_counted_as_short_for_certain():
    said = [way_said(ways(open=3, not_handed_in=2), Words(language)) for language in ("id", "en")]

    assert said == [
        "Kaltim: menurut rumus 1 dari 5 kabupaten/kota pasti mencapai batas; aturannya meminta 3. Yang belum "
        "menyerahkan apa pun: 2; nilainya tidak diketahui, bukan nol. Yang menyerahkan tetapi hasilnya belum pasti: 1; "
        "yang belum diketahui masih dapat menentukan. Kurang paling banyak 2.",
        "Kaltim: by the formula 1 of 5 regencies reach the limit in any case; the rule asks for 3. Nothing was handed "
        "in by 2: their scores are not known, and not zero. Of 1 that handed in the result is open: what is not known "
        "could decide. It is 2 short at most.",
    ]
    too_far = way_said(ways(ROWS.head(0), open=2), EN)
    assert too_far.endswith(
        "It is 2 short at most; if it is that many, not even all indicators complete would be enough."
    )


def test_who_has_all_in_quarantine_or_unread_did_hand_in_something():
    given = ways(open=5, not_handed_in=1, in_quarantine=2, unread=1)

    assert [way_said(given, Words(language)).partition("3. ")[2] for language in ("id", "en")] == [
        "Yang belum menyerahkan apa pun: 1; nilainya tidak diketahui, bukan nol. Yang semua isiannya masih "
        "dikarantina: 2; nilainya tidak diketahui, bukan nol. Yang berkasnya tidak dapat dibaca: 1; nilainya tidak "
        "diketahui, bukan nol. Yang menyerahkan tetapi hasilnya belum pasti: 1; yang belum diketahui masih dapat "
        "menentukan. Kurang paling banyak 2.",
        "Nothing was handed in by 1: its score is not known, and not zero. All that 2 handed in is in quarantine: "
        "their scores are not known, and not zero. No file of 1 could be read: its score is not known, and not zero. "
        "Of 1 that handed in the result is open: what is not known could decide. It is 2 short at most.",
    ]


DIFFERS = "That differs from what is computed here, "


@pytest.mark.parametrize(
    ("row", "compliant", "said"),
    [
        ((4, 4, "complete", True), 1, f"4 of 5 regencies (80.0\u00a0%), so that the rule was met. {DIFFERS}"),
        ((4, 4, "complete", True), 3, "4 of 5 regencies (80.0\u00a0%), so that the rule was met."),
        ((1, 1, "counted", False), 1, "1 of 5 regencies (20.0\u00a0%), so that the rule was not met."),
        ((1, 1, "counted", False), 3, f"so that the rule was not met. {DIFFERS}"),
        ((1, 5, "partial", None), 1, "1–5 of 5 regencies (20.0–100.0\u00a0%), which leaves it open whether"),
        ((0, 5, "none", None), 1, "The published result is not known."),
    ],
    ids=["met, and not here", "met in both", "not met in both", "not met, and here", "open", "not known"],
)
def test_the_published_result_stands_beside_the_way_and_is_said_to_differ_where_it_does(row, compliant, said):
    low, high, evidence, meets = row
    published = {"compliant_low": low, "compliant_high": high, "regencies": 5, "evidence": evidence,
                 "share_low": low / 5, "share_high": high / 5, "meets_rule": meets}  # fmt: skip

    text = published_said(ways(compliant=compliant, published=published), EN)
    assert said in text
    assert (DIFFERS in text) is (DIFFERS in said)


@pytest.mark.parametrize(
    ("meets_rule", "compliant", "needed", "differs"),
    [
        (True, 2, 4, False),
        (True, 1, 4, True),
        (True, 2, None, True),
        (False, 2, 4, False),
        (False, 4, 4, True),
    ],
    ids=["may be met", "cannot be met", "never met", "may be not met", "met in any case"],
)
def test_a_published_verdict_differs_only_from_one_that_holds_whatever_is_not_known(
    meets_rule, compliant, needed, differs
):
    published = {"compliant_low": 3, "compliant_high": 3, "regencies": 5, "evidence": "complete",
                 "share_low": 0.6, "share_high": 0.6, "meets_rule": meets_rule}  # fmt: skip
    given = ways(compliant=compliant, needed=needed, open=2, published=published)

    assert (DIFFERS in published_said(given, EN)) is differs


def test_beside_made_up_answers_nothing_is_said_of_the_published_result():
    assert published_said(ways(), EN) == ""


def test_what_is_assumed_goes_with_the_table_and_where_there_is_none_with_the_sentence():
    facts = facts_of()
    assumed = {"assumed": ("bonus_max",), "assumed_said": "Assumed: the bonus."}

    shown = paths_part(facts, PathFacts(">60%", "", [ways(**assumed)])).contents
    assert shown[2].said == "Ways over the rule, Kaltim. Assumed: the bonus."
    assert "Assumed" not in repr(shown[1])
    assert "Assumed: the bonus." in repr(paths_part(facts, PathFacts(">60%", "", [ways(ROWS.head(0), **assumed)])))


def test_a_way_that_is_one_of_several_says_so():
    several = ways(pd.concat([ROWS, ROWS.assign(path=2)]))
    said = "is not the only one: 2 regencies outside it ask for as many points"
    assert alike_said(several, EN).startswith(f"Way 1 {said}")
    assert alike_said(ways(), EN).startswith(f"This way {said}")
    assert alike_said(ways(ROWS.assign(alike=0)), EN) == alike_said(ways(pd.DataFrame({"path": []})), EN) == ""


@pytest.mark.parametrize(("reason", "said"), [("no_rule", "is not known"), ("no_province", "Choose a province")])
def test_why_there_are_no_ways_is_said(reason, said):
    facts = SimpleNamespace(words=EN, reason="", award_year=2031)

    assert said in repr(paths_part(facts, PathFacts(None, reason, [])))


def test_made_up_answers_mark_the_ways():
    facts = facts_of()

    table = paths_part(facts, PathFacts(">60%", "", [ways()])).contents[2]
    assert table.frame["indicators"].tolist() == ["1:\u00a07", "2:\u00a01\u2060–\u20602"]

    assert table.marks == ("synthetic",)


def test_what_the_numbers_of_the_ways_stand_for_is_a_table_of_its_own():
    other = ways(ROWS.assign(indicator_code="1/2030-003"))

    named = paths_part(facts_of(), PathFacts(">60%", "", [ways(), other])).contents[-1]
    assert named.title == "What the indicators of these ways are"
    assert named.table.caption == "Indicators that these ways name (4)"
    assert list(named.table.columns.values()) == ["Number", "Indicator", "Right", "Supporting data asked for"]
    assert named.table.frame.to_numpy().tolist() == [
        [1, "By-law on water", "Water", "Perda"], [2, "Budget for water", "Water", ""],
        [3, "Clean wells", "Water", "Laporan"], [7, "Free hearings", "Voice", ""],
    ]  # fmt: skip


def test_documents_that_no_list_names_have_no_column_and_numbers_of_a_placeholder_no_names():
    found = PathFacts(">60%", "", [ways()])

    without = facts_of(asked=ASKED.assign(data_dukung_id=pd.NA))
    assert list(paths_part(without, found).contents[-1].table.columns) == ["number", "label", "right"]
    kinds = [paths_part(facts_of(kind), given).contents[-1] for kind, given in (
        ("placeholder", found), ("loaded", PathFacts(">60%", "", [ways(ROWS.head(0))])),
    )]  # fmt: skip
    assert [type(last).__name__ for last in kinds] == ["Prose", "Prose"]


def test_the_rule_that_ways_are_over_is_said_with_how_well_it_is_known():
    doubted = "Only one news report states that rule."

    part = paths_part(facts_of(), PathFacts(">60%", "", [ways()], doubted))
    assert f"more than 60\u00a0%. {doubted} " in part.contents[0].text


@pytest.mark.parametrize(
    ("language", "doubted"),
    [
        ("id", "Aturan itu hanya disebut dalam dua berita media. Dua sumber menyatakan aturan lain: lebih dari 60 %."),
        ("en", "Only two news reports state that rule. Two sources state another rule: more than 60 %."),
    ],
)
def test_on_a_page_without_their_numbers_no_source_of_the_rule_is_cited(real_data, language, doubted):
    of_rule = rule_facts(2022, words=Words(language))

    assert (of_rule.round_rule, rules_told.doubts(of_rule, None).replace("\u00a0", " ")) == (">=60%", doubted)
