"""What a user typed as the path of a file or folder: a path of this machine, or a URL."""

import os
from pathlib import Path

from provtrack.errors import ProvtrackError
from provtrack.refs import is_url
from provtrack.store.files import read_bytes, write_atomically

Place = Path | str
"""A local path, or a URL as a string."""

_LOCAL = ("file://", "local://")


def place(typed: str) -> Place:
    """The path or URL that a user typed; a ``file://`` URL is the path in it."""
    if not is_url(typed):
        return Path(os.path.expanduser(typed))  # noqa: PTH111  # ~user
    for prefix in _LOCAL:
        if typed.startswith(prefix) and "::" not in typed:
            return Path(typed.removeprefix(prefix))
    return typed


def name_of(typed: str) -> str:
    """What to call it in messages and documents: as it was typed, without a password in it."""
    if not is_url(typed):
        return typed
    from provtrack.store.remote import shown

    return shown(typed)


def document_name(typed: str) -> str:
    """The name of a file, from which its format can be told."""
    if not is_url(typed):
        return typed
    from provtrack.store import remote

    return remote.document_name(typed)


def read(typed: str) -> bytes:
    """The content of the file that a user named.

    Raises:
        ProvtrackError: it cannot be read, or is larger than ``provtrack.store.files.MAX_BYTES``.
    """
    where = place(typed)
    if isinstance(where, Path):
        return read_bytes(where, typed)
    from provtrack.store import remote

    return remote.read(where)


def write(typed: str, data: bytes) -> None:
    """Puts a file where a user wants it, whole or not at all.

    Raises:
        ProvtrackError: it cannot be written.
    """
    where = place(typed)
    if isinstance(where, Path):
        write_atomically(where, data)
        return
    from provtrack.store import remote

    remote.write(where, data)


def check_is_local(typed: str) -> None:
    """Refuses a URL where a path of this machine is wanted.

    Raises:
        ProvtrackError: it is one.
    """
    if is_url(typed):
        raise ProvtrackError(
            f"{name_of(typed)}: an address, where only a path of this machine will do",
            "get a repository with git clone, and anything else with the storage's own program",
        )
