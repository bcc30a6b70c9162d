"""A made-up set of submissions, to try everything on: every row says that it is synthetic, and none is a fact.

Chance is a hash of what a value belongs to (seed, round, regency, indicator), not a stream of random numbers. So a row
is the same on every platform, whatever other rows are made beside it, and what leaves the round out of its hash is what
the years have in common. Only sums, products and comparisons follow, whose results no machine rounds otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kkpham_analysis.tables.catalogues.in_use import of_round
from kkpham_analysis.tables.schemas.submissions import SUBMISSIONS
from kkpham_analysis.tables.submissions.layout import MADE_UP_ORIGIN
from kkpham_analysis.tables.units import YES_NO, is_percent, is_yes_no
from kkpham_analysis.tables.vocabulary import CHECKED, HANDED_IN

ORIGIN = MADE_UP_ORIGIN
# Units of answers, and how large the usual number is; the list of the regulation may give others.
UNITS = {"persen": 100, "orang": 4000, "kasus": 60, "kegiatan": 12, "unit": 250}
CHECKER = "Kantor Wilayah"
NOTES = ("dokumen belum disahkan", "dokumen bukan dari tahun penilaian", "angka berbeda dengan dokumen")
# By a word in the name of the right; the office that coordinates where none is found.
COORDINATOR = "Bagian Hukum"
OFFICES = {
    "informasi": "Dinas Komunikasi dan Informatika",
    "turut serta": "Badan Kesatuan Bangsa dan Politik",
    "keberagaman": "Badan Kesatuan Bangsa dan Politik",
    "kependudukan": "Dinas Kependudukan dan Pencatatan Sipil",
    "kesehatan": "Dinas Kesehatan",
    "pendidikan": "Dinas Pendidikan",
    "pekerjaan": "Dinas Tenaga Kerja",
    "lingkungan": "Dinas Lingkungan Hidup",
    "rumah": "Dinas Perumahan dan Kawasan Permukiman",
    "perempuan": "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
}
# Parts of all rows, or of the rows they can befall.
SILENT = 0.29  # by two lots: about a sixth of the regencies hand in nothing
NOT_APPLICABLE, REJECTED = 0.02, 0.08
NO_DOCUMENT, NO_ANSWER, NO_UNIT, SLIP = 0.03, 0.02, 0.03, 0.004

Lots = NDArray[np.float64]
Keys = NDArray[np.uint64]


def sample_submissions(
    regencies: pd.DataFrame, indicators: pd.DataFrame, *, award_year: int, seed: int
) -> pd.DataFrame:
    """Made-up submissions of a round: every regency with every numbered indicator of its regulation.

    Regencies differ in zeal and rights in ease, offices leave out whole rights, some regencies hand in nothing at all
    (`none` in every row), and some of what is handed in is rejected, waits, or does not apply. Two rounds of one seed
    resemble each other. Now and then there is what a check should find: an answer without a document, a document
    without an answer, no unit, a number ten times too large.

    Parameters
    ----------
    regencies : DataFrame
        The regencies of the round, one row each, with `regency_code`.
    indicators : DataFrame
        `load("indicators")`; rows without an `indicator_code` are left out.
    award_year : int
        The round.
    seed : int
        Another seed gives another set; the same gives the same, on every platform.

    Returns
    -------
    DataFrame
        One row per regency and indicator, as `load("submissions")` gives them, sorted by its key; `synthetic` is True
        and `origin` is `sample` in every row.

    Raises
    ------
    ValueError
        When the round has no numbered indicator.
    """
    asked = indicators_asked(indicators, award_year)
    codes = regencies["regency_code"].drop_duplicates().sort_values()
    chance = _Chance(seed, award_year, _keys(codes), _keys(asked["indicator_code"]), _keys(asked["right_code"]))
    columns = _columns(chance, asked)
    rows, width = len(codes), len(asked)
    columns["award_year"] = np.full(rows * width, award_year)
    columns["regency_code"] = codes.to_numpy().repeat(width)
    columns["indicator_code"] = np.tile(asked["indicator_code"].to_numpy(), rows)
    columns["office"] = np.tile(_offices(asked), rows)
    versions = asked["version"] if "version" in asked else pd.Series(pd.NA, index=asked.index, dtype="Int64")
    columns["list_version"] = np.tile(versions.astype("object").to_numpy(), rows)
    columns["origin"], columns["synthetic"] = ORIGIN, True
    types = {field.name: field.dtype for field in SUBMISSIONS.fields}
    return pd.DataFrame(columns, index=range(rows * width))[list(types)].astype(types)


def indicators_asked(indicators: pd.DataFrame, award_year: int) -> pd.DataFrame:
    """The numbered indicators that a round was judged by, sorted by their code.

    Raises
    ------
    ValueError
        When there is none.
    """
    asked = of_round(indicators, award_year).dropna(subset="indicator_code")
    if asked.empty:
        raise ValueError(f"no numbered indicators of round {award_year}; load the list of its regulation first")
    return asked.sort_values("indicator_code", ignore_index=True)


@dataclass(frozen=True)
class _Chance:
    """Lots from 0 to 1 for regencies (down) and indicators (across), each by a name of its own."""

    seed: int
    award_year: int
    regency: Keys
    indicator: Keys
    right: Keys

    def of(self, name: str, *keys: Keys, yearly: bool = False) -> Lots:
        """Draw a lot for each combination of the keys; another each year only where it is `yearly`."""
        given = f"{self.seed}/{name}/{self.award_year if yearly else ''}"
        drawn = _mixed(_keys([given]))
        for key in keys:
            drawn = _mixed(drawn ^ (key[:, None] if key is self.regency else key))
        # 53 bits are all that a float holds.
        lots: Lots = (drawn >> np.uint64(11)).astype("float64") * 2.0**-53
        return lots

    def row(self, name: str, *, yearly: bool = True) -> Lots:
        """Draw a lot for each row."""
        return self.of(name, self.regency, self.indicator, yearly=yearly)

    @property
    def zeal(self) -> Lots:
        """How much a regency does: most are in the middle, and next year it will be much the same."""
        steady = self.of("zeal", self.regency) + self.of("unit", self.regency)
        return 0.4 * steady + 0.2 * self.of("zeal", self.regency, yearly=True)


def _keys(texts: Iterable[Any]) -> Keys:
    digests = [hashlib.blake2b(str(text).encode(), digest_size=8).digest() for text in texts]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _mixed(keys: Keys) -> Keys:
    """Mix the bits, so that neighbours have nothing in common (the last step of SplitMix64)."""
    keys = keys + np.uint64(0x9E3779B97F4A7C15)
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))


def _columns(chance: _Chance, asked: pd.DataFrame) -> dict[str, Any]:
    """What was handed in, and what became of it, row by row."""
    status = _statuses(chance)
    handed_in = np.isin(status, HANDED_IN)
    checked = np.isin(status, CHECKED)
    has_answer = handed_in & (chance.row("answer") >= NO_ANSWER)
    has_document = handed_in & ((chance.row("document") >= NO_DOCUMENT) | ~has_answer)
    day = np.datetime64(f"{chance.award_year}-03-01") + (chance.row("day") * 200).astype("timedelta64[D]")
    columns = {
        "status": status,
        "documents": _where(handed_in, has_document * (1 + (chance.row("documents") * 4).astype("int64"))),
        "points": _points(chance, asked, status == "verified"),
        "checked_by": _where(checked, np.full(status.shape, CHECKER)),
        "checked_on": _where(checked, day.astype("str")),
        "note": _where(status == "rejected", _one_of(NOTES, chance.row("note"))),
        **_answers(chance, asked, has_answer),
    }
    return {name: values.ravel() for name, values in columns.items()}


def _statuses(chance: _Chance) -> NDArray[np.str_]:
    """What became of each row. Office by office and indicator by indicator, not row by row: gaps lie in heaps."""
    zeal, office = chance.zeal, chance.of("office", chance.regency, chance.right, yearly=True)
    ease = chance.of("ease", chance.indicator) + chance.of("ease of right", chance.right)
    reached = 0.12 + 0.7 * zeal + 0.15 * office + 0.2 * ease - 0.6 * (office < 0.06)
    tried = 0.6 * chance.row("handed in", yearly=False) + 0.4 * chance.row("handed in")
    silent = 0.6 * chance.of("silent", chance.regency) + 0.4 * chance.of("silent", chance.regency, yearly=True) < SILENT
    checked = chance.row("checked")
    choices = {
        "not_applicable": (chance.row("not applicable", yearly=False) < NOT_APPLICABLE) & ~silent,
        "none": silent | (tried >= reached),
        "rejected": checked < REJECTED,
        "verified": checked < REJECTED + 0.65 + 0.25 * zeal,
    }
    shaped = [np.broadcast_to(choice, checked.shape) for choice in choices.values()]
    statuses: NDArray[np.str_] = np.select(shaped, list(choices), "submitted")
    return statuses


def _answers(chance: _Chance, asked: pd.DataFrame, has_answer: NDArray[np.bool_]) -> dict[str, Any]:
    """Numbers with their unit, or yes and no: what an indicator asks for is the same for all."""
    units = _units(chance, asked)
    is_number = has_answer & (units != YES_NO)
    in_percent = np.array([is_percent(unit) for unit in units])
    usual = np.array([UNITS.get(unit, 100) for unit in units])
    level = 0.3 + 0.6 * chance.row("level", yearly=False) + 0.1 * chance.row("level")
    size = np.where(in_percent, 1.0, 0.2 + 2 * chance.of("size", chance.regency))
    number = np.where(in_percent, np.rint(level * 1000) / 10, np.rint(level * size * usual))
    number = np.where(chance.row("slip") < SLIP, number * 10, number)
    return {
        "answer_number": _where(is_number, number),
        "unit": _where(is_number & (chance.row("no unit") >= NO_UNIT), np.broadcast_to(units, number.shape)),
        "answer_yes": _where(has_answer & (units == YES_NO), level > 0.45),
    }


def _units(chance: _Chance, asked: pd.DataFrame) -> NDArray[Any]:
    """The unit of each indicator: that of the list, else one made up."""
    made_up = _one_of((*UNITS, *[YES_NO] * 4), chance.of("what is asked", chance.indicator))
    given = asked["unit"].map(lambda unit: YES_NO if is_yes_no(unit) else unit, na_action="ignore").to_numpy("object")
    return np.where(asked["unit"].notna().to_numpy(), given, made_up)


def _points(chance: _Chance, asked: pd.DataFrame, verified: NDArray[np.bool_]) -> NDArray[Any]:
    """Points of what was verified, where the list says what can be earned: that, or a part of it."""
    most = asked["max_points"].to_numpy(dtype="float64", na_value=np.nan)
    fifths = 2 + np.minimum(3, (5 * (0.7 * chance.row("points") + 0.3 * chance.zeal)).astype("int64"))
    return _where(verified & ~np.isnan(most), np.rint(most * fifths * 20) / 100)


def _offices(asked: pd.DataFrame) -> NDArray[Any]:
    """Office that answers for each indicator, by the name of its right."""
    names = asked["right_id"].fillna("").str.lower()
    return np.array([_office(name, OFFICES) for name in names], dtype="object")


def _office(right: str, offices: Mapping[str, str]) -> str:
    return next((office for word, office in offices.items() if word in right), COORDINATOR)


def _one_of(choices: tuple[str, ...], lots: Lots) -> NDArray[Any]:
    chosen: NDArray[Any] = np.array(choices, dtype="object")[(lots * len(choices)).astype("int64")]
    return chosen


def _where(there: NDArray[np.bool_], values: Any) -> NDArray[Any]:
    """The values where there are any; missing elsewhere."""
    kept: Any = np.where(there, values, None)
    return np.asarray(kept)
