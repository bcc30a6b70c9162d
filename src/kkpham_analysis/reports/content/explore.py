"""A place to look around in JupyterLab: pick a round, a province and a measure; table and map follow one another."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kkpham_analysis.figures.evidence import plot_evidence_map
from kkpham_analysis.figures.national_map import plot_national_map
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.province_map import plot_province_map
from kkpham_analysis.figures.setting import Setting
from kkpham_analysis.figures.status_words import status_labels
from kkpham_analysis.figures.streaks import outlined, plot_streak_map
from kkpham_analysis.language import Words
from kkpham_analysis.measures import award_streaks
from kkpham_analysis.reports.content import (
    award_summary,
    contested,
    endings,
    numbers,
    province_report,
    sayings,
    wording,
)
from kkpham_analysis.reports.content.facts import RoundFacts, RoundsFacts, narrowed, round_facts, rounds_facts
from kkpham_analysis.reports.content.given_codes import refuse_absent
from kkpham_analysis.reports.content.titles import award_of_rounds
from kkpham_analysis.reports.page import STATUS_TONES, PageHead, Part, Table
from kkpham_analysis.tables.loading import load
from kkpham_analysis.tables.vocabulary import EVIDENCE

if TYPE_CHECKING:
    import geopandas as gpd

MEASURES = ("status", "streak", "share", "evidence")
# What is measured of provinces is shown of the whole country; the others of the regencies of one province.
OF_PROVINCES = ("share", "evidence")
PLACES_SHOWN = 16
# The page has a style sheet; JupyterLab centres the names of rows and spreads the lines.
STYLE = """<style>.kkpham-rows table {width: 100%} .kkpham-rows th {text-align: left; font-weight: 600}
.kkpham-rows :is(th, td) {line-height: 1.4; padding: 3px 12px 3px 0} .kkpham-rows .number {text-align: right}
.kkpham-rows caption {text-align: left; padding: 6px 0}</style>"""


@dataclass(frozen=True)
class Choice:
    """What is looked at: a round, a province, a measure, and the place that is marked (empty: none)."""

    award_year: int
    province_code: str
    measure: str = MEASURES[0]
    place: str = ""


class World:
    """Facts of every round, loaded when they are first looked at, and kept.

    Parameters
    ----------
    words : Words
        The language of names and titles.
    data_dir : path, optional
        As for `load`.
    """

    def __init__(self, words: Words, data_dir: Path | str | None = None) -> None:
        self.words = words
        self.data_dir = data_dir
        self._rounds: dict[int, RoundFacts] = {}

    @cached_property
    def boundaries(self) -> gpd.GeoDataFrame:
        """Boundaries of all regencies."""
        return load("boundaries", data_dir=self.data_dir)

    @cached_property
    def _past(self) -> RoundsFacts:
        return rounds_facts(words=self.words, data_dir=self.data_dir)

    @property
    def history(self) -> pd.DataFrame:
        """`regency_status` of all rounds."""
        return self._past.status

    def facts(self, award_year: int) -> RoundFacts:
        """What is known of a round, in all provinces."""
        if award_year not in self._rounds:
            self._rounds[award_year] = round_facts(award_year, words=self.words, data_dir=self.data_dir)
        return self._rounds[award_year]

    def award_until(self, award_year: int) -> str:
        """Titles of all rounds that the streaks up to a round go through."""
        rounds = [before for before in self.facts(award_year).rounds if before < award_year]
        return award_of_rounds([*rounds, award_year], words=self.words, data_dir=self.data_dir)

    def streaks(self, award_year: int) -> pd.DataFrame:
        """`award_streaks` up to a round; one that never was ends in what is not known."""
        before = self.history[self.history["award_year"] < award_year]
        history = pd.concat([before, self.facts(award_year).status], ignore_index=True)
        return award_streaks(history, years_without=self._past.years_without)


def provinces_of(facts: RoundFacts) -> dict[str, str]:
    """Code of each province of the round, by its name, in the order of names."""
    ordered = facts.shares.sort_values("province")
    return dict(zip(ordered["province"], ordered["province_code"], strict=True))


def places_of(facts: RoundFacts, choice: Choice) -> dict[str, str]:
    """Code of each row of the table, by its name."""
    if choice.measure in OF_PROVINCES:
        return provinces_of(facts)
    here = narrowed(facts, choice.province_code).status.sort_values(["type", "name"])
    return dict(zip(here["full_name"], here["regency_code"], strict=True))


def seen(world: World, choice: Choice) -> RoundFacts:
    """What the choice is about: the country, or one province."""
    facts = world.facts(choice.award_year)
    if choice.measure in OF_PROVINCES:
        return facts
    return narrowed(facts, choice.province_code)


def head_of(world: World, choice: Choice, picture: Picture) -> PageHead:
    """Finding of what is looked at: the country, or the province; where the map finds something else, that."""
    about = seen(world, choice)
    head = award_summary.head(about) if choice.measure in OF_PROVINCES else province_report.head(about)
    return replace(head, title=picture.title) if choice.measure in ("streak", "evidence") else head


def picture_of(world: World, choice: Choice) -> Picture:
    """Map of the choice, the place that is marked drawn round."""
    facts = world.facts(choice.award_year)
    setting = Setting(facts.words, facts.award_name, facts.figure_sources, titled=False)
    here: dict[str, Any] = {"province_code": choice.province_code, "setting": setting}
    where = (world.boundaries, facts.regencies)
    if choice.measure == "share":
        of_shares = replace(setting, sources=wording.sources_of_shares(facts))
        picture = plot_national_map(facts.shares, *where, setting=of_shares)
    elif choice.measure == "evidence":
        picture = plot_evidence_map(facts.shares, *where, setting=setting)
    elif choice.measure == "streak":
        here["setting"] = replace(setting, award_name=world.award_until(choice.award_year))
        picture = plot_streak_map(world.streaks(choice.award_year), facts.status, *where, **here)
    else:
        about = narrowed(facts, choice.province_code)
        picture = plot_province_map(about.status, *where, shares=wording.cited_shares(about), **here)
    return outlined(picture, choice.place) if choice.place else picture


def table_of(world: World, choice: Choice) -> Table:
    """Table of the choice, the place that is marked with a sign before its name."""
    facts = world.facts(choice.award_year)
    if choice.measure in OF_PROVINCES:
        return _provinces_table(facts, choice)
    if choice.measure == "streak":
        return _streaks_table(narrowed(facts, choice.province_code), world.streaks(choice.award_year), choice)
    return _status_table(narrowed(facts, choice.province_code), choice)


def _marked(names: pd.Series, codes: pd.Series, choice: Choice, words: Words) -> list[str]:
    pairs = zip(names, codes, strict=True)
    return [words.phrase("explore.chosen", name=name) if code == choice.place else name for name, code in pairs]


def _provinces_table(facts: RoundFacts, choice: Choice) -> Table:
    words = facts.words
    shares = sayings.with_hints(facts.shares.sort_values("province"), facts)
    frame = numbers.with_counts(shares, words).assign(
        name=_marked(shares["province"], shares["province_code"], choice, words)
    )
    return Table(
        frame,
        words.phrase("explore.caption_provinces", year=choice.award_year),
        {
            "name": words.phrase("column.province"),
            "count": words.phrase("column.count"),
            "percent": words.phrase("column.share"),
            "evidence": words.phrase("column.evidence"),
            **({"meets_rule": words.phrase("column.by_rule")} if facts.rule else {}),
        },
        words,
        align={"count": "right", "percent": "right"},
        labels={
            "evidence": wording.labels("evidence", (*EVIDENCE, *wording.HINTS), words),
            "meets_rule": wording.verdict_labels(words),
        },
        tints={"evidence": wording.EVIDENCE_TONES, "meets_rule": wording.VERDICT_TONES},
        figures=numbers.of_counts(words),
    )


def _status_table(facts: RoundFacts, choice: Choice) -> Table:
    words = facts.words
    rows = facts.status.assign(status=contested.marked_statuses(facts.status)).sort_values(["type", "name"])
    labels = {"status": contested.told_labels(status_labels(facts.award_name, words), words)}
    tints = {"status": contested.marked_tones(STATUS_TONES)}
    return _regencies_table(rows, choice, facts, {"status": words.phrase("column.result")}, labels=labels, tints=tints)


def _streaks_table(facts: RoundFacts, streaks: pd.DataFrame, choice: Choice) -> Table:
    columns = {name: facts.words.phrase(f"explore.{name}") for name in ("streak", "streak_high", "compliant_rounds")}
    rows = streaks[streaks["regency_code"].isin(facts.status["regency_code"])]
    rows = rows.sort_values(["streak", "compliant_rounds", "full_name"], ascending=[False, False, True])
    return _regencies_table(rows, choice, facts, columns)


def _regencies_table(
    rows: pd.DataFrame, choice: Choice, facts: RoundFacts, columns: Mapping[str, str], **settings: Any
) -> Table:
    words = facts.words
    frame = rows.assign(place=_marked(rows["full_name"], rows["regency_code"], choice, words))
    caption = words.phrase(
        "explore.caption_regencies", province=facts.shares["province"].iloc[0], year=choice.award_year
    )
    return Table(frame, caption, {"place": words.phrase("column.regency"), **columns}, words, **settings)


class Explorer:
    """Widgets, and what they show now: a head, a picture and a table that can be kept.

    Parameters
    ----------
    world : World
        The facts.
    choice : Choice
        What is looked at first. A round that never was can be looked at, and says so.

    Raises
    ------
    ValueError
        When the province was not there in the round; names those that were.
    """

    def __init__(self, world: World, choice: Choice) -> None:
        import ipywidgets

        facts, words = world.facts(choice.award_year), world.words
        there = provinces_of(facts)
        refuse_absent([choice.province_code], {code: name for name, code in there.items()}, choice.award_year)
        self.world, self.choice = world, choice
        rounds = sorted({*facts.rounds, choice.award_year}, reverse=True)
        measures = [(words.phrase(f"explore.measure_{name}"), name) for name in MEASURES]

        def picker(kind: Any, name: str, options: Any, value: Any, **settings: Any) -> Any:
            return kind(
                options=options, value=value, description=words.phrase(name), layout={"width": "320px"}, **settings
            )

        self.round = picker(
            ipywidgets.Dropdown, "explore.round", [(str(year), year) for year in rounds], choice.award_year
        )
        self.province = picker(ipywidgets.Dropdown, "column.province", list(there.items()), choice.province_code)
        self.measure = picker(ipywidgets.Dropdown, "explore.measure", measures, choice.measure)
        self.place = picker(ipywidgets.Select, "explore.place", [], None, rows=PLACES_SHOWN)
        self.finding, self.rows, self.map = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        # What is picked stands beside what follows: a change is seen where it is made.
        pickers = ipywidgets.VBox([self.round, self.province, self.measure, self.place])
        beside = ipywidgets.VBox([self.finding, self.map], layout={"flex": "1 1 0", "min_width": "0"})
        self.widget = ipywidgets.VBox(
            [ipywidgets.HBox([pickers, beside]), self.rows], layout={"max_width": "1100px", "overflow": "visible"}
        )
        self._is_settling = False
        self._settle(choice)
        for one in (self.round, self.province, self.measure, self.place):
            one.observe(self._on_change, names="value")

    @property
    def head(self) -> PageHead:
        """Finding of what is looked at."""
        return head_of(self.world, self.choice, self.picture)

    @property
    def picture(self) -> Picture:
        """Map of what is looked at."""
        return picture_of(self.world, self.choice)

    @property
    def table(self) -> Table:
        """Table of what is looked at."""
        return table_of(self.world, self.choice)

    @property
    def sources(self) -> Part:
        """How to look around, how to make the page again, and the sources of what is looked at."""
        words, choice = self.world.words, self.choice
        command = " ".join(
            ["kkpham report explore", f"--year {choice.award_year}", f"--province {choice.province_code}",
             f"--lang {words.language}"]
        )  # fmt: skip
        about = seen(self.world, choice)
        notes = [
            words.phrase("explore.how"),
            words.phrase("report.unknown_is_not_no"),
            words.phrase("report.boundaries"),
        ]
        uses = wording.source_uses(about)
        place = "" if choice.measure in OF_PROVINCES else choice.province_code
        return endings.ending(about.sources, command, words, cites=self.head, notes=notes, uses=uses, place=place)

    def _on_change(self, change: Mapping[str, Any]) -> None:
        """Settle what follows from a change; the changes that this makes are part of it."""
        if self._is_settling:
            return
        chosen = Choice(self.round.value, self.province.value, self.measure.value, self.place.value or "")
        if change["owner"] is self.place and chosen.measure in OF_PROVINCES:
            chosen = replace(chosen, province_code=chosen.place)
        self._settle(chosen)

    def _settle(self, choice: Choice) -> None:
        """Make widgets, table and map agree with a choice; what it names that is not there gives way."""
        self._is_settling = True
        try:
            facts = self.world.facts(choice.award_year)
            there = provinces_of(facts)
            if choice.province_code not in there.values():
                choice = replace(choice, province_code=next(iter(there.values())))
            places = places_of(facts, choice)
            place = choice.province_code if choice.measure in OF_PROVINCES else choice.place
            self.choice = replace(choice, place=place if place in places.values() else "")
            _offer(self.province, there, choice.province_code)
            _offer(self.place, places, self.choice.place or None)
            self._show()
        finally:
            self._is_settling = False

    def _show(self) -> None:
        picture = self.picture
        head = head_of(self.world, self.choice, picture)
        self.finding.value = f"<h3>{escape(head.title)}</h3><p>{escape(head.lede)}</p>"
        self.rows.value = f'{STYLE}<div class="kkpham-rows">{self.table._repr_html_()}</div>'
        png = base64.b64encode(picture.rendered("png")).decode()
        self.map.value = (
            f'<figure style="margin:0"><img style="max-width:100%" alt="{escape(picture.alt)}" '
            f'src="data:image/png;base64,{png}"><figcaption>{escape(picture.caption)}</figcaption></figure>'
        )


def _offer(picker: Any, options: Mapping[str, str], value: str | None) -> None:
    """Give a picker its options and its value; options that stay the same are left, for new ones lose the value."""
    if tuple(picker.options) != tuple(options.items()):
        picker.options = list(options.items())
    picker.value = value


def explorer(*, words: Words, award_year: int, province_code: str, data_dir: Path | str | None = None) -> Explorer:
    """Widgets to look around with, beginning with the regencies of a province in a round.

    Parameters
    ----------
    words : Words
        The language.
    award_year : int
        The round to begin with.
    province_code : str
        The province to begin with.
    data_dir : path, optional
        As for `load`.

    Returns
    -------
    Explorer
        Its `widget` is for JupyterLab; `head`, `picture`, `table` and `sources` are what it shows now.

    Raises
    ------
    ValueError
        When the province was not there in the round; names those that were.
    """
    return Explorer(World(words, data_dir), Choice(award_year, province_code))
