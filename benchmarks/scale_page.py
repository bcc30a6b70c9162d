"""The page of what many reports would take, docs/scale.md: `python -m benchmarks.page` writes it with the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

NAMES = {
    "country": "the country: summary, trends, quality of the data",
    "province_report": "a province",
    "regency_profile": "a regency",
}
PROFILE = "regency_profile"
SMALL, LARGE = 10_000, 1_000_000
# Cores of one machine, and how many such machines, for those who have more than a desk.
MACHINE, MACHINES = 16, 10
HOUR = 3600
# Seconds of each unit, and how many of them make it the one that suits.
UNITS, FROM = ((24 * HOUR, "days"), (HOUR, "hours"), (60, "minutes")), 1.5
HEAD = """\
# Ten thousand reports, a million reports

{answer}

`python -m benchmarks.page` wrote this page from `benchmarks/results/scale.json`, which `python -m benchmarks.scale`
measures anew in some minutes: what is changed here by hand is gone after the next run. How it is measured stands
[at the end](#how-it-was-measured); how much faster than other ways reports are made is told in
[performance](performance.md).
"""
ANSWER = """\
{small} reports, profiles of regencies as HTML and PDF, take {core_hours} core-hours ({hours_on_two} on 2 cores,
{hours_on_one} on {cores} cores) and {gigabytes} GB of disk. {large} take {large_core_hours} core-hours
({large_hours_on_one} on {cores} cores, {large_hours_on_ten} on {machines} such machines) and {large_gigabytes} GB.
{cores} cores want {room} GB of memory. To find that none of {small} is out of date takes {fresh} and {memory} MB of
memory, and the page that lists them all has {page} MB. Making them stays linear, for no report knows of the others;
what does not is one plan ({small} reports at most), the page that lists all of a folder, and one run, which feeds about
{fed} cores of its own machine, or {fed_far} of a cluster."""
MADE = """\
## What a report takes

Reports of each kind, spread over all rounds, made side by side, one on each core. Seconds of a processor are those of
all processes together; those of the run's own process, which cannot be shared out, stand beside them. A core is kept
for longer, by the clock, for it waits between, and longer still where other programs want it too: core-seconds and
core-hours are counted so. A core is what the system counts as one, as those do who let machines. Left out is the
start of the server that kernels are forked from, with what it makes ready for all reports of the kind. Places differ:
of two runs, that in which more were made tells better what many take.
"""
FORMS = """\
Each form written once more from executed notebooks, by itself: the median of four.
"""
NEEDED = """\
## What many would take

The first table, by the run in which most were made, times their number. {small} are the profiles of 500 regencies in
ten rounds and both languages; all of them, in all rounds, are 11,276. A million has no such meaning here: it stands for
villages, or for trials of rules.
Only {had} cores were there: what is said of more is calculated, with as many runs as they need, and was not tried.
{machine} cores need {runs}, `--workers` sharing the cores among them, each with a folder of its own
([why](#where-it-stops-being-linear-and-what-to-do)). Each report has four files (HTML, PDF, notebook, record).
"""
ROOM = """\
Memory: a run that makes one report at a time holds {first} MB, with all that it started, and each more at the same time
{each} MB, by runs of {few} and {many} at a time that are alike but for that. What several processes share is counted
once. That makes {room} GB on {machine} cores{in_runs}, to which the system adds its own.
"""
BESIDE = """\
## What their number takes beside

Reports that lie untouched in one folder, as the commands find them: seconds of a processor, and the most memory held.
A command is measured whole, Python's start and imports included. `run` and `status` look at the reports of their plan
alone, and settling these looks up each place once, so that the first thousand take most of it. Where the page that
lists all is there, `run` looks through the whole folder for whether it still shows what lies there: beside page. Where
more are laid than one plan may ask for, the others are copies, in files of other names in the same folders; which of
them all are out of date is asked as several plans would. The browser reads the page from the disk. {most} in one folder
are the most that were tried: what more would take is not known.
"""
TAKEN = """\
## What one run takes in

What a run does when somebody else has made the reports: it writes their files, each whole and to the disk, records them
and tells of them.
"""
CLUSTER = """\
The same with a scheduler of Dask, whose workers only sleep a second and give back what was once made of a report
({sent} KB each; its files have {files} KB, and the executed notebook goes twice). Scheduler, workers and run share the
cores of one machine. Only lines of the same number of workers tell what one more report takes. Before and after each
report a true worker looks whether it still is as the run, {look} ms of its processor each time, which the core-hours
above leave out.
"""
IDLE = """\
Tasks that do nothing, handed out to {workers} workers and taken in, took {told}.
"""
BENDS = """\
## Where it stops being linear, and what to do

- **One plan asks for {most} reports at most.** All of a plan are settled and held against the facts before the first is
  made, and a slip such as `3..1000000` is refused in the place of filling the memory. Write several plans: one for each
  language, say, or one for each round (`--year` takes the place of the rounds in a plan). The profiles of all regencies
  in all rounds are 11,276, and would be refused: `every_profile_id` and `every_profile_en` ask for 5,638 each. Several
  plans may share a folder of reports, and then run one after the other.
- **One run has one process of its own**, which speaks with the kernels, writes pages and PDFs and places them: {own} s
  of a processor for each more report, of {work} s in all, by runs of {few} and {many} profiles that are alike but for
  their number. It is Python, which computes on about one core at a time, so that it feeds about {fed} cores; with more
  `--workers` they wait for it. On a larger machine start several runs, each with a part of the cores, a plan and a
  folder of its own, or a cluster.
- **Of a cluster, one run takes in what all workers make**, for these write the pages too: {takes}, by lines that are
  alike but for their number. By the dearer about {fed_far} cores that make profiles keep it busy, and more of
  them wait. Start a run for each part then, each with a folder of its own. What workers send back passes the scheduler,
  whose network carries each report twice: {sent} MB in and as much out a second, when {fed_far} cores make them.
- **The page that lists a folder** grows by {page_each} KB a report, and all of it is held in memory while it is written
  and while it is read. Beyond some ten thousand give each part a folder of its own (`kkpham --out reports-2023 run
  PLAN`), which has its own page and its own lock, so that several may be made at once. `report` and `run` write the
  page anew at their end where it is there and something changed, and only there: whoever needs none does not run
  `kkpham site`. Where nothing changed, finding that costs a run {seal_each} ms for each report in the folder, whatever
  its plan asks for.
- **A folder of files** holds four for each report, and there is one for each round and language. Finding out what is
  out of date takes {fresh_few} ms for each of {fresh_few_of} and {fresh_many} ms for each of {fresh_many_of}, on a
  local disk, and beyond that was not measured; a backup, a copy or a share notices the number of files earlier.
- **What does not grow**: `status.json`, which names the first hundred that failed, and the time that a report takes,
  from the tables that there are. A million villages would bring larger tables: reports from such were not measured.
- **A new version of the program makes every report old**: at a million, upgrade when there is time to make them all. A
  claim about one regency makes those of its province old and those of the country, however many others there are.
"""
HOW = """\
## How it was measured

`python -m benchmarks.scale` makes a few true reports of each kind, each part in a process of its own. For what the
number of reports costs, the record of one true report, with what each other would be made from, is laid beside files of
its size and with nothing inside: what is out of date is told by records, sizes and times. Numbers are rounded to two
digits. Seconds of a processor hardly depend on what else runs; those of browser, disk and cluster do. KB, MB and GB are
thousands, millions and thousands of millions of bytes. Another machine may be half as fast, or twice: measure there
before much is rented, or time `kkpham run first --force`.
"""


def two(value: float) -> str:
    """A number rounded to two digits, as people write it."""
    if not value:
        return "0"
    rounded = float(f"{value:.1e}")
    return f"{rounded:,.{max(1 - math.floor(math.log10(abs(rounded))), 0)}f}"


def lasting(seconds: float) -> str:
    """How long something takes, in the unit that suits it."""
    unit, name = next(((unit, name) for unit, name in UNITS if seconds >= FROM * unit), (1, "s"))
    return f"{two(seconds / unit)} {name}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table for people."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def page_of(rows: Sequence[Row], measured_on: str) -> str:
    """The page of all parts that were measured, and what it was measured on."""
    answer = ANSWER.format(**_answers(rows))
    parts = (HEAD.format(answer=answer), _made(rows), _needed(rows), _beside(rows), _taken(rows),
             BENDS.format(**_bends(rows)), f"{HOW}{measured_on}")  # fmt: skip
    return "\n".join(parts)


def _of(rows: Sequence[Row], part: str) -> list[Row]:
    return [row for row in rows if row["part"] == part]


def _making(rows: Sequence[Row], kind: str, forms: int) -> Row:
    return next(row for row in _of(rows, "making") if row["kind"] == kind and len(row["forms"]) == forms)


def _most(rows: Sequence[Row], kind: str, forms: int) -> Row:
    """Of the runs that made a kind, the one that made most: the more of them, the less it matters which they are."""
    alike = [row for row in _made_of(rows) if row["kind"] == kind and len(row["forms"]) == forms]
    return max(alike, key=lambda row: int(row["reports"]))


def _made_of(rows: Sequence[Row]) -> list[Row]:
    return [*_of(rows, "making"), *_of(rows, "more")]


def _each(row: Row) -> float:
    """Seconds that a report of a row keeps a core, also where that waits."""
    return float(row["seconds"] * row["cores"] / row["reports"])


def _at_work(row: Row) -> float:
    """Seconds of a processor for each report of a row."""
    return float(row["processor"] / row["reports"])


def _size(row: Row) -> float:
    return float(sum(row["bytes"].values()))


def _slope(rows: Sequence[Row], number: str, value: Callable[[Row], float]) -> float:
    """What one more of a number takes, by the first and the last of rows that differ in nothing else."""
    first, *_, last = rows
    return (value(last) - value(first)) / float(last[number] - first[number])


def _profiles(rows: Sequence[Row]) -> list[Row]:
    """Runs of profiles, alike but for their number."""
    return [_making(rows, PROFILE, 2), *_of(rows, "more")]


def _own(rows: Sequence[Row]) -> float:
    """Seconds of a processor that the own process of a run needs for each more profile."""
    return _slope(_profiles(rows), "reports", lambda row: float(row["own"]))


def _work(rows: Sequence[Row]) -> float:
    """Seconds of a processor that all processes of a run need for each more profile."""
    return _slope(_profiles(rows), "reports", lambda row: float(row["processor"]))


def _takings(rows: Sequence[Row]) -> dict[int, float]:
    """Seconds of a processor that a run needs for each more report of a cluster, by the number of workers."""
    clusters = _of(rows, "cluster")
    return {
        workers: _slope([row for row in clusters if row["workers"] == workers], "reports", _of_run)
        for workers in dict.fromkeys(row["workers"] for row in clusters)
    }


def _of_run(row: Row) -> float:
    return float(row["processor"]["run"])


def _fed(rows: Sequence[Row]) -> float:
    """How many cores at work one run feeds on its machine: by what else the machine does neither is changed."""
    return _work(rows) / _own(rows)


def _fed_far(rows: Sequence[Row]) -> float:
    """How many cores at work one run can take in reports from, of a cluster of many workers."""
    return _work(rows) / max(_takings(rows).values())


def _runs(rows: Sequence[Row]) -> int:
    """How many runs a machine of many cores needs, for one to feed no more than it can."""
    return math.ceil(MACHINE / _fed(rows))


def _room(rows: Sequence[Row]) -> dict[str, float]:
    """Bytes that a run holds with one report at a time, that each more holds, and that all runs of a machine do."""
    first, each = _of(rows, "holding")[0]["held"], _slope(_of(rows, "holding"), "workers", lambda row: row["held"])
    return {"first": first, "each": each, "all": _runs(rows) * (first - each) + MACHINE * each}


def _answers(rows: Sequence[Row]) -> dict[str, str]:
    profile, beside = _most(rows, PROFILE, 2), _lying_of(rows, SMALL)
    found = {"small": f"{SMALL:,}", "large": f"{LARGE:,}", "cores": str(MACHINE), "machines": str(MACHINES),
             "fresh": lasting(beside["took"]["run"]["processor"]), "room": two(_room(rows)["all"] / 1e9),
             "memory": two(beside["took"]["run"]["memory"] / 1e6), "page": two(beside["page"] / 1e6),
             "fed": two(_fed(rows)), "fed_far": two(_fed_far(rows))}  # fmt: skip
    for number, name in ((SMALL, ""), (LARGE, "large_")):
        seconds = _each(profile) * number
        found |= {f"{name}core_hours": two(seconds / HOUR), f"{name}hours_on_two": lasting(seconds / 2),
                  f"{name}hours_on_one": lasting(seconds / MACHINE),
                  f"{name}hours_on_ten": lasting(seconds / MACHINE / MACHINES),
                  f"{name}gigabytes": two(_size(profile) * number / 1e9)}  # fmt: skip
    return found


def _lying_of(rows: Sequence[Row], number: int) -> Row:
    return next(row for row in _of(rows, "beside") if row["reports"] == number)


def _made(rows: Sequence[Row]) -> str:
    heads = ("a report of", "forms", "made", "processor seconds", "of its own process", "core-seconds",
             "reports per core-hour", "KB: HTML", "PDF", "notebook", "record", "all")  # fmt: skip
    lines = [
        (NAMES[row["kind"]], " ".join(row["forms"]), str(row["reports"]), two(_at_work(row)),
         two(row["own"] / row["reports"]), two(_each(row)), two(HOUR / _each(row)),
         *(two(row["bytes"][form] / 1e3) if form in row["bytes"] else "" for form in ("html", "pdf", "ipynb", "json")),
         two(_size(row) / 1e3))
        for row in _made_of(rows)
    ]  # fmt: skip
    forms = [
        (NAMES[row["kind"]], form, two(about["seconds"]), two(about["bytes"] / 1e3))
        for row in _of(rows, "forms")
        for form, about in row["written"].items()
    ]
    return f"{MADE}\n{table(heads, lines)}\n{FORMS}\n{table(('a report of', 'form', 'seconds', 'KB'), forms)}"


def _needed(rows: Sequence[Row]) -> str:
    heads = (
        "reports",
        "of",
        "forms",
        "core-hours",
        "2 cores",
        f"{MACHINE} cores",
        f"{MACHINES} × {MACHINE} cores",
        "GB",
    )
    lines = []
    for number in (SMALL, LARGE):
        for kind, forms in (("regency_profile", 1), ("regency_profile", 2), ("province_report", 2)):
            row = _most(rows, kind, forms)
            seconds = _each(row) * number
            lines.append((f"{number:,}", NAMES[kind], " ".join(row["forms"]), two(seconds / HOUR), lasting(seconds / 2),
                          lasting(seconds / MACHINE), lasting(seconds / MACHINE / MACHINES),
                          two(_size(row) * number / 1e9)))  # fmt: skip
    return f"{NEEDED.format(**_machine(rows))}\n{table(heads, lines)}\n{ROOM.format(**_machine(rows))}"


def _machine(rows: Sequence[Row]) -> dict[str, str]:
    """What a machine of many cores needs, in words."""
    runs, room, holding = _runs(rows), _room(rows), _of(rows, "holding")
    said = "one run" if runs == 1 else f"{runs} runs at once"
    return {"small": f"{SMALL:,}", "had": str(_making(rows, PROFILE, 2)["cores"]), "machine": str(MACHINE),
            "runs": said, "in_runs": "" if runs == 1 else f" in {runs} runs",
            "few": str(holding[0]["workers"]), "many": str(holding[-1]["workers"]),
            "first": two(room["first"] / 1e6), "each": two(room["each"] / 1e6),
            "room": two(room["all"] / 1e9)}  # fmt: skip


def _beside(rows: Sequence[Row]) -> str:
    heads = ("reports", "of the plan", "`run`", "MB", "`status`", "MB", "`run` beside page", "out of date, of all",
             "`site`", "MB", "its page, MB", "browser shows it", "finds a word")  # fmt: skip
    lying = _of(rows, "beside")
    about = BESIDE.format(most=f"{max(row['reports'] for row in lying):,}")
    return f"{about}\n{table(heads, map(_lying, lying))}"


def _lying(row: Row) -> Sequence[str]:
    """What a number of reports takes that lie untouched."""
    took = {name: (two(used["processor"]), two(used["memory"] / 1e6)) for name, used in row["took"].items()}
    seen = (two(row[name]) if name in row else "" for name in ("shown", "found"))
    return (f"{row['reports']:,}", f"{row['planned']:,}", *took["run"], *took["status"], took["run_beside_page"][0],
            two(row["fresh"]), *took["site"], two(row["page"] / 1e6), *seen)  # fmt: skip


def _taken(rows: Sequence[Row]) -> str:
    placed = [(f"{row['reports']:,}", two(_at_work(row) * 1e3), two(row["seconds"] / row["reports"] * 1e3))
              for row in _of(rows, "placing")]  # fmt: skip
    clusters = _of(rows, "cluster")
    heads = (
        "workers",
        "reports",
        "seconds",
        "at best",
        "processor ms of the run, each",
        "of the scheduler",
        "memory of the run, MB",
    )
    lines = [
        (f"{row['workers']:,}", f"{row['reports']:,}", two(row["seconds"]), two(row["reports"] / row["workers"]),
         *(two(row["processor"][name] / row["reports"] * 1e3) for name in ("run", "scheduler")),
         two(row["memory"] / 1e6))
        for row in clusters
    ]  # fmt: skip
    about = CLUSTER.format(sent=two(clusters[0]["sent_back"] / 1e3), files=two(_of(rows, "placing")[0]["files"] / 1e3),
                           look=two(clusters[0]["look"] * 1e3))  # fmt: skip
    idle = "".join(map(_idle, clusters))
    written = table(("reports", "processor ms each", "ms each, to the disk"), placed)
    return f"{TAKEN}\n{written}\n{about}\n{table(heads, lines)}\n{idle}"


def _idle(row: Row) -> str:
    """What Dask alone takes; nothing of a row without it."""
    took = {int(tasks): seconds for tasks, seconds in row["tasks"].items()}
    told = " and ".join(f"{lasting(seconds)} for {tasks:,} ({two(seconds / tasks * 1e3)} ms each)"
                        for tasks, seconds in took.items())  # fmt: skip
    return IDLE.format(workers=row["workers"], told=told) if told else ""


def _bends(rows: Sequence[Row]) -> dict[str, str]:
    profiles, sent = _profiles(rows), _of(rows, "cluster")[0]["sent_back"]
    takes = " and ".join(f"{two(seconds * 1e3)} ms of a processor with {workers} workers"
                         for workers, seconds in _takings(rows).items())  # fmt: skip
    return {"most": f"{SMALL:,}", "own": two(_own(rows)), "work": two(_work(rows)), "fed": two(_fed(rows)),
            "few": str(profiles[0]["reports"]), "many": str(profiles[-1]["reports"]),
            "takes": takes, "fed_far": two(_fed_far(rows)),
            "sent": two(_fed_far(rows) / _each(profiles[0]) * sent / 1e6), **_bends_of_folder(rows)}  # fmt: skip


def _bends_of_folder(rows: Sequence[Row]) -> dict[str, str]:
    few, many = _lying_of(rows, SMALL // 10), _of(rows, "beside")[-1]
    seal = many["took"]["run_beside_page"]["processor"] - many["took"]["run"]["processor"]
    told = {name: two(row["fresh"] / row["reports"] * 1e3) for name, row in (("few", few), ("many", many))}
    return {"page_each": two(_lying_of(rows, SMALL)["page"] / SMALL / 1e3),
            "seal_each": two(seal / many["reports"] * 1e3),
            "fresh_few": told["few"], "fresh_few_of": f"{few['reports']:,}",
            "fresh_many": told["many"], "fresh_many_of": f"{many['reports']:,}"}  # fmt: skip
