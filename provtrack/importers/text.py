"""Plain text: hard-wrapped or one paragraph a line; nothing is left out."""

from provtrack.model import Imported
from provtrack.text import decode, split_paragraphs


def read(name: str, data: bytes) -> Imported:
    """The paragraphs of a plain text file.

    Raises:
        ProvtrackError: it is empty, binary or not UTF-8.
    """
    return Imported(split_paragraphs(decode(data, name)))
