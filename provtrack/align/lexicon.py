"""Which words of the one text answer which words of the other, learnt from the texts themselves.

Where two matched words enclose a few unmatched ones on both sides, those stand for each other:
``hast`` for ``have``, ``Jhesu`` for ``Jesus``. What recurs, or looks alike, is believed.
"""

from typing import TYPE_CHECKING

from provtrack.align.arrays import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from provtrack.align.matching import Matches
    from provtrack.align.tokens import Encoded, Floats, Integers

# Tuned on the tuning half; half or double of any of these costs .005 of strict F1 at the most.

_GAP = 4
"""Unmatched words between two matched ones that are still paired with each other."""

_ALIKE = 0.6
"""Levenshtein similarity from which two words count as spellings of one."""

_LETTERS = 3
"""Shorter words look alike by chance."""

_ONCE = 0.25
"""Times two words stand against each other at least, one of four possible partners counting ¼."""

_RECURS = 2
"""Times from which words that don't look alike are believed to answer each other."""

_STRONG = 0.25
"""Share of the occurrences of one or the other that have to be among these times."""

_FAITHFUL = 0.2
"""A word that comes back as itself more often than this isn't rewritten for a rarer substitute."""

_SHARE = 0.15
"""Share of a word's occurrences that have to stand against the other word at least."""


def learn(encoded: "Encoded", matches: "Matches") -> "Integers":
    """A table that writes words of the left text as the words of the right that answer them.

    Returns:
        By token number, the token number to read it as (mostly itself).
    """
    import numpy as np

    size = len(encoded.words)
    table = np.arange(size)
    left, right, counts = _substitutions(encoded, matches)
    if not len(left):
        return table
    total = np.maximum(np.bincount(encoded.left.tokens, minlength=size), 1)
    back_total = np.maximum(np.bincount(encoded.right.tokens, minlength=size), 1)
    kept = np.bincount(encoded.left.tokens[matches.left], minlength=size) / total
    share = counts / total[left]
    likely = (counts >= _ONCE) & (kept[left] < np.maximum(share, _FAITHFUL))
    left, right, counts, share = left[likely], right[likely], counts[likely], share[likely]
    back = counts / back_total[right]
    alike = _alike(encoded.words, left, right)
    recurs = (counts >= _RECURS) & (np.maximum(share, back) >= _STRONG) & (share >= _SHARE)
    believed = np.flatnonzero(alike | recurs)
    best_last = believed[np.argsort((alike + share)[believed], kind="stable")]
    table[left[best_last]] = right[best_last]
    return table


def _alike(words: "Sequence[str]", left: "Integers", right: "Integers") -> "NDArray[np.bool_]":
    """Whether two words look like spellings of one.

    Args:
        words: by token number.
        left: token numbers.
        right: token numbers, as many.
    """
    import numpy as np
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cpdist

    sizes = np.fromiter(map(len, words), np.intp, len(words))
    shorter = np.minimum(sizes[left], sizes[right])
    longer = np.maximum(sizes[left], sizes[right])
    # Letters that only the longer word has count against it, so that most pairs are done with here.
    alike = (shorter >= _LETTERS) & (shorter >= _ALIKE * longer)
    pairs = [[words[k] for k in side[alike].tolist()] for side in (left, right)]
    similar = cpdist(*pairs, scorer=Levenshtein.normalized_similarity, dtype=np.float64)
    alike[alike] = similar >= _ALIKE
    return alike


def _substitutions(
    encoded: "Encoded", matches: "Matches"
) -> tuple["Integers", "Integers", "Floats"]:
    """Pairs of token numbers that stand against each other between matches, and how often."""
    import numpy as np

    begin = np.concatenate([[-1], matches.left]) + 1, np.concatenate([[-1], matches.right]) + 1
    end = (
        np.concatenate([matches.left, [len(encoded.left.tokens)]]),
        np.concatenate([matches.right, [len(encoded.right.tokens)]]),
    )
    gaps = end[0] - begin[0], end[1] - begin[1]
    near = (gaps[0] > 0) & (gaps[1] > 0) & (gaps[0] <= _GAP) & (gaps[1] <= _GAP)
    starts, sizes = (begin[0][near], begin[1][near]), (gaps[0][near], gaps[1][near])
    # Every left word of a gap with every right one of it.
    gap, number = runs(np.zeros_like(sizes[0]), sizes[0] * sizes[1])
    left, right = np.divmod(number, sizes[1][gap])
    keys = encoded.left.tokens[starts[0][gap] + left] * len(encoded.words)
    keys += encoded.right.tokens[starts[1][gap] + right]
    found, inverse = np.unique(keys, return_inverse=True)
    worth = 1 / np.maximum(*sizes)[gap]
    counts = np.bincount(inverse, worth, minlength=len(found))
    left, right = np.divmod(found, len(encoded.words))
    other = left != right
    return left[other], right[other], counts[other]
