"""Options that several commands have, each with its help in one place."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kkpham_analysis.commands.usage import HELP


def help_of(key: str) -> str:
    """Give the help of a command, option or argument."""
    return HELP.phrase(key)


def written_to(key: str, metavar: str) -> Any:
    """Give the option that says where else a file or folder goes, with what it is there."""
    return typer.Option("--output", "-o", help=help_of(key), metavar=metavar)


Year = Annotated[int, typer.Option("--year", help=help_of("cli.year"), metavar="YYYY")]
Provinces = Annotated[list[str], typer.Option("--province", help=help_of("cli.province"), metavar="PLACE")]
Regencies = Annotated[list[str], typer.Option("--regency", help=help_of("cli.regency"), metavar="PLACE")]
Rule = Annotated[str, typer.Option(help=help_of("cli.rule"), metavar="RULE")]
Language = Annotated[str, typer.Option("--lang", help=help_of("cli.lang"), metavar="id|en")]
Json = Annotated[bool, typer.Option("--json", help=help_of("cli.json"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=help_of("cli.dry_run"))]
