"""Who of a cluster differs from this computer, and in what, in words: where versions tell it, with both of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kkpham_analysis.language import Words
from kkpham_analysis.reports.cluster_work import HOST, LIBRARIES

# Parts that are a version themselves.
VERSIONS = ("python", "dask", "version")
MOST_LIBRARIES = 5


def listed_parts(parts: Iterable[str], words: Words) -> str:
    """Names of parts, as they stand in a sentence."""
    return words.listed([words.phrase(f"cluster.{part}") for part in parts])


def differing_told(
    worker: str, parts: Iterable[str], mine: Mapping[str, str], other: Mapping[str, str], words: Words
) -> str:
    """Say of a worker in which parts it differs, by what is told of both; of another host, also which that is."""
    host = other.get(HOST, "")
    named = f"{worker} ({host})" if host and host != mine.get(HOST) else worker
    told = words.listed([*_with_versions([*parts], mine, other, words)])
    return words.phrase("cluster.differs", worker=named, parts=told)


def _with_versions(
    parts: list[str], mine: Mapping[str, str], other: Mapping[str, str], words: Words
) -> Iterator[str]:  # fmt: skip
    for part in parts:
        beside = ""
        if part in VERSIONS and part in other:
            beside = _both(other[part], mine[part], words)
        elif part == "libraries" and LIBRARIES in other:
            beside = _libraries(_by_name(mine), _by_name(other), words)
            # Their digest has Python's version in it.
            if not beside and "python" in parts:
                continue
        yield words.phrase(f"cluster.{part}") + (f" ({beside})" if beside else "")


def _libraries(mine: Mapping[str, str], other: Mapping[str, str], words: Words) -> str:
    """The libraries whose versions differ, the first of them by name, and how many more there are."""
    names = sorted(name for name in mine.keys() | other.keys() if mine.get(name) != other.get(name))
    told = [f"{name} {_both(other.get(name, ''), mine.get(name, ''), words)}" for name in names[:MOST_LIBRARIES]]
    more = len(names) - len(told)
    return "; ".join([*told, *([words.phrase("cluster.more", count=more)] if more else [])])


def _both(there: str, here: str, words: Words) -> str:
    none = words.phrase("cluster.not_there")
    return words.phrase("cluster.both", there=there or none, here=here or none)


def _by_name(basis: Mapping[str, str]) -> dict[str, str]:
    lines = (line.partition(" ") for line in basis.get(LIBRARIES, "").splitlines())
    return {name: version for name, _, version in lines}
