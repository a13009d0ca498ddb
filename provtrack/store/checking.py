"""The files of records as a check reads them: all that are there, and what they were before.

Nothing that stands in a record is trusted: links are followed only inside the repository, and a
file that is none (a directory, a pipe) is told of, not opened.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.refs import is_identifier
from provtrack.rules.case import Case, Shared
from provtrack.store.files import MAX_BYTES
from provtrack.store.git import blob_id

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

RECORD_FILES = frozenset(("record.toml", "corrections.toml", "alignment.toml"))
SHARED_FILES = frozenset(("agents.toml", "names.toml"))
SOURCES = "source"


def is_checked(name: str) -> bool:
    """Whether a file of a record is looked into."""
    return name in RECORD_FILES or name.endswith(".txt")


def shared_case(repository: "Repository") -> Case:
    """The files that all records share."""
    files, troubles = _read(repository, repository.records, SHARED_FILES.__contains__)
    return Case("", files, troubles=troubles)


def shared_of(case: Case, repository: "Repository") -> Shared:
    """What the shared files say, as far as they can be read.

    Raises:
        ProvtrackError: the settings are not valid.
    """
    agents = case.toml_files.get("agents.toml")
    names = case.toml_files.get("names.toml")
    return Shared(
        agents.value if agents else None,
        names.value.name if names and names.value else (),
        repository.settings(),
    )


def record_directories(repository: "Repository") -> list[str]:
    """The names of the directories below ``records/``, sorted."""
    if not repository.records.is_dir():
        return []
    with os.scandir(repository.records) as entries:
        return sorted(
            entry.name for entry in entries if _is_directory(entry) or _is_lost_record(entry)
        )


def _is_directory(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a circle of links
        return False


def _is_lost_record(entry: "os.DirEntry[str]") -> bool:
    """Whether it has the name of a record, and is a link that leads nowhere."""
    return is_identifier(entry.name) and entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110  # Path.exists raises for a circle


def read_case(
    repository: "Repository",
    record_id: str,
    shared: Shared,
    base: Mapping[str, bytes] | None = None,
) -> Case:
    """A record as it stands in the working tree, without files where it is gone."""
    directory = repository.records / record_id
    sources: dict[str, str] = {}
    try:
        files, troubles = _read(repository, directory, is_checked)
        for path, entry in _below(repository, directory / SOURCES, f"{SOURCES}/"):
            try:
                sources[path] = hashlib.sha256(_content(repository, entry)).hexdigest()
            except ProvtrackError as error:
                troubles[path] = (error.message, error.hint)
    except ProvtrackError as error:
        files, troubles = {}, {"": (error.message, error.hint)}
    return Case(record_id, files, shared, sources, troubles, base)


def changed_cases(repository: "Repository", commit: str, shared: Shared) -> Iterator[Case]:
    """The records that differ from what they were at a commit, the shared files first.

    Args:
        repository: whose working tree.
        commit: an id from :meth:`provtrack.store.git.History.merge_base`.
        shared: what all records share.
    """
    top = PurePosixPath(repository.git_path(""))
    changed: dict[str, dict[str, str]] = {}
    for path, blob in repository.history.changed(commit, top.as_posix()).items():
        record_id, _, name = PurePosixPath(path).relative_to(top).as_posix().partition("/")
        if not name:
            record_id, name = "", record_id
        changed.setdefault(record_id, {})[name] = blob
    for record_id, paths in sorted(changed.items()):
        case = read_case(repository, record_id, shared) if record_id else shared_case(repository)
        base = dict(case.files)
        for name, blob in paths.items():
            if not (is_checked(name) if record_id else name in SHARED_FILES):
                continue
            if name in case.files and blob == blob_id(case.files[name], like=blob):
                continue  # only git's index is out of date
            if not blob:
                base.pop(name, None)
                continue
            try:
                base[name] = repository.history.blob(blob)
            except ValueError:
                path = repository.git_path(f"{record_id}/{name}" if record_id else name)
                raise _not_fetched(path, commit) from None
        has_other_sources = any(name.startswith(f"{SOURCES}/") for name in paths)
        if base != case.files or has_other_sources or case.troubles:
            yield Case(record_id, case.files, shared, case.sources, case.troubles, base)


def _not_fetched(path: str, commit: str) -> ProvtrackError:
    return ProvtrackError(
        f"{path}: what it was in {commit[:10]} is not in this clone, which leaves contents out",
        "fetch it: git fetch --refetch --no-filter (in GitHub Actions: no 'filter' for checkout)",
    )


def _read(
    repository: "Repository", directory: Path, is_wanted: Callable[[str], bool]
) -> tuple[dict[str, bytes], dict[str, tuple[str, str]]]:
    """The wanted files of a directory, and what is to be said of those that cannot be read.

    Raises:
        ProvtrackError: the directory itself leads out of the repository, or cannot be read.
    """
    files: dict[str, bytes] = {}
    troubles: dict[str, tuple[str, str]] = {}
    for entry in _entries(repository, directory):
        if is_wanted(entry.name):
            try:
                files[entry.name] = _content(repository, entry)
            except ProvtrackError as error:
                troubles[entry.name] = (error.message, error.hint)
    return files, troubles


def _entries(repository: "Repository", directory: Path) -> list["os.DirEntry[str]"]:
    if directory.is_symlink():
        _check_inside(repository, directory)
    if not directory.is_dir():
        return []
    try:
        with os.scandir(directory) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise ProvtrackError(
            f"the directory cannot be read: {error.strerror}", "check its permissions"
        ) from None


_DEEPEST = 8
"""Directories below ``source/``; links inside the repository can make circles."""


def _below(
    repository: "Repository", directory: Path, prefix: str, depth: int = 0
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """The files in a directory and in those below it, with their paths."""
    for entry in _entries(repository, directory) if depth < _DEEPEST else ():
        if _is_directory(entry):
            yield from _below(repository, Path(entry.path), f"{prefix}{entry.name}/", depth + 1)
        else:
            yield prefix + entry.name, entry


_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe without a writer is opened at once, and then refused."""


def _content(repository: "Repository", entry: "os.DirEntry[str]") -> bytes:
    if entry.is_symlink():
        _check_inside(repository, Path(entry.path))
    try:
        descriptor = os.open(entry.path, _FLAGS)
        try:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise ProvtrackError("not a regular file", "put the file itself there")
            if state.st_size > MAX_BYTES:
                raise ProvtrackError(
                    f"larger than {MAX_BYTES // 1024 // 1024} MB, and not looked at",
                    "put it elsewhere",
                )
            return b"".join(iter(lambda: os.read(descriptor, state.st_size + 1), b""))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise ProvtrackError(f"cannot be read: {error.strerror}", "check its permissions") from None


def _check_inside(repository: "Repository", path: Path) -> None:
    try:
        inside = path.resolve(strict=True).is_relative_to(repository.top.resolve())
    except (OSError, RuntimeError):
        raise ProvtrackError("a link that leads nowhere", "put the file itself there") from None
    if not inside:
        raise ProvtrackError("a link that leads out of the repository", "put the file itself there")
