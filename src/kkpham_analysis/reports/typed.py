"""What stood before the command that makes a report: printed commands work in the same folders, as they were typed.

Kernels are told by a variable of their environment, so that a page knows it and no notebook has to take it.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from kkpham_analysis.tables.loading import own_data_dir

VARIABLE = "KKPHAM_TYPED"
COMMAND = re.compile(r"\bkkpham (?=[a-z])")


def typed_before(data: str, out: Path | None) -> str:
    """The options before a command that say which data it reads, and where pages of other data go.

    Where the data are those of the project, the place of a page changes nothing in it, and is not said.

    >>> typed_before("my trial", Path("trial/reports"))
    "--data 'my trial' --out trial/reports"
    >>> typed_before("", Path("elsewhere"))
    ''
    """
    own = own_data_dir()
    is_named = bool(data) and (own is None or Path(data).resolve() != own.resolve())
    return shlex.join(["--data", data, *([] if out is None else ["--out", str(out)])]) if is_named else ""


def is_same(typed: str, other: str) -> bool:
    """Whether two texts that were typed before a command name the same folders, from where one works.

    >>> is_same("--data mine --out trial", "--data ./mine --out mine/../trial"), is_same("--data mine", "")
    (True, False)
    """
    return typed == other or _meant(typed) == _meant(other)


def _meant(typed: str) -> list[Path | str]:
    try:
        parts = shlex.split(typed)
    except ValueError:
        return [typed]
    return [part if part.startswith("--") else Path(part).resolve() for part in parts]


def as_typed(text: str) -> str:
    """A text of a page with what was typed before the command that makes the page in each command that it names.

    One that names its own folder stays as it is.
    """
    before = os.environ.get(VARIABLE, "")
    return COMMAND.sub(lambda _: f"kkpham {before} ", text) if before else text
