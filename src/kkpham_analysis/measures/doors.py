"""The doors of public functions: what is no table, no round or no regulation is said in a sentence, before any work."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from numbers import Integral
from typing import Any

from kkpham_analysis.measures.problems import UnfitError

# Parameters that are rounds.
ROUNDS = ("award_year", "before")
# Parameters that are a stored table of another name, or one that a measure makes.
STORED = {"claims": "award_claims", "settings": "regulation_settings", "classes": "regulation_classes",
          "bands": "regulation_bands", "judged": "regencies"}  # fmt: skip
# What `regencies_in` adds; where changes of provinces are given too, regencies are those before it.
OF_ROUND, BEFORE_ROUND = {"award_year", "province"}, "province_changes"
SHARES, STATUSES = ("shares", "shares_then"), ("status", "status_then", "history_status", "history", "before", "after")


def checked(function: Callable[..., Any]) -> Callable[..., Any]:
    """A public function that looks at what it is given, by what its parameters say they are.

    A column that a table lacks is named too, where the function finds out itself.
    """
    signature = inspect.signature(function)

    @wraps(function)
    def door(*given: Any, **options: Any) -> Any:
        values = signature.bind(*given, **options).arguments
        for name, value in values.items():
            parameter = signature.parameters[name]
            for one in value if parameter.kind is parameter.VAR_POSITIONAL else [value]:
                _look(function.__name__, name, one, str(parameter.annotation))
        try:
            return function(*given, **options)
        except KeyError as error:
            if (refused := without_column(function.__name__, error, values)) is None:
                raise
            raise refused from error

    return door


def without_column(function: str, error: KeyError, values: Mapping[str, Any]) -> UnfitError | None:
    """What a function says instead of an error about a column that its tables lack; None where it is about another."""
    lacking = _lacking(error, values)
    return UnfitError("unfit.no_column", function=function, **lacking) if lacking else None


def _look(function: str, name: str, value: Any, kind: str) -> None:
    """Refuse a value that is not of the kind that a parameter asks for."""
    if value is None and kind.endswith("| None"):
        return
    wanted = kind.removesuffix(" | None")
    if wanted == "pd.DataFrame" and not _is_table(value):
        raise _no("table", function, name, value)
    if wanted == "Submissions" and not _is_table(value) and (isinstance(value, str) or not isinstance(value, Iterable)):
        raise _no("table", function, name, value)
    if wanted == "Regulation" and not hasattr(value, "class_of"):
        raise _no("regulation", function, name, value)
    if wanted == "int" and (isinstance(value, bool) or not isinstance(value, Integral)):
        raise _no("round" if name in ROUNDS else "number", function, name, value)


def _no(what: str, function: str, name: str, value: Any) -> UnfitError:
    return UnfitError(f"unfit.no_{what}_given", function=function, name=name, found=_told(value))


def _told(value: Any) -> str:
    """What was given: short values as they are, of others their type."""
    said = repr(value)
    return said if isinstance(value, str | int | float | None) and len(said) < 40 else type(value).__name__


def _is_table(value: Any) -> bool:
    return hasattr(value, "columns") and hasattr(value, "dtypes")


def _lacking(error: KeyError, values: Mapping[str, Any]) -> dict[str, str] | None:
    """The column that an error is about, and the tables that should have it; None where it is about another.

    pandas words it in several ways, and all of them quote the column, or end with it. Tables that never have it are
    named only where no other is without it.
    """
    text = str(error.args[0]) if error.args else ""
    column = next(iter(re.findall(r"'([^']*)'", text) or text.split()[-1:]), "")
    several = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items()}
    without = [
        name
        for name, tables in several.items()
        if any(_is_table(table) and column not in table.columns for table in tables)
    ]
    if not without or not column.isidentifier():
        return None
    columns = {name: _columns_of(name, of_round=BEFORE_ROUND not in values) for name in without}
    having = [name for name in without if column in columns[name]] or [name for name in without if not columns[name]]
    return {"column": column, "tables": ", ".join(having or without)}


def _columns_of(parameter: str, *, of_round: bool) -> set[str]:
    """The columns of the table that a parameter asks for, by its name; none where that does not say."""
    from kkpham_analysis.measures.compliance import SHARE_COLUMNS
    from kkpham_analysis.measures.status import STATUS_COLUMNS
    from kkpham_analysis.tables.schemas import PROCESSED

    made = {**dict.fromkeys(SHARES, SHARE_COLUMNS), **dict.fromkeys(STATUSES, STATUS_COLUMNS)}
    if parameter in made:
        return set(made[parameter])
    name = STORED.get(parameter, parameter)
    more = OF_ROUND if of_round and name == "regencies" else set()
    return {*PROCESSED[name].columns, *more} if name in PROCESSED else set()
