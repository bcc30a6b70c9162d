"""What is raised in one process can be told in another, in both languages."""

import copy
import importlib
import pickle
import pkgutil
from pathlib import Path

import pytest

import kkpham_analysis
from kkpham_analysis.commands.streams import OutputError
from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import SaidError, WholeError
from kkpham_analysis.measures.problems import UnfitError
from kkpham_analysis.measures.rules import ThresholdError
from kkpham_analysis.reports.answers import FaultyDataError, explained
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.cluster import ClusterError
from kkpham_analysis.reports.run_lock import AtWorkError, Holder
from kkpham_analysis.reports.writing import PartMissingError
from kkpham_analysis.tables.award_lists.answers import AnswersError
from kkpham_analysis.tables.award_lists.layout.lines import TooLongError
from kkpham_analysis.tables.catalogues.additions import NoCatalogueError
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.sheets import ForeignFileError
from kkpham_analysis.tables.lazy import NotATableError
from kkpham_analysis.tables.markings import MixedKindsError
from kkpham_analysis.tables.places.errors import (
    AmbiguousPlaceError,
    CodesDoNotFitError,
    Misfit,
    PlaceError,
    PlaceNotFoundError,
    UnsettledPlacesError,
)
from kkpham_analysis.tables.raw_changes import RawFaultsError
from kkpham_analysis.tables.submissions.store import SubmissionsError
from kkpham_analysis.tables.submissions.values import BadValueError

SAMARINDA = ("6472", "Kota Samarinda", "Kalimantan Timur")
FAULT = Fault("a.csv", 3, "award_year", "", "in_other_file", "keep_one_file", {"other": "b.csv"})
ERRORS = [
    AmbiguousPlaceError("Samarinda", [SAMARINDA], "ambiguous"),
    AnswersError("columns", columns="text"),
    AtWorkError(Path("reports"), Holder(7, "server", "2023-12-19T15:30:00+07:00", "run yearly")),
    BadValueError("no_day", "checked_on", "x", example="2024-05-31"),
    CallError(CallFault("call.no_round", {"year": 2021, "years": (2022, 2023)})),
    ClusterError("cluster.unreached", address="tcp://127.0.0.1:8786"),
    CodesDoNotFitError([Misfit(1, "6401", "Paser", "Paser", "Kutai")], "names_differ"),
    FaultyDataError([FAULT]),
    ForeignFileError(Path("lists/2025.csv"), "quotation", line=7),
    MixedKindsError("unfit.mixed_beside"),
    NoCatalogueError("nothing_to_fill", regulation="22/2021"),
    NotATableError(),
    OutputError("cli.no_output"),
    PartMissingError("slides.no_country", report="2023/id/a", error="kernel"),
    PlaceError("", kind="empty"),
    PlaceNotFoundError("Samarnda", [SAMARINDA], level="regency"),
    RawFaultsError([FAULT]),
    SaidError("unfit.no_indicators", regulation="1/2030"),
    SubmissionsError(FAULT),
    ThresholdError("unfit.rule_threshold", rule=">101%"),
    TooLongError("7 signs"),
    UnfitError("unfit.no_indicators", regulation="1/2030"),
    UnsettledPlacesError([(4, PlaceNotFoundError("Samarnda", [SAMARINDA]))]),
    WholeError("whole"),
]


def classes_of_the_package():
    for module in pkgutil.walk_packages(kkpham_analysis.__path__, "kkpham_analysis."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == module.name:
                yield value


def held(error):
    return {name: ([(row, str(miss)) for row, miss in value] if name == "misses" else value)
            for name, value in vars(error).items()}  # fmt: skip


def said(error):
    return [str(error), explained(error, Words("id")), explained(error, Words("en"))]


def sent(error):
    return pickle.loads(pickle.dumps(error))  # noqa: S301


def test_every_error_of_the_package_is_tried_below():
    assert {type(error) for error in ERRORS} == set(classes_of_the_package())


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("carried", [sent, copy.deepcopy], ids=["sent", "copied"])
def test_an_error_is_the_same_after_it_was_sent_to_another_process(error, carried):
    again = carried(error)

    assert (type(again), held(again), said(again)) == (type(error), held(error), said(error))
