"""Commands that a page names work in the folder from which the page was made."""

import pandas as pd

from kkpham_analysis.language import Words
from kkpham_analysis.reports.content import endings
from kkpham_analysis.reports.page import PageHead
from kkpham_analysis.reports.typed import VARIABLE, as_typed, typed_before
from kkpham_analysis.tables.loading import own_data_dir


def test_the_data_of_the_project_are_not_said_however_they_are_typed(monkeypatch):
    monkeypatch.chdir(own_data_dir().parent)
    assert [typed_before(text, None) for text in ("data", "./data/", str(own_data_dir()), "docs")] == [
        "", "", "", "--data docs"
    ]  # fmt: skip


def test_every_command_of_a_text_has_what_was_typed_before_and_one_with_its_own_folder_stays(monkeypatch):
    text = "kkpham submissions import FILE, then kkpham coverage; to try: kkpham --data trial sample"
    assert as_typed(text) == text

    monkeypatch.setenv(VARIABLE, "--data mine")

    assert as_typed(text) == (
        "kkpham --data mine submissions import FILE, then kkpham --data mine coverage; "
        "to try: kkpham --data trial sample"
    )


def test_the_notes_at_the_end_of_a_page_name_commands_for_its_folder(monkeypatch):
    monkeypatch.setenv(VARIABLE, "--data mine")
    none = pd.DataFrame(columns=["source_id", "title", "publisher", "url", "published_on"])
    note = Words("en").phrase("awaited.add", year=2031)

    said = repr(endings.ending(none, "kkpham report x", Words("en"), cites=PageHead("", "Finding", ""), notes=[note]))

    assert "kkpham --data mine awards add FILE --year 2031" in said
