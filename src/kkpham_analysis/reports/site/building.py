"""One file that fetches nothing: the reports as values, the script that shows them, and words in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kkpham_analysis.language import LANGUAGES, Words, phrases
from kkpham_analysis.measures.rounds import told_rounds
from kkpham_analysis.reports.forms.html import base_style, policy_of
from kkpham_analysis.reports.records import edition_now, notebooks_now
from kkpham_analysis.reports.site.entries import CAUSES, KINDS, LISTED, Found, entry_of, found_in
from kkpham_analysis.reports.site.places import SitePlaces
from kkpham_analysis.reports.site_page import INDEX, OURS, is_site, sealed, shown_in
from kkpham_analysis.tables.files.whole_files import write_whole
from kkpham_analysis.tables.loading import read_quietly, stored_values
from kkpham_analysis.tables.markings import MARKS

OPENS_IN = re.compile(r'<html lang="(\w+)"')
# What the script says, each with what it puts in.
SAID = {
    "title": (), "lede": ("made",), "lede_data": ("made", "newest", "data"), "search": (), "search_hint": (),
    "round": (), "language": (), "kind": (), "status": (), "all": (), "all_rounds": (), "failed": (), "stale": (),
    "reset": (), "none": (), "more": (), "made": ("at",), "from_data": ("newest",), "version": ("version",),
    "digest": ("data",), "stale_said": (), "failed_at": ("at", "error"), "failed_notebook": ("file",), "never": (),
    "outdated": (), "still_good": (), "years": (), "province": (), "others": (), "sources": (),
    "unreadable": ("labels",), "filters": (), "exports": ("size", "files"), "sources_in": ("form",), "older": (),
    "undated": (), "meant": (), "trial": (), "without": ("place",), "without_any": ("place",),
    "without_failed": ("place", "round"), "gone": ("round", "label"),
}  # fmt: skip
# Sizes of figures that are more than two numbers.
SIZES_IN_WORDS = {"square": "size_square", "a4-half": "size_half", "a4": "size_a4"}
COUNTED = ("reports", "failures", "staleness", "outdatedness", "regencies")


@dataclass(frozen=True)
class Site:
    """The page that was written: how many reports it lists, and which failed, are out of date, or cannot be read.

    `stale` are those of other data, `outdated` those of another program, notebook or libraries.
    """

    path: Path
    reports: int
    failed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    knows_places: bool = True


def language_of(path: Path) -> str:
    """Language that a page which was written here opens in; the first where there is none."""
    found = OPENS_IN.search(path.read_bytes()[:2_000].decode("utf-8", "replace")) if is_site(path) else None
    return found[1] if found and found[1] in LANGUAGES else LANGUAGES[0]


def build_site(out: Path, *, language: str | None = None, notebooks: Path | None = None) -> Site:
    """Write `index.html` from the records of a folder of reports, whole or not at all.

    Parameters
    ----------
    out
        The folder of the reports.
    language
        The language in which the page opens; by default that of the page that is there.
    notebooks
        The folder of the notebooks, for reports to be held against theirs.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    now, digests = edition_now(), notebooks_now(notebooks)
    # Before they are read: what comes in meanwhile makes the page old.
    shown = shown_in(out, now, digests)
    found, unreadable = found_in(out)
    places = SitePlaces()
    rounds, handed_in = _rounds_told()
    entries = [entry_of(one, places, now=now, rounds=rounds, handed_in=handed_in, notebooks=digests) for one in found]
    values = {
        "reports": entries,
        "places": places.named(one.record for one in found),
        "within": places.within(one.record for one in found),
        "unreadable": unreadable,
        "data": {"digest": now.data[:8], "newest": now.newest_source},
        "words": {language: _said(Words(language), found) for language in LANGUAGES},
    }
    page = _page(values, language or language_of(out / INDEX)).encode("utf-8")
    write_whole(out / INDEX, sealed(page, shown))
    # To run one again whose source was withdrawn would not bring it up to date.
    there = [entry for entry in entries if not entry["gone"]]
    listed = {name: tuple(entry["label"] for entry in among if entry[name])
              for name, among in (("failed", entries), ("stale", there), ("outdated", there))}  # fmt: skip
    return Site(out / INDEX, len(entries), **listed, unreadable=tuple(unreadable), knows_places=places.are_known)


def _rounds_told() -> tuple[list[int] | None, set[int]]:
    """Rounds that any claim speaks of, None without tables; and those that anything was handed in for."""
    try:
        return told_rounds(read_quietly), {*map(int, stored_values("submissions", "award_year"))}
    except (FileNotFoundError, KeyError):
        return None, set()


def _page(values: Mapping[str, Any], language: str) -> str:
    from jinja2 import Environment

    folder = files("kkpham_analysis.reports") / "template" / "site"
    script = (folder / "search.js").read_text(encoding="utf-8")
    template = Environment(autoescape=True).from_string((folder / "index.html.j2").read_text(encoding="utf-8"))
    return template.render(
        generator=OURS,
        policy=policy_of([script]),
        style=base_style() + (folder / "style.css").read_text(encoding="utf-8"),
        script=script,
        values=_as_data(values),
        reports=values["reports"],
        language=language,
        words=values["words"][language],
    )


def _as_data(values: Mapping[str, Any]) -> str:
    """Values as JSON that can stand in a page: no text can end the element that it stands in."""
    return json.dumps(values, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _said(words: Words, found: Iterable[Found]) -> dict[str, Any]:
    """What the page says in a language; the script puts the values in."""
    said: dict[str, Any] = {
        name: words.phrase(f"site.{name}", **{value: f"{{{value}}}" for value in values})
        for name, values in SAID.items()
    }
    for name in COUNTED:
        # Both forms of a text that follows a number: the script chooses.
        said[name] = {form: _counted(words, f"site.{name}", form) for form in ("one", "other")}
    kinds = {*KINDS, *(one.record.notebook for one in found)}
    said["causes"] = {cause: words.phrase(f"site.outdated_{cause}") for cause in CAUSES}
    said["kinds"] = {kind: words.phrase_or(f"site.kind_{kind}", kind.replace("_", " ")) for kind in sorted(kinds)}
    said["forms"] = {form: words.phrase(f"site.form_{form}") for form in LISTED}
    said["sizes"] = {size: words.phrase(f"site.{name}") for size, name in SIZES_IN_WORDS.items()}
    said["languages"] = {language: words.phrase(f"site.language_{language}") for language in LANGUAGES}
    said["marks"] = {mark: words.phrase(f"marks.{mark}") for mark in MARKS}
    return said


def _counted(words: Words, key: str, form: str) -> str:
    text = phrases()[key][words.language]
    return text if isinstance(text, str) else text[form]
