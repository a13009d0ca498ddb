"""Hard cases written for this project: two wordings of an invented memorandum, put in bad shape.

The units are in ``tests/align/data/memorandum.tsv``, one a line: the left wording, the right one.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.cases import Case, Maker, gold
from provtrack.model import Text

DATA = Path(__file__).resolve().parent.parent / "tests" / "align" / "data" / "memorandum.tsv"

Page = list[list[int]]
"""Paragraphs as the numbers of the units that they hold."""

Fillers = dict[int, tuple[str, str]]
"""Units that are not in the file."""


def units() -> list[tuple[str, str]]:
    """Both wordings of every unit."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return [
            (left, right)
            for left, right in csv.reader(file, "excel-tab", quotechar=None, quoting=csv.QUOTE_NONE)
        ]


def makers() -> Iterator[tuple[str, Maker, bool]]:
    """Name and maker of every hard case; none may be tuned on."""
    for name, build in _CASES.items():
        yield name, partial(_make, name, build), False


def _make(name: str, build: Callable[[int], tuple[Page, Page, set[int], Fillers]]) -> Case:
    known = dict(enumerate(units()))
    left, right, away, fillers = build(len(known))
    known |= fillers
    texts = [
        Text(name, tuple(" ".join(known[unit][side] for unit in paragraph) for paragraph in page))
        for side, page in enumerate((left, right))
    ]
    moved = {
        (side, number)
        for side, page in enumerate((left, right))
        for number, paragraph in enumerate(page, 1)
        if away.intersection(paragraph) and side == 1
    }
    return Case(name, texts[0], texts[1], gold(left, right), moved=frozenset(moved))


def _singles(numbers: Sequence[int]) -> Page:
    return [[number] for number in numbers]


def _plain(count: int) -> tuple[Page, Page, set[int], Fillers]:
    return _singles(range(count)), _singles(range(count)), set(), {}


def _disturbed(count: int) -> tuple[Page, Page, set[int], Fillers]:
    """Some paragraphs split, some merged, two left out on either side, a block moved."""
    left = [*_singles(range(4)), [4, 5], [6], [7, 8], [9], [10, 11], *_singles(range(12, count))]
    right = [*_singles(range(4)), [4], [5, 6], [7], [8], [9, 10, 11], *_singles(range(12, count))]
    left = [p for p in left if p not in ([28], [33])]
    block = [[31], [32]]
    right = [p for p in right if p not in ([14], [35], *block)]
    at = right.index([20])
    return left, right[:at] + block + right[at:], {31, 32}, {}


def _end_to_front(count: int) -> tuple[Page, Page, set[int], Fillers]:
    tail = range(count - 6, count)
    return _singles(range(count)), _singles([*tail, *range(count - 6)]), {*tail}, {}


def _one_against_twelve(count: int) -> tuple[Page, Page, set[int], Fillers]:
    left = [*_singles(range(8)), [*range(8, 20)], *_singles(range(20, count))]
    return left, _singles(range(count)), set(), {}


def _formulas(count: int) -> tuple[Page, Page, set[int], Fillers]:
    """The same sentence after every paragraph; one of them is missing on the right."""
    fillers = {
        count + k: ("The delegate took note of this.", "This was noted by the delegate.")
        for k in range(count)
    }
    left = [[unit] for k in range(4, 30) for unit in (k, count + k)]
    return left, [p for p in left if p != [count + 12]], set(), fillers


def _dialogue(count: int) -> tuple[Page, Page, set[int], Fillers]:
    answers = (("Yes.", "Yes."), ("No.", "No."), ("Why?", "Why?"), ("Never.", "Never!"))
    fillers = {count + k: answers[(k * 7) % 4] for k in range(count)}
    page = [[unit] for k in range(4, 40) for unit in ([k, count + k] if k % 2 else [k])]
    return page, page, set(), fillers


def _numbered(count: int) -> tuple[Page, Page, set[int], Fillers]:
    """Numbered articles that begin alike; two are left out, one on each side."""
    known = units()
    fillers = {
        count + k: (f"Article {k + 1}. {known[k][0]}", f"Art. {k + 1}: {known[k][1]}")
        for k in range(count)
    }
    page = _singles([count + k for k in range(4, 40)])
    return (
        [p for p in page if p != [count + 9]],
        [p for p in page if p != [count + 21]],
        set(),
        fillers,
    )


def _list(count: int) -> tuple[Page, Page, set[int], Fillers]:
    """A list of short items, one of which the right text lacks, under a paragraph of prose."""
    things = (
        "nets",
        "ropes",
        "salt",
        "barrels",
        "coal",
        "oil",
        "lamps",
        "boots",
        "knives",
        "sails",
    )
    fillers = {
        count + k: (f"- {things[k]}, {k * 3 + 2} tons", f"{k * 3 + 2} tonnes of {things[k]};")
        for k in range(len(things))
    }
    items = _singles([count + k for k in range(len(things))])
    head, tail = _singles(range(4, 12)), _singles(range(12, 20))
    return head + items + tail, head + items[:5] + items[6:] + tail, set(), fillers


_CASES = {
    "memorandum": _plain,
    "memorandum disturbed": _disturbed,
    "end moved to the front": _end_to_front,
    "one against twelve": _one_against_twelve,
    "repeated formulas": _formulas,
    "one-word dialogue": _dialogue,
    "numbered articles": _numbered,
    "list": _list,
}
