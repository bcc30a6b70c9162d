"""How a plan stands: failed, old, never made or fresh; and who is at work."""

import json
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from kkpham_analysis import cli
from kkpham_analysis.language import Words
from kkpham_analysis.reports import status_answers
from kkpham_analysis.reports.records import Edition, Failure, asked, edition_of, write_record
from kkpham_analysis.reports.run_lock import Holder, only_run
from kkpham_analysis.reports.run_status import STATUS, RunState, as_bytes
from kkpham_analysis.reports.status_answers import is_killed, standing_of
from kkpham_analysis.tables.faults import Fault

THEN = Edition("1", "data", code="code")
BEGAN, SEEN = "2026-01-01T12:00:00+07:00", "2026-01-01T12:01:00+07:00"
RUN = RunState("yearly", True, 7, "server", BEGAN, SEEN, reports=5, old=3, made=1, failed=1)
FAILURE = Failure("trends, cell 2: ValueError", "2023-12-20T08:30:00Z", notebook="finding-x.failed.ipynb")


def recorded(settled, **known):
    """A report whose files and record are there, with some of the record another."""
    report = settled("finding")
    report.html.parent.mkdir(parents=True, exist_ok=True)
    for path in report.files.values():
        path.write_bytes(b"made")
    made = replace(asked(report), made_at="2023-12-19T08:30:00Z", forms={form: {"bytes": 4} for form in report.files})
    write_record(report.record, replace(made, made_from=edition_of(report, THEN), **known))
    return report


def states(standing):
    return (standing.state, list(standing.reasons))


def test_a_report_without_a_record_was_never_made(settled):
    assert states(standing_of(settled("finding"), THEN)) == ("never", [])


def test_a_report_made_from_what_is_there_now_is_fresh(settled):
    assert states(standing_of(recorded(settled), THEN)) == ("fresh", [])


def test_a_report_made_from_something_else_is_old_with_what_changed(settled):
    report = recorded(settled)
    assert states(standing_of(report, replace(THEN, data="other"))) == ("old", ["data"])


def test_a_form_that_was_never_made_is_told_by_its_file(settled):
    report = recorded(settled)
    with_paper = replace(report, forms=(*report.forms, "pdf"))
    standing = standing_of(with_paper, THEN)
    assert (states(standing), status_answers._lines(standing, Words("en"))) == (
        ("old", ["form"]), [f"old: {report.label} (a file is missing or was changed: {report.html.stem}.pdf)"],
    )  # fmt: skip


def test_a_report_whose_last_run_failed_is_failed_whatever_else_changed(settled):
    report = recorded(settled, failure=FAILURE)
    standing = standing_of(report, replace(THEN, data="other"))
    assert (*states(standing), standing.failure) == ("failed", ["data"], FAILURE)


def test_a_kept_notebook_is_named_only_where_it_is_there_and_beside_the_report(settled):
    report = recorded(settled, failure=replace(FAILURE, notebook="../../finding-x.failed.ipynb"))
    standing = standing_of(report, THEN)
    kept = report.html.with_name("finding-x.failed.ipynb")
    before = status_answers.kept_notebook(standing)
    kept.touch()
    assert (before, status_answers.kept_notebook(standing)) == (None, kept)


@pytest.fixture
def jakarta(monkeypatch):
    """The clock of a machine in Jakarta."""
    monkeypatch.setenv("TZ", "WIB-7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("at", "told"), [("2023-12-20T08:30:00Z", "2023-12-20T15:30:00+07:00"), ("then", "then"), ("", "")]
)
def test_people_are_told_in_local_time_when_a_report_failed(settled, jakarta, at, told):
    report = recorded(settled, failure=replace(FAILURE, at=at))
    lines = status_answers._lines(standing_of(report, THEN), Words("en"))
    assert lines[1] == f"  failed at {told}: trends, cell 2: ValueError"


@pytest.mark.parametrize(
    ("running", "holder", "killed"),
    [
        (True, None, True),
        (True, Holder(7, "server", "", ""), False),
        (True, Holder(8, "server", "", ""), True),
        (True, Holder(7, "other", "", ""), True),
        (False, None, False),
    ],
)
def test_a_run_was_killed_that_says_it_is_at_work_where_it_is_not(running, holder, killed):
    assert is_killed(replace(RUN, running=running), holder) == killed


@pytest.fixture
def status(real_data, tmp_path):
    """What `kkpham status` says in a folder of reports, of the plan `first` where no other is named."""

    def ask(*more, plan=("first",)):
        told = CliRunner().invoke(cli.app, ["--out", str(tmp_path / "reports"), "status", *plan, *more])
        assert told.exit_code == 0, told.output
        return told.stdout

    ask.out = tmp_path / "reports"
    ask.out.mkdir()
    return ask


def test_of_a_plan_never_run_the_counts_come_first_and_then_each_report(status):
    assert status("--lang", "en").splitlines() == [
        "Plan first, 3 reports: 0 failed, 0 old, 3 never made, 0 fresh",
        "Nothing is at work.",
        "never made: 2023/id/award_summary",
        "never made: 2023/id/province_report-kalimantan-timur",
        "never made: 2023/id/province_report-kalimantan-utara",
    ]


def test_a_run_that_was_killed_is_called_that(status):
    (status.out / STATUS).write_bytes(as_bytes(RUN))
    assert status("--lang", "en").splitlines()[1:3] == [
        "Nothing is at work.",
        f"The last run, kkpham run yearly, was killed: it began {BEGAN} and was last seen {SEEN} (process 7 on "
        "server). Made: 1, failed: 1, to come: 3. Run it again to go on.",
    ]


def test_a_run_at_work_says_how_far_it_is(status):
    with only_run(status.out, "run yearly") as holder:
        (status.out / STATUS).write_bytes(as_bytes(replace(RUN, pid=holder.pid, host=holder.host)))
        said = status("--lang", "id").splitlines()[1:3]
    assert said == [
        f"Sedang berjalan: kkpham run yearly, sejak {holder.since}, proses {holder.pid} di {holder.host}.",
        "Sejauh ini dibuat 1, gagal 1, belum dibuat 3.",
    ]


def test_a_run_that_ended_says_how(status):
    (status.out / STATUS).write_bytes(as_bytes(replace(RUN, running=False, ended=SEEN, exit_code=1, old=0)))
    assert status("--lang", "en").splitlines()[2] == (
        f"The last run, kkpham run yearly, ended {SEEN} with exit code 1. Made: 1, failed: 1, to come: 0."
    )


def test_without_a_plan_it_is_that_of_the_last_run_and_without_any_the_first(status):
    before = status("--lang", "en", plan=()).splitlines()[0]
    (status.out / STATUS).write_bytes(as_bytes(replace(RUN, plan="latest")))
    after = json.loads(status("--json", plan=()))
    assert before == "Plan first, 3 reports: 0 failed, 0 old, 3 never made, 0 fresh"
    assert (after["plan"], after["counts"]["reports"] > 3) == ("latest", True)


def test_a_plan_that_is_gone_since_is_passed_over_but_how_its_last_run_went_is_told(status):
    gone = replace(RUN, plan="gone", running=False, ended=SEEN, exit_code=1, old=0)
    (status.out / STATUS).write_bytes(as_bytes(gone, {"gone": gone, "latest": replace(gone, plan="latest")}))
    told = status("--lang", "en", plan=()).splitlines()
    assert told[0].startswith("Plan latest, ")
    assert told[2] == f"The last run, kkpham run gone, ended {SEEN} with exit code 1. Made: 1, failed: 1, to come: 0."


def test_a_plan_whose_last_run_failed_is_told_though_another_ran_well_since(status):
    well = replace(RUN, plan="first", running=False, ended=SEEN, exit_code=0, old=0, failed=0, made=3)
    failed = replace(well, plan="regencies", exit_code=1, failed=2, made=0)
    killed = replace(RUN, plan="latest")
    (status.out / STATUS).write_bytes(as_bytes(well, {run.plan: run for run in (failed, replace(well), killed)}))
    assert status("--lang", "en").splitlines()[2:5] == [
        f"The last run, kkpham run first, ended {SEEN} with exit code 0. Made: 3, failed: 0, to come: 0.",
        f"Before that, kkpham run regencies ended {SEEN} with exit code 1. Made: 0, failed: 2, to come: 0. See kkpham "
        "status regencies.",
        f"Before that, kkpham run latest was killed: it began {BEGAN} and was last seen {SEEN} (process 7 on server). "
        "Made: 1, failed: 1, to come: 3. See kkpham status latest.",
    ]
    told = json.loads(status("--json"))["plans"]
    assert [(plan, run["exit_code"], run["killed"]) for plan, run in told.items()] == [
        ("first", 0, False), ("regencies", 1, False), ("latest", None, True),
    ]  # fmt: skip


FAULT = Fault("awards/award_claims.csv", 3, "regency_code", "99xx", "pattern", "see",
              {"form": "regency_code", "where": "regions/regencies.csv"})  # fmt: skip


@pytest.fixture
def faults(status, monkeypatch):
    """Facts with a fault, and the record of a report that failed before; what `kkpham status` says and warns of."""
    failed = {"record": 1, "notebook": "award_summary", "failure": {"error": "no", "at": "then"}}
    path = status.out / "2023" / "id" / "award_summary.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(failed))
    monkeypatch.setattr("kkpham_analysis.reports.answers.built", lambda *about, **more: SimpleNamespace(faults=[FAULT]))
    (status.out / STATUS).write_bytes(as_bytes(replace(RUN, plan="first", running=False, ended=SEEN, exit_code=1)))

    def ask(*more, plan=("first",)):
        told = CliRunner().invoke(cli.app, ["--out", str(status.out), "status", *plan, *more])
        return (told.exit_code, told.stdout, told.stderr.splitlines())

    return ask


ENDED = f"The last run, kkpham run first, ended {SEEN} with exit code 1. Made: 1, failed: 1, to come: 3."


def test_where_the_facts_have_faults_it_is_told_what_failed_and_that_nothing_more_is_known(faults):
    code, said, warned = faults("--lang", "en")
    assert (code, warned) == (0, [FAULT.sentence()])
    assert said.splitlines() == [
        "Plan first, 3 reports by the last good tables: 1 failed, 2 never made, 0 made before. The facts have faults: "
        "which reports are fresh or old cannot be told until these are mended.",
        "Nothing is at work.",
        ENDED,
        "failed: 2023/id/award_summary",
        "  failed at then: no",
        "never made: 2023/id/province_report-kalimantan-timur",
        "never made: 2023/id/province_report-kalimantan-utara",
    ]


def test_where_the_facts_have_faults_machines_are_told_null_and_why(faults):
    code, said, warned = faults("--json", "--lang", "en")
    told = json.loads(said)
    assert (code, warned, told["faults"]) == (0, [FAULT.sentence()], [FAULT.as_record(Words("en"))])
    assert told["counts"] == {"reports": 3, "failed": 1, "old": None, "never": 2, "fresh": None}
    assert (told["last_run"]["exit_code"], list(told["plans"])) == (1, ["first"])
    assert [(one["report"], one["state"]) for one in told["reports"]] == [
        ("2023/id/award_summary", "failed"), ("2023/id/province_report-kalimantan-timur", "never"),
        ("2023/id/province_report-kalimantan-utara", "never"),
    ]  # fmt: skip


def test_of_a_report_that_was_made_before_the_facts_had_faults_no_state_is_told(settled):
    assert states(status_answers.standing_by_record(recorded(settled))) == (None, [])


@pytest.fixture
def without_tables(faults, monkeypatch, tmp_path):
    """The same, where nothing was ever built."""
    monkeypatch.setenv("KKPHAM_DATA", str(tmp_path / "empty"))
    (tmp_path / "empty").mkdir()
    return faults


def test_where_no_tables_settle_the_plan_all_that_failed_in_the_folder_is_told(without_tables):
    code, said, warned = without_tables("--lang", "en")
    assert (code, warned) == (0, [FAULT.sentence()])
    assert said.splitlines() == [
        "Plan first: the facts have faults, and no last good tables tell which reports it has, so it is not known how "
        "these stand. What failed in the folder, of whatever plan, is named below.",
        "Nothing is at work.",
        ENDED,
        "failed: 2023/id/award_summary",
        "  failed at then: no",
    ]


def test_where_no_tables_settle_the_plan_machines_are_told_no_count(without_tables):
    told = json.loads(without_tables("--json")[1])
    assert told["counts"] == {"reports": None, "failed": None, "old": None, "never": None, "fresh": None}
    assert [(one["report"], one["state"]) for one in told["reports"]] == [("2023/id/award_summary", "failed")]


def test_a_plan_that_is_none_is_a_wrong_call_whatever_the_facts(faults):
    assert faults(plan=("fisrt",))[0] == 2


def test_of_a_run_that_could_not_begin_no_counts_are_told(status):
    refused = replace(RUN, plan="first", running=False, ended=SEEN, exit_code=1, reports=0, old=0, made=0, failed=0)
    (status.out / STATUS).write_bytes(as_bytes(refused, {"latest": replace(refused, plan="latest")}))
    assert status("--lang", "en").splitlines()[2:4] == [
        f"The last run, kkpham run first, ended {SEEN} with exit code 1 before it looked at any report.",
        f"Before that, kkpham run latest ended {SEEN} with exit code 1 before it looked at any report. See kkpham "
        "status latest.",
    ]


def test_machines_are_told_the_same(status):
    (status.out / STATUS).write_bytes(as_bytes(RUN))
    report = status.out / "2023" / "id" / "award_summary"
    report.parent.mkdir(parents=True)
    failed = {"record": 1, "notebook": "award_summary", "language": "id", "failure": {"error": "no", "at": "then"}}
    report.with_name("award_summary.json").write_text(json.dumps(failed))
    told = json.loads(status("--json"))
    assert told["counts"] == {"reports": 3, "failed": 1, "old": 0, "never": 2, "fresh": 0}
    assert told["faults"] == []
    assert (told["at_work"], told["last_run"]["killed"], told["last_run"]["old"]) == (None, True, 3)
    assert told["reports"][0] == {
        "report": "2023/id/award_summary", "state": "failed", "reasons": [],
        "failure": {"error": "no", "at": "then", "notebook": None},
    }  # fmt: skip
