"""A list of awards as it was understood, in words and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.plain import text_table
from kkpham_analysis.tables.award_lists.additions import STATED, Difference
from kkpham_analysis.tables.award_lists.understanding import Entry, Remark, Understood
from kkpham_analysis.tables.faults import shortened
from kkpham_analysis.tables.places.errors import Candidate
from kkpham_analysis.tables.raw_changes import Record
from kkpham_analysis.tables.vocabulary import COMPLETE_LIST

SHOWN_CANDIDATES = 5
OF_SCORES = ("low_score", "only_score", "number_beside")
# All that is not understood beside names of another year.
OTHER_YEARS = re.compile(r"20\d\d(, 20\d\d)*")


@dataclass(frozen=True)
class Round:
    """What a list is read against: places, regencies and titles of the round."""

    places: pd.DataFrame
    regencies: pd.DataFrame
    categories: pd.DataFrame
    provinces: dict[str, str]

    @property
    def province_of(self) -> dict[str, str]:
        """The province of each regency of the round."""
        return dict(zip(self.regencies["regency_code"], self.regencies["province_code"], strict=True))

    @property
    def compliant(self) -> list[str]:
        """The categories that count as compliant."""
        return list(self.categories.loc[self.categories["is_compliant"].fillna(False), "category"])

    @property
    def names(self) -> dict[str, tuple[str, str]]:
        """Name and province of every regency, and the name of every province."""
        there = self.regencies[["regency_code", "full_name", "province"]].itertuples(index=False)
        return {code: (name, province) for code, name, province in there} | {
            code: (name, "") for code, name in self.provinces.items()
        }


class Telling:
    """What a list says, in words and as a record."""

    def __init__(self, of_round: Round, words: Words) -> None:
        self.words = words
        self.names = of_round.names
        label = f"label_{words.language}"
        self.titles = dict(of_round.categories[["category", label]].itertuples(index=False, name=None))

    def lines(self, understood: Understood) -> list[str]:
        """The list as a table, what does not agree, and how many of each there are."""
        words = self.words
        frame = pd.DataFrame(
            [
                (str(entry.line), shortened(entry.text), self._place(entry), self._title(entry), self._how(entry))
                for entry in understood.entries
            ],
            columns=[words.phrase(f"lists.column_{name}") for name in ("line", "text", "place", "title", "how")],
        )
        counts = {status: len(understood.of(status)) for status in ("claim", "skipped", "unsettled")}
        return [
            *([text_table(frame, words)] if len(frame) else []),
            *(self.remark(remark) for remark in understood.remarks),
            words.phrase("lists.understood", **counts),
            *self._usual(understood.of("claim")),
        ]

    def _usual(self, claims: Sequence[Entry]) -> list[str]:
        """How many names have a title that the list does not give them, and which."""
        usual = [entry.category for entry in claims if entry.is_usual]
        titles = self.words.listed([self.titles[category] for category in dict.fromkeys(usual)])
        return [self.words.phrase("lists.usual_titles", number=len(usual), titles=titles)] if usual else []

    def record(self, award_year: int, understood: Understood) -> dict[str, Any]:
        """The list for machines."""
        return {
            "award_year": award_year,
            "source_id": None,
            "written": False,
            "complete_provinces": [],
            "claims": len(understood.of("claim")),
            "skipped": len(understood.of("skipped")),
            "unsettled": len(understood.of("unsettled")),
            "entries": [self._entry(entry) for entry in understood.entries],
            "remarks": [{"kind": each.key, "line": each.line or None, "sentence": self.remark(each)}
                        for each in understood.remarks],
        }  # fmt: skip

    def _entry(self, entry: Entry) -> dict[str, Any]:
        name, province = self.names.get(entry.code, (None, None)) if entry.status == "claim" else (None, None)
        return {
            "line": entry.line, "text": entry.text, "status": entry.status, "reason": entry.reason,
            "question": entry.asked or None,
            "questions": [cause.text for cause in entry.questions] if entry.status == "unsettled" else [],
            "regency_code": entry.code if name else None, "regency": name, "province": province,
            "category": entry.category or None if name else None,
            "usual_title": entry.is_usual and name is not None,
            "score": float(entry.score) if entry.score and name else None,
            "candidates": [
                {"code": code, "name": candidate, "province": of} for code, candidate, of in entry.candidates
            ],
        }  # fmt: skip

    def _place(self, entry: Entry) -> str:
        if entry.status != "claim":
            return ""
        name, province = self.names[entry.code]
        return f"{entry.code} {name} ({province})"

    def _title(self, entry: Entry) -> str:
        title = self.titles.get(entry.category, "") if entry.status == "claim" else ""
        if not title or not entry.score:
            return title
        return f"{title} {self._points(entry.score)}"

    def _points(self, score: str) -> str:
        return self.words.number(float(score), len(score.partition(".")[2]))

    def _how(self, entry: Entry) -> str:
        causes = entry.questions if entry.status == "unsettled" else ()
        each = [self._reason(replace(entry, reason=cause.reason, said=cause.said)) for cause in causes]
        how = "; ".join(dict.fromkeys(each)) or self._reason(entry)
        if entry.status == "claim":
            return f"{how}; {self.words.phrase('lists.usual_title')}" if entry.is_usual else how
        return f"{self.words.phrase(f'lists.status_{entry.status}')}: {how}"

    def _reason(self, entry: Entry) -> str:
        said = self._points(entry.said) if entry.reason in OF_SCORES else shortened(entry.said)
        is_year = entry.reason == "beside" and OTHER_YEARS.fullmatch(entry.said)
        reason = "other_year" if is_year else entry.reason
        own = self._points(entry.score) if entry.score else ""
        return self.words.phrase(f"lists.reason_{reason}", line=entry.other, said=said, own=own)

    def sentence(self, entry: Entry) -> str:
        """What is open in one line, with the places it may be."""
        reason = self._reason(entry)
        candidates = self._candidates(entry.candidates)
        key = "lists.open_with_candidates" if candidates else "lists.open"
        return self.words.phrase(key, line=entry.line, text=shortened(entry.text), reason=reason, candidates=candidates)

    def _candidates(self, candidates: Iterable[Candidate]) -> str:
        each = [f"{code} {name} ({of})" if len(code) == 4 else f"{code} {name}" for code, name, of in candidates]
        more = len(each) - SHOWN_CANDIDATES
        shown = ", ".join(each[:SHOWN_CANDIDATES])
        return f"{shown} {self.words.phrase('lists.more_candidates', count=more)}" if more > 0 else shown

    def beside_names(self, rows: Mapping[str, Sequence[Record]], *, is_titled: bool) -> list[str]:
        """What is added beside the names: full lists and numbers of provinces, and a page without title or date."""
        words, (page,) = self.words, rows["sources"]
        whole = [
            self.names[row["province_code"]][0] for row in rows["province_claims"] if row["measure"] == COMPLETE_LIST
        ]
        said = [
            words.phrase("lists.counted", province=self.names[row["province_code"]][0], number=row["value"])
            for row in rows["province_claims"] if row["measure"] != COMPLETE_LIST and row["certainty"] == STATED
        ]  # fmt: skip
        return [
            *([words.phrase("lists.complete", provinces=words.listed(whole))] if whole else []),
            *said,
            *([] if is_titled else [words.phrase("lists.without_title", title=page["title"])]),
            *([] if page["published_on"] else [words.phrase("lists.without_date")]),
        ]

    def remark(self, remark: Remark) -> str:
        """Something that does not agree, in one line."""
        values: dict[str, Any] = dict(remark.values)
        if "province" in values:
            values["province"] = self.names[str(values["province"])][0]
        if "provinces" in values:
            values["names"] = self.words.listed([self.names[code][0] for code in values.pop("provinces")])
        for name in ("title", "category"):
            if name in values:
                values[name] = self.titles[str(values[name])]
        if "text" in values:
            values["text"] = shortened(str(values["text"]))
        return self.words.phrase(f"lists.remark_{remark.key}", line=remark.line, **values)

    def changes(self, differs: Difference) -> tuple[str, ...]:
        """What would become otherwise, in words."""
        groups = [("more", differs.added), ("fewer", differs.removed), ("other", differs.changed)]
        told = [
            self.words.phrase(f"lists.differs_{key}", count=len(codes),
                              names=", ".join(self.names.get(code, (code, ""))[0] for code in codes))
            for key, codes in groups if codes
        ]  # fmt: skip
        if differs.columns:
            told.append(self.words.phrase("lists.differs_in", columns=", ".join(differs.columns)))
        return tuple(told)


def claims_said(rows: Mapping[str, int], words: Words) -> str:
    """How many claims there are, told apart where some are of provinces."""
    key = "lists.claims_of_provinces" if rows["province_claims"] else "lists.claims"
    return words.phrase(key, count=rows["award_claims"], provinces=rows["province_claims"])
