"""Commands change raw files as one, and only to files that build."""

import json

import pytest

from kkpham_analysis.reports.building import build
from kkpham_analysis.tables.files import together
from kkpham_analysis.tables.raw_changes import RawFaultsError, change_raw, with_rows, without_rows
from kkpham_analysis.tables.schemas import RAW

RULES, NOTES = "awards/rule_claims.csv", "awards/national_claims.csv"
CLAIM = {"award_year": "2022", "measure": "rule", "value": "60, or more", "source_id": "K1"}


def added(raw):
    return {RULES: with_rows((raw / RULES).read_bytes(), [CLAIM], RAW["rule_claims"])}


def contents(data):
    return {file.name: file.read_bytes() for file in sorted((data / "raw").rglob("*")) if file.is_file()}


def test_rows_that_are_put_in_and_taken_out_leave_the_file_as_it_was():
    for content in (b'a,b\n1,"x\ny"\n', b"a,b\r\n1,2\r\n"):
        rows = [{"regency_code": "6401", "bps_code_2020": 'a "b", c'}]
        changed = with_rows(content, rows, RAW["bps_codes"])
        assert changed.startswith(content)
        assert changed != content
        assert without_rows(changed, lambda row: row["a"] == "6401") == content


def test_a_change_is_written_and_builds(data):
    before = contents(data)
    assert change_raw(data, added)
    after = contents(data)
    assert {name for name in after if after[name] != before.get(name)} == {"rule_claims.csv"}
    assert after["rule_claims.csv"] == before["rule_claims.csv"] + b'2022,rule,"60, or more",K1,\n'
    assert build(data).ok


def test_what_is_there_already_is_not_written_again(data):
    assert not change_raw(data, lambda raw: {RULES: (raw / RULES).read_bytes()})


def test_a_change_that_would_not_build_writes_nothing_and_tells_all(data):
    before = contents(data)
    wrong = [{**CLAIM, "source_id": "K9"}, {**CLAIM, "award_year": "22", "value": "b"}]
    with pytest.raises(RawFaultsError) as caught:
        change_raw(data, lambda raw: {RULES: with_rows((raw / RULES).read_bytes(), wrong, RAW["rule_claims"])})
    assert [(fault.row, fault.kind) for fault in caught.value.faults] == [(3, "unknown_code"), (4, "pattern")]
    assert contents(data) == before
    assert list(data.glob(".raw-new-*")) == []


def test_the_description_of_a_folder_follows_its_files(data):
    package = data / "raw" / "awards" / "datapackage.json"
    package.write_text(json.dumps({"name": "awards", "resources": [{"name": "rule_claims", "producer": "X"}]}))
    change_raw(data, added)
    (claims,) = [entry for entry in json.loads(package.read_text())["resources"] if entry["name"] == "rule_claims"]
    assert (claims["producer"], claims["rows"]) == ("X", 2)
    assert claims["bytes"] == (data / "raw" / RULES).stat().st_size


def test_a_command_that_was_killed_half_way_is_finished_by_the_next_build(data, monkeypatch):
    def killed(folder):
        raise KeyboardInterrupt

    monkeypatch.setattr(together, "settle", lambda folder: killed(folder) if (folder / ".files-ready").exists() else 0)
    with pytest.raises(KeyboardInterrupt):
        change_raw(data, added)
    monkeypatch.undo()
    assert (data / "raw" / RULES).read_bytes().count(b"\n") == 2
    assert build(data).rows["rule_claims"] == 2
    assert not (data / "raw" / ".files-ready").exists()
