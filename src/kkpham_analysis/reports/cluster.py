"""Reports made by the workers of a Dask cluster: they make them, and this process alone places what they send back.

Only a worker that makes reports from the same is given any: those that are there are asked first, and those that join
later before they are given one.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import SaidError
from kkpham_analysis.reports.answers import Tell
from kkpham_analysis.reports.calls import CallError, CallFault, SettledReport
from kkpham_analysis.reports.cluster_work import Shared, Unfit, basis_now, differing, made, shared
from kkpham_analysis.reports.given_time import VARIABLE
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.running import MadeReport
from kkpham_analysis.reports.writing import Make
from kkpham_analysis.tables.faults import shortened

EXTRA = "cluster"
# Seconds: to reach the scheduler, until nobody is waited for any longer, and between two looks at who is there.
REACHED, PATIENCE, LOOK = 10.0, 60.0, 2.0
# Reports waiting for each worker, so that none is idle while what it made is placed.
WAITING = 2
MOST_WAITING = 1_000
LONGEST_PROBLEM = 300


class ClusterError(SaidError):
    """A cluster cannot make reports, or can no longer; what was placed stays, and the next run makes the others."""


@contextmanager
def by_cluster(address: str, words: Words, *, tell: Tell) -> Iterator[dict[str, Any]]:
    """Give what `run_reports` takes to have its reports made by a cluster; nothing where no address is given.

    Raises
    ------
    CallError
        When the extra is not installed, or the address is none.
    ClusterError
        When nobody is reached, or a worker would make reports from something else: says which, and what differs.
    """
    if not address:
        yield {}
        return
    with _client(address) as client:
        cluster = Cluster(client, address, words, tell)
        cluster.refuse_others()
        yield {"by": cluster.make_report, "workers": min(WAITING * len(cluster.fit), MOST_WAITING)}


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Reach the scheduler, under the settings of TLS that Dask finds."""
    try:
        from distributed import Client
    except ImportError:
        raise CallError(CallFault("cluster.no_extra", {"extra": EXTRA})) from None
    try:
        # No callable of Dask says which types it takes.
        client: Any = Client(address, timeout=REACHED, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError):
        raise ClusterError("cluster.unreached", address=address) from None
    # What Dask raises of an address or of missing certificates.
    except (ValueError, TypeError, RuntimeError, ImportError) as fault:
        raise CallError(CallFault("cluster.bad_address", {"address": address, "problem": _in_a_line(fault)})) from None
    try:
        yield client
    finally:
        client.close(timeout=REACHED)


class Cluster:
    """The workers that may make reports: `fit`; those that may not, told once: `unfit`."""

    def __init__(self, client: Any, address: str, words: Words, tell: Tell) -> None:
        self.client, self.address, self.words, self.tell = client, address, words, tell
        self.basis = basis_now()
        self.fit: set[str] = set()
        self.unfit: dict[str, str] = {}
        self.seen, self.looked = time.monotonic(), 0.0
        self.looking, self.sending = threading.Lock(), threading.Lock()
        self.held: tuple[Any, set[str]] = (None, set())
        self.begun = False

    def refuse_others(self) -> None:
        """Refuse to begin where a worker is not fit, or none is there.

        Raises
        ------
        ClusterError
            Names each such worker, and what differs.
        """
        self._look()
        if self.unfit:
            raise ClusterError("cluster.unfit", workers="; ".join(self.unfit.values()))
        if not self.fit:
            raise ClusterError("cluster.no_workers", address=self.address)
        self.begun = True

    def make_report(
        self, report: SettledReport, kernels: Kernels, words: Words, make: Make, **more: Any
    ) -> MadeReport:  # fmt: skip
        """Have a report made by a fit worker; where that is lost or was not fit after all, by another."""
        what = Shared(words, make, self.basis, kernels.figures, os.environ.get(VARIABLE), more)
        notebook = report.notebook.read_bytes()
        while True:
            kernels.go_on()
            self._look()
            if not (asked := set(self.fit)):
                time.sleep(LOOK)
                continue
            held, holders = self._held(what, asked)
            future = self.client.submit(made, held, report, notebook, pure=False, workers=sorted(asked))
            if made_of := self._answer(future, (asked, holders), kernels, words):
                return made_of

    def _held(self, what: Shared, asked: set[str]) -> tuple[Any, set[str]]:
        """What is shared, sent once to workers that are fit; sent again once all of these are gone."""
        with self.sending:
            held, holders = self.held
            if not holders & self.fit:
                self.held = held, holders = self.client.submit(shared, what, pure=False, workers=sorted(asked)), asked
            return held, holders

    def _answer(
        self, future: Any, needed: Collection[set[str]], kernels: Kernels, words: Words
    ) -> MadeReport | None:  # fmt: skip
        """Wait for a report; None where it has to be asked for again, of another worker."""
        from distributed import KilledWorker

        coming = self._coming(future)
        while not wait([coming], LOOK).done:
            self._go_on(future, kernels)
            if not all(workers & self.fit for workers in needed):
                future.cancel()
                return None
        try:
            answer = coming.result()
        except CancelledError:
            return None
        except KilledWorker:
            return MadeReport(0.0, error=words.phrase("cluster.killed"))
        except Exception as fault:
            return MadeReport(0.0, error=words.phrase("cluster.stopped", problem=_in_a_line(fault)))
        if isinstance(answer, MadeReport):
            return answer
        self._leave_out(answer)
        return None

    def _coming(self, future: Any) -> Future[Any]:
        """What a task gives, on its way: whoever looks about meanwhile does not stop it.

        Dask fetches what several wait for at once, and its own wait with a time limit ends that for all of them.
        """
        answer = self.client.gather(future, asynchronous=True)
        return asyncio.run_coroutine_threadsafe(answer, self.client.loop.asyncio_loop)

    def _go_on(self, future: Any, kernels: Kernels) -> None:
        """See whether the run still is, and who is there."""
        try:
            kernels.go_on()
            self._look()
        except (InterruptedError, ClusterError):
            future.cancel()
            raise

    def _leave_out(self, other: Unfit) -> None:
        """Give a worker no more reports that turned out to make them from something else."""
        with self.looking:
            self.fit.discard(other.address)
            self._note(other.address, other.parts)

    def _look(self) -> None:
        """Look from time to time who is there, and ask those who are new from what they would make reports.

        Raises
        ------
        ClusterError
            When the scheduler is gone, or no fit worker was there for long.
        """
        with self.looking:
            if time.monotonic() - self.looked < LOOK:
                return
            self.looked = time.monotonic()
            try:
                threads: Mapping[str, int] = self.client.nthreads()
                new = threads.keys() - self.fit - self.unfit.keys()
                answers = self.client.run(basis_now, workers=sorted(new), on_error="return") if new else {}
            except (OSError, CancelledError):
                raise ClusterError("cluster.lost", address=self.address) from None
            self.fit &= threads.keys()
            for worker in sorted(answers):
                self._judge(worker, threads[worker], answers[worker])
            self._be_patient()

    def _judge(self, worker: str, threads: int, answer: Any) -> None:
        # One that went while it was asked is nobody.
        if isinstance(answer, OSError):
            return
        parts = differing(self.basis, answer) if isinstance(answer, Mapping) else ["package"]
        parts += ["threads"] if threads != 1 else []
        if parts:
            self._note(worker, parts)
        else:
            self.fit.add(worker)

    def _note(self, worker: str, parts: Iterable[str]) -> None:
        differs = self.words.listed([self.words.phrase(f"cluster.{part}") for part in parts])
        self.unfit[worker] = self.words.phrase("cluster.differs", worker=worker, parts=differs)
        if self.begun:
            self.tell(self.words.phrase("cluster.left_out", worker=self.unfit[worker]))

    def _be_patient(self) -> None:
        if self.fit:
            self.seen = time.monotonic()
        elif self.begun and time.monotonic() - self.seen > PATIENCE:
            others = f" ({'; '.join(self.unfit.values())})" if self.unfit else ""
            raise ClusterError("cluster.gone", address=self.address, seconds=round(PATIENCE), others=others)


def _in_a_line(fault: BaseException) -> str:
    return shortened(f"{type(fault).__name__}: {' '.join(str(fault).split())}", LONGEST_PROBLEM)
