"""A digital archive's page as plain text: saved by a browser, or copied whole and pasted."""

from collections.abc import Iterator

from provtrack import landmarks
from provtrack.importers._archive_page import recognise
from provtrack.importers._common import Block
from provtrack.model import Imported
from provtrack.text import clean, decode, split_paragraphs


def read(name: str, data: bytes) -> Imported:
    """The document on the page, what the page says about it, and the furniture.

    Raises:
        ProvtrackError: it is empty, binary or not UTF-8.
    """
    return recognise(tuple(_blocks(decode(data, name))))


def _blocks(text: str) -> Iterator[Block]:
    """The paragraphs of the page with their lines and the blank lines before them."""
    lines = text.replace("\r\n", "\n").splitlines()
    apart = [f"\n{line}\n" if landmarks.label_of(line) else line for line in lines]
    number = 0
    for paragraph in split_paragraphs("\n".join(apart)):
        first = number
        while not clean(lines[first]):
            first += 1
        last, length = first, 0
        while (length := length + _length(lines[last])) < _length(paragraph):
            last += 1
        place = f"line {first + 1}" if first == last else f"lines {first + 1}-{last + 1}"
        yield Block(paragraph, place, gap=first - number)
        number = last + 1


def _length(text: str) -> int:
    """Characters that survive joining lines: no white space, no hyphenation."""
    return sum(not (character.isspace() or character == "\xad") for character in clean(text))
