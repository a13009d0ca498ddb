"""Git as plain processes, for queries where loading GitPython would cost more than the answer."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO, Generic, TypeVar, cast

from provtrack.errors import ProvtrackError
from provtrack.store.git import HARMLESS, SCRUBBED, UNTRUSTED_CONFIG, foreign

_REQUESTS = 400
"""Objects asked for at a time: their names fit in a pipe, so that neither side waits for ever."""

_PIPE = 1 << 20
"""Bytes; the most that Linux gives everybody."""

_SILENT = ("log.showSignature=false", "log.follow=false", "core.quotePath=true")
"""Configuration that would make ``git log`` run a program or print something else."""


class Refused(Exception):  # noqa: N818  # not an error of the user's
    """Git could not do what it was asked; holds what it said."""


T = TypeVar("T")


class Later(Generic[T]):
    """The result of a function that runs while something else is done.

    Args:
        function: waits for git most of its time; what it raises is raised by :meth:`result`.
    """

    def __init__(self, function: Callable[[], T]) -> None:
        self._results: list[T] = []
        self._errors: list[ProvtrackError] = []
        self._function = function
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._results.append(self._function())
        except ProvtrackError as error:
            self._errors.append(error)

    def result(self) -> T:
        """The result, as soon as there is one.

        Raises:
            ProvtrackError: the function did.
        """
        self._thread.join()
        if self._errors:
            raise self._errors[0]
        return self._results[0]


@dataclass(frozen=True)
class Git:
    """Runs git in one repository.

    Attributes:
        root: the top of its working tree.
    """

    root: Path

    def ask(self, *arguments: str) -> bytes:
        """What git answers.

        Raises:
            Refused: it could not.
            ProvtrackError: it is not installed, or does not trust the repository.
        """
        try:
            run = subprocess.run(  # noqa: S603  # arguments, never a shell
                self._command(arguments), capture_output=True, env=_environment(), check=False
            )
        except OSError as error:
            raise _missing(error) from None
        if run.returncode:
            raise self._refusal(run.stderr.decode("utf-8", "replace"))
        return run.stdout

    @contextmanager
    def objects(self) -> "Iterator[Objects]":
        """A process that reads objects, for as long as the block lasts."""
        try:
            process = subprocess.Popen(  # noqa: S603  # arguments, never a shell
                self._command(("cat-file", "--batch")),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError as error:
            raise _missing(error) from None
        _widen(cast("IO[bytes]", process.stdout))
        try:
            yield Objects(cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout))
        finally:
            process.kill()
            process.communicate()

    def _command(self, arguments: Sequence[str]) -> list[str]:
        settings = [part for each in (*UNTRUSTED_CONFIG, *_SILENT) for part in ("-c", each)]
        return ["git", "-C", str(self.root), *settings, "--literal-pathspecs", *arguments]

    def _refusal(self, complaint: str) -> Exception:
        if "dubious ownership" in complaint:
            return foreign(self.root)
        return Refused(complaint.strip())


@dataclass(frozen=True)
class Objects:
    """The two ends of ``git cat-file --batch``."""

    requests: IO[bytes]
    answers: IO[bytes]

    def read(self, names: Sequence[str]) -> Iterator[bytes | None]:
        """The content of each object, ``None`` for one that is not here.

        Args:
            names: ids, or ``COMMIT:PATH`` without a line feed in it. All must be taken.
        """
        for start in range(0, len(names), _REQUESTS):
            chunk = names[start : start + _REQUESTS]
            lines = "".join(f"{name}\n" for name in chunk)
            self.requests.write(lines.encode("utf-8", "surrogateescape"))
            self.requests.flush()
            for _ in chunk:
                yield self._answer()

    def _answer(self) -> bytes | None:
        header = self.answers.readline().split()
        if len(header) != 3 or not header[2].isdigit():  # noqa: PLR2004  # id, type, size
            return None
        data = self.answers.read(int(header[2]))
        self.answers.read(1)
        return data


def _widen(pipe: IO[bytes]) -> None:
    """Lets a pipe hold a whole text, so that the two ends wait less for each other (Linux)."""
    import fcntl

    with suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in SCRUBBED}
    return {**kept, **HARMLESS, "LC_ALL": "C"}


def _missing(error: OSError) -> ProvtrackError:
    return ProvtrackError(
        f"git cannot be used: {error.strerror}",
        "install git 2.30 or newer and make sure that it is on PATH",
    )
