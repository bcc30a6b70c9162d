"""The list of all reports as commands speak of it: made when it is asked for, kept up to date where it is there."""

from __future__ import annotations

from pathlib import Path

from kkpham_analysis.language import Words
from kkpham_analysis.reports.answers import Answer, Tell, shown
from kkpham_analysis.reports.calls import CallError, CallFault
from kkpham_analysis.reports.records import edition_now, notebooks_now
from kkpham_analysis.reports.site_page import INDEX, is_sealed, is_site, shown_in


def site_answer(out: Path, words: Words, *, notebooks: Path | None = None, tell: Tell) -> Answer:
    """Write the page in which all reports are found, and say what is in it.

    Raises
    ------
    CallError
        When something else is in its place.
    """
    path = out / INDEX
    if path.exists() and not is_site(path):
        raise CallError(CallFault("site.not_ours", {"path": path}))
    from kkpham_analysis.reports.site import build_site

    site = build_site(out, language=words.language, notebooks=notebooks)
    if not site.knows_places:
        tell(words.phrase("site.without_places"))
    text = words.phrase("site.built", path=shown(site.path), reports=words.number(site.reports),
                        failed=words.number(len(site.failed)), stale=words.number(len(site.stale)),
                        outdated=words.number(len(site.outdated)))  # fmt: skip
    record = {"path": str(site.path), "reports": site.reports, "failed": list(site.failed), "stale": list(site.stale),
              "outdated": list(site.outdated), "unreadable": list(site.unreadable)}  # fmt: skip
    faults = [words.phrase("site.broken", label=label) for label in site.unreadable]
    return Answer(text, record, faults, failed=bool(faults))


def site_line(out: Path, words: Words, notebooks: Path | None = None) -> tuple[str, Path | None]:
    """Bring the page up to date where there is one, and say where it is: the line, and its path; nothing without."""
    path = out / INDEX
    if not is_site(path):
        return "", None
    try:
        if not is_sealed(path, shown_in(out, edition_now(), notebooks_now(notebooks))):
            from kkpham_analysis.reports.site import build_site

            build_site(out, notebooks=notebooks)
    except OSError as error:
        return words.phrase("site.not_rebuilt", path=shown(path), problem=str(error)), path
    return words.phrase("site.is_at", path=shown(path)), path
