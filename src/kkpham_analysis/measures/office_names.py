"""Names of offices that may mean the same one: a short name beside the name that it is short for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from kkpham_analysis.tables.plain_texts import plain

# These are left out of short names.
SMALL_WORDS = frozenset({"dan", "serta", "atau", "untuk", "pada", "di", "and", "of", "the"})
# What kind of office it is: of a name that is known by its initials alone, it may be left out.
KINDS_OF_OFFICE = frozenset({"dinas", "badan", "kantor", "bagian", "biro", "sekretariat", "bidang", "satuan"})
# From here on a name says where the office is.
PLACE = re.compile(r" (?:kab|kabupaten|kota|prov|provinsi)\b.*")
# Letters of one word in a short name: the d, kes, naker or perkim of an office.
MOST_LETTERS = 5
# More names than this are no offices of one regency.
MOST_NAMES = 200


def alike_offices(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names of which one looks short for the other, the short one first; it is a question, never an answer.

    A short name has some letters of every word of the long one, in order, but for small words and the kind of office.

    >>> alike_offices(["Dinas Kesehatan", "Dinkes", "DPMPTSP", "Dinas Kesehatan Kab. Paser", "Dinas Sosial"])
    [('Dinkes', 'Dinas Kesehatan'), ('Dinkes', 'Dinas Kesehatan Kab. Paser'), \
('Dinas Kesehatan', 'Dinas Kesehatan Kab. Paser')]
    >>> alike_offices(["Dinas PUPR", "PUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas Perumahan Rakyat"])
    [('PUPR', 'Dinas PUPR'), ('PUPR', 'Dinas Pekerjaan Umum dan Penataan Ruang'), \
('Dinas PUPR', 'Dinas Pekerjaan Umum dan Penataan Ruang')]
    """
    # The same name in other letters is one already.
    known = sorted({plain(name): name for name in names if plain(name)}.values(), key=lambda name: (len(name), name))
    if len(known) > MOST_NAMES:
        return []
    return [(short, long) for short, long in combinations(known, 2) if _is_short_for(short, long)]


@lru_cache(50_000)
def _is_short_for(short: str, long: str) -> bool:
    letters, words = "".join(_words(short)), _words(long)
    if letters == "".join(words):
        return True
    named = [words, words[1:]] if words and words[0] in KINDS_OF_OFFICE else [words]
    return any(_made_of(letters, tuple(each)) for each in named if len("".join(each)) > len(letters) or len(each) == 1)


def _words(name: str) -> list[str]:
    """The words of a name as they are compared: without the place, and with P3A as the PPPA that it stands for."""
    said = PLACE.sub("", plain(name))
    said = re.sub(r"([a-z])([2-9])(?=[a-z]|\b)", lambda found: found[1] * int(found[2]), said)
    return [word for word in said.split() if word not in SMALL_WORDS]


@lru_cache(10_000)
def _made_of(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are some of each word, one word after the other."""
    if not words:
        return not letters
    first, rest = words[0], tuple(words[1:])
    if letters.startswith(first) and _made_of(letters[len(first) :], rest):
        return True
    most = min(MOST_LETTERS, len(letters))
    return any(_is_within(letters[:size], first) and _made_of(letters[size:], rest) for size in range(most, 0, -1))


def _is_within(letters: str, word: str) -> bool:
    """Whether letters are the first of a word and others in their order, as in dis, or a syllable of it, as dik."""
    found = iter(word)
    is_spelled = letters[0] == word[0] and all(letter in found for letter in letters)
    return is_spelled or (len(letters) > 1 and letters in word)
