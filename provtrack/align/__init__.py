"""The alignment engine: which paragraphs of two texts answer each other."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from provtrack.align.links import Group, group, link, moved
from provtrack.model import Alignment, Pin, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from provtrack.align.tokens import Encoded, Side

__all__ = ["align"]


def align(
    left: Text,
    right: Text,
    *,
    pins: Sequence[Pin] = (),
    lexicon: Mapping[str, Collection[str]] | None = None,
    names: Iterable[Collection[str]] = (),
    progress: Callable[[float], None] | None = None,
    embed: "Callable[[list[str]], ArrayLike] | None" = None,
) -> Alignment:
    """Say which paragraphs of two texts answer each other.

    Args:
        left: the one text.
        right: the other text.
        pins: an editor's rulings; each is obeyed.
        lexicon: word of the left text -> words of the right one that answer it, for texts in
            different languages.
        names: groups of spellings of one name, which count as the same words.
        progress: called with the share of the work done, from 0 to 1.
        embed: sentences -> one vector a sentence, for texts in different languages.
    """
    from provtrack.align.evidence import evidence
    from provtrack.align.path import best_path
    from provtrack.align.tokens import encode

    encoded = encode(left.paragraphs, right.paragraphs, names)
    gain = evidence(encoded)
    cells = best_path(
        gain, _length(encoded, encoded.left) * 0.15, _length(encoded, encoded.right) * 0.15, 4.0
    )
    groups = group(cells, len(left.paragraphs), len(right.paragraphs))
    scores = [_score(encoded, one) for one in groups]
    away = moved(groups, scores)
    if progress:
        progress(1.0)
    return Alignment(
        left,
        right,
        tuple(
            link(one, (left.first, right.first), score, is_moved=k in away)
            for k, (one, score) in enumerate(zip(groups, scores, strict=True))
        ),
    )


def _length(encoded: "Encoded", side: "Side") -> "NDArray[np.float64]":
    import numpy as np

    sums = np.concatenate([[0.0], np.cumsum(encoded.weights[side.tokens])])
    return np.diff(sums[side.starts])


def _score(encoded: "Encoded", one: Group) -> float:
    """Share of the wording that both sides of a group have, each word by its weight."""
    left, right = (
        Counter(
            t for p in numbers for t in side.tokens[side.starts[p] : side.starts[p + 1]].tolist()
        )
        for side, numbers in ((encoded.left, one[0]), (encoded.right, one[1]))
    )
    total = sum(encoded.weights[t] * n for t, n in (left + right).items())
    shared = sum(encoded.weights[t] * n for t, n in (left & right).items())
    return float(min(1.0, 2 * shared / total)) if total else 0.0
