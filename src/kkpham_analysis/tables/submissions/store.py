"""What regencies handed in, as it is stored: one Parquet file per round in `data/raw/submissions`, never in git."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables.faults import Fault
from kkpham_analysis.tables.files.together import is_settled, settle, write_together
from kkpham_analysis.tables.markings import MixedKindsError, is_synthetic
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS

if TYPE_CHECKING:
    import pandas as pd

FOLDER = "raw/submissions"
QUARANTINE = "quarantine"
MENDED = "mended"
TAKEN_BEFORE = "taken"
REFUSED = "refused.csv"
KEY = list(SUBMISSIONS.key)
# Stores that were written before lack these.
ADDED = ("list_version",)


class SubmissionsError(WholeError, ValueError):
    """Submissions that cannot be stored or used together; `fault` says where, what, and what to do, in words."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def submissions_dir(data_dir: Path | str) -> Path:
    """The folder that holds what regencies handed in."""
    return Path(data_dir) / FOLDER


def read_stored(data_dir: Path | str, award_year: int | None = None) -> pd.DataFrame:
    """What is stored, of one round or of all, with the types of its schema, sorted by its key.

    Only for who holds `storing.only_one`: what a writer that was killed left is put in order first, and what one that
    is at work prepares would be taken from it. Others read the processed table.

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
    from pandera.errors import SchemaErrors

    try:
        frame = _with_added(pd.read_parquet(file))
        SUBMISSIONS.typed_schema().validate(frame, lazy=True)
    except (ValueError, OSError, SchemaErrors) as error:
        raise _not_ours(file) from error
    if set(frame["award_year"]) - {int(file.stem)}:
        raise _not_ours(file)
    return frame


def _with_added(frame: pd.DataFrame) -> pd.DataFrame:
    """A stored table with the columns that there were none of when it was written: of its rows they are not known."""
    import pandas as pd

    missing = {name: pd.Series(pd.NA, index=frame.index, dtype=SUBMISSIONS[name].dtype)
               for name in ADDED if name not in frame}  # fmt: skip
    order = [entry.name for entry in SUBMISSIONS.fields]
    return frame.assign(**missing)[order] if set(order) == {*frame, *missing} else frame


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
        Rows with the columns and types of SUBMISSIONS, in any order; their index is their row in the file.

    Raises
    ------
    SubmissionsError
        When a key stands twice, here or in another origin, or synthetic rows would be stored with facts.
    pandera.errors.SchemaErrors
        When columns or types are others.
    """
    stored = read_stored(data_dir)
    store_changes(data_dir, stored[~_in_pairs(stored, frame)], frame)


def _in_pairs(stored: pd.DataFrame, frame: pd.DataFrame) -> pd.Series[bool]:
    """Which stored rows are of a round and an origin that a frame has."""
    import pandas as pd

    columns = ["award_year", "origin"]
    inside = pd.MultiIndex.from_frame(stored[columns]).isin(pd.MultiIndex.from_frame(frame[columns]))
    return pd.Series(inside, index=stored.index)


def store_changes(
    data_dir: Path | str, kept: pd.DataFrame, frame: pd.DataFrame, *, notes: Mapping[str, bytes | None] | None = None
) -> None:
    """Store what is kept of the rows stored before with rows that come in, and notes beside them, all or nothing.

    Parameters
    ----------
    data_dir
        The data folder.
    kept
        Rows stored before that stay.
    frame
        Rows that come in.
    notes
        Further files of the folder, by path within it; None removes one.
    """
    import pandas as pd

    SUBMISSIONS.typed_schema().validate(frame, lazy=True)
    # The index of the rows that come in is their row in the file, for those who have to mend it.
    whole = pd.concat([kept.set_axis([0] * len(kept)), frame])
    _refuse_doubled(whole)
    refuse_mixed(whole)
    folder = submissions_dir(data_dir)
    rounds = {int(file.stem) for file in round_files(folder)} | set(whole["award_year"].tolist())
    files = {f"{year}.parquet": _as_bytes(whole[whole["award_year"] == year]) for year in sorted(rounds)}
    write_together(folder, {**_changed(folder, files), **(notes or {})})


def _changed(folder: Path, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """The files whose content is another one than there is."""
    now = {name: (folder / name).read_bytes() if (folder / name).is_file() else None for name in files}
    return {name: content for name, content in files.items() if content != now[name]}


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
    try:
        is_synthetic(frame)
    except MixedKindsError as error:
        raise SubmissionsError(Fault("submissions", 0, "synthetic", "", "mixed", "keep_apart")) from error


def remove_origins(
    data_dir: Path | str, origins: Collection[str], *, notes: Mapping[str, bytes | None] | None = None
) -> int:
    """Take out every row of some origins, with what is in quarantine of them; the number of rows taken out.

    Parameters
    ----------
    data_dir
        The data folder.
    origins
        Whose rows go.
    notes
        Further files of the folder, as for `store_changes`.
    """
    stored = read_stored(data_dir)
    going = stored["origin"].isin(set(origins))
    gone: dict[str, bytes | None] = {
        path: None for origin in origins for path in (quarantine_file(origin), mended_file(origin), taken_file(origin))
    }
    store_changes(data_dir, stored[~going], empty(), notes={**gone, **(notes or {})})
    return int(going.sum())


def quarantine_file(origin: str) -> str:
    """Where the rows of an origin that could not be taken in are kept, within the folder."""
    return f"{QUARANTINE}/{origin}.csv"


def mended_file(origin: str) -> str:
    """Where the rows of an origin that waited in quarantine and were mended are kept, within the folder."""
    return f"{MENDED}/{origin}.csv"


def taken_file(origin: str) -> str:
    """Where it is kept what the files of an origin said when they came in, within the folder."""
    return f"{TAKEN_BEFORE}/{origin}.json"
