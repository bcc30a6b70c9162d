"""What was handed in answers the list it was asked by: no list takes the place of another one under stored answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import ensure_built
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.tables.catalogues.in_use import code_parts, indicators_in_use, lists_in_use
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.plain_texts import plain

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMED = 5


def refuse_other_meaning(regulation: str, after: Iterable[Mapping[str, Any]], words: Words) -> None:
    """Refuse a change of lists after which answers that are stored would count as answers to something else.

    Parameters
    ----------
    regulation
        Whose list changes.
    after
        The indicators there will be, with `indicator_no`, `right_code` and `label_id`.
    words
        The language of what is told while tables are built.

    Raises
    ------
    CallError
        Names the indicators that are answered and would mean something else, and the files to take out first.
    """
    ensure_built(words, tell=lambda line: None)
    stored = load("submissions")
    facts = stored[~stored["synthetic"] & stored["indicator_code"].str.startswith(f"{regulation}-")]
    if facts.empty:
        return
    indicators = load("indicators")
    own = indicators[indicators["regulation"] == regulation].dropna(subset=["indicator_no"])
    before, now = (_meanings(entries) for entries in (own.to_dict("records"), after))
    numbers = facts["indicator_code"].map(lambda code: code_parts(code)[1])
    others = [number for number in sorted(set(numbers)) if before.get(number) != now.get(number)]
    if others:
        hurt = facts[numbers.isin(others)]
        named = [f"{regulation}-{number:03d}" for number in others[:MOST_NAMED]]
        raise CallError(CallFault("call.list_answered", {
            "rows": len(hurt), "regulation": regulation, "number": len(others), "named": named,
            "files": sorted(hurt["origin"].unique())[:MOST_NAMED],
        }))  # fmt: skip


def without(regulation: str, version: int | None, raw: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """The indicators of a regulation once a list is taken out: the version, or the one in use."""
    lists = raw["catalogues"]
    own = lists[lists["regulation"] == regulation]
    goes = lists_in_use(own)["version"] if version is None else [version]
    lists = own[~own["version"].isin(list(goes))]
    names = ("catalogue_items", "rights", "regulations")
    left = indicators_in_use(raw["indicators_known"], lists, *(raw[name] for name in names))
    left = left[left["regulation"] == regulation].dropna(subset=["indicator_no"])
    return [{str(name): value for name, value in entry.items()} for entry in left.to_dict("records")]


def _meanings(entries: Iterable[Mapping[Any, Any]]) -> dict[int, tuple[str, str]]:
    """What each number asks for: its right and its wording, as they are compared."""
    return {int(entry["indicator_no"]): (str(entry["right_code"]), plain(str(entry["label_id"]))) for entry in entries}
