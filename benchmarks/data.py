"""The data of the benchmarks: a synthetic set of ten rounds, once, ten times and a hundred times as many places."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from kkpham_analysis import load, regencies_in
from kkpham_analysis.tables.sample import sample_submissions

HERE = Path(__file__).parent
ROUNDS = range(2015, 2025)  # 514 regencies in each
INDICATORS, RIGHTS, TYPES = 120, 10, 3
PART = 5140  # places in one file
MADE = 10  # villages of each regency that are made up one by one; more of them repeat these


def stored(factor: int) -> Path:
    """Folder with `regencies.parquet`, `indicators.parquet` and `submissions/*.parquet`; made where it is not there."""
    folder = HERE / "data" / f"x{factor}"
    if (folder / "whole").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "submissions").mkdir(parents=True)
    places = [places_of(award_year, factor) for award_year in ROUNDS]
    pd.concat(places, ignore_index=True).to_parquet(folder / "regencies.parquet", index=False)
    indicators().to_parquet(folder / "indicators.parquet", index=False)
    with ProcessPoolExecutor() as pool:
        if factor <= MADE:
            tasks = [(part, folder / "submissions" / f"{i:04d}.parquet") for i, part in enumerate(parts(places))]
            list(pool.map(_write, *zip(*tasks, strict=True)))
        else:
            files = sorted((stored(MADE) / "submissions").iterdir())
            list(pool.map(_repeat, files, [folder / "submissions"] * len(files), [factor // MADE] * len(files)))
    (folder / "whole").touch()
    return folder


def places_of(award_year: int, factor: int) -> pd.DataFrame:
    """The regencies of a round; with a factor, as many villages in each in their place."""
    regencies = regencies_in(load("regencies"), load("province_changes"), award_year=award_year)
    regencies = regencies[["award_year", "province_code", "regency_code"]]
    if factor == 1:
        return regencies
    villages = regencies.loc[regencies.index.repeat(factor)].reset_index(drop=True)
    number = villages.groupby("regency_code").cumcount().add(1).astype("str").str.zfill(3)
    return villages.assign(regency_code=villages["regency_code"] + number)


def parts(places: list[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Places of one round, so many at a time that their submissions fit into memory."""
    for of_round in places:
        for first in range(0, len(of_round), PART):
            yield of_round.iloc[first : first + PART]


def indicators() -> pd.DataFrame:
    """A list of 120 indicators of no regulation, of ten rights and three types."""
    numbers = pd.Series(range(INDICATORS))
    right = numbers % RIGHTS
    frame = pd.DataFrame(
        {
            "regulation": "99/2015",
            "indicator_code": "99/2015-" + (numbers + 1).astype("str").str.zfill(3),
            "right_code": "R" + right.astype("str"),
            "right_id": "Hak " + right.astype("str"),
            "group": (right < RIGHTS // 2).map({True: "A", False: "B"}),
            "type": "T" + (numbers // RIGHTS % TYPES).astype("str"),
            "unit": None,
            "max_points": (numbers % 4 + 1).astype("float64"),
            "kind": "placeholder",
            "award_year_from": ROUNDS[0],
            "award_year_to": ROUNDS[-1],
        }
    )
    return frame.astype({"unit": "str", "max_points": "Float64"})


def _repeat(file: Path, folder: Path, times: int) -> None:
    """Write a file of ten villages of each regency again and again, for the next ten each time."""
    table = parquet.read_table(file, read_dictionary=["regency_code"])
    column = table.column("regency_code").unify_dictionaries().combine_chunks()
    place = table.schema.get_field_index("regency_code")
    for number in range(times):
        codes = [f"{code[:4]}{int(code[4:]) + MADE * number:03d}" for code in column.dictionary.to_pylist()]
        moved = pa.DictionaryArray.from_arrays(column.indices, pa.array(codes))
        parquet.write_table(
            table.set_column(place, "regency_code", moved.cast(pa.string())), folder / f"{file.stem}-{number}.parquet"
        )


def _write(places: pd.DataFrame, file: Path) -> None:
    award_year = int(places["award_year"].iloc[0])
    made = sample_submissions(places, indicators(), award_year=award_year, seed=0)
    made.to_parquet(file, index=False)
