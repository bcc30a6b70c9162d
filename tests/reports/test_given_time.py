"""The time that is given in place of the clock's: one reader, one sentence, and nothing runs with a bad one."""

import datetime as dt

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.language import Words
from kkpham_analysis.reports.calls import CallError
from kkpham_analysis.reports.given_time import given_again, given_time, stamped
from kkpham_analysis.reports.running import run_reports

BAD = ["abc", "²", "٣", "9" * 20, "253370764800", "-1", "1.5", "", " 1", "1_000"]


def test_the_time_given_is_in_seconds_since_1970(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1702944000")
    assert given_time() == dt.datetime(2023, 12, 19, tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253370764799")
    assert given_time() == dt.datetime(9998, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert given_time() is None


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_number_of_seconds_is_refused_with_the_name_of_the_variable(monkeypatch, text):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(CallError) as caught:
        given_time()
    assert caught.value.sentences(Words("en")) == [
        f"SOURCE_DATE_EPOCH is '{text}'; it must be a number of seconds since 1 January 1970 in digits 0-9, "
        "at most 253370764799, or not be set at all"
    ]


@pytest.mark.parametrize(
    "command",
    [
        ["report", "award_summary", "--year", "2023", "--to", "xlsx"],
        ["run", "first"],
        ["deck", "--year", "2023"],
        ["export", "--year", "2023", "--to", "png"],
    ],
    ids=lambda command: command[0],
)
def test_a_command_refuses_it_before_anything_runs(monkeypatch, tmp_path, command):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    for runs in ("requests.ensure_built", "running.Kernels"):
        monkeypatch.setattr(f"kkpham_analysis.reports.{runs}", None)
    result = CliRunner().invoke(cli.app, ["--out", str(tmp_path / "out"), *command, "--lang", "en"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("SOURCE_DATE_EPOCH is 'abc'; it must be")
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_no_report_runs_with_a_bad_one_whoever_asks_for_it(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    with pytest.raises(CallError, match="SOURCE_DATE_EPOCH"):
        run_reports([])


@pytest.mark.parametrize("recorded", ["", "yesterday", "2023-11-14"])
def test_where_a_record_tells_no_time_none_is_given_whatever_the_environment_says(monkeypatch, recorded):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    with given_again(recorded):
        assert given_time() is None
    assert stamped(given_time()) == "1970-01-01T00:00:00Z"


def test_the_time_that_a_record_tells_goes_before_that_of_the_environment_until_the_files_are_made(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    with given_again("2023-11-14T22:13:20Z"):
        assert stamped(given_time()) == "2023-11-14T22:13:20Z"
    assert given_time() is None
