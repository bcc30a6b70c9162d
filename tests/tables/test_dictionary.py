"""What is written of the data follows from schemas and files, says where each comes from, and passes Frictionless."""

import json
import os
import shutil
from pathlib import Path

import pytest
from frictionless import validate

from kkpham_analysis.tables.dictionary import BY_HAND, main, written
from kkpham_analysis.tables.loading import default_data_dir
from kkpham_analysis.tables.schemas import PROCESSED, RAW

PACKAGES = sorted((default_data_dir() / "raw").rglob("datapackage.json"))
NAMES = [os.fspath(package.parent.name) for package in PACKAGES]


@pytest.fixture
def facts(tmp_path, monkeypatch):
    """The raw facts and what is written of them, in a folder of their own."""
    source = default_data_dir()
    copy = tmp_path / "data"
    shutil.copytree(source / "raw", copy / "raw", ignore=shutil.ignore_patterns("submissions"))
    shutil.copy(source / "README.md", copy)
    monkeypatch.setenv("KKPHAM_DATA", os.fspath(copy))
    return copy


def test_nothing_that_is_written_of_the_data_is_stale():
    stale = [path.name for path, text in written(default_data_dir()).items() if path.read_text("utf-8") != text]
    assert stale == [], "run: python -m kkpham_analysis.tables.dictionary"


def test_the_command_says_what_is_stale_and_mends_it(facts, capsys):
    file = facts / "raw" / "regions" / "bps_codes.csv"
    file.write_text(file.read_text() + "\n")
    package = facts / "raw" / "regions" / "datapackage.json"
    assert main(["--check"]) == 1
    assert capsys.readouterr().out == f"{package}: is stale; run: python -m kkpham_analysis.tables.dictionary\n"
    assert (main([]), main(["--check"])) == (0, 0)
    assert capsys.readouterr().out == f"{package}: written\n"


def test_what_people_wrote_stays(facts):
    package = facts / "raw" / "regions" / "datapackage.json"
    before = json.loads(package.read_text())
    changed = json.loads(package.read_text())
    changed["resources"][0]["hash"] = "sha256:0"
    changed["resources"][0]["obtained"] = "By hand, on a Tuesday."
    del changed["resources"][1]["schema"]
    package.write_text(json.dumps(changed))
    main([])
    before["resources"][0]["obtained"] = "By hand, on a Tuesday."
    assert json.loads(package.read_text()) == before


def test_a_file_nobody_has_described_is_marked_as_unknown(facts):
    package = facts / "raw" / "regions" / "datapackage.json"
    about = json.loads(package.read_text())
    about["resources"] = []
    package.write_text(json.dumps(about))
    main([])
    assert {json.loads(package.read_text())["resources"][0][name] for name in ("producer", "kind", "obtained")} == {
        "unknown"
    }


def test_a_readme_without_marks_is_refused(facts):
    (facts / "README.md").write_text("# Data\n")
    with pytest.raises(ValueError, match="has no marks for the tables"):
        main([])


def test_every_raw_table_is_in_the_package_of_its_folder():
    found = {
        (package.parent / resource["path"]).relative_to(default_data_dir() / "raw").as_posix()
        for package in PACKAGES
        for resource in json.loads(package.read_text("utf-8"))["resources"]
    }
    assert found == {table.path for table in RAW.values()}


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_every_raw_file_says_where_it_comes_from(package):
    about = json.loads(package.read_text("utf-8"))
    assert all(about[name] for name in ("name", "title", "description", "licenses", "contributors"))
    for resource in about["resources"]:
        assert all(resource[name] for name in BY_HAND)
        assert {resource[name] for name in ("producer", "description", "obtained", "citation")}.isdisjoint({"unknown"})
        assert resource["kind"] in ("published", "transcribed", "derived")
        assert all(licence["title"] != "unknown" for licence in resource["licenses"])


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_frictionless_accepts_every_package(package):
    report = validate(os.fspath(package))
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
    assert report.valid


def test_frictionless_finds_a_changed_boundary_file_and_a_code_that_is_none(facts):
    boundaries = facts / "raw" / "boundaries" / "regencies.parquet"
    boundaries.write_bytes(boundaries.read_bytes()[:-1] + b"x")
    codes = facts / "raw" / "regions" / "bps_codes.csv"
    codes.write_text(codes.read_text().replace("1101,1103", "9999,1103"))
    found = {
        package: sorted(validate(os.fspath(facts / "raw" / package / "datapackage.json")).flatten(["type"]))
        for package in ("boundaries", "regions")
    }
    assert found == {"boundaries": [["hash-count"]], "regions": [["foreign-key"], ["hash-count"]]}


def test_every_column_of_every_table_is_in_the_dictionary():
    text = (default_data_dir() / "README.md").read_text("utf-8")
    for table in PROCESSED.values():
        section = text.partition(f"#### `{table.name}`: ")[2].partition("####")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == table.columns


def test_the_dictionary_names_only_files_that_exist():
    folder = Path(default_data_dir())
    text = (folder / "README.md").read_text("utf-8")
    files = [part.split("`")[0] for part in text.split("File `")[1:]]
    assert len(files) == len(RAW)
    assert all((folder / file).is_file() for file in files)
