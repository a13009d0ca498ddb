"""Which sentences of two passages answer each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count, pairwise
from typing import NamedTuple

from provtrack.classify.units import Unit
from provtrack.text import texts_of

Units = Sequence[Unit]


class Stretch(NamedTuple):
    """Units ``left:left_end`` of the one side and ``right:right_end`` of the other."""

    left: int
    left_end: int
    right: int
    right_end: int

    def shifted(self, left: int, right: int) -> "Stretch":
        """The same among items that are counted from elsewhere."""
        return Stretch(
            self.left + left, self.left_end + left, self.right + right, self.right_end + right
        )


_ENDS = frozenset((".", "!", "?", "...", "…", "。", "？", "！"))
_CLOSING = frozenset("\"”»’')]")

_MOST = 3600
"""Cells of the table in which sentences are aligned; 60 sentences a side. Beyond it only what
stands between equal sentences is aligned so, and what is left over goes together as it stands."""


def sentence_pairs(left: Units, right: Units) -> Iterator[Stretch]:
    """Stretches that answer each other, in order; equal ones are left out."""
    sides = (_sentences(left), _sentences(right))
    if len(sides[0]) == len(sides[1]) == 1:
        yield Stretch(0, len(left), 0, len(right))
        return
    keys = [
        [tuple(texts_of(units[start:end])) for start, end in side]
        for units, side in zip((left, right), sides, strict=True)
    ]
    for part in between_equal(keys[0], keys[1]):
        rows = sides[0][part.left : part.left_end]
        columns = sides[1][part.right : part.right_end]
        if len(rows) * len(columns) > _MOST or not rows or not columns or len(rows + columns) == 2:  # noqa: PLR2004  # one against one
            pairs = [part]
        else:
            bags = (_bags(left, rows), _bags(right, columns))
            pairs = [pair.shifted(part.left, part.right) for pair in _aligned(*bags)]
        for pair in pairs:
            yield Stretch(
                *_extent(sides[0], pair.left, pair.left_end, len(left)),
                *_extent(sides[1], pair.right, pair.right_end, len(right)),
            )


def _extent(
    sentences: Sequence[tuple[int, int]], start: int, end: int, length: int
) -> tuple[int, int]:
    if start == end:
        place = sentences[start][0] if start < len(sentences) else length
        return place, place
    return sentences[start][0], sentences[end - 1][1]


def _sentences(units: Units) -> list[tuple[int, int]]:
    """Start and end of each sentence, in units."""
    result = []
    start = 0
    for end in compress(count(), map(_ENDS.__contains__, texts_of(units))):
        index = end + 1
        while index < len(units) and units[index].text in _CLOSING:
            index += 1
        if index < len(units) and not (units[index].text[0].islower() or _goes_on(units[index])):
            result.append((start, index))
            start = index
    if start < len(units):
        result.append((start, len(units)))
    return result


def _goes_on(unit: Unit) -> bool:
    """Whether a mark follows a full stop that ends no sentence: Lieut. Ney, R.N., was drowned."""
    return unit.text in _WITHIN


_WITHIN = frozenset((",", ";", ":", "-", "–"))


def between_equal(left: Sequence[object], right: Sequence[object]) -> Iterator[Stretch]:
    """What stands between items that both sides have, in their order: sentences, word for word."""
    from rapidfuzz.distance import Indel

    if len(left) == len(right) == 1 and left[0] != right[0]:
        yield Stretch(0, 1, 0, 1)
        return
    numbers: dict[object, int] = {}
    keys = [[numbers.setdefault(key, len(numbers)) for key in side] for side in (left, right)]
    begun: Stretch | None = None
    for code in Indel.opcodes(*keys):
        if code.tag == "equal":
            if begun:
                yield begun
            begun = None
            continue
        first = begun or Stretch(code.src_start, 0, code.dest_start, 0)
        begun = Stretch(first.left, code.src_end, first.right, code.dest_end)
    if begun:
        yield begun


_SKIP = 0.12
"""What a sentence without a counterpart scores, so that two sentences answer each other when they
share more than about a quarter of their words."""

_STEPS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
_UNEVEN = 0.1
"""Taken off for one sentence against two, so that an even pair of the same likeness wins."""


Bag = Mapping[str, int]
"""How often each weighty word is used."""


def _bags(units: Units, sentences: Iterable[tuple[int, int]]) -> tuple[list[Bag], list[Bag]]:
    """The words of each sentence, and of each with the one after it."""
    alone = [
        Counter([unit.key for unit in units[start:end] if not unit.weak])
        for start, end in sentences
    ]
    return [*alone], [one + other for one, other in pairwise(alone)]


def _aligned(
    left: tuple[Sequence[Bag], Sequence[Bag]], right: tuple[Sequence[Bag], Sequence[Bag]]
) -> list[Stretch]:
    """Which sentences answer each other, given the words of each alone and of each two."""
    rows, columns = len(left[0]), len(right[0])
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(rows + 1):
        for j in range(columns + 1):
            options = [
                (
                    best[i - a, j - b][0]
                    + (_gain(left[a - 1][i - a], right[b - 1][j - b], a + b) if a and b else _SKIP),
                    (a, b),
                )
                for a, b in _STEPS
                if i >= a and j >= b
            ]
            if options:
                best[i, j] = max(options)
    pairs: list[Stretch] = []
    i, j = rows, columns
    while i or j:
        a, b = best[i, j][1]
        here = Stretch(i - a, i, j - b, j)
        i, j = i - a, j - b
        pairs.append(here)
    return _replacements(pairs[::-1])


def _gain(own: Bag, other: Bag, sentences: int) -> float:
    """What it brings that so many sentences, of both sides together, answer each other."""
    total = sum(own.values()) + sum(other.values())
    shared = sum([min(own[word], other[word]) for word in own.keys() & other.keys()])
    likeness = 2 * shared / total if total else 1.0
    return likeness * sentences / 2 - (_UNEVEN if sentences != 2 else 0)  # noqa: PLR2004  # even


def _replacements(pairs: Sequence[Stretch]) -> list[Stretch]:
    """A sentence gone where another is new: one replaced the other."""
    result: list[Stretch] = []
    for pair in pairs:
        last = result[-1] if result else None
        if last and _is_one_sided(last) and _is_one_sided(pair) and _opposite(last, pair):
            result[-1] = Stretch(last.left, pair.left_end, last.right, pair.right_end)
        else:
            result.append(pair)
    return result


def _is_one_sided(pair: Stretch) -> bool:
    return pair.left == pair.left_end or pair.right == pair.right_end


def _opposite(one: Stretch, other: Stretch) -> bool:
    return (one.left == one.left_end) != (other.left == other.left_end)
