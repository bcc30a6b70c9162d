"""How reports that are there are found, and proved: `kkpham site`, `kkpham verify`, `kkpham status`."""

from __future__ import annotations

from typing import Annotated

import typer

from kkpham_analysis.commands.answering import alone_in, give, project_of, told
from kkpham_analysis.commands.options import Json, Language, help_of
from kkpham_analysis.commands.streams import talk
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group)


@app.command(cls=Command, help=help_of("cli.site"))
def site(context: typer.Context, lang: Language = LANGUAGE, as_json: Json = False) -> None:
    """The page in which all reports are found."""
    with told(lang) as words:
        from kkpham_analysis.reports.site_answers import site_answer

        project = project_of(context)
        with alone_in(project, "site"):
            answer = site_answer(project.out, words, notebooks=project.notebooks, tell=talk)
        give(answer, as_json)


@app.command(cls=Command, help=help_of("cli.verify"))
def verify(
    context: typer.Context,
    report: Annotated[list[str], typer.Argument(help=help_of("cli.recorded"), metavar="[REPORT]...")] = [],  # noqa: B006
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """Reports run again, and compared with what is there."""
    with told(lang) as words:
        from kkpham_analysis.reports.verifying import verify_answer

        give(verify_answer(project_of(context), report, words, tell=talk), as_json)


@app.command(cls=Command, help=help_of("cli.status"))
def status(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(help=help_of("cli.plan_of_status"), metavar="PLAN")] = "",
    year: Annotated[int | None, typer.Option("--year", help=help_of("cli.year_of_plan"), metavar="YYYY")] = None,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """How the reports of a plan stand, and whether a run is at work."""
    with told(lang) as words:
        from kkpham_analysis.reports.status_answers import plan_asked, status_answer

        project = project_of(context)
        give(status_answer(project, plan_asked(project, plan), words, year=year, tell=talk), as_json)
