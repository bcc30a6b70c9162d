"""What is known, read and checked: `kkpham build`, `kkpham check`."""

from __future__ import annotations

from typing import Annotated

import typer

from kkpham_analysis.commands.answering import give, told
from kkpham_analysis.commands.options import Json, Language, help_of
from kkpham_analysis.commands.streams import talk
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group)


@app.command(cls=Command, help=help_of("cli.build"))
def build(lang: Language = LANGUAGE, as_json: Json = False) -> None:
    """From `data/raw` to `data/processed`."""
    with told(lang) as words:
        from kkpham_analysis.reports import answers

        answer = answers.build_answer(words, tell=talk)
        give(answer, as_json)


@app.command(cls=Command, help=help_of("cli.check"))
def check(
    strict: Annotated[bool, typer.Option("--strict", help=help_of("cli.strict"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What is known and how well."""
    with told(lang) as words:
        from kkpham_analysis.reports import checks

        give(checks.check_answer(words, strict=strict, tell=talk), as_json)
