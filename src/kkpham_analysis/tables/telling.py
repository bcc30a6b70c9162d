"""What a notebook says as soon as made-up rows are loaded: what is done with them afterwards may not show them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape

from kkpham_analysis.language import LANGUAGES, Words


def in_every_language(mark: str) -> str:
    """A mark for who may read it in any language.

    >>> in_every_language("synthetic")
    'DATA SINTETIS – BUKAN FAKTA / SYNTHETIC DATA – NOT FACTS'
    """
    return " / ".join(Words(language).phrase(f"marks.{mark}") for language in LANGUAGES)


def told_html(marks: Iterable[str]) -> str:
    """The marks as a line of a notebook; a page says them in its banner instead."""
    said = list(marks)
    lines = "<br>".join(f"<strong>{escape(in_every_language(mark))}</strong>" for mark in said)
    return f'<p class="marks-told" data-marks="{" ".join(said)}">{lines}</p>' if said else ""


def tell(marks: Iterable[str]) -> None:
    """Show the marks under the cell that is at work; outside of a notebook, nothing."""
    said = list(marks)
    # Whoever is in a notebook has it imported; nobody else waits for it.
    if not said or "IPython" not in sys.modules:
        return
    from IPython.core.getipython import get_ipython
    from IPython.display import publish_display_data

    if get_ipython() is not None:
        shown = {"text/html": told_html(said), "text/plain": "\n".join(map(in_every_language, said))}
        # Who reads the notebook afterwards finds the marks beside the line, as beside a figure.
        publish_display_data(shown, {"text/html": {"marks": said}})  # type: ignore[no-untyped-call]
