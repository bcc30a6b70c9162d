"""Which titles a claim counts regencies of: its measure names them, and the titles are data."""

from __future__ import annotations

from collections.abc import Iterable

REGENCIES, BETWEEN = "_regencies", "_or_"
# Regencies with the titles that count as compliant, whichever these are.
AWARDED = "awarded"


def counted_titles(measure: str, categories: Iterable[str]) -> tuple[str, ...]:
    """The titles whose regencies a measure counts; none where it counts something else.

    Parameters
    ----------
    measure
        A measure of claims: a title and `_regencies`, or several with `_or_` between. A title may be cut to its first
        words where only one begins with them; `awarded` stands for the titles that count as compliant.
    categories
        The titles there are, as keys.

    Returns
    -------
    tuple of str
        The titles as keys, and `awarded`.

    Examples
    --------
    >>> titles = ["patuh", "cukup_patuh"]
    >>> counted_titles("cukup_patuh_regencies", titles), counted_titles("awarded_or_cukup_regencies", titles)
    (('cukup_patuh',), ('awarded', 'cukup_patuh'))
    >>> counted_titles("total_regencies", titles)
    ()
    """
    if not measure.endswith(REGENCIES):
        return ()
    known = list(categories)
    found: list[str] = []
    for part in measure.removesuffix(REGENCIES).split(BETWEEN):
        begins = [title for title in known if title.startswith(f"{part}_")]
        meant = [part] if part in (*known, AWARDED) else begins
        if len(meant) != 1:
            return ()
        found += meant
    return tuple(found)
