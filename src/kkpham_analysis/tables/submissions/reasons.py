"""Why rows and files were not taken, kept as keys and details, so that any language can say it later."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.tables.faults import Fault, shortened
from kkpham_analysis.tables.files.sheets import ForeignFileError
from kkpham_analysis.tables.submissions.values import Reason

Refused = ForeignFileError | Fault


def refusal(refused: Refused, words: Words) -> str:
    """Say why a file could not be read, and what to do."""
    if isinstance(refused, Fault) and refused.column:
        # The file has its own headings, if any: a column is called as the template calls it.
        refused = replace(refused, column=words.phrase_or(f"submission_column.{refused.column}", refused.column))
    return refused.sentence(words)


def codes_of(reasons: Iterable[Reason | Refused]) -> str:
    """Reasons as JSON: a list of objects, each with the key of its text and what that is filled with.

    >>> codes_of([Reason("not_a_count", "documents", "dua")])
    '[{"reason": "not_a_count", "column": "documents", "value": "dua"}]'
    """
    return json.dumps([_code(reason) for reason in reasons], ensure_ascii=False)


def said_of(codes: str, words: Words) -> str:
    """The sentences of reasons in a language; empty where these are none, for people may have changed them.

    >>> said_of('[{"reason": "not_a_count", "column": "documents", "value": "dua"}]', Words("en"))
    "Documents: 'dua' is no count; write a whole number, such as 2."
    >>> said_of('[{"reason": "whatever"}]', Words("en"))
    ''
    """
    try:
        return " ".join(_sentence(code, words) for code in json.loads(codes))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return ""


def columns_of(codes: str) -> set[str]:
    """The columns that reasons blame; empty where these are none.

    >>> columns_of('[{"reason": "not_a_count", "column": "documents", "value": "dua"}]'), columns_of("")
    ({'documents'}, set())
    """
    return _all_of(codes, "column")


def kinds_of(codes: str) -> set[str]:
    """What reasons are; empty where these are none.

    >>> kinds_of('[{"reason": "not_a_count", "column": "documents", "value": "dua"}]'), kinds_of("")
    ({'not_a_count'}, set())
    """
    return _all_of(codes, "reason")


def is_of_total(kinds: Collection[str]) -> bool:
    """Whether reasons of these kinds are of a row of totals: it waits to be mended, and a submission it never is.

    >>> is_of_total({"total", "total_unread"}), is_of_total({"total", "nihil"}), is_of_total(set())
    (True, False, False)
    """
    return bool(kinds) and all(kind.startswith("total") for kind in kinds)


def _all_of(codes: str, name: str) -> set[str]:
    try:
        return {str(code.get(name, "")) for code in json.loads(codes)}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return set()


def _code(reason: Reason | Refused) -> dict[str, Any]:
    if isinstance(reason, ForeignFileError):
        code = {"foreign": reason.kind, "file": reason.file, "details": reason.details}
    elif isinstance(reason, Fault):
        code = {"fault": reason.kind, **asdict(reason)}
        del code["kind"]
    else:
        code = {"reason": reason.kind, "column": reason.column, "value": shortened(reason.value),
                "details": dict(reason.details)}  # fmt: skip
    return {name: value for name, value in code.items() if value}


def _sentence(code: dict[str, Any], words: Words) -> str:
    details = code.get("details", {})
    column, value = (str(code.get(name, "")) for name in ("column", "value"))
    if "reason" in code:
        return Reason(code["reason"], column, value, tuple(details.items())).sentence(words)
    if "foreign" in code:
        return refusal(ForeignFileError(code["file"], code["foreign"], **details), words)
    fault = Fault(code["file"], code.get("row", 0), column, value, code["fault"], code["remedy"], details)
    return refusal(fault, words)
