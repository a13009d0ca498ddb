"""A folder of results in object storage, brought up to date from one on the disk.

What was put there is noted in the folder itself, before anything is put or taken away, so that a
run that was cut short leaves nothing there that a later one does not know.
"""

import hashlib
import json
import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.store.remote import reach, shown, told

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

NOTE = ".provtrack-files.json"
"""What an earlier run put there: the hash of each file by its path; ``""`` where that is open."""

_AT_ONCE = 200
"""Files that are handed to a driver together; those that can do it put several at a time."""


def mirror(
    folder: Path, url: str, progress: Callable[[float], None] = lambda _: None
) -> tuple[int, int]:
    """Makes a remote folder hold what a local one holds.

    Pages at the top, which lead to the others, are put last. Files that no earlier run put there
    are not touched.

    Args:
        folder: whose files, without hidden ones.
        url: of the remote folder.
        progress: takes the share of the work done, from 0 to 1.

    Returns:
        How many files were put there, and how many were taken away.

    Raises:
        ProvtrackError: the folder is nobody's to write to, or cannot be written.
    """
    with told(url, "written"):
        files, start = reach(url, "a folder")
        before = _noted(files, start, url)
        now = {name: _hash(folder / name) for name in _names(folder)}
        fresh = [name for name, found in now.items() if before.get(name) != found]
        gone = [name for name in before if name not in now]
        if fresh or gone:
            _note(files, start, before | dict.fromkeys(fresh, ""))
        for number, name in enumerate(gone, 1):
            if files.exists(f"{start}/{name}"):
                files.rm_file(f"{start}/{name}")
            progress(0.1 * number / len(gone))
        for number, some in enumerate(_batches(fresh), 1):
            _put(files, folder, start, some)
            progress(min(0.1 + 0.9 * number * _AT_ONCE / len(fresh), 0.999))
        _note(files, start, now)
    progress(1.0)
    return len(fresh), len(gone)


def check(url: str) -> None:
    """Refuses a remote folder before there is anything to put there.

    Raises:
        ProvtrackError: it cannot be written, or has files of another hand.
    """
    with told(url, "written"):
        files, start = reach(url, "a folder")
        _noted(files, start, url)


def _names(folder: Path) -> list[str]:
    """The paths of the files in a folder; those at its top, which lead to the others, last."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    names = [path.as_posix() for path in paths if not path.name.startswith(".")]
    return sorted(names, key=lambda name: ("/" not in name, name))


def _batches(names: Sequence[str]) -> list[list[str]]:
    """Names of files of one sort each, since the sort is told for all that are put at once."""
    some: list[list[str]] = []
    for name in names:
        if not some or len(some[-1]) >= _AT_ONCE or _sort(some[-1][0]) != _sort(name):
            some.append([])
        some[-1].append(name)
    return some


def _sort(name: str) -> str:
    """What a web server is to say of a file; what it knows nothing of, a browser does not show."""
    found = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = found.startswith("text/") or found.endswith(("javascript", "json", "xml"))
    return f"{found}; charset=utf-8" if is_text else found


def _put(files: "AbstractFileSystem", folder: Path, start: str, names: list[str]) -> None:
    protocols = {files.protocol} if isinstance(files.protocol, str) else set(files.protocol)
    how = {"ContentType": _sort(names[0])} if "s3" in protocols else {}
    if "gs" in protocols:
        how = {"content_type": _sort(names[0])}
    here = [str(folder / name) for name in names]
    files.put(here, [f"{start}/{name}" for name in names], **how)


def _noted(files: "AbstractFileSystem", start: str, url: str) -> dict[str, str]:
    """What an earlier run put there.

    Raises:
        ProvtrackError: there are files, and no earlier run put them there.
    """
    try:
        found = json.loads(files.cat_file(f"{start}/{NOTE}"))["files"]
        return {
            str(name): str(value) for name, value in found.items() if ".." not in name.split("/")
        }
    except FileNotFoundError:
        pass
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    if files.exists(start) and files.ls(start, detail=False):
        raise ProvtrackError(
            f"{shown(url)}: has files that no earlier run made",
            "name an empty folder, or one that does not exist yet",
        )
    return {}


def _note(files: "AbstractFileSystem", start: str, made: dict[str, str]) -> None:
    content = {"files": dict(sorted(made.items())), "schema": "provtrack.files/1"}
    files.pipe_file(f"{start}/{NOTE}", json.dumps(content, ensure_ascii=False).encode())


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
