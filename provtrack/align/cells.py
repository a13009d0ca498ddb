"""Pairs of paragraphs with the words that hold them together, and the stretches around these.

A stretch is a run of tokens inside one paragraph, given as the places of its beginning and of the
token after its end in the whole text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from provtrack.align.arrays import look_up, runs, tally, totals
from provtrack.align.matching import Matches, common
from provtrack.align.rates import by_chance

if TYPE_CHECKING:
    from provtrack.align.rates import Rates
    from provtrack.align.tokens import Encoded, Floats, Integers, Side


class Stretches(NamedTuple):
    """Runs of tokens of one text.

    Attributes:
        begins: place of the first token of each.
        ends: place after the last one.
    """

    begins: "Integers"
    ends: "Integers"

    @property
    def sizes(self) -> "Integers":
        """Tokens of each."""
        return self.ends - self.begins

    @classmethod
    def all(cls, several: Iterable["Stretches"]) -> "Stretches":
        """Those of each, one after the other."""
        import numpy as np

        return cls(*map(np.concatenate, zip(*several, strict=True)))

    def pick(self, which: "Integers") -> "Stretches":
        """Some of them, in the order given."""
        return Stretches(self.begins[which], self.ends[which])

    def sums(self, side: "Side", values: "Floats") -> "Floats":
        """Sum of what the tokens of each are worth, by token number."""
        before = totals(values[side.tokens])
        sums: Floats = before[self.ends] - before[self.begins]
        return sums


@dataclass(frozen=True, slots=True)
class Cells:
    """Pairs of paragraphs that are taken to answer each other.

    Attributes:
        rows: left paragraph of each pair.
        columns: right paragraph of each pair.
        matches: places of the tokens that are matched in one of the pairs.
        owners: by match, the index of its pair.
    """

    rows: "Integers"
    columns: "Integers"
    matches: Matches
    owners: "Integers"

    def keep(self, kept: "Integers") -> "Cells":
        """Only some of the pairs, in the order given."""
        import numpy as np

        number = np.full(len(self.rows), -1)
        number[kept] = np.arange(len(kept))
        owners = number[self.owners]
        there = owners >= 0
        return Cells(
            self.rows[kept],
            self.columns[kept],
            Matches(self.matches.left[there], self.matches.right[there]),
            owners[there],
        )

    def room(self, encoded: "Encoded") -> tuple[Stretches, Stretches]:
        """Where each pair's text may lie in its two paragraphs: up to what other pairs hold."""
        return tuple(  # type: ignore[return-value]
            _room(side, homes, places, self.owners)
            for side, homes, places in zip(
                (encoded.left, encoded.right), (self.rows, self.columns), self.matches, strict=True
            )
        )


def hold(encoded: "Encoded", pairs: Sequence[tuple[int, int]], matches: Matches) -> Cells:
    """Pairs with the words that they share.

    Args:
        encoded: both texts.
        pairs: left and right paragraphs; each pair once.
        matches: places of matched tokens; of a pair without any, those that its paragraphs have
            in common and that no other pair holds are taken.
    """
    import numpy as np

    left, right = encoded.left, encoded.right
    rows, columns = np.array(pairs, np.intp).reshape(-1, 2).T
    keys = rows * right.paragraphs + columns
    order = np.argsort(keys, kind="stable")
    wanted = left.homes[matches.left] * right.paragraphs + right.homes[matches.right]
    place, inside = look_up(keys[order], wanted)
    places = [[matches.left[inside]], [matches.right[inside]]]
    owners = [order[place[inside]]]
    free = [np.ones(len(side.tokens), bool) for side in (left, right)]
    for side, held in zip(free, places, strict=True):
        side[held[0]] = False
    starts = left.starts, right.starts
    for k in np.flatnonzero(np.bincount(owners[0], minlength=len(keys)) == 0).tolist():
        own = [
            begin + np.flatnonzero(unheld[begin:end])
            for unheld, (begin, end) in (
                (free[0], starts[0][rows[k] : rows[k] + 2]),
                (free[1], starts[1][columns[k] : columns[k] + 2]),
            )
        ]
        found = common(left.tokens[own[0]], right.tokens[own[1]])
        for held, unheld, mine, at in zip(places, free, own, found, strict=True):
            held.append(mine[at])
            unheld[held[-1]] = False
        owners.append(np.full(len(found.left), k))
    return Cells(
        rows,
        columns,
        Matches(np.concatenate(places[0]), np.concatenate(places[1])),
        np.concatenate(owners),
    )


def _room(side: "Side", homes: "Integers", places: "Integers", owners: "Integers") -> Stretches:
    import numpy as np

    count = len(homes)
    starts = side.starts
    first = np.full(count, len(side.tokens))
    last = np.full(count, -1)
    np.minimum.at(first, owners, places)
    np.maximum.at(last, owners, places)
    empty = last < 0
    first[empty] = starts[homes[empty]]
    last[empty] = starts[homes[empty] + 1] - 1
    order = np.lexsort((first, homes))
    home, begin, end = homes[order], first[order], last[order] + 1
    low, high = starts[home], starts[home + 1]
    same = home[1:] == home[:-1]
    low[1:] = np.where(same, np.maximum(low[1:], end[:-1]), low[1:])
    high[:-1] = np.where(same, np.minimum(high[:-1], begin[1:]), high[:-1])
    begins, ends = np.empty(count, np.intp), np.empty(count, np.intp)
    begins[order], ends[order] = np.minimum(low, begin), np.maximum(high, end)
    return Stretches(begins, ends)


def gained(encoded: "Encoded", left: Stretches, right: Stretches, rates: "Rates") -> "Floats":
    """Nats that pairs of stretches gain from the words that they share, in whatever order."""
    import numpy as np

    size = len(encoded.words)
    keys = []
    for side, stretches in ((encoded.left, left), (encoded.right, right)):
        index, place = runs(stretches.begins, stretches.sizes)
        keys.append(tally(index * size + side.tokens[place]))
    (one, ones), (other, others) = keys
    place, known = look_up(other, one)
    pair, token = np.divmod(one[known], size)
    share = encoded.shares[token]
    chance = by_chance(share, left.sizes[pair], right.sizes[pair])
    both = np.minimum(ones[known], others[place[known]])
    gains: Floats = np.bincount(
        pair, both * rates.gain(token, chance), minlength=len(left.begins)
    ).astype(float)
    return gains
