"""What a sentence says that a name was given: "Kabupaten Paser meraih predikat Peduli HAM 2025"."""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.meaning.vocabulary import AWARDS, FURNITURE, GIVING, words_of
from kkpham_analysis.tables.award_lists.meaning.words import Titles, unmarked

# What a region does that was honoured, or that is done to it.
GIVEN = words_of("""
    meraih menerima mendapat mendapatkan memperoleh menyandang menyabet dianugerahi diganjar ditetapkan dinyatakan
    dinobatkan berpredikat received receives won earned
""")
BEFORE_GIVEN = words_of("berhasil sukses kembali telah resmi juga sama-sama has have")
WITH_IT = FURNITURE | AWARDS | GIVING | {"status", "gelar", "title"}


def without_predicate(text: str, titles: Titles) -> tuple[str, str]:
    """A name without what its sentence says it was given, and the title in that; the text itself where it says more.

    >>> import pandas as pd
    >>> titles = Titles(pd.DataFrame({"category": ["fair"], "label_id": ["Cukup Baik"], "label_en": ["Fair"]}))
    >>> without_predicate("Kab. Paser berhasil meraih predikat Cukup Baik tahun 2025", titles)
    ('Kab. Paser', 'fair')
    >>> without_predicate("Kab. Paser meraih predikat Cukup Baik berkat kerja keras", titles)
    ('Kab. Paser meraih predikat Cukup Baik berkat kerja keras', '')
    """
    words = text.split()
    at = next((at for at, word in enumerate(words) if word.casefold() in GIVEN), 0)
    said = " ".join(words[at:])
    found = titles.all_within(said)
    left = {word for word in titles.besides(said) if not re.fullmatch(r"20\d\d", word)}
    is_award = bool(found) or not left.isdisjoint(AWARDS)
    if not at or not is_award or len(found) > 1 or not left <= WITH_IT | GIVEN:
        return text, ""
    while at > 1 and words[at - 1].casefold() in BEFORE_GIVEN:
        at -= 1
    return unmarked(" ".join(words[:at])), next(iter(found), "")
