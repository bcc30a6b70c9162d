"""The profile of a regency says what is known, who says otherwise, and never takes the unknown for a no."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import regency_profile
from kkpham_analysis.reports.content.facts import RoundFacts
from kkpham_analysis.reports.content.regency_facts import RegencyFacts, regency_facts
from kkpham_analysis.reports.page import SourceList

AWARD = {"id": "Peduli HAM", "en": "“Cares for human rights”"}
LABELS = {
    "id": ["Peduli HAM", "Cukup Peduli HAM", "Ikut dinilai", "Tidak mendapat penghargaan"],
    "en": ["Cares for human rights", "Fairly caring", "Took part", "Not awarded"],
}
CLAIM_COLUMNS = ["award_year", "category", "certainty", "role", "source_id", "publisher", "score"]
SHARE = {
    "award_year": 2023, "province_code": "64", "province": "Kalimantan Timur", "regencies": 10, "compliant": 7,
    "compliant_low": 7, "compliant_high": 7, "share": 0.7, "share_low": 0.7, "share_high": 0.7,
    "evidence": "complete", "rule": ">60%", "meets_rule": True, "regencies_short": 0, "conflicts": 0,
}  # fmt: skip


def record(*rows):
    columns = ["award_year", "status", "category", "certainty", "sources", "source_ids", "contested"]
    frame = pd.DataFrame([(*row, False)[: len(columns)] for row in rows], columns=columns)
    return frame.assign(inferred=False, province_code="64", regency_code="6472", full_name="Kota Samarinda")


def behind(award_year, status, category, certainty, sources, source_ids, *_):
    """Give the claims that a row of the record rests on, of as many sources as it says."""
    publishers = {"A": "Kanwil", "B": "Antara"}
    used = source_ids.split(";") if category and sources else []
    return [(award_year, category, certainty, "stands", source, publishers[source], None) for source in used]


def facts_of(*rows, claims=(), language="id", award_year=2023, founded_on=None):
    """Give the facts of Samarinda from its record, a row for each round, and the claims about it."""
    history, words = record(*rows), Words(language)
    claims = list(claims) or [claim for row in rows for claim in behind(*row)]
    order = {"peduli": 1, "cukup_peduli": 2, "participated": 5, "not_awarded": 6}
    said = pd.DataFrame(list(claims), columns=CLAIM_COLUMNS).astype({"score": "Float64"})
    result = said["category"].map({"peduli": True, "cukup_peduli": False, "not_awarded": False})
    said = said.assign(is_compliant=result.astype("boolean"))
    pages = pd.DataFrame(
        {
            "source_id": ["A", "B"],
            "kind": ["ministry", "news"],
            "title": ["Daftar 2023", "Berita"],
            "publisher": ["Kanwil", "Antara"],
            "url": ["https://a.id", "https://b.id"],
            "published_on": ["2023-12-19", None],
        }
    )
    none = pd.DataFrame()
    in_round = RoundFacts(
        award_year=award_year,
        scope=("64",),
        rounds=(2020, 2022, 2023),
        previous_year=2022,
        award_name=AWARD[language],
        regencies=none,
        shares=pd.DataFrame([SHARE]),
        status=none,
        behind=pd.DataFrame({"province_code": ["64"], "source_ids": "A;B"}),
        awarded_provinces=none,
        changes=none,
        award_claims=none,
        province_claims=pd.DataFrame(columns=["province_code", "measure", "value", "certainty", "source_id"]),
        national_claims=none,
        categories=pd.DataFrame({"category": list(order), "label": LABELS[language]}),
        sources=pages,
        counted=none,
        dissent=none,
        words=words,
    )
    return RegencyFacts(
        regency_code="6472",
        full_name="Kota Samarinda",
        founded_on=founded_on,
        in_round=in_round,
        history=history,
        claims=said.assign(order=said["category"].map(order)),
        record_sources=history["source_ids"],
        sources=pages,
        award_names=dict.fromkeys(history["award_year"], AWARD[language]),
        award_over_rounds=AWARD[language],
        years_without=(2021,),
    )


UNKNOWN = ("unknown", None, None, 0, "")
NAMED = ("compliant", "peduli", "stated", 2, "A;B")
BEFORE = [(2020, *UNKNOWN), (2022, "not_named", None, None, 0, "A")]

HEADS = {
    "stated": (
        NAMED,
        "Kota Samarinda berpredikat Peduli HAM pada 2023. Hal itu disebut langsung oleh dua sumber.",
        "Kota Samarinda was named “Cares for human rights” in 2023. This is stated by two sources.",
    ),
    "blanket": (
        ("compliant", "peduli", "blanket", 1, "A"),
        "Kota Samarinda berpredikat Peduli HAM pada 2023. Hal itu disebut satu sumber untuk seluruh kabupaten/kota di "
        "provinsi sekaligus, tidak satu per satu.",
        "Kota Samarinda was named “Cares for human rights” in 2023. This is said by one source of all "
        "regencies and cities of "
        "the province at once, not one by one.",
    ),
    "another category": (
        ("not_compliant", "cukup_peduli", "derived", 1, "A"),
        "Kota Samarinda berpredikat Cukup Peduli HAM pada 2023, bukan Peduli HAM. Hal itu disimpulkan dari satu "
        "sumber; untuk putaran ini tidak disebut langsung.",
        "Kota Samarinda was classed “Fairly caring” in 2023, not “Cares for human rights”. This is inferred from "
        "one source; it is not stated for this round.",
    ),
    "not awarded": (
        ("not_compliant", "not_awarded", "stated", 1, "A"),
        "Kota Samarinda disebut tidak dianugerahi pada 2023. Hal itu disebut langsung oleh satu sumber.",
        "Kota Samarinda is said not to have been awarded in 2023. This is stated by one source.",
    ),
    "not in the full list": (
        ("not_named", None, None, 0, "A;B"),
        "Kota Samarinda tidak termasuk yang berpredikat Peduli HAM pada 2023. Namanya tidak ada dalam daftar lengkap "
        "provinsi menurut dua sumber.",
        "Kota Samarinda is not among those named “Cares for human rights” in 2023. It is not in the full lists of the "
        "province that two sources give.",
    ),
    "took part": (
        ("unknown", "participated", "stated", 1, "A"),
        "Kota Samarinda ikut dinilai pada 2023; hasilnya belum diketahui. Hal itu disebut langsung oleh satu sumber.",
        "Kota Samarinda took part in 2023; the result is not known. This is stated by one source.",
    ),
    "unknown": (
        UNKNOWN,
        "Belum diketahui apakah Kota Samarinda berpredikat Peduli HAM pada 2023. Tidak ada sumber di data ini yang "
        "menyebutnya untuk putaran ini; itu tidak berarti tidak dianugerahi.",
        "It is not known whether Kota Samarinda was named “Cares for human rights” in 2023. No source held here "
        "mentions it for this round, which does not mean that it was not awarded.",
    ),
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("case", HEADS)
def test_the_head_says_what_became_of_it_and_how_that_is_known(case, language):
    row, *said = HEADS[case]
    facts = facts_of(*BEFORE, (2023, *row), language=language)

    assert repr(regency_profile.head(facts)).startswith(said[language == "en"])


def test_of_several_titles_that_count_it_has_its_own():
    facts = facts_of((2022, *NAMED), (2023, *NAMED), language="en")
    titled = replace(facts, in_round=replace(facts.in_round, award_name="“Cares for human rights” or “Complies”"))

    assert regency_profile.head(titled).title == "Kota Samarinda was named “Cares for human rights” in 2023"
    _, table = regency_profile.record_part(titled).contents
    assert table.frame["result"].tolist()[:2] == ["“Cares for human rights”"] * 2


def test_sources_of_another_certainty_are_counted_apart():
    claims = [
        (2023, "peduli", "stated", "stands", "A", "Kanwil", None),
        (2023, "peduli", "blanket", "agrees", "A", "Kanwil", None),
        (2023, "peduli", "blanket", "agrees", "B", "Antara", None),
        (2023, "peduli", "derived", "agrees", "C", "Tempo", None),
    ]

    facts = facts_of((2023, "compliant", "peduli", "stated", 3, "A;B;C"), claims=claims)
    third = facts.sources.tail(1).assign(source_id="C")
    lede = regency_profile.head(replace(facts, sources=pd.concat([facts.sources, third]))).lede

    assert lede.startswith(
        "Hal itu disebut langsung oleh satu sumber\u00a0[1]. Satu sumber lain\u00a0[2] menyebutnya untuk seluruh "
        "kabupaten/kota di provinsi sekaligus. Dari satu sumber lain hal yang sama dapat disimpulkan\u00a0[3]. "
        "Dari 1 putaran"
    )


def test_who_says_otherwise_is_named():
    claims = [
        (2023, "peduli", "stated", "stands", "A", "Kanwil", None),
        (2023, "cukup_peduli", "stated", "dissents", "B", "Antara", None),
    ]

    lede = regency_profile.head(facts_of((2023, *NAMED, True), claims=claims)).lede

    assert "Satu sumber menyatakan lain: Cukup Peduli HAM (Antara)\u00a0[2]." in lede


def test_an_uncertain_claim_of_the_opposite_is_named_as_not_counted():
    claims = [
        (2023, "peduli", "stated", "stands", "A", "Kanwil", None),
        (2023, "not_awarded", "uncertain", "uncertain", "B", "Antara", None),
        (2023, "peduli", "uncertain", "uncertain", "C", "Tempo", None),
    ]

    ledes = [
        regency_profile.head(facts_of((2023, *NAMED), claims=claims, language=language)).lede
        for language in ("id", "en")
    ]

    assert (
        "Satu sumber lain menyatakan sebaliknya, tetapi tidak pasti dan tidak dihitung: Tidak mendapat penghargaan (A"
        in (ledes[0])
    )
    assert (
        "One source says the opposite, but not for sure, and is not counted: Not awarded (Antara)\u00a0[2]." in ledes[1]
    )


def with_lists(facts, *source_ids):
    return replace(facts, lists_without={2023: source_ids})


def test_full_lists_that_lack_it_are_counted_where_no_claim_says_otherwise():
    lists = [("B",), ("A", "B")]

    heads = [regency_profile.head(with_lists(facts_of((2023, *NAMED, True), language="en"), *ids)) for ids in lists]

    assert "One full list of the province does not have it\u00a0[2]." in heads[0].lede
    assert "Two full lists of the province do not have it\u00a0[1, 2]." in heads[1].lede


@pytest.mark.parametrize(
    ("claims", "lists", "said"),
    [
        (
            [(2023, "peduli", "blanket", "stands", "A", "Kanwil", None),
             (2023, "not_awarded", "derived", "dissents", "B", "Antara", None)],
            ("B",),
            "One source says otherwise: Not awarded (Antara)\u00a0[2]. "
            "One full list of the province does not have it\u00a0[2].",
        ),
        (
            [(2023, "peduli", "stated", "stands", "A", "Kanwil", None),
             (2023, "peduli", "blanket", "agrees", "B", "Antara", None),
             (2023, "not_awarded", "uncertain", "uncertain", "B", "Antara", None)],
            ("B",),
            "One full list of the province does not have it\u00a0[2].",
        ),
    ],
    ids=["a blanket claim against one by name", "names against a list"],
)  # fmt: skip
def test_a_disputed_result_says_so_in_its_head_and_below_it_who_says_what(claims, lists, said):
    facts = with_lists(facts_of((2023, *NAMED, True), claims=claims, language="en"), *lists)
    head = regency_profile.head(facts)

    assert head.title == "Kota Samarinda, 2023: said to have been named “Cares for human rights”; sources disagree"
    assert head.lede.startswith("What stands by the order of sources: Cares for human rights.")
    assert said in head.lede
    assert regency_profile.key_figures(facts).facts[0] == ("named, disputed", "2023 awards")
    assert repr(regency_profile.province_part(facts)).endswith(
        "Of the regencies and cities whose names make up these figures, Kota Samarinda is one of the disputed."
    )


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        (NAMED, ["disebut berpredikat Peduli HAM", "said to have been named “Cares for human rights”"]),
        (("not_compliant", "cukup_peduli", "stated", 1, "A"),
         ["disebut berpredikat Cukup Peduli HAM", "said to have been classed “Fairly caring”"]),
        (("not_compliant", None, "stated", 2, "A;B"),
         ["disebut tidak berpredikat Peduli HAM", "said not to have been named “Cares for human rights”"]),
        (("not_compliant", "not_awarded", "stated", 1, "A"),
         ["disebut tidak dianugerahi", "said not to have been awarded"]),
        (("not_named", "participated", "stated", 1, "A"),
         ["tidak disebut dalam daftar lengkap Peduli HAM", "not in the full list for “Cares for human rights”"]),
    ],
    ids=["compliant", "another class", "class open", "not awarded", "not named"],
)  # fmt: skip
def test_the_title_of_whatever_is_contested_says_so_in_twenty_words_at_most(row, titles):
    longest = "Kabupaten Kepulauan Siau Tagulandang Biaro"
    heads = [
        regency_profile.head(replace(facts_of((2023, *row, True), language=language), full_name=longest))
        for language in ("id", "en")
    ]

    assert [head.title for head in heads] == [
        f"{longest}, 2023: {titles[0]}; sumber tidak sepakat",
        f"{longest}, 2023: {titles[1]}; sources disagree",
    ]
    assert max(len(head.title.split()) for head in heads) <= 20
    assert not any("Took part" in head.lede or "Ikut dinilai" in head.lede for head in heads)


def test_the_record_says_how_many_full_lists_lack_it_and_no_certainty_of_claims_that_are_not_counted():
    rows = [(2020, "unknown", None, "uncertain", 0, ""), (2022, "not_named", "participated", "stated", 1, "B")]
    record_of = facts_of(*rows, (2023, *NAMED, True), language="en")

    _, table = regency_profile.record_part(with_lists(record_of, "A", "B")).contents

    assert table.frame[["round", "certainty", "dissent"]].to_numpy().tolist() == [
        ["2023", "stated", "not in two full lists"],
        ["2022", "–", "–"],
        ["2020", "–", "–"],
    ]


def test_lists_that_lack_a_regency_that_stands_are_found(real_data):
    facts = regency_facts(2017, "5319", words=Words("en"))

    assert {award_year: len(ids) for award_year, ids in facts.lists_without.items()} == {2017: 2}
    assert set(facts.lists_without[2017]) <= set(facts.sources["source_id"])


def test_the_record_cites_the_sources_of_what_is_said_otherwise_claims_full_lists_and_numbers():
    claims = [
        (2020, "peduli", "stated", "tied", "B", "Antara", None),
        (2020, "not_awarded", "stated", "tied", "A", "Kanwil", None),
        (2022, "peduli", "stated", "stands", "A", "Kanwil", None),
        (2023, "peduli", "stated", "stands", "A", "Kanwil", None),
    ]
    named = ("compliant", "peduli", "stated", 1, "A", True)
    facts = facts_of((2020, "disputed", None, "stated", 0, ""), (2022, *named), (2023, *named), claims=claims)
    numbers = pd.DataFrame({"value": [20], "source_id": ["B"], "regencies": 35})
    facts = replace(facts, lists_without={2023: ("B",)}, numbers_against={2022: numbers})

    _, table = regency_profile.record_part(facts).contents

    assert [[cell["text"] for cell in row[-3:]] for row in table.as_block()["rows"]] == [
        ["tidak ada dalam satu daftar lengkap", "2", "1"],
        ["20 dari 35 di provinsinya menurut satu sumber", "2", "1"],
        ["Peduli HAM, Tidak mendapat penghargaan", "1, 2", "–"],
    ]


def test_a_record_of_which_nothing_says_otherwise_has_no_column_of_such_sources():
    _, table = regency_profile.record_part(facts_of((2023, *NAMED))).contents

    assert list(table.columns) == ["round", "result", "certainty", "dissent", "source_ids"]


@pytest.mark.parametrize(
    "regency_code", ["5319", "3301", "3213", "8171"], ids=["lists", "numbers", "took part", "hedged"]
)
def test_each_source_in_the_list_of_a_profile_says_what_it_is_used_for(real_data, regency_code):
    facts = regency_facts(2022, regency_code, words=Words("id"))
    (listed,) = [part for part in regency_profile.sources_part(facts).contents if isinstance(part, SourceList)]

    (group,) = listed.as_block()["groups"]

    assert [source["title"] for source in group["sources"] if " · untuk: " not in source["said"]] == []


def test_the_page_of_a_profile_leads_from_a_dispute_to_the_sources_that_leave_the_regency_out(real_data):
    facts = regency_facts(2022, "5319", words=Words("id"))
    _, table = regency_profile.record_part(facts).contents
    numbers = SourceList(facts.sources).numbers

    (row,) = re.findall(r"<tr[^>]*><th scope=\"row\">2017</th>.*?</tr>", table._repr_html_())

    links = [
        f'<a href="#source-{number}">{number}</a>' for number in sorted(map(numbers.get, facts.lists_without[2017]))
    ]
    assert f"<td>{', '.join(links)}</td>" in row


def test_a_source_of_a_claim_that_it_took_part_is_used_for_no_result(real_data):
    facts = regency_facts(2023, "3213", words=Words("id"))
    (listed,) = [part for part in regency_profile.sources_part(facts).contents if isinstance(part, SourceList)]

    assert listed.uses["J108"] == "untuk: pernyataan ikut dinilai tanpa hasil, tidak dihitung"


def test_equal_sources_that_differ_leave_the_result_open():
    claims = [
        (2023, "not_awarded", "stated", "tied", "B", "Antara", None),
        (2023, "peduli", "stated", "tied", "A", "Kanwil", None),
    ]

    head = regency_profile.head(facts_of((2023, "disputed", None, "stated", 0, ""), claims=claims))

    assert head.title == "Sumber tidak sepakat apakah Kota Samarinda berpredikat Peduli HAM pada 2023"
    assert head.lede.startswith(
        "Sumber yang sama kuatnya menyebut Peduli HAM\u00a0[1] dan Tidak mendapat penghargaan\u00a0[2]."
    )


def test_equal_sources_of_two_lower_titles_leave_only_the_title_open():
    claims = [
        (2023, "not_awarded", "stated", "tied", "B", "Antara", None),
        (2023, "cukup_peduli", "stated", "tied", "A", "Kanwil", None),
    ]

    facts = facts_of((2023, "not_compliant", None, "stated", 0, ""), claims=claims, language="en")

    assert repr(regency_profile.head(facts)).startswith(
        "Kota Samarinda was not named “Cares for human rights” in 2023; how it was classed is disputed. "
        "Sources of equal weight say Fairly caring and Not awarded."
    )
    assert regency_profile.key_figures(facts).facts[0] == ("another category", "2023 awards")


def test_uncertain_claims_are_shown_but_decide_nothing():
    claims = [(2023, "peduli", "uncertain", "uncertain", "B", "Antara", None)]
    facts = facts_of((2023, "unknown", None, "uncertain", 0, ""), claims=claims, language="en")

    assert regency_profile.head(facts).lede.startswith(
        "There is only one uncertain claim\u00a0[2]; it is shown below, but not counted. "
        "The result of the one round on record is not known. Rule of the province award: more than 60\u00a0%."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [(2020, *UNKNOWN), (2022, *NAMED), (2023, *NAMED)],
            "Of the 3 rounds on record, the results of 2 are known: it was named in 2 (2022 and 2023). "
            "The result of one other round is not known, which does not mean that it was not awarded.",
        ),
        (
            [(2022, "not_named", None, None, 0, "A"), (2023, *UNKNOWN)],
            "Rounds on record: 2; the result of one is known: it was not named. "
            "The result of one other round is not known, which does not mean that it was not awarded.",
        ),
        ([(2020, *UNKNOWN), (2022, *UNKNOWN)], "Of the 2 rounds on record, not one result is known."),
    ],
    ids=["named", "never named", "never known"],
)
def test_the_record_counts_the_known_rounds_and_names_the_unknown(rows, said):
    assert f"{said} Rule of the province award" in regency_profile.head(facts_of(*rows, language="en")).lede


def test_the_rule_is_a_part_of_the_first_lines_that_slides_keep_whole():
    head = regency_profile.head(facts_of((2023, *NAMED), language="en"))

    assert [(part in head.lede, part.startswith("Rule of the province award")) for part in head.rule] == [(True, True)]


def test_a_round_before_it_was_founded_is_no_result():
    facts = facts_of((2022, *NAMED), (2023, *NAMED), award_year=2020, founded_on="2021-06-10", language="en")

    head = regency_profile.head(facts)
    assert head.title == "Kota Samarinda did not yet exist when the 2020 awards were assessed"
    assert head.lede.startswith(
        "It was founded on 10 June 2021, while that round judged regencies and cities as they stood on "
        "31 December 2019. "
        "Of the 2 rounds on record, the results of 2 are known"
    )
    assert regency_profile.key_figures(facts).facts[0] == ("not yet formed", "2020 awards")
    assert regency_profile.key_figures(facts).facts[3] == ("–", "rounds in a row up to 2020")


def test_a_year_without_a_round_is_said_to_be_one():
    head = regency_profile.head(facts_of((2020, *NAMED), (2022, *UNKNOWN), award_year=2021))

    assert head.title == "Kota Samarinda: tidak ada putaran penghargaan pada 2021"
    assert head.lede.startswith("Tidak ada putaran penghargaan pada tahun 2021 di data ini.")


def test_key_figures_count_known_rounds_and_streaks_with_their_bounds():
    facts = facts_of((2020, *UNKNOWN), (2022, *NAMED), (2023, *NAMED))

    assert list(regency_profile.key_figures(facts).facts) == [
        ("berpredikat", "penghargaan 2023"),
        ("2 / 2", "putaran berpredikat, dari yang diketahui hasilnya"),
        ("1", "putaran belum diketahui"),
        ("2–3", "putaran berturut-turut sampai 2023, sedikitnya dan sebanyak-banyaknya"),
    ]


def test_what_a_source_contradicts_is_known_for_no_key_figure():
    claims = [
        (2023, "cukup_peduli", "stated", "stands", "B", "Antara", None),
        (2023, "peduli", "stated", "dissents", "A", "Kanwil", None),
        (2022, "peduli", "stated", "stands", "A", "Kanwil", None),
    ]
    rows = [(2020, *UNKNOWN), (2022, *NAMED), (2023, "not_compliant", "cukup_peduli", "stated", 1, "B", True)]
    facts = facts_of(*rows, claims=claims, language="en")

    assert list(regency_profile.key_figures(facts).facts) == [
        ("another category, disputed", "2023 awards"),
        ("1 / 1", "rounds named, of those whose result is known"),
        ("1", "rounds not known; sources disagree on one more"),
        ("0–3", "rounds in a row up to 2023, at least and at most"),
    ]
    assert (
        "Rounds on record: 3; the result of one is known: it was named in 1 (2022). "
        "Sources disagree on the result of one round (2023). The result of one other round is not known"
    ) in regency_profile.head(facts).lede
    _, table = regency_profile.record_part(facts).contents
    newest = table.as_block()["rows"][0]
    assert newest[1] == {"text": "Fairly caring, disputed", "tone": "disputed"}


def test_of_results_that_are_all_disputed_none_is_counted():
    claims = [
        (2023, "peduli", "stated", "tied", "A", "Kanwil", None),
        (2023, "not_awarded", "stated", "tied", "B", "Antara", None),
    ]
    facts = facts_of((2022, *UNKNOWN), (2023, "disputed", None, "stated", 0, "", True), claims=claims, language="en")

    assert list(regency_profile.key_figures(facts).facts) == [
        ("disputed", "2023 awards"),
        ("cannot be determined", "rounds named, of those whose result is known"),
        ("1", "rounds not known; sources disagree on one more"),
        ("0–2", "rounds in a row up to 2023, at least and at most"),
    ]
    assert "Of the 2 rounds on record, not one result is certain." in regency_profile.head(facts).lede


def test_of_a_regency_of_which_nothing_is_known_that_is_said_once():
    facts = facts_of((2022, *UNKNOWN), (2023, *UNKNOWN))

    assert list(regency_profile.key_figures(facts).facts) == [
        ("belum diketahui", "penghargaan 2023"),
        ("0 / 2", "putaran yang diketahui hasilnya"),
    ]


@pytest.mark.parametrize(
    ("row", "kinds", "said"),
    [
        (NAMED, ["news", "news"], "Hasil ini hanya bersumber dari berita media, bukan dari sumber resmi."),
        (("compliant", "peduli", "stated", 1, "B"), ["ministry", "news"],
         "Hasil ini bersumber dari satu berita media saja, bukan dari sumber resmi."),
        (("not_named", None, None, 0, "A;B"), ["news", "news"],
         "Hasil ini hanya bersumber dari berita media, bukan dari sumber resmi."),
        (NAMED, ["ministry", "news"], ""),
        (UNKNOWN, ["news", "news"], ""),
    ],
    ids=["news alone", "one news report", "lists in the news", "an official page too", "nothing known"],
)  # fmt: skip
def test_a_result_that_rests_on_news_alone_says_so_among_the_first_lines(row, kinds, said):
    facts = facts_of((2023, *row))
    head = regency_profile.head(replace(facts, sources=facts.sources.assign(kind=kinds)))

    assert ("berita media" in head.lede) is bool(said)
    assert said in head.lede
    assert said in head.known


def test_a_number_that_a_blanket_claim_cannot_be_true_beside_is_told_of():
    numbers = pd.DataFrame({"value": [20], "source_id": ["B"], "regencies": 35})
    facts = facts_of((2022, *UNKNOWN), (2023, "compliant", "peduli", "blanket", 1, "A", True), language="en")
    facts = replace(facts, numbers_against={2023: numbers})

    head = regency_profile.head(facts)

    assert "One source gives a number for its province that does not fit this: 20 of 35\u00a0[2]." in head.lede
    _, table = regency_profile.record_part(facts).contents
    assert table.frame[["round", "result", "dissent"]].to_numpy().tolist()[0] == [
        "2023", "“Cares for human rights”, disputed", "20 of 35 in its province by one source",
    ]  # fmt: skip


def test_numbers_that_do_not_fit_are_found_and_their_sources_are_listed(real_data):
    facts = regency_facts(2023, "3301", words=Words("en"))

    assert {year: told["value"].tolist() for year, told in facts.numbers_against.items()} == {2020: [20]}
    assert set(facts.numbers_against[2020]["source_id"]) <= set(facts.sources["source_id"])
    assert regency_facts(2023, "6472", words=Words("en")).numbers_against == {}


@pytest.mark.parametrize(
    ("regency_code", "title", "number", "standing"),
    [
        ("1218", "Kabupaten Serdang Bedagai, 2020: not in the full list for “Cares for human rights”", "17 of 33",
         "not named, disputed"),
        ("6403", "Kabupaten Berau, 2020: said to have been named “Cares for human rights”", "6 of 10",
         "named, disputed"),
    ],
)  # fmt: skip
def test_a_number_other_than_a_full_list_is_told_of_whom_it_puts_in_doubt(
    real_data, regency_code, title, number, standing
):
    facts = regency_facts(2020, regency_code, words=Words("en"))
    head = regency_profile.head(facts)

    assert head.title == f"{title}; sources disagree"
    assert f"One source gives a number for its province that does not fit this: {number}" in head.lede
    assert "Sources disagree on the result of one round (2020)." in head.lede
    assert regency_profile.key_figures(facts).facts[0] == (standing, "2020 awards")


def test_a_streak_that_is_known_has_no_bounds():
    facts = facts_of((2022, "not_named", None, None, 0, "A"), (2023, *NAMED), language="en")

    assert regency_profile.key_figures(facts).facts[3] == ("1", "rounds in a row up to 2023")


def test_the_record_shows_every_round_the_newest_first_with_scores_and_dissent():
    claims = [
        (2023, "peduli", "stated", "stands", "A", "Kanwil", 92.5),
        (2023, "cukup_peduli", "stated", "dissents", "B", "Antara", 68.25),
    ]
    facts = facts_of((2022, "not_compliant", "cukup_peduli", "derived", 1, "B"), (2023, *NAMED), claims=claims)

    _, table = regency_profile.record_part(facts).contents

    shown = table.frame[list(table.columns)].reset_index(drop=True)
    expected = pd.DataFrame(
        [
            ("2023", "Peduli HAM", "68,25; 92,50", "stated", "Cukup Peduli HAM", "B", "A;B"),
            ("2022", "Cukup Peduli HAM", "–", "derived", "–", "", "B"),
            ("2020", "belum dibentuk", "–", "–", "–", "", ""),
        ],
        columns=["round", "result", "score", "certainty", "dissent", "dissent_ids", "source_ids"],
    )
    pd.testing.assert_frame_equal(shown, expected)
    assert table.tints["result"] == {"Peduli HAM": "yes", "Cukup Peduli HAM": "no", "belum dibentuk": "unknown"}


def test_every_claim_is_shown_with_its_part_those_that_lose_too():
    claims = [
        (2020, "peduli", "uncertain", "uncertain", "B", "Antara", None),
        (2023, "cukup_peduli", "stated", "dissents", "B", "Antara", None),
        (2023, "peduli", "stated", "stands", "A", "Kanwil", None),
    ]

    _, table = regency_profile.claims_part(facts_of((2023, *NAMED), claims=claims)).contents

    shown = table.frame[list(table.columns)].to_numpy().tolist()
    assert shown == [
        ["2023", "peduli", "stated", "stands", "Kanwil", "A"],
        ["2023", "cukup_peduli", "stated", "dissents", "Antara", "B"],
        ["2020", "peduli", "uncertain", "uncertain", "Antara", "B"],
    ]


def test_the_note_of_a_claim_is_shown_where_any_has_one():
    facts = facts_of((2023, *NAMED))
    noted = RegencyFacts(**{**vars(facts), "claims": facts.claims.assign(note=["page 2 names ten", None])})

    _, table = regency_profile.claims_part(noted).contents

    assert table.frame[list(table.columns)].iloc[:, -1].tolist() == ["page 2 names ten", ""]


def test_of_a_regency_that_nobody_speaks_of_that_is_said():
    (prose,) = regency_profile.claims_part(facts_of((2023, *UNKNOWN), language="en")).contents

    assert prose.text == "No source held here has ever mentioned it, which does not mean that it was never awarded."


def test_its_place_in_the_province_has_count_share_verdict_and_its_name():
    (prose,) = regency_profile.province_part(facts_of((2023, *NAMED))).contents

    assert prose.text == (
        "7 dari 10 kabupaten/kota di Kalimantan Timur berpredikat Peduli HAM. "
        "Persentasenya 70,0\u00a0%\u00a0[1, 2], di atas 60\u00a0% yang disyaratkan. Persentase dihitung terhadap semua "
        "kabupaten/kota di provinsi per 31 Desember 2022. Kota Samarinda termasuk yang berpredikat."
    )


def test_the_lead_and_the_place_in_the_province_tell_what_is_doubted_of_the_rule_in_the_same_words():
    facts = facts_of((2023, *NAMED), language="en")
    sources = {"rule_source_ids": ("A",), "rule_dissent_ids": ("B",), "rule_dissents": (">=50%",)}
    claims = pd.DataFrame({"source_id": ["A"], "certainty": "stated"})
    of_news = facts.in_round.sources.assign(kind="news")
    told = replace(facts, in_round=replace(facts.in_round, award_claims=claims, sources=of_news, **sources))
    doubted = "Only one news report states that rule. One source states another rule: at least 50 % [2]."

    lead = regency_profile.head(told).lede.replace("\u00a0", " ")

    assert f"Rule of the province award: more than 60 % [1]. {doubted} The denominator is all regencies and" in lead
    assert doubted in regency_profile.province_part(told).contents[0].text.replace("\u00a0", " ")
    ending = repr(regency_profile.sources_part(told)).replace("\u00a0", " ")
    assert ("Rule of the province award: more than 60 % [1]." in ending, doubted in ending) == (True, False)


@pytest.mark.parametrize("award_year", [2013, 2021], ids=["before it", "no round"])
def test_real_facts_of_a_young_regency_can_be_told_for_any_year(real_data, award_year):
    facts = regency_facts(award_year, "6411", words=Words("en"))

    names = ("head", "key_figures", "record_part", "province_part", "claims_part", "sources_part")
    told = [getattr(regency_profile, name) for name in names]
    assert all(repr(tell(facts)) and tell(facts)._repr_html_() for tell in told)
    assert facts.province_code == "64"


def test_a_regency_belongs_to_its_province_of_the_round(real_data):
    assert regency_facts(2022, "9301", words=Words()).province_code == "91"
    assert regency_facts(2023, "9301", words=Words()).province_code == "93"


def test_a_code_that_is_no_regency_is_refused(real_data):
    with pytest.raises(ValueError, match="no regency '9999'; codes are Kemendagri's, as text, such as '6472'"):
        regency_facts(2023, "9999", words=Words())
