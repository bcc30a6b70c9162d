"""What the server of warm kernels does first: let who started it end it, and no terminal, amid its imports too.

It sees that nobody needs it any more only when it is done with them, seconds later. No thread looks for it until then:
a fork has only the thread that forks.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys
from multiprocessing import forkserver
from types import FrameType


def end_with(alive: int) -> None:
    """End at once when the last process that holds the other end of a pipe is gone: SIGIO, which nobody handles.

    Where the system does not end a process by that, as on macOS, the server does so itself, after its imports.
    """
    fcntl.fcntl(alive, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(alive, fcntl.F_SETFL, fcntl.fcntl(alive, fcntl.F_GETFL) | os.O_ASYNC)
    # Nothing is ever written into it: who can read has come to its end, and did so before the system was asked.
    if select.select([alive], [], [], 0)[0]:
        os._exit(1)


def leave_interrupts() -> None:
    """Let who started this end it when a terminal interrupts both: it would say where it was, among the run's lines.

    The server was started with such an interrupt held back, and a kernel takes them again (`warm_start`).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def of_server() -> int | None:
    """The pipe that tells the server whether it is needed; None in a process that is none."""
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_code is not forkserver.main.__code__:
        frame = frame.f_back
    return frame.f_locals.get("alive_r") if frame else None


if (pipe := of_server()) is not None:
    leave_interrupts()
    end_with(pipe)
