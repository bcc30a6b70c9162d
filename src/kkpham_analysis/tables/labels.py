"""What the types and groups of a regulation are called: rows of `regulation_labels`, else their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TYPE, GROUP = "type", "group"
# By kind and key: a type or group of one regulation in one language.
Labels = Mapping[tuple[str, str], str]


def labels_of(labels: pd.DataFrame, regulation: str | None, language: str) -> dict[tuple[str, str], str]:
    """Labels of the types and groups of a regulation in a language.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"regulation": ["1/2030"], "kind": ["type"], "name": ["buah"], "label_en": ["fruit"]})
    >>> labels_of(rows, "1/2030", "en"), labels_of(rows, "2/2030", "en")
    ({('type', 'buah'): 'fruit'}, {})
    """
    own = labels[labels["regulation"] == regulation]
    names = zip(own["kind"], own["name"], own[f"label_{language}"], strict=True)
    return {(str(kind), str(name)): str(label) for kind, name, label in names}


def label_of(labels: Labels, kind: str, name: Any) -> str:
    """What a type or group is called; its key where nobody says.

    >>> label_of({("type", "buah"): "fruit"}, "type", "buah"), label_of({}, "type", "buah")
    ('fruit', 'buah')
    """
    return labels.get((kind, str(name)), str(name))
