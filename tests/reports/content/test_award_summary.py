"""The yearly summary, on the real facts: what it says of the country, of an office, and of what is not known."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import awaited, award_summary, province_report, wording
from kkpham_analysis.reports.content.facts import round_facts, rounds_facts
from kkpham_analysis.tables.source_ids import split_ids

from .round_of_three import CHANGES, facts_of

pytestmark = pytest.mark.usefixtures("real_data")
NBSP = "\u00a0"


def facts(award_year, *provinces, language="en", rule=""):
    return round_facts(award_year, words=Words(language), provinces=provinces, rule=rule)


def rounds_of(province, *, language="en"):
    return rounds_facts(words=Words(language), until=2023, province_code=province)


def plain(text):
    return text.replace(NBSP, " ")


def said(part):
    return plain(repr(part))


def test_the_office_of_two_provinces_says_nine_seven_and_two():
    head = said(award_summary.head(facts(2023, "64", "65", language="id")))

    assert "9 dari 15 kabupaten/kota berpredikat Peduli HAM: 7 di Kalimantan Timur dan 2 di Kalimantan Utara" in head
    assert "1 dari 2 provinsi memenuhi aturan" in head


def test_an_office_with_a_province_partly_known_says_at_least():
    head = said(award_summary.head(facts(2023, "32", "64")))

    assert "At least 10 of 37 regencies and cities" in head
    assert "at least 3 in West Java and 7 in East Kalimantan" in head
    assert "What is not known is not counted as not awarded" in head


def test_a_province_that_cannot_be_judged_is_not_counted_among_those_that_did_not_meet_the_rule():
    head = said(award_summary.head(facts(2022, "13", "14")))

    assert "Of the provinces that can be judged (1), 0 met the rule; 1 cannot be judged yet." in head


def test_the_country_is_judged_only_where_it_is_known_enough():
    head = said(award_summary.head(facts(2023)))

    assert "In 10 of 18 provinces with enough data" in head
    assert (
        "The names of 148 regencies and cities are known; for the whole country one source says 262, a "
        "difference of 114." in head
    )
    assert (
        "For 12 provinces neither the number nor the names are known. For two of these there are only uncertain" in head
    )


def test_where_one_kind_of_statement_is_all_there_is_it_is_said_which():
    head = said(award_summary.head(facts(2024, "64", "65", language="id")))

    assert "Tentang satu di antaranya yang diketahui hanya penghargaan provinsinya sendiri." in head


def test_a_round_without_a_rule_has_shares_and_no_verdict():
    head = said(award_summary.head(facts(2016)))

    assert "The rule of the province award of 2016 is not known, so provinces are not judged" in head


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_province_of_which_nothing_is_known_is_not_called_without_awards(language):
    of_aceh = facts(2023, "11", language=language)
    told = [getattr(province_report, part)(of_aceh) for part in ("head", "key_figures", "claims_part")]
    page = "\n".join(map(said, [*told, province_report.changes_part(of_aceh, rounds_of("11", language=language))]))

    assert {"id": "belum diketahui", "en": "not known"}[language] in page
    assert "tidak dianugerahi" not in page.replace("tidak berarti tidak ada yang dianugerahi", "")
    assert "not awarded" not in page


def test_a_number_that_is_partly_known_is_never_told_as_certain():
    of_east_java = facts(2023, "35")

    assert said(province_report.head(of_east_java)).startswith("At least 1 of 38 regencies and cities in East Java")
    assert "cannot be judged yet" in said(province_report.head(of_east_java))
    assert "not known how many more are needed" in said(province_report.key_figures(of_east_java))


def test_a_disputed_number_is_told_as_disputed():
    head = said(province_report.head(facts(2023, "33")))

    assert head.startswith("33–34 of 35 regencies and cities in Central Java")
    assert "sources disagree" in head


def test_where_nothing_came_before_there_is_nothing_to_compare():
    assert "no earlier round" in said(award_summary.changes_part(facts(2013)))


def test_changes_add_up_to_all_regencies():
    part = award_summary.changes_part(facts(2023))

    assert (
        "19 newly named, 25 named again, 3 no longer named, 11 still without, 456 not known because the result of at "
        "least one of the two rounds is not known."
    ) in said(part)
    assert 19 + 25 + 3 + 11 + 456 == 514
    assert int(part.contents[-1].frame["still_without"].sum()) == 11


def test_an_office_of_which_nothing_is_known_is_named_with_the_rounds_of_each_province():
    head = said(award_summary.head(facts(2023, "51", "11")))

    assert head.startswith(
        "There are no data on regencies and cities named “Cares for human rights” in Aceh and Bali in 2023."
    )
    assert "Bali: 2017, 2018, 2019, 2020, 2022, and 2024; Aceh: 2017, 2018, 2019, 2020, and 2024." in head


def test_an_office_lists_who_is_not_named_too_and_hedges_nothing_that_is_complete():
    named, others = award_summary.awarded_part(facts(2023, "64", "65")).contents

    assert named.frame["number"].tolist() == [7, 2]
    assert others.frame.to_numpy().tolist() == [
        [
            "64",
            "East Kalimantan",
            "not_named",
            3,
            "Kabupaten Kutai Barat, Kabupaten Penajam Paser Utara, Kabupaten Mahakam Ulu",
        ],
        ["65", "North Kalimantan", "not_named", 3, "Kabupaten Malinau, Kabupaten Nunukan, Kabupaten Tana Tidung"],
    ]
    assert "a province without a full list may have more" in said(award_summary.awarded_part(facts(2023)))


def test_an_office_is_not_held_against_numbers_of_the_country():
    assert award_summary.published_part(facts(2023, "64", "65")) is None


def test_the_country_leads_to_the_list_of_all_reports():
    html = award_summary.sources_part(facts(2023))._repr_html_()

    assert '<a href="../../index.html#ui=en">List of all reports: other places, other rounds, the other lang' in html


def test_where_all_that_can_be_judged_met_the_rule_they_are_not_taken_for_all():
    assert said(award_summary.head(facts(2024))).startswith(
        "12 of 38 provinces can be judged; in all of these, at least 60 % of the regencies and cities were named"
    )


def test_a_source_that_says_what_does_not_follow_from_the_rule_is_cited():
    head = province_report.head(facts(2022, "14"))
    claims = facts(2022, "14").province_claims
    number = head.listed.numbers[claims.loc[claims["measure"] == "province_award", "source_id"].iloc[0]]

    assert f"Yet one source{NBSP}[{number}] says that Riau was awarded as a province" in head.lede


def test_published_numbers_stand_beside_ours_with_the_difference():
    of_round = facts(2023)
    participants = of_round.national_claims.head(1).assign(measure="participating_regencies", value=500)
    claims = pd.concat([of_round.national_claims, participants])

    _, table = award_summary.published_part(replace(of_round, national_claims=claims)).contents

    rows = {tuple(row) for row in table.frame[["measure", "value", "shown", "difference"]].to_numpy().tolist()}
    assert ("awarded_regencies", 262, 148, 114) in rows
    assert {measure for measure, *_ in rows} == {"awarded_regencies", "awarded_provinces"}


def test_a_published_number_that_is_not_certain_is_shown_and_set_beside_nothing():
    of_round = facts(2017)

    _, table = award_summary.published_part(of_round).contents

    told = table.frame[table.frame["certainty"] == "uncertain"]
    assert told[["value", "source_id"]].to_numpy().tolist() == [[212, "J045"], [351, "K103"]]
    assert told["difference"].isna().all()
    assert table.frame.loc[table.frame["certainty"] == "stated", "difference"].notna().all()
    assert (of_round.national_claims["value"] == 212).any()
    published = {label: value for value, label in award_summary.key_figures(of_round).facts}
    assert [value for label, value in published.items() if "232" in label] == ["220–232"]


def test_a_number_below_the_names_gives_a_difference_below_nothing():
    assert (
        "for the whole country three sources say 170, three sources say 72, two sources say 98, one source says 180, "
        "a difference of −2 to 106."
    ) in said(award_summary.head(facts(2022)))


@pytest.mark.parametrize(
    ("award_year", "sentence", "fact", "short"),
    [
        (
            2023,
            "Provinces said by sources to have been awarded: 10 by name; for the whole country, two sources say 18.",
            ("10", "provinces named as awarded; two sources say 18"),
            "said to have been awarded: 10 by name, 18 by number",
        ),
        (
            2018,
            "Provinces said by sources to have been awarded: 19.",
            ("19", "provinces named as awarded"),
            "said to have been awarded: 19",
        ),
    ],
)
def test_how_many_provinces_are_named_as_awarded_stands_beside_the_number_that_others_say(
    award_year, sentence, fact, short
):
    of_round = facts(award_year)

    head, part = award_summary.head(of_round), award_summary.met_part(of_round)
    assert sentence in re.sub(r"\s\[[^]]*\]", "", plain(head.lede))
    assert sentence in re.sub(r"\s\[[^]]*\]", "", plain(part.contents[0].text))
    assert fact in award_summary.key_figures(of_round).facts
    assert part.finding.endswith(short)


@pytest.mark.parametrize(
    ("award_year", "sentence"),
    [
        (2013, "In Central Java sources count 4 more whose names are not known for sure."),
        (2022, "In 4 provinces sources count 35 more whose names are not known for sure."),
    ],
)
def test_those_that_sources_count_without_names_stand_beside_the_names(award_year, sentence):
    assert sentence in said(award_summary.head(facts(award_year)))


def test_a_province_awarded_under_the_threshold_is_told_of_the_country_the_office_and_the_province():
    against = "Yet one source says that Riau was awarded as a province, although its share does not meet the rule."

    assert against in said(award_summary.head(facts(2022)))
    assert against in said(award_summary.head(facts(2022, "13", "14")))
    assert against in said(province_report.head(facts(2022, "14")))
    assert "Yet" not in said(award_summary.head(facts(2023)))


@pytest.mark.parametrize(
    ("award_year", "who"),
    [(2023, "for the country, by 1 source"), (2015, "for the country: three sources say 138, one source says 132")],
)
def test_the_key_figure_of_the_country_says_by_how_many_sources(award_year, who):
    assert [label for _, label in award_summary.key_figures(facts(award_year)).facts if "country" in label] == [who]


@pytest.mark.parametrize("award_year", [2013, 2017, 2020, 2022, 2023])
def test_as_many_claims_disagree_with_a_figure_as_are_counted_in_conflict(award_year):
    of_country = facts(award_year)

    differing = province_report.claim_rows(of_country)["part"] == "differs"

    assert int(differing.sum()) == int(of_country.shares["conflicts"].sum())


def test_of_central_java_in_2020_five_claims_disagree_salatiga_and_the_names_among_them():
    rows = province_report.claim_rows(facts(2020, "33"))

    differing = rows[rows["part"] == "differs"]
    assert differing[["what", "told", "source_ids"]].to_numpy().tolist() == [
        ["number known by name, from all sources", "35", "J028;J156;J162"],
        ["number of regencies and cities named", "35", "J028"],
        ["number of regencies and cities named", "35", "J005"],
        ["number of regencies and cities named", "35", "J163"],
        ["Kota Salatiga", "Not awarded", "J173"],
    ]


@pytest.mark.parametrize(
    ("award_year", "province", "there_is"),
    [
        (2023, "34", "Sources give only the award of the province itself; neither"),
        (2023, "15", "Sources give only 5 uncertain claims (not counted); neither"),
        (2022, "12", "Sources give only 5 uncertain claims (not counted); neither"),
        (2022, "81", "Sources give only other things, such as who took part; neither"),
    ],
    ids=["award", "uncertain", "uncertain no", "participants"],
)
def test_where_no_figure_is_what_there_is_is_said(award_year, province, there_is):
    head = said(province_report.head(facts(award_year, province)))

    assert there_is in head
    assert "no source" not in head


def test_a_province_without_any_claim_names_the_rounds_that_have_some_for_it():
    assert "Rounds with data for this area: 2017, 2018, 2019, 2020, and 2024." in said(
        province_report.head(facts(2023, "11"))
    )


def test_a_province_of_which_no_change_is_known_is_counted_and_not_shown():
    others = CHANGES.assign(province_code="64", change="unknown", regency_code=["6401", "6402", "6403"])
    part = award_summary.changes_part(facts_of(changes=pd.concat([CHANGES, others], ignore_index=True)))
    prose, table = part.contents

    assert plain(str(prose)).endswith(" One province is not shown because none of its changes is known.")
    assert table.as_block()["left_out"] == "One province is not shown because none of its changes is known."
    assert table.frame["province_code"].tolist() == ["65"]


def test_the_last_round_with_data_is_one_before_the_round_that_is_awaited():
    known = [facts_of(rounds_here=rounds) for rounds in ((2019, 2021, 2024), (2023, 2024), ())]

    assert [awaited.last_round(each) for each in known] == ["The last round with data here: 2021.", "", ""]


def test_changes_of_which_none_is_known_are_one_sentence():
    (prose,) = province_report.changes_part(facts(2023, "11"), rounds_of("11")).contents

    assert prose.text == (
        "Compared with 2022, the changes of all 23 regencies and cities are not known because the result "
        "of at least one of the "
        "two rounds is not known."
    )


@pytest.mark.parametrize(
    ("language", "title", "sentence", "finding"),
    [
        (
            "en",
            "Provinces said to have been awarded",
            "Provinces are not judged because the rule is not known. Provinces said by sources to have been awarded: "
            "19.",
            "The rule for provinces is not known, so no province is judged; said to have been awarded: 19",
        ),
        (
            "id",
            "Provinsi yang disebut dianugerahi",
            "Provinsi tidak dinilai karena aturannya tidak diketahui. Disebut dianugerahi oleh sumber: 19 provinsi.",
            "Aturan provinsi tidak diketahui sehingga tidak ada provinsi yang dinilai; yang disebut dianugerahi: 19",
        ),
    ],
)
def test_where_no_rule_is_known_no_province_is_said_to_have_met_it_or_not(language, title, sentence, finding):
    part = award_summary.met_part(facts(2018, language=language))

    assert (part.title, part.contents[0].text, part.finding) == (title, sentence, finding)
    assert list(part.contents[1].columns) == ["province", "count", "percent", "awarded", "source_ids"]


def test_how_many_met_the_rule_is_told_of_those_that_can_be_judged_and_the_others_are_counted():
    part = award_summary.met_part(facts(2023))

    assert part.contents[0].text.startswith(
        "Of the provinces that can be judged (18), 10 met the rule; 20 cannot be judged yet. Provinces said by sources"
    )
    assert part.finding.startswith("Provinces that met the rule: 10 of the 18 that can be judged (20 cannot); said to")


def test_where_no_province_can_be_judged_none_is_counted_as_having_missed_the_rule():
    of_round = facts(2022, "13", "14")
    open_ = of_round.shares.assign(meets_rule=pd.array([None, None], dtype="boolean"))

    part = award_summary.met_part(replace(of_round, shares=open_))

    assert part.contents[0].text.startswith("None of the 2 provinces can be judged yet.")
    assert part.finding.startswith("No province can be judged by the rule yet; said to have been awarded: ")


def test_without_a_rule_provinces_are_counted_by_their_share_not_by_a_verdict():
    assert list(award_summary.key_figures(facts(2016)).facts)[-1] == (
        "27",
        "provinces whose share is not firmly known",
    )


def test_an_office_without_any_name_says_that_none_is_known():
    of_round = facts(2023, "11", "35")
    shares = of_round.shares.assign(compliant_low=0, evidence=["none", "partial"])

    head = award_summary.head(replace(of_round, shares=shares))

    assert head.title == (
        "None of 61 regencies and cities in Aceh and East Java is known to have been named “Cares for human rights”"
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", [("belum diketahui", "berpredikat Peduli HAM"), ("belum diketahui", "provinsi yang memenuhi aturan"),
                ("2", "provinsi belum dapat dinilai")]),
        ("en", [("not known", "named “Cares for human rights”"), ("not known", "provinces that met the rule"),
                ("2", "provinces cannot be judged yet")]),
    ],
    ids=["id", "en"],
)  # fmt: skip
def test_an_office_of_which_nothing_is_known_has_no_nought_among_its_key_figures(language, told):
    assert list(award_summary.key_figures(facts(2024, "64", "65", language=language)).facts) == told


def test_an_office_of_one_regency_named_is_told_in_the_singular():
    of_round = facts(2023, "64")
    shares = of_round.shares.assign(compliant=1, compliant_low=1, compliant_high=1)

    head = award_summary.head(replace(of_round, shares=shares))

    assert head.title == "1 of 10 regencies and cities was named “Cares for human rights”: 1 in East Kalimantan"


def test_a_round_with_nothing_but_a_national_count_is_told_by_it():
    of_round = facts(2023)
    nothing = {"award_claims": of_round.award_claims.head(0), "province_claims": of_round.province_claims.head(0)}

    assert "one source says 262" in said(award_summary.head(replace(of_round, **nothing)))


def test_every_source_that_a_page_cites_is_in_its_list():
    of_2020 = facts(2020)

    # A source that is cited and not listed raises.
    for part in (
        award_summary.provinces_part,
        award_summary.met_part,
        award_summary.awarded_part,
        award_summary.published_part,
    ):
        part(of_2020)._repr_html_()
    assert said(award_summary.sources_part(of_2020)).count("http") > 50


def test_a_province_that_was_not_there_is_refused_with_those_that_were():
    with pytest.raises(ValueError, match=r"no province 93 in the round of 2022; there are: .*91 Papua"):
        facts(2022, "93")


def test_a_summary_on_trial_says_so_in_its_head_its_figures_its_captions_and_its_command(real_data):
    told = facts(2023, "64", "65", rule=">50%")
    head = award_summary.head(told)

    assert plain(head.note) == "A trial under another rule (more than 50 %); the rule of this round: more than 60 %."
    assert plain(head.lede).startswith(
        "1 of 2 provinces met the rule on trial. East Kalimantan: 70.0 % [1–3], over the 50 % of the rule on trial. "
        "North Kalimantan: 40.0 % [1–3], under the 50 % of the rule on trial."
    )
    assert award_summary.key_figures(told).facts[1] == ("1 / 2", "provinces that can be judged met the rule on trial")
    for part in (award_summary.provinces_part(told), award_summary.met_part(told)):
        table = part.contents[-1]
        assert plain(table.said).endswith(plain(f"2023 awards. {head.note}"))
        assert table.columns["meets_rule"] == "By the rule on trial"
    assert award_summary.met_part(told).title == "Provinces that met the rule on trial"
    assert award_summary.sources_part(told).contents[1].command == (
        'kkpham report award_summary --year 2023 --lang en --province 64 --province 65 --rule ">50%"'
    )


def test_under_the_rule_of_the_round_no_part_speaks_of_a_trial(real_data):
    told = facts(2023, "64", "65", rule="> 60%")
    names = ("head", "key_figures", "provinces_part", "met_part", "sources_part")
    assert not [name for name in names if "trial" in repr(getattr(award_summary, name)(told))]


def test_the_rule_asked_carries_the_number_of_its_source(real_data):
    told = facts(2023, "64", "65")
    number = wording.source_list(told).numbers["K001"]

    html = award_summary.head(told)._repr_html_().replace("\xa0", " ")
    cited = f'<span class="cited">[<a href="#source-{number}">{number}</a>]</span>'
    ids = wording.sources_behind(told, "64")["source_id"]
    first, *_, last = sorted(wording.source_list(told).numbers[source_id] for source_id in ids)
    behind = f'[<a href="#source-{first}">{first}</a>–<a href="#source-{last}">{last}</a>]'
    assert f'70.0 % <span class="cited">{behind}</span>, over the 60 % required {cited}.' in html
    assert f"Rule of the province award: more than 60 % {cited}." in html
    assert {*told.rule_dissent_ids}.isdisjoint(told.figure_sources["source_id"])


def test_the_changes_of_a_province_cite_the_sources_of_both_rounds():
    known = replace(facts_of(), behind_changes={"65": ("X",)})

    # Tarakan is not known, and its change rests on nothing.
    assert wording.sources_of_changes_in(known, "65") == "A;B;X"
    assert wording.sources_of_changes_in(known, "64") == ""


def test_every_source_of_a_change_is_on_the_list_of_the_page():
    part = award_summary.changes_part(facts(2023))
    table = part.contents[-1]

    listed = award_summary.sources_part(facts(2023)).contents[-1]
    assert table.cite["source_ids"].numbers == listed.numbers
    assert set(split_ids(table.frame["source_ids"])) <= set(listed.numbers)
    assert (table.frame["source_ids"] != "").all()


def test_the_table_says_of_a_province_that_only_its_own_award_is_known_and_who_says_so():
    of_round = facts(2023)
    rows = said(award_summary.provinces_part(of_round)).splitlines()
    [row] = [row for row in rows if row.strip().startswith("Yogyakarta")]
    numbers = wording.source_list(of_round).numbers
    cited = ", ".join(map(str, sorted(numbers[source_id] for source_id in ("S052", "S116", "T004"))))

    assert row.split() == f"Yogyakarta not known not known award of the province only not known {cited}".split()
