"""Rounds in a row on the map of a province, and the outline of the place that was chosen on any map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.patches import PathPatch

from kkpham_analysis.figures import atlas, behind, findings, style
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.province_map import outside_entries
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.sheet import Entry, Sheet, filled
from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import round_of

if TYPE_CHECKING:
    import geopandas as gpd

MOST = 4
# By number of rounds; no round in a row is the tint of "not", and the longer the darker.
FACES = (style.STATUS_COLOURS["not_named"], style.FAINT_MET, style.LIGHT_MET, style.ABOVE[0], style.ABOVE[1])


@marked
def plot_streak_map(
    streaks: pd.DataFrame,
    status: pd.DataFrame,
    boundaries: gpd.GeoDataFrame,
    regencies: pd.DataFrame,
    *,
    province_code: str,
    setting: Setting = ALONE,
) -> Picture:
    """Map of the regencies of a province by the rounds in a row that they are known to be compliant.

    Parameters
    ----------
    streaks : DataFrame
        `award_streaks` up to the round.
    status, boundaries, regencies, province_code, setting
        As for `plot_province_map`.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the province has no regency in the round.
    """
    words, award_name = setting.words, setting.award
    here = status[status["province_code"] == province_code]
    rows = streaks[streaks["regency_code"].isin(here["regency_code"])]
    if rows.empty:
        there = ", ".join(sorted(status["province_code"].unique()))
        raise ValueError(f"province '{province_code}' has no regency in this round; there are: {there}")
    year = round_of(here)
    names = regencies.loc[regencies["province_code"] == province_code, "province"]
    finding = _finding(rows, str(names.iloc[0]), year, award_name, words)
    classes = {row["regency_code"]: _class(row) for row in rows.to_dict("records")}
    layout = atlas.arranged(here, boundaries, regencies, province_code, setting)
    sheet = Sheet(
        layout.sheet_width,
        setting,
        finding,
        words.phrase("explore.streak_subtitle", award=award_name, year=year),
        findings.footer(
            words,
            sources=findings.sources_of(here, setting.sources),
            has_map=True,
            share=False,
            numbered=layout.numbered,
        ),
        _entries(set(classes.values()), words) + outside_entries(layout, words),
        unbroken=(award_name,),
    )
    faces = {code: style.UNKNOWN if number is None else FACES[number] for code, number in classes.items()}
    with style.styled():
        atlas.draw(sheet.open(layout.height), layout, here, faces)
    said = [
        words.phrase("explore.streak_row", name=row["full_name"], count=int(row["streak"]))
        for row in rows[rows["streak"] > 0].to_dict("records")
    ]
    alt = words.phrase("figures.map_alt", finding=finding, lists=" ".join(said))
    return sheet.finished(alt, is_map=True, data=behind.streaks_behind(rows, words))


def _class(row: Any) -> int | None:
    """Rounds in a row, up to the most that is told apart; None where it may be some and none is known."""
    is_open = int(row["streak"]) == 0 and int(row["streak_high"]) > 0
    return None if is_open else min(int(row["streak"]), MOST)


def _finding(rows: pd.DataFrame, province: str, year: int, award_name: str, words: Words) -> str:
    most = int(rows["streak"].max())
    if most == 0:
        return words.phrase("explore.streak_none", province=province, year=year, award=award_name)
    names = rows.loc[rows["streak"] == most, "full_name"]
    return words.phrase("explore.streak_finding", province=province, year=year, names=words.listed(names), count=most)


def _entries(classes: set[int | None], words: Words) -> list[Entry]:
    entries = [
        Entry(_class_in_words(number, words), filled(FACES[number])) for number in range(MOST + 1) if number in classes
    ]
    if None in classes:
        unknown = filled(style.UNKNOWN, edge=style.UNKNOWN_EDGE)
        entries.append(Entry(words.phrase("common.unknown"), unknown))
    return entries


def _class_in_words(number: int, words: Words) -> str:
    if number == MOST:
        return words.phrase("explore.streak_most", number=number)
    return words.phrase("explore.streak_class", count=number)


def outlined(picture: Picture, code: str) -> Picture:
    """Picture of a map on which the place of this code is drawn round; unchanged where the map has no such place.

    Parameters
    ----------
    picture : Picture
        The map; it is drawn on.
    code : str
        The code of a province or a regency.

    Returns
    -------
    Picture
        The same picture.
    """
    gids = (f"province-{code}", f"regency-{code}")
    places: list[Any] = picture.figure.findobj(lambda artist: artist.get_gid() in gids)
    for place in places:
        # Lines of their own, for the place stays under its pattern and its name; the light one shows the dark on dark.
        for colour, width, gid in ((style.PAPER, 4.0, "halo"), (style.INK, 2.0, "outlined")):
            line = PathPatch(place.get_path(), facecolor="none", edgecolor=colour, linewidth=width, zorder=4.5, gid=gid)
            place.axes.add_artist(line)
    return picture
