"""`kkpham`: the front door. The commands themselves are in `commands`, one module for each group.

Nothing heavy is imported before a command needs it, so that `kkpham --help` answers at once.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kkpham_analysis.commands import awards, facts, indicators, publishing, questions, reports, samples, submissions
from kkpham_analysis.commands.answering import FOLDER
from kkpham_analysis.commands.options import help_of
from kkpham_analysis.commands.streams import open_closed
from kkpham_analysis.commands.usage import Group

app = typer.Typer(
    name="kkpham",
    cls=Group,
    help=help_of("cli.about"),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def main(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help=help_of("cli.data"), envvar="KKPHAM_DATA", metavar="DIR")] = None,
    out: Annotated[Path | None, typer.Option(help=help_of("cli.out"), metavar="DIR")] = None,
) -> None:
    """Take what holds for every command: the data folder and the place for reports."""
    open_closed()
    if data is not None:
        # The kernels of the notebooks read the same data.
        os.environ["KKPHAM_DATA"] = str(data.resolve())
    source = context.get_parameter_source("data")
    FOLDER.set(str(data) if data is not None and source is not None and source.name == "COMMANDLINE" else "")
    context.obj = out


# Without a name, its commands stand at the top; help lists them in this order.
app.add_typer(facts.app)
app.add_typer(questions.app)
app.add_typer(reports.app)
app.add_typer(publishing.app)
app.add_typer(samples.app)
app.add_typer(indicators.app, name="indicators", invoke_without_command=True)
app.add_typer(awards.app, name="awards")
app.add_typer(submissions.app, name="submissions")
