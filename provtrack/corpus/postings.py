"""Which paragraphs have which pair of neighbouring words: an inverted index of our own.

A pair is one number, that of its first word times 2^32 plus that of its second, so that in a sorted
list all pairs that begin with a word stand together. What is added in one go makes a *segment*: its
pairs, sorted, each with its paragraphs, in rows of a few thousand. A segment never changes; small
ones are merged when a new one is added, so that there are few (the log-structured merge of O'Neil
and others, Acta Informatica 33, 1996).

All numbers are stored with the low byte first.
"""

import json
import sqlite3
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.unsignedinteger]

END = 0
"""The number of what is no word and stands behind the last one of every paragraph."""

_ROW = 2048
"""Postings of a row: few enough to be read for one pair, enough that rows are few."""

_MOST = 4_000_000
"""Postings of a segment that is merged with others, so that this never takes long or much memory;
a bulk of texts comes in such portions anyway."""

_WORD = 32
"""Bits of the number of a word, in a pair."""

_NUMBER = 64
"""Bits of a number that is sorted at once."""

SCHEMA = """
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, count INTEGER NOT NULL);
CREATE TABLE segment (id INTEGER PRIMARY KEY, postings INTEGER NOT NULL);
CREATE TABLE posting (
    segment INTEGER NOT NULL REFERENCES segment (id),
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    pairs BLOB NOT NULL, ends BLOB NOT NULL, paragraphs BLOB NOT NULL
);
CREATE INDEX posting_by_pair ON posting (segment, last);
"""


# --- writing -------------------------------------------------------------------------------------


def add(
    database: sqlite3.Connection,
    vocabulary: Mapping[str, int],
    tokens: "array[int]",
    paragraphs: Sequence[int],
) -> None:
    """Adds the words of paragraphs; the writer's lock is held.

    Args:
        database: the index.
        vocabulary: the words and :data:`END`, each with its number in ``tokens``, without a gap.
        tokens: the words of all paragraphs, one after the other, with :data:`END` behind the last
            of each.
        paragraphs: the number of each paragraph in the index; 0 where it is not to be added.
    """
    import numpy as np

    words = np.frombuffer(tokens, np.uint32)
    ends = words == END
    home = np.array(paragraphs, np.uint32)[np.cumsum(ends) - ends]
    words, home = words[home > 0], home[home > 0]
    counts = np.bincount(words, minlength=len(vocabulary)).astype(np.uint64)
    words = _known(database, vocabulary, counts)[words]
    begins = words[:-1] != END
    pairs = (words[:-1] << np.uint64(_WORD) | words[1:])[begins]
    if len(pairs):
        _add_segment(database, pairs, home[:-1][begins])


def _known(
    database: sqlite3.Connection, vocabulary: Mapping[str, int], counts: "Numbers"
) -> "Numbers":
    """The numbers of words in the index, by their numbers in the vocabulary; counts them too."""
    import numpy as np

    numbers = np.zeros(len(vocabulary), np.uint64)
    used = sorted((word, each) for word, each in vocabulary.items() if each != END and counts[each])
    database.executemany(
        "INSERT INTO word (word, count) VALUES (?, ?) "
        "ON CONFLICT (word) DO UPDATE SET count = count + excluded.count",
        ((word, int(counts[number])) for word, number in used),
    )
    rows = database.execute(
        "SELECT word.id FROM json_each(?) JOIN word ON word = value ORDER BY key",
        (json.dumps([word for word, _ in used]),),
    )
    numbers[[number for _, number in used]] = [id_ for (id_,) in rows]
    return numbers


def _add_segment(database: sqlite3.Connection, pairs: "Numbers", paragraphs: "Numbers") -> None:
    """Writes a segment, in which those are taken up that are not larger."""
    import numpy as np

    size = len(pairs)
    all_pairs, all_paragraphs = [pairs], [paragraphs]
    older = database.execute("SELECT id, postings FROM segment ORDER BY postings").fetchall()
    for segment, postings in older:
        if postings > size or size + postings > _MOST:
            break
        size += postings
        for each in _rows(database, segment):
            all_pairs.append(np.repeat(each[0], np.diff(each[1], prepend=0)))
            all_paragraphs.append(each[2])
        database.execute("DELETE FROM posting WHERE segment = ?", (segment,))
        database.execute("DELETE FROM segment WHERE id = ?", (segment,))
    _write_segment(database, np.concatenate(all_pairs), np.concatenate(all_paragraphs))


def _rows(database: sqlite3.Connection, segment: int) -> Iterator[tuple["Numbers", ...]]:
    import numpy as np

    rows = database.execute(
        "SELECT pairs, ends, paragraphs FROM posting WHERE segment = ?", (segment,)
    ).fetchall()
    for pairs, ends, paragraphs in rows:
        yield (
            np.frombuffer(pairs, "<u8"),
            np.frombuffer(ends, "<u2").astype(np.int64),
            np.frombuffer(paragraphs, "<u4"),
        )


def _sorted(pairs: "Numbers", paragraphs: "Numbers") -> tuple["Numbers", "Numbers"]:
    """Postings by pair, then by paragraph, each once."""
    import numpy as np

    first, second = pairs >> np.uint64(_WORD), pairs & np.uint64((1 << _WORD) - 1)
    word_bits = int(max(first.max(), second.max())).bit_length()
    home_bits = int(paragraphs.max()).bit_length()
    if 2 * word_bits + home_bits <= _NUMBER:
        # Of one number each, which sort eight times as fast as two.
        packed = (first << np.uint64(word_bits) | second) << np.uint64(home_bits) | paragraphs
        packed.sort()
        words, paragraphs = packed >> np.uint64(home_bits), packed & np.uint64((1 << home_bits) - 1)
        first, second = words >> np.uint64(word_bits), words & np.uint64((1 << word_bits) - 1)
        pairs = first << np.uint64(_WORD) | second
    else:
        order = np.lexsort((paragraphs, pairs))
        pairs, paragraphs = pairs[order], paragraphs[order]
    is_new = np.ones(len(pairs), bool)
    is_new[1:] = (pairs[1:] != pairs[:-1]) | (paragraphs[1:] != paragraphs[:-1])
    return pairs[is_new].astype("<u8"), paragraphs[is_new].astype("<u4")


def _write_segment(database: sqlite3.Connection, pairs: "Numbers", paragraphs: "Numbers") -> None:
    import numpy as np

    pairs, paragraphs = _sorted(pairs, paragraphs)
    segment = database.execute("INSERT INTO segment (postings) VALUES (?)", (len(pairs),)).lastrowid
    is_last = np.ones(len(pairs), bool)
    is_last[:-1] = pairs[1:] != pairs[:-1]
    for start in range(0, len(pairs), _ROW):
        own = pairs[start : start + _ROW]
        ends = is_last[start : start + _ROW].copy()
        ends[-1] = True
        ends = np.flatnonzero(ends)
        database.execute(
            "INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)",
            (
                segment,
                int(own[0]),
                int(own[-1]),
                own[ends].tobytes(),
                (ends + 1).astype("<u2").tobytes(),
                paragraphs[start : start + _ROW].tobytes(),
            ),
        )


def clear(database: sqlite3.Connection) -> None:
    """Takes everything out; the writer's lock is held."""
    database.execute("DELETE FROM posting")
    database.execute("DELETE FROM segment")
    database.execute("DELETE FROM word")


# --- reading -------------------------------------------------------------------------------------


class Postings:
    """Questions to the inverted index.

    Needs no numpy, which takes longer to import than a search takes.

    Args:
        database: the index.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        rows = database.execute("SELECT id FROM segment ORDER BY id").fetchall()
        self._segments = [row[0] for row in rows]

    def word(self, word: str) -> tuple[int, int]:
        """The number of a word, and how often all paragraphs together have it; zeros if never."""
        row = self._database.execute(
            "SELECT id, count FROM word WHERE word = ?", (word,)
        ).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def with_pair(self, first: int, second: int, limit: int = sys.maxsize) -> list[int]:
        """Paragraphs that have two words, by their numbers, one behind the other.

        Args:
            first: the number of a word.
            second: the number of a word, or :data:`END`.
            limit: so many are enough.
        """
        pair = first << _WORD | second
        return self._between(pair, pair, limit)

    def with_word(self, word: int, limit: int = sys.maxsize) -> list[int]:
        """Paragraphs that have a word, by its number; so many are enough."""
        return self._between(word << _WORD, (word + 1 << _WORD) - 1, limit)

    def _between(self, low: int, high: int, limit: int) -> list[int]:
        """The paragraphs of all pairs from ``low`` to ``high``, each once."""
        found: dict[int, None] = {}
        for segment in self._segments:
            rows = self._database.execute(
                "SELECT first, pairs, ends, paragraphs FROM posting "
                "WHERE segment = ? AND last >= ? ORDER BY last",
                (segment, low),
            )
            for first, *stored in rows:
                if first > high:
                    break
                pairs, ends, paragraphs = map(_read, "QHI", stored)
                start, end = bisect_left(pairs, low), bisect_right(pairs, high)
                if start < end:
                    begin = ends[start - 1] if start else 0
                    found |= dict.fromkeys(paragraphs[begin : ends[end - 1]])
                if len(found) >= limit:
                    rows.close()
                    return list(found)[:limit]
        return list(found)


def _read(kind: str, stored: bytes) -> "array[int]":
    numbers = array(kind, stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
