"""The tables that coverage is shown from: what regencies handed in for a round, and what they were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.measures import (
    Regulation,
    classify,
    indicator_coverage,
    regencies_in,
    regency_scores,
    regulation_of,
    round_before,
)
from kkpham_analysis.measures.cells import check_level
from kkpham_analysis.measures.coverage import GROUPINGS
from kkpham_analysis.measures.rounds import told_rounds
from kkpham_analysis.measures.scores import ORIGINS
from kkpham_analysis.reports.calls import in_words
from kkpham_analysis.reports.content.coverage_waiting import OFFICES, waiting_of
from kkpham_analysis.reports.content.given_codes import refuse_numbers
from kkpham_analysis.reports.content.grounds import in_language
from kkpham_analysis.reports.content.round_tables import Tables
from kkpham_analysis.reports.content.titles import award_name, programme_name
from kkpham_analysis.reports.content.unscored import why_unscored
from kkpham_analysis.tables.catalogues.in_use import lists_in_use, of_round, types_of
from kkpham_analysis.tables.labels import Labels, labels_of
from kkpham_analysis.tables.loading import default_data_dir, load_rows, read_quietly, stored_values, tables_of
from kkpham_analysis.tables.source_ids import split_ids
from kkpham_analysis.tables.submissions.refused import read_refused
from kkpham_analysis.tables.vocabulary import KNOWN, LEVELS

# What coverage, scores and gaps are made of; nothing more of the submissions is read.
# Points may follow from the answer, by the bands of a regulation.
COLUMNS = (
    *("award_year", "regency_code", "indicator_code", "status", "points", "office", "synthetic"),
    *("answer_number", "answer_yes", "unit", "list_version", "documents"),
)


@dataclass(frozen=True)
class CoverageFacts:
    """What was handed in for one round, by the regencies of some provinces or by all.

    Parameters
    ----------
    award_year : int
        The round.
    level : str
        What counts as covered: `verified` or `submitted`.
    scope : tuple of str
        Codes of the provinces asked for.
    chosen : tuple of str
        Codes of the regencies asked for by name; empty, as `scope` is, for the whole country.
    regencies, regencies_before : DataFrame
        `regencies_in` of the round and of the one before, of these places, with `province`.
    indicators : DataFrame
        The numbered indicators of all rounds, with `right` and `label` in the language of the report.
    submissions : DataFrame
        What was handed in for the round and the one before, by all regencies.
    rounds : tuple of int
        The rounds that anything was handed in for.
    regulation : str or None
        What the round was judged by.
    catalogue : mapping
        The list in use: `kind`, `version`, `title`, `publisher`; of what is publicly known only its kind.
    programme_name : str
        The name of the award in the round.
    reason : str
        `no_regulation`, `no_list` or `no_submissions` where there is nothing to show; else empty.
    words : Words
        The language of the report.
    synthetic : bool
        Whether what was handed in is made up, for whichever rounds there is anything.
    labels : mapping
        What the types and groups of the regulation are called, by kind and key.
    waiting : frozenset of (str, str)
        Regency and indicator of what was handed in for the round and is in quarantine.
    worthless : frozenset of (str, str)
        Those of `waiting` that earn no points, however they are mended: they say that they were rejected.
    waiting_rows : mapping
        How many rows of the round are in quarantine, by regency.
    unplaced : int
        How many further rows, of the round or of one that is not known, are in quarantine and of no known regency.
    waiting_offices : DataFrame
        Which office that names, as far as it does: `regency_code, indicator_code, office`.
    unread : frozenset of str
        Regencies that handed in a file, for the round or for one that is not known, which was refused as a whole.
    types : tuple of str
        The types of indicators in the order of the regulation.
    is_awaited : bool
        Whether anything was handed in for the round, and no source speaks of its awards yet: there is no list of them.
    """

    award_year: int
    level: str
    scope: tuple[str, ...]
    chosen: tuple[str, ...]
    regencies: pd.DataFrame
    regencies_before: pd.DataFrame
    indicators: pd.DataFrame
    submissions: pd.DataFrame
    rounds: tuple[int, ...]
    regulation: str | None
    catalogue: Mapping[str, Any]
    programme_name: str
    reason: str
    words: Words
    synthetic: bool = False
    labels: Labels = field(default_factory=dict)
    waiting: frozenset[tuple[str, str]] = frozenset()
    worthless: frozenset[tuple[str, str]] = frozenset()
    waiting_rows: Mapping[str, int] = field(default_factory=dict)
    unplaced: int = 0
    waiting_offices: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=OFFICES, dtype="str"))
    unread: frozenset[str] = frozenset()
    types: tuple[str, ...] = ()
    is_awaited: bool = False

    @property
    def previous_year(self) -> int | None:
        """The round before that anything was handed in for."""
        return round_before(self.rounds, self.award_year)

    @property
    def other_versions(self) -> dict[int, int]:
        """How many rows of the round say that they answer another version of the list than is in use, by version."""
        rows = self.submissions
        if "list_version" not in rows or self.catalogue["version"] is None:
            return {}
        here = rows["award_year"].eq(self.award_year) & rows["regency_code"].isin(self.regencies["regency_code"])
        here &= rows["indicator_code"].isin(self.asked["indicator_code"])
        said = rows.loc[here, "list_version"].dropna().astype("int64")
        counts = said[said != self.catalogue["version"]].value_counts().sort_index()
        return dict(zip(counts.index.tolist(), counts.tolist(), strict=True))

    @property
    def in_quarantine(self) -> int:
        """How many rows of these places and the round are in quarantine, and so not counted yet."""
        return sum(self.waiting_rows.get(code, 0) for code in self.regencies["regency_code"])

    def quarantined_answers(self, regencies: Iterable[str]) -> pd.DataFrame:
        """Which answers of these regencies are in quarantine and may earn points, where no row taken answers."""
        said = self.submissions[self.submissions["award_year"].eq(self.award_year)]
        said = said[said["status"].isin((*LEVELS["submitted"], "not_applicable"))]
        taken = set(zip(said["regency_code"], said["indicator_code"], strict=True))
        there, asked = set(regencies), set(self.asked["indicator_code"])
        open_ = self.waiting - self.worthless - taken
        keys = sorted((place, code) for place, code in open_ if place in there and code in asked)
        return pd.DataFrame(keys, columns=OFFICES[:2], dtype="str")

    @property
    def asked(self) -> pd.DataFrame:
        """The indicators of the round, in the order of the list."""
        return of_round(self.indicators, self.award_year).sort_values("indicator_no")

    def coverage(
        self, by: str | Iterable[str] = (), *, level: str | None = None, weight: str | None = None
    ) -> pd.DataFrame:
        """`indicator_coverage` of the round, in the order of the list, with the names behind the codes."""
        names = [by] if isinstance(by, str) else list(by)
        table = indicator_coverage(
            self.submissions, self.asked, self.regencies, by=names, level=level or self.level, weight=weight
        )
        return self.named(table)

    def named(self, table: pd.DataFrame) -> pd.DataFrame:
        """Table with `right`, `regency`, `province` and `indicator`: the names of its codes; rights as in the list."""
        asked, words = self.asked, self.words
        by_regency = self.regencies.drop_duplicates("regency_code").set_index("regency_code")["full_name"]
        by_province = self.regencies.drop_duplicates("province_code").set_index("province_code")["province"]
        by_right = asked.dropna(subset="right_code").drop_duplicates("right_code").set_index("right_code")["right"]
        by_code = asked.set_index("indicator_code")["label"]
        known = {"regency": by_regency, "province": by_province, "right": by_right, "indicator": by_code}
        for name, names in known.items():
            if (code := f"{name}_code") in table:
                missing = words.phrase("coverage.no_right") if name == "right" else ""
                table = table.assign(**{name: table[code].map(names).fillna(missing).astype("str")})
        return table if "indicator_code" in table else self._ordered(table)

    def _ordered(self, table: pd.DataFrame) -> pd.DataFrame:
        """Table by its groups: rights and groups of rights as in the list, types as in the regulation."""
        seen = {name: self.asked[name].dropna().unique().tolist() for name in ("right_code", "group", "type")}
        orders = seen | {"type": list(dict.fromkeys([*self.types, *seen["type"]]))}
        names = [name for name in table if name in GROUPINGS]
        if not set(names) & set(orders):
            return table
        ranks = {name: table[name].astype("object").map({key: place for place, key in enumerate(orders[name])})
                 for name in names if name in orders}  # fmt: skip
        return table.loc[table[names].assign(**ranks).sort_values(names, kind="stable").index].reset_index(drop=True)


def coverage_facts(
    award_year: int,
    *,
    words: Words,
    provinces: Sequence[str] = (),
    regencies: Sequence[str] = (),
    level: str = "verified",
    data_dir: Path | str | None = None,
) -> CoverageFacts:
    """Load what was handed in for a round.

    Parameters
    ----------
    award_year : int
        The round. One without regulation, list or submissions has a `reason`, and nothing to show.
    words : Words
        The language of names.
    provinces : sequence of str
        Codes of the provinces wanted.
    regencies : sequence of str
        Codes of regencies wanted beside these; without either, all.
    level : {"verified", "submitted"}
        What counts as covered.
    data_dir : path, optional
        As for `load`.

    Raises
    ------
    ValueError
        When the level is another one.
    """
    table = tables_of(data_dir)
    check_level(level)
    folder = default_data_dir() if data_dir is None else Path(data_dir)
    # What is shown of the list says itself whether it is one of placeholders; other regulations have others.
    indicators = read_quietly("indicators", data_dir=data_dir)
    numbered = indicators[indicators["indicator_code"].notna()].reset_index(drop=True)
    right, label = (numbered[f"{name}_{words.language}"].fillna(numbered[f"{name}_id"]) for name in ("right", "label"))
    rounds = tuple(sorted(map(int, stored_values("submissions", "award_year", data_dir=data_dir))))
    regulation = _regulation_of(table("regulations"), award_year)
    names, frames = in_language(table("provinces"), words), (table("regencies"), table("province_changes"))
    there = regencies_in(*frames, award_year=award_year, provinces=names)
    before = round_before(rounds, award_year)
    wanted = {award_year, before or award_year}
    submissions = load_rows("submissions", "award_year", wanted, columns=COLUMNS, data_dir=data_dir)
    earlier = there.head(0) if before is None else regencies_in(*frames, award_year=before, provinces=names)
    claims = table("award_claims")
    titled = award_name(table("categories"), claims[claims["award_year"] == award_year], words)
    return CoverageFacts(
        award_year=award_year,
        level=level,
        scope=tuple(provinces),
        chosen=tuple(regencies),
        regencies=_within(there, provinces, regencies),
        regencies_before=_within(earlier, provinces, regencies),
        indicators=numbered.assign(right=right, label=label),
        submissions=submissions,
        rounds=rounds,
        regulation=regulation,
        catalogue=_catalogue(read_quietly("catalogues", data_dir=data_dir), regulation),
        programme_name=programme_name(table("regulations"), [award_year], titled, words),
        reason=_reason(regulation, indicators, rounds, award_year),
        words=words,
        synthetic=True in stored_values("submissions", "synthetic", data_dir=data_dir),
        labels=labels_of(table("regulation_labels"), regulation, words.language),
        **waiting_of(award_year, folder, set(table("regencies")["regency_code"])),
        unread=frozenset(read_refused(folder, award_year)["regency_code"]),
        types=tuple(types_of(table("regulation_settings"), _own(numbered, regulation)["type"], regulation)),
        is_awaited=award_year in rounds and _has_no_list(table, award_year),
    )


def of_provinces(facts: CoverageFacts, provinces: Sequence[str]) -> CoverageFacts:
    """Facts of some provinces out of those of the country."""
    now, before = (_within(there, provinces, ()) for there in (facts.regencies, facts.regencies_before))
    return replace(facts, scope=tuple(provinces), regencies=now, regencies_before=before)


def _has_no_list(table: Tables, award_year: int) -> bool:
    """Whether no source speaks of awards of a year, be it that there were any or that there was no round."""
    return award_year not in {*told_rounds(table), *map(int, table("years_without_round")["award_year"])}


def _own(indicators: pd.DataFrame, regulation: str | None) -> pd.DataFrame:
    return indicators[indicators["regulation"].eq(regulation or "")]


def _reason(regulation: str | None, indicators: pd.DataFrame, rounds: Sequence[int], award_year: int) -> str:
    """Why there is nothing to show; empty where there is."""
    if regulation is None:
        return "no_regulation"
    numbers = indicators.loc[indicators["regulation"] == regulation, "indicator_code"]
    if numbers.empty or numbers.isna().any():
        return "no_list"
    return "" if award_year in rounds else "no_submissions"


def _regulation_of(regulations: pd.DataFrame, award_year: int) -> str | None:
    found = of_round(regulations, award_year)["regulation"]
    return None if found.empty else str(found.iloc[0])


def _catalogue(catalogues: pd.DataFrame, regulation: str | None) -> dict[str, Any]:
    """The list of a regulation that is in use."""
    own = catalogues[catalogues["regulation"] == regulation]
    in_use = lists_in_use(own)
    if in_use.empty:
        return {"kind": KNOWN, "version": None, "title": None, "publisher": None}
    row = own[own["version"] == in_use["version"].iloc[0]].iloc[0]
    said = {name: str(row[name]) for name in ("kind", "title", "publisher")}
    return {"kind": said["kind"], "version": int(row["version"]), **said}


def _within(regencies: pd.DataFrame, provinces: Sequence[str], codes: Sequence[str]) -> pd.DataFrame:
    if not provinces and not codes:
        return regencies
    refuse_numbers([*provinces, *codes])
    wanted = regencies["province_code"].isin(list(provinces)) | regencies["regency_code"].isin(list(codes))
    return regencies[wanted].reset_index(drop=True)


@dataclass(frozen=True)
class ScoreFacts:
    """What the formula of the round makes of the points, never the official score.

    Parameters
    ----------
    table : DataFrame
        `regency_scores` and `classify` of the round, with `regency`; without rows where there is nothing to score.
    regulation : Regulation or None
        What the round was judged by.
    labels : mapping
        Name of each class in the language of the report.
    problem : str
        Why there are no scores, with table and setting; empty where there are.
    sources : DataFrame
        The sources of the regulation, its settings and its classes.
    why : str
        The same for who reads a page; empty where only `problem` says it.
    """

    table: pd.DataFrame
    regulation: Regulation | None
    labels: Mapping[str, str]
    problem: str
    sources: pd.DataFrame
    why: str = ""


def score_facts(facts: CoverageFacts, *, data_dir: Path | str | None = None) -> ScoreFacts:
    """Compute the scores of the regencies that coverage is shown of.

    Parameters
    ----------
    facts : CoverageFacts
        The result of `coverage_facts`.
    data_dir : path, optional
        As for `load`.
    """
    table = tables_of(data_dir)
    names = ["regulations", "regulation_settings", "regulation_classes"]
    of_regulation = [own[own["regulation"] == facts.regulation] for own in map(table, names)]
    cited = split_ids(pd.concat([own["source_ids"] for own in of_regulation]).dropna())
    sources = table("indicator_sources")
    sources = sources[sources["source_id"].isin(set(cited))].reset_index(drop=True)
    categories = table("categories")
    labels = dict(zip(categories["category"], categories[f"label_{facts.words.language}"], strict=True))
    if facts.reason:
        return ScoreFacts(pd.DataFrame(), None, labels, "", sources)
    here = facts.submissions["award_year"].eq(facts.award_year) & facts.submissions["regency_code"].isin(
        facts.regencies["regency_code"]
    )
    try:
        first, second, third = map(table, names)
        tables = (first, second, third, categories, table("rights"))
        regulation = regulation_of(*tables, award_year=facts.award_year, bands=table("regulation_bands"))
        scores = _scores(facts, facts.submissions[here], regulation)
        return ScoreFacts(facts.named(classify(scores, regulation)), regulation, labels, "", sources)
    except ValueError as error:
        # A list that does not fit the formula has coverage, and no score; the page says which it lacks.
        problem, why = in_words(error, facts.words), why_unscored(error, facts.regulation, facts.words)
        return ScoreFacts(pd.DataFrame(), None, labels, problem, sources, why)


def _scores(facts: CoverageFacts, said: pd.DataFrame, regulation: Regulation) -> pd.DataFrame:
    """Scores between their bounds: what is in quarantine may be worth nothing, or all that its indicator gives."""
    scores = regency_scores(said, facts.asked, regulation, level=facts.level)
    waiting = facts.quarantined_answers(scores["regency_code"])
    if waiting.empty:
        return scores.assign(answers_quarantined=0)
    columns = ["regency_code", "indicator_code"]
    again = pd.MultiIndex.from_frame(said[columns]).isin(pd.MultiIndex.from_frame(waiting))
    # Nobody knows yet what they are worth: as answers that were handed in and given no points.
    more = waiting.assign(award_year=facts.award_year, status="submitted", synthetic=said["synthetic"].iloc[0])
    both = pd.concat([said[~again], more], ignore_index=True).astype(said.dtypes.to_dict())
    wide = regency_scores(both, facts.asked, regulation, level=facts.level)
    counts = {name: scores[name] for name in ORIGINS}
    number = wide["regency_code"].map(waiting["regency_code"].value_counts()).fillna(0).astype("int64")
    return wide.assign(**counts, answers_quarantined=number)
