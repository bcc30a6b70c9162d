"""What a dry run of a plan lists: each report once, who asks for it, and why it would be made."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.reports.plan_listing import reasons_of
from kkpham_analysis.reports.records import Edition, Failure, asked, edition_of, write_record

TWICE = "- {notebook: award_summary, parameters: {award_year: 2023}}\n" * 2
THEN = Edition("1", "data", code="code")


def recorded(settled, **known):
    """A report whose files and record are there, with some of the record another."""
    report = settled("finding")
    report.html.parent.mkdir(parents=True)
    for path in report.files.values():
        path.write_bytes(b"made")
    made = replace(asked(report), made_at="2023-12-19T08:30:00Z", forms={form: {"bytes": 4} for form in report.files})
    write_record(report.record, replace(made, made_from=edition_of(report, THEN), **known))
    return report


def test_a_report_that_was_never_asked_for_was_never_made(settled):
    assert reasons_of(settled("finding"), THEN) == ["never"]


def test_a_report_made_from_what_is_there_now_is_fresh(settled):
    assert reasons_of(recorded(settled), THEN) == ["fresh"]


def test_every_reason_is_given_at_once(settled):
    report = recorded(settled, failure=Failure("stopped", "2023-12-20T08:30:00Z"))
    report.html.unlink()
    assert reasons_of(report, Edition("2", "other", code="other")) == ["failed", "data", "version", "form"]


def test_a_form_that_was_never_made_is_missing(settled):
    assert reasons_of(replace(recorded(settled), forms=("html", "pdf")), THEN) == ["form"]


def test_a_report_that_only_ever_failed_is_one_that_failed(settled):
    failure = Failure("stopped", "2023-12-20T08:30:00Z")
    assert reasons_of(recorded(settled, failure=failure, made_at=""), THEN) == ["failed"]


def test_a_dry_run_of_a_plan_is_a_table_with_a_line_for_each_report(real_data, tmp_path):
    told = CliRunner().invoke(cli.app, ["--out", str(tmp_path / "reports"), "run", "first", "--dry-run"])
    assert told.stdout.splitlines() == [
        "laporan                                   bentuk  diminta di     alasan",
        "2023/id/award_summary                     html    first.yaml:18  belum ada",
        "2023/id/province_report-kalimantan-timur  html    first.yaml:22  belum ada",
        "2023/id/province_report-kalimantan-utara  html    first.yaml:22  belum ada",
        "",
        "3 laporan: belum ada 3",
    ]
    assert not (tmp_path / "reports").exists()


def test_a_dry_run_refuses_what_a_run_refuses_one_report_asked_for_twice(real_data, tmp_path):
    (tmp_path / "twice.yaml").write_text(TWICE, encoding="utf-8")
    asked = ["--out", str(tmp_path / "reports"), "run", str(tmp_path / "twice.yaml"), "--lang", "en"]
    dry, wet = CliRunner().invoke(cli.app, [*asked, "--dry-run"]), CliRunner().invoke(cli.app, asked)
    said = (
        "twice.yaml, line 2, key 'notebook': asks for the same report as line 1: 2023/id/award_summary; leave one out\n"
    )
    assert (dry.exit_code, dry.stdout, dry.stderr, wet.stderr) == (2, "", said, said)


def test_a_dry_run_refuses_what_a_run_refuses_a_folder_that_takes_no_reports(real_data, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    out = tmp_path / "file" / "reports"
    asked = ["--out", str(out), "run", "first", "--lang", "en"]
    dry, wet = CliRunner().invoke(cli.app, [*asked, "--dry-run"]), CliRunner().invoke(cli.app, asked)
    said = f"reports cannot be written to {out}; choose another folder with --out, or check its permissions\n"
    assert (dry.exit_code, dry.stdout, dry.stderr) == (2, "", said)
    assert (wet.exit_code, wet.stdout, wet.stderr) == (2, "", said)


@pytest.mark.parametrize(
    ("values", "line"), [("[kaltim,\n    '64']", 4), ("[kaltim, kaltara,\n    kaltim]", 4), ("[kaltim, '64']", 3)],
    ids=["two names", "one name again", "in one line"],
)  # fmt: skip
def test_a_report_that_one_item_asks_for_twice_is_refused_at_the_value(real_data, tmp_path, values, line):
    text = f"- notebook: province_report\n  parameters: {{award_year: 2023}}\n  each: {{province: {values}}}\n"
    (tmp_path / "twice.yaml").write_text(text, encoding="utf-8")
    asked = ["--out", str(tmp_path / "reports"), "run", str(tmp_path / "twice.yaml"), "--lang", "en", "--dry-run"]
    assert CliRunner().invoke(cli.app, asked).stderr == (
        f"twice.yaml, line {line}, key 'province': asks for the same report as line 1: "
        "2023/id/province_report-kalimantan-timur; leave one out\n"
    )


def test_what_the_facts_refuse_is_said_with_the_line_and_key_that_ask_for_it(real_data, tmp_path):
    text = """
- notebook: award_summary
  parameters:
    award_year: 2023
    rule: about half
- notebook: province_report
  parameters:
    award_year: 2016
    province: Papua Selatan
- notebook: trend
"""
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    asked = ["--out", str(tmp_path / "reports"), "run", str(tmp_path / "plan.yaml"), "--lang", "en", "--dry-run"]
    lines = CliRunner().invoke(cli.app, asked).stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "plan.yaml, line 5, key 'rule'", "plan.yaml, line 9, key 'province'", "plan.yaml, line 10, key 'notebook'"
    ]  # fmt: skip


def test_a_dry_run_of_a_plan_tells_machines_the_same(real_data, tmp_path):
    told = CliRunner().invoke(
        cli.app, ["--out", str(tmp_path / "reports"), "run", "yearly", "--year", "2016", "--dry-run", "--json"]
    )
    reports = json.loads(told.stdout)["reports"]
    assert len(reports) == 6 + 34 * 2
    assert reports[0]["report"] == "2016/id/award_summary"
    assert reports[0]["asked_by"] == {"file": "yearly.yaml", "line": 9}
    assert reports[0]["reasons"] == ["never"]
