"""How calls are settled in the tests of reports: a few places, two rounds."""

from pathlib import Path

import pytest

from kkpham_analysis.reports.calls import Call, SettledReport
from kkpham_analysis.reports.parameters import settle

NOTEBOOKS = Path(__file__).parent / "notebooks"
MANY = {f"test {number}": f"T{number}" for number in range(38)}
CODES = {"kaltim": "64", "64": "64", "kaltara": "65", "65": "65", "evil": "99", **MANY}
NAMES = {"64": "Kalimantan Timur", "65": "Kalimantan Utara", "99": "../../etc/pass wd"}


def resolve(text: str, level: str) -> str:
    """Give the code of a place, or say what it could have meant."""
    if text.lower() not in CODES:
        raise LookupError(f"no {level} is called '{text}'; did you mean kaltim?")
    return CODES[text.lower()]


@pytest.fixture
def settled(tmp_path):
    """Settle a call against the notebooks of the tests, with reports in a folder of its own."""

    def settle_call(notebook: str, /, language: str = "id", **parameters: object) -> SettledReport:
        return settle(
            Call(notebook, parameters, language),
            notebooks=NOTEBOOKS,
            out=tmp_path / "reports",
            resolver=resolve,
            rounds={2022, 2023},
            without={2021},
            name_of=lambda code: NAMES.get(code, f"Provinsi {code}"),
        )

    return settle_call
