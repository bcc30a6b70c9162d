"""What errors of this package share: they come whole from one process to another, and are said in either language."""

from __future__ import annotations

import copyreg
from typing import Any

from kkpham_analysis.language import Words


class WholeError(Exception):
    """An error that is the same after it was pickled or copied, whatever its own class asks for when it is raised."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Take up again what it holds, as other objects do; Python would raise it once more from its text alone."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class SaidError(WholeError, ValueError):
    """An error with a sentence: English as text; `sentence` gives either language.

    Parameters
    ----------
    key : str
        What is wrong: a key of the language files.
    **values
        What the text is filled with.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(self.sentence(Words("en")))

    def sentence(self, words: Words) -> str:
        """Say what is wrong, and what to do, in a language."""
        return words.phrase(self.key, **self.values)
