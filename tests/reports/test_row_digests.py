"""Which rows a report on one place rests on."""

import pytest

from kkpham_analysis.reports.row_digests import BY_ROWS, RowDigests

from .few_tables import CLAIMS, COUNTS, SOURCES, write_few_tables


@pytest.fixture
def digests(tmp_path):
    """Digests of rows of a few tables, some of them given."""

    def given(**tables):
        write_few_tables(tmp_path, **tables)
        rows = RowDigests(tmp_path)
        return lambda scope: {name: rows.of(scope, name) for name in BY_ROWS}

    return given


def others(before, after):
    return sorted(name for name in before if before[name] != after[name])


def test_a_claim_about_another_province_leaves_the_rows_of_this_one_as_they_were(digests):
    before = digests()("64")
    after = digests(
        claims=[*CLAIMS, [2023, "6301", "peduli", "blanket", "C"]],
        counts=[COUNTS[0], [2023, "63", "awarded_regencies", 4, "stated", "B"]],
        sources=[*SOURCES, ["C", "2024-01-01"]],
    )("64")
    assert others(before, after) == []


def test_a_claim_about_a_regency_of_the_province_makes_its_rows_others(digests):
    before = digests()("64")
    after = digests(claims=[*CLAIMS, [2023, "6401", "peduli", "blanket", "C"]], sources=[*SOURCES, ["C", None]])
    assert others(before, after("64")) == ["award_claims", "sources"]


def test_a_regency_rests_on_the_rows_of_its_province(digests):
    assert digests()("6401") == digests()("64") != digests()("63")


def test_a_title_that_is_new_in_a_round_is_of_every_place(digests):
    before = digests()("64")
    after = digests(claims=[*CLAIMS, [2023, "6301", "cukup_peduli", "stated", "B"]])("64")
    assert others(before, after) == ["award_claims"]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("claims", [2023, "6301", "cukup_peduli", "uncertain", "B"]),
        ("counts", [2023, "63", "province_award", 1, "uncertain", "B"]),
    ],
)
def test_what_is_uncertain_elsewhere_is_of_no_other_place(digests, table, row):
    before = digests()("64")
    assert others(before, digests(**{table: [*{"claims": CLAIMS, "counts": COUNTS}[table], row]})("64")) == []


@pytest.mark.parametrize(
    ("table", "row", "other"),
    [
        ("claims", [2022, "6301", "peduli", "uncertain", "B"], "award_claims"),
        ("counts", [2022, "63", "awarded_regencies", 3, "stated", "B"], "province_claims"),
    ],
)
def test_a_round_of_which_nothing_was_known_is_of_every_place(digests, table, row, other):
    before = digests()("64")
    assert others(before, digests(**{table: [*{"claims": CLAIMS, "counts": COUNTS}[table], row]})("64")) == [other]


def test_an_award_of_another_province_is_of_every_place(digests):
    before = digests()("64")
    after = digests(counts=[*COUNTS, [2023, "63", "province_award", 1, "stated", "B"]])("64")
    assert others(before, after) == ["province_claims"]


def test_a_source_of_the_rule_is_of_every_place(digests):
    before = digests()("64")
    after = digests(sources=[*SOURCES[:2], ["R", "2022-01-02"]])("64")
    assert others(before, after) == ["sources"]


def test_a_province_rests_on_the_one_that_its_regencies_belonged_to(digests):
    moved = [["6501", "65", "63", "2023-06-01"]]
    before = digests(changes=moved)
    of_both = before("65"), before("64")
    after = digests(changes=moved, claims=[*CLAIMS, [2023, "6301", "peduli", "blanket", "B"]])
    assert (others(of_both[0], after("65")), others(of_both[1], after("64"))) == (["award_claims"], [])


def test_a_place_that_there_is_not_has_no_rows(digests):
    assert set(digests()("99").values()) == {""}
