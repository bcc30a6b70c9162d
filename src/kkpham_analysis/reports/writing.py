"""Files that belong together, such as the forms of a report: all are written, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write all files beside their targets first, then move them there, in their order."""
    parts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in contents}
    for folder in {target.parent for target in contents}:
        folder.mkdir(parents=True, exist_ok=True)
    try:
        for target, content in contents.items():
            parts[target].write_bytes(content)
        for target, part in parts.items():
            part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
