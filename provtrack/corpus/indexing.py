"""``provtrack index``: all that the searches keep, brought up to date in one go."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.corpus.batch import Progress
from provtrack.corpus.database import NAME, remove
from provtrack.corpus.executor import Executor
from provtrack.corpus.kept import Kept
from provtrack.corpus.quotations import index
from provtrack.corpus.reading import read_all
from provtrack.corpus.sources import variants
from provtrack.errors import ProvtrackError
from provtrack.schemas.documents.index import Index

if TYPE_CHECKING:
    from provtrack.store.repository import Repository


def bring_up_to_date(
    repository: "Repository",
    executor: Executor,
    *,
    rebuild: bool = False,
    notify: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda _: None,
) -> Index:
    """Reads what is new, and says what the index then holds.

    Args:
        repository: whose texts.
        executor: who reads the texts.
        rebuild: begins anew.
        notify: takes sentences about files that cannot be read.
        progress: takes the share of the work done, from 0 to 1.

    Raises:
        ProvtrackError: the index cannot be written.
    """
    path = repository.private / NAME
    if rebuild:
        try:
            remove(path)
        except OSError as error:
            raise _unwritable(path, error.strerror or "") from None
    told: set[str] = set()

    def tell(sentence: str) -> None:
        told.add(sentence.removeprefix("note: not searched: ").partition(": ")[0])
        notify(sentence)

    with index(repository, tell, lambda share: progress(share * 0.5)) as database:
        if not database.execute("PRAGMA database_list").fetchone()[2]:
            raise _unwritable(path, "its directory is not writable")
        _, _, skipped = read_all(
            variants(repository, database),
            executor,
            Kept(database, repository.authority()),
            lambda share: progress(0.5 + share / 2),
        )
        for each in skipped:
            if f"records/{each.path}.txt" not in told:
                notify(f"note: find passes it over: {each.path}: {each.why}")
        # One file for whoever copies or opens it; where somebody reads just now, the next run does.
        database.execute("PRAGMA busy_timeout = 0")
        with contextlib.suppress(sqlite3.OperationalError):
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        progress(1.0)
        return _contents(database, path, repository.top)


def _unwritable(path: Path, why: str) -> ProvtrackError:
    return ProvtrackError(
        f"{path}: the index cannot be written: {why.lower()}",
        "make the directory writable; the searches go on without an index, only slower",
    )


def _contents(database: sqlite3.Connection, path: Path, top: Path) -> Index:
    texts, read, paragraphs, variants, versions, signatures = database.execute(
        "SELECT (SELECT count(*) FROM text), (SELECT coalesce(sum(bytes), 0) FROM text), "
        "(SELECT count(*) FROM paragraph), (SELECT count(*) FROM today), "
        "(SELECT count(*) FROM version), (SELECT count(*) FROM signature)"
    ).fetchone()
    shown = os.path.relpath(path, top) if path.is_relative_to(top) else str(path)
    return Index(
        schema_="provtrack.index/1",
        path=Path(shown).as_posix(),
        bytes=path.stat().st_size,
        variants=variants,
        texts=texts,
        text_bytes=read,
        paragraphs=paragraphs,
        versions=versions,
        signatures=signatures,
    )
