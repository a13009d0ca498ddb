"""From paragraphs to integer tokens that two texts share.

A token is a folded word cut to its stem-like beginning, so that ``loveth`` and ``loves``, or two
spellings of an ending, fall together; case, accents and punctuation never tell two tokens apart.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]
    Floats = NDArray[np.float64]

STEM = 5
"""Characters of a word that count. Tuned on the tuning half of `python -m benchmarks`."""

_WORD = re.compile(
    r"[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’ʼ][^\W_\u3040-\u30ff\u3400-\u9fff]+)*"
    r"|[\u3040-\u30ff\u3400-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One text as integers.

    Attributes:
        tokens: token numbers of the whole text, in order.
        starts: where each paragraph begins in ``tokens``, one more entry than there are paragraphs.
    """

    tokens: "Integers"
    starts: "Integers"

    @property
    def paragraphs(self) -> int:
        """How many paragraphs it has."""
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Encoded:
    """Two texts over one vocabulary.

    Attributes:
        left: the left text.
        right: the right text.
        weights: by token number, how much one shared occurrence says: minus the logarithm of the
            token's share in both texts.
    """

    left: Side
    right: Side
    weights: "Floats"


def encode(
    left: Sequence[str], right: Sequence[str], names: Iterable[Collection[str]] = ()
) -> Encoded:
    """Both texts as integers over one vocabulary.

    Args:
        left: paragraphs of the left text.
        right: paragraphs of the right text.
        names: groups of spellings of one name; every spelling is read as the group's first one.
    """
    import numpy as np

    rewrite = _rewriter(names)
    numbers: dict[str, int] = {}
    words: dict[str, int] = {}
    sides = [_side(paragraphs, rewrite, words, numbers) for paragraphs in (left, right)]
    counts = np.bincount(
        np.concatenate([side.tokens for side in sides]), minlength=max(1, len(numbers))
    )
    weights = -np.log(np.maximum(counts, 1) / max(1, counts.sum()))
    return Encoded(sides[0], sides[1], weights)


def _side(
    paragraphs: Sequence[str],
    rewrite: Callable[[str], str],
    words: dict[str, int],
    numbers: dict[str, int],
) -> Side:
    import numpy as np

    tokens: list[int] = []
    starts = [0]
    for paragraph in paragraphs:
        for word in _WORD.findall(rewrite(paragraph)) or [paragraph]:
            number = words.get(word)
            if number is None:
                number = words[word] = numbers.setdefault(stem(word), len(numbers))
            tokens.append(number)
        starts.append(len(tokens))
    return Side(np.array(tokens, np.int32), np.array(starts, np.int32))


def stem(word: str) -> str:
    """The part of a word that counts; all of a number."""
    folded = fold(word).replace("'", "")
    return folded if folded.isdigit() else folded[:STEM]


def _rewriter(names: Iterable[Collection[str]]) -> Callable[[str], str]:
    """A function that writes every spelling of a name as the first of its group."""
    spellings = {
        fold(spelling): next(iter(group)) for group in names for spelling in group if spelling
    }
    if not spellings:
        return lambda paragraph: paragraph
    longest_first = sorted({s for group in spellings for s in (group,)}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda paragraph: pattern.sub(lambda match: spellings[match[0]], fold(paragraph))
