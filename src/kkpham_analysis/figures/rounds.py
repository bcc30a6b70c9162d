"""Charts over the rounds: the share of a province, the record of each regency, and the count of the country."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kkpham_analysis.figures import behind, columns, findings, marks, native, style
from kkpham_analysis.figures.contested import are_contested, are_left_out, contested_why, inferred_rows, number_inferred
from kkpham_analysis.figures.marking import marked
from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.setting import ALONE, Setting
from kkpham_analysis.figures.sheet import WIDTH, Entry, Sheet, filled, text_width
from kkpham_analysis.figures.status_words import status_labels
from kkpham_analysis.language import Words
from kkpham_analysis.measures.status import is_contested
from kkpham_analysis.tables.vocabulary import OPEN, STATUSES, YES

ROW, COLUMN = 0.22, 0.42
LOW_ROW, HIGH_ROW, WIDE_COLUMN = 0.165, 0.45, 0.6  # alone on a sheet
BETWEEN = 0.06  # two years beside each other


@marked
def plot_share_history(
    history: pd.DataFrame,
    *,
    province_code: str,
    setting: Setting = ALONE,
) -> Picture:
    """Chart of one province over the rounds: share, bounds, and the rule of each round; unknown rounds stay grey.

    Parameters
    ----------
    history : DataFrame
        `compliant_share` of several rounds, one below the other.
    province_code : str
        The province.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When the province is in none of the rounds.
    """
    words, award_name = setting.words, setting.award
    rows = history[history["province_code"] == province_code].sort_values("award_year").to_dict("records")
    if not rows:
        raise ValueError(f"province '{province_code}' is in none of the rounds; see its code")
    finding = _history_finding(rows, words)
    sheet = Sheet(
        setting.width or WIDTH,
        setting,
        finding,
        words.phrase("figures.history_subtitle", award=award_name),
        findings.footer(words, sources=setting.sources, rules=[row["rule"] for row in rows]),
        _history_entries(rows, words),
    )
    years = sorted(int(year) for year in history["award_year"].unique())
    with style.styled():
        axes, centres, step, tall = columns.placed(sheet, years)
        levels = [(share / 100, words.percent(share / 100, 0)) for share in range(0, 101, 20)]
        columns.draw_levels(axes, sheet, levels, 1.0, tall)
        for row in rows:
            _draw_share(axes, row, centres[int(row["award_year"])], step, tall, words)
    said = [
        words.phrase("figures.history_row", year=int(row["award_year"]), share=findings.share_in_words(row, words))
        for row in rows
    ]
    alt = words.phrase("figures.history_alt", finding=finding, rows="; ".join(said))
    chart = native.chart_of(rows, words, kind=native.COLUMNS, name="award_year", short=True)
    shown = history[history["province_code"] == province_code]
    return sheet.finished(alt, chart=chart, data=behind.shares_behind(shown, words))


def _history_finding(rows: list[Any], words: Words) -> str:
    """Latest share that any source gives, in how many rounds it is known, and in how many sources disagree."""
    province = rows[-1]["province"]
    known, disputed = findings.known_and_disputed(pd.DataFrame(rows))
    if known.empty and disputed.empty:
        return words.phrase("figures.history_none", province=province, count=len(rows))
    last = pd.concat([known, disputed]).sort_values("award_year").iloc[-1]
    share = findings.share_in_words(last, words)
    if last["evidence"] == "disputed":
        share = words.phrase("figures.share_disputed", share=share)
    return words.phrase(
        "figures.history_finding_disputed" if len(disputed) else "figures.history_finding",
        province=province,
        share=share,
        year=int(last["award_year"]),
        known=len(known),
        count=len(disputed),
        rounds=len(rows),
    )


def _history_entries(rows: list[Any], words: Words) -> list[Entry]:
    entries = marks.verdict_entries(rows, words)
    if any(isinstance(row["rule"], str) for row in rows):
        entries.append(Entry(words.phrase("figures.rule_tick"), columns.tick(style.INK, 1.6)))
    if any(row["evidence"] != "none" and not marks.has_bounds(row) for row in rows):
        hatched = filled(style.UNKNOWN, hatch=style.HATCHED)
        entries.append(Entry(words.phrase("figures.no_denominator"), hatched))
    if any(row["evidence"] == "none" for row in rows):
        entries.append(Entry(words.phrase("figures.no_data"), filled(style.UNKNOWN)))
    return entries


def _draw_share(axes: Axes, row: Any, x: float, step: float, tall: float, words: Words) -> None:
    """One round: the grey of no data, or interval and dot; the rule; and count and rule in words under the year."""
    is_none = row["evidence"] == "none"
    count = words.phrase("figures.no_count") if is_none else findings.count_in_signs(row, words)
    if is_none:
        _fill_column(axes, x, step, tall, linewidth=0, gid="no-data")
    elif not marks.has_bounds(row):
        hatched = {"hatch": style.HATCHED, "edgecolor": style.HATCH, "gid": "no-denominator"}
        _fill_column(axes, x, step, tall, linewidth=0, **hatched)
    else:
        low, high = (columns.UNDER + tall * float(row[end]) for end in ("share_low", "share_high"))
        known = None if pd.isna(row["share"]) else columns.UNDER + tall * float(row["share"])
        marks.draw_interval(axes, row, (low, high, known), x, upright=True)
    row_of_count = 1.0
    if is_none and not isinstance(row["rule"], str) and text_width(count, style.note()) > step - BETWEEN:
        # In the row of the rule, which there is none of, there is room for the rest of it.
        count, row_of_count = count.replace(" ", "\n"), 1.5
    columns.write_under(
        axes, x, row_of_count, count, color=style.INK if pd.notna(row["share"]) else style.MUTED, gid="count"
    )
    if isinstance(row["rule"], str):
        level = columns.UNDER + tall * float(style.scale_for(row["rule"]).hinge or 0) / 100
        axes.plot(
            [x - step * 0.36, x + step * 0.36], [level, level], color=style.INK, linewidth=1.6, zorder=3.5, gid="rule"
        )
        columns.write_under(axes, x, 2, findings.rule_in_signs(row["rule"], words), color=style.MUTED)


def _fill_column(axes: Axes, x: float, step: float, tall: float, **settings: Any) -> None:
    place = (x - step * 0.3, columns.UNDER)
    axes.add_artist(Rectangle(place, step * 0.6, tall, facecolor=style.UNKNOWN, zorder=2, **settings))


@marked
def plot_streak_matrix(
    history_status: pd.DataFrame,
    *,
    province_code: str | None = None,
    setting: Setting = ALONE,
) -> Picture:
    """Matrix of regencies by rounds: what became of each, by the form of its mark; the largest share first.

    Parameters
    ----------
    history_status : DataFrame
        `regency_status` of several rounds, one below the other.
    province_code : str, optional
        Only the regencies that belong to this province in the latest round.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When no regency is left.
    """
    words, award_name = setting.words, setting.award
    chosen = _chosen(history_status, province_code)
    years = sorted(int(year) for year in history_status["award_year"].unique())
    is_sure = ~is_contested(chosen)
    is_yes = is_sure & chosen["status"].isin(YES)
    counts = is_yes.groupby(chosen["regency_code"]).sum()
    names = chosen.sort_values("award_year").drop_duplicates("regency_code", keep="last").set_index("regency_code")
    known = (is_sure & ~chosen["status"].isin(OPEN)).groupby(chosen["regency_code"]).sum()
    codes = findings.by_known_share(counts, known, names["full_name"])
    finding = _matrix_finding(chosen, names["full_name"], len(years), award_name, words)
    sheet = Sheet(
        setting.width or WIDTH,
        setting,
        finding,
        _matrix_subtitle(chosen, award_name, words),
        findings.footer(words, sources=findings.sources_of(chosen, setting.sources), share=False),
        _matrix_entries(chosen, award_name, words),
    )
    said = [findings.count_of_known(int(counts[code]), int(known[code]), words) for code in codes]
    places = [(code, str(names["full_name"][code])) for code in codes]
    with style.styled():
        _draw_matrix(sheet, chosen, years, places, said)
    rows = _matrix_told(chosen, is_yes, codes, names, words)
    alt = words.phrase("figures.matrix_alt", finding=finding, rows=rows)
    labels = status_labels(award_name, words)
    chart = native.matrix_of(chosen, places, said, labels, words)
    return sheet.finished(alt, chart=chart, data=behind.statuses_behind(chosen, labels, words))


def _matrix_subtitle(chosen: pd.DataFrame, award_name: str, words: Words) -> str:
    """What is shown in which order; where a round is in dispute, that the counts beside leave it out."""
    said = words.phrase("figures.matrix_subtitle", award=award_name)
    return words.phrase("figures.matrix_left_out", said=said) if are_left_out(chosen).any() else said


def _chosen(history_status: pd.DataFrame, province_code: str | None) -> pd.DataFrame:
    chosen = history_status
    if province_code is not None:
        latest = history_status.sort_values("award_year").drop_duplicates("regency_code", keep="last")
        here = latest.loc[latest["province_code"] == province_code, "regency_code"]
        chosen = history_status[history_status["regency_code"].isin(here)]
    if chosen.empty:
        raise ValueError(f"no regency of province '{province_code}' is in the rounds; see its code")
    return chosen


def _matrix_finding(chosen: pd.DataFrame, names: Any, rounds: int, award_name: str, words: Words) -> str:
    """Who is known most often, at least so often where rounds that are not known may add, and how much is inferred."""
    contested = is_contested(chosen)
    is_yes = ~contested & chosen["status"].isin(YES)
    may_be = contested | chosen["status"].isin([*YES, *OPEN])
    counts = is_yes.groupby(chosen["regency_code"]).sum()
    highest = may_be.groupby(chosen["regency_code"]).sum().max()
    most = int(counts.max())
    if most == 0:
        return words.phrase("figures.matrix_none", award=award_name)
    codes = sorted(counts.index[counts == most])
    key = "figures.matrix_many" if len(codes) > 3 else "figures.matrix_finding"
    said = {"names": words.listed(names[codes]), "compliant": most, "count": rounds, "places": len(codes)}
    finding = words.phrase(f"{key}_at_least" if highest > most else key, **said)
    return findings.counted_inferred(finding, chosen[is_yes & chosen["regency_code"].isin(codes)], words)


def _matrix_told(chosen: pd.DataFrame, is_yes: pd.Series, codes: list[str], names: Any, words: Words) -> str:
    """Rounds in which each was named, which of these are inferred alone, and which are in dispute."""
    inferred = inferred_rows(chosen)
    rows = {"inferred": is_yes & inferred, "inferred_others": ~is_yes & inferred, "left_out": are_contested(chosen)}
    parts = {key: _matrix_rows(chosen[of_kind], codes, names, words) for key, of_kind in rows.items()}
    more = [words.phrase(f"figures.matrix_alt_{key}", rows=told) for key, told in parts.items() if told]
    return " ".join(filter(None, [_matrix_rows(chosen[is_yes], codes, names, words), *more]))


def _matrix_rows(yes: pd.DataFrame, codes: list[str], names: Any, words: Words) -> str:
    years = yes.sort_values("award_year").groupby("regency_code")["award_year"].agg(list)
    return " ".join(
        words.phrase("figures.matrix_row", name=names["full_name"][code], years=words.listed(map(str, years[code])))
        for code in codes
        if code in years.index
    )


def _matrix_entries(chosen: pd.DataFrame, award_name: str, words: Words) -> list[Entry]:
    labels = status_labels(award_name, words)
    there = set(chosen["status"])
    texts = {name: number_inferred(labels[name], chosen[chosen["status"] == name], words) for name in there}
    entries = [Entry(texts[name], marks.status_swatch(name)) for name in STATUSES if name in there]
    if contested := marks.first_contested(chosen):
        swatch = marks.status_swatch(contested, contested=True)
        entries.append(Entry(contested_why(chosen, words), swatch))
    return entries


def _draw_matrix(
    sheet: Sheet, chosen: pd.DataFrame, years: list[int], places: list[tuple[str, str]], counts: list[str]
) -> None:
    widest = max(text_width(name, style.TEXT) for _, name in places)
    over = sheet.words.phrase("figures.of_known_rounds")
    right = max(text_width(over, style.note()), *(text_width(count, style.TEXT) for count in counts))
    column = min(
        WIDE_COLUMN if sheet.setting.height else COLUMN,
        (sheet.width - 2 * sheet.margin - widest - right - 0.3) / len(years),
    )
    first = sheet.margin + widest + 0.15 + column / 2
    is_narrow = column < text_width("2000", style.note()) + BETWEEN
    lines = len(places) + 1
    column = max(column, marks.CELL + 0.04)
    height = sheet.body(lines * ROW + 0.05, lines * LOW_ROW + 0.05, lines * HIGH_ROW + 0.05)
    high = (height - 0.05) / lines
    axes = sheet.open(height)
    x_of = {year: first + i * column for i, year in enumerate(years)}
    for year, x in x_of.items():
        said = f"’{year % 100:02}" if is_narrow else str(year)
        marks.write(axes, x, height - high / 2, said, ha="center", fontsize=style.note(), color=style.MUTED, gid="year")
    end = x_of[years[-1]] + column / 2 + 0.1
    marks.write(axes, end, height - high / 2, over, fontsize=style.note(), color=style.MUTED, gid="of-known")
    y_of = {code: height - (i + 1.5) * high for i, (code, _) in enumerate(places)}
    for (code, name), count in zip(places, counts, strict=True):
        y = y_of[code]
        ends = [sheet.margin, end + right]
        axes.plot(ends, [y + high / 2] * 2, color=style.LINE, linewidth=0.5)
        marks.write(axes, sheet.margin, y, name, gid="name")
        marks.write(axes, end, y, count, color=style.MUTED, gid="count")
    for row in chosen.assign(contested=is_contested(chosen)).to_dict("records"):
        x, y = x_of[int(row["award_year"])], y_of[row["regency_code"]]
        marks.draw_status(axes, row["status"], x, y, contested=row["contested"])


@marked
def plot_national_history(
    summary: pd.DataFrame,
    *,
    setting: Setting = ALONE,
) -> Picture:
    """Chart of the country over the rounds: known by name, the sum of the provinces, and what was announced.

    Parameters
    ----------
    summary : DataFrame
        `national_summary`: one row per round.
    setting : Setting, optional
        What it has in common with the other figures of a page: language, award, sources, title.

    Returns
    -------
    Picture
        The figure, with its finding as `title` and what supports it as `alt`.

    Raises
    ------
    ValueError
        When there is no round.
    """
    words, award_name = setting.words, setting.award
    if summary.empty:
        raise ValueError("there is no round to draw; give national_summary of one round or more")
    rows = summary.sort_values("award_year").to_dict("records")
    finding = _country_finding(rows, words)
    sheet = Sheet(
        setting.width or WIDTH,
        setting,
        finding,
        words.phrase("figures.country_subtitle", award=award_name),
        findings.footer(words, sources=setting.sources, share=False),
        [
            Entry(words.phrase("figures.named"), marks.dot_swatch("met")),
            Entry(words.phrase("figures.counted"), filled(style.BAND)),
            Entry(words.phrase("figures.published"), columns.tick(style.NOT_MET, 2.4)),
        ],
    )
    most = max(
        int(row[key]) for row in rows for key in ("counted_high", "published_high", "named") if pd.notna(row[key])
    )
    step = 100 if most > 300 else 50 if most > 100 else 10
    top = max(step, -(-most // step) * step)
    with style.styled():
        axes, centres, wide, tall = columns.placed(
            sheet, [int(row["award_year"]) for row in rows], under=0.3, right=0.2
        )
        columns.draw_levels(axes, sheet, [(n, words.number(n)) for n in range(0, top + 1, step)], top, tall, under=0.3)
        for row in rows:
            _draw_country(axes, row, centres[int(row["award_year"])], wide, tall / top)
    alt = words.phrase("figures.country_alt", finding=finding, rows=" ".join(_country_row(row, words) for row in rows))
    return sheet.finished(alt, data=behind.country_behind(summary, words))


def _country_finding(rows: list[Any], words: Words) -> str:
    """Latest round for which a number was announced; else the latest of all."""
    announced = [row for row in rows if pd.notna(row["published_low"])]
    last = (announced or rows)[-1]
    said = {"year": int(last["award_year"]), "named": words.number(int(last["named"]))}
    if not announced:
        return words.phrase("figures.country_unpublished", **said)
    published = words.span(int(last["published_low"]), int(last["published_high"]))
    return words.phrase("figures.country_finding", published=published, count=int(last["published_sources"]), **said)


def _country_row(row: Any, words: Words) -> str:
    published = words.phrase("figures.country_not_published")
    if pd.notna(row["published_low"]):
        span = words.span(int(row["published_low"]), int(row["published_high"]))
        published = words.phrase("figures.country_published", span=span, count=int(row["published_sources"]))
    counted = words.span(int(row["counted_low"]), int(row["counted_high"]))
    year, named = int(row["award_year"]), int(row["named"])
    return words.phrase("figures.country_row", year=year, named=named, counted=counted, published=published)


def _draw_country(axes: Axes, row: Any, x: float, step: float, each: float) -> None:
    def level(number: Any) -> float:
        return 0.3 + each * int(number)

    low, high = level(row["counted_low"]), level(row["counted_high"])
    band: dict[str, Any] = {"facecolor": style.BAND, "linewidth": 0, "zorder": 2, "gid": "counted"}
    axes.add_artist(Rectangle((x - step * 0.3, low), step * 0.6, max(high - low, 0.01), **band))
    axes.plot([x], [level(row["named"])], linestyle="none", zorder=5, gid="named", **marks.dot("met"))
    marks.write(axes, x + step * 0.33, level(row["named"]), str(int(row["named"])), fontsize=style.note(), zorder=6)
    if pd.isna(row["published_low"]):
        return
    ends = level(row["published_low"]), level(row["published_high"])
    settings: dict[str, Any] = {"color": style.NOT_MET, "linewidth": 2.4, "zorder": 4, "solid_capstyle": "butt"}
    axes.plot([x, x], ends, gid="published", **{**settings, "linewidth": 1.2})
    for end in ends:
        axes.plot([x - step * 0.3, x + step * 0.3], [end, end], **settings)
