"""The gold set: English Bibles against each other, in many shapes."""

from collections.abc import Iterator
from functools import partial

from benchmarks.cases import Case, Maker, Recipe, make
from benchmarks.scriptures import Verses, bible

PLAIN = Recipe()
VERSES = Recipe(sizes=(1,))
LONG = Recipe(sizes=(3, 4, 5, 6, 8, 10))
RESTLESS = Recipe(split=0.2, merge=0.2, delete=0.06, move=0.04)
INDEPENDENT = Recipe(shared=False, split=0, merge=0)
INDEPENDENT_SHORT = Recipe(sizes=(1, 2, 3), shared=False, split=0, merge=0)

_TORN = 3
"""A verse that is this many times as long in the other Bible isn't whole: the OEB's package lacks
most speeches of the Gospels ("But Jesus answered:" is all that it has of Matthew 4:4)."""

_TUNING = (
    # left, right, books, recipe
    ("kjv", "asv", (8,), PLAIN),
    ("kjv", "asv", (59,), VERSES),
    ("kjv", "web", (52, 53), PLAIN),
    ("kjv", "web", (1,), RESTLESS),
    ("ylt", "web", (44,), PLAIN),
    ("ylt", "web", (58,), INDEPENDENT),
    ("bbe", "kjv", (40,), PLAIN),
    ("bbe", "kjv", (2,), LONG),
    ("bbe", "kjv", (20,), VERSES),
    ("wmth", "web", (45,), PLAIN),
    ("wmth", "web", (41,), INDEPENDENT_SHORT),
    ("mont", "ylt", (42,), RESTLESS),
    ("mont", "ylt", (56, 57), PLAIN),
    ("wyc", "web", (41,), PLAIN),
    ("wyc", "web", (8, 31, 32), VERSES),
    ("wyc", "web", (43,), INDEPENDENT),
    ("oeb", "asv", (43,), PLAIN),
    ("oeb", "asv", (66,), RESTLESS),
    ("etheridge", "nheb", (40, 41, 42, 43), VERSES),
    ("etheridge", "nheb", (47,), PLAIN),
)
_FITTING = (
    ("kjv", "asv", (19,), RESTLESS),
    ("kjv", "web", (42,), INDEPENDENT_SHORT),
    ("ylt", "web", (54, 58), RESTLESS),
    ("ylt", "web", (3,), VERSES),
    ("bbe", "kjv", (23,), RESTLESS),
    ("bbe", "kjv", (43,), INDEPENDENT_SHORT),
    ("wmth", "web", (44,), VERSES),
    ("wmth", "web", (40,), RESTLESS),
    ("wmth", "web", (66,), LONG),
    ("mont", "ylt", (45,), INDEPENDENT),
    ("mont", "ylt", (66,), RESTLESS),
    ("mont", "ylt", (44,), VERSES),
    ("wyc", "web", (1,), RESTLESS),
    ("wyc", "web", (42,), VERSES),
    ("wyc", "web", (45,), INDEPENDENT_SHORT),
    ("oeb", "asv", (41,), INDEPENDENT_SHORT),
    ("oeb", "asv", (44,), RESTLESS),
    ("oeb", "asv", (42,), VERSES),
    ("etheridge", "nheb", (44,), RESTLESS),
    ("etheridge", "nheb", (43,), INDEPENDENT),
)
"""More books of the pairs that may be tuned on: a model of a dozen coefficients wants to see more
errors than the twenty cases of the table have."""

_REPORT = (
    ("akjv", "nheb", (17,), PLAIN),
    ("akjv", "nheb", (62,), VERSES),
    ("asv", "web", (9,), RESTLESS),
    ("asv", "web", (27,), INDEPENDENT),
    ("asv", "ylt", (3,), LONG),
    ("asv", "ylt", (48, 49), PLAIN),
    ("bbe", "ylt", (18,), VERSES),
    ("bbe", "ylt", (44,), PLAIN),
    ("bbe", "web", (60, 61), INDEPENDENT_SHORT),
    ("bbe", "web", (4, 5, 6, 7), PLAIN),
    ("wmth", "kjv", (42,), PLAIN),
    ("wmth", "kjv", (50, 51), VERSES),
    ("mont", "oeb", (40,), RESTLESS),
    ("mont", "oeb", (45,), INDEPENDENT_SHORT),
    ("wmth", "oeb", (58,), PLAIN),
    ("wmth", "oeb", (66,), INDEPENDENT),
    ("wyc", "asv", (1,), PLAIN),
    ("wyc", "asv", (44,), RESTLESS),
    ("wyc", "oeb", (43,), VERSES),
    ("etheridge", "mont", (44,), PLAIN),
    ("etheridge", "mont", (65, 63, 64), VERSES),
    ("ukjv", "bbe", (24, 26), PLAIN),
)


def makers() -> Iterator[tuple[str, Maker, bool]]:
    """Name and maker of every case, and whether constants may be tuned on it."""
    for cases, tuning in ((_TUNING, True), (_REPORT, False)):
        for left, right, books, recipe in cases:
            name = f"{left}-{right}-{books[0]}"
            yield name, partial(_make, name, left, right, books, recipe, tuning=tuning), tuning


def fitting() -> Iterator[Maker]:
    """Makers of all that a model may be fitted to: the cases to tune on, and more of their kind."""
    yield from (maker for _, maker, tuning in makers() if tuning)
    for left, right, books, recipe in _FITTING:
        name = f"{left}-{right}-{books[0]}"
        yield partial(_make, name, left, right, books, recipe, tuning=True)


def _make(
    name: str, left: str, right: str, books: tuple[int, ...], recipe: Recipe, *, tuning: bool
) -> Case:
    sides = bible(left), bible(right)
    units = [key for key in sides[0] if key in sides[1] and key // 1_000_000 in books]
    odd = _numbered_differently(*sides)
    units = [
        key
        for key in units
        if key // 1000 not in odd and 1 / _TORN < len(sides[0][key]) / len(sides[1][key]) < _TORN
    ]
    return make(name, *sides, units, recipe, tuning=tuning)


def _numbered_differently(left: Verses, right: Verses) -> set[int]:
    """Chapters whose numbers of verses differ, so that equal numbers needn't be equal verses."""
    last: list[dict[int, int]] = [{}, {}]
    for verses, chapters in zip((left, right), last, strict=True):
        for key in verses:
            chapters[key // 1000] = key % 1000
    return {chapter for chapter in last[0] if last[0][chapter] != last[1].get(chapter)}
