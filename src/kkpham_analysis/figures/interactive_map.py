"""The map of the country to explore in a page: each place tells its figures, and leads to its row in the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from kkpham_analysis.figures import findings, style, svg
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.national_map import Drawn, drawn_of, kinds_in_words, plot_national_map
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.ruler import ruler_svg
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.shapes import fitted, provinces_drawn
from kkpham_analysis.language import Words
from kkpham_analysis.measures.rules import single_rule, trial_of
from kkpham_analysis.tables.vocabulary import EVIDENCE

if TYPE_CHECKING:
    import geopandas as gpd

# Inches of the drawing: twice as fine as the figure, for a page is looked at closely.
WIDTH, HEIGHT = 16.2, 12.0
SMALL = 0.2  # inches: a place that is no larger stands out by a disc of this radius
HATCHES = {"disputed": style.DOTTED, "likely": style.HATCHED, "open": style.HATCHED}


@dataclass(frozen=True, repr=False)
class InteractiveMap(Picture):
    """A picture with a map to explore behind it: a page shows the map, and paper and every other form the picture.

    Parameters
    ----------
    html : str
        The map as HTML, whole without any script; empty where the picture is all there is. Its places lead to
        `#place-<code>`, the row of a table that names them.
    """

    html: str = ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        data, about = super()._repr_mimebundle_(include, exclude)
        return ({"text/html": self.html} if self.html else {}) | data, about


@marked
def plot_interactive_map(
    shares: pd.DataFrame,
    boundaries: gpd.GeoDataFrame,
    regencies: pd.DataFrame,
    *,
    islands: pd.DataFrame | None = None,
    setting: Setting = ALONE,
) -> InteractiveMap:
    """Map of the country to explore in a page; what `plot_national_map` draws stands behind it.

    Of some provinces only there is nothing to explore: the picture is all there is.

    Parameters
    ----------
    shares, boundaries, regencies, setting
        As for `plot_national_map`.
    islands : DataFrame, optional
        `load("provinces")`: places can be chosen by its `island_group`.

    Returns
    -------
    InteractiveMap
        The picture, with the map to explore as `html`.

    Raises
    ------
    ValueError
        When the shares are of no round, or of several.
    """
    picture = plot_national_map(shares, boundaries, regencies, setting=setting)
    is_country = set(regencies["province_code"]) <= set(shares["province_code"])
    html = _html(picture, shares, provinces_drawn(boundaries, regencies), islands, setting) if is_country else ""
    return InteractiveMap(**{field.name: getattr(picture, field.name) for field in fields(picture)}, html=html)


def _html(
    picture: Picture,
    shares: pd.DataFrame,
    drawn_places: gpd.GeoDataFrame,
    islands: pd.DataFrame | None,
    setting: Setting,
) -> str:
    words = setting.words
    scale = style.scale_for(single_rule(list(shares["rule"])))
    drawn = drawn_of(shares, scale)
    groups = _groups(islands)
    drawing, small = _svg(drawn_places, drawn, groups, setting)
    marks = "".join(
        f'<div class="mark-of-figure" aria-hidden="true"><b>{escape(words.phrase(f"marks.{mark}"))}</b></div>'
        for mark in picture.marks[:1]
    )
    return (
        f'<div class="explorer"><p class="unseen">{escape(picture.alt)}</p>{_choices(shares, groups, words)}'
        f'<p class="explorer-told" data-hint="{escape(words.phrase("figures.explore_hint"))}" hidden></p>'
        f'<div class="explorer-sheet"><div class="figure-hint" aria-hidden="true">'
        f'{escape(words.phrase("page.swipe_figure"))}</div><div class="figure-frame" role="region" '
        f'aria-label="{escape(picture.caption)}">{drawing}</div>'
        f"{_legend(drawn, shares, words, has_discs=bool(small))}"
        f"<p>{escape(_footer(shares, setting))}</p>{marks}</div></div>"
    )


def _groups(islands: pd.DataFrame | None) -> dict[str, str]:
    """Group of islands of each province that has one, by its code."""
    if islands is None:
        return {}
    known = islands.dropna(subset="island_group")
    return dict(zip(known["province_code"], known["island_group"], strict=True))


def _footer(shares: pd.DataFrame, setting: Setting) -> str:
    trial, words = trial_of(shares), setting.words
    last = findings.footer(words, sources=setting.sources, rules=shares["rule"], has_map=True, trial=trial)
    return " · ".join([*findings.scores_notes(setting.assumed, words, setting.likely), *last])


def _svg(places: gpd.GeoDataFrame, drawn: Drawn, groups: Mapping[str, str], setting: Setting) -> tuple[str, list[str]]:
    """The drawing, and the codes of the places in it that are so small that they are drawn as discs."""
    projection, width, height = fitted(tuple(places.total_bounds), WIDTH, HEIGHT)
    shapes = dict(zip(places["province_code"], projection.apply(places.geometry), strict=True))
    # Small places last: their discs lie on their neighbours.
    small = [code for code in shapes if code in drawn.rows and _is_small(shapes[code])]
    order = sorted(shapes, key=lambda code: (code in small, code))
    links = "".join(
        _place(code, shapes[code], height, drawn, groups, setting.words) for code in order if code in drawn.rows
    )
    patterns = "".join(
        svg.pattern(_pattern(hatch, ink), hatch, ink)
        for hatch in (style.HATCHED, style.DOTTED)
        for ink in (style.PAPER, style.INK, style.HATCH)
    )
    box = f"0 0 {round(width * svg.UNITS)} {round(height * svg.UNITS)}"
    return (
        f'<svg viewBox="{box}" role="group" aria-label="{escape(setting.words.phrase("figures.explore_places"))}">'
        f"<defs>{patterns}</defs>{links}</svg>"
    ), small


def _pattern(hatch: str, ink: str) -> str:
    return f"map-{'lines' if hatch == style.HATCHED else 'dots'}-{ink.lstrip('#')}"


def _is_small(shape: Any) -> bool:
    west, south, east, north = shapely.bounds(shape)
    return bool(max(east - west, north - south) < 2 * SMALL)


def _place(code: str, shape: Any, height: float, drawn: Drawn, groups: Mapping[str, str], words: Words) -> str:
    """A province as a link to its row."""
    row, kind, face = drawn.rows[code], drawn.kinds[code], drawn.face(code)
    name, told = str(row["province"]), told_of(row, words)
    edge = style.UNKNOWN_EDGE if face == style.UNKNOWN else style.PAPER
    outline = f'<path d="{svg.path_data(shape, height)}"/>'
    if _is_small(shape):
        x, y = shapely.get_coordinates(shape.centroid)[0]
        x, y = round(x * svg.UNITS), round((height - y) * svg.UNITS)
        outline += f'<circle cx="{x}" cy="{y}" r="{round(SMALL * svg.UNITS)}"/>'
    over = ""
    if hatch := HATCHES.get(kind):
        ink = style.HATCH if kind == "open" else style.ink_on(face)
        over = f'<use href="#shape-{code}" fill="url(#{_pattern(hatch, ink)})"/>'
    group = f' data-group="{escape(groups[code])}"' if code in groups else ""
    return (
        f'<a href="#place-{code}" data-place="{code}"{group} data-verdict="{_verdict(row)}" '
        f'data-evidence="{row["evidence"]}" data-name="{escape(name)}" aria-label="{escape(f"{name}: {told}")}" '
        f'fill="{face}" stroke="{edge}"><title>{escape(f"{name}: {told}")}</title>'
        f'<g id="shape-{code}">{outline}</g>{over}</a>'
    )


def told_of(row: Any, words: Words) -> str:
    """What is known of a province in one line: count, share, evidence and verdict."""
    if row["evidence"] == "none":
        return words.phrase("figures.no_data")
    share = "" if pd.isna(row["share_low"]) else f" ({findings.share_in_words(row, words)})"
    parts = [findings.count_in_words(row, words) + share]
    if isinstance(row["rule"], str):
        parts.append(_verdicts(words, tried=trial_of(pd.DataFrame([row])) is not None)[_verdict(row)])
    evidence = words.phrase(f"evidence.{row['evidence']}")
    return " · ".join([*parts, words.phrase("figures.explore_evidence", evidence=evidence)])


def _verdict(row: Any) -> str:
    if pd.isna(row["meets_rule"]):
        return "none" if row["evidence"] == "none" else "open"
    return "met" if row["meets_rule"] else "not_met"


def _verdicts(words: Words, *, tried: bool) -> dict[str, str]:
    return {
        "met": words.phrase(f"figures.met{'_trial' if tried else ''}"),
        "not_met": words.phrase(f"figures.not_met{'_trial' if tried else ''}"),
        "open": words.phrase("figures.verdict_open"),
        "none": words.phrase("figures.no_data"),
    }


def _choices(shares: pd.DataFrame, groups: Mapping[str, str], words: Words) -> str:
    """What a reader may choose the places by; shown where the script of the page is at work."""
    there = dict.fromkeys(groups[code] for code in sorted(groups) if code in set(shares["province_code"]))
    islands = {group: words.phrase_or(f"islands.{_slug(group)}", group) for group in there}
    rows = shares.to_dict("records")
    if single_rule(list(shares["rule"])):
        of_rows, key = {_verdict(row) for row in rows}, "verdict"
        texts = _verdicts(words, tried=trial_of(shares) is not None)
    else:
        of_rows, key = {row["evidence"] for row in rows}, "evidence"
        texts = {name: words.phrase(f"evidence.{name}") for name in EVIDENCE}
    known = {name: text for name, text in texts.items() if name in of_rows}
    selects = _select("group", islands, words) + _select(key, known, words)
    return f'<p class="filter" hidden>{selects}<span data-places="{escape(_counted(words))}"></span></p>'


def _counted(words: Words) -> str:
    return words.phrase("figures.explore_count", shown="{shown}", all="{all}")


def _select(name: str, options: Mapping[str, str], words: Words) -> str:
    if len(options) < 2:
        return ""
    every = f'<option value="">{escape(words.phrase("figures.explore_all"))}</option>'
    others = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options.items())
    label = escape(words.phrase(f"figures.explore_by_{name}"))
    return f'<label>{label} <select name="{name}">{every}{others}</select></label>'


def _slug(group: str) -> str:
    return re.sub(r"\W+", "_", group).lower()


def _legend(drawn: Drawn, shares: pd.DataFrame, words: Words, *, has_discs: bool) -> str:
    kinds = set(drawn.kinds.values())
    items = "".join(
        f"<li>{_swatch(kind, drawn.scale)}{escape(text)}</li>"
        for kind, text in kinds_in_words(kinds, drawn.scale, words).items()
    )
    if has_discs:
        items += f"<li>{_disc()}{escape(words.phrase('figures.explore_disc'))}</li>"
    has_ruler = bool(kinds & {"known", "disputed", "likely"})
    ruler = ruler_svg(drawn.scale, trial_of(shares), words) if has_ruler else ""
    return f'<div class="explorer-legend">{ruler}<ul>{items}</ul></div>'


def _disc() -> str:
    """What a small place is drawn as, in no colour, for it has that of its class."""
    disc = f'<circle cx="70" cy="70" r="58" fill="none" stroke="{style.INK}" stroke-width="12"/>'
    return f'<svg viewBox="0 0 140 140" width="14" height="14" aria-hidden="true">{disc}</svg>'


def _swatch(kind: str, scale: style.Scale) -> str:
    face = scale.colours[-1] if kind in ("disputed", "likely") else style.UNKNOWN
    box = f'<rect width="240" height="140" fill="{face}" stroke="{style.UNKNOWN_EDGE}" stroke-width="12"/>'
    if hatch := HATCHES.get(kind):
        ink = style.HATCH if kind == "open" else style.PAPER
        box += f'<rect width="240" height="140" fill="url(#{_pattern(hatch, ink)})"/>'
    return f'<svg viewBox="0 0 240 140" width="24" height="14" aria-hidden="true">{box}</svg>'
