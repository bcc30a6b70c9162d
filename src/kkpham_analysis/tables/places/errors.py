"""What is said of a place, or of codes, that cannot be settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import WholeError

SHOWN = 20

Candidate = tuple[str, str, str]


def _said(error: PlaceError | CodesDoNotFitError) -> str:
    return explain(error, Words("en"))


class PlaceError(WholeError, LookupError):
    """Raised where a text cannot be settled as one place.

    Parameters
    ----------
    text
        What was typed.
    candidates
        What it could have meant, best first: code, full name, name of the province.
    kind
        Why: `unknown`, `unknown_code`, `unknown_bps`, `bps_perhaps`, `empty`, `elsewhere` (known, but not of the
        type, level or province asked for), `ambiguous`, or `misses`.
    level
        `province` or `regency`, where only one of them was asked for.
    """

    def __init__(
        self, text: str, candidates: Iterable[Candidate] = (), kind: str = "unknown", level: str | None = None
    ) -> None:
        self.text, self.candidates, self.kind, self.level = text, list(candidates), kind, level
        super().__init__(text, self.candidates, kind, level)

    __str__ = _said


class PlaceNotFoundError(PlaceError):
    """Raised where no place is known by that name or code."""


class AmbiguousPlaceError(PlaceError):
    """Raised where a name fits several places and nothing decides; the candidates are all of them."""


class UnsettledPlacesError(PlaceError):
    """Raised for a column, with every entry that cannot be settled: `misses`, by row label."""

    def __init__(self, misses: list[tuple[Any, PlaceError]]) -> None:
        self.misses = misses
        super().__init__("", [candidate for _, error in misses for candidate in error.candidates], "misses")
        self.args = (misses,)


class Misfit(NamedTuple):
    """A code that does not fit: its row, the code and the name beside it, and what each system means by the code."""

    row: Any
    code: str
    name: str = ""
    kemendagri: str = ""
    bps: str = ""


class CodesDoNotFitError(WholeError, ValueError):
    """Raised where codes contradict the names beside them (`names_differ`), or are not BPS's (`not_bps`)."""

    def __init__(self, misfits: list[Misfit], kind: str) -> None:
        self.misfits, self.kind = misfits, kind
        super().__init__(misfits, kind)

    __str__ = _said


def explain(error: PlaceError | CodesDoNotFitError, words: Words) -> str:
    """What is wrong with a place or with codes, and what would be right, as sentences in the language of `words`."""
    if isinstance(error, CodesDoNotFitError):
        return _explain_codes(error, words)
    if isinstance(error, UnsettledPlacesError):
        lines = [words.phrase("places.miss", row=row, problem=explain(miss, words)) for row, miss in error.misses]
        return _paragraph(words.phrase("places.misses", count=len(lines)), lines, words)
    if error.kind == "empty":
        return words.phrase("places.empty") + "."
    if error.kind == "elsewhere" and error.level and all(_level(each) != error.level for each in error.candidates):
        return _other_level(error.candidates, words)
    reason = "unknown_code" if error.kind == "bps_perhaps" else error.kind
    problem = words.phrase(f"places.{reason}", text=error.text)
    if not error.candidates:
        where = {"unknown_code": "see_codes", "unknown_bps": "see_bps_codes"}.get(reason, "nothing_near")
        return words.phrase(f"places.{where}", problem=problem)
    candidates = ", ".join(_candidate(candidate, words) for candidate in error.candidates)
    outcome = {"ambiguous": "write_out", "bps_perhaps": "bps_perhaps"}.get(error.kind, "did_you_mean")
    return words.phrase(f"places.{outcome}", problem=problem, candidates=candidates, text=error.text)


def _candidate(candidate: Candidate, words: Words) -> str:
    code, name, province = candidate
    return words.phrase(f"places.{_level(candidate)}", name=name, code=code, province=province)


def _level(candidate: Candidate) -> str:
    return "regency" if len(candidate[0]) == 4 else "province"


def _other_level(candidates: list[Candidate], words: Words) -> str:
    """Say that a regency was given where a province is asked for, or the other way round, and what to write."""
    types = {name.partition(" ")[0].lower() for _, name, _ in candidates}
    names = dict.fromkeys(name.removeprefix("Kota ").removeprefix("Kabupaten ") for _, name, _ in candidates)
    provinces = dict.fromkeys(f"'{province}'" for _, _, province in candidates)
    if _level(candidates[0]) == "province":
        return words.phrase("places.is_province", names=", ".join(names))
    of_type = words.phrase(f"places.type_{types.pop() if len(types) == 1 else 'both'}")
    return words.phrase("places.is_regency", names=", ".join(names), type=of_type, provinces=", ".join(provinces))


def _explain_codes(error: CodesDoNotFitError, words: Words) -> str:
    none = words.phrase("places.no_place")
    lines = [
        words.phrase("places.stray" if error.kind == "not_bps" else "places.misfit", row=misfit.row, code=misfit.code,
                     name=misfit.name, kemendagri=misfit.kemendagri or none, bps=misfit.bps or none)
        for misfit in error.misfits
    ]  # fmt: skip
    told = _paragraph(words.phrase(f"places.{error.kind}", count=len(lines)), lines, words)
    return told + "\n" + words.phrase("places.see_bps" if error.kind == "not_bps" else "places.mark_codes")


def _paragraph(head: str, lines: list[str], words: Words) -> str:
    """A heading with its lines under it; many are cut, and counted."""
    more = [words.phrase("places.and_more", count=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    return "\n".join([head, *(f"  {line}" for line in [*lines[:SHOWN], *more])])
