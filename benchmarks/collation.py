"""Collation of several witnesses, beside CollateX.

CollateX: R. H. Dekker, D. van Hulle, G. Middell, V. Neyt, J. van Zundert, "Computer-supported
collation of modern manuscripts", Digital Scholarship in the Humanities 30, 2015.

Both are given the same tokens. A table with few places that vary is good only if little text stands
in them: one place that holds everything would be the fewest. So both are counted: the places, and
the share of all words that stand in one.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tabulate import tabulate

from benchmarks.scriptures import bible
from provtrack.align import align
from provtrack.collation import collate
from provtrack.diff import compare
from provtrack.model import Text
from provtrack.text import tokenize

Witnesses = Mapping[str, tuple[str, ...]]
"""Siglum -> paragraphs."""

Value = TypeVar("Value")

_HARBOUR = {
    "A": "On 17 January the envoy called on the minister, who spoke for eight hours of the ice "
    "in the harbour and of the nets that the northern fishermen had lost.",
    "B": "On 18 January the envoy called upon the minister, who spoke for 8 hours of the ice "
    "in the harbor and of the nets which the fishermen of the north had lost.",
    "C": "The envoy called on the minister on 17 January. He spoke for eight hours of ice in the "
    "harbour and of the nets that the northern fishermen had lost in the storm.",
    "D": "On 17 January the envoy, who was ill, called on the deputy minister, who spoke for eight "
    "hours of the ice in the harbour and of nets lost by the northern fishermen.",
}
_LAMP = {
    "A": "The keeper of the light went up the stairs at dusk and lit the lamp, and the keeper's "
    "daughter went up the stairs at dawn and put the lamp out.",
    "B": "At dusk the keeper of the light went up the stairs and lit the lamp; his daughter went "
    "up the stairs at dawn and put it out.",
    "C": "The keeper of the light climbed the stairs at dusk and lit the great lamp, and at dawn "
    "the keeper's daughter climbed the stairs and put the lamp out.",
}
_REPEATS = {
    "A": "the cat sat by the door and the dog sat by the fire and the bird sat by the window",
    "B": "the cat sat by the fire and the bird sat by the window",
    "C": "the dog sat by the fire and the cat sat by the door and the bird sat by the window",
    "D": "the cat sat by the door and the dog lay by the fire and the bird sat at the window",
}
_TRANSLATIONS = ("kjv", "akjv", "asv", "web")
_LONG = 2.0
"""Seconds."""

_CHAPTER = 43_001
"""The first chapter of John: 51 verses, each a paragraph."""


@dataclass(frozen=True)
class Result:
    """What a tool made of a case: places that vary, share of the words in them, seconds."""

    places: int
    share: float
    seconds: float


def provtrack(witnesses: Witnesses) -> Result:
    """Our own table; aligning paragraphs and naming the kinds of difference is part of the time."""
    texts = [Text(siglum, paragraphs) for siglum, paragraphs in witnesses.items()]
    seconds, table = _timed(lambda: collate(texts, lambda i, j: align(texts[i], texts[j]), compare))
    words = sum(
        len(tokenize(stretch)) for place in table.places for stretch in place.stretches if stretch
    )
    return Result(len([*table.places]), words / _size(witnesses), seconds)


def collatex(witnesses: Witnesses) -> Result:
    """CollateX with its defaults for an apparatus: exact matches, neighbouring tokens joined."""
    import collatex as library

    given = [
        {
            "id": siglum,
            "tokens": [{"t": token.text, "n": token.text} for token in tokenize(" ".join(words))],
        }
        for siglum, words in witnesses.items()
    ]
    seconds, table = _timed(
        lambda: library.collate({"witnesses": given}, segmentation=True, near_match=False)
    )
    places = words = 0
    for column in table.columns:
        rows = [column.tokens_per_witness.get(siglum) or [] for siglum in witnesses]
        if len({tuple(token.token_data["n"] for token in row) for row in rows}) > 1:
            places += 1
            words += sum(map(len, rows))
    return Result(places, words / _size(witnesses), seconds)


def _timed(make: Callable[[], Value]) -> tuple[float, Value]:
    """The best of three runs, or the only one when it took long."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        value = make()
        best = min(best, time.perf_counter() - start)
        if best > _LONG:
            break
    return best, value


def _size(witnesses: Witnesses) -> int:
    return sum(len(tokenize(words)) for paragraphs in witnesses.values() for words in paragraphs)


def _cases(quick: bool) -> Iterator[tuple[str, Witnesses]]:
    for name, witnesses in (("harbour", _HARBOUR), ("lamp", _LAMP), ("repeats", _REPEATS)):
        yield name, {siglum: (words,) for siglum, words in witnesses.items()}
    if not quick:
        bibles = {name: bible(name) for name in _TRANSLATIONS}
        verses = sorted(
            key for key in set.intersection(*map(set, bibles.values())) if key // 1000 == _CHAPTER
        )
        yield (
            "John 1",
            {name: tuple(found[key] for key in verses) for name, found in bibles.items()},
        )


def main(arguments: Sequence[str]) -> None:
    """Prints a table of both tools on each case."""
    rows = []
    for name, witnesses in _cases("--quick" in arguments):
        ours, theirs = provtrack(witnesses), collatex(witnesses)
        rows.append(
            (
                name,
                len(witnesses),
                _size(witnesses),
                *(ours.places, theirs.places),
                *(f"{ours.share:.0%}", f"{theirs.share:.0%}"),
                *(f"{1000 * ours.seconds:.0f}", f"{1000 * theirs.seconds:.0f}"),
            )
        )
    header = ["case", "texts", "words"]
    for what in ("places", "in them", "ms"):
        header += [what, "CollateX"]
    print(tabulate(rows, header, tablefmt="github"))
