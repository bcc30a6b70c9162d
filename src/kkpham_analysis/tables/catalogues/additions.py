"""Lists of indicators put into the raw tables, as a new version each, and taken out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables.catalogues.in_use import lists_in_use, types_of
from kkpham_analysis.tables.catalogues.understanding import Frame, as_records
from kkpham_analysis.tables.labels import TYPE
from kkpham_analysis.tables.raw_changes import RawFaultsError, Record, change_raw, records, with_rows, without_rows
from kkpham_analysis.tables.reading import read_text
from kkpham_analysis.tables.schemas import RAW
from kkpham_analysis.tables.units import YES_NO
from kkpham_analysis.tables.vocabulary import LOADED, NO_PUBLISHER, PLACEHOLDER

if TYPE_CHECKING:
    import pandas as pd

LISTS, ITEMS = RAW["catalogues"], RAW["catalogue_items"]
# What stands in the place of what nobody said of a list.
NOT_SAID = ("", NO_PUBLISHER)


class NoCatalogueError(WholeError, LookupError):
    """Raised where what is asked of the lists cannot be: `kind` is the key of a sentence, `details` fill it."""

    def __init__(self, kind: str, **details: str | int) -> None:
        self.kind, self.details = kind, details
        super().__init__(kind, details)


@dataclass(frozen=True)
class Origin:
    """Where a list comes from: the name of its file or what it is, who holds it, its page, the day it was loaded."""

    title: str
    publisher: str
    url: str
    loaded_on: str
    note: str = ""


def frame_of(
    regulation: str,
    *,
    regulations: pd.DataFrame,
    settings: pd.DataFrame,
    rights: pd.DataFrame,
    known: pd.DataFrame,
    labels: pd.DataFrame,
) -> Frame:
    """What is known of a regulation, to hold a list against.

    Its types are those that have a weight, and those of the indicators that are publicly known.

    Parameters
    ----------
    regulation
        Its number and year.
    regulations, settings, rights, known, labels
        The tables `regulations`, `regulation_settings`, `rights`, `indicators_known` and `regulation_labels`.

    Raises
    ------
    NoCatalogueError
        When there is no such regulation; names those that there are.
    """
    rows = regulations[regulations["regulation"] == regulation]
    if rows.empty:
        raise NoCatalogueError("no_regulation", regulation=regulation, known=", ".join(regulations["regulation"]))
    own = rights[rights["regulation"] == regulation]
    names = {row["right_code"]: (row["name_id"], row["name_en"]) for row in own.to_dict("records")}
    types = types_of(settings, known.loc[known["regulation"] == regulation, "type"], regulation)
    called = labels[(labels["regulation"] == regulation) & (labels["kind"] == TYPE)]
    by_type = {row["name"]: (row["label_id"], row["label_en"]) for row in called.to_dict("records")}
    return Frame(regulation, names, types, int(rows["indicators"].iloc[0]), by_type)


def placeholder_items(frame: Frame, settings: pd.DataFrame) -> list[dict[str, str]]:
    """Numbered indicators that fill the known total over the known rights and types, to try things out with.

    Parameters
    ----------
    frame
        What is known of the regulation.
    settings
        The table `regulation_settings`.

    Raises
    ------
    NoCatalogueError
        When its total or its rights are not known.
    """
    total, rights = frame.indicators, list(frame.rights)
    if not total or not rights:
        raise NoCatalogueError("nothing_to_fill", regulation=frame.regulation)
    spread = [(rights[number * len(rights) // total], number) for number in range(total)]
    items = []
    for right in rights:
        own = [number for code, number in spread if code == right]
        types = [frame.types[place * len(frame.types) // len(own)] if frame.types else "" for place in range(len(own))]
        for number, name in zip(own, types, strict=True):
            points = _points_of(name, types.count(name), frame.regulation, settings)
            items.append(_placeholder(frame.regulation, number + 1, right, name, points, name == types[0] != ""))
    return items


def _placeholder(regulation: str, number: int, right: str, name: str, points: str, is_yes_no: bool) -> dict[str, str]:
    labels = {f"label_{language}": Words(language).phrase("catalogue.placeholder", number=f"{number:03}")
              for language in ("id", "en")}  # fmt: skip
    # Some are answered by yes or no and some by a number, so that both can be tried.
    return {"regulation": regulation, "indicator_no": str(number), "right_code": right, "type": name, **labels,
            "data_dukung_id": "", "max_points": points, "unit": YES_NO if is_yes_no else "%"}  # fmt: skip


def _points_of(name: str, count: int, regulation: str, settings: pd.DataFrame) -> str:
    """The points of one of `count` indicators of a type: the weight of the type in equal parts, or what each earns."""
    own = settings[settings["regulation"] == regulation]
    weights = own[(own["setting"] == "type_weight") & (own["of"] == name)]["value"].dropna()
    if len(weights):
        return f"{round(float(weights.iloc[0]) / count, 2):g}"
    each = own[own["setting"] == "indicator_points"]["value"].dropna()
    return f"{float(each.iloc[0]):g}" if len(each) else ""


def add_catalogue(
    data_dir: Path, regulation: str, items: Sequence[Mapping[str, str]], origin: Origin, *, kind: str = LOADED
) -> tuple[int, bool]:
    """Put a list behind the others of its regulation, as a new version.

    The same list is not put there again: the newest of its kind that holds the same indicators stands for it.

    Parameters
    ----------
    data_dir
        The data folder.
    regulation
        Whose indicators they are.
    items
        The indicators, with the columns of `catalogue_items` as text, without the version.
    origin
        Where the list comes from.
    kind
        `loaded` or `placeholder`.

    Returns
    -------
    tuple
        The version of the list, and whether anything was written.

    Raises
    ------
    NoCatalogueError
        When a placeholder is to be put beside a list that was loaded.
    RawFaultsError
        When the raw files would have faults.
    TimeoutError
        When a build does not end.
    """
    settled = {"version": 0}

    def change(raw: Path) -> dict[str, bytes]:
        lists, before = _text_of(raw, LISTS.name), _text_of(raw, ITEMS.name)
        own = lists[lists["regulation"] == regulation]
        if kind == PLACEHOLDER and (own["kind"] == LOADED).any():
            raise NoCatalogueError("list_before_placeholder", regulation=regulation)
        same = own[own["kind"] == kind]["version"].astype("int")
        versions = own["version"].astype("int")
        if len(same) and _records(before, regulation, same.max()) == as_records(items, same.max()):
            settled["version"] = int(same.max())
            return {}
        settled["version"] = int(versions.max()) + 1 if len(versions) else 1
        row = {"regulation": regulation, "version": str(settled["version"]), "kind": kind, **vars(origin)}
        added = {LISTS: [row], ITEMS: as_records(items, settled["version"])}
        return {table.path: with_rows((raw / table.path).read_bytes(), rows, table) for table, rows in added.items()}

    is_written = change_raw(data_dir, change)
    return settled["version"], is_written


def complete_origin(data_dir: Path, regulation: str, version: int, given: Mapping[str, str]) -> tuple[Record, Record]:
    """Record of a list that is there already what was not said when it was loaded; what was said then stays.

    Parameters
    ----------
    data_dir
        The data folder.
    regulation, version
        Which list.
    given
        What is said of it now, by the columns of `catalogues`; empty where nothing is.

    Returns
    -------
    tuple
        What was recorded now, and what was said otherwise when it was loaded; each by its column.

    Raises
    ------
    RawFaultsError
        When the raw files would have faults.
    TimeoutError
        When a build does not end.
    """
    recorded: dict[str, str] = {}
    stays: dict[str, str] = {}

    def is_it(row: Record) -> bool:
        return (row["regulation"], row["version"]) == (regulation, str(version))

    def change(raw: Path) -> dict[str, bytes]:
        content = (raw / LISTS.path).read_bytes()
        row = next(row for _, row in records(content) if is_it(row))
        others = {name: value for name, value in given.items() if value and value != row[name]}
        recorded.update({name: value for name, value in others.items() if row[name] in NOT_SAID})
        stays.update({name: row[name] for name in others if name not in recorded})
        if not recorded:
            return {}
        return {LISTS.path: with_rows(without_rows(content, is_it), [{**row, **recorded}], LISTS)}

    change_raw(data_dir, change)
    return recorded, stays


def remove_catalogue(data_dir: Path, regulation: str, version: int | None = None) -> Record:
    """Take a list out again, with all its indicators: the others stay as they are, byte for byte.

    Parameters
    ----------
    data_dir
        The data folder.
    regulation
        Whose list it is.
    version
        Which; by default the one in use.

    Returns
    -------
    Record
        The row of `catalogues` that is gone.

    Raises
    ------
    NoCatalogueError
        When there is no such list.
    RawFaultsError
        When the raw files have faults.
    TimeoutError
        When a build does not end.
    """
    gone: dict[str, str] = {}

    def change(raw: Path) -> dict[str, bytes]:
        lists = _text_of(raw, LISTS.name)
        own = lists[lists["regulation"] == regulation]
        if own.empty:
            raise NoCatalogueError("no_list_loaded", regulation=regulation)
        numbered = own.assign(version=own["version"].astype("int"))
        wanted = int(lists_in_use(numbered)["version"].iloc[0]) if version is None else version
        row = numbered[numbered["version"] == wanted]
        if row.empty:
            there = ", ".join(map(str, sorted(numbered["version"])))
            raise NoCatalogueError("no_version", regulation=regulation, version=wanted, known=there)
        gone.update({str(name): str(value) for name, value in row.fillna("").iloc[0].items()})
        key = {"regulation": regulation, "version": str(wanted)}

        def goes(row: Record) -> bool:
            return all(row.get(name) == value for name, value in key.items())

        return {table.path: without_rows((raw / table.path).read_bytes(), goes) for table in (LISTS, ITEMS)}

    change_raw(data_dir, change)
    return gone


def _text_of(raw: Path, name: str) -> pd.DataFrame:
    table, _, faults = read_text(raw, RAW[name])
    if table is None or faults:
        raise RawFaultsError(faults)
    return table


def _records(items: pd.DataFrame, regulation: str, version: int) -> list[dict[str, str]]:
    own = items[(items["regulation"] == regulation) & (items["version"] == str(version))]
    return [{str(name): str(value) for name, value in row.items()} for row in own.fillna("").to_dict("records")]
