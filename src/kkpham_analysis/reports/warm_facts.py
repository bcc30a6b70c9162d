"""What the server of warm kernels holds of the data: its tables, and what many reports of the run make of them.

The server imports this last. A fork takes what is held as long as the files are those that it was made of; else it
reads and computes for itself, as ever. Nothing here may start a thread.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from contextlib import suppress

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content.facts import of_country, of_rounds
from kkpham_analysis.reports.warm_asked import Asked, asked_of_me
from kkpham_analysis.reports.warm_parent import rest
from kkpham_analysis.tables import storing
from kkpham_analysis.tables.holding import hold
from kkpham_analysis.tables.loading import KEPT, NOTED_IN, default_data_dir, read_quietly


def hold_asked(asked: Sequence[Asked]) -> None:
    """Make what is asked often, and read the tables; what cannot be made or read, a kernel says when it comes to it."""
    # Kernels note in a file of their own what they read.
    os.environ.pop(NOTED_IN, None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told: dict[tuple[int | None, str], None] = {}
        for one in asked:
            with suppress(Exception):
                told[_hold(*one)] = None
        # Whatever the rules, the rounds before are the same.
        for until, language in told:
            with suppress(Exception):
                hold(of_rounds, None, until, Words(language))
        if asked:
            with suppress(Exception):
                _read()


def _hold(award_year: int, rule: str, language: str) -> tuple[int | None, str]:
    """Hold the facts of a round; give the last of the rounds that its pages show, with the language."""
    country = hold(of_country, None, award_year, rule, Words(language))
    # Of a round that is awaited, pages show the rounds before.
    return award_year if award_year in country.rounds else country.previous_year, language


def _read() -> None:
    """Read the small tables: they stay, each as long as its file is the same."""
    folder = default_data_dir()
    for file in storing.processed_dir(folder).glob("*.parquet"):
        if file.stat().st_size <= KEPT:
            read_quietly(file.stem, data_dir=folder)


hold_asked(asked_of_me())
rest()
