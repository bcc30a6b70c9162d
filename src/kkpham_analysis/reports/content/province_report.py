"""The report of one province in one round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import province_finding, rule_in_words, share_in_words
from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import awaited, endings, givers, rules_told, sayings, verdicts, wording
from kkpham_analysis.reports.content.facts import RoundFacts, RoundsFacts
from kkpham_analysis.reports.content.inferred import inferred_label, inferred_sentence
from kkpham_analysis.reports.content.province_results import changes_part as changes_part
from kkpham_analysis.reports.content.province_results import others_of
from kkpham_analysis.reports.content.province_results import regencies_part as regencies_part
from kkpham_analysis.reports.content.rounds_told import rounds_told, undivided
from kkpham_analysis.reports.content.titles import titled
from kkpham_analysis.reports.page import Facts, PageHead, Part, Prose, Table
from kkpham_analysis.tables.vocabulary import CERTAINTIES, COMPLETE_LIST, PROVINCE_AWARD, UNCERTAIN, YES

ROUNDS_SHOWN = 3
CLAIM_COLUMNS = ["what", "told", "number", "certainty", "part", "source_ids", "note", "note_language"]
CLAIM_KEYS = ["province_code", "measure", "source_id"]
CLAIM_PARTS = ("agrees", "differs", "uncertain", "not_full", "not_full_unsure", "beside")


def _row(facts: RoundFacts) -> dict[Any, Any]:
    return dict(facts.shares.iloc[0].items())


def head(facts: RoundFacts) -> PageHead:
    """Finding for the province, its verdict, and how well it is known."""
    if facts.awaited:
        return awaited.head(facts, facts.awaited)
    words, row = facts.words, _row(facts)
    title = province_finding(facts.status, row, province=row["province"], award_name=facts.award_name, words=words)
    if facts.is_empty:
        return wording.empty_head(facts, title)
    behind = wording.figure_cited(facts, row["province_code"])
    verdict = wording.verdict_sentence(row, words, cited=wording.rule_cited(facts), behind=behind)
    known = _known_how(facts)
    listed = wording.source_list(facts)
    turned = rules_told.turned(row, facts, listed)
    lede = wording.joined(verdict, turned, sayings.award_sentence(facts, row), known, wording.denominator(facts))
    said, rule = titled(title, facts), tuple(filter(None, (wording.rule_told(facts), turned)))
    warning = wording.trial_warning(facts)
    return PageHead(wording.eyebrow(facts), said, lede, warning, listed, known=known, rule=rule)


def _known_how(facts: RoundFacts) -> str:
    """How well the figure is known; where sources disagree what they say, where there is none what there is."""
    row = _row(facts)
    tells = {"disputed": lambda: sayings.province_numbers(facts, row),
             "none": lambda: sayings.what_there_is(facts, row["province_code"])}  # fmt: skip
    told = tells[row["evidence"]]() if row["evidence"] in tells else ""
    known = wording.known_how(row, facts.behind, facts.words, said=told, listed=wording.source_list(facts))
    known = wording.joined(known, _unsure_lists(facts), inferred_sentence(facts.status, facts.words))
    if not wording.press_alone(facts, row["province_code"]):
        return known
    number = int(wording.kinds_of_sources(facts, row["province_code"]).sum())
    decides = facts.words.phrase("known.press_decides", count=number) if pd.notna(row["meets_rule"]) else ""
    return wording.joined(known, facts.words.phrase("known.press_alone", count=number), decides)


def _unsure_lists(facts: RoundFacts) -> str:
    """How many sources print all names, of which some are uncertain, so that the list counts for nothing."""
    claims, listed = facts.province_claims, wording.source_list(facts)
    is_list = (claims["measure"] == COMPLETE_LIST) & (claims["certainty"] != UNCERTAIN)
    counted = facts.counted.loc[facts.counted["measure"] == COMPLETE_LIST, "source_id"]
    unsure = set(claims.loc[is_list, "source_id"]) & set(_unsure(facts)["source_id"]) - set(counted)
    if not unsure:
        return ""
    return facts.words.phrase("known.lists_unsure", count=len(unsure), cited=listed.cited(unsure))


def key_figures(facts: RoundFacts) -> Facts:
    """Count, share, how it is known, and how many more the rule takes; without data only that there is none."""
    if facts.awaited:
        return awaited.key_figures(facts.awaited)
    words, row = facts.words, _row(facts)
    unknown = words.phrase("common.unknown")
    count = words.span(int(row["compliant_low"]), int(row["compliant_high"]))
    count = f"{count} / {'?' if pd.isna(row['regencies']) else row['regencies']}"
    named = words.phrase("province.fact_named", award=facts.award_name)
    evidence = (words.phrase(f"evidence.{row['evidence']}"), _evidence_label(facts))
    if row["evidence"] == "none":
        return Facts([(unknown, named), evidence, _regencies_there(facts)])
    # A number that a source gives is stated, whatever is known of the names.
    if row["evidence"] == "partial":
        named = inferred_label(named, facts.status, words, is_range=row["compliant_low"] < row["compliant_high"])
    rule = (
        words.phrase(f"province.fact_rule{wording.tried(facts)}", rule=rule_in_words(facts.rule, words))
        if facts.rule
        else words.phrase("province.fact_no_rule")
    )
    short = verdicts.more_needed(facts.shares).iloc[0]
    return Facts(
        [
            (count, named),
            (share_in_words(row, words), rule),
            evidence,
            (
                unknown if pd.isna(short) else str(int(short)),
                words.phrase(f"province.fact_short{'_open' if pd.isna(short) else ''}{wording.tried(facts)}"),
            ),
        ]
    )


def _regencies_there(facts: RoundFacts) -> tuple[str, str]:
    """How many regencies the province had, and which of them a share would be of."""
    of_whom = "_participants" if wording.counts_participants(facts.rule) else ""
    number = len(facts.status)
    return str(number), facts.words.phrase(f"province.fact_regencies{of_whom}", count=number)


def _evidence_label(facts: RoundFacts) -> str:
    """What the word above it is, and of what kinds the sources are: all may be press, however complete they are."""
    behind = wording.sources_behind(facts, facts.shares.iloc[0]["province_code"])
    words, kinds = facts.words, givers.kinds_in_words(behind, facts.words)
    return (
        words.phrase("province.fact_evidence_kinds", kinds=kinds) if kinds else words.phrase("province.fact_evidence")
    )


def history_part(facts: RoundFacts, rounds: RoundsFacts) -> Part | None:
    """Heading of the history, and how to read it; None where no round has results."""
    if not facts.last_told:
        return None
    words = facts.words
    told = rounds_told(rounds.rounds, rounds.years_without, words)
    how = "reading" if has_history(facts, rounds) else "unknown"
    drawn = words.phrase(f"province.history_{how}", count=len(rounds.rounds))
    matrix = "" if has_results(facts, rounds) else words.phrase("province.history_no_results")
    reading = wording.joined(told, drawn, matrix, _formed(facts, rounds), undivided(facts))
    return Part(words.phrase("province.history"), Prose(reading))


def has_history(facts: RoundFacts, rounds: RoundsFacts) -> bool:
    """Whether the share of the province is known in any round: a chart of none would be grey from end to end."""
    here = rounds.shares[rounds.shares["province_code"] == _row(facts)["province_code"]]
    return bool(facts.last_told) and bool((here["evidence"] != "none").any())


def has_results(facts: RoundFacts, rounds: RoundsFacts) -> bool:
    """Whether anything is known by name in any round: a matrix of nothing would be grey from end to end."""
    here = rounds.status[rounds.status["province_code"] == _row(facts)["province_code"]]
    return bool(facts.last_told) and bool((here["status"] != "unknown").any())


def _formed(facts: RoundFacts, rounds: RoundsFacts) -> str:
    """Say that the province was formed after the first of the rounds shown; nothing of one that was there in all."""
    here = rounds.shares["province_code"] == _row(facts)["province_code"]
    there = set(rounds.shares.loc[here, "award_year"])
    return "" if set(rounds.rounds) <= there else facts.words.phrase("province.history_formed")


def history_shares(facts: RoundFacts, rounds: RoundsFacts) -> pd.DataFrame:
    """Give the shares of all rounds; under a rule on trial this round is judged by that, as the page says."""
    if facts.awaited:
        return rounds.shares
    columns = list(rounds.shares.columns)
    others = rounds.shares[rounds.shares["award_year"] != facts.award_year]
    here = facts.shares[columns].astype(rounds.shares.dtypes.to_dict())
    of_others = rounds.shares[
        (rounds.shares["award_year"] == facts.award_year) & ~rounds.shares["province_code"].isin(here["province_code"])
    ]
    return pd.concat([others, of_others, here], ignore_index=True)


@awaited.needs_list
def claims_part(facts: RoundFacts) -> Part:
    """Everything that counts as a claim about the figure, and the award of the province, each with its source."""
    words, row = facts.words, _row(facts)
    title = words.phrase("province.claims")
    frame = claim_rows(facts)
    alone = frame["told"] == frame["number"].map(words.number, na_action="ignore")
    frame = frame.assign(answer=frame["told"].mask(alone, ""))
    if frame.empty:
        return Part(title, Prose(words.phrase("province.claims_none")))
    conflicts = int(row["conflicts"])
    reading = _claims_reading(conflicts, row, facts)
    columns = {
        "what": words.phrase("column.measure"),
        "told": words.phrase("column.said"),
        "certainty": words.phrase("column.certainty"),
        "part": words.phrase("province.against_figure"),
        "source_ids": words.phrase("column.sources"),
    }
    table = Table(
        frame,
        words.phrase("province.claims_caption", province=row["province"], year=facts.award_year),
        sayings.with_notes(frame, columns, words),
        words,
        labels={
            "certainty": wording.labels("certainty", (*CERTAINTIES, UNCERTAIN), words),
            "part": wording.labels("claim", CLAIM_PARTS, words),
        },
        cite={"source_ids": wording.source_list(facts)},
        figures={"told": {name: words.phrase(f"typed.told_{name}") for name in ("number", "answer")}},
        spoken=sayings.SPOKEN,
    )
    return Part(title, Prose(reading), table)


def _claims_reading(conflicts: int, row: Mapping[Any, Any], facts: RoundFacts) -> str:
    """How many claims differ, from which figure, and whether the strongest source is among them."""
    words = facts.words
    if not conflicts:
        return words.phrase("province.claims_agree")
    if pd.isna(row["compliant"]):
        return words.phrase("province.claims_reading_open", count=conflicts)
    low, high, figure = (int(row[name]) for name in ("compliant_low", "compliant_high", "compliant"))
    key = "province.claims_reading" if low == high else "province.claims_reading_range"
    said = {"figure": words.number(figure), "basis": sayings.figure_basis(facts, row), "range": words.span(low, high)}
    return wording.joined(words.phrase(key, count=conflicts, **said), sayings.strongest_says(facts, row))


def claim_rows(facts: RoundFacts) -> pd.DataFrame:
    """Claims about the province, a row each: names, lists and counts, who is said to have missed it, its own award.

    Returns
    -------
    DataFrame
        `what, told` in words; `number` where it tells one; `certainty`; `part`: whether it `agrees` with the figure
        shown or `differs` from it, is `uncertain` or `not_full` (a list that is not counted as full; `not_full_unsure`
        where that is for its names), or `beside` it;
        `source_ids`; `note`. As many rows differ as `compliant_share` counts `conflicts`.
    """
    parts = [_names_row(facts), _counted_rows(facts), _regency_rows(facts), _other_rows(facts)]
    return pd.concat([pd.DataFrame(part, columns=CLAIM_COLUMNS) for part in parts], ignore_index=True).astype(
        dict.fromkeys(CLAIM_COLUMNS, "str") | {"number": "Int64"}
    )


def _names_row(facts: RoundFacts) -> list[dict[str, Any]]:
    """Number of regencies that sources name, all names taken together."""
    words, names = facts.words, facts.counted[facts.counted["measure"] == "names"]
    compliant = facts.status[facts.status["status"].isin(YES)]
    return [
        {
            "what": words.phrase("province.names"),
            "told": _named_number(row, words),
            "number": row["claimed_low"],
            "certainty": "–",
            "part": "differs" if row["differs"] else "agrees",
            "source_ids": wording.ids(compliant["source_ids"]),
            "note": "",
            "note_language": "",
        }
        for row in names.to_dict("records")
        if row["claimed_low"] or row["differs"]
    ]


def _named_number(row: dict[Any, Any], words: Words) -> str:
    """Number of names; where there may be more of them, the least it can be."""
    low, number = row["claimed_low"], words.number(row["claimed_low"])
    is_all = row["claimed_high"] == low or (pd.notna(row["compliant"]) and row["compliant"] == low)
    return number if is_all else words.phrase("province.at_least", number=number)


def _counted_rows(facts: RoundFacts) -> list[dict[str, Any]]:
    """Counts and full lists."""
    words = facts.words
    counted = facts.counted[facts.counted["measure"] != "names"]
    claims = facts.province_claims.assign(
        **sayings.notes(facts.province_claims, words), mixed=sayings.takes_in_lower_class(facts.province_claims)
    )
    rows = counted.merge(
        claims[[*CLAIM_KEYS, "note", "note_language", "mixed"]], on=CLAIM_KEYS, how="left", validate="one_to_one"
    )
    return [
        {
            "what": words.phrase(f"measure.{row['measure']}"),
            "told": _counted_number(row, facts),
            "number": row["claimed_low"],
            "certainty": row["certainty"],
            "part": _part(row),
            "source_ids": row["source_id"],
            "note": row["note"],
            "note_language": row["note_language"],
        }
        for row in rows.to_dict("records")
    ]


def _counted_number(row: dict[Any, Any], facts: RoundFacts) -> str:
    """Number that a source counts; with the lower class, where its note says that it takes that in."""
    number = facts.words.number(row["claimed_low"])
    if not row["mixed"]:
        return number
    return facts.words.phrase("said.including_lower", number=number, category=sayings.lower_class(facts))


def _part(row: dict[Any, Any]) -> str:
    if row["certainty"] == UNCERTAIN:
        return "uncertain"
    return "differs" if row["differs"] else "agrees"


def _regency_rows(facts: RoundFacts) -> list[dict[str, Any]]:
    """Claims about single regencies that say the opposite of what stands, and those that are uncertain."""
    told = pd.concat([facts.dissent.assign(part="differs"), _unsure(facts).assign(part="uncertain")])
    told = told.reset_index(drop=True)
    told = told.assign(**sayings.notes(told, facts.words))
    names = dict(zip(facts.status["regency_code"], facts.status["full_name"], strict=True))
    titles = {} if told.empty else dict(zip(facts.categories["category"], facts.categories["label"], strict=True))
    return [
        {
            "what": names[row["regency_code"]],
            "told": titles[row["category"]],
            "certainty": row["certainty"],
            "part": row["part"],
            "source_ids": row["source_id"],
            "note": row["note"],
            "note_language": row["note_language"],
        }
        for row in told.to_dict("records")
    ]


def _unsure(facts: RoundFacts) -> pd.DataFrame:
    """Uncertain claims about the regencies of the page: they are counted nowhere."""
    claims = facts.award_claims
    is_here = claims["regency_code"].isin(facts.status["regency_code"])
    return claims[is_here & (claims["certainty"] == UNCERTAIN)].sort_values(["regency_code", "source_id"])


def _other_rows(facts: RoundFacts) -> list[dict[str, Any]]:
    """Lists that are not counted as full, and claims about the award of the province itself."""
    words, claims = facts.words, facts.province_claims
    rows = claims[claims["measure"].isin([COMPLETE_LIST, PROVINCE_AWARD])]
    rows = rows.assign(**sayings.notes(rows, words)).sort_values(["measure", "source_id"])
    listed = set(facts.counted.loc[facts.counted["measure"] == COMPLETE_LIST, "source_id"])
    unsure = set(_unsure(facts)["source_id"])
    return [
        {
            "what": words.phrase(f"measure.{row['measure']}"),
            "told": words.phrase("page.yes" if row["value"] else "page.no"),
            "certainty": row["certainty"],
            "part": "beside" if row["measure"] == PROVINCE_AWARD else _not_full(row["source_id"] in unsure),
            "source_ids": row["source_id"],
            "note": row["note"],
            "note_language": row["note_language"],
        }
        for row in rows.to_dict("records")
        if row["measure"] == PROVINCE_AWARD or row["source_id"] not in listed
    ]


def _not_full(names_are_unsure: bool) -> str:
    return "not_full_unsure" if names_are_unsure else "not_full"


def sources_part(facts: RoundFacts, rounds: RoundsFacts | None = None) -> Part:
    """Last part: how to read the page, how to make it again, sources; those of the other rounds that it shows too."""
    others = facts.other_sources if rounds is None else others_of(facts, rounds)
    return endings.round_ending("province_report", facts, cites=head(facts), others=others)
