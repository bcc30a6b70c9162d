"""A result made beforehand is given as long as its tables are the same, once, and with all that loading them does."""

import pandas as pd
import pytest

from kkpham_analysis.tables import holding
from kkpham_analysis.tables.holding import held, hold
from kkpham_analysis.tables.loading import NOTED_IN


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(holding, "_held", {})
    (tmp_path / "processed").mkdir()
    stored(tmp_path, "awards", [1, 2])
    return tmp_path


def stored(folder, name, numbers, **more):
    pd.DataFrame({"number": numbers, **more}).to_parquet(folder / "processed" / f"{name}.parquet")


def total(table, factor):
    return {"total": factor * int(table("awards")["number"].sum())}


def test_a_result_is_held_and_given_once(folder):
    made = hold(total, folder, 10)
    first, second = held(total, folder, 10), held(total, folder, 10)
    assert first is made
    assert (first, second) == ({"total": 30}, {"total": 30})
    assert second is not made


def test_what_was_asked_otherwise_is_made(folder):
    hold(total, folder, 10)
    assert held(total, folder, 100) == {"total": 300}
    assert held(total, folder, 10.0) == {"total": 30.0}
    assert isinstance(held(total, folder, 10.0)["total"], float)


class Doubled:
    """Where another function is called `total`."""

    @staticmethod
    def total(table, factor):
        return {"doubled": 2 * total(table, factor)["total"]}


def test_two_functions_of_one_name_in_one_module_do_not_share_what_is_held(folder):
    hold(total, folder, 10)
    assert held(Doubled.total, folder, 10) == {"doubled": 60}


def test_two_functions_of_one_name_in_two_modules_do_not_share_what_is_held(folder):
    def elsewhere(table, factor):
        return {"elsewhere": factor}

    elsewhere.__qualname__, elsewhere.__module__ = "total", "elsewhere"
    hold(total, folder, 10)
    assert held(elsewhere, folder, 10) == {"elsewhere": 10}


def test_a_result_of_a_table_that_was_written_again_is_made_anew(folder):
    hold(total, folder, 10)
    stored(folder, "awards", [5])
    assert held(total, folder, 10) == {"total": 50}


def test_a_result_of_a_table_that_was_written_again_between_two_reads_is_made_anew(folder):
    builds = [lambda: stored(folder, "awards", [5, 6, 7])]

    def read_twice(table):
        first = len(table("awards"))
        while builds:
            builds.pop()()
        return first, len(table("awards"))

    assert hold(read_twice, folder) == (2, 3)
    assert held(read_twice, folder) == (3, 3)


def test_a_result_of_a_table_in_another_folder_is_made(folder, tmp_path):
    other = tmp_path / "other"
    (other / "processed").mkdir(parents=True)
    stored(other, "awards", [7])
    hold(total, folder, 10)
    assert held(total, other, 10) == {"total": 70}


def test_a_result_that_was_made_without_a_table_is_made_anew_once_it_is_there(folder):
    def number_of(table):
        try:
            return len(table("claims"))
        except KeyError:
            return 0

    assert hold(number_of, folder) == 0
    stored(folder, "claims", [1])
    assert held(number_of, folder) == 1


def test_the_tables_behind_a_held_result_are_noted_by_who_takes_it(folder, monkeypatch):
    monkeypatch.delenv(NOTED_IN, raising=False)
    hold(total, folder, 10)
    monkeypatch.setenv(NOTED_IN, str(folder / "noted.txt"))
    held(total, folder, 10)
    assert (folder / "noted.txt").read_text() == "awards\n"


def test_nothing_is_held_of_made_up_rows(folder):
    stored(folder, "awards", [1, 2], synthetic=[False, True])
    made = hold(total, folder, 10)
    assert made == {"total": 30}
    assert held(total, folder, 10) is not made


def test_what_cannot_be_made_is_not_held(folder):
    (folder / "processed" / "awards.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        hold(total, folder, 10)
    stored(folder, "awards", [4])
    assert held(total, folder, 10) == {"total": 40}
