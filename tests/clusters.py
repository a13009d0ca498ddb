"""A Dask cluster of real processes on this machine, and work for it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from provtrack.errors import ProvtrackError

_START = 30.0
"""Seconds."""


class Machines:
    """A scheduler and its workers, reachable from this machine only.

    Args:
        directory: for their files.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._workers: list[subprocess.Popen[bytes]] = []
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._said("scheduler", self._scheduler, rb"Scheduler at: +(tcp://\S+)")
        self._number = 0

    def _start(self, program: str, *arguments: str, log: str = "") -> subprocess.Popen[bytes]:
        tests = Path(__file__).parent
        with (self.directory / (log or program)).open("wb") as stream:
            return subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    f"distributed.cli.dask_{program}",
                    *arguments,
                    "--no-dashboard",
                ],
                stdout=stream,
                stderr=subprocess.STDOUT,
                cwd=self.directory,
                env={**os.environ, "PYTHONPATH": str(tests)},
            )

    def _said(self, log: str, process: subprocess.Popen[bytes], pattern: bytes) -> str:
        """What a process says of itself when it is ready."""
        until = time.monotonic() + _START
        while time.monotonic() < until:
            written = (self.directory / log).read_bytes()
            if found := re.search(pattern, written):
                return found[1].decode()
            assert process.poll() is None, written.decode()
            time.sleep(0.05)
        raise AssertionError(f"{log} did not start: {written.decode()}")

    def ensure(self, count: int) -> "Machines":
        """Starts workers until there are so many."""
        self._workers = [each for each in self._workers if each.poll() is None]
        fresh = []
        while len(self._workers) < count:
            self._number += 1
            log = f"worker-{self._number}"
            worker = self._start(
                "worker", self.address, "--no-nanny", "--nthreads", "1",
                "--host", "127.0.0.1", log=log,
            )  # fmt: skip
            self._workers.append(worker)
            fresh.append((log, worker))
        for log, worker in fresh:
            self._said(log, worker, rb"Registered to: +(tcp://\S+)")
        return self

    @property
    def alive(self) -> int:
        """How many workers there are."""
        return sum(each.poll() is None for each in self._workers)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to all workers."""
        for each in self._workers:
            if each.poll() is None:
                each.send_signal(number)

    def kill_one(self) -> None:
        """Takes a worker away in the middle of whatever it does."""
        worker = self._workers[0]
        worker.kill()
        worker.wait()

    def stop(self) -> None:
        """Ends every process."""
        for each in [*self._workers, self._scheduler]:
            each.kill()
            each.wait()


# --- work ----------------------------------------------------------------------------------------


def squares(factor: int, batch: Sequence[int]) -> list[int]:
    """Harmless."""
    return [factor * each * each for each in batch]


def die_once(shared: tuple[int, Path], batch: Sequence[int]) -> list[int]:
    """Kills its process over one of the batches, the first time."""
    factor, marker = shared
    if 20 in batch and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return squares(factor, batch)


def die(shared: object, batch: Sequence[int]) -> list[int]:
    """Kills its process over every batch."""
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def refuse(shared: object, batch: Sequence[int]) -> list[int]:
    """Finds its input wanting."""
    raise ProvtrackError("no such thing", "take another")
