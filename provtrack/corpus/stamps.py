"""Whether a file is the one that was read before, told without opening it."""

import os
import time

_RACE = 2_000_000_000
"""Nanoseconds in which a file can change twice under one time stamp, on the coarsest of disks."""


def stamp(path: str) -> str:
    """What is another string once the file is changed, replaced, or is a file of another directory.

    The time when the file system last changed anything about it counts too, which no program can
    set back as it can that of the content.

    Args:
        path: of a file; a link stands for what it leads to.

    Returns:
        ``""`` for a file so young that it may be written again under the same time: it is no
        proof, and equal to nothing that was kept.

    Raises:
        OSError: there is no such file.
    """
    found = os.stat(path)  # noqa: PTH116  # hundreds of thousands of them; a Path costs as much again
    content, state = found.st_mtime_ns, found.st_ctime_ns
    if time.time_ns() - max(content, state) < _RACE:
        return ""
    return f"{found.st_size}.{content}.{state}.{found.st_ino}"
