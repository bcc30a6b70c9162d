"""Whether what was handed in has documents, and whether it needs any: one rule for the checks and for coverage."""

from __future__ import annotations

import pandas as pd

THERE, NEEDS_NONE, NONE, NOT_SAID = "there", "needs_none", "none", "not_said"


def documents_of(rows: pd.DataFrame) -> pd.Series[str]:
    """What is known of the documents of each row.

    Parameters
    ----------
    rows
        `documents` (their number), and where they are there `answer_yes` and `list_version`.

    Returns
    -------
    Series
        - `there`: there are some
        - `needs_none`: there are none, and the answer is no, which has nothing to show for it (zero may have)
        - `none`: there are none, as of a template (`list_version`) that leaves their number empty: it asks for it
        - `not_said`: nobody knows whether there are any

    Examples
    --------
    >>> documents_of(pd.DataFrame({"documents": [2, 0, 0, None], "answer_yes": [True, False, True, True]})).tolist()
    ['there', 'needs_none', 'none', 'not_said']
    """
    documents = rows["documents"]
    says_no = rows["answer_yes"].fillna(True).eq(False) if "answer_yes" in rows else pd.Series(False, rows.index)
    is_said = documents.notna() | ("list_version" in rows and rows["list_version"].notna())
    known = pd.Series(NOT_SAID, rows.index, dtype="str").mask(is_said.astype("bool"), NONE)
    known = known.mask(says_no.astype("bool"), NEEDS_NONE)
    return known.mask((documents > 0).fillna(False).astype("bool"), THERE)
