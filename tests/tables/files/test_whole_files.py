"""A file is the old one or the new one, whoever looks and whenever."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kkpham_analysis.tables.files.whole_files import write_whole


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_who_may_read_a_file_is_for_the_mask_of_its_writer_to_say(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "a.xlsx", b"x")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.xlsx").stat().st_mode) == mode


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    done, fsync, replace = [], os.fsync, Path.replace
    monkeypatch.setattr("os.fsync", lambda handle: (done.append("on disk"), fsync(handle))[1])
    monkeypatch.setattr("pathlib.Path.replace", lambda part, to: (done.append("named"), replace(part, to))[1])
    write_whole(tmp_path / "new" / "a.txt", b"x")
    assert (done[:2], (tmp_path / "new" / "a.txt").read_bytes()) == (["on disk", "named"], b"x")


@pytest.mark.parametrize("fails", ["os.fsync", "pathlib.Path.replace"])
def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, fails):
    (tmp_path / "a.txt").write_bytes(b"old")
    monkeypatch.setattr(fails, lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "a.txt", b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_where_there_is_no_room_the_file_is_named_that_was_to_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left")))
    with pytest.raises(OSError, match="No space left") as refused:
        write_whole(tmp_path / "a.txt", b"new")
    assert refused.value.filename == str(tmp_path / "a.txt")


def test_of_many_that_write_one_file_each_writes_it_whole(tmp_path):
    contents = [bytes([letter]) * 100_000 for letter in b"abcdefgh"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: write_whole(tmp_path / "a.txt", content), contents))
    assert [file.read_bytes() in contents for file in tmp_path.iterdir()] == [True]
