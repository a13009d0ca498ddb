"""What the search for variants made of texts, kept in the index so that it is made only once."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from provtrack.corpus.database import writing
from provtrack.kinship.signatures import VERSION
from provtrack.kinship.traits import Traits
from provtrack.kinship.values import Passage
from provtrack.names import Authority

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STORED = "<u4"
"""How numpy calls 32-bit numbers with the low byte first, on whatever machine."""


class Kept:
    """The traits of texts, and the passages of pairs of texts, that an index holds.

    Args:
        database: of :func:`provtrack.corpus.quotations.index`, up to date; ``None`` keeps nothing.
        authority: names that are written in several ways; the traits depend on it.
    """

    def __init__(
        self, database: sqlite3.Connection | None, authority: Authority | None = None
    ) -> None:
        self._database = database
        self.authority = authority or Authority()
        written = json.dumps([(entry.id, entry.written) for entry in self.authority.entries])
        # SQLite's numbers have a sign, so that 31 bits are as many as fit whatever is added.
        self._version = VERSION + (zlib.crc32(written.encode()) >> 1)

    @property
    def like(self) -> str:
        """An id of a content, from which can be told how this repository makes them."""
        if self._database is None:
            return ""
        row = self._database.execute("SELECT blob FROM text LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def traits(self) -> Mapping[str, Traits]:
        """By reference, the traits of the variants of the working tree."""
        if self._database is None:
            return {}
        rows = self._database.execute(
            "SELECT record, name, words, lasting, language, shape FROM today "
            "JOIN variant ON variant.id = variant "
            "JOIN signature ON signature.text = today.text WHERE version = ?",
            (self._version,),
        )
        return {
            f"{record}/{name}": Traits(_read(words), _read(lasting), language, _read(shape))
            for record, name, words, lasting, language, shape in rows
        }

    def keep(self, made: Iterable[tuple[str, Traits]]) -> None:
        """Keeps the traits of contents, all or none of them; of contents that the index has.

        Args:
            made: the id of a content, and its traits.
        """
        if self._database is None:
            return
        rows = [
            (
                self._version,
                _written(one.words),
                _written(one.lasting),
                one.language,
                _written(one.shape),
                blob,
            )
            for blob, one in made
        ]
        with writing(self._database):
            self._database.executemany(
                "REPLACE INTO signature SELECT id, ?, ?, ?, ?, ? FROM text WHERE blob = ?", rows
            )

    def passages(self) -> Mapping[tuple[str, str], Passage | None]:
        """By two references, the passage that the two have most clearly in common."""
        if self._database is None:
            return {}
        rows = self._database.execute(
            "SELECT one.record, one.name, other.record, other.name, found FROM passage "
            'JOIN today AS mine ON mine.text = "left" JOIN today AS yours ON yours.text = "right" '
            "JOIN variant AS one ON one.id = mine.variant "
            "JOIN variant AS other ON other.id = yours.variant WHERE engine = ?",
            (_engine(),),
        )
        return {
            (f"{record}/{name}", f"{other}/{its}"): _passage(json.loads(found))
            for record, name, other, its, found in rows
        }

    def keep_passages(self, found: Iterable[tuple[str, str, Passage | None]]) -> None:
        """Keeps passages, all or none of them; of variants that the index has.

        Args:
            found: two references and the passage of the two.
        """
        if self._database is None:
            return
        rows = [
            (
                _engine(),
                json.dumps(passage and astuple(passage)),
                *left.split("/"),
                *right.split("/"),
            )
            for left, right, passage in found
        ]
        with writing(self._database):
            self._database.execute("DELETE FROM passage WHERE engine <> ?", (_engine(),))
            self._database.executemany(
                'INSERT OR IGNORE INTO passage (engine, found, "left", "right") '
                "SELECT ?, ?, mine.text, yours.text FROM variant AS one "
                "JOIN today AS mine ON mine.variant = one.id, variant AS other "
                "JOIN today AS yours ON yours.variant = other.id "
                "WHERE (one.record, one.name, other.record, other.name) = (?, ?, ?, ?)",
                rows,
            )


def _engine() -> str:
    from provtrack.corpus.engine import engine

    return engine()


def _passage(found: list[Any] | None) -> Passage | None:
    if found is None:
        return None
    left, right, score = found
    return Passage(tuple(left), tuple(right), score)


def _read(stored: bytes) -> "NDArray[np.uint32]":
    import numpy as np

    return np.frombuffer(stored, _STORED).astype(np.uint32, copy=False)


def _written(numbers: "NDArray[np.uint32]") -> bytes:
    return numbers.astype(_STORED).tobytes()


NOTHING_KEPT = Kept(None)
"""For files outside a repository."""
