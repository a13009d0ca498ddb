"""Styled words as lines of a given width: for output of which there may be a great deal.

A console of rich's takes a millisecond to make, and one is needed for every width that a tree
leaves; the lines of a long chain are some ten thousand.
"""

import unicodedata
from collections.abc import Iterator, Sequence

BOLD, DIM, YELLOW = 1, 2, 33
"""Codes of ECMA-48, "Select graphic rendition"; 0 is plain."""

Styled = Sequence[tuple[str, int]]
"""Words one after the other, each with its style; nothing in them that a terminal obeys."""


def columns(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(words: Styled, width: int, *, colour: bool) -> list[str]:
    """The lines of styled words, broken at spaces, and a word that is too long within it.

    Args:
        words: what to write.
        width: in columns, at least 2.
        colour: whether to write the styles.
    """
    text = "".join(part for part, _ in words)
    spans = [(0, len(text))] if columns(text) <= width else [*_breaks(text, width)]
    lines = ((start, start + len(text[start:end].rstrip())) for start, end in spans)
    if not colour:
        return [text[start:end] for start, end in lines]
    return ["".join(_coloured(words, start, end)) for start, end in lines]


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where lines begin and end."""
    start = 0
    while columns(text[start:]) > width:
        fits = start + _fitting(text[start : start + width + 1], width)
        space = fits if text[fits] == " " else text.rfind(" ", start, fits)
        end = space if space > start else fits
        yield start, end
        start = end + (text[end] == " ")
    yield start, len(text)


def _fitting(text: str, width: int) -> int:
    """How many characters fit into a width, of text that does not fit as a whole; at least one."""
    if text.isascii():
        return width
    used = 0
    for place, character in enumerate(text):
        used += _width(character)
        if used > width:
            return max(place, 1)
    return len(text)


def _coloured(words: Styled, start: int, end: int) -> Iterator[str]:
    """The characters from one place to another, each part of them in its style."""
    at = 0
    for part, style in words:
        shown = part[max(start - at, 0) : max(end - at, 0)]
        at += len(part)
        if shown:
            yield f"\x1b[{style}m{shown}\x1b[0m" if style else shown
