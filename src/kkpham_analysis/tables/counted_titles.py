"""Which titles a claim counts regencies of: its measure names them, and the titles are data."""

from __future__ import annotations

from collections.abc import Collection, Iterable

REGENCIES, BETWEEN = "_regencies", "_or_"
# Regencies with the titles that count as compliant, whichever these are.
AWARDED = "awarded"


def counted_titles(measure: str, categories: Iterable[str], of_round: Collection[str] = ()) -> tuple[str, ...]:
    """The titles whose regencies a measure counts; none where it counts something else.

    Parameters
    ----------
    measure
        A measure of claims: a title and `_regencies`, or several with `_or_` between. A title may be cut to its first
        words where only one begins with them; `awarded` stands for the titles that count as compliant.
    categories
        The titles there are, as keys.
    of_round
        Of these the titles that the regulation of the claim's round gives. What is cut is one of them where any of
        them begins so: that another regulation has a title called much the same changes nothing.

    Returns
    -------
    tuple of str
        The titles as keys, and `awarded`.

    Examples
    --------
    >>> titles = ["patuh", "cukup_patuh"]
    >>> counted_titles("cukup_patuh_regencies", titles), counted_titles("awarded_or_cukup_regencies", titles)
    (('cukup_patuh',), ('awarded', 'cukup_patuh'))
    >>> counted_titles("awarded_or_cukup_regencies", [*titles, "cukup_baik"], of_round=titles)
    ('awarded', 'cukup_patuh')
    >>> counted_titles("total_regencies", titles)
    ()
    """
    meant = [titles for _, titles in _meant(measure, list(categories), of_round)]
    return tuple(title for (title,) in meant) if all(len(titles) == 1 for titles in meant) else ()


def unsettled_titles(measure: str, categories: Iterable[str], of_round: Collection[str] = ()) -> dict[str, list[str]]:
    """What a measure cuts too short: each part that several titles begin with, and these.

    Examples
    --------
    >>> unsettled_titles("awarded_or_cukup_regencies", ["patuh", "cukup_patuh", "cukup_baik"])
    {'cukup': ['cukup_patuh', 'cukup_baik']}
    """
    return {part: titles for part, titles in _meant(measure, list(categories), of_round) if len(titles) > 1}


def in_full(measure: str, categories: Iterable[str], of_round: Collection[str] = ()) -> str:
    """A measure with every title of it written out; as it is where it counts something else.

    Examples
    --------
    >>> in_full("awarded_or_cukup_regencies", ["patuh", "cukup_patuh"]), in_full("total_regencies", ["patuh"])
    ('awarded_or_cukup_patuh_regencies', 'total_regencies')
    """
    titles = counted_titles(measure, categories, of_round)
    return f"{BETWEEN.join(titles)}{REGENCIES}" if titles else measure


def _meant(measure: str, known: list[str], of_round: Collection[str]) -> list[tuple[str, list[str]]]:
    """Each part of a measure with the titles that it may stand for; nothing where it counts no regencies."""
    if not measure.endswith(REGENCIES):
        return []
    own = [title for title in known if title in of_round]
    return [
        (part, [part] if part in (*known, AWARDED) else _begins(part, own) or _begins(part, known))
        for part in measure.removesuffix(REGENCIES).split(BETWEEN)
    ]


def _begins(part: str, titles: Iterable[str]) -> list[str]:
    return [title for title in titles if title.startswith(f"{part}_")]
