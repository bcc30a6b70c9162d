"""Kernels that are forked from a warm server are what ordinary ones are, and leave nothing behind."""

import ast
import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import executing, warm_kernels
from kkpham_analysis.reports.running import run_reports

pytestmark = pytest.mark.slow
NOTEBOOKS = Path(__file__).parent / "notebooks"
SCRIPT = """
import sys
from pathlib import Path
print("run once")
WHO_ASKED = "this script"
from kkpham_analysis.reports.calls import Call
from kkpham_analysis.reports.parameters import settle
from kkpham_analysis.reports.running import run_reports
about = dict(notebooks=Path(sys.argv[1]), out=Path(sys.argv[2]), resolver=lambda text, level: text, rounds={2023})
run_reports([settle(Call(name), **about) for name in sys.argv[3:]], on_progress=lambda line: print(line, flush=True))
"""

# Python says it on the terminal, by chance, where it ends an event loop that nobody closed.
QUIET = """
import asyncio, gc, runpy, sys
try:
    runpy.run_path(sys.argv.pop(1), run_name="__main__")
except KeyboardInterrupt:
    loops = [one for one in gc.get_objects() if issubclass(type(one), asyncio.BaseEventLoop) and not one.is_closed()]
    print("loops:", len(loops))
    sys.exit(130)
"""
# For a module that both import.
IN_SERVER = "import sys\nif any('forkserver' in part for part in sys.orig_argv):"


def told(report):
    """What a kernel says of itself in `told_by_kernel`."""
    cells = json.loads(report.ipynb.read_text())["cells"]
    return ast.literal_eval("".join(cells[-1]["outputs"][0]["text"]))


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT)
    return path


def test_a_kernel_has_the_imports_behind_it_and_leads_a_session_in_the_folder_of_who_asked(
    settled, tmp_path, monkeypatch
):
    run_reports([settled("told_by_kernel")])
    # The server is there by now, in the folder that it was started in.
    monkeypatch.chdir(tmp_path)
    report = settled("told_by_kernel", province_code="65")
    run_reports([report])
    said = told(report)
    assert (said["preloaded"], said["leads"], said["folder"]) == (True, True, str(tmp_path))


def test_a_kernel_has_the_environment_of_this_moment_and_keeps_no_history(settled, monkeypatch):
    run_reports([settled("told_by_kernel")])
    monkeypatch.setenv("SET_AFTER_THE_SERVER", "seen")
    report = settled("told_by_kernel", province_code="65")
    run_reports([report])
    said = told(report)
    assert (said["asked"], said["history"], Path(said["ipython"]).name) == ("seen", False, "ipython")


def test_a_kernel_does_not_look_for_rubbish_among_what_was_imported_before(settled):
    report = settled("told_by_kernel")
    run_reports([report])
    assert told(report)["set_aside"]


def test_a_figure_of_a_warm_kernel_is_a_picture(settled):
    report = settled("told_by_kernel")
    run_reports([report])
    cells = json.loads(report.ipynb.read_text())["cells"]
    [figure] = [cell for cell in cells if "plt.plot" in "".join(cell["source"])]
    assert ["image/png" in output.get("data", {}) for output in figure["outputs"]] == [True]


def test_two_kernels_draw_random_numbers_of_their_own(settled):
    reports = [settled("told_by_kernel", province_code=code) for code in ("64", "65")]
    run_reports(reports)
    one, other = map(told, reports)
    assert one["random"] != other["random"]
    assert one["numpy"] != other["numpy"]


def test_the_program_that_asks_for_kernels_is_not_run_again_in_them(script, tmp_path):
    done = subprocess.run([sys.executable, script, NOTEBOOKS, tmp_path / "out", "told_by_kernel"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.count("run once") == 1
    [file] = (tmp_path / "out").rglob("*.ipynb")
    assert "this script" not in file.read_text()


def test_a_page_is_the_same_to_the_byte_where_kernels_cannot_be_forked(settled, monkeypatch):
    report = settled("every_object")
    [warm] = run_reports([report])
    pages = [report.html.read_bytes()]
    monkeypatch.setattr(warm_kernels, "can_be", lambda: False)
    [ordinary] = run_reports([report])
    assert (warm.error, ordinary.error, [*pages, report.html.read_bytes()]) == ("", "", pages * 2)


def test_where_no_plug_in_is_installed_kernels_are_started_as_ever(settled, monkeypatch):
    monkeypatch.setattr(warm_kernels, "NAME", "kkpham-of-another-edition")
    report = settled("told_by_kernel")
    [result] = run_reports([report])
    assert (result.error, told(report)["preloaded"]) == ("", False)


@pytest.mark.parametrize("warm", [True, False])
def test_a_cell_that_takes_too_long_and_a_kernel_that_dies_are_told_the_same_warm_or_not(settled, monkeypatch, warm):
    monkeypatch.setattr(warm_kernels, "can_be", lambda: warm)
    monkeypatch.setattr(executing, "CELL_TIMEOUT", 3)
    results = run_reports([settled("sleepy"), settled("dead_kernel")], words=Words("en"))
    assert [result.error for result in results] == [
        "sleepy, cell 2 (import time): CellTimeoutError: the cell had not ended after 3 s",
        "dead_kernel, cell 2 (import os): DeadKernelError: the kernel died; it may have run out of memory",
    ]


def test_no_process_outlives_a_run_that_is_killed(script, tmp_path):
    run = subprocess.Popen([sys.executable, script, NOTEBOOKS, tmp_path / "out", "sleepy"], stdout=subprocess.PIPE)
    try:
        run.stdout.readline()
        started = wait_for(lambda: forked_by(run.pid))
    finally:
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        run.stdout.close()
    assert started != []
    assert wait_for(lambda: not [pid for pid in started if Path(f"/proc/{pid}").exists()])


def test_a_server_amid_its_imports_ends_with_the_run_that_is_killed(tmp_path):
    (tmp_path / "seaborn.py").write_text("import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(300)\n")
    code = """
from multiprocessing.forkserver import connect_to_new_process
from kkpham_analysis.reports.warm_kernels import start_server
start_server()
asked = connect_to_new_process([])
print("asked", flush=True)
input()
"""
    run = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(tmp_path)},
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    [server] = [int(line) for line in (run.stdout.readline(), run.stdout.readline()) if line != b"asked\n"]
    run.kill()
    try:
        # To its end: that comes once nothing is left that the run has started.
        assert run.communicate(timeout=60) == (b"", None)
    finally:
        with suppress(ProcessLookupError):
            os.kill(server, signal.SIGKILL)


@pytest.fixture
def interrupted(script, tmp_path):
    """Run the script as a command does, which says nothing where it is interrupted; its server starts as it is told."""

    def run(name, module, *reports):
        (tmp_path / name).write_text(module)
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        return subprocess.Popen(
            [sys.executable, "-c", QUIET, script, NOTEBOOKS, tmp_path / "out", *reports],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    return run


def test_an_interrupt_at_a_terminal_while_the_server_gets_ready_ends_the_run_and_prints_nothing_of_it(interrupted):
    waiting = f"import time\n{IN_SERVER}\n    print('amid its imports', flush=True)\n    time.sleep(300)\n"
    run = interrupted("seaborn.py", waiting, "told_by_kernel", "finding", "every_object")
    try:
        heard = iter(run.stdout.readline, "amid its imports\n")
        assert "run once\n" in list(heard)
        os.killpg(run.pid, signal.SIGINT)
        assert (*run.communicate(timeout=60), run.returncode) == ("loops: 0\n", "", 130)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()


def test_an_interrupt_before_the_first_import_of_the_server_does_not_reach_it(interrupted):
    at_once = f"import os, signal\n{IN_SERVER}\n    os.kill(os.getpid(), signal.SIGINT)\n"
    run = interrupted("sitecustomize.py", at_once, "told_by_kernel")
    said, warned = run.communicate(timeout=300)
    assert (said.count("told_by_kernel"), warned, run.returncode) == (2, "", 0)


def test_a_kernel_may_be_interrupted_though_its_server_is_not(settled):
    report = settled("told_by_kernel")
    run_reports([report])
    assert told(report)["held_back"] == 0


def forked_by(pid):
    """The processes that those which a process started have started themselves: its kernels."""
    return [grandchild for child in children_of(pid) for grandchild in children_of(child)]


def children_of(pid):
    return [child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]


def wait_for(what):
    for _ in range(600):
        if found := what():
            return found
        time.sleep(0.1)
    return what()


def test_what_is_imported_before_a_fork_starts_no_thread_and_no_engine():
    code = """
import importlib, threading, sys
from kkpham_analysis.reports.warm_kernels import preloaded
for name in preloaded():
    importlib.import_module(name)
print([thread.name for thread in threading.enumerate()])
print(sorted({"duckdb", "polars"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['MainThread']", "[]"]


def test_the_server_has_texts_and_fonts_at_hand_and_no_debugger_though_a_cell_may_import_one():
    code = """
import importlib
from kkpham_analysis.reports.warm_kernels import preloaded
for name in preloaded():
    importlib.import_module(name)
import ipykernel.debugger
from matplotlib.font_manager import _get_font
from kkpham_analysis.language import phrases
print(ipykernel.debugger._is_debugpy_available, phrases.cache_info().currsize, _get_font.cache_info().currsize > 0)
import debugpy
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False 1 True"]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_the_server_has_ended_before_who_started_it(script, tmp_path, monkeypatch):
    monkeypatch.setenv("STARTED_BY", str(tmp_path))
    # Whoever reads what it prints waits for all that could print there.
    subprocess.run([sys.executable, script, NOTEBOOKS, tmp_path, "finding"], check=True, stdout=subprocess.DEVNULL)
    servers = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"STARTED_BY={tmp_path}\0".encode() in (process / "environ").read_bytes():
                servers += [line for line in [(process / "cmdline").read_bytes()] if b"forkserver" in line]
    assert servers == []


def test_a_kernel_that_was_killed_has_ended():
    provisioner = warm_kernels.WarmProvisioner()
    ended = subprocess.Popen(["sleep", "60"])
    provisioner.process, provisioner.pgid = ended, None
    asyncio.run(provisioner.kill())
    assert ended.returncode == -signal.SIGKILL


def test_a_notebook_of_the_product_imports_next_to_nothing_more(real_data):
    code = """
import importlib, json, sys
from kkpham_analysis.reports.warm_kernels import preloaded
for name in preloaded():
    importlib.import_module(name)
before = set(sys.modules)
cells = json.load(open("notebooks/province_report.ipynb"))["cells"]
source = "\\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
exec(compile(source, "notebook", "exec"), {"__name__": "notebook", "display": lambda *what, **how: None})
new = {name.split(".")[0] for name in set(sys.modules) - before}
print(sorted(new - sys.stdlib_module_names))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # What pandas and pyarrow keep for their first use takes no time.
    assert set(ast.literal_eval(done.stdout)) <= {"pandas", "pyarrow"}


@pytest.mark.parametrize(("letters", "can_be"), [(75, True), (95, False)])
def test_where_temporary_files_lie_too_deep_for_a_socket_kernels_are_not_forked(monkeypatch, letters, can_be):
    monkeypatch.setattr(warm_kernels, "work_folder", lambda: Path("/" + "x" * letters))
    assert warm_kernels.can_be() is can_be


@pytest.mark.parametrize(("debug", "last"), [("0", ""), ("1", "OSError: [Errno 28] No space left on device")])
def test_a_kernel_that_cannot_write_its_files_ends_without_a_traceback_among_the_lines_of_a_run(debug, last):
    starting = """
from kkpham_analysis.reports.warm_start import _without_traceback
with _without_traceback():
    raise OSError(28, 'No space left on device')
"""
    environment = {**os.environ, "KKPHAM_DEBUG": debug}
    done = subprocess.run([sys.executable, "-c", starting], capture_output=True, text=True, env=environment)
    assert (done.returncode, "".join(done.stderr.splitlines()[-1:])) == (1, last)


def test_a_server_that_ends_while_a_kernel_is_asked_for_is_as_a_kernel_that_dies_at_once(monkeypatch):
    def ended(process):
        raise EOFError("unexpected EOF")

    monkeypatch.setattr(warm_kernels, "_ensure_server", lambda: None)
    monkeypatch.setattr(multiprocessing.get_context("forkserver").Process, "start", ended)
    with pytest.raises(RuntimeError, match="server of kernels ended"):
        warm_kernels._forked([], {}, ".")
