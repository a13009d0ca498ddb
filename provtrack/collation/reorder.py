"""Where words only changed their order: what stayed in place, and what stands around it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from provtrack.text import Token, tokenize

Slice = tuple[int, int]

_OPENING = 0.75
"""What a run of words in common must be worth to part a difference in two, as a share of the worth
of a word that each passage has once. So an article alone does not, a word of the matter does."""

_LARGEST = 40_000
"""Pairs of words up to which the runs are sought: two sentences of 200 words."""


def kept_apart(left: str, right: str, here: Slice, there: Slice) -> list[tuple[Slice, Slice]]:
    """A difference between two passages, without the words that both have at their place.

    The runs of words kept are those that are worth most, a word being worth the more the rarer it
    is in the two passages (minus the logarithm of its share).

    Args:
        left: the one passage.
        right: the other passage.
        here: start and end of the difference in the one.
        there: start and end of it in the other.

    Returns:
        The parts that differ, in order; all of it where nothing was worth keeping.
    """
    sides = _tokens(left, here), _tokens(right, there)
    if not all(sides) or len(sides[0]) * len(sides[1]) > _LARGEST:
        return [(here, there)]
    counts = Counter(token.text for text in (left, right) for token in tokenize(text))
    worth = {word: log(counts.total() / count) for word, count in counts.items()}
    price = _OPENING * log(max(counts.total(), 2) / 2)
    texts = [[token.text for token in side] for side in sides]
    parts: list[tuple[Slice, Slice]] = []
    done = here[0], there[0]
    for i, j in _runs(texts[0], texts[1], worth, price):
        first = sides[0][i], sides[1][j]
        if any(begin < token.start for begin, token in zip(done, first, strict=True)):
            ends = _trimmed(left, done[0], first[0].start), _trimmed(right, done[1], first[1].start)
            if any(begin < end for begin, end in zip(done, ends, strict=True)):
                parts.append(((done[0], ends[0]), (done[1], ends[1])))
        done = first[0].end, first[1].end
    if done[0] < here[1] or done[1] < there[1]:
        parts.append(((done[0], here[1]), (done[1], there[1])))
    return parts


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a stretch without white space behind it."""
    return start + len(text[start:end].rstrip())


def _tokens(text: str, within: Slice) -> list[Token]:
    start, end = within
    return [token for token in tokenize(text) if start <= token.start and token.end <= end]


def _runs(
    left: Sequence[str], right: Sequence[str], worth: dict[str, float], price: float
) -> Iterator[tuple[int, int]]:
    """The pairs of equal words in the runs that are worth most, in order.

    Dynamic programming as for sequences with affine gaps (O. Gotoh, "An improved algorithm for
    matching biological sequences", 1982), the price being on opening a run.
    """
    rows, columns = len(left), len(right)
    free = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    inside = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            # From here on: at best when no run is open, at best when this pair continues one.
            if left[i] == right[j]:
                inside[i][j] = worth[left[i]] + max(inside[i + 1][j + 1], free[i + 1][j + 1])
            free[i][j] = max(free[i + 1][j], free[i][j + 1], inside[i][j] - price)
    i = j = 0
    is_open = False
    while i < rows and j < columns:
        if is_open and left[i] == right[j] and inside[i][j] >= free[i][j]:
            is_open = True
        elif free[i][j] == free[i + 1][j]:
            is_open, i = False, i + 1
            continue
        elif free[i][j] == free[i][j + 1]:
            is_open, j = False, j + 1
            continue
        else:
            is_open = True
        yield i, j
        i, j = i + 1, j + 1
