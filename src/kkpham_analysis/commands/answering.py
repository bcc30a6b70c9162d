"""What every command does: give its answer, talk, ask, and turn errors into sentences and exit codes.

Results go to stdout, talk to stderr. Exit code 0: done; 1: something in the data or a report failed, named; 2: the call
was wrong.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kkpham_analysis.commands.streams import print_result
from kkpham_analysis.commands.usage import CALL_AT_FAULT, HELP
from kkpham_analysis.language import LANGUAGES, Words

if TYPE_CHECKING:
    from kkpham_analysis.reports.requests import Project
    from kkpham_analysis.reports.run_log import RunLog
    from kkpham_analysis.reports.run_status import RunStatus

DONE, DATA_AT_FAULT, INTERRUPTED, OF_SIGNAL = 0, 1, 130, 128
# What tells a program to end; Windows has no closed terminals.
ENDS = ("SIGTERM", "SIGHUP")
# The data folder as it was typed; empty where none was: what is printed works without it then.
FOLDER: ContextVar[str] = ContextVar("FOLDER", default="")


def give(answer: Any, as_json: bool, end: Callable[[], object] | None = None) -> None:
    """Print an answer, say what is wrong in it, unless `end` says so, and exit."""
    try:
        print_result(answer.json() if as_json else answer.text)
    finally:
        # What was done is told, though the answer cannot be.
        if end:
            end()
    for line in [] if end else answer.faults:
        talk(line)
    raise typer.Exit(DATA_AT_FAULT if answer.failed else DONE)


def talk(line: str) -> None:
    """Say something to the person at the terminal, where one still listens; stdout is for results."""
    with suppress(BrokenPipeError):
        typer.echo(line, err=True)


def _talking(words: Words) -> Callable[[str], None]:
    return talk


@contextmanager
def told(language: str, talking: Callable[[Words], Callable[[str], None]] = _talking) -> Iterator[Words]:
    """Give the words of the language, and turn errors into sentences, said by `talking`, and exit codes."""
    if language not in LANGUAGES:
        talk(HELP.phrase("call.no_language", name=language, known=", ".join(LANGUAGES)))
        raise typer.Exit(CALL_AT_FAULT)
    words = Words(language, FOLDER.get())
    try:
        with _ends_in_order():
            yield words
    except KeyboardInterrupt as stop:
        # The terminal may be gone.
        with suppress(OSError):
            talking(words)(words.phrase("cli.interrupted"))
        raise typer.Exit(code_of_stop(stop)) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(DONE) from None
    except typer.Exit:
        raise
    except Exception as error:
        from kkpham_analysis.reports.answers import explained

        said = explained(error, words)
        if said is None and os.environ.get("KKPHAM_DEBUG") == "1":
            raise
        for line in said.lines if said else [_unforeseen(error, words)]:
            talking(words)(line)
        raise typer.Exit(CALL_AT_FAULT if said and said.is_call else DATA_AT_FAULT) from None


class Terminated(KeyboardInterrupt):
    """The process was told to end, by `kill`, systemd or a terminal that closes: all is ended as at Ctrl-C."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


@contextmanager
def _ends_in_order() -> Iterator[None]:
    def end(number: int, frame: object) -> None:
        raise Terminated(number)

    # Python lets no other thread say what a signal does.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told_by = [getattr(signal, name) for name in ENDS if hasattr(signal, name)]
    # Whoever had it ignored, as `nohup` has SIGHUP, wants the program to go on.
    before = {one: signal.signal(one, end) for one in told_by if signal.getsignal(one) != signal.SIG_IGN}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def alone_in(project: Project, command: str, *, dry_run: bool = False, output: Path | None = None) -> Iterator[None]:
    """Be the only command that writes into the folder of reports; one that writes nothing there needs not be.

    Raises
    ------
    AtWorkError
        When another one is.
    """
    from kkpham_analysis.reports.run_lock import only_run

    if dry_run or (output is not None and not output.resolve().is_relative_to(project.out)):
        yield
        return
    with only_run(project.out, command):
        yield


def status_kept(project: Project, plan: str, words: Words) -> AbstractContextManager[RunStatus]:
    """Keep `status.json` of a run, with the exit code that it ends with; how many reports it has, the plan will say."""
    from kkpham_analysis.reports.answers import explained
    from kkpham_analysis.reports.run_status import status_of

    def code_of(error: BaseException) -> int:
        if isinstance(error, typer.Exit):
            return error.exit_code
        if isinstance(error, KeyboardInterrupt):
            return code_of_stop(error)
        said = explained(error, words) if isinstance(error, Exception) else None
        return CALL_AT_FAULT if said and said.is_call else DATA_AT_FAULT

    return status_of(project.out, plan, 0, code_of)


def code_of_stop(stop: KeyboardInterrupt) -> int:
    """With which exit code a command ends that was stopped: 128 and the number of the signal, as shells have it."""
    return OF_SIGNAL + stop.number if isinstance(stop, Terminated) else INTERRUPTED


def _unforeseen(error: Exception, words: Words) -> str:
    return words.phrase("cli.unforeseen", name=type(error).__name__, problem=" ".join(str(error).split()))


def log_of(kind: str, words: Words) -> RunLog:
    """Give who tells a run in the kind of log that is asked for."""
    from kkpham_analysis.reports.run_log import run_log

    return run_log(words, kind)


def check_log(kind: str) -> None:
    """Refuse a kind of log that there is not.

    Raises
    ------
    CallError
        When it is none.
    """
    from kkpham_analysis.reports.calls import CallError, CallFault
    from kkpham_analysis.reports.run_log import LOGS

    if kind not in LOGS:
        raise CallError(CallFault("call.no_log", {"name": kind, "known": ", ".join(LOGS)}))


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def ask(question: str) -> bool:
    """Ask the person at the terminal."""
    # Not the prompt of the library: that leaves a space on stdout, which is for results.
    typer.echo(f"{question} ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in ("y", "ya", "yes")


def agreement(yes: bool) -> Callable[[str], bool] | None:
    """Who is asked before anything is written: nobody, the person at the terminal, or None where there is neither."""
    if yes:
        return lambda question: True
    return ask if at_terminal() else None


def project_of(context: typer.Context) -> Project:
    """Give the folders of the project; reports go where `--out` says."""
    from kkpham_analysis.reports.requests import Project

    return Project.here(out=context.find_root().obj, data=FOLDER.get())
