"""The trends show all rounds side by side, and say what of them does not compare."""

from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.measures import award_streaks, national_summary, rule_bounds
from kkpham_analysis.reports.content import trends
from kkpham_analysis.reports.content.facts import RoundsFacts
from kkpham_analysis.reports.content.trend_facts import (
    TrendFacts,
    regulations_and_rules,
    sources_of_counts,
    trend_facts,
)

COUNTS = dict.fromkeys(["award_year", "regencies", "compliant", "compliant_low", "compliant_high"], "Int64")
PARTS = dict.fromkeys(["share", "share_low", "share_high"], "Float64")
SHARE_COLUMNS = ["award_year", "province_code", "province", "regencies", "compliant_low", "compliant_high", "evidence",
                 "rule", "meets_rule"]  # fmt: skip
RULES = pd.DataFrame(
    {
        "award_year_from": [2022, 2023],
        "award_year_to": [2022, 2023],
        "level": "province",
        "operator": [">=", ">"],
        "threshold_percent": 60.0,
        "denominator": "regencies",
        "source_ids": ["A", "A"],
        "dissenting_source_ids": ["B", None],
        "dissenting_rules": [">60%", None],
    }
)
REGULATIONS = pd.DataFrame(
    {"name_id": ["Permenkumham 22/2021"], "award_year_from": [2022], "award_year_to": [2024], "source_ids": ["M"]}
)


def shares_of(*rows):
    frame = pd.DataFrame(list(rows), columns=SHARE_COLUMNS)
    for end in ("low", "high"):
        frame[f"share_{end}"] = frame[f"compliant_{end}"] / frame["regencies"]
    is_known = frame["compliant_low"] == frame["compliant_high"]
    frame["compliant"], frame["share"] = frame["compliant_low"].where(is_known), frame["share_low"].where(is_known)
    return frame.astype({**COUNTS, **PARTS, "rule": "str", "meets_rule": "boolean"})


SHARES = shares_of(
    (2020, "64", "Kalimantan Timur", 2, 0, 2, "none", None, None),
    (2022, "64", "Kalimantan Timur", 2, 1, 2, "partial", ">=60%", None),
    (2022, "91", "Papua", 8, 5, 6, "disputed", ">=60%", True),
    (2023, "64", "Kalimantan Timur", 2, 2, 2, "complete", ">60%", True),
    (2023, "91", "Papua", 8, 1, 1, "counted", ">60%", False),
    (2023, "93", "Papua Selatan", 2, 0, 2, "none", ">60%", None),
)


def facts_of(*, national, award_year=2023, language="id", rounds=(2020, 2022, 2023)):
    """Give the facts of a country of two regencies with a record, and three provinces with shares."""
    names = {"6471": "Kota Balikpapan", "6472": "Kota Samarinda"}
    said = {
        2020: ("unknown", "compliant"),
        2022: ("not_named", "compliant"),
        2023: ("compliant", "compliant"),
    }
    status = pd.DataFrame(
        [
            (year, "64", code, names[code], result)
            for year in rounds
            for code, result in zip(names, said[year], strict=True)
        ],
        columns=["award_year", "province_code", "regency_code", "full_name", "status"],
    ).assign(inferred=False)
    shares = SHARES[SHARES["award_year"].isin(rounds)]
    stated = [(*row, "stated")[:5] for row in national]
    claims = pd.DataFrame(stated, columns=["award_year", "measure", "value", "source_id", "certainty"])
    awarded = pd.DataFrame(
        [(2022, "64", "province_award", 1, "stated", "A"), (2023, "91", "province_award", 1, "stated", "A")],
        columns=["award_year", "province_code", "measure", "value", "certainty", "source_id"],
    )
    bounds = [
        rule_bounds(shares[shares["award_year"] == year], awarded, award_year=year, national_claims=claims)
        for year in rounds
    ]
    pages = pd.DataFrame(
        {
            "source_id": ["A", "B", "M", "Z"],
            "title": ["Daftar", "Berita", "Permen", "Kabar"],
            "publisher": ["Kanwil", "Antara", "JDIH", "Tempo"],
            "url": None,
            "published_on": ["2023-12-19", None, None, None],
        }
    )
    award_name = {"id": "Peduli HAM", "en": "“Cares for human rights”"}[language]
    return TrendFacts(
        award_year=award_year,
        known_rounds=(2020, 2022, 2023),
        rounds=RoundsFacts(rounds, shares, status, pages, award_name, Words(language)),
        summary=national_summary(shares, status, claims),
        bounds=pd.concat(bounds, ignore_index=True),
        streaks=award_streaks(status).assign(province="Kalimantan Timur"),
        rules=regulations_and_rules(RULES, REGULATIONS, rounds),
        national_claims=claims,
        sources=pages[pages["source_id"] != "Z"],
    )


ANNOUNCED = [
    (2022, "awarded_regencies", 7, "B"),
    (2022, "awarded_regencies", 0, "A"),
    (2022, "awarded_provinces", 2, "A"),
    (2023, "awarded_regencies", 9, "A"),
    (2023, "awarded_regencies", 9, "B"),
]


def rows_of(table):
    rows = table.frame[list(table.columns)].to_numpy().tolist()
    return [[None if pd.isna(value) else value for value in row] for row in rows]


def written_rows(table):
    return [
        [table.labels.get(column, {}).get(row[column], row[column]) for column in table.columns]
        for row in table.frame.to_dict("records")
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "id",
            "3 putaran: sejauh diketahui, 2 dari 2 kabupaten/kota pernah berpredikat Peduli HAM. Naik-turunnya angka "
            "yang diketahui dari putaran ke putaran bukan naik-turunnya penghargaan: data sebagian putaran "
            "lebih lengkap daripada yang lain, dan peraturan serta syaratnya berubah. Yang belum diketahui tidak "
            "dihitung sebagai tidak dianugerahi. Penghargaan diberikan oleh Kementerian Hukum dan HAM. Persentase "
            "dihitung terhadap semua kabupaten/kota di provinsi per 31 Desember sebelum tahun "
            "penghargaan. Aturan penghargaan provinsi: paling sedikit 60\xa0% (2022); lebih dari 60\xa0% (2023). Untuk "
            "putaran lain aturannya tidak diketahui.",
        ),
        (
            "en",
            "3 rounds: 2 of 2 regencies and cities are known to have been named “Cares for human rights” "
            "at least once. A change in what is known from round to round is not a change in the awards: some rounds "
            "are better known "
            "than others, and regulations and rules have changed. What is not known is not counted as not awarded. "
            "The awards are given by the Ministry of Law and Human Rights. The denominator of shares is all regencies "
            "and cities of the province as at 31 December before the year of the awards. Rule of the province award: "
            "at least 60\xa0% (2022); more than 60\xa0% (2023). For the other rounds the rule is not known.",
        ),
    ],
)
def test_the_head_says_how_many_were_ever_named_and_what_does_not_compare(language, said):
    assert repr(trends.head(facts_of(national=ANNOUNCED, language=language))) == said


def test_where_names_exceed_the_sum_of_the_provinces_or_what_was_announced_that_is_said():
    reading = repr(trends.country_part(facts_of(national=ANNOUNCED, language="en")))

    assert (
        "In 2020, 1 are known by name while the lowest sum of the provinces is 0: for Kalimantan Timur a source gives "
        "a lower number than there are names. In 2022, the 0 announced are fewer than the 1 known by name."
    ) in reading


def test_a_year_without_a_round_is_said_before_the_rounds_up_to_it():
    lede = trends.head(facts_of(national=ANNOUNCED, award_year=2026)).lede

    assert lede.startswith(
        "Tidak ada putaran penghargaan pada tahun 2026 di data ini. Putaran yang ada: 2020, 2022, dan 2023."
    )


def test_key_figures_count_who_was_ever_named_and_who_never_had_a_result():
    assert list(trends.key_figures(facts_of(national=ANNOUNCED, language="en")).facts) == [
        ("3", "rounds on record"),
        ("2 / 2", "regencies and cities known to have been named at least once"),
        ("0", "regencies and cities without a known result in any round"),
        ("3", "rounds in a row, the longest known"),
    ]


def test_the_country_stands_in_three_counts_and_is_not_judged_without_a_rule():
    assert rows_of(trends.country_table(facts_of(national=ANNOUNCED))) == [
        ["2020", 2, 1, "0–2", None, None, "–"],
        ["2022", 2, 1, "6–8", "7\u00a0(1), 0\u00a0(1)", "−1 sampai 6", "1 / 0 / 1"],
        ["2023", 2, 2, "3–5", "9\u00a0(2)", "7", "1 / 1 / 1"],
    ]


def test_every_number_announced_is_shown_with_its_sources():
    _, regencies, provinces = trends.published_part(facts_of(national=ANNOUNCED)).contents

    assert rows_of(regencies) == [
        ["2022", 0, 1, "stated", "A"],
        ["2022", 7, 1, "stated", "B"],
        ["2023", 9, 2, "stated", "A;B"],
    ]
    assert rows_of(provinces) == [["2022", 2, 1, "stated", "A"]]


def test_a_number_that_is_not_certain_is_shown_and_counted_in_nothing():
    facts = facts_of(national=[*ANNOUNCED, (2023, "awarded_regencies", 99, "B", "uncertain")])

    _, regencies, _ = trends.published_part(facts).contents
    assert written_rows(regencies)[-1] == ["2023", 99, 1, "tidak pasti, tidak dihitung", "B"]
    row = facts.summary[facts.summary["award_year"] == 2023].iloc[0]
    assert (row["published_low"], row["published_high"], row["published_sources"]) == (9, 9, 2)
    assert "99" not in repr(trends.country_part(facts))


def test_notes_of_the_claims_stand_beside_their_number_each_once():
    facts = facts_of(national=ANNOUNCED)
    notes = [None, "number invited", None, "as told", "as told"]

    _, regencies, provinces = trends.published_part(
        replace(facts, national_claims=facts.national_claims.assign(note=notes))
    ).contents

    assert [row[-1] for row in rows_of(regencies)] == ["number invited", "", "as told"]
    assert "note" not in provinces.columns


def test_rules_and_regulations_stand_by_round_with_who_says_otherwise():
    _, table = trends.rules_part(facts_of(national=ANNOUNCED)).contents

    assert rows_of(table) == [
        ["2020", None, "", None, "", "–", ""],
        ["2022", "Permenkumham 22/2021", "M", "paling sedikit 60\u00a0%", "A", "lebih dari 60\u00a0%", "B"],
        ["2023", "Permenkumham 22/2021", "M", "lebih dari 60\u00a0%", "A", "–", ""],
    ]


def test_rounds_in_a_row_under_the_same_rule_are_one_row():
    rules = RULES.assign(award_year_to=2023).head(1)
    facts = facts_of(national=ANNOUNCED)
    same = TrendFacts(**{**vars(facts), "rules": regulations_and_rules(rules, REGULATIONS, [2020, 2022, 2023])})

    _, table = trends.rules_part(same).contents

    assert [row[0] for row in rows_of(table)] == ["2020", "2022–2023"]


def test_shares_of_all_provinces_tell_known_partly_known_unknown_and_not_yet_formed_apart():
    _, table = trends.shares_part(facts_of(national=ANNOUNCED)).contents

    assert written_rows(table) == [
        ["Kalimantan Timur", "?", "50–100", "100"],
        ["Papua", "–", "63–75", "13"],
        ["Papua Selatan", "–", "–", "?"],
    ]
    assert table.tints["2023"] == {"yes|100": "yes", "no|13": "no", "yes|63–75": "yes"}


def test_rounds_whose_rule_counts_participants_are_named_where_shares_are_read():
    facts = facts_of(national=ANNOUNCED, language="en")
    rules = RULES.assign(denominator=["regencies", "participants"])
    mixed = replace(facts, rules=regulations_and_rules(rules, REGULATIONS, [2020, 2022, 2023]))

    said = "For 2023 the rule counts only the regencies and cities that took part."
    assert said in repr(trends.shares_part(mixed).contents[0])
    assert said in repr(trends.sources_part(mixed))
    assert said not in repr(trends.shares_part(facts).contents[0])


def test_awards_of_provinces_bound_the_threshold_and_show_what_contradicts_the_rule():
    _, table = trends.bounds_part(facts_of(national=[], language="en")).contents

    assert rows_of(table) == [
        ["2020", 0, 0, "–", "–", "–"],
        ["2022", 1, 0, "Kalimantan Timur, 50.0–100.0\u00a0%", "–", "–"],
        ["2023", 1, 0, "Papua, 12.5\u00a0%", "–", "Papua"],
    ]


def test_changes_between_rounds_count_the_unknown_apart():
    _, table = trends.changes_part(facts_of(national=ANNOUNCED)).contents

    assert list(table.columns.values()) == [
        "Dari–ke", "baru", "bertahan", "tidak lagi berpredikat", "tetap tanpa predikat", "belum dibentuk",
        "belum diketahui",
    ]  # fmt: skip
    assert rows_of(table) == [["2020–2022", 0, 1, 0, 0, 0, 1], ["2022–2023", 1, 1, 0, 0, 0, 0]]


def test_changes_say_how_many_rest_on_results_that_are_inferred():
    facts = facts_of(national=ANNOUNCED, language="en")
    status = facts.rounds.status
    inferred = status.assign(inferred=status["regency_code"].eq("6472") & status["award_year"].eq(2022))

    prose, table = trends.changes_part(replace(facts, rounds=replace(facts.rounds, status=inferred))).contents

    assert rows_of(table) == [["2020–2022", 0, "1, inferred", 0, 0, 0, 1], ["2022–2023", 1, "1, inferred", 0, 0, 0, 0]]
    assert table.frame["kept"].tolist() == [1, 1]
    assert "“Inferred”: no source states that result for its round" in prose.text


def test_changes_of_which_none_is_known_are_one_sentence():
    facts = facts_of(national=ANNOUNCED, language="en")
    unknown = facts.rounds.status.assign(status="unknown")

    (prose,) = trends.changes_part(replace(facts, rounds=replace(facts.rounds, status=unknown))).contents

    assert prose.text == (
        "All changes between these rounds are not known because the result of at least one of the two rounds is not "
        "known."
    )


def test_one_round_alone_has_nothing_to_change_from():
    (prose,) = trends.changes_part(facts_of(national=ANNOUNCED, rounds=(2023,))).contents

    assert prose.text == "Tidak ada putaran sebelumnya yang dapat dibandingkan."


def test_the_longest_streaks_come_first_with_the_most_that_they_may_be():
    _, table = trends.streaks_part(facts_of(national=ANNOUNCED)).contents

    assert rows_of(table) == [
        ["Kota Samarinda", "Kalimantan Timur", 3, 3, 3, 3],
        ["Kota Balikpapan", "Kalimantan Timur", 1, 1, 1, 2],
    ]


def test_the_page_says_how_many_more_sources_the_names_rest_on():
    text = repr(trends.sources_part(facts_of(national=ANNOUNCED, language="en")))

    assert "One more page (undated) speaks of names" in text
    assert "This report uses" not in text
    assert "kkpham report trends --year 2023 --lang en" in text


def test_pages_that_only_give_rules_are_told_apart_from_those_that_the_figure_counts():
    facts = facts_of(national=ANNOUNCED, language="en")
    counted = facts.rounds.sources.query("source_id != 'M'").head(2)

    text = repr(trends.sources_part(replace(facts, behind_counts=counted)))

    assert (
        "This report uses 4 public pages: the numbers in the figure rest on 2 of them, which are those counted" in text
    )


def test_the_page_counts_its_rounds_and_says_why_a_year_has_none():
    facts = facts_of(national=ANNOUNCED, language="en")
    told = repr(trends.country_part(replace(facts, rounds=replace(facts.rounds, years_without=(2021, 2030)))))

    assert "Up to 2023, 3 rounds are on record (2020–2023). There was no round in 2021." in told


@pytest.mark.parametrize("award_year", [2000, 2026], ids=["before all rounds", "after all rounds"])
def test_real_facts_can_be_told_for_a_year_without_a_round(real_data, award_year):
    facts = trend_facts(award_year, words=Words("en"))

    told = [trends.head, trends.key_figures, trends.country_part, trends.country_table, trends.published_part,
            trends.rules_part, trends.shares_part, trends.bounds_part, trends.changes_part, trends.streaks_part,
            trends.sources_part]  # fmt: skip
    assert all(repr(tell(facts)) and tell(facts)._repr_html_() for tell in told)
    assert f"There was no round of awards in {award_year}" in trends.head(facts).lede


def test_counts_of_the_country_rest_on_results_counts_and_lists_and_on_nothing_else():
    columns = ["award_year", "measure", "certainty", "source_id"]
    status = pd.DataFrame({"award_year": [2023, 2023, 2023], "status": ["compliant", "unknown", "not_named"],
                           "source_ids": ["A;B", "took_part", ""]})  # fmt: skip
    of_provinces = pd.DataFrame(
        [(2023, "complete_list", "stated", "C"), (2023, "province_award", "stated", "award"),
         (2023, "awarded_regencies", "uncertain", "hearsay"), (2024, "awarded_regencies", "stated", "later")],
        columns=columns,
    )  # fmt: skip
    national = pd.DataFrame(
        [(2023, "awarded_regencies", "stated", "D"), (2023, "awarded_provinces", "stated", "provinces")],
        columns=columns,
    )

    assert sources_of_counts(status, of_provinces, national) == {"A", "B", "C", "D"}
