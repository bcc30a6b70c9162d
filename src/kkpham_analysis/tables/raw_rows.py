"""Rows put into raw files and taken out again; all other bytes stay, and what a build would refuse is known before."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from kkpham_analysis.tables import dictionary, storing
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.reading import read_raw
from kkpham_analysis.tables.schemas import RAW

PACKAGE = "datapackage.json"

Row = Mapping[str, str]


def with_rows(content: bytes, rows: Iterable[Row]) -> bytes:
    r"""A CSV file with further rows at its end; its bytes, its line ends and whether the last line has one stay.

    >>> with_rows(b"id,note\r\nA1,", [{"id": "A2", "note": "a, b"}])
    b'id,note\r\nA1,\r\nA2,"a, b"'
    """
    lines = io.StringIO(newline="")
    header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    writer = csv.writer(lines, lineterminator=_line_end(content).decode())
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    added = lines.getvalue().encode("utf-8")
    end = _line_end(content)
    if not added or content.endswith(b"\n"):
        return content + added
    return content + end + added.removesuffix(end)


def without_rows(content: bytes, is_meant: Callable[[Row], bool]) -> bytes:
    r"""A CSV file without some rows; what is left stays as it is, byte for byte.

    >>> without_rows(b"id,note\r\nA1,\r\nA2,\"a, b\"", lambda row: row["id"] == "A2")
    b'id,note\r\nA1,'
    """
    mark = content[:3] if content.startswith(b"\xef\xbb\xbf") else b""
    lines = list(io.StringIO(content[len(mark) :].decode("utf-8"), newline=""))
    reader = csv.reader(lines)
    header = next(reader)
    begin, kept = reader.line_num, lines[: reader.line_num]
    for record in reader:
        if not is_meant(dict(zip(header, record, strict=False))):
            kept += islice(lines, begin, reader.line_num)
        begin = reader.line_num
    left = mark + "".join(kept).encode("utf-8")
    return left if content.endswith(b"\n") else left.removesuffix(b"\n").removesuffix(b"\r")


def _line_end(content: bytes) -> bytes:
    return b"\r\n" if content.split(b"\n", 1)[0].endswith(b"\r") else b"\n"


def would_be_faults(data_dir: Path, files: Mapping[str, bytes]) -> list[Fault]:
    """What a build would refuse, if raw files had these contents.

    Parameters
    ----------
    data_dir
        The data folder, which is only read.
    files
        New contents, by path under `data/raw`.
    """
    with _copy_with(data_dir, files) as folder:
        return read_raw(folder)[1]


def with_description(data_dir: Path, folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of one raw folder by their names in it, with the `datapackage.json` that then describes it."""
    by_name = {path.removeprefix(f"{folder}/"): content for path, content in files.items()}
    package = data_dir / "raw" / folder / PACKAGE
    if package.is_file():
        with _copy_with(data_dir, files) as copy:
            before = json.loads(package.read_text(encoding="utf-8"))
            described = dictionary.datapackage(copy / "raw", dictionary.folders()[folder], before)
        by_name[PACKAGE] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return by_name


class _copy_with(tempfile.TemporaryDirectory[str]):  # noqa: N801 - it is used as a function
    """The raw tables in a folder of their own, some of them with other contents."""

    def __init__(self, data_dir: Path, files: Mapping[str, bytes]) -> None:
        super().__init__(prefix="kkpham-")
        for table in RAW.values():
            source, target = data_dir / "raw" / table.path, Path(self.name) / "raw" / table.path
            target.parent.mkdir(parents=True, exist_ok=True)
            if table.path in files:
                target.write_bytes(files[table.path])
            elif source.is_file():
                storing.take_over(source.resolve(), target)

    def __enter__(self) -> Path:  # type: ignore[override]
        return Path(self.name)


def records(content: bytes) -> list[tuple[int, Row]]:
    """The rows of a CSV file that is whole, each with its line."""
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    header: Sequence[str] = next(reader, [])
    found: list[tuple[int, Row]] = []
    begin = reader.line_num
    for record in reader:
        found.append((begin + 1, dict(zip(header, record, strict=False))))
        begin = reader.line_num
    return found
