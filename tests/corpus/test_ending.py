"""Processes that share work end with the one that shares it out, whatever ends that."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from provtrack.errors import ExitCode

PROGRAM = """
import os, sys, time
from provtrack.cli import main
from provtrack.corpus.executor import Processes
from provtrack.corpus import kin

def slowly(shared, batch):
    os.write(1, b"at work\\n")  # at once, so that two of them keep their lines apart
    time.sleep(30)

def find(found, *, executor, **_):
    list(executor.map(slowly, None, range(4)))

kin.find = find
sys.argv = ["provtrack", "find", "--in", ".", "--jobs", "2"]
main()
"""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are counted in /proc"
)


@contextmanager
def at_work(desk: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A search whose two processes are at work, in a session of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=desk,
        start_new_session=True,
    ) as running:
        assert running.stdout
        for _ in range(2):
            assert running.stdout.readline() == b"at work\n", running.stderr
        yield running
        until = time.monotonic() + 10
        while alive(running.pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert not alive(running.pid)


def alive(session: int) -> dict[int, int]:
    """The processes of a session and when they started, without those that have ended."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its, *more = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(its) == session and state != "Z":
            found[int(path.parent.name)] = int(more[15])
    return found


def the_last(session: int) -> int:
    """The process that started last, which is one of those that work; numbers are used again."""
    found = alive(session)
    return max(found, key=lambda process: (found[process], process))


def test_an_interrupt_ends_all_of_them_at_once(desk: Path) -> None:
    with at_work(desk) as running:
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does
        out, err = running.communicate(timeout=25)
        assert running.returncode == ExitCode.INTERRUPTED
        assert out == b""
        assert err.decode().splitlines()[0] == "error: interrupted"
        assert b"Traceback" not in err


def test_a_job_in_the_background_goes_on_when_the_shell_is_interrupted(desk: Path) -> None:
    """A script's shell has such jobs ignore the interrupt, and so must all their processes."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # which a process inherits
    try:
        with at_work(desk) as running:
            at_first = alive(running.pid)
            os.killpg(running.pid, signal.SIGINT)
            time.sleep(0.3)
            assert alive(running.pid) == at_first
            running.kill()
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_none_outlives_the_one_that_was_killed(desk: Path, how: signal.Signals) -> None:
    with at_work(desk) as running:
        running.send_signal(how)
        assert running.wait(timeout=15) == -how


def test_one_that_was_killed_is_no_defect_of_ours(desk: Path) -> None:
    with at_work(desk) as running:
        os.kill(the_last(running.pid), signal.SIGKILL)  # as the system does without memory
        out, err = running.communicate(timeout=25)
        assert running.returncode == ExitCode.USAGE
        message, hint = err.decode().splitlines()
        assert message == "error: a process that did a part of the work was ended from outside"
        assert "--jobs 1" in hint
        assert out == b""
