"""The sources of a page, numbered: what its statements and tables lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports import citing
from kkpham_analysis.reports.page.blocks import Block, text_of


@dataclass(frozen=True, repr=False)
class SourceList(Block):
    """The sources of a page, numbered in the order of the table; one on each page.

    Parameters
    ----------
    sources : pd.DataFrame
        One row per source, with `source_id, title, publisher, url, published_on`; and `language`, where it is known.
    words : Words
        The language of the dates.
    uses : mapping, optional
        What a source is used for, by its `source_id`.
    others : pd.DataFrame, optional
        Sources of the results of other rounds that the page shows too: a group of their own after the others.
    elsewhere : pd.DataFrame, optional
        More sources that the page rests on and does not list: they count where the page says how new its data are.
    uncounted : collection of str, optional
        Ids of the sources that are listed for claims that are in no figure alone.
    is_rule_alone : bool, optional
        No figure rests on the sources, those of other rounds left aside: they speak of the rule alone.
    """

    sources: pd.DataFrame
    words: Words = field(default_factory=Words)
    uses: Mapping[str, str] = field(default_factory=dict)
    others: pd.DataFrame | None = None
    elsewhere: pd.DataFrame | None = None
    uncounted: Collection[str] = ()
    is_rule_alone: bool = False

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source on this page, by its `source_id`."""
        listed = [self.sources, *([] if self.others is None else [self.others])]
        ids = [str(source_id) for table in listed for source_id in table["source_id"].tolist()]
        return {source_id: number for number, source_id in enumerate(ids, start=1)}

    @property
    def _parted(self) -> tuple[list[tuple[int, Any]], list[tuple[int, Any]]]:
        """Sources with their numbers: those of the page, and those of other rounds."""
        main = self.sources.to_dict("records")
        others = [] if self.others is None else self.others.to_dict("records")
        return list(enumerate(main, start=1)), list(enumerate(others, start=len(main) + 1))

    def cited(self, source_ids: Iterable[str]) -> str:
        """Write the numbers of sources as they stand after a statement in a text; nothing where there is none."""
        return citing.written(citing.numbers_of(";".join(source_ids), self.numbers))

    def as_block(self) -> dict[str, Any]:
        """Groups of sources, each with its number, title, address, and who published it when; the newest day of all.

        `numbers` tells the number of each by its `source_id`, for figures, which know no numbers;
        `undated` how many have no day.
        """
        main, others = self._parted
        headed = [("", main), (self.words.phrase("page.other_rounds"), others)]
        groups = [{"heading": heading, "sources": [self._as_block(*numbered) for numbered in group],
                   **({"rule_alone": True} if self.is_rule_alone and not heading else {})}
                  for heading, group in headed if group]  # fmt: skip
        unlisted = [] if self.elsewhere is None else self.elsewhere.to_dict("records")
        dates = [text_of(source["published_on"]) for source in [*(of for _, of in [*main, *others]), *unlisted]]
        newest = max(dates, default="")
        return {
            "type": "sources",
            "groups": groups,
            "newest": newest,
            "undated": dates.count(""),
            "numbers": self.numbers,
        }

    def _as_block(self, number: int, source: Mapping[Any, Any]) -> dict[str, Any]:
        url = text_of(source["url"])
        language = self._foreign(source)
        return {"number": number, "title": self._title(source), "said": self._who_and_when(source),
                "url": url if citing.is_web_address(url) else "",
                **({"lang": language} if language else {}),
                **({"uncounted": True} if str(source["source_id"]) in self.uncounted else {}),
                **({"kind": kind} if (kind := text_of(source.get("kind"))) else {})}  # fmt: skip

    def _foreign(self, source: Mapping[Any, Any]) -> str:
        """Language of the title of a source, where it is known and another than that of the list."""
        if citing.described(text_of(source["title"]), self.words.language):
            return ""
        language = text_of(source.get("language"))
        return "" if language == self.words.language else language

    def __repr__(self) -> str:
        groups = [
            [
                f"{number}. {self._title(source)}. {self._who_and_when(source)}. {text_of(source['url'])}".rstrip(". ")
                for number, source in group
            ]
            for group in self._parted
        ]
        heading = [self.words.phrase("page.other_rounds")] if groups[1] else []
        return "\n".join([*groups[0], *heading, *groups[1]])

    def _repr_html_(self) -> str:
        main, others = self._parted
        heading = f"<h3>{escape(self.words.phrase('page.other_rounds'))}</h3>{self._items(others)}" if others else ""
        return (self._items(main) if main or not others else "") + heading

    def _items(self, group: list[tuple[int, Any]]) -> str:
        items = "".join(
            f'<li id="source-{number}">{self._link(source)}'
            f'<span class="publisher">{escape(self._who_and_when(source))}</span></li>'
            for number, source in group
        )
        start = f' start="{group[0][0]}"' if group and group[0][0] > 1 else ""
        # The list as a whole is what the page of all reports leads to: its first source may be that of the rule.
        name = "" if start else f' id="{citing.LIST_OF_SOURCES}"'
        return f'<ol class="sources"{name}{start}>{items}</ol>'

    def _link(self, source: Mapping[Any, Any]) -> str:
        return citing.web_link(self._title(source), text_of(source["url"]), self._foreign(source))

    def _title(self, source: Mapping[Any, Any]) -> str:
        title = text_of(source["title"])
        return citing.described(title, self.words.language) or title or text_of(source["source_id"])

    def _who_and_when(self, source: Mapping[Any, Any]) -> str:
        published_on = text_of(source["published_on"])
        publisher = text_of(source["publisher"])
        parts = [citing.described(publisher, self.words.language) or publisher, self.words.date(published_on or None)]
        address = "" if text_of(source["url"]) else self.words.phrase("page.no_address")
        said = ", ".join(part for part in (*parts, address) if part)
        use = self.uses.get(str(source["source_id"]), "")
        return f"{said} · {use}" if use else said
