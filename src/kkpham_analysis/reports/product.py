"""What the product is called where a file says what made it, and in which version."""

from __future__ import annotations

import hashlib
import platform
import re
from functools import _lru_cache_wrapper, cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

PACKAGE = "kkpham-analysis"
# How the metadata mark what only the extra `cluster` needs.
ELSEWHERE = "extra == 'cluster'"
SOURCE = Path(__file__).resolve().parents[1]


def version_now() -> str:
    """The version that is installed."""
    return version(PACKAGE)


@cache
def code_now() -> str:
    """A digest of all that the package is made of: code changes between versions, too."""
    # Python writes there under passing names while it loads a module.
    here = (path for path in sorted(SOURCE.rglob("*")) if "__pycache__" not in path.parts and path.suffix != ".pyc")
    files = (path for path in here if path.is_file())
    digests = (f"{path.relative_to(SOURCE).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
               for path in files)  # fmt: skip
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _told_by(there: Distribution) -> tuple[str, list[str]]:
    """The version of a library and what it needs, from the head of its metadata: read as a letter that takes longer."""
    text = there.read_text("METADATA") or there.read_text("PKG-INFO") or ""
    head = text.partition("\n\n")[0]
    version = re.search(r"^Version: *(.*)$", head, re.MULTILINE)
    return version[1].strip() if version else "", re.findall(r"^Requires-Dist: *(.*)$", head, re.MULTILINE)


def versions_now() -> list[str]:
    """Name and version of all that the package needs, and that needs in turn; without a version what is not there."""
    found: dict[str, str] = {}
    waiting = [PACKAGE]
    while waiting:
        name = waiting.pop()
        try:
            there = distribution(name)
        except PackageNotFoundError:
            found[name] = ""
            continue
        found[name], requires = _told_by(there)
        # What only sends reports elsewhere draws none of them.
        needed = [one for one in requires if not one.endswith(ELSEWHERE)]
        names = {re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0].lower().replace("_", "-") for one in needed}
        waiting += names - found.keys()
    del found[PACKAGE]
    return [f"{name} {found[name]}" for name in sorted(found)]


@cache
def libraries_now() -> str:
    """A digest of the versions of Python and of all that the package needs, as far as there."""
    return hashlib.sha256("\n".join([platform.python_version(), *versions_now()]).encode()).hexdigest()


def anew(told: _lru_cache_wrapper[str]) -> str:
    """What is told now; both where it was told otherwise before: this process loaded that, and new kernels load this.

    A process that stays, as a worker does, outlives what it was started from.
    """
    before, now = told(), told.__wrapped__()
    return now if now == before else f"{before} {now}"
