"""Pictures with a palette: a third as large, and flat figures look the same."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import numpy as np

# A palette holds as many. Those that most of a figure has are kept exactly, as are all where it has no more.
COLOURS, EXACT, OPAQUE = 256, 64, 255
# A picture that has more than these is not flat.
MOST = 20_000


def light_png(content: bytes) -> bytes:
    """Write a PNG with a palette, its texts as they are.

    What is no PNG, has a palette already, has no flat ground, or would not become smaller stays as it is.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        picture: Any = Image.open(io.BytesIO(content))
        if picture.mode not in ("RGB", "RGBA"):
            return content
        light = with_palette(np.asarray(picture.convert("RGBA")), picture.text, picture.info.get("dpi"))
    except (UnidentifiedImageError, OSError, ValueError):
        return content
    return light if light and len(light) < len(content) else content


def with_palette(dots: Any, texts: Mapping[str, str], dpi: tuple[float, float] | None) -> bytes | None:
    """The PNG of a picture with its colours from a palette; None where that does not hold it.

    Parameters
    ----------
    dots
        Its rows of dots, each with red, green, blue and opacity from 0 to 255.
    texts
        What it says of itself.
    dpi
        How large it is meant, where it says so.
    """
    import pandas as pd
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    flat = np.ascontiguousarray(dots).view(np.uint32).ravel()
    # Dots of one colour follow each other: each run of them is looked up once.
    starts = np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1]]))
    lengths = np.diff(starts, append=len(flat))
    numbers, packed = pd.factorize(flat[starts])
    each = packed.view(np.uint8).reshape(-1, 4)
    if len(each) > MOST or (each[:, 3] < OPAQUE).any():
        return None
    # Whole numbers that are exact as these, so that the same picture has the same palette everywhere.
    colours = each[:, :3].astype(np.float32)
    palette, nearest = _palette(colours, np.bincount(numbers, lengths))
    picture = Image.fromarray(np.repeat(nearest[numbers], lengths).reshape(dots.shape[:2]), "P")
    picture.putpalette(palette.astype(np.uint8).tobytes())
    about = PngInfo()
    for name, text in texts.items():
        about.add_text(name, text)
    written = io.BytesIO()
    picture.save(written, format="PNG", pnginfo=about, **({"dpi": dpi} if dpi else {}))
    return written.getvalue()


def _palette(colours: Any, counts: Any) -> tuple[Any, Any]:
    """At most 256 colours of a picture, and which of them each of its own is nearest to.

    They are the most frequent, then each time the one that is farthest from all these.
    """
    order = np.lexsort((*colours.T, -counts))
    nearest = np.empty(len(colours), dtype=np.uint8)
    if len(colours) <= COLOURS:
        nearest[order] = np.arange(len(colours))
        return colours[order], nearest
    ordered = colours[order]
    # Squares of distances but for the colour's own, which is the same to all.
    own = (ordered**2).sum(axis=1)
    to_exact = own[:EXACT] - 2 * ordered @ ordered[:EXACT].T
    of, chosen = to_exact.argmin(axis=1).astype(np.uint8), list(range(EXACT))
    away = to_exact.min(axis=1) + own
    twice = 2 * ordered
    while len(chosen) < COLOURS:
        new = int(away.argmax())
        to_new = own - twice @ ordered[new]
        to_new += own[new]
        of[to_new < away] = len(chosen)
        np.minimum(away, to_new, out=away)
        chosen.append(new)
    nearest[order] = of
    return ordered[chosen], nearest
