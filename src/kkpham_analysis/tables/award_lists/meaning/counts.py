"""The numbers of regencies that sentences give: "7 dari 10 kabupaten/kota", "2 kota di Bali dan 3 di Jambi"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kkpham_analysis.tables.award_lists.meaning.words import COUNTED, IN_COLUMNS, TYPE_WORDS

UNIT = (
    r"(?:kabupaten\s*(?:/|dan|atau)\s*kota|kab\.?\s*/\s*kota|regencies\s*(?:/|and)\s*cities|daerah|kabupaten|kota|"
    r"regenc(?:y|ies)|cities)"
)
COUNT = re.compile(
    rf"(?<![\d.,/])(?<!dari )(?<!of )(?<!dari total )(?<!of total )(?<!kab )(?<!kab\. )(?<!kabupaten )"
    rf"\b(?P<number>\d{{1,3}}|{'|'.join(COUNTED)})\s*(?:\([^()]{{1,40}}\)\s*)?"
    rf"(?:(?:dari|of)\s+(?:total\s+)?(?:\d{{1,3}}|{'|'.join(COUNTED)})\s*(?:\([^()]{{1,40}}\)\s*)?)?"
    rf"(?P<unit>{UNIT})\b",
    re.IGNORECASE,
)
# "2 kabupaten/kota di Kalimantan Timur dan 3 di Kalimantan Utara": what is counted is said once.
COUNT_MORE = re.compile(
    rf"(?:,|\b(?:dan|serta|and))\s+(?P<number>\d{{1,3}}|{'|'.join(COUNTED)})\s+(?:di|in)\s+(?-i:(?=[A-Z]))",
    re.IGNORECASE,
)
# "Dari 10 kabupaten/kota di Kalimantan Timur, 7 di antaranya meraih": the province stands before the number.
COUNT_AMONG = re.compile(
    rf"\b(?:dari|of)\s+(?:total\s+)?(?:\d{{1,3}}|{'|'.join(COUNTED)})\s*(?:\([^()]{{1,40}}\)\s*)?(?P<unit>{UNIT})\b"
    rf"(?P<behind>(?:(?!\b(?:tidak|tak|belum|bukan)\b)[^.;:\d]){{0,60}}?)(?:,\s*|\s+)(?:(?:ada|terdapat|sebanyak|hanya|baru|only)\s+)*(?P<number>\d{{1,3}}|{'|'.join(COUNTED)})\b"
    rf"\s*(?:\([^()]{{1,40}}\)\s*)?(?={UNIT}\b|di\s?antaranya|dinyatakan|berhasil|meraih|mendapat|memperoleh|menerima|"
    r"ditetapkan|lolos|lulus|memenuhi|berpredikat|dianugerahi|menyandang|yang|telah|sudah|of\s+them|were|received|won)",
    re.IGNORECASE,
)
NAMED = re.compile(r"(?:Kabupaten|Kota|KABUPATEN|KOTA)\s+(?!(?:DI|Di|YANG|Yang|SE|Se)\b)[A-Z]")
TOTAL = re.compile(r"^(?:jumlah|total|sebanyak)\b\D{0,40}?(?P<number>\d{1,3})\b", re.IGNORECASE)
# The same as a cell of a table, the number in one beside it.
TOTAL_WORD = re.compile(r"(?:jumlah|total|sebanyak)\b\D{0,40}", re.IGNORECASE)
SUM = re.compile(r"\d+(?:[.,]\d+)*")


def counts_in(text: str) -> list[tuple[int, str, str]]:
    """The numbers of regencies that a text gives, each with the type counted (empty for both) and what stands behind.

    >>> counts_in("sebanyak 7 (tujuh) kabupaten/kota dari 10 kabupaten/kota"), counts_in("tiga kota di Bali")
    ([(7, '', ' dari 10 kabupaten/kota')], [(3, 'kota', ' di Bali')])
    >>> counts_in("2 kota di Bali dan 3 di Jambi")
    [(2, 'kota', ' di Bali dan 3 di Jambi'), (3, 'kota', ' di Jambi')]
    >>> counts_in("Dari 10 kota di Bali, 7 di antaranya lolos")
    [(7, 'kota', ' di Bali, 7 di antaranya lolos')]
    """
    among = {match.start("number"): match for match in COUNT_AMONG.finditer(text)}
    found = [(_number(one), _type_counted(one), text[one.start("behind") :]) for one in among.values()]
    for match in COUNT.finditer(text):
        if NAMED.match(text[match.start("unit") :]) and (not match.start() or IN_COLUMNS.match(text)):
            # "2 Kota Bontang" is the second item, of columns also behind another one.
            continue
        if match.start("number") in among:
            continue
        of_type = _type_counted(match)
        found.append((_number(match), of_type, text[match.end() :]))
        end = COUNT.search(text, match.end())
        for more in COUNT_MORE.finditer(text, match.end(), end.start() if end else len(text)):
            found.append((_number(more), of_type, text[more.end("number") :]))
    if not found and (total := TOTAL.match(text)):
        found.append((int(total["number"]), "", ""))
    return found


def numbers_said(text: str) -> set[int]:
    """The numbers that a text gives in digits or words.

    >>> numbers_said("tujuh di antaranya (7), dari 10")
    {10, 7}
    """
    words = re.findall(r"[^\W_]+", text.lower())
    return {COUNTED.get(word) or int(word) for word in words if word in COUNTED or word.isdecimal()}


def _number(match: re.Match[str]) -> int:
    number = match["number"].lower()
    return COUNTED.get(number) or int(number)


def _type_counted(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    return "" if "/" in unit or " " in unit or unit == "daerah" else TYPE_WORDS.get(unit, "")


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row of a table, or a line, is one of totals: the word, and numbers alone.

    >>> is_total(["Jumlah", "3 kab/kota"]), is_total(["Total Skor", "Kabupaten"]), is_total(["1", "3 Kota Bontang"])
    (True, False, False)
    >>> is_total(["Jumlah: 2"]), is_total(["Jumlah: 2 kota"]), is_total(["Jumlah", "17", "101,5"])
    (True, False, True)
    """
    word, *rest = cells
    if not rest and (total := TOTAL.match(word)):
        # Its number is no item of a numbering.
        return not word[total.end() :].strip(" .)")
    numbers = [bool(SUM.fullmatch(cell)) or not COUNT.sub("", cell).strip() for cell in rest]
    return bool(rest and TOTAL_WORD.fullmatch(word)) and all(numbers)
