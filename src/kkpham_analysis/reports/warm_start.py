"""A warm kernel from within: a process that was just forked from a server with the heavy imports behind it."""

from __future__ import annotations

import gc
import os
import random
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from typing import Any


def start(arguments: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
    """Be a kernel, until it is told to end or who asked for it is gone.

    Parameters
    ----------
    arguments
        What follows `ipykernel_launcher` on the command line of an ordinary kernel.
    environment
        All variables of the environment.
    folder
        The folder to work in.
    """
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp
    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    os.setsid()
    # They are held back from the server; what a cell does may be interrupted.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # What the server imported stays to the end: looking through it for rubbish took a twentieth of a report's time.
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    _speak_to_nobody()
    os.chdir(folder)
    # As an ordinary kernel looks for modules, not as the program that asked for this one.
    sys.path[:] = ["", *(place for place in sys.path[1:] if place)]
    # A fork goes on where the server stood: all kernels would draw the same random numbers.
    random.seed()
    np.random.seed()  # noqa: NPY002 - whoever draws without a generator of their own draws from this state
    # Without a parent a kernel takes it that somebody started it at a terminal, and tells how to end it.
    app: Any = IPKernelApp.instance(parent_handle=os.getppid())
    with _without_traceback():
        app.initialize(list(arguments))
    # The backend was imported before there was a kernel to set it up in: figures would come out as text.
    backend = environment["MPLBACKEND"]
    activate_matplotlib(backend)  # type: ignore[no-untyped-call]
    configure_inline_support(app.shell, backend)  # type: ignore[no-untyped-call]
    app.start()


def _speak_to_nobody() -> None:
    """Let what a kernel says beside its notebook lead nowhere: stdout and stderr are of the run."""
    if os.environ.get("KKPHAM_DEBUG") != "1":
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)


@contextmanager
def _without_traceback() -> Iterator[None]:
    """End without a word where files cannot be written: who asked for this kernel says so, in a sentence."""
    try:
        yield
    except OSError:
        if os.environ.get("KKPHAM_DEBUG") == "1":
            raise
        os._exit(1)


def _end_with_parent() -> None:
    """End this kernel, and what it started, once the process that asked for it is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
    os.killpg(0, signal.SIGKILL)
