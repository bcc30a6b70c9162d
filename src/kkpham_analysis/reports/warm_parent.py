"""What the server of warm kernels does first: end with who started it, amid its imports too.

It sees that nobody needs it any more only when it is done with them, seconds later. Its parent is looked for at the
beat of a clock until then, and by no thread: a fork has only the thread that forks.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from multiprocessing import forkserver
from types import FrameType

# Seconds between two looks.
APART = 0.2
PARENT = os.getppid()


def _look(*about: object) -> None:
    # The pipe of the server alone does not tell: a kernel that is asked for meanwhile holds its other end.
    if os.getppid() != PARENT:
        os._exit(1)


def watch(alive: int) -> None:
    """Look for the parent from now on; end where it was gone before, and the pipe that it holds is at its end."""
    signal.signal(signal.SIGALRM, _look)
    # What an import reads goes on after a look.
    signal.siginterrupt(signal.SIGALRM, False)
    signal.setitimer(signal.ITIMER_REAL, APART, APART)
    if select.select([alive], [], [], 0)[0]:
        os._exit(1)


def rest() -> None:
    """Look no more: the server does so itself from now on."""
    if signal.getsignal(signal.SIGALRM) is _look:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def of_server() -> int | None:
    """The pipe that tells the server whether it is needed; None in a process that is none."""
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_code is not forkserver.main.__code__:
        frame = frame.f_back
    return frame.f_locals.get("alive_r") if frame else None


if (pipe := of_server()) is not None:
    watch(pipe)
