"""How well things are known, drawn: a matrix of provinces by rounds, and a map of one round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from kkpham_analysis.figures import behind, findings, marks, style
from kkpham_analysis.figures.findings import FIRM
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.national_map import NATIONAL_HEIGHT
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.shapes import fitted, patch, provinces_drawn
from kkpham_analysis.figures.sheet import WIDTH, Entry, Sheet, Swatch, filled, text_width
from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.tables.vocabulary import EVIDENCE

if TYPE_CHECKING:
    import geopandas as gpd

ROW, COLUMN, GAP = 0.22, 0.56, 0.03
# Each a step lighter than the one before, and the middle two patterned: told apart in grey print too.
FACES = {
    "complete": style.MET,
    "counted": style.LIGHT_MET,
    "disputed": style.BELOW[0],
    "partial": style.PAPER,
    "none": style.UNKNOWN,
}
HATCHES = {"disputed": style.DOTTED, "partial": style.HATCHED}


@marked
def plot_evidence_matrix(
    shares: pd.DataFrame,
    *,
    setting: Setting = ALONE,
) -> Picture:
    """Matrix of provinces by rounds: how well the count is known, and the count; the best known province first.

    Parameters
    ----------
    shares : DataFrame
        `compliant_share` of several rounds, one below the other.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When there is no province.
    """
    words, award_name = setting.words, setting.award
    if shares.empty:
        raise ValueError("there is no province to draw; give compliant_share of one round or more")
    years = sorted(int(year) for year in shares["award_year"].unique())
    firm = shares["evidence"].isin(FIRM).groupby(shares["province_code"]).sum()
    spoken = (shares["evidence"] != "none").groupby(shares["province_code"]).sum()
    codes = sorted(firm.index, key=lambda code: (-firm[code], -spoken[code], code))
    latest = shares.sort_values("award_year").drop_duplicates("province_code", keep="last")
    names = latest.set_index("province_code")["province"]
    rounds = shares.groupby("province_code").size()
    finding = words.phrase("quality.matrix_finding", cells=len(shares), **_numbers(shares))
    sheet = Sheet(
        setting.width or WIDTH,
        setting,
        finding,
        words.phrase("quality.matrix_subtitle", award=award_name),
        findings.footer(words, sources=setting.sources, share=False),
        [*_entries(set(shares["evidence"]), words), *_sign_entries(shares, words)],
    )
    counted = [
        words.phrase("figures.count_short", compliant=int(firm[code]), regencies=int(rounds[code])) for code in codes
    ]
    with style.styled():
        _draw_matrix(sheet, shares, years, [(code, str(names[code])) for code in codes], counted)
    said = [
        words.phrase("quality.matrix_row", year=year, parts=_parts(of_round, words))
        for year, of_round in shares.groupby("award_year")
    ]
    alt = words.phrase("quality.matrix_alt", finding=finding, rows=" ".join(said))
    return sheet.finished(alt, data=behind.shares_behind(shares, words))


def _numbers(shares: pd.DataFrame) -> dict[str, int]:
    evidence = shares["evidence"]
    return {"known": int(evidence.isin(FIRM).sum()), "none": int((evidence == "none").sum())}


def _parts(shares: pd.DataFrame, words: Words) -> str:
    return evidence_counts(shares["evidence"], words)


def evidence_counts(evidence: Iterable[str], words: Words) -> str:
    """How many have each evidence, in words: complete 14, count known 3, and no data yet 12."""
    numbers = pd.Series(list(evidence), dtype="str").value_counts()
    return words.listed(
        words.phrase("quality.evidence_part", number=int(numbers[name]), evidence=words.phrase(f"evidence.{name}"))
        for name in EVIDENCE
        if name in numbers
    )


def _entries(there: set[str], words: Words) -> list[Entry]:
    return [Entry(words.phrase(f"evidence.{name}"), _swatch(name)) for name in EVIDENCE if name in there]


def _sign_entries(shares: pd.DataFrame, words: Words) -> list[Entry]:
    """What the sign in a cell means whose count is known, but not of how many."""
    is_alone = shares["regencies"].isna() & ~shares["evidence"].isin(["partial", "none"])
    return [Entry(words.phrase("figures.no_denominator"), marks.sign_swatch("/?"))] if is_alone.any() else []


def _swatch(evidence: str) -> Swatch:
    edge = style.UNKNOWN_EDGE if evidence in ("partial", "none") else None
    return filled(FACES[evidence], hatch=HATCHES.get(evidence), edge=edge)


def _draw_matrix(
    sheet: Sheet, shares: pd.DataFrame, years: list[int], places: list[tuple[str, str]], counts: list[str]
) -> None:
    left = sheet.margin + max(text_width(name, style.TEXT) for _, name in places) + 0.1
    right = max(text_width(count, style.TEXT) for count in counts)
    column = min(COLUMN, (sheet.width - sheet.margin - left - right - 0.1) / len(years))
    height = (len(places) + 1) * ROW + 0.05
    axes = sheet.open(height)
    x_of = {year: left + place * column for place, year in enumerate(years)}
    y_of = {code: height - (place + 2) * ROW for place, (code, _) in enumerate(places)}
    small: dict[str, Any] = {"va": "center", "fontsize": style.note(), "color": style.MUTED}
    for year, x in x_of.items():
        axes.text(x + column / 2, height - ROW / 2, str(year), ha="center", gid="year", **small)
    end = left + len(years) * column + 0.1
    for (code, name), count in zip(places, counts, strict=True):
        middle = y_of[code] + ROW / 2
        axes.text(sheet.margin, middle, name, va="center", fontsize=style.TEXT, gid="name")
        axes.text(end, middle, count, gid="count", **{**small, "fontsize": style.TEXT})
    for row in shares.to_dict("records"):
        _draw_cell(axes, row, x_of[int(row["award_year"])], y_of[row["province_code"]], column, sheet.words)


def _draw_cell(axes: Axes, row: Any, x: float, y: float, width: float, words: Words) -> None:
    evidence = row["evidence"]
    box = ((x + GAP / 2, y + GAP / 2), width - GAP, ROW - GAP)
    axes.add_artist(Rectangle(*box, facecolor=FACES[evidence], linewidth=0, gid=evidence))
    if evidence in HATCHES:
        edge: dict[str, Any] = {
            "facecolor": "none",
            "edgecolor": style.UNKNOWN_EDGE,
            "hatch": HATCHES[evidence],
            "linewidth": 0,
        }
        axes.add_artist(Rectangle(*box, **edge))
    if evidence == "none":
        return
    text = axes.text(
        x + width / 2, y + ROW / 2, _count(row, words), ha="center", va="center", fontsize=style.note(), gid="cell",
        color=style.ink_on(FACES[evidence]),
    )  # fmt: skip
    if evidence in HATCHES:
        # A number on a pattern stands on a thin ground of its own.
        text.set_path_effects([withStroke(linewidth=2.6, foreground=FACES[evidence])])


def _count(row: Any, words: Words) -> str:
    if row["evidence"] == "partial":
        return words.phrase("quality.at_least", number=int(row["compliant_low"]))
    return findings.count_in_signs(row, words)


@marked
def plot_evidence_map(
    shares: pd.DataFrame,
    boundaries: gpd.GeoDataFrame,
    regencies: pd.DataFrame,
    *,
    setting: Setting = ALONE,
) -> Picture:
    """Map of the provinces as they stood in a round, by how well the count of each is known.

    Parameters
    ----------
    shares, boundaries, regencies, setting
        As for `plot_national_map`.

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
    year = round_of(shares)
    finding = words.phrase("quality.map_finding", year=year, provinces=len(shares), **_numbers(shares))
    sheet = Sheet(
        setting.width or WIDTH,
        setting,
        finding,
        words.phrase("quality.map_subtitle", award=award_name, year=year),
        findings.footer(words, sources=setting.sources, has_map=True, share=False),
        _entries(set(shares["evidence"]), words),
        unbroken=(award_name,),
    )
    provinces = provinces_drawn(boundaries, regencies)
    projection, _, height = fitted(tuple(provinces.total_bounds), sheet.inner, NATIONAL_HEIGHT)
    evidence = shares.set_index("province_code")["evidence"]
    with style.styled():
        axes = sheet.open(height)
        for code, shape in zip(provinces["province_code"], projection.apply(provinces.geometry), strict=True):
            shifted = shapely.transform(shape, lambda points: points + np.array([sheet.margin, 0]))
            _draw_province(axes, shifted, code, evidence.get(code, "none"))
    said = [
        findings.sentence(
            words.phrase("quality.map_row", evidence=words.phrase(f"evidence.{name}"), names=words.listed(names))
        )
        for name in EVIDENCE
        if len(names := shares.loc[shares["evidence"] == name, "province"])
    ]
    alt = words.phrase("figures.map_alt", finding=finding, lists=" ".join(said))
    return sheet.finished(alt, is_map=True, data=behind.shares_behind(shares, words))


def _draw_province(axes: Axes, shape: Any, code: str, evidence: str) -> None:
    edge = style.UNKNOWN_EDGE if evidence in ("partial", "none") else style.PAPER
    settings = {"facecolor": FACES[evidence], "edgecolor": edge, "linewidth": 0.6}
    axes.add_artist(patch(shape, gid=f"province-{code}", **settings))
    if evidence in HATCHES:
        axes.add_artist(patch(shape, facecolor="none", edgecolor=style.HATCH, hatch=HATCHES[evidence], gid=evidence))
