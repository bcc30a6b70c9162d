"""The workers of a Dask cluster make the same reports as this machine does, and one that is lost costs none."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import cluster as clusters
from kkpham_analysis.reports import cluster_work, product
from kkpham_analysis.reports.cluster import Cluster, ClusterError, by_cluster
from kkpham_analysis.reports.cluster_work import PARTS_OF_SCHEDULER, Unfit, basis_now, differing
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.running import MadeReport

ROOT = Path(__file__).resolve().parents[2]
KKPHAM = f"""
import sys
from pathlib import Path
from kkpham_analysis import cli
from kkpham_analysis.reports import cluster, requests
cluster.REACHED = {{reached}}
requests.PACKAGE_ROOT = Path({str(Path(__file__).parent)!r})
cli.app(sys.argv[1:])
"""
PLAN = """\
- notebook: finding
  each:
    province_code: ["32", "51", "64", "65"]
    language: [id, en]
"""
PLAN_OF_FACTS = """\
- notebook: told_by_facts
  each:
    province_code: ["31", "32", "33", "34", "35", "36", "51", "64"]
"""
pytestmark = pytest.mark.slow


@pytest.fixture
def environment(built_data):
    """That of runs and workers: in their folder of temporary files sockets have room, so that kernels are forked."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "plan.yaml").write_text(PLAN)
        yield {**os.environ, "KKPHAM_DATA": str(built_data), "SOURCE_DATE_EPOCH": "1767268800", "TMPDIR": folder}


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


def run(environment, out, *more, reached=10.0):
    plan = str(Path(environment["TMPDIR"]) / "plan.yaml")
    command = [
        sys.executable,
        "-c",
        KKPHAM.format(reached=reached),
        "--out",
        str(out),
        "run",
        plan,
        "--lang",
        "en",
        *more,
    ]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            text=True,
                            # Whoever starts the tests in the background has them, and what they start, not hear it.
                            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # fmt: skip


def finished(process):
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def test_these_runs_and_workers_may_fork_their_kernels(environment):
    ask = "from kkpham_analysis.reports.warm_kernels import can_be; print(can_be())"
    asked = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert asked.stdout == "True\n"


def until_there(cluster, workers):
    from distributed import Client

    with Client(cluster.address, timeout=30, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=30)


def tree(out):
    """What lies there, but for the file that tells monitors of the run itself."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
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
        code, said = finished(run(environment, tmp_path / "out", "--scheduler", address, reached=1.0))

    told = f"the scheduler {address} is not reached; start dask scheduler there, or check its address"
    assert (code, said.splitlines()[-1]) == (1, told)


def test_without_the_extra_it_is_said_what_to_install(environment, tmp_path):
    (tmp_path / "distributed.py").write_text("raise ImportError\n")
    without = environment | {"PYTHONPATH": str(tmp_path)}
    code, said = finished(run(without, tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1"))

    assert code == 2
    assert said.splitlines()[-1].endswith("pip install 'kkpham-analysis[cluster]'")


@pytest.mark.parametrize(("address", "problem"), [
    ("tcp://127.0.0.1", "ValueError: missing port number in address '127.0.0.1'"),
    ("tls://127.0.0.1:1", "TypeError: TLS expects a `ssl_context` argument of type ssl…"),
])  # fmt: skip
def test_an_address_that_is_none_is_refused_at_once(environment, tmp_path, address, problem):
    code, said = finished(run(environment, tmp_path / "out", "--scheduler", address))

    told = f"'{address}' is no address of a scheduler that can be used ({problem}); write tcp://host:port, "
    assert (code, said) == (2, f"{told}or tls://host:port where the certificates of Dask are set up\n")


def test_a_run_on_a_cluster_that_is_told_to_end_does_so_and_leaves_the_cluster_to_the_next(
    environment, cluster, tmp_path
):
    cluster.worker()
    until_there(cluster, 1)
    stopped = run(environment, tmp_path / "out", "--scheduler", cluster.address, "--log", "json")
    next(event for event in map(json.loads, stopped.stderr) if event["event"] == "done")
    stopped.send_signal(signal.SIGTERM)
    code, said = finished(stopped)

    assert code == 143, said
    assert not (tmp_path / "out" / ".run.lock").exists()
    assert finished(run(environment, tmp_path / "out", "--scheduler", cluster.address))[0] == 0
    assert len(list(tmp_path.glob("out/*/*/*.html"))) == 8


def test_a_worker_that_is_frozen_keeps_a_run_neither_from_its_reports_nor_from_its_end(environment, cluster, tmp_path):
    frozen, _ = cluster.worker(), cluster.worker()
    until_there(cluster, 2)
    frozen.send_signal(signal.SIGSTOP)
    command = environment, tmp_path / "out", "--scheduler", cluster.address, "--log", "json"
    stopped = run(*command, reached=3.0)
    next(event for event in map(json.loads, stopped.stderr) if event["event"] == "done")
    stopped.send_signal(signal.SIGINT)

    assert finished(stopped)[0] == 130
    assert finished(run(*command, reached=3.0))[0] == 0
    assert len(list(tmp_path.glob("out/*/*/*.html"))) == 8


def test_what_a_worker_raises_is_its_answer_and_one_that_is_frozen_is_asked_with_a_limit(cluster, monkeypatch):
    from distributed import Client

    def raising():
        raise ModuleNotFoundError("kkpham_analysis")

    monkeypatch.setattr(clusters, "basis_now", raising)
    monkeypatch.setattr(clusters, "PATIENCE", 2.0)
    worker = cluster.worker()
    with Client(cluster.address, timeout=30, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=30)
        asker, [address] = SimpleNamespace(client=client), client.nthreads()
        answer = Cluster._answer_of(asker, address).result(20)
        worker.send_signal(signal.SIGSTOP)
        assert repr(answer) == repr({address: ModuleNotFoundError("kkpham_analysis")})
        assert isinstance(Cluster._answer_of(asker, address).exception(20), TimeoutError)


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
    monkeypatch.setattr(clusters, "LOOK", 0.1)
    import distributed
    from slow import Slow

    cluster.worker()
    with distributed.Client(cluster.address, timeout=30, set_as_default=False) as client, ThreadPoolExecutor() as pool:
        client.wait_for_workers(1, timeout=30)
        asker = Cluster(client, cluster.address, Words("en"), print)
        asker.fit = {*client.nthreads()}
        [worker] = asker.fit
        tasks = [client.submit(Slow, pure=False) for _ in range(2)]
        made = pool.map(lambda task: asker._answer(worker, (task, asker.fit), Looks()), tasks)
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


def test_of_a_scheduler_matters_what_reads_reports_not_what_draws_them():
    mine = {"python": "3.11.7", "dask": "1", "version": "1", "code": "a", "libraries": "b", "data": "c"}
    others = {**mine, "dask": "2", "libraries": "", "data": ""}, ModuleNotFoundError("kkpham_analysis")
    assert [differing(mine, other, PARTS_OF_SCHEDULER) for other in others] == [["dask"], ["package"]]


MADE = MadeReport(1.0)
LOST, SILENT = object(), object()


@dataclass
class Client:
    """A scheduler that has workers, which give one answer after the other; where one is lost, the next one joins."""

    answers: list
    there: dict = field(default_factory=lambda: {"a": 1})
    joining: list = field(default_factory=lambda: ["b", "c", "d"])
    asked: list = field(default_factory=list)
    shared: list = field(default_factory=list)
    shared_with: list = field(default_factory=list)
    status: str = "running"
    scheduler: object = field(default_factory=lambda: SimpleNamespace(ncores=None))
    about: object = None
    frozen: set = field(default_factory=set)
    others: dict = field(default_factory=dict)

    def sync(self, asked, callback_timeout):
        if self.status == "gone":
            raise AttributeError("'NoneType' object has no attribute 'ncores'")
        if not self.there and self.joining:
            self.there[self.joining.pop(0)] = 1
        return self.there

    def answer_of(self, worker):
        """From what a worker would make reports; nothing ever comes of one that is frozen."""
        coming = Future()
        if worker not in self.frozen:
            coming.set_result({worker: self.others.get(worker, basis_now())})
        return coming

    def run_on_scheduler(self, asked):
        return self.about or asked()

    def submit(self, task, *given, pure, workers):
        if task.__name__ == "shared":
            self.shared += given
            self.shared_with.append(workers)
            return None
        self.asked += workers
        return workers[0], self.answers.pop(0)

    def coming(self, sent):
        """What a worker gives, or what is raised in its place; nothing comes of one that is lost, silent or called."""
        worker, answer = sent
        coming = Future()
        if answer is LOST:
            self.there.pop(worker, None)
        elif callable(answer):
            answer()
        elif isinstance(answer, Exception):
            coming.set_exception(answer)
        elif answer is not SILENT:
            coming.set_result(answer)
        return coming


@pytest.fixture
def cluster_of(monkeypatch, tmp_path):
    """A cluster that is ready, of a scheduler that was made up."""
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "none"))
    monkeypatch.setattr(clusters, "LOOK", 0.0)
    monkeypatch.setattr(Cluster, "_coming", lambda cluster, sent: cluster.client.coming(sent))
    monkeypatch.setattr(Cluster, "_answer_of", lambda cluster, worker: cluster.client.answer_of(worker))

    def ready(client):
        cluster = Cluster(client, "tcp://s:1", Words("en"), lambda line: None)
        cluster.refuse_others()
        return cluster

    return ready


@pytest.fixture
def made_by(cluster_of, settled, tmp_path):
    """Make one report by a cluster, and give what came of it."""
    return lambda client: cluster_of(client).make_report(settled("finding"), Kernels(tmp_path), Words("en"), None)


def test_a_report_whose_worker_is_lost_is_made_by_one_that_joined_since(made_by):
    client = Client([LOST, MADE])
    assert (made_by(client), client.asked) == (MADE, ["a", "b"])


def test_a_report_that_costs_three_workers_has_failed_and_may_be_tried_again(made_by):
    client = Client([LOST, LOST, LOST])
    error = "3 workers died one after another while they made it; check the memory and the logs of the workers"
    assert made_by(client) == MadeReport(0.0, error=error, may_pass=True)
    assert client.asked == ["a", "b", "c"]


def test_a_worker_that_is_left_out_meanwhile_is_none_that_died(cluster_of, settled, tmp_path):
    def leave_out(worker):
        return lambda: cluster._leave_out(Unfit(worker, ("data",)))

    answers = [leave_out("a"), leave_out("b"), leave_out("c"), MADE]
    cluster = cluster_of(client := Client(answers, there=dict.fromkeys("abcd", 1)))
    made = cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None)
    assert (made, client.asked) == (MADE, ["a", "b", "c", "d"])


def test_a_worker_of_a_scheduler_that_is_being_reached_again_is_none_that_died(cluster_of, tmp_path):
    cluster = cluster_of(client := Client([]))
    client.status = "connecting"
    assert cluster._answer("a", (("a", SILENT), {"a"}), Kernels(tmp_path)) == clusters.AGAIN


def test_a_worker_that_its_scheduler_no_longer_has_died(cluster_of, tmp_path):
    cluster = cluster_of(Client([]))
    assert cluster._answer("a", (("a", LOST), {"a"}), Kernels(tmp_path)) == clusters.LOST


def test_a_report_that_is_sent_again_for_another_reason_than_a_death_goes_on_however_often(made_by):
    assert made_by(Client([CancelledError(), CancelledError(), CancelledError(), MADE])) == MADE


@pytest.fixture
def forgotten(cluster_of, tmp_path):
    """A cluster, and what it says of a report that its scheduler forgot, which was sent with what these hold."""
    import distributed  # noqa: F401 (takes longer than what is waited for below)

    cluster = cluster_of(Client([]))
    return cluster, lambda holders: cluster._answer("a", (("a", CancelledError()), holders), Kernels(tmp_path))


@pytest.mark.parametrize("lock", ["sending", "looking"])
def test_what_was_lost_with_a_scheduler_is_forgotten_while_nobody_else_sends_or_looks(forgotten, lock):
    cluster, answer = forgotten
    with ThreadPoolExecutor(1) as pool:
        with getattr(cluster, lock):
            answered = pool.submit(answer, {"a"})
            waiting = wait([answered], 0.2).not_done
        assert (waiting, answered.result(10)) == ({answered}, clusters.AGAIN)


def test_what_was_lost_with_a_scheduler_is_sent_again_and_it_is_looked_at_again_at_once(forgotten):
    cluster, answer = forgotten
    cluster.held = _, holders = "shared", {"a"}
    answer(holders)
    assert (cluster.held, cluster.looked) == ((None, set()), 0.0)


def test_what_was_sent_again_since_the_scheduler_was_lost_is_kept(forgotten):
    cluster, answer = forgotten
    cluster.held = "shared again", {"a"}
    answer({"a"})
    assert cluster.held == ("shared again", {"a"})


def test_a_report_is_asked_for_again_where_the_scheduler_forgot_it_or_a_worker_is_not_fit_after_all(made_by):
    client = Client([CancelledError(), Unfit("a", ("data",)), MADE], there={"a": 1, "b": 1})
    assert (made_by(client), client.asked) == (MADE, ["a", "a", "b"])


def test_what_a_worker_raises_is_said_of_the_report(made_by):
    made = made_by(Client([TimeoutError("the disk")]))
    assert made == MadeReport(0.0, error="a worker could not make it (TimeoutError: the disk)")


def test_what_a_worker_could_not_make_is_made_by_another_and_the_one_is_left_out_and_told_once(
    cluster_of, settled, tmp_path
):
    client, told = Client([OSError("no folder"), MADE, MADE], there={"a": 1, "b": 1}), []
    cluster = cluster_of(client)
    cluster.tell = told.append
    made = [cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None) for _ in range(2)]
    assert (made, client.asked) == ([MADE, MADE], ["a", "b", "b"])
    problem = "a could not make a report that another worker made (OSError: no folder)"
    assert told == [f"This worker is given no reports: {problem}."]


def test_a_report_that_no_worker_can_make_costs_none_of_them(cluster_of, settled, tmp_path):
    cluster = cluster_of(client := Client([OSError("x"), OSError("y"), MADE], there={"a": 1, "b": 1}))
    made = [cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None) for _ in range(2)]
    assert made == [MadeReport(0.0, error="a worker could not make it (OSError: y)"), MADE]
    assert (client.asked, cluster.fit) == (["a", "b", "a"], {"a", "b"})


def test_a_report_that_failed_on_a_worker_waits_for_the_others_where_none_is_fit_meanwhile(cluster_of, tmp_path):
    cluster = cluster_of(client := Client([], frozen={"b"}))
    client.there = {"b": 1}
    with ThreadPoolExecutor(1) as pool:
        given = pool.submit(cluster._free_worker(Kernels(tmp_path), {"a"}).__enter__)
        waiting = wait([given], 0.2).not_done
        cluster.asked["b"].set_result({"b": basis_now()})
        assert (waiting, given.result(10)) == ({given}, "b")


def test_a_scheduler_that_goes_away_is_said_to_be_gone(made_by):
    client = Client([])
    client.submit = lambda *given, **more: setattr(client, "status", "gone") or ("a", LOST)
    with pytest.raises(ClusterError) as gone:
        made_by(client)
    assert gone.value.sentence(Words("en")) == (
        "the scheduler tcp://s:1 is no longer reached. Reports that are done stay whole; run again to make the others"
    )


def test_a_scheduler_with_another_version_is_named_before_a_report_is_made(made_by):
    client = Client([MADE], about={**basis_now(), "dask": "2020.1.0"})
    with pytest.raises(ClusterError) as refused:
        made_by(client)
    assert refused.value.sentence(Words("en")) == (
        "the scheduler tcp://s:1 differs in the version of Dask; start dask scheduler there with the same versions as "
        "on this computer"
    )
    assert client.asked == []


def test_a_worker_with_several_threads_is_named_before_a_report_is_made(cluster_of):
    with pytest.raises(ClusterError) as refused:
        cluster_of(Client([], there={"a": 1, "b": 2}))
    assert refused.value.sentence(Words("en")) == (
        "no report was made, for there are workers that would make other ones: b differs in its number of threads "
        "(start it with --nthreads 1). Make them the same as this computer and start them again, or end them"
    )


def test_a_worker_with_another_python_is_named_with_both_and_its_computer(cluster_of):
    client, answer = Client([], there={"b": 1}), Future()
    answer.set_result({"b": {**basis_now(), "python": "3.12.0", "libraries": "other", "host": "lab"}})
    client.answer_of = lambda worker: answer
    with pytest.raises(ClusterError) as refused:
        cluster_of(client)
    python = f"differs in the version of Python (3.12.0 there, {basis_now()['python']} here)"
    assert refused.value.sentence(Words("en")).partition(": ")[2].startswith(f"b (lab) {python}. Make them the same")


def test_a_worker_that_turns_out_to_be_another_is_named_by_what_it_says_with_it(cluster_of, settled, tmp_path):
    other = Unfit("a", ("dask",), {**basis_now(), "dask": "2020.1.0", "host": "lab"})
    cluster, told = cluster_of(Client([other, MADE], there={"a": 1, "b": 1})), []
    cluster.tell = told.append
    assert cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None) == MADE
    problem = f"a (lab) differs in the version of Dask (2020.1.0 there, {basis_now()['dask']} here)"
    assert told == [f"This worker is given no reports: {problem}."]


def test_a_worker_with_several_threads_that_joins_later_is_left_out_and_told_once(cluster_of, settled, tmp_path):
    cluster, told = cluster_of(client := Client([MADE, MADE], there={"b": 1})), []
    cluster.tell = told.append
    client.there["a"] = 4
    made = [cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None) for _ in range(2)]
    assert (made, client.asked, cluster.fit) == ([MADE, MADE], ["b", "b"], {"b"})
    problem = "a differs in its number of threads (start it with --nthreads 1)"
    assert told == [f"This worker is given no reports: {problem}."]


def test_what_reports_share_is_sent_once_and_again_when_all_who_had_it_are_gone(cluster_of, settled, tmp_path):
    cluster = cluster_of(client := Client([MADE, MADE, LOST, MADE, MADE], there={"a": 1, "b": 1}))

    def make(number):
        return [cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None) for _ in range(number)]

    assert (make(3), client.asked, client.shared_with) == ([MADE] * 3, ["a", "a", "a", "b"], [["a", "b"]])
    client.there = {"c": 1}
    assert (make(1), client.asked[4:], client.shared_with) == ([MADE], ["c"], [["a", "b"], ["c"]])


def test_what_reports_share_is_sent_to_a_worker_that_has_just_gone_rather_than_to_nobody(cluster_of, settled):
    cluster = cluster_of(client := Client([MADE]))
    cluster.fit.clear()
    assert cluster._sent("a", SimpleNamespace(), settled("finding"), b"") == (("a", MADE), {"a"})
    assert client.shared_with == [["a"]]


def test_a_report_that_waits_for_what_is_shared_by_workers_that_are_gone_is_asked_for_again(cluster_of):
    cluster = cluster_of(Client([], there={"a": 1, "b": 1}))
    del cluster.client.there["a"]
    assert cluster._answer("b", (("b", SILENT), {"a"}), Looks()) == "again"


def test_a_worker_that_makes_a_report_is_given_no_other(cluster_of, settled, tmp_path):
    cluster, kernels = cluster_of(client := Client([MADE])), Kernels(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        with cluster._free_worker(kernels) as busy:
            other = pool.submit(cluster.make_report, settled("finding"), kernels, Words("en"), None)
            assert wait([other], 0.2).done == set()
            assert (busy, client.asked) == ("a", [])
        assert (other.result(10), client.asked) == (MADE, ["a"])


def test_a_report_that_waits_for_a_worker_has_it_as_soon_as_it_is_free(cluster_of, monkeypatch, tmp_path):
    cluster, kernels = cluster_of(Client([])), Kernels(tmp_path)
    monkeypatch.setattr(clusters, "LOOK", 10.0)
    with ThreadPoolExecutor(1) as pool:
        with cluster._free_worker(kernels):
            other = pool.submit(cluster._free_worker(kernels).__enter__)
            waiting = wait([other], 0.2).not_done
        assert (waiting, wait([other], 5.0).done, other.result()) == ({other}, {other}, "a")


def test_a_worker_that_was_left_out_and_comes_again_is_given_reports_where_it_was_mended(cluster_of):
    cluster, told = cluster_of(client := Client([], there={"b": 1}, others={"a": {}})), []
    cluster.tell = told.append
    client.there["a"] = 1
    cluster._look()
    del client.there["a"]
    client.others.clear()
    cluster._look()
    client.there["a"] = 1
    cluster._look()
    assert (len(told), cluster.unfit, cluster.fit) == (1, {}, {"a", "b"})


@pytest.fixture
def made_here(monkeypatch, settled, tmp_path):
    """Make a report as a worker does, where this happens to what it is made from meanwhile; give what came of it."""
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "none"))
    monkeypatch.setattr("distributed.get_worker", lambda: SimpleNamespace(address="a", local_directory=str(tmp_path)))
    monkeypatch.setattr(cluster_work, "warm_server_for", lambda asked: None)
    (tmp_path / "finding.ipynb").write_bytes(b"{}")
    asked = cluster_work.Shared(Words("en"), None, basis_now(), "", os.environ.get(cluster_work.VARIABLE))

    def made(meanwhile, often=()):
        monkeypatch.setattr(cluster_work, "make_report", lambda *given, **more: meanwhile() or MADE)
        return cluster_work.made(replace(asked, often=often), settled("finding"), b"{}")

    return made


def test_a_worker_whose_tables_stay_gives_what_it_made(made_here):
    assert made_here(lambda: None) == MADE


def test_a_worker_whose_tables_are_exchanged_while_it_makes_a_report_gives_none(made_here, monkeypatch):
    assert made_here(lambda: monkeypatch.setattr(cluster_work, "data_digest", lambda: "new")) == Unfit("a", ("data",))


def test_a_worker_whose_program_is_exchanged_while_it_makes_a_report_gives_none(made_here, monkeypatch, tmp_path):
    (tmp_path / "new").mkdir()
    assert made_here(lambda: monkeypatch.setattr(product, "SOURCE", tmp_path / "new")) == Unfit("a", ("code",))


def test_a_worker_that_gives_none_says_what_it_is_made_of(made_here, monkeypatch):
    other = made_here(lambda: monkeypatch.setattr(cluster_work, "version", lambda name: "2020.1.0"))
    assert other.basis == {**basis_now(), "dask": "2020.1.0"}


def test_a_program_that_was_exchanged_is_neither_that_of_before_nor_the_new_one(monkeypatch, tmp_path):
    before = product.code_now()
    monkeypatch.setattr(product, "SOURCE", tmp_path)
    new = product.code_now.__wrapped__()
    assert product.anew(product.code_now) == f"{before} {new}"


def test_a_worker_that_does_not_say_from_what_it_makes_reports_holds_up_no_other(cluster_of, settled, tmp_path):
    cluster = cluster_of(client := Client([MADE, MADE], frozen={"0"}))
    client.there["0"] = 1
    made = [cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None) for _ in range(2)]
    assert (made, client.asked, cluster.fit) == ([MADE, MADE], ["a", "a"], {"a"})


def test_a_worker_that_says_nothing_is_not_waited_for_once_the_run_has_begun(cluster_of, monkeypatch):
    cluster = cluster_of(client := Client([], frozen={"0"}))
    monkeypatch.setattr(clusters, "REACHED", 3.0)
    monkeypatch.setattr(clusters, "PATIENCE", 3.0)
    client.there["0"] = 1
    before = time.monotonic()
    cluster._look()
    assert time.monotonic() - before < 1.0
    waiting = cluster.asked["0"]
    cluster._look()
    assert (cluster.asked["0"] is waiting, cluster.fit) == (True, {"a"})


def test_a_worker_that_was_frozen_is_asked_again_and_given_reports(cluster_of, settled, tmp_path):
    cluster = cluster_of(client := Client([MADE], frozen={"0"}))
    client.there["0"] = 1
    cluster._look()
    cluster.asked["0"].set_exception(TimeoutError())
    client.frozen.clear()
    cluster._look()
    cluster._look()
    cluster.make_report(settled("finding"), Kernels(tmp_path), Words("en"), None)
    assert (client.asked, cluster.fit) == (["0"], {"0", "a"})


def test_a_worker_that_goes_while_it_is_asked_is_nobody(cluster_of):
    cluster = cluster_of(client := Client([], frozen={"0"}))
    client.there["0"] = 1
    cluster._look()
    cluster.asked["0"].set_result({"0": basis_now()})
    del client.there["0"]
    cluster._look()
    assert (cluster.asked, cluster.fit, cluster.unfit) == ({}, {"a"}, {})


@pytest.mark.parametrize(("language", "told"), [
    ("id", "penjadwal tcp://s:1 tidak memiliki pekerja; jalankan di tiap komputer: "),
    ("en", "the scheduler tcp://s:1 has no workers; on each computer run: "),
])  # fmt: skip
def test_without_workers_it_is_said_how_to_start_some_that_keep_kernels_warm(cluster_of, language, told):
    with pytest.raises(ClusterError) as refused:
        cluster_of(Client([], there={}, joining=[]))
    command = "DASK_DISTRIBUTED__WORKER__DAEMON=False dask worker tcp://s:1 --nthreads 1 --nworkers N"
    assert refused.value.sentence(Words(language)) == told + command


UNREADABLE = PermissionError(13, "Permission denied", "/srv/manifest.json")
UNREAD = (
    "a cannot read what it would make reports from "
    "(PermissionError: [Errno 13] Permission denied: '/srv/manifest.json')"
)


def test_a_worker_that_cannot_read_its_data_is_named_before_a_report_is_made(cluster_of):
    with pytest.raises(ClusterError) as refused:
        cluster_of(Client([], others={"a": UNREADABLE}))
    assert refused.value.sentence(Words("en")) == (
        f"no report was made, for there are workers that would make other ones: {UNREAD}. Make them the same as this "
        "computer and start them again, or end them"
    )


def test_a_worker_that_joins_and_cannot_read_its_data_is_left_out_and_told_once(cluster_of):
    cluster, told = cluster_of(client := Client([], there={"b": 1}, others={"a": UNREADABLE})), []
    cluster.tell = told.append
    client.there["a"] = 1
    cluster._look()
    cluster._look()
    cluster._look()
    assert (told, cluster.fit) == ([f"This worker is given no reports: {UNREAD}."], {"b"})


def test_a_worker_that_was_not_reached_is_not_named_and_asked_again(cluster_of):
    cluster, told = cluster_of(client := Client([], there={"b": 1}, others={"a": OSError("Timed out")})), []
    cluster.tell = told.append
    client.there["a"] = 1
    cluster._look()
    cluster._look()
    client.others.clear()
    cluster._look()
    cluster._look()
    assert (told, cluster.fit) == ([], {"a", "b"})


def test_a_cluster_begins_with_the_workers_that_answer(cluster_of, monkeypatch):
    monkeypatch.setattr(clusters, "REACHED", 0.1)
    assert cluster_of(Client([], there={"0": 1, "a": 1}, frozen={"0"})).fit == {"a"}


def test_a_cluster_whose_workers_are_all_slow_to_answer_begins_with_the_first(cluster_of, monkeypatch):
    monkeypatch.setattr(clusters, "REACHED", 0.1)
    client = Client([], there={"0": 1, "a": 1, "b": 1}, frozen={"0", "a"})
    slow, at_once = Future(), client.answer_of
    client.answer_of = lambda worker: slow if worker == "b" else at_once(worker)
    with ThreadPoolExecutor(1) as pool:
        begun = pool.submit(cluster_of, client)
        assert wait([begun], 0.5).done == set()
        slow.set_result({"b": basis_now()})
        assert begun.result(10).fit == {"b"}


def test_a_notebook_that_is_away_fails_its_report_alone(cluster_of, settled, tmp_path):
    cluster, report = cluster_of(client := Client([MADE])), settled("finding")
    away = replace(report, notebook=tmp_path / "away.ipynb")
    made = [cluster.make_report(one, Kernels(tmp_path), Words("en"), None) for one in (away, report)]
    problem = (
        f"away, before the first cell: FileNotFoundError: [Errno 2] No such file or directory: '{tmp_path}/away.ipynb'"
    )
    assert made == [MadeReport(0.0, error=problem, may_pass=True), MADE]
    assert client.asked == ["a"]


def test_what_python_writes_while_it_loads_a_module_is_no_part_of_the_program(monkeypatch, tmp_path):
    monkeypatch.setattr(product, "SOURCE", tmp_path)
    (tmp_path / "a.py").write_text("")
    before = product.code_now.__wrapped__()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.cpython-311.pyc.1402").write_text("half")
    assert product.code_now.__wrapped__() == before


def test_a_worker_tells_its_server_what_the_reports_of_the_run_share_before_it_makes_one(made_here, monkeypatch):
    told = []
    monkeypatch.setattr(cluster_work, "warm_server_for", told.append)
    monkeypatch.setattr(cluster_work, "loaded_papermill", lambda: told.append("papermill"))
    assert made_here(lambda: told.append("made"), often=[(2023, "", "id")]) == MADE
    assert told == [[(2023, "", "id")], "papermill", "made"]


def test_a_cluster_sends_what_enough_reports_share_for_each_of_its_workers(settled, monkeypatch, tmp_path):
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "none"))
    monkeypatch.setattr(Cluster, "_coming", lambda cluster, sent: cluster.client.coming(sent))
    monkeypatch.setattr(Cluster, "_answer_of", lambda cluster, worker: cluster.client.answer_of(worker))
    client = Client([MADE], there={"a": 1, "b": 1})
    monkeypatch.setattr(clusters, "_client", lambda address: nullcontext(client))
    many = [settled("told_by_facts", province_code=f"test {number}") for number in range(16)]
    few = [settled("told_by_facts", "en", province_code=f"test {number}") for number in range(15)]
    with by_cluster("tcp://s:1", Words("en"), [*many, *few], tell=print) as by:
        by["by"](settled("finding"), Kernels(tmp_path), Words("en"), None)
    assert [what.often for what in client.shared] == [[(2023, "", "id")]]


def test_what_reports_share_is_held_by_the_server_of_a_worker_and_they_are_the_same(environment, cluster, tmp_path):
    (Path(environment["TMPDIR"]) / "plan.yaml").write_text(PLAN_OF_FACTS)
    cluster.worker()
    until_there(cluster, 1)
    code, said = finished(run(environment, tmp_path / "sent", "--scheduler", cluster.address))
    here, _ = finished(run(environment, tmp_path / "here"))

    notebooks = [json.loads(file.read_text()) for file in (tmp_path / "sent").rglob("*.ipynb")]
    told = ["".join(notebook["cells"][-1]["outputs"][0]["text"]) for notebook in notebooks]
    assert (code, here) == (0, 0), said
    assert [said[: said.index(", 'province'")] for said in told] == ["{'held': 2, 'taken': 2, 'asked': None"] * 8
    assert tree(tmp_path / "sent") == tree(tmp_path / "here")
