"""A text as the words that two people would agree on, each with its place in the text.

Case, diacritics, punctuation, the shape of quotation marks and white space make no difference; an
apostrophe inside a word belongs to it and is dropped (``don't`` and ``don’t`` are ``dont``). Of a
script that sets no spaces each character is a word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from provtrack.text import fold

_APOSTROPHES = "'\u2019\u02bc"
_SPACELESS = "\u3040-\u30ff\u3400-\u9fff"

_WORD = re.compile(rf"[^\W_{_SPACELESS}]+(?:[{_APOSTROPHES}]+[^\W_{_SPACELESS}]+)*|[{_SPACELESS}]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their keys, and where each begins and ends, in characters."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def words(text: str) -> Words:
    """The words of a text with their places."""
    found = [(_KEYS[match[0]], *match.span()) for match in _WORD.finditer(text)]
    found = [each for each in found if each[0]]
    keys, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(keys, starts, ends)


def keys(text: str) -> list[str]:
    """The keys of :func:`words` alone, several times as fast where the letters are ASCII."""
    plain = _with_plain_marks(text)
    if plain.isascii():
        return plain.replace(END, " ").encode().translate(_LETTERS, b"'").decode().split()
    return [key for key in map(_KEYS.__getitem__, _WORD.findall(text)) if key]


END = "\0"
"""What stands for the end of a text, among keys of several; no key is like it."""


def keys_of_all(texts: Iterable[str]) -> list[str]:
    """The keys of several texts, one after the other, with :data:`END` behind each.

    Args:
        texts: none of them has a null character.
    """
    found: list[str] = []
    for is_ascii, run in groupby(map(_with_plain_marks, texts), str.isascii):
        if is_ascii:
            joined = f" {END} ".join([*run, ""])
            found += joined.encode().translate(_LETTERS, b"'").decode().split()
        else:
            for text in run:
                found += keys(text)
                found.append(END)
    return found


_MARKS = {"\u2019": "'", "\u02bc": "'"} | dict.fromkeys(
    "\u2018\u201c\u201d\u201e\u2013\u2014\u2026\u00ab\u00bb\u00a0\u202f", " "
)
"""Typographic marks, and what has the same effect on words in ASCII."""


def _with_plain_marks(text: str) -> str:
    if not text.isascii():
        for mark, plain in _MARKS.items():
            text = text.replace(mark, plain)
    return text


_LETTERS = bytes(
    ord(chr(code).lower()) if chr(code).isascii() and chr(code).isalnum() else code and ord(" ")
    for code in range(256)
)
"""Every ASCII byte as the byte of its key, all that belongs to no word but null as a space."""

_MOST_KEYS = 1_000_000


class _Keys(dict[str, str]):
    """Written word -> its key, remembered: a collection repeats its words."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_KEYS:
            self.clear()
        folded = fold(word).translate(_DROPPED)
        key = self[word] = "".join(filter(str.isalnum, folded))
        return key


_DROPPED = dict.fromkeys(map(ord, _APOSTROPHES))
_KEYS = _Keys()
