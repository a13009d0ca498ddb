"""Words that surely have nothing to do with each other, told without looking into the pair.

Of two renderings most words that differ are ordinary words that only stand at the same place: no
two forms, spellings, opposites or synonyms. Whatever :mod:`provtrack.classify.pairs` and
:mod:`provtrack.classify.verdicts` can say of two words rests on letters that they begin with, on a
list that has both, or on a slip in one of them; words without such a tie need not be asked about.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from provtrack.classify.lexicon import pairs, words
from provtrack.classify.pairs import PREFIXES, base_form
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type, plain_reading
from provtrack.text import Vocabulary

Units = Sequence[Unit]


class Ties(NamedTuple):
    """What an ordinary word can have in common with others.

    Attributes:
        names: initial letters that it has in any of its forms, and pairs of the lexicon.
        is_known: whether it is a word of the language.
        length: its letters.
    """

    names: frozenset[str]
    is_known: bool
    length: int


def ties_of(unit: Unit) -> Ties | None:
    """The ties of an ordinary word; None for any other unit, of which more can be said."""
    if unit.type is not Type.WORD or unit.bracketed:
        return None
    return _TIES[unit.text]


def are_strangers(one: Ties, other: Ties) -> bool:
    """Whether two ordinary words surely have nothing to do with each other."""
    return one.names.isdisjoint(other.names) and not (
        one.is_known is not other.is_known and abs(one.length - other.length) <= _SLIPS
    )


_SLIPS = 2
"""Letters by which a word and its misspelling differ in length at most."""


def nothing_ties(gone: Units, new: Units) -> bool:
    """Whether two runs are of ordinary words alone, none of which has to do with one opposite."""
    sides: tuple[list[Ties], list[Ties]] = ([], [])
    for side, units in zip(sides, (gone, new), strict=True):
        for unit in units:
            ties = ties_of(unit)
            if ties is None:
                return False
            side.append(ties)
    return all(are_strangers(one, other) for one in sides[0] for other in sides[1])


def _ties(text: str) -> Ties | None:
    reading = plain_reading(text)
    if reading is None or reading[1] is not Type.WORD:
        return None
    key = reading[0]
    if not (text.isascii() and text.isalpha() and text.islower() and key.isalpha()):
        return None
    names = frozenset((text[0], *_initials(key), *_pairs_with().get(key, ())))
    return Ties(names, key in words(), len(key))


_TIES: Vocabulary[Ties | None] = Vocabulary(_ties)


def _initials(key: str) -> Iterator[str]:
    """The letters that a word begins with, as any form of it or with a negating prefix off."""
    rests = (key.removeprefix(prefix) for prefix in PREFIXES if key.startswith(prefix))
    for form in filter(None, (key, *rests)):
        yield form[0]
        yield base_form(form)[0]


@cache
def _pairs_with() -> dict[str, list[str]]:
    """By word, the pairs of the lexicon that it is in."""
    result: dict[str, list[str]] = {}
    for name in ("opposites", "synonyms"):
        for pair in pairs(name):
            for word in pair:
                result.setdefault(word, []).append(" ".join(sorted(pair)))
    return result
