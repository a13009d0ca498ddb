"""Signatures of texts, kept in the index so that a text is read for the search only once."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from provtrack.corpus.database import writing
from provtrack.kinship.signatures import VERSION

if TYPE_CHECKING:
    from provtrack.kinship.signatures import Signature

_STORED = "<u4"
"""How numpy calls 32-bit numbers with the low byte first, on whatever machine."""


class Kept:
    """The signatures that an index holds.

    Args:
        database: of :func:`provtrack.corpus.quotations.index`, up to date; ``None`` keeps nothing.
    """

    def __init__(self, database: sqlite3.Connection | None) -> None:
        self._database = database

    @property
    def like(self) -> str:
        """An id of a content, from which can be told how this repository makes them."""
        if self._database is None:
            return ""
        row = self._database.execute("SELECT blob FROM text LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def signatures(self) -> Mapping[str, "Signature"]:
        """By reference, the signatures of the variants of the working tree."""
        if self._database is None:
            return {}
        import numpy as np

        rows = self._database.execute(
            "SELECT record, name, words FROM today JOIN variant ON variant.id = variant "
            "JOIN signature ON signature.text = today.text WHERE version = ?",
            (VERSION,),
        )
        return {
            f"{record}/{name}": np.frombuffer(words, _STORED).astype(np.uint32, copy=False)
            for record, name, words in rows
        }

    def keep(self, made: Iterable[tuple[str, "Signature"]]) -> None:
        """Keeps signatures of contents, all or none of them; of contents that the index has.

        Args:
            made: the id of a content, and its signature.
        """
        if self._database is None:
            return
        rows = [(VERSION, words.astype(_STORED).tobytes(), blob) for blob, words in made]
        with writing(self._database):
            self._database.executemany(
                "REPLACE INTO signature SELECT id, ?, ? FROM text WHERE blob = ?", rows
            )


NOTHING_KEPT = Kept(None)
"""For files outside a repository."""
