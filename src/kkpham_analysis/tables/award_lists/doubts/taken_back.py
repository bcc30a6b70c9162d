"""What a list takes back of what it says: a name that is withdrawn, whatever sentence says so and however it is called.

A regency is called by its name, with its type or without, or by its number: "Nomor 3 dibatalkan".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.statements import SENTENCE, Statement
from kkpham_analysis.tables.award_lists.meaning.grounds import WORD, Grounds
from kkpham_analysis.tables.award_lists.meaning.vocabulary import TAKING_BACK, TO_ITEMS, is_denying
from kkpham_analysis.tables.award_lists.meaning.words import COUNTED
from kkpham_analysis.tables.award_lists.missed.mentions import AFTER_PLACE, mentions_in

# The number that an item begins with; that of a row is its first cell.
NUMBER = re.compile(r"\W*(?:no(?:mor)?\.?\s*)?(\d{1,3})(?![\d,/]|\.\d)", re.IGNORECASE)
RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga)\s*(\d{1,3})", re.IGNORECASE)


def of_taken_back(
    statements: Sequence[Statement], entries: Sequence[Entry], grounds: Grounds
) -> Iterator[tuple[int, Cause]]:
    """The names that a sentence takes back, one question for each sentence.

    Parameters
    ----------
    statements
        All that the list says.
    entries
        All that was understood.
    grounds
        Tells the names in a text.
    """
    for statement in statements:
        for sentence in SENTENCE.split(statement.text):
            if not (words := words_of_own(sentence, grounds)):
                continue
            cause = Cause(sentence, "denied", ", ".join(dict.fromkeys(words)), statement.line)
            cause = _as_asked(cause, entries)
            yield from ((place, cause) for place in _meant(sentence, statement, statements, entries, grounds))


def words_of_own(sentence: str, grounds: Grounds) -> list[str]:
    """The words that take back what a sentence names, or deny what it calls by a number; none where it says not whom.

    Parameters
    ----------
    sentence
        A sentence or a line.
    grounds
        Tells the names in it.
    """
    taking = [word.group() for word in TAKING_BACK.finditer(sentence)]
    if items_in(sentence):
        return taking or [word for word in WORD.findall(sentence) if is_denying(word)]
    return taking if _codes_in(sentence, grounds) else []


def _codes_in(sentence: str, grounds: Grounds) -> set[str]:
    """The regencies that a sentence may name; not where something was."""
    mentions = mentions_in(sentence, grounds)
    return {code for each in mentions if not AFTER_PLACE.search(each.before) for code in each.codes}


def _as_asked(cause: Cause, entries: Sequence[Entry]) -> Cause:
    """A cause, as the sentence is asked about already, so that it is one question."""
    there = (each for entry in entries if entry.status == "unsettled" for each in entry.questions)
    return next((each for each in there if each.text.rstrip(".") == cause.text.rstrip(".")), cause)


def _meant(
    sentence: str, own: Statement, statements: Sequence[Statement], entries: Sequence[Entry], grounds: Grounds
) -> list[int]:
    """The claims that a sentence speaks of: by name wherever they stand, by number those above it."""
    if codes := _codes_in(sentence, grounds):
        # Where the sentence itself is read as a name, what is answered there holds for all that have the name.
        if own_names := [place for place in own.entries if entries[place].code in codes]:
            return own_names
        return [place for place, entry in enumerate(entries) if entry.status == "claim" and entry.code in codes]
    numbers = items_in(sentence)
    above = [each for each in statements if each.line < own.line] if numbers else []
    claims = {place: number_of(each, entries[place]) for each in above for place in each.entries
              if entries[place].status == "claim"}  # fmt: skip
    # Where none has the number, nobody knows whose it is.
    return [place for place, number in claims.items() if number in numbers] or [*claims]


def number_of(statement: Statement, entry: Entry) -> int:
    """The number of a name in its list; 0 where it has none."""
    text = statement.text if statement.is_row else entry.text
    found = NUMBER.match(text)
    return int(found[1]) if found else 0


def items_in(sentence: str) -> set[int]:
    """The numbers by which a sentence calls items of a list.

    >>> items_in("Nomor urut 3 dan 5 dicoret"), items_in("Urutan kedua ditarik"), items_in("Surat Nomor 3 dicabut")
    ({3, 5}, {2}, set())
    """
    found: set[int] = set()
    for said in TO_ITEMS.finditer(sentence):
        word = said["word"] or ""
        found |= {COUNTED.get("satu" if word.casefold() in ("pertama", "satu") else word.casefold(), 0)} - {0}
        numbers = said["numbers"] or ""
        found |= {number for first, last in RANGE.findall(numbers) for number in range(int(first), int(last) + 1)}
        found |= set(map(int, re.findall(r"\d+", numbers)))
    return found
