"""What two documents share that is rare: by it a person can check that they go back to one text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provtrack.align.across import skeleton
from provtrack.align.tokens import WORD
from provtrack.kinship.collection import Collection
from provtrack.kinship.lasting import BONES, leading
from provtrack.kinship.signatures import key, numbered
from provtrack.text import tokenize

SHOWN = 8
"""Of each sort, the rarest; more is not read."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How the paragraphs of two documents go together, of which the lengths were compared.

    Attributes:
        left: paragraphs of the one.
        right: paragraphs of the other.
        nats: how much likelier they are as those of a text and its translation than by themselves:
            the logarithm of the ratio of likelihoods (:mod:`provtrack.kinship.likeness`).
    """

    left: int
    right: int
    nats: float


@dataclass(frozen=True, slots=True)
class Foreigners:
    """What is known of two documents in different languages.

    Attributes:
        left: words of the one's language -> the word that stands for it; as in a signature.
        right: those of the other's.
        nats: what their shapes say for them.
    """

    left: Mapping[int, int]
    right: Mapping[int, int]
    nats: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two documents share, the rarest first, as the first of them writes it.

    Attributes:
        names: words that both write with a capital letter only.
        numbers: numbers in figures.
        dates: dates, in whichever words.
        words: other words.
        reference: the archive reference that both give; ``""`` when they give none or two.
        outline: how their paragraphs go together, where they are in different languages and that
            speaks for them.
    """

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    reference: str = ""
    outline: Outline | None = None


def evidence(
    collection: Collection,
    left: Sequence[str],
    right: Sequence[str],
    references: tuple[str, str] = ("", ""),
    *,
    foreign: Foreigners | None = None,
) -> Evidence:
    """What two documents share.

    Args:
        collection: which words are rare.
        left: paragraphs of a document.
        right: those of the other.
        references: where each says that its original lies, ``""`` when it says nothing.
        foreign: of two in different languages, where names sound alike at best, and words answer
            each other.
    """
    one, other = _spellings(left), _spellings(right)
    shared = sorted(one.keys() & other.keys(), key=lambda each: (-_rarity(collection, each), each))
    spelled = [(one[each], other[each]) for each in shared]
    numbers = [mine[0] for mine, _ in spelled if mine[0][0].isdigit()]
    names = [mine[0] for mine, theirs in spelled if _is_name(mine) and _is_name(theirs)]
    rest = [mine[0] for mine, _ in spelled if not mine[0][0].isdigit() and mine[0] not in names]
    if foreign:
        numbers = _same_figures(one, other)
        names += _same_sound(one, other)
        rest = [*_answering(collection, one, other, foreign), *rest]
    return Evidence(
        tuple(names[:SHOWN]),
        tuple(numbers[:SHOWN]),
        _dates(left, right),
        tuple(rest[:SHOWN]),
        references[0] if references[0] == references[1] else "",
        Outline(len(left), len(right), foreign.nats) if foreign and foreign.nats > 0 else None,
    )


def _spellings(paragraphs: Iterable[str]) -> Mapping[str, list[str]]:
    """How each word is written, by its key."""
    found: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        for word in WORD.findall(paragraph):
            spellings = found.setdefault(key(word), [])
            if word not in spellings:
                spellings.append(word)
    return found


def _same_figures(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """The numbers that both write, whatever is written onto them, the longest first."""
    mine, theirs = ({leading(each) for each in side if each[0].isdigit()} for side in (one, other))
    return sorted(mine & theirs, key=lambda each: (-len(each), each))


def _same_sound(one: Mapping[str, Sequence[str]], other: Mapping[str, Sequence[str]]) -> list[str]:
    """Names that the two write in two scripts or ways, each as ``Молотов = Molotov``."""
    theirs = {sound: name for name, sound in _sounds(other)}
    pairs = [
        f"{name} = {theirs[sound]}"
        for name, sound in _sounds(one)
        if sound in theirs and name != theirs[sound]
    ]
    return sorted(pairs, key=lambda each: (-len(each), each))


def _answering(
    collection: Collection,
    one: Mapping[str, Sequence[str]],
    other: Mapping[str, Sequence[str]],
    foreign: Foreigners,
) -> list[str]:
    """Words that answer each other, each as ``договор = treaty``, the rarest first."""
    theirs = {
        meant: spellings[0]
        for each, spellings in other.items()
        if (meant := foreign.right.get(numbered(each))) is not None
    }
    pairs = [
        (-_rarity(collection, each), f"{spellings[0]} = {theirs[meant]}")
        for each, spellings in one.items()
        if (meant := foreign.left.get(numbered(each))) in theirs
        and spellings[0].casefold() != theirs[meant].casefold()
    ]
    return [pair for _, pair in sorted(pairs)]


def _sounds(spelled: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for spellings in spelled.values():
        sound = skeleton(spellings[0])
        if len(sound) >= BONES and _is_name(spellings):
            yield spellings[0], sound


def _rarity(collection: Collection, each: str) -> float:
    import numpy as np

    number = numbered(each)
    place = int(np.searchsorted(collection.words, number))
    if place == len(collection.words) or collection.words[place] != number:
        return 0.0
    return float(collection.rarity[place])


def _is_name(spellings: Sequence[str]) -> bool:
    return all(each[:1].isupper() for each in spellings)


def _dates(left: Iterable[str], right: Iterable[str]) -> tuple[str, ...]:
    """The dates of the first text that the other has too, in the words of the first."""
    theirs = {reading for _, readings in _dated(right) for reading in readings}
    found = {words: None for words, readings in _dated(left) if not theirs.isdisjoint(readings)}
    return tuple(found)[:SHOWN]


def _dated(paragraphs: Iterable[str]) -> Iterator[tuple[str, Sequence[object]]]:
    """Each date as it is written, and what it may mean."""
    from provtrack.dates import find

    for paragraph in paragraphs:
        tokens = tokenize(paragraph)
        for date in find(tokens):
            words = paragraph[tokens[date.start].start : tokens[date.end - 1].end]
            yield words, date.readings
