"""The catalogue of indicators: `kkpham indicators`, `kkpham indicators load`, `kkpham indicators remove`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from kkpham_analysis.commands.answering import agreement, give, told
from kkpham_analysis.commands.options import Json, Language, help_of
from kkpham_analysis.commands.streams import talk
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group, rich_markup_mode=None, help=help_of("cli.indicators"))
Regulation = Annotated[str, typer.Option("--regulation", help=help_of("cli.regulation"), metavar="NO/YYYY")]


@app.callback()
def indicators(
    context: typer.Context,
    regulation: Annotated[
        str, typer.Option("--regulation", help=help_of("cli.one_regulation"), metavar="NO/YYYY")
    ] = "",
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What is known of each regulation, and what is missing."""
    if context.invoked_subcommand is None:
        with told(lang) as words:
            from kkpham_analysis.reports.indicators import indicators_answer

            give(indicators_answer(words, regulation=regulation, tell=talk), as_json)


@app.command("load", cls=Command, help=help_of("cli.indicators_load"))
def load_indicators(
    regulation: Regulation,
    file: Annotated[Path | None, typer.Argument(help=help_of("cli.indicators_file"), metavar="FILE")] = None,
    publisher: Annotated[str, typer.Option(help=help_of("cli.publisher"), metavar="NAME")] = "",
    source: Annotated[str, typer.Option(help=help_of("cli.source"), metavar="URL")] = "",
    placeholder: Annotated[bool, typer.Option("--placeholder", help=help_of("cli.placeholder"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=help_of("cli.yes"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of indicators, shown, checked and taken in."""
    with told(lang) as words:
        from kkpham_analysis.reports.indicator_lists import load_answer

        answer = load_answer(file, regulation, words, publisher=publisher, source=source, placeholder=placeholder,
                             today=dt.date.today(), agree=agreement(yes), tell=talk)  # fmt: skip
        give(answer, as_json)


@app.command("remove", cls=Command, help=help_of("cli.indicators_remove"))
def remove_indicators(
    regulation: Regulation,
    version: Annotated[int | None, typer.Option(help=help_of("cli.list_version"), min=1, metavar="N")] = None,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of indicators, taken out again."""
    with told(lang) as words:
        from kkpham_analysis.reports.indicator_lists import remove_answer

        give(remove_answer(regulation, version, words, tell=talk), as_json)
