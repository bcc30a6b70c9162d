"""A worker that differs is named with its computer, with both versions of what differs, and with no more than a few."""

from importlib.metadata import version

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports.cluster_told import differing_told
from kkpham_analysis.reports.cluster_work import HOST, LIBRARIES, PARTS, basis_now, differing

MINE = {**dict.fromkeys(PARTS, "1"), "python": "3.11.7", "libraries": "a1", HOST: "desk", LIBRARIES: "a 1\nb 2\nc "}


def told_of(other, language="en"):
    return differing_told("tcp://w:1", differing(MINE, other), MINE, other, Words(language))


@pytest.mark.parametrize(
    ("part", "named"),
    [("python", "the version of Python (2 there, 3.11.7 here)"), ("dask", "the version of Dask (2 there, 1 here)"),
     ("version", "the version of kkpham-analysis (2 there, 1 here)"), ("code", "the code of kkpham-analysis"),
     ("data", "the data (run kkpham build there)")],
)  # fmt: skip
def test_a_part_that_is_a_version_is_named_with_both(part, named):
    assert told_of({**MINE, part: "2"}) == f"tcp://w:1 differs in {named}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "tcp://w:1 differs in the versions of the libraries that draw reports (a none there, 1 here; "
               "b 3 there, 2 here; c 1 there, none here)"),
        ("id", "tcp://w:1 berbeda dalam versi pustaka yang menyusun laporan (a tidak ada di sana, 1 di sini; "
               "b 3 di sana, 2 di sini; c 1 di sana, tidak ada di sini)"),
    ],
)  # fmt: skip
def test_libraries_that_differ_are_named_with_both_versions(language, said):
    assert told_of({**MINE, "libraries": "a2", LIBRARIES: "b 3\nc 1"}, language) == said


def test_of_many_libraries_five_are_named_and_the_others_counted():
    others = "\n".join(f"{name} 9" for name in "abcdefg")
    assert told_of({**MINE, "libraries": "a2", LIBRARIES: others}) == (
        "tcp://w:1 differs in the versions of the libraries that draw reports (a 9 there, 1 here; b 9 there, 2 here; "
        "c 9 there, none here; d 9 there, none here; e 9 there, none here; and 2 more)"
    )


def test_libraries_that_differ_in_their_python_alone_are_not_named_beside_it():
    other = {**MINE, "python": "3.12.1", "libraries": "a2"}
    assert told_of(other) == "tcp://w:1 differs in the version of Python (3.12.1 there, 3.11.7 here)"


def test_libraries_of_which_a_worker_does_not_tell_the_versions_are_named_without():
    other = {name: value for name, value in MINE.items() if name != LIBRARIES}
    assert told_of({**other, "libraries": "a2"}) == (
        "tcp://w:1 differs in the versions of the libraries that draw reports"
    )


def test_a_worker_on_another_computer_is_named_with_it():
    assert told_of({**MINE, "dask": "2", HOST: "lab"}) == (
        "tcp://w:1 (lab) differs in the version of Dask (2 there, 1 here)"
    )


def test_a_worker_without_the_package_is_named_though_it_tells_nothing():
    parts = differing(MINE, ModuleNotFoundError("kkpham_analysis"))
    assert differing_told("tcp://w:1", parts, MINE, {}, Words("en")) == (
        "tcp://w:1 differs in the package kkpham-analysis, which cannot be loaded there"
    )


def test_what_a_machine_tells_of_itself_has_the_versions_of_its_libraries():
    lines = basis_now()[LIBRARIES].splitlines()
    assert f"pandas {version('pandas')}" in lines
