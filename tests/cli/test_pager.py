"""A long result on a terminal goes through the user's pager; nothing else does."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from commandline import process
from holdings import TALK, Collection

REF = f"{TALK}/halloran"


def on_a_terminal(*arguments: str, lines: int = 10, **env: str) -> str:
    """What a terminal of so many lines shows."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    kept = {name: value for name, value in os.environ.items() if "PAGER" not in name}
    with subprocess.Popen(
        [sys.executable, "-m", "provtrack", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**kept, "TERM": "xterm", **env},
        start_new_session=True,
    ) as running:
        os.close(slave)
        shown = b""
        try:
            while piece := os.read(master, 65536):
                shown += piece
        except OSError:  # Linux's way of saying that the other end is closed
            pass
        assert running.wait(timeout=30) == 0, shown
    os.close(master)
    return shown.decode()


@pytest.fixture
def marked(tmp_path: Path) -> str:
    """A pager that says that it was there."""
    script = tmp_path / "a pager"
    script.write_text('#!/bin/sh\necho "paged $*"\ncat\n')
    script.chmod(0o755)
    return f"'{script}'"


def test_a_long_result_is_paged(collection: Collection, marked: str) -> None:
    shown = on_a_terminal("show", REF, PAGER=marked)
    assert shown.startswith("paged")
    assert "From the diary" in shown


def test_a_short_result_is_not(collection: Collection, marked: str) -> None:
    assert "paged" not in on_a_terminal("show", REF, lines=200, PAGER=marked)


def test_our_own_variable_comes_before_the_common_one(collection: Collection, marked: str) -> None:
    shown = on_a_terminal("show", REF, PAGER="false", PROVTRACK_PAGER=f"{marked} -x 1")
    assert shown.startswith("paged -x 1")


@pytest.mark.parametrize("none", ["", "cat", "no-such-program-anywhere"])
def test_without_a_pager_the_result_is_written_straight(collection: Collection, none: str) -> None:
    assert "From the diary" in on_a_terminal("show", REF, PAGER=none)


def test_a_dumb_terminal_has_no_pager(collection: Collection, marked: str) -> None:
    assert "paged" not in on_a_terminal("show", REF, PAGER=marked, TERM="dumb")


def test_a_pager_that_reads_nothing_does_no_harm(collection: Collection) -> None:
    assert "Traceback" not in on_a_terminal("show", REF, PAGER="true")


def test_a_pipe_has_no_pager(collection: Collection, marked: str) -> None:
    assert b"paged" not in process("show", REF, env={"PAGER": marked}).stdout


def test_a_repository_cannot_name_a_pager(collection: Collection, marked: str) -> None:
    settings = collection.root / ".git/config"
    settings.write_text(f"{settings.read_text()}[core]\n\tpager = {marked}\n")
    assert "paged" not in on_a_terminal("show", REF, PAGER="cat")
