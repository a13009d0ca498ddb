"""What `find` would hand from process to process, and keep, for more documents than fit here.

Nothing is searched. A few hundred documents are drawn, word by word, from a vocabulary as uneven as
that of a language; how many others have each of their words is drawn too, so that ten million take
no longer than a thousand. Of these documents everything that :mod:`provtrack.kinship` makes of one
is counted, and multiplied.

Two sorts of documents: those of :mod:`benchmarks.scale`, and those of the case ``10,000`` of
:mod:`benchmarks.find`, real books, of which lengths, frequencies and repetitions were measured.

    python -m benchmarks.simulate                       # 100,000, 1 and 10 million documents
    python -m benchmarks.simulate --check 1000 10000    # beside whole collections of such documents
    python -m benchmarks.simulate --texts FOLDER        # beside the texts of a folder
"""

import pickle
import random
import sys
import tracemalloc
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.scale import SEED, vocabulary
from provtrack.corpus.sources import Source
from provtrack.kinship.candidates import _SURELY, READ, TERMS, index
from provtrack.kinship.collection import COMMON, FEW, collect
from provtrack.kinship.common import common
from provtrack.kinship.pairs import Kinship
from provtrack.kinship.signatures import key, numbered, signature
from provtrack.kinship.traits import Traits
from provtrack.text import split_lines

_SAMPLE = 400
"""Documents that are drawn."""

_SIZES = (100_000, 1_000_000, 10_000_000)
_WORKERS = 16

Numbers = NDArray[np.int64]
Vocabulary = tuple[NDArray[np.uint32], NDArray[np.float64]]


@dataclass(frozen=True)
class Sort:
    """What documents of one sort are like.

    Attributes:
        name: as the tables call it.
        words: of a document, the median.
        spread: standard deviation of the logarithm of that number; 0 where all are as long.
        repeated: share of the words of a document that take up one that it has already (Simon, "On
            a class of skew distribution functions", 1955); without it a document would have too
            many different words, since a subject is spoken of more than once.
        kept: share of the words that every second document has from the one before it.
        vocabulary: gives the numbers of words in signatures, and how probable each is.
        kin: pairs that have more in common than chance gives, for each document.
        word: bytes of a word in a text, with the space behind it.
        paragraphs: of a document.
    """

    name: str
    words: int
    spread: float
    repeated: float
    kept: float
    vocabulary: Callable[[], Vocabulary]
    kin: float
    word: float
    paragraphs: float


@cache
def _of_scale() -> Vocabulary:
    """Zipf's law, as :mod:`benchmarks.scale` has it; what `find` takes for one word is one."""
    found: dict[int, float] = {}
    for rank, word in enumerate(vocabulary(random.Random(SEED)), 1):
        number = numbered(key(word))
        found[number] = found.get(number, 0.0) + 1 / rank
    weights = np.fromiter(found.values(), float)
    return np.fromiter(found, np.uint32), weights / weights.sum()


@cache
def _of_books() -> Vocabulary:
    """Zipf's law as far as rank 5,600, beyond which frequencies fall faster.

    Fitted by eye to the ranks 1 to 30,000 of 4.6 million words. Such a bend is usual (Ferrer i
    Cancho and Sole, "Two regimes in the frequency of words", 2001).
    """
    ranks = np.arange(1, 5_000_001, dtype=np.uint32)
    weights = 1 / (ranks * (1 + (ranks / 5_600) ** 1.1))
    return ranks, weights / weights.sum()


MADE = Sort("made up", 350, 0, 0, 0.6, _of_scale, 1, 5.8, 7)
REAL = Sort("of books", 431, 0.53, 0.36, 0, _of_books, 11.3, 5.8, 8)
"""Median and spread of the words of 9,952 documents; the share of repeated
words is such that a document has as many different ones as they have, 185."""


def main(arguments: Sequence[str]) -> None:
    """Prints the tables."""
    parser = ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="100,000 documents only")
    parser.add_argument("--documents", type=int, nargs="+", help="these sizes instead")
    parser.add_argument("--workers", type=int, default=_WORKERS)
    parser.add_argument("--check", type=int, nargs="+", metavar="N", help="draw all of N documents")
    parser.add_argument("--texts", type=Path, help="hold what is drawn against these texts")
    options = parser.parse_args(arguments)
    if options.texts:
        paths = sorted(options.texts.rglob("*.txt"))
        texts = [signature(split_lines(path.read_text("utf-8"))) for path in paths]
        _print_check(REAL, texts)
    elif options.check:
        for size in options.check:
            _print_check(MADE, whole(MADE, size))
    else:
        for sort in (MADE, REAL):
            sizes = options.documents or (_SIZES[:1] if options.quick else _SIZES)
            _print_volumes(sort, sizes, options.workers)


# --- documents -----------------------------------------------------------------------------------


def _documents(
    sort: Sort, chances: NDArray[np.float64], count: int, chance: np.random.Generator
) -> Iterator[Numbers]:
    """Documents as the places of their words in a vocabulary, in order."""
    steps = np.cumsum(chances)
    before = np.empty(0, np.int64)
    for number in range(count):
        length = max(1, round(sort.words * float(np.exp(chance.normal(0, sort.spread)))))
        drawn = np.searchsorted(steps, chance.random(length)).clip(max=len(steps) - 1)
        if sort.repeated:
            for place in np.flatnonzero(chance.random(length) < sort.repeated)[1:].tolist():
                drawn[place] = drawn[chance.integers(place)]
        if sort.kept and number % 2:
            is_kept = chance.random(length) < sort.kept
            drawn[is_kept] = before[is_kept]
        before = drawn
        yield drawn


@dataclass(frozen=True)
class Drawn:
    """Some documents of a collection, and what is to be known of the others.

    Attributes:
        documents: how many there are in all.
        some: those that were drawn.
        words: the vocabulary, by their numbers in signatures.
        holders: how many documents have each word.
    """

    documents: int
    some: list[Numbers]
    words: NDArray[np.uint32]
    holders: Numbers


def draw(sort: Sort, documents: int) -> Drawn:
    """Draws some documents of a collection, and in how many of the others each word stands."""
    chance = np.random.default_rng(SEED)
    words, chances = sort.vocabulary()
    some = list(_documents(sort, chances, min(_SAMPLE, documents), chance))
    here = np.zeros(len(words), np.int64)
    for each in some:
        here[np.unique(each)] += 1
    own = (1 - sort.repeated) * np.mean([len(each) for each in some])
    others = chance.binomial(documents - len(some), 1 - np.exp(-chances * own))
    return Drawn(documents, some, words, here + others)


def whole(sort: Sort, documents: int) -> list[NDArray[np.uint32]]:
    """Every document of a collection, as `find` reads it."""
    words, chances = sort.vocabulary()
    chance = np.random.default_rng(SEED)
    return [words[each] for each in _documents(sort, chances, documents, chance)]


# --- what find makes of them ---------------------------------------------------------------------


@dataclass(frozen=True)
class Sizes:
    """Of a document on the average, but for ``words``.

    Attributes:
        signature: bytes as it is sent.
        collection: bytes of :class:`provtrack.kinship.collection.Collection`, likewise.
        index: bytes of the inverted index, likewise.
        postings: its entries in that.
        read: entries that are read to rank the others.
        words: of the collection.
        unread: share of its weightiest words that are left out as too frequent.
    """

    signature: float
    collection: float
    index: float
    postings: float
    read: float
    words: int
    unread: float = 0.0


def simulated(drawn: Drawn) -> Sizes:
    """What the documents that were drawn come to, each for as many as there are in all."""
    holders, number = drawn.holders, drawn.documents
    is_telling = (holders > 0) & (holders <= max(COMMON * number, FEW))
    is_telling &= ~np.isin(drawn.words, np.fromiter(common(), np.uint32))
    words = int(is_telling.sum())
    rarity = np.log((number + 1) / np.maximum(holders, 1))
    tokens, postings, terms, read, unread = [], [], [], [], []
    for each in drawn.some:
        telling = each[is_telling[each]]
        tokens.append(len(telling))
        own, counts = np.unique(telling, return_counts=True)
        own, counts = own[holders[own] > 1], counts[holders[own] > 1]
        postings.append(len(own))
        weights = (1 + np.log(counts)) * rarity[own]
        costs = np.sort(holders[own[np.argsort(-weights, kind="stable")[:TERMS]]])
        affordable = np.cumsum(costs) <= READ
        affordable[:_SURELY] = True
        terms.append(len(costs))
        read.append(int(costs[affordable].sum()))
        unread.append(1 - float(affordable.mean()) if len(costs) else 0.0)
    return Sizes(
        signature=_sent(4 * np.mean([len(each) for each in drawn.some])),
        collection=_sent(4 * np.mean(tokens)) + 8 * words / number,
        index=2 * _sent(4 * np.mean(terms)) + 8 * float(np.mean(postings)) + 8 * words / number,
        postings=float(np.mean(postings)),
        read=float(np.mean(read)),
        words=words,
        unread=float(np.mean(unread)),
    )


def measured(signatures: Sequence[NDArray[np.uint32]]) -> Sizes:
    """The same of a whole collection, from what `find` itself makes of it."""
    collection = collect(signatures)
    turned = index(collection)
    size = len(collection)
    some = np.random.default_rng(SEED).choice(size, min(_SAMPLE, size), replace=False)
    read = []
    for document in some.tolist():
        words = turned.terms[document][0]
        costs = np.sort(turned.starts[words + 1] - turned.starts[words])
        affordable = np.cumsum(costs) <= READ
        affordable[:_SURELY] = True
        read.append(int(costs[affordable].sum()))
    return Sizes(
        signature=len(pickle.dumps(list(signatures), 5)) / size,
        collection=len(pickle.dumps(collection, 5)) / size,
        index=len(pickle.dumps(turned, 5)) / size,
        postings=len(turned.holders) / size,
        read=float(np.mean(read)),
        words=len(collection.words),
    )


def _sent(content: float | np.floating[Any]) -> float:
    """Bytes of an array as it is sent, one of many."""
    return float(content) + _AROUND


def _around() -> float:
    """Bytes of an array of many beside its content, as they are sent."""
    arrays = [np.full(100, number, np.int32) for number in range(100)]
    return len(pickle.dumps(arrays, 5)) / 100 - 400


_AROUND = _around()


def _held(make: Callable[[int], object]) -> float:
    """Bytes that a value takes in memory, one of many."""
    tracemalloc.start()
    values = [make(number) for number in range(1_000)]
    held = tracemalloc.get_traced_memory()[0] / len(values)
    tracemalloc.stop()
    return held


# --- volumes -------------------------------------------------------------------------------------

_PAIRS = 40
"""Others that each document proposes, at most: of 1,000, 10,000 and 100,000 documents as many, for
those that hold most of it are among the nearest. Two may propose each other: of 1,005 real
documents 27 different pairs for each came of it."""

_LASTING = 3
_SHAPE = 8
"""Names and numbers of a document that the search across languages keeps, of those made up."""

_BUILDING = 32
"""Bytes for each posting that are held while the inverted index is made: words, weights, holders,
their order, and the first of these in that order."""


@dataclass(frozen=True)
class Volumes:
    """Bytes for all documents of a collection.

    Attributes:
        traits: from the workers, which read, to the first process.
        index: of the inverted index, to each worker.
        collection: to each worker.
        pairs: from the workers, and to them again to be examined; at most.
        kin: from the workers: the pairs that have something in common.
        first: held in the first process, at the most.
        worker: held in each other one.
    """

    traits: float
    index: float
    collection: float
    pairs: float
    kin: float
    first: float
    worker: float


def volumes(sort: Sort, documents: int, sizes: Sizes) -> Volumes:
    """What goes from process to process, and what each holds."""
    tokens = int((sizes.collection - _AROUND - 8 * sizes.words / documents) / 4)
    letters = int((sizes.signature - _AROUND) / 4)
    source = _held(lambda n: Source(f"letters/{n:09}.txt", Path(f"/shared/letters/{n:09}.txt")))
    traits = _held(lambda _: _traits(letters))
    document = _held(lambda _: np.zeros(tokens, np.int32))
    terms = _held(lambda _: _terms(int(sizes.postings)))
    kin = _held(lambda n: Kinship(n, n + 1_000_000, n / 7, n / 9))
    shared = 8.0 * sizes.words
    return Volumes(
        traits=documents * len(pickle.dumps([("0" * 40, _traits(letters))], 5)),
        index=documents * sizes.index,
        collection=documents * sizes.collection,
        pairs=documents * _PAIRS * 8.0,
        kin=documents * sort.kin * len(pickle.dumps(Kinship(1 << 30, 1 << 31, 0.1, 0.2), 5)) / 2,
        first=documents * (source + traits + document + terms + _BUILDING * sizes.postings)
        + documents * (_PAIRS * 8.0 * 2 + sort.kin * kin)
        + 2 * shared,
        worker=documents * (document + terms + 8 * sizes.postings) + 2 * shared,
    )


def _traits(letters: int) -> Traits:
    lasting, shape = np.zeros(_LASTING, np.uint32), np.zeros(_SHAPE, np.uint32)
    return Traits(np.zeros(letters, np.uint32), lasting, "en", shape)


def _terms(postings: int) -> object:
    words, weights = np.zeros(postings, np.int32), np.zeros(postings, np.float32)
    return words[:TERMS], weights[:TERMS]


_TABLES = 770
"""Bytes of a document in those tables of the index that hold no text, and of its commit; measured
with SQLite's ``dbstat`` at 20,000 documents, like the next two."""
_PARAGRAPH = 68
"""Bytes of a paragraph beside its text."""
_PAGE = 4096
_BATCH = 16_000_000
"""Bytes of text whose postings are written together."""


def stored(sort: Sort, documents: int) -> tuple[float, float]:
    """Bytes of a document on the disk: of its text, and of it in the index."""
    mean = sort.words * float(np.exp(sort.spread**2 / 2))
    text = mean * sort.word
    postings = mean - sort.paragraphs
    together = int(postings * min(documents, _BATCH / text))
    chance = np.random.default_rng(SEED)
    words, chances = sort.vocabulary()
    steps = np.cumsum(chances)
    one, other = (np.searchsorted(steps, chance.random(together)) for _ in range(2))
    different = len(np.unique(one * len(words) + other)) / together
    signature = 4 * mean + 30
    rows = max(1, int((_PAGE - 12) // signature))
    kept = _PAGE / rows * max(1.0, np.ceil(signature / _PAGE))
    posting = postings * (4 + 10 * different)
    return text, text + sort.paragraphs * _PARAGRAPH + float(kept) + posting + _TABLES


# --- tables --------------------------------------------------------------------------------------


def _print_check(sort: Sort, texts: Sequence[NDArray[np.uint32]]) -> None:
    guess = simulated(draw(sort, len(texts)))
    truth = measured(texts)
    print(f"{len(texts):,} documents {sort.name}, of each on the average:\n")
    print(f"{'':<36}{'simulated':>12}{'measured':>12}")
    for label, field in (
        ("bytes of signature", "signature"),
        ("bytes of collection", "collection"),
        ("bytes of inverted index", "index"),
        ("postings", "postings"),
        ("postings to be read", "read"),
        ("different words of all", "words"),
    ):
        print(f"{label:<36}{getattr(guess, field):>12,.0f}{getattr(truth, field):>12,.0f}")
    print(flush=True)


def _print_volumes(sort: Sort, documents: Sequence[int], workers: int) -> None:
    print(f"# documents {sort.name}, {workers} workers; GB, but for the last four rows\n")
    rows: dict[str, list[str]] = {}
    for size in documents:
        sizes = simulated(draw(sort, size))
        found = volumes(sort, size, sizes)
        text, kept = stored(sort, size)
        for label, value in (
            ("to the first process: traits", found.traits),
            ("to it: pairs, at most", found.pairs),
            ("to it: pairs that are kin", found.kin),
            ("to the workers: inverted index", found.index * workers),
            ("to the workers: collection", found.collection * workers),
            ("to the workers: pairs, at most", found.pairs),
            ("held by the first process", found.first),
            ("held by each worker", found.worker),
            ("on the disk: texts", text * size),
            ("on the disk: the index", kept * size),
        ):
            rows.setdefault(label, []).append(f"{value / 1e9:,.2f}")
        for label, told in (
            ("postings read for a document", f"{sizes.read:,.0f}"),
            ("of its weightiest words unread", f"{sizes.unread:.0%}"),
            ("different words", f"{sizes.words:,}"),
            ("bytes of a document in the index", f"{kept:,.0f}"),
        ):
            rows.setdefault(label, []).append(told)
    print(("{:<36}" + "{:>14}" * len(documents)).format("", *(f"{each:,}" for each in documents)))
    for label, values in rows.items():
        print(("{:<36}" + "{:>14}" * len(documents)).format(label, *values))
    print(flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
