"""Examples of schedules: each is taken by a tool that knows its kind, and calls the program as it is."""

import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer
import yaml

from kkpham_analysis import cli

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "schedule"
PAGE = ROOT / "docs" / "schedule.md"
INSTALLED = "/srv/kkpham-analysis"
CRONTAB, SERVICE, FAILED, TIMER, WORKFLOW, DAG = (
    EXAMPLES / name
    for name in ("crontab", "kkpham-reports.service", "kkpham-reports-failed.service", "kkpham-reports.timer",
                 "github-pages.yml", "airflow_dag.py")
)  # fmt: skip
PLANS = sorted(path.stem for path in (ROOT / "reports" / "plans").glob("*.yaml"))
# What takes hours is left to whoever wants it.
SCHEDULED = [plan for plan in PLANS if not plan.startswith("every_profile_")]
# Where each version of Airflow has what the example imports.
AIRFLOW = {
    "airflow 3": ("airflow.sdk", "airflow.providers.standard.operators.bash"),
    "airflow 2": ("airflow", "airflow.operators.bash"),
    "airflow 2 with the provider": ("airflow", "airflow.providers.standard.operators.bash"),
}


def calls_in(shell):
    """Give the words of each call of `kkpham` in lines of a shell."""
    lexed = shlex.shlex(re.sub(r"\d?>{1,2} *\S+", "", shell).replace("\n", ";"), posix=True, punctuation_chars=True)
    lexed.whitespace_split = True
    commands = [[]]
    for word in lexed:
        commands = [*commands, []] if set(word) <= set(";&|") else [*commands[:-1], [*commands[-1], word]]
    return [words[1:] for words in commands if words and Path(words[0]).name == "kkpham"]


def cron_line():
    [line] = [line for line in CRONTAB.read_text(encoding="utf-8").splitlines() if re.match(r"[\d*]", line)]
    return line.split(maxsplit=5)[5]


def steps_of_workflow():
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def tasks_of_dag(patch, root, modules):
    """Give what the example asks of Airflow, of which a stand-in takes the place."""
    asked = []

    class Dag:
        def __init__(self, **given):
            asked.append(given)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    held = {"pendulum": {"datetime": lambda *day, tz: (*day, tz)}, "airflow": {}}
    held.setdefault(modules[0], {})["DAG"] = Dag
    held[modules[1]] = {"BashOperator": lambda **given: asked.append(given)}
    for name, members in held.items():
        module = ModuleType(name)
        vars(module).update(members)
        patch.setitem(sys.modules, name, module)
    patch.setenv("KKPHAM_ROOT", str(root))
    runpy.run_path(str(DAG))
    return asked


def calls():
    """Give each call of the program in an example or on the page, with the file it stands in."""
    with pytest.MonkeyPatch.context() as patch:
        dag = [task["bash_command"] for task in tasks_of_dag(patch, ROOT, AIRFLOW["airflow 3"])[1:]]
    lines = {
        CRONTAB: [cron_line()],
        SERVICE: re.findall("^Exec(?:Start|StopPost)=(.+)$", SERVICE.read_text(encoding="utf-8"), re.MULTILINE),
        WORKFLOW: [step["run"] for step in steps_of_workflow() if "run" in step],
        DAG: dag,
        PAGE: re.findall("(?:^ {4,}|`)(kkpham [^`\n]*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE),
    }
    found = ((path.name, tuple(words)) for path, texts in lines.items() for text in texts for words in calls_in(text))
    return list(dict.fromkeys(found))


CALLS = calls()


@pytest.mark.parametrize(("name", "words"), CALLS, ids=[f"{name}: {' '.join(words)}" for name, words in CALLS])
def test_the_program_takes_every_call_of_an_example(name, words):
    command = typer.main.get_command(cli.app)
    words = words[2:] if words[0] in ("--data", "--out") else words
    while words and words[0] in getattr(command, "commands", {}):
        command, words = command.commands[words[0]], words[1:]

    assert not hasattr(command, "commands")
    context = command.make_context("kkpham", list(words))
    assert context.params.get("plan", "latest") in PLANS


def test_every_example_calls_the_program():
    assert sorted({name for name, _ in CALLS}) == sorted(
        [DAG.name, CRONTAB.name, WORKFLOW.name, SERVICE.name, PAGE.name]
    )
    assert {path.name for path in EXAMPLES.iterdir() if path.is_file()} == {
        path.name for path in (CRONTAB, SERVICE, FAILED, TIMER, WORKFLOW, DAG)
    }


def test_calls_are_found_in_lines_of_a_shell():
    line = 'cd /x && .venv/bin/kkpham run a --log json >/dev/null 2>>x.log || echo "kkpham run: $?"\nkkpham site; make'

    assert calls_in(line) == [["run", "a", "--log", "json"], ["site"]]


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def knows(program, option, *asked):
    """Leave a test out, and say so, where the program is too old for the option."""
    said = run(program, *asked)
    if option not in said.stdout + said.stderr:
        pytest.skip(f"{program} here is too old for {option}")


@pytest.mark.needs("crontab")
def test_cron_takes_the_crontab():
    knows("crontab", "-n", "-h")

    done = run("crontab", "-n", str(CRONTAB))

    assert done.returncode == 0, done.stderr


def test_every_schedule_makes_the_page_that_lists_the_reports_behind_the_run():
    commands = {name: [words[0] for kind, words in CALLS if kind == name] for name, _ in CALLS if name != PAGE.name}

    assert commands == {
        CRONTAB.name: ["run", "site"],
        SERVICE.name: ["run", "site"],
        WORKFLOW.name: ["build", "run", "site", "status"],
        DAG.name: ["run", "site", *["run"] * (len(SCHEDULED) - 1)],
    }


@pytest.mark.parametrize(("code", "site", "ends"), [(0, 0, 0), (1, 0, 1), (0, 2, 2), (143, 0, 143)])
def test_a_task_of_airflow_makes_the_page_whatever_became_of_the_run_and_ends_as_that_did(
    tmp_path, monkeypatch, code, site, ends
):
    program = tmp_path / ".venv" / "bin" / "kkpham"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\necho "$1"\n[ "$1" = run ] && exit {code}\nexit {site}\n', encoding="utf-8")
    program.chmod(0o755)
    [_, task, *_] = tasks_of_dag(monkeypatch, ROOT, AIRFLOW["airflow 3"])

    done = run("bash", "-c", task["bash_command"], cwd=tmp_path)

    assert (done.stdout.split(), done.returncode) == (["run", "site"], ends)


@pytest.mark.parametrize(("code", "told"), [(0, ""), (1, "kkpham run latest: exit code 1; see {log}/run.log")])
def test_the_line_of_cron_speaks_of_a_bad_night_alone_and_keeps_the_log(tmp_path, code, told):
    program = tmp_path / ".venv" / "bin" / "kkpham"
    program.parent.mkdir(parents=True)
    told_of = 'echo found\necho "$1 $KKPHAM_LANG: $PWD" >&2\n[ "$1" = site ] && exit 0\n'
    program.write_text(f"#!/bin/sh\n{told_of}exit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    text = CRONTAB.read_text(encoding="utf-8").replace(INSTALLED, str(tmp_path))
    settings = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    line = cron_line().replace(INSTALLED, str(tmp_path)).replace("/var/log/kkpham", str(tmp_path))

    done = run(settings["SHELL"], "-c", line, env=settings)

    assert done.stdout.strip().split(" and ")[0] == told.format(log=tmp_path)
    assert done.stdout.strip().split(" and ")[1:] == (["kkpham status latest"] if told else [])
    assert (tmp_path / "run.log").read_text(encoding="utf-8") == f"run id: {tmp_path}\nsite id: {tmp_path}\n"


def test_what_cron_says_of_a_bad_night_leads_to_how_that_plan_stands():
    assert re.findall(r"kkpham (run|status) (\w+)", cron_line()) == [
        ("run", "latest"), ("run", "latest"), ("status", "latest"),
    ]  # fmt: skip


@pytest.fixture
def units(tmp_path):
    """Units as they would stand on a machine where the program is installed."""
    program = tmp_path / ".venv" / "bin" / "kkpham"
    program.parent.mkdir(parents=True)
    program.symlink_to("/bin/true")
    for path in (SERVICE, FAILED, TIMER):
        text = path.read_text(encoding="utf-8").replace(INSTALLED, str(tmp_path))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return [str(tmp_path / path.name) for path in (SERVICE, FAILED, TIMER)]


@pytest.mark.needs("systemd-analyze")
def test_systemd_takes_the_service_and_the_timer(units):
    done = run("systemd-analyze", "verify", "--man=no", *units)

    # What it does not understand is told, and left out, without another exit code.
    assert [line for line in (done.stdout + done.stderr).splitlines() if "kkpham-reports" in line] == []
    assert re.findall("^OnFailure=(.+)$", SERVICE.read_text(encoding="utf-8"), re.MULTILINE) == [FAILED.name]
    assert done.returncode == 0


def test_the_mail_about_a_bad_night_says_to_whom_about_what_and_the_last_lines_of_the_journal(tmp_path):
    [line] = re.findall("^ExecStart=(.+)$", FAILED.read_text(encoding="utf-8"), re.MULTILINE)
    for name, does in (("systemctl", 'echo "$@"'), ("sendmail", f"cat > {tmp_path}/mail")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"

    done = run(*shlex.split(line.replace("/usr/sbin/sendmail", f"{tmp_path}/sendmail")), env={"PATH": path})

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "mail").read_text(encoding="utf-8").splitlines() == [
        "To: reports@example.org", "Subject: kkpham run latest failed on %H", "", "See kkpham status latest.",
        "status --full --lines=20 kkpham-reports",
    ]  # fmt: skip


@pytest.mark.needs("systemd-analyze")
def test_the_service_is_shut_off_from_all_that_it_does_not_need(units):
    knows("systemd-analyze", "--offline", "--help")

    done = run("systemd-analyze", "security", "--offline=yes", "--threshold=20", units[0])

    assert done.returncode == 0, done.stdout


@pytest.mark.needs("systemd-analyze")
def test_the_timer_means_two_at_night_in_western_indonesia():
    [when] = re.findall("^OnCalendar=(.+)$", TIMER.read_text(encoding="utf-8"), re.MULTILINE)

    said = run("systemd-analyze", "calendar", when, env={**os.environ, "TZ": "UTC", "LC_ALL": "C"}).stdout

    assert re.findall(r"Next elapse: .* (\d\d:\d\d:\d\d) UTC", said) == ["19:00:00"]


def test_github_takes_the_workflow():
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(WORKFLOW))

    assert done.returncode == 0, done.stdout


def test_the_workflow_takes_actions_of_github_alone_each_pinned_to_a_commit():
    named = re.findall(r"uses: (.*)$", WORKFLOW.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(named) == len([step for step in steps_of_workflow() if "uses" in step]) > 0
    assert [use for use in named if not re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


def test_the_workflow_may_write_pages_and_nothing_else():
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    allowed = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}

    assert workflow["permissions"] == {"contents": "read"}
    assert allowed == {"publish": {"pages": "write", "id-token": "write"}, "failed": {}}
    assert workflow["concurrency"] == {"group": "reports", "cancel-in-progress": False}


@pytest.mark.parametrize("modules", AIRFLOW.values(), ids=AIRFLOW)
def test_airflow_is_asked_for_one_task_a_plan_but_for_the_largest_one_after_the_other(tmp_path, monkeypatch, modules):
    (tmp_path / "reports" / "plans").mkdir(parents=True)
    (tmp_path / "reports" / "plans" / "mine.yaml").touch()
    (tmp_path / "reports" / "plans" / "yours.yaml").touch()
    (tmp_path / "reports" / "plans" / "every_profile_id.yaml").touch()

    dag, *tasks = tasks_of_dag(monkeypatch, tmp_path, modules)

    assert (dag["start_date"], dag["schedule"]) == ((2026, 1, 1, "Asia/Jakarta"), "0 2 * * *")
    assert (dag["catchup"], dag["max_active_runs"], dag["max_active_tasks"]) == (False, 1, 1)
    assert [(task["task_id"], calls_in(task["bash_command"])[0][1], task["cwd"]) for task in tasks] == [
        ("run_mine", "mine", str(tmp_path)),
        ("run_yours", "yours", str(tmp_path)),
    ]


def test_a_dag_without_plans_says_where_it_looked(tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError, match=f"no plans in {tmp_path}"):
        tasks_of_dag(monkeypatch, tmp_path, AIRFLOW["airflow 3"])


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def reports(tmp_path):
    """A folder of reports while a run is at work, and one of which a report was taken out since it was copied."""
    names = [".run.lock", "index.html", "status.json", "plans/first.yaml", "2023/id/a.failed.ipynb", "2023/id/.a.part"]
    for name in [*names, "2023/id/a.html", "2023/id/a.ipynb", "2023/id/a.json"]:
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "copy" / "2023" / "id").mkdir(parents=True)
    (tmp_path / "copy" / "2023" / "id" / "gone.html").touch()
    return tmp_path / "reports"


@pytest.mark.needs("rsync")
def test_a_copy_has_the_reports_first_and_nothing_that_is_not_for_readers(reports):
    copy = reports.parent / "copy"
    lines = re.findall("^ {4}(rsync .*) SERVER:/srv/www/reports/$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    seen = []
    for line in lines:
        assert run("bash", "-c", f"{line} {copy}/", cwd=reports.parent).returncode == 0
        seen.append(files_in(copy))

    assert seen == [
        ["2023/id/a.html", "2023/id/a.ipynb", "2023/id/gone.html"],
        ["2023/id/a.html", "2023/id/a.ipynb", "2023/id/a.json", "index.html"],
    ]


@pytest.mark.needs("rsync")
def test_the_workflow_publishes_what_a_copy_has(reports):
    [line] = [step["run"] for step in steps_of_workflow() if "rsync" in step.get("run", "")]

    assert run("bash", "-e", "-c", line, cwd=reports.parent).returncode == 0

    assert files_in(reports.parent / "public") == ["2023/id/a.html", "2023/id/a.ipynb", "2023/id/a.json", "index.html"]


@pytest.mark.needs("rsync")
def test_the_workflow_publishes_nothing_where_there_is_no_report(tmp_path):
    [line] = [step["run"] for step in steps_of_workflow() if "rsync" in step.get("run", "")]
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "index.html").touch()

    assert run("bash", "-e", "-c", line, cwd=tmp_path).returncode != 0


def test_the_page_is_linked_from_the_readme_and_its_own_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", PAGE.read_text(encoding="utf-8"))

    assert "](docs/schedule.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert [link for link in links if not PAGE.parent.joinpath(link).exists()] == []
    assert {path.name for path in EXAMPLES.iterdir()} <= {Path(link).name for link in links} | {TIMER.name}
