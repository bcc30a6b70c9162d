"""Lists of indicators loaded and removed, as `kkpham indicators load` and `remove` answer it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Agree, Answer, FaultyDataError, Tell, ensure_built, refuse_no_data, shown
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.list_guard import refuse_other_meaning, without
from kkpham_analysis.tables.catalogues.additions import (
    Origin,
    add_catalogue,
    complete_origin,
    frame_of,
    placeholder_items,
    remove_catalogue,
)
from kkpham_analysis.tables.catalogues.understanding import Frame, Understood, same_wording, understood
from kkpham_analysis.tables.columns import FORMS
from kkpham_analysis.tables.files.foreign import read_sheets
from kkpham_analysis.tables.loading import default_data_dir
from kkpham_analysis.tables.reading import read_raw
from kkpham_analysis.tables.vocabulary import LOADED, NO_PUBLISHER, PLACEHOLDER

if TYPE_CHECKING:
    import pandas as pd

SHOWN_FAULTS = 200
SHOWN_ROWS = 20


def load_answer(
    file: Path | None,
    regulation: str,
    words: Words,
    *,
    publisher: str = "",
    source: str = "",
    placeholder: bool = False,
    today: dt.date,
    agree: Agree | None,
    tell: Tell,
) -> Answer:
    """Show what a list of indicators is understood as, hold it against what is known, and load it when told to.

    Parameters
    ----------
    file : Path or None
        The list; None for a placeholder.
    regulation : str
        Whose indicators they are.
    words : Words
        The language.
    publisher, source : str
        Who holds the list, and the address of its page; empty where that is not said.
    placeholder : bool
        Whether to load numbered places instead of a list.
    today : date
        The day, for the record.
    agree : callable or None
        Asked whether to write; None where nobody can be asked.
    tell : callable
        Takes each line that says what was understood.

    Raises
    ------
    CallError
        When the call does not say what to load, nobody can be asked, or stored answers would mean something else.
    ForeignFileError
        When the file cannot be read.
    NoCatalogueError
        When there is no such regulation, or a placeholder cannot be loaded.
    FaultyDataError
        When the raw files have faults.
    """
    _refuse_unclear(file, source, placeholder)
    raw = _raw_tables()
    frame = _frame(regulation, raw)
    if file is None:
        result = Understood(placeholder_items(frame, raw["regulation_settings"]))
        note = words_note("placeholder_note")
        origin = Origin(words_note("placeholder_title"), publisher or NO_PUBLISHER, "", today.isoformat(), note)
    else:
        result = understood(read_sheets(file), frame, file=file.name)
        origin = Origin(file.name, publisher or NO_PUBLISHER, source, today.isoformat(), _totals_note(frame))
    for line in understood_lines(result, frame, words):
        tell(line)
    if result.faults:
        return _refused(result, frame, words)
    if not placeholder or not (raw["catalogues"]["regulation"] == regulation).any():
        # A placeholder never takes the place of a list that was loaded.
        refuse_other_meaning(regulation, result.items, words)
    if not _agreed(agree, result, frame, words):
        return Answer(words.phrase("catalogue.not_loaded"), _record(result, frame, words, None, False))
    kind = PLACEHOLDER if placeholder else LOADED
    version, is_new = add_catalogue(default_data_dir(), regulation, result.items, origin, kind=kind)
    ensure_built(words, tell=tell)
    key = f"catalogue.{'loaded' if is_new else 'same'}{'_placeholder' if placeholder else ''}"
    text = [words.phrase(key, count=len(result.items), regulation=regulation, version=version)]
    if not is_new:
        text += _origin_lines(regulation, version, {"publisher": publisher, "url": source}, words, tell=tell)
    if placeholder:
        folder = shown(default_data_dir() / "raw" / "indicators")
        text.append(words.phrase("catalogue.placeholder_changes", folder=folder, regulation=regulation))
    return Answer("\n".join(text), _record(result, frame, words, version, is_new))


def _origin_lines(regulation: str, version: int, given: Mapping[str, str], words: Words, *, tell: Tell) -> list[str]:
    """What was recorded of where a list comes from, that is there already, and what stays as it was said before."""
    recorded, stays = complete_origin(default_data_dir(), regulation, version, given)
    if recorded:
        ensure_built(words, tell=tell)
    lines = [
        words.phrase(f"catalogue.recorded_{name}", version=version, value=value) for name, value in recorded.items()
    ]
    return lines + [
        words.phrase(f"catalogue.stays_{name}", version=version, value=value, given=given[name], regulation=regulation)
        for name, value in stays.items()
    ]


def remove_answer(regulation: str, version: int | None, words: Words, *, tell: Tell) -> Answer:
    """Take a list of indicators out again, and say which one is in use now.

    Raises
    ------
    NoCatalogueError
        When there is no such list.
    CallError
        When stored answers would mean something else.
    FaultyDataError
        When the raw files have faults.
    """
    raw = _raw_tables()
    _frame(regulation, raw)
    refuse_other_meaning(regulation, without(regulation, version, raw), words)
    gone = remove_catalogue(default_data_dir(), regulation, version)
    ensure_built(words, tell=tell)
    text = words.phrase("catalogue.removed", version=gone["version"], regulation=regulation, title=gone["title"])
    return Answer(text, {"regulation": regulation, "version": int(gone["version"]), "removed": True, **_origin(gone)})


def words_note(key: str) -> str:
    """A text that is kept with the data, in Indonesian and English."""
    return " / ".join(Words(language).phrase(f"catalogue.{key}") for language in ("id", "en"))


def _origin(row: Any) -> dict[str, Any]:
    return {name: row[name] or None for name in ("kind", "title", "publisher", "url", "loaded_on")}


def _refuse_unclear(file: Path | None, source: str, placeholder: bool) -> None:
    refuse_no_data()
    if placeholder == (file is not None):
        raise CallError(CallFault("catalogue.file_or_placeholder"))
    if source and not re.fullmatch(FORMS["address"].pattern, source):
        raise CallError(CallFault("catalogue.bad_address", {"address": source, "example": FORMS["address"].example}))


def _raw_tables() -> dict[str, pd.DataFrame]:
    tables, faults = read_raw(default_data_dir())
    if faults:
        raise FaultyDataError(faults)
    return tables


def _frame(regulation: str, raw: dict[str, pd.DataFrame]) -> Frame:
    return frame_of(
        regulation,
        regulations=raw["regulations"],
        settings=raw["regulation_settings"],
        rights=raw["rights"],
        known=raw["indicators_known"],
        labels=raw["regulation_labels"],
    )


def _totals_note(frame: Frame) -> str:
    if not frame.indicators:
        return ""
    texts = [
        Words(language).phrase("catalogue.agrees", total=frame.indicators, rights=len(frame.rights))
        for language in ("id", "en")
    ]
    return " / ".join(texts)


def _agreed(agree: Agree | None, result: Understood, frame: Frame, words: Words) -> bool:
    if agree is None:
        raise CallError(CallFault("catalogue.nobody_to_ask"))
    return agree(words.phrase("catalogue.ask", count=len(result.items), regulation=frame.regulation))


def _refused(result: Understood, frame: Frame, words: Words) -> Answer:
    faults = [fault.sentence(words) for fault in result.faults[:SHOWN_FAULTS]]
    if len(result.faults) > SHOWN_FAULTS:
        faults.append(words.phrase("catalogue.more_faults", count=len(result.faults) - SHOWN_FAULTS))
    text = words.phrase("catalogue.refused", count=len(result.faults))
    return Answer(text, _record(result, frame, words, None, False), faults, failed=True)


def understood_lines(result: Understood, frame: Frame, words: Words) -> list[str]:
    """What a file was understood as, line by line: its tables and columns, its indicators in counts, and the rest."""
    lines = []
    for found in result.tables:
        lines.append(words.phrase("catalogue.table", sheet=found.sheet or "CSV", row=found.row, count=len(found.rows)))
        lines += [
            words.phrase("catalogue.column", heading=heading, meaning=words.phrase(f"catalogue.column_{column}"))
            for column, heading in found.headings.items()
        ]
    for sheet, reason in result.left_out:
        lines.append(words.phrase(f"catalogue.sheet_{reason}", sheet=sheet or "CSV"))
    lines += [
        words.phrase("catalogue.skipped", row=f"{sheet}!{row}" if sheet else row, text=text)
        for sheet, row, text in result.skipped[:SHOWN_ROWS]
    ]
    if len(result.skipped) > SHOWN_ROWS:
        lines.append(words.phrase("catalogue.more_skipped", count=len(result.skipped) - SHOWN_ROWS))
    for text, numbers in same_wording(result.items)[:SHOWN_ROWS]:
        lines.append(words.phrase("catalogue.same_wording", numbers=", ".join(numbers), text=text))
    lines.append(words.phrase("catalogue.understood", count=len(result.items), regulation=frame.regulation))
    return [*lines, *_counts(result.items, frame, words)]


def _counts(items: Sequence[dict[str, str]], frame: Frame, words: Words) -> list[str]:
    """The indicators of each right, by type."""
    lines = []
    name_place = 0 if words.language == "id" else 1
    for code, names in frame.rights.items():
        own = [item for item in items if item["right_code"] == code]
        types = Counter(item["type"] for item in own)
        parts = [
            f"{frame.labels.get(name, (name, name))[name_place] if name else words.phrase('catalogue.no_type')} {count}"
            for name, count in sorted(types.items())
        ]
        told = f" ({', '.join(parts)})" if parts and list(types) != [""] else ""
        lines.append(f"  {code}: {len(own)}{told} · {names[name_place]}")
    return lines


def _record(result: Understood, frame: Frame, words: Words, version: int | None, is_new: bool) -> dict[str, Any]:
    return {
        "regulation": frame.regulation,
        "version": version,
        "loaded": is_new,
        "total": frame.indicators or None,
        "tables": [{"sheet": found.sheet or None, "row": found.row, "columns": found.headings}
                   for found in result.tables],
        "left_out": [{"sheet": sheet, "reason": reason} for sheet, reason in result.left_out],
        "skipped": [{"sheet": sheet or None, "row": row, "text": text} for sheet, row, text in result.skipped],
        "same_wording": [{"numbers": [int(number) for number in numbers if number], "text": text}
                         for text, numbers in same_wording(result.items)],
        "indicators": [{name: value or None for name, value in item.items()} for item in result.items],
        "faults": [fault.as_record(words) for fault in result.faults],
    }  # fmt: skip
