"""What stands behind a name: its title and its score, in any order."""

from __future__ import annotations

import re
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.meaning.words import PAREN, SCORE_BEHIND, Titles, points, unmarked


class Behind(NamedTuple):
    """A name with what stands behind it: its title, its score, and a number that is none."""

    name: str
    category: str = ""
    score: str = ""
    no_score: str = ""


def behind_name(text: str, titles: Titles) -> Behind:
    """A text without the title and the number at its end, and these; one of each, and never all of the text.

    >>> import pandas as pd
    >>> titles = Titles(pd.DataFrame({"category": ["fair"], "label_id": ["Cukup Baik"], "label_en": ["Fair"]}))
    >>> behind_name("Kab. Paser 66,25 (Cukup Baik)", titles)
    Behind(name='Kab. Paser', category='fair', score='66.25', no_score='')
    >>> behind_name("Kab. Paser", titles)
    Behind(name='Kab. Paser', category='', score='', no_score='')
    """
    found = Behind(unmarked(text))
    while further := _without_title(found, titles) or _without_number(found):
        found = further
    return found


def _without_title(found: Behind, titles: Titles) -> Behind | None:
    if found.category:
        return None
    words = found.name.split()
    ways = [(" ".join(words[:end]), " ".join(words[end:])) for end in range(1, len(words))]
    if within := PAREN.search(found.name):
        ways = [(found.name[: within.start()], within[1])]
    for name, said in ways:
        if (category := titles.exactly(said)) and re.search(r"[^\W\d_]", name):
            return found._replace(name=unmarked(name.rstrip(" =–-")), category=category)
    return None


def _without_number(found: Behind) -> Behind | None:
    number = None if found.score or found.no_score else SCORE_BEHIND.search(found.name)
    if number is None:
        return None
    said = str(next(filter(None, number.groups())))
    score = points(said)
    return found._replace(name=found.name[: number.start()], score=score, no_score="" if score else said)
