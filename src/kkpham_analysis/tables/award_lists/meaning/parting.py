"""Several names with "dan" between them, taken apart; where "dan" is part of a name it stays."""

from __future__ import annotations

from kkpham_analysis.tables.award_lists.meaning.both import JOINED
from kkpham_analysis.tables.award_lists.meaning.names import Around, Names
from kkpham_analysis.tables.award_lists.meaning.words import AND, between, unmarked, unnumbered

# "Pangkajene dan Kepulauan": more than one "dan" is in no name.
MOST_PARTS = 3


def parted(text: str, around: Around, names: Names) -> list[str]:
    """The names of a piece that "dan" stands between; the piece alone where it holds none.

    Parameters
    ----------
    text
        The piece.
    around
        What is known of it from where it stands.
    names
        The names of the round's places.
    """
    words = AND.split(text)
    if len(words) == 1 or names.regencies(unmarked(unnumbered(text)[0])):
        return [text]
    parts, start = [], 0
    while start < len(words):
        for end in range(min(len(words), start + MOST_PARTS), start, -1):
            joined = between(text, words, start, end)
            types = JOINED.search(joined) if end == start + 2 else None
            are_types = types is not None and types.start() < len(words[start]) < types.end()
            if end == start + 1 or are_types or names.settle(unnumbered(joined)[0], around).status == "claim":
                parts.append(joined)
                start = end
                break
    is_name = [names.settle(unnumbered(part)[0], around).status != "skipped" for part in parts]
    return parts if any(is_name) else [text]
