"""A document as numbers that stand for its words, in order: all that the search needs of it.

The numbers are hashes, so that documents can be read one by one, by several processes and years
apart, and still be held against each other; nothing has to know all words first.
"""

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from provtrack.align.tokens import WORD, plain, stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signature = NDArray[np.uint32]

VERSION = 2
"""Of the numbers; a signature that was kept under another one is made anew."""


def signature(paragraphs: Iterable[str]) -> "Signature":
    """The words of a document in order, each as a 32-bit number.

    The number is the CRC-32 of the word's key. Of 200,000 words about five pairs share a number,
    which is far below the noise that homonyms make.
    """
    return signature_of(map(WORD.findall, paragraphs))


def signature_of(words: Iterable[Iterable[str]]) -> "Signature":
    """The same of a document of which the words of each paragraph are told."""
    import numpy as np

    return np.fromiter(map(_number, chain.from_iterable(words)), np.uint32)


@lru_cache(maxsize=1 << 18)
def _number(word: str) -> int:
    return numbered(key(word))


def numbered(key: str) -> int:
    """The number that stands for a key."""
    return zlib.crc32(key.encode())


_LETTERS = str.maketrans("vjy", "uii")
_SPELLING = re.compile(r"(?<=.)[e'](?=.|$)|(.)(?=\1)|c(?=k)")


def key(word: str) -> str:
    """What is left of a word when spelling, case and ending are left out of account.

    Before dictionaries, u and v, i, j and y were one letter each, and doubled consonants and mute
    e were a matter of taste: ``vnto`` and ``unto``, ``hym`` and ``him``, ``synne`` and ``sin`` are
    one word. The beginning counts, as in the alignment (:func:`provtrack.align.tokens.stem`).
    """
    folded = plain(word)
    if folded[:1].isdigit():
        return folded
    return stem(_SPELLING.sub("", folded.translate(_LETTERS)))
