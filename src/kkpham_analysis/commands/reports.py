"""What is handed on: `kkpham report`, `kkpham run`, `kkpham deck`, `kkpham export`."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Annotated

import typer

from kkpham_analysis.commands.answering import (
    alone_in,
    check_log,
    give,
    log_of,
    project_of,
    status_kept,
    talk,
    told,
)
from kkpham_analysis.commands.of_notebooks import OfNotebook
from kkpham_analysis.commands.options import (
    DryRun,
    Json,
    Language,
    Provinces,
    Regencies,
    Rule,
    Year,
    help_of,
    written_to,
)
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group)


@app.command(cls=OfNotebook, help=help_of("cli.report"))
def report(
    context: typer.Context,
    notebook: Annotated[str, typer.Argument(help=help_of("cli.notebook"), metavar="NOTEBOOK")],
    year: Annotated[int | None, typer.Option("--year", help=help_of("cli.year"), metavar="YYYY")] = None,
    province: Provinces = [],  # noqa: B006
    regency: Regencies = [],  # noqa: B006
    rule: Rule = "",
    parameter: Annotated[
        list[str], typer.Option("--parameter", "-p", help=help_of("cli.parameter"), metavar="NAME=VALUE")
    ] = [],  # noqa: B006
    to: Annotated[str, typer.Option(help=help_of("cli.to"), metavar="html,pdf")] = "html",
    lang: Language = LANGUAGE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """One notebook as a report."""
    with told(lang) as words:
        from kkpham_analysis.reports import decks, requests

        project = project_of(context)
        calls = requests.calls_for(project, notebook, year=year, provinces=province, regencies=regency,
                                   parameters=parameter, rule=rule, forms=to, language=lang)  # fmt: skip
        with alone_in(project, f"report {notebook}", dry_run=dry_run):
            answer = decks.answer_with_slides(project, calls, words, dry_run=dry_run, tell=talk)
        give(answer, as_json)


@app.command(cls=Command, help=help_of("cli.run"))
def run(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(help=help_of("cli.plan"), metavar="PLAN")] = "first",
    year: Annotated[int | None, typer.Option("--year", help=help_of("cli.year_of_plan"), metavar="YYYY")] = None,
    workers: Annotated[int | None, typer.Option(help=help_of("cli.workers"), min=1, metavar="N")] = None,
    timeout: Annotated[int | None, typer.Option(help=help_of("cli.timeout"), min=1, metavar="SECONDS")] = None,
    retry: Annotated[int, typer.Option(help=help_of("cli.retry"), min=0, metavar="N")] = 0,
    scheduler: Annotated[str, typer.Option(help=help_of("cli.scheduler"), metavar="tcp://HOST:PORT")] = "",
    force: Annotated[bool, typer.Option("--force", help=help_of("cli.force"))] = False,
    log: Annotated[str, typer.Option(help=help_of("cli.log"), metavar="text|json")] = "text",
    lang: Language = LANGUAGE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=help_of("cli.dry_run_of_plan"))] = False,
    as_json: Json = False,
) -> None:
    """The reports of a plan that are out of date."""
    said = cache(partial(log_of, log))
    with told(lang, lambda words: said(words).refuse) as words:
        from kkpham_analysis.reports import plan_listing, plan_running, requests

        tell = said(words).tell
        check_log(log)
        project = project_of(context)
        planned = partial(requests.planned_calls, project, plan, words, year=year, tell=tell)
        if dry_run:
            give(plan_listing.listed_answer(project, planned(), words, tell=tell), as_json)
        with alone_in(project, f"run {plan}"), status_kept(project, plan, words) as status:
            calls = planned()
            status.planned(len(calls))
            answer = plan_running.run_answer(project, calls, words, force=force, tell=tell, workers=workers,
                                             scheduler=scheduler, timeout=timeout, retries=retry,
                                             on_event=status.also(said(words).on_event))  # fmt: skip
            status.has_ended = True
            give(answer, as_json, lambda: said(words).finish(len(calls)))


@app.command(cls=Command, help=help_of("cli.deck"))
def deck(
    context: typer.Context,
    year: Year,
    province: Provinces = [],  # noqa: B006
    template: Annotated[Path | None, typer.Option(help=help_of("cli.template_deck"), metavar="FILE.pptx")] = None,
    output: Annotated[Path | None, written_to("cli.output_deck", "FILE.pptx")] = None,
    lang: Language = LANGUAGE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Slides of the country, or of provinces."""
    with told(lang) as words:
        from kkpham_analysis.reports.decks import deck_answer

        project = project_of(context)
        with alone_in(project, "deck", dry_run=dry_run, output=output):
            answer = deck_answer(project, words, year=year, provinces=province, template=template, output=output,
                                 dry_run=dry_run, tell=talk)  # fmt: skip
        give(answer, as_json)


@app.command(cls=Command, help=help_of("cli.export"))
def export(
    context: typer.Context,
    year: Year,
    province: Provinces = [],  # noqa: B006
    to: Annotated[str, typer.Option(help=help_of("cli.to_export"), metavar="png,svg,xlsx,csv")] = "png,svg",
    size: Annotated[str, typer.Option(help=help_of("cli.size"), metavar="SIZE")] = "16:9",
    output: Annotated[Path | None, written_to("cli.output_export", "DIR")] = None,
    lang: Language = LANGUAGE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Figures and tables, each alone in a file."""
    with told(lang) as words:
        from kkpham_analysis.reports.exports import export_answer

        project = project_of(context)
        with alone_in(project, "export", dry_run=dry_run, output=output):
            answer = export_answer(project, words, year=year, provinces=province, to=to, size=size, folder=output,
                                   dry_run=dry_run, tell=talk)  # fmt: skip
        give(answer, as_json)
