"""The page of what many reports would take says it in numbers that follow from what was measured."""

import os
import subprocess
import sys

import pytest
from benchmarks.page import PAGE, SCALE_PAGE, pages_of
from benchmarks.results import results
from benchmarks.scale_page import lasting, page_of, two
from benchmarks.scale_ways import processor_of, spread


def made(kind, forms, seconds):
    sizes = {"html": 200_000.0, "ipynb": 100_000.0, "json": 4_000.0} | ({"pdf": 96_000.0} if "pdf" in forms else {})
    return {"part": "making", "kind": kind, "forms": forms, "reports": 4, "cores": 2, "seconds": seconds,
            "processor": 5.0, "bytes": sizes}  # fmt: skip


ROWS = [
    made("province_report", ["html", "pdf"], 4.0),
    made("regency_profile", ["html"], 1.8),
    made("regency_profile", ["html", "pdf"], 3.6),
    {"part": "forms", "kind": "regency_profile", "written": {"html": {"seconds": 0.031, "bytes": 200_000}}},
    {"part": "placing", "reports": 100, "seconds": 2.0, "processor": 0.4, "files": 396_000},
    {"part": "cluster", "workers": 10, "reports": 60, "seconds": 7.5, "processor": {"run": 1.2, "scheduler": 0.6},
     "memory": 250_000_000, "sent_back": 512_345, "tasks": {"1000": 1.0, "10000": 20.0}},
    {"part": "cluster", "workers": 50, "reports": 200, "seconds": 6.9, "processor": {"run": 4.0, "scheduler": 1.0},
     "memory": 370_000_000, "sent_back": 512_345, "tasks": {}},
    {"part": "beside", "reports": 10_000, "planned": 10_000, "memory": 200_000_000, "site_memory": 400_000_000,
     "site_bytes": 11_400_000, "took": {"plan": 0.2, "settle": 2.4, "fresh": 1.1, "whole": 4.4, "site": 1.6},
     "shown": 1.3, "found": 0.5},
    {"part": "beside", "reports": 100_000, "planned": 10_000, "memory": 260_000_000, "site_memory": 2_000_000_000,
     "site_bytes": 114_000_000, "took": {"plan": 0.2, "settle": 2.4, "fresh": 12.0, "whole": 15.4, "site": 32.0}},
]  # fmt: skip


def tables_of(heading):
    part = page_of(ROWS, "").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("|") and not line.startswith("| ---")]


def test_the_answer_follows_from_the_profiles_of_regencies_in_two_forms():
    paragraph = page_of(ROWS, "").split("\n\n")[1]
    assert " ".join(paragraph.split()) == (
        "10,000 reports, profiles of regencies as HTML and PDF, take 5.0 core-hours (2.5 hours on 2 cores, 19 minutes "
        "on 16 cores) and 4.0 GB of disk. 1,000,000 take 500 core-hours (31 hours on 16 cores, 3.1 hours on 10 such "
        "machines) and 400 GB. To find that none of 10,000 is out of date takes 4.4 s and 200 MB of memory, and the "
        "page that lists them all has 11 MB. Making them stays linear, for no report knows of the others; what does "
        "not is one plan (10,000 reports at most), the page that lists all of a folder, and one run that takes in what "
        "a cluster makes (of about 62 cores)."
    )


def test_what_a_report_takes_is_told_by_kind_and_form():
    assert tables_of("What a report takes") == [
        "| a report of | forms | processor seconds | core-seconds | reports per core-hour | KB: HTML | PDF | notebook "
        "| record | all |",
        "| a province | html pdf | 1.2 | 2.0 | 1,800 | 200 | 96 | 100 | 4.0 | 400 |",
        "| a regency | html | 1.2 | 0.90 | 4,000 | 200 |  | 100 | 4.0 | 300 |",
        "| a regency | html pdf | 1.2 | 1.8 | 2,000 | 200 | 96 | 100 | 4.0 | 400 |",
        "| a report of | form | seconds | KB |",
        "| a regency | html | 0.031 | 200 |",
    ]


def test_what_many_would_take_is_that_times_their_number():
    assert tables_of("What many would take") == [
        "| reports | of | forms | core-hours | 2 cores | 16 cores | 10 × 16 cores | GB |",
        "| 10,000 | a regency | html | 2.5 | 75 minutes | 9.4 minutes | 56 s | 3.0 |",
        "| 10,000 | a regency | html pdf | 5.0 | 2.5 hours | 19 minutes | 1.9 minutes | 4.0 |",
        "| 10,000 | a province | html pdf | 5.6 | 2.8 hours | 21 minutes | 2.1 minutes | 4.0 |",
        "| 1,000,000 | a regency | html | 250 | 5.2 days | 16 hours | 1.6 hours | 300 |",
        "| 1,000,000 | a regency | html pdf | 500 | 10 days | 31 hours | 3.1 hours | 400 |",
        "| 1,000,000 | a province | html pdf | 560 | 12 days | 35 hours | 3.5 hours | 400 |",
    ]


def test_what_a_number_costs_beside_has_no_plan_where_a_plan_cannot_ask_for_it():
    assert tables_of("What their number takes beside") == [
        "| reports | read the plan | settle | find what is out of date | whole command | memory, MB "
        "| write the page | memory, MB | page, MB | browser shows it | finds a word |",
        "| 10,000 | 0.20 | 2.4 | 1.1 | 4.4 | 200 | 1.6 | 400 | 11 | 1.3 | 0.50 |",
        "| 100,000 |  |  | 12 |  | 260 | 32 | 2,000 | 110 |  |  |",
    ]


def test_what_a_run_takes_in_is_told_here_and_with_workers():
    assert tables_of("What one run takes in") == [
        "| reports | processor ms each | ms each, to the disk |",
        "| 100 | 4.0 | 20 |",
        "| workers | reports | seconds | at best | processor ms of the run, each | of the scheduler "
        "| memory of the run, MB |",
        "| 10 | 60 | 7.5 | 6.0 | 20 | 10 | 250 |",
        "| 50 | 200 | 6.9 | 4.0 | 20 | 5.0 | 370 |",
    ]


def test_what_dask_alone_takes_is_told_by_the_number_of_tasks():
    told = (
        "handed out to 10 workers and taken in, took 1.0 s for 1,000 (1.0 ms each) and 20 s for 10,000 (2.0 ms each)."
    )
    assert told in page_of(ROWS, "")


@pytest.mark.parametrize("page", [PAGE, SCALE_PAGE], ids=["performance", "scale"])
def test_a_page_is_that_of_the_results_that_are_kept(page):
    assert page.read_text(encoding="utf-8") == pages_of(results())[page]


def test_there_is_no_page_of_what_was_not_measured():
    assert list(pages_of({})) == [PAGE]


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.0314, "0.031"), (0.996, "1.0"), (9.96, "10"), (12.4, "12"), (996, "1,000"), (11_276, "11,000")],
)
def test_numbers_have_two_digits(value, said):
    assert two(value) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(89, "89 s"), (90, "1.5 minutes"), (3600, "60 minutes"), (86_400, "24 hours"), (864_000, "10 days")],
)
def test_time_is_told_in_the_unit_that_suits_it(seconds, said):
    assert lasting(seconds) == said


def test_reports_to_be_made_are_spread_over_all():
    assert spread(range(10), 4) == [0, 2, 5, 7]


def test_processor_time_is_also_that_of_children_that_have_ended():
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    before = processor_of(os.getpid())
    subprocess.run([sys.executable, "-c", busy], check=True)
    assert processor_of(os.getpid()) - before > 0.4  # seconds, counted in hundredths
