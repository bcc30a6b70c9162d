"""The codes of places that a notebook is given: a number is none, and one of another time is told from those there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kkpham_analysis.measures.problems import UnfitError


def refuse_numbers(codes: Iterable[object]) -> None:
    """Say how a code is given where one is a number: as such it is no code of any place.

    Raises
    ------
    UnfitError
        When a code is not text.
    """
    for code in codes:
        if not isinstance(code, str):
            raise UnfitError("unfit.code_not_text", code=code)


def refuse_absent(codes: Iterable[object], there: Mapping[str, str], award_year: int) -> None:
    """Refuse provinces that were not there in a round; `there` are the names of those that were, by their codes.

    Raises
    ------
    ValueError
        When a province was not there, or its code is not text.
    """
    given = list(codes)
    refuse_numbers(given)
    if unknown := [str(code) for code in given if code not in there]:
        known = ", ".join(f"{code} {name}" for code, name in there.items())
        raise ValueError(f"no province {', '.join(unknown)} in the round of {award_year}; there are: {known}")
