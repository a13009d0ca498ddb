"""What it means that one name stands for another."""

from collections.abc import Container

from provtrack.classify.lexicon import fold, group, pairs
from provtrack.classify.namelike import is_given
from provtrack.classify.spelling import american
from provtrack.classify.units import KNOWN, Unit
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind, Significance
from provtrack.names import without_possessive
from provtrack.romanisation import sounds_same
from provtrack.romanisation.near import may_be_same

ACCIDENTAL = Significance.ACCIDENTAL
SUBSTANTIVE = Significance.SUBSTANTIVE


def between_names(left: Unit, right: Unit) -> tuple[Kind, Significance] | None:
    """The verdict on two names; None where either is none."""
    if not (_may_be_name(left) and _may_be_name(right)):
        return None
    bare = without_possessive(left.text), without_possessive(right.text)
    if bare[0] == bare[1]:
        return Kind.WORDING, ACCIDENTAL  # the same spelling, as a possessive on one side
    if bare[0] != bare[1] and american(fold(bare[0])) == american(fold(bare[1])) != fold(bare[0]):
        return Kind.SPELLING, ACCIDENTAL  # the Labour Party, the Labor Party
    are_known = all(unit.key.startswith(KNOWN) for unit in (left, right))
    if left.key == right.key or (not are_known and sounds_same(*bare)):
        kind = Kind.ABBREVIATION if _is_initials(*bare) else Kind.ROMANISATION
        return kind, ACCIDENTAL
    if is_derived(*map(fold, bare)) and not _is_other_surname(*bare):
        return Kind.WORDING, SUBSTANTIVE  # the Turks, the Turk; Macedonia, Macedonian
    is_near = not are_known and may_be_same(*bare)
    is_same = is_near or _is_initialled(left.text, right.text)
    return Kind.ROMANISATION if is_near else Kind.NAME, ACCIDENTAL if is_same else SUBSTANTIVE


def _is_other_surname(one: str, other: str) -> bool:
    """Whether two people are called alike but for an *s*: Will, Wills; Ann Mark, Ann Marks."""
    short, long = sorted(map(fold, (one, other)), key=len)
    return long == f"{short}s" and (" " in short or is_given(short))


def is_derived(one: str, other: str) -> bool:
    """Whether a name is that of a place and the other of its people, or one and several."""
    short, long = sorted((one, other), key=len)
    if frozenset((one, other)) in pairs("peoples"):
        return True
    if {one[-3:], other[-3:]} == {"man", "men"}:
        return one[:-3] == other[:-3]
    rests = {long.removeprefix(short), long.removeprefix(short[:-1])}
    return len(short) >= _SURE and bool(rests & _PEOPLE) and long.startswith(short[:-1])


_PEOPLE = frozenset(("s", "n", "ns", "an", "ans", "ian", "ians", "ish", "ese"))
"""Endings of a people: Turk-s, Macedonia-n, Chin-ese."""


def _is_initials(one: str, other: str) -> bool:
    """Whether one of two forms of a name is written in capitals alone: KWP CC, RGANI."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 1 and shorter.isupper() and not longer.isupper()


def _may_be_name(unit: Unit) -> bool:
    """Whether it is a name, or a word with a capital that people are called by: Anna, Rose."""
    if unit.type is Type.WORD:
        return unit.text[0].isupper() and unit.key in group("given")
    return unit.type is Type.NAME


def _is_initialled(one: str, other: str) -> bool:
    """Whether two names differ in initials alone: Filatov, S. Filatov, Sergei Filatov."""
    small = group("particles")
    parts = [_in_order(text, small) for text in (one, other)]
    if not all(parts) or parts[0][-1] != parts[1][-1] or len(parts[0][-1]) == 1:
        return False
    given = sorted((parts[0][:-1], parts[1][:-1]), key=lambda names: sum(map(len, names)))
    if not given[0]:
        return all(len(name) == 1 for name in given[1])
    return all(
        short[0] == full[0] and 1 in (len(short), len(full))
        for short, full in zip(*given, strict=False)
    )


def _in_order(name: str, small: Container[str]) -> list[str]:
    """The parts of a name but for its particles, initials behind it put before: Ivanov, V. I."""
    parts = [part for part in name.replace(".", " ").replace(",", " ").split() if part not in small]
    if len(parts) > 1 and len(parts[0]) > 1 and all(len(part) == 1 for part in parts[1:]):
        parts = [*parts[1:], parts[0]]
    return parts


_SURE = 4
"""Letters that the name of a place has at least whose people are looked for."""
