"""The units of two texts, each cut so that what the other one says can answer it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from provtrack.classify.lexicon import fold
from provtrack.classify.units import KNOWN, Builder, Knowledge, Unit
from provtrack.classify.vocabulary import Type, reading_of
from provtrack.names import without_possessive
from provtrack.romanisation import sounds_same
from provtrack.romanisation.near import may_be_same
from provtrack.text import tokenize


def unit_pair(
    texts: tuple[str, str], knowledge: tuple[Knowledge, Knowledge]
) -> tuple[list[Unit], list[Unit]]:
    """The units of two texts that are to be compared.

    A full form of several words is one unit only where the other text has a short or another form
    of it; elsewhere its words are compared one by one.
    """
    left, right = (
        Builder(text, tokenize(text), known) for text, known in zip(texts, knowledge, strict=True)
    )
    sides = (left.build(right.forms), right.build(left.forms))
    if left.compounds != right.compounds:
        ties = (right.compounds - left.compounds, left.compounds - right.compounds)
        sides = (_tied(sides[0], ties[0]), _tied(sides[1], ties[1]))
    if left.modal_pairs != right.modal_pairs:
        sides = (_torn(*sides), _torn(*reversed(sides)))
    return sides[0], _named_alike(sides[1], left.names, right.names)


def _named_alike(right: list[Unit], own: Mapping[str, str], other: Mapping[str, str]) -> list[Unit]:
    """The right units, names that only another romanisation sets apart under the left one's key.

    Args:
        right: the units of the right text.
        own: by key, the names of the left text.
        other: by key, those of the right text.
    """
    keys = {
        strange: key
        for strange in other.keys() - own.keys()
        for key in sorted(own.keys() - other.keys())
        if not (strange.startswith(KNOWN) and key.startswith(KNOWN))
        and _are_one(*map(without_possessive, (own[key], other[strange])))
    }
    if not keys:
        return right
    return [unit._replace(key=keys.get(unit.key, unit.key)) for unit in right]


def _are_one(one: str, other: str) -> bool:
    """Whether two names may be one, by a table or by how they sound."""
    return sounds_same(one, other) or may_be_same(one, other)


def _tied(units: list[Unit], compounds: set[str]) -> list[Unit]:
    """The units, words together that the other side ties with a hyphen: harbour master.

    Args:
        units: of the one side.
        compounds: keys of such words of the other side.
    """
    if not compounds or not any(one.key + other.key in compounds for one, other in pairwise(units)):
        return units
    result: list[Unit] = []
    for unit in units:
        last = result[-1] if result else None
        if last and _are_words(last, unit) and last.key + unit.key in compounds:
            text, key = f"{last.text} {unit.text}", last.key + unit.key
            result[-1] = last._replace(text=text, key=key, weak=False, end=unit.end)
        else:
            result.append(unit)
    return result


def _are_words(one: Unit, other: Unit) -> bool:
    """Whether two units are words with a space between them."""
    return (
        one.type is other.type is Type.WORD
        and one.bracketed is other.bracketed
        and not other.touches
    )


def _torn(units: list[Unit], others: Sequence[Unit]) -> list[Unit]:
    """The units, modal expressions apart that the other side has a *not* in: was to, was not to."""
    inside = {
        (before.key, after.key)
        for before, denying, after in zip(others, others[1:], others[2:], strict=False)
        if denying.key == "not"
    }
    result: list[Unit] = []
    for unit in units:
        words = unit.text.split() if unit.type is Type.MODAL else ()
        if len(words) == 2 and tuple(map(fold, words)) in inside:  # noqa: PLR2004  # was to
            first, last = unit.start + len(words[0]), unit.end - len(words[1])
            result.append(_word(words[0], unit.start, first, touches=unit.touches))
            result.append(_word(words[1], last, unit.end, touches=False))
        else:
            result.append(unit)
    return result


def _word(text: str, start: int, end: int, *, touches: bool) -> Unit:
    """A word as it is by itself."""
    key, type_, weak, _ = reading_of(text)
    return Unit(text, key, type_, None, False, weak, touches, start, end)
