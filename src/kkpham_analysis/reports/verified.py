"""What became of a report that was run again, and what people are told of it: where something moved, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from kkpham_analysis.language import Words
from kkpham_analysis.reports.comparing import Moved
from kkpham_analysis.reports.export_trials import MOVED, SAME
from kkpham_analysis.reports.office_moved import SLIDE, WORD
from kkpham_analysis.reports.up_to_date import BESIDE

FAILED, NEVER = "failed", "never"
# Of a form or an export that an earlier run made from something else, and that is another by now.
OLDER = "older"
# What every report is compared by: its executed notebook.
COMPARED = "ipynb"
MOST_SHOWN = 20
# What is said first, by kind and column: what must be said of the data, the finding, then numbers.
FIRST = (("head", "marks"), ("head", "title"), ("head", "lede"))
NUMBERS = ("facts", "table", "export", SLIDE)
# What is another without saying anything to people that is not said of the texts beside it; of the last three, where in
# them it stands says nothing either.
OPAQUE = ("picture", "slide", "tone", "chart", "parts", "numbers")
PLACELESS = OPAQUE[3:]
# What a caption says before this, is what it is of.
CAPTION = " · "
# Words that stand before and after what is another in a long text.
AROUND = 4


@dataclass(frozen=True)
class Verified:
    """What became of a report that was run again.

    `state` is `same`, `moved`, `edited` or `missing` (all that is known is that files of it were changed since, or are
    gone), `failed` (it could not be run) or `never` (no file was made, so none is compared).
    `forms` says of each form `same`; `moved` (another comes out now); `missing` (its file is no longer there);
    `edited` (its file is not the one that was made: somebody has changed it); `older` (it lies there from before that
    run, and another comes out now); or `template` (slides with the look of a file that is not kept, so that they are
    not compared). The executed notebook, `ipynb`, is among them only where it is missing or edited, so that nothing
    can be said of what moved. `exports` says the same of each figure and table that was handed on alone, or `dropped`
    (it is no longer made). `causes` are what has changed since: `data`, `version`, `notebook` (with `:` and its name
    another one that slides show); `tables` which of the
    data, where that is recorded.
    """

    label: str
    state: str
    forms: Mapping[str, str]
    moved: Sequence[Moved] = ()
    causes: Sequence[str] = ()
    error: str = ""
    exports: Mapping[str, str] = field(default_factory=dict)
    tables: Sequence[str] = ()


def _exports_told(exports: Mapping[str, str], words: Words) -> list[str]:
    """How many figures and tables of each folder are the same; the others by name."""
    same = Counter(name.partition("/")[0] for name, state in exports.items() if state == SAME)
    counted = [words.phrase("verify.exports_same", folder=folder, count=count) for folder, count in same.items()]
    others = [(name, state) for name, state in exports.items() if state != SAME]
    return counted + [words.phrase(f"verify.form_{state}", form=name) for name, state in others]


def _forms_told(one: Verified, words: Words) -> str:
    """What is the same, by name; where something else is too, that after it, and it is said which is which."""
    by_state = [(state, words.phrase(f"verify.form_{state}", form=form)) for form, state in one.forms.items()]
    same = ", ".join(form for state, form in by_state if state == SAME)
    others = [form for state, form in by_state if state != SAME]
    said = [words.phrase("verify.forms_same", forms=same) if others else same] if same else []
    return "; ".join([*said, *others, *_exports_told(one.exports, words)])


def told_of(one: Verified, words: Words) -> list[str]:
    """What is said of a report to people, in lines: its state, what moved, and why."""
    told = _forms_told(one, words)
    head = words.phrase(f"verify.{one.state}", report=one.label, forms=told, error=one.error)
    if one.state in (SAME, NEVER) and not one.causes:
        return [head]
    lines = [*_of_moved(one.moved, words), *_of_files(one, words)]
    causes = [_cause(cause, one.tables, words) for cause in one.causes]
    is_more = bool(one.moved) or MOVED in (*one.forms.values(), *one.exports.values())
    if causes:
        lines.append(words.phrase("verify.why", causes=words.listed(causes)))
    elif is_more:
        lines.append(words.phrase("verify.no_cause"))
    return [head, *(f"  {line}" for line in lines)]


def _of_moved(moved: Sequence[Moved], words: Words) -> list[str]:
    """What moved, each once, with the name of its table, figure or text; once above those that follow each other."""
    said = list(
        dict.fromkeys(((_block(one, words), bool(one.name)), *_line(one, words)) for one in sorted(moved, key=_rank))
    )
    lines = []
    for (block, is_named), group in groupby(said[:MOST_SHOWN], key=itemgetter(0)):
        told = [(place, change) for _, place, change in group]
        if is_named and len(told) > 1:
            lines += [f"{block}:", *(f"  {_joined(place)}: {change}" for place, change in told)]
        else:
            lines += [f"{_joined([block, *place])}: {change}" for place, change in told]
    rest = len(said) - MOST_SHOWN
    return [*lines, words.phrase("verify.rest", count=rest)] if rest > 0 else lines


def _rank(moved: Moved) -> int:
    """The place of a line: the finding first, then numbers, texts, figures; what else a cell says comes last."""
    if (place := (moved.kind, moved.column)) in FIRST:
        return FIRST.index(place)
    if moved.kind in NUMBERS and not moved.part:
        return len(FIRST) + NUMBERS.index(moved.kind)
    return len(FIRST) + len(NUMBERS) + (1 if moved.kind == "figure" else 2 if moved.kind in NUMBERS else 0)


def _of_files(one: Verified, words: Words) -> list[str]:
    """What is said where only files are others, and of files that lie there from before."""
    states = (*one.forms.values(), *one.exports.values())
    said = ["verify.not_compared"] if COMPARED in one.forms else []
    if one.state == MOVED and not one.moved and MOVED in states and not said:
        said.append("verify.looks")
    return [words.phrase(key) for key in [*said, *(["verify.older"] if OLDER in states else [])]]


def _cause(cause: str, tables: Sequence[str], words: Words) -> str:
    if cause == "data" and tables:
        return words.phrase("verify.cause_tables", count=len(tables), tables=words.listed(tables))
    if cause.startswith(BESIDE):
        return words.phrase("verify.cause_beside", notebook=cause.removeprefix(BESIDE))
    return words.phrase(f"verify.cause_{cause}")


def _block(moved: Moved, words: Words) -> str:
    """The block in which something moved; a caption without what it says of the finding."""
    kind = words.phrase_or(f"verify.kind_{moved.kind}", moved.kind)
    name = moved.name.partition(CAPTION)[0]
    return f"{kind} “{name}”" if name else kind


def _line(moved: Moved, words: Words) -> tuple[tuple[str, ...], str]:
    """Where in its block something moved, and from what to what."""
    said = {moved.column, moved.part}
    place = ("" if said & set(PLACELESS) else _row(moved, words), *_columns(moved, words))
    if said & set(OPAQUE) and moved.old and moved.new:
        return place, words.phrase("verify.other_picture")
    old, new = (text or words.phrase("verify.not_there") for text in _where_they_differ(moved.old, moved.new))
    return place, f"{old} → {new}"


def _joined(place: Iterable[str]) -> str:
    return ", ".join(filter(None, place))


def _row(moved: Moved, words: Words) -> str:
    is_counted = moved.row.isdecimal() and not moved.column
    return words.phrase(f"verify.row_{moved.kind}", row=moved.row) if is_counted else moved.row


def _columns(moved: Moved, words: Words) -> tuple[str, str]:
    """A column, and what of its cell; names that only the files know are left out."""
    heading = moved.column if moved.kind in ("table", "figure", "export", SLIDE, WORD) else ""
    return words.phrase_or(f"verify.part_{moved.column}", heading), words.phrase_or(f"verify.part_{moved.part}", "")


def _where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Both texts around what is another; the rest, which is the same, becomes an ellipsis.

    >>> _where_they_differ("It is now known that 7 of 10 were named.", "It is now known that 6 of 10 were named.")
    ('… is now known that 7 of 10 were named.', '… is now known that 6 of 10 were named.')
    """
    before, after = old.split(" "), new.split(" ")
    most = min(len(before), len(after))
    start = next((place for place in range(most) if before[place] != after[place]), most)
    end = next((place for place in range(most - start) if before[-1 - place] != after[-1 - place]), most - start)
    first, last = max(start - AROUND, 0), max(end - AROUND, 0)
    return _cut(before, first, last), _cut(after, first, last)


def _cut(words: Sequence[str], first: int, last: int) -> str:
    parts = ["…"] * bool(first) + list(words[first : len(words) - last]) + ["…"] * bool(last)
    return " ".join(parts)
