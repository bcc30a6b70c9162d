"""Which data a result was made from: one name for all the processed tables together, and how new their sources are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from kkpham_analysis.tables import storing
from kkpham_analysis.tables.building import read_manifest
from kkpham_analysis.tables.loading import default_data_dir, read_quietly, stored_values


def data_digest(data_dir: Path | str | None = None) -> str:
    """A digest of everything in `processed`: another one where any row of any table is another; empty without tables.

    Parameters
    ----------
    data_dir
        Folder that holds `processed`; by default the one that `load` reads.
    """
    return digest_of_tables(table_digests(data_dir))


def digest_of_tables(tables: Mapping[str, str]) -> str:
    """The `data_digest` of tables whose digests are known by their names."""
    lines = sorted(f"{name} {digest}" for name, digest in tables.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def table_digests(data_dir: Path | str | None = None) -> dict[str, str]:
    """A digest of each table in `processed`, by its name; nothing without tables."""
    try:
        folder = default_data_dir() if data_dir is None else Path(data_dir)
    except FileNotFoundError:
        return {}
    tables = read_manifest(storing.processed_dir(folder)).get("tables", {})
    return {name: entry["sha256"] for name, entry in tables.items()}


def holds_made_up(data_dir: Path | str | None = None) -> bool:
    """Whether any row that was handed in is made up; without tables none is."""
    try:
        return True in stored_values("submissions", "synthetic", data_dir=data_dir)
    except (FileNotFoundError, KeyError):
        return False


def newest_source(data_dir: Path | str | None = None) -> str:
    """When the newest of the sources was published (2023, 2023-12, 2023-12-19); empty without sources."""
    try:
        published = read_quietly("sources", data_dir=data_dir)["published_on"].dropna()
    except (FileNotFoundError, KeyError):
        return ""
    return str(published.max()) if len(published) else ""
