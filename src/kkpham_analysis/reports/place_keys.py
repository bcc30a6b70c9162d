"""Every name that a place is found by, on the site and in the tables of a page: one list for both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kkpham_analysis.tables.loading import default_data_dir, read_quietly


def keys_by_code() -> Mapping[str, tuple[str, ...]]:
    """Short forms, codes and names of each place by its code, as a search compares them; none without tables."""
    try:
        return _read_keys(default_data_dir())
    except (FileNotFoundError, KeyError):
        return {}


@lru_cache(maxsize=4)
def _read_keys(data_dir: Path) -> Mapping[str, tuple[str, ...]]:
    keys = read_quietly("place_keys", data_dir=data_dir)
    by_code: dict[str, list[str]] = {}
    # A table of each of some hundred places (`groupby`) would take ten times as long, in every page.
    for code, key in zip(keys["code"].tolist(), keys["key"].tolist(), strict=True):
        by_code.setdefault(code, []).append(key)
    return {code: tuple(group) for code, group in by_code.items()}
