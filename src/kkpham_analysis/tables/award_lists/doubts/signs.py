"""The signs that stand with the names of a list: bullets and ticks say nothing against one, any other is a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kkpham_analysis.tables.award_lists.entries import Cause, Entry
from kkpham_analysis.tables.award_lists.layout.statements import Statement
from kkpham_analysis.tables.award_lists.meaning.words import BOX, BULLETS

TICKS = set("✓✔☑✅√🗸👍🟢🆗💯")
# What only decorates, and signs of plain writing.
PLAIN = TICKS | set(BULLETS) | set("→➔➜➝➞➤➥➡►▸▹▷▻◆◇◈❖✦✧★⭐🌟✨💫◉◎⬤⚫🔵🔹🔸🔷🔶🏆🏅🎖🥇🥈🥉🎉🎊🎈👏🙏🙌💐🌹"
                                   "📌📍📢📣📜📋📄📝🗒👉🏛🏙🌆🗓📅🇮🇩©®™№°º")  # fmt: skip
# Bullets by themselves, which beside these are the other answer.
BESIDE = {"-": "+", "○": "●"}
# In so many words it is a sentence, and no item that others of its list would share a tick with.
MOST_WORDS = 8
EMPTY_BOX = re.compile(r"\[\s*\]|\(\s*\)")
BEGINS = re.compile(r"\W*?([+-])\s")


def of_signs(statements: Sequence[Statement], entries: Sequence[Entry]) -> Iterator[tuple[int, Cause]]:
    """The names that stand with a sign that may deny, one question for each sign; and those without the others' tick.

    Parameters
    ----------
    statements
        All that the list says.
    entries
        All that was understood.
    """
    text = "\n".join(statement.text for statement in statements)
    known = {"[x]"} if EMPTY_BOX.search(text) else set()
    for run in _runs(statements, entries):
        with_signs = [(statement, signs_of(statement)) for statement in run]
        there = {sign for _, signs in with_signs for sign in signs}
        ticks = there & (TICKS | known)
        denying = there - PLAIN - known - {"+"} | {sign for sign, yes in BESIDE.items() if {sign, yes} <= there}
        for statement, signs in with_signs:
            doubtful = [*dict.fromkeys(sign for sign in signs if sign in denying)]
            causes = [Cause(sign, "sign", sign, statement.line) for sign in doubtful]
            is_item = not statement.is_headed and len(statement.text.split()) <= MOST_WORDS
            if ticks and is_item and not (causes or ticks.intersection(signs)):
                causes = [Cause(statement.text, "unticked", min(ticks), statement.line)]
            yield from ((place, cause) for place in _claims(statement, entries) for cause in causes)


def signs_of(statement: Statement) -> list[str]:
    """The signs in a sentence or a row; of a row below headings only those with its names and notes."""
    text = " ".join(statement.noted) if statement.is_headed else statement.text
    found = [char for char in text if unicodedata.category(char) == "So" or char in TICKS]
    boxes = ["[x]"] if BOX.match(text) and not EMPTY_BOX.search(text) else []
    return [*found, *boxes, *EMPTY_BOX.findall(text), *BEGINS.findall(text)[:1]]


def _runs(statements: Sequence[Statement], entries: Sequence[Entry]) -> Iterator[list[Statement]]:
    """The statements with names that follow each other."""
    run: list[Statement] = []
    for statement in statements:
        if any(entries[place].status != "skipped" or entries[place].reason == "answer" for place in statement.entries):
            run.append(statement)
        else:
            yield run
            run = []
    yield run


def _claims(statement: Statement, entries: Sequence[Entry]) -> list[int]:
    return [place for place in statement.entries if entries[place].status == "claim"]
