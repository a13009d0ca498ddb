"""The last word on every pair: which are dropped, and which are added that no search has found.

The way through both texts weighs whole paragraphs. Here each pair is judged by what lies around
it: whether it has room in both paragraphs beside the other pairs, whether a neighbour would answer
as well, whether its neighbours go on where it ends. Dropped are pairs in which a paragraph without
counterpart was drawn to another one; added are pairs of stretches that are left over on both sides.
"""

from typing import TYPE_CHECKING, NamedTuple

from provtrack.align.arrays import look_up, runs
from provtrack.align.cells import Cells, Stretches, gained, hold
from provtrack.align.matching import Matches, common
from provtrack.align.moves import bare, shared
from provtrack.align.rates import by_chance
from provtrack.align.tokens import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from provtrack.align.rates import Rates
    from provtrack.align.tokens import Encoded, Floats, Integers

# Both fitted by ``python -m benchmarks.fit settle`` on pairs of Bibles that may be tuned on.

KEEP = (-1.86, 1.11, -0.73, 1.08, -8.23, 2.77, -0.98, 1.29, 0.96, 1.06, 1.31)
"""Coefficients of a logistic model for pairs that were found, in the order of :func:`kept`."""

JOIN = (-2.65, 2.32, -0.43, 1.01, 1.07, 2.95, 2.88, 2.00, 0.77, 2.72, 1.0)
"""The same for pairs that could be added, in the order of :func:`joined`. The last is not fitted:
it is what Bayes' rule gives, since in the texts that the others were fitted on as much is left over
on either side."""

_ROUNDS = 2
"""Times that all is judged, since a pair's neighbours may have changed; a third changes nothing."""

_SURE = 25.0
"""Nats that a pair gains beyond what it costs from which it isn't judged again."""

_SHORT = 4
"""Tokens of a stretch below which it isn't looked at, unless it is a whole paragraph."""


_MOST = 20.0
"""Nats beyond which a gain is as good as any."""

_SMOOTH = 1.0
"""Nats added to both sides of a ratio of wordings, so that a word or two prove nothing."""

_STRAY = 2
"""Matched words that may stand between two places that are still next to each other."""

_CHANCE = 10.0
"""Nats by which the logarithm of the pairs compared may exceed what one of them gains: so many are
as good by chance that it isn't looked at. Changes nothing on the tuning half."""

_NEXT = 1000
"""Tokens of a neighbour that are looked at, so that a huge one isn't compared again and again."""

_WIDE = 1 << 31
"""More than a text has paragraphs."""


class Judged(NamedTuple):
    """Pairs of paragraphs and what is seen of each, one row a pair."""

    rows: "Integers"
    columns: "Integers"
    seen: "Floats"


def settle(
    encoded: "Encoded", pairs: "Sequence[tuple[int, int]]", matches: Matches, rates: "Rates"
) -> list[tuple[int, int]]:
    """The pairs that are right, as far as one can tell.

    Args:
        encoded: both texts; paragraphs that are not to be linked hold no tokens.
        pairs: what was found so far, in the order of the texts; may hold a pair twice.
        matches: places of matched tokens.
        rates: what is expected to match.
    """
    import numpy as np

    pairs = [*dict.fromkeys(pairs)]
    for _ in range(_ROUNDS):
        cells = hold(encoded, pairs, matches)
        if len(cells.rows):
            doubtful, judged = kept(encoded, cells, rates)
            wrong = doubtful[judged.seen @ np.array(KEEP) < 0]
            cells = cells.keep(np.delete(np.arange(len(cells.rows)), wrong))
        more = joined(encoded, cells, rates)
        right = more.seen @ np.array(JOIN) > 0
        before = pairs
        pairs = [
            *zip(cells.rows.tolist(), cells.columns.tolist(), strict=True),
            *dict.fromkeys(
                zip(more.rows[right].tolist(), more.columns[right].tolist(), strict=True)
            ),
        ]
        if pairs == before:
            break
    return pairs


def kept(encoded: "Encoded", cells: Cells, rates: "Rates") -> tuple["Integers", Judged]:
    """Indices of pairs that may be wrong, and what is seen of them.

    The columns: 1; what the pair gains beyond its costs, in tens of nats; the share of the wording
    that is expected of the larger and of the smaller of its two stretches; whether both paragraphs
    have other pairs too; how much of the paragraph that has only this pair finds no room in the
    other one, as a logarithm; by how much a neighbour gains more, in tens of nats; pairs that go on
    where it begins or ends, in both texts and in one; the logarithm of the matched words; of a
    pair whose paragraphs have others, that of the larger stretch's expected wording.
    """
    import numpy as np

    left, right = encoded.left, encoded.right
    room = cells.room(encoded)
    tokens = left.tokens[cells.matches.left]
    sizes = [stretches.sizes[cells.owners] for stretches in room]
    chance = by_chance(encoded.shares[tokens], sizes[0], sizes[1])
    won = np.bincount(cells.owners, rates.gain(tokens, chance), len(cells.rows))
    costs = room[0].sums(left, rates.miss) / 2 + room[1].sums(right, rates.miss) / 2
    doubtful = np.flatnonzero(won - costs < _SURE)
    near = room[0].pick(doubtful), room[1].pick(doubtful)
    rows, columns = cells.rows[doubtful], cells.columns[doubtful]
    expected = [
        stretches.sums(side, rates.kept * encoded.weights) + _SMOOTH
        for side, stretches in zip((left, right), near, strict=True)
    ]
    matched = np.bincount(cells.owners, encoded.weights[tokens], len(cells.rows))[doubtful]
    larger, smaller = np.maximum(*expected), np.minimum(*expected)
    alone = [
        np.bincount(homes, minlength=side.paragraphs)[some] == 1
        for side, homes, some in (
            (left, cells.rows, rows),
            (right, cells.columns, columns),
        )
    ]
    tight = np.log(expected[1] / expected[0])
    tight = np.where(alone[0], tight, 0.0) - np.where(alone[1], tight, 0.0)
    corner = ~(alone[0] | alone[1])
    beside = _beside(cells, rows, columns)
    words = np.bincount(cells.owners, minlength=len(cells.rows))[doubtful]
    seen = [
        np.ones(len(doubtful)),
        np.clip(won - costs, -_MOST, _MOST)[doubtful] / 10,
        np.log((matched + _SMOOTH) / larger),
        np.log((matched + _SMOOTH) / smaller),
        corner,
        np.minimum(tight, 0.0),
        np.clip(_rivals(encoded, near, (rows, columns), rates), -_MOST, _MOST / 2) / 10,
        beside[0],
        np.minimum(beside[1], 2),
        np.log1p(words),
        corner * np.log(larger),
    ]
    return doubtful, Judged(rows, columns, np.stack(seen, axis=1).astype(float))


def joined(encoded: "Encoded", cells: Cells, rates: "Rates") -> Judged:
    """Pairs that could be added, and what is seen of them.

    The columns: 1; what the pair gains beyond its costs, in tens of nats; the logarithm of the
    pairs of stretches that were compared, since one in so many looks good by chance; how many of
    the two paragraphs would have no pair otherwise; the logarithm of the wording that they share
    in the same order; its share of what is expected of the smaller one; what the best pair gains
    that would go on where this one begins or ends, in tens of nats; pairs that go on there in one
    text; and in both; whether the stretches lie next to a place that answers in both texts; the
    logarithm of how much is left over in the text that has less left over, for each word of the
    other's: an excerpt can answer only so much of a whole text.
    """
    import numpy as np

    left, right = encoded.left, encoded.right
    weights = encoded.weights
    spare = [
        _spare(side, held, rates) for side, held in zip((left, right), cells.matches, strict=True)
    ]
    found = shared(_alone(left, spare[0]), _alone(right, spare[1]), encoded.shares, rates)
    costs = [
        stretches.sums(side, rates.miss) / 2
        for side, stretches in zip((left, right), spare, strict=True)
    ]
    less, more = sorted(int(stretches.sizes.sum()) + 1 for stretches in spare)
    homes = left.homes[spare[0].begins], right.homes[spare[1].begins]
    net = found.gains - costs[0][found.rows] - costs[1][found.columns]
    rows, columns = homes[0][found.rows], homes[1][found.columns]
    compared = np.log(len(spare[0].begins) * len(spare[1].begins) + 1)
    _, known = look_up(np.sort(_key(cells.rows, cells.columns)), _key(rows, columns))
    good = np.flatnonzero((net > max(0.0, compared - _CHANCE)) & ~known)
    first, second = spare[0].pick(found.rows[good]), spare[1].pick(found.columns[good])
    goes_on = _best_next(_key(rows, columns), net, _key(rows[good], columns[good]))
    rows, columns = rows[good], columns[good]
    expected = np.minimum(
        first.sums(left, rates.kept * weights), second.sums(right, rates.kept * weights)
    )
    same = np.array(
        [
            weights[left.tokens[a:b][common(left.tokens[a:b], right.tokens[c:d]).left]].sum()
            for a, b, c, d in zip(*(part.tolist() for part in (*first, *second)), strict=True)
        ]
    )
    lone = (np.bincount(cells.rows, minlength=left.paragraphs)[rows] == 0).astype(float)
    lone += np.bincount(cells.columns, minlength=right.paragraphs)[columns] == 0
    beside = _beside(cells, rows, columns)
    seen = [
        np.ones(len(good)),
        np.minimum(net[good], 2 * _MOST) / 10,
        np.full(len(good), compared),
        lone,
        np.log1p(same),
        np.log((same + _SMOOTH) / (expected + _SMOOTH)),
        np.clip(goes_on, -5, 15) / 10,
        np.minimum(beside[1], 2),
        beside[0],
        _adjoining(cells.matches, first, second),
        np.full(len(good), np.log(less / more)),
    ]
    return Judged(rows, columns, np.stack(seen, axis=1).astype(float))


def _key(rows: "Integers", columns: "Integers") -> "Integers":
    return rows * _WIDE + columns


def _beside(cells: Cells, rows: "Integers", columns: "Integers") -> tuple["Integers", "Integers"]:
    """How many pairs go on where one begins or ends: in both texts, and in one of them."""
    import numpy as np

    keys, here = np.sort(_key(cells.rows, cells.columns)), _key(rows, columns)
    both, one = (
        look_up(keys, here[:, None] + np.array(steps))[1].sum(axis=1)
        for steps in ((_WIDE + 1, -_WIDE - 1), (_WIDE, -_WIDE, 1, -1))
    )
    return both, one


def _rivals(
    encoded: "Encoded",
    near: tuple[Stretches, Stretches],
    homes: tuple["Integers", "Integers"],
    rates: "Rates",
) -> "Floats":
    """By how much one of the neighbours of either paragraph would gain more, in nats."""
    import numpy as np

    compared, there_is = [near], []
    for turned in (0, 1):
        side = (encoded.left, encoded.right)[turned]
        starts = side.starts
        for step in (-1, 1):
            there = homes[turned] + step
            inside = (there >= 0) & (there < side.paragraphs)
            there = np.where(inside, there, 0)
            begins, ends = starts[there], starts[there + 1]
            # The end that lies next to the pair, and nothing where there is no neighbour.
            begins = np.where(step < 0, np.maximum(begins, ends - _NEXT), begins)
            ends = np.where(inside, np.minimum(ends, begins + _NEXT), begins)
            neighbour = Stretches(begins, ends)
            compared.append((near[0], neighbour) if turned else (neighbour, near[1]))
            there_is.append(inside)
    left, right = (Stretches.all(stretches) for stretches in zip(*compared, strict=True))
    own, *others = np.split(gained(encoded, left, right, rates), len(compared))
    best: Floats = np.where(there_is, others, -np.inf).max(axis=0)
    return best - own


def _spare(side: Side, held: "Integers", rates: "Rates") -> Stretches:
    """Stretches that no pair accounts for."""
    import numpy as np

    empty = np.bincount(side.homes[held], minlength=side.paragraphs) == 0
    free = bare(side, held, rates) | empty[side.homes]
    edge = np.concatenate([[True], side.homes[1:] != side.homes[:-1], [True]])
    padded = np.concatenate([[False], free, [False]])
    begins = np.flatnonzero(free & (~padded[:-2] | edge[:-1]))
    ends = np.flatnonzero(free & (~padded[2:] | edge[1:])) + 1
    long = ends - begins >= np.minimum(_SHORT, side.sizes[side.homes[begins]])
    return Stretches(begins[long], ends[long])


def _alone(side: Side, stretches: Stretches) -> Side:
    """Stretches as if each was a paragraph and there was nothing else."""
    index, place = runs(stretches.begins, stretches.sizes)
    return Side(side.tokens[place], index, len(stretches.begins))


def _best_next(keys: "Integers", net: "Floats", here: "Integers") -> "Floats":
    """The most that a pair gains which goes on where one of these begins or ends."""
    import numpy as np

    if not len(here):
        return np.zeros(0)
    known, place = np.unique(keys, return_inverse=True)
    best = np.full(len(known), -np.inf)
    np.maximum.at(best, place, net)

    def at(wanted: "Integers") -> "Floats":
        spot, there = look_up(known, wanted)
        return np.where(there, best[spot], -np.inf)

    return np.maximum(at(here + _WIDE + 1), at(here - _WIDE - 1))


def _adjoining(matches: Matches, left: Stretches, right: Stretches) -> "NDArray[np.bool_]":
    """Whether the words before, or after, two stretches answer each other."""
    near = _follows(matches.left, matches.right, left, right)
    near |= _follows(matches.right, matches.left, right, left)
    return near


def _follows(
    mine: "Integers", theirs: "Integers", own: Stretches, other: Stretches
) -> "NDArray[np.bool_]":
    import numpy as np

    if not len(mine):
        return np.zeros(len(own.begins), bool)
    order = np.argsort(mine, kind="stable")
    places, answers = mine[order], theirs[order]
    held = np.sort(theirs)

    def between(low: "Integers", high: "Integers") -> "Integers":
        return np.searchsorted(held, high) - np.searchsorted(held, low, "right")

    before = np.searchsorted(places, own.begins) - 1
    after = np.searchsorted(places, own.ends)
    last = answers[np.maximum(before, 0)]
    following = answers[np.minimum(after, len(places) - 1)]
    near = (before >= 0) & (last < other.begins) & (between(last, other.begins) <= _STRAY)
    near |= (
        (after < len(places))
        & (following >= other.ends)
        & (between(other.ends - 1, following) <= _STRAY)
    )
    return near
