"""What the server of warm kernels holds of the data is what a kernel would find there now, or is not used."""

import ast
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kkpham_analysis.reports import running, warm_asked, warm_kernels
from kkpham_analysis.reports.warm_asked import VARIABLE, asked_of_me, asked_often
from kkpham_analysis.tables.loading import NOTED_IN

NOTEBOOKS = Path(__file__).parent / "notebooks"
# One server for two runs, between which a province is given another name.
TWO_RUNS = """
import sys
from pathlib import Path
import pandas as pd
from kkpham_analysis.reports import warm_asked
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports
notebooks, out, provinces = map(Path, sys.argv[1:])
warm_asked.OFTEN = 1
def run(name):
    about = dict(notebooks=notebooks, out=out / name, resolver=lambda text, level: text, rounds={2023})
    [result] = run_reports([settle(Call("told_by_facts"), **about)])
    assert not result.error, result.error
run("before")
names = pd.read_parquet(provinces)
names.assign(name_id=names["name_id"].replace("Kalimantan Timur", "Provinsi Lain")).to_parquet(provinces)
run("after")
"""
# Slides of one province and the part that they show: each asks once what both ask.
PART_FIRST = """
import sys
from pathlib import Path
from kkpham_analysis import Words
from kkpham_analysis.reports import warm_asked
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports
from kkpham_analysis.reports.slide_parts import SlideParts
notebooks, out = map(Path, sys.argv[1:])
warm_asked.OFTEN = 2
def of(code):
    about = dict(notebooks=notebooks, out=out, resolver=lambda text, level: text, rounds={2023})
    return settle(Call("told_by_facts", {"province_code": code}), **about)
report, parts = of("64"), SlideParts()
parts.add("country", of("65"), report)
parts.run([report], Words(), tell=print)
assert not parts.errors, parts.errors
[result] = run_reports([report], rank=parts.rank, keep=parts.keep)
assert not result.error, result.error
"""
# What the server does, and which threads it has before and after.
SERVER = """
import importlib, os
from kkpham_analysis.reports.warm_kernels import preloaded
*others, last = preloaded()
for name in others:
    importlib.import_module(name)
before = set(os.listdir("/proc/self/task"))
importlib.import_module(last)
from kkpham_analysis.tables import holding, loading
print([asked for *_, asked in holding._held], loading._kept.cache_info().currsize > 20)
print(set(os.listdir("/proc/self/task")) - before)
"""
# What it makes, said at its end.
NAMING = """
import atexit
from kkpham_analysis.tables import holding
made, hold = [], holding.hold
holding.hold = lambda make, *asked: made.append(make.__name__) or hold(make, *asked)
atexit.register(lambda: print(*made))
"""


@pytest.fixture
def own_data(built_data, tmp_path, monkeypatch):
    """A data folder that a test may change."""
    shutil.copytree(built_data / "processed", tmp_path / "data" / "processed")
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def served(asked, *more, server=SERVER):
    """What a server says to which this was told."""
    told = {**os.environ, VARIABLE: json.dumps(asked), **dict(more)}
    done = subprocess.run([sys.executable, "-c", server], capture_output=True, text=True, check=True, env=told)
    return done.stdout.splitlines(), done.stderr


def told_in(folder):
    [file] = folder.rglob("*.ipynb")
    return ast.literal_eval("".join(json.loads(file.read_text())["cells"][-1]["outputs"][0]["text"]))


@pytest.mark.slow
def test_a_kernel_of_an_old_server_says_what_the_tables_say_now(own_data, tmp_path):
    file, out = own_data / "processed" / "provinces.parquet", tmp_path / "out"
    subprocess.run([sys.executable, "-c", TWO_RUNS, NOTEBOOKS, out, file], check=True)
    was, now = "Kalimantan Timur", "Provinsi Lain"
    assert told_in(out / "before") == {"held": 2, "taken": 2, "asked": None, "province": was, "in_rounds": [was]}
    assert told_in(out / "after") == {"held": 2, "taken": 2, "asked": None, "province": now, "in_rounds": [now]}


@pytest.mark.slow
def test_what_reports_share_is_held_for_them_though_parts_of_their_slides_start_the_server(own_data, tmp_path):
    out = tmp_path / "out"
    subprocess.run([sys.executable, "-c", PART_FIRST, NOTEBOOKS, out], check=True)
    kaltim = "Kalimantan Timur"
    assert told_in(out) == {"held": 2, "taken": 2, "asked": None, "province": kaltim, "in_rounds": [kaltim]}


@pytest.mark.slow
def test_the_server_holds_what_it_was_told_and_starts_no_thread_for_it(own_data):
    said, warned = served([[2023, "", "id"]])
    held = ["(2023, '', Words(language='id', folder=''))", "(2023, Words(language='id', folder=''))"]
    assert (said, warned) == ([f"{held} True", "set()"], "")


@pytest.mark.slow
def test_what_rules_on_trial_have_in_common_is_made_once(own_data):
    said, _ = served([[2023, ">50%", "id"], [2023, ">60%", "id"]], server=NAMING + SERVER)
    assert said[-1] == "of_country of_country of_rounds"


@pytest.mark.slow
def test_the_server_reads_no_table_that_is_so_large_that_threads_read_it(own_data):
    pd.DataFrame({letter: range(100_000) for letter in "abcd"}).to_parquet(own_data / "processed" / "large.parquet")
    large = (own_data / "processed" / "boundaries.parquet").stat().st_size
    said, _ = served(
        [[2023, "", "id"]], server=f"from kkpham_analysis.tables import loading; loading.KEPT = {large}{SERVER}"
    )
    assert said[1] == "set()"


@pytest.mark.slow
def test_the_server_notes_no_table_as_read_by_a_report(own_data, tmp_path):
    noted = tmp_path / "noted.txt"
    served([[2023, "", "id"]], (NOTED_IN, str(noted)))
    assert not noted.exists()


@pytest.mark.slow
def test_a_round_of_which_no_source_speaks_is_held_with_the_rounds_before_it(own_data):
    [said, _], _ = served([[2030, "", "en"]])
    last = int(pd.read_parquet(own_data / "processed" / "award_claims.parquet")["award_year"].max())
    assert f"({last}, Words(language='en', folder=''))" in said


@pytest.mark.slow
def test_the_server_holds_nothing_where_nothing_is_told(own_data):
    said, _ = served([])
    assert said[0] == "[] False"


@pytest.mark.slow
def test_a_broken_table_a_missing_folder_and_a_round_that_is_none_stop_no_server(own_data, tmp_path):
    (own_data / "processed" / "awards.parquet").write_bytes(b"no table")
    broken, warned = served([[2023, "", "id"], [2023, ">x", "id"]])
    missing, warned_too = served([[2023, "", "id"]], ("KKPHAM_DATA", str(tmp_path / "nowhere")))
    assert (broken[0][:2], missing[0], warned, warned_too) == ("[]", "[] False", "", "")


def test_what_enough_reports_share_is_asked_often(settled):
    many = [settled("told_by_facts", province_code=f"test {number}") for number in range(8)]
    few = [settled("told_by_facts", "en", province_code=f"test {number}") for number in range(7)]
    without = [settled("told_by_kernel", province_code=f"test {number}") for number in range(8)]
    assert asked_often([*many, *few, *without]) == [(2023, "", "id")]


def test_a_rule_on_trial_is_asked_beside_that_of_the_round(settled):
    own = [settled("told_by_facts", province_code=f"test {number}") for number in range(8)]
    tried = [replace(report, parameters={**report.parameters, "rule": ">50%"}) for report in own]
    assert asked_often([*tried, *own]) == [(2023, "", "id"), (2023, ">50%", "id")]


def test_what_several_servers_share_is_asked_often_where_enough_is_left_for_each(settled):
    reports = [settled("told_by_facts", province_code=f"test {number}") for number in range(16)]
    assert asked_often(reports, servers=2) == [(2023, "", "id")]
    assert asked_often(reports, servers=3) == []


@pytest.fixture
def told_at_start(monkeypatch):
    """Start a server told one thing; give what it is told in the environment, and what that says afterwards."""

    def started(*faults):
        seen = []

        def start():
            seen.append(os.environ.get(VARIABLE))
            for fault in faults:
                raise fault

        monkeypatch.setattr(warm_kernels, "can_be", lambda: True)
        monkeypatch.setattr(warm_kernels, "_ensure_server", start)
        with suppress(OSError):
            warm_kernels.start_server([(2023, "", "id")])
        return *seen, os.environ.get(VARIABLE)

    monkeypatch.delenv(VARIABLE, raising=False)
    return started


def test_what_a_server_is_told_is_told_to_nothing_that_is_started_after_it(told_at_start):
    assert told_at_start() == ('[[2023, "", "id"]]', None)


def test_what_a_server_that_could_not_be_started_was_to_be_told_is_told_to_nothing_else(told_at_start):
    assert told_at_start(OSError("no process")) == ('[[2023, "", "id"]]', None)


def test_what_a_server_was_told_it_tells_to_nothing_that_it_starts(monkeypatch):
    monkeypatch.setenv(VARIABLE, '[[2023, "", "id"]]')
    assert (asked_of_me(), os.environ.get(VARIABLE), asked_of_me()) == ([(2023, "", "id")], None, [])


def test_what_as_many_reports_ask_as_run_at_once_is_made_by_them_side_by_side(settled):
    reports = [settled("told_by_facts", province_code=f"test {number}") for number in range(16)]
    assert asked_often(reports, workers=16) == [(2023, "", "id")]
    assert asked_often(reports, workers=17) == []


def test_of_more_than_a_server_may_make_it_makes_what_most_reports_ask(settled, monkeypatch):
    ten, eight, nine = (
        [settled("told_by_facts", language, award_year=year, province_code=f"test {number}") for number in range(asked)]
        for language, year, asked in (("id", 2023, 10), ("en", 2022, 8), ("en", 2023, 9))
    )
    monkeypatch.setattr(warm_asked, "MOST", 2)
    assert asked_often([*eight, *nine, *ten]) == [(2023, "", "id"), (2023, "", "en")]


@pytest.mark.parametrize(("number", "told"), [(8, []), (16, [(2023, "", "id")])])
def test_what_those_behind_ask_is_counted_by_how_many_of_them_run_at_once(settled, monkeypatch, number, told):
    class ToldError(Exception):
        pass

    def start(asked):
        raise ToldError(asked)

    monkeypatch.setattr(running, "warm_server_for", start)
    behind = [settled("told_by_facts", province_code=f"test {one}") for one in range(number)]
    others = [settled("finding", "en", province_code=f"test {one}") for one in range(8)]
    with pytest.raises(ToldError) as started:
        running.run_reports([settled("told_by_facts")], later=[*behind, *others], workers=16)
    assert started.value.args == (told,)
