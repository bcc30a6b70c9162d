"""What `kkpham check` tells and when it fails, with the build and the facts held still."""

from types import SimpleNamespace

import pandas as pd
import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import checks
from kkpham_analysis.reports.content.knowledge import Knowledge

EN, ID = Words("en"), Words("id")
PAGE = {"publisher": "Kanwil", "published_on": "2023-12-19", "url": "https://example.org/a"}
SHARES = pd.DataFrame(
    [
        (2020, "64", "Kalimantan Timur", 10, 6, 7, "disputed"),
        (2020, "65", "Kalimantan Utara", 5, 0, 5, "none"),
        (2023, "64", "Kaltim", 10, 7, 7, "complete"),
        (2023, "65", "Kalimantan Utara", 5, 1, 5, "partial"),
        (2023, "93", "Papua Selatan", 4, 0, 0, "counted"),
    ],
    columns=["award_year", "province_code", "province", "regencies", "compliant_low", "compliant_high", "evidence"],
)
CLAIMS = pd.DataFrame(
    [
        (2020, "6472", "result", "peduli", "stands", "A"),
        (2020, "6472", "result", "not_awarded", "dissents", "B"),
        (2023, "6471", "uncertain", "peduli", "stands", "A"),
    ],
    columns=["award_year", "regency_code", "disagreement", "category", "role", "source_id"],
).assign(full_name=["Kota Samarinda", "Kota Samarinda", "Kota Balikpapan"], province="Kalimantan Timur", **PAGE)
COUNTS = pd.DataFrame(
    {
        "award_year": 2020, "province_code": "64", "province": "Kalimantan Timur", "disagreement": "figure",
        "measure": ["names", "awarded_regencies"], "claimed_low": [7, 6], "claimed_high": [7, 6],
        "compliant_low": 6, "compliant_high": 7, "source_id": [None, "B"],
        "in_question": ["Kabupaten Berau", ""], "names_by": ["A;C", ""], **PAGE,
    }
)  # fmt: skip
NATIONAL = pd.DataFrame(
    {"award_year": 2023, "measure": "awarded_provinces", "value": [18, 5], "source_id": ["A", "B"], **PAGE}
)
UNNAMED = pd.DataFrame({"full_name": ["Kabupaten Asmat", "Kabupaten Mappi"], "province": "Papua Selatan"})
CAPITALS = pd.DataFrame(
    {
        "full_name": ["Kabupaten Nias", "Kabupaten Asmat"], "capital": ["Gido", None],
        "position": ["outside", "unknown"], "distance_km": [0.64, None], "falls_in_name": [None, None],
    }
)  # fmt: skip


def knowledge_of(**others):
    found = {
        "shares": SHARES,
        "status": pd.DataFrame(),
        "provinces": SHARES[["award_year", "province_code"]],
        "rounds": pd.DataFrame({"award_year": [2020, 2023], "regencies": [15, 19]}),
        "claims": CLAIMS,
        "counts": COUNTS,
        "national": NATIONAL,
        "named_by_none": UNNAMED,
        "out_of_round": pd.DataFrame(columns=["award_year", "full_name", "valid_from", "category", "source_id"]),
        "capitals": CAPITALS,
        "titles": {"peduli": "Cares for human rights", "not_awarded": "Not awarded"},
        "award_years": (2020, 2023),
        "sources": pd.DataFrame(),
        "words": EN,
    }
    return Knowledge(**{**found, **others})


AGREED = {"claims": CLAIMS.tail(1), "counts": COUNTS.head(0), "national": NATIONAL.head(0)}


def fault(sentence):
    return SimpleNamespace(sentence=lambda words: sentence, as_record=lambda words: {"message": sentence})


@pytest.fixture
def check(monkeypatch):
    """Check with what is given for the facts and for the faults of the build."""

    def checked(known, *, faults=(), words=EN, strict=False):
        def knowledge(**_):
            if known is None:
                raise FileNotFoundError("data/processed")
            return known

        monkeypatch.setattr(checks, "built", lambda words, *, tell: SimpleNamespace(faults=list(faults)))
        monkeypatch.setattr(checks, "knowledge", knowledge)
        return checks.check_answer(words, strict=strict, tell=lambda line: None)

    return checked


def section(answer, heading):
    (found,) = [part for part in answer.text.split("\n\n") if part.startswith(heading)]
    return [line.strip() for line in found.splitlines()]


def test_disagreement_alone_is_told_and_does_not_fail(check):
    answer = check(knowledge_of())
    assert (answer.failed, answer.faults, answer.record["ok"], answer.record["disputes"]) == (False, [], True, 3)


def test_strict_makes_disagreement_an_error(check):
    answer = check(knowledge_of(), strict=True)
    assert (answer.failed, answer.record["ok"]) == (True, False)
    assert answer.faults == ["3 things are disputed between sources (--strict)"]


def test_strict_passes_where_only_uncertain_claims_differ(check):
    answer = check(knowledge_of(**AGREED), strict=True)
    assert (answer.failed, answer.record["disputes"]) == (False, 0)


def test_faults_fail_and_what_is_known_is_told_all_the_same(check):
    answer = check(knowledge_of(), faults=[fault("regencies.csv line 41: …")])
    assert (answer.failed, answer.faults) == (True, ["regencies.csv line 41: …"])
    assert answer.record["faults"] == [{"message": "regencies.csv line 41: …"}]
    assert section(answer, "Faults in data/raw") == ["Faults in data/raw: 1"]
    assert section(answer, "Regencies that no source")[0].endswith(": 2")


def test_faults_before_any_build_say_that_there_is_nothing_to_tell(check):
    answer = check(None, faults=[fault("broken")])
    assert answer.failed
    assert answer.text == "data/raw has faults, and there never was a data/processed."
    assert answer.record == {"ok": False, "faults": [{"message": "broken"}]}


def test_the_record_has_all_that_the_text_has(check):
    record = check(knowledge_of()).record
    assert {name: len(rows) for name, rows in record["disagreements"].items()} == {
        "regencies": 3, "provinces": 2, "country": 2,
    }  # fmt: skip
    tables = ("rounds", "provinces", "named_by_none", "claims_out_of_round", "capitals")
    assert [len(record[name]) for name in tables] == [2, 5, 2, 0, 2]


def test_provinces_by_rounds_show_what_is_known_and_a_dash_where_nothing_is():
    matrix = checks.evidence_matrix(knowledge_of(), EN)
    assert list(matrix) == ["Province", "2020", "2023"]
    assert matrix.to_numpy().tolist() == [
        ["Kaltim", "6–7/10", "7/10"],
        ["Kalimantan Utara", "–", "1+"],
        ["Papua Selatan", "–", "0/4"],
    ]


def test_both_sides_of_a_dispute_are_told_with_their_sources(check):
    answer = check(knowledge_of())
    assert section(answer, "Regencies in dispute") == [
        "Regencies in dispute: 1",
        "2020 Kota Samarinda (Kalimantan Timur)",
        "Cares for human rights [stands] A, Kanwil, 19 December 2023, https://example.org/a",
        "Not awarded [dissents] B, Kanwil, 19 December 2023, https://example.org/a",
    ]
    assert section(answer, "Provinces whose counts") == [
        "Provinces whose counts or lists are in dispute: 1",
        "2020 Kalimantan Timur: 6–7 shown",
        "7 [by name]",
        "Kabupaten Berau (A, C)",
        "6 [number of regencies and cities named] B, Kanwil, 19 December 2023, https://example.org/a",
    ]
    assert section(answer, "National numbers") == [
        "National numbers in dispute: 1",
        "2023 number of provinces awarded: one source says 18, one source says 5",
        "18 A, Kanwil, 19 December 2023, https://example.org/a",
        "5 B, Kanwil, 19 December 2023, https://example.org/a",
    ]


def test_the_note_of_a_claim_stands_after_its_source(check):
    answer = check(knowledge_of(national=NATIONAL.assign(note=["of 38", None])))

    assert [line.endswith(" (of 38)") for line in section(answer, "National numbers")[2:]] == [True, False]


def test_a_province_award_that_does_not_follow_from_the_rule_is_told(check):
    row = {"award_year": 2022, "province_code": "14", "province": "Riau", "regencies": 12, "rule": ">=60%"}
    under = {**row, "awarded": True, "compliant_low": 4, "compliant_high": 4, "source_ids": "S156;S157"}
    over = {**row, "awarded": False, "compliant_low": 8, "compliant_high": 8, "source_ids": None}

    answer = check(knowledge_of(awards_against_rule=pd.DataFrame([under, over])))

    assert section(answer, "Province awards") == [
        "Province awards that do not follow from the rule: 2",
        "2022 Riau: said to have been awarded, while 4 of 12 does not meet >=60% (S156, S157)",
        "2022 Riau: said not to have been awarded, while 8 of 12 meets >=60% (–)",
    ]
    assert [found["awarded"] for found in answer.record["awards_against_rule"]] == [True, False]


def test_what_only_uncertain_claims_contradict_stands_apart(check):
    assert section(check(knowledge_of()), "Regencies contradicted by uncertain")[:2] == [
        "Regencies contradicted by uncertain claims only (not counted): 1",
        "2023 Kota Balikpapan (Kalimantan Timur)",
    ]


def test_capitals_say_how_far_and_where_and_what_is_not_known(check):
    told = section(check(knowledge_of(), words=ID), "Ibu kota")
    assert told[0].startswith("Ibu kota yang letaknya di luar batas wilayahnya: 1 ")
    assert told[1:] == [
        "Gido (Kabupaten Nias): 0,6 km di luar, di perairan",
        "Kabupaten Asmat: ibu kota atau letaknya belum diketahui",
    ]


def test_regencies_that_nobody_names_are_listed_by_province(check):
    assert section(check(knowledge_of()), "Regencies that no source")[1:] == [
        "Papua Selatan: Kabupaten Asmat, Kabupaten Mappi"
    ]
