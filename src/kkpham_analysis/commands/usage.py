"""Help and wrong calls of `kkpham` in the reader's language: Typer says them in English alone.

Typer has no catalogue to translate, so its sentences are recognised here as it writes them; one that is not known, as
after an update of Typer, is shown as it is rather than lost.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kkpham_analysis.language import LANGUAGES, Words

LANGUAGE = os.environ.get("KKPHAM_LANG") or LANGUAGES[0]
HELP = Words(LANGUAGE if LANGUAGE in LANGUAGES else LANGUAGES[0])
CALL_AT_FAULT = 2

# What Typer says, whole, with the text that says it here; longer forms stand before the shorter ones they begin with.
SENTENCES = [
    (r"Missing option (?P<name>.+?)\.", "usage.missing_option"),
    (r"Missing argument (?P<name>.+?)\.", "usage.missing_argument"),
    (r"Missing command\.", "usage.missing_command"),
    (r"No such option: (?P<name>\S+) \(Possible options: (?P<nearest>.+)\)", "usage.no_option_but"),
    (r"No such option: (?P<name>.+)", "usage.no_option"),
    (r"No such command (?P<name>'.*')\. Did you mean (?P<nearest>.+)\?", "usage.no_command_but"),
    (r"No such command (?P<name>'.*')\.", "usage.no_command"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<extra>.*)\)", "usage.extra"),
    (r"Option (?P<name>'.*') requires an argument\.", "usage.no_value"),
    (r"Option (?P<name>'.*') does not take a value\.", "usage.takes_no_value"),
    (r"Invalid value for (?P<name>.+?): Input should be a valid integer.*", "usage.whole_number"),
    (r"Invalid value for (?P<name>.+?): Input should be greater than or equal to (?P<least>.+)", "usage.at_least"),
    (r"Invalid value for (?P<name>.+?): (?P<problem>.*)", "usage.invalid"),
]
HELP_TEXTS = {
    "Show this message and exit.": "usage.show_help",
    "Install completion for the current shell.": "usage.install_completion",
    "Show completion for the current shell, to copy it or customize the installation.": "usage.show_completion",
}
# What people write for an option in Indonesian, by how it begins, with the options that may be meant.
IN_INDONESIAN = {
    "tahun": ["--year"], "thn": ["--year"], "putaran": ["--year"],
    "prov": ["--province"], "kab": ["--regency"], "kota": ["--regency"], "daerah": ["--regency", "--province"],
    "wilayah": ["--regency", "--province"], "bahasa": ["--lang"], "aturan": ["--rule"], "perat": ["--regulation"],
    "sumber": ["--source"], "penerbit": ["--publisher"], "jenis": ["--kind"], "judul": ["--title"],
    "tanggal": ["--published"], "terbit": ["--published"], "predikat": ["--category"], "kategori": ["--category"],
    "lengkap": ["--complete"], "jawab": ["--resolve"], "tanya": ["--questions"], "pertanyaan": ["--questions"],
    "perangkat": ["--office"], "opd": ["--office"], "dinas": ["--office"], "tingkat": ["--level"],
    "bobot": ["--weight"], "menurut": ["--by"], "keluar": ["--output", "--out"], "hasil": ["--output", "--out"],
    "folder": ["--to", "--output", "--out"], "format": ["--to"], "ukuran": ["--size"], "versi": ["--version"],
    "contoh": ["--placeholder"], "kosong": ["--empty"], "cetak": ["--to"], "setuju": ["--yes"], "ya": ["--yes"],
}  # fmt: skip
HEADINGS = {"Options": "usage.options", "Arguments": "usage.arguments", "Commands": "usage.commands"}
NOTES = {"required": "usage.required", "env var": "usage.variable", "default": "usage.default"}


def said_in(words: Words, sentence: str) -> str:
    """Give a sentence of Typer's about a wrong call in the language of `words`; one that is not known as it is.

    >>> said_in(Words("id"), "Missing option '--year'.")
    "opsi '--year' belum ada; tambahkan."
    """
    for pattern, key in SENTENCES:
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            return words.phrase(key, **found.groupdict())
    return sentence


def help_in(words: Words, text: str) -> str:
    """Give the help of an option in the language of `words`: the sentences of Typer's own, and the notes at its end.

    >>> help_in(Words("id"), "Bahasa: id atau en.  [default: id]")
    'Bahasa: id atau en.  [bawaan: id]'
    """
    if text in HELP_TEXTS:
        return words.phrase(HELP_TEXTS[text])
    said, start, notes = text.rpartition("  [")
    if not start or not notes.endswith("]"):
        return text
    own = [_note_in(words, note) for note in notes.removesuffix("]").split("; ")]
    return f"{said}{start}{'; '.join(own)}]"


def _note_in(words: Words, note: str) -> str:
    name, colon, value = note.partition(": ")
    return (words.phrase(NOTES[name]) if name in NOTES else name) + colon + value


_Formatter: Any = typer.Context.formatter_class


class Formatter(_Formatter):  # type: ignore[misc] # Typer keeps the class of its formatter to itself
    """Writes help with headings and notes in the language of `HELP`."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how the command is called."""
        for name in ("OPTIONS", "COMMAND", "ARGS"):
            args = re.sub(rf"(?<!\w){name}(?!\w)", HELP.phrase(f"usage.{name.lower()}_short"), args)
        super().write_usage(prog, args, HELP.phrase("usage.usage") + ": ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading(HELP.phrase(HEADINGS[heading]) if heading in HEADINGS else heading)

    def write_dl(self, rows: Any, *args: Any, **how: Any) -> None:
        """Write a list of options or commands."""
        super().write_dl([(name, help_in(HELP, text)) for name, text in rows], *args, **how)


class Context(typer.Context):
    """The context of a call, with the formatter above."""

    formatter_class = Formatter


class Command(TyperCommand):
    """A command whose help is in the language of `HELP`."""

    context_class = Context


class Group(TyperGroup):
    """All commands: help, and what is said of a wrong call, in the language of `HELP`."""

    context_class = Context

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """Read what stands before the command."""
        with _told():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Read what stands after the command, and call it."""
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Typer says of a wrong call into sentences of `HELP`, and exit."""
    try:
        yield
    except Exception as error:
        # Only the errors of a call know how they are written; their class has changed its place between versions.
        if not hasattr(error, "format_message"):
            raise
        # Nothing else changes where it reaches nobody.
        with suppress(OSError):
            typer.echo(_told_of(error), err=True)
        raise typer.Exit(CALL_AT_FAULT) from None


def in_english(option: str | None) -> list[str]:
    """The options that an Indonesian word stands for; none where it is no such word.

    >>> in_english("--tahun")
    ['--year']
    """
    word = (option or "").lstrip("-").casefold()
    return [name for begin, names in IN_INDONESIAN.items() if word.startswith(begin) for name in names]


def _meant(option: str | None, context: Any) -> list[str] | None:
    """The options of a command that an Indonesian word stands for; None where it is no such word."""
    fitting = in_english(option)
    if context is None or not fitting:
        return None
    there = {name for parameter in context.command.params for name in parameter.opts}
    return [name for name in fitting if name in there]


def _before_command(option: str | None, context: Any) -> str:
    """How a command is called with an option that stands before it; empty where that is none."""
    root = context.find_root() if context is not None else None
    if root is None or root is context:
        return ""
    metavars = {name: parameter.metavar for parameter in root.command.params for name in parameter.opts
                if parameter.metavar}  # fmt: skip
    if option not in metavars:
        return ""
    command = context.command_path.removeprefix(root.command_path).strip()
    return f"{root.command_path} {option} {metavars[option]} {command} …"


def _told_of(error: Any) -> str:
    """Say how the command is called, where its help is, and what was wrong; a call of nothing gets the help alone."""
    context = getattr(error, "ctx", None)
    said = said_in(HELP, error.format_message())
    meant = _meant(getattr(error, "option_name", ""), context)
    if meant is not None:
        key = "usage.no_option_but" if meant else "usage.no_option"
        said = HELP.phrase(key, name=error.option_name, nearest=", ".join(meant))
    if before := _before_command(getattr(error, "option_name", ""), context):
        said = HELP.phrase("usage.before_command", name=error.option_name, call=before)
    if parameter := getattr(error, "parameter", ""):
        said = HELP.phrase("usage.is_parameter", name=error.option_name, parameter=parameter)
    if context is None or said == context.get_help():
        return said
    more = HELP.phrase("usage.more", command=f"{context.command_path} {context.help_option_names[0]}")
    return f"{context.get_usage()}\n{more}\n\n{said}"
