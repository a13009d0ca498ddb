"""Documents in different languages that are one: by names, numbers, and the shape of the text.

The same search as within a language, over what outlasts translation instead of all words, and with
more caution, since of that there is little: what two documents share has to be rare, to make up a
good part of what either has, and to speak for these two much more than for any other two. Where
there are neither names nor numbers the lengths of the paragraphs speak
(:mod:`provtrack.kinship.shapes`), and both together say more than either.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

from provtrack.kinship.candidates import Index, near

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.collection import Collection

SURE = 2.0
"""Worth of a pair from which it counts; in nats, see :attr:`Foreign.worth`. Of the chapters of the
Quran in two languages the first wrong pair is worth 0.7; but of pieces of manuals and their
translations (``10,000 raw`` of ``python -m benchmarks --only find``) one pair in ten is of two
manuals from 1 on, and one in thirty from 2 on, if it is that far ahead of the next."""

AHEAD = 3.0
"""How many times the worth of either document's next best in that language it must be. With 2
twice as many of these pairs are of two manuals."""

SURE_OF_SHAPE = 4.0
"""Nats that shape, names and numbers together must say for two documents beyond the logarithm of
how many others there are in that language. By the model one document in fifty that has no
translation there then has one by chance."""

AHEAD_BY = 6.0
"""Nats that it must be more than what they say for either document and any other: with 3 one pair
in thirty of the handbook in English and German was wrong, whose sections are made alike."""

NATS = AHEAD_BY
"""What names and numbers count beside the shape when they are enough by themselves, and at most:
words of one trade are not the surer for being many."""

_REFERENCE = 2.0
"""Nats that the same archive reference is worth to a pair that shares anything else. A file of an
archive holds many documents, so that it decides nothing alone."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """What two documents in different languages have in common.

    Attributes:
        left: number of a document.
        right: number of the other.
        shared: from 0 to 1, the weight of the names and numbers that stand in both in the same
            order, of all that either has (Dice's coefficient).
        worth: that share of the sum of the logarithms of the rarity of each of them.
        shape: what their shapes say for their being one text, in nats; 0 where that was not asked.
    """

    left: int
    right: int
    shared: float
    worth: float
    shape: float = 0.0

    @property
    def together(self) -> float:
        """What everything says for their being one text, in nats."""
        return self.shape + NATS * min(self.worth / SURE, 1.0)


def candidates(
    index: Index, languages: "NDArray[np.integer]", documents: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of documents in different languages worth a closer look, the smaller number first.

    Args:
        index: of what outlasts translation.
        languages: of each document, as a number.
        documents: those whose neighbours are wanted.
    """
    for document in documents:
        for other in near(index, document, languages != languages[document]).tolist():
            yield (document, other) if document < other else (other, document)


def examine(collection: "Collection", pairs: Iterable[tuple[int, int]]) -> Iterator[Foreign]:
    """What each pair has in common; pairs with nothing in common are left out.

    Args:
        collection: what outlasts translation, of all documents.
        pairs: numbers of two documents.
    """
    from rapidfuzz.distance import LCSseq

    for left, right in pairs:
        one, other = (collection.documents[number] for number in (left, right))
        blocks = LCSseq.opcodes(one.tolist(), other.tolist())
        matched = [
            token
            for block in blocks
            if block.tag == "equal"
            for token in one[block.src_start : block.src_end].tolist()
        ]
        if matched:
            weigh = collection.rarity
            total = float(weigh[one].sum() + weigh[other].sum())
            shared = min(2 * float(weigh[matched].sum()) / total, 1.0) if total else 0.0
            yield Foreign(left, right, shared, shared * float(weigh[list(set(matched))].sum()))


def join(
    groups: Sequence[Sequence[int]],
    pairs: Iterable[Foreign],
    languages: Sequence[int],
    references: Sequence[str],
) -> list[Foreign]:
    """Which groups are one text in two languages: for each two that are, their best pair.

    Args:
        groups: of documents in one language each, or of one document; each document is in one.
        pairs: what documents in different languages have in common.
        languages: of each document, as a number.
        references: where the original of each lies, ``""`` where that is not known.
    """
    homes = {number: place for place, group in enumerate(groups) for number in group}
    best: dict[tuple[int, int], Foreign] = {}
    for each in pairs:
        left, right = homes[each.left], homes[each.right]
        if left == right:
            continue
        pair = each
        if references[pair.left] and references[pair.left] == references[pair.right]:
            pair = replace(pair, worth=pair.worth + _REFERENCE)
        key = (left, right) if left < right else (right, left)
        if key not in best or _order(pair) > _order(best[key]):
            best[key] = pair
    tongues = [frozenset(languages[number] for number in group) for group in groups]
    sizes = Counter(tongue for spoken in tongues for tongue in spoken)
    ranked = _ranked(best, tongues)
    joined: list[Foreign] = []
    parts = {place: {place} for place in range(len(groups))}
    for (left, right), pair in sorted(best.items(), key=lambda each: (*_falling(each[1]), each[0])):
        if not all(
            _is_ahead(pair, ranked, sizes, *way, tongues) for way in ((left, right), (right, left))
        ):
            continue
        one, other = parts[left], parts[right]
        if one is not other and _speak_differently(one, other, tongues):
            one |= other
            for place in other:
                parts[place] = one
            joined.append(pair)
    return joined


def _order(pair: Foreign) -> tuple[float, float]:
    return max(pair.together, NATS * pair.worth / SURE), pair.worth


def _falling(pair: Foreign) -> tuple[float, float]:
    most, worth = _order(pair)
    return -most, -worth


def _ranked(
    best: Mapping[tuple[int, int], Foreign], tongues: Sequence[frozenset[int]]
) -> Mapping[tuple[int, int], tuple[list[float], list[float]]]:
    """By group and language, of its pairs with groups in that language, the best first.

    What their names and numbers are worth, and what everything says together.
    """
    ranked: dict[tuple[int, int], tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for (left, right), pair in best.items():
        for one, other in ((left, right), (right, left)):
            for tongue in tongues[other]:
                worths, sayings = ranked[one, tongue]
                worths.append(pair.worth)
                sayings.append(pair.together)
    for both in ranked.values():
        for values in both:
            values.sort(reverse=True)
    return ranked


def _is_ahead(
    pair: Foreign,
    ranked: Mapping[tuple[int, int], tuple[list[float], list[float]]],
    sizes: Mapping[int, int],
    one: int,
    other: int,
    tongues: Sequence[frozenset[int]],
) -> bool:
    """Whether a pair of groups is sure, and more so than any other of the one.

    Of those with groups in the other's languages.
    """
    for tongue in tongues[other]:
        worths, sayings = ranked[one, tongue]
        others = [
            values[1] if values[0] <= its else values[0]
            for values, its in (([*worths, 0.0], pair.worth), ([*sayings, 0.0], pair.together))
        ]
        by_names = pair.worth >= max(SURE, AHEAD * others[0])
        by_all = pair.together >= max(SURE_OF_SHAPE + log(sizes[tongue]), AHEAD_BY + others[1])
        if not (by_names or by_all):
            return False
    return True


def _speak_differently(
    one: Iterable[int], other: Iterable[int], tongues: Sequence[frozenset[int]]
) -> bool:
    """Whether no two of the groups, from either side, are in one language."""
    spoken = frozenset[int]().union(*(tongues[place] for place in one))
    return all(tongues[place].isdisjoint(spoken) for place in other)
