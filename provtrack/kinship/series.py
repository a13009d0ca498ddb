"""Near-copies by the dozen, and forms that were filled in: found first, so that one stands for all.

The search goes by words that few documents have. Where a text is there a thousand times with a word
changed here and there, all its words are frequent, nothing rare is left of it, and each copy would
fill the list of neighbours of each other. So what is nearly one text is put together before any
word is counted.

A document is taken as the set of its runs of two words. The chance that a random order of all runs
has the same one first in two sets is the share of runs that they have in common (A. Broder, "On the
Resemblance and Containment of Documents", SEQUENCES 1997): a few such firsts are a sketch of the
set. Documents that agree in some firsts together, a band of them, share a bucket (J. Leskovec,
A. Rajaraman and J. Ullman, "Mining of Massive Datasets", 2014, section 3.4); those that hang
together by buckets are held against one of them, the leader, word by word. Each document is
sketched once and held against a bounded number of leaders, so that all of this grows with the
collection.

Who has fewer near-copies than :data:`MANY` is left to the search itself, which tells more of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.kinship.collection import FEW
from provtrack.kinship.values import VERSIONS_FROM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.signatures import Signature

    Hashes = NDArray[np.uint64]

MANY = FEW
"""Near-copies that the search can do with: a word may be in as many documents, however small the
collection is."""

_BANDS = 6

_ROWS = 4
"""Firsts in a band. Two documents that have nine in ten of their runs in common share a bucket in
998 cases of a thousand, two that have one in twenty in 4 of 100,000."""

_LEADERS = 24
"""That one document is held against, at most."""

_BLOCK = 4096
"""Runs that are sketched at once, so that a long text takes no more memory than a short one."""

_SAMPLE = 40
"""Documents of a series, beside its leader, that are asked what is filled in."""

_BEGINNING = 2000
"""Words of a document that are asked so."""

_BLANKS = 2
"""Places that are filled in, from which a series is one of forms. One is the number of a copy, or
whom a circular was sent to."""


@dataclass(frozen=True, slots=True)
class Series:
    """Documents of nearly the same words.

    Attributes:
        leader: the one that stands for all.
        others: the rest, in ascending order.
        shared: by place in ``others``, from 0 to 1, words in common with the leader in the same
            order, of all words of both (Dice's coefficient).
        is_filled_in: whether most of them have words of their own in the same places, as forms.
    """

    leader: int
    others: tuple[int, ...]
    shared: tuple[float, ...]
    is_filled_in: bool


def series(signatures: "Sequence[Signature]") -> list[Series]:
    """The documents of which there are more than :data:`MANY` near-copies, by their leaders.

    Args:
        signatures: of the documents, no two of which are the same.
    """
    found = [
        Series(leader, others, shared, _is_filled_in([signatures[n] for n in (leader, *others)]))
        for together in _together(signatures)
        for leader, others, shared in _led(together, signatures)
    ]
    return sorted(found, key=lambda each: each.leader)


# --- which documents may be near-copies ----------------------------------------------------------


def _together(signatures: "Sequence[Signature]") -> Iterator[list[int]]:
    """Documents that hang together by their buckets, more than :data:`MANY`.

    Those that share theirs with most others first.
    """
    import numpy as np

    if len(signatures) <= MANY:
        return
    sketches = np.stack([_sketch(each) for each in signatures])
    parents = list(range(len(signatures)))
    company = np.zeros(len(signatures), np.intp)

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    for band in sketches.T:
        _, places, counts = np.unique(band, return_inverse=True, return_counts=True)
        company += counts[places]
        firsts: dict[int, int] = {}
        shared = np.flatnonzero(counts[places] > 1)
        for number, place in zip(shared.tolist(), places[shared].tolist(), strict=True):
            one, other = root(firsts.setdefault(place, number)), root(number)
            parents[max(one, other)] = min(one, other)
    parts: dict[int, list[int]] = defaultdict(list)
    for number in range(len(signatures)):
        parts[root(number)].append(number)
    for part in parts.values():
        if len(part) > MANY:
            yield sorted(part, key=lambda number: (-int(company[number]), number))


_GOLDEN = 0x9E3779B97F4A7C15
"""The odd number nearest to the golden section of all numbers of 64 bits."""

_FACTORS = tuple(pow(_GOLDEN, power, 1 << 64) for power in range(1, _BANDS * _ROWS + 4))
"""Odd numbers: to multiply by one is an order of all numbers of 64 bits."""


def _sketch(signature: "Signature") -> "Hashes":
    """A number for each band of the firsts of a document."""
    import numpy as np

    first, second, mixed, *orders = (np.uint64(each) for each in _FACTORS)
    words = signature.astype(np.uint64)
    runs = words[:-1] * first + words[1:] * second if len(words) > 1 else words * first
    runs = (runs ^ (runs >> np.uint64(32))) * mixed
    runs ^= runs >> np.uint64(29)
    factors = np.array(orders, np.uint64)[:, None]
    firsts = np.full(len(orders), np.iinfo(np.uint64).max)
    for start in range(0, len(runs), _BLOCK):
        ordered = runs[None, start : start + _BLOCK] * factors
        np.minimum(firsts, ordered.min(axis=1), out=firsts)
    banded: Hashes = (firsts * factors[:, 0]).reshape(_BANDS, _ROWS).sum(axis=1, dtype=np.uint64)
    return banded


# --- which are -----------------------------------------------------------------------------------


def _led(
    together: Sequence[int], signatures: "Sequence[Signature]"
) -> Iterator[tuple[int, tuple[int, ...], tuple[float, ...]]]:
    """Leaders, each with the documents that are nearly the same and how much they have of it."""
    left = list(together)
    for _ in range(_LEADERS):
        if len(left) <= MANY:
            return
        leader, *left = left
        common = {other: shared(signatures[leader], signatures[other]) for other in left}
        near = tuple(sorted(other for other in left if common[other] >= VERSIONS_FROM))
        if len(near) >= MANY:
            yield leader, near, tuple(common[other] for other in near)
            left = [other for other in left if common[other] < VERSIONS_FROM]


def shared(one: "Signature", other: "Signature") -> float:
    """Dice's coefficient of the words in common in order; 0 where it is too little for versions.

    Args:
        one: the signature of a document.
        other: that of another.
    """
    from rapidfuzz.distance import LCSseq

    both = len(one) + len(other)
    least = VERSIONS_FROM * both / 2
    if not both or min(len(one), len(other)) < least:
        return 0.0
    common = LCSseq.similarity(one.tolist(), other.tolist(), score_cutoff=int(least))
    return 2 * common / both if common >= least else 0.0


# --- what kind they are --------------------------------------------------------------------------


def _is_filled_in(signatures: "Sequence[Signature]") -> bool:
    """Whether most documents of a series have words of their own in the same places."""
    from rapidfuzz.distance import LCSseq

    step = max(len(signatures) // _SAMPLE, 1)
    some = [each[:_BEGINNING].tolist() for each in signatures[::step]]
    known = Counter(word for each in some for word in set(each))
    printed = {word for word, count in known.items() if 2 * count > len(some)}
    form = [word for word in some[0] if word in printed]
    filled = Counter[int]()
    for words in some:
        blocks = LCSseq.opcodes(form, words)
        filled.update(
            {
                block.src_start
                for block in blocks
                if block.tag == "insert"
                and not printed.issuperset(words[block.dest_start : block.dest_end])
            }
        )
    return sum(2 * count > len(some) for count in filled.values()) >= _BLANKS
