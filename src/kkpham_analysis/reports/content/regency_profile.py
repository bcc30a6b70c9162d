"""The profile of one regency: its result in a round, its record over all rounds, and its place in the province."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from kkpham_analysis.figures.findings import province_finding
from kkpham_analysis.figures.status_words import status_labels
from kkpham_analysis.language import Words
from kkpham_analysis.measures import award_streaks
from kkpham_analysis.measures.regions import assessed_year_of
from kkpham_analysis.reports.content import awaited, endings, numbers, regency_doubts, rules_told, sayings, wording
from kkpham_analysis.reports.content.coverage_wording import quarantine_command
from kkpham_analysis.reports.content.inferred import inferred_label
from kkpham_analysis.reports.content.regency_facts import RegencyFacts
from kkpham_analysis.reports.content.rounds_told import rounds_told
from kkpham_analysis.reports.page import STATUS_TONES, Facts, PageHead, Part, Prose, SourceList, Table
from kkpham_analysis.tables.certainly import surely
from kkpham_analysis.tables.markings import is_synthetic
from kkpham_analysis.tables.source_ids import joined_ids, split_ids
from kkpham_analysis.tables.vocabulary import CERTAINTIES, UNCERTAIN, YES

# A regency that was not there yet is neither named nor left out.
TONES = {**STATUS_TONES, "not_yet_formed": "unknown"}
# What says nothing of a result in the round.
WITHOUT_RESULT = ("no_round", "awaited", "not_yet_formed")
ROLES = ("stands", "agrees", "dissents", "tied", "yields", "uncertain")


def head(facts: RegencyFacts) -> PageHead:
    """What became of the regency in the round, how well that is known, who says otherwise, and its record."""
    words, in_round, state = facts.words, facts.in_round, facts.state
    said = {"name": facts.full_name, "award": _own_title(facts) or in_round.award_name, "year": in_round.award_year}
    is_contested, category = _is_contested(facts), _category_in_round(facts)
    key = f"regency.title_contested_{state}" if is_contested else f"regency.title_{state}"
    title = _if_inferred("title", words.phrase(key, category=category, **said), facts)
    # A list that leaves it out is no title, and having taken part is no result.
    stands = is_contested and category and state != "not_named"
    standing = words.phrase("regency.standing", category=category) if stands else ""
    dissent = wording.joined(_dissent_sentence(facts), _uncertain_sentence(facts))
    known = wording.joined(_known_how(facts), regency_doubts.press_sentence(facts), dissent)
    covered, marks = awaited.covered_and_marks(facts.coverage if state == "awaited" else None)
    # The rule speaks of the province: whom it takes the share of stands beside it.
    rule = regency_doubts.rule_sentences(facts, _source_list(facts)) if state != "no_round" else ""
    lede = wording.joined(standing, known, covered, regency_doubts.record_sentence(facts), rule)
    return PageHead(wording.eyebrow(in_round), title, lede, listed=_source_list(facts), marks=marks, known=known,
                    rule=(rule,) if rule else ())  # fmt: skip


def _is_contested(facts: RegencyFacts) -> bool:
    """Whether something stands for the round though a claim or a full list says the opposite."""
    if facts.state in (*WITHOUT_RESULT, "disputed"):
        return False
    return bool(_row(facts)["contested"])


def _row(facts: RegencyFacts) -> dict[Any, Any]:
    rows = facts.history[facts.history["award_year"] == facts.in_round.award_year]
    return dict(rows.iloc[0].items())


def _claims_of_round(facts: RegencyFacts) -> pd.DataFrame:
    return facts.claims[facts.claims["award_year"] == facts.in_round.award_year]


def _category_labels(facts: RegencyFacts) -> dict[str, str]:
    """Name of each title in the language."""
    titles = facts.in_round.categories
    return dict(zip(titles["category"], titles["label"], strict=True))


def _category_in_round(facts: RegencyFacts) -> str:
    if facts.state in WITHOUT_RESULT:
        return ""
    return _category_labels(facts).get(_row(facts)["category"], "")


def _own_title(facts: RegencyFacts) -> str:
    """The title that it was given in the round, as `award_name` writes it, where that counts as compliant."""
    title = _category_in_round(facts) if facts.state in YES else ""
    return facts.words.phrase("report.title_name", name=title) if title else ""


def _known_how(facts: RegencyFacts) -> str:
    words, state, in_round, listed = facts.words, facts.state, facts.in_round, _source_list(facts)
    if state == "awaited" and facts.coverage:
        return awaited.known_sentence(facts.coverage)
    if state == "no_round":
        return wording.nothing_known(in_round)
    if state == "not_yet_formed":
        founded = words.date(facts.founded_on)
        return words.phrase("regency.known_not_yet_formed", date=founded, year=assessed_year_of(in_round.award_year))
    row, claims = _row(facts), _claims_of_round(facts)
    if state == "not_named":
        of_round = facts.record_sources[facts.history["award_year"] == in_round.award_year]
        return words.phrase(
            "regency.known_not_named", count=split_ids(of_round).nunique(), cited=listed.cited(split_ids(of_round))
        )
    tied = claims[claims["role"] == "tied"]
    if len(tied):
        sides = [
            said + listed.cited(tied.loc[tied["category"] == key, "source_id"]) for key, said in _titles(tied, facts)
        ]
        return words.phrase("regency.known_disputed", sides=words.listed(sides))
    if state == "unknown":
        count = len(claims)
        key = "regency.known_uncertain" if count else "regency.known_by_none"
        return words.phrase(key, count=count, cited=listed.cited(claims["source_id"]))
    return regency_doubts.certainty_sentences(claims, row["certainty"], listed)


def _categories(claims: pd.DataFrame, facts: RegencyFacts) -> list[str]:
    """Titles that the claims give, each once, the highest first."""
    return [said for _, said in _titles(claims, facts)]


def _titles(claims: pd.DataFrame, facts: RegencyFacts) -> list[tuple[str, str]]:
    labels = _category_labels(facts)
    return [(category, labels[category]) for category in claims.sort_values("order")["category"].unique()]


def _dissent_sentence(facts: RegencyFacts) -> str:
    """Who says otherwise, by name, and that full lists do, or numbers of the province."""
    words, listed = facts.words, _source_list(facts)
    if facts.state in WITHOUT_RESULT:
        return ""
    claims = _claims_of_round(facts)
    dissent = claims[claims["role"] == "dissents"].drop_duplicates(["source_id", "category"])
    said = _said_by(dissent, facts)
    count = dissent["source_id"].nunique()
    otherwise = words.phrase("regency.dissent", count=count, said=words.listed(said)) if said else ""
    lists = facts.lists_without.get(facts.in_round.award_year, ())
    without = words.phrase("regency.dissent_list", count=len(lists), cited=listed.cited(lists)) if lists else ""
    return wording.joined(otherwise, without, regency_doubts.number_sentence(facts, listed))


def _uncertain_sentence(facts: RegencyFacts) -> str:
    """Which uncertain claims say the opposite, by name; they are shown, and not counted."""
    words, opposite = facts.words, {"compliant": False, "not_compliant": True, "not_named": True}
    if facts.state in WITHOUT_RESULT:
        return ""
    status, claims = _row(facts)["status"], _claims_of_round(facts)
    if status not in opposite:
        return ""
    is_opposite = surely(claims["is_compliant"] == opposite[status])
    hedged = claims[(claims["role"] == "uncertain") & is_opposite].drop_duplicates(["source_id", "category"])
    if hedged.empty:
        return ""
    told = words.listed(_said_by(hedged, facts))
    return words.phrase("regency.dissent_uncertain", count=hedged["source_id"].nunique(), said=told)


def _said_by(claims: pd.DataFrame, facts: RegencyFacts) -> list[str]:
    """What each claim says, by whom, with the number of its source."""
    listed, labels = _source_list(facts), _category_labels(facts)
    return [
        facts.words.phrase(
            "regency.said_by",
            category=labels[claim["category"]],
            publisher=claim["publisher"],
            cited=listed.cited([claim["source_id"]]),
        )
        for claim in claims.to_dict("records")
    ]


def key_figures(facts: RegencyFacts) -> Facts:
    """Result, rounds in which it was named, rounds not known, and how many in a row; of none known only that."""
    words, history, year = facts.words, facts.history, facts.in_round.award_year
    result = (_result(facts), words.phrase("regency.fact_round", year=year))
    known, disputed = len(regency_doubts.known_rounds(facts)), len(regency_doubts.disputed_rounds(facts))
    if not known and not disputed:
        return Facts([result, (f"0 / {len(history)}", words.phrase("regency.fact_known"))])
    named = f"{len(regency_doubts.named_rounds(facts))} / {known}" if known else words.phrase("regency.fact_open")
    of_named = inferred_label(words.phrase("regency.fact_named"), regency_doubts.named_history(facts), words)
    of_named = regency_doubts.with_inferred_others(of_named, facts)
    unknown = words.phrase(f"regency.fact_unknown{'_disputed' if disputed else ''}", count=disputed)
    if facts.state == "awaited" and facts.coverage:
        of_coverage = awaited.key_figures(facts.coverage).facts[1:2]
        return Facts([result, *of_coverage, (named, of_named), _streak(facts)])
    return Facts(
        [
            result,
            (named, of_named),
            (str(len(history) - known - disputed), unknown),
            _streak(facts),
        ]
    )


def _streak(facts: RegencyFacts) -> tuple[str, str]:
    """Rounds in a row up to the round, at least and at most, and what that is."""
    words, year = facts.words, facts.in_round.award_year
    up_to_round = facts.history[facts.history["award_year"] <= year]
    if up_to_round.empty:
        return "–", words.phrase("regency.fact_streak", year=year)
    streaks = award_streaks(up_to_round, years_without=facts.years_without)
    row, year = streaks.iloc[0], int(up_to_round["award_year"].max())
    ends = "_bounds" if row["streak"] < row["streak_high"] else ""
    return (
        words.span(int(row["streak"]), int(row["streak_high"])),
        words.phrase(f"regency.fact_streak{ends}", year=year),
    )


def _result(facts: RegencyFacts) -> str:
    key = "common.unknown" if facts.state == "unknown" else f"regency.result_{facts.state}"
    result = _if_inferred("result", facts.words.phrase(key), facts)
    return facts.words.phrase("regency.result_contested", result=result) if _is_contested(facts) else result


def _if_inferred(what: str, said: str, facts: RegencyFacts) -> str:
    """Add to a title or a result that no source states it for the round, where none does."""
    is_inferred = facts.state not in WITHOUT_RESULT and bool(_row(facts)["inferred"])
    # A sentence on a dispute says of both sides what they say.
    told_apart = what != "result" and _is_contested(facts)
    return facts.words.phrase(f"regency.{what}_inferred", **{what: said}) if is_inferred and not told_apart else said


def record_part(facts: RegencyFacts) -> Part:
    """What became of it in every round known, the newest first."""
    words, history = facts.words, facts.history.assign(source_ids=facts.record_sources)
    by_round = {int(row["award_year"]): row for row in history.to_dict("records")}
    awaits = {facts.in_round.award_year} if facts.state == "awaited" else set()
    shown = sorted({*facts.in_round.rounds, *awaits}, reverse=True)
    frame = pd.DataFrame([_record_row(award_year, by_round.get(award_year), facts) for award_year in shown])
    frame = numbers.with_scores(frame, facts.claims)
    tones = dict(zip(frame["result"], frame["tone"], strict=True))
    columns = ["round", "result", *_scored(facts), "certainty", "dissent"]
    # The sources of what is said otherwise have a column of their own, where there are any.
    columns += ["dissent_ids"] if frame["dissent_ids"].any() else []
    table = Table(
        frame,
        words.phrase("regency.record_caption", name=facts.full_name, award=facts.award_over_rounds),
        {**_headings(columns, words), "source_ids": words.phrase("column.sources")},
        words,
        align={"score": "right"},
        labels={"certainty": wording.labels("certainty", (*CERTAINTIES, UNCERTAIN), words)},
        tints={"result": tones},
        figures={"score": numbers.bounds("score", words.phrase("column.score"), words)},
        cite={ids: SourceList(facts.sources, words) for ids in ("source_ids", "dissent_ids")},
    )
    rounds, year = facts.in_round.rounds, facts.in_round.award_year
    later = words.phrase("report.rounds_later", year=year) if any(other > year for other in rounds) else ""
    told = wording.joined(rounds_told(rounds, facts.years_without, words), later)
    return Part(
        words.phrase("regency.record"), Prose(wording.joined(told, words.phrase("regency.record_reading"))), table
    )


def _record_row(award_year: int, row: dict[Any, Any] | None, facts: RegencyFacts) -> dict[str, Any]:
    words, claims = facts.words, facts.claims[facts.claims["award_year"] == award_year]
    of_nothing = {**dict.fromkeys(("score", "certainty", "dissent"), "–"), "dissent_ids": "", "source_ids": ""}
    empty = {"round": str(award_year), **of_nothing}
    if row is None and facts.state == "awaited" and award_year == facts.in_round.award_year:
        return {**empty, "tone": "unknown", "result": words.phrase("regency.result_awaited")}
    if row is None:
        return {**empty, "tone": TONES["not_yet_formed"], "result": words.phrase("change.not_yet_formed")}
    labels = status_labels(facts.award_names[award_year], words)
    differing = claims[claims["role"].isin(regency_doubts.DIFFERS)]
    result = labels[row["status"]]
    if pd.notna(row["category"]) and row["status"] in (*YES, "not_compliant"):
        title = _category_labels(facts)[row["category"]]
        result = words.phrase("report.title_name", name=title) if row["status"] in YES else title
    is_contested = bool(row["contested"]) and row["status"] != "disputed"
    otherwise = [*_categories(differing, facts), *regency_doubts.sides_without_claim(facts, award_year)]
    return {
        **empty,
        "tone": "disputed" if is_contested else TONES[row["status"]],
        "result": words.phrase("regency.result_contested", result=result) if is_contested else result,
        "score": _scores(claims, words) or "–",
        "certainty": _certainty(row),
        "dissent": ", ".join(otherwise) or "–",
        "dissent_ids": joined_ids(regency_doubts.dissenting_ids(facts, award_year)),
        "source_ids": row["source_ids"] if pd.notna(row["source_ids"]) else "",
    }


def _certainty(row: dict[Any, Any]) -> str:
    """Certainty of the claim that the result rests on; none where it rests on a list, or no claim is counted."""
    rests_on_claim = row["status"] != "not_named" and pd.notna(row["certainty"]) and row["certainty"] != UNCERTAIN
    return str(row["certainty"]) if rests_on_claim else "–"


def _headings(columns: Iterable[str], words: Words) -> dict[str, str]:
    return {column: words.phrase(f"column.{column}") for column in columns}


def _scored(facts: RegencyFacts) -> list[str]:
    """Column of scores, where any was published: most claims come without one."""
    return ["score"] if facts.claims["score"].notna().any() else []


def _scores(claims: pd.DataFrame, words: Words) -> str:
    """Published scores, each once; sources that differ stand side by side."""
    return "; ".join(words.number(float(score), 2) for score in sorted(claims["score"].dropna().unique()))


def claims_part(facts: RegencyFacts) -> Part:
    """Every claim about the regency with its part in the result: what loses stays visible."""
    words, claims = facts.words, facts.claims
    title = words.phrase("regency.claims")
    if claims.empty:
        return Part(title, Prose(words.phrase("regency.claims_none")))
    place = claims["role"].map({role: place for place, role in enumerate(ROLES)})
    ordered = claims.assign(place=place, round=claims["award_year"].astype("str")).sort_values(
        ["award_year", "place", "order", "source_id"], ascending=[False, True, True, True]
    )
    frame = ordered.assign(
        score=[_score_or_dash(score, words) for score in ordered["score"]],
        score_given=ordered["score"],
        **sayings.notes(ordered, words),
    )
    after = _headings([*_scored(facts), "certainty", "role", "publisher"], words)
    columns = {
        "round": words.phrase("column.round"),
        "category": words.phrase("column.said"),
        **after,
        "source_id": words.phrase("column.sources"),
    }
    table = Table(
        frame,
        words.phrase("regency.claims_caption", name=facts.full_name),
        sayings.with_notes(frame, columns, words),
        words,
        align={"score": "right"},
        labels={
            "category": _category_labels(facts),
            "certainty": wording.labels("certainty", (*CERTAINTIES, UNCERTAIN), words),
            "role": wording.labels("role", ROLES, words),
        },
        figures={"score": {"score_given": words.phrase("column.score")}},
        cite={"source_id": SourceList(facts.sources, words)},
        spoken=sayings.SPOKEN,
    )
    return Part(title, Prose(words.phrase("regency.claims_reading")), table)


def _score_or_dash(score: Any, words: Words) -> str:
    return "–" if pd.isna(score) else words.number(float(score), 2)


def province_part(facts: RegencyFacts) -> Part | None:
    """Share and verdict of its province in the round, above the map; None where there is no award list yet."""
    if facts.state == "awaited":
        return None
    words, in_round = facts.words, facts.in_round
    row = dict(in_round.shares.iloc[0].items())
    award, province = in_round.award_name, row["province"]
    finding = province_finding(in_round.status, row, province=province, award_name=award, words=words)
    listed = _source_list(facts)
    cited = {"cited": wording.rule_cited(in_round, listed)}
    cited["behind"] = wording.figure_cited(in_round, facts.province_code, listed)
    verdict = wording.verdict_sentence(row, words, **cited)
    verdict = wording.joined(verdict, rules_told.turned(row, in_round, listed))
    state = "contested" if _is_contested(facts) else facts.state
    own = words.phrase(f"regency.on_map_{state}", name=facts.full_name, award=award, category=_category_in_round(facts))
    own = _if_inferred("on_map", own, facts)
    of_province = sayings.award_sentence(in_round, row, listed)
    shared = [verdict, wording.of_whom(in_round)] if row["evidence"] != "none" else []
    said = [f"{finding}.", *shared, wording.rule_doubts(in_round, listed), of_province, own]
    title = words.phrase("regency.province", province=province, year=in_round.award_year)
    return Part(title, Prose(wording.joined(*said), listed))


def _source_list(facts: RegencyFacts) -> SourceList:
    return SourceList(facts.sources, facts.words, _source_uses(facts))


def _source_uses(facts: RegencyFacts) -> dict[str, str]:
    # A claim that took no result, or is uncertain, is no ground of one that is not known.
    behind = split_ids(facts.record_sources[facts.history["status"] != "unknown"])
    against = [one for year in facts.history["award_year"] for one in regency_doubts.dissenting_ids(facts, year)]
    return wording.source_uses(facts.in_round, facts.claims, figures=[*behind, *against])


def sources_part(facts: RegencyFacts) -> Part:
    """Last part: how to read the page, how to make it again, sources."""
    words, in_round = facts.words, facts.in_round
    command = (
        f"kkpham report regency_profile --year {in_round.award_year} --regency {facts.regency_code}"
        f" --lang {words.language}"
    )
    # What is doubted of the rule stands in the lead and beside the share; of a year without a round, nowhere else.
    told = wording.rule_told if facts.state == "no_round" else wording.rule_in_short
    denominator = wording.joined(wording.of_whom(in_round), told(in_round, _source_list(facts)))
    last = "awaited.add" if facts.state == "awaited" else "report.boundaries"
    notes = [denominator, words.phrase("report.unknown_is_not_no"), words.phrase(last, year=in_round.award_year)]
    # Of made-up answers the page shows no coverage.
    if facts.coverage is not None and not is_synthetic(facts.coverage.submissions):
        notes += filter(None, [quarantine_command(facts.coverage)])
    uses, place = _source_uses(facts), str(facts.regency_code)
    until = in_round.data_until
    return endings.ending(
        facts.sources, command, words, cites=head(facts), notes=notes, uses=uses, place=place, data_until=until
    )
