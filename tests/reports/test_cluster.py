"""The workers of a Dask cluster make the same reports as this machine does, and one that is lost costs none."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import cluster as cluster_module
from kkpham_analysis.reports.cluster_work import differing
from kkpham_analysis.reports.running import MadeReport

ROOT = Path(__file__).resolve().parents[2]
KKPHAM = f"""
import sys
from pathlib import Path
from kkpham_analysis import cli
from kkpham_analysis.reports import requests
requests.PACKAGE_ROOT = Path({str(Path(__file__).parent)!r})
cli.app(sys.argv[1:])
"""
PLAN = """\
- notebook: finding
  each:
    province_code: ["32", "51", "64", "65"]
    language: [id, en]
"""
# What an executed notebook says of the time that its cells took, and the name of the cell that papermill puts in; in a
# record, what tells the content of that notebook apart.
TIMES = re.compile(r'"(?:duration|start_time|end_time|id|iopub[.\w]*|shell[.\w]*)": [^\n]*')
pytestmark = pytest.mark.slow


@pytest.fixture
def environment(built_data, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN)
    return {**os.environ, "KKPHAM_DATA": str(built_data), "SOURCE_DATE_EPOCH": "1767268800", "TMPDIR": str(tmp_path)}


@pytest.fixture
def cluster(environment, tmp_path):
    """A scheduler at a free port, and what starts workers at it; all of them end with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    processes = []

    def start(what, *arguments, **more):
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, "--no-dashboard", *arguments]
        processes.append(subprocess.Popen(command, env=environment | more, cwd=tmp_path,
                                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # fmt: skip
        return processes[-1]

    start("scheduler", "--host", "127.0.0.1", "--port", str(port))
    start.address = f"tcp://127.0.0.1:{port}"
    start.worker = lambda *more, **env: start("worker", start.address, "--no-nanny", "--nthreads", "1", *more, **env)
    yield start
    for process in processes:
        process.kill()
        process.wait()


def run(environment, out, *more):
    plan = str(Path(environment["TMPDIR"]) / "plan.yaml")
    command = [sys.executable, "-c", KKPHAM, "--out", str(out), "run", plan, "--lang", "en", *more]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            text=True)  # fmt: skip


def finished(process):
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def until_there(cluster, workers):
    from distributed import Client

    with Client(cluster.address, timeout=30, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=30)


def content(path):
    if path.suffix == ".ipynb":
        return TIMES.sub("", path.read_text())
    if path.suffix == ".json" and isinstance(record := json.loads(path.read_text()), dict) and "forms" in record:
        record["forms"].pop("ipynb")
        return record
    return path.read_bytes()


def tree(out):
    """What lies there, but for the file that tells monitors of the run itself."""
    return {
        path.relative_to(out).as_posix(): content(path)
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "status.json"
    }


def test_the_reports_of_a_worker_that_is_killed_are_made_by_another_and_are_the_same(environment, cluster, tmp_path):
    lost, _ = cluster.worker(), cluster.worker()
    until_there(cluster, 2)
    sent = run(environment, tmp_path / "sent", "--scheduler", cluster.address)
    while sent.poll() is None and not list((tmp_path / "sent").glob("*/*/*.html")):
        time.sleep(0.01)
    was_at_work = sent.poll() is None and len(list((tmp_path / "sent").glob("*/*/*.html"))) < 8
    os.kill(lost.pid, signal.SIGKILL)
    code, said = finished(sent)
    here, _ = finished(run(environment, tmp_path / "here"))

    assert (was_at_work, code, here) == (True, 0, 0), said
    assert len(list((tmp_path / "sent").glob("*/*/*.html"))) == 8
    assert tree(tmp_path / "sent") == tree(tmp_path / "here")


def test_a_worker_with_other_data_is_named_before_a_report_is_made(environment, cluster, tmp_path):
    (tmp_path / "empty" / "raw").mkdir(parents=True)
    cluster.worker()
    cluster.worker("--name", "other", KKPHAM_DATA=str(tmp_path / "empty"))
    until_there(cluster, 2)
    code, said = finished(run(environment, tmp_path / "out", "--scheduler", cluster.address))

    assert code == 1
    told = r"other ones: tcp://127\.0\.0\.1:\d+ differs in the data \(run kkpham build there\)\. Make them"
    assert re.search(told, said), said
    assert not list(tmp_path.glob("out/*/*/*.html"))


def test_a_scheduler_that_nobody_answers_for_is_named(environment, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        code, said = finished(run(environment, tmp_path / "out", "--scheduler", address))

    told = f"the scheduler {address} is not reached; start dask scheduler there, or check its address"
    assert (code, said.splitlines()[-1]) == (1, told)


def test_without_the_extra_it_is_said_what_to_install(environment, tmp_path):
    (tmp_path / "distributed.py").write_text("raise ImportError\n")
    without = environment | {"PYTHONPATH": str(tmp_path)}
    code, said = finished(run(without, tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1"))

    assert code == 2
    assert said.splitlines()[-1].endswith("pip install 'kkpham-analysis[cluster]'")


# What takes half a second to be sent, and is a report made in a second where it arrives.
SLOW = """
import time
from kkpham_analysis.reports.running import MadeReport

class Slow:
    def __reduce__(self):
        time.sleep(0.5)
        return MadeReport, (1.0,)
"""


class Looks:
    """Kernels of a run that is stopped when it has looked 200 times whether it still is."""

    left = 200

    def go_on(self):
        self.left -= 1
        if not self.left:
            raise InterruptedError


def test_a_report_that_is_on_its_way_for_longer_than_between_two_looks_arrives(cluster, tmp_path, monkeypatch):
    (tmp_path / "slow.py").write_text(SLOW)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(cluster_module, "LOOK", 0.1)
    from distributed import Client
    from slow import Slow

    cluster.worker()
    with Client(cluster.address, timeout=30, set_as_default=False) as client, ThreadPoolExecutor() as threads:
        client.wait_for_workers(1, timeout=30)
        asker = cluster_module.Cluster(client, cluster.address, Words("en"), print)
        asker.fit = fit = {*client.nthreads()}
        tasks = [client.submit(Slow, pure=False) for _ in range(2)]
        made = threads.map(lambda task: asker._answer(task, (fit,), Looks(), Words("en")), tasks)
        assert list(made) == [MadeReport(1.0)] * 2


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"python": "3.11.7", "code": "a", "data": "b"}, []),
        ({"python": "3.12.1", "code": "a", "data": ""}, ["python", "data"]),
    ],
)
def test_what_differs_between_two_machines_is_named_part_by_part(other, told):
    assert differing({"python": "3.11.7", "code": "a", "data": "b"}, other) == told
