"""The pictures of a report as its forms take them: PNG, as base64."""

from __future__ import annotations

import base64
import struct

from kkpham_analysis.figures import light


def light_png(encoded: str) -> str:
    """Write a PNG (as base64) with a palette, a third as large; what cannot have one stays as it is."""
    try:
        raw = base64.b64decode(encoded)
    except ValueError:
        return encoded
    smaller = light.light_png(raw)
    return encoded if smaller is raw else base64.b64encode(smaller).decode()


def is_tall(encoded: str) -> bool:
    """Whether a PNG (as base64) is taller than it is wide: its first bytes say how large it is."""
    width, height = struct.unpack(">II", base64.b64decode(encoded[:32])[16:24].rjust(8, b"\0"))
    return bool(height > width)
