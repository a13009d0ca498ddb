"""Which words of two languages answer each other, learnt from documents found to be translations.

What shapes and names find teaches what the words are, and by the words more is found: a document
whose paragraphs are few or cut otherwise, and that names nobody, has words of its own still. Two
words answer each other when each stands in paragraphs that answer each other with the other more
often than with any third, as a share of all the paragraphs that have either (the competition of
I. D. Melamed, "Models of Translational Equivalence among Words", Computational Linguistics 26:2,
2000, with one round of it). Both must do so in two pairs of documents: what one pair shows would
only confirm that pair.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from provtrack.kinship.likeness import chain, heads
from provtrack.kinship.shapes import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.traits import Traits

    Counts = NDArray[np.intp]
    Numbers = NDArray[np.uint32]

LEAST = 3
"""Pairs of documents of two languages from which anything is learnt."""

WORDS = 50
"""Words of a language from which they are of use; what manuals in many formats teach by chance are
a few dozen."""

MOST = 6_000
"""Links of two languages that are learnt from, so that the time for it is bounded."""

_LONGEST = 200
"""Paragraphs from the beginning of a document that are learnt from."""

_SIZE = 60
"""Different words of a link, on either side, beyond which it says little about any of them."""

_SEEN = 3
"""Links that both words must be in."""

_TELLING = 15.0
"""What the two must be together more than by chance: T. Dunning's ratio of likelihoods ("Accurate
Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19:1, 1993),
which chance takes beyond 15 once in ten thousand times."""

_SHARE = 0.1
"""Least share of the links with either word that have both (Dice's coefficient)."""

Bead = tuple["Numbers", "Numbers"]
"""The words of paragraphs that answer each other, each once."""


def beads(left: "Traits", right: "Traits") -> Iterator[Bead]:
    """The words of each link between two documents, by the lengths of their paragraphs.

    Args:
        left: a document.
        right: its translation.
    """
    import numpy as np

    shapes = heads(left.shape, right.shape, _LONGEST)
    ends = [np.cumsum(words(each)) for each in shapes]
    for one, other in chain(*shapes):
        mine = np.unique(_cut(left.words, ends[0], one))
        theirs = np.unique(_cut(right.words, ends[1], other))
        if 0 < len(mine) <= _SIZE and 0 < len(theirs) <= _SIZE:
            yield mine, theirs


def _cut(signature: "Numbers", ends: "Counts", paragraphs: range) -> "Numbers":
    first = int(ends[paragraphs[0] - 1]) if paragraphs[0] else 0
    return signature[first : int(ends[paragraphs[-1]])]


def learn(taught: Sequence[Iterable[Bead]]) -> Mapping[int, int]:
    """Which word of the first language answers a word of the second.

    Args:
        taught: for each pair of documents the words of its links.
    """
    import numpy as np

    links = [(number, *bead) for number, pair in enumerate(taught) for bead in pair]
    if not links:
        return {}
    ones, one_counts = np.unique(np.concatenate([one for _, one, _ in links]), return_counts=True)
    others, other_counts = np.unique(
        np.concatenate([other for _, _, other in links]), return_counts=True
    )
    keys = np.concatenate(
        [
            np.add.outer(
                np.searchsorted(ones, one) * len(others), np.searchsorted(others, other)
            ).ravel()
            for _, one, other in links
        ]
    )
    homes = np.repeat([number for number, _, _ in links], [len(a) * len(b) for _, a, b in links])
    order = np.argsort(keys, kind="stable")
    keys, homes = keys[order], homes[order]
    pairs, starts, both = np.unique(keys, return_index=True, return_counts=True)
    # Of one pair of words the documents ascend.
    is_new = np.ones(len(keys), bool)
    is_new[1:] = (keys[1:] != keys[:-1]) | (homes[1:] != homes[:-1])
    documents = np.add.reduceat(is_new.astype(int), starts)
    left, right = np.divmod(pairs, len(others))
    one, other = one_counts[left], other_counts[right]
    share = 2 * both / (one + other)
    good = (both >= _SEEN) & (documents > 1) & (share >= _SHARE)
    good &= both * len(links) > one * other
    good[good] = _surprise(both[good], one[good], other[good], len(links)) >= _TELLING
    left, right, share = left[good], right[good], share[good]
    order = np.argsort(-share, kind="stable")
    left, right = left[order], right[order]
    chosen = np.intersect1d(
        np.unique(left, return_index=True)[1], np.unique(right, return_index=True)[1]
    )
    return dict(zip(others[right[chosen]].tolist(), ones[left[chosen]].tolist(), strict=True))


def _surprise(both: "Counts", one: "Counts", other: "Counts", links: int) -> "NDArray[np.float64]":
    """Twice the logarithm of the ratio of likelihoods that two words depend on each other."""
    import numpy as np

    def entropy(counts: "NDArray[np.integer]") -> "NDArray[np.float64]":
        value: NDArray[np.float64] = counts * np.log(np.maximum(counts, 1))
        return value

    cells = [both, one - both, other - both, links - one - other + both]
    edges = [one, other, links - one, links - other]
    found: NDArray[np.float64] = 2 * (
        sum(map(entropy, cells)) - sum(map(entropy, edges)) + links * np.log(links)
    )
    return found
