"""Map of a province: its regencies by what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from kkpham_analysis.figures import atlas, behind, findings, style
from kkpham_analysis.figures.contested import contested_told, contested_why, inferred_told, number_inferred
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.marks import first_contested
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.sheet import Entry, Sheet, filled
from kkpham_analysis.figures.status_words import count_texts, status_labels
from kkpham_analysis.language import Words
from kkpham_analysis.measures.regions import round_of
from kkpham_analysis.measures.rules import trial_of
from kkpham_analysis.tables.vocabulary import STATUSES

if TYPE_CHECKING:
    import geopandas as gpd


@marked
def plot_province_map(
    status: pd.DataFrame,
    boundaries: gpd.GeoDataFrame,
    regencies: pd.DataFrame,
    *,
    province_code: str,
    shares: pd.DataFrame | None = None,
    setting: Setting = ALONE,
) -> Picture:
    """Map of the regencies of a province in a round by status, each with its name; neighbours in a whisper.

    A name stands inside its place where it fits, else beside it on the water, else outside the map on a line.

    Parameters
    ----------
    status : DataFrame
        `regency_status` of one round.
    boundaries : GeoDataFrame
        `load("boundaries")`.
    regencies : DataFrame
        `regencies_in` of the same round, with `province` (the name) if there is one.
    province_code : str
        The province, by its code of the round.
    shares : DataFrame, optional
        `compliant_share` of the round: adds the share and the verdict to what the map says. With `source_ids` its last
        line counts those as well: the numbers under the map rest on more than the names on it. With `otherwise` (`met`,
        `not_met`, `open`) the verdict that another rule turns to stands beside that of the round.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

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
    if here.empty:
        there = ", ".join(sorted(status["province_code"].unique()))
        raise ValueError(f"province '{province_code}' has no regency in this round; there are: {there}")
    year = round_of(here)
    share = _row_of(shares, province_code)
    trial = None if share is None else trial_of(pd.DataFrame([share]))
    province = _province_name(regencies, share, province_code)
    finding = findings.province_finding(here, share, province=province, award_name=award_name, words=words)
    layout = atlas.arranged(here, boundaries, regencies, province_code, setting)
    sheet = Sheet(
        layout.sheet_width,
        setting,
        finding,
        _subtitle(findings.province_subtitle(share, year, words), province, setting),
        findings.footer(
            words,
            sources=findings.sources_of(here, setting.sources, None if share is None else share.get("source_ids")),
            rules=[] if share is None else [share["rule"]],
            has_map=True,
            share=share is not None,
            trial=trial,
            numbered=layout.numbered,
        ),
        _status_entries(here, award_name, words, share=share) + _land_entries(layout, words),
        unbroken=(province, award_name),
    )
    with style.styled():
        atlas.draw(sheet.open(layout.height), layout, here)
    alt = words.phrase(
        "figures.province_map_alt",
        province=province,
        year=year,
        finding=finding,
        lists=_status_lists(here, award_name, words, share) + _otherwise(share, words),
    )
    data = behind.statuses_behind(here, status_labels(award_name, words), words)
    return sheet.finished(findings.with_trial(alt, trial, words), is_map=True, data=data)


def _subtitle(said: str, province: str, setting: Setting) -> str:
    """Share and verdict; in a page, where no title stands above them, with what is measured and where."""
    if setting.titled:
        return said
    return setting.words.phrase("figures.province_in_page", award=setting.award, province=province, said=said)


def _otherwise(share: Any | None, words: Words) -> str:
    """Sentence on the verdict that another rule turns to, for who does not see the line that says it; else empty."""
    otherwise = "" if share is None else share.get("otherwise")
    return f" {words.phrase(f'figures.alt_otherwise_{otherwise}')}" if otherwise else ""


def _row_of(shares: pd.DataFrame | None, province_code: str) -> Any | None:
    if shares is None:
        return None
    rows = shares[shares["province_code"] == province_code].to_dict("records")
    return rows[0] if len(rows) == 1 else None


def _province_name(regencies: pd.DataFrame, share: Any | None, province_code: str) -> str:
    if share is not None:
        return str(share["province"])
    if "province" in regencies:
        names = regencies.loc[regencies["province_code"] == province_code, "province"].dropna()
        if len(names):
            return str(names.iloc[0])
    return province_code


def _status_entries(here: pd.DataFrame, award_name: str, words: Words, *, share: Any | None = None) -> list[Entry]:
    numbers = here["status"].value_counts()
    texts = count_texts(here, share, award_name, words)
    swatches = {name: filled(style.STATUS_COLOURS[name]) for name in STATUSES}
    swatches["disputed"] = filled(style.UNKNOWN, hatch=style.HATCHED, edge=style.HATCH)
    swatches["unknown"] = filled(style.UNKNOWN, edge=style.UNKNOWN_EDGE)
    labels = status_labels(award_name, words)
    for name in set(numbers.index) - set(texts):
        texts[name] = words.phrase("figures.with_number", label=labels[name], number=int(numbers[name]))
    entries = [
        Entry(number_inferred(texts[name], here[here["status"] == name], words), swatches[name])
        for name in STATUSES
        if name in numbers
    ]
    if contested := first_contested(here):
        face = style.STATUS_COLOURS[contested]
        dotted = filled(face, hatch=style.DOTTED, hatch_colour=style.ink_on(face))
        entries.append(Entry(contested_why(here, words), dotted))
    return entries


def _land_entries(layout: atlas.Atlas, words: Words) -> list[Entry]:
    """What is drawn beside the regencies of the round: land that was not yet one, and lakes."""
    entries = []
    if layout.unformed is not None:
        entries.append(Entry(words.phrase("figures.not_yet_formed"), filled(style.CONTEXT, edge=style.UNKNOWN_EDGE)))
    if layout.has_lake:
        water = filled(style.WATER, hatch=style.RIPPLED, hatch_colour=style.ON_WATER)
        entries.append(Entry(words.phrase("figures.lake"), water))
    return entries + outside_entries(layout, words)


def outside_entries(layout: atlas.Atlas, words: Words) -> list[Entry]:
    """That some islands lie outside the frame, where they do."""
    return [Entry(words.phrase("figures.outside"), lambda *place: None)] if layout.is_cut else []


def _status_lists(here: pd.DataFrame, award_name: str, words: Words, share: Any | None = None) -> str:
    parts = []
    labels = {**status_labels(award_name, words), **count_texts(here, share, award_name, words)}
    for name, label in labels.items():
        places = here[here["status"] == name]
        if len(places):
            names = words.listed(places["full_name"])
            parts.append(findings.sentence(words.phrase("figures.status_alt", label=label, names=names)))
            parts += [*inferred_told(places, words), *contested_told(places, words)]
    return " ".join(parts)
