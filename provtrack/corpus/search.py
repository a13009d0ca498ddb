"""Which paragraphs may hold a quotation, and what the index knows of them."""

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log2

from provtrack.corpus.postings import Postings
from provtrack.locate.words import Words, words

_LISTS = 24
"""Pairs of words that are looked up one by one; the rarest of a long quotation."""

_CAP = 2_000
"""Paragraphs. A pair that more have says too little to be worth reading its list."""

_SINGLES = 6
"""Rare words that are looked up alone, for a quotation whose every other word is wrong."""

_EXACT = 64
"""Paragraphs with all pairs of a quotation that are looked at."""

_ALIKE = 64
"""Paragraphs with some pairs of a quotation that are looked at."""

_SHARE_OF_BEST = 0.3
_SHARE = 0.12
"""What a paragraph must have of what the best one has, and of all that was looked up, to be laid
beside a quotation: with three words of eight wrong a seventh of the pairs is left."""

_ONE_PARAGRAPH = 100
"""Words. A longer quotation goes over many paragraphs, none of which has much of it."""


Pair = tuple[str, str]
"""Two words that follow each other."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph in a text."""

    text: int
    number: int
    paragraph: int


class Search:
    """Questions to one index.

    Args:
        database: of :func:`provtrack.corpus.database.open_database`, up to date.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._postings = Postings(database)
        row = database.execute("SELECT coalesce(sum(count), 0) FROM word").fetchone()
        self.size = max(int(row[0]), 1)
        """Words in all paragraphs together."""
        self.words = lru_cache(maxsize=20_000)(self._words)
        self._word = lru_cache(maxsize=100_000)(self._postings.word)

    def count(self, word: str) -> int:
        """How often all paragraphs together have a word."""
        return self._word(word)[1]

    def bits(self, word: str) -> float:
        """How much it says, in bits, that a text has this word and not another."""
        return log2((self.size + 1) / (self.count(word) + 1))

    def _words(self, paragraph: int) -> Words:
        return words(self.content(paragraph))

    def content(self, paragraph: int) -> str:
        """The words of a paragraph as they stand."""
        row = self._database.execute(
            "SELECT content FROM paragraph WHERE id = ?", (paragraph,)
        ).fetchone()
        return str(row[0]) if row else ""

    def candidates(self, parts: Sequence[Sequence[str]]) -> list[int]:
        """Paragraphs that may hold a quotation, the most promising first.

        Args:
            parts: the keys of each of its parts.
        """
        pairs = dict.fromkeys(pair for keys in parts for pair in pairwise(keys))
        rarest = sorted(pairs, key=self._pair_bits, reverse=True)[:_LISTS]
        lists = [(pair, self._with_pair(pair, _CAP)) for pair in rarest]
        found = dict.fromkeys(self._with_all(lists))
        weights: Counter[int] = Counter()
        total = 0
        weighed = [(int(self._pair_bits(pair)), listed) for pair, listed in lists]
        for weight, paragraphs in [*weighed, *self._with_rare_words(parts)]:
            if paragraphs and len(paragraphs) < _CAP:
                total += weight
                for paragraph in paragraphs:
                    weights[paragraph] += weight
        ranked = weights.most_common(_ALIKE)
        least = max(_SHARE_OF_BEST * ranked[0][1], _SHARE * total) if ranked else 0
        if len(pairs) > _ONE_PARAGRAPH:
            least = 0
        found |= dict.fromkeys(paragraph for paragraph, weight in ranked if weight >= least)
        return list(found)

    def _with_all(self, lists: Sequence[tuple[Pair, Sequence[int]]]) -> list[int]:
        """Paragraphs that have all these pairs, or not many more.

        Args:
            lists: pairs, each with paragraphs that have it; if :data:`_CAP`, then perhaps not all.
        """
        common: set[int] | None = None
        for pair, paragraphs in sorted(lists, key=lambda each: len(each[1])):
            if common is not None and len(common) <= _EXACT and len(paragraphs) >= _CAP:
                break  # the rest would cost more than looking at these
            whole = paragraphs if len(paragraphs) < _CAP else self._with_pair(pair)
            common = set(whole) if common is None else common.intersection(whole)
        return sorted(common or ())[:_EXACT]

    def _with_pair(self, pair: Pair, limit: int = sys.maxsize) -> list[int]:
        first, second = (self._word(word)[0] for word in pair)
        return self._postings.with_pair(first, second, limit) if first and second else []

    def _with_rare_words(self, parts: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[int]]]:
        """What rare words say, and the paragraphs that have them."""
        rare = {key for keys in parts for key in keys if 0 < self.count(key) < _CAP}
        for word in sorted(rare, key=lambda key: (self.count(key), key))[:_SINGLES]:
            yield int(self.bits(word)), self._postings.with_word(self._word(word)[0], _CAP)

    def _pair_bits(self, pair: Pair) -> float:
        return self.bits(pair[0]) + self.bits(pair[1])

    def places(self, paragraph: int) -> list[Place]:
        """Where a paragraph stands, in all texts."""
        rows = self._database.execute(
            "SELECT text, number FROM place WHERE paragraph = ? ORDER BY text, number", (paragraph,)
        )
        return [Place(text, number, paragraph) for text, number in rows]

    def paragraph(self, text: int, number: int) -> int | None:
        """The paragraph of that number in a text; ``None`` past its ends."""
        row = self._database.execute(
            "SELECT paragraph FROM place WHERE text = ? AND number = ?", (text, number)
        ).fetchone()
        return int(row[0]) if row else None

    def holders(self, text: int) -> list["Holder"]:
        """The variants that have or had a text."""
        rows = self._database.execute(
            "SELECT variant.id, record, name, sha256, "
            "(SELECT min(age) FROM version WHERE variant = variant.id AND version.text = text.id), "
            "(SELECT today.text = text.id FROM today WHERE variant = variant.id) "
            "FROM text JOIN (SELECT variant FROM version WHERE text = ? "
            "UNION SELECT variant FROM today WHERE text = ?) AS held "
            "JOIN variant ON variant.id = held.variant WHERE text.id = ? ORDER BY record, name",
            (text, text, text),
        )
        return [
            Holder(variant, record, name, sha256, age, bool(is_today))
            for variant, record, name, sha256, age, is_today in rows
        ]

    def commit(self, variant: int, text: int) -> tuple[str, str]:
        """The newest commit that gave a variant this text, and its date."""
        row = self._database.execute(
            'SELECT "commit", date FROM version WHERE variant = ? AND text = ? ORDER BY age',
            (variant, text),
        ).fetchone()
        return (str(row[0]), str(row[1])) if row else ("", "")

    def today(self, variant: int) -> int | None:
        """The text that a variant has in the working tree; ``None`` when it is not there."""
        row = self._database.execute(
            "SELECT text FROM today WHERE variant = ?", (variant,)
        ).fetchone()
        return int(row[0]) if row else None

    def count_texts(self) -> tuple[int, int]:
        """How many texts are searched, and of how many variants."""
        row = self._database.execute(
            "SELECT count(DISTINCT text), count(DISTINCT variant) FROM "
            "(SELECT text, variant FROM version UNION SELECT text, variant FROM today)"
        ).fetchone()
        return int(row[0]), int(row[1])


@dataclass(frozen=True, slots=True)
class Holder:
    """A variant that has or had a text.

    Attributes:
        variant: its number in the index.
        record: the record's id.
        name: the variant's id.
        sha256: the hash of the text, as the chain vouches with it.
        age: of the newest commit that gave the variant this text; ``None`` when none did.
        is_today: whether the variant has it in the working tree.
    """

    variant: int
    record: str
    name: str
    sha256: str
    age: int | None
    is_today: bool
