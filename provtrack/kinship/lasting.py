"""What of a text outlasts its translation: names and numbers in figures, as numbers in order.

By it documents in different languages are found to be one. A name is brought to its consonants in
Latin letters (:func:`provtrack.align.across.skeleton`), so that Молотов and Molotov are the same;
what is romanised otherwise (Ким Ир Сен, Kim Il-sung) needs the authority file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from provtrack.align.across import script, skeleton
from provtrack.align.tokens import WORD
from provtrack.kinship.signatures import numbered
from provtrack.names import Authority
from provtrack.text import tokenize

if TYPE_CHECKING:
    from provtrack.kinship.signatures import Signature

BONES = 3
"""Consonants of a name; those of shorter ones are the same by chance."""

_FIGURES = 2
"""Digits of a number; single ones count paragraphs."""

_FREQUENT = {
    "en": "the of and to a in is that it was for on are as with his they at be this have from",
    "ru": "и в не на я что с он а как это по но из у за от же к его для было так мы о",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más",
    "it": "di e che la il un a per in una mi sono ho non ma lo ha le si ti i con cosa",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos",
    "nl": "de en van ik te dat die in een hij het niet zijn is was op aan met als voor",
    "sv": "och det att i en jag hon som han på den med var sig för så till är men ett",
    "pl": "i w nie na się z do to że jest o jak ale po co jego jej od za czy przez",
    "cs": "a se v na je že s z do to o k i jako za by pro jsem ale po jeho jsou",
    "tr": "ve bir bu da de için ile o ki ne gibi daha çok ama olarak olan onu var ya",
    "id": "dan yang di dari untuk dengan pada tidak ini itu akan kamu mereka kami kepada",
}
"""About the twenty most frequent words of languages, by which they are told from each other."""


def lasting(paragraphs: Sequence[str], authority: Authority | None = None) -> "Signature":
    """The names and numbers of a document, in order, as 32-bit numbers.

    A name is a word that never begins with a small letter in the document.

    Args:
        paragraphs: of the document.
        authority: names that are written in several ways.
    """
    return lasting_of(paragraphs, list(map(WORD.findall, paragraphs)), authority)


def lasting_of(
    paragraphs: Sequence[str], words: Sequence[Sequence[str]], authority: Authority | None = None
) -> "Signature":
    """The same of a document of which the words of each paragraph are told."""
    import numpy as np

    small = {word for word in chain.from_iterable(words) if word[0].islower()}
    found: list[int] = []
    for paragraph, own in zip(paragraphs, words, strict=True):
        if authority and authority.entries:
            found += _known(paragraph, authority)
        found += [
            _number(word)
            for word in own
            if word[0].isdigit() or (word[0].isupper() and word.lower() not in small)
        ]
    return np.fromiter(filter(None, found), np.uint32)


def _known(paragraph: str, authority: Authority) -> Iterator[int]:
    for _, _, name in authority.find(tokenize(paragraph)):
        yield numbered(f"@{name}")


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    """The number that stands for a name or a number; 0 for what says too little."""
    if word[0].isdigit():
        figures = leading(word)
        return numbered(figures) if len(figures) >= _FIGURES else 0
    bones = skeleton(word)
    return numbered(f"={bones}") if len(bones) >= BONES else 0


def leading(word: str) -> str:
    """The figures that a word begins with: ``1956년`` and ``1956`` are one year, ``20th`` is 20."""
    return word[: len(word) - len(word.lstrip("0123456789"))] or word


def language(paragraphs: Sequence[str]) -> str:
    """The tag of a text's language; that of its script (``ARABIC``) where it is not told.

    It is the one of a dozen whose most frequent words it has most of.
    """
    return language_of(map(WORD.findall, paragraphs)) or script(paragraphs)


def language_of(words: Iterable[Iterable[str]]) -> str:
    """The tag of the language that some words are in, by paragraph; ``""`` where it is not told."""
    counts = Counter(
        tag for word in chain.from_iterable(words) for tag in _languages().get(word.lower(), ())
    )
    return max(sorted(counts), key=counts.__getitem__, default="")


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages that have a word among their most frequent, by the word."""
    found: dict[str, tuple[str, ...]] = {}
    for tag, words in _FREQUENT.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), tag)
    return found
