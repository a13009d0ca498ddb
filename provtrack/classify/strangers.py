"""Words that surely have nothing to do with each other, told without looking into the pair.

Of two renderings most words that differ are ordinary words that only stand at the same place: no
two forms, spellings, opposites or synonyms. Whatever :mod:`provtrack.classify.pairs` and
:mod:`provtrack.classify.verdicts` can say of two words rests on letters that they begin with, on a
list that has both, or on one being a slip or a short form; words without such a tie need not be
asked about.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from provtrack.classify.lexicon import group, pairs, words
from provtrack.classify.pairs import PREFIXES, base_form
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type, plain_reading
from provtrack.text import Vocabulary

Units = Sequence[Unit]


class Ties(NamedTuple):
    """What an ordinary word can have in common with others.

    Attributes:
        names: what it begins with in any of its forms, and pairs of the lexicon.
        initial: its first letter as it is written.
        length: its letters.
        is_known: whether it is a word of the language, None where that depends on its spelling.
    """

    names: frozenset[str]
    initial: str
    length: int
    is_known: bool | None


def ties_of(unit: Unit) -> Ties | None:
    """The ties of an ordinary word; None for any other unit, of which more can be said."""
    if unit.type is not Type.WORD or unit.bracketed:
        return None
    return _TIES[unit.text]


def are_strangers(one: Ties, other: Ties) -> bool:
    """Whether two ordinary words surely have nothing to do with each other."""
    if not one.names.isdisjoint(other.names):
        return False
    if one.is_known is other.is_known and one.is_known is not None:
        return True
    # One may be a slip in the other, or short for it.
    return one.initial != other.initial and abs(one.length - other.length) > _SLIPS


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
    if len(gone) + len(new) > 2 and gone and new and gone[0].text[0] == new[0].text[0]:  # noqa: PLR2004  # a pair
        return False  # perhaps the same letters, with other spaces: to day, today
    return all(are_strangers(one, other) for one in sides[0] for other in sides[1])


def _ties(text: str) -> Ties | None:
    reading = plain_reading(text)
    if reading is None or reading[1] is not Type.WORD:
        return None
    key = reading[0]
    if not (text.isascii() and text.isalpha() and text.islower() and key.isalpha()):
        return None
    standings = {key in words(), text in words(), text in group("offices") or key in words()}
    return Ties(
        names=frozenset((text[:_BEGINNING], *_beginnings(key), *_pairs_with().get(key, ()))),
        initial=text[0],
        length=len(key),
        is_known=standings.pop() if len(standings) == 1 else None,
    )


_TIES: Vocabulary[Ties | None] = Vocabulary(_ties)

_BEGINNING = 3
"""Letters that two forms of a word have in common at least, as ``is_inflected`` has it."""


def _beginnings(key: str) -> Iterator[str]:
    """What a word begins with, as any form of it or with a negating prefix off."""
    rests = (key.removeprefix(prefix) for prefix in PREFIXES if key.startswith(prefix))
    for form in (key, *rests):
        yield form[:_BEGINNING]
        yield base_form(form)[:_BEGINNING]


@cache
def _pairs_with() -> dict[str, list[str]]:
    """By word, the pairs of the lexicon that it is in."""
    result: dict[str, list[str]] = {}
    for name in ("opposites", "synonyms"):
        for pair in pairs(name):
            for word in pair:
                result.setdefault(word, []).append(" ".join(sorted(pair)))
    return result
