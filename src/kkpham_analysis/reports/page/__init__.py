"""What a cell of a notebook ends with: a head, facts, tables and sources that show themselves in every form.

These objects take texts and tables that are ready, and compute nothing. In Jupyter and in a page they are HTML
(`_repr_html_`); in a terminal, and as `text/plain` in the notebook, they are text; and for every other form they are
kept in the notebook as a block (`as_block`), from which `reports.document` reads them again. Every text is escaped.
"""

from kkpham_analysis.reports.page.sources import SourceList
from kkpham_analysis.reports.page.tables import ALIGNMENTS, STATUS_TONES, TONES, Table
from kkpham_analysis.reports.page.texts import Facts, HowTo, PageHead, Part, Prose, Section

__all__ = [
    "ALIGNMENTS",
    "STATUS_TONES",
    "TONES",
    "Facts",
    "HowTo",
    "PageHead",
    "Part",
    "Prose",
    "Section",
    "SourceList",
    "Table",
]
