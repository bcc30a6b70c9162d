"""How many reports a second one run takes in from a Dask scheduler with many workers, which only sleep.

The workers share a process, for what is asked is what hands reports out and takes them in, and give back what was once
made of a report, after a second.
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from benchmarks.results import ROOT
from benchmarks.scale_ways import calls_of_regencies, copies, memory, model_made, of_report, processor_of, settled

LASTS = 1.0  # seconds that each report takes its worker
LOOKED = 7  # times
MODEL: list[Any] = []  # what each worker gives back


def pretended(what: Any, report: Any, notebook: bytes) -> Any:
    """What a worker gives back that has made a report."""
    time.sleep(LASTS)
    return of_report(MODEL[0], report)


async def work(address: str, workers: int) -> None:
    """Be so many workers of a scheduler, each with one thread, until it ends."""
    from distributed import Worker

    there = [Worker(address, nthreads=1, dashboard=False) for _ in range(workers)]
    await asyncio.gather(*there)
    await asyncio.gather(*(worker.finished() for worker in there))


def be_workers(address: str, workers: int) -> None:
    """Be so many workers of a scheduler until it ends."""
    MODEL.append(model_made(Path.cwd()))
    asyncio.run(work(address, workers))


@contextmanager
def scheduled(folder: Path, workers: int) -> Iterator[tuple[str, int]]:
    """The address of a scheduler with its workers, and its process; all end with it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard", "--host", "127.0.0.1",
                 "--port", address.rpartition(":")[2]]  # fmt: skip
    # Not as a module that is run: what it sends is found by the name of the module.
    program = f"from benchmarks.scale_cluster import be_workers; be_workers({address!r}, {workers})"
    working = [sys.executable, "-c", program]
    started = []
    try:
        for command in (scheduler, working):
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603
            started.append(process)
        yield address, started[0].pid
    finally:
        for process in started:
            process.kill()
            process.wait()


def handing(address: str, workers: int, numbers: Sequence[int]) -> dict[str, float]:
    """The seconds that Dask takes for so many tasks that do nothing, once all workers are there."""
    from distributed import Client

    took = {}
    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=180)
        for number in numbers:
            started = time.perf_counter()
            client.gather(client.map(abs, range(number), pure=False))
            took[str(number)] = time.perf_counter() - started
    return took


def taking(folder: Path, address: str, scheduler: int, reports: int) -> dict[str, Any]:
    """What a run takes for reports of workers that only sleep."""
    from distributed.protocol import dumps, to_serialize

    from kkpham_analysis.language import Words
    from kkpham_analysis.reports import cluster as package
    from kkpham_analysis.reports.running import run_reports

    package.made = pretended
    asked = copies(settled(calls_of_regencies(100, folder), folder / "out"), reports)
    sent = sum(memoryview(frame).nbytes for frame in dumps(to_serialize(of_report(model_made(folder), asked[0]))))
    with package.by_cluster(address, Words("en"), tell=print) as by:
        used = processor_of("self"), processor_of(scheduler)
        started = time.perf_counter()
        results = run_reports(asked, **by)
        seconds = time.perf_counter() - started
        cpu = {"run": processor_of("self") - used[0], "scheduler": processor_of(scheduler) - used[1]}
    if errors := [result.error for result in results if result.error]:
        raise SystemExit("\n".join(errors))
    return {"seconds": seconds, "processor": cpu, "memory": memory(), "sent_back": sent}


def looking() -> float:
    """Seconds of a processor that a worker takes to look what it would make reports from: the median of a few times."""
    from kkpham_analysis.reports.cluster_work import basis_now

    took = []
    for _ in range(LOOKED):
        used = time.process_time()
        basis_now()
        took.append(time.process_time() - used)
    return statistics.median(took)


def cluster(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """What Dask takes for tasks that do nothing, a run for reports, with so many workers, and a worker's own look."""
    with scheduled(folder, given["workers"]) as (address, scheduler):
        tasks = handing(address, given["workers"], given["idle"])
        return {"tasks": tasks, **taking(folder, address, scheduler, given["reports"]), "look": looking()}
