"""The page of what many reports would take says it in numbers that follow from what was measured."""

import os
import subprocess
import sys

import pytest
from benchmarks.page import PAGE, SCALE_PAGE, pages_of
from benchmarks.results import results
from benchmarks.scale_commands import used_by
from benchmarks.scale_page import lasting, page_of, two
from benchmarks.scale_ways import processor_of, spread


def made(kind, forms, seconds, reports=4, processor=5.0, own=0.4, **others):
    sizes = {"html": 200_000.0, "ipynb": 100_000.0, "json": 4_000.0} | ({"pdf": 96_000.0} if "pdf" in forms else {})
    return {"part": "making", "kind": kind, "forms": forms, "reports": reports, "cores": 2, "seconds": seconds,
            "processor": processor, "own": own, "bytes": sizes} | others  # fmt: skip


def profiles(part, reports, processor, own, seconds=3.6, **others):
    return made("regency_profile", ["html", "pdf"], seconds, reports, processor, own, part=part, **others)


def sent_back(workers, reports, run, scheduler, seconds, tasks):
    return {"part": "cluster", "workers": workers, "reports": reports, "seconds": seconds, "memory": 250_000_000,
            "processor": {"run": run, "scheduler": scheduler}, "sent_back": 512_345, "tasks": tasks,
            "look": 0.053}  # fmt: skip


def lying(reports, planned, run, beside_page, site, page, **others):
    took = {"run": (run, 200_000_000), "status": (run - 0.5, 190_000_000), "site": (site, 400_000_000),
            "run_beside_page": (beside_page, 210_000_000)}  # fmt: skip
    used = {name: {"processor": seconds, "memory": held} for name, (seconds, held) in took.items()}
    return {"part": "beside", "reports": reports, "planned": planned, "fresh": reports / 8_000, "page": page,
            "took": used} | others  # fmt: skip


ROWS = [
    made("province_report", ["html", "pdf"], 4.0),
    made("regency_profile", ["html"], 1.8),
    profiles("making", 4, 5.0, 0.5),
    profiles("more", 12, 15.0, 1.3, seconds=12.0),
    profiles("holding", 8, 9.0, 0.9, workers=1, held=400_000_000),
    profiles("holding", 8, 9.0, 0.9, workers=4, held=640_000_000),
    {"part": "forms", "kind": "regency_profile", "written": {"html": {"seconds": 0.031, "bytes": 200_000}}},
    {"part": "placing", "reports": 100, "seconds": 2.0, "processor": 0.4, "files": 396_000},
    sent_back(10, 50, 1.0, 0.5, 6.5, {"1000": 1.0, "10000": 20.0}),
    sent_back(10, 200, 4.0, 1.0, 21.0, {}),
    sent_back(50, 200, 5.0, 1.0, 6.9, {}),
    sent_back(50, 600, 15.0, 3.0, 16.0, {}),
    lying(1_000, 1_000, 2.2, 2.3, 0.4, 1_300_000),
    lying(10_000, 10_000, 4.4, 5.4, 1.6, 11_400_000, shown=1.3, found=0.5),
    lying(100_000, 10_000, 4.4, 12.4, 32.0, 114_000_000),
]


def tables_of(heading):
    part = page_of(ROWS, "").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("|") and not line.startswith("| ---")]


def prose_of(heading):
    """What a part of the page says, each paragraph and point in one line, without its tables."""
    part = page_of(ROWS, "").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    told = [" ".join(text.split()) for text in part.replace("\n- ", "\n\n- ").split("\n\n")]
    return [text for text in told if text and not text.startswith("|")]


def test_the_answer_follows_from_the_profiles_of_regencies_in_two_forms():
    paragraph = page_of(ROWS, "").split("\n\n")[1]
    assert " ".join(paragraph.split()) == (
        "10,000 reports, profiles of regencies as HTML and PDF, take 5.6 core-hours (2.8 hours on 2 cores, 21 minutes "
        "on 16 cores) and 4.0 GB of disk. 1,000,000 take 560 core-hours (35 hours on 16 cores, 3.5 hours on 10 such "
        "machines) and 400 GB. 16 cores want 1.9 GB of memory. To find that none of 10,000 is out of date takes 4.4 s "
        "and 200 MB of memory, and the page that lists them all has 11 MB. Making them stays linear, for no report "
        "knows of the others; what does not is one plan (10,000 reports at most), the page that lists all of a folder, "
        "and one run, which feeds about 12 cores of its own machine, or 50 of a cluster."
    )


def test_what_a_report_takes_is_told_by_kind_and_form():
    assert tables_of("What a report takes") == [
        "| a report of | forms | made | processor seconds | of its own process | core-seconds | reports per core-hour "
        "| KB: HTML | PDF | notebook | record | all |",
        "| a province | html pdf | 4 | 1.2 | 0.10 | 2.0 | 1,800 | 200 | 96 | 100 | 4.0 | 400 |",
        "| a regency | html | 4 | 1.2 | 0.10 | 0.90 | 4,000 | 200 |  | 100 | 4.0 | 300 |",
        "| a regency | html pdf | 4 | 1.2 | 0.12 | 1.8 | 2,000 | 200 | 96 | 100 | 4.0 | 400 |",
        "| a regency | html pdf | 12 | 1.2 | 0.11 | 2.0 | 1,800 | 200 | 96 | 100 | 4.0 | 400 |",
        "| a report of | form | seconds | KB |",
        "| a regency | html | 0.031 | 200 |",
    ]


def test_what_many_would_take_is_that_times_their_number():
    assert tables_of("What many would take") == [
        "| reports | of | forms | core-hours | 2 cores | 16 cores | 10 × 16 cores | GB |",
        "| 10,000 | a regency | html | 2.5 | 75 minutes | 9.4 minutes | 56 s | 3.0 |",
        "| 10,000 | a regency | html pdf | 5.6 | 2.8 hours | 21 minutes | 2.1 minutes | 4.0 |",
        "| 10,000 | a province | html pdf | 5.6 | 2.8 hours | 21 minutes | 2.1 minutes | 4.0 |",
        "| 1,000,000 | a regency | html | 250 | 5.2 days | 16 hours | 1.6 hours | 300 |",
        "| 1,000,000 | a regency | html pdf | 560 | 12 days | 35 hours | 3.5 hours | 400 |",
        "| 1,000,000 | a province | html pdf | 560 | 12 days | 35 hours | 3.5 hours | 400 |",
    ]


def test_what_a_machine_of_many_cores_needs_is_as_many_runs_as_keep_it_busy_and_their_memory():
    told = prose_of("What many would take")
    assert "16 cores need 2 runs at once, `--workers` sharing the cores among them" in told[0]
    assert told[1] == (
        "Memory: a run that makes one report at a time holds 400 MB, with all that it started, and each more at the "
        "same time 80 MB, by runs of 1 and 4 at a time that are alike but for that. What several processes share is "
        "counted once. That makes 1.9 GB on 16 cores in 2 runs, to which the system adds its own."
    )


def test_what_a_number_costs_beside_is_told_of_each_command():
    assert tables_of("What their number takes beside") == [
        "| reports | of the plan | `run` | MB | `status` | MB | `run` beside page | out of date, of all | `site` | MB "
        "| its page, MB | browser shows it | finds a word |",
        "| 1,000 | 1,000 | 2.2 | 200 | 1.7 | 190 | 2.3 | 0.12 | 0.40 | 400 | 1.3 |  |  |",
        "| 10,000 | 10,000 | 4.4 | 200 | 3.9 | 190 | 5.4 | 1.2 | 1.6 | 400 | 11 | 1.3 | 0.50 |",
        "| 100,000 | 10,000 | 4.4 | 200 | 3.9 | 190 | 12 | 12 | 32 | 400 | 110 |  |  |",
    ]


def test_the_most_reports_that_were_tried_in_one_folder_are_told():
    [told] = prose_of("What their number takes beside")
    assert told.endswith("100,000 in one folder are the most that were tried: what more would take is not known.")


def test_what_a_run_takes_in_is_told_here_and_with_workers():
    assert tables_of("What one run takes in") == [
        "| reports | processor ms each | ms each, to the disk |",
        "| 100 | 4.0 | 20 |",
        "| workers | reports | seconds | at best | processor ms of the run, each | of the scheduler "
        "| memory of the run, MB |",
        "| 10 | 50 | 6.5 | 5.0 | 20 | 10 | 250 |",
        "| 10 | 200 | 21 | 20 | 20 | 5.0 | 250 |",
        "| 50 | 200 | 6.9 | 4.0 | 25 | 5.0 | 250 |",
        "| 50 | 600 | 16 | 12 | 25 | 5.0 | 250 |",
    ]


def test_what_one_more_report_takes_is_told_by_runs_that_differ_in_their_number_alone():
    told = prose_of("Where it stops being linear, and what to do")
    assert told[1].startswith(
        "- **One run has one process of its own**, which speaks with the kernels, writes pages and PDFs and places "
        "them: 0.10 s of a processor for each more report, of 1.2 s in all, by runs of 4 and 12 profiles that are "
        "alike but for their number. It is Python, which computes on about one core at a time, so that it feeds about "
        "12 cores;"
    )
    assert (
        "20 ms of a processor with 10 workers and 25 ms of a processor with 50 workers, by lines that are alike but "
        "for their number. By the dearer about 50 cores"
    ) in told[2]
    assert told[2].endswith("14 MB in and as much out a second, when 50 cores make them.")


def test_what_a_folder_costs_each_report_in_it_is_told_of_few_and_many():
    told = prose_of("Where it stops being linear, and what to do")
    assert told[3].endswith("costs a run 0.080 ms for each report in the folder, whatever its plan asks for.")
    assert "takes 0.12 ms for each of 1,000 and 0.12 ms for each of 100,000, on a local disk" in told[4]


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


def test_what_a_program_uses_is_that_of_the_program_and_not_of_who_asks():
    used, said = used_by([sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass\nprint('done')"])
    assert said == "done\n"
    assert 0.3 <= used["processor"] < 3
    assert used["memory"] > 1_000_000


def test_a_program_that_fails_is_told_with_what_it_said():
    with pytest.raises(SystemExit, match="failed:\nno such report"):
        used_by([sys.executable, "-c", "import sys; sys.exit('no such report')"])
