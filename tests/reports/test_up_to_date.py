"""Why a report is out of date."""

import os
from dataclasses import replace

from kkpham_analysis.language import Words
from kkpham_analysis.reports.records import (
    Edition,
    Failure,
    asked,
    changed_beside,
    digest_of,
    edition_of,
    read_record,
    write_record,
)
from kkpham_analysis.reports.up_to_date import reasons, said

NOW = Edition("1", "data", tables={"rules": "r"}, code="code", libraries="libraries")


def made(settled, **known):
    """A report whose files and record are there, made from what is there now; some of the record another."""
    report = settled("finding", province="kaltim")
    report.html.parent.mkdir(parents=True)
    for path in report.files.values():
        path.write_bytes(b"made")
    forms = {form: {"bytes": 4, "sha256": digest_of(b"made")} for form in report.files}
    record = replace(asked(report), made_at="2023-12-19T08:30:00Z", forms=forms, made_from=edition_of(report, NOW))
    write_record(report.record, replace(record, **known))
    return report


def test_a_report_made_from_what_is_there_now_is_fresh(settled):
    assert reasons(made(settled), NOW) == []


def test_a_report_that_was_never_made_says_so(settled):
    assert reasons(settled("finding"), NOW) == ["never"]


def test_a_failed_run_is_tried_again(settled):
    assert reasons(made(settled, failure=Failure("stopped", "2023-12-20T08:30:00Z")), NOW) == ["failed"]


def test_everything_that_a_report_rests_on_is_a_reason(settled):
    now = Edition("2", "other", tables={"rules": "other"}, code="other", libraries="other")
    report = made(settled, parameters={"award_year": 2022})
    assert reasons(report, now) == ["data", "version", "libraries", "parameters"]


def test_tables_that_it_did_not_read_are_none(settled):
    assert reasons(made(settled), replace(NOW, data="other", tables={"rules": "r", "awards": "new"})) == []


def test_a_record_that_does_not_tell_of_libraries_is_made_again(settled):
    assert reasons(made(settled, made_from=replace(edition_of(made_once(settled), NOW), libraries="")), NOW) == [
        "libraries"
    ]


def made_once(settled):
    return settled("finding", province="kaltim")


def test_another_notebook_is_a_reason(settled):
    report = made(settled, made_from=replace(edition_of(made_once(settled), NOW), notebook="other"))
    assert reasons(report, NOW) == ["notebook"]


def test_other_folders_typed_before_the_command_are_a_reason_of_their_own(settled):
    assert reasons(replace(made(settled), typed="--data elsewhere"), NOW) == ["typed"]


def test_the_same_folder_typed_otherwise_is_none(settled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = made(settled, typed="--data mine --out trial")
    assert reasons(replace(report, typed=f"--data '{tmp_path}/mine' --out ./trial/"), NOW) == []


def test_a_missing_file_is_a_reason(settled):
    report = made(settled)
    report.html.unlink()
    assert reasons(report, NOW) == ["form"]


def test_a_form_that_was_never_made_is_a_reason(settled):
    assert reasons(replace(made(settled), forms=("html", "pdf")), NOW) == ["form"]


def test_a_file_that_somebody_changed_is_a_reason_at_the_same_size(settled):
    report = made(settled)
    report.html.write_bytes(b"edit")
    later = report.record.stat().st_mtime_ns + 1_000_000
    os.utime(report.html, ns=(later, later))
    assert reasons(report, NOW) == ["form"]


def test_a_file_of_another_size_is_a_reason_though_it_is_not_newer(settled):
    report = made(settled)
    before = report.record.stat().st_mtime_ns - 1_000_000
    report.html.write_bytes(b"an older page")
    os.utime(report.html, ns=(before, before))
    assert reasons(report, NOW) == ["form"]


def test_a_file_that_was_copied_later_and_is_the_same_is_none(settled):
    report = made(settled)
    later = report.record.stat().st_mtime_ns + 1_000_000
    os.utime(report.html, ns=(later, later))
    assert reasons(report, NOW) == []


def test_another_notebook_that_its_slides_show_is_a_reason_that_names_it(settled):
    slides = {"bytes": 4, "sha256": digest_of(b"made"), "notebooks": {"award_summary": "other"}}
    html = {"bytes": 4, "sha256": digest_of(b"made")}
    report = made(settled, forms={"html": html, "pptx": slides, "ipynb": html})
    report.html.with_suffix(".pptx").write_bytes(b"made")
    write_record(report.record, read_record(report.record))
    assert reasons(report, NOW) == []
    found = reasons(replace(report, forms=("html", "pptx")), NOW)
    assert (found, said(found[0], Words("en"))) == (
        ["notebook:award_summary"], "the notebook award_summary for its slides changed"
    )  # fmt: skip


def test_a_record_names_no_path_to_follow_as_a_notebook_of_slides(settled):
    report = settled("finding")
    names = {"../notebooks/finding": digest_of(report.notebook.read_bytes())}
    assert changed_beside(report, {"pptx": {"notebooks": names}}) == ["../notebooks/finding"]
