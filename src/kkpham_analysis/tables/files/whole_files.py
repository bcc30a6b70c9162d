"""A file written whole or not at all: under another name first, and on the disk before it has its own."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from kkpham_analysis.tables.storing import to_disk

# What a disk says that is full, or on which one has no more room.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def write_whole(path: Path, content: bytes) -> None:
    """Write one file: whoever reads it, and whenever the program is killed, it is the old one or the new one.

    Its folder is made where it is not there; who may read it is for the mask of the user to say.
    """
    part = write_beside(path, content)
    try:
        part.replace(path)
        to_disk(path.parent)
    finally:
        part.unlink(missing_ok=True)


def write_beside(path: Path, content: bytes) -> Path:
    """Write what is to become a file beside it, and give where: to rename it is all that is left to do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno:
            # Of a write that fails the system names no file; of the part, which is gone, nobody knows.
            error.filename = str(path)
        raise
    return part
