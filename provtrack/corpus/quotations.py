"""Quotations of a repository's texts: the index brought up to date, then asked."""

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from provtrack.corpus.batch import Progress
from provtrack.corpus.build import update
from provtrack.corpus.database import NAME, check_is_damaged, open_database, remove
from provtrack.corpus.locator import Knowledge, Locator
from provtrack.corpus.search import Search
from provtrack.errors import ProvtrackError
from provtrack.locate.extract import Extract, quotations
from provtrack.locate.quotation import parse
from provtrack.locate.values import Located, Location

if TYPE_CHECKING:
    from provtrack.store.repository import Repository


@contextlib.contextmanager
def index(
    repository: "Repository",
    notify: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda _: None,
) -> Iterator[sqlite3.Connection]:
    """The index of a repository, up to date.

    A damaged one is thrown away and made anew.

    Args:
        repository: whose texts.
        notify: takes sentences about files that cannot be read.
        progress: takes the share of the work done, from 0 to 1.
    """
    directory = repository.private
    if repository.history.is_shallow:
        notify(
            "note: a shallow clone: older texts are not searched (git fetch --unshallow gets them)"
        )
    database = open_database(directory)
    try:
        try:
            update(database, repository, notify, progress)
            _check(database)
        except sqlite3.DatabaseError as error:
            check_is_damaged(error, directory / NAME)
            database.close()
            remove(directory / NAME)
            database = open_database(directory)
            update(database, repository, notify, progress)
        yield database
    finally:
        database.close()


def _check(database: sqlite3.Connection) -> None:
    """Asks every table that a search asks, so that damage is found before it begins.

    Raises:
        sqlite3.DatabaseError: a page is damaged.
    """
    for query in (
        "SELECT sum(count) FROM word",
        "SELECT max(id) FROM paragraph",
        "SELECT sum(version) FROM signature",
        "SELECT sum(postings) FROM segment",
        "SELECT max(last) FROM posting",
    ):
        database.execute(query).fetchall()


def locate(
    database: sqlite3.Connection,
    knowledge: Knowledge,
    extracts: Sequence[Extract],
    *,
    records: Collection[str] = (),
    least: int = 1,
    limit: int = 10,
) -> Location:
    """Where quotations come from.

    Args:
        database: of :func:`index`.
        knowledge: what the repository says of its records.
        extracts: the quotations, with their places.
        records: only these records are searched; all when empty.
        least: quotations of fewer words are passed over.
        limit: how many passages of equal claim are named.

    Raises:
        ProvtrackError: a quotation is longer than any.
    """
    search = Search(database)
    locator = Locator(search, knowledge, records, limit)
    long_enough = [each for each in extracts if parse(each.text).length >= least]
    texts, variants = search.count_texts()
    return Location(
        tuple(chain.from_iterable(_located(locator, each, least) for each in long_enough)),
        texts,
        variants,
        tuple(each.text for each in extracts if parse(each.text).length < least),
    )


def _located(locator: Locator, extract: Extract, least: int) -> Iterator[Located]:
    """Where a quotation comes from; if from nowhere, the quotations inside it as well.

    In “As he says, ‘…’, but then …” only the inner one is the source's.
    """
    found = locator.locate(extract.text, extract.place)
    yield found
    if not found.matches:
        for inner in quotations(parse(extract.text).text):
            if parse(inner).length >= max(least, _LEAST_INSIDE):
                yield from _located(locator, Extract(inner, extract.place), least)


_LEAST_INSIDE = 4
"""Words. A shorter quotation inside another is a term or a name."""


def check_quotation(text: str) -> None:
    """Refuses what cannot be sought at all.

    Raises:
        ProvtrackError: there is no word in it.
    """
    if not text.strip():
        raise ProvtrackError("the quotation is empty", 'write its words: provtrack locate "…"')
    if not parse(text).length:
        raise ProvtrackError(
            f"there are no words in the quotation {text!r}",
            "write what is quoted, not only its marks",
        )
