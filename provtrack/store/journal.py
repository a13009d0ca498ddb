"""Writes of several files that a crash cannot leave half done.

Before the first of several files is replaced, a journal in the git directory of the working tree
says which finished temporary file takes the place of which file. Whoever opens the repository next
and finds it, replaces the rest (roll forward), or, when it was written before all temporary files
were finished, takes those away (roll back). The journal comes with the repository, and so is not
trusted: it can only put temporary files of provtrack's own naming in place of their neighbours in
the working tree, and nothing below a ``.git``.
"""

import contextlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

from provtrack.errors import ProvtrackError
from provtrack.store.files import sync_directory

_PATIENCE = 3.0
"""Seconds that a command waits for another one to finish writing, which takes milliseconds."""

_READY = "ready"
"""The phase in which every temporary file is whole; before it they are worth nothing."""


class Journal:
    """The journal and the lock of one working tree.

    Args:
        top: the top of the working tree.
    """

    def __init__(self, top: Path) -> None:
        self._top = top.resolve()
        self._directory = git_directory(top) / "provtrack"
        self._file = self._directory / "journal.json"

    def exists(self) -> bool:
        """Whether a write was interrupted, or is going on."""
        return self._file.exists()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps every other provtrack from writing in this working tree.

        Raises:
            ProvtrackError: another one has been writing for longer than anybody waits.
        """
        end = time.monotonic() + _PATIENCE
        while (stream := self._lock()) is None:
            if time.monotonic() > end:
                raise ProvtrackError(
                    "another provtrack is writing in this repository",
                    "wait until it has finished, then run the command again; nothing was changed",
                )
            time.sleep(0.02)
        with stream:
            try:
                yield
            finally:
                self._tidy()

    def _lock(self) -> IO[bytes] | None:
        """The lock file, locked, or ``None`` while another process has it."""
        path = self._directory / "lock"
        try:
            self._directory.mkdir(exist_ok=True)
            stream = path.open("ab")
        except FileNotFoundError:
            if self._directory.parent.is_dir():
                return None  # another process tidied up between the two
            raise _unwritable(self._directory, "there is no such directory") from None
        except OSError as error:
            raise _unwritable(self._directory, error.strerror or str(error)) from None
        with contextlib.suppress(OSError):
            if _locks(stream) and os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                return stream
        stream.close()  # taken, or not the file that others lock now
        return None

    def _tidy(self) -> None:
        """Takes the lock file away, and the directory when no journal is left in it."""
        with contextlib.suppress(OSError):
            self._file.with_suffix(".tmp").unlink(missing_ok=True)  # of a process that was killed
            (self._directory / "lock").unlink()
            self._directory.rmdir()

    def begin(self, replacements: Mapping[Path, Path]) -> None:
        """Notes that temporary files are about to be written."""
        self._write("writing", replacements)

    def commit(self, replacements: Mapping[Path, Path]) -> None:
        """Notes that all are whole: from here on the write is finished by whoever comes next.

        Args:
            replacements: file -> the temporary file beside it that takes its place; those outside
                the working tree are left out.
        """
        self._write(_READY, replacements)

    def forget(self) -> None:
        """Everything is in place, or as it was."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def recover(self) -> list[str]:
        """Finishes or undoes a write that was interrupted; needs the lock.

        Returns:
            Paths from the top of the working tree that got their new content.

        Raises:
            ProvtrackError: a file cannot be replaced.
        """
        if not self.exists():
            return []
        phase, pairs = self._read()
        done = []
        for path, temporary in pairs:
            try:
                if phase != _READY:
                    temporary.unlink(missing_ok=True)
                elif temporary.exists():
                    temporary.replace(path)
                    done.append(path.relative_to(self._top).as_posix())
            except OSError as error:
                raise ProvtrackError(
                    f"{path}: a write that was interrupted cannot be finished: {error.strerror}",
                    "check the disk and the permissions; the next command finishes it",
                ) from None
        self.forget()
        return done

    def _write(self, phase: str, replacements: Mapping[Path, Path]) -> None:
        import json

        files = {
            path.relative_to(self._top).as_posix(): temporary.name
            for path, temporary in replacements.items()
            if path.is_relative_to(self._top)
        }
        data = json.dumps({"phase": phase, "files": files}, ensure_ascii=True).encode()
        temporary = self._file.with_suffix(".tmp")
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(self._file)
        sync_directory(self._directory)

    def _read(self) -> tuple[str, list[tuple[Path, Path]]]:
        try:
            data = self._file.read_bytes()
        except OSError:
            return "", []
        import json

        try:
            found = json.loads(data)
            phase, files = str(found["phase"]), dict(found["files"])
        except (ValueError, KeyError, TypeError):
            return "", []
        return phase, [
            (path, path.with_name(name))
            for written, name in files.items()
            if (path := self._inside(written)) and _is_ours(name, path)
        ]

    def _inside(self, written: Any) -> Path | None:
        """The file that a path of the journal names, if a write of ours can have meant it."""
        parts = PurePosixPath(str(written)).parts
        path = self._top.joinpath(*parts)
        is_plain = bool(parts) and not {part.casefold() for part in parts} & {"..", ".git", "/"}
        try:
            return path if is_plain and path.parent.resolve() == path.parent else None
        except (OSError, ValueError):
            return None


def _is_ours(name: Any, path: Path) -> bool:
    return isinstance(name, str) and bool(
        re.fullmatch(rf"\.({re.escape(path.name)}|long-name)\.[0-9a-f]{{8}}\.tmp", name)
    )


def git_directory(top: Path) -> Path:
    """The git directory of a working tree: its own one, in a linked worktree or a submodule."""
    entry = top / ".git"
    with contextlib.suppress(OSError, ValueError):
        if entry.is_file():
            label, _, target = entry.read_text(encoding="utf-8").strip().partition(": ")
            if label == "gitdir" and (top / target).is_dir():
                return top / target
    return entry


def _unwritable(directory: Path, reason: str) -> ProvtrackError:
    return ProvtrackError(
        f"{directory}: cannot be written: {reason}", "check the permissions of the git directory"
    )


def _locks(stream: IO[bytes]) -> bool:
    """Takes the lock, which ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:
        return _locks_on_windows(stream)
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _locks_on_windows(stream: IO[bytes]) -> bool:
    import msvcrt

    try:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
