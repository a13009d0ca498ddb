"""Bringing the index up to date: only texts that it has not seen are read."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.corpus import postings
from provtrack.corpus.batch import Progress, add_texts
from provtrack.corpus.database import when_free, writing
from provtrack.corpus.stamps import stamp
from provtrack.errors import ProvtrackError
from provtrack.refs import is_identifier

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

_LITTER = 200
"""Texts that nothing holds any more (drafts never committed) before they are swept out."""


def update(
    database: sqlite3.Connection,
    repository: "Repository",
    notify: Callable[[str], None],
    progress: Progress = lambda _: None,
) -> None:
    """Makes the index say what the repository holds now and ever held.

    Args:
        database: of :func:`provtrack.corpus.database.open_database`.
        repository: whose texts.
        notify: takes sentences about files that cannot be read.
        progress: takes the share of the work done, from 0 to 1.
    """
    _sweep(database)
    fingerprint = repository.fingerprint()
    is_new = _meta(database, "history") != fingerprint
    versions = list(_versions(repository)) if is_new else []
    before = _today(database)
    names = list(_names(repository))
    known = {blob for (blob,) in database.execute("SELECT blob FROM text")}
    missing = dict.fromkeys(each.blob for each in versions if each.blob not in known)
    like = next(iter(missing), "") or next(iter(known), "")
    files: list[_File] = []

    def arriving() -> Iterator[tuple[str, bytes]]:
        """The contents that the index has not, each once, as they are read."""
        for each, data in _files(repository, names, before, notify, like):
            files.append(each)
            if data is not None and each.blob not in known:
                known.add(each.blob)
                yield each.blob, data
        for blob in missing:
            if blob not in known:
                known.add(blob)
                yield blob, repository.history.blob(blob)

    def tell(texts: int) -> None:
        # A text that is in git and on the disk is read once, so that there may be fewer.
        most = max(len(names), 1) + len(missing)
        progress(min((len(files) + texts) / most, 0.999))

    add_texts(database, arriving(), tell)
    progress(1.0)
    gone = before.keys() - {each.variant for each in files}
    changed = [each for each in files if before.get(each.variant) != (each.blob, each.stamp)]
    if not (is_new or changed or gone):
        return
    only_stamps = not (is_new or gone) and all(
        each.variant in before and before[each.variant][0] == each.blob for each in changed
    )
    with when_free(database) if only_stamps else nullcontext(), writing(database):
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
    """A variant file of the working tree."""

    variant: tuple[str, str]
    blob: str
    stamp: str


def _meta(database: sqlite3.Connection, key: str) -> str:
    row = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _versions(repository: "Repository") -> Iterator[_Version]:
    for commit, date, path, blob in repository.arrivals("*/*.txt"):
        record, _, name = path.removesuffix(".txt").partition("/")
        if is_identifier(record) and is_identifier(name):
            yield _Version((record, name), blob, commit, date)


def _names(repository: "Repository") -> Iterator[tuple[str, str]]:
    """The variant files of the working tree, each as a record and its own name."""
    for record in repository.record_ids():
        for name in repository.variant_ids(record):
            if is_identifier(name):
                yield record, name


def _files(
    repository: "Repository",
    names: Iterable[tuple[str, str]],
    known: Mapping[tuple[str, str], tuple[str, str]],
    notify: Callable[[str], None],
    like: str,
) -> Iterator[tuple[_File, bytes | None]]:
    """The variant files of the working tree; ``None`` for one that is as it was and not read."""
    from provtrack.store.git import blob_id

    records = str(repository.records)
    for variant in names:
        path = f"{'/'.join(variant)}.txt"
        blob, before = known.get(variant, ("", ""))
        now = _stamp(f"{records}/{path}")
        if now and now == before:
            yield _File(variant, blob, now), None
            continue
        try:
            data = repository.read(path)
        except ProvtrackError as error:
            notify(f"note: not searched: {error}")
        else:
            if data is not None:
                yield _File(variant, blob_id(data, like), now), data


def _stamp(path: str) -> str:
    try:
        return stamp(path)
    except OSError:  # what is wrong with it is told by reading it
        return ""


def _today(database: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """Of each variant of the working tree: its blob, and the stamp of its file."""
    rows = database.execute(
        "SELECT record, name, blob, stamp FROM today "
        "JOIN variant ON variant.id = variant JOIN text ON text.id = text"
    )
    return {(record, name): (blob, mark) for record, name, blob, mark in rows}


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
        "REPLACE INTO today VALUES (?, ?, ?)",
        ((variants[each.variant], texts[each.blob], each.stamp) for each in changed),
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
