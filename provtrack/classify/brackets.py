"""What stands in an editor's or a translator's brackets."""

from collections.abc import Sequence
from itertools import compress, count
from typing import TYPE_CHECKING

from provtrack.text import texts_of

if TYPE_CHECKING:
    from provtrack.classify.units import Unit

_PARTNERS = {"[": "]", "(": ")"}
_BRACKETS = frozenset((*_PARTNERS, *_PARTNERS.values()))

_NOTE_WORDS = frozenset(
    ("sic", "translator", "translators", "note", "editor", "editors", "illegible", "handwritten")
)
"""What a note in round brackets begins with."""

_LONGEST_NOTE = 200
"""Tokens. A bracket that is not closed within so many is a mark like others."""


def bracketed(units: Sequence["Unit"]) -> list["Unit"]:
    """The units, those in brackets told to be so, the brackets included."""
    found = list(units)
    stack: list[int] = []
    for index in compress(count(), map(_BRACKETS.__contains__, texts_of(found))):
        if found[index].text in _PARTNERS:
            stack.append(index)
        elif stack:
            start = stack.pop()
            if _is_note(found[start : index + 1]):
                for inside in range(start, index + 1):
                    found[inside] = found[inside]._replace(bracketed=True)
    return found


def _is_note(inside: Sequence["Unit"]) -> bool:
    if len(inside) > _LONGEST_NOTE or _PARTNERS[inside[0].text] != inside[-1].text:
        return False
    return inside[0].text == "[" or any(unit.key in _NOTE_WORDS for unit in inside[1:3])
