"""Texts of others as they are compared: headings, answers and names of offices, however they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


# The same few words stand in most cells of a large table.
@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    r"""A heading or a word as it is compared: small letters and digits, single spaces, no accents.

    Lists of awards and of indicators keep them, as `files.sheets.plain` does.

    >>> plain(" Kode  Kabupaten/Kota*\n"), plain("OPD (Perangkat Daerah)"), plain("answer_yes")
    ('kode kabupaten kota', 'opd perangkat daerah', 'answer yes')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(sign for sign in letters if not unicodedata.combining(sign))))
