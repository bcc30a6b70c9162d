"""Files of supporting data read one after the other, or by several processes side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from kkpham_analysis.tables.cores import usable_cores
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.submissions.files import FileIn, read_file
from kkpham_analysis.tables.submissions.records import Known
from kkpham_analysis.tables.submissions.store import SubmissionsError

# Under this, starting processes costs more than it saves.
FILES_PER_PROCESS = 24

Tell = Callable[[int, int], None]
Step = Callable[[str, int], None]


def read_all(
    files: Sequence[Path], known: Known, workers: int | None, tell: Tell, step: Step
) -> Iterator[FileIn]:  # fmt: skip
    """Every file, in their order, whoever reads it.

    Raises
    ------
    SubmissionsError
        When a process ended while it read: which files it may have been, and how to go on.
    """
    count = min(workers or usable_cores(), len(files) // FILES_PER_PROCESS)
    if count < 2:
        for done, file in enumerate(files, 1):
            yield read_file(file, known, read=partial(step, "reading"))
            tell(done, len(files))
        return
    done = 0
    try:
        with ProcessPoolExecutor(count) as pool:
            for done, read in enumerate(pool.map(partial(read_file, known=known), files, chunksize=8), 1):
                yield read
                tell(done, len(files))
    except BrokenProcessPool:
        details: dict[str, str | int] = {"left": len(files) - done, "files": len(files)}
        fault = Fault(files[done].name, 0, "", "", "reader_ended", "one_reader", details)
        raise SubmissionsError(fault) from None
