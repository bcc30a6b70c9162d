"""Which answers are to names, and which to what stands above or beside them; none that says otherwise is lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kkpham_analysis.tables.award_lists.entries import KEEP, OTHER_SCORE, OTHER_YEAR, Answer, Entry, Piece, text_key
from kkpham_analysis.tables.award_lists.meaning.grounds import Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.outcome.two_answers import refuse_two_answers

# Regencies have codes of so many digits.
LONG = 4
# What is said of these settles a column or a row before any name in it is read.
READ_BEFORE = (OTHER_YEAR, OTHER_SCORE)


def with_texts_of(
    answers: Mapping[str, Answer], entries: Iterable[Entry], names: Names
) -> tuple[dict[str, Answer], dict[str, list[Piece]]]:
    """The answers by the texts that they are meant for, and the texts of several names that are answered in pieces.

    "Kab. Tegal" is for "Kab. Tegal (74,9)", where only that is it. Of a text of several names each is a piece of its
    own once one of them has an answer: those that have none stay open.

    Parameters
    ----------
    answers
        What a person says of texts, by `text_key`.
    entries
        What the list says without any answer.
    names
        The names of the round's places.
    """
    meant = Meant(answers, entries, names)
    found: dict[str, Answer] = {}
    for text, answer in answers.items():
        # Of two that say different things of one text the second is told as not used.
        targets = {target for target in meant.by(text, answer) if found.get(target, answer) == answer}
        found.update(dict.fromkeys(targets or {text}, answer))
    return found, {text: meant.pieces(text, found) for text in meant.several if meant.is_in_pieces(text, found)}


class Meant:
    """Which texts of a list answers are meant for; `several` are the pieces of the texts with more than one name."""

    def __init__(self, answers: Mapping[str, Answer], entries: Iterable[Entry], names: Names) -> None:
        self.answers, self.names = answers, names
        self.entries = list(entries)
        self.there = {text_key(text) for entry in self.entries
                      for text in (entry.text, *(cause.text for cause in entry.questions))}  # fmt: skip
        said = {text: answer.code for text, answer in answers.items() if text not in self.there}
        texts = {entry.text for entry in self.entries if entry.status == "unsettled"} if answers else set()
        several = {text_key(text): pieces_of(text, names, said) for text in texts}
        self.several = {text: pieces for text, pieces in several.items() if len(pieces) > 1}
        self.texts = self._texts()
        self.given: set[str] = set()

    def by(self, text: str, answer: Answer) -> set[str]:
        """The texts that an answer is meant for in place of its own; empty where there are none."""
        own = {piece.key for piece in self.several.get(text, []) if answer.code in piece.codes}
        if found := own or self._pieces_called(text, answer):
            self.given |= found
            return found if own or text not in self.there else {*found, text}
        if len(answer.code) != LONG or text in self.there or answer.code not in self.names.regencies(text):
            return set()
        meant = self.texts.get(answer.code, set()) - {text}
        found = meant if len(meant) == 1 and meant.isdisjoint(self.answers) else set()
        self.given |= found
        return found

    def _pieces_called(self, text: str, answer: Answer) -> set[str]:
        """The pieces that have a text as their name; or, where it is left out, the only one that it may be."""
        pieces = [piece for each in self.several.values() for piece in each]
        if answer.code:
            return {piece.key for piece in pieces if piece.name == text and answer.code in piece.codes}
        if text in self.there:
            return set()
        codes = self.names.regencies(text)
        called = {piece.key for piece in pieces if not piece.codes.isdisjoint(codes)}
        return {piece.key for piece in pieces if piece.name == text} or (called if len(called) == 1 else set())

    def _texts(self) -> dict[str, set[str]]:
        """By code, the texts that may be a regency: those that are settled so, and pieces in place of whole texts."""
        found: dict[str, set[str]] = {}
        for piece in (piece for pieces in self.several.values() for piece in pieces):
            for code in piece.codes:
                found.setdefault(code, set()).add(piece.key)
        for entry in self.entries:
            codes = {each for each, _, _ in entry.candidates} if entry.status == "unsettled" else set()
            for code in codes or {entry.code}:
                found.setdefault(code, set()).update({text_key(entry.text)} - self.several.keys())
        return found

    def is_in_pieces(self, text: str, found: Mapping[str, Answer]) -> bool:
        """Whether a text of several names is answered name by name, or only as one of them."""
        code = found.get(text, Answer("")).code
        return (code.isdecimal() and len(code) == LONG) or any(piece.key in self.given for piece in self.several[text])

    def pieces(self, text: str, found: Mapping[str, Answer]) -> list[Piece]:
        """The pieces of a text, each answered or not; those that are left out with all of it are not there."""
        rest = found.get(text)
        given = [piece._replace(is_answered=piece.key in self.given) for piece in self.several[text]]
        return [piece for piece in given if piece.is_answered or rest is None or rest.code]


def pieces_of(text: str, names: Names, said: Mapping[str, str]) -> list[Piece]:
    """The pieces of a text, each with one of the regencies that it names; `said` are words that answers are to."""
    grounds = Grounds(names)
    named = sorted(_named(text, grounds, said))
    ends = [*(start for start, _, _ in named[1:]), len(text)]
    return [
        Piece(_with_understood(text, start, begin, at, end, grounds), text_key(text[begin:at]), codes, text)
        for start, (begin, at, codes), end in zip([0, *ends], named, ends, strict=False)
    ]


def _named(text: str, grounds: Grounds, said: Mapping[str, str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where the names of regencies in a text begin and end, and what they may be; each regency once."""
    known: set[str] = set()
    at, free = 0, text.casefold()
    for name, codes in grounds.named_in(text):
        begin = text.index(name, at)
        at = begin + len(name)
        free = free[:begin] + " " * len(name) + free[at:]
        if known.isdisjoint(codes) and not grounds.names.province(name, is_said=True):
            known.update(codes)
            yield begin, at, frozenset(codes)
    for name, code in said.items():
        if name in free and (words := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", free)):
            yield words.start(), words.end(), frozenset({code} - {"", KEEP})


def _with_understood(text: str, start: int, begin: int, at: int, end: int, grounds: Grounds) -> str:
    """A name with its number, title and score around it; what is not understood is left to be asked about."""
    before, behind = text[start:begin], text[at:end]
    start = begin if grounds.around(before).unknown else start
    end = at if grounds.around(behind).unknown else end
    return text[start:end].strip()


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

    Raises
    ------
    AnswersError
        When two answers say different things of one name.
    """
    refuse_two_answers(answers, used, names)
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

    What is said of a column of another year, or of a row with another score, is kept.
    """
    open_before = [entry for entry in asked_before if entry.status == "unsettled"]
    own = {text_key(entry.text) for entry in open_before}
    causes = [cause for entry in open_before for cause in entry.questions if cause.reason not in READ_BEFORE]
    beside = {text_key(cause.text) for cause in causes} - own
    return {key: answer for key, answer in answers.items() if key not in beside}


def answers_to_headings(answers: Mapping[str, Answer], asked_before: Iterable[Entry]) -> dict[str, Answer]:
    """The answers to headings of provinces that several names below do not lie in."""
    texts = {text_key(entry.asked) for entry in asked_before if entry.reason == "other_provinces"}
    return {key: answer for key, answer in answers.items() if key in texts and answer.code in ("", KEEP)}
