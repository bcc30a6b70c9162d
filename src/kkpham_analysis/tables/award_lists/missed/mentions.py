"""Names of regencies in lines of a list that were not understood: each is at least asked about, and none is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, Cause, Entry, text_key
from kkpham_analysis.tables.award_lists.layout.statements import SENTENCE, Read, paragraphs
from kkpham_analysis.tables.award_lists.meaning.grounds import WORD, Grounds
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.vocabulary import HONOURING, OTHER_TIME
from kkpham_analysis.tables.award_lists.meaning.words import OFFICIAL, unnumbered
from kkpham_analysis.tables.award_lists.reading.datelines import Dateline, dateline_of

# Pieces of a sentence that hold a name, but were not taken for it.
IN_PARTS = ("in_prose", "mentions", "unknown")
# "Ditetapkan di Samarinda", "Wali Kota Samarinda": a place, and a person.
AFTER_PLACE = re.compile(r"\b(?:di|in|at)\s+$", re.IGNORECASE)
AFTER_OFFICE = re.compile(r"\b(?:wali|walikota|bupati|wakil|regent|mayor)(?:\s+(?:of|kota))?\s+$", re.IGNORECASE)


class Mention(NamedTuple):
    """A name in a sentence: as it stands there, the regencies it may mean, and what stands before and behind it."""

    name: str
    codes: tuple[str, ...]
    before: str
    behind: str


@dataclass
class Answered:
    """Settles names of sentences by the answers of a person; `used` are those that were needed.

    Parameters
    ----------
    names
        The names of the round's places.
    answers
        What a person says of texts, by `text_key`.
    """

    names: Names
    answers: Mapping[str, Answer]
    used: set[str] = field(default_factory=set)

    def settled(
        self, entry: Entry, mention: Mention, sentence: str, category: str | None, doubt: Cause | None = None
    ) -> Entry:
        """A name as a person settled it, by itself or with its sentence; else the question."""
        for text in (mention.name, entry.text, sentence, doubt.text if doubt else ""):
            answer = self.answers.get(text_key(text)) if text else None
            if answer is None:
                continue
            if answer.code and category is None and not answer.category:
                continue
            code = mention.codes[0] if answer.code == KEEP and len(mention.codes) == 1 else answer.code
            named = replace(entry, text=mention.name, reason="answer", candidates=(), asked="", said="")
            if not code:
                settled = replace(named, status="skipped", code="", category="", score="")
            elif code in mention.codes or (text == mention.name and code != KEEP):
                settled = replace(named, status="claim", code=code, category=answer.category or category or "")
            else:
                continue
            self.used.add(text_key(text))
            return settled
        candidates = self.names.like("", "", mention.codes)
        cause = doubt or Cause(sentence, "mentions")
        return replace(entry, text=mention.name, status="unsettled", reason=cause.reason, code="", category="",
                       score="", candidates=candidates, asked=cause.text, said=cause.said)  # fmt: skip


def with_mentions(
    reads: Sequence[Read],
    entries: Sequence[Entry],
    names: Names,
    answers: Mapping[str, Answer],
    *,
    category: str = "",
    award_year: int | None = None,
) -> tuple[list[Entry], set[str]]:
    """The entries, with the regencies named in sentences that are in none of them; and the answers that were used.

    Parameters
    ----------
    reads
        The lines, with the places of their entries.
    entries
        What was read; behind those of the lines may stand what is asked about besides.
    names
        The names of the round's places.
    answers
        What a person says of texts, by `text_key`.
    category
        The title that a person gives to all who are named; it goes before those of the list.
    award_year
        The year of the round: a sentence of another one is one question for all its names.
    """
    mentions = Mentions(reads, entries, Grounds(names, award_year), answers, category)
    for read in reads:
        mentions.read(read)
    return [*mentions.entries, *mentions.more], mentions.answered.used


class Mentions:
    """Goes through the lines; `entries` are as they were or settled anew, `more` those that were in none."""

    def __init__(
        self,
        reads: Sequence[Read],
        entries: Sequence[Entry],
        grounds: Grounds,
        answers: Mapping[str, Answer],
        told: str,
    ) -> None:
        self.names, self.answers, self.told, self.grounds = grounds.names, answers, told, grounds
        self.entries = list(entries)
        self.more: list[Entry] = []
        self.answered = Answered(self.names, answers)
        self.statements = {
            place: statement.text
            for paragraph in paragraphs(reads, [entry.text for entry in entries], self.grounds.begins_with_place)
            for statement in paragraph if not statement.is_row
            for place in statement.entries
        }  # fmt: skip
        self.titled = {(entry.code, entry.category) for entry in entries if entry.status == "claim"}

    def read(self, read: Read) -> None:
        """Find what one line names, sentence by sentence."""
        own = range(read.start, read.end)
        is_skipped = all(self.entries[place].status == "skipped" for place in own)
        if read.line.is_sheet or (read.is_row and not is_skipped):
            return
        read_whole = [self.entries[place].reason for place in own if self.entries[place].text == read.line.text]
        if not {"date", "read_also"}.isdisjoint(read_whole) or any(
            self.entries[place].reason == "header" for place in own
        ):
            return
        for sentence in SENTENCE.split(read.line.text):
            texts = ((place, self.entries[place].text) for place in own)
            self._sentence(read, sentence, [place for place, text in texts if text in sentence or sentence in text])

    def _sentence(self, read: Read, sentence: str, own: list[int]) -> None:
        titles = [self.told] if self.told else self.names.titles.all_within(sentence)
        for place in own if _honours(sentence) else ():
            self._title(place, titles)
        mentioned = list(mentions_in(sentence, self.grounds))
        lost = [each for each in mentioned if not self._is_read(each, own)]
        lost = [each for each in lost if not self._is_aside(each, sentence, dateline_of(read.line.text, self.names))]
        is_theirs = _honours(sentence) and not self.told
        others = [place for place in own if is_theirs and self._has_other_title(place, titles)]
        doubt = self._doubt(sentence, own) or self._untyped(sentence, own)
        if not lost and not others and doubt is None:
            return
        # Of several titles nobody knows which is whose.
        category = titles[0] if len(titles) == 1 else None if titles else read.category
        at = {place: [each for each in mentioned if each.name in self.entries[place].text] for place in own}
        for place, [here, *more] in ((place, found) for place, found in at.items() if found):
            entry = self.entries[place]
            is_open = entry.status == "unsettled" and entry.reason in IN_PARTS
            if doubt and doubt.reason == "in_prose" and len(entry.candidates) > 1:
                # Which of several it is has to be said of itself.
                continue
            if is_open or place in others:
                self.entries[place] = self.answered.settled(entry, here, sentence, category, doubt)
                lost += [each for each in more if each not in lost]
        blank = Entry(read.line.number, "", "unsettled", "mentions", province=self._province(read))
        self.more += [self.answered.settled(blank, each, sentence, category, doubt) for each in lost]

    def _doubt(self, sentence: str, own: Sequence[int]) -> Cause | None:
        """What a sentence says that makes each name in it doubtful: one question for all of them."""
        text = next((text for place in own if sentence in (text := self.statements.get(place, ""))), "")
        if not text or len(SENTENCE.split(text)) > 1:
            return None
        around = self.grounds.around(text)
        is_of_other_year = bool(OTHER_TIME.search(text)) or any(map(str.isdecimal, around.unknown))
        # Where others of it are asked about with the sentence, who is named in a piece of it is so too.
        is_asked = text_key(text) in self.answers or any(self.entries[place].asked == text for place in own)
        is_doubtful = bool(around.denying) or (bool(around) and (is_of_other_year or is_asked))
        return Cause(text, around.reason, around.said) if is_doubtful else None

    def _untyped(self, sentence: str, own: Sequence[int]) -> Cause | None:
        """Names in a sentence that say neither kabupaten nor kota: one question for all that fit one regency."""
        names = [each for each in map(self.entries.__getitem__, own) if each.status == "unsettled"]
        found = [each for each in names if each.reason == "in_prose" and len(each.candidates) == 1]
        return Cause(sentence, "in_prose") if len(found) > 1 else None

    def _province(self, read: Read) -> str:
        return self.entries[read.start].province if read.end > read.start else ""

    def _is_read(self, mention: Mention, own: Sequence[int]) -> bool:
        """Whether a name is in an entry that counts, or that is asked about or was answered."""
        for entry in self.entries:
            if not entry.asked:
                continue
            # What is asked about besides stands behind the entries of all lines.
            if mention.name in entry.asked and any(code in mention.codes for code, _, _ in entry.candidates):
                return True
        for place in own:
            entry = self.entries[place]
            if entry.reason == "copied" and mention.name in entry.text:
                return True
            if entry.status == "skipped" and entry.reason != "answer":
                continue
            # What a piece may mean besides is what is like its name.
            asked = {code for code, _, _ in entry.candidates} if mention.name in entry.text else set()
            if not {entry.code, *asked}.isdisjoint(mention.codes):
                return True
            if entry.reason == "answer" and mention.name in entry.text:
                return True
        return False

    def _is_aside(self, mention: Mention, sentence: str, dateline: Dateline | None) -> bool:
        """Whether a name is that of a place where something is, or was said elsewhere already, or of a person."""
        titles = self.names.titles.all_within(sentence)
        if self.names.province(mention.name, is_said=True) or AFTER_PLACE.search(mention.before):
            return True
        if dateline and mention.name in dateline.begin and not re.search(r"\w", mention.before):
            return True
        if not (titles or _honours(sentence)) and (
            AFTER_OFFICE.search(mention.before) or OFFICIAL.match(unnumbered(sentence)[0])
        ):
            return True
        said = {title for code, title in self.titled if code in mention.codes}
        return bool(said) and (not titles or said <= set(titles))

    def _has_other_title(self, place: int, titles: Sequence[str]) -> bool:
        """Whether a name counts with another title than the only one of its sentence, or with none of several."""
        entry = self.entries[place]
        is_read = entry.status == "claim" and entry.reason != "answer"
        return is_read and bool(titles) and entry.category not in titles

    def _title(self, place: int, titles: Sequence[str]) -> None:
        """A name without a title, or one answered without it, has the only one of its sentence."""
        entry = self.entries[place]
        is_said = entry.reason == "answer" and bool(self.answers.get(text_key(entry.text), Answer("")).category)
        is_open = not is_said if entry.reason == "answer" else not entry.category
        if entry.status == "claim" and len(titles) == 1 and is_open:
            self.entries[place] = replace(entry, category=titles[0])


def mentions_in(sentence: str, grounds: Grounds) -> Iterator[Mention]:
    """The names of regencies in a text, with what stands around each."""
    at = 0
    for name, codes in grounds.named_in(sentence):
        at = sentence.index(name, at)
        yield Mention(name, tuple(codes), sentence[:at], sentence[at + len(name) :])
        at += len(name)


def _honours(sentence: str) -> bool:
    """Whether a sentence tells that somebody was given something."""
    return not HONOURING.isdisjoint(word.casefold() for word in WORD.findall(sentence))
