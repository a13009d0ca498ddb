"""The files of a site on the disk."""

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from provtrack.errors import ProvtrackError


def write(path: Path, content: str) -> int:
    """Writes a file unless it has this content, so that a publisher sees what is new.

    Returns:
        Its size in bytes.

    Raises:
        ProvtrackError: it cannot be written.
    """
    data = content.encode()
    with _told(path):
        try:
            if path.stat().st_size == len(data) and path.read_bytes() == data:
                return len(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
        _put(str(path.parent), path.name, data)
    return len(data)


def write_pages(directory: Path, pages: Mapping[str, str]) -> None:
    """The same for all files of a directory, with as few questions to the disk as may be.

    Args:
        directory: which need not be there.
        pages: name -> content.

    Raises:
        ProvtrackError: one of them cannot be written.
    """
    place = str(directory)
    with _told(directory):
        sizes = _sizes(place)
    for name, content in pages.items():
        data = content.encode()
        path = f"{place}/{name}"
        with _told(path):
            if sizes.get(name) == len(data) and Path(path).read_bytes() == data:
                continue
            _put(place, name, data)


def _put(directory: str, name: str, data: bytes) -> None:
    """Writes a file whole, or not at all: a full disk would keep the beginning of it.

    What a killed process leaves beside it, the next one takes for its own.
    """
    beside = f"{directory}/.{name[:_LONGEST]}.part"
    try:
        with open(beside, "wb") as file:  # noqa: PTH123  # a Path costs as much again
            file.write(data)
        # ext4 writes out at once what takes the place of another file, and that takes long. If it
        # ends here, the page is missing, and the next run draws it.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{directory}/{name}")  # noqa: PTH108  # likewise
        os.replace(beside, f"{directory}/{name}")  # noqa: PTH105  # likewise
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)  # noqa: PTH108  # likewise
        raise


_LONGEST = 200
"""Letters of a name that another one is made of; file systems allow 255."""


@contextlib.contextmanager
def _told(path: object) -> Iterator[None]:
    """Says of what goes wrong with a file what the user can do.

    Raises:
        ProvtrackError: something did.
    """
    try:
        yield
    except OSError as error:
        raise ProvtrackError(
            f"{path}: cannot be written: {error.strerror}",
            "check the disk and the permissions; the next run draws what is missing",
        ) from None


def _sizes(directory: str) -> dict[str, int]:
    """The sizes of the files in a directory, which is made when it is not there."""
    try:
        with os.scandir(directory) as entries:
            return {entry.name: entry.stat().st_size for entry in entries}
    except FileNotFoundError:
        os.makedirs(directory, exist_ok=True)  # noqa: PTH103  # likewise
        return {}


def are_there(directory: str, names: Iterable[str]) -> bool:
    """Whether a directory has files of all these names."""
    try:
        with os.scandir(directory) as entries:
            there = {entry.name for entry in entries if entry.is_file()}
    except OSError:
        return False
    return there.issuperset(names)
