"""Bringing the index up to date: only texts that it has not seen are read."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.corpus import postings
from provtrack.corpus.batch import Progress, add_texts
from provtrack.corpus.database import writing
from provtrack.errors import ProvtrackError
from provtrack.refs import is_identifier

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

_LITTER = 200
"""Texts that nothing holds any more (drafts never committed) before they are swept out."""

RACE = 2_000_000_000
"""Nanoseconds in which a file can change twice under one time stamp, on the coarsest of disks."""


def update(
    database: sqlite3.Connection,
    repository: "Repository",
    notify: Callable[[str], None],
    progress: Progress | None = None,
) -> None:
    """Makes the index say what the repository holds now and ever held.

    Args:
        database: of :func:`provtrack.corpus.database.open_database`.
        repository: whose texts.
        notify: takes sentences about files that cannot be read.
        progress: takes the share of the work done, from 0 to 1.
    """
    _sweep(database)
    history = repository.history
    fingerprint = history.fingerprint()
    versions: list[_Version] = []
    is_new = _meta(database, "history") != fingerprint
    if is_new:
        versions = list(_versions(repository))
    files = list(_files(repository, database, notify, versions[0].blob if versions else ""))
    wanted = dict.fromkeys([each.blob for each in versions] + [each.blob for each in files])
    known = {blob for (blob,) in database.execute("SELECT blob FROM text")}
    missing = [blob for blob in wanted if blob not in known]
    data = {each.blob: each.data for each in files if each.data is not None}
    add_texts(database, missing, lambda blob: data.get(blob) or history.blob(blob), progress)
    gone = set(_today(database)) - {each.variant for each in files}
    changed = [each for each in files if each.data is not None]
    if not (is_new or changed or gone):
        return
    with writing(database):
        if is_new:
            _write_versions(database, versions)
            database.execute("REPLACE INTO meta VALUES ('history', ?)", (fingerprint,))
        _write_today(database, changed, gone)


@dataclass(frozen=True, slots=True)
class _Version:
    """A text that a commit gave to a variant."""

    variant: tuple[str, str]
    blob: str
    commit: str
    date: str


@dataclass(frozen=True, slots=True)
class _File:
    """A variant file of the working tree; ``data`` only where the index does not know it."""

    variant: tuple[str, str]
    blob: str
    size: int
    modified: int
    data: bytes | None


def _meta(database: sqlite3.Connection, key: str) -> str:
    row = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _versions(repository: "Repository") -> Iterator[_Version]:
    for commit, date, path, blob in repository.arrivals("*/*.txt"):
        record, _, name = path.removesuffix(".txt").partition("/")
        if is_identifier(record) and is_identifier(name):
            yield _Version((record, name), blob, commit, date)


def _files(
    repository: "Repository",
    database: sqlite3.Connection,
    notify: Callable[[str], None],
    like: str,
) -> Iterator[_File]:
    """The variant files of the working tree; those that are as they were are not read."""
    from provtrack.store.git import blob_id

    known = _today(database)
    like = like or next((blob for blob, _, _ in known.values()), "")
    for record in repository.record_ids():
        for name in repository.variant_ids(record):
            variant = (record, name)
            if not is_identifier(name):
                continue
            path = f"{record}/{name}.txt"
            try:
                found = (repository.records / path).stat()
                blob, *seen = known.get(variant, ("", 0, 0))
                size, modified = found.st_size, found.st_mtime_ns
                if time.time_ns() - modified < RACE:
                    modified = 0  # it may be written again without a later time
                if blob and seen == [size, modified]:
                    yield _File(variant, blob, size, modified, None)
                elif (data := repository.read(path)) is not None:
                    yield _File(variant, blob_id(data, like), size, modified, data)
            except (OSError, ProvtrackError) as error:
                notify(f"note: not searched: {error}")


def _today(database: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, int, int]]:
    """Of each variant of the working tree: its blob, and the size and time of its file."""
    rows = database.execute(
        "SELECT record, name, blob, size, modified FROM today "
        "JOIN variant ON variant.id = variant JOIN text ON text.id = text"
    )
    return {(record, name): (blob, size, when) for record, name, blob, size, when in rows}


# --- who has which text --------------------------------------------------------------------------


def _write_versions(database: sqlite3.Connection, versions: list[_Version]) -> None:
    database.execute("DELETE FROM version")
    texts = _texts(database)
    variants = _variants(database, [each.variant for each in versions])
    database.executemany(
        "INSERT OR IGNORE INTO version VALUES (?, ?, ?, ?, ?)",
        (
            (variants[each.variant], texts[each.blob], age, each.commit, each.date)
            for age, each in enumerate(versions)
            if each.blob in texts
        ),
    )


def _write_today(
    database: sqlite3.Connection, changed: list[_File], gone: set[tuple[str, str]]
) -> None:
    texts = _texts(database)
    variants = _variants(database, [*gone, *(each.variant for each in changed)])
    database.executemany(
        "DELETE FROM today WHERE variant = ?", ((variants[variant],) for variant in sorted(gone))
    )
    database.executemany(
        "REPLACE INTO today VALUES (?, ?, ?, ?)",
        ((variants[each.variant], texts[each.blob], each.size, each.modified) for each in changed),
    )


def _texts(database: sqlite3.Connection) -> dict[str, int]:
    return dict(database.execute("SELECT blob, id FROM text"))


def _variants(
    database: sqlite3.Connection, names: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    database.executemany("INSERT OR IGNORE INTO variant (record, name) VALUES (?, ?)", names)
    rows = database.execute("SELECT record, name, id FROM variant")
    return {(record, name): number for record, name, number in rows}


def _sweep(database: sqlite3.Connection) -> None:
    """Empties the index when most of its texts are nobody's any more."""
    total, litter = database.execute(
        "SELECT count(*), count(*) FILTER (WHERE id NOT IN "
        "(SELECT text FROM version UNION SELECT text FROM today)) FROM text"
    ).fetchone()
    if litter < _LITTER or litter * 2 < total:
        return
    with writing(database):
        database.execute("DELETE FROM passage")
        database.execute("DELETE FROM signature")
        database.execute("DELETE FROM place")
        database.execute("DELETE FROM version")
        database.execute("DELETE FROM today")
        database.execute("DELETE FROM text")
        database.execute("DELETE FROM paragraph")
        database.execute("DELETE FROM variant")
        database.execute("DELETE FROM described")
        database.execute("DELETE FROM meta")
        postings.clear(database)
