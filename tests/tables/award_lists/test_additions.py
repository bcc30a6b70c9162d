"""A list goes into the raw files whole and comes out again to the byte; nothing else in them moves."""

import json
from pathlib import Path

import pytest

from kkpham_analysis.reports.building import build
from kkpham_analysis.tables.award_lists import additions
from kkpham_analysis.tables.award_lists.additions import ListSource
from kkpham_analysis.tables.award_lists.entries import Count
from kkpham_analysis.tables.award_lists.understanding import Entry, Understood
from kkpham_analysis.tables.dictionary import datapackage, folders
from kkpham_analysis.tables.raw_changes import RawFaultsError, change_raw

PROVINCE_OF = {"6401": "64", "6471": "64", "6502": "65"}
PAGE = ListSource("news", "Daftar, dan lain-lain", "Koran", "https://example.org/2025", "2025-12-10")


def claim(line, code, category="peduli", reason="name", score=""):
    return Entry(line, f"Kab. {code}", "claim", reason, code, category, score)


LIST = Understood((claim(3, "6471", reason="answer"), claim(2, "6401", "cukup_peduli", score="70.5"), claim(5, "6502")))


def rows_of(understood=LIST, **more):
    return additions.rows_of(
        understood, PAGE, award_year=2025, compliant=["peduli"], province_of=PROVINCE_OF, **more
    )  # fmt: skip


def awards_of(data):
    return {file.name: file.read_bytes() for file in (data / "raw" / "awards").iterdir()}


def now_in(data):
    return additions.tables_now(data / "raw")


def add(data, rows):
    source_id = additions.next_id(now_in(data))
    change_raw(data, lambda raw: additions.with_list(additions.tables_now(raw), rows, source_id))
    return source_id


def remove(data, source_id):
    files, lost = additions.without_source(now_in(data), source_id)
    change_raw(data, lambda raw: files)
    return lost


def test_a_list_is_one_source_and_a_claim_for_each_regency():
    year = {"award_year": "2025", "certainty": "stated"}
    assert rows_of() == {
        "sources": [
            {"kind": "news", "title": "Daftar, dan lain-lain", "publisher": "Koran", "url": "https://example.org/2025",
             "published_on": "2025-12-10", "language": "id"}
        ],
        "award_claims": [
            {**year, "regency_code": "6401", "category": "cukup_peduli", "score": "70.5", "note": ""},
            {**year, "regency_code": "6471", "category": "peduli", "score": "", "note": "“Kab. 6471”"},
            {**year, "regency_code": "6502", "category": "peduli", "score": "", "note": ""},
        ],
        "province_claims": [],
    }  # fmt: skip


def of_provinces(understood, **more):
    rows = rows_of(understood, **more)["province_claims"]
    return [(row["province_code"], row["measure"], row["value"], row["note"]) for row in rows]


def test_a_complete_list_says_so_of_every_province_it_has_headings_for_and_states_no_number():
    assert of_provinces(LIST, complete=True) == [("64", "complete_list", "1", ""), ("65", "complete_list", "1", "")]
    assert of_provinces(Understood(LIST.entries, provinces=("65", "15")), complete=True) == [
        ("15", "awarded_regencies", "0", "full list without a title that counts"),
        ("15", "complete_list", "1", ""),
        ("65", "complete_list", "1", ""),
    ]


def test_a_number_that_the_list_states_is_a_claim_with_its_sentence():
    stated = Understood(LIST.entries, counted=(Count(2, 7, "", "64", "Sebanyak 7 kabupaten/kota di Kaltim lolos"),))
    number = ("64", "awarded_regencies", "7", "“Sebanyak 7 kabupaten/kota di Kaltim lolos”")

    assert of_provinces(stated) == [number]
    assert of_provinces(stated, complete=True) == [
        number,
        ("64", "complete_list", "1", ""),
        ("65", "complete_list", "1", ""),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("at_end", [True, False])
def test_what_was_there_stays_to_the_byte_and_what_was_added_goes_to_the_byte(data, end, at_end):
    for name in ("sources", "award_claims", "province_claims"):
        file = data / "raw" / "awards" / f"{name}.csv"
        text = file.read_text(encoding="utf-8").replace("\n", end)
        file.write_bytes((text if at_end else text.removesuffix(end)).encode("utf-8"))
    before = awards_of(data)

    assert add(data, rows_of(complete=True)) == "A001"

    after = awards_of(data)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"sources.csv", "award_claims.csv", "province_claims.csv"}
    assert all(after[name].startswith(before[name]) for name in changed)
    assert all(after[name].count(b"\n") == after[name].count(end.encode()) for name in changed)
    assert build(data).faults == []
    assert remove(data, "A001") == {"sources": 1, "award_claims": 3, "province_claims": 2}
    assert awards_of(data) == before


def test_a_list_comes_out_from_between_others(data):
    first, second = add(data, rows_of()), add(data, rows_of(complete=True))
    assert (first, second) == ("A001", "A002")
    with_both = now_in(data)

    remove(data, first)

    left = now_in(data)
    assert b"A001" not in b"".join(left.values())
    assert all(set(left[name].splitlines()) <= set(with_both[name].splitlines()) for name in left)
    assert sum(text.count(b"A002") for text in left.values()) == 6


def test_the_description_of_the_folder_follows_and_goes_back(data):
    package = data / "raw" / "awards" / "datapackage.json"
    described = datapackage(data / "raw", folders()["awards"], {})
    package.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    before = package.read_bytes()

    source_id = add(data, rows_of())

    assert json.loads(package.read_bytes()) == datapackage(data / "raw", folders()["awards"], described)
    assert package.read_bytes() != before
    remove(data, source_id)
    assert package.read_bytes() == before


def test_what_a_build_would_refuse_is_known_before_anything_is_written(data):
    before = awards_of(data)
    with pytest.raises(RawFaultsError) as refused:
        add(data, rows_of(Understood((claim(1, "6401", "none"),))))

    assert [(fault.file, fault.column, fault.value) for fault in refused.value.faults] == [
        ("awards/award_claims.csv", "category", "none")
    ]
    assert awards_of(data) == before


@pytest.mark.parametrize("writes", range(3))
def test_a_command_that_is_killed_leaves_all_files_or_none(data, monkeypatch, writes):
    before = awards_of(data)
    replaced = []

    def killed(source, target):
        if len(replaced) == writes:
            raise KeyboardInterrupt
        replaced.append(target)
        return source.rename(target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        add(data, rows_of(complete=True))
    monkeypatch.undo()

    assert build(data).faults == []
    after = awards_of(data)
    assert {name for name in before if before[name] != after[name]} == {
        "sources.csv", "award_claims.csv", "province_claims.csv"
    }  # fmt: skip
    assert after.keys() == before.keys()


def test_a_build_takes_up_what_was_ready_before_anything_was_in_its_place(data, monkeypatch):
    def killed(source, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        add(data, rows_of())
    monkeypatch.undo()

    assert "award_claims" in build(data).made
    assert b"A001" in now_in(data)["sources"]


def test_the_same_page_is_known_by_its_address_and_round(data):
    add(data, rows_of())
    now = now_in(data)

    for url in ("https://example.org/2025", "http://www.example.org/2025/", "https://EXAMPLE.org/2025#list"):
        assert additions.same_page(now, url, 2025) == ["A001"]
    assert additions.same_page(now, "https://example.org/2025", 2024) == []
    assert additions.same_page(now, "https://example.org/2026", 2025) == []
    assert additions.same_page(now, "https://example.org/1", 2023) == ["K1"]


def test_what_the_same_page_says_otherwise_is_named(data):
    add(data, rows_of())
    now = now_in(data)
    other = Understood((claim(1, "6401"), claim(2, "6471")))

    assert not additions.difference(now, "A001", rows_of())
    differs = additions.difference(now, "A001", rows_of(other, complete=True))
    assert (differs.added, differs.removed, differs.changed) == ([], ["6502"], ["6401"])
    assert differs.columns == ["complete_list"]


def test_what_the_same_page_says_of_another_round_makes_no_difference():
    heads = {"award_claims": "regency_code,category,score", "province_claims": "province_code,measure,value"}
    one = {"award_claims": "6472,peduli,", "province_claims": "64,complete_list,1"}
    now = {name: f"award_year,source_id,{head}\n2022,A001,{one[name]}\n2023,A001,{one[name]}\n".encode()
           for name, head in heads.items()} | {"sources": b"source_id,title\nA001,T\n"}  # fmt: skip
    rows = {name: [dict(zip(head.split(","), one[name].split(","), strict=True), award_year="2023")]
            for name, head in heads.items()} | {"sources": [{"title": "T"}]}  # fmt: skip
    fewer = now | {
        "province_claims": b"award_year,source_id,province_code,measure,value\n2022,A001,64,complete_list,1\n"
    }

    assert not additions.difference(now, "A001", rows)
    assert additions.difference(fewer, "A001", rows).columns == ["complete_list"]


def test_rows_that_cite_a_source_are_found_with_their_line(data):
    found = [(row.file, row.line) for row in additions.citations(data / "raw", "K1")]

    assert found == [
        ("awards/national_claims.csv", 2),
        ("awards/years_without_round.csv", 2),
        ("awards/rule_claims.csv", 2),
        ("awards/rules.csv", 2),
        ("awards/rules.csv", 3),
    ]
    assert additions.citations(data / "raw", "A001") == []
