"""The pictures of a report as its forms take them: PNG, as base64."""

from __future__ import annotations

import base64
import io
import struct

COLOURS = 256


def light_png(encoded: str) -> str:
    """Write a PNG (as base64) with a palette, a third as large: figures are flat, and 256 colours hold their edges too.

    What is no PNG, has no flat ground or would not become smaller stays as it is.
    """
    from PIL import Image, UnidentifiedImageError

    raw = base64.b64decode(encoded)
    try:
        picture = Image.open(io.BytesIO(raw))
        if picture.getextrema()[3:] not in ((), ((255, 255),)):
            return encoded
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    except (UnidentifiedImageError, OSError, ValueError):
        return encoded
    written = io.BytesIO()
    few.save(written, format="PNG", optimize=True)
    light = written.getvalue()
    return base64.b64encode(light).decode() if len(light) < len(raw) else encoded


def is_tall(encoded: str) -> bool:
    """Whether a PNG (as base64) is taller than it is wide: its first bytes say how large it is."""
    width, height = struct.unpack(">II", base64.b64decode(encoded[:32])[16:24].rjust(8, b"\0"))
    return bool(height > width)
