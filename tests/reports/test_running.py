"""Reports are run in kernels of their own and written whole, or not at all."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from kkpham_analysis.language import Words
from kkpham_analysis.reports import kernel_waits, running
from kkpham_analysis.reports.calls import CallError
from kkpham_analysis.reports.document import document_of
from kkpham_analysis.reports.kernels import Kernels
from kkpham_analysis.reports.records import Failure, as_bytes, edition_now, read_record
from kkpham_analysis.reports.running import place_report, run_reports

pytestmark = pytest.mark.slow
NOTEBOOKS = Path(__file__).parent / "notebooks"


def test_what_papermill_does_without_is_there_again_for_whoever_needs_it():
    code = """
import sys
from kkpham_analysis.reports.executing import SLOW_AND_UNUSED, loaded_papermill
loaded_papermill()
assert SLOW_AND_UNUSED not in sys.modules
__import__(SLOW_AND_UNUSED)
loaded_papermill()
assert sys.modules[SLOW_AND_UNUSED] is not None
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr == ""


def test_a_report_gives_its_finding_and_its_files(settled):
    report = settled("finding")
    [result] = run_reports([report])
    assert result.error == ""
    assert result.finding == "Provinsi 64 <7 dari 10>. Itu 70,0 %."
    assert "<title>Provinsi 64 &lt;7 dari 10&gt; · Penghargaan 2023</title>" in report.html.read_text()
    assert json.loads(report.ipynb.read_text())["nbformat"] == 4
    assert sorted(file.suffix for file in report.html.parent.iterdir()) == [".html", ".ipynb", ".json"]


@pytest.fixture
def of_facts(settled, monkeypatch):
    """A report that was made of facts, its files, and what becomes of them where another is refused with an error."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767268800")
    report = settled("finding")
    run_reports([report])
    files = {file: file.read_bytes() for file in report.html.parent.iterdir()}
    recorded = read_record(report.record)

    def refused_with(error):
        return {**files, report.record: as_bytes(replace(recorded, failure=Failure(error, "2026-01-01T12:00:00Z")))}

    return report, files, refused_with


def test_a_page_of_made_up_rows_never_takes_the_place_of_one_of_facts_whose_record_says_so(of_facts, monkeypatch):
    report, _, refused_with = of_facts
    with monkeypatch.context() as patched:
        made_up = lambda notebook, **about: replace(document_of(notebook, **about), marks=("synthetic",))  # noqa: E731
        patched.setattr(running, "document_of", made_up)
        [refused] = run_reports([report], words=Words("en"))
        after = {file: file.read_bytes() for file in report.html.parent.iterdir()}
        report.html.unlink()
        report.ipynb.unlink()
        [alone] = run_reports([report], words=Words("en"))

    assert refused.error == (
        f"{report.html} was made of real data, and is not overwritten by this one (SYNTHETIC DATA – NOT FACTS). "
        "Write it to another folder with kkpham --out FOLDER, or move that page away first."
    )
    assert after == refused_with(refused.error)
    assert (alone.error, report.html.exists()) == ("", True)


def test_what_stopped_a_page_of_facts_stays_told_where_one_of_made_up_rows_is_refused(of_facts, monkeypatch, settled):
    report, *_ = of_facts
    [failed] = run_reports([replace(report, notebook=settled("failing_cell").notebook)])
    recorded = read_record(report.record)
    made_up = replace(edition_now(), made_up=True)
    monkeypatch.setattr("kkpham_analysis.reports.records.edition_now", lambda: made_up)
    [refused] = run_reports([report], words=Words("en"))
    assert (refused.error.startswith(f"{report.html} was made of real data"), failed.kept.exists()) == (True, True)
    assert (read_record(report.record), recorded.failure.cell) == (recorded, 2)


def test_no_page_from_a_folder_with_made_up_rows_takes_the_place_of_one_of_facts_though_it_shows_none(
    of_facts, monkeypatch
):
    report, files, refused_with = of_facts
    made_up = replace(edition_now(), made_up=True)
    monkeypatch.setattr("kkpham_analysis.reports.records.edition_now", lambda: made_up)
    [refused] = run_reports([report], words=Words("en"))
    after = {file: file.read_bytes() for file in report.html.parent.iterdir()}
    for file in files:
        file.unlink()
    alone = [run_reports([report], words=Words("en"))[0].error for _ in range(2)]

    assert refused.error.startswith(f"{report.html} was made of real data, and is not overwritten by this one (SYNTH")
    assert (after, alone, report.html.exists()) == (refused_with(refused.error), ["", ""], True)


def test_a_failing_report_is_named_and_the_others_go_on(settled):
    bad, dead, good = settled("failing_cell"), settled("dead_kernel"), settled("finding")
    bad.html.parent.mkdir(parents=True)
    bad.html.write_text("the last good page")
    lines = []
    results = run_reports([bad, dead, good], workers=2, on_progress=lines.append, words=Words("en"))
    assert [result.report for result in results] == [bad, dead, good]
    assert [result.error for result in results] == [
        "failing_cell, cell 2 (ratio = award_year - 2023): ZeroDivisionError: division by zero",
        "dead_kernel, cell 2 (import os): DeadKernelError: the kernel died; it may have run out of memory",
        "",
    ]
    assert bad.html.read_text() == "the last good page"
    assert not bad.ipynb.exists()
    assert not list(bad.html.parent.glob(".*"))
    assert "started 2023/id/finding-kalimantan-timur" in lines
    assert any(line.startswith("failed  2023/id/failing_cell-kalimantan-timur (") for line in lines)
    assert len(lines) == 6


def test_parameters_reach_the_notebook_as_they_were_settled(settled):
    [result] = run_reports([settled("lists", provinces=["kaltim", "kaltara"])])
    assert result.finding == "['64', '65']"


@pytest.mark.parametrize("in_the_way", ["page", "folder"])
def test_where_nothing_can_be_written_no_kernel_starts(settled, in_the_way):
    report, told = settled("finding"), []
    if in_the_way == "page":
        report.ipynb.mkdir(parents=True)
    else:
        report.html.parent.parent.mkdir(parents=True, exist_ok=True)
        report.html.parent.write_text("a file")
    with pytest.raises(CallError) as refused:
        run_reports([report], on_progress=told.append)
    path = report.ipynb if in_the_way == "page" else report.html.parent
    assert str(path) in refused.value.sentences(Words("en"))[0]
    assert "--out" in refused.value.sentences(Words("en"))[0]
    assert (told, report.html.is_file()) == ([], False)


@pytest.mark.slow
def test_a_report_that_cannot_be_written_fails_before_any_kernel_and_the_others_go_on(settled):
    good, shut = settled("finding"), settled("kinds")
    shut.ipynb.mkdir(parents=True)
    [made, failed] = run_reports([good, shut], words=Words("en"))
    assert (made.error, good.html.is_file()) == ("", True)
    assert failed.error == (
        f"{shut.ipynb} is a folder where a report is to be written; remove or move it, or choose another folder with "
        "--out"
    )
    assert (failed.seconds < 1, read_record(shut.record).failure.error) == (True, failed.error)


def test_a_plan_of_which_no_report_can_be_written_fails_in_each_rather_than_being_refused(settled):
    report = settled("finding")
    report.html.parent.parent.mkdir(parents=True, exist_ok=True)
    report.html.parent.write_text("a file")
    [result] = run_reports([report], words=Words("en"), refuse=False)
    assert result.error == (
        f"reports cannot be written to {report.html.parent}; choose another folder with --out, or check its permissions"
    )


def test_the_kernel_is_this_python_whatever_the_user_has_installed(settled, tmp_path, monkeypatch):
    other = tmp_path / "jupyter/kernels/python3"
    other.mkdir(parents=True)
    spec = {"argv": ["/nowhere/python", "{connection_file}"], "display_name": "Other", "language": "python"}
    (other / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    [result] = run_reports([settled("which_python")])
    assert result.finding == repr(sys.executable)


@pytest.mark.parametrize(("taken", "error"), [(2, ""), (3, "finding, before the first cell: RuntimeError")])
def test_a_kernel_whose_port_another_program_takes_is_started_again(settled, monkeypatch, taken, error):
    report, started, alone = settled("finding"), [], LocalProvisioner.pre_launch
    # No path is short enough for a file to listen in: kernels have ports then.
    monkeypatch.setattr(kernel_waits, "LONGEST_SOCKET", 0)

    async def pre_launch(provisioner, **settings):
        started.append(provisioner)
        settings = await alone(provisioner, **settings)
        if len(started) <= taken:
            others.enter_context(socket.create_server(("127.0.0.1", provisioner.parent.shell_port)))
        return settings

    monkeypatch.setattr(LocalProvisioner, "pre_launch", pre_launch)
    with ExitStack() as others:
        [result] = run_reports([report], words=Words("en"))
    assert (result.error.rpartition(": ")[0], len(started), report.html.exists()) == (error, 3, not error)


def test_two_reports_of_one_file_are_refused(settled):
    with pytest.raises(
        CallError, match=r"diminta dua kali, .*: .*/finding-kalimantan-timur\.html; hapus salah satunya"
    ):
        run_reports([settled("finding"), settled("finding")])


RUN = """
import sys
from pathlib import Path
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports
about = dict(notebooks=Path(sys.argv[1]), out=Path(sys.argv[2]), resolver=lambda text, level: text, rounds={2023})
reports = [settle(Call(name), **about) for name in sys.argv[3:]]
"""


def test_nothing_is_said_on_the_way_and_nothing_is_written_at_home(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "MPL"))}
    done = subprocess.run(
        [sys.executable, "-c", f"{RUN}run_reports(reports)", NOTEBOOKS, tmp_path / "out", "dead_kernel", "settings"],
        env={**kept, "HOME": str(home), "MPLBACKEND": "pdf", "MPLCONFIGDIR": str(tmp_path / "mpl")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert [path for path in home.rglob("*") if path.is_file()] == []
    page = (tmp_path / "out/all/id/settings.html").read_text()
    assert "module://matplotlib_inline.backend_inline, history: False" in page


def test_a_figure_reaches_the_page_with_its_words(settled):
    report = settled("every_object")
    run_reports([report])
    page = report.html.read_text()
    assert re.findall(r'<img [^>]*alt="([^"]*)"', page) == ["Paser di depan Berau", "Peta"]
    assert "<figcaption>Penghargaan yang diterima. Batas: untuk statistik.</figcaption>" in page


def test_the_same_report_is_the_same_files_to_the_byte(settled, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767268800")
    report = settled("every_object")
    run_reports([report])
    first = {file.name: file.read_bytes() for file in report.html.parent.iterdir()}
    run_reports([report])
    assert sorted(Path(name).suffix for name in first) == [".html", ".ipynb", ".json"]
    assert {file.name: file.read_bytes() for file in report.html.parent.iterdir()} == first


def test_cells_without_an_id_are_given_one_by_their_place_and_what_they_say(settled, tmp_path):
    source = json.loads(settled("finding").notebook.read_bytes())
    cells = [{name: value for name, value in cell.items() if name != "id"} for cell in source["cells"]]
    (older := tmp_path / "finding.ipynb").write_text(json.dumps(source | {"cells": cells, "nbformat_minor": 4}))
    reports = [replace(settled("finding", language), notebook=older) for language in ("id", "en")]
    run_reports(reports)
    here, other = ([cell["id"] for cell in json.loads(one.ipynb.read_bytes())["cells"]] for one in reports)
    assert len({*here, *other}) == 6
    assert [one == two for one, two in zip(here, other, strict=True)] == [True, True, False, True, True]


def test_the_time_left_is_told_by_how_many_are_made_elsewhere_at_the_same_time(settled):
    reports, left = [settled("finding", province_code=code) for code in ("64", "65", "evil")], []
    run_reports(reports, workers=1, by=lambda *given, **more: running.MadeReport(8.0, error="no"), at_once=lambda: 2,
                on_event=lambda event: left.append(event.left) if event.kind == "failed" else None)  # fmt: skip
    assert left == [pytest.approx(8, abs=1), pytest.approx(8, abs=1), 0.0]


def test_a_report_names_no_folder_of_this_machine(settled):
    report = settled("finding")
    run_reports([report])
    assert str(NOTEBOOKS) not in report.ipynb.read_text()


def test_an_interrupted_run_leaves_no_file_and_no_kernel(tmp_path):
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"{RUN}run_reports(reports, workers=1, on_progress=lambda line: print(line, flush=True))",
            NOTEBOOKS,
            tmp_path / "out",
            "sleepy",
            "finding",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Whoever runs the tests in the background may have had interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    process.stdout.readline()
    kernels = _children_when_started(process.pid)
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=120) != 0
    assert process.stdout.read() == b""
    process.stdout.close()
    assert _left_of(kernels) == []
    assert not list((tmp_path / "out").rglob("*.*"))


def _children_when_started(pid):
    """Wait for the kernel of a process, whoever started it for it; the kernel is at work a moment later."""
    for _ in range(100):
        if list(_descendants(pid)):
            time.sleep(1)
            return set(_descendants(pid))
        time.sleep(0.1)
    raise AssertionError("no kernel was started")


def _descendants(pid):
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield child
            yield from _descendants(child)


def _left_of(pids):
    """Which processes are still there once they have had time to see that nobody waits for them any more."""
    for _ in range(100):
        left = [pid for pid in pids if Path(f"/proc/{pid}").exists()]
        if not left:
            break
        time.sleep(0.1)
    return left


def test_as_many_reports_run_at_a_time_as_there_are_cores_to_use(monkeypatch):
    monkeypatch.setattr(running, "usable_cores", lambda: 3)
    assert (running._together(None, 10), running._together(None, 2), running._together(5, 10)) == (3, 2, 5)


def test_reports_of_a_higher_rank_begin_when_those_of_a_lower_one_have_ended_and_keep_their_order(settled):
    reports = [settled("finding", province=place) for place in ("kaltim", "kaltara")]
    told, kept = [], []
    results = run_reports(
        reports, workers=2, rank=lambda report: -reports.index(report), on_event=lambda event: told.append(event),
        keep=lambda report, made: kept.append((report.label, made.error, made.notebook is None)),
    )  # fmt: skip
    first, last = (report.label for report in (reports[1], reports[0]))
    assert [(event.kind, event.report) for event in told] == [
        ("started", first), ("done", first), ("started", last), ("done", last)
    ]  # fmt: skip
    assert [result.report for result in results] == reports
    assert kept == [(first, "", False), (last, "", False)]


def test_what_is_in_its_place_when_a_run_is_stopped_is_told_before_the_run_ends(settled, monkeypatch):
    def place_and_stop(report, made, *about, **more):
        result = place_report(report, made, *about, **more)
        kernels[0].stop()
        return result

    def made_at_once(report, of_run, words, make, timeout):
        kernels.append(of_run)
        return made

    report = settled("finding")
    with TemporaryDirectory() as folder:
        made = running.make_report(report, Kernels(Path(folder)), Words("id"))
    told, kernels = [], []
    monkeypatch.setattr(running, "place_report", place_and_stop)
    with pytest.raises(InterruptedError):
        run_reports([report], by=made_at_once, on_event=lambda event: told.append((event.kind, event.done)))
    assert (told, report.html.is_file()) == ([("started", 0), ("done", 1)], True)


def test_what_a_stopped_run_broke_off_is_not_told_as_failed(settled):
    def broken_off(report, kernels, words, make, timeout):
        kernels.stop()
        return running.MadeReport(0.0, error="the kernel died")

    told = []
    with pytest.raises(InterruptedError):
        run_reports([settled("finding")], by=broken_off, on_event=lambda event: told.append(event.kind))
    assert told == ["started"]
