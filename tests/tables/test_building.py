"""A build makes what has changed, all of it or nothing, whatever ends it, and whoever else builds."""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import types

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from pandera.errors import SchemaErrors

from kkpham_analysis.measures.recipes import RECIPES
from kkpham_analysis.reports.building import build
from kkpham_analysis.tables import building, storing
from kkpham_analysis.tables.building import build as build_own_tables
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.recipes import Recipe, own_recipes


def test_an_unchanged_folder_is_left_alone(data, hashes):
    before = hashes(data)
    result = build(data)
    assert (result.ok, result.made, result.read) == (True, [], {})
    assert "awards" in result.kept
    assert hashes(data) == before


def test_where_nothing_has_changed_no_table_library_is_imported(data):
    program = """
import sys
from kkpham_analysis.reports.building import build
result = build(sys.argv[1])
heavy = {"pandas", "pandera", "pyarrow", "geopandas", "numpy"} & set(sys.modules)
print(result.ok, result.made, sorted(heavy), result.seconds < 0.3)
"""
    run = subprocess.run([sys.executable, "-c", program, str(data)], capture_output=True, text=True, check=True)
    assert run.stdout == "True [] [] True\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "made"),
    [
        (
            "awards/categories.csv",
            "Fairly caring",
            "Fair",
            ["categories", "award_claims", "province_claims", "national_claims", "awards"],
        ),
        ("awards/award_claims.csv", "the news differs", "it differs", ["award_claims", "awards"]),
        (
            "awards/sources.csv",
            "2023-12,id",
            "2023-11,id",
            ["sources", "province_claims", "national_claims", "awards"],
        ),
        ("regions/bps_codes.csv", "6502,6502", "6502,6503", ["bps_codes", "place_keys"]),
        ("indicators/rights.csv", "Right to life", "Life", ["rights", "indicators"]),
    ],
)
def test_only_what_depends_on_a_changed_file_is_made(data, rewrite, path, old, new, made):
    rewrite(path, old, new)
    result = build(data)
    assert result.made == made


def test_a_table_that_was_tampered_with_is_made_again(data, hashes):
    before = hashes(data)
    (data / "processed" / "rights.parquet").write_bytes(b"")
    assert build(data).made == ["rights"]
    assert hashes(data) == before


def test_a_folder_from_other_versions_of_the_libraries_is_made_again(data, monkeypatch):
    monkeypatch.setattr("kkpham_analysis.tables.building.LIBRARIES", ("pandas",))
    assert "awards" in build(data).made


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Give a copy of the source of the package, which counts as that of the build."""
    copy = tmp_path / "package"
    shutil.copytree(building.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "fonts", "template"))
    monkeypatch.setattr("kkpham_analysis.tables.building.PACKAGE", copy)
    return copy


@pytest.mark.parametrize(
    ("module", "made"),
    [
        ("measures/awards.py", ["awards"]),
        ("measures/ranking.py", ["awards"]),
        ("figures/style.py", []),
    ],
)
def test_a_table_is_made_again_where_code_behind_it_has_changed(data, package, module, made):
    (package / module).write_text((package / module).read_text() + "# another\n")
    assert build(data).made == made


@pytest.mark.parametrize("recipe", [*own_recipes(), *RECIPES], ids=lambda recipe: recipe.name)
def test_all_that_makes_a_table_lies_within_the_code_that_counts_for_it(recipe):
    within = {
        path
        for place in recipe.code
        for path in [building.PACKAGE / place, *(building.PACKAGE / place).rglob("*.py")]
        if path.is_file()
    }
    assert imported_by(building.PACKAGE.parent / f"{recipe.function.partition(':')[0].replace('.', '/')}.py") <= within


def imported_by(module, seen=frozenset()):
    """Give the modules of the package that one is made of: itself, and what it imports, and what these do."""
    seen = seen | {module}
    for path in sorted(directly_imported(module) - seen):
        seen = imported_by(path, seen) if path not in seen else seen
    return seen


def directly_imported(module):
    names = {
        name
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kkpham_analysis.")
        for name in [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    }
    places = [building.PACKAGE.parent / name.replace(".", "/") for name in names]
    return {path for place in places for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()}


def test_the_order_of_raw_rows_leaves_no_trace(data, hashes):
    before = hashes(data)
    for file in (data / "raw").rglob("*.csv"):
        if file.stem != "regulation_settings":
            header, *rows = file.read_text().splitlines(keepends=True)
            file.write_text(header + "".join(reversed(rows)))
    result = build(data)
    assert result.ok
    assert {**hashes(data), "manifest.json": ""} == {**before, "manifest.json": ""}


def test_the_types_of_a_regulation_stay_in_the_order_of_its_rows(data):
    file = data / "raw/indicators/regulation_settings.csv"
    header, *_ = file.read_text().splitlines(keepends=True)
    file.write_text(
        header + "".join(f"22/2021,type_weight,{name},10,assumed,,\n" for name in ("wujud", "alur", "buah"))
    )
    assert build(data).ok
    assert load("regulation_settings", data_dir=data)["of"].tolist() == ["wujud", "alur", "buah"]


def test_the_processed_tables_have_the_types_of_their_schemas(built):
    claims = load("award_claims", data_dir=built)
    expected = pd.DataFrame(
        {
            "award_year": pd.array([2022, 2023, 2023, 2023], dtype="Int64"),
            "regency_code": pd.Series(["6401", "6401", "6401", "6571"], dtype="str"),
            "category": pd.Series(["participated", "peduli", "cukup_peduli", "peduli"], dtype="str"),
            "score": pd.array([None, 88.5, None, None], dtype="Float64"),
            "certainty": pd.Series(["stated", "stated", "stated", "blanket"], dtype="str"),
            "source_id": pd.Series(["K2", "K1", "K2", "K2"], dtype="str"),
            "note": pd.Series([None, None, "the news differs", None], dtype="str"),
            "is_compliant": pd.array([None, True, False, True], dtype="boolean"),
            "rule": pd.Series([">=50% of participants", ">60%", ">60%", ">60%"], dtype="str"),
            "note_id": pd.Series([None, None, "beritanya berbeda", None], dtype="str"),
        }
    )
    assert_frame_equal(claims, expected)


def test_a_derived_table_that_does_not_fit_its_schema_is_not_written(data, hashes):
    before = hashes(data)
    wrong = Recipe("awards", ("award_claims",), "kkpham_analysis.tables.recipes:as_collected")
    with pytest.raises(SchemaErrors, match="conflicting"):
        build_own_tables(data, derived=[wrong])
    assert hashes(data) == before
    assert storing.is_tidy(data)


def test_a_recipe_before_those_it_needs_says_so(data):
    early = Recipe("early", ("later",), "kkpham_analysis.tables.recipes:as_collected")
    with pytest.raises(KeyError, match="later"):
        build_own_tables(data, derived=[early])


def test_a_correction_is_applied_to_the_processed_table_only(data, hashes):
    raw = (data / "raw" / "awards" / "award_claims.csv").read_bytes()
    with (data / "raw" / "corrections.csv").open("a") as file:
        file.write("awards/award_claims.csv,award_year=2023;regency_code=6571,category,peduli,cukup_peduli,seen,K1\n")
        file.write("regions/regencies.csv,regency_code=6402,area_km2,,27000.5,found,\n")
        file.write("regions/regencies.csv,regency_code=6471,area_km2,500,,doubtful,\n")
    assert build(data).faults == []
    assert (data / "raw" / "awards" / "award_claims.csv").read_bytes() == raw
    claims = load("award_claims", data_dir=data)
    assert claims["category"].tolist() == ["participated", "peduli", "cukup_peduli", "cukup_peduli"]
    awards = load("awards", data_dir=data).set_index(["award_year", "regency_code"])
    assert awards["is_compliant"].loc[2023, "6571"] == False  # noqa: E712
    areas = load("regencies", data_dir=data)["area_km2"]
    assert areas.tolist()[:2] == [7730.5, 27000.5]
    assert areas.isna().tolist() == [False, False, True, False, False, False]
    assert build(data).made == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "awards/award_claims.csv,award_year=2023;regency_code=6571,category,cukup_peduli,peduli,seen,K1",
            "corrections.csv line 2, column found: 'cukup_peduli' is not what stands there now: "
            "awards/award_claims.csv line 5 has 'peduli'; look at the source again; mend or remove the correction.",
        ),
        (
            "awards/award_claims.csv,award_year=2023,category,peduli,cukup_peduli,seen,K1",
            "corrections.csv line 2, column key: 'award_year=2023' fits 3 rows of awards/award_claims.csv; "
            "name the columns of its key, so that one row fits.",
        ),
        (
            "awards/award_claims.csv,award_year=1999,category,peduli,cukup_peduli,seen,K1",
            "corrections.csv line 2, column key: 'award_year=1999' fits 0 rows of awards/award_claims.csv; "
            "name the columns of its key, so that one row fits.",
        ),
        (
            "awards/award_claims.csv,the last one,category,peduli,cukup_peduli,seen,K1",
            "corrections.csv line 2, column key: 'the last one' is not a list of column=value; "
            "write it with columns of awards/award_claims.csv.",
        ),
        (
            "regions/provinces.csv,province_code=64,nama,a,b,seen,K1",
            "corrections.csv line 2, column column: 'nama' is not a column of regions/provinces.csv; "
            "use one of: province_code, name_id, name_en, island_group, valid_from.",
        ),
        (
            "regions/provinces.csv,province_code=64,name_en,East Kalimantan,,seen,K1",
            "regions/provinces.csv line 2, column name_en: is empty; fill it in; the column may not be empty.",
        ),
        (
            "regions/provinces.csv,province_code=64,name_en,East Kalimantan,East Borneo,seen,M7",
            "corrections.csv line 2, column source_id: 'M7' is not a known source_id; "
            "see awards/sources.csv, indicators/sources.csv.",
        ),
    ],
)
def test_a_correction_that_does_not_fit_stops_the_build(data, refused, row, sentence):
    with (data / "raw" / "corrections.csv").open("a") as file:
        file.write(row + "\n")
    assert refused() == [sentence]


def test_a_correction_of_no_file_names_those_there_are(data, refused):
    with (data / "raw" / "corrections.csv").open("a") as file:
        file.write("awards/wrong.csv,a=b,c,,d,seen,K1\n")
    (told,) = refused()
    assert told.startswith("corrections.csv line 2, column file: 'awards/wrong.csv' is not a table under data/raw; use")
    assert "awards/award_claims.csv" in told


KILL = """
import os, pathlib, signal, sys
from kkpham_analysis.measures.recipes import RECIPES
from kkpham_analysis.reports.building import build
from kkpham_analysis.tables import building, storing

data, point = pathlib.Path(sys.argv[1]), sys.argv[2]
kill = lambda *a: os.kill(os.getpid(), signal.SIGKILL)
steps = []
rename = pathlib.Path.rename

def renamed(path, target):
    rename(path, target)
    if point == "between" and path.name == storing.PROCESSED or point == "after" and path.name == storing.NEW:
        kill()

def progress(step, table):
    steps.append(step)
    if point == step or point == f"{steps.count('making')} made":
        kill()

pathlib.Path.rename = renamed
build(data, progress=progress)
"""


@pytest.mark.parametrize("point", ["3 made", "between", "after"])
def test_a_killed_build_leaves_whole_tables_and_the_next_one_repairs(data, rewrite, point):
    before = load("award_claims", data_dir=data)
    for path in ("awards/award_claims.csv", "awards/categories.csv", "awards/sources.csv"):
        (data / "raw" / path).write_text((data / "raw" / path).read_text().replace("the news differs", "new"))
    rewrite("awards/sources.csv", "2023-12,id", "2023-11,id")
    rewrite("awards/categories.csv", "Fairly caring", "Fair")
    run = subprocess.run([sys.executable, "-c", KILL, str(data), point], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (-signal.SIGKILL, "")
    left = load("award_claims", data_dir=data)
    changed = ["note", "note_id"]
    assert_frame_equal(left.drop(columns=changed), before.drop(columns=changed))
    assert left["note"].dropna().tolist() == (["new"] if point == "after" else ["the news differs"])
    assert len(load("boundaries", data_dir=data)) == 6
    assert build(data).ok
    assert load("award_claims", data_dir=data)["note"].dropna().tolist() == ["new"]
    assert sorted(entry.name for entry in data.iterdir()) == [".processed-lock", "processed", "raw"]
    assert build(data).made == []


def test_two_builds_at_once_make_each_table_once(data, rewrite):
    rewrite("awards/award_claims.csv", "the news differs", "new")
    results, steps = [], []
    held = threading.Event()

    def slowly(step, table):
        if step == "making":
            held.set()
            time.sleep(0.2)

    first = threading.Thread(target=lambda: results.append(build(data, progress=slowly)))
    first.start()
    held.wait(30)
    second = build(data, progress=lambda step, table: steps.append(step))
    first.join()
    assert results[0].made == ["award_claims", "awards"]
    assert (second.made, steps) == ([], ["waiting"])


def test_a_lock_that_is_held_too_long_is_named(data):
    with (
        storing.only_one(data, waiting=lambda: None),
        pytest.raises(TimeoutError, match=r"another build has held .*processed-lock for 0 s"),
        storing.only_one(data, waiting=lambda: None, patience=0),
    ):
        pass


def test_a_reader_never_finds_half_of_it(data, monkeypatch):
    """While the folder is exchanged over and over, every load gives whole tables."""
    monkeypatch.setattr(storing, "to_disk", lambda path: None)
    done = threading.Event()

    def exchange():
        for _ in range(100):
            with storing.staging(data) as new:
                for file in (data / "processed").iterdir():
                    storing.take_over(file, new / file.name)
                storing.exchange(data)
        done.set()

    writer = threading.Thread(target=exchange)
    writer.start()
    lengths = set()
    while not done.is_set():
        lengths.add(len(load("award_claims", data_dir=data)))
    writer.join()
    assert lengths == {4}


def test_what_a_build_did_is_a_plain_record(data, rewrite):
    rewrite("regions/bps_codes.csv", "6471,6471", "6471,x")
    record = json.loads(json.dumps(build(data).as_record()))
    assert record["ok"] is False
    assert record["faults"] == [
        {
            "file": "regions/bps_codes.csv",
            "row": 4,
            "column": "bps_code_2020",
            "value": "x",
            "kind": "pattern",
            "sentence": "regions/bps_codes.csv line 4, column bps_code_2020: 'x' is not a BPS code of four digits; "
            "write it like 6471.",
        }
    ]


def test_a_folder_without_raw_facts_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="no folder 'raw' in"):
        build(tmp_path)


def test_a_name_that_is_no_table_says_what_there_is(data):
    with pytest.raises(
        KeyError, match=r"no table 'award_claim'; did you mean 'award_claims'\? there are: award_claims, "
    ):
        load("award_claim", data_dir=data)


def test_without_a_build_the_message_says_how_to_make_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="run: kkpham build"):
        load("awards", data_dir=tmp_path)


def test_the_data_folder_can_be_named_by_the_environment(data, monkeypatch):
    monkeypatch.setenv("KKPHAM_DATA", os.fspath(data))
    assert len(load("regencies")) == 6
    assert build().data_dir == data


def test_a_data_folder_that_is_not_below_the_one_worked_in_is_to_be_written_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KKPHAM_DATA", "trial")

    with pytest.raises(FileNotFoundError) as told:
        load("awards")
    assert str(told.value) == (
        f"no folder 'trial' in {tmp_path}, where this runs; KKPHAM_DATA names it from there: write its whole path"
    )


def test_a_data_folder_below_the_one_worked_in_is_found_by_its_name(data, monkeypatch):
    monkeypatch.chdir(data.parent)
    monkeypatch.setenv("KKPHAM_DATA", data.name)

    assert len(load("regencies")) == 6


WITHOUT_LOCKS = """
import sys
sys.modules["fcntl"] = None  # as on Windows, where there is none
import kkpham_analysis as kkp
print(len(kkp.load("regencies", data_dir=sys.argv[1])))
"""


def test_a_system_without_file_locks_can_read(data):
    found = subprocess.run([sys.executable, "-c", WITHOUT_LOCKS, data], capture_output=True, text=True, check=True)
    assert found.stdout == "6\n"


def test_windows_locks_in_its_own_way(data, monkeypatch):
    def locking(descriptor, mode, length):
        if held:
            raise PermissionError(13, "Permission denied")
        held.append((mode, length))

    held = []
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(storing, "sys", types.SimpleNamespace(platform="win32"))
    with (
        storing.only_one(data, waiting=lambda: None),
        pytest.raises(TimeoutError, match=r"another build has held .*processed-lock for 0 s"),
        storing.only_one(data, waiting=lambda: None, patience=0),
    ):
        pass
    assert held == [(2, 1)]
