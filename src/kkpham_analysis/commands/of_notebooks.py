"""A command that runs a notebook: an option that it does not have may be a parameter of that notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kkpham_analysis.commands.usage import Command, in_english


class OfNotebook(Command):
    """Keeps with an error of the call how the parameter is given that the option is meant for."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read what stands behind the command."""
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            error.parameter = _parameter(getattr(error, "option_name", ""), given)  # type: ignore[attr-defined]
            raise


def _parameter(option: str | None, given: Sequence[str]) -> str:
    """The parameter that an option stands for, as `-p` takes it; empty where the notebook has none such."""
    from kkpham_analysis.reports.requests import OPTIONS_FOR

    known = _parameters(given) - set(OPTIONS_FOR)
    names = [name.strip("-").replace("-", "_") for name in [option or "", *in_english(option)]]
    found = next((name for name in names if name in known), "")
    return f"{found}={_value(str(option), given)}" if found else ""


def _parameters(given: Sequence[str]) -> set[str]:
    """Names of the parameters of the notebook that is named; none where none is, or it cannot be read."""
    from kkpham_analysis.reports.calls import CallError, notebook_file
    from kkpham_analysis.reports.parameters import notebook_parameters
    from kkpham_analysis.reports.requests import Project

    for name in given:
        try:
            return set(notebook_parameters(notebook_file(name, Project.here().notebooks)))
        except CallError:
            continue
    return set()


def _value(option: str, given: Sequence[str]) -> str:
    """What is given with an option, behind it or behind `=`; three dots where nothing is."""
    for text, after in zip(given, [*given[1:], ""], strict=True):
        name, equals, value = text.partition("=")
        if name == option:
            return (value if equals else "" if after.startswith("-") else after) or "…"
    return "…"
