"""What is wrong with the raw files: one fault, one sentence that says where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kkpham_analysis.language import Words

ENGLISH = Words("en")
# A sentence stays readable whatever a file holds: a value from it is cut here, the list of a table's columns is not.
LONGEST_VALUE = 60
LONGEST_DETAIL = 400


@dataclass(frozen=True, order=True)
class Fault:
    """Something in a raw file that cannot be taken as it is.

    Parameters
    ----------
    file
        Path under `data/raw`, with forward slashes.
    row
        Line number as an editor shows it, or the feature's number in a boundary file; 0 where the whole file is meant.
    column
        Name of the column, or empty.
    value
        What stands there now, or empty.
    kind
        What is wrong: a key that stays the same in every language, with its text in `language/tables.toml`.
    remedy
        What to do about it: a key as well.
    details
        What the texts of `kind` and `remedy` are filled with; `form` is the key of a text itself.

    Examples
    --------
    >>> fault = Fault("awards/award_claims.csv", 41, "regency_code", "101", "pattern", "see",
    ...               {"form": "regency_code", "where": "regions/regencies.csv"})
    >>> print(fault)
    awards/award_claims.csv line 41, column regency_code: '101' is not a regency code of four digits; see regions/regencies.csv.
    >>> print(fault.sentence(Words("id")))
    awards/award_claims.csv baris 41, kolom regency_code: '101' bukan kode kabupaten/kota empat angka; lihat regions/regencies.csv.
    """  # noqa: E501

    file: str
    row: int
    column: str
    value: str
    kind: str
    remedy: str
    details: dict[str, str | int] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, words: Words = ENGLISH) -> str:
        """Say in one language where the fault is, what it is, and the way out."""
        shown = f"'{shortened(self.value)}' " if self.value else ""
        return f"{self.place(words)}: {shown}{self.problem(words)}; {self.way_out(words)}."

    def place(self, words: Words = ENGLISH) -> str:
        """File, line and column, in words."""
        unit = "feature" if self.file.endswith(".parquet") else "line"
        parts = self.file + (f" {words.phrase(f'tables.{unit}', number=self.row)}" if self.row else "")
        if self.column:
            parts += f", {words.phrase('tables.column', name=shortened(self.column))}"
        return parts

    def problem(self, words: Words = ENGLISH) -> str:
        """What is wrong, as the middle of the sentence."""
        return words.phrase(f"faults.{self.kind}", **self._filled(words))

    def way_out(self, words: Words = ENGLISH) -> str:
        """What to do about it, as the end of the sentence."""
        return words.phrase(f"remedies.{self.remedy}", **self._filled(words))

    def _filled(self, words: Words) -> dict[str, str | int]:
        filled = {
            name: shortened(value, LONGEST_DETAIL) if isinstance(value, str) else value
            for name, value in self.details.items()
        }
        if "form" in filled:
            filled["form"] = words.phrase(f"forms.{filled['form']}")
        return filled

    def as_record(self, words: Words = ENGLISH) -> dict[str, Any]:
        """The fault as a plain record, for JSON: `kind` for machines, `sentence` for people."""
        return {
            "file": self.file,
            "row": self.row or None,
            "column": shortened(self.column) or None,
            "value": shortened(self.value) or None,
            "kind": self.kind,
            "sentence": self.sentence(words),
        }


def shortened(value: str, length: int = LONGEST_VALUE) -> str:
    r"""A value that fits into a sentence: what does not print made visible, long texts cut.

    >>> shortened("a\x1b[2Jb"), shortened("0123456789", 5)
    ('a\\x1b[2Jb', '0123…')
    """
    if len(value) <= length and value.isprintable():
        return value
    visible = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in value[: length + 1]
    )
    return visible if len(visible) <= length else f"{visible[: length - 1]}…"
