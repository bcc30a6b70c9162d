"""What a report was made from, and what of it is another by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kkpham_analysis.reports.row_digests import RowDigests


@dataclass(frozen=True)
class Edition:
    """What a report was made from: the version of the package, the data, and the notebook, each by what tells it apart.

    `data` is `data_digest`, `newest_source` the date of the newest source, `notebook` a digest of its file. `tables`
    are digests of the tables that a report read, by their names; empty where these were not noted. Of an edition that
    is of no report they are all there are. `made_up` says that the data hold made-up rows, whether shown or not.
    `code` is a digest of the package, which changes between versions too; `libraries` one of what else draws a report,
    with its versions; each empty where it was not noted. `scope` is the code of the one place whose rows were read: of
    tables that say something of every place, `tables` then has digests of these rows alone, as `rows` gives them.
    """

    version: str = ""
    data: str = ""
    newest_source: str = ""
    notebook: str = ""
    tables: Mapping[str, str] = field(default_factory=dict)
    made_up: bool = False
    code: str = ""
    scope: str = ""
    libraries: str = ""
    rows: RowDigests | None = field(default=None, compare=False, repr=False)

    def digest_of(self, table: str, scope: str = "") -> str:
        """What tells a table apart, or its rows of one place; empty where it is not there."""
        of_place = self.rows.of(scope, table) if scope and self.rows else ""
        return of_place or self.tables.get(table, "")

    def changed_tables(self, now: Edition) -> list[str]:
        """The tables read that are others in a later edition, or whose rows of the place are."""
        return [name for name, digest in self.tables.items() if now.digest_of(name, self.scope) != digest]

    def has_other_data(self, now: Edition) -> bool:
        """Whether a later edition has other data: in the tables that were read, or in any where these are not known."""
        return bool(self.changed_tables(now)) if self.tables else self.data != now.data

    def of_unknown_rows(self) -> Edition:
        """An edition from which no later one is the same: every table that was read is told of, by no digest."""
        return replace(self, tables={}, rows=None)

    def causes(self, now: Edition) -> list[str]:
        """What is another in a later edition: `data`, `version`, `libraries`, `notebook`."""
        is_other = {
            "data": self.has_other_data(now),
            "version": self.version != now.version or _is_other(self.code, now.code),
            "libraries": _is_other(self.libraries, now.libraries),
            "notebook": self.notebook != now.notebook,
        }
        return [name for name, differs in is_other.items() if differs]


def _is_other(noted: str, now: str) -> bool:
    """Whether two digests differ; one that was not noted says nothing."""
    return bool(noted and now and noted != now)
