"""What files of one origin speak of, and so which lines of its quarantine are theirs to take out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from kkpham_analysis.tables.files.spreadsheet_texts import harmless
from kkpham_analysis.tables.submissions.files import FileIn
from kkpham_analysis.tables.submissions.layout import ANSWER_KEY, UNSURE
from kkpham_analysis.tables.submissions.marks import beside
from kkpham_analysis.tables.submissions.quarantine import COLUMNS, PLACES, Key, Line, Place, key_of, line_of
from kkpham_analysis.tables.submissions.rows import RowIn

UNPLACED = {"award_year": '"unknown_award_year"', "regency_code": '"(unknown|near)_regency_code"'}


class Spoken(NamedTuple):
    """What files of one origin speak of: the keys of their rows, and these as they are written.

    `places` are the rounds and regencies that they correct; for forms all they are of, row by row. `unplaced` are the
    rows, as they are written, of which nobody knows the round or the regency, and `bodies` what they hold, with where
    they stand and with the round, the regency or neither. `coded` are the rows whose indicator is known, as they are
    written but for that, with where they stand. `unlisted` are the rows by the word that they write for their
    indicator: they may have waited with it until a list that knows it was loaded.
    """

    keys: set[Key]
    written: set[tuple[str, ...]]
    unplaced: set[tuple[str, ...]]
    unlisted: set[tuple[str, ...]]
    places: set[Place]
    bodies: set[tuple[Any, ...]]
    coded: set[tuple[str, ...]]
    is_partial: bool

    @classmethod
    def by(cls, group: Sequence[FileIn], corrected: set[Place]) -> Spoken:
        """What files speak of, of which some rounds and regencies are corrected.

        What one says otherwise that was saved before a newer one is no word on what waits of that.
        """
        rows = [row for file in group for row in (*file.rows, *file.mended) if row.key not in file.behind]
        is_partial = all(file.is_partial or file.is_older for file in group)
        places = corrected | {row.place for row in rows} if is_partial else corrected
        lines = [line_of(row) for row in rows]
        unplaced = {places_of(line) for row, line in zip(rows, lines, strict=True) if None in row.place}
        unlisted = {
            (*places_of(line)[:2], harmless(code))
            for row, line in zip(rows, lines, strict=True)
            if (code := row.shown.get("indicator_code", "")) and code != row.key[-1]
        }
        return cls({named(row) for row in rows}, {places_of(line) for line in lines}, unplaced, unlisted, places,
                   {body for row, line in zip(rows, lines, strict=True) for body in _bodies(row, line)},
                   {_uncoded(line) for row, line in zip(rows, lines, strict=True) if row.key[-1] and not row.mends},
                   is_partial)  # fmt: skip

    def has(self, line: Sequence[str]) -> bool:
        """Whether a line is one of these rows."""
        return places_of(line) in self.written | self.unlisted or key_of(line) in self.keys

    def stays(self, line: Sequence[str]) -> bool:
        """Whether a line is of another file that has the same name, or of a row that a form does not speak of."""
        has_it = self.has(line)
        # A row that is the same but for its indicator, which it says now, is the one whose indicator was not clear.
        if places_of(line) in self.unplaced | self.unlisted or (_uncoded(line) in self.coded and not has_it):
            return False
        if has_it and (self.is_partial or key_of(line) is None):
            return False
        place = place_of(line)
        if place is None:
            # Whose it is, nobody knows: perhaps of a file from elsewhere, unless the same row says it now, or the rows
            # beside it are corrected.
            return (_places(line), *_body(line)) not in self.bodies and (
                self.is_partial or beside(line[-1]) not in self.places
            )
        code = places_of(line)[-1]
        is_told = bool(code) and not code.endswith(UNSURE)
        return (is_told and self.is_partial) or place not in self.places


def place_of(line: Sequence[str]) -> Place | None:
    """The round and the regency that a line is about; None where they are not known."""
    year, regency = _places(line)
    return None if year is None or regency is None else (year, regency)


def _places(line: Sequence[str]) -> Place:
    """The round and the regency that a line is about, each as far as it is known."""
    reasons = line[COLUMNS.index("reason_codes")]
    year, regency = (
        text if text.isdecimal() and not re.search(UNPLACED[name], reasons) else None
        for name, text in zip(UNPLACED, places_of(line), strict=False)
    )
    return (None if year is None else int(year)), regency


def named(row: RowIn) -> Key:
    """The key that a row has in quarantine: with the indicator as it is written, where that means none."""
    year, regency, code = row.key
    return year, regency, code or harmless(row.shown.get("indicator_code", ""))


def places_of(line: Sequence[str]) -> tuple[str, ...]:
    """The round, the regency and the indicator of a line, as they are written."""
    return tuple(line[place] for place in PLACES)


def _body(line: Sequence[str]) -> tuple[str, ...]:
    """Where a line stands and what it holds, but for its round and its regency."""
    kept = [
        place for place, name in enumerate(COLUMNS) if name not in ("file", "reasons", *ANSWER_KEY[:2], *COLUMNS[-3:])
    ]
    return tuple(line[place] for place in kept)


def _uncoded(line: Sequence[str]) -> tuple[str, ...]:
    """Where a line stands and what it holds, but for its indicator."""
    others = ("file", "reasons", ANSWER_KEY[2], *COLUMNS[-3:])
    return tuple(line[place] for place, name in enumerate(COLUMNS) if name not in others)


def _bodies(row: RowIn, line: Line) -> list[tuple[Any, ...]]:
    """What a row holds, as a line whose round, regency or both are not known holds it: of another one it is not."""
    (year, regency), body = row.place, _body(line)
    return [(place, *body) for place in ((year, None), (None, regency), (None, None))]
