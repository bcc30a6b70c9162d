"""The raw facts, read and checked: every table as text first, every fault at once, then typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables import checking, corrections
from kkpham_analysis.tables.columns import Table
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.features import read_features
from kkpham_analysis.tables.files.textfiles import read_rows
from kkpham_analysis.tables.schemas import RAW

if TYPE_CHECKING:
    import pandas as pd


def read_raw(
    data_dir: Path | str, *, schemas: Mapping[str, Table] = RAW
) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Every raw table, typed, and every fault of the raw files.

    Nothing is written. Corrections from `corrections.csv` are applied. Of the boundaries only the codes
    are kept; their geometry is read again where it is needed.

    Parameters
    ----------
    data_dir
        Folder that holds `raw`.
    schemas
        The tables to read, by name.

    Returns
    -------
    tuple
        The tables by name, indexed from 0, in the order of the file; none where there are faults. And the faults,
        sorted by file and line; no fault is hidden behind another.
    """
    raw = Path(data_dir) / "raw"
    faults: list[Fault] = []
    texts: dict[str, pd.DataFrame] = {}
    strays: dict[str, set[str]] = {}
    for name, table in schemas.items():
        frame, stray, found = read_text(raw, table)
        faults += found
        if frame is not None:
            texts[name], strays[name] = frame, stray
    if "corrections" in texts:
        faults += corrections.apply(texts, schemas)
    for name, frame in texts.items():
        faults += checking.field_faults(frame, schemas[name], schemas)
        faults += checking.key_faults(frame, schemas[name])
    faults += checking.reference_faults(texts, schemas, strays)
    faults += checking.cross_faults(texts, schemas)
    if faults:
        return {}, sorted(set(faults))
    return {name: typed(frame, schemas[name]) for name, frame in texts.items()}, []


def read_text(raw: Path, table: Table) -> tuple[pd.DataFrame | None, set[str], list[Fault]]:
    """One raw table as text, its index being the line in the file; None where the file cannot be read at all."""
    if not table.is_csv:
        codes, faults = read_features(raw / table.path, table)
        return codes, set(), faults
    import pandas as pd

    rows = read_rows(raw / table.path, table)
    if not rows.readable:
        return None, set(), rows.faults
    places = {name: rows.header.index(name) for name in table.columns if name in rows.header}
    columns = {name: [row[place] or None for row in rows.records] for name, place in places.items()}
    frame = pd.DataFrame(columns, index=pd.Index(rows.lines, dtype="int64"), dtype="str")
    return frame, rows.stray, rows.faults


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """A table of checked text with the types of its schema; numbers are the ones written, to the last digit."""
    typed_frame = frame.reset_index(drop=True)
    for entry in table.fields:
        if entry.name in typed_frame and entry.dtype in ("Int64", "Float64", "boolean"):
            typed_frame[entry.name] = _numbers(typed_frame[entry.name], entry.dtype)
    return typed_frame


def _numbers(text: pd.Series[str], dtype: str) -> pd.Series[Any]:
    import pandas as pd

    converters: dict[str, Callable[[str], object]] = {"Int64": int, "Float64": float, "boolean": "1".__eq__}
    convert = converters[dtype]
    values = [pd.NA if pd.isna(value) else convert(value) for value in text]
    return pd.Series(values, index=text.index, dtype=dtype)
