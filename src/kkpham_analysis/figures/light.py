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

    numbers, packed = pd.factorize(np.ascontiguousarray(dots).view(np.uint32).ravel())
    each = packed.view(np.uint8).reshape(-1, 4)
    if len(each) > MOST or (each[:, 3] < OPAQUE).any():
        return None
    # Whole numbers that are exact as these, so that the same picture has the same palette everywhere.
    colours = each[:, :3].astype(np.float32)
    palette = _palette(colours, np.bincount(numbers))
    nearest = _apart(colours, palette).argmin(axis=1).astype(np.uint8)
    picture = Image.fromarray(nearest[numbers].reshape(dots.shape[:2]), "P")
    picture.putpalette(palette.astype(np.uint8).tobytes())
    about = PngInfo()
    for name, text in texts.items():
        about.add_text(name, text)
    written = io.BytesIO()
    picture.save(written, format="PNG", pnginfo=about, **({"dpi": dpi} if dpi else {}))
    return written.getvalue()


def _palette(colours: Any, counts: Any) -> Any:
    """At most 256 colours of a picture: the most frequent, then each time the one that is farthest from all these."""
    colours = colours[np.lexsort((*colours.T, -counts))]
    if len(colours) <= COLOURS:
        return colours
    chosen = list(range(EXACT))
    away = _apart(colours, colours[:EXACT]).min(axis=1)
    while len(chosen) < COLOURS:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, _apart(colours, colours[chosen[-1:]])[:, 0])
    return colours[chosen]


def _apart(colours: Any, others: Any) -> Any:
    """Squares of the distances of colours from each of some others."""
    return (colours**2).sum(axis=1)[:, None] - 2 * colours @ others.T + (others**2).sum(axis=1)
