"""How much wording survives from one text to the other, estimated from the texts themselves.

A word of a paragraph comes back in the paragraph that answers it with a certain rate, which
differs from word to word (names stay, particles don't) and from pair to pair of texts. Whatever
is estimated here starts from a pooled value and moves away from it as there is evidence.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from provtrack.align.arrays import look_up
from provtrack.align.path import NEW

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.align.matching import Matches
    from provtrack.align.path import Path
    from provtrack.align.tokens import Encoded, Floats, Integers

# Tuned on the tuning half and on our own hard cases. Half or double of _POOL or _SURE changes
# strict F1 by .001 at the most, of _DISCOUNT by .011.

_POOL = 4.0
"""Occurrences that a word needs before its own rate weighs as much as that of its frequency."""

_DISCOUNT = 0.4
"""How much a missing word counts beside a matched one, because words go missing together: a
paragraph is rendered freely as a whole."""

_EXTEND = 0.04
"""Probability that a link takes in one more paragraph."""

_BOUNDS = (0.02, 0.98)
"""Of a rate: a word is never quite sure to come back, nor quite sure to be lost."""

_SURE = 8.0
"""Nats from which a pair that bridges two links of other pairs is believed to be real."""

_BRIDGES = (0.2, 20.0)
"""Bridges, and steps, that a text is credited with before any is seen: few, as paragraphs of one
text mostly keep their boundaries in the other."""


_NEAR = 100
"""Words of a paragraph among which chance may match one: the order of the others keeps it from
matching farther away. From 50 to 200 nothing changes on the tuning half."""


@dataclass(frozen=True)
class Rates:
    """What the two texts have in common.

    Attributes:
        kept: by token number, how often a word comes back in the answering paragraph.
        new: probability that the next thing is a link's beginning.
        extend: that one more left, or right, paragraph belongs to the link.
        bridge: that it belongs to it although it has a counterpart of its own as well; the two
            texts have paragraphs of their own as often as this happens.
        alone: that a left, or right, paragraph has no counterpart.
    """

    kept: "Floats"
    new: float = 0.8
    extend: float = _EXTEND
    bridge: float = 0.01
    alone: float = 0.05

    @cached_property
    def miss(self) -> "Floats":
        """By token number, what it costs that it is missing on the other side, in nats."""
        import numpy as np

        missing: Floats = -np.log1p(-self.kept) * _DISCOUNT
        return missing

    def gain(self, tokens: "Integers", chance: "Floats") -> "Floats":
        """What matches are worth, in nats.

        Args:
            tokens: the matched token numbers.
            chance: by match, the probability that it came about by chance.
        """
        import numpy as np

        kept = self.kept[tokens]
        worth: Floats = np.log((kept + (1 - kept) * chance) / chance) + self.miss[tokens]
        return worth


def by_chance(share: "Floats", left: "Integers", right: "Integers") -> "Floats":
    """Probability that a word of one stretch of text comes back in another by chance.

    Args:
        share: of all words, that are this one.
        left: words of the one stretch.
        right: words of the other.
    """
    import numpy as np

    sizes = np.minimum(left, _NEAR), np.minimum(right, _NEAR)
    chance: Floats = np.sqrt(np.expm1(-share * sizes[0]) * np.expm1(-share * sizes[1]))
    return chance


def estimate(encoded: "Encoded", matches: "Matches", path: "Path | None" = None) -> Rates:
    """Rates as the matches show them, inside the links of a path where there is one."""
    import numpy as np

    left, right = encoded.left, encoded.right
    size = len(encoded.words)
    rows, columns = left.homes[matches.left], right.homes[matches.right]
    tokens = left.tokens[matches.left]
    if path is None:
        seen = np.ones(left.paragraphs, bool), np.ones(right.paragraphs, bool)
    else:
        cells = path.rows * right.paragraphs + path.columns
        tokens = tokens[look_up(cells, rows * right.paragraphs + columns)[1]]
        seen = np.zeros(left.paragraphs, bool), np.zeros(right.paragraphs, bool)
        seen[0][path.rows] = True
        seen[1][path.columns] = True
    hits = np.bincount(tokens, minlength=size)
    among = (
        np.bincount(left.tokens[seen[0][left.homes]], minlength=size)
        + np.bincount(right.tokens[seen[1][right.homes]], minlength=size)
    ) / 2
    bucket = encoded.weights.astype(np.intp)
    pooled = ((np.bincount(bucket, hits) + 1) / (np.bincount(bucket, among) + 2))[bucket]
    kept = np.clip((hits + _POOL * pooled) / (among + _POOL), *_BOUNDS)
    return Rates(kept) if path is None else Rates(kept, bridge=_bridge(path, seen))


def _bridge(path: "Path", seen: "tuple[NDArray[np.bool_], NDArray[np.bool_]]") -> float:
    """How often two paragraphs share text although each of them has another counterpart."""
    import numpy as np

    steps = path.steps
    turns = (steps[1:] != steps[:-1]) & (steps[1:] != NEW) & (steps[:-1] != NEW)
    bridges = np.count_nonzero(path.gains[:-1][turns] > _SURE)
    alone = sum(np.count_nonzero(~paragraphs) for paragraphs in seen)
    others = len(steps) - np.count_nonzero(turns) + alone
    rate = (bridges + _BRIDGES[0]) / (bridges + others + _BRIDGES[1])
    return min(float(rate), _EXTEND)
