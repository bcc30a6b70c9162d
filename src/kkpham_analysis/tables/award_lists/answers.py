"""The names that a list leaves open, as a table to fill in, and the answers read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from kkpham_analysis.language import LANGUAGES, Words
from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, AnswersError, Entry, text_key
from kkpham_analysis.tables.award_lists.layout.lines import cleaned
from kkpham_analysis.tables.award_lists.meaning.words import Titles
from kkpham_analysis.tables.files import foreign
from kkpham_analysis.tables.files.spreadsheet_texts import GUARD, is_run, kept_as_text
from kkpham_analysis.tables.places.errors import Candidate, PlaceError
from kkpham_analysis.tables.places.gazetteer import Context, Gazetteer

COLUMNS = ("text", "code", "category", "line", "candidates")
LEFT_OUT = ("skip", "lewati", "-")
KEPT = (KEEP, "pakai")
REGENCY = Context("regency")


def questions(entries: Iterable[Entry], words: Words | None = None) -> str:
    """The names that are open as a CSV file, each text once, with the places that it may be.

    Its headings are in the language of `words`, by default English; `read_answers` takes those of all languages.

    >>> print(questions([Entry(3, "Bogor", "unsettled", "ambiguous", candidates=(("3271", "Kota Bogor", "Jabar"),))]))
    text,code,category,line,candidates
    Bogor,,,3,3271 Kota Bogor (Jabar)
    <BLANKLINE>
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([(words or Words("en")).phrase(f"lists.answer_{name}") for name in COLUMNS])
    texts: dict[str, Entry] = {}
    for entry in by_question(entries):
        first = texts.setdefault(text_key(entry.text), entry)
        texts[text_key(entry.text)] = replace(first, candidates=_together(first, entry))
    for entry in texts.values():
        candidates = "; ".join(f"{code} {name} ({province})" for code, name, province in entry.candidates)
        writer.writerow([_guarded(entry.text), "", "", entry.line, candidates])
    return file.getvalue()


def by_question(entries: Iterable[Entry]) -> list[Entry]:
    """One entry for each question, with its text and line, and all the places that it is about.

    A name may be asked about for several causes: each is a question; a text that is asked about for two is there twice.
    """
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for text, reason, said, line in entry.questions:
            key = text_key(text), reason
            question = replace(entry, text=text, line=line, reason=reason, said=said, besides=())
            first = found.setdefault(key, question)
            found[key] = replace(first, candidates=_together(first, entry))
    return list(found.values())


def _together(first: Entry, other: Entry) -> tuple[Candidate, ...]:
    return tuple(dict.fromkeys([*first.candidates, *other.candidates]))


def read_answers(
    path: Path, gazetteer: Gazetteer, categories: Iterable[str], titles: Titles | None = None
) -> dict[str, Answer]:
    """The answers of a file, by text; rows without a code are no answers. With `titles` these count by name too.

    Raises
    ------
    ForeignFileError
        When the file cannot be read.
    AnswersError
        When a column is missing, a code or title is none, or a text has two answers.
    """
    rows = [row for sheet in foreign.read_sheets(path) if not sheet.hidden for row in sheet.rows]
    header = [_column(text) for text in rows[0].texts] if rows else []
    if not {"text", "code"} <= set(header):
        raise AnswersError("columns", file=path.name)
    known = set(categories)
    answers: dict[str, Answer] = {}
    for row in rows[1:]:
        cells = dict(zip(header, row.texts, strict=False))
        text, code, category = (cells.get(name, "").strip() for name in COLUMNS[:3])
        if not text or not code:
            continue
        if category not in known and titles is not None:
            category = titles.exactly(category) or category
        if category and category not in known:
            raise AnswersError("category", line=row.number, text=category, known=sorted(known))
        answer = Answer(_code(code, row.number, gazetteer), category, row.number)
        key = text_key(cleaned(_unguarded(text)))
        first = answers.setdefault(key, answer)
        if first != answer:
            key = _other_name(key, first.code, answer.code, gazetteer)
        if (before := answers.setdefault(key, answer) if key else first) != answer:
            raise AnswersError("twice", line=row.number, text=text, other=before.line, before=text)
    return answers


def _other_name(text: str, first: str, code: str, gazetteer: Gazetteer) -> str:
    """The words of a text that name a regency, where others in it name the first of its answers; else empty."""
    (begin, end), (other_begin, other_end) = (_place_in(text, each, gazetteer) for each in (code, first))
    is_apart = end <= other_begin or other_end <= begin
    return " ".join(text.split()[begin:end]) if end and other_end and is_apart else ""


def _place_in(text: str, code: str, gazetteer: Gazetteer) -> tuple[int, int]:
    """Which words of a text, as many as may be, name a regency; two zeros where none do."""
    words = text.split()
    runs = sorted(combinations(range(len(words) + 1), 2), key=lambda run: run[0] - run[1])
    fitting = (run for run in runs if code in gazetteer.fitting(" ".join(words[slice(*run)]), REGENCY))
    return next(fitting, (0, 0))


def _column(heading: str) -> str:
    """What a heading is called here, whichever language it is in."""
    said = heading.casefold()
    ways = {Words(each).phrase(f"lists.answer_{name}"): name for each in LANGUAGES for name in COLUMNS}
    return ways.get(said, said)


def _guarded(text: str) -> str:
    # So that it is read back as it was, a text with the sign before it gets another.
    return GUARD + text if text.startswith(GUARD) else kept_as_text(text)


def _unguarded(text: str) -> str:
    return text.removeprefix(GUARD) if text[1:].startswith(GUARD) or is_run(text[1:]) else text


def _code(text: str, line: int, gazetteer: Gazetteer) -> str:
    if text.casefold() in LEFT_OUT:
        return ""
    if text.casefold() in KEPT:
        return KEEP
    try:
        return gazetteer.resolve(text, Context())
    except PlaceError as error:
        raise AnswersError("code", line=line, error=error) from None
