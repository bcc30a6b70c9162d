"""Reports of Kabupaten/Kota Peduli HAM that are out of date: each night, one task for each plan, for Airflow 2 and 3.

Copy it into the folder of DAGs. The program lies in /srv/kkpham-analysis, or where the variable KKPHAM_ROOT of the
scheduler and the workers says; it has its own environment, apart from that of Airflow.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pendulum

try:  # Airflow 3
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
try:  # Airflow 3, and Airflow 2 with the provider "standard"
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:  # Airflow 2
    from airflow.operators.bash import BashOperator

ROOT = Path(os.environ.get("KKPHAM_ROOT", "/srv/kkpham-analysis"))
# A plan for every regency of every round makes thousands of reports, for hours: write "" here to have these, too.
LEFT_OUT = "every_profile_*.yaml"
FILES = {*(ROOT / "reports" / "plans").glob("*.yaml")} - {*(ROOT / "reports" / "plans").glob(LEFT_OUT or "-")}
PLANS = sorted(path.stem for path in FILES)
if not PLANS:
    # A DAG without tasks would be green each night.
    raise FileNotFoundError(f"no plans in {ROOT / 'reports' / 'plans'}; KKPHAM_ROOT names the folder of the program")

with DAG(
    dag_id="kkpham_reports",
    description="Reports of Kabupaten/Kota Peduli HAM that are out of date",
    schedule="0 2 * * *",  # in the time zone of start_date: 02:00 WIB
    start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Jakarta"),
    # A night that was missed needs no run of its own: the next one makes all that is out of date.
    catchup=False,
    max_active_runs=1,
    # Each run takes all cores and locks the reports; a second one beside it would be turned away.
    max_active_tasks=1,
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=10),
        "execution_timeout": timedelta(hours=4),
    },
    tags=["kkpham"],
) as dag:
    for plan in PLANS:
        BashOperator(
            task_id=f"run_{plan}",
            # The page that lists the reports, whatever became of them; the task ends as the run did.
            bash_command=f".venv/bin/kkpham run {plan} --log json --timeout 600 --retry 1; code=$?; "
            ".venv/bin/kkpham site && exit $code",
            cwd=str(ROOT),
            env={"KKPHAM_LANG": "id"},
            append_env=True,
        )
