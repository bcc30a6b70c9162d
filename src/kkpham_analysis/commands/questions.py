"""Figures asked for at the terminal: `kkpham summary`, `kkpham coverage`."""

from __future__ import annotations

from typing import Annotated

import typer

from kkpham_analysis.commands.answering import give, told
from kkpham_analysis.commands.options import Json, Language, Provinces, Regencies, Rule, Year, help_of
from kkpham_analysis.commands.streams import talk
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group)


@app.command(cls=Command, help=help_of("cli.summary"))
def summary(
    year: Year,
    province: Provinces = [],  # noqa: B006 - typer reads the default, nothing changes it
    rule: Rule = "",
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """The award summary of a round."""
    with told(lang) as words:
        from kkpham_analysis.reports import summaries

        answer = summaries.summary_answer(year, words, provinces=province, rule=rule, tell=talk)
        give(answer, as_json)


@app.command(cls=Command, help=help_of("cli.coverage"))
def coverage(
    year: Year,
    by: Annotated[list[str], typer.Option("--by", help=help_of("cli.coverage_by"), metavar="WHAT")] = [],  # noqa: B006
    province: Provinces = [],  # noqa: B006
    regency: Regencies = [],  # noqa: B006
    level: Annotated[str, typer.Option(help=help_of("cli.coverage_level"), metavar="LEVEL")] = "verified",
    weight: Annotated[str, typer.Option(help=help_of("cli.coverage_weight"), metavar="points")] = "",
    paths: Annotated[bool, typer.Option("--paths", help=help_of("cli.coverage_paths"))] = False,
    gaps: Annotated[bool, typer.Option("--gaps", help=help_of("cli.coverage_gaps"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """How much of what was asked has supporting data."""
    with told(lang) as words:
        from kkpham_analysis.reports.coverage import coverage_answer

        give(coverage_answer(year, words, by=by, provinces=province, regencies=regency, level=level, weight=weight,
                              paths=paths, gaps=gaps, tell=talk), as_json)  # fmt: skip
