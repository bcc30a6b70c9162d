"""Reports made by the workers of a Dask cluster: they make them, and this process alone places what they send back.

Only a worker that makes reports from the same is given any: those that are there are asked first, and those that join
later before they are given one.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import SaidError
from kkpham_analysis.reports.answers import Tell
from kkpham_analysis.reports.calls import CallError, CallFault, SettledReport
from kkpham_analysis.reports.cluster_told import differing_told, listed_parts
from kkpham_analysis.reports.cluster_work import PARTS_OF_SCHEDULER, Shared, Unfit, basis_now, differing, made, shared
from kkpham_analysis.reports.executing import Progress, said_of
from kkpham_analysis.reports.given_time import VARIABLE
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.running import MadeReport
from kkpham_analysis.reports.warm_asked import Asked, asked_often
from kkpham_analysis.reports.writing import Make
from kkpham_analysis.tables.faults import shortened

EXTRA = "cluster"
# Seconds: to reach the scheduler, until nobody is waited for any longer, and between two looks at who is there.
REACHED, PATIENCE, LOOK = 10.0, 60.0, 2.0
# Reports that wait for a worker: it has the next one while what it made is placed, and one that joins later has some.
WAITING = 32
MOST_AT_ONCE = 1_000
# How many workers a report may cost.
MOST_LOST = 3
LOST, AGAIN = "lost", "again"
LONGEST_PROBLEM = 300


class ClusterError(SaidError):
    """A cluster cannot make reports, or can no longer; what was placed stays, and the next run makes the others."""


@contextmanager
def by_cluster(
    address: str, words: Words, reports: Sequence[SettledReport] = (), *, tell: Tell
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Give what `run_reports` takes to have these reports made by a cluster; nothing where no address is given.

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
        # Each worker has a server of its own, and some of the reports.
        cluster.often = asked_often(reports, servers=len(cluster.fit))
        workers = min(len(cluster.fit) + WAITING, MOST_AT_ONCE)
        yield {"by": cluster.make_report, "workers": workers, "at_once": lambda: len(cluster.fit)}


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Reach the scheduler, under the settings of TLS that Dask finds."""
    try:
        from distributed import Client
    except ImportError:
        raise CallError(CallFault("cluster.no_extra", {"extra": EXTRA})) from None
    _keep_quiet()
    try:
        asyncio.run(_greeted(address))
        # No callable of Dask says which types it takes.
        client: Any = Client(address, timeout=REACHED, set_as_default=False)  # type: ignore[no-untyped-call]
    # What Dask raises of an address or of missing certificates.
    except (ValueError, TypeError, RuntimeError, ImportError) as fault:
        raise CallError(CallFault("cluster.bad_address", {"address": address, "problem": _in_a_line(fault)})) from None
    # What answers may be another program, whose answer is read as anything.
    except Exception:
        raise ClusterError("cluster.unreached", address=address) from None
    try:
        yield client
    finally:
        client.close(timeout=REACHED)


async def _greeted(address: str) -> None:
    """Greet the scheduler: a client that cannot reach it takes another twenty seconds to end, and tells of it."""
    from distributed.comm.core import connect
    from distributed.security import Security

    security: Any = Security()  # type: ignore[no-untyped-call]
    greet: Any = connect
    # Another program may take the greeting and never answer.
    comm = await asyncio.wait_for(greet(address, timeout=REACHED, **security.get_connection_args("client")), REACHED)
    await comm.close()


def _keep_quiet() -> None:
    """Keep off the terminal what Dask logs and warns of: what matters of it is said in words."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"distributed\.")


class Cluster:
    """The workers that may make reports: `fit`; those that may not, told once: `unfit`; those that make one: `busy`.

    The scheduler has those that are `there`.
    """

    def __init__(self, client: Any, address: str, words: Words, tell: Tell) -> None:
        self.client, self.address, self.words, self.tell = client, address, words, tell
        self.basis = basis_now()
        self.there: Set[str] = frozenset()
        self.fit: set[str] = set()
        self.unfit: dict[str, str] = {}
        self.busy: set[str] = set()
        self.freed = threading.Condition()
        self.seen = self.reached = time.monotonic()
        self.looked = 0.0
        self.asked: dict[str, Future[Any]] = {}
        self.lost: ClusterError | None = None
        self.looking, self.sending = threading.Lock(), threading.Lock()
        self.held: tuple[Any, set[str]] = (None, set())
        self.begun = False
        self.often: Sequence[Asked] = ()

    def refuse_others(self) -> None:
        """Refuse to begin where the scheduler or a worker is not fit, or no worker is there.

        Raises
        ------
        ClusterError
            Names each such worker, and what differs.
        """
        try:
            found = self.client.run_on_scheduler(basis_now)
        except Exception:
            found = None
        if parts := differing(self.basis, found, PARTS_OF_SCHEDULER):
            raise ClusterError("cluster.other_scheduler", address=self.address, parts=listed_parts(parts, self.words))
        self._look()
        if self.unfit:
            raise ClusterError("cluster.unfit", workers="; ".join(self.unfit.values()))
        if not self.fit:
            raise ClusterError("cluster.no_workers", address=self.address)
        self.begun = True

    def make_report(
        self, report: SettledReport, kernels: Kernels, words: Words, make: Make, **more: Any
    ) -> MadeReport:  # fmt: skip
        """Have a report made by a fit worker; where that is lost, fails or was not fit after all, by another."""
        what = Shared(words, make, self.basis, kernels.figures, os.environ.get(VARIABLE), more, self.often)
        try:
            notebook = report.notebook.read_bytes()
        except OSError as fault:
            return MadeReport(0.0, error=said_of(fault, report.notebook.stem, Progress(), words), may_pass=True)
        return self._made_there(what, report, notebook, kernels)

    def _made_there(self, what: Shared, report: SettledReport, notebook: bytes, kernels: Kernels) -> MadeReport:
        lost, failing = 0, dict[str, str]()
        while lost < MOST_LOST:
            with self._free_worker(kernels, failing.keys()) as worker:
                if not worker:
                    problem = [*failing.values()][-1]
                    return MadeReport(0.0, error=what.words.phrase("cluster.stopped", problem=problem))
                answer = self._answer(worker, self._sent(worker, what, report, notebook), kernels)
            if isinstance(answer, MadeReport):
                # It was not the report, then.
                self._leave_out_failing(failing)
                return answer
            if isinstance(answer, Exception):
                failing[worker] = _in_a_line(answer)
            lost += answer is LOST
        return MadeReport(0.0, error=what.words.phrase("cluster.killed", count=lost), may_pass=True)

    @contextmanager
    def _free_worker(self, kernels: Kernels, failing: Set[str] = frozenset()) -> Iterator[str]:
        """Give a fit worker that makes no other report: so it is known which one it was that ended it.

        An empty one where it failed on all that are there.
        """
        worker = ""
        while not worker:
            self._go_on(kernels)
            # Where none is fit, the scheduler may be being reached again: its workers are waited for.
            if (fit := frozenset(self.fit)) and fit <= failing:
                break
            with self.freed:
                if worker := min(self.fit - self.busy - failing, default=""):
                    self.busy.add(worker)
                else:
                    self.freed.wait(LOOK)
        try:
            yield worker
        finally:
            with self.freed:
                self.busy.discard(worker)
                self.freed.notify()

    def _sent(
        self, worker: str, what: Shared, report: SettledReport, notebook: bytes
    ) -> tuple[Any, set[str]]:  # fmt: skip
        """Send a report, with who has what is shared: that is sent once, and again when all of these are gone."""
        from distributed.client import ClosedClientError

        try:
            with self.sending:
                held, holders = self.held
                if not holders & self.fit:
                    holders = self.fit | {worker}
                    held = self.client.submit(shared, what, pure=False, workers=sorted(holders))
                    self.held = held, holders
            return self.client.submit(made, held, report, notebook, pure=False, workers=[worker]), holders
        except ClosedClientError:
            raise ClusterError("cluster.lost", address=self.address) from None

    def _answer(self, worker: str, sent: tuple[Any, set[str]], kernels: Kernels) -> MadeReport | str | Exception:
        """Wait for a report: `LOST` where its worker went, `AGAIN` where it has to be made again for another reason.

        Or what was raised in its place, by the report or for want of something at the worker.
        """
        from distributed import KilledWorker

        future, holders = sent
        coming = self._coming(future)
        while not wait([coming], LOOK).done:
            self._go_on(kernels)
            if worker not in self.fit or not holders & self.fit:
                coming.cancel()
                # One that was left out meanwhile, or whose scheduler is being reached again, did not die.
                return AGAIN if worker in self.there else LOST
        try:
            answer = coming.result()
        except KilledWorker:
            return LOST
        except CancelledError:
            self._forget(holders)
            return AGAIN
        except Exception as fault:
            return fault
        if isinstance(answer, MadeReport):
            return answer
        self._leave_out(answer)
        return AGAIN

    def _forget(self, holders: set[str]) -> None:
        """The scheduler was lost, and with it what these held: it is looked for at once, and that is sent again.

        Unless it was already, for another report.
        """
        with self.sending:
            if self.held[1] is holders:
                self.held = None, set()
        with self.looking:
            self.looked = 0.0

    def _coming(self, future: Any) -> Future[Any]:
        """What a task gives, on its way: whoever looks about meanwhile does not stop it.

        Dask fetches what several wait for at once, and its own wait with a time limit ends that for all of them.
        """
        answer = self.client.gather(future, asynchronous=True)
        return asyncio.run_coroutine_threadsafe(answer, self.client.loop.asyncio_loop)

    def _go_on(self, kernels: Kernels) -> None:
        """See whether the run still is, and who is there; what was sent ends with the client."""
        kernels.go_on()
        self._look()

    def _leave_out(self, other: Unfit) -> None:
        """Give a worker no more reports that turned out to make them from something else."""
        with self.looking:
            self.fit.discard(other.address)
            self._note_differing(other.address, other.parts, other.basis)

    def _leave_out_failing(self, failing: Mapping[str, str]) -> None:
        """Give workers no more reports that could not make one which another made."""
        with self.looking:
            for worker in self.fit & failing.keys():
                self.fit.discard(worker)
                self._note(worker, self.words.phrase("cluster.failing", worker=worker, problem=failing[worker]))

    def _look(self) -> None:
        """Look from time to time who is there, and ask those who are new from what they would make reports.

        Raises
        ------
        ClusterError
            When the scheduler is gone, or no fit worker was there for long.
        """
        with self.looking:
            if self.lost:
                raise self.lost
            if time.monotonic() - self.looked < LOOK:
                return
            try:
                self._ask()
                self._be_patient()
            except ClusterError as lost:
                self.lost = lost
                raise
            self.looked = time.monotonic()

    def _ask(self) -> None:
        # Dask tries for a while to reach its scheduler again, and closes then.
        if self.client.status == "connecting":
            self.fit.clear()
            return
        try:
            threads: Mapping[str, int] = self.client.sync(self.client.scheduler.ncores, callback_timeout=REACHED)
        except Exception:
            # What it raises of a scheduler that goes is of many kinds; one that is slow is waited for.
            if self.client.status in ("running", "connecting") and time.monotonic() - self.reached < PATIENCE:
                return
            raise ClusterError("cluster.lost", address=self.address) from None
        self.reached = time.monotonic()
        self.there = frozenset(threads)
        self.fit &= threads.keys()
        # One that comes again may have been mended.
        self.unfit = {worker: told for worker, told in self.unfit.items() if worker in threads}
        for worker in threads.keys() - self.fit - self.unfit.keys() - self.asked.keys():
            self.asked[worker] = self._answer_of(worker)
        self._hear(threads)

    def _answer_of(self, worker: str) -> Future[Any]:
        """From what a worker would make reports, on its way: one that is frozen says nothing, and is asked again."""
        answer = self.client.run(
            basis_now, workers=[worker], on_error="return", asynchronous=True, callback_timeout=PATIENCE
        )
        return asyncio.run_coroutine_threadsafe(answer, self.client.loop.asyncio_loop)

    def _hear(self, threads: Mapping[str, int]) -> None:
        """Judge those that have answered; only where the run has not begun others are waited for."""
        if not self.begun:
            wait(self.asked.values(), REACHED)
            # Where none has, the first to: it may load all that reports need from a slow disk.
            wait(self.asked.values(), PATIENCE, FIRST_COMPLETED)
        for worker in sorted(worker for worker, coming in self.asked.items() if coming.done()):
            coming = self.asked.pop(worker)
            # One that went while it was asked is nobody.
            if worker in threads and not coming.cancelled() and not coming.exception():
                self._judge(worker, threads[worker], coming.result().get(worker))

    def _judge(self, worker: str, threads: int, answer: Any) -> None:
        if isinstance(answer, OSError):
            # Without a number it is of Dask: the worker was not reached, and is asked again. Else the worker says it.
            if answer.errno is not None:
                problem = _in_a_line(answer)
                self._note(worker, self.words.phrase("cluster.unreadable", worker=worker, problem=problem))
            return
        parts = differing(self.basis, answer) + (["threads"] if threads != 1 else [])
        if parts:
            self._note_differing(worker, parts, answer)
        else:
            self.fit.add(worker)

    def _note_differing(self, worker: str, parts: Iterable[str], answer: Any) -> None:
        other = answer if isinstance(answer, Mapping) else {}
        self._note(worker, differing_told(worker, parts, self.basis, other, self.words))

    def _note(self, worker: str, told: str) -> None:
        self.unfit[worker] = told
        if self.begun:
            self.tell(self.words.phrase("cluster.left_out", worker=told))

    def _be_patient(self) -> None:
        if self.fit:
            self.seen = time.monotonic()
        elif self.begun and time.monotonic() - self.seen > PATIENCE:
            others = f" ({'; '.join(self.unfit.values())})" if self.unfit else ""
            raise ClusterError("cluster.gone", address=self.address, seconds=round(PATIENCE), others=others)


def _in_a_line(fault: BaseException) -> str:
    return shortened(f"{type(fault).__name__}: {' '.join(str(fault).split())}", LONGEST_PROBLEM)
