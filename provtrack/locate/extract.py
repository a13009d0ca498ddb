"""The quotations in an article: what stands between quotation marks, and block quotations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from provtrack.locate.words import keys
from provtrack.model import Imported


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an article.

    Attributes:
        text: its words.
        place: where it stands, for people: ``"paragraph 12"``, ``"footnote 3"``.
        quoted: whether all of it is a quotation, by its markup.
    """

    text: str
    place: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """A quotation in an article, and where it stands."""

    text: str
    place: str


def blocks_of(article: Imported) -> Iterator[Block]:
    """The paragraphs and the notes of an article that was read."""
    for number, text in enumerate(article.paragraphs, 1):
        yield Block(text, f"paragraph {number}", number in article.quoted)
    notes = (each for each in article.omissions if each.why.startswith(("footnote", "endnote")))
    for number, note in enumerate(notes, 1):
        named = note.place.startswith(("footnote", "endnote"))
        yield Block(note.what, note.place if named else f"note {number}")


_CLOSING = {
    "\u201c": "\u201d",
    "\u201d": "\u201d",  # Swedish, Finnish
    "\u201e": "\u201c\u201d\u201f",  # German, Polish, Hungarian
    "\u201f": "\u201d",
    "\u00ab": "\u00bb",  # French, Russian
    "\u00bb": "\u00ab\u00bb",  # Danish, German books; Finnish
    "\u2039": "\u203a",
    "\u203a": "\u2039\u203a",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u300a": "\u300b",
    "\u301d": "\u301e\u301f",
    "\uff02": "\uff02",
    '"': '"',
    "\u2018": "\u2019",
    "\u201a": "\u2018\u2019",
    "'": "'",
    "`": "'",  # as typewriters and LaTeX have it
}
"""Opening mark -> the marks that may close what it opens."""

_SINGLE = frozenset("\u2018\u201a'`")
"""Marks whose closing one is also an apostrophe."""


def extract(blocks: Iterable[Block]) -> Iterator[Extract]:
    """All quotations, in order.

    Of a quotation in a quotation only the outer one is given. A paragraph that begins with a
    mark which is not closed is quoted to its end: a quotation of several paragraphs opens each of
    them and closes the last.
    """
    for block in blocks:
        if block.quoted:
            yield Extract(block.text, block.place)
        else:
            for text in quotations(block.text):
                yield Extract(text, block.place)


def quotations(text: str) -> Iterator[str]:
    """What stands between quotation marks in a paragraph, without the outer marks."""
    position = 0
    while position < len(text):
        mark = text[position]
        if mark not in _CLOSING or not _opens(text, position):
            position += 1
            continue
        end = _closing(text, position)
        if end < 0 and (mark in _SINGLE or position):
            position += 1  # an apostrophe, a sign of inches, a mark that was forgotten
            continue
        inner = text[position + 1 : end if end >= 0 else len(text)].strip()
        if keys(inner):
            yield inner
        position = end + 1 if end >= 0 else len(text)


def _opens(text: str, position: int) -> bool:
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    if not after or after.isspace():
        # French sets a space inside its marks; nobody else does.
        return text[position] in "\u00ab\u2039" and bool(after)
    return text[position] in "\u00ab\u201e\u300c\u300e\u300a" or not before.isalnum()


def _closing(text: str, start: int) -> int:
    """Where the mark is that closes the one at ``start``; -1 when none does."""
    marks = _CLOSING[text[start]]
    depth = 0
    single = text[start] in _SINGLE
    last = -1
    for match in re.finditer(f"[{re.escape(text[start] + marks)}]", text[start + 1 :]):
        place = start + 1 + match.start()
        mark = match[0]
        if mark == text[start] and mark not in marks:
            depth += 1
        elif depth and mark in marks:
            depth -= 1
        elif single:
            if text[place + 1 : place + 2].isalnum():
                continue  # an apostrophe inside a word
            if not _is_possessive(text, place):
                return place
            last = place if last < 0 else last
        elif mark in marks:
            return place
    return last


def _is_possessive(text: str, place: int) -> bool:
    """Whether a mark may be the apostrophe of a plural: ``the workers’ party``."""
    return text[place - 1] in "sS" and re.match(r"\s[a-z]", text[place + 1 :]) is not None
