"""The files of a site on the disk."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def write(path: Path, content: str) -> int:
    """Writes a file unless it has this content, so that a publisher sees what is new.

    Returns:
        Its size in bytes.
    """
    data = content.encode()
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return len(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return len(data)


def write_pages(directory: Path, pages: Mapping[str, str]) -> None:
    """The same for all files of a directory, with as few questions to the disk as may be.

    Args:
        directory: which need not be there.
        pages: name -> content.
    """
    place = str(directory)
    sizes = _sizes(place)
    for name, content in pages.items():
        data = content.encode()
        path = f"{place}/{name}"
        if sizes.get(name) == len(data) and Path(path).read_bytes() == data:
            continue
        with open(path, "wb") as file:  # noqa: PTH123  # a Path costs as much again
            file.write(data)


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
