"""One cell of a supporting-data sheet into the value it means, or the reason why it means none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kkpham_analysis.language import Words
from kkpham_analysis.language.errors import WholeError
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.files.sheets import Cell
from kkpham_analysis.tables.months import MONTHS
from kkpham_analysis.tables.plain_texts import plain
from kkpham_analysis.tables.submissions.layout import NIHIL, NO, YES, statuses

# Days from 2000 to 2099 as a spreadsheet counts them.
FIRST_SERIAL, LAST_SERIAL = 36_526, 73_050
EPOCH = dt.date(1899, 12, 30)
# Digits of other scripts are asked back. A group after a leading zero is never one of thousands: 0.500 is a half.
GROUPS = {
    ",": re.compile(r"[+-]?([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?"),
    ".": re.compile(r"[+-]?([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?"),
}
UNCLEAR = re.compile(r"[+-]?[0-9]{1,3}[.,][0-9]{3}")
LONGEST_TEXT = 2_000
# As the sheets that are handed out say it.
DAY_EXAMPLE = "2024-05-31"
LARGEST = 1e15
# For one indicator of one regency; what is more is an answer in the wrong column, or pages that were counted.
MOST_DOCUMENTS = 200
PERSONAL = {
    "nik": re.compile(
        r"(?<!\d)(\d{16}|\d{18}|\d{4}([ .-]\d{4}){3}|(\d\d[.-]?){3}\d{6}[. -]?\d{4}|\d{8} \d{6} \d \d{3})(?!\d)"
    ),
    # Also as people hide it from machines: a(at)b.id, a [at] b . id, a @ b.id.
    "mail": re.compile(
        r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+\.[\w.-]+"
        r"|(?<![\w.+-])[\w.+-]+\s*[(\[{]\s*(?i:at|@)\s*[)\]}]\s*[\w-]+(\s*(\.|[(\[{]\s*(?i:dot|titik)\s*[)\]}])\s*[\w-]+)*"
        r"\s*(\.|[(\[{]\s*(?i:dot|titik)\s*[)\]}])\s*[A-Za-z]{2,}"
    ),
    # A mobile number, one with the code of its town, or whatever is called a telephone.
    "phone": re.compile(
        r"(?<![\d.,])(\+?62|0)[\s.-]?8\d{1,2}([\s.-]?\d{3,4}){2,3}(?!\d)"
        r"|\((\+?62|0)\d{2,3}\)[\s.-]?\d{3,4}[\s.-]?\d{2,4}(?!\d)"
        r"|(?<![\d.,/])(0|\+62[\s.-]?)[2-9]\d{1,2}[\s-]\d{5,8}(?!\d)"
        # Without blanks: longer than a day, and no part of the number of a decree; in groups, the last is no year.
        r"|(?<![\d.,/-])(0|\+62)[2-9]\d{7,10}(?![\d/-]|[.,]\d)"
        r"|(?<![\d.,/-])(0|\+62[\s.-]?)[2-9]\d{1,2}[\s-][2-9]\d{2,3}[\s-](?!(19|20)\d\d\b)\d{3,4}(?![\d/-]|[.,]\d)"
        # As a spreadsheet keeps it, without the zero; what is round, or called rupiah, is a sum of money.
        r"|(?<![\w.,/-])(?<!(?i:rp) )(?<!(?i:rp)\. )8[1-35-9](?!\d*0{5}\b)\d{8,10}(?![\w/-]|[.,]\d| (?i:rupiah))"
        r"|\b(?i:telp|telepon|tlp|hp|wa|phone)\b[^\w]{0,3}\+?\d[\d\s.-]{4,}\d"
    ),
}
PERSONAL_HEADING = re.compile(
    r"\b(nik|nip|ktp|kk|telepon|telpon|telp|tlp|hp|handphone|ponsel|wa|whatsapp|phone|mobile|e ?mail|surel"
    r"|induk kependudukan|induk pegawai|identitas|identity|kartu keluarga|kartu tanda penduduk)\b"
)
# How many have a card is a figure; which card one has is not.
COUNTED_HEADING = re.compile(
    r"(jumlah|banyak|banyaknya|total|persen|persentase|prosentase|cakupan|rasio|number of|percentage of|share of)"
    r" (?!(no|nomor|nik|nip)\b)"
)


@dataclass(frozen=True)
class Reason:
    """Why a row cannot be taken in: a key of `language/submissions.toml`, the column, what stands there."""

    kind: str
    column: str = ""
    value: str = ""
    details: tuple[tuple[str, str | int], ...] = field(default=())

    def sentence(self, words: Words) -> str:
        """Say what is wrong in which column, and what would be right."""
        name = words.phrase(f"submission_column.{self.column}") if self.column else ""
        details = dict(self.details)
        if details.get("sheet"):
            details["file"] = words.phrase("submissions.sheet_of_file", file=details["file"], sheet=details["sheet"])
        if most := str(details.get("most", "")):
            # A limit of ours, not what somebody wrote.
            details["most"] = words.number(float(most), len(most.partition(".")[2]))
        return words.phrase(f"submission_reason.{self.kind}", column=name, value=shortened(self.value), **details)


class BadValueError(WholeError, ValueError):
    """Raised for a cell that means no value; `reason` says why."""

    def __init__(self, kind: str, column: str, value: str, **details: str | int) -> None:
        self.reason = Reason(kind, column, value, tuple(details.items()))
        super().__init__(kind)


def decimal_sign(texts: Iterable[str]) -> str:
    """The decimal sign that a column of numbers shows it uses; empty where none of them tells, or they contradict.

    >>> decimal_sign(["1.234", "12,5"]), decimal_sign(["1.234", "12.5"]), decimal_sign(["1.234"])
    (',', '.', '')
    """
    signs = {",": False, ".": False}
    for text in texts:
        compact = text.replace(" ", "").replace("\u00a0", "").removesuffix("%")
        fits = {sign for sign, pattern in GROUPS.items() if pattern.fullmatch(compact)}
        if len(fits) == 1 and re.search("[.,]", compact):
            signs[fits.pop()] = True
    return "" if signs[","] == signs["."] else "," if signs[","] else "."


def number(cell: Cell, column: str, *, sign: str = "") -> float | None:
    """The number in a cell; `sign` is the decimal sign of the column where it shows one."""
    if not cell.text:
        return None
    value = float(cell.text) if cell.kind == "number" else _number_of_text(cell, column, sign)
    if not abs(value) < LARGEST:
        raise BadValueError("number_size", column, cell.text)
    return value


def _number_of_text(cell: Cell, column: str, sign: str) -> float:
    text = cell.text
    if cell.kind == "date":
        raise BadValueError("date_for_number", column, text)
    if plain(text) in NIHIL or text.strip("-\u2013\u2014 .") == "":
        raise BadValueError("nihil", column, text)
    compact = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(\D|$))", "", text.strip())
    compact = compact.removesuffix("%").strip().replace("\u2212", "-")
    # Three digits behind the decimal sign itself may still be thousands, written by somebody with other habits.
    is_unclear = UNCLEAR.fullmatch(compact) and not compact.lstrip("+-").startswith("0")
    if is_unclear and (not sign or sign in compact):
        raise BadValueError("unclear_number", column, text, plain=re.sub("[.,]", "", compact))
    for decimal in (sign,) if sign else (",", "."):
        if GROUPS[decimal].fullmatch(compact):
            thousands = "." if decimal == "," else ","
            return float(compact.replace(thousands, "").replace(decimal, "."))
    is_other = any(pattern.fullmatch(compact) for pattern in GROUPS.values())
    raise BadValueError("other_sign" if is_other else "not_a_number", column, text)


def count(cell: Cell, column: str, *, sign: str = "") -> int | None:
    """The whole number in a cell."""
    try:
        value = number(cell, column, sign=sign)
    except BadValueError as error:
        # How a number with a unit is written is no help here: a count has none.
        if error.reason.kind == "not_a_number":
            raise BadValueError("not_a_count", column, cell.text) from None
        raise
    if value is None:
        return None
    if value < 0 or not value.is_integer() or cell.written.endswith("%"):
        raise BadValueError("not_a_count", column, cell.written)
    if value > MOST_DOCUMENTS:
        raise BadValueError("too_many_documents", column, cell.text, limit=MOST_DOCUMENTS)
    return int(value)


def points(cell: Cell, column: str, *, sign: str = "") -> float | None:
    """The points in a cell."""
    value = number(cell, column, sign=sign)
    if value is not None and value < 0:
        raise BadValueError("below_zero", column, cell.text)
    return value


def yes_no(cell: Cell, column: str) -> bool | None:
    """Yes or no in a cell."""
    if not cell.text:
        return None
    word = plain(cell.text)
    if word in YES or word in NO:
        return word in YES
    raise BadValueError("not_yes_no", column, cell.text)


def status(cell: Cell, column: str) -> str | None:
    """The status in a cell."""
    if not cell.text:
        return None
    word = plain(cell.text)
    if word not in statuses():
        raise BadValueError("no_status", column, cell.text)
    return statuses()[word]


def text(cell: Cell, column: str) -> str | None:
    """The text of a cell, in one line."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in cell.text).split())
    if len(said) > LONGEST_TEXT:
        raise BadValueError("long_text", column, cell.text, limit=LONGEST_TEXT)
    return said or None


def lines(cell: Cell, column: str) -> str | None:
    """The text of a cell with its lines as they are, also those that are empty between others."""
    said = "\n".join(text(Cell(line), column) or "" for line in cell.text.split("\n")).strip("\n")
    if len(said) > LONGEST_TEXT:
        raise BadValueError("long_text", column, cell.text, limit=LONGEST_TEXT)
    return said or None


def day(cell: Cell, column: str) -> str | None:
    """The day in a cell, as 2024-05-31: a date, the number a spreadsheet keeps for one, or written as people do."""
    said = cell.text.strip()
    if not said:
        return None
    try:
        found = _day_of(said)
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year <= 2099:
        raise BadValueError("no_day", column, cell.text, example=DAY_EXAMPLE)
    return found.isoformat()


def _day_of(said: str) -> dt.date | None:
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([ T][0-9:.]+)?", said):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", said):
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    if match := re.fullmatch(r"([0-9]{1,2})\s+([A-Za-z]{3,})\.?\s+([0-9]{4})", said):
        return dt.date(int(match[3]), MONTHS.get(match[2].lower(), 0), int(match[1]))
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", said) and FIRST_SERIAL <= float(said) <= LAST_SERIAL:
        return EPOCH + dt.timedelta(days=int(float(said)))
    return None


def personal(value: str, *, is_number: bool = False) -> str:
    """What a text has that points to a person: `nik`, `mail` or `phone`; empty where nothing does.

    >>> personal("6472010101010001"), personal("0812-3456-7890"), personal("a@b.id"), personal("12 dokumen")
    ('nik', 'phone', 'mail', '')
    >>> personal("0.3333333333333333", is_number=True), personal("64.72.01.010101.0001"), personal("perda 12/2023")
    ('', 'nik', '')
    >>> personal("SK Nomor 005-20231"), personal("0541-741963")
    ('', 'phone')
    >>> personal("81234567890"), personal("hubungi 81234567890"), personal("Rp 8123456789"), personal("8500000000")
    ('phone', 'phone', '', '')
    """
    if is_number:
        # The sixteen decimals of a third are nobody's number.
        return "nik" if re.fullmatch(r"\d{16}|\d{18}", value.replace(" ", "")) else ""
    return next((kind for kind, pattern in PERSONAL.items() if pattern.search(value)), "")


def is_personal_heading(heading: str) -> bool:
    """Whether a column is called as one of personal data is.

    >>> is_personal_heading("No. HP"), is_personal_heading("E-mail"), is_personal_heading("Perangkat daerah")
    (True, True, False)
    >>> is_personal_heading("No. KK"), is_personal_heading("Jumlah KK"), is_personal_heading("Persentase KTP-el")
    (True, False, False)
    >>> is_personal_heading("No. Induk Kependudukan"), is_personal_heading("Jumlah kartu keluarga")
    (True, False)
    """
    said = plain(heading)
    return bool(PERSONAL_HEADING.search(said)) and not COUNTED_HEADING.match(said)
