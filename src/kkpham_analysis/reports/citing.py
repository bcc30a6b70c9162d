"""How a page cites: the numbers of its sources after a statement, their links to the list, and links to the web."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urlsplit

from kkpham_analysis.language import LANGUAGES, NO_BREAK_SPACE, Words
from kkpham_analysis.language.runs import in_runs, runs_of
from kkpham_analysis.reports.product import version_now

# Numbers of sources in a running text; the no-break space keeps them on the line of what they stand for.
RUN = r"\d{1,9}(?:–\d{1,9})?"
CITED = re.compile(rf"{NO_BREAK_SPACE}\[({RUN}(?:, {RUN})*)\]")
# The list of sources of a page, as an address within it.
LIST_OF_SOURCES = "sources"
# A longer address is followed neither by browsers nor by spreadsheets: it stays text.
LONGEST_ADDRESS = 2_000


def numbers_of(source_ids: str, numbers: Mapping[str, int]) -> list[int]:
    """Give the numbers of `;`-joined source ids, in order.

    Raises
    ------
    ValueError
        When an id is not in the list.

    Examples
    --------
    >>> numbers_of("K009; K001", {"K001": 1, "K009": 2})
    [1, 2]
    """
    wanted = [part.strip() for part in str(source_ids).split(";") if part.strip()]
    if unknown := [source_id for source_id in wanted if source_id not in numbers]:
        raise ValueError(f"sources {', '.join(unknown)}: not known; there are: {', '.join(numbers)}")
    return sorted({numbers[source_id] for source_id in wanted})


def written(numbers: Iterable[int]) -> str:
    r"""Write numbers of sources as they stand after a statement in a text; nothing where there is none.

    >>> written([4, 10]), written([1, 2, 3, 5]), written([])
    ('\xa0[4, 10]', '\xa0[1–3, 5]', '')
    """
    listed = in_runs(numbers)
    return f"{NO_BREAK_SPACE}[{listed}]" if listed else ""


def parted(text: str, known: Collection[int]) -> Iterator[str | list[int]]:
    r"""Part a text at the numbers of sources that are all `known`; other numbers in brackets are text like any other.

    >>> list(parted("Permen HAM\u00a0[2023] berlaku\u00a0[1, 2].", {1, 2, 3}))
    ['Permen HAM\xa0[2023] berlaku', [1, 2], '.']
    >>> list(parted("Rounds\u00a0[2013–2024] by four sources\u00a0[1–3, 5].", {1, 2, 3, 4, 5}))
    ['Rounds\xa0[2013–2024] by four sources', [1, 2, 3, 5], '.']
    """
    begin = 0
    for found in CITED.finditer(text):
        numbers = _numbers_in(found[1], known)
        if numbers:
            yield text[begin : found.start()]
            yield numbers
            begin = found.end()
    yield text[begin:]


def _numbers_in(listed: str, known: Collection[int]) -> list[int]:
    """Give all numbers of a list with runs; none where any of them is not known."""
    runs = [[int(number) for number in run.split("–")] for run in listed.split(", ")]
    # The ends first: between two that are not, there may be any number of others.
    if not {number for run in runs for number in run} <= set(known):
        return []
    numbers = [number for run in runs for number in range(run[0], run[-1] + 1)]
    return numbers if set(numbers) <= set(known) else []


def without_numbers(text: str) -> str:
    """Take the numbers of sources out of a text, for where their list is not at hand."""
    return CITED.sub("", text)


def as_cited(
    title: str,
    about: str,
    words: Words,
    marks: Iterable[str] = (),
    *,
    newest: str = "",
    undated: int = 0,
    data_until: str = "",
) -> str:
    """How a page or a figure is cited: who made it, its finding, what it is about, how new it is, what computed it.

    What must be said of its data (`marks`) stands inside: who copies the text copies that too. `newest` is the day of
    its newest source, as YYYY-MM-DD; empty where none has a date. `undated`: how many have none; they may be newer.
    `data_until`: that of the newest of all in the data, for what rests on none with a date.
    """
    # Quotation marks inside of quotation marks are single ones.
    inner = title.replace("“", "‘").replace("”", "’")
    said = "; ".join(words.phrase(f"marks.{mark}") for mark in marks)
    key = "page.cite_data" if not newest else "page.cite_dated_some" if undated else "page.cite_dated"
    day = newest or data_until
    dated = words.phrase(key, date=words.date(day), undated=undated) if day else ""
    marked = f" [{said}]" if said else ""
    return words.phrase("page.cite", title=inner, marks=marked, about=about, dated=dated, version=version_now())


def links_to(numbers: Iterable[object]) -> str:
    """Link each number to its source in the list of the page."""
    return ", ".join(f'<a href="#source-{number}">{number}</a>' for number in numbers)


def links_to_runs(numbers: Iterable[int]) -> str:
    """Link numbers as `links_to` does, but of three and more in a row only the first and the last.

    >>> links_to_runs([1, 2, 3, 7])
    '<a href="#source-1">1</a>–<a href="#source-3">3</a>, <a href="#source-7">7</a>'
    """
    return ", ".join(
        links_to([first]) if first == last else f"{links_to([first])}–{links_to([last])}"
        for first, last in runs_of(numbers)
    )


def with_links(text: str, known: Collection[int]) -> str:
    """Make links of the numbers of sources that are `known` in a text that is escaped already."""
    return "".join(
        piece if isinstance(piece, str) else f'{NO_BREAK_SPACE}<span class="cited">[{links_to_runs(piece)}]</span>'
        for piece in parted(text, known)
    )


def web_link(title: str, url: str, language: str = "") -> str:
    """Link the title where the address is one of the web; with any other address it stays text.

    `language` is that of the title where it is another than that of the page: screen readers speak it so.
    """
    spoken = f' lang="{escape(language)}"' if language else ""
    if not is_web_address(url):
        return f"<cite{spoken}>{escape(title)}</cite>"
    return f'<cite{spoken}><a href="{escape(url)}" rel="noreferrer">{escape(title)}</a></cite>'


def is_web_address(url: str) -> bool:
    """Whether an address is one of the web: anything else is never made a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def described(title: str, language: str) -> str:
    """What stands for a title or a publisher that was not recorded, in one of its two languages; empty for a real one.

    >>> described("Halaman Antara, judulnya tidak tercatat / page of Antara, its title is not recorded", "en")
    'Page of Antara, its title is not recorded'
    >>> described("Naik / Turun", "en")
    ''
    """
    told = dict(zip(LANGUAGES, title.split(" / "), strict=False))
    ends = {name: Words(name).phrase("page.not_recorded") for name in LANGUAGES}
    if title.count(" / ") != 1 or not all(told[name].endswith(end) for name, end in ends.items()):
        return ""
    return told[language][:1].upper() + told[language][1:]
