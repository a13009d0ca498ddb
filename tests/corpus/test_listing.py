"""``provtrack list``: the same with an index as without, never out of date, and never cut short."""

import os
import shutil
from pathlib import Path

import pytest
from commandline import Run, provtrack, successful
from holdings import FAIR, NOTE, TALK, Collection, write

from provtrack.corpus import stamps
from provtrack.corpus.database import NAME
from provtrack.store.repository import Repository


@pytest.fixture
def indexed(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> Collection:
    """A collection with an index that is up to date, of files that count as old."""
    monkeypatch.setattr(stamps, "_RACE", 0)
    successful("index", "--quiet", "--jobs", "1")
    return collection


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files below ``records/`` that are read."""
    paths: list[str] = []
    theirs = Repository.read

    def noted(self: Repository, path: str) -> bytes | None:
        paths.append(path)
        return theirs(self, path)

    monkeypatch.setattr(Repository, "read", noted)
    return paths


def unindexed(collection: Collection, *arguments: str) -> Run:
    """The list that is made without an index."""
    shutil.rmtree(collection.root / ".git" / "provtrack")
    return successful("list", *arguments)


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_it_is_the_same_to_the_byte_and_nothing_is_read(
    indexed: Collection, read: list[str], form: str
) -> None:
    quick = successful("list", "--format", form)
    assert read == []

    assert unindexed(indexed, "--format", form) == quick
    assert f"{TALK}/record.toml" in read


def test_an_edit_shows_at_once_though_size_and_time_are_as_before(indexed: Collection) -> None:
    before = indexed.talk.stat()
    indexed.edit("Talk with", "Chat with")
    os.utime(indexed.talk, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert indexed.talk.stat().st_size == before.st_size

    assert "Chat with Deputy Minister Teresh" in successful("list").out


def test_a_paragraph_more_shows_at_once(indexed: Collection) -> None:
    write(indexed.text("fair", NOTE), [*FAIR, "It opened on Friday."])

    assert "fair (en, 3)" in successful("list").out


def test_records_and_texts_that_come_and_go_show_at_once(indexed: Collection) -> None:
    shutil.rmtree(indexed.records / NOTE)
    write(indexed.records / "new" / "record.toml", 'schema = 1\nid = "new"\ntitle = "New"\n')
    indexed.text("archive").unlink()

    run = provtrack("list", "--format", "json")
    assert [each["id"] for each in run.document["records"]] == ["new", TALK]
    assert f"records/{TALK}/archive.txt: no such file" in run.err
    assert run.code == 2


def test_a_file_in_the_place_of_another_is_not_taken_for_it(indexed: Collection) -> None:
    other = write(indexed.root / "other.txt", ["One paragraph", "and another", "and a third."])
    old = indexed.text("fair", NOTE)
    size, when = old.stat().st_size, old.stat().st_mtime_ns
    other.write_bytes(other.read_bytes().ljust(size)[:size])
    os.utime(other, ns=(when, when))
    other.replace(old)

    assert "fair (en, 3)" in successful("list").out


def test_a_file_that_is_still_young_is_read_anyway(collection: Collection, read: list[str]) -> None:
    successful("index", "--quiet", "--jobs", "1")
    read.clear()
    successful("list")

    assert f"{NOTE}/fair.txt" in read


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 500])
def test_a_damaged_index_is_no_hindrance(indexed: Collection, damage: bytes) -> None:
    quick = successful("list")
    (indexed.root / ".git" / "provtrack" / NAME).write_bytes(damage)

    assert successful("list") == quick


def test_working_trees_that_share_an_index_are_not_taken_for_each_other(
    indexed: Collection, tmp_path: Path
) -> None:
    indexed.git("worktree", "add", "--quiet", tmp_path / "second", "published")

    assert NOTE not in successful("list", "--repo", tmp_path / "second").out
    assert NOTE in successful("list").out


def test_what_cannot_be_read_is_named_and_the_others_are_listed(collection: Collection) -> None:
    for name in ("fifo", "loop", "folder", "cut"):
        (collection.records / name).mkdir()
    os.mkfifo(collection.records / "fifo" / "record.toml")
    (collection.records / "loop" / "record.toml").symlink_to("record.toml")
    (collection.records / "folder" / "record.toml").mkdir()
    write(collection.records / "cut" / "record.toml", 'schema = 1\nid = "c')
    (collection.records / "circle").symlink_to("circle")
    collection.text("fair", NOTE).write_bytes(b"caf\xe9")

    run = provtrack("list")

    assert run.code == 2
    assert TALK in run.out
    assert "draft (en, 2)" in run.out
    errors = [line for line in run.err.splitlines() if line.startswith("error: ")]
    assert errors == [
        f"error: records/{NOTE}/fair.txt:1: not UTF-8 (byte 0xe9 at offset 3)",
        "error: records/circle/record.toml: a link that leads nowhere",
        "error: records/cut/record.toml:2: not TOML: unterminated string",
        "error: records/fifo/record.toml: not a regular file",
        "error: records/folder/record.toml: a directory, not a file",
        "error: records/loop/record.toml: a link that leads nowhere",
    ]
    assert successful("index", "--quiet", "--jobs", "1").err == ""
    assert provtrack("list") == run
