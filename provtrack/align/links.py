"""From pairs of paragraphs to the links of an alignment."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from provtrack.align.arrays import look_up, tally

if TYPE_CHECKING:
    from provtrack.align.tokens import Encoded, Floats, Integers

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Left and right paragraphs, counted from 0 and ascending, that belong to one link."""


def group(
    cells: Iterable[tuple[int, int]],
    rows: int,
    columns: int,
    apart: Collection[tuple[int, int]] = (),
) -> list[Group]:
    """Connected pairs as groups, and a group for every paragraph without a pair.

    Args:
        cells: pairs of left and right paragraphs, counted from 0, the surest first.
        rows: number of left paragraphs.
        columns: number of right paragraphs.
        apart: pairs that no group may hold; a pair that would bring two together is left out.

    Returns:
        Groups in the order of :class:`~provtrack.model.Alignment`.
    """
    members: list[Group] = [((i,), ()) for i in range(rows)] + [((), (j,)) for j in range(columns)]
    home = list(range(rows + columns))
    for i, j in cells:
        one, other = home[i], home[rows + j]
        if one == other:
            continue
        left, right = (a + b for a, b in zip(members[one], members[other], strict=True))
        if apart and any((a, b) in apart for a in left for b in right):
            continue
        members[one] = (left, right)
        for paragraph in members[other][0]:
            home[paragraph] = one
        for paragraph in members[other][1]:
            home[rows + paragraph] = one
    return order(
        (tuple(sorted(members[k][0])), tuple(sorted(members[k][1]))) for k in sorted(set(home))
    )


def order(groups: Iterable[Group]) -> list[Group]:
    """Groups by their first left paragraph; one without follows the right paragraph before it."""
    groups = list(groups)
    place = {j: (left[0], -1) for left, right in groups if left for j in right}
    for _, right in sorted(one for one in groups if not one[0]):
        before = place.get(right[0] - 1, (-1, -1))
        place.update(dict.fromkeys(right, (before[0], right[0])))
    return sorted(groups, key=lambda one: (one[0][0], -1) if one[0] else place[one[1][0]])


def moved(groups: Sequence[Group], weights: Sequence[float]) -> set[int]:
    """Which groups stand elsewhere in the right text.

    Args:
        groups: in the order of the left text.
        weights: how much text each holds.

    Returns:
        Indices of the groups outside the heaviest chain that keeps the order of both texts.
    """
    linked = [k for k, one in enumerate(groups) if one[0] and one[1]]
    # Fronts of chains: the last right paragraph ascending, the weight ascending with it.
    ends: list[int] = []
    totals: list[float] = []
    tails: list[int] = []
    previous: dict[int, int] = {}
    for k in linked:
        first, last = groups[k][1][0], groups[k][1][-1]
        at = bisect_left(ends, first)
        total = weights[k] + (totals[at - 1] if at else 0.0)
        previous[k] = tails[at - 1] if at else -1
        at = bisect_left(ends, last)
        if at and totals[at - 1] >= total:
            continue
        stop = at
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[at:stop], totals[at:stop], tails[at:stop] = [last], [total], [k]
    kept: set[int] = set()
    k = tails[-1] if tails else -1
    while k >= 0:
        kept.add(k)
        k = previous[k]
    return set(linked) - kept


def homes(groups: Sequence[Group]) -> tuple["Integers", "Integers"]:
    """By left and by right paragraph, the index of its group; every paragraph is in one."""
    import numpy as np

    found: list[Integers] = []
    for side in (0, 1):
        members = [one[side] for one in groups]
        index = np.repeat(np.arange(len(groups)), [*map(len, members)])
        home = np.empty(len(index), np.intp)
        home[[*chain.from_iterable(members)]] = index
        found.append(home)
    return found[0], found[1]


def scores(encoded: "Encoded", groups: Sequence[Group]) -> "Floats":
    """Share of the wording that both sides of each group have, every word by its weight."""
    import numpy as np

    size, count = len(encoded.words), len(groups)
    (left, lefts), (right, rights) = sides = [
        tally(of[side.homes] * size + side.tokens)
        for side, of in zip((encoded.left, encoded.right), homes(groups), strict=True)
    ]
    place, known = look_up(right, left)
    both = np.zeros_like(lefts)
    both[known] = np.minimum(lefts[known], rights[place[known]])
    common, *whole = (
        np.bincount(keys // size, counts * encoded.weights[keys % size], minlength=count)
        for keys, counts in ((left, both), *sides)
    )
    shares: Floats = np.minimum(1.0, 2 * common / np.maximum(sum(whole), 1e-9))
    return shares
