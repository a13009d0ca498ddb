"""Files that a URL names: in object storage, on a web server, inside an archive; through fsspec.

Only what a user typed may be a URL; nothing that stands in a record, a setting or a file ever comes
here. Who may read is the driver's business, which finds the user's own credentials as its other
programs do. No file is read past the size that is allowed for local ones, whatever a server says
of its length; and a listing is followed downwards only.

Every driver has errors of its own, so that whatever goes wrong with one becomes a sentence here.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.store.files import MAX_BYTES

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_WEB = frozenset({"http", "https"})

_WHOLE = frozenset({"memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci"})
"""Storage that takes a file as a whole or not at all."""

_DRIVERS = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "az": "adlfs",
    "http": "requests aiohttp",
    "https": "requests aiohttp",
    "sftp": "paramiko",
    "ssh": "paramiko",
}
"""What has to be installed for an address of that sort."""

_DEEPEST = 64
"""Folders in folders that a listing is followed through; a server can make up more for ever."""

_SECRET = re.compile(
    r"(?i)(?<=[?&])([\w.-]*(?:signature|token|key|credential|password|secret|sig)[\w.-]*=)[^&#:]*"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a remote folder.

    Attributes:
        url: its address.
        is_folder: whether it has others below it.
        size: in bytes, as the storage says; ``None`` where it does not.
    """

    url: str
    is_folder: bool
    size: int | None

    @property
    def name(self) -> str:
        """The last part of its path."""
        return document_name(self.url).rstrip("/").rpartition("/")[2]


def shown(url: str) -> str:
    """The address without passwords and signatures in it, for messages and documents."""
    return _SECRET.sub(r"\1…", re.sub(r"://[^/@\s]*@", "://", url))


def document_name(url: str) -> str:
    """The path of what a URL names, for its ending: of an address in an archive, the one there."""
    path = next(part for part in url.split("::") if "://" in part).partition("://")[2]
    is_on_the_web = url.partition("://")[0] in _WEB
    return re.split(r"[?#]", path, maxsplit=1)[0] if is_on_the_web else path


def read(url: str) -> bytes:
    """The content of the file that a URL names.

    Raises:
        ProvtrackError: there is none, it cannot be reached, or it is larger than ``MAX_BYTES``.
    """
    with told(url):
        files, path = _reach(url)
        # The length that a web server tells is no promise.
        how: dict[str, Any] = {"block_size": 0} if _is_web(url) else {}
        with files.open(path, "rb", **how) as stream:
            data: bytes = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ProvtrackError(
            f"{shown(url)}: larger than {MAX_BYTES // 1024 // 1024} MB",
            "split it, or save only its text",
        )
    return data


def write(url: str, data: bytes) -> None:
    """Puts a file where a URL says, whole or not at all.

    Raises:
        ProvtrackError: it cannot be written there.
    """
    with told(url, "written"):
        files, path = reach(url, "a file")
        files.pipe_file(path, data)


def reach(url: str, what: str) -> tuple["AbstractFileSystem", str]:
    """The driver for an address to write to, and the path as the driver calls it.

    Args:
        url: the address.
        what: is to be put there, for the error.

    Raises:
        ProvtrackError: it is not of storage that takes a file as a whole.
    """
    if url.partition("://")[0] not in _WHOLE:
        raise ProvtrackError(
            f"{shown(url)}: {what} can be put into object storage only (s3://, gs://, abfs://)",
            "write it to this machine, and copy that",
        )
    files, path = _reach(url)
    return files, path.rstrip("/")


def find(url: str) -> Entry:
    """What a URL names, a file or a folder; on the web what ends with a slash is a folder.

    Raises:
        ProvtrackError: there is nothing, or it cannot be reached.
    """
    with told(url):
        files, path = _reach(url)
        if _is_web(url):
            is_folder = document_name(url).endswith("/")
            size = None if is_folder else files.info(path).get("size")
            return Entry(url, is_folder, size)
        if path.strip("/") in {"", "."} or files.isdir(path):
            return Entry(url, True, None)
        found = files.info(path)
        return Entry(url, found["type"] == "directory", found.get("size"))


def below(url: str, _depth: int = 0) -> Iterator[Entry]:
    """The files below a remote folder, those of a folder before those of the folders in it.

    Yields:
        Files in the order of their names, and folders that are nested too deep to be followed.

    Raises:
        ProvtrackError: it cannot be listed.
    """
    with told(url):
        files, path = _reach(url)
        start = path.rstrip("/") + "/" if path.strip("/") else ""
        found = {
            each["name"].rstrip("/"): each
            for each in files.ls(path, detail=True)
            if _is_inside(each["name"], start)
        }
    entries = []
    for name in sorted(found):
        is_folder = found[name]["type"] == "directory"
        address = _with_path(url, name + "/" * (is_folder and _is_web(url)))
        entries.append(Entry(address, is_folder, found[name].get("size")))
    yield from (entry for entry in entries if not entry.is_folder or _depth >= _DEEPEST)
    for entry in entries:
        if entry.is_folder and not entry.name.startswith(".") and _depth < _DEEPEST:
            yield from below(entry.url, _depth + 1)


def _is_inside(name: str, start: str) -> bool:
    """Whether a name in a listing is below the folder that was listed, and not the folder itself.

    A listing comes from a server; what it says of other places is not followed.
    """
    rest = name.removeprefix(start).rstrip("/")
    return name.startswith(start) and bool(rest) and ".." not in rest.split("/")


def _with_path(url: str, path: str) -> str:
    """The address of another path in the same storage."""
    parts = url.split("::")
    place = next(number for number, part in enumerate(parts) if "://" in part)
    protocol = parts[place].partition("://")[0]
    parts[place] = path if path.startswith(f"{protocol}://") else f"{protocol}://{path.lstrip('/')}"
    return "::".join(parts)


def _is_web(url: str) -> bool:
    return url.partition("://")[0] in _WEB


def _reach(url: str) -> tuple["AbstractFileSystem", str]:
    """The driver for an address, and the path as the driver calls it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ProvtrackError(
            f"{shown(url)}: an address needs the extra 'remote', which is not installed",
            'pip install "provtrack[remote]"',
        ) from None
    files, path = url_to_fs(url)
    return files, str(path)


@contextlib.contextmanager
def told(url: str, verb: str = "read") -> Iterator[None]:
    """Turns whatever a driver raises into one sentence.

    Raises:
        ProvtrackError: in place of any other error.
    """
    name = shown(url)
    try:
        yield
    except ProvtrackError:
        raise
    except ImportError as error:
        needed = next((_DRIVERS[each] for each in re.split(r"::|://", url) if each in _DRIVERS), "")
        raise ProvtrackError(
            f"{name}: what reads such an address is not installed",
            f"pip install {needed}" if needed else _sentence(error),
        ) from None
    except Exception as error:  # noqa: BLE001  # each driver has its own, see above
        cause = error.__cause__
        if isinstance(error, FileNotFoundError) and not isinstance(cause, OSError):
            raise ProvtrackError(
                f"{name}: no such file or folder", "check the address, and that you may see it"
            ) from None
        # Of a server that does not answer, the web's driver says that the file is not there.
        error = cause if isinstance(cause, Exception) else error
        raise ProvtrackError(
            f"{name}: cannot be {verb}: {_sentence(error)}",
            "check the address, the network and your credentials",
        ) from None


def _sentence(error: Exception) -> str:
    """What an error says, or what it is called where it says nothing; without secrets in it."""
    return shown(" ".join(str(error).split())[:300]) or type(error).__name__
