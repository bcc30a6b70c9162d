"""A note on the whole list, wherever it stands: that it is a proposal, of those who took part, or not yet decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.statements import SENTENCE, Statement
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds

LISTED = r"(?:daftar|nama(?:-nama)?|data|dokumen|lampiran|pengumuman|penetapan|hasil|tabel|predikat|penghargaan|list)"
OPEN = r"(?:usulan|sementara|rancangan|draf|draft|konsep|calon|nominasi|kandidat|tentatif|provisional|preliminary)"
# "Daftar ini masih usulan", "Pengumuman ini bersifat sementara", "daftar di atas adalah daftar peserta penilaian".
NOT_YET = re.compile(
    rf"\b(?:masih|baru|bersifat|adalah|ialah|merupakan|berupa|sebagai|is|are|still)\s+(?:daftar\s+|data\s+|a\s+)?{OPEN}\b"
    r"|\bdaftar\s+(?:nama\s+)?(?:para\s+)?peserta\b"
    rf"|\b{LISTED}\b[^.]*\b(?:menunggu|menanti|belum)\s+(?:di|pen|peng|per|ke|ver|tanda|final|resmi|definitif|bersifat)\w*"
    rf"|\b{LISTED}\b[^.]*\bdapat\s+berubah\b|\b{LISTED}\b[^.]*\bakan\s+ditetapkan\b"
    r"|\b(?:awaiting|pending|subject\s+to)\b"
    r"|^\W*(?:draf|draft|rancangan|konsep|usulan)\W*$",
    re.IGNORECASE,
)


def of_all(statements: Sequence[Statement], entries: Sequence[Entry], grounds: Grounds) -> Iterator[tuple[int, Cause]]:
    """All names that count, where a sentence that names none says so of the list; one question for each sentence.

    What heads names is asked about with those below it.

    Parameters
    ----------
    statements
        All that the list says.
    entries
        All that was understood.
    grounds
        Tells the names in a text.
    """
    claims = [place for place, entry in enumerate(entries) if entry.status == "claim"]
    last = max((each.line for each in statements if not set(claims).isdisjoint(each.entries)), default=0)
    for statement in statements:
        is_note = statement.text.endswith(".") or statement.line > last
        for sentence in SENTENCE.split(statement.text) if is_note and not statement.is_sheet else ():
            found = NOT_YET.search(sentence)
            if found and not any(grounds.named_in(sentence)):
                cause = Cause(sentence, "beside", found.group(), statement.line)
                yield from ((place, cause) for place in claims)
