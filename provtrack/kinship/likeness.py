"""How much likelier two shapes are as those of a text and its translation than by themselves.

The model of Gale and Church ("A Program for Aligning Sentences in Bilingual Corpora", 1993), as a
ratio of likelihoods: paragraphs that answer each other have lengths in a constant ratio, but for a
normal error; paragraphs that have nothing to do with each other are as long as paragraphs of their
own document are wont to be. The best chain of links tells how much the one is likelier than the
other, in nats, for many pairs of documents at once.

Of documents that are not translations a thousandth should reach seven nats (log 1000) if the model
were right; it is not quite, since lengths beside each other are alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from provtrack.align.lengths import VARIANCE
from provtrack.kinship.shapes import MARKS, letters, marks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.signatures import Signature

    Floats = NDArray[np.float32]
    Counts = NDArray[np.intp]

_MOST = 60
"""Paragraphs from the beginning that are looked at; so many decide."""

_SHAPES = {(1, 1): 0.86, (1, 2): 0.06, (2, 1): 0.06, (1, 3): 0.01, (3, 1): 0.01, (2, 2): 0.01}
"""Probabilities of links of so many paragraphs with so many; Gale and Church's, and of three."""

_LOST = log(0.02)
"""Logarithm of the probability that a paragraph answers none."""

_BASE = 0.01
"""Variance of the logarithm of the ratio of two long paragraphs. By the variance for a character
alone two of a thousand would differ by a twelfth; chapters of the Quran and a handbook in four
languages differ by a tenth."""

_FREE = 0.03
"""Probability that lengths that answer each other are in no ratio: a note was put in."""

_SPREAD = 0.3
"""Least standard deviation of the logarithms of the lengths in a document: where all are alike, no
likeness says anything."""

_KEPT = 0.6
"""How far a mark in the one is taken to go with that in the other: 0 as by chance, 1 always."""

_COUNTED = 0.5
"""What marks count, since paragraphs of lists have theirs together."""


class _Side(NamedTuple):
    """One document of each pair, padded to the longest.

    Attributes:
        counts: paragraphs of each.
        letters: by pair and paragraph, logarithms are taken of them.
        marks: by pair, paragraph and mark.
        rates: by pair and mark, the share of paragraphs that have it.
        mean: by pair, of the logarithms of the lengths.
        spread: by pair, their standard deviation.
    """

    counts: "Counts"
    letters: "Floats"
    marks: "Floats"
    rates: "Floats"
    mean: "Floats"
    spread: "Floats"


def likeness(lefts: Sequence["Signature"], rights: Sequence["Signature"]) -> "Floats":
    """What the shapes of each pair of documents say for their being translations, in nats.

    Args:
        lefts: of each pair the one document's shape.
        rights: the other's; none is empty.
    """
    import numpy as np

    cut = [heads(left, right, _MOST) for left, right in zip(lefts, rights, strict=True)]
    left, right = (_side([pair[place] for pair in cut]) for place in (0, 1))
    best = _best(_links(left, right))
    value: Floats = best[left.counts, np.arange(len(cut)), right.counts]
    return value


def chain(left: "Signature", right: "Signature") -> Iterator[tuple[range, range]]:
    """The paragraphs that answer each other in a document and its translation, the last first.

    Args:
        left: the shape of the one.
        right: that of the other.

    Yields:
        Some paragraphs of the one and of the other, counted from 0.
    """
    links = _links(_side([left]), _side([right]))
    best = _best(links)[:, 0]
    row, column = len(left), len(right)
    while row and column:
        steps = [
            (
                float(best[row - one, column - other] + worth[0, row - one, column - other]),
                one,
                other,
            )
            for (one, other), worth in links.items()
            if one <= row and other <= column
        ]
        steps += [(float(best[row - 1, column] + _LOST), 1, 0)]
        steps += [(float(best[row, column - 1] + _LOST), 0, 1)]
        _, one, other = max(steps)
        row, column = row - one, column - other
        if one and other:
            yield range(row, row + one), range(column, column + other)


def heads(left: "Signature", right: "Signature", most: int) -> tuple["Signature", "Signature"]:
    """The beginnings of two documents that are the same share of each.

    Args:
        left: the shape of the one.
        right: that of the other.
        most: paragraphs of the longer one; of the other there may be twice as many.
    """
    import numpy as np

    if max(len(left), len(right)) <= most:
        return left, right
    share = min(most / len(left), most / len(right))
    past = [np.cumsum(letters(each), dtype=float) for each in (left, right)]
    end = max(int(len(left) * share), 1)
    other = int(np.searchsorted(past[1] / past[1][-1], past[0][end - 1] / past[0][-1])) + 1
    return left[:end], right[: min(other, 2 * most)]


def _links(left: "_Side", right: "_Side") -> "dict[tuple[int, int], Floats]":
    """By how many paragraphs it has of either: for each pair, and first ones, a link's worth."""
    import numpy as np

    growth: Floats = np.log(right.letters.sum(1) / left.letters.sum(1))
    links = {
        each: _link(left, right, growth, each, float(np.log(share)))
        for each, share in _SHAPES.items()
    }
    links[1, 1] += _COUNTED * _said_by_marks(left, right)
    return links


def _side(shapes: Sequence["Signature"]) -> _Side:
    import numpy as np

    counts = np.fromiter(map(len, shapes), np.intp)
    size = int(counts.max())
    lengths = np.zeros((len(shapes), size), np.float32)
    every = np.zeros((len(shapes), size, MARKS), np.float32)
    mean, spread = np.zeros(len(shapes), np.float32), np.zeros(len(shapes), np.float32)
    for number, each in enumerate(shapes):
        own = letters(each)
        lengths[number, : len(own)] = own
        every[number, : len(own)] = marks(each)
        logarithms = np.log(own)
        mean[number], spread[number] = logarithms.mean(), max(logarithms.std(), _SPREAD)
    rates = (every.sum(1) + 0.5) / (counts[:, None] + 1)
    return _Side(counts, lengths, every, rates.astype(np.float32), mean, spread)


def _runs(side: _Side, length: int) -> tuple["Floats", "Floats"]:
    """The logarithms of the lengths of runs of so many paragraphs, and what chance says of them.

    The second is minus the logarithm of the density of the single lengths; where one run answers
    another, how it is cut is free.
    """
    import numpy as np

    last = side.letters.shape[1] - length + 1
    total = np.add.reduce([side.letters[:, start : start + last] for start in range(length)])
    together: Floats = np.log(np.maximum(total, 1))
    chance = np.zeros_like(together)
    for start in range(length):
        single = np.log(np.maximum(side.letters[:, start : start + last], 1))
        away = (single - side.mean[:, None]) / side.spread[:, None]
        chance += away**2 / 2 + np.log(side.spread[:, None]) + _ROOT
        if length > 1:
            chance += single - together
    return together, chance


_ROOT = 0.9189385
"""Half the logarithm of 2π."""


def _link(
    left: _Side, right: _Side, growth: "Floats", sizes: tuple[int, int], prior: float
) -> "Floats":
    """By pair, and first paragraph of either side, what a link of such sizes is worth."""
    import numpy as np

    if left.letters.shape[1] < sizes[0] or right.letters.shape[1] < sizes[1]:
        return np.empty((len(growth), 0, 0), np.float32)
    (one, own), (other, its) = _runs(left, sizes[0]), _runs(right, sizes[1])
    spread = (left.spread + right.spread)[:, None, None] / 2
    one += growth[:, None] / 2
    other -= growth[:, None] / 2
    narrow = [np.log(VARIANCE * np.exp(-each) + _BASE) for each in (one, other)]
    variance = (narrow[0][:, :, None] + narrow[1][:, None, :]) / 2
    away = (other[:, None, :] - one[:, :, None]) ** 2 / 2
    fits = np.maximum(
        np.log(1 - _FREE) - away * np.exp(-variance) - variance / 2,
        np.log(_FREE / 2**0.5) - away / (2 * spread**2) - np.log(spread),
    )
    # How long the whole link is, where both are one text.
    middle = ((left.mean + right.mean) / 2)[:, None, None]
    long = ((one[:, :, None] + other[:, None, :]) / 2 - middle) / spread
    worth: Floats = (
        fits - long**2 / 2 - np.log(spread) - 2 * _ROOT + own[:, :, None] + its[:, None, :] + prior
    )
    return worth


def _said_by_marks(left: _Side, right: _Side) -> "Floats":
    """By pair and paragraph of either side, what their marks say for their being one.

    The logarithm of the ratio of how often both have the mark, one of them or none, to how often
    they would by chance; as a polynomial in the two, to be summed over the marks by a product of
    matrices.
    """
    import numpy as np

    one, other = left.rates, right.rates
    both = one * other + _KEPT * (np.minimum(one, other) - one * other)
    yes = np.log(both / (one * other))
    first = np.log(np.maximum(one - both, 1e-6) / (one * (1 - other)))
    second = np.log(np.maximum(other - both, 1e-6) / (other * (1 - one)))
    none = np.log((1 - one - other + both) / ((1 - one) * (1 - other)))
    said: Floats = (
        none.sum(1)[:, None, None]
        + (left.marks * (first - none)[:, None]).sum(2)[:, :, None]
        + (right.marks * (second - none)[:, None]).sum(2)[:, None, :]
        + (left.marks * (yes - first - second + none)[:, None]) @ right.marks.transpose(0, 2, 1)
    )
    return said


def _best(links: "Mapping[tuple[int, int], Floats]") -> "Floats":
    """The worth of the best chain of links: by left paragraphs done, pair, and right ones done."""
    import numpy as np

    pairs, rows, columns = links[1, 1].shape
    falling = np.arange(columns + 1, dtype=np.float32) * np.float32(_LOST)
    best = np.empty((rows + 1, pairs, columns + 1), np.float32)
    best[0] = falling
    for row in range(1, rows + 1):
        here = best[row - 1] + np.float32(_LOST)
        for (one, other), worth in links.items():
            if one <= row and other <= columns:
                np.maximum(
                    here[:, other:],
                    best[row - one][:, :-other] + worth[:, row - one],
                    out=here[:, other:],
                )
        # What the other text has between is dropped too.
        best[row] = np.maximum.accumulate(here - falling, axis=1) + falling
    return best
