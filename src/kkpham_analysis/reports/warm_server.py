"""What the server of warm kernels does once, beside its imports, so that no kernel does it for the first time.

The server imports this after all else but `warm_facts`, which holds what it may of the data: here it is what comes with
the package alone. Nothing here may start a thread.
"""

from __future__ import annotations

import sys

from matplotlib.figure import Figure

from kkpham_analysis.figures.picture import Picture
from kkpham_analysis.figures.style import WEIGHTS, styled
from kkpham_analysis.language import LANGUAGES, Words

# Debuggers are for who types into a notebook: this one takes half the start of a kernel, and warns on the terminal.
DEBUGGER = "debugpy"


def _without_debugger() -> None:
    """Import what a kernel imports of it, as where it is not installed; a cell may import it all the same."""
    there = sys.modules.get(DEBUGGER)
    sys.modules[DEBUGGER] = None  # type: ignore[assignment]
    try:
        import ipykernel.debugger  # noqa: F401
    finally:
        del sys.modules[DEBUGGER]
        if there is not None:
            sys.modules[DEBUGGER] = there


def _say_once() -> None:
    """Read the texts of the package, and how numbers, dates and lists are written."""
    for words in map(Words, LANGUAGES):
        words.phrase("common.unknown"), words.percent(0.5), words.date("2023-12-19")
        words.listed("ab"), words.either("ab")


def _draw_once() -> None:
    """Draw and save a small figure: fonts are looked up, and what writes pictures is loaded."""
    with styled():
        figure = Figure(figsize=(1, 1))
        axes = figure.add_subplot()
        for family, weight in WEIGHTS.items():
            axes.text(0, 0, "A", family=family, weight=weight)
    Picture(figure, "", "").rendered("png")


_without_debugger()
_say_once()
_draw_once()
