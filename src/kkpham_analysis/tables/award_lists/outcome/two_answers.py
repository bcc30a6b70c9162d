"""Two answers to one name that say different things: which of them is right only who gave them knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from kkpham_analysis.tables.award_lists.entries import KEEP, Answer, AnswersError, text_key
from kkpham_analysis.tables.award_lists.meaning.behind import behind_name
from kkpham_analysis.tables.award_lists.meaning.names import Names
from kkpham_analysis.tables.award_lists.meaning.words import unnumbered


def refuse_two_answers(answers: Mapping[str, Answer], used: Collection[str], names: Names) -> None:
    """Refuse an answer that was not needed where one that was says otherwise of the same name.

    Parameters
    ----------
    answers
        What a person says of texts, by `text_key`.
    used
        The answers that were needed, by their texts.
    names
        The names of the round's places.

    Raises
    ------
    AnswersError
        When there are two such answers.
    """
    given = [Given(text, answer, *_named(text, names)) for text, answer in answers.items()]
    needed = [each for each in given if each.text in used]
    for spare in (each for each in given if each.text not in used):
        for other in (each for each in needed if spare.contradicts(each)):
            first, last = sorted((spare, other), key=lambda each: each.answer.line)
            raise AnswersError(
                "twice", line=last.answer.line, text=last.text, other=first.answer.line, before=first.text
            )


class Given(NamedTuple):
    """An answer with its text: the name in that without number, title and score, and the regencies that it may be."""

    text: str
    answer: Answer
    name: str
    codes: frozenset[str]

    @property
    def code(self) -> str:
        """The regency that the answer says; `KEEP` where its text leaves open which."""
        is_clear = self.answer.code == KEEP and len(self.codes) == 1
        return next(iter(self.codes)) if is_clear else self.answer.code

    def contradicts(self, used: Given) -> bool:
        """Whether it says otherwise of the name that another answer settled."""
        settled = {used.code} if used.code not in ("", KEEP) else used.codes if len(used.codes) == 1 else set()
        is_same = used.name == self.name if self.codes else False
        titles = {self.answer.category, used.answer.category} - {""}
        differs = self.code != used.code or len(titles) > 1
        return differs and (is_same or not self.codes.isdisjoint(settled))


def _named(text: str, names: Names) -> tuple[str, frozenset[str]]:
    name = behind_name(unnumbered(text)[0], names.titles).name
    return text_key(name), frozenset(names.regencies(name))
