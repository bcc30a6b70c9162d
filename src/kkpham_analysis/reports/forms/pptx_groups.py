"""Slides, and those that belong together: how they are made to fit where there are too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kkpham_analysis.language import Words


@dataclass(frozen=True)
class Slide:
    """One slide: a sentence, what stands under it, and what the speaker says.

    `kind` is `cover`, `figure`, `chart`, `table` or `texts`; `body` what that needs; `below` a line under it; `marks`
    what must be said of the data of this slide alone; `rests_on` the ids of the sources of its figure, `sources` how
    many there are, in words.
    """

    kind: str
    title: str
    body: Any = None
    below: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    is_extra: bool = False


# Slides that belong together: as they are best, then with less room for each of their rows.
Group = list[list[Slide]]


def fitted(groups: list[Group], room: int) -> tuple[list[list[Slide]], list[str]]:
    """Groups that fit: first lists of names are shortened, then continuations go, then whole groups from the last."""
    ways = [list(group) for group in groups]
    while sum(len(group[0]) for group in ways) > room and any(len(group) > 1 for group in ways):
        # What loses nothing, then the last of the longest: who has the title stands before what changed.
        max((group for group in reversed(ways) if len(group) > 1), key=_cost).pop(0)
    kept = [list(group[0]) for group in ways]
    left_out: list[str] = []
    while sum(map(len, kept)) > room and any(group[0].is_extra for group in kept):
        left_out.insert(0, kept.pop(next(i for i, group in enumerate(kept) if group[0].is_extra))[0].title)
    while sum(map(len, kept)) > room and any(len(group) > 1 and group[0].kind == "table" for group in kept):
        shorten(max((group for group in reversed(kept) if group[0].kind == "table"), key=len))
    while sum(map(len, kept)) > room:
        # Figures beside the first two explain; tables tell who is meant.
        place = max((i for i, group in enumerate(kept) if i > 1 and group[0].kind == "figure"), default=len(kept) - 1)
        left_out.insert(0, kept.pop(place)[0].title)
    return kept, left_out


def _cost(group: Group) -> tuple[bool, int]:
    """Whether the next way of a group shows all that this one does, and how long it is."""
    lines = [way[0].body.lines for way in group[:2]]
    return lines[0] == lines[1], len(group[0])


def shorten(group: list[Slide]) -> None:
    """Take away the last slide of a table: the one before shows what has room, says how much has not, and tells all."""
    dropped, last = group.pop(), group.pop()
    body = replace(
        last.body,
        cells=(*last.body.cells, *dropped.body.cells),
        tones=(*last.body.tones, *dropped.body.tones),
        rest=last.body.rest + dropped.body.rest,
    )
    group.append(replace(last, notes=(*last.notes, *dropped.notes), body=body))


def numbered(group: list[Slide], words: Words) -> Iterator[Slide]:
    """Slides of a group, numbered where there are several."""
    for number, slide in enumerate(group, start=1):
        said = {"title": slide.title, "number": number, "of": len(group)}
        yield replace(slide, title=words.phrase("slides.continued", **said)) if len(group) > 1 else slide
