"""Alignment of texts that share no words, by the lengths of their paragraphs and what answers them.

The frame is that of W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual
Corpora" (Computational Linguistics 19:1, 1993): links of a few shapes, a cost for lengths that
don't fit, dynamic programming. What words say is added to it by :mod:`provtrack.align.translation`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provtrack.align.tokens import Floats, Integers

VARIANCE = 6.8
"""Of the length of a translation per character of the original (Gale and Church, section 3.2)."""

LARGEST = 6
"""Paragraphs on one side of a link that has one on the other."""

_SHAPES = {(1, 1): 0.86, (1, 0): 0.03, (0, 1): 0.03, (1, 2): 0.06, (2, 1): 0.06, (2, 2): 0.01}
"""Probabilities of shapes; Gale and Church's, but with paragraphs dropped more often."""

_FALL = 0.3
"""How much less likely a shape is than the same with one paragraph less on a side."""

_IMPOSSIBLE = -1e12


def _shapes() -> dict[tuple[int, int], float]:
    """Shape -> logarithm of its probability."""
    import numpy as np

    found = dict(_SHAPES)
    for size in range(3, LARGEST + 1):
        found[1, size] = found[size, 1] = found[1, size - 1] * _FALL
    for left, right in ((2, 3), (3, 2), (3, 3), (3, 4), (4, 3), (4, 4)):
        found[left, right] = found[2, 2] * _FALL ** (left + right - 4)
    return {shape: float(np.log(share)) for shape, share in found.items()}


@dataclass(frozen=True, slots=True)
class Window:
    """The left paragraphs that each right paragraph is compared with.

    Attributes:
        first: by right paragraph, the first of them; never falls, may be below 0.
        width: how many there are.
    """

    first: "Integers"
    width: int


def window(left: "Floats", right: "Floats", reach: int) -> Window:
    """Left paragraphs that lie about as deep in their text as a right one in its own.

    Args:
        left: by left paragraph, its length.
        right: by right paragraph, its length, in the same measure.
        reach: paragraphs before and after.
    """
    import numpy as np

    ends = np.cumsum(left)
    middles = (np.cumsum(right) - right / 2) * (ends[-1] / max(1e-9, right.sum()))
    return Window(np.searchsorted(ends, middles) - reach, 2 * reach + 1)


def best_links(
    left: "Floats", right: "Floats", words: dict[int, "Floats"], where: Window
) -> list[tuple["Integers", "Integers"]]:
    """The best chain of links.

    Args:
        left: by left paragraph, its length in characters.
        right: by right paragraph, its length.
        words: number of left paragraphs -> by right paragraph and place in its window, what the
            words say for a link that ends with the left paragraph there and has that many.
        where: the windows.

    Returns:
        Left and right paragraphs of each link, in order.
    """
    import numpy as np

    rows, columns = len(left), len(right)
    ends = np.concatenate([[0.0], np.cumsum(left)]), np.concatenate([[0.0], np.cumsum(right)])
    growth = ends[1][-1] / max(1.0, ends[0][-1])
    # Places are counted by right paragraphs done; of each, a run of counts of left ones done.
    width = where.width + 1
    first = np.concatenate([where.first, where.first[-1:]])
    count = first[:, None] + np.arange(width)[None, :]
    valid = (count >= 0) & (count <= rows)
    valid[0] = count[0] == 0
    best = np.where(valid & (count == 0) & (np.arange(columns + 1)[:, None] == 0), 0.0, _IMPOSSIBLE)
    choice = np.full((columns + 1, width), -1)
    shapes = [*_shapes().items()]
    totals = {
        a: np.concatenate([np.zeros((1, where.width)), np.cumsum(w, 0)]) for a, w in words.items()
    }
    clipped = np.clip(count, 0, rows)
    for j in range(columns + 1):
        for number, ((a, b), prior) in enumerate(shapes):
            if b == 0 or j < b:
                continue
            shift = first[j] - first[j - b] - a
            before = _shifted(best[j - b], int(shift), _IMPOSSIBLE)
            size = ends[0][clipped[j]] - ends[0][np.clip(clipped[j] - a, 0, rows)]
            score = before + prior
            if a:
                other = ends[1][j] - ends[1][j - b]
                score = score - _misfit(size, other, growth)
                for step in range(b):
                    k = j - 1 - step
                    said = totals[a][k + 1] - totals[a][k]
                    score = score + _shifted(np.append(0.0, said), int(first[j] - first[k]), 0.0)
            better = (score > best[j]) & valid[j]
            best[j][better] = score[better]
            choice[j][better] = number
        _drop_left(best[j], choice[j], valid[j], shapes)
    return _trace(best, choice, first, shapes, rows, columns)


def _shifted(values: "Floats", shift: int, fill: float) -> "Floats":
    """Entry ``k`` of the result is entry ``k + shift`` of the values."""
    import numpy as np

    result = np.full(len(values), fill)
    low, high = max(0, -shift), min(len(values), len(values) - shift)
    if low < high:
        result[low:high] = values[low + shift : high + shift]
    return result


def _drop_left(
    best: "Floats", choice: "Integers", valid: "Floats", shapes: list[tuple[tuple[int, int], float]]
) -> None:
    number = next(k for k, (shape, _) in enumerate(shapes) if shape == (1, 0))
    prior = shapes[number][1]
    for k in range(1, len(best)):
        if valid[k] and best[k - 1] + prior > best[k]:
            best[k] = best[k - 1] + prior
            choice[k] = number


def _misfit(left: "Floats", right: float, growth: float) -> "Floats":
    """Cost of lengths that don't fit: minus the logarithm of a normal density's tails."""
    import numpy as np

    mean = (left * growth + right) / 2
    deviation = np.abs(right - left * growth) / np.sqrt(np.maximum(mean, 1.0) * VARIANCE * growth)
    # Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.13: bounds of the tail.
    tail = np.sqrt(2 / np.pi) / (deviation + np.sqrt(deviation**2 + 8 / np.pi))
    cost: Floats = deviation**2 / 2 - np.log(2 * tail)
    return cost


def _trace(
    best: "Floats",
    choice: "Integers",
    first: "Integers",
    shapes: list[tuple[tuple[int, int], float]],
    rows: int,
    columns: int,
) -> list[tuple["Integers", "Integers"]]:
    import numpy as np

    links: list[tuple[Integers, Integers]] = []
    i, j = rows, columns
    while i or j:
        k = i - int(first[j])
        number = int(choice[j][k]) if 0 <= k < best.shape[1] else -1
        if number < 0:  # outside of every window: what is left has no counterpart
            a, b = (1, 0) if i else (0, 1)
        else:
            a, b = shapes[number][0]
        links.append((np.arange(i - a, i), np.arange(j - b, j)))
        i, j = i - a, j - b
    return links[::-1]
