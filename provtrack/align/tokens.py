"""From paragraphs to integer tokens that two texts share.

A token is a folded word cut to its beginning, so that ``loveth`` and ``loves`` fall together; case,
accents and punctuation never tell two tokens apart.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from provtrack.align.arrays import totals
from provtrack.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]

STEM = 5
"""Characters of a word that count. Tuned on the tuning half of ``python -m benchmarks``."""

WORD = re.compile(
    r"[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’ʼ][^\W_\u3040-\u30ff\u3400-\u9fff]+)*"
    r"|[\u3040-\u30ff\u3400-\u9fff]"
)


@dataclass(frozen=True)
class Side:
    """One text as integers.

    Attributes:
        tokens: token numbers of the whole text, in order.
        homes: by token of the text, the paragraph that it stands in, counted from 0.
        paragraphs: how many paragraphs there are.
    """

    tokens: "Integers"
    homes: "Integers"
    paragraphs: int

    @cached_property
    def sizes(self) -> "Integers":
        """Tokens of each paragraph."""
        import numpy as np

        sizes: Integers = np.bincount(self.homes, minlength=self.paragraphs)
        return sizes

    @cached_property
    def starts(self) -> "Integers":
        """By paragraph, the place of its first token; at the end, the number of tokens."""
        return totals(self.sizes)

    def sums(self, values: "Floats") -> "Floats":
        """Sum over each paragraph of what its tokens are worth.

        Args:
            values: by token number.
        """
        import numpy as np

        sums: Floats = np.bincount(
            self.homes, values[self.tokens], minlength=self.paragraphs
        ).astype(float)
        return sums

    def keep(self, paragraphs: "Integers") -> "Side":
        """Only some of the paragraphs, counted anew from 0 in the order given (ascending)."""
        import numpy as np

        renumbered = np.full(self.paragraphs, -1)
        renumbered[paragraphs] = np.arange(len(paragraphs))
        homes = renumbered[self.homes]
        kept = homes >= 0
        return Side(self.tokens[kept], homes[kept], len(paragraphs))

    def only(self, paragraphs: "NDArray[np.bool_]") -> "Side":
        """The tokens of some of the paragraphs; the others keep their numbers and are empty."""
        kept = paragraphs[self.homes]
        return Side(self.tokens[kept], self.homes[kept], self.paragraphs)

    def rewrite(self, table: "Integers") -> "Side":
        """Every token replaced by its entry in a table."""
        return Side(table[self.tokens], self.homes, self.paragraphs)


@dataclass(frozen=True)
class Encoded:
    """Two texts over one vocabulary.

    Attributes:
        left: the left text.
        right: the right text.
        words: by token number, one folded word that it stands for.
    """

    left: Side
    right: Side
    words: tuple[str, ...]

    @cached_property
    def shares(self) -> "Floats":
        """By token number, its share of both texts.

        One occurrence is added to the whole, so that a text of one word has a weight too.
        """
        import numpy as np

        counts = np.bincount(self.left.tokens, minlength=len(self.words)) + np.bincount(
            self.right.tokens, minlength=len(self.words)
        )
        shares: Floats = np.maximum(counts, 1) / (counts.sum() + 1)
        return shares

    @cached_property
    def weights(self) -> "Floats":
        """By token number, what one shared occurrence says: minus the logarithm of its share."""
        import numpy as np

        weights: Floats = -np.log(self.shares)
        return weights


def encode(
    left: Sequence[str], right: Sequence[str], names: Iterable[Collection[str]] = ()
) -> Encoded:
    """Both texts as integers over one vocabulary.

    Args:
        left: paragraphs of the left text.
        right: paragraphs of the right text.
        names: groups of spellings of one name; every spelling is read as the group's first one.
    """
    rewrite = _rewriter(names)
    numbers = _Numbers()
    sides = [_side(paragraphs, rewrite, numbers) for paragraphs in (left, right)]
    return Encoded(sides[0], sides[1], tuple(numbers.spelled))


class _Numbers(dict[str, int]):
    """Word -> token number; a word that is met for the first time gets one.

    Attributes:
        spelled: by token number, the first word of it that was met, folded.
    """

    def __init__(self) -> None:
        super().__init__()
        self.spelled: list[str] = []
        self._stems: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        folded, beginning = _read(word)
        number = self[word] = self._stems.setdefault(beginning, len(self._stems))
        if number == len(self.spelled):
            self.spelled.append(folded)
        return number


def _side(paragraphs: Sequence[str], rewrite: Callable[[str], str], numbers: _Numbers) -> Side:
    import numpy as np

    tokens: list[int] = []
    sizes: list[int] = []
    for paragraph in paragraphs:
        words = _words(rewrite(paragraph)) or [paragraph]
        tokens += map(numbers.__getitem__, words)
        sizes.append(len(words))
    return Side(np.array(tokens, np.intp), np.repeat(np.arange(len(sizes)), sizes), len(paragraphs))


def _words(paragraph: str) -> list[str]:
    """What :data:`WORD` finds, most often by a shorter way."""
    if not paragraph.isascii():
        for mark, plainer in _TYPOGRAPHIC:
            paragraph = paragraph.replace(mark, plainer)
        if not paragraph.isascii():
            return WORD.findall(paragraph)
    if "'" not in paragraph:
        return paragraph.translate(_SPACED).split()
    words = paragraph.replace("''", " ").translate(_SPACED).split()
    return [word for word in words if word != "'"]


_TYPOGRAPHIC = [("’", "'"), *((mark, " ") for mark in "‘“”„«»–—…\xa0")]
"""Marks that most often keep a paragraph from being ASCII, and what does the same for words."""

_SPACED = {
    code: chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
    if chr(code) != "'"
}
"""Of ASCII, small letters for capitals, and nothing where something belongs to no word."""


def plain(word: str) -> str:
    """A word folded, without apostrophes."""
    return fold(word).replace("'", "")


def stem(folded: str) -> str:
    """The part of a folded word that counts; all of a number."""
    return folded if folded[:1].isdigit() else folded[:STEM]


@lru_cache(maxsize=1 << 15)
def _read(word: str) -> tuple[str, str]:
    """A word folded, and the part of it that counts; kept, since one text's words are another's."""
    folded = plain(word)
    return folded, stem(folded)


def _rewriter(names: Iterable[Collection[str]]) -> Callable[[str], str]:
    """A function that writes every spelling of a name as the first of its group."""
    spellings: dict[str, str] = {}
    for group in names:
        members = [fold(spelling) for spelling in group if spelling.strip()]
        for member in members:
            spellings.setdefault(member, members[0])
    if not spellings:
        return lambda paragraph: paragraph
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda paragraph: pattern.sub(lambda match: spellings[match[0]], fold(paragraph))
