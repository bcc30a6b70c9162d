"""What a notebook can be given, and a call settled by it: read without papermill.

Importing papermill takes as long as finding a whole plan up to date, and only who runs a notebook needs it.
"""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kkpham_analysis.reports.calls import (
    KINDS,
    Call,
    CallError,
    CallFault,
    Parameter,
    PlaceLookup,
    RuleLookup,
    SettledReport,
    Typed,
    notebook_file,
    settled,
)
from kkpham_analysis.reports.notebooks import stamp_of

TAG = "parameters"


def notebook_parameters(notebook: Path) -> dict[str, Parameter]:
    """Read the parameters of a notebook, by name, from its cell tagged `parameters`; once while the file is the same.

    Raises
    ------
    CallError
        When the file is no notebook, or a default is not a plain value.
    """
    return dict(_parameters(notebook, *stamp_of(notebook)))


@cache
def _parameters(notebook: Path, written: int, size: int) -> dict[str, Parameter]:
    try:
        source = _cell_of(json.loads(notebook.read_bytes()))
        statements, helps = ast.parse(source).body, _comments(source)
    # What a broken file raises depends on where it is broken.
    except Exception:
        raise CallError(CallFault("call.bad_notebook", {"notebook": notebook.stem})) from None
    return {
        name: _parameter(notebook.stem, name, node, helps.get(node.end_lineno, ""))
        for node in statements
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and (name := _name_of(node))
    }


def _name_of(node: ast.Assign | ast.AnnAssign) -> str:
    """The one name that a statement sets; empty where it sets another thing."""
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _parameter(notebook: str, name: str, node: ast.Assign | ast.AnnAssign, said: str) -> Parameter:
    value: Any = node.value
    try:
        default = ast.literal_eval(value)
    except ValueError:
        about = {"notebook": notebook, "name": name, "value": ast.unparse(value)}
        raise CallError(CallFault("call.bad_default", about)) from None
    written = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else ""
    kind = written.strip("'\" ").split("[")[0].split("|")[0].strip().lower()
    if kind not in KINDS:
        kind = type(default).__name__ if default is not None or kind else ""
    return Parameter(name, kind, default, said)


def _cell_of(notebook: Any) -> str:
    """The source of the first cell that holds parameters; empty where none does."""
    tagged = (cell for cell in notebook["cells"] if TAG in cell.get("metadata", {}).get("tags", []))
    return "".join(next(tagged, {"source": ""})["source"])


def _comments(source: str) -> dict[int | None, str]:
    """The comments of a cell, by their line."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ").rstrip() for token in tokens if token.type == tokenize.COMMENT}


def typed_parameters(texts: Sequence[str]) -> tuple[dict[str, Any], list[CallFault]]:
    """Parameters as they were typed, NAME=VALUE, by their names; and what is wrong with them."""
    given: dict[str, Any] = {}
    faults: list[CallFault] = []
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name or not value.strip():
            faults.append(CallFault("call.no_value", {"text": text}))
        elif name in given:
            faults.append(CallFault("call.typed_twice", {"name": name}))
        given[name] = Typed(value)
    return given, faults


def settle(
    call: Call,
    *,
    notebooks: Path,
    out: Path,
    resolver: PlaceLookup,
    rounds: Collection[int],
    without: Collection[int] = (),
    awaited: Collection[int] = (),
    name_of: Callable[[str], str] = lambda code: code,
    rule_of: RuleLookup = lambda award_year: None,
) -> SettledReport:
    """Check a call and settle its parameters and files, before any kernel starts.

    Parameters
    ----------
    call : Call
        What is asked for. Parameters that are not given keep the notebook's defaults.
    notebooks : Path
        The folder of the notebooks.
    out : Path
        The folder of the reports.
    resolver : callable
        From the text of a place and its level (`province`, `regency`) to its code; raises LookupError or ValueError
        with the best candidates.
    rounds : collection of int
        The rounds there are.
    without : collection of int
        Years that are known to have had none.
    awaited : collection of int
        Rounds that have no award list yet.
    name_of : callable
        From a code to the name for people, which goes into the file's name.
    rule_of : callable
        From a round to its own rule; None where that is not known.

    Returns
    -------
    SettledReport
        With every parameter of the notebook, given or not.

    Raises
    ------
    CallError
        With all faults of the call at once, and what would be right.
    """
    with call.at("notebook"):
        notebook = notebook_file(call.notebook, notebooks)
        known = notebook_parameters(notebook)
    return settled(
        call,
        notebook,
        known,
        out=out,
        resolver=resolver,
        rounds=rounds,
        without=without,
        awaited=awaited,
        name_of=name_of,
        rule_of=rule_of,
    )
