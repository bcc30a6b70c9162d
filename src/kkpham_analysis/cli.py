"""`kkpham`: the front door. Parses what is typed, calls one function of the package, prints what it gives back.

Nothing heavy is imported before a command needs it, so that `kkpham --help` answers at once. Results go to stdout, talk
to stderr. Exit code 0: done; 1: something in the data or a report failed, named; 2: the call was wrong.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kkpham_analysis.language import LANGUAGES, Words
from kkpham_analysis.language.usage import CALL_AT_FAULT, HELP, LANGUAGE, Command, Group

if TYPE_CHECKING:
    from kkpham_analysis.reports.requests import Project

DONE, DATA_AT_FAULT, INTERRUPTED = 0, 1, 130

app = typer.Typer(
    name="kkpham",
    cls=Group,
    help=HELP.phrase("cli.about"),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _help(key: str) -> str:
    return HELP.phrase(f"cli.{key}")


def _help_of(key: str) -> str:
    return HELP.phrase(key)


Year = Annotated[int, typer.Option("--year", help=_help("year"), metavar="YYYY")]
Provinces = Annotated[list[str], typer.Option("--province", help=_help("province"), metavar="PLACE")]
Regencies = Annotated[list[str], typer.Option("--regency", help=_help("regency"), metavar="PLACE")]
Language = Annotated[str, typer.Option("--lang", help=_help("lang"), metavar="id|en")]
Json = Annotated[bool, typer.Option("--json", help=_help("json"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_help("dry_run"))]


@app.callback()
def main(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help=_help("data"), envvar="KKPHAM_DATA", metavar="DIR")] = None,
    out: Annotated[Path | None, typer.Option(help=_help("out"), metavar="DIR")] = None,
) -> None:
    """Take what holds for every command: the data folder and the place for reports."""
    if data is not None:
        # The kernels of the notebooks read the same data.
        os.environ["KKPHAM_DATA"] = str(data.resolve())
    context.obj = out


@app.command(cls=Command, help=_help("build"))
def build(lang: Language = LANGUAGE, as_json: Json = False) -> None:
    """From `data/raw` to `data/processed`."""
    with _told(lang) as words:
        from kkpham_analysis.reports import answers

        answer = answers.build_answer(words, tell=_talk)
        _give(answer, as_json)


@app.command(cls=Command, help=_help("check"))
def check(
    strict: Annotated[bool, typer.Option("--strict", help=_help("strict"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What is known and how well."""
    with _told(lang) as words:
        from kkpham_analysis.reports import checks

        _give(checks.check_answer(words, strict=strict, tell=_talk), as_json)


@app.command(cls=Command, help=_help("summary"))
def summary(
    year: Year,
    province: Provinces = [],  # noqa: B006 - typer reads the default, nothing changes it
    rule: Annotated[str, typer.Option(help=_help("rule"), metavar="RULE")] = "",
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """The award summary of a round."""
    with _told(lang) as words:
        from kkpham_analysis.reports import summaries

        answer = summaries.summary_answer(year, words, provinces=province, rule=rule, tell=_talk)
        _give(answer, as_json)


@app.command(cls=Command, help=_help("coverage"))
def coverage(
    year: Year,
    by: Annotated[list[str], typer.Option("--by", help=_help("coverage_by"), metavar="WHAT")] = [],  # noqa: B006
    province: Provinces = [],  # noqa: B006
    regency: Regencies = [],  # noqa: B006
    level: Annotated[str, typer.Option(help=_help("coverage_level"), metavar="LEVEL")] = "verified",
    weight: Annotated[str, typer.Option(help=_help("coverage_weight"), metavar="points")] = "",
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """How much of what was asked has supporting data."""
    with _told(lang) as words:
        from kkpham_analysis.reports.coverage import coverage_answer

        _give(coverage_answer(year, words, by=by, provinces=province, regencies=regency, level=level, weight=weight,
                              tell=_talk), as_json)  # fmt: skip


@app.command(cls=Command, help=_help("report"))
def report(
    context: typer.Context,
    notebook: Annotated[str, typer.Argument(help=_help("notebook"), metavar="NOTEBOOK")],
    year: Annotated[int | None, typer.Option("--year", help=_help("year"), metavar="YYYY")] = None,
    province: Provinces = [],  # noqa: B006
    regency: Regencies = [],  # noqa: B006
    rule: Annotated[str, typer.Option(help=_help("rule"), metavar="RULE")] = "",
    parameter: Annotated[
        list[str], typer.Option("--parameter", "-p", help=_help("parameter"), metavar="NAME=VALUE")
    ] = [],  # noqa: B006
    to: Annotated[str, typer.Option(help=_help("to"), metavar="html")] = "html",
    lang: Language = LANGUAGE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """One notebook as a report."""
    with _told(lang) as words:
        from kkpham_analysis.reports import requests

        project = _project(context)
        calls = requests.calls_for(project, notebook, year=year, provinces=province, regencies=regency,
                                   parameters=parameter, rule=rule, formats=to, language=lang)  # fmt: skip
        _give(requests.reports_answer(project, calls, words, dry_run=dry_run, tell=_talk), as_json)


@app.command(cls=Command, help=_help("run"))
def run(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(help=_help("plan"), metavar="PLAN")] = "first",
    year: Annotated[int | None, typer.Option("--year", help=_help("year_of_plan"), metavar="YYYY")] = None,
    workers: Annotated[int | None, typer.Option(help=_help("workers"), min=1, metavar="N")] = None,
    lang: Language = LANGUAGE,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """All reports of a plan."""
    with _told(lang) as words:
        from kkpham_analysis.reports import requests

        project = _project(context)
        calls = requests.planned_calls(project, plan, year=year)
        _give(requests.reports_answer(project, calls, words, dry_run=dry_run, workers=workers, tell=_talk), as_json)


@app.command(cls=Command, help=_help("sample"))
def sample(
    year: Annotated[int | None, typer.Option("--year", help=_help("year"), metavar="YYYY")] = None,
    seed: Annotated[int, typer.Option("--seed", help=_help("seed"), metavar="N")] = 0,
    remove: Annotated[bool, typer.Option("--remove", help=_help("sample_remove"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A synthetic set of submissions, or its removal."""
    with _told(lang) as words:
        from kkpham_analysis.reports import samples

        if remove:
            answer = samples.sample_removed(year, words, tell=_talk)
        else:
            answer = samples.sample_answer(year, words, seed=seed, today=dt.date.today(), tell=_talk)
        _give(answer, as_json)


def _project(context: typer.Context) -> Project:
    from kkpham_analysis.reports.requests import Project

    return Project.here(out=context.find_root().obj)


def _give(answer: Any, as_json: bool) -> None:
    typer.echo(answer.json() if as_json else answer.text)
    for line in answer.faults:
        _talk(line)
    raise typer.Exit(DATA_AT_FAULT if answer.failed else DONE)


def _talk(line: str) -> None:
    typer.echo(line, err=True)


@contextmanager
def _told(language: str) -> Iterator[Words]:
    """Give the words of the language, and turn errors into sentences and exit codes."""
    if language not in LANGUAGES:
        _talk(HELP.phrase("call.no_language", name=language, known=", ".join(LANGUAGES)))
        raise typer.Exit(CALL_AT_FAULT)
    words = Words(language)
    try:
        yield words
    except KeyboardInterrupt:
        _talk(words.phrase("cli.interrupted"))
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(DONE) from None
    except typer.Exit:
        raise
    except Exception as error:
        from kkpham_analysis.reports.answers import explained

        said = explained(error, words)
        if said is None and os.environ.get("KKPHAM_DEBUG") == "1":
            raise
        for line in said.lines if said else [_unforeseen(error, words)]:
            _talk(line)
        raise typer.Exit(CALL_AT_FAULT if said and said.is_call else DATA_AT_FAULT) from None


def _unforeseen(error: Exception, words: Words) -> str:
    return words.phrase("cli.unforeseen", name=type(error).__name__, problem=" ".join(str(error).split()))


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(question: str) -> bool | None:
    """Ask at the terminal; None where there is none."""
    if not _at_terminal():
        return None
    # Not the prompt of the library: that leaves a space on stdout, which is for results.
    typer.echo(f"{question} ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in ("y", "ya", "yes")


indicators_app = typer.Typer(cls=Group, rich_markup_mode=None, help=_help("indicators"))
app.add_typer(indicators_app, name="indicators", invoke_without_command=True)
Regulation = Annotated[str, typer.Option("--regulation", help=_help("regulation"), metavar="NO/YYYY")]


@indicators_app.callback()
def indicators(
    context: typer.Context,
    regulation: Annotated[str, typer.Option("--regulation", help=_help("one_regulation"), metavar="NO/YYYY")] = "",
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What is known of each regulation, and what is missing."""
    if context.invoked_subcommand is None:
        with _told(lang) as words:
            from kkpham_analysis.reports.indicators import indicators_answer

            _give(indicators_answer(words, regulation=regulation, tell=_talk), as_json)


@indicators_app.command("load", cls=Command, help=_help("indicators_load"))
def load_indicators(
    regulation: Regulation,
    file: Annotated[Path | None, typer.Argument(help=_help("indicators_file"), metavar="FILE")] = None,
    publisher: Annotated[str, typer.Option(help=_help("publisher"), metavar="NAME")] = "",
    source: Annotated[str, typer.Option(help=_help("source"), metavar="URL")] = "",
    placeholder: Annotated[bool, typer.Option("--placeholder", help=_help("placeholder"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_help("yes"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of indicators, shown, checked and taken in."""
    with _told(lang) as words:
        from kkpham_analysis.reports.indicator_lists import load_answer

        answer = load_answer(file, regulation, words, publisher=publisher, source=source, placeholder=placeholder,
                             today=dt.date.today(), ask=None if yes else _ask, tell=_talk)  # fmt: skip
        _give(answer, as_json)


@indicators_app.command("remove", cls=Command, help=_help("indicators_remove"))
def remove_indicators(
    regulation: Regulation,
    version: Annotated[int | None, typer.Option(help=_help("list_version"), min=1, metavar="N")] = None,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of indicators, taken out again."""
    with _told(lang) as words:
        from kkpham_analysis.reports.indicator_lists import remove_answer

        _give(remove_answer(regulation, version, words, tell=_talk), as_json)


awards = typer.Typer(cls=Group, help=_help_of("lists.awards"), rich_markup_mode=None, no_args_is_help=True)
app.add_typer(awards, name="awards")


@awards.command("add", cls=Command, help=_help_of("lists.add"))
def add_awards(
    file: Annotated[str, typer.Argument(help=_help_of("lists.file"), metavar="FILE")],
    year: Year,
    source: Annotated[str, typer.Option(help=_help_of("lists.source"), metavar="URL")],
    publisher: Annotated[str, typer.Option(help=_help_of("lists.publisher"), metavar="NAME")],
    kind: Annotated[str, typer.Option(help=_help_of("lists.kind"), metavar="KIND")],
    title: Annotated[str, typer.Option(help=_help_of("lists.title"), metavar="TEXT")] = "",
    published: Annotated[str, typer.Option(help=_help_of("lists.published"), metavar="DATE")] = "",
    category: Annotated[str, typer.Option(help=_help_of("lists.category"), metavar="CATEGORY")] = "",
    complete: Annotated[bool, typer.Option("--complete", help=_help_of("lists.complete_help"))] = False,
    resolve: Annotated[Path | None, typer.Option(help=_help_of("lists.resolve"), metavar="FILE")] = None,
    questions: Annotated[Path | None, typer.Option(help=_help_of("lists.questions"), metavar="FILE")] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_help_of("lists.yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help_of("lists.dry_run"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of awards into the raw tables."""
    with _told(lang) as words:
        from kkpham_analysis.reports import list_additions
        from kkpham_analysis.tables.award_additions import ListSource

        page = ListSource(kind, title, publisher, source, published)
        request = list_additions.ListRequest(file, year, page, category, complete, resolve, questions, dry_run)
        _give(list_additions.add_answer(request, words, tell=_talk, agree=_agreement(yes)), as_json)


@awards.command("remove", cls=Command, help=_help_of("lists.remove"))
def remove_awards(
    source: Annotated[str, typer.Option(help=_help_of("lists.source_id"), metavar="ID")],
    any_source: Annotated[bool, typer.Option("--any", help=_help_of("lists.any_source"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """A list of awards out of the raw tables."""
    with _told(lang) as words:
        from kkpham_analysis.reports import list_additions

        _give(list_additions.remove_answer(source, words, any_source=any_source, tell=_talk), as_json)


def _agreement(yes: bool) -> Callable[[str], bool] | None:
    """Who is asked before anything is written: nobody, the person at the terminal, or None where there is neither."""
    if yes:
        return lambda question: True
    return (lambda question: bool(_ask(question))) if _at_terminal() else None


submissions = typer.Typer(cls=Group, help=_help("submissions"), rich_markup_mode=None, no_args_is_help=True)
app.add_typer(submissions, name="submissions")


@submissions.command("template", cls=Command, help=_help("submissions_template"))
def submissions_template(
    year: Year,
    out: Annotated[Path, typer.Option("--output", "-o", help=_help("template_output"), metavar="FILE|DIR")],
    regency: Regencies = [],  # noqa: B006
    province: Provinces = [],  # noqa: B006
    empty: Annotated[bool, typer.Option("--empty", help=_help("template_empty"))] = False,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """Sheets to fill in."""
    with _told(lang) as words:
        from kkpham_analysis.reports import submissions as answers

        answer = answers.template_answer(year, words, regencies=regency, provinces=province, out=out, empty=empty,
                                         tell=_talk)  # fmt: skip
        _give(answer, as_json)


@submissions.command("import", cls=Command, help=_help("submissions_import"))
def submissions_import(
    files: Annotated[list[str], typer.Argument(help=_help("import_files"), metavar="FILE...")],
    workers: Annotated[int | None, typer.Option(help=_help("import_workers"), min=1, metavar="N")] = None,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """Sheets that were filled in."""
    with _told(lang) as words:
        from kkpham_analysis.reports import submissions as answers

        _give(answers.import_answer(files, words, workers=workers, tell=_talk), as_json)


@submissions.command("check", cls=Command, help=_help("submissions_check"))
def submissions_check(
    year: Year,
    regency: Regencies = [],  # noqa: B006
    office: Annotated[str, typer.Option(help=_help("office"), metavar="NAME")] = "",
    to: Annotated[Path | None, typer.Option(help=_help("check_to"), metavar="DIR")] = None,
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What is wrong, missing or unlikely."""
    with _told(lang) as words:
        from kkpham_analysis.reports import submission_findings as answers

        answer = answers.check_answer(year, words, regencies=regency, office=office, to=to, tell=_talk)
        _give(answer, as_json)


@submissions.command("list", cls=Command, help=_help("submissions_list"))
def submissions_list(lang: Language = LANGUAGE, as_json: Json = False) -> None:
    """What is stored."""
    with _told(lang) as words:
        from kkpham_analysis.reports import submissions as answers

        _give(answers.stored_answer(words, tell=_talk), as_json)


@submissions.command("remove", cls=Command, help=_help("submissions_remove"))
def submissions_remove(
    origin: Annotated[list[str], typer.Argument(help=_help("origin"), metavar="ORIGIN...")],
    lang: Language = LANGUAGE,
    as_json: Json = False,
) -> None:
    """What a file handed in, taken out again."""
    with _told(lang) as words:
        from kkpham_analysis.reports import submissions as answers

        _give(answers.remove_answer(origin, words, tell=_talk), as_json)
