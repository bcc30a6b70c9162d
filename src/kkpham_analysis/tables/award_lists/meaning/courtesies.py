"""Lines of letters, messages and papers that say nothing of the names below them: greetings, stamps, ranks.

None of them may lead to the names, as "Terima kasih kepada:" and "Yth.:" do, or hold a word that is not understood.
"""

from __future__ import annotations

import re

from kkpham_analysis.tables.award_lists.meaning.vocabulary import (
    HONOURING,
    HONOURS,
    LEAVING_OPEN,
    UNDERSTOOD,
    is_denying,
    words_of,
)
from kkpham_analysis.tables.award_lists.meaning.words import DOUBTFUL, unnumbered

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
    r"\W*(?:as+alam\w*|salam\b|selamat\s+(?:pagi|siang|sore|malam)\b|dengan\s+hormat\b|dear\b|greetings\b|hello\b|"
    r"sehubungan\s+dengan\b|menindaklanjuti\b|bersama\s+ini\b)",
    re.IGNORECASE,
)
# What leads to somebody who is thanked, greeted or written to.
TOWARDS = {"kepada", "ke", "untuk", "bagi", "dari", "oleh", "to", "for", "from", "by"}
LISTS = {"daftar", "daftarnya", "nama", "berikut", "list", "names"}
ADDRESS = re.compile(r"\W*(?:(?:kepada\s+)?(?:yth|yang\s+terhormat)\b.*|di\W*|(?:di\W*)?tempat\W*)", re.IGNORECASE)
# "di" alone stands above the place that a letter goes to; with the place, below whom it goes to.
AT = re.compile(r"di[\s.:–—-]*", re.IGNORECASE)
# "di Tempat": where all whom a letter is for are.
NOWHERE = re.compile(r"di\W*tempat\W*", re.IGNORECASE)
AT_PLACE = re.compile(r"di[\s.:–—-]+[^\W\d_]+(?:\s+[^\W\d_]+){0,2}\W*", re.IGNORECASE)
TO = re.compile(r"\W*(?:kepada\s+)?(?:yth|yang\s+terhormat)\b", re.IGNORECASE)
STAMP = re.compile(r"\W*(?:PENGUMUMAN|SIARAN PERS|PRESS RELEASE)\W*")
# The head of a letter: whose it is, where that is, and the lines of its papers.
LETTERHEAD = re.compile(
    r"\W*(?:(?:kantor|wilayah|kanwil|direktorat|jenderal|kementerian|kemenham|kemenkum(?:ham)?|hukum|dan|hak|asasi|manusia|ham|"
    r"republik|indonesia|ri)\b[\s.,]*)+"
)
PAPERS = re.compile(
    r"\W*(?:sifat\s*:\s*(?:biasa|(?:sangat\s+)?(?:segera|penting|rahasia))"
    r"|lampiran\s*:\s*(?:-|\d+\s*(?:\(\w+\)\s*)?(?:berkas|lembar|eksemplar|set|buah)?))\W*"
)
CONTACT = re.compile(
    r"\W*(?:jalan|jl|telepon|telp|faks(?:imile)?|laman|situs|website|surel|e-?mail|pos-?el)\b(?=.*(?:\d|\w\.\w))[^?!;]*(?<!:)"
)
# The head of a table that was copied from a paper.
TABLE_HEAD = re.compile(
    r"\W*no(?:mor)?\b(?:[\s./]*(?:urut|nama|provinsi|prov|kabupaten|kab|kota|daerah|nilai|skor|predikat|kategori|kode|keterangan|ket)\b)+\W*"
)
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
    if STAMP.fullmatch(text) or is_of_letter(text):
        return True
    words = {word.casefold() for word in WORD.findall(text)}
    is_courteous = not words.isdisjoint(COURTEOUS) and words <= COURTEOUS | UNDERSTOOD
    is_open = bool(words & (TOWARDS | LEAVING_OPEN | HONOURS)) or any(map(is_denying, words))
    leads = text.rstrip("*_ ").endswith(":") and words.isdisjoint(LISTS)
    return is_courteous and not (is_open or leads or DOUBTFUL.search(text) or re.search(r"\d", text))


def is_of_letter(text: str) -> bool:
    """Whether a line is one of the head of a letter, which says nothing of what is written below.

    >>> [is_of_letter(text) for text in ("KANTOR WILAYAH KEMENTERIAN HUKUM", "Sifat : Segera", "Telepon (0541) 733000")]
    [True, True, True]
    >>> [is_of_letter(text) for text in ("Kementerian HAM:", "Sifat : Sementara", "Jalan 1 belum menerima")]
    [False, False, False]
    """
    plain = text.casefold()
    words = WORD.findall(plain)
    is_contact = bool(CONTACT.fullmatch(plain)) and HONOURING.isdisjoint(words) and not any(map(is_denying, words))
    is_head = bool(LETTERHEAD.fullmatch(plain)) and len(words) > 2
    return is_contact or is_head or any(each.fullmatch(plain) for each in (PAPERS, TABLE_HEAD))


def ends(text: str, above: str) -> bool:
    """Whether what stands above a line is no heading of what follows: an address before a greeting, a stamp on a paper.

    >>> ends("Dengan hormat,", "Yth. Kepala Bagian"), ends("Berikut daftarnya:", "Yth. Kepala Bagian")
    (True, False)
    """
    is_written_to = bool(ADDRESS.fullmatch(above) and GREETING.match(text))
    return is_written_to or bool(COPY.fullmatch(above) and PAPER.search(text))


def is_place_of_address(text: str, above: str) -> bool:
    """Whether a line is the place that a letter goes to, below the one above it.

    >>> is_place_of_address("Samarinda", "di -"), is_place_of_address("di Jakarta", "Yth. Direktur Jenderal HAM")
    (True, True)
    >>> is_place_of_address("di Jakarta", "Kabupaten/Kota Peduli HAM"), is_place_of_address("di Tempat", "4. Bupati")
    (False, True)
    """
    if unnumbered(text)[1]:
        return False
    if NOWHERE.fullmatch(text):
        return True
    return bool(AT.fullmatch(above) or (TO.match(above) and AT_PLACE.fullmatch(text)))


def is_rank(text: str) -> bool:
    """Whether a line is a rank among those honoured.

    >>> is_rank("Terbaik II"), is_rank("Peringkat ke-2:"), is_rank("Terbaik")
    (True, True, False)
    """
    return bool(RANK.fullmatch(text))
