"""Which documents are worth a closer look: those that share rare words, without trying all pairs.

The classical ranking of information retrieval: documents as vectors of weighted words (logarithmic
frequency times rarity; Salton and Buckley, "Term-Weighting Approaches in Automatic Text Retrieval",
1988), the nearest by cosine from an inverted index. A second ranking asks how much of the document
is in the other, whatever else the other holds: an excerpt is near to its source in this sense only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.align.arrays import runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.collection import Collection, Integers

    Floats = NDArray[np.float32]
    Counts = NDArray[np.intp]

TERMS = 120
"""Words of a document that are looked up, the weightiest. Tuned on the tuning half of ``python -m
benchmarks --only find``: 80 miss 0.4 % more of the pairs, 200 find as many in twice the time."""

NEAREST = 40
"""Documents that are kept by cosine; a document with more translations than that is reached through
its neighbours' neighbours."""

CONTAINING = 5
"""Documents that are kept by how much of the document they hold."""

READ = 60_000
"""Entries of the index that one document may cost; the most frequent words are left out first. With
it the work of ranking grows with the collection and not with its square: of 100,000 documents all
words of a document together have several times as many entries."""

_SURELY = 8
"""Words that are looked up whatever they cost: the rarest, in a collection that has none rare."""

_SPARSE = 8
"""How many times as many documents as entries there must be for sorting the entries to be faster
than a table of all documents."""


@dataclass(frozen=True, slots=True)
class Index:
    """The words of all documents turned round: for each word who has it.

    Attributes:
        terms: for each document its weightiest words, the weightiest first, and their weights;
            the weights of all its words make a vector of unit length.
        starts: by token number, where its entries begin in ``holders`` and ``weights``; one more.
        holders: documents.
        weights: the weight of the word in them.
    """

    terms: tuple[tuple["Integers", "Floats"], ...]
    starts: "Counts"
    holders: "Integers"
    weights: "Floats"

    def __len__(self) -> int:
        return len(self.terms)


def index(collection: "Collection") -> Index:
    """Makes the inverted index of a collection."""
    import numpy as np

    alone = np.log(len(collection) + 1) - _ALONE
    vectors = [_vector(document, collection.rarity, alone) for document in collection.documents]
    empty = np.empty(0, np.int32)
    tokens = np.concatenate([empty, *(words for words, _ in vectors)])
    weights = np.concatenate([np.empty(0, np.float32), *(weights for _, weights in vectors)])
    sizes = [len(words) for words, _ in vectors]
    holders = np.repeat(np.arange(len(vectors), dtype=np.int32), sizes)
    order = np.argsort(tokens, kind="stable")
    starts = np.searchsorted(tokens[order], np.arange(len(collection.rarity) + 1))
    terms = tuple((words[:TERMS], weights[:TERMS]) for words, weights in vectors)
    return Index(terms, starts, holders[order], weights[order])


_ALONE = 0.1
"""Less than the rarity of a word that two documents have differs from that of one that one has."""


def _vector(document: "Integers", rarity: "Floats", alone: float) -> tuple["Integers", "Floats"]:
    """The words of a document that others have, and their weights, the weightiest first."""
    import numpy as np

    words, counts = np.unique(document, return_counts=True)
    weights = ((1 + np.log(counts)) * rarity[words]).astype(np.float32)
    length = float(np.sqrt((weights**2).sum())) or 1.0
    best = np.argsort(-weights, kind="stable")
    best = best[rarity[words[best]] < alone]
    return words[best], weights[best] / np.float32(length)


def candidates(index: Index, documents: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pairs of documents worth a closer look, the smaller number first; a pair may come twice.

    Args:
        index: of the whole collection.
        documents: those whose neighbours are wanted.
    """
    for document in documents:
        for other in near(index, document).tolist():
            yield (document, other) if document < other else (other, document)


def near(index: Index, document: int, among: "NDArray[np.bool_] | None" = None) -> "Counts":
    """The documents worth a closer look beside one; some may come twice.

    Args:
        index: of the whole collection.
        document: the number of the one.
        among: whether each document may be one of them; all may when ``None``.
    """
    import numpy as np

    words, weights = index.terms[document]
    begins, ends = index.starts[words], index.starts[words + 1]
    order = np.argsort(ends - begins, kind="stable")
    affordable = np.cumsum((ends - begins)[order]) <= READ
    affordable[:_SURELY] = True
    order = order[affordable]
    begins, lengths, weights = begins[order], (ends - begins)[order], weights[order]
    if not len(order):
        return np.empty(0, np.intp)
    _, places = runs(begins, lengths)
    own = np.repeat(weights, lengths)
    holders: Integers | Counts = index.holders[places]
    if len(holders) * _SPARSE < len(index):
        present, holders = np.unique(holders, return_inverse=True)
    else:
        present = np.arange(len(index))
    cosine = _summed(holders, own * index.weights[places], len(present))
    held = _summed(holders, own * own, len(present))
    is_wanted = (held > 0) & (present != document)
    some = np.flatnonzero(is_wanted if among is None else is_wanted & among[present])
    return np.concatenate(
        [
            present[some[_largest(scores[some], wanted)]]
            for scores, wanted in ((cosine, NEAREST), (held, CONTAINING))
        ]
    )


def _summed(
    holders: "Integers | Counts", weights: "Floats", documents: int
) -> "NDArray[np.float64]":
    """The sum of the weights of each holder."""
    import numpy as np

    return np.bincount(holders, weights, minlength=documents).astype(float)


def _largest(scores: "NDArray[np.float64]", wanted: int) -> "Counts":
    import numpy as np

    if len(scores) <= wanted:
        return np.arange(len(scores))
    return np.argpartition(-scores, wanted)[:wanted]
