"""The best way through two texts from their beginnings to their ends, by dynamic programming.

The way is a chain of cells, each a pair of paragraphs that share text. From a cell it goes on to
the next left paragraph, the next right one (both stay in the same link) or the next of both (a
link ends), or it passes paragraphs that have no counterpart. Groups of any size come of it, and
the cost is that of the band of cells that are looked at.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from provtrack.align.arrays import totals

if TYPE_CHECKING:
    from provtrack.align.tokens import Floats, Integers

_IMPOSSIBLE = -1e12

NEW, DOWN, ACROSS = range(3)
"""How a cell is reached: as the first of a link, from the left paragraph before, from the right."""

ENDED, SKIPPED_LEFT, SKIPPED_RIGHT = range(3)
"""How a place between paragraphs is reached: behind a link, or behind one without counterpart."""


@dataclass(frozen=True)
class Band:
    """The cells that are looked at: of each left paragraph, a run of right ones.

    Attributes:
        low: by left paragraph, the first right paragraph.
        high: by left paragraph, the one after the last; neither ever falls.
        columns: number of right paragraphs.
    """

    low: "Integers"
    high: "Integers"
    columns: int

    @cached_property
    def starts(self) -> "Integers":
        """Where each row begins when all rows are written one after the other."""
        return totals(self.high - self.low)

    def sums(self, rows: "Integers", columns: "Integers", values: "Floats") -> "Floats":
        """Sums of values by cell, all rows one after the other; outside the band nothing."""
        import numpy as np

        inside = (columns >= self.low[rows]) & (columns < self.high[rows])
        rows, columns, values = rows[inside], columns[inside], values[inside]
        starts = self.starts
        sums: Floats = np.bincount(
            starts[rows] + columns - self.low[rows], values, minlength=int(starts[-1])
        ).astype(float)
        return sums


def band(rows: "Integers", columns: "Integers", shape: tuple[int, int]) -> Band:
    """The cells around matched words.

    Args:
        rows: left paragraphs of the matches, ascending.
        columns: right paragraphs of the matches, ascending.
        shape: number of left and right paragraphs.
    """
    import numpy as np

    height, width = shape
    first = np.full(height, -1.0)
    last = np.full(height, -1.0)
    first[rows[::-1]] = columns[::-1]
    last[rows] = columns
    known = np.flatnonzero(last >= 0)
    row = np.arange(height)
    if len(known):
        # A row without a match lies between the last column before it and the first one after.
        ends = np.concatenate([[-1], np.repeat(known, 2), [height]])
        marks = np.concatenate([[-1.0], np.stack([first[known], last[known]], 1).ravel(), [width]])
        ends = ends + np.concatenate([[0], np.tile([-1e-6, 1e-6], len(known)), [0]])
    else:
        ends, marks = np.array([-1.0, height]), np.array([-1.0, width])
    centre = np.interp(row, ends, marks)
    first = np.where(last >= 0, first, centre)
    last = np.where(last >= 0, last, centre)
    slack = np.where(last == centre, _BLIND, _SLACK)
    slack[known] = _SLACK
    low = np.clip(np.floor(first) - slack, 0, width - 1).astype(np.intp)
    high = np.clip(np.ceil(last) + slack + 1, 1, width).astype(np.intp)
    high[-1], low[0] = width, 0
    high = np.maximum.accumulate(high)
    low[1:] = np.minimum(low[1:], high[:-1] - 1)
    low = np.minimum.accumulate(low[::-1])[::-1]
    return Band(low, high, width)


_SLACK = 2
"""Paragraphs beside the matches of a paragraph that may answer it too."""

_BLIND = 12
"""The same for a paragraph without a match, around the place where one would expect it."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What the steps of a way cost.

    Attributes:
        enter_left: by left paragraph, that it has a counterpart at all.
        enter_right: by right paragraph, the same.
        new: to begin a link.
        extend: to put one more paragraph into a link.
        bridge: that two paragraphs share a link although each has another counterpart as well.
        alone: to leave a paragraph without counterpart.
    """

    enter_left: "Floats"
    enter_right: "Floats"
    new: float
    extend: float
    bridge: float
    alone: float


class Choices(NamedTuple):
    """By cell of the band, all rows one after the other, how what is best there came about.

    Attributes:
        down: from which kind of cell, where the way comes from above.
        across: the same where it comes from the left.
        last: how the cell itself is best reached, if a link ends with it.
        behind: how the place behind the cell, before the next column, is best reached.
    """

    down: bytearray
    across: bytearray
    last: bytearray
    behind: bytearray

    @classmethod
    def of(cls, size: int) -> Self:
        """Room for the choices of so many cells."""
        return cls(*(bytearray(size) for _ in cls._fields))


@dataclass(frozen=True, slots=True)
class Path:
    """The best way.

    Attributes:
        rows: left paragraphs of its cells.
        columns: right paragraphs of its cells.
        steps: how each cell was reached: NEW, DOWN or ACROSS.
        gains: of each cell.
    """

    rows: "Integers"
    columns: "Integers"
    steps: "Integers"
    gains: "Floats"

    def has_cells_of(self, other: "Path | None") -> bool:
        """Whether another way goes through the very same cells."""
        import numpy as np

        return other is not None and (
            np.array_equal(self.rows, other.rows) and np.array_equal(self.columns, other.columns)
        )


def best_path(gains: "Floats", band: Band, costs: Costs) -> Path:
    """The cells of the best way, in order.

    In plain Python: a row of the band has but a handful of cells, for which an operation on arrays
    costs more than what it computes. That the whole band is only a few times as long as the texts
    is because the matches around which it lies go forward in both.

    Args:
        gains: of the cells of the band, all rows one after the other.
        band: the cells.
        costs: of the steps.
    """
    low, high, width = band.low.tolist(), band.high.tolist(), band.columns
    worth, enter_right = gains.tolist(), costs.enter_right.tolist()
    alone, bridge, go_on = costs.alone, costs.bridge, costs.extend
    # Of the best way to each column of the row: `begun`, `down` and `across` end with a pair of
    # this row and column, reached as their names say; `done` ends before the column.
    begun = [_IMPOSSIBLE] * width
    down, across = begun.copy(), begun.copy()
    done = [-alone * j for j in range(high[0] + 1)] + [_IMPOSSIBLE] * (width - high[0])
    came = Choices.of(len(worth))
    place = 0
    for a, b, entry in zip(low, high, costs.enter_left.tolist(), strict=True):
        turned = carried = _IMPOSSIBLE
        turned_from = NEW
        before = done[a]
        done[a] = passed = before - alone
        for j in range(a, b):
            gain, enter = worth[place], enter_right[j]
            # From above: straight on, or round a corner from a row.
            above, way = begun[j], NEW
            if down[j] > above:
                above, way = down[j], DOWN
            if across[j] - bridge > above:
                above, way = across[j] - bridge, ACROSS
            came.down[place] = way
            # From the left, likewise; what is best so far is carried along the row.
            came.across[place] = turned_from if turned >= carried else ACROSS
            carried = max(turned, carried)
            begun[j] = one = gain + before - enter - (entry + costs.new)
            down[j] = two = gain - (entry + go_on) + above
            across[j] = carried = carried + gain - enter - go_on
            turned, turned_from = one, NEW
            if two - bridge > one:
                turned, turned_from = two - bridge, DOWN
            best, way = one, NEW
            if two > best:
                best, way = two, DOWN
            if carried > best:
                best, way = carried, ACROSS
            came.last[place] = way
            # Behind a pair, or behind a paragraph of either side that has no counterpart.
            before = done[j + 1]
            behind, way = before - alone, SKIPPED_LEFT
            if best >= behind:
                behind, way = best, ENDED
            if passed - alone > behind:
                behind, way = passed - alone, SKIPPED_RIGHT
            came.behind[place] = way
            done[j + 1] = passed = behind
            place += 1
    return _trace(band, came, gains)


def _trace(band: Band, came: Choices, gains: "Floats") -> Path:
    """Follows the decisions back from the ends of both texts."""
    import numpy as np

    low, starts = band.low.tolist(), band.starts.tolist()
    cells: list[tuple[int, int, int]] = []
    i, j, step = len(low) - 1, band.columns - 1, -1
    while i >= 0 and j >= 0:
        place = starts[i] + j - low[i]
        if step < 0:
            way = came.behind[place] if j >= low[i] else SKIPPED_LEFT
            if way == SKIPPED_LEFT:
                i -= 1
                continue
            if way == SKIPPED_RIGHT:
                j -= 1
                continue
            step = came.last[place]
        cells.append((i, j, step))
        before = (-1, came.down[place], came.across[place])[step]
        i -= step != ACROSS
        j -= step != DOWN
        step = before
    rows, columns, steps = np.array(cells[::-1], np.intp).reshape(-1, 3).T
    return Path(rows, columns, steps, gains[band.starts[rows] + columns - band.low[rows]])
