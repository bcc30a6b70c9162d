"""One command at a time writes into a folder of reports; the lock is gone with its holder."""

import errno
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

from kkpham_analysis.language import Words
from kkpham_analysis.reports import run_lock
from kkpham_analysis.reports.calls import CallError
from kkpham_analysis.reports.run_lock import LOCK, UNKNOWN, AtWorkError, Holder, at_work, only_run, refuse_shut

HOLD = """
import subprocess, sys
from pathlib import Path
from kkpham_analysis.reports.run_lock import only_run
with only_run(Path(sys.argv[1]), "run yearly"):
    child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    print(child.pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def elsewhere(tmp_path):
    """Another process that holds the lock, and has started a process itself."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    holder.child = int(holder.stdout.readline())
    yield holder
    holder.kill()
    holder.communicate()


def test_nobody_is_at_work_where_there_is_no_folder_yet(tmp_path):
    assert at_work(tmp_path / "reports") is None


def test_a_command_at_work_says_who_it_is_and_nothing_once_it_has_ended(tmp_path):
    with only_run(tmp_path, "run yearly") as holder:
        assert at_work(tmp_path) == holder
        assert (holder.pid, holder.host, holder.command) == (os.getpid(), socket.gethostname(), "run yearly")
    assert at_work(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_made_for_the_lock_alone_is_gone_again_and_one_with_anything_in_it_stays(tmp_path):
    with only_run(tmp_path / "refused", "run first"):
        pass
    with only_run(tmp_path / "made", "run first"):
        (tmp_path / "made" / "status.json").touch()
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "made", "made/status.json",
    ]  # fmt: skip


def test_a_second_command_says_in_both_languages_who_is_at_work_since_when_and_where(tmp_path):
    with only_run(tmp_path, "run yearly") as holder, pytest.raises(AtWorkError) as refused, only_run(tmp_path, "site"):
        pass
    assert [refused.value.sentence(Words(language)) for language in ("en", "id")] == [
        f"Another command is writing in {tmp_path}: kkpham run yearly, since {holder.since}, process {holder.pid} on "
        f"{holder.host}. Wait until it has ended or end that process, then try again.",
        f"Perintah lain sedang menulis di {tmp_path}: kkpham run yearly, sejak {holder.since}, proses {holder.pid} di "
        f"{holder.host}. Tunggu sampai selesai atau hentikan proses itu, lalu coba lagi.",
    ]


def test_a_holder_on_another_machine_is_named_by_that_machine(elsewhere, tmp_path):
    (tmp_path / LOCK).write_text(
        '{"pid": 7, "host": "server-2", "since": "2026-01-01T12:00:00+07:00", "command": "site"}'
    )
    assert at_work(tmp_path) == Holder(7, "server-2", "2026-01-01T12:00:00+07:00", "site")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}', "[" * 5000])
def test_a_holder_that_does_not_say_who_it_is_is_at_work_all_the_same(elsewhere, tmp_path, text):
    (tmp_path / LOCK).write_text(text)
    with pytest.raises(AtWorkError) as refused, only_run(tmp_path, "site"):
        pass
    assert at_work(tmp_path).pid == 0
    assert str(refused.value) == (f"Another command is writing in {tmp_path}. Wait until it has ended, then try again.")


def test_a_lock_goes_with_its_holder_though_a_process_that_it_started_lives_on(elsewhere, tmp_path):
    assert at_work(tmp_path).pid == elsewhere.pid
    os.kill(elsewhere.pid, signal.SIGKILL)
    elsewhere.wait()
    os.kill(elsewhere.child, 0)
    with only_run(tmp_path, "run first") as holder:
        assert at_work(tmp_path) == holder


def test_who_waited_while_the_last_holder_took_its_file_away_locks_the_one_that_is_there(tmp_path, monkeypatch):
    locked = run_lock.lock_now

    def after_the_last_holder(file):
        monkeypatch.setattr(run_lock, "lock_now", locked)
        (tmp_path / LOCK).unlink()
        locked(file)

    monkeypatch.setattr(run_lock, "lock_now", after_the_last_holder)
    with only_run(tmp_path, "run first") as holder:
        assert at_work(tmp_path) == holder


def test_who_begins_clears_what_was_being_written_and_nothing_else(tmp_path):
    folder = tmp_path / "2023" / "id"
    names = [".trends.html.0123abcd.part", ".mine.part", "trends.html.0123abcd.part", "trends.html"]
    (folder / "16x9").mkdir(parents=True)
    for file in (*(folder / name for name in names), tmp_path / f"{names[0]}", folder / "16x9" / f"{names[0]}"):
        file.write_text("half")
    with only_run(tmp_path, "run first"):
        left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert left == [LOCK, "2023/id/.mine.part", "2023/id/trends.html", "2023/id/trends.html.0123abcd.part"]


def test_a_folder_that_is_a_file_is_refused_as_any_that_cannot_be_written(tmp_path):
    (tmp_path / "reports").write_text("mine")
    with pytest.raises(CallError, match="laporan tidak dapat ditulis ke"), only_run(tmp_path / "reports", "site"):
        pass


def test_on_a_full_disk_the_lock_is_held_though_it_finds_no_room_to_say_by_whom(tmp_path, monkeypatch):
    class Full:
        """The file of the lock on a disk that is full."""

        def __init__(self, file):
            self.file = file

        def __getattr__(self, name):
            return getattr(self.file, name)

        def write(self, content):
            raise OSError(errno.ENOSPC, "No space left on device")

    held = run_lock._held

    @contextmanager
    def held_on_a_full_disk(out):
        with held(out) as file:
            yield Full(file)

    monkeypatch.setattr(run_lock, "_held", held_on_a_full_disk)
    with only_run(tmp_path, "run yearly") as holder:
        assert (holder.command, at_work(tmp_path)) == ("run yearly", UNKNOWN)
    assert at_work(tmp_path) is None


def test_where_a_full_disk_has_no_room_for_the_lock_it_is_called_full_and_not_unwritable(tmp_path, monkeypatch):
    def full(path, *how, **more):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr("pathlib.Path.open", full)
    with pytest.raises(OSError, match="No space left") as refused, only_run(tmp_path, "run yearly"):
        pass
    assert refused.value.filename == str(tmp_path / LOCK)


def under_a_file(folder):
    (folder / "file").write_bytes(b"")
    return folder / "file" / "reports"


def a_file(folder):
    (folder / "reports").write_bytes(b"")
    return folder / "reports"


def with_a_folder_for_a_lock(folder):
    (folder / "reports" / LOCK).mkdir(parents=True)
    return folder / "reports"


@pytest.mark.parametrize("shut", [under_a_file, a_file, with_a_folder_for_a_lock])
def test_where_no_run_can_hold_the_lock_is_refused_before_one_begins_with_the_same_sentence(tmp_path, shut):
    out = shut(tmp_path)
    there = sorted(tmp_path.rglob("*"))
    with pytest.raises(CallError) as foreseen:
        refuse_shut(out)
    with pytest.raises(CallError) as refused, only_run(out, "run yearly"):
        pass
    assert foreseen.value.faults == refused.value.faults
    assert sorted(tmp_path.rglob("*")) == there


@pytest.mark.parametrize("name", ["reports", "reports/2023", "a/b/c"])
def test_a_folder_that_takes_no_files_is_refused_whether_it_is_that_of_reports_or_one_above(
    tmp_path, monkeypatch, name
):
    (tmp_path / "reports").mkdir()
    shut = {tmp_path, tmp_path / "reports"}
    monkeypatch.setattr(os, "access", lambda path, mode: path not in shut or not mode & os.W_OK)
    with pytest.raises(CallError) as refused:
        refuse_shut(tmp_path / name)
    assert refused.value.sentences(Words("en")) == [
        f"reports cannot be written to {tmp_path / name}; choose another folder with --out, or check its permissions"
    ]


def test_a_drive_that_is_not_there_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    with pytest.raises(CallError) as refused:
        refuse_shut(tmp_path)
    assert [fault.key for fault in refused.value.faults] == ["call.unwritable"]


def test_who_asks_whether_a_run_could_begin_makes_nothing_and_needs_no_lock(tmp_path, elsewhere):
    there = sorted(tmp_path.rglob("*"))
    refuse_shut(tmp_path)
    refuse_shut(tmp_path / "not" / "yet")
    assert (sorted(tmp_path.rglob("*")), at_work(tmp_path).pid) == (there, elsewhere.pid)
