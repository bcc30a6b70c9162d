"""Map of the country: its provinces by share, with the classes and the rule as a ruler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes

from kkpham_analysis.figures import atlas, behind, findings, style
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.shapes import fitted, patch, provinces_drawn
from kkpham_analysis.figures.sheet import WIDTH, Entry, Sheet, filled, text_width
from kkpham_analysis.language import Words
from kkpham_analysis.language.rounding import decimals_of
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.rules import Trial, parse_rule, single_rule, trial_of

if TYPE_CHECKING:
    import geopandas as gpd

NATIONAL_HEIGHT = 5.9
MOST_ROOM = 1.75  # times its height: with more air over and under it, a map is lost on its sheet
# With what the codes of the provinces of Java begin: the regions table has each in the group of islands called "Jawa".
OF_JAVA = "3"
# Java once more, where a sheet has room: what its title takes, and its height.
ENLARGED_TITLE, ENLARGED_LEAST, ENLARGED_MOST = 0.36, 1.1, 3.0
RULER = (2.9, 0.16, 0.62)  # width, height, and all that it takes
RULER_ON_SLIDE = 2.0  # for the legend stands beside it
SECOND_MARK = 0.16  # what a second rule takes above the ruler


@marked
def plot_national_map(
    shares: pd.DataFrame,
    boundaries: gpd.GeoDataFrame,
    regencies: pd.DataFrame,
    *,
    setting: Setting = ALONE,
) -> Picture:
    """Map of the provinces as they stood in a round, each in the class of its share; unknown is drawn as unknown.

    Where the shares are of some provinces only, the map shows these, each with its name and count, and the others
    around them in a whisper.

    Hatched: some are known, no verdict. Plain grey: nothing is known. Dotted on the colour: sources disagree, the
    verdict stands all the same.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of one round.
    boundaries : GeoDataFrame
        `load("boundaries")`.
    regencies : DataFrame
        `regencies_in` of the same round.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the shares are of no round, or of several.
    """
    words, award_name = setting.words, setting.award
    year, trial = round_of(shares), trial_of(shares)
    scale = style.scale_for(single_rule(list(shares["rule"])))
    drawn = drawn_of(shares, scale)
    kinds = drawn.kinds
    has_ruler = bool({"known", "disputed", "likely"} & set(kinds.values()))
    finding = findings.national_finding(shares, award_name, words)
    is_country = set(regencies["province_code"]) <= set(kinds)
    layout = None if is_country else atlas.arranged_provinces(_notes(shares, words), boundaries, regencies, setting)
    numbered = layout.numbered if layout else ()
    sheet = Sheet(
        layout.sheet_width if layout else setting.width or WIDTH,
        setting,
        finding,
        findings.with_trial(words.phrase("figures.national_subtitle", award=award_name, year=year), trial, words),
        findings.footer(
            words, sources=setting.sources, rules=shares["rule"], has_map=True, trial=trial, numbered=numbered
        ),
        _national_entries(set(kinds.values()), scale, words),
        RULER[2] + (SECOND_MARK if trial and trial.round_rule else 0) if has_ruler else 0.0,
        (award_name,),
    )
    with style.styled():
        if layout:
            _draw_some(sheet, layout, drawn)
        else:
            _draw_country(sheet, Country(shares, boundaries, regencies), drawn)
        if has_ruler:
            _draw_ruler(sheet, scale, trial)
    alt = words.phrase("figures.map_alt", finding=finding, lists=findings.verdict_lists(shares, words))
    data = behind.shares_behind(shares, words)
    return sheet.finished(findings.with_trial(alt, trial, words), is_map=True, data=data)


@dataclass(frozen=True)
class Drawn:
    """The rows of the provinces and how each is drawn, by their codes; and the classes."""

    rows: Mapping[str, Any]
    kinds: Mapping[str, str]
    scale: style.Scale

    def face(self, code: str) -> str:
        """Colour of a province: that of its class, or of what is not known."""
        row, kind = self.rows.get(code), self.kinds.get(code, "none")
        if row is None or kind not in ("known", "disputed", "likely"):
            return style.UNKNOWN
        count = row["compliant"]
        if pd.isna(count):
            count = row["compliant_low"] if row["meets_rule"] else row["compliant_high"]
        return self.scale.colour(int(count), int(row["regencies"]))


def drawn_of(shares: pd.DataFrame, scale: style.Scale) -> Drawn:
    """How each province is drawn."""
    rows = {row["province_code"]: row for row in shares.to_dict("records")}
    return Drawn(rows, {code: kind_of(row) for code, row in rows.items()}, scale)


def _draw_country(sheet: Sheet, country: Country, drawn: Drawn) -> None:
    provinces = provinces_drawn(country.boundaries, country.regencies)
    tallest = sheet.setting.tallest or NATIONAL_HEIGHT
    projection, across, height = fitted(tuple(provinces.total_bounds), sheet.inner, tallest)
    left = sheet.margin + ((sheet.inner - across) / 2 if sheet.setting.tallest else 0)
    layout = _enlarged(sheet, country, sheet.body(height, height, np.inf) - height)
    taken = height + (ENLARGED_TITLE + layout.height if layout else 0)
    # On a sheet that is higher than the map needs, it stands in the middle of its room and the legend at the foot.
    room = sheet.body(taken, taken, MOST_ROOM * taken)
    axes = sheet.open(room)
    spare = (room - taken) / (3 if layout else 2)
    shift = np.array([left, room - spare - height])
    for code, shape in zip(provinces["province_code"], projection.apply(provinces.geometry), strict=True):
        _draw_province(axes, shape, shift, code, drawn)
    if layout:
        _draw_enlarged(sheet, layout, axes.get_position().y0 * sheet.height + spare, drawn)


@dataclass(frozen=True)
class Country:
    """Where its provinces are, and what the shares of a round are of them."""

    shares: pd.DataFrame
    boundaries: gpd.GeoDataFrame
    regencies: pd.DataFrame


def _enlarged(sheet: Sheet, country: Country, free: float) -> atlas.Atlas | None:
    """Java once more, larger and with names, where there is room for it below the country: there it is too small."""
    tallest = min(free - ENLARGED_TITLE, ENLARGED_MOST)
    of_java = country.shares[country.shares["province_code"].str.startswith(OF_JAVA)]
    if tallest < ENLARGED_LEAST or of_java.empty or not sheet.setting.height:
        return None
    setting = replace(sheet.setting, width=sheet.inner, tallest=tallest)
    return atlas.arranged_provinces(_notes(of_java, sheet.words), country.boundaries, country.regencies, setting)


def _draw_enlarged(sheet: Sheet, layout: atlas.Atlas, bottom: float, drawn: Drawn) -> None:
    top = bottom + layout.height + ENLARGED_TITLE / 2
    sheet.text(sheet.margin, top, sheet.words.phrase("figures.enlarged"), family=style.SEMIBOLD, gid="enlarged")
    _draw_places(sheet.axes(0, bottom, sheet.width, layout.height), layout, drawn, "enlarged-")


def _draw_some(sheet: Sheet, layout: atlas.Atlas, drawn: Drawn) -> None:
    """Some provinces with their names, and the others around them."""
    _draw_places(sheet.open(layout.height), layout, drawn)


def _draw_places(axes: Axes, layout: atlas.Atlas, drawn: Drawn, called: str = "") -> None:
    atlas.draw_around(axes, layout)
    for place in layout.places:
        _draw_province(axes, place.shape, atlas.shift_on(axes, layout), place.code, drawn, called)
    faces = {place.code: drawn.face(place.code) for place in layout.places}
    patterned = {code for code, kind in drawn.kinds.items() if kind in ("disputed", "likely", "open")}
    atlas.draw_labels(axes, layout, faces, patterned)


def _notes(shares: pd.DataFrame, words: Words) -> dict[str, tuple[str, str]]:
    """Name and count of each province."""
    return {
        row["province_code"]: (
            str(row["province"]),
            words.phrase("figures.no_data") if row["evidence"] == "none" else findings.count_in_words(row, words),
        )
        for row in shares.to_dict("records")
    }


def kind_of(row: Any) -> str:
    """How a province is drawn: `known`, `disputed`, `likely`, `open` or `none`."""
    if row["evidence"] == "none":
        return "none"
    # Of how many is not known: there is no share, so no class either.
    if pd.isna(row["share_low"]):
        return "open"
    if row["evidence"] in findings.FIRM:
        return "known"
    # Without a rule there is no verdict to be open: what sources say lies where it lies.
    if row["evidence"] == "disputed" and pd.notna(row["share"]) and _has_verdict(row):
        return "disputed"
    return "likely" if pd.notna(row["meets_rule"]) else "open"


def _has_verdict(row: Any) -> bool:
    return not isinstance(row["rule"], str) or pd.notna(row["meets_rule"])


def _draw_province(axes: Axes, shape: Any, shift: Any, code: str, drawn: Drawn, called: str = "") -> None:
    shape = shapely.transform(shape, lambda points: points + shift)
    kind, face = drawn.kinds.get(code, "none"), drawn.face(code)
    edge = style.UNKNOWN_EDGE if face == style.UNKNOWN else style.PAPER
    axes.add_artist(patch(shape, facecolor=face, edgecolor=edge, linewidth=0.6, gid=f"{called}province-{code}"))
    hatch = {"disputed": style.DOTTED, "likely": style.HATCHED, "open": style.HATCHED}.get(kind)
    if hatch:
        colour = style.HATCH if kind == "open" else style.ink_on(face)
        axes.add_artist(patch(shape, facecolor="none", edgecolor=colour, hatch=hatch, gid=f"{called}{kind}-{code}"))
    if kind == "open":
        axes.add_artist(patch(shape, facecolor="none", edgecolor=style.HATCH, linewidth=0.5))


def kinds_in_words(kinds: set[str], scale: style.Scale, words: Words) -> dict[str, str]:
    """What it means how a province is drawn, for the kinds that are there and that the ruler does not explain."""
    texts = {
        "disputed": "figures.disputed_verdict" if scale.rule else "figures.disputed",
        "likely": "figures.likely",
        "open": "figures.open",
        "none": "figures.no_data",
    }
    return {kind: words.phrase(text) for kind, text in texts.items() if kind in kinds}


def _national_entries(kinds: set[str], scale: style.Scale, words: Words) -> list[Entry]:
    dark = scale.colours[-1]
    swatches = {
        "disputed": filled(dark, hatch=style.DOTTED, hatch_colour=style.PAPER),
        "likely": filled(dark, hatch=style.HATCHED, hatch_colour=style.PAPER),
        "open": filled(style.UNKNOWN, hatch=style.HATCHED, edge=style.HATCH),
        "none": filled(style.UNKNOWN, edge=style.UNKNOWN_EDGE),
    }
    return [Entry(text, swatches[kind]) for kind, text in kinds_in_words(kinds, scale, words).items()]


def _draw_ruler(sheet: Sheet, scale: style.Scale, trial: Trial | None = None) -> None:
    """Classes as a ruler in percent, with the rule marked on it; a rule that is tried above that of the round."""
    width, height = _ruler_size(sheet)
    bottom = sheet.ruler_bottom + 0.2
    places = [sheet.margin + edge * width for edge in scale.edges()]
    for (start, end), colour in zip(pairwise(places), scale.colours, strict=True):
        sheet.box(
            start, bottom, end - start, height, facecolor=colour, edgecolor=style.PAPER, linewidth=0.8, gid="class"
        )
    for bound, place in scale.labels():
        text = sheet.words.number(bound, decimals_of(bound))
        at_rule = bound == scale.hinge
        family = style.SEMIBOLD if at_rule else style.REGULAR
        ha = "left" if place == 0 else "center"
        sheet.text(
            sheet.margin + place * width, bottom - 0.11, text, fontsize=style.note(), family=family, ha=ha, gid="bound"
        )
    sheet.text(places[-1] + 0.14, bottom - 0.11, "%", fontsize=style.note())
    if scale.rule and (trial is None or trial.round_rule is None):
        key = "figures.rule_mark_trial" if trial else "figures.rule_mark"
        text = sheet.words.phrase(key, rule=findings.rule_in_words(str(scale.rule), sheet.words))
        place = _tick(sheet, scale, str(scale.rule), bottom)
        middle = max(place, sheet.margin + text_width(text, style.note()) / 2)
        sheet.text(middle, bottom + height + 0.14, text, fontsize=style.note(), ha="center", gid="rule")
    elif scale.rule and trial and trial.round_rule:
        _mark_both(sheet, scale, trial, bottom)


def _mark_both(sheet: Sheet, scale: style.Scale, trial: Trial, bottom: float) -> None:
    """Mark a rule that is tried and that of the round: the lower of the two above and to the left of the other."""
    rule, round_rule = trial.rule, str(trial.round_rule)
    is_first = parse_rule(rule).threshold <= parse_rule(round_rule).threshold
    for key, asked, left, gid in (
        ("figures.rule_mark_trial", rule, is_first, "rule"),
        ("figures.rule_mark_own", round_rule, not is_first, "round-rule"),
    ):
        over = 0.14 + (SECOND_MARK if left else 0)
        place = _tick(sheet, scale, asked, bottom, over, gid=f"{gid}-tick")
        text = sheet.words.phrase(key, rule=findings.rule_in_words(asked, sheet.words))
        level = bottom + RULER[1] + over
        sheet.text(sheet.beside(place, text, left=left), level, text, fontsize=style.note(), gid=gid)


def _ruler_size(sheet: Sheet) -> tuple[float, float]:
    return RULER_ON_SLIDE if sheet.setting.tallest else RULER[0], RULER[1]


def _tick(
    sheet: Sheet, scale: style.Scale, rule: str, bottom: float, over: float = 0.06, gid: str = "rule-tick"
) -> float:
    """Draw the threshold of a rule across the ruler and `over` it, and give its place."""
    width, height = _ruler_size(sheet)
    place = sheet.margin + scale.place(float(parse_rule(rule).threshold) * 100) * width
    sheet.box(place - 0.01, bottom - 0.03, 0.02, height + 0.03 + over, facecolor=style.INK, gid=gid)
    return place
