"""Rows put into raw tables and taken out again by commands: all files of a command or none, and never a faulty one.

What stands in the files stays as it is, byte for byte: rows are put behind it, and taken out from between.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables import dictionary
from kkpham_analysis.tables.columns import Table
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.together import settle, write_together
from kkpham_analysis.tables.reading import read_raw
from kkpham_analysis.tables.schemas import RAW
from kkpham_analysis.tables.storing import only_one

Record = Mapping[str, str]
PACKAGE = "datapackage.json"


class RawFaultsError(WholeError, ValueError):
    """Raised where raw files have faults, or would have them; `faults` holds them all, and nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


def with_rows(content: bytes, rows: Iterable[Record], table: Table) -> bytes:
    r"""A raw CSV file with rows put behind its own, in its line ends; its last line ends as it did.

    >>> from kkpham_analysis.tables.schemas import RAW
    >>> with_rows(b"a\r\n1\r\n", [{"regency_code": "6401", "bps_code_2020": "6402"}], RAW["bps_codes"])
    b'a\r\n1\r\n6401,6402\r\n'
    """
    line_end = "\r\n" if b"\r\n" in content else "\n"
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=line_end)
    writer.writerows([row.get(name, "") for name in table.columns] for row in rows)
    added, end = written.getvalue().encode("utf-8"), line_end.encode()
    if not added or not content or content.endswith(b"\n"):
        return content + added
    return content + end + added.removesuffix(end)


def without_rows(content: bytes, goes: Callable[[Record], bool]) -> bytes:
    r"""A raw CSV file without the rows that `goes` says yes to; the others, and the end of the file, as they are.

    >>> without_rows(b'a,b\r\n1,"x\r\ny"\r\n2,z\r\n', lambda row: row["a"] == "1")
    b'a,b\r\n2,z\r\n'
    """
    lines = list(io.StringIO(content.decode("utf-8"), newline=""))
    # A mark at the begin of the file is no part of the first column's name.
    reader = csv.reader(line.removeprefix("\ufeff") for line in lines)
    header = next(reader, [])
    kept = lines[: reader.line_num]
    begin = reader.line_num
    for record in reader:
        if not goes(dict(zip(header, record, strict=False))):
            kept += lines[begin : reader.line_num]
        begin = reader.line_num
    left = "".join(kept)
    return (left if content.endswith(b"\n") else left.removesuffix("\n").removesuffix("\r")).encode("utf-8")


def records(content: bytes) -> list[tuple[int, Record]]:
    """The rows of a raw CSV file that has no faults, each with its line."""
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    header = next(reader, [])
    found: list[tuple[int, Record]] = []
    begin = reader.line_num
    for record in reader:
        found.append((begin + 1, dict(zip(header, record, strict=False))))
        begin = reader.line_num
    return found


def change_raw(data_dir: Path, change: Callable[[Path], Mapping[str, bytes]]) -> bool:
    """Change raw files as one: looked at as a build would, then all of them written, or none.

    Parameters
    ----------
    data_dir
        The data folder.
    change
        Takes the folder of raw files, as nobody else changes it meanwhile; gives the new contents of some of them, by
        their paths in it.

    Returns
    -------
    bool
        Whether anything was written; False where the files are already so.

    Raises
    ------
    RawFaultsError
        When the raw files would have faults, or have some already.
    TimeoutError
        When a build does not end.
    """
    raw = data_dir / "raw"
    with only_one(data_dir, waiting=lambda: None):
        settle(raw)
        files = {path: content for path, content in change(raw).items() if _content(raw / path) != content}
        if not files:
            return False
        with tempfile.TemporaryDirectory(dir=data_dir, prefix=".raw-new-") as folder:
            would_be = _would_be(raw, Path(folder), files)
            _, faults = read_raw(would_be.parent)
            if faults:
                raise RawFaultsError(faults)
            described = _described(would_be, files)
        write_together(raw, {**files, **described})
    return True


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _would_be(raw: Path, folder: Path, files: Mapping[str, bytes]) -> Path:
    """The raw files as they would be: copies of those that change, and the others."""
    would_be = folder / "raw"
    paths = {table.path for table in RAW.values()} | {f"{Path(path).parent.as_posix()}/{PACKAGE}" for path in files}
    for path in paths | set(files):
        target = would_be / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in files:
            target.write_bytes(files[path])
        elif (raw / path).is_file():
            _same_file(raw / path, target)
    return would_be


def _same_file(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve())
    except OSError:
        # Windows asks for a right that few have.
        shutil.copyfile(source, target)


def _described(would_be: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The description of each folder whose files change: their hashes, sizes and rows; of a folder that has one."""
    described = {}
    for folder, tables in dictionary.folders().items():
        path = would_be / folder / PACKAGE
        if path.is_file() and any(table.path in files for table in tables):
            package = dictionary.datapackage(would_be, tables, json.loads(path.read_text(encoding="utf-8")))
            text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
            described["/".join(filter(None, (folder, PACKAGE)))] = text.encode("utf-8")
    return described
