"""One name of an award list, with what stands around it, into a regency of the round; what is not sure is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kkpham_analysis.tables.award_lists.meaning.behind import behind_name
from kkpham_analysis.tables.award_lists.meaning.both import both_of, named_together, with_either_end
from kkpham_analysis.tables.award_lists.meaning.english import LIKE_A_NAME, in_indonesian
from kkpham_analysis.tables.award_lists.meaning.predicates import without_predicate
from kkpham_analysis.tables.award_lists.meaning.type_behind import type_behind, with_type_before
from kkpham_analysis.tables.award_lists.meaning.vocabulary import UNDERSTOOD, only_denies, only_honours
from kkpham_analysis.tables.award_lists.meaning.words import (
    ALSO,
    ALSO_BEHIND,
    LEADS,
    LETTER,
    OFFICIAL,
    PAREN,
    Titles,
    unmarked,
)
from kkpham_analysis.tables.places.errors import Candidate
from kkpham_analysis.tables.places.gazetteer import CANDIDATES, Context, Gazetteer
from kkpham_analysis.tables.places.keys import STATED, Place, readings

if TYPE_CHECKING:
    import pandas as pd

CODE = re.compile(r"^(?P<code>(?:bps\s*:?\s*)?\d{2}\.?\d{2})(?![\d.])[\s.):\-–]*(?P<name>.*)$", re.IGNORECASE)
MENTION = re.compile(
    r"\b(?:kab(?:upaten|\b\.?)|(?<!wali )kota|pemkab|pemkot)\s+(?:[^\W\d_][\w'’.-]*\s*){1,4}", re.IGNORECASE
)
# In a sentence, where something was or was said.
WHERE = re.compile(r"(?:di|in|at)\s+", re.IGNORECASE)
MOST_WORDS = 6
SHORT_PROSE = 8
# Without a number or a type before it, only what is nearly a name is taken for one.
NEAR_A_NAME = 0.9
NEAR_IN_A_LIST = 0.84
TYPED = {word for word, stated in STATED.items() if stated != "province"}


class Around(NamedTuple):
    """What is known of a name from where it stands."""

    province: str = ""
    type: str = ""
    category: str = ""
    is_listed: bool = False
    is_certain: bool = False
    is_code: bool = False
    is_titled: bool = False
    within: str = ""


class Found(NamedTuple):
    """What a text turned out to be: a `claim`, `skipped`, or `unsettled`, why, and the places it may be."""

    status: str
    reason: str
    places: tuple[Candidate, ...] = ()
    named_category: str = ""
    score: str = ""
    beside: str = ""
    no_score: str = ""

    @property
    def code(self) -> str:
        """Code of the regency; empty unless it is settled."""
        return self.places[0][0] if self.status == "claim" else ""


class Names:
    """The names of the round's places.

    Parameters
    ----------
    places
        The table `place_keys`.
    regencies
        Regencies of the round: `regency_code`, `province_code` and `province` as they were then.
    titles
        The titles that lists write beside a name.
    """

    def __init__(self, places: pd.DataFrame, regencies: pd.DataFrame, titles: Titles) -> None:
        of_round = regencies.set_index("regency_code")
        then = places["code"].map(of_round["province_code"])
        names = places["code"].map(of_round["province"])
        table = places.assign(
            province_code=then.fillna(places["province_code"]), province=names.fillna(places["province"])
        )
        self.gazetteer = Gazetteer(table)
        self.type_of = {place.code: place.type for place in self.gazetteer.places}
        self.there = set(regencies["regency_code"])
        self.titles = titles
        self.of_titles = titles.words
        self.written: dict[str, str] = {}

    def province(self, text: str, *, is_said: bool = False) -> str:
        """The code of the province that a text is; empty where it may be a regency, unless a province is said to be."""
        found = self.gazetteer.fitting(text, Context("province"))
        is_stated = is_said or any(way.stated == "province" for way in readings(text))
        if len(found) != 1 or (not is_stated and self.gazetteer.fitting(text, Context("regency"))):
            return ""
        return "" if text.strip().isdigit() and len(text.strip()) != 2 else next(iter(found))

    def regencies_of(self, province: str) -> int:
        """How many regencies of the round a province has."""
        return len({place.code for place in self.gazetteer.places
                    if place.province_code == province and place.code in self.there})  # fmt: skip

    def regencies(self, text: str) -> dict[str, Place]:
        """All regencies that a text names, by code."""
        return self.gazetteer.fitting(self.in_indonesian(text), Context("regency"))

    def in_indonesian(self, text: str) -> str:
        """A name of a regency as Indonesia writes it: its type before it, and what English says before or behind it."""
        if text not in self.written:
            of_regency = Context("regency")
            ways = () if self.gazetteer.fitting(text, Context()) else (*with_type_before(text), *in_indonesian(text))
            self.written[text] = next((way for way in ways if self.gazetteer.fitting(way, of_regency)), text)
        return self.written[text]

    def like(self, text: str, province: str, codes: Iterable[str] = ()) -> tuple[Candidate, ...]:
        """The regencies that a text may mean: those of the codes, or those with names like it."""
        if named := {code: place for each in codes for code, place in self.regencies(each).items()}:
            return _candidates(named)
        near = self.gazetteer.nearest(text, Context("regency", None, province or None))
        return _candidates({place.code: place for _, place in near if place.level == "regency"})

    def settle(self, text: str, around: Around) -> Found:
        """What a piece of a list is."""
        name = ALSO_BEHIND.sub("", unmarked(text))
        before, given = without_predicate(name, self.titles)
        if self._is_typed(before):
            name = before
        behind = behind_name(name, self.titles)
        found = self._settled(behind.name if behind.score or behind.no_score else name, around)
        return found._replace(
            named_category=found.named_category or behind.category or (given if name == before else ""),
            score=behind.score, no_score=behind.no_score,
        )  # fmt: skip

    def _is_typed(self, text: str) -> bool:
        """Whether a text is a regency that says its type."""
        name = self.in_indonesian(ALSO.sub("", text))
        return bool(self.regencies(name)) and any(way.stated for way in readings(name))

    def _settled(self, name: str, around: Around) -> Found:
        if not re.search(r"[^\W_]", name) or (re.fullmatch(r"\W*\d{1,3}\W*", name) and not around.is_certain):
            return Found("skipped", "no_place")
        if around.is_code and re.fullmatch(r"[\d\W]+", name) and not (CODE.match(name) or self.province(name)):
            return Found("unsettled", "no_code")
        if both := self._both(name, around):
            return both
        either = [self.regencies(way) for way in with_either_end(name)]
        if either and all(either) and not self.regencies(name):
            return _unsettled("ambiguous", {code: place for each in either for code, place in each.items()})
        code = CODE.match(name)
        if code and (self.regencies(code["code"]) or around.is_certain or self.regencies(unmarked(code["name"]))):
            return self._by_code(code["code"], unmarked(code["name"]), around)
        if other := self._of_other_type(name):
            return _unsettled("other_type", other)
        for way, category, province in self._ways(name):
            if found := self.regencies(way):
                told = around._replace(province=province or around.province)
                return self._chosen(way, found, told)._replace(named_category=category, beside=self._beside(name, way))
        if called := [place for way, _, _ in self._ways(name) for place in self.gazetteer.of_other_type(way)]:
            return _unsettled("other_type", {place.code: place for place in called})
        return self._no_place(name, around)

    def _of_other_type(self, name: str) -> dict[str, Place]:
        """The regencies of a name that the type behind it is not theirs: "Garut, Kota"."""
        behind = type_behind(name)
        return self.regencies(behind.name) if behind and not self.regencies(name) else {}

    def _both(self, name: str, around: Around) -> Found | None:
        """The kabupaten and the kota that are named together; asked about where only one is there, or may be meant."""
        said = both_of(self._after_lead(ALSO.sub("", name)))
        places = [list(self.regencies(each).values()) for each in said.names] if said else []
        if said is None or not any(places) or around.is_code:
            return None
        here = {place.code: place for each in places for place in each if place.code in self.there}
        in_province = around.province in ("", *(place.province_code for place in here.values()))
        if all(len(each) == 1 for each in places) and len(here) == 2 and in_province and said.is_sure:
            return Found("claim", "name", _candidates(here))
        return _unsettled("ambiguous" if in_province else "other_province", here)

    def _ways(self, name: str) -> Iterator[tuple[str, str, str]]:
        """The texts that may be the name itself, the most literal first, each with category and province beside it."""
        name = ALSO.sub("", name)
        bare = dict.fromkeys([name, LETTER.sub("", name), self._after_lead(name)])
        for way in bare:
            yield way, "", ""
        for way in bare:
            category = province = ""
            while within := PAREN.search(way):
                category = category or self.titles.exactly(within[1])
                province = province or self.province(within[1])
                way = unmarked(way[: within.start()])
                yield way, category, province
        for way in bare:
            yield from self._before_more(way)

    def _beside(self, name: str, way: str) -> str:
        """What stands in brackets behind a name, and is neither part of it nor its title or province."""
        notes, rest = [], name
        while rest != way and (within := PAREN.search(rest)) and within[0] not in way:
            if re.search(r"[^\W_]", within[1]) and not (self.titles.exactly(within[1]) or self.province(within[1])):
                notes.append(within[1])
            rest = unmarked(rest[: within.start()])
        return "; ".join(reversed(notes))

    def _after_lead(self, name: str) -> str:
        """What follows "yaitu" and the like, where no regency is named before it."""
        lead = LEADS.match(name)
        return name if lead is None or self._mentioned(lead.group()) else name[lead.end() :]

    def _before_more(self, text: str) -> Iterator[tuple[str, str, str]]:
        """A name with its province or title behind or before it, as columns look once they were pasted."""
        words = text.split()
        if not 1 < len(words) <= 2 * MOST_WORDS + 2:
            return
        for end in range(len(words) - 1, 0, -1):
            before, after = " ".join(words[:end]), " ".join(words[end:])
            if category := self.titles.exactly(after):
                yield before, category, ""
                yield from ((way, category, province) for way, _, province in self._before_more(before))
            elif after.isdigit():
                # A score, and no code of a province.
                continue
            elif province := self.province(after) or self._own_province(before, after):
                yield before, "", province
            elif province := self.province(before) or self._own_province(after, before):
                yield after, "", province

    def _own_province(self, name: str, beside: str) -> str:
        """The province beside a name with its type, where it is that of the name, though a regency is called so too."""
        province = self.province(beside, is_said=True)
        is_typed = bool(province) and any(way.stated for way in readings(name) if way.stated in ("kabupaten", "kota"))
        of_name = {place.province_code for place in self.regencies(name).values()} if is_typed else set()
        return province if of_name == {province} else ""

    def _chosen(self, text: str, found: dict[str, Place], around: Around) -> Found:
        """One of the regencies that a name fits, where the text and its place in the list leave only one."""
        text = self.in_indonesian(text)
        stated = any(way.stated for way in readings(text) if self.gazetteer.by_key.get(way.key))
        if around.within and not stated and not around.is_listed and not around.is_certain:
            # The place of a signature or of a report; or one that a sentence names, for whatever reason.
            return Found("skipped", around.within) if around.within != "in_prose" else _unsettled("in_prose", found)
        asked = Context("regency", around.type or None)
        of_type = self.gazetteer.fitting(text, asked) if around.type else found
        if not of_type:
            return _unsettled("other_type", found)
        here = {code: place for code, place in of_type.items() if around.province in ("", place.province_code)}
        provinces = self.gazetteer.fitting(text, Context("province"))
        if provinces and not around.type and around.province not in provinces and not stated:
            return _unsettled("place_or_province", {**(here or of_type), **provinces})
        if not here:
            return _unsettled("other_province", of_type)
        if len(here) > 1:
            return _unsettled("ambiguous", here)
        if longer := self._longer_than_former(here):
            return _unsettled("ambiguous", {**here, **longer})
        by_itself = len(found) == 1
        if not set(here) <= self.there:
            return _unsettled("not_in_round", here)
        return Found("claim", "name" if by_itself and not provinces else "context", _candidates(here))

    def _longer_than_former(self, here: Mapping[str, Place]) -> dict[str, Place]:
        """Regencies whose names begin with one that another had in former times: "Kabupaten Kutai" may be cut short."""
        begins = [(place.type, place.key.removeprefix(place.type)) for place in here.values() if place.kind == "former"]
        return {
            place.code: place
            for place in self.gazetteer.places if begins and place.kind == "official"
            for of_type, begin in begins
            if place.type == of_type and place.key.startswith(begin) and place.code in self.there - set(here)
        }  # fmt: skip

    def _by_code(self, code: str, name: str, around: Around) -> Found:
        found = self.regencies(code.replace(" ", "").replace(".", ""))
        category, beside, note = "", name, ""
        for way, title, _ in self._ways(name):
            if self.regencies(way):
                category, beside, note = title, way, self._beside(name, way)
                break
        named = self.regencies(beside) if beside else {}
        if not found:
            near = [*_near(self.gazetteer, code), *_candidates(named)]
            return Found("unsettled", "no_code", tuple(dict.fromkeys(near)))
        (only, place), *more = found.items()
        if more:
            return _unsettled("ambiguous", found)
        if named and only not in named:
            return _unsettled("code_differs", {**found, **named})
        if beside and not named and not self.gazetteer.fits(only, beside) and not self.titles.exactly(beside):
            return _unsettled("code_differs", found)
        if around.province not in ("", place.province_code):
            return _unsettled("other_province", found)
        if only not in self.there:
            return _unsettled("not_in_round", found)
        category = category or self.titles.exactly(beside)
        return Found("claim", "code", _candidates(found), named_category=category, beside=note)

    def _no_place(self, name: str, around: Around) -> Found:
        """What is no name that is known: a name with a slip, a sentence that holds one, or no name at all."""
        name = min((before for before, category, _ in self._before_more(name) if category), key=len, default=name)
        words = re.findall(r"[^\W_]+", name)
        if not words:
            return Found("skipped", "no_place")
        is_typed = words[0].casefold() in TYPED and len(words) > 1
        # A note, or a word that speaks of the names beside it.
        is_note = not is_typed and (only_denies(words) or self._says_nothing(name, words))
        # "Kabupaten/Kota Penerima Penghargaan" is a heading.
        if not around.is_certain and (is_note or only_honours(words) or OFFICIAL.match(name)):
            return Found("skipped", "no_place")
        has_digits = any(word.isdigit() for word in words)
        if around.within and (where := WHERE.match(name)) and self.regencies(name[where.end() :]):
            return Found("skipped", "no_place")
        if mentioned := self._mentioned(name):
            status = "unsettled" if len(words) <= SHORT_PROSE or around.is_certain else "skipped"
            asked = {**mentioned, **self._ending_alike(name, words, around)}
            return Found(status, "mentions" if status == "unsettled" else "prose", _candidates(asked))
        is_english = LIKE_A_NAME.fullmatch(name) and not self.province(name) and not _is_of_heading(words)
        if len(words) > MOST_WORDS and not around.is_certain:
            return Found("skipped", "no_place")
        near = self.gazetteer.nearest(name, Context("regency", around.type or None, around.province or None))
        best = near[0][0] if near else 0
        places = {place.code: place for _, place in near if place.level == "regency"}
        wanted = around.is_certain or (is_typed and not has_digits) or bool(is_english)
        is_near = best >= (NEAR_IN_A_LIST if around.is_listed else NEAR_A_NAME) and not has_digits
        if wanted or (is_near and places):
            # Who is named among other words is not unknown.
            is_named = any(not places.keys().isdisjoint(self.regencies(run)) for run in _runs(words))
            return Found("unsettled", "mentions" if is_named else "unknown", _candidates(places))
        return Found("skipped", "no_place")

    def _ending_alike(self, name: str, words: Sequence[str], around: Around) -> dict[str, Place]:
        """Regencies with names like the whole of a short one, that end alike: "Kab. Kukar Timur" may be Kutai Timur."""
        if len(words) > MOST_WORDS:
            return {}
        near = self.gazetteer.nearest(name, Context("regency", around.type or None, around.province or None))
        end = words[-1].casefold()
        return {place.code: place for _, place in near if place.level == "regency" and place.key.endswith(end)}

    def _says_nothing(self, name: str, words: Sequence[str]) -> bool:
        """Whether words that are no name are all understood, or words of titles: they are like none either."""
        known = UNDERSTOOD | self.of_titles
        return all(word.casefold() in known for word in words) and not self.gazetteer.fitting(name, Context())

    def _mentioned(self, text: str) -> dict[str, Place]:
        """Regencies named with their type somewhere within a text."""
        found: dict[str, Place] = {}
        at = 0
        # The words behind a name may name the next one.
        while mention := MENTION.search(text, at):
            words = [*re.finditer(r"\S+", mention.group())]
            at = mention.start() + words[0].end()
            for end in range(len(words), 1, -1):
                name = mention.group()[: words[end - 1].end()]
                if places := self.regencies(name):
                    found |= places
                    for each in named_together(text[: mention.start()], name):
                        found |= self.regencies(each)
                    at = mention.start() + len(name)
                    break
        return found


def _runs(words: Sequence[str]) -> Iterator[str]:
    """All words that follow each other, from one to all of them."""
    for start, end in combinations(range(len(words) + 1), 2):
        yield " ".join(words[start:end])


def _is_of_heading(words: Sequence[str]) -> bool:
    """Whether what stands before "Regency" or "City" is of a heading, and no name."""
    return any(word.casefold() in UNDERSTOOD - {"the", "and"} for word in words[:-1])


def _near(gazetteer: Gazetteer, text: str) -> list[Candidate]:
    return [place.candidate for place in gazetteer.by_key.get(f"bps{text.replace('.', '')}", [])]


def _unsettled(reason: str, places: dict[str, Place]) -> Found:
    return Found("unsettled", reason, _candidates(places))


def _candidates(places: dict[str, Place]) -> tuple[Candidate, ...]:
    return tuple(place.candidate for place in places.values())[: 2 * CANDIDATES]
