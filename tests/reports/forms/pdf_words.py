"""Where the words of a PDF stand, and which of them stand where they should not."""

import re
import subprocess
from itertools import pairwise

# Points: what boxes of neighbours may share, and what is between words and between columns.
TOUCHING, HIGH, SPACE, BETWEEN_COLUMNS = 0.6, 2.5, 4.0, 9.0


def words(pdf):
    """Give for each sheet its width and height, and its words, each with where it begins and ends."""
    made = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    found = []
    for page in made.stdout.decode().split("<page ")[1:]:
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        placed = re.findall(
            r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', page
        )
        found.append((width, height, [(*map(float, place), text) for *place, text in placed]))
    return found


def over_each_other(pdf):
    """Give the pairs of words of which one is printed over the other."""
    found = []
    for _, _, placed in words(pdf):
        for at, one in enumerate(ordered := sorted(placed)):
            for other in ordered[at + 1 :]:
                if other[0] > one[2] - TOUCHING:
                    break
                if min(one[3], other[3]) - max(one[1], other[1]) > HIGH:
                    found.append((one[4], other[4]))
    return found


def out_of_their_columns(pdf, tables, texts):
    """Give the pairs of words of heads that are nearer to each other than columns are.

    `tables` are the headings of each; `texts` are those of all cells, whose words may follow each other too. A line
    that heads of several tables may have made is of the one that it is right in.
    """
    found = []
    for line in _lines(pdf):
        said = {word[4] for word in line}
        of = [headings for headings in tables if said <= set(" ".join(headings).split())]
        faults = [[*_too_near(line, headings, texts)] for headings in of]
        found += min(faults, key=len, default=[])
    return found


def _too_near(line, headings, texts):
    together = {pair for text in [*headings, *texts] for pair in pairwise(text.split())}
    for left, right in pairwise(line):
        gap = right[0] - left[2]
        if gap < BETWEEN_COLUMNS and (gap > SPACE or (left[4], right[4]) not in together):
            yield left[4], right[4]


def _lines(pdf):
    """Give the words of each line, from left to right."""
    for _, _, placed in words(pdf):
        lines = {}
        for word in sorted(placed):
            lines.setdefault(round(word[3]), []).append(word)
        yield from lines.values()
