"""Which words of two texts answer each other when both are read from beginning to end.

A longest common subsequence (rapidfuzz, bit-parallel) of the token numbers. Long texts are cut
first, where rare words that match in the same order leave no doubt about the place.
"""

import sys
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from provtrack.align.tokens import Integers, Side

_END = -1
"""Stands for the end of a paragraph among the token numbers."""

_ENDS = 3
"""Words that an end of a paragraph on both sides is worth to the subsequence, so that a word here
or there doesn't lure it across a boundary. Tuned on the tuning half; 1 to 3 differ by .003."""

PIECE = 2000
"""Tokens between two cuts, about."""

_BITS = 8 * PIECE**2
"""Product of the two lengths up to which a subsequence is computed in one go: 4 MB of bits."""

_ANCHORS = 8
"""Rare words a piece should have to be cut by; when there are fewer, less rare ones count too."""

_RARE = 8
"""A word that occurs oftener on a side is never rare."""

_COMPANY = 7
"""Matches of rare words that are looked at to tell whether the one in the middle is right."""

_DRIFT = 60
"""Tokens by which a match may be displaced against those around it and still count as right."""

Piece = tuple[tuple[int, int], tuple[int, int]]
"""Beginning and end of a piece of the left and of the right text."""


class Matches(NamedTuple):
    """Places of matched tokens in the two texts, both ascending."""

    left: "Integers"
    right: "Integers"


def match(left: "Side", right: "Side") -> Matches:
    """Places whose tokens are equal, in the same order on both sides."""
    import numpy as np

    one, other = _with_ends(left), _with_ends(right)
    pieces = [(a, c, common(one[a:b], other[c:d])) for (a, b), (c, d) in _pieces(one, other)]
    rows = np.concatenate([piece.left + a for a, _, piece in pieces])
    columns = np.concatenate([piece.right + c for _, c, piece in pieces])
    words = one[rows] != _END
    rows, columns = rows[words], columns[words]
    return Matches(rows - np.cumsum(one == _END)[rows], columns - np.cumsum(other == _END)[columns])


def _with_ends(side: "Side") -> "Integers":
    import numpy as np

    marked = np.full(len(side.tokens) + _ENDS * side.paragraphs, _END)
    marked[np.arange(len(side.tokens)) + _ENDS * side.homes] = side.tokens
    return marked


def common(left: "Integers", right: "Integers") -> Matches:
    """Places of a longest common subsequence of two sequences of token numbers."""
    import numpy as np
    from rapidfuzz.distance import LCSseq

    blocks = LCSseq.opcodes(_readable(left), _readable(right)).as_matching_blocks()
    flat = np.fromiter(chain.from_iterable(blocks), np.intp, 3 * len(blocks))
    begins, others, sizes = flat.reshape(-1, 3).T
    before = np.cumsum(sizes) - sizes
    number = np.arange(sizes.sum())
    return Matches(
        np.repeat(begins - before, sizes) + number, np.repeat(others - before, sizes) + number
    )


def _readable(tokens: "Integers") -> str | list[int]:
    """Token numbers in the form that rapidfuzz reads fastest, a character for each if possible."""
    if len(tokens) and tokens.max() >= sys.maxunicode:
        numbers: list[int] = tokens.tolist()
        return numbers
    return (tokens - _END).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _pieces(left: "Integers", right: "Integers") -> list[Piece]:
    """Cuts both texts where there is no doubt, until every piece is small enough."""
    pieces: list[Piece] = []
    waiting = [((0, len(left)), (0, len(right)))]
    while waiting:
        (a, b), (c, d) = waiting.pop()
        if (b - a) * (d - c) <= _BITS:
            pieces.append(((a, b), (c, d)))
            continue
        cuts = _cuts(left[a:b], right[c:d]) or _even_cuts(b - a, d - c)
        ends = [(0, 0), *cuts, (b - a, d - c)]
        waiting += [
            ((a + p, a + r), (c + q, c + s)) for (p, q), (r, s) in reversed([*pairwise(ends)])
        ]
    return pieces


def _even_cuts(left: int, right: int) -> list[tuple[int, int]]:
    """Cuts at equal shares of both texts, where nothing tells better ones."""
    parts = 1 + max(left, right) // PIECE
    return [(left * k // parts, right * k // parts) for k in range(1, parts)]


def _cuts(left: "Integers", right: "Integers") -> list[tuple[int, int]]:
    """Places that surely answer each other, about ``PIECE`` tokens apart, both ascending."""
    import numpy as np

    size = int(max(left.max(), right.max())) + 1
    counts = [np.bincount(side[side != _END], minlength=size) for side in (left, right)]
    rarity = np.where((counts[0] > 0) & (counts[1] > 0), np.maximum(*counts), _RARE + 1)
    places: list[Integers] = []
    for limit in range(1, _RARE + 1):
        rare = np.append(rarity <= limit, False)  # the entry of _END, which is -1
        places = [np.flatnonzero(rare[side]) for side in (left, right)]
        if len(places[0]) * PIECE >= _ANCHORS * len(left):
            break
    if not len(places[0]) or len(places[0]) * len(places[1]) > _BITS:
        return []
    found = common(left[places[0]], right[places[1]])
    rows, columns = places[0][found.left], places[1][found.right]
    if len(rows) < _COMPANY:
        return []
    drift = columns - rows
    around = np.median(np.lib.stride_tricks.sliding_window_view(drift, _COMPANY), axis=1)
    middle = slice(_COMPANY // 2, _COMPANY // 2 + len(around))
    sure = np.flatnonzero(np.abs(drift[middle] - around) <= _DRIFT) + _COMPANY // 2
    # Of each stretch of the left text, the first sure place.
    _, first = np.unique(rows[sure] // PIECE, return_index=True)
    return [(int(rows[k]), int(columns[k])) for k in sure[first] if rows[k] and columns[k]]
