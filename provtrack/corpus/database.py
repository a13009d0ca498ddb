"""The index: one SQLite file in git's own directory, ``.git/provtrack/corpus-7.sqlite3``.

It holds nothing that could not be made again from the repository, and may be deleted at any time,
also while it is read. Any tool that opens SQLite (Datasette, the ``sqlite3`` shell) can read it:

- ``text``: one row a content that a variant file has or had, known by git's id of the blob, so
  that a content is read once however many commits, branches and variants have it. ``sha256`` is
  the hash that the provenance chain vouches with; ``plain`` is 0 where it is not UTF-8 with words
  in it, which a search takes as it comes and other commands refuse.
- ``paragraph``: one row a paragraph, known by its hash (the first 16 bytes of its SHA-256), so
  that a paragraph that survives a hundred revisions is indexed once.
- ``place``: which paragraph stands where in which text; numbers count from 1.
- ``variant``: the variants, of today and of the past, by the name of their record and their own.
- ``version``: which commits gave a variant which text; ``age`` counts from 0, the newest commit of
  the history.
- ``today``: which text a variant has in the working tree, with the stamp of its file
  (:mod:`provtrack.corpus.stamps`).
- ``signature``: the words of a text as ``provtrack find`` needs them, 32-bit numbers with the low
  byte first, and likewise in ``lasting`` its names and numbers, and in ``shape`` how long its
  paragraphs are and how they are punctuated (:mod:`provtrack.kinship.shapes`); ``language`` is a
  guess; ``version`` is that of the numbers.
- ``passage``: where two texts agree most clearly, as ``provtrack find`` shows it, in JSON;
  ``engine`` is a hash of the code that found it.
- ``word``: the words of all paragraphs, folded, and how often each occurs.
- ``segment`` and ``posting``: which pairs of neighbouring words stand in which paragraphs
  (:mod:`provtrack.corpus.postings`). The last word of a paragraph makes a pair with nothing.
- ``described``: what the description of each record says, as ``provtrack list`` shows it, or why
  it cannot be read, with the stamp of its file; ``variants`` is JSON, a list for each variant: id,
  language, kind, title, and how many states the chain gives it.
- ``meta``: the fingerprint of the branches and tags that were read to the end.

Why pairs of words: a quotation of 5 to 60 words was found among 26 English Bibles in a quarter of
the time that it took as a phrase of single words, and a fortieth of that of trigrams. Why not
SQLite's own full text search (FTS5), in which they were before: to write them there took four times
as long as to sort them takes here, and a third of all the time in which an index is made.

One process writes, any number reads: the file is in WAL mode, a writer takes the lock for a batch
of texts at a time, and a batch is there whole or not at all, whatever kills the process.
"""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from provtrack.corpus import postings
from provtrack.errors import ProvtrackError

VERSION = 7
"""Of the tables and of what :mod:`provtrack.locate.words` makes of a text; part of the name, so
that two versions of provtrack do not take the file from each other."""

NAME = f"corpus-{VERSION}.sqlite3"

_PATIENCE = 60.0
"""Seconds to wait for another process that is writing."""

_PRIMARY = 0xFF
"""The bits of SQLite's error codes that say what went wrong; the others say where."""

_SCHEMA = """
CREATE TABLE text (
    id INTEGER PRIMARY KEY, blob TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    paragraphs INTEGER NOT NULL, bytes INTEGER NOT NULL, plain INTEGER NOT NULL
);
CREATE TABLE paragraph (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, content TEXT NOT NULL);
CREATE TABLE place (
    text INTEGER NOT NULL REFERENCES text (id), number INTEGER NOT NULL,
    paragraph INTEGER NOT NULL REFERENCES paragraph (id), PRIMARY KEY (text, number)
) WITHOUT ROWID;
CREATE INDEX place_of_paragraph ON place (paragraph);
CREATE TABLE variant (
    id INTEGER PRIMARY KEY, record TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (record, name)
);
CREATE TABLE version (
    variant INTEGER NOT NULL REFERENCES variant (id), text INTEGER NOT NULL REFERENCES text (id),
    age INTEGER NOT NULL, "commit" TEXT NOT NULL, date TEXT NOT NULL,
    PRIMARY KEY (variant, text, age)
) WITHOUT ROWID;
CREATE INDEX version_of_text ON version (text);
CREATE TABLE today (
    variant INTEGER PRIMARY KEY REFERENCES variant (id),
    text INTEGER NOT NULL REFERENCES text (id), stamp TEXT NOT NULL
);
CREATE INDEX today_of_text ON today (text);
CREATE TABLE signature (
    text INTEGER PRIMARY KEY REFERENCES text (id), version INTEGER NOT NULL, words BLOB NOT NULL,
    lasting BLOB NOT NULL, language TEXT NOT NULL, shape BLOB NOT NULL
);
CREATE TABLE described (
    record TEXT PRIMARY KEY, title TEXT NOT NULL, type TEXT NOT NULL, date TEXT NOT NULL,
    archive TEXT NOT NULL, variants TEXT NOT NULL, trouble TEXT NOT NULL, stamp TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE passage (
    "left" INTEGER NOT NULL REFERENCES text (id), "right" INTEGER NOT NULL REFERENCES text (id),
    engine TEXT NOT NULL, found TEXT NOT NULL, PRIMARY KEY ("left", "right")
) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def open_database(directory: Path) -> sqlite3.Connection:
    """The index, made where there is none and made anew where it is broken.

    Where it is made for the first time, those of older versions are deleted: a program of an older
    version that still runs goes on with its own, which has no name any more. Where the directory
    cannot be written, the index is made in memory and lost with the process.

    Args:
        directory: ``.git/provtrack``.
    """
    path = directory / NAME
    try:
        directory.mkdir(exist_ok=True)
        if not path.exists():
            _remove_outdated(directory)
        try:
            return _opened(str(path))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            remove(path)
            return _opened(str(path))
    except (OSError, sqlite3.OperationalError):
        return _opened(":memory:")


_NAMED = re.compile(r"corpus-(\d+)\.sqlite3")


def _remove_outdated(directory: Path) -> None:
    """Deletes the indexes of older versions; one that cannot be deleted is left."""
    for path in directory.iterdir():
        match = _NAMED.fullmatch(path.name)
        if match and int(match[1]) < VERSION:
            with contextlib.suppress(OSError):
                remove(path)


def remove(path: Path) -> None:
    """Deletes an index."""
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{ending}").unlink()


def _opened(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(
        name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA cache_size = -65536")
        database.execute("PRAGMA trusted_schema = OFF")
        if not _has_tables(database):
            with writing(database):
                if not _has_tables(database):  # another process may have been faster
                    for statement in (_SCHEMA + postings.SCHEMA).split(";\n"):
                        database.execute(statement)
    except BaseException:
        database.close()
        raise
    return database


def _has_tables(database: sqlite3.Connection) -> bool:
    return (
        database.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is not None
    )


_NOT_DAMAGED = {
    sqlite3.SQLITE_BUSY: ("another process is writing it", "wait until that is done"),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room"),
    sqlite3.SQLITE_READONLY: ("it may not be written", "check the permissions"),
}
"""What is no fault of the index, which is then not thrown away: what it is, and what to do."""


def check_is_damaged(error: sqlite3.DatabaseError, path: Path) -> None:
    """Returns where an error says that an index has to be made anew.

    Args:
        error: that came of it.
        path: of the index.

    Raises:
        ProvtrackError: it is something else that the user can mend.
    """
    told = _NOT_DAMAGED.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    if told:
        why, hint = told
        raise ProvtrackError(f"{path}: the index cannot be written: {why}", hint) from None


@contextlib.contextmanager
def when_free(database: sqlite3.Connection) -> Iterator[None]:
    """For what is only good to have: where another process is writing, it is left undone."""
    database.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
            raise
    finally:
        database.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000:.0f}")


@contextlib.contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the writer's lock from its beginning."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if database.in_transaction:  # a full disk has ended it already
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")
