"""Text that stands elsewhere: paragraphs left over on both sides that share their wording.

The order of words says nothing about where a moved paragraph went, so that here every word of a
paragraph counts wherever it stands in the other one. Moved text comes in runs: a pair that is
sure takes its neighbours along.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from provtrack.align.matching import Matches
    from provtrack.align.path import Path
    from provtrack.align.rates import Rates
    from provtrack.align.tokens import Encoded, Floats, Integers, Side

_COVERED = 0.35
"""Share of its expected matches that a paragraph has at least where it is in the right link."""

_BEGIN = 8.0
"""Nats that a pair must be better than chance to be taken for moved text."""

_EXTEND = 6.0
"""Nats that it costs to put one more paragraph into a moved link."""

_COMMON = 64
"""A word in more leftover paragraphs than this says nothing about which ones belong together."""


class Cells(NamedTuple):
    """Pairs of a left and a right paragraph and what each pair gains."""

    rows: "Integers"
    columns: "Integers"
    gains: "Floats"


def find_moves(
    encoded: "Encoded", matches: "Matches", path: "Path", rates: "Rates"
) -> list[tuple[int, int]]:
    """Pairs of paragraphs that answer each other out of order."""
    import numpy as np

    left, right = encoded.left, encoded.right
    rows, columns = left.homes[matches.left], right.homes[matches.right]
    on_path = np.isin(
        rows * right.paragraphs + columns, path.rows * right.paragraphs + path.columns
    )
    expected = rates.kept * encoded.weights()
    got = encoded.weights()[left.tokens[matches.left[on_path]]]
    loose = [
        np.flatnonzero(
            np.bincount(homes[on_path], got, minlength=side.paragraphs)
            < _COVERED * side.sums(expected)
        )
        for side, homes in ((left, rows), (right, columns))
    ]
    if not len(loose[0]) or not len(loose[1]):
        return []
    cells = shared(left.keep(loose[0]), right.keep(loose[1]), encoded.weights(), rates)
    costs = left.sums(rates.miss)[loose[0]] / 2, right.sums(rates.miss)[loose[1]] / 2
    return [
        (int(loose[0][i]), int(loose[1][j])) for i, j in _runs(cells, costs, (loose[0], loose[1]))
    ]


def shared(left: "Side", right: "Side", weights: "Floats", rates: "Rates") -> Cells:
    """What paragraphs gain from the words that they share, wherever these stand."""
    import numpy as np

    one, other = _counts(left), _counts(right)
    begin = np.searchsorted(other[0], np.arange(len(weights) + 1))
    spread = np.diff(begin)
    useful = (spread[one[0]] > 0) & (spread[one[0]] <= _COMMON)
    token, row, count = (values[useful] for values in one)
    times = spread[token]
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    partner = np.repeat(begin[token], times) + within
    token, row = np.repeat(token, times), np.repeat(row, times)
    column = other[1][partner]
    both = np.minimum(np.repeat(count, times), other[2][partner])
    share = np.exp(-weights)[token]
    chance = np.sqrt(np.expm1(-share * left.sizes[row]) * np.expm1(-share * right.sizes[column]))
    key, inverse = np.unique(row * right.paragraphs + column, return_inverse=True)
    gains = np.bincount(inverse, both * rates.gain(token, chance), minlength=len(key))
    rows, columns = np.divmod(key, right.paragraphs)
    return Cells(rows, columns, gains.astype(float))


def _counts(side: "Side") -> tuple["Integers", "Integers", "Integers"]:
    """Token number, paragraph and how often it stands there, ordered by token number."""
    import numpy as np

    key, count = np.unique(side.tokens * side.paragraphs + side.homes, return_counts=True)
    token, home = np.divmod(key, side.paragraphs)
    return token, home, count


def _runs(
    cells: Cells, costs: tuple["Floats", "Floats"], numbers: tuple["Integers", "Integers"]
) -> list[tuple[int, int]]:
    """The best pairs first, each with the neighbours that go on where it ends."""
    import numpy as np

    gain = {(i, j): g for i, j, g in zip(*(part.tolist() for part in cells), strict=True)}
    net = cells.gains - costs[0][cells.rows] - costs[1][cells.columns]
    used: tuple[set[int], set[int]] = set(), set()
    found: list[tuple[int, int]] = []
    for k in np.argsort(-net, kind="stable"):
        if net[k] < _BEGIN:
            break
        start = int(cells.rows[k]), int(cells.columns[k])
        if start[0] in used[0] or start[1] in used[1]:
            continue
        run = [start]
        for step in (1, -1):
            here = start
            while nxt := _next(here, step, gain, costs, numbers, used):
                run.append(nxt)
                here = nxt
        used[0].update(i for i, _ in run)
        used[1].update(j for _, j in run)
        found += run
    return found


def _next(
    here: tuple[int, int],
    step: int,
    gain: dict[tuple[int, int], float],
    costs: tuple["Floats", "Floats"],
    numbers: tuple["Integers", "Integers"],
    used: tuple[set[int], set[int]],
) -> tuple[int, int] | None:
    """Where a run goes on from one of its pairs, if it gains by it."""
    i, j = here
    free = [
        0 <= at + step < len(side) and side[at + step] == side[at] + step and at + step not in taken
        for at, side, taken in zip(here, numbers, used, strict=True)
    ]
    options: list[tuple[float, tuple[int, int]]] = []
    if free[0] and free[1]:
        worth = gain.get((i + step, j + step), 0.0) - costs[0][i + step] - costs[1][j + step]
        options.append((worth, (i + step, j + step)))
    if free[0]:
        options.append((gain.get((i + step, j), 0.0) - costs[0][i + step] - _EXTEND, (i + step, j)))
    if free[1]:
        options.append((gain.get((i, j + step), 0.0) - costs[1][j + step] - _EXTEND, (i, j + step)))
    best = max(options, default=(0.0, here))
    return best[1] if best[0] > 0 else None
