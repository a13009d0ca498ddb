"""Text that stands elsewhere: paragraphs left over on both sides that share their wording.

The order of words says nothing about where a moved paragraph went, so that here every word of a
paragraph counts wherever it stands in the other one. Moved text comes in runs: a pair that is
sure takes its neighbours along.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from provtrack.align.arrays import look_up, runs, tally, totals
from provtrack.align.tokens import Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.align.matching import Matches
    from provtrack.align.path import Path
    from provtrack.align.rates import Rates
    from provtrack.align.tokens import Encoded, Floats, Integers

# What follows was tuned together on the tuning half, to a moved recall of .89 at an unmatched F1
# of .88. Half or double of one of them costs up to .007 of strict F1 and .08 of moved recall.

_COVERED = 0.35
"""Share of its expected matches that a paragraph has at least where it is in the right link."""

_REACH = 9
"""Tokens on either side that tell whether a place lies in an unmatched stretch."""

_BEGIN = 2.0
"""Nats that a pair must be better than the best of all compared ones is by chance: above the
logarithm of their number, since one in so many is bound to look that good."""

_INTO = 8.0
"""Nats more where one of the two has a counterpart in place, which leaves a stretch of it bare."""

_EXTEND = 10.0
"""Nats that it costs to put one more paragraph into a moved link."""

_COMMON = 64
"""A word in more leftover paragraphs than this says nothing about which ones belong together."""


class Cells(NamedTuple):
    """Pairs of a left and a right paragraph and what each pair gains."""

    rows: "Integers"
    columns: "Integers"
    gains: "Floats"


@dataclass(frozen=True, slots=True)
class Moves:
    """What stands elsewhere, in paragraphs counted from 0.

    Attributes:
        pairs: left and right paragraphs that answer each other out of order.
        left: left paragraphs that nothing else answers.
        right: right paragraphs that answer nothing else.
    """

    pairs: tuple[tuple[int, int], ...]
    left: frozenset[int]
    right: frozenset[int]


def find_moves(encoded: "Encoded", matches: "Matches", path: "Path", rates: "Rates") -> Moves:
    """Pairs of paragraphs that answer each other out of order."""
    import numpy as np

    sides = encoded.left, encoded.right
    weights = encoded.weights
    homes = sides[0].homes[matches.left], sides[1].homes[matches.right]
    _, on_path = look_up(
        path.rows * sides[1].paragraphs + path.columns, homes[0] * sides[1].paragraphs + homes[1]
    )
    loose: list[NDArray[np.bool_]] = []
    rest: list[Side] = []
    for side, places in zip(sides, matches, strict=True):
        held = places[on_path]
        got = np.bincount(side.homes[held], weights[side.tokens[held]], minlength=side.paragraphs)
        free = got < _COVERED * side.sums(rates.kept * weights)
        unheld = free[side.homes] | bare(side, held, rates)
        loose.append(free)
        rest.append(Side(side.tokens[unheld], side.homes[unheld], side.paragraphs))
    cells = [
        shared(rest[0].only(loose[0]), rest[1], encoded.shares, rates),
        shared(rest[0], rest[1].only(loose[1]), encoded.shares, rates),
    ]
    new = ~loose[0][cells[1].rows]  # pairs of two loose paragraphs are in the first already
    both = Cells(
        *(np.concatenate([one, other[new]]) for one, other in zip(cells[0], cells[1], strict=True))
    )
    costs = [
        np.where(free, side.sums(rates.miss) / 2, 0)
        for side, free in zip(sides, loose, strict=True)
    ]
    pairs = _runs(both, (costs[0], costs[1]), (loose[0], loose[1]))
    return Moves(
        tuple(pairs),
        frozenset(i for i, _ in pairs if loose[0][i]),
        frozenset(j for _, j in pairs if loose[1][j]),
    )


def bare(side: "Side", held: "Integers", rates: "Rates") -> "NDArray[np.bool_]":
    """Tokens in stretches that the link of their paragraph leaves unmatched.

    Args:
        side: the text.
        held: places of its tokens that are matched in their link.
        rates: what is expected to match.
    """
    import numpy as np

    places = np.arange(len(side.tokens))
    low = np.maximum(places - _REACH, side.starts[side.homes])
    high = np.minimum(places + _REACH + 1, side.starts[side.homes + 1])
    missing = _COVERED * rates.kept[side.tokens]
    missing[held] -= 1
    total = totals(missing)
    bare = totals(total[high] > total[low])
    stretches: NDArray[np.bool_] = (bare[high] - bare[low]) > _REACH // 2
    return stretches


def shared(left: "Side", right: "Side", shares: "Floats", rates: "Rates") -> Cells:
    """What paragraphs gain from the words that they share, wherever these stand."""
    import numpy as np

    one, other = _counts(left), _counts(right)
    begin = np.searchsorted(other[0], np.arange(len(shares) + 1))
    spread = np.diff(begin)
    useful = (spread[one[0]] > 0) & (spread[one[0]] <= _COMMON)
    token, row, count = (values[useful] for values in one)
    index, partner = runs(begin[token], spread[token])
    token, row, column = token[index], row[index], other[1][partner]
    both = np.minimum(count[index], other[2][partner])
    share = shares[token]
    chance = np.sqrt(np.expm1(-share * left.sizes[row]) * np.expm1(-share * right.sizes[column]))
    key, inverse = np.unique(row * right.paragraphs + column, return_inverse=True)
    gains = np.bincount(inverse, both * rates.gain(token, chance), minlength=len(key))
    rows, columns = np.divmod(key, right.paragraphs)
    return Cells(rows, columns, gains.astype(float))


def _counts(side: "Side") -> tuple["Integers", "Integers", "Integers"]:
    """Token number, paragraph and how often it stands there, ordered by token number."""
    import numpy as np

    key, count = tally(side.tokens * side.paragraphs + side.homes)
    token, home = np.divmod(key, side.paragraphs)
    return token, home, count


class _Gains:
    """What a pair gains, by its two paragraphs; nothing where they share no word.

    Looked up among sorted numbers: few are ever asked for, and a dictionary of all of them would
    take as long as the rest of the search.
    """

    def __init__(self, cells: Cells) -> None:
        import numpy as np

        self._width = int(cells.columns.max(initial=-1)) + 2
        keys = cells.rows * self._width + cells.columns
        order = np.argsort(keys)
        self._keys, self._gains = keys[order], cells.gains[order]

    def __call__(self, row: int, column: int) -> float:
        key = row * self._width + column
        place = int(self._keys.searchsorted(key))
        found = place < len(self._keys) and self._keys[place] == key
        return float(self._gains[place]) if found else 0.0


def _runs(
    cells: Cells,
    costs: tuple["Floats", "Floats"],
    loose: tuple["NDArray[np.bool_]", "NDArray[np.bool_]"],
) -> list[tuple[int, int]]:
    """The best pairs first, each with the loose neighbours that go on where it ends."""
    import numpy as np

    gain = _Gains(cells)
    net = cells.gains - costs[0][cells.rows] - costs[1][cells.columns]
    # A loose paragraph moves once; one that is in place may take several in.
    free = loose[0].copy(), loose[1].copy()
    compared = int(np.count_nonzero(loose[0]) * np.count_nonzero(loose[1]))
    least = _BEGIN + float(np.log(max(1, compared)))
    found: list[tuple[int, int]] = []
    net -= np.where(loose[0][cells.rows] & loose[1][cells.columns], 0, _INTO)
    good = np.flatnonzero(net >= least)
    for k in good[np.argsort(-net[good], kind="stable")].tolist():
        start = int(cells.rows[k]), int(cells.columns[k])
        if any(loose[side][at] and not free[side][at] for side, at in enumerate(start)):
            continue
        run = [start]
        for step in (1, -1):
            here = start
            while following := _next(here, step, gain, costs, free):
                run.append(following)
                here = following
        for i, j in run:
            free[0][i] = free[1][j] = False
        found += run
    return found


def _next(
    here: tuple[int, int],
    step: int,
    gain: "_Gains",
    costs: tuple["Floats", "Floats"],
    free: tuple["NDArray[np.bool_]", "NDArray[np.bool_]"],
) -> tuple[int, int] | None:
    """Where a run goes on from one of its pairs, if it gains by it."""
    i, j = here
    down, across = (
        0 <= at + step < len(side) and bool(side[at + step])
        for at, side in zip(here, free, strict=True)
    )
    options: list[tuple[float, tuple[int, int]]] = []
    if down and across:
        worth = gain(i + step, j + step) - costs[0][i + step] - costs[1][j + step]
        options.append((worth, (i + step, j + step)))
    if down:
        options.append((gain(i + step, j) - costs[0][i + step] - _EXTEND, (i + step, j)))
    if across:
        options.append((gain(i, j + step) - costs[1][j + step] - _EXTEND, (i, j + step)))
    best = max(options, default=(0.0, here))
    return best[1] if best[0] > 0 else None
