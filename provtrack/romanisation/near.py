"""Names that no table leads from one to the other, and that differ as hearers do: Tabriz, Tebriz.

The tables know a few languages. Of the others two renderings of one document differ as well, and
in the same few respects: in vowels that are near to each other, in letters that are doubled, in
signs for the sounds that English has no letter for. Different people, as a rule, differ in more:
*Zorin* and *Sorin*, *Hall* and *Ball*, *Martin* and *Morton* are not near.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from provtrack.romanisation import byear
from provtrack.romanisation.steps import respelt, steps
from provtrack.text import fold

_CONSONANTS = steps(
    (r"(?<=[eo])f\b", "v"),  # Stamboloff, Stambulov
    (r"c(?=[aoulrt])", "k"),
    (r"sh", "s"),
    (r"zh", "z"),
    (r"kh", "h"),
    (r"ch", "c"),
    (r"(?<=[tdgb])h", ""),
    (r"h(?![aeiouy])", ""),
)
_VOWELS = re.compile("[aeiouy]+")
_NEAR = tuple(map(frozenset, ("ae", "ei", "ou")))
"""Vowels that are heard for each other; *a* and *o* tell people apart."""
_SHORTEST = 5
"""Letters of the shortest part of a name that is compared so."""
_SYLLABLES = 2
"""Vowels that such a part has at least: *Zhang* and *Zheng* are two names."""


@lru_cache(maxsize=4096)
def may_be_same(one: str, other: str) -> bool:
    """Whether two names, written as they stand in a text, may be one that was heard differently.

    Part by part, in their order. A part in one syllable is that of a name in Chinese or Korean
    order, in which every vowel counts.
    """
    parts = [re.split(r"[\s\-.]+", name.strip()) for name in (one, other)]
    if len(parts[0]) != len(parts[1]):
        return False
    pairs = [pair for pair in zip(*parts, strict=True) if fold(pair[0]) != fold(pair[1])]
    if not pairs or any(len(_VOWELS.findall(fold(part))) < _SYLLABLES for part in parts[0]):
        return False
    return all(_are_near(*pair) for pair in pairs)


def _are_near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST or all(map(_has_marked_vowel, (one, other))):
        return False  # Müller is not Möller
    if {one[-3:], other[-3:]} == {"man", "men"}:
        return False  # one Englishman, several
    skeletons = [respelt(byear.skeleton(name), _CONSONANTS) for name in (one, other)]
    consonants, vowels = zip(*(_parted(name) for name in skeletons), strict=True)
    return consonants[0] == consonants[1] and all(
        a == b or any({a, b} <= near for near in _NEAR) for a, b in zip(*vowels, strict=True)
    )


def _parted(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands between the vowels of a name, and the vowels."""
    found = [*_VOWELS.finditer(name)]
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(name)]
    consonants = tuple(name[end:start] for end, start in zip(ends, starts, strict=True))
    return consonants, tuple(match[0].replace("y", "i") for match in found)


def _has_marked_vowel(name: str) -> bool:
    """Whether a sign stands on a vowel."""
    letters = unicodedata.normalize("NFD", name).casefold()
    return any(a in "aeiou" and unicodedata.combining(b) for a, b in pairwise(letters))
