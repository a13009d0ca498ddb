"""The passes of the engine, each of which knows more about the two texts than the one before."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from provtrack.align.found import Found
from provtrack.align.lexicon import learn
from provtrack.align.matching import Matches, match
from provtrack.align.moves import find_moves
from provtrack.align.path import Costs, Path, band, best_path
from provtrack.align.rates import Rates, by_chance, estimate
from provtrack.align.settle import settle

if TYPE_CHECKING:
    from provtrack.align.tokens import Encoded, Integers

_LESSONS = 2
"""Passes that begin by learning which words answer each other; a third changes nothing more."""

_SEARCHES = 2
"""Passes that end by looking for moved text."""


def find(
    encoded: "Encoded",
    taken: tuple[Collection[int], Collection[int]],
    progress: Callable[[float], None],
) -> Found:
    """Looks for paragraphs that answer each other.

    Args:
        encoded: both texts.
        taken: left and right paragraphs to leave out, because it is settled what answers them.
        progress: called with the share of the work done.
    """
    import numpy as np

    rest: tuple[Integers, ...] = (
        np.delete(np.arange(encoded.left.paragraphs), sorted(taken[0])),
        np.delete(np.arange(encoded.right.paragraphs), sorted(taken[1])),
    )
    if not all(map(len, rest)):
        return Found([], encoded, np.ones(len(encoded.words)))
    table, here, matches = _learn(encoded, rest, progress)
    found: list[tuple[int, int]] = []
    rates = estimate(here, matches)
    before: Path | None = None  # the way through the same texts, as the last search found it
    for search in range(_SEARCHES + 1):
        progress(_done(_LESSONS + search))
        path = _path(here, matches, rates)
        last = search == _SEARCHES
        known = rates if last else estimate(here, matches, path)
        if last or (path.has_cells_of(before) and known.bridge == rates.bridge):
            found += zip(rest[0][path.rows].tolist(), rest[1][path.columns].tolist(), strict=True)
            break
        before, rates = path, known
        moves = find_moves(here, matches, path, rates)
        found += [(int(rest[0][i]), int(rest[1][j])) for i, j in moves.pairs]
        if moves.left or moves.right:
            before = None
            rest = (np.delete(rest[0], sorted(moves.left)), np.delete(rest[1], sorted(moves.right)))
            here = _without(encoded, rest, table)
            matches = match(here.left, here.right)
            if not all(map(len, rest)):
                break
    spoken = replace(encoded, left=encoded.left.rewrite(table))
    return Found(_settle(spoken, taken, rest, found, matches, rates), spoken, rates.kept)


def _learn(
    encoded: "Encoded", rest: tuple["Integers", ...], progress: Callable[[float], None]
) -> tuple["Integers", "Encoded", Matches]:
    """A table of the right text's words for the left one's; both texts by it, and their matches."""
    import numpy as np

    table = np.arange(len(encoded.words))
    here = _without(encoded, rest, table)
    matches = match(here.left, here.right)
    for lesson in range(_LESSONS):
        progress(_done(lesson))
        learnt = learn(here, matches)[table]
        if np.array_equal(learnt, table):
            break
        table = learnt
        here = _without(encoded, rest, table)
        matches = match(here.left, here.right)
    return table, here, matches


def _done(passes: int) -> float:
    """Share of the work that is done when a pass, counted from 0, has read the texts."""
    return (passes + 1) / (_LESSONS + _SEARCHES + 2)


def _settle(
    encoded: "Encoded",
    taken: tuple[Collection[int], Collection[int]],
    rest: tuple["Integers", ...],
    found: list[tuple[int, int]],
    matches: Matches,
    rates: Rates,
) -> list[tuple[int, int]]:
    """The pairs judged once more, with the matches of the last pass."""
    import numpy as np

    open_, places = [], []
    for side, gone, there, at in zip(
        (encoded.left, encoded.right), taken, rest, matches, strict=True
    ):
        free = np.ones(side.paragraphs, bool)
        free[list(gone)] = False
        searched = np.zeros(side.paragraphs, bool)
        searched[there] = True
        # Places among the tokens that the last pass read -> among those that are open at all.
        open_.append(side.only(free))
        places.append(np.flatnonzero(searched[open_[-1].homes])[at])
    here = replace(encoded, left=open_[0], right=open_[1])
    return settle(here, found, Matches(*places), rates)


def _without(encoded: "Encoded", rest: tuple["Integers", ...], table: "Integers") -> "Encoded":
    """The paragraphs that are left, the left text in words of the right one."""
    return replace(
        encoded,
        left=encoded.left.keep(rest[0]).rewrite(table),
        right=encoded.right.keep(rest[1]),
    )


def _path(encoded: "Encoded", matches: Matches, rates: Rates) -> Path:
    import numpy as np

    left, right = encoded.left, encoded.right
    rows, columns = left.homes[matches.left], right.homes[matches.right]
    tokens = left.tokens[matches.left]
    share = encoded.shares[tokens]
    chance = by_chance(share, left.sizes[rows], right.sizes[columns])
    cells = band(rows, columns, (left.paragraphs, right.paragraphs))
    costs = Costs(
        left.sums(rates.miss) / 2,
        right.sums(rates.miss) / 2,
        *(-np.log([rates.new, rates.extend, rates.bridge / rates.extend, rates.alone])).tolist(),
    )
    return best_path(cells.sums(rows, columns, rates.gain(tokens, chance)), cells, costs)
