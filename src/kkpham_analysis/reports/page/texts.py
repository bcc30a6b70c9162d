"""The texts of a page: its head, headings, paragraphs, figures in a row, and how it is made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote

from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.page.blocks import Block, paragraphs_of, with_links
from kkpham_analysis.reports.page.sources import SourceList
from kkpham_analysis.reports.typed import as_typed
from kkpham_analysis.tables.telling import told_html


@dataclass(frozen=True, repr=False)
class PageHead(Block):
    """The top of a page: what it is about, a warning where there is one, the finding, and one paragraph.

    The cell tagged `finding` ends with it; its text is what the command says when the report is written: without the
    numbers of sources, for their list is on the page.

    >>> PageHead("Penghargaan 2023", "7 dari 10 kabupaten/kota berpredikat", "Persentasenya 70,0 %.")
    7 dari 10 kabupaten/kota berpredikat. Persentasenya 70,0 %.
    """

    eyebrow: str
    title: str
    lede: str
    note: str = ""
    listed: SourceList | None = None
    marks: tuple[str, ...] = ()  # what must be said of the data that it speaks of
    known: str = ""  # how well it is known: a part of the lede that slides give room of its own
    rule: tuple[str, ...] = ()  # the rule with whoever says otherwise, and what hangs on that: parts that stay whole

    def as_block(self) -> dict[str, Any]:
        """The eyebrow, the note, the title and the lede, with its citations where the sources are listed."""
        lede = self.lede if self.listed is not None else citing.without_numbers(self.lede)
        texts = {"eyebrow": self.eyebrow, "note": self.note, "title": self.title, "lede": lede}
        known = {"known": citing.without_numbers(self.known)} if self.known else {}
        rule = {"rule": [citing.without_numbers(part) for part in self.rule]} if self.rule else {}
        return {"type": "head", **texts, "marks": list(self.marks), **known, **rule}

    def __repr__(self) -> str:
        return self._told(self.lede if self.listed is None else citing.without_numbers(self.lede))

    def as_cited(self) -> str:
        """The same text with the numbers of sources, for where their list stands below."""
        return self._told(self.lede)

    def _told(self, lede: str) -> str:
        title = self.title if self.title.endswith((".", "!", "?")) else f"{self.title}."
        return " ".join(part for part in (self.note, title, lede) if part)

    def _repr_html_(self) -> str:
        note = f'<p class="note" role="note">{escape(self.note)}</p>' if self.note else ""
        return (
            f'{told_html(self.marks)}<header class="page-head"><p class="eyebrow">{escape(self.eyebrow)}</p>{note}'
            f'<h1>{escape(self.title)}</h1><p class="lede">{with_links(self.lede, self.listed)}</p></header>'
        )


@dataclass(frozen=True, repr=False)
class Section(Block):
    """The heading of a part of the page, in the language of the report."""

    title: str

    def as_block(self) -> dict[str, Any]:
        """The heading."""
        return {"type": "section", "title": self.title}

    def __repr__(self) -> str:
        return self.title

    def _repr_html_(self) -> str:
        return f"<h2>{escape(self.title)}</h2>"


@dataclass(frozen=True, repr=False)
class Prose(Block):
    r"""Paragraphs of text, parted by empty lines; no markup is read from them.

    Numbers that `SourceList.cited` wrote lead to the list that is given. `parts` are the same paragraphs in their
    sentences, each with its kind, for who takes some of them only.

    >>> Prose("Satu.\n\nDua <b>.")._repr_html_()
    '<div class="prose"><p>Satu.</p><p>Dua &lt;b&gt;.</p></div>'
    """

    text: str
    listed: SourceList | None = None
    parts: Sequence[Sequence[tuple[str, str]]] = ()

    @classmethod
    def told(cls, parts: Sequence[Sequence[tuple[str, str]]], listed: SourceList | None = None) -> Prose:
        """Paragraphs whose sentences are given, each with its kind."""
        return cls("\n\n".join(" ".join(text for _, text in part if text) for part in parts), listed, parts)

    def as_block(self) -> dict[str, Any]:
        """The paragraphs, and where they are known their sentences with their kinds."""
        parts = [[list(sentence) for sentence in part] for part in self.parts]
        return {"type": "prose", "paragraphs": paragraphs_of(self.text)} | ({"parts": parts} if parts else {})

    def __repr__(self) -> str:
        return self.text.strip()

    def _repr_html_(self) -> str:
        written = "".join(f"<p>{with_links(part, self.listed)}</p>" for part in paragraphs_of(self.text))
        return f'<div class="prose">{written}</div>'


@dataclass(frozen=True, repr=False)
class Facts(Block):
    """A few figures in a row, each a value (as people write it) with its label.

    >>> Facts([("7 / 10", "berpredikat"), ("70,0 %", "di atas 60 %")])
    7 / 10 berpredikat
    70,0 % di atas 60 %
    """

    facts: Sequence[tuple[str, str]]

    def as_block(self) -> dict[str, Any]:
        """Values and their labels."""
        return {"type": "facts", "facts": [[str(value), str(label)] for value, label in self.facts]}

    def __repr__(self) -> str:
        return "\n".join(f"{value} {label}" for value, label in self.facts)

    def _repr_html_(self) -> str:
        pairs = "".join(
            f"<div><dt>{escape(str(label))}</dt><dd>{escape(str(value))}</dd></div>" for value, label in self.facts
        )
        return f'<dl class="facts">{pairs}</dl>'


@dataclass(frozen=True, repr=False)
class HowTo(Block):
    """How the page is made again: one command; how it is cited, where that is said; where the other reports are.

    `place` is the code of the place that the page is of, empty where it is of no one place; None leaves the link out.
    The address is that of the list of all reports two folders above, whatever reports there are: two runs write the
    same page.
    """

    command: str
    words: Words = field(default_factory=Words)
    cite: str = ""
    place: str | None = None

    def as_block(self) -> dict[str, Any]:
        """What the command does, the command, and how to cite."""
        cite = {"cite": self.cite} if self.cite else {}
        text = self.words.phrase("page.again")
        return {"type": "how_to", "text": text, "command": as_typed(self.command), **cite}

    def __repr__(self) -> str:
        again = f"{self.words.phrase('page.again')} {as_typed(self.command)}"
        return "\n".join(part for part in (self.cite, again) if part)

    def _repr_html_(self) -> str:
        # Parts of a command are kept whole: a break after a hyphen would read as another option.
        parts = " ".join(f"<span>{escape(part)}</span>" for part in as_typed(self.command).split())
        cite = f'<p class="how-to">{escape(self.cite)}</p>' if self.cite else ""
        again = f'<p class="how-to">{escape(self.words.phrase("page.again"))} <code>{parts}</code></p>'
        return cite + again + self._other_reports()

    def _other_reports(self) -> str:
        """Where a browser finds the other reports, on the place where it is of one; other forms have no list beside."""
        if self.place is None:
            return ""
        asked = f"q={quote(self.place)}&amp;" if self.place else ""
        about = "more_on_place" if self.place else "all_reports"
        link = f'<a href="../../index.html#{asked}ui={self.words.language}">'
        made = escape(as_typed(self.words.phrase(f"page.{about}_made")))
        return f'<p class="how-to">{link}{escape(self.words.phrase(f"page.{about}"))}</a> {made}</p>'


@dataclass(frozen=True, repr=False)
class Part(Block):
    r"""A part of the page: its heading, and what stands under it, one below the other.

    `finding` says in one sentence what is found in it: the title of its slide.

    >>> Part("Sumber", Prose("Dua."))
    Sumber
    <BLANKLINE>
    Dua.
    """

    title: str
    contents: tuple[Any, ...]
    finding: str = ""

    def __init__(self, title: str, *contents: Any, finding: str = "") -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "contents", contents)
        object.__setattr__(self, "finding", finding)

    def as_block(self) -> dict[str, Any]:
        """The heading, and the blocks under it."""
        blocks = [content.as_block() for content in self.contents]
        found = {"finding": self.finding} if self.finding else {}
        return {"type": "part", "title": self.title, "blocks": blocks, **found}

    def __repr__(self) -> str:
        return "\n\n".join([self.title, *(repr(content) for content in self.contents)])

    def _repr_html_(self) -> str:
        return Section(self.title)._repr_html_() + "".join(content._repr_html_() for content in self.contents)
