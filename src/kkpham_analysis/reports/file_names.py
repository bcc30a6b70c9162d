"""What sets the names of the files of a report apart: its places, a rule on trial, other values, in plain letters."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kkpham_analysis.measures.rules import parse_rule

LONGEST_SUFFIX = 100
# A parameter and its value that a file's name can bear as they are, none taken for another: level=submitted, share=0.5.
PLAIN_WORD = re.compile(r"[a-z_]+=([a-z][a-z0-9_]*|[0-9]+(\.[0-9]+)?)")


def places_suffix(codes: Sequence[str], places: Mapping[str, str]) -> str:
    """Part of a file's name that tells its places, by their names; of many, by their number and a mark."""
    slug = "-".join(slug_of(places[code]) or slug_of(code) for code in codes)
    return slug if len(slug) <= LONGEST_SUFFIX else f"{len(codes)}-{_mark(codes)}"


def others_suffix(others: Mapping[str, Any]) -> str:
    """Part of a file's name that tells other values: in words, and by a mark those that words would not tell apart.

    >>> others_suffix({"level": "submitted", "share": 0.5}), others_suffix({"title": "Two words"})
    ('level-submitted-share-0-5', 'ef174782')
    """
    plain = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in others.items()}
    said = {name: text for name, text in plain.items() if PLAIN_WORD.fullmatch(f"{name}={text}")}
    rest = [f"{name}={value!r}" for name, value in others.items() if name not in said]
    parts = [f"{name}-{text.replace('.', '-')}" for name, text in said.items()]
    suffix = "-".join([*parts, *([_mark(rest)] if rest else [])])
    return suffix if len(suffix) <= LONGEST_SUFFIX else _mark(f"{name}={value!r}" for name, value in others.items())


def trial_suffix(rule: Any) -> str:
    """Part of a file's name that tells a trial from the report under the rule of the round.

    >>> [trial_suffix(rule) for rule in (">50%", ">=62.5% of participants", "")]
    ['uji-coba-lebih-50', 'uji-coba-minimal-62-5-peserta', '']
    """
    try:
        parsed = parse_rule(rule)
    except ValueError:
        return f"uji-coba-{_mark([str(rule)])}" if rule else ""
    side = "lebih" if parsed.comparison == ">" else "minimal"
    share = str(parsed).split("%")[0].lstrip(">=").replace(".", "-")
    return "-".join(["uji-coba", side, share, *(["peserta"] if parsed.denominator == "participants" else [])])


def slug_of(text: str) -> str:
    """Write a name with small letters, digits and hyphens alone, so that it can only be the name of a file."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _mark(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
