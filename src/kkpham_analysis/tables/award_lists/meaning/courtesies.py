"""Lines of letters, messages and papers that say nothing of the names below them: greetings, stamps, ranks.

None of them may lead to the names, as "Terima kasih kepada:" and "Yth.:" do, or hold a word that is not understood.
"""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.meaning.vocabulary import (
    HONOURS,
    LEAVING_OPEN,
    UNDERSTOOD,
    is_denying,
    words_of,
)
from kkpham_analysis.tables.award_lists.meaning.words import DOUBTFUL

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
COURTEOUS = words_of("""
    assalamualaikum assalamu'alaikum assalamu alaikum waalaikumsalam wassalamualaikum wassalamu'alaikum wassalam
    warahmatullahi wabarakatuh wr wb salam sejahtera selamat hormat hormati kami sampaikan disampaikan demikian
    demikianlah mohon perhatian perhatiannya terima kasih terimakasih diucapkan ucapkan kerja sama kerjasama samanya
    kerjasamanya bapak ibu saudara saudari sekalian rekan daftarnya simak selengkapnya semoga bermanfaat
    dear sir madam greetings regards sincerely hello thank thanks you your we here attention cooperation good morning
    afternoon
""")
GREETING = re.compile(
    r"\W*(?:as+alam\w*|salam\b|selamat\s+(?:pagi|siang|sore|malam)\b|dengan\s+hormat\b|dear\b|greetings\b|hello\b)",
    re.IGNORECASE,
)
# What leads to somebody who is thanked, greeted or written to.
TOWARDS = {"kepada", "ke", "untuk", "bagi", "dari", "oleh", "to", "for", "from", "by"}
LISTS = {"daftar", "daftarnya", "nama", "berikut", "list", "names"}
ADDRESS = re.compile(r"\W*(?:(?:kepada\s+)?(?:yth|yang\s+terhormat)\b.*|di\W*|(?:di\W*)?tempat\W*)", re.IGNORECASE)
STAMP = re.compile(r"\W*(?:PENGUMUMAN|SIARAN PERS|PRESS RELEASE)\W*")
COPY = re.compile(r"\W*SALINAN\W*(?<!:)")
PAPER = re.compile(r"\b(?:keputusan|peraturan|lampiran|kementerian|menteri|republik|gubernur)\b", re.IGNORECASE)
RANK_WORDS = (
    r"\W*(?:ter(?:baik|tinggi)|peringkat|juara|urutan|rank)\s+(?:ke[\s-]*)?"
    r"(?:\d{1,2}|[IVX]{1,5}|(?:per|ke)[^\W\d_]{3,})"
)
RANK = re.compile(rf"{RANK_WORDS}\W*", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether a line without names is no more than a greeting, thanks, a stamp, or leads to a list of whatever it is.

    >>> [says_nothing(text) for text in ("Dengan hormat,", "Berikut daftarnya:", "*PENGUMUMAN*")]
    [True, True, True]
    >>> [says_nothing(text) for text in ("Terima kasih kepada:", "Berikut daftar calonnya:", "Terima kasih:")]
    [False, False, False]
    """
    if STAMP.fullmatch(text):
        return True
    words = {word.casefold() for word in WORD.findall(text)}
    is_courteous = not words.isdisjoint(COURTEOUS) and words <= COURTEOUS | UNDERSTOOD
    is_open = bool(words & (TOWARDS | LEAVING_OPEN | HONOURS)) or any(map(is_denying, words))
    leads = text.rstrip("*_ ").endswith(":") and words.isdisjoint(LISTS)
    return is_courteous and not (is_open or leads or DOUBTFUL.search(text) or re.search(r"\d", text))


def ends(text: str, above: str) -> bool:
    """Whether what stands above a line is no heading of what follows: an address before a greeting, a stamp on a paper.

    >>> ends("Dengan hormat,", "Yth. Kepala Bagian"), ends("Berikut daftarnya:", "Yth. Kepala Bagian")
    (True, False)
    """
    is_written_to = bool(ADDRESS.fullmatch(above) and GREETING.match(text))
    return is_written_to or bool(COPY.fullmatch(above) and PAPER.search(text))


def is_rank(text: str) -> bool:
    """Whether a line is a rank among those honoured.

    >>> is_rank("Terbaik II"), is_rank("Peringkat ke-2:"), is_rank("Terbaik")
    (True, True, False)
    """
    return bool(RANK.fullmatch(text))
