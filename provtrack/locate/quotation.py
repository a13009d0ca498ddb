"""A quotation taken apart: what its author says that he left out or put in, and the rest.

An ellipsis (three dots or their character, with or without brackets) says that words are missing.
Square brackets say that what is in them is not the source's: a changed letter (``[T]he``), a word
in the place of others (``[he]``), a remark (``[sic]``). A source may have brackets of its own, so
that a quotation with brackets has two readings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from provtrack.locate.words import Words, words

_DOTS = r"(?:\u2026\.?|\.(?:\s?\.){2,3})"
_ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|<\s*{_DOTS}\s*>|{_DOTS}")
_BRACKETED = re.compile(r"\w*\[[^\[\]]{0,200}\]\w*(?:\[[^\[\]]{0,200}\]\w*)*")

QUOTES = (
    "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb\u300c-\u300f\uff02"
)
"""Quotation marks of all kinds, for a class of characters."""


class Gap(StrEnum):
    """What may lie in the source between a part of a quotation and the part before it."""

    NONE = "none"
    ELISION = "elision"
    BRACKETS = "brackets"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a quotation that claims to be the source's, word for word.

    Attributes:
        text: as it is written, without brackets around changed letters.
        words: the words of ``text``.
        gap: what may lie before it.
    """

    text: str
    words: Words
    gap: Gap


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation.

    Attributes:
        text: as it is written, without the quotation marks around it.
        readings: each a sequence of parts, none without words; the first takes what stands in
            brackets for the source's words. None when there are no words at all.
    """

    text: str
    readings: tuple[tuple[Part, ...], ...]

    @property
    def length(self) -> int:
        """How many words it has."""
        return max((sum(len(p.words.keys) for p in parts) for parts in self.readings), default=0)

    @property
    def is_elided(self) -> bool:
        """Whether it says that words are left out inside it."""
        return any(part.gap is Gap.ELISION for parts in self.readings for part in parts[1:])


def parse(text: str) -> Quotation:
    """The parts of a quotation; quotation marks around all of it are taken away."""
    text = _unquoted(text)
    readings = []
    for without in (False, True):
        parts = tuple(_parts(text, without_bracketed=without))
        if parts and parts not in readings:
            readings.append(parts)
    return Quotation(text, tuple(readings))


def _unquoted(text: str) -> str:
    text = text.strip()
    inner = re.fullmatch(rf"[{QUOTES}](.*)[{QUOTES}]", text, re.DOTALL)
    if inner and not re.search(r"[\"\u201c\u201d\u201e\u00ab\u00bb]", inner[1]):
        return inner[1].strip()
    return text


def _parts(text: str, *, without_bracketed: bool) -> Iterator[Part]:
    gap = Gap.NONE
    for piece in _ELLIPSIS.split(text):
        if without_bracketed:
            stretches = _BRACKETED.split(piece)
        else:
            stretches = [re.sub(r"(?<=\w)[\[\]](?=\w)|[\[\]]", "", piece)]
        for stretch in stretches:
            found = words(stretch)
            if found.keys:
                yield Part(stretch, found, gap)
                gap = Gap.BRACKETS
        gap = Gap.ELISION if gap is not Gap.NONE else gap
