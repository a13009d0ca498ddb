"""Reading whole files, and writing them so that a crash leaves the old ones or the new ones."""

import contextlib
import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError

if TYPE_CHECKING:
    from provtrack.store.journal import Journal

MAX_BYTES = 128 * 1024 * 1024
"""The largest file that is read at all; the longest book in plain text has about 20 MB."""

_OPEN_FILES = Path("/dev/fd")
"""Where this process's own pipes are; a pipe on disk may have no writer, ever."""


def read_bytes(path: Path, shown: str | None = None) -> bytes:
    """The content of a regular file, or of a pipe that the shell opened: ``<(git show ...)``.

    Args:
        path: where it is.
        shown: what to call it in errors.

    Raises:
        ProvtrackError: missing, a directory, a device, unreadable, or larger than ``MAX_BYTES``.
    """
    name = shown or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ProvtrackError(f"{name}: a directory, not a file", "name a file in it")
        if stat.S_ISFIFO(found.st_mode) and path.parent == _OPEN_FILES:
            return _drain(path, name)
        if not stat.S_ISREG(found.st_mode):
            raise ProvtrackError(
                f"{name}: not a regular file",
                "put the file itself there, or use - to read standard input",
            )
        if found.st_size > MAX_BYTES:
            raise _too_large(name)
        return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise _leads_nowhere(name) from None
        raise ProvtrackError(f"{name}: no such file", _nearest(path)) from None
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == errno.ELOOP:
            raise _leads_nowhere(name) from None
        reason = getattr(error, "strerror", None) or str(error)
        raise ProvtrackError(
            f"{name}: cannot be read: {reason}", "check its name and permissions"
        ) from None


def _leads_nowhere(name: str) -> ProvtrackError:
    return ProvtrackError(f"{name}: a link that leads nowhere", "put the file itself there")


def _drain(path: Path, name: str) -> bytes:
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    return data


def _too_large(name: str) -> ProvtrackError:
    return ProvtrackError(
        f"{name}: larger than {MAX_BYTES // 1024 // 1024} MB", "split it, or save only its text"
    )


def _nearest(path: Path) -> str:
    from difflib import get_close_matches

    with contextlib.suppress(OSError):
        near = get_close_matches(path.name, [entry.name for entry in path.parent.iterdir()], n=1)
        if near:
            return f"did you mean {path.parent / near[0]}?"
    return "check its name; paths are relative to the directory you are in"


def write_atomically(path: Path, data: bytes) -> None:
    """Puts ``data`` in place of the file, whole or not at all.

    Raises:
        ProvtrackError: it cannot be written; the old content is untouched.
    """
    write_all({path: data})


def write_all(files: Mapping[Path, bytes], journal: "Journal | None" = None) -> None:
    """Puts several files in place, in the order given, after all of them are on disk beside it.

    Each file is replaced atomically; of a link, the file that it leads to. When one cannot be
    replaced, or the user interrupts, those that did not exist before are taken away again, with
    the directories made for them, and replaced ones get their old content back.

    Args:
        files: path -> the whole new content.
        journal: where it is noted what is being written, so that after a crash the next command
            can finish it; its lock is held by the caller.

    Raises:
        ProvtrackError: one of them cannot be written; everything is as it was.
    """
    with contextlib.ExitStack() as undo, contextlib.ExitStack() as litter:
        try:
            staged: dict[Path, Path] = {}
            for link in files:
                path = link.resolve()
                _make_directory(path.parent, undo)
                staged[path] = _beside(path)
            if journal is not None:
                undo.callback(journal.forget)
                journal.begin(staged)
            for (path, temporary), data in zip(staged.items(), files.values(), strict=True):
                litter.callback(_discard, temporary)
                _write(temporary, data, path)
            if journal is not None:
                journal.commit(staged)
            for path, temporary in staged.items():
                undo.callback(_restore, path, path.read_bytes() if path.exists() else None)
                temporary.replace(path)
        except (OSError, ValueError, RuntimeError) as error:  # a NUL in a name, a loop of links
            name = getattr(error, "filename", None) or next(iter(files))
            reason = getattr(error, "strerror", None) or str(error)
            raise ProvtrackError(
                f"{name}: cannot be written: {reason}",
                "check the disk and the permissions; nothing was changed",
            ) from None
        undo.pop_all()
    if journal is not None:
        for directory in {path.parent for path in staged}:
            sync_directory(directory)
        journal.forget()


def sync_directory(directory: Path) -> None:
    """Puts the names in a directory on disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_directory(directory: Path, undo: contextlib.ExitStack) -> None:
    if not directory.exists():
        _make_directory(directory.parent, undo)
        directory.mkdir()
        undo.callback(_remove_directory, directory)


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _remove_directory(directory: Path) -> None:
    with contextlib.suppress(OSError):
        directory.rmdir()


_LONGEST_NAME = 200
"""Bytes of a file's name; file systems allow 255, and the temporary file's name is longer."""


def _beside(path: Path) -> Path:
    """A name that no file has, in the directory of the file that it will replace."""
    import secrets  # loads more than a command that only reads has need of

    name = path.name if len(os.fsencode(path.name)) <= _LONGEST_NAME else "long-name"
    return path.with_name(f".{name}.{secrets.token_hex(4)}.tmp")


def _write(temporary: Path, data: bytes, path: Path) -> None:
    """A finished, synced file with the permissions of the one that it will replace."""
    with temporary.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o7777)


def _restore(path: Path, old: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if old is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(old)
