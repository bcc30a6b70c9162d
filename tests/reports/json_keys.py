"""The keys of a document for machines, held against what the page of commands says of them."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"


def keys_of(part):
    """All keys of a document, those of its rows and of what they hold too."""
    if isinstance(part, dict):
        return set(part).union(*map(keys_of, part.values()))
    return set().union(*map(keys_of, part)) if isinstance(part, list) else set()


def not_told(command, *documents):
    """Keys of documents that the section of a command does not name."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## kkpham {command}\n")[1].split("\n## ")[0]
    return keys_of(list(documents)) - set(re.findall(r'[`"]([a-z_]+)[`"]', section))
