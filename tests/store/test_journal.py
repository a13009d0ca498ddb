"""A kill at any moment leaves the old files or the new ones; two writers do not mix."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import provtrack, snapshot, successful
from holdings import SECOND_STATE, TALK, Collection, copy, git, write

from provtrack.errors import ProvtrackError
from provtrack.store.journal import Journal, git_directory
from provtrack.store.repository import find_repository

_KILLED = """
import os, pathlib, signal, sys
limit, count = int(sys.argv[1]), [0]

def fatal(function):
    def wrapped(*args, **kwargs):
        count[0] += 1
        if count[0] == limit:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return wrapped

os.fsync = fatal(os.fsync)
for name in ("replace", "unlink", "mkdir", "chmod", "rmdir"):
    setattr(pathlib.Path, name, fatal(getattr(pathlib.Path, name)))
"""

_WRITES = """
from provtrack.store.repository import find_repository
repository = find_repository(pathlib.Path.cwd())
for name in ("a.txt", "deep/b.txt", "record.toml"):
    repository.read(f"talk-1957/{name}")
    repository.stage(f"talk-1957/{name}", b"new " + name.encode())
repository.write_staged()
"""

_COMMAND = """
sys.argv = ["provtrack", *sys.argv[2:]]
from provtrack.cli import main
main()
"""


def killed(nth: int, code: str, *arguments: str, cwd: Path) -> bool:
    """Runs code that is killed, as by ``kill -9``, before its nth step that touches the disk.

    Returns:
        Whether it had as many steps.
    """
    run = subprocess.run(
        [sys.executable, "-c", _KILLED + code, str(nth), *arguments],
        cwd=cwd,
        env=os.environ,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert run.returncode in {0, -signal.SIGKILL}, run.stderr
    return run.returncode != 0


def files(collection: Collection) -> dict[str, bytes]:
    """Everything in working tree and git directory, but for what does no harm."""
    litter = (".git/provtrack/lock", ".git/provtrack/journal.tmp")
    return {
        name: data
        for name, data in snapshot(collection.root).items()
        if data != b"directory" and name not in litter
    }


@pytest.mark.slow
@pytest.mark.parametrize("linked", [False, True])
def test_a_kill_leaves_the_old_files_or_the_new_ones(
    original_collection: Collection, tmp_path: Path, *, linked: bool
) -> None:
    home = copy(original_collection, tmp_path / "home")
    if linked:
        home.git("worktree", "add", "--quiet", "--detach", tmp_path / "tree")
    root = Collection(tmp_path / "tree") if linked else home
    before = files(root)
    after = before | {
        f"records/{TALK}/{name}": f"new {name}".encode()
        for name in ("a.txt", "deep/b.txt", "record.toml")
    }
    ends: list[bool] = []
    nth, step = 1, 4 if linked else 1
    while killed(nth, _WRITES, cwd=root.root):
        find_repository(root.root)
        left = files(root)
        assert left in (before, after), (nth, sorted(left))
        ends.append(left == after)
        for name in after:
            (root.root / name).unlink(missing_ok=True)
        for name, data in before.items():
            write(root.root / name, "").write_bytes(data)
        nth += step
    assert files(root) == after
    # Until the journal is ready all is as it was; from then on the next command finishes it.
    assert ends == sorted(ends)
    assert set(ends) == {False, True}


CORRECT = ("correct", f"{TALK}/halloran", "--old", "timber", "--new", "coal", "--kind", "typo",
           "--basis", "conjecture", "--date", "2024-05-06")  # fmt: skip
ADD = ("chain", "add", TALK, "--activity", "custody", "--uses", "original", "--status", "unknown")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [CORRECT, ADD], ids=["correct", "chain add"])
def test_a_command_is_whole_wherever_it_is_killed(
    collection: Collection, arguments: tuple[str, ...]
) -> None:
    before = snapshot(collection.records)
    successful(*arguments)
    after = snapshot(collection.records)
    ends: list[bool] = []
    nth, step = 1, 6  # every sixth of the steps that the test above goes through one by one
    _restore(collection)
    while killed(nth, _COMMAND, *arguments, cwd=collection.root):
        assert successful("show", f"{TALK}/halloran").out
        left = snapshot(collection.records)
        assert left in (before, after)
        ends.append(left == after)
        _restore(collection)
        nth += step
    assert ends == sorted(ends)
    assert set(ends) == {False, True}


def _restore(collection: Collection) -> None:
    collection.git("checkout", "--quiet", "--", "records")
    collection.git("clean", "--quiet", "--force", "records")


def test_the_next_command_says_what_it_finished(collection: Collection) -> None:
    path = collection.text("halloran")
    new = [*SECOND_STATE[:-1], "The end."]
    write(path.with_name(".halloran.txt.0123abcd.tmp"), new)
    _journal(collection, {f"records/{TALK}/halloran.txt": ".halloran.txt.0123abcd.tmp"})

    run = successful("show", f"{TALK}/halloran")

    assert "The end." in run.out
    assert f"interrupted command was writing: records/{TALK}/halloran.txt" in run.err
    assert not (collection.root / ".git" / "provtrack").exists()


def _journal(collection: Collection, entries: dict[str, str], phase: str = "ready") -> None:
    directory = collection.root / ".git" / "provtrack"
    write(directory / "journal.json", json.dumps({"phase": phase, "files": entries}))


@pytest.mark.parametrize(
    ("path", "temporary"),
    [
        ("../outside.txt", ".outside.txt.0123abcd.tmp"),
        (".git/config", ".config.0123abcd.tmp"),
        ("records/.GIT/config", ".config.0123abcd.tmp"),
        ("linked/outside.txt", ".outside.txt.0123abcd.tmp"),
        ("records/names.toml", "agents.toml"),
        ("records/names.toml", "../../.names.toml.0123abcd.tmp"),
        ("/etc/hostname", ".hostname.0123abcd.tmp"),
        ("", ""),
        ("records/na\x00mes.toml", ".names.toml.0123abcd.tmp"),
    ],
)
def test_a_journal_of_somebody_else_reaches_nothing_but_what_provtrack_writes(
    collection: Collection, path: str, temporary: str
) -> None:
    outside = collection.root.parent
    (collection.root / "linked").symlink_to(outside)
    for directory in (outside, collection.root / ".git", collection.root / "records" / ".GIT"):
        for name in ("outside.txt", "config"):
            write(directory / f".{name}.0123abcd.tmp", "evil\n")
    before = snapshot(outside)
    _journal(collection, {path: temporary})

    successful("list")

    assert snapshot(outside) == before


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"phase": 1}', '{"phase": "ready", "files": 3}']
)
def test_a_journal_that_cannot_be_read_is_put_aside(collection: Collection, content: str) -> None:
    write(collection.root / ".git" / "provtrack" / "journal.json", content)

    assert successful("list").out
    assert not (collection.root / ".git" / "provtrack").exists()


def test_a_second_writer_waits_and_then_gives_up(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtrack.store.journal._PATIENCE", 0.1)
    before = snapshot(collection.records)
    with Journal(collection.root).locked():
        message, hint = provtrack(
            "correct", f"{TALK}/halloran", "--old", "timber", "--new", "coal", "--kind", "typo",
            "--basis", "conjecture",
        ).complaint  # fmt: skip

    assert "another provtrack" in message
    assert "again" in hint
    assert snapshot(collection.records) == before


def test_what_somebody_changed_in_the_meantime_is_not_written_over(collection: Collection) -> None:
    repository = find_repository(collection.root)
    repository.read("agents.toml")
    repository.stage("agents.toml", b"schema = 1\n")
    write(collection.records / "agents.toml", "schema = 1\n# mine\n")

    with pytest.raises(ProvtrackError, match="somebody changed it"):
        repository.write_staged()

    assert "# mine" in (collection.records / "agents.toml").read_text(encoding="utf-8")


def test_the_git_directory_of_a_worktree_is_its_own(collection: Collection, tmp_path: Path) -> None:
    git(collection.root, "worktree", "add", "--quiet", "--detach", tmp_path / "tree")

    own = git_directory(tmp_path / "tree")

    assert own.resolve() == (collection.root / ".git" / "worktrees" / "tree").resolve()
    assert git_directory(collection.root) == collection.root / ".git"
