"""Many documents over one vocabulary, with what each word is worth among them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.kinship.common import common

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.signatures import Signature

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int32]

COMMON = 0.2
"""Share of the documents; a word that more of them have says nothing about any. Between 0.1 and
0.3 nothing changes on the tuning half of ``python -m benchmarks --only find``."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents as runs of token numbers.

    Attributes:
        documents: the token numbers of each document, in order, without the common words; with
            those that it alone has, since they speak against its being another's variant.
        words: by token number, its number in signatures; ascending.
        rarity: by token number, the logarithm of documents to documents that have it.
    """

    documents: tuple["Integers", ...]
    words: "Signature"
    rarity: "Floats"

    def __len__(self) -> int:
        return len(self.documents)


_MANY = 100
"""Documents of one language from which it is asked which words are common among them: of fewer, a
fifth may be renderings of one text."""


def collect(signatures: Sequence["Signature"], languages: Sequence[str] = ()) -> Collection:
    """Gives the words of signatures consecutive numbers, and leaves the common ones out.

    Args:
        signatures: of the documents.
        languages: of each, where they are told: a word that is common in one of seven languages is
            in a seventh of all documents.
    """
    import numpy as np

    sets = [np.unique(each) for each in signatures]
    words, counts = np.unique(
        np.concatenate(sets) if sets else np.empty(0, np.uint32), return_counts=True
    )
    # With a handful of documents every word is in a large share of them.
    telling = counts <= max(COMMON * len(sets), FEW)
    telling &= ~np.isin(words, np.fromiter(common(), np.uint32))
    for language, count in Counter(languages).items():
        if _MANY <= count < len(sets):
            own = [each for each, its in zip(sets, languages, strict=True) if its == language]
            there, counted = np.unique(np.concatenate(own), return_counts=True)
            telling &= ~np.isin(words, there[counted > COMMON * count])
    words, counts = words[telling], counts[telling]
    documents = tuple(_renumbered(each, words) for each in signatures)
    rarity = np.log((len(sets) + 1) / np.maximum(counts, 1)).astype(np.float32)
    return Collection(documents, words, rarity)


FEW = 12
"""Documents in which a word may stand however small the collection is: as many as a document has
translations, in an ordinary edition."""


def _renumbered(signature: "Signature", words: "Signature") -> "Integers":
    """The tokens that are among ``words`` (ascending), by their place there."""
    import numpy as np

    if not len(words):
        return np.empty(0, np.int32)
    places = np.minimum(np.searchsorted(words, signature), len(words) - 1)
    renumbered: Integers = places[words[places] == signature].astype(np.int32)
    return renumbered
