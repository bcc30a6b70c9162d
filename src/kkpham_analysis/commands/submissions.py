"""Supporting data: `kkpham submissions template`, `import`, `check`, `list`, `remove`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from kkpham_analysis.commands.answering import give, told
from kkpham_analysis.commands.options import Json, Language, Provinces, Regencies, Year, help_of
from kkpham_analysis.commands.streams import talk
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group, help=help_of("cli.submissions"), rich_markup_mode=None, no_args_is_help=True)


@app.command("template", cls=Command, help=help_of("cli.submissions_template"))
def submissions_template(
    year: Year,
    out: Annotated[Path, typer.Option("--output", "-o", help=help_of("cli.template_output"), metavar="FILE|DIR")],
    regency: Regencies = [],  # noqa: B006
    province: Provinces = [],  # noqa: B006
    empty: Annotated[bool, typer.Option("--empty", help=help_of("cli.template_empty"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """Sheets to fill in."""
    with told(lang) as words:
        from kkpham_analysis.reports import submissions as answers

        answer = answers.template_answer(year, words, regencies=regency, provinces=province, out=out, empty=empty,
                                         tell=talk)  # fmt: skip
        give(answer, as_json)


@app.command("import", cls=Command, help=help_of("cli.submissions_import"))
def submissions_import(
    files: Annotated[list[str], typer.Argument(help=help_of("cli.import_files"), metavar="FILE...")],
    workers: Annotated[int | None, typer.Option(help=help_of("cli.import_workers"), min=1, metavar="N")] = None,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """Sheets that were filled in."""
    with told(lang) as words:
        from kkpham_analysis.reports import submissions as answers

        answer = answers.import_answer(files, words, today=dt.date.today(), workers=workers, tell=talk)
        give(answer, as_json)


@app.command("check", cls=Command, help=help_of("cli.submissions_check"))
def submissions_check(
    year: Year,
    regency: Regencies = [],  # noqa: B006
    province: Provinces = [],  # noqa: B006
    office: Annotated[str, typer.Option(help=help_of("cli.office"), metavar="NAME")] = "",
    to: Annotated[Path | None, typer.Option(help=help_of("cli.check_to"), metavar="DIR")] = None,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What is wrong, missing or unlikely."""
    with told(lang) as words:
        from kkpham_analysis.reports import submission_findings as answers

        answer = answers.check_answer(year, words, regencies=regency, provinces=province, office=office, to=to,
                                      tell=talk)  # fmt: skip
        give(answer, as_json)


@app.command("list", cls=Command, help=help_of("cli.submissions_list"))
def submissions_list(lang: Language = LANGUAGE, as_json: Json = False) -> None:
    """What is stored."""
    with told(lang) as words:
        from kkpham_analysis.reports import submissions_stored as answers

        give(answers.stored_answer(words, tell=talk), as_json)


@app.command("remove", cls=Command, help=help_of("cli.submissions_remove"))
def submissions_remove(
    origin: Annotated[list[str], typer.Argument(help=help_of("cli.origin"), metavar="ORIGIN...")],
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What a file handed in, taken out again."""
    with told(lang) as words:
        from kkpham_analysis.reports import submissions as answers

        give(answers.remove_answer(origin, words, tell=talk), as_json)
