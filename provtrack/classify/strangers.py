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

from provtrack.classify.inflection import base_form
from provtrack.classify.lexicon import group, pairs, words
from provtrack.classify.pairs import PREFIXES, has_vowels
from provtrack.classify.spelling import is_misspelling
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type, plain_reading
from provtrack.text import Vocabulary

Units = Sequence[Unit]


class Ties(NamedTuple):
    """What an ordinary word can have in common with others.

    Attributes:
        names: what it begins with in any of its forms, and pairs of the lexicon.
        key: the word as units have it.
        is_known: whether it is a word of the language.
        is_terse: whether it may be short for a full word, having few vowels.
        is_full: whether it is a word that others can be short for.
        letters: it as it is written, in small letters.
        has_capital: whether it is written with one.
    """

    names: frozenset[str]
    key: str
    is_known: bool
    is_terse: bool
    is_full: bool
    letters: str
    has_capital: bool


_WORD = Type.WORD  # a member of an enumeration is slow to get at


def ties_of(unit: Unit) -> Ties | None:
    """The ties of an ordinary word; None for any other unit, of which more can be said."""
    if unit.type is not _WORD or unit.bracketed:
        return None
    return _TIES[unit.text]


def are_strangers(one: Ties, other: Ties) -> bool:
    """Whether two ordinary words surely have nothing to do with each other."""
    if not one.names.isdisjoint(other.names):
        return False
    is_short = (one.is_terse and other.is_full) or (other.is_terse and one.is_full)
    if is_short and one.letters[0] == other.letters[0]:
        return False
    return one.is_known is other.is_known or not is_misspelling(one.key, other.key)


def nothing_ties(gone: Units, new: Units) -> bool:
    """Whether two runs are of ordinary words alone, none of which has to do with one opposite."""
    sides: tuple[list[Ties], list[Ties]] = ([], [])
    for side, units in zip(sides, (gone, new), strict=True):
        for unit in units:
            ties = ties_of(unit)
            if ties is None:
                return False
            side.append(ties)
    if not gone or not new:
        return True
    if len(gone) + len(new) > 2 and not _are_strange_runs(*sides):  # noqa: PLR2004  # a pair
        return False
    return all(are_strangers(one, other) for one in sides[0] for other in sides[1])


def _are_strange_runs(gone: Sequence[Ties], new: Sequence[Ties]) -> bool:
    """Whether two runs are neither the same letters, as *to day*, nor may be one's initials."""
    if any(sum(ties.has_capital for ties in side) > 1 for side in (gone, new)):
        return False
    if gone[0].letters[0] != new[0].letters[0]:
        return True
    return "".join([ties.letters for ties in gone]) != "".join([ties.letters for ties in new])


def _ties(text: str) -> Ties | None:
    reading = plain_reading(text)
    if reading is None or reading[1] is not Type.WORD:
        return None
    key, letters = reading[0], text.lower()
    is_written_small = letters == text or text[1:].islower()
    if not (text.isascii() and text.isalpha() and key.isalpha() and is_written_small):
        return None
    if letters != text and key in group("given"):
        return None  # a name, perhaps: Rose
    return Ties(
        names=frozenset((letters[:_BEGINNING], *_beginnings(key), *_pairs_with().get(key, ()))),
        key=key,
        is_known=key in words(),
        is_terse=letters not in words() and not has_vowels(letters),
        is_full=letters in words() or letters in group("offices"),
        letters=letters,
        has_capital=letters != text,
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
