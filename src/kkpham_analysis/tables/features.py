"""The raw boundary file: its codes as text, and what its bytes, its columns and its shapes can have wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.tables.columns import Table
from kkpham_analysis.tables.faults import Fault

if TYPE_CHECKING:
    import pandas as pd

# Degrees: west, south, east, north. Metres, or longitude and latitude exchanged, lie outside.
INDONESIA = (94, -12, 142, 7)
WGS84 = (4326, "CRS84")
AREAS = ("Polygon", "MultiPolygon")


def read_features(path: Path, table: Table) -> tuple[pd.DataFrame | None, list[Fault]]:
    """The codes of a boundary file, its index being the number of the feature, and its faults.

    The frame is None where the file cannot be read at all. Geometry is looked at, and not kept.
    """
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    def fault(kind: str, remedy: str, **details: str | int) -> Fault:
        return Fault(table.path, 0, "", "", kind, remedy, details)

    if not path.is_file():
        return None, [fault("missing_file", "restore")]
    try:
        content = parquet.ParquetFile(path).read()
    except (arrow.ArrowException, OSError, ValueError) as error:
        return None, [fault("unreadable", "restore", error=str(error).splitlines()[0])]
    missing = [name for name in table.columns if name not in content.column_names]
    if missing:
        header = ",".join(table.columns)
        return None, [
            Fault(table.path, 0, name, name, "missing_column", "header", {"header": header}) for name in missing
        ]
    codes = content.select([name for name in table.columns if table[name].kind != "geometry"]).to_pandas()
    codes.index += 1
    faults = [] if _is_wgs84(content.schema.metadata or {}) else [fault("crs", "to_wgs84")]
    # Shapes in other units lie far away, each of them: one sentence is enough.
    faults = faults or list(_shape_faults(content.column("geometry"), table))
    return codes.astype("str"), faults


def _is_wgs84(metadata: dict[bytes, bytes]) -> bool:
    """Whether the GeoParquet metadata says so; GeoParquet without a word on it means longitude and latitude."""
    try:
        about = json.loads(metadata.get(b"geo", b"{}"))["columns"]["geometry"]
        crs: Any = about.get("crs", {"id": {"code": "CRS84"}})
        return crs["id"]["code"] in WGS84
    except (ValueError, KeyError, TypeError):
        return False


def _shape_faults(column: Any, table: Table) -> Iterator[Fault]:
    import shapely

    west, south, east, north = INDONESIA
    limits = f"{west}…{east}, {south}…{north}"
    shapes = shapely.from_wkb(column.to_numpy(), on_invalid="ignore")
    for number, shape in enumerate(shapes, 1):
        if shape is None or shape.geom_type not in AREAS or shape.is_empty:
            yield Fault(table.path, number, "geometry", "", "no_area", "add_polygon")
            continue
        left, bottom, right, top = shape.bounds
        if not (west <= left and right <= east and south <= bottom and top <= north):
            yield Fault(table.path, number, "geometry", "", "far_away", "check_value", {"limits": limits})
