"""How a name is read: a key of letters and digits, the type it states; and the table of all such keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kkpham_analysis.tables.places.errors import Candidate

if TYPE_CHECKING:
    import pandas as pd

# Words before a name that say what it is; English says it after the name.
STATED = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "pemkab": "kabupaten",
    "kota": "kota", "kodya": "kota", "kotamadya": "kota", "pemkot": "kota", "pemko": "kota",
    "provinsi": "province", "propinsi": "province", "prov": "province", "prop": "province", "pemprov": "province",
}  # fmt: skip
STATED_AFTER = {"regency": "kabupaten", "city": "kota", "municipality": "kota", "province": "province"}
# Written together with a name only where the word is whole: "kotasamarinda", but not "kabaru".
STATED_JOINED = ("kabupaten", "kotamadya", "kota", "provinsi")
NEARLY_SAID = 0.8
SAYS_NOTHING = ("pemerintah", "pemda", "adm", "administrasi")
ABBREVIATED = {"kep": "kepulauan", "peg": "pegunungan", "tj": "tanjung", "tjg": "tanjung"}


class Place(NamedTuple):
    """One way of writing a place, with the place."""

    key: str
    code: str
    level: str
    type: str
    full_name: str
    province_code: str
    province: str
    kind: str

    @property
    def candidate(self) -> Candidate:
        """The place as errors name it."""
        return self.code, self.full_name, self.province


class Reading(NamedTuple):
    """One way to read a text: a key, and the type or level that the text itself states, or nothing."""

    key: str
    stated: str = ""


def place_keys(
    provinces: pd.DataFrame, regencies: pd.DataFrame, place_names: pd.DataFrame, bps_codes: pd.DataFrame
) -> pd.DataFrame:
    """Every way of writing a place, with the place.

    Parameters
    ----------
    provinces
        One row per `province_code`, with `name_id` and `name_en`.
    regencies
        One row per `regency_code`, with `province_code`, `type`, `name` and `full_name`.
    place_names
        One row per `alias` and `code`, with `kind`. An alias that begins with its type counts only where that type is
        said: "Kabupaten Pontianak" was Mempawah's name, "Pontianak" is the city.
    bps_codes
        One row per `regency_code`, with `bps_code_2020`.

    Returns
    -------
    DataFrame
        `key` (letters and digits; a type before it only where it must be said), `code`, `level`, `type` (missing for
        provinces), `full_name`, `province_code`, `province`, `kind` (`code`, `bps`, `official`, `english`, or the kind
        of alias); one row per key and code, sorted by them.
    """
    import pandas as pd

    there = _places(provinces, regencies)
    official = [*provinces[["name_id", "province_code"]].to_numpy(), *regencies[["name", "regency_code"]].to_numpy()]
    ways = [
        *((code, code, "code") for code in there),
        *((f"bps{bps}", code, "bps") for bps, code in _bps_readings(regencies, bps_codes)),
        *((key_of(name), code, "official") for name, code in official),
        *((key_of(name), code, "english") for name, code in provinces[["name_en", "province_code"]].to_numpy()),
        *((key_of(alias), code, kind) for alias, code, kind in place_names[["alias", "code", "kind"]].to_numpy()),
    ]
    rows = [there[code]._replace(key=key, kind=kind) for key, code, kind in ways]
    frame = pd.DataFrame(rows, columns=list(Place._fields)).astype("str")
    frame["type"] = frame["type"].where(frame["type"] != "")
    return frame.drop_duplicates(["key", "code"]).sort_values(["key", "code"], ignore_index=True)


def _places(provinces: pd.DataFrame, regencies: pd.DataFrame) -> dict[str, Place]:
    """The places themselves, by code; a province has no type."""
    names = dict(zip(provinces["province_code"], provinces["name_id"], strict=True))
    found = {code: Place("", code, "province", "", name, code, name, "") for code, name in names.items()}
    columns = ["regency_code", "type", "full_name", "province_code"]
    for code, kind, full_name, province_code in regencies[columns].itertuples(index=False):
        found[code] = Place("", code, "regency", kind, full_name, province_code, names[province_code], "")
    return found


def _bps_readings(regencies: pd.DataFrame, bps_codes: pd.DataFrame) -> list[tuple[str, str]]:
    """BPS codes with Kemendagri's: of the regencies, and of the provinces, which BPS's first two digits are.

    Where BPS still had one province for what are several now, each of them is a reading.
    """
    pairs = bps_codes.merge(regencies[["regency_code", "province_code"]], on="regency_code", validate="one_to_one")
    by_province = {(bps[:2], code) for bps, code in pairs[["bps_code_2020", "province_code"]].to_numpy()}
    by_regency = [(bps, code) for bps, code in pairs[["bps_code_2020", "regency_code"]].to_numpy()]
    return [*sorted(by_province), *by_regency]


def key_of(text: str) -> str:
    """Letters and digits of a name, small, without accents, its usual abbreviations written out.

    >>> key_of("Kep. Siau-Tagulandang  Biaro"), key_of("PANGKAJENE & KEPULAUAN")
    ('kepulauansiautagulandangbiaro', 'pangkajenedankepulauan')
    """
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("&", " dan ")).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "'’`")
    return [ABBREVIATED.get(word, word) for word in re.findall(r"[^\W_]+", plain)]


def readings(text: str) -> Iterator[Reading]:
    """The ways to read a text, the most literal first.

    >>> list(readings("Kota Baru"))
    [Reading(key='kotabaru', stated=''), Reading(key='baru', stated='kota')]
    """
    words = _words(text)
    while words and words[0] in SAYS_NOTHING:
        words = words[1:]
    whole = "".join(words)
    if not whole:
        return
    yield Reading(whole)
    if words[0] in STATED:
        named = words[1:]
        while named and named[0] in SAYS_NOTHING:
            named = named[1:]
        if named:
            yield Reading("".join(named), STATED[words[0]])
    else:
        for word in STATED_JOINED:
            if whole.startswith(word) and whole != word:
                yield Reading(whole.removeprefix(word), STATED[word])
                break
    if words[-1] in STATED_AFTER and len(words) > 1:
        yield Reading("".join(words[:-1]), STATED_AFTER[words[-1]])


def spoilt_readings(text: str) -> Iterator[Reading]:
    """The ways to read a text for its nearest names: as it stands, and with a first word that nearly says a type.

    >>> list(spoilt_readings("Kabupten Bogro"))
    [Reading(key='kabuptenbogro', stated=''), Reading(key='bogro', stated='kabupaten')]
    """
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    yield from readings(text)
    words = _words(text)
    if len(words) > 1 and words[0] not in STATED:
        meant = process.extractOne(words[0], STATED_JOINED, scorer=JaroWinkler.similarity, score_cutoff=NEARLY_SAID)
        if meant:
            yield Reading("".join(word for word in words[1:] if word not in SAYS_NOTHING), STATED[meant[0]])


def agrees(way: Reading, place: Place) -> bool:
    """Whether the type or level that a text states, if any, is the place's."""
    return way.stated in ("", place.type, place.level)


def code_text(code: Any) -> str:
    """A code as letters and digits: 6472, 6472.0 (numbers beside a missing one), "64.72" and " 6472" are the same."""
    if isinstance(code, float) and code.is_integer():
        code = int(code)
    return key_of(str(code))
