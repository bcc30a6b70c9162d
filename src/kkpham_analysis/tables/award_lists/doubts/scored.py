"""Scores below a heading that names the programme and honours nobody: all that were assessed may stand there.

"Kabupaten/Kota Peduli HAM" is the name of the programme as well; "Peduli HAM" alone is the title of those below it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.lines import Line
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import TYPE_WORDS

OF_PROGRAMME = TYPE_WORDS.keys() | {"daerah", "region", "regions"}


def of_scored(
    reads: Sequence[Read],
    entries: Sequence[Entry],
    names: Names,
    limited: Collection[str],
    usual: str,
    unclear: Collection[int] = (),
) -> dict[int, list[Cause]]:
    """One question for all names below a heading of the programme, by their places, where some have scores.

    It is for those whose own line does not say what they were given. No heading is asked about where any line above
    names honours somebody, or where headings have several titles: then the list is one of those honoured.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        What was read.
    names
        The names of the round's places.
    limited
        The titles whose limit is known, which scores are held against.
    usual
        The title of whoever is named without one.
    unclear
        The lines with several numbers that may be the score.
    """
    grounds = Grounds(names)
    below: dict[Line, list[int]] = {}
    titles: set[str] = set()
    heading: Line | None = None
    for read in reads:
        named = [place for place in range(read.start, read.end) if entries[place].status == "claim"]
        around = grounds.around(read.line.text)
        if not named and around.is_honouring and not around.denying and not _is_item(read, grounds):
            return {}
        if not named and (title := names.titles.within(read.line.text)):
            titles.add(title)
            is_programme = not names.titles.besides(read.line.text).isdisjoint(OF_PROGRAMME)
            heading = read.line if is_programme else None
        elif heading is not None and not around.is_honouring:
            own = names.titles.within(read.line.text)
            below.setdefault(heading, []).extend([] if own else named)
    if len(titles) > 1:
        return {}
    return {
        place: [Cause(line.text, "scored", "", line.number)]
        for line, places in below.items()
        if any(entries[place].score or entries[place].line in unclear for place in places)
        for place in places
        if (entries[place].category or usual) not in limited or entries[place].line in unclear
    }


def _is_item(read: Read, grounds: Grounds) -> bool:
    """Whether a line without a name that counts speaks of one place alone."""
    cells = [cell for cell in read.line.cells if cell]
    return any(map(grounds.begins_with_place, cells))
