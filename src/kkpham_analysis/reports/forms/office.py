"""What files of an office suite have in common: texts that XML can hold, properties, and the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from kkpham_analysis.reports.document import Document
from kkpham_analysis.reports.given_time import given_time, stamped
from kkpham_analysis.reports.product import PACKAGE

LOCALES = {"id": "id-ID", "en": "en-GB"}
CORE = "docProps/core.xml"
# The first moment that a ZIP archive can tell.
EPOCH = (1980, 1, 1, 0, 0, 0)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def locale_of(language: str) -> str:
    """How an office suite calls a language: that of a report with its country, any other by itself."""
    return LOCALES.get(language, language)


def printable(text: object) -> str:
    r"""The text, with a mark in the place of what XML cannot hold.

    >>> printable("a\x00b")
    'a�b'
    """
    return NOT_IN_XML.sub("\ufffd", str(text))


def core_properties(document: Document) -> bytes:
    """Properties by which an office suite knows a document: title, subject, author, language.

    There is a date where SOURCE_DATE_EPOCH gives one: a clock would make every file another.
    """
    told = {
        "dc:title": document.title,
        "dc:subject": document.head["eyebrow"],
        "dc:creator": PACKAGE,
        "dc:language": LOCALES[document.language],
        "cp:lastModifiedBy": PACKAGE,
    }
    elements = [f"<{name}>{escape(printable(value))}</{name}>" for name, value in told.items()]
    if given := given_time():
        moment = stamped(given)
        elements += [
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
        ]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{"".join(elements)}</cp:coreProperties>'
    ).encode()


def repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with some parts replaced, all of one time, in one order, packed in one way."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(packed, "w") as written:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, date_time=EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            written.writestr(info, parts.get(name, given.read(name)))
    return packed.getvalue()
