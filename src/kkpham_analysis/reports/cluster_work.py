"""What a worker of a cluster does: it says what it would make reports from, makes one, and gives it back."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.calls import SettledReport
from kkpham_analysis.reports.executing import loaded_papermill
from kkpham_analysis.reports.given_time import VARIABLE
from kkpham_analysis.reports.kernels import Kernels, warm_server_for
from kkpham_analysis.reports.product import anew, code_now, libraries_now, version_now, versions_now
from kkpham_analysis.reports.running import MadeReport, make_report
from kkpham_analysis.reports.warm_asked import Asked
from kkpham_analysis.reports.writing import Make
from kkpham_analysis.tables.editions import data_digest

# What must be the same on every machine, in the order in which it is told.
PARTS = ("python", "dask", "version", "code", "libraries", "data")
# Of a scheduler, which makes none, but reads what it hands on.
PARTS_OF_SCHEDULER = PARTS[:4]
# What need not be the same, and tells where a machine differs in its libraries, and which it is.
LIBRARIES, HOST = "library_versions", "host"


@dataclass(frozen=True)
class Shared:
    """What all reports of a run have in common: `basis` is what they are made from, `given` the time that was given.

    `often` is what so many of them ask that the server of warm kernels is told, where it starts with this run.
    """

    words: Words
    make: Make
    basis: Mapping[str, str]
    figures: str = ""
    given: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    often: Sequence[Asked] = ()


@dataclass(frozen=True)
class Unfit:
    """A worker that gives nothing, for it makes something else: `parts` say in what it differs, `basis` from what."""

    address: str
    parts: tuple[str, ...]
    basis: Mapping[str, str] = field(default_factory=dict, compare=False)


def basis_now() -> dict[str, str]:
    """What reports are made from here, as `parts_now`; beside it the versions of libraries, a line each, and host."""
    return {**parts_now(), LIBRARIES: "\n".join(versions_now()), HOST: platform.node()}


def parts_now() -> dict[str, str]:
    """What reports are made from here, each part by what tells it apart; without tables, those are empty."""
    try:
        data = data_digest()
    except FileNotFoundError:
        data = ""
    now = anew(code_now), anew(libraries_now)
    found = platform.python_version(), version("distributed"), version_now(), *now, data
    return dict(zip(PARTS, found, strict=True))


def differing(mine: Mapping[str, str], other: Any, parts: Sequence[str] = PARTS) -> list[str]:
    """Which parts of two machines differ: reports that they make would, too. One that tells none has no package."""
    if not isinstance(other, Mapping):
        return ["package"]
    return [part for part in parts if mine.get(part) != other.get(part)]


def shared(what: Shared) -> Shared:
    """Give what is shared as a result of a task: it is sent once, and made again where its worker is lost."""
    return what


def made(what: Shared, report: SettledReport, notebook: bytes) -> MadeReport | Unfit:
    """Make a report from the content of its notebook; or say in what this worker differs, and give none.

    It is asked after, too: what was exchanged meanwhile may be in the report.
    """
    from distributed import get_worker

    others = differing(what.basis, parts_now())
    if not others:
        report_made = _made_here(what, report, notebook)
        others = differing(what.basis, parts_now())
    return Unfit(get_worker().address, tuple(others), basis_now()) if others else report_made


def _made_here(what: Shared, report: SettledReport, notebook: bytes) -> MadeReport:
    """Make a report in the folder of the worker, which Dask clears where the worker was killed."""
    from distributed import get_worker

    _take_time(what.given)
    warm_server_for(what.often)
    loaded_papermill()
    with TemporaryDirectory(dir=get_worker().local_directory) as folder:
        here = Path(folder) / report.notebook.name
        here.write_bytes(notebook)
        kernels = Kernels(Path(folder), what.figures)
        return make_report(replace(report, notebook=here), kernels, what.words, what.make, **what.more)


def _take_time(given: str | None) -> None:
    # Kernels read it from the environment. A worker has one thread, so one report at a time is made here.
    if given is None:
        os.environ.pop(VARIABLE, None)
    else:
        os.environ[VARIABLE] = given
