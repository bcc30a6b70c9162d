"""What slides take from other notebooks: one on coverage, and one that compares provinces.

Each such notebook is run once, whoever of a run shows it; where a report of the run is the same one, that is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Tell
from kkpham_analysis.reports.calls import Call, SettledReport
from kkpham_analysis.reports.notebooks import OF_COUNTRY, OF_COVERAGE
from kkpham_analysis.reports.records import notebook_digest
from kkpham_analysis.reports.requests import Project, settled_reports
from kkpham_analysis.reports.round_facts import awaited_rounds
from kkpham_analysis.reports.run_events import OnEvent, RunEvent
from kkpham_analysis.reports.run_log import line_of
from kkpham_analysis.reports.running import MadeReport, run_reports
from kkpham_analysis.reports.writing import Made, PartMissingError
from kkpham_analysis.tables.loading import stored_values

FORM = "pptx"
COVERAGE, COUNTRY = "coverage", "country"
# What is said of how reports run is said of those that slides need beside them, too.
SAID_OF_ALL = ("workers", "timeout", "retries", "edition")


@dataclass
class SlideParts:
    """The parts of slides: `runs` by the files that they would have, and which of them each report shows, by kind.

    `digests` are of their notebooks as they are read; once they were run, `notebooks` are these as they were executed,
    or there are the `errors` that stopped them.
    """

    runs: dict[str, SettledReport] = field(default_factory=dict)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)
    notebooks: dict[str, Any] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, part: SettledReport, report: SettledReport) -> None:
        """Let the slides of a report show a part."""
        part = replace(part, targets=report.targets, is_recorded=False, typed=report.typed)
        self.runs.setdefault(_key(part), part)
        # Before it is run: a notebook that is changed meanwhile makes the slides old.
        self.digests.setdefault(_key(part), notebook_digest(part.notebook))
        self.shown.setdefault(report.label, {})[kind] = _key(part)

    def is_report(self, report: SettledReport) -> bool:
        """Whether a report of a run is a part of slides too: with figures for these, which others are drawn without."""
        return FORM in report.forms and _key(report) in self.runs

    def rank(self, report: SettledReport) -> int:
        """Which reports of a run wait for which: those that are parts come first, and show parts themselves."""
        return (0 if report.label not in self.shown else 1) if self.is_report(report) else 2

    def run(
        self, reports: Sequence[SettledReport], words: Words, *, tell: Tell, is_whole: bool = False,
        on_event: OnEvent | None = None, **how: Any,
    ) -> None:  # fmt: skip
        """Run the parts that none of the `reports` is, or all (`is_whole`), here and within the limits of `how`.

        The reports are run behind them: here, where nothing else is said (`by`).
        """
        others = set() if is_whole else {_key(report) for report in reports if self.is_report(report)}
        alone = [part for key, part in self.runs.items() if key not in others]
        told = _told(on_event or (lambda event: tell(line_of(event, words))), len(reports))
        # How many a cluster makes at once says nothing of this machine.
        limits = {name: how[name] for name in SAID_OF_ALL if name in how and not (name == "workers" and "by" in how)}
        later = () if "by" in how else reports
        run_reports(alone, words=words, make=nothing_made, keep=self.keep, on_event=told, later=later, **limits)

    def keep(self, report: SettledReport, made: MadeReport) -> None:
        """Keep what was executed of a part, or what stopped it."""
        key = _key(report)
        if key not in self.runs:
            return
        if made.error:
            self.errors[key] = made.error
        else:
            self.notebooks[key] = made.notebook

    def of(self, report: SettledReport, kind: str) -> Any:
        """The executed notebook of a part that a report shows; None where it shows none of the kind."""
        return self.notebooks.get(self.shown.get(report.label, {}).get(kind, ""))

    def digests_of(self, report: SettledReport) -> dict[str, str]:
        """The digests of the notebooks of the parts that a report shows, by their names."""
        keys = self.shown.get(report.label, {}).values()
        return {self.runs[key].notebook.stem: self.digests[key] for key in keys if key in self.notebooks}

    def missing(self, report: SettledReport) -> PartMissingError | None:
        """Which part of the slides of a report could not be run, and why; None where there are all."""
        for kind, key in self.shown.get(report.label, {}).items():
            if key in self.errors:
                return PartMissingError(f"slides.no_{kind}", report=report.label, error=self.errors[key])
        return None


def nothing_made(report: SettledReport, notebook: Any) -> Made:
    """No file: a part of slides is shown by others."""
    return Made()


def parts_of(
    project: Project, words: Words, *, coverage: Sequence[SettledReport], country: Sequence[SettledReport], tell: Tell
) -> SlideParts:
    """The parts of the slides of reports: those that show one on coverage, and those that may compare provinces."""
    parts = SlideParts()
    for report in _with_coverage(coverage, words, tell):
        parts.add(COVERAGE, _of_coverage(project, report), report)
    # Without an award list there is nothing to compare.
    awaited: Collection[int] = awaited_rounds() if country else set()
    for report in country:
        if report.parameters.get("province_code") and report.parameters["award_year"] not in awaited:
            parts.add(COUNTRY, _of_country(project, report), report)
    return parts


def _with_coverage(reports: Sequence[SettledReport], words: Words, tell: Tell) -> Iterator[SettledReport]:
    """Those of rounds for which anything was handed in: made-up rows are never set beside awards, which are facts."""
    rounds = stored_values("submissions", "award_year") if reports else set()
    found = [report for report in reports if report.parameters["award_year"] in rounds]
    if found and True in stored_values("submissions", "synthetic"):
        tell(words.phrase("slides.synthetic_coverage", year=found[0].parameters["award_year"]))
        return
    yield from found


def _of_country(project: Project, report: SettledReport) -> SettledReport:
    """The summary of the country of the same round under the same rule: its chart shows a province among the others."""
    given = {"award_year": report.parameters["award_year"]}
    given |= {"rule": report.parameters["rule"]} if report.parameters.get("rule") else {}
    return _settled(project, OF_COUNTRY, given, report)


def _of_coverage(project: Project, report: SettledReport) -> SettledReport:
    """The report on coverage of the same places and round: one of its own, for its rows may be made up."""
    code = report.parameters.get("province_code", "")
    given = {"award_year": report.parameters["award_year"], **({"provinces": [code]} if code else {})}
    return _settled(project, OF_COVERAGE, given, report)


def _settled(project: Project, notebook: str, given: Mapping[str, Any], report: SettledReport) -> SettledReport:
    [settled] = settled_reports(project, [Call(notebook, given, report.language, forms=(FORM,))])
    return settled


def _key(report: SettledReport) -> str:
    """What tells a part apart: its name, which tells its parameters, and what is typed before its command."""
    return f"{report.label} {report.typed}"


def _told(on_event: OnEvent, reports: int) -> OnEvent:
    """Tell what happens to parts as what it is, in a run of so many reports."""

    def tell(event: RunEvent) -> None:
        on_event(replace(event, of=reports, done=0, failed=0, left=None, slides=(event.done, event.of)))

    return tell
