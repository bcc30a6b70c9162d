"""How many examples a property is tried on: those named in an ordinary run, many more where new ones are looked for."""

import os
from typing import Any

from hypothesis import settings

# HYPOTHESIS_PROFILE=thorough (`make fuzz`): of 40 examples 1,000 are made.
TIMES = 25 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1


def examples(number: int, **more: Any) -> settings:
    """Give the settings of a property that is tried on so many examples, and on more by `make fuzz`."""
    return settings(max_examples=number * TIMES, deadline=None, **more)
