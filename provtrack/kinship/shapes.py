"""The shape of a document: how long its paragraphs are, and how they are punctuated.

A translation keeps it, whatever the language and script: the lengths of a text and its translation
grow by nearly the same factor from paragraph to paragraph (W. A. Gale and K. W. Church, "A Program
for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19:1, 1993). Twenty lengths
in a row are nearly a fingerprint.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provtrack.kinship.signatures import Signature

    Floats = NDArray[np.float32]
    Counts = NDArray[np.intp]

LEAST = 4
"""Paragraphs of a document that has a shape; fewer lengths fit many documents."""

NEAREST = 8
"""Documents of another language that are looked at for each. Among 1,429 English documents 85 of a
hundred Russian chapters of the Quran have their own among these, and 87 among 20."""

READ = 20_000
"""Documents of about as many paragraphs that one is held against, at most, so that the work grows
with the collection and not with its square (the sorted neighbourhood of M. A. Hernández and S. J.
Stolfo, "The Merge/Purge Problem for Large Databases", SIGMOD 1995)."""

_RATIO = 1.4
"""How many times the paragraphs of a document its translation may have, or a few more."""

_FEW = 2

_POINTS = 16
"""Parts of a document after which it is asked how much of the text is past."""

_COUNT = 0.1
"""What the logarithm of the ratio of the numbers of paragraphs counts beside that."""

_LETTERS, _WORDS = 14, 12
"""Bits of a paragraph's letters, and of its words; the rest are for :data:`MARKS`."""

MARKS = 6
"""What is asked of a paragraph's punctuation, see :func:`_marks`."""

_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“”«»„‟「『《]')
_BRACKET = re.compile(r"[(（\[［]")
_CLOSING = "\"”»“’')]）」』》 "


def shape(paragraphs: Iterable[str], words: Iterable[int]) -> "Signature":
    """The shape of a document, a 32-bit number for each paragraph.

    Args:
        paragraphs: of the document.
        words: how many words each has.
    """
    import numpy as np

    return np.fromiter(
        (
            min(len(paragraph) - paragraph.count(" "), (1 << _LETTERS) - 1)
            | min(count, (1 << _WORDS) - 1) << _LETTERS
            | _marks(paragraph) << (_LETTERS + _WORDS)
            for paragraph, count in zip(paragraphs, words, strict=True)
        ),
        np.uint32,
    )


def _marks(paragraph: str) -> int:
    """A bit for each thing that a translation keeps.

    A question or a colon at the end, or no point; figures, brackets, quotation marks in it.
    """
    last = paragraph.rstrip(_CLOSING)[-1:]
    return (
        (last in "?？؟")
        | (last in ":：") << 1
        | last.isalnum() << 2
        | bool(_DIGIT.search(paragraph)) << 3
        | bool(_BRACKET.search(paragraph)) << 4
        | bool(_QUOTE.search(paragraph)) << 5
    )


def letters(shape: "Signature") -> "Floats":
    """How many characters each paragraph has, without spaces; at least one."""
    import numpy as np

    counts: Floats = np.maximum(shape & ((1 << _LETTERS) - 1), 1).astype(np.float32)
    return counts


def words(shape: "Signature") -> "Counts":
    """How many words each paragraph has."""
    import numpy as np

    return ((shape >> _LETTERS) & ((1 << _WORDS) - 1)).astype(np.intp)


def marks(shape: "Signature") -> "Floats":
    """By paragraph and mark, 1 where it is there and 0 where not."""
    import numpy as np

    bits = (shape[:, None] >> (_LETTERS + _WORDS + np.arange(MARKS, dtype=np.uint32))) & 1
    return bits.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Outlines:
    """The shapes of all documents, coarsely, to look among them for those that may be alike.

    Attributes:
        counts: paragraphs of each document.
        profiles: of each, the share of the text that is past after each part of its paragraphs.
        shelves: by language, its documents, those of few paragraphs first.
    """

    counts: "Counts"
    profiles: "Floats"
    shelves: Mapping[int, "Counts"]


def outlines(shapes: Sequence["Signature"], languages: "NDArray[np.integer]") -> Outlines:
    """The outlines of documents.

    Args:
        shapes: of the documents.
        languages: of each, as a number.
    """
    import numpy as np

    counts = np.fromiter(map(len, shapes), np.intp)
    profiles = np.stack([_profile(each) for each in shapes])
    shelves = {}
    for language in np.unique(languages).tolist():
        own = np.flatnonzero((languages == language) & (counts >= LEAST))
        shelves[language] = own[np.argsort(counts[own], kind="stable")]
    return Outlines(counts, profiles, shelves)


def _profile(shape: "Signature") -> "Floats":
    import numpy as np

    past = np.concatenate([[0.0], np.cumsum(letters(shape), dtype=float)])
    places = np.arange(1, _POINTS) / _POINTS * len(shape)
    profile: Floats = np.interp(places, np.arange(len(past)), past / max(past[-1], 1))
    return profile.astype(np.float32)


def candidates(
    outlines: Outlines,
    languages: "NDArray[np.integer]",
    documents: Iterable[int],
    *,
    both_ways: bool = False,
) -> Iterator[tuple[int, int]]:
    """Pairs of documents in different languages of like shapes, the smaller number first.

    Args:
        outlines: of all documents.
        languages: of each, as a number.
        documents: those that look.
        both_ways: whether they look in every other language; else, of two languages, the documents
            of the one that has fewer look for their like in the other.
    """
    for document in documents:
        if outlines.counts[document] < LEAST:
            continue
        language = int(languages[document])
        own = (len(outlines.shelves[language]), language)
        for other, shelf in outlines.shelves.items():
            if other != language and (both_ways or (len(shelf), other) > own):
                for found in nearest(outlines, document, shelf).tolist():
                    yield (document, found) if document < found else (found, document)


def nearest(outlines: Outlines, document: int, shelf: "Counts") -> "Counts":
    """The documents of a shelf whose outlines are most like that of one document."""
    import numpy as np

    count = int(outlines.counts[document])
    sizes = outlines.counts[shelf]
    first, middle, last = np.searchsorted(
        sizes, [min(count / _RATIO, count - _FEW), count, max(count * _RATIO, count + _FEW) + 0.5]
    ).tolist()
    first, last = max(first, middle - READ // 2), min(last, middle + READ // 2)
    among = shelf[first:last]
    away = outlines.profiles[among] - outlines.profiles[document]
    distance = np.sqrt(np.einsum("ij,ij->i", away, away) / _POINTS)
    distance += _COUNT * np.abs(np.log(outlines.counts[among] / count))
    if len(among) > NEAREST:
        among = among[np.argpartition(distance, NEAREST)[:NEAREST]]
    return among
