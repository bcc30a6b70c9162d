"""What figures say in words: findings, lists for who cannot see them, and last lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from kkpham_analysis.figures.contested import inferred_rows
from kkpham_analysis.language import Words
from kkpham_analysis.language.rounding import decimals_of
from kkpham_analysis.measures.rules import Rule, Trial, parse_rule, single_rule, trial_of
from kkpham_analysis.tables.certainly import surely, surely_not
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.vocabulary import OPEN, YES

FIRM = ("complete", "counted")


def threshold_in_words(rule: Rule, words: Words) -> str:
    """Threshold of a rule as a percentage, with the decimals that it needs."""
    share = float(rule.threshold)
    return words.percent(share, decimals_of(float(rule.threshold * 100)))


def rule_in_words(rule: str, words: Words) -> str:
    """Rule as people say it: `>60%` is "more than 60 %"."""
    parsed = parse_rule(rule)
    said = _bound_in_words(parsed, words)
    return words.phrase("figures.of_participants", rule=said) if parsed.denominator == "participants" else said


def rule_in_signs(rule: str, words: Words) -> str:
    """Rule where there is little room: > 60 %."""
    parsed = parse_rule(rule)
    return f"{'>' if parsed.comparison == '>' else '≥'} {threshold_in_words(parsed, words)}"


def _bound_in_words(rule: Rule, words: Words) -> str:
    key = "figures.over" if rule.comparison == ">" else "figures.at_least"
    return words.phrase(key, threshold=threshold_in_words(rule, words))


def trial_note(trial: Trial | None, words: Words) -> str:
    """Say that a rule is tried, and which rule is the round's own; empty where no rule is tried."""
    return "" if trial is None else words.phrase(f"figures.trial{_own(trial)}", **_both_rules(trial, words))


def with_trial(text: str, trial: Trial | None, words: Words) -> str:
    """Text with a last sentence that says so where a rule is tried."""
    return text if trial is None else f"{text.removesuffix('.')}. {trial_note(trial, words)}."


def _own(trial: Trial) -> str:
    """End of the keys of texts that name the rule of the round beside the one tried."""
    return "" if trial.round_rule else "_own_unknown"


def _both_rules(trial: Trial, words: Words) -> dict[str, str]:
    own = {} if trial.round_rule is None else {"own": rule_in_words(trial.round_rule, words)}
    return {"rule": rule_in_words(trial.rule, words), **own}


def national_finding(shares: pd.DataFrame, award_name: str, words: Words) -> str:
    """How many provinces met the rule, of those that can be judged."""
    rule = single_rule(list(shares["rule"]))
    if rule is None:
        known, disputed = known_and_disputed(shares)
        said = {"known": len(known), "provinces": len(shares), "count": len(disputed), "award": award_name}
        return words.phrase(f"figures.national_shares{'_disputed' if len(disputed) else ''}", **said)
    verdicts = shares["meets_rule"].dropna()
    if verdicts.empty:
        return words.phrase("figures.national_open")
    said = {"rule": _bound_in_words(parse_rule(rule), words), "award": award_name}
    # "In 9 of 9" would read as if these were all provinces.
    if bool(verdicts.all()) and len(verdicts) < len(shares):
        key = f"figures.national_met_all{_of_whom(rule)}"
        return words.phrase(key, count=len(verdicts), provinces=len(shares), **said)
    return words.phrase(f"figures.national_met{_of_whom(rule)}", met=int(verdicts.sum()), known=len(verdicts), **said)


def counted_inferred(finding: str, rows: pd.DataFrame, words: Words) -> str:
    """Finding on the results that it counts, with how many of these are inferred alone; as it is where none is."""
    count = int(inferred_rows(rows).sum())
    return (
        words.phrase("figures.counted_inferred", finding=finding, count=count, number=len(rows)) if count else finding
    )


def known_and_disputed(shares: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows whose share is known, and rows of whose share sources say different things."""
    has_bounds = shares["share_low"].notna()
    known = shares[has_bounds & shares["evidence"].isin(FIRM)]
    return known, shares[has_bounds & (shares["evidence"] == "disputed")]


def _of_whom(rule: object) -> str:
    """End of the keys of texts that speak of participants."""
    return "_participants" if isinstance(rule, str) and parse_rule(rule).denominator == "participants" else ""


def verdict_lists(shares: pd.DataFrame, words: Words) -> str:
    """Provinces on either side of the rule by name, and how many are open."""
    is_none = shares["evidence"] == "none"
    none = int(is_none.sum())
    if single_rule(list(shares["rule"])) is None:
        told = zip(("figures.alt_shares", "figures.alt_disputed"), known_and_disputed(shares), strict=True)
        parts = [words.phrase(key, names=words.listed(shares_by_name(rows, words))) for key, rows in told if len(rows)]
        return " ".join([*parts, *([words.phrase("figures.alt_none", count=none)] if none else [])])
    verdict = shares["meets_rule"].astype("boolean")
    tried = "_trial" if trial_of(shares) else ""
    met = shares.loc[surely(verdict), "province"]
    missed = shares.loc[surely_not(verdict), "province"]
    # A rule that anything meets, or nothing, judges also those of which nothing is known.
    open_, none = int((verdict.isna() & ~is_none).sum()), int((verdict.isna() & is_none).sum())
    parts = [
        words.phrase(key, names=words.listed(names))
        for key, names in ((f"figures.alt_met{tried}", met), (f"figures.alt_not_met{tried}", missed))
        if len(names)
    ]
    numbers = (("figures.alt_open", open_), ("figures.alt_none", none))
    return " ".join([*parts, *(words.phrase(key, count=count) for key, count in numbers if count > 0)])


def shares_by_name(shares: pd.DataFrame, words: Words) -> list[str]:
    """Each province with its share in words."""
    return [
        words.phrase("figures.bar_row", province=row["province"], share=share_in_words(row, words))
        for row in shares.to_dict("records")
    ]


def sentence(text: str) -> str:
    """Text with a capital, as a sentence begins.

    >>> sentence("not known: Berau."), sentence("“Cares”: Paser.")
    ('Not known: Berau.', '“Cares”: Paser.')
    """
    return text[:1].upper() + text[1:]


def source_line(sources: pd.DataFrame | None, words: Words) -> str:
    """Who says so: the one source by name, or the number of sources and the date of the newest."""
    if sources is None or sources.empty:
        return words.phrase(f"figures.sources_{'listed' if sources is None else 'none'}")
    dates = sources["published_on"].dropna()
    # Undated pages may be newer than any date that is known.
    end = "" if len(dates) == len(sources) else "_dated" if len(dates) else "_undated"
    newest = {"date": words.date(dates.max())} if len(dates) else {}
    publisher = sources.iloc[0].get("publisher")
    if len(sources) == 1 and isinstance(publisher, str):
        return words.phrase(f"figures.one_source{end}", publisher=publisher, **newest)
    return words.phrase(f"figures.sources{end}", number=words.number(len(sources)), **newest)


def footer(
    words: Words,
    *,
    sources: pd.DataFrame | None,
    rules: Iterable[object] = (),
    has_map: bool = False,
    share: bool = True,
    trial: Trial | None = None,
    numbered: Sequence[str] = (),
) -> list[str]:
    """Last line in parts: numbers of a map, a rule that is tried, sources, boundaries of a map, the denominator."""
    names = ", ".join(f"{number}\N{NO-BREAK SPACE}{name}" for number, name in enumerate(numbered, 1))
    parts = [words.phrase("figures.numbered", names=names)] if numbered else []
    parts += [*([trial_note(trial, words)] if trial else []), source_line(sources, words)]
    if has_map:
        parts.append(words.phrase("figures.boundaries"))
    if share:
        ends = sorted({_of_whom(rule) for rule in rules}) or [""]
        parts.append(words.phrase(f"figures.denominator{'_by_round' if len(ends) > 1 else ends[0]}"))
    return parts


def scores_notes(assumed: Sequence[str] | None, words: Words, likely: Sequence[str] = ()) -> list[str]:
    """That a figure is drawn from scores, what these assume, and what of them is merely likely; else empty.

    >>> _, assumed, likely = scores_notes(("type_weight:hasil", "type_weight:proses"), Words("en"), ("total_max",))
    >>> assumed
    'Assumed, without a source: weight of the type (hasil, proses)'
    >>> likely
    'Likely, from one source or concluded: total at most'
    """
    if assumed is None:
        return []
    notes = [words.phrase("figures.from_scores")]
    notes.append(
        words.phrase("figures.scores_assumed", settings=_settings_named(assumed, words))
        if assumed
        else words.phrase("figures.scores_sourced")
    )
    return [
        *notes,
        *([words.phrase("figures.scores_likely", settings=_settings_named(likely, words))] if likely else []),
    ]


def _settings_named(names: Sequence[str], words: Words) -> str:
    """Settings of a formula one after the other, each with what it is set for."""
    settings: dict[str, list[str]] = {}
    for name, _, of in (name.partition(":") for name in names):
        settings.setdefault(name, []).extend([of.replace("_", " ")] if of else [])
    return "; ".join(
        " ".join([words.phrase(f"setting.{name}"), *([f"({', '.join(own)})"] if own else [])])
        for name, own in settings.items()
    )


def sources_of(status: pd.DataFrame, sources: pd.DataFrame | None, count: object = None) -> pd.DataFrame | None:
    """Rows of `sources` that the statuses rest on, and the count beside them (`count`: its source ids as one text).

    All where nothing names one: what is known is a number then.
    """
    if sources is None:
        return None
    used = {*split_ids(status["source_ids"]), *split_ids(pd.Series([count], dtype="str"))}
    return sources[sources["source_id"].isin(used)] if used else sources


def by_known_share(counts: pd.Series, known: pd.Series, names: pd.Series) -> list[str]:
    """Regencies by their share of the rounds that are known, then by how many those are, then by name."""

    def place(code: str) -> tuple[Fraction, int, str]:
        # Of no known round there is no share, not even 0: after all others.
        share = Fraction(int(counts[code]), int(known[code])) if known[code] else Fraction(-1)
        return -share, -int(known[code]), str(names[code])

    return sorted(counts.index, key=place)


def count_of_known(compliant: int, known: int, words: Words) -> str:
    """How often, of the rounds that are known: none of no known round is not 0."""
    return (
        words.phrase("figures.count", compliant=compliant, regencies=known) if known else words.phrase("common.unknown")
    )


def province_finding(status: pd.DataFrame, share: Any | None, *, province: str, award_name: str, words: Words) -> str:
    """How many regencies of the province are known to be compliant, of how many."""
    said: dict[str, object] = {"province": province, "award": award_name}
    if share is not None and pd.notna(share["compliant"]):
        return _counted_finding(share, said, words)
    named = int(status["status"].isin(YES).sum())
    unknown = int(status["status"].isin(OPEN).sum())
    said["regencies"] = len(status)
    if unknown == len(status):
        return words.phrase("figures.province_unknown", count=len(status), **said)
    if unknown and not named:
        return words.phrase("figures.province_none_known", missed=len(status) - unknown, unknown=unknown, **said)
    if unknown:
        return words.phrase("figures.province_at_least", compliant=named, count=named, unknown=unknown, **said)
    return words.phrase("figures.province_finding", compliant=named, count=named, **said)


def _counted_finding(share: Any, said: dict[str, object], words: Words) -> str:
    """Count of a province; where the rule counts participants, out of those that took part."""
    low, high = int(share["compliant_low"]), int(share["compliant_high"])
    key = "province_finding" if low == high else "province_disputed"
    said = {**said, "compliant": words.span(low, high), "count": high}
    if pd.isna(share["regencies"]):
        return words.phrase(f"figures.{key}_alone", **said)
    return words.phrase(f"figures.{key}{_of_whom(share['rule'])}", regencies=int(share["regencies"]), **said)


def province_subtitle(share: Any | None, year: int, words: Words) -> str:
    """Share of the province and its verdict, in one line."""
    if share is None:
        return words.phrase("figures.province_year", year=year)
    if not isinstance(share["rule"], str):
        return words.phrase("figures.province_no_rule", share=share_in_words(share, words), year=year)
    trial = trial_of(pd.DataFrame([share]))
    rule = (
        rule_in_words(share["rule"], words)
        if trial is None
        else words.phrase(f"figures.rule_tried{_own(trial)}", **_both_rules(trial, words))
    )
    if share["evidence"] == "none":
        return words.phrase("figures.province_no_data", rule=rule, year=year)
    if pd.isna(share["share_low"]):
        return words.phrase("figures.province_no_denominator", rule=rule, year=year)
    if pd.isna(share["meets_rule"]):
        low, high = words.percent(float(share["share_low"])), words.percent(float(share["share_high"]))
        return words.phrase("figures.province_verdict_open", low=low, high=high, rule=rule, year=year)
    key = "figures.province_above" if share["meets_rule"] else "figures.province_below"
    otherwise = share.get("otherwise") or ""
    turned = f"; {words.phrase(f'figures.otherwise_{otherwise}')}" if otherwise else ""
    return words.phrase(key, share=share_in_words(share, words), rule=rule, turned=turned, year=year)


def share_in_words(row: Any, words: Words) -> str:
    """Share in words, or its two bounds: 70,0 %, or 94,3–97,1 %; where there is none, why not."""
    if row["evidence"] == "none":
        return words.phrase("figures.no_data")
    if pd.isna(row["share_low"]):
        return words.phrase("figures.no_denominator")
    return percent_span(float(row["share_low"]), float(row["share_high"]), words)


def percent_span(low: float, high: float, words: Words) -> str:
    """One percentage, or a range with an en dash: 70,0 %, or 94,3–97,1 %."""
    start, end = words.number(low * 100, 1), words.percent(high)
    return end if low == high else words.span(start, end)


def count_in_words(row: Any, words: Words) -> str:
    """Count in words, or its range: 7 of 10, 33–34 of 35."""
    return _count(row, words, "count")


def count_in_signs(row: Any, words: Words) -> str:
    """Count where there is little room: 7/10, 33–34/35, and 7/? where it is not known of how many."""
    return _count(row, words, "count_short")


def _count(row: Any, words: Words, key: str) -> str:
    span = words.span(int(row["compliant_low"]), int(row["compliant_high"]))
    if pd.isna(row["regencies"]):
        return words.phrase(f"figures.{key}_alone", compliant=span)
    return words.phrase(f"figures.{key}", compliant=span, regencies=int(row["regencies"]))
