"""What a record's chain is held against: the texts and the imported files as they stand."""

import hashlib
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.text import decode, split_lines

if TYPE_CHECKING:
    from provtrack.schemas.files import Record
    from provtrack.store.repository import Repository


def texts_of(repository: "Repository", record: "Record") -> dict[str, tuple[str, ...]]:
    """The paragraphs of each variant that has a text in the working tree, by variant id.

    Raises:
        ProvtrackError: a text cannot be read.
    """
    found = {}
    for variant in record.variant:
        path = f"{record.id}/{variant.id}.txt"
        data = repository.read(path)
        if data is not None:
            found[variant.id] = split_lines(decode(data, f"records/{path}"))
    return found


def sources_of(repository: "Repository", record: "Record") -> dict[str, str]:
    """The SHA-256 of each imported file that the chain names and that is there, by its path.

    A path out of the record's directory names nothing.
    """
    found = {}
    for step in record.step:
        parts = step.source.split("/")
        if not step.source or parts[0] != "source" or {"", ".", ".."} & set(parts):
            continue
        try:
            data = repository.read(f"{record.id}/{step.source}")
        except ProvtrackError:
            continue
        if data is not None:
            found[step.source] = hashlib.sha256(data).hexdigest()
    return found
