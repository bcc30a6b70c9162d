"""What the README shows runs as it stands."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.tables.vocabulary import CLAIMS

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
COMMANDS = [line.partition("#")[0].strip() for line in re.findall(r"^ {4}(kkpham [^\n]*)$", README, re.MULTILINE)]


@pytest.mark.slow
def test_the_python_of_the_readme_runs_from_top_to_bottom(real_data, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}

    for snippet in SNIPPETS:
        exec(snippet, names)  # noqa: S102

    assert len(SNIPPETS) == 2
    assert len(names["shares"]) > 300
    assert (tmp_path / "map-2023.png").stat().st_size > 10_000


def test_the_rounds_of_the_readme_are_those_that_any_table_of_claims_speaks_of():
    asked = re.findall(r'kkp\.load\("(\w+)"\)', re.search(r"kkp\.rounds_in\(.*", README).group())

    assert tuple(asked) == CLAIMS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_is_understood(real_data, tmp_path, command):
    _, *arguments = shlex.split(command)
    dry = ["--dry-run"] if arguments[0] in ("report", "run") else []

    result = CliRunner().invoke(cli.app, ["--out", str(tmp_path), *arguments, *dry])

    assert result.exit_code == 0, result.stderr
