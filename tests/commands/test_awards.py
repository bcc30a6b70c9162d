"""`kkpham awards add` asks a person at a terminal, and nobody else."""

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.commands import answering
from kkpham_analysis.reports import list_additions
from kkpham_analysis.reports.answers import Answer

ADD = [
    "awards",
    "add",
    "list.txt",
    "--year",
    "2025",
    "--source",
    "https://example.org",
    "--publisher",
    "X",
    "--kind",
    "news",
]


@pytest.fixture
def asked(monkeypatch):
    """Call the command in place of its function, which only asks; give what was answered."""

    def called(*arguments, at_terminal, typed=""):
        def add_answer(request, words, *, tell, agree):
            found = None if agree is None else agree("Add?")
            return Answer(str(found), {"file": request.file, "kind": request.source.kind})

        monkeypatch.setattr(list_additions, "add_answer", add_answer)
        monkeypatch.setattr(answering, "at_terminal", lambda: at_terminal)
        return CliRunner().invoke(cli.app, [*ADD, *arguments], input=typed)

    return called


@pytest.mark.parametrize(("typed", "found"), [("y\n", "True"), ("Ya\n", "True"), ("n\n", "False"), ("", "False")])
def test_a_person_at_a_terminal_is_asked_on_stderr(asked, typed, found):
    result = asked(at_terminal=True, typed=typed)

    assert (result.stdout, result.stderr) == (f"{found}\n", "Add? ")


def test_nobody_is_asked_with_yes_or_without_a_terminal(asked):
    assert asked("--yes", at_terminal=True).stdout == "True\n"
    assert asked(at_terminal=False).stdout == "None\n"
