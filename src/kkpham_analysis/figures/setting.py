"""What a figure is told beside its table: the language, the name of the award, the sources, and where it will stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kkpham_analysis.language import Words

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Setting:
    """What all figures of a page have in common: made once, and given to each as `setting=`.

    Without one a figure is in Indonesian, carries its title, and names no sources.

    Parameters
    ----------
    words : Words
        The language.
    award_name : str
        The title that counts as compliant, in that language; empty where it has no name.
    sources : DataFrame, optional
        Rows of `load("sources")`: those that a figure rests on are counted in its last line.
    titled : bool
        Whether the finding is written above the figure; in a page it is not, for the page says it.
    marks : tuple of str
        What must be said of the data whatever the tables say of themselves: `synthetic`, `placeholder`. A figure adds
        those that its tables carry, so that nobody has to give them.
    assumed : tuple of str, optional
        What the figure rests on that no source states, where it is drawn from scores and not from published awards; a
        figure finds it in its tables.
    likely : tuple of str
        What such a figure rests on that one source states, or that was concluded; a figure finds it in its tables.
    width : float, optional
        Width of the sheet in inches; that of all figures where nothing is said. Maps of few places keep their own.
    tallest : float, optional
        On a slide: the height of its body in inches that a map does not pass. Such a map has names only where they have
        room; without its title a figure has no last line: the slides beside it say the rest.
    height : float, optional
        Height of the sheet in inches that a figure fills as far as it can: rows stand further apart, but not endlessly.
    beside : float, optional
        Where the body begins, in inches from the left: the title, the legend and the last line stand beside it.
    legend : float
        How many times larger the letters of the legend are than those of other texts.
    named : bool
        Whether the places of a map bear names; without them its height is found sooner.
    keyed : bool
        Whether on a slide places that have no room for their names bear numbers, and the last line names them.

    Examples
    --------
    >>> Setting().award, Setting(Words("en")).award
    ('“memenuhi kriteria”', '“compliant”')
    """

    words: Words = field(default_factory=Words)
    award_name: str = ""
    sources: pd.DataFrame | None = None
    titled: bool = True
    marks: tuple[str, ...] = ()
    assumed: tuple[str, ...] | None = None
    likely: tuple[str, ...] = ()
    width: float | None = None
    tallest: float | None = None
    height: float | None = None
    beside: float | None = None
    legend: float = 1.0
    named: bool = True
    keyed: bool = False

    @property
    def award(self) -> str:
        """The name of the award as figures write it."""
        return self.award_name or self.words.phrase("figures.award")


# Alone in a notebook or in a file: it says everything itself.
ALONE = Setting()
