"""The months as people write them, in Indonesian and English: whole, or in their usual short forms."""

from __future__ import annotations

# Of each month the whole names first, then the short forms.
NAMES = (
    (("januari", "january"), ("jan",)), (("februari", "pebruari", "february"), ("feb", "peb")),
    (("maret", "march"), ("mar",)), (("april",), ("apr",)), (("mei", "may"), ()), (("juni", "june"), ("jun",)),
    (("juli", "july"), ("jul",)), (("agustus", "august"), ("agu", "agt", "ags", "agust", "aug")),
    (("september",), ("sep", "sept")), (("oktober", "october"), ("okt", "oct")),
    (("november", "nopember"), ("nov", "nop")), (("desember", "december"), ("des", "dec")),
)  # fmt: skip
WHOLE_MONTHS = frozenset(name for whole, _ in NAMES for name in whole)
MONTHS = {name: number for number, (whole, short) in enumerate(NAMES, 1) for name in (*whole, *short)}
