"""What regencies handed in, as it is stored: one Parquet file per round in `data/raw/submissions`, never in git."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS
from kkpham_analysis.tables.together import is_settled, settle, write_together

if TYPE_CHECKING:
    import pandas as pd

FOLDER = "raw/submissions"
QUARANTINE = "quarantine"
KEY = list(SUBMISSIONS.key)


class SubmissionsError(ValueError):
    """Submissions that cannot be stored or used together; `fault` says where, what, and what to do, in words."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def submissions_dir(data_dir: Path | str) -> Path:
    """The folder that holds what regencies handed in."""
    return Path(data_dir) / FOLDER


def read_stored(data_dir: Path | str, award_year: int | None = None) -> pd.DataFrame:
    """What is stored, of one round or of all, with the types of its schema, sorted by its key.

    Parameters
    ----------
    data_dir
        The data folder.
    award_year
        The round; all of them by default.

    Raises
    ------
    SubmissionsError
        When a file holds something else, or synthetic rows are stored with facts.
    """
    import pandas as pd

    folder = submissions_dir(data_dir)
    settle(folder)
    files = [file for file in round_files(folder) if award_year in (None, int(file.stem))]
    frames = [_read(file) for file in files]
    stored = pd.concat([empty(), *frames], ignore_index=True)
    refuse_mixed(stored)
    return stored.sort_values(KEY, kind="stable", ignore_index=True)


def round_files(folder: Path) -> list[Path]:
    """The files of the rounds in a folder, the oldest round first."""
    return sorted(file for file in folder.glob("*.parquet") if file.stem.isdecimal())


def fingerprint(data_dir: Path | str) -> str:
    """A fingerprint of all that is stored: another one where any row is another."""
    folder = submissions_dir(data_dir)
    parts = ["settled" if is_settled(folder) else "unfinished"]
    for file in round_files(folder):
        parts += [file.name, hashlib.sha256(file.read_bytes()).hexdigest()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read(file: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        frame = pd.read_parquet(file)
        SUBMISSIONS.typed_schema().validate(frame, lazy=True)
    except (ValueError, OSError) as error:
        raise _not_ours(file) from error
    if set(frame["award_year"]) - {int(file.stem)}:
        raise _not_ours(file)
    return frame


def _not_ours(file: Path) -> SubmissionsError:
    return SubmissionsError(Fault(f"submissions/{file.name}", 0, "", "", "not_ours", "import_again"))


def empty() -> pd.DataFrame:
    """No submissions, with the types of the schema."""
    import pandas as pd

    return pd.DataFrame({entry.name: pd.Series([], dtype=entry.dtype) for entry in SUBMISSIONS.fields})


def replace_origins(data_dir: Path | str, frame: pd.DataFrame) -> None:
    """Store rows: in every round of the frame, what the same origins handed in before is replaced by these.

    All rounds are written, or none. The same rows give the same bytes.

    Parameters
    ----------
    data_dir
        The data folder.
    frame
        Rows with the columns and types of SUBMISSIONS, in any order.

    Raises
    ------
    SubmissionsError
        When a key stands twice, here or in another origin, or synthetic rows would be stored with facts.
    pandera.errors.SchemaErrors
        When columns or types are others.
    """
    store_changes(data_dir, frame, pairs(frame))


def pairs(frame: pd.DataFrame) -> set[tuple[int, str]]:
    """The rounds of each origin in a table."""
    return set(zip(frame["award_year"].tolist(), frame["origin"].tolist(), strict=True))


def store_changes(
    data_dir: Path | str,
    frame: pd.DataFrame,
    replaced: Collection[tuple[int, str]],
    *,
    notes: dict[str, bytes | None] | None = None,
) -> None:
    """Store rows in the place of what some origins handed in before, and notes beside them, together or not at all.

    Parameters
    ----------
    data_dir
        The data folder.
    frame
        Rows to store.
    replaced
        Rounds and origins whose stored rows go.
    notes
        Further files of the folder, by path within it; None removes one.
    """
    import pandas as pd

    SUBMISSIONS.typed_schema().validate(frame, lazy=True)
    rounds = sorted({year for year, _ in replaced} | set(frame["award_year"].tolist()))
    stored = read_stored(data_dir)
    going = pd.MultiIndex.from_tuples(list(replaced), names=["award_year", "origin"]) if replaced else None
    if going is not None:
        stored = stored[~pd.MultiIndex.from_frame(stored[["award_year", "origin"]]).isin(going)]
    # The index of the rows that come in is their row in the file, for those who have to mend it.
    whole = pd.concat([stored.set_axis([0] * len(stored)), frame])
    _refuse_doubled(whole)
    refuse_mixed(whole)
    files = {f"{year}.parquet": _as_bytes(whole[whole["award_year"] == year]) for year in rounds}
    write_together(submissions_dir(data_dir), {**files, **(notes or {})})


def _as_bytes(frame: pd.DataFrame) -> bytes | None:
    if frame.empty:
        return None
    buffer = io.BytesIO()
    frame.sort_values(KEY, kind="stable", ignore_index=True).to_parquet(buffer, index=False)
    return buffer.getvalue()


def _refuse_doubled(frame: pd.DataFrame) -> None:
    doubled = frame[frame.duplicated(KEY, keep=False)].sort_values(KEY, kind="stable")
    if doubled.empty:
        return
    first, second = doubled.head(2).reset_index(names="row").to_dict("records")
    key = ", ".join(str(second[name]) for name in KEY)
    fault = Fault(
        str(second["origin"]), int(second["row"]), "+".join(KEY), key, "in_other_file", "keep_one_file",
        {"other": str(first["origin"])},
    )  # fmt: skip
    raise SubmissionsError(fault)


def refuse_mixed(frame: pd.DataFrame) -> None:
    """Refuse synthetic rows and facts in one table.

    Raises
    ------
    SubmissionsError
        Says how to keep them apart.
    """
    if frame["synthetic"].any() and not frame["synthetic"].all():
        raise SubmissionsError(Fault("submissions", 0, "synthetic", "", "mixed", "keep_apart"))


def remove_origins(data_dir: Path | str, origins: Iterable[str]) -> int:
    """Take out every row of some origins, with what is in quarantine of them; the number of rows taken out."""
    stored = read_stored(data_dir)
    going = stored[stored["origin"].isin(set(origins))]
    notes: dict[str, bytes | None] = {quarantine_file(origin): None for origin in origins}
    store_changes(data_dir, empty(), pairs(going), notes=notes)
    return len(going)


def quarantine_file(origin: str) -> str:
    """Where the rows of an origin that could not be taken in are kept, within the folder."""
    return f"{QUARANTINE}/{origin}.csv"
