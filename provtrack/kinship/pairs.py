"""Do two documents go back to one? Their words in order say so, and whether any part lacks them.

Two renderings of one text share words in the same order from beginning to end, few or many. Two
documents on one subject share words out of order; two that use one source here and there share a
stretch and nothing beside it. So a pair is judged by the longest common subsequence of its words
(rapidfuzz, bit-parallel), and by how evenly that is spread: the worst tenth of either text counts.

Two lists after one pattern (the entries of a register, the forms of an office) have long common
subsequences too, but in any order: what they share is as much when the one is read in pieces from
the end to the beginning. That share is what chance gives two texts of such words, and is told
beside the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.collection import Collection

    Floats = NDArray[np.float64]

BLOCK = 12
"""Words in which a text is tested for a gap: about three sentences' worth of telling words."""

WORST = 0.1
"""Share of the blocks that may have fewer words in common, since translators leave things out."""

_PIECES = 6
"""At least so many pieces a text is read backwards in, where it has the words. The longest common
subsequence of a text with itself in so many pieces is one of them, a sixth."""

_PIECE = 24
"""Words of a piece, at most: an entry of a list stays whole. Smaller pieces, or twelve and more of
a text, call more pairs of entries a likeness, and find as many renderings on the tuning half."""

_CLEARLY = 2.5
"""Standard deviations of a count (its square root) that the words in common must be beyond chance:
of long lists the one order has some more than the other. One in a thousand of the pairs of one
chapter has less on the tuning half, two in five of the wrong ones that are as strong."""

_SOME = 3
"""Words in common by chance from which that is asked; two notes of a few lines have fewer."""

_HOPELESS = 0.12
"""Share of common words below which a pair is not looked at twice. Pairs of documents of the same
style and no common origin reach 0.1 at most on the tuning half of ``benchmarks --only find``."""

_UNEVEN = 2
"""How many times as long a text must be as the other for that to be looked at as an excerpt."""

_QUOTED = 8
"""Telling words in order that an excerpt has at least: a sentence's worth. Fewer are a phrase that
two documents on one matter both use."""

_BEYOND = 6
"""Of these, words beyond those that it has by chance. Tuned on the excerpts of ``python -m
benchmarks --only find``: with 8 it misses 1.5 % more of them, without it a third more are wrong."""

_WINDOW = 1.5
"""How much longer than an excerpt the stretch of the other text may be that it is looked for in."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """What two documents have in common.

    Attributes:
        left: number of a document.
        right: number of the other.
        shared: from 0 to 1, words in common in the same order, of all telling words of both
            (Dice's coefficient); of an excerpt, of its words and those of the stretch it answers.
        covered: from 0 to 1, the same in the worst tenth of either text, or of the excerpt.
        chance: from 0 to 1, what is ``shared`` when the pieces of one of them are in the opposite
            order; all of it when it is not clearly more than that.
        start: where an excerpt begins in the longer text, as a share of its length; 0 else.
        end: where it ends; 1 else.
    """

    left: int
    right: int
    shared: float
    covered: float
    chance: float = 0.0
    start: float = 0.0
    end: float = 1.0

    @property
    def excerpt(self) -> bool:
        """Whether one of them answers only a part of the other."""
        return (self.start, self.end) != (0.0, 1.0)


def examine(collection: "Collection", pairs: Iterable[tuple[int, int]]) -> Iterator[Kinship]:
    """What each pair has in common; pairs with next to nothing in common are left out.

    Args:
        collection: all documents.
        pairs: numbers of two documents.
    """
    lists: dict[int, list[int]] = {}
    for left, right in pairs:
        one, other = (
            lists.setdefault(number, collection.documents[number].tolist())
            for number in (left, right)
        )
        found = _kinship(one, other)
        if found:
            yield Kinship(left, right, *found)


_Shares = tuple[float, float, float]
"""``shared``, ``covered`` and ``chance`` of :class:`Kinship`."""


def _kinship(
    one: Sequence[int], other: Sequence[int]
) -> tuple[float, float, float, float, float] | None:
    from rapidfuzz.distance import LCSseq

    if not one or not other:
        return None
    shorter, longer = sorted((len(one), len(other)))
    common = LCSseq.similarity(one, other)
    uneven = longer > _UNEVEN * shorter
    if (common / shorter if uneven else 2 * common / (longer + shorter)) < _HOPELESS:
        return None
    whole = _spread(one, other)
    if uneven:
        part = _part(one, other) if len(one) < len(other) else _part(other, one)
        if part and part[0] * part[1] > whole[0] * whole[1]:
            return part
    return (*whole, 0.0, 1.0)


def _spread(one: Sequence[int], other: Sequence[int]) -> _Shares:
    """Dice's coefficient of the common subsequence, in the worst blocks, and by chance."""
    import numpy as np
    from rapidfuzz.distance import LCSseq

    matched = _matched(one, other)
    shares = np.concatenate([_shares(each) for each in matched])
    words = int(matched[0].sum())
    dice = 2 * words / (len(one) + len(other))
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    by_chance = LCSseq.similarity(_turned(shorter), longer)
    if by_chance >= _SOME and words - by_chance < _CLEARLY * (by_chance + 1) ** 0.5:
        by_chance = words
    chance = 2 * by_chance / (len(one) + len(other))
    return dice, float(np.quantile(shares, WORST)), chance


def _turned(words: Sequence[int]) -> list[int]:
    """The pieces of a text from the last to the first, each in its own order."""
    size = max(1, min(_PIECE, len(words) // _PIECES))
    ends = range(len(words), 0, -size)
    return [word for end in ends for word in words[max(end - size, 0) : end]]


def _matched(one: Sequence[int], other: Sequence[int]) -> tuple["Floats", "Floats"]:
    """For each word of either text whether it is in the common subsequence, 1 or 0."""
    import numpy as np
    from rapidfuzz.distance import LCSseq

    left, right = np.zeros(len(one)), np.zeros(len(other))
    for step in LCSseq.opcodes(one, other):
        if step.tag == "equal":
            left[step.src_start : step.src_end] = 1
            right[step.dest_start : step.dest_end] = 1
    return left, right


def _shares(matched: "Floats") -> "Floats":
    """The share of matched words in each block."""
    import numpy as np

    edges = np.linspace(0, len(matched), max(1, len(matched) // BLOCK) + 1).astype(int)
    sums = np.add.reduceat(matched, edges[:-1])
    shares: Floats = sums / np.diff(edges)
    return shares


def _part(
    short: Sequence[int], long: Sequence[int]
) -> tuple[float, float, float, float, float] | None:
    """How the shorter text stands to the stretch of the longer one that is most like it.

    Words that happen to be in common are strewn over the whole of a long text; those of an excerpt
    stand close together.
    """
    import numpy as np

    held = np.isin(np.asarray(long), np.asarray(short)).astype(float)
    size = min(len(long), max(int(len(short) * _WINDOW), BLOCK))
    sums = np.convolve(held, np.ones(size), "valid")
    best = int(sums.argmax())
    stretch = long[best : best + size]
    matched = _matched(short, stretch)
    inside = np.nonzero(matched[1])[0]
    if len(inside) < _QUOTED:
        return None
    first, last = int(inside[0]), int(inside[-1]) + 1
    shares = _spread(short, stretch[first:last])
    dice, _, chance = shares
    if (dice - chance) * (len(short) + last - first) < 2 * _BEYOND:
        return None
    return *shares, (best + first) / len(long), (best + last) / len(long)
