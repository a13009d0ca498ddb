"""How sure the engine is of each link: a logistic model of what can be seen from outside.

Its coefficients were fitted by ``python -m benchmarks.fit confidence`` on the pairs of Bibles that
may be tuned on; ``python -m benchmarks --only align`` holds the result against the others.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from provtrack.align.arrays import look_up, tally
from provtrack.align.found import Found
from provtrack.align.links import homes

if TYPE_CHECKING:
    from provtrack.align.links import Group
    from provtrack.align.tokens import Encoded, Floats, Integers

LINKED = (4.21, -2.51, -0.63, -4.57, 2.60, -0.52, -1.00, -0.27, 0.40, 1.45)
"""Coefficients for links with two sides, in the order of :func:`features`."""

ALONE = (-2.06, -2.79, -0.13, 0.00, 0.00, 0.00, 0.00, -0.89, -1.78, 0.08)
"""Coefficients for paragraphs without counterpart."""

ACROSS_LINKED = (2.95, 0.16, -0.15, -1.86, -0.03, -0.90, 0.00, -1.54, 0.37, 0.06)
"""The same for two languages, fitted on the tuning pairs of languages."""

ACROSS_ALONE = (0.15, -0.64, 0.01, 0.00, 0.00, 0.00, 0.00, 0.31, -1.09, -0.01)
"""The same."""

_FOREIGN = 0.89
"""The most that is claimed for two languages: of the links that the model is surest of nine in
ten are right, and from 0.9 on more is promised."""

_LARGE = 2
"""Paragraphs beyond one on each side, from which a group is irregular."""

_SMOOTH = 1.0
"""Nats added to both sides of a ratio of wordings, so that a word or two prove nothing."""


def confidence(found: Found, groups: Sequence["Group"], away: set[int]) -> "Floats":
    """Probability that each group, exactly so, is right.

    Args:
        found: what the search found.
        groups: in the order of the left text.
        away: indices of the groups that stand elsewhere.
    """
    import numpy as np

    if found.sure is not None:
        return np.full(len(groups), found.sure)
    if not groups:
        return np.zeros(0)
    kept = np.ones(len(found.encoded.words)) if found.kept is None else found.kept
    seen = features(found.encoded, kept, groups, away)
    linked = np.array([bool(one[0] and one[1]) for one in groups])
    models = (LINKED, ALONE) if found.kept is not None else (ACROSS_LINKED, ACROSS_ALONE)
    chosen = np.where(linked[:, None], np.array(models[0]), np.array(models[1]))
    sure: Floats = 1 / (1 + np.exp(-(seen * chosen).sum(axis=1)))
    return sure if found.kept is not None else np.minimum(sure, _FOREIGN)


def features(
    encoded: "Encoded", kept: "Floats", groups: Sequence["Group"], away: set[int]
) -> "Floats":
    """What is seen of each group, one row a group.

    The columns: 1; how much of its expected wording the paragraph with least finds on the other
    side of its own group; the most that one finds in the groups before and after; the misfit of
    lengths; the same squared; paragraphs beyond one on each side; whether it stands elsewhere;
    irregular groups among the two neighbours; the logarithm of the shortest paragraph's words;
    that times the first.
    """
    import numpy as np

    count = len(groups)
    weights = encoded.weights
    sides = encoded.left, encoded.right
    home = homes(groups)
    held = [
        _counted(of[text.homes], text.tokens, len(weights))
        for text, of in zip(sides, home, strict=True)
    ]
    own, rival = np.full(count, np.inf), np.zeros(count)
    shortest = np.full(count, np.inf)
    for side, text in enumerate(sides):
        of = home[side]
        expected = text.sums(weights * kept)
        mine = _counted(text.homes, text.tokens, len(weights))
        finds = [
            np.log(
                (_found(mine, of + shift, held[1 - side], weights) + _SMOOTH) / (expected + _SMOOTH)
            )
            for shift in (0, -1, 1)
        ]
        np.minimum.at(own, of, finds[0])
        np.maximum.at(rival, of, np.exp(np.maximum(finds[1], finds[2])))
        np.minimum.at(shortest, of, text.sizes)
    totals = [
        np.bincount(of, text.sizes, minlength=count) for text, of in zip(sides, home, strict=True)
    ]
    growth = max(1.0, totals[1].sum()) / max(1.0, totals[0].sum())
    misfit = np.abs(np.log((totals[1] + 2) / (totals[0] * growth + 2)))
    linked = np.array([bool(one[0] and one[1]) for one in groups])
    misfit[~linked] = 0
    extra = np.array([max(0, len(one[0]) - 1) + max(0, len(one[1]) - 1) for one in groups], float)
    elsewhere = np.zeros(count)
    elsewhere[[*away]] = 1
    odd = np.concatenate([[0], (~linked) | (elsewhere > 0) | (extra > _LARGE), [0]])
    near = odd[:-2] + odd[2:]
    short = np.log(np.where(np.isfinite(shortest), shortest, 0) + 1)
    own = np.where(np.isfinite(own), own, 0)
    return np.stack(
        [
            np.ones(count),
            own,
            rival,
            misfit,
            misfit**2,
            np.minimum(extra, 6),
            elsewhere,
            near,
            short,
            own * short,
        ],
        axis=1,
    )


class _Counted(NamedTuple):
    """How often each word stands where, in the order of the places and of the token numbers.

    Attributes:
        places: paragraphs or groups.
        tokens: token numbers.
        counts: times that the word stands there.
    """

    places: "Integers"
    tokens: "Integers"
    counts: "Integers"


def _counted(places: "Integers", tokens: "Integers", size: int) -> _Counted:
    import numpy as np

    keys, counts = tally(places * size + tokens)
    return _Counted(*np.divmod(keys, size), counts)


def _found(mine: _Counted, of: "Integers", held: _Counted, weights: "Floats") -> "Floats":
    """Weight of each paragraph's words that the other side of a group has.

    Args:
        mine: the words of the paragraphs.
        of: by paragraph, the group to look into.
        held: the words of the other side's groups.
        weights: by token number.
    """
    import numpy as np

    if not len(held.places):
        return np.zeros(len(of))
    keys = held.places * len(weights) + held.tokens
    wanted = of[mine.places] * len(weights) + mine.tokens
    place, known = look_up(keys, wanted)
    both = np.where(known, np.minimum(mine.counts, held.counts[place]), 0)
    found: Floats = np.bincount(mine.places, both * weights[mine.tokens], minlength=len(of)).astype(
        float
    )
    return found
