"""Two texts by the same hands: parallels, told apart from more renderings of one text.

Where a passage stands twice in a literature (a psalm in a history, a speech in two minutes of it)
and several translators rendered both places, all of these renderings are alike, and no threshold
parts them: a translator's two are often nearer to each other than two translators' one. Their
likenesses have another shape, however. Renderings of one text descend from it and from each other
as the branches of a tree do, and of the three ways to pair four leaves of a tree the two looser
ones are equal (the four-point condition; Buneman, "The Recovery of Trees from Measures of
Dissimilarity", 1971). Two texts by two hands make a square: either side, the same text or the same
hand, is nearer than both diagonals, where neither is the same. A few squares are chance; three
hands and more, of which every two make a square, are not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from provtrack.kinship.pairs import Kinship

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HANDS = 3
"""Hands that must be seen to have rendered both texts: two make one square, which may be chance."""

MATCHED = 0.4
"""Share of a group that these hands' renderings must be; one text that was revised and modernised
by several hands has a few such pairs too. On the tuning half of ``python -m benchmarks --only
find`` two groups of one text in 1,160 have as many as three pairs, and neither passes."""

AGREEING = 0.75
"""Share of the pairs chosen before with which a pair of renderings must make squares."""

GRID = 0.5
"""Half-way from a tree (0), where the diagonals are as near as the longer side, to a grid (1),
where what a diagonal has in common is the product of what the two sides have."""

_LARGEST = 60
"""Members; all pairs of pairs are tried, which of a larger group would take seconds."""

_SEEDS = 12
"""Pairs that a set of parallel pairs is built from, those with the most squares."""

_FAINTEST = 0.02
"""Likeness that stands for what was not found."""


def separate(groups: Iterable[Sequence[int]], pairs: Iterable[Kinship]) -> list[list[int]]:
    """Parts groups that are two texts by the same hands, or more than two.

    Args:
        groups: numbers of documents.
        pairs: what any two of them have in common.

    Returns:
        The groups, each in ascending order, by their first member.
    """
    shared: dict[tuple[int, int], float] = {}
    for pair in pairs:
        key = pair.left, pair.right
        shared[key] = max(pair.shared, shared.get(key, 0.0))
    return sorted(sorted(part) for group in groups for part in _parts(list(group), shared))


def _parts(group: list[int], shared: Mapping[tuple[int, int], float]) -> Iterator[list[int]]:
    halves = _halves(group, shared) if 2 * HANDS <= len(group) <= _LARGEST else None
    if halves is None:
        yield group
        return
    for half in halves:
        yield from _parts(half, shared)


def _halves(
    group: Sequence[int], shared: Mapping[tuple[int, int], float]
) -> tuple[list[int], list[int]] | None:
    """The two texts of a group; ``None`` when it is one."""
    import numpy as np

    alike = np.full((len(group), len(group)), np.log(_FAINTEST))
    for one, other in combinations(range(len(group)), 2):
        value = shared.get((group[one], group[other]), 0.0)
        alike[one, other] = alike[other, one] = np.log(max(value, _FAINTEST))
    matched = _matched(alike)
    if (
        len(matched) < HANDS
        or 2 * len(matched) < MATCHED * len(group)
        or _squareness(alike, matched) <= GRID
    ):
        return None
    firsts, seconds = map(list, zip(*matched, strict=True))
    nearer = alike[:, firsts].sum(axis=1) - alike[:, seconds].sum(axis=1)
    nearer[firsts], nearer[seconds] = np.inf, -np.inf
    return (
        [number for number, value in zip(group, nearer, strict=True) if value >= 0],
        [number for number, value in zip(group, nearer, strict=True) if value < 0],
    )


@dataclass(frozen=True, slots=True)
class _Edges:
    """All pairs of a group's members.

    Attributes:
        ends: the two members of each.
        square: for each two pairs 1 where they are opposite sides of a square, first member to
            first and second to second; -1 where first to second; 0 where there is none.
    """

    ends: tuple[tuple[int, int], ...]
    square: "NDArray[np.int8]"


def _edges(alike: "Floats") -> _Edges:
    import numpy as np

    firsts, seconds = np.triu_indices(len(alike), 1)
    i, j = firsts[:, None], seconds[:, None]
    k, m = firsts[None, :], seconds[None, :]
    disjoint = (i != k) & (i != m) & (j != k) & (j != m)
    across, along, skew, askew = alike[i, k], alike[j, m], alike[i, m], alike[j, k]
    least = np.minimum(alike[i, j], alike[k, m])
    straight = np.minimum(np.minimum(across, along), least) > np.maximum(skew, askew)
    crossed = np.minimum(np.minimum(skew, askew), least) > np.maximum(across, along)
    square = (disjoint & straight).astype(np.int8) - (disjoint & crossed).astype(np.int8)
    return _Edges(tuple(zip(firsts.tolist(), seconds.tolist(), strict=True)), square)


def _matched(alike: "Floats") -> list[tuple[int, int]]:
    """The largest set found of pairs of which nearly every two are opposite sides of a square.

    A hand's two renderings are one pair each of it, the first one always of the same text.
    """
    import numpy as np

    edges = _edges(alike)
    order = np.argsort(-np.abs(edges.square).sum(axis=1), kind="stable").tolist()
    found = max((_grown(edges, order, seed) for seed in order[:_SEEDS]), key=len)
    return [edges.ends[edge] if turn > 0 else edges.ends[edge][::-1] for edge, turn in found]


def _grown(edges: _Edges, order: Sequence[int], seed: int) -> list[tuple[int, int]]:
    """A set of parallel pairs from one of them: numbers of edges, each with 1, or -1 to turn it."""
    chosen = [(seed, 1)]
    used = set(edges.ends[seed])
    for edge in order:
        turn = int(edges.square[seed, edge])
        if not turn or not used.isdisjoint(edges.ends[edge]):
            continue
        agreeing = sum(edges.square[other, edge] == way * turn for other, way in chosen)
        if agreeing >= AGREEING * len(chosen):
            chosen.append((edge, turn))
            used.update(edges.ends[edge])
    return chosen


def _squareness(alike: "Floats", matched: Sequence[tuple[int, int]]) -> float:
    """Where the pairs stand between a tree, 0, and a grid, 1, in the median over every two.

    The likenesses are logarithms, so that the product of two is their sum.
    """
    from statistics import median

    found = []
    for (a, b), (c, d) in combinations(matched, 2):
        hand, text = (alike[a, b] + alike[c, d]) / 2, (alike[a, c] + alike[b, d]) / 2
        diagonal = (alike[a, d] + alike[b, c]) / 2
        shorter, longer = max(hand, text), min(hand, text)
        found.append((longer - diagonal) / max(-shorter, _FAINTEST))
    return float(median(found)) if found else 0.0
