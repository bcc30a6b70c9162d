"""Every colour there is, once: figures, pages, sheets, files and slides take theirs from here."""

from __future__ import annotations

PAPER, INK, MUTED, LINE = "#ffffff", "#1d2330", "#5b6472", "#dfe2e7"
# Towards which a colour goes that must be read on a light ground.
BLACK = "#000000"
# Neighbours, and what nothing is known of; hatches and dots.
CONTEXT, CONTEXT_EDGE, UNKNOWN, UNKNOWN_EDGE, HATCH = "#f7f8f9", "#e6e8ec", "#e4e7ec", "#a9b0bb", "#6d7684"
# Nearest to the rule first. All that is below the rule is lighter than all that is above it: seen in grey print too.
BELOW, ABOVE = ("#efcd9b", "#c4822f"), ("#3a72ad", "#153f70")
# A round without a known rule has no side to be on.
PLAIN = ("#d8e6e3", "#17504c")
# Of the heat map, each step darker: a number stands in every box, so that none is as dark as ink or light alike.
COVERED = ("#dcebe7", "#bad4cf", "#9cbeb9", "#2f6e69", "#103d3a")
# Lakes and reservoirs, and the lines on them.
WATER, ON_WATER = "#d9ecf3", "#7fb0c6"
# What lies between two sums; light, for marks stand on it.
BAND = "#d5dfeb"
MET, NOT_MET, OPEN = "#1f5a96", "#b4701f", "#a3abb7"
# Steps from what is met towards paper.
LIGHT_MET, FAINT_MET = "#8fb2d8", "#c3d5ea"
# On a map: without the title, and not named.
WITHOUT_TITLE, NOT_NAMED = "#cf9344", "#efd2a4"
# What must be said of the data, grounds of heads, and lines on paper.
ALARM, SOFT, LINE_ON_PAPER, LINK = "#9c1c1c", "#f4f5f7", "#c9ced6", MET
# Ground and ink of a status in a table; the word is there in any case.
TONES = {"yes": (MET, PAPER), "no": ("#f4e3cf", "#3b2a14"), "unknown": (UNKNOWN, "#434b58")}
_TONES = {
    name: colour for tone, (ground, ink) in TONES.items() for name, colour in ((tone, ground), (f"on-{tone}", ink))
}
# Of a page by what they are for: on a bright screen, on a dark one, and on paper. A figure lies on white in any case.
BRIGHT = {"paper": PAPER, "ink": INK, "muted": MUTED, "line": LINE, "soft": SOFT, "link": LINK, "edge": "#7d8693",
          **_TONES, "shade": f"{INK}40", "sheet": PAPER, "on-sheet": INK, "muted-on-sheet": MUTED,
          "link-on-sheet": LINK}  # fmt: skip
DARK = {"paper": "#14171d", "ink": "#eceef2", "muted": "#a5adba", "line": "#343a45", "soft": "#1e222a",
        "link": "#8fc1f2", "yes": "#9cc8f3", "on-yes": "#0f1a26", "no": "#5a4429", "on-no": "#fbeedd",
        "unknown": "#2c313b", "on-unknown": "#d0d5dd", "shade": "#a5adba55"}  # fmt: skip
PRINTED = {"paper": PAPER, "ink": INK, "muted": MUTED, "line": LINE_ON_PAPER, "soft": SOFT, "link": INK, **_TONES}
# Of the form that regencies fill in, and of lists for their offices.
NAVY, PALE, INPUT, CHECKER, LOCKED = "#1f3a5f", "#dce6f1", "#fffde7", "#eaf4ea", "#f2f2f2"
ON_FORM, LINE_ON_FORM, ALARM_ON_FORM, CHECKER_HEAD = "#444444", "#999999", "#b00020", "#3d6b4f"


def plain(colour: str) -> str:
    """A colour as office files write it.

    >>> plain("#1f5a96")
    '1F5A96'
    """
    return colour.removeprefix("#").upper()
