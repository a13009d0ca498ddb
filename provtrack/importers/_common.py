"""What every importer may use: the blocks of a file and where they stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from provtrack.errors import ProvtrackError
from provtrack.model import Omission


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit of a file.

    Attributes:
        text: its words, as :func:`provtrack.text.clean` leaves them; never empty.
        place: where it stands, for the user: ``"line 12"``, ``"element 3"``.
        gap: blank lines before it; 0 where the format has no such thing.
        role: what the markup says that it is (``"title"``, ``"abstract"`` ...), or ``""``.
    """

    text: str
    place: str
    gap: int = 0
    role: str = ""


def plural(count: int, noun: str) -> str:
    """``1 footnote``, ``2 footnotes``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def omit(blocks: Iterable[Block], why: str) -> tuple[Omission, ...]:
    """Blocks as omissions, all for one reason."""
    return tuple(Omission(block.text, why, block.place) for block in blocks)


def no_text(name: str) -> ProvtrackError:
    """The error for a file that holds no text at all."""
    return ProvtrackError(f"{name}: the file has no text", "name a file with text in it")


_SENTENCE = re.compile(r"[.!?\u2026:;。][\"'\u2019\u201d\u00bb)\]]*$")


def is_prose(text: str) -> bool:
    """Whether it reads like a sentence or more, and not like a heading or a label."""
    return len(text) > _LONGEST_HEADING or bool(_SENTENCE.search(text))


_LONGEST_HEADING = 200
"""Characters; a heading that names both parties with their posts stays below."""
