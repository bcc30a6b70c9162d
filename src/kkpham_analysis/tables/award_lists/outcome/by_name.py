"""Which answers are to names, and which to what stands above or beside them; none that says otherwise is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import KEEP, OTHER_YEAR, Answer, Entry, text_key
from kkpham_analysis.tables.award_lists.meaning.names import Names

# Regencies have codes of so many digits.
LONG = 4


def with_texts_of(answers: Mapping[str, Answer], entries: Iterable[Entry], names: Names) -> dict[str, Answer]:
    """The answers by the texts that they are meant for: "Kab. Tegal" for "Kab. Tegal (74,9)", where only that is it.

    Parameters
    ----------
    answers
        What a person says of texts, by `text_key`.
    entries
        What the list says without any answer.
    names
        The names of the round's places.
    """
    texts: dict[str, set[str]] = {}
    there = set()
    for entry in entries:
        there |= {text_key(text) for text in (entry.text, *(cause.text for cause in entry.questions))}
        candidates = {code for code, _, _ in entry.candidates} if entry.status == "unsettled" else set()
        for code in candidates or {entry.code}:
            texts.setdefault(code, set()).add(text_key(entry.text))
    found = {}
    for text, answer in answers.items():
        meant = texts.get(answer.code, set()) - {text}
        is_name = len(answer.code) == LONG and text not in there and answer.code in names.regencies(text)
        is_one = is_name and len(meant) == 1 and meant.isdisjoint(answers)
        found[meant.pop() if is_one else text] = answer
    return found


def with_decided(entries: Iterable[Entry], answers: Mapping[str, Answer], usual: str) -> list[Entry]:
    """The entries, where a person's answer about a name that it has not the usual title goes for all its lines.

    Parameters
    ----------
    entries
        What the list says, as it was answered.
    answers
        What a person says of texts, by `text_key`.
    usual
        The title of whoever is named without one.
    """
    found = list(entries)
    decided = {
        entry.code: entry.category for entry in found
        if usual and entry.status == "claim" and entry.reason == "answer" and entry.category != usual
        and answers.get(text_key(entry.text), Answer("")).category == entry.category
    }  # fmt: skip
    return [
        replace(entry, reason="answer", category=decided[entry.code])
        if entry.status == "claim" and entry.reason != "answer" and entry.code in decided
        else entry
        for entry in found
    ]


def with_contradicted(
    entries: Iterable[Entry], answers: Mapping[str, Answer], used: Collection[str], names: Names
) -> list[Entry]:
    """The entries, where one that counts otherwise than an answer says that was not used is asked about.

    Parameters
    ----------
    entries
        What the list says, as it was answered.
    answers
        What a person says of texts, by `text_key`.
    used
        The answers that were needed, by their texts.
    names
        The names of the round's places.
    """
    left = {answer.code: (text, answer.category) for text, answer in answers.items()
            if text not in used and len(answer.code) == LONG and answer.category}  # fmt: skip
    return [_asked(entry, *left.get(entry.code, ("", entry.category)), names) for entry in entries]


def _asked(entry: Entry, said: str, category: str, names: Names) -> Entry:
    if entry.status != "claim" or entry.category == category:
        return entry
    return replace(entry, status="unsettled", reason="answer_of_other_text", said=said, code="", category="", score="",
                   candidates=names.like("", "", [entry.code]))  # fmt: skip


def answers_to_names(answers: Mapping[str, Answer], asked_before: Iterable[Entry]) -> dict[str, Answer]:
    """The answers without those to what only stands beside or above names, which are no names themselves.

    What is said of a column of another year settles the column, before any name in it is read.
    """
    open_before = [entry for entry in asked_before if entry.status == "unsettled"]
    own = {text_key(entry.text) for entry in open_before}
    causes = [cause for entry in open_before for cause in entry.questions if cause.reason != OTHER_YEAR]
    beside = {text_key(cause.text) for cause in causes} - own
    return {key: answer for key, answer in answers.items() if key not in beside}


def answers_to_headings(answers: Mapping[str, Answer], asked_before: Iterable[Entry]) -> dict[str, Answer]:
    """The answers to headings of provinces that several names below do not lie in."""
    texts = {text_key(entry.asked) for entry in asked_before if entry.reason == "other_provinces"}
    return {key: answer for key, answer in answers.items() if key in texts and answer.code in ("", KEEP)}
