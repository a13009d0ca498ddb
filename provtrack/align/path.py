"""The best way through two texts from their beginnings to their ends, by dynamic programming.

The way is a chain of cells, each a pair of paragraphs that share text. From a cell it goes on to
the next left paragraph, the next right one (both stay in the same link) or the next of both (a
link ends), or it passes paragraphs that have no counterpart. Groups of any size come of it, and
the cost is that of the band of cells that are looked at.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.align.tokens import Floats, Integers

    Steps = NDArray[np.int8]

_IMPOSSIBLE = -1e12

NEW, DOWN, ACROSS = range(3)
"""How a cell is reached: as the first of a link, from the left paragraph before, from the right."""

ENDED, SKIPPED_LEFT, SKIPPED_RIGHT = range(3)
"""How a place between paragraphs is reached: behind a link, or behind one without counterpart."""


@dataclass(frozen=True, slots=True)
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

    @property
    def starts(self) -> "Integers":
        """Where each row begins when all rows are written one after the other."""
        import numpy as np

        return np.concatenate([[0], np.cumsum(self.high - self.low)])

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


@dataclass(frozen=True, slots=True)
class Path:
    """The best way.

    Attributes:
        rows: left paragraphs of its cells.
        columns: right paragraphs of its cells.
        steps: how each cell was reached: NEW, DOWN or ACROSS.
    """

    rows: "Integers"
    columns: "Integers"
    steps: "Integers"
    gains: "Floats"


def best_path(gains: "Floats", band: Band, costs: Costs) -> Path:
    """The cells of the best way, in order.

    Args:
        gains: of the cells of the band, all rows one after the other.
        band: the cells.
        costs: of the steps.
    """
    import numpy as np

    # Of the best way to each column of the row: `begun`, `down` and `across` end with a pair of
    # this row and column, reached as their names say; `done` ends before the column. All steps of
    # a row in one function: a call more for each of 20,000 rows would cost what the row costs.
    width = band.columns
    low, high, starts = band.low.tolist(), band.high.tolist(), band.starts.tolist()
    begun = np.full(width, _IMPOSSIBLE)
    down = np.full(width, _IMPOSSIBLE)
    across = np.full(width, _IMPOSSIBLE)
    done = np.full(width + 1, _IMPOSSIBLE)
    alone = costs.alone * np.arange(width + 1)
    done[: high[0] + 1] = -alone[: high[0] + 1]
    entry = costs.enter_left.tolist()
    came = np.zeros((3, len(gains)), np.int8)
    ended = np.zeros(len(gains), np.int8)
    passed = np.empty(len(gains) + len(low), np.int8)
    for i, (a, b, start) in enumerate(zip(low, high, starts, strict=False)):
        gain = gains[start : start + b - a]
        here = slice(start, start + b - a)
        extend = entry[i] + costs.extend
        # From above: straight on, or round a corner from a row.
        straight = np.maximum(begun[a:b], down[a:b])
        corner = across[a:b] - costs.bridge
        came[DOWN, here] = np.where(
            corner > straight, ACROSS, np.where(down[a:b] > begun[a:b], DOWN, NEW)
        )
        down[a:b] = gain - extend + np.maximum(straight, corner)
        begun[a:b] = gain + done[a:b] - costs.enter_right[a:b] - (entry[i] + costs.new)
        # From the left, likewise; what is best so far is carried along the row.
        slope = np.cumsum(gain - costs.enter_right[a:b] - costs.extend)
        source = np.maximum(begun[a:b], down[a:b] - costs.bridge) - slope
        carried = np.maximum.accumulate(source)
        across[a] = _IMPOSSIBLE
        across[a + 1 : b] = slope[1:] + carried[:-1]
        kind = np.where(begun[a:b] >= down[a:b] - costs.bridge, NEW, DOWN)
        came[ACROSS, start + 1 : start + b - a] = np.where(
            source[:-1] == carried[:-1], kind[:-1], ACROSS
        )
        row = np.maximum(np.maximum(begun[a:b], down[a:b]), across[a:b])
        ended[here] = np.where(row == begun[a:b], NEW, np.where(row == down[a:b], DOWN, ACROSS))
        # Behind a pair, or behind a paragraph of either side that has no counterpart.
        above = done[a : b + 1] - costs.alone
        level = above.copy()
        np.maximum(level[1:], row, out=level[1:])
        level += alone[a : b + 1]
        ahead = np.maximum.accumulate(level)
        done[a : b + 1] = ahead - alone[a : b + 1]
        code = np.where(ahead > level, SKIPPED_RIGHT, SKIPPED_LEFT)
        code[1:][(code[1:] == SKIPPED_LEFT) & (row >= above[1:])] = ENDED
        passed[start + i : start + i + b - a + 1] = code
    return _trace(low, starts, width, came, ended, passed, gains)


def _trace(
    low: list[int],
    starts: list[int],
    width: int,
    came: "Steps",
    ended: "Steps",
    passed: "Steps",
    gains: "Floats",
) -> Path:
    """Follows the decisions back from the ends of both texts."""
    import numpy as np

    cells: list[tuple[int, int, int]] = []
    i, j, step = len(low) - 1, width - 1, -1
    while i >= 0 and j >= 0:
        place = starts[i] + j - low[i]
        if step < 0:
            way = int(passed[place + i + 1])
            if way == SKIPPED_LEFT:
                i -= 1
                continue
            if way == SKIPPED_RIGHT:
                j -= 1
                continue
            step = int(ended[place])
        cells.append((i, j, step))
        before = int(came[step, place]) if step != NEW else -1
        i -= step != ACROSS
        j -= step != DOWN
        step = before
    rows, columns, steps = np.array(cells[::-1], np.intp).reshape(-1, 3).T
    return Path(rows, columns, steps, gains[np.array(starts)[rows] + columns - np.array(low)[rows]])
