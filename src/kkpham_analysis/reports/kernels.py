"""The kernels that notebooks run in: this Python's own, apart from what the user has set up, and ended with the run."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kkpham_analysis.figures.sizes import VARIABLE as FIGURES
from kkpham_analysis.reports.typed import VARIABLE as TYPED
from kkpham_analysis.reports.warm_asked import Asked
from kkpham_analysis.tables.loading import NOTED_IN

# What a kernel writes before its first cell, in bytes, and as much again.
LEAST_ROOM = 200_000
# How a kernel is ended: Windows knows no way that a program cannot hear of, and ends one by this.
AT_ONCE = getattr(signal, "SIGKILL", signal.SIGTERM)
INLINE_FIGURES = "module://matplotlib_inline.backend_inline"


class Kernels:
    """The kernels of one run, whose files lie in one folder of their own; when it is interrupted, all of them end."""

    def __init__(self, folder: Path, figures: str = "") -> None:
        self.folder, self.figures = folder, figures
        self.at_work: set[Any] = set()
        self._changing = threading.Lock()
        self.stopped = threading.Event()

    @contextmanager
    def manager(self, typed: str, noted_in: Path, figures: str = "") -> Iterator[Any]:
        """What manages the kernel of a report: its commands work in the folders that were typed before its own.

        Behind the report it is forgotten: its process has ended, and the number of that may be another's by then. The
        kernel notes in a file the tables that it reads. It draws figures at the size of the run; where that has
        none, at that of this report, so that no notebook depends on what else is run with it.
        """
        begun: set[Any] = set()

        def begin(manager: Any) -> None:
            begun.add(manager)
            manager.go_on = self.go_on
            with self._changing:
                self.at_work.add(manager)

        try:
            yield _manager_class(self.folder, begin, typed, noted_in, self.figures or figures)
        finally:
            with self._changing:
                self.at_work -= begun

    def go_on(self) -> None:
        """Raise InterruptedError once the run has been stopped."""
        # A kernel that was still starting when the others ended stops at its first cell, and nothing more is said.
        if self.stopped.is_set():
            raise InterruptedError

    def end_here(self) -> None:
        """Close the event loop of this thread where the run has been stopped; nothing more is asked of kernels in it.

        Python ends it later else, in pieces, and may say on the terminal that one was missing.
        """
        if self.stopped.is_set():
            import asyncio

            # None is there where no notebook was run.
            with suppress(RuntimeError):
                asyncio.get_event_loop().close()

    def refuse_no_room(self) -> None:
        """Raise OSError where the disk has no room for the files of a kernel: one that dies of it cannot say so."""
        if shutil.disk_usage(self.folder).free < LEAST_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.folder))

    def stop(self) -> None:
        """End every kernel at work, and the server that may still be getting ready for one."""
        from kkpham_analysis.reports import warm_kernels

        self.stopped.set()
        warm_kernels.kill_server()
        with self._changing:
            for manager in self.at_work:
                # What one has against it, such as that it has ended, keeps no other.
                with suppress(OSError):
                    if manager.has_kernel and manager.provisioner.pid:
                        os.kill(manager.provisioner.pid, AT_ONCE)


def warm_server_for(asked: Iterable[Asked]) -> None:
    """Start the warm server, where there can be one and none is there; it is told what is asked often."""
    from kkpham_analysis.reports import warm_kernels

    warm_kernels.start_server(asked)


def _provisioner() -> dict[str, Any]:
    """Who starts the kernels: the warm server where there can be one, and jupyter_client itself elsewhere."""
    from kkpham_analysis.reports import warm_kernels

    return {"kernel_provisioner": {"provisioner_name": warm_kernels.NAME}} if warm_kernels.can_be() else {}


def _manager_class(
    folder: Path, begin: Callable[[Any], None], typed: str, noted_in: Path, figures: str
) -> Any:  # fmt: skip
    """Give a manager whose kernels are this Python's, and see nothing of what the user has set up or keeps at home."""
    from jupyter_client.kernelspec import KernelSpec

    from kkpham_analysis.reports.kernel_waits import PromptManager

    spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"],
        env={
            "IPYTHONDIR": str(folder / "ipython"),
            "MPLBACKEND": INLINE_FIGURES,
            FIGURES: figures,
            TYPED: typed,
            NOTED_IN: str(noted_in),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        },
        display_name="Python 3",
        language="python",
        metadata={"supported_encryption": ["curve"], **_provisioner()},
    )

    class OwnKernelManager(PromptManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.listen_beside(folder / f"{uuid.uuid4().hex}.json")
            begin(self)

        @property
        def kernel_spec(self) -> KernelSpec:
            return spec

    return OwnKernelManager
