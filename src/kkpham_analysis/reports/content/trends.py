"""All rounds: the country, the rules, the provinces, the changes and the streaks, and how far they compare."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import percent_span, rule_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import endings, givers, numbers, sayings, wording
from kkpham_analysis.reports.content.inferred import behind_numbers, changes_of_rounds, numbers_told
from kkpham_analysis.reports.content.rounds_told import rounds_told
from kkpham_analysis.reports.content.trend_facts import SOURCES_OF_RULES, TrendFacts
from kkpham_analysis.reports.content.trend_wording import denominator, regulation_in_words, rules_sentence
from kkpham_analysis.reports.page import Facts, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import AWARDED_PROVINCES, AWARDED_REGENCIES, CERTAINTIES, NO, UNCERTAIN, YES

STREAKS_SHOWN = 15
PUBLISHED = (AWARDED_REGENCIES, AWARDED_PROVINCES)
# Cells of the matrix of shares: tone, bar, text.
NOT_YET_FORMED, NO_DATA = "|–", "|?"


def head(facts: TrendFacts) -> PageHead:
    """How many regencies are known to have been named in any round, and what does not compare."""
    words, rounds = facts.words, facts.rounds
    award = rounds.programme_name or rounds.award_name
    eyebrow = words.phrase("trends.eyebrow", award=award, rounds=words.span(rounds.rounds[0], rounds.rounds[-1]))
    missing = ""
    if facts.award_year not in facts.known_rounds:
        years = words.listed(map(str, facts.known_rounds))
        missing = words.phrase("report.no_round", year=facts.award_year, rounds=years)
    if _is_empty(facts):
        return PageHead(eyebrow, words.phrase("trends.title_none", year=facts.award_year), missing)
    compare = words.phrase("trends.compare")
    given = givers.gave_rounds(set(rounds.rounds) & set(facts.known_rounds), words)
    of_whom = wording.joined(denominator(facts), rules_sentence(facts))
    unknown = words.phrase("report.unknown_is_not_no")
    return PageHead(eyebrow, _title(facts), wording.joined(missing, compare, unknown, given, of_whom))


def _is_empty(facts: TrendFacts) -> bool:
    return not set(facts.rounds.rounds) & set(facts.known_rounds)


def _title(facts: TrendFacts) -> str:
    """How many regencies are known to have been named at least once: it does not depend on who announced what."""
    rounds = facts.rounds
    status = rounds.status
    of_latest = status.loc[status["award_year"] == rounds.rounds[-1], "regency_code"]
    return facts.words.phrase(
        "trends.title",
        count=len(rounds.rounds),
        named=status.loc[status["status"].isin(YES), "regency_code"].nunique(),
        regencies=len(of_latest),
        award=rounds.award_name,
    )


def _counts_of(row: dict[Any, Any], facts: TrendFacts) -> pd.DataFrame:
    claims: pd.DataFrame = sayings.national_counts(facts.national_claims)
    of_round: pd.DataFrame = claims[claims["award_year"] == row["award_year"]]
    return of_round


def key_figures(facts: TrendFacts) -> Facts:
    """Rounds, regencies ever named, regencies that no source gives a result for, and the longest known streak."""
    words, status = facts.words, facts.rounds.status
    of_latest = status.loc[status["award_year"] == facts.rounds.rounds[-1], "regency_code"]
    named = status.loc[status["status"].isin(YES), "regency_code"].nunique()
    is_known = status["status"].isin([*YES, *NO])
    unknown = set(of_latest) - set(status.loc[is_known, "regency_code"])
    return Facts(
        [
            ("0" if _is_empty(facts) else str(len(facts.rounds.rounds)), words.phrase("trends.fact_rounds")),
            (f"{named} / {len(of_latest)}", words.phrase("trends.fact_named")),
            (str(len(unknown)), words.phrase("trends.fact_unknown")),
            (str(int(facts.streaks["streak"].max())), words.phrase("trends.fact_streak")),
        ]
    )


def country_part(facts: TrendFacts) -> Part:
    """Heading of the country, and how to read the chart under it."""
    words = facts.words
    reading = [words.phrase("trends.country_reading"), *_more_names(facts), *_fewer_announced(facts)]
    reading.append(rounds_told(facts.rounds.rounds, facts.rounds.years_without, words))
    return Part(words.phrase("trends.country"), Prose(wording.joined(*reading)))


def _more_names(facts: TrendFacts) -> list[str]:
    """Why more are known by name than the lowest sum of the provinces, round by round."""
    words, status, shares = facts.words, facts.rounds.status, facts.rounds.shares
    keys = ["award_year", "province_code"]
    names = status[status["status"].isin(YES)].groupby(keys).size().rename("names").reset_index()
    fewer = shares.merge(names, on=keys, validate="one_to_one")
    fewer = fewer[fewer["names"] > fewer["compliant_low"]]
    return [
        words.phrase("trends.more_names", year=int(row["award_year"]), named=int(row["named"]),
                     low=int(row["counted_low"]), provinces=words.listed(here["province"]))
        for row in facts.summary.to_dict("records")
        if row["named"] > row["counted_low"]
        if len(here := fewer[fewer["award_year"] == row["award_year"]])
    ]  # fmt: skip


def _fewer_announced(facts: TrendFacts) -> list[str]:
    """Rounds for which a number was announced that is lower than the names known."""
    return [
        facts.words.phrase("trends.fewer_announced", year=int(row["award_year"]), announced=int(row["published_low"]),
                           named=int(row["named"]))
        for row in facts.summary.to_dict("records")
        if pd.notna(row["published_low"]) and row["published_low"] < row["named"]
    ]  # fmt: skip


def country_table(facts: TrendFacts) -> Table:
    """Country by round: by name, by province, as published, the difference, and the verdicts on provinces."""
    words = facts.words
    rows = facts.summary.to_dict("records")
    rules = dict(zip(facts.rules["award_year"], facts.rules["rule"], strict=True))
    frame = pd.DataFrame(
        [
            {
                "round": str(row["award_year"]),
                "regencies": int(row["regencies"]),
                "named": int(row["named"]),
                "counted": words.span(int(row["counted_low"]), int(row["counted_high"])),
                "published": sayings.numbers_in_short(_counts_of(row, facts), words) or None,
                "difference": _difference(row, words),
                "verdicts": _verdicts(row, rules[row["award_year"]]),
            }
            for row in rows
        ]
    )
    keys = {"regencies": "regencies_judged", "named": "shown", "published": "published_by"}
    columns = {column: words.phrase(f"column.{keys.get(column, column)}") for column in frame.columns}
    return Table(
        numbers.with_country(frame, facts.summary, facts.summary["award_year"].map(rules)),
        words.phrase("trends.country_caption", award=facts.rounds.award_name),
        columns,
        words,
        align=dict.fromkeys(["counted", "difference"], "right"),
        figures=numbers.of_country(columns, words),
    )


def _difference(row: dict[Any, Any], words: Words) -> str | None:
    if pd.isna(row["difference_low"]):
        return None
    return wording.difference(int(row["difference_low"]), int(row["difference_high"]), words)


def _verdicts(row: dict[Any, Any], rule: Any) -> str:
    if pd.isna(rule):
        return "–"
    return f"{row['provinces_met']} / {row['provinces_not_met']} / {row['provinces_open']}"


def published_part(facts: TrendFacts) -> Part:
    """National numbers of every round, each with the sources that give it; those that differ stand side by side."""
    words, claims = facts.words, facts.national_claims
    title = words.phrase("trends.published")
    shown = claims[claims["measure"].isin(PUBLISHED)]
    if shown.empty:
        return Part(title, Prose(words.phrase("trends.published_none")))
    tables = [_published_table(shown[shown["measure"] == measure], measure, facts) for measure in PUBLISHED]
    return Part(title, Prose(words.phrase("trends.published_reading")), *tables)


def _published_table(claims: pd.DataFrame, measure: str, facts: TrendFacts) -> Table:
    words = facts.words
    by_number = claims.assign(**sayings.notes(claims, words)).groupby(["award_year", "value", "certainty"])
    grouped = by_number.agg(
        sources=("source_id", "nunique"),
        source_id=("source_id", wording.ids),
        note=("note", _notes),
        note_language=("note_language", _language),
    ).reset_index()
    columns = {
        "round": words.phrase("column.round"),
        "value": words.phrase("column.announced"),
        "sources": words.phrase("column.source_count"),
        "certainty": words.phrase("column.certainty"),
        "source_id": words.phrase("column.sources"),
    }
    return Table(
        grouped.assign(round=grouped["award_year"].astype("str")),
        words.phrase("trends.published_caption", measure=words.phrase(f"measure.{measure}")),
        sayings.with_notes(grouped, columns, words),
        words,
        labels={"certainty": wording.labels("certainty", (*CERTAINTIES, UNCERTAIN), words)},
        cite={"source_id": _source_list(facts)},
        spoken=sayings.SPOKEN,
    )


def _notes(notes: pd.Series) -> str:
    """Notes of several claims, each once."""
    return "; ".join(dict.fromkeys(note for note in notes if note))


def _language(languages: pd.Series) -> str:
    """Language of several notes that stand in one cell: that of the first."""
    return next((language for language in languages if language), "")


def rules_part(facts: TrendFacts) -> Part:
    """Regulation and rule of the rounds, with the sources that say so and those that say otherwise."""
    words = facts.words
    table = Table(
        pd.DataFrame([_rule_row(rounds, row, words) for rounds, row in _spells(facts.rules)]),
        words.phrase("trends.rules_caption"),
        {
            "round": words.phrase("column.round"),
            "regulation": words.phrase("column.regulation"),
            "regulation_source_ids": words.phrase("column.sources"),
            "rule": words.phrase("column.province_rule"),
            "source_ids": words.phrase("column.sources"),
            "dissent": words.phrase("column.other_rule"),
            "dissenting_source_ids": words.phrase("column.dissent"),
        },
        words,
        cite=dict.fromkeys(SOURCES_OF_RULES, _source_list(facts)),
    )
    return Part(words.phrase("trends.rules"), Prose(words.phrase("trends.rules_reading")), table)


def _spells(rules: pd.DataFrame) -> list[tuple[list[int], dict[Any, Any]]]:
    """Rounds in a row that all the same is said of, each with what is said."""
    said = rules.drop(columns="award_year").fillna("")
    number = (said != said.shift()).any(axis=1).cumsum()
    return [
        (part["award_year"].astype(int).tolist(), dict(said.loc[part.index[0]].items()))
        for _, part in rules.groupby(number)
    ]


def _rule_row(rounds: list[int], row: dict[Any, Any], words: Words) -> dict[str, Any]:
    dissent = dict.fromkeys(split_ids(pd.Series([row["dissenting_rules"]])))
    return {
        **row,
        "round": words.span(rounds[0], rounds[-1]),
        "regulation": regulation_in_words(row["regulation"], words) or None,
        "rule": rule_in_words(row["rule"], words) if row["rule"] else None,
        "dissent": words.listed(rule_in_words(rule, words) for rule in dissent) or "–",
    }


def shares_part(facts: TrendFacts) -> Part:
    """Share of every province in every round, in whole percents, with its verdict as a tint."""
    words, shares = facts.words, facts.rounds.shares
    cells = shares.assign(cell=[_cell(row, words) for row in shares.to_dict("records")])
    # Text and tint go together: a rounded 60 may be over the rule in one province and not in another.
    texts = {cell: cell.partition("|")[2] for cell in [*cells["cell"].unique(), NOT_YET_FORMED]}
    tones = {cell: tone for cell in texts if (tone := cell.partition("|")[0])}
    names = shares.sort_values("award_year").drop_duplicates("province_code", keep="last")
    matrix = cells.pivot_table(index="province_code", columns="award_year", values="cell", aggfunc="first").fillna(
        NOT_YET_FORMED
    )
    matrix.columns = [str(award_year) for award_year in matrix.columns]
    years = list(matrix.columns)
    frame = matrix.join(names.set_index("province_code")["province"]).join(numbers.shares_by_round(shares))
    table = Table(
        frame.sort_values("province"),
        words.phrase("trends.shares_caption", award=facts.rounds.award_name),
        {"province": words.phrase("column.province"), **{year: year for year in years}},
        words,
        align=dict.fromkeys(years, "right"),
        labels=dict.fromkeys(years, texts),
        tints=dict.fromkeys(years, tones),
        figures={year: numbers.bounds(f"share_{year}", year, words) for year in years},
    )
    reading = wording.joined(denominator(facts), words.phrase("trends.shares_reading"))
    return Part(words.phrase("trends.shares"), Prose(reading), table)


def _cell(row: dict[Any, Any], words: Words) -> str:
    """Tone and text of a share in whole percents: `yes|70`, `|33–40`, `|?`."""
    if row["evidence"] == "none" or pd.isna(row["regencies"]):
        return NO_DATA
    of = int(row["regencies"])
    low, high = ((200 * int(row[end]) + of) // (2 * of) for end in ("compliant_low", "compliant_high"))
    text = words.span(low, high)
    tone = "" if pd.isna(row["meets_rule"]) else "yes" if row["meets_rule"] else "no"
    return f"{tone}|{text}"


def bounds_part(facts: TrendFacts) -> Part:
    """What the province awards say about the threshold, round by round, and which awards contradict the rule."""
    words = facts.words
    frame = pd.DataFrame(
        [
            {
                "round": str(row["award_year"]),
                "awarded": int(row["awarded"]),
                "not_awarded": int(row["not_awarded"]),
                "lowest": _edge(row, "lowest_awarded", words),
                "highest": _edge(row, "highest_not_awarded", words),
                "against": words.listed(str(row["against_rule"] or "").split(";")) or "–",
            }
            for row in facts.bounds.to_dict("records")
        ]
    )
    columns = {column: words.phrase(f"column.{column}") if column == "round" else words.phrase(f"trends.{column}")
               for column in frame.columns}  # fmt: skip
    edges = {"lowest": "lowest_awarded", "highest": "highest_not_awarded"}
    table = Table(
        numbers.with_edges(frame, facts.bounds, edges),
        words.phrase("trends.bounds_caption"),
        columns,
        words,
        figures=numbers.of_edges({name: columns[name] for name in edges}, words),
    )
    contradictions = int(facts.bounds["contradictions"].sum())
    pairs = words.phrase("trends.contradictions", count=contradictions) if contradictions else ""
    reading = wording.joined(words.phrase("trends.bounds_reading"), pairs)
    return Part(words.phrase("trends.bounds"), Prose(reading), table)


def _edge(row: dict[Any, Any], edge: str, words: Words) -> str:
    """Province at the edge with its share, in one cell."""
    if pd.isna(row[f"{edge}_province"]):
        return "–"
    low, high = row[f"{edge}_low"], row[f"{edge}_high"]
    share = words.phrase("common.unknown") if pd.isna(low) else percent_span(float(low), float(high), words)
    return words.phrase("trends.edge", province=row[f"{edge}_province"], share=share)


def changes_part(facts: TrendFacts) -> Part:
    """Numbers of regencies new, kept and lost from each round to the next; unknown where either round is."""
    words, title = facts.words, facts.words.phrase("trends.changes")
    between = changes_of_rounds(facts.rounds.status, facts.rounds.rounds)
    if not between:
        return Part(title, Prose(words.phrase("report.no_round_before")))
    told = [numbers_told(changes, wording.CHANGES, words) for changes in between.values()]
    rows = [{"round": words.span(*pair), **numbers} for pair, numbers in zip(between, told, strict=True)]
    if not any(row[change] for row in rows for change in wording.CHANGES if change != "unknown"):
        return Part(title, Prose(words.phrase("trends.changes_unknown")))
    headings = {change: words.phrase(f"change.{change}") for change in wording.CHANGES}
    # Of the others the numbers stand alone.
    marked = [change for change in headings if any(row[f"{change}_inferred"] for row in rows)]
    figures = behind_numbers({change: headings[change] for change in marked}, words)
    table = Table(
        pd.DataFrame(rows),
        words.phrase("trends.changes_caption"),
        {"round": words.phrase("trends.from_round_to_round"),
         **{f"{change}_told" if change in marked else change: said for change, said in headings.items()}},
        words,
        align=dict.fromkeys(figures, "right"),
        figures=figures,
    )  # fmt: skip
    note = words.phrase("report.inferred_note") if marked else ""
    return Part(title, Prose(wording.joined(words.phrase("trends.changes_reading"), note)), table)


def streaks_part(facts: TrendFacts) -> Part:
    """Longest streaks known up to the last round, each with the most that it may be."""
    words, last = facts.words, facts.rounds.rounds[-1]
    title = words.phrase("trends.streaks", year=last)
    known = facts.streaks[facts.streaks["streak"] > 0]
    if known.empty:
        return Part(title, Prose(words.phrase("trends.streaks_none", year=last)))
    order = ["streak", "compliant_rounds", "streak_high", "regency_code"]
    longest = known.sort_values(order, ascending=[False, False, False, True])
    columns = ["streak", "streak_high", "compliant_rounds", "known_rounds"]
    table = Table(
        longest.head(STREAKS_SHOWN),
        words.phrase("trends.streaks_caption", year=last),
        {
            "full_name": words.phrase("column.regency"),
            "province": words.phrase("column.province"),
            **{column: words.phrase(f"trends.{column}") for column in columns},
        },
        words,
    )
    reading = words.phrase(
        "trends.streaks_reading", count=len(known), shown=len(longest.head(STREAKS_SHOWN)), year=last
    )
    return Part(title, Prose(reading), table)


def _source_list(facts: TrendFacts) -> SourceList:
    return SourceList(facts.sources, facts.words)


def sources_part(facts: TrendFacts) -> Part:
    """Last part: what does not compare, how to make the page again, sources."""
    words, rounds = facts.words, facts.rounds
    others = rounds.sources[~rounds.sources["source_id"].isin(facts.sources["source_id"])]
    notes = [denominator(facts), words.phrase("report.unknown_is_not_no")]
    total, results = len(facts.sources) + len(others), 0 if facts.behind_counts is None else len(facts.behind_counts)
    if total > results > 0:
        notes.append(words.phrase("trends.pages_of_results", total=total, results=results))
    command = f"kkpham report trends --year {facts.award_year} --lang {words.language}"
    return endings.ending(facts.sources, command, words, cites=head(facts), notes=notes, rest_elsewhere=others)
