"""What is made up for trying things out: `kkpham sample`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from kkpham_analysis.commands.answering import give, told
from kkpham_analysis.commands.options import Json, Language, help_of
from kkpham_analysis.commands.streams import talk
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group)


@app.command(cls=Command, help=help_of("cli.sample"))
def sample(
    year: Annotated[int | None, typer.Option("--year", help=help_of("cli.year"), metavar="YYYY")] = None,
    seed: Annotated[int, typer.Option("--seed", help=help_of("cli.seed"), metavar="N")] = 0,
    remove: Annotated[bool, typer.Option("--remove", help=help_of("cli.sample_remove"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A synthetic set of submissions, or its removal."""
    with told(lang) as words:
        from kkpham_analysis.reports import samples

        if remove:
            answer = samples.sample_removed(year, words, tell=talk)
        else:
            answer = samples.sample_answer(year, words, seed=seed, today=dt.date.today(), tell=talk)
        give(answer, as_json)
