"""How many cores there are to work with: what reads files and what runs reports ask here."""

from __future__ import annotations

import os


def usable_cores() -> int:
    """How many cores this program may use: fewer than there are where it was bound to some (`taskset`, `cpuset`).

    How much of their time it may have, as the quota of a container says, is not asked.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
