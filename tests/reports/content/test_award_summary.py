"""The yearly summary, on the real facts: what it says of the country, of an office, and of what is not known."""

from dataclasses import replace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import award_summary, province_report
from kkpham_analysis.reports.content.facts import round_facts

pytestmark = pytest.mark.usefixtures("real_data")
NBSP = "\u00a0"


def facts(award_year, *provinces, language="en", rule=""):
    return round_facts(award_year, words=Words(language), provinces=provinces, rule=rule)


def said(part):
    return repr(part).replace(NBSP, " ")


def test_the_office_of_two_provinces_says_nine_seven_and_two():
    head = said(award_summary.head(facts(2023, "64", "65", language="id")))

    assert "9 dari 15 kabupaten/kota berpredikat Peduli HAM: 7 di Kalimantan Timur dan 2 di Kalimantan Utara" in head
    assert "1 dari 2 provinsi memenuhi aturan" in head


def test_an_office_with_a_province_partly_known_says_at_least():
    head = said(award_summary.head(facts(2023, "32", "64")))

    assert "At least 10 of 37 regencies" in head
    assert "at least 3 in West Java and 7 in East Kalimantan" in head
    assert "What is not known is not counted as not awarded" in head


def test_a_province_that_cannot_be_judged_is_not_counted_among_those_that_did_not_meet_the_rule():
    head = said(award_summary.head(facts(2022, "13", "14")))

    assert "Of the provinces that can be judged (1), 0 met the rule; 1 cannot be judged yet." in head


def test_the_country_is_judged_only_where_it_is_known_enough():
    head = said(award_summary.head(facts(2023)))

    assert "In 10 of 18 provinces with enough data" in head
    assert "148 regencies are known by name; the announced number is 262, a difference of 114" in head
    assert "There are no data for 12 provinces" in head


def test_a_round_without_a_rule_has_shares_and_no_verdict():
    head = said(award_summary.head(facts(2016)))

    assert "The rule of the province award of 2016 is not known, so provinces are not judged" in head


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_province_of_which_nothing_is_known_is_not_called_without_awards(language):
    of_aceh = facts(2023, "11", language=language)
    told = ("head", "key_figures", "changes_part", "claims_part")
    page = "\n".join(said(getattr(province_report, part)(of_aceh)) for part in told)

    assert {"id": "belum diketahui", "en": "not known"}[language] in page
    assert "tidak dianugerahi" not in page.replace("tidak berarti tidak ada yang dianugerahi", "")
    assert "not awarded" not in page


def test_a_number_that_is_partly_known_is_never_told_as_certain():
    of_east_java = facts(2023, "35")

    assert said(province_report.head(of_east_java)).startswith("At least 1 of 38 regencies in East Java")
    assert "cannot be judged yet" in said(province_report.head(of_east_java))
    assert "not known more needed" in said(province_report.key_figures(of_east_java))


def test_a_disputed_number_is_told_as_disputed():
    head = said(province_report.head(facts(2023, "33")))

    assert head.startswith("33–34 of 35 regencies in Central Java")
    assert "sources disagree" in head


def test_where_nothing_came_before_there_is_nothing_to_compare():
    assert "no earlier round" in said(award_summary.changes_part(facts(2013)))


def test_published_numbers_stand_beside_ours_with_the_difference():
    of_round = facts(2023)
    participants = of_round.national_claims.head(1).assign(measure="participating_regencies", value=500)
    claims = pd.concat([of_round.national_claims, participants])

    _, table = award_summary.published_part(replace(of_round, national_claims=claims)).contents

    rows = {tuple(row) for row in table.frame[["measure", "value", "shown", "difference"]].to_numpy().tolist()}
    assert ("awarded_regencies", 262, 148, 114) in rows
    assert {measure for measure, *_ in rows} == {"awarded_regencies", "awarded_provinces"}


def test_a_number_below_the_names_gives_a_difference_below_nothing():
    assert "the announced number is 72–180, a difference of −2 to 106." in said(award_summary.head(facts(2022)))


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
        "No regency is known to have been named “Cares for human rights”: not known in Aceh and not known in East Java"
    )


def test_an_office_of_one_regency_named_is_told_in_the_singular():
    of_round = facts(2023, "64")
    shares = of_round.shares.assign(compliant=1, compliant_low=1, compliant_high=1)

    head = award_summary.head(replace(of_round, shares=shares))

    assert head.title == "1 of 10 regencies was named “Cares for human rights”: 1 in East Kalimantan"


def test_a_round_with_nothing_but_a_national_count_is_told_by_it():
    of_round = facts(2023)
    nothing = {"award_claims": of_round.award_claims.head(0), "province_claims": of_round.province_claims.head(0)}

    assert "the announced number is 262" in said(award_summary.head(replace(of_round, **nothing)))


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
