"""What a person answers to the questions about names: a name counts where each of its causes has an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kkpham_analysis.tables.award_lists.doubts.asking import Asking
from kkpham_analysis.tables.award_lists.doubts.scored import of_scored
from kkpham_analysis.tables.award_lists.doubts.titles_below import titles_below
from kkpham_analysis.tables.award_lists.doubts.titles_later import titles_later
from kkpham_analysis.tables.award_lists.entries import KEEP, OF_TITLES, Answer, Cause, Entry, text_key
from kkpham_analysis.tables.award_lists.layout.statements import Read
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.reading.scores import is_clear


@dataclass
class Settling:
    """Settles names by the answers of a person; `used` are those that were needed.

    Parameters
    ----------
    names
        The names of the round's places.
    answers
        What a person says of texts, by `text_key`.
    own
        The texts, by `text_key`, that are questions without any answer: who answers one of these says nothing of what
        else a name of the same text is asked about.
    least
        The score that a title asks for at least.
    usual
        The title of those named without one.
    is_titled
        Whether anything but scores says that those named were honoured, and with which title.
    unclear
        The numbers of each line of which it is not clear which is the score.
    """

    names: Names
    answers: Mapping[str, Answer]
    own: Collection[str] = ()
    least: Mapping[str, float] = field(default_factory=dict)
    usual: str = ""
    is_titled: bool = True
    unclear: Mapping[int, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def settled(self, entry: Entry, causes: Sequence[Cause], row: str = "") -> Entry:
        """An entry as a person settled it, or with all its questions that are open.

        Parameters
        ----------
        entry
            What is understood as a name.
        causes
            Why it is asked about; a score below what its title asks for is added here, as answers may say its title.
        row
            The text of its row; empty where it stands in none.
        """
        once = self._answered(entry, causes)
        score = None if once.status == "skipped" else self._of_score(entry, once.category or entry.category, row)
        return once if score is None else self._answered(entry, [*causes, score])

    def all_asked(
        self, entries: Iterable[Entry], causes: Mapping[int, list[Cause]], rows: Mapping[int, str]
    ) -> Iterator[Entry]:
        """All entries as `asked_more` gives them; titles that sentences gave may ask for other scores."""
        for place, entry in enumerate(entries):
            yield self.asked_more(entry, causes.get(place, []), rows.get(place, ""))

    def asked_more(self, entry: Entry, causes: Sequence[Cause], row: str = "") -> Entry:
        """An entry as `settled` gives it; one that is asked about already is asked about these too."""
        if entry.status != "unsettled":
            return self.settled(entry, causes, row)
        there = {cause.text for cause in entry.questions}
        given = {cause for cause in causes if self._answer(entry, cause, is_only=False)}
        self.used |= {text_key(cause.text) for cause in given}
        more = [cause for cause in causes if cause not in given and cause.text not in there]
        return replace(entry, besides=(*entry.besides, *more))

    def _of_score(self, entry: Entry, title: str, row: str) -> Cause | None:
        """What a score leaves open: below the limit of the title, or that no limit and no title is known."""
        unclear = self.unclear.get(entry.line, "")
        if entry.status != "claim" or not (entry.score or unclear):
            return None
        limit = self.least.get(title or self.usual)
        if not entry.score:
            reason = "" if title or self.is_titled else "many_scores"
        elif limit is None:
            reason = "only_score" if not (title or self.is_titled) else "" if is_clear(entry) else "number_beside"
        else:
            reason = "low_score" if float(entry.score) < limit else ""
        return Cause(row or entry.text, reason, entry.score or unclear, entry.line) if reason else None

    def _answered(self, entry: Entry, causes: Sequence[Cause]) -> Entry:
        given = {cause: self._answer(entry, cause, is_only=len(causes) == 1) for cause in causes}
        if not causes:
            return entry
        self.used |= {key for key, _ in filter(None, given.values())}
        answers = [answer for _, answer in filter(None, given.values())]
        if not all(answer.code for answer in answers):
            return replace(entry, status="skipped", reason="answer", code="", category="", score="")
        titles = {answer.category for answer in answers if answer.category}
        if (left := [cause for cause, answer in given.items() if answer is None]) or len(titles) > 1:
            return with_causes(entry, left or causes, self.names)
        return replace(entry, reason="answer", category=next(iter(titles), entry.category))

    def _answer(self, entry: Entry, cause: Cause, *, is_only: bool) -> tuple[str, Answer] | None:
        """The answer to one cause: that of its text, or what is said of the name itself, with its title."""
        key, asked = text_key(entry.text), text_key(cause.text)
        own, said = self.answers.get(key), self.answers.get(asked)
        if own is not None and key != asked:
            is_lesser = bool(own.category and self.usual) and own.category != self.usual
            is_of_all = is_lesser or (bool(own.category) and (said is not None or key not in self.own))
            is_kept = own.code == KEEP and is_only and key not in self.own and cause.reason not in OF_TITLES
            if own.code in ("", KEEP, entry.code) and (not own.code or is_of_all or is_kept):
                return key, own
        if said is None:
            return None
        # That a name is a place is no answer to what is denied of it, and neither it nor a score alone gives a title.
        is_enough = bool(said.category) or cause.reason == "beside"
        is_kept = said.code == KEEP and (bool(said.category) or cause.reason not in OF_TITLES)
        is_answer = not said.code or is_kept or (said.code == entry.code and is_enough)
        return (asked, said) if is_answer else None


def asked(
    reads: Sequence[Read],
    entries: Sequence[Entry],
    settling: Settling,
    award_year: int | None = None,
    *,
    usual: str = "",
) -> list[Entry]:
    """The entries, where those that need a question or have an answer to it say so.

    `usual` is the title of those named without one; empty where that is not known, or is what a person says.
    """
    asking = Asking(settling.names, entries, award_year, usual=usual)
    asking.read(reads)
    rows = rows_of(reads)
    # What was asked about as a name with a slip, and is a heading, is asked about with the names below it.
    no_names = {
        place: replace(entries[place], status="skipped", reason="no_place", candidates=()) for place in asking.heads
    }
    below = titles_below(reads, entries, settling.names.titles, usual) if usual else {}
    later = titles_later(reads, asking.entries, settling.names.titles, usual) if usual else {}
    scored = of_scored(
        reads, asking.entries, settling.names, settling.least, usual, settling.unclear
    ) if usual else {}  # fmt: skip
    causes = {
        place: _apart(
            [*asking.causes.get(place, []), *below.get(place, []), *later.get(place, []), *scored.get(place, [])]
        )
        for place in range(len(asking.entries))
    }
    found = [
        settling.settled(no_names.get(place, entry), causes[place], rows.get(place, ""))
        for place, entry in enumerate(asking.entries)
    ]
    return found + [settling.settled(entry, causes) for entry, causes in asking.extra]


def _apart(causes: Iterable[Cause]) -> list[Cause]:
    """Causes, one for each text: one answer to it is enough."""
    return list({cause.text: cause for cause in reversed([*causes])}.values())[::-1]


def rows_of(reads: Iterable[Read]) -> dict[int, str]:
    """The texts of the rows of a list, by the places of their entries."""
    return {place: read.line.text for read in reads if read.is_row for place in range(read.start, read.end)}


def with_causes(entry: Entry, causes: Sequence[Cause], names: Names) -> Entry:
    """An entry that is asked about."""
    candidates = tuple(place.candidate for place in names.regencies(entry.code).values())
    first, *more = causes
    return replace(
        entry, status="unsettled", reason=first.reason, code="", category="", score="", candidates=candidates,
        asked=first.text, said=first.said, asked_at=first.line, besides=tuple(more),
    )  # fmt: skip
