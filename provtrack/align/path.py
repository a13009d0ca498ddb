"""The best way through two texts from their beginnings to their ends, by dynamic programming.

The way is a chain of cells, each a pair of paragraphs that share text. From a cell it goes on to
the next left paragraph, the next right one (both stay in the same link) or the next of both (a
link ends), or it passes paragraphs that have no counterpart. Groups of any size come of it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def best_path(
    gain: "NDArray[np.float64]",
    enter_left: "NDArray[np.float64]",
    enter_right: "NDArray[np.float64]",
    extend: float,
) -> list[tuple[int, int]]:
    """The cells of the best way, in order.

    Args:
        gain: what linking a left with a right paragraph gains, left by right.
        enter_left: what it costs that a left paragraph has a counterpart at all.
        enter_right: the same for right paragraphs.
        extend: what it costs to put one more paragraph into a link.
    """
    import numpy as np

    rows, columns = gain.shape
    linked = np.full((rows + 1, columns + 1), -np.inf)
    done = np.zeros((rows + 1, columns + 1))
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            linked[i, j] = gain[i - 1, j - 1] + max(
                done[i - 1, j - 1] - enter_left[i - 1] - enter_right[j - 1],
                linked[i - 1, j] - enter_left[i - 1] - extend,
                linked[i, j - 1] - enter_right[j - 1] - extend,
            )
            done[i, j] = max(linked[i, j], done[i - 1, j], done[i, j - 1])
    cells: list[tuple[int, int]] = []
    i, j, inside = rows, columns, False
    while i and j:
        if not inside and done[i, j] == done[i - 1, j]:
            i -= 1
        elif not inside and done[i, j] == done[i, j - 1]:
            j -= 1
        else:
            cells.append((i - 1, j - 1))
            here = linked[i, j] - gain[i - 1, j - 1]
            if np.isclose(here, linked[i - 1, j] - enter_left[i - 1] - extend):
                i, inside = i - 1, True
            elif np.isclose(here, linked[i, j - 1] - enter_right[j - 1] - extend):
                j, inside = j - 1, True
            else:
                i, j, inside = i - 1, j - 1, False
    return cells[::-1]
