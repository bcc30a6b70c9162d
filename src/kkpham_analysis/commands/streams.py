"""The streams that a command was started with: one that was closed leads nowhere, one that cannot be written is said.

Some schedulers start programs with closed streams. The next files that are opened then take their numbers, and what
the program starts dies of it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import typer

from kkpham_analysis.language.errors import SaidError

STREAMS = {0: ("stdin", "r"), 1: ("stdout", "w"), 2: ("stderr", "w")}


class OutputError(SaidError):
    """Raised where stdout cannot be written."""


def open_closed() -> None:
    """Let streams that were closed lead nowhere, for this program and for what it starts."""
    for number, (name, mode) in STREAMS.items():
        if _is_closed(number):
            # Those before it are open: it gets the lowest number that is free, which is its own.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def _is_closed(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return True
    return False


def talk(line: str) -> None:
    """Say something to the person at the terminal, where it can be said; stdout is for results."""
    with suppress(OSError):
        typer.echo(line, err=True)


def print_result(text: str) -> None:
    """Print what a command answers; a reader that went away has seen enough of it, and changes nothing else.

    Raises
    ------
    OutputError
        Where it cannot be written, as on a full disk.
    """
    try:
        typer.echo(text)
    except BrokenPipeError:
        _let_go()
    except OSError:
        _let_go()
        raise OutputError("cli.no_output") from None


def _let_go() -> None:
    """Let stdout lead nowhere: Python would try once more at its end, and end with a code of its own."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
