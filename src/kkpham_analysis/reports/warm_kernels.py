"""Warm kernels: forked from a server that has done the heavy imports, so that a report starts at its first cell.

Where processes cannot be forked, as on Windows, or what is installed is older than this, kernels are started as ever,
and reports come out the same.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess, current_process
from multiprocessing.util import Finalize
from pathlib import Path
from types import ModuleType
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

import kkpham_analysis
from kkpham_analysis.reports import warm_start
from kkpham_analysis.reports.kernel_waits import LONGEST_SOCKET
from kkpham_analysis.reports.warm_asked import Asked, told
from kkpham_analysis.reports.work_folder import work_folder

# Under which name jupyter_client finds this; pyproject.toml says so.
NAME = "kkpham-warm"
# What the package imports once a function is called, and a kernel when it starts. Nothing here may start a thread: a
# fork has only the thread that forks, and what others held stays locked.
LIBRARIES = (
    "babel.dates", "babel.lists", "babel.numbers", "geopandas", "ipykernel.kernelapp", "ipykernel.zmqshell",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.extensions.storemagic", "matplotlib.pyplot",
    "matplotlib_inline.backend_inline", "pandas.core.arrays.arrow.extension_types", "pandas.core.methods.to_dict",
    "psutil", "pyarrow.dataset", "pyarrow.parquet", "seaborn", "tornado.platform.asyncio", "zmq.utils.garbage",
)  # fmt: skip
# The package as notebooks use it; the rest takes files in, or runs notebooks.
ROOMS = ("language", "measures", "figures", "reports/content", "reports/page")
# What ends the server with the run, before all that takes long.
AT_FIRST = ("kkpham_analysis.reports.warm_parent",)
# What they do the first time alone, and what they would read and compute: once they are all there.
AT_LAST = ("kkpham_analysis.reports.warm_server", "kkpham_analysis.reports.warm_facts")
METHOD = "forkserver"
_starting = threading.Lock()


def can_be() -> bool:
    """Whether kernels can be forked here: the system does it, this process may, jupyter_client knows who, and where."""
    # A process that multiprocessing ends with its parent has no children of its own: a worker of Dask under its nanny.
    if multiprocessing.current_process().daemon:
        return False
    # The server listens in a file of the folder, whose path may be too long for that.
    if len(os.fsencode(work_folder() / "listener-12345678")) > LONGEST_SOCKET:
        return False
    installed = NAME in KernelProvisionerFactory.instance().provisioners
    return installed and METHOD in multiprocessing.get_all_start_methods()


def preloaded() -> list[str]:
    """The names of the modules that a warm kernel has behind it."""
    package = Path(kkpham_analysis.__file__).parent
    files = sorted(file for room in ROOMS for file in (package / room).rglob("*.py"))
    parts = [file.relative_to(package).with_suffix("").parts for file in files]
    names = (".".join([package.name, *(part for part in each if part != "__init__")]) for each in parts)
    return [*AT_FIRST, *LIBRARIES, *names, *AT_LAST]


class WarmProvisioner(LocalProvisioner):
    """Forks kernels where jupyter_client would start them; all else is as it is of those."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel that does what `cmd` would: `python -m ipykernel_launcher …`."""
        folder = str(kwargs.get("cwd") or Path.cwd())
        manager: Any = self.parent
        process: Any = _Forked(_forked(list(cmd[cmd.index("-m") + 2 :]), dict(kwargs["env"]), folder, manager.go_on))
        # It makes itself the leader of a group of its own.
        self.process, self.pid, self.pgid = process, process.pid, process.pid
        self.cwd = folder
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel, and wait for its end here: who asks whether it is still there does so by the clock."""
        await super().kill(restart=restart)
        if self.process:
            self.process.wait()


class _Forked:
    """A forked process, as `subprocess.Popen` would show it."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self.process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self) -> int | None:
        self.process.join()
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        if self.pid is not None and self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def start_server(asked: Iterable[Asked] = ()) -> None:
    """Start the server where none is there, told what is asked often: it gets ready while others do other things.

    Where kernels cannot be forked, nothing is started.
    """
    if can_be():
        with _starting, _without_main(), told(asked):
            _ensure_server()


def _ensure_server() -> None:
    from multiprocessing import forkserver, resource_tracker  # not on Windows

    multiprocessing.get_context(METHOD).set_forkserver_preload(preloaded())
    # The server listens in a folder that `multiprocessing` would make, and that nobody clears after a kill.
    current_process()._config["tempdir"] = str(work_folder())  # type: ignore[attr-defined]
    # When a terminal closes it tells all that was started in it. Who keeps track of resources is to outlive that, as it
    # does SIGINT and SIGTERM: it would be started once more while the run ends, and Python warns of it on the terminal.
    with _started_without(signal.SIGHUP):
        resource_tracker.ensure_running()
    # An interrupt at a terminal reaches the server, too, which would say where it was. This process ends it.
    with _started_without(signal.SIGINT):
        forkserver.ensure_running()


@contextmanager
def _started_without(number: int) -> Iterator[None]:
    """Hold a signal back from what is started meanwhile."""
    known = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, known)


def _forked(
    arguments: list[str], environment: dict[str, str], folder: str, go_on: Callable[[], None] = lambda: None
) -> BaseProcess:
    context: Any = multiprocessing.get_context(METHOD)
    process: BaseProcess = context.Process(target=warm_start.start, args=(arguments, environment, folder))
    with _starting, _without_main():
        _ensure_server()
        # A run that was stopped while another kernel was waited for has killed the server: it waits for no new one.
        go_on()
        try:
            process.start()
        except (EOFError, ConnectionError) as ended:
            # As a kernel that dies at once: it may be asked for again, of a new server.
            raise RuntimeError("The server of kernels ended before it gave one") from ended
    return process


@contextmanager
def _without_main() -> Iterator[None]:
    """Start a process that does not run the program once more: it would import `__main__` else, whatever that is."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def kill_server() -> None:
    """Kill the server, where one is there, ready or not: who waits for a kernel of it hears at once that none comes."""
    if METHOD in multiprocessing.get_all_start_methods():
        from multiprocessing.forkserver import _forkserver

        # It has nothing to put in order: who kills it ends its kernels, and its folder goes with this process.
        with suppress(OSError), _forkserver._lock:  # type: ignore[attr-defined]
            if pid := _forkserver._forkserver_pid:  # type: ignore[attr-defined]
                os.kill(pid, signal.SIGKILL)


def _end_server() -> None:
    """End the server at once: it takes a while to put away what it imported, and would outlive who started it."""
    kill_server()
    if METHOD in multiprocessing.get_all_start_methods():
        from multiprocessing.forkserver import _forkserver

        with suppress(OSError):
            _forkserver._stop()  # type: ignore[attr-defined]


# Not in a fork of this process, as `atexit` would.
Finalize(None, _end_server, exitpriority=0)
