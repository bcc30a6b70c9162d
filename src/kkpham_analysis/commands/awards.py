"""Lists of awards: `kkpham awards add`, `kkpham awards remove`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kkpham_analysis.commands.answering import agreement, give, told
from kkpham_analysis.commands.options import Json, Language, Year, help_of
from kkpham_analysis.commands.streams import talk
from kkpham_analysis.commands.usage import LANGUAGE, Command, Group

app = typer.Typer(cls=Group, help=help_of("lists.awards"), rich_markup_mode=None, no_args_is_help=True)


@app.command("add", cls=Command, help=help_of("lists.add"))
def add_awards(
    file: Annotated[str, typer.Argument(help=help_of("lists.file"), metavar="FILE")],
    year: Year,
    source: Annotated[str, typer.Option(help=help_of("lists.source"), metavar="URL")],
    publisher: Annotated[str, typer.Option(help=help_of("lists.publisher"), metavar="NAME")],
    kind: Annotated[str, typer.Option(help=help_of("lists.kind"), metavar="KIND")],
    title: Annotated[str, typer.Option(help=help_of("lists.title"), metavar="TEXT")] = "",
    published: Annotated[str, typer.Option(help=help_of("lists.published"), metavar="DATE")] = "",
    category: Annotated[str, typer.Option(help=help_of("lists.category"), metavar="CATEGORY")] = "",
    complete: Annotated[bool, typer.Option("--complete", help=help_of("lists.complete_help"))] = False,
    resolve: Annotated[Path | None, typer.Option(help=help_of("lists.resolve"), metavar="FILE")] = None,
    questions: Annotated[Path | None, typer.Option(help=help_of("lists.questions"), metavar="FILE")] = None,
    yes: Annotated[bool, typer.Option("--yes", help=help_of("lists.yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=help_of("lists.dry_run"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of awards into the raw tables."""
    with told(lang) as words:
        from kkpham_analysis.reports import list_additions
        from kkpham_analysis.tables.award_lists.additions import ListSource

        page = ListSource(kind, title, publisher, source, published)
        request = list_additions.ListRequest(file, year, page, category, complete, resolve, questions, dry_run)
        give(list_additions.add_answer(request, words, tell=talk, agree=agreement(yes)), as_json)


@app.command("remove", cls=Command, help=help_of("lists.remove"))
def remove_awards(
    source: Annotated[str, typer.Option(help=help_of("lists.source_id"), metavar="ID")],
    any_source: Annotated[bool, typer.Option("--any", help=help_of("lists.any_source"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of awards out of the raw tables."""
    with told(lang) as words:
        from kkpham_analysis.reports import list_additions

        give(list_additions.remove_answer(source, words, any_source=any_source, tell=talk), as_json)
