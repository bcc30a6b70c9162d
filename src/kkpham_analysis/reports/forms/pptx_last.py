"""The last two slides of a deck: how well it is known, and the sources."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.document import Document, said_source
from kkpham_analysis.reports.forms.pptx_groups import Slide, numbered
from kkpham_analysis.reports.forms.pptx_room import Room
from kkpham_analysis.reports.forms.pptx_words import sentences

MOST_SOURCES = 4
LONGEST_TITLE = 100


def slides_of_evidence(document: Document, absent: Sequence[str], room: Room, most: int = 1) -> list[Slide]:
    """How well it is known, and what is not shown and why: the first sentence is the title, the rest is under it.

    The rule and whoever says otherwise are never parted, and always have room. What has none goes on on a second
    slide, where there may be one (`most`); what has none there either is counted.
    """
    head, words = document.head, document.words
    lede, rule = citing.without_numbers(head["lede"]), head.get("rule", [])
    known = sentences(head.get("known", "")) or sentences(lede)[:1] or [head["title"]]
    told = [*known, *(said for part in rule for said in sentences(part))]
    # A sentence that begins with a figure is not parted from the one before it.
    rest = functools.reduce(lambda text, said: text.replace(said, "\n"), told, lede)
    texts = [*_first(known[1:], rule, room), *absent, *(said for part in rest.splitlines() for said in sentences(part))]
    facts = [f"{fact}." for fact in document.said_facts]
    if not texts:
        texts = facts or [words.phrase("report.unknown_is_not_no")]
    parts = _in_parts(texts, room, most)
    slides = [Slide("texts", known[0].rstrip("."), tuple(_with_room(part, room)), notes=(" ".join(part),))
              for part in parts]  # fmt: skip
    slides[0] = replace(slides[0], notes=(" ".join([known[0], *parts[0]]), *facts))
    return list(numbered(slides, words))


def _first(known: Sequence[str], rule: Sequence[str], room: Room) -> list[str]:
    """What is said first: how well it is known, as that goes on from the title, where the rule has room behind it."""
    more = room.words.phrase("slides.more_sentences", count=99)
    return [*known, *rule] if room.holds([*known, *rule, more]) else [*rule, *known]


def _in_parts(texts: Sequence[str], room: Room, most: int) -> list[Sequence[str]]:
    """All texts, as many of them in each part as have room together; the last has what is left."""
    fits = (end for end in range(len(texts), 0, -1) if room.holds(texts[:end]))
    end = len(texts) if most == 1 else next(fits, 1)
    return [texts[:end], *(_in_parts(texts[end:], room, most - 1) if texts[end:] else [])]


def _with_room(texts: Sequence[str], room: Room) -> list[str]:
    """The first texts that have room together, and how many sentences have none; the notes have them all."""
    shown = list(texts)
    for end in range(len(texts), 0, -1):
        left = sum(len(sentences(text)) for text in texts[end:])
        said = [room.words.phrase("slides.more_sentences", count=left)] if left else []
        shown = [*texts[:end], *said]
        if room.holds(shown):
            break
    return shown


def slide_of_sources(document: Document, room: Room) -> Slide:
    """The last slide: some of the sources, how to cite, and the command; in its notes all of them."""
    words = document.words
    groups = [group for block in document.of("sources") for group in block["groups"]]
    listed = document.listed_sources
    # The title counts the pages of the round: those of other rounds stand under a heading, and are counted apart.
    main = [source for group in groups if not group["heading"] for source in group["sources"]]
    first = _first_sources(main, document)
    title = _found_of_sources(document) or words.phrase("slides.sources")
    last = [document.citation] if document.citation else []
    last += [f"{block['text']} {block['command']}" for block in document.of("how_to")]

    def texts(most: int) -> list[str]:
        shown = [f"{_short(source['title'])} {source['said']}." for source in first[:most]]
        return [*shown, *_more_sources(len(main) - len(shown), len(listed) - len(main), words), *last]

    most = next((most for most in range(MOST_SOURCES, 0, -1) if room.holds(texts(most))), 1)
    others = _more_sources(0, len(listed) - len(main), words)
    # The last paragraph of a page counts the sources below it: here they are in these notes.
    read = (*document.last_words[:-1], " ".join([f"{title}.", *others]))
    return Slide("texts", title, tuple(texts(most)), notes=(*read, "\n".join(map(said_source, listed))))


def _first_sources(listed: Sequence[dict[str, Any]], document: Document) -> list[dict[str, Any]]:
    """Sources of which some are shown: those that the headline names and the rule first, and none that is not counted.

    Among others stand those that say no more than what is uncertain.
    """
    pieces = citing.parted(document.head["lede"], document.numbers)
    named = [number for piece in pieces if not isinstance(piece, str) for number in piece]
    counted = [source for source in listed if not source.get("uncounted")]
    return sorted(counted, key=lambda source: [*named, source["number"]].index(source["number"]))


def _more_sources(more: int, others: int, words: Words) -> list[str]:
    """How many pages of the round are not shown, and how many there are on other rounds."""
    if more and others:
        return [words.phrase("slides.more_sources_and_others", count=more, others=others)]
    named = {"slides.more_sources": more, "slides.other_sources": others}
    return [words.phrase(key, count=count) for key, count in named.items() if count]


def _short(title: str) -> str:
    return f"{title}." if len(title) <= LONGEST_TITLE else textwrap.shorten(title, LONGEST_TITLE, placeholder=" …")


def _found_of_sources(document: Document) -> str:
    """What is found in the part that lists the sources."""
    found = ""
    for block in document.blocks:
        if block["type"] == "section":
            found = str(block.get("finding", ""))
        elif block["type"] in ("sources", "how_to"):
            return found
    return ""
