"""A collection as a static site: what has changed is drawn anew, by as many processes as wished.

The directory holds a manifest of every file that was made, with a key of all that each record's
pages were made from. The next run draws only the records whose key is another one, and takes away
the pages of records that are gone; files that it did not make it never touches.
"""

import hashlib
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.corpus.executor import batches, executor
from provtrack.errors import ProvtrackError
from provtrack.site.files import are_there
from provtrack.site.manifest import MANIFEST, Made, Manifest, read_manifest
from provtrack.site.sources import Past, Sources

if TYPE_CHECKING:
    from provtrack.render.site.values import Site
    from provtrack.site.drawing import Drawn, Order
    from provtrack.store.repository import Repository

__all__ = ["MANIFEST", "Built", "build"]

_FEWEST, _MOST = 8, 20
"""Records that a process is given at a time: enough that handing them over costs nothing, and few
enough that none waits long for the last of another."""

_runs = itertools.count()


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did.

    Attributes:
        records: how many the site has.
        drawn: how many of them were drawn anew.
        removed: files that were taken away.
        troubles: what is wrong with records that cannot be read, in their order.
        kept: how many of these are in the site as an earlier run drew them.
    """

    records: int
    drawn: int
    removed: int
    troubles: tuple[ProvtrackError, ...] = ()
    kept: int = 0


def build(
    repository: "Repository",
    out: Path,
    site: "Site",
    *,
    jobs: int = 1,
    progress: Callable[[float], None] = lambda _: None,
) -> Built:
    """Makes the site, or brings it up to date.

    A record that cannot be read costs none of the others: it stays in the site as an earlier run
    drew it, or is left out, and what is wrong is told.

    Args:
        repository: whose records.
        out: the directory of the site; empty, missing, or made by an earlier run.
        site: what holds for all pages.
        jobs: how many processes draw.
        progress: takes the share of the work done, from 0 to 1.

    Raises:
        ProvtrackError: the directory is not ours to write to, or a file that all records share
            cannot be read.
    """
    before = read_manifest(out, repository)
    sources = Sources(repository, site)
    ids = repository.record_ids()
    there = {
        id_: made
        for id_, made in before.records.items()
        if are_there(f"{out}/records/{id_}", made.files)
    }
    known = {}
    for id_ in ids:
        if id_ in there:
            sources.look(id_)
            if sources.key(id_, there[id_].agents) == there[id_].key:
                known[id_] = there[id_]
    if _is_whole(out, before, ids, known, sources):
        sources.keep()
        progress(1.0)
        return Built(len(ids), 0, 0)
    from provtrack.site.drawing import Order
    from provtrack.site.listing import Words, write_shared

    _check_shared(repository)
    words, fresh = Words(), Words()
    if there and not words.read(out, before.words):
        known = {}  # what their words are can only be told by drawing them
    _mark_unfinished(out, before, known)
    order = Order(repository.root, out, site, next(_runs))
    stale = [(number, id_) for number, id_ in enumerate(ids) if id_ not in known]
    troubles: dict[str, ProvtrackError] = {}
    made: dict[str, Made] = {}
    for (number, id_), drawn in _draw_all(order, stale, sources, jobs, progress):
        if isinstance(drawn, ProvtrackError):
            troubles[id_] = drawn
        else:
            key = sources.key(id_, drawn.agents)
            made[id_] = Made(key, drawn.entry, drawn.files, drawn.agents)
            fresh.add(number, drawn.words.split())
    kept = {id_: there[id_] for id_ in troubles if id_ in there}
    old = known | kept
    listed = {id_: made.get(id_) or old[id_] for id_ in ids if id_ in made or id_ in old}
    places = {id_: place for place, id_ in enumerate(listed)}
    words.keep([places[id_] if id_ in old else -1 for id_ in before.records])
    words.add_all(fresh, [places.get(id_, -1) for id_ in ids])
    sizes, digest = write_shared(out, site, list(listed.values()), words)
    removed = _remove(out, _paths(before.records.values()) - _paths(listed.values()))
    Manifest(listed, _key_of_all(sources, listed.values()), sizes, digest).write(out)
    sources.keep()
    progress(1.0)
    return Built(
        len(listed), len(made), removed, tuple(troubles[id_] for id_ in troubles), len(kept)
    )


def _is_whole(
    out: Path,
    before: Manifest,
    ids: Collection[str],
    known: Mapping[str, Made],
    sources: Sources,
) -> bool:
    """Whether a site is as it would be made now."""
    return (
        len(before.records) == len(ids) == len(known)
        and before.key == _key_of_all(sources, known.values())
        and all(_size(out / path) == size for path, size in before.shared.items())
    )


def _size(path: Path) -> int:
    """Of a file, in bytes; -1 where there is none."""
    return path.stat().st_size if path.is_file() else -1


def _key_of_all(sources: Sources, made: Iterable[Made]) -> str:
    """The key of what is made from all records."""
    keys = [sources.shared, *(each.key for each in made)]
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()


def _check_shared(repository: "Repository") -> None:
    """Refuses to begin where what all records share cannot be read, before each of them is told.

    Raises:
        ProvtrackError: one of these files is not valid.
    """
    repository.agents()
    repository.authority()
    repository.settings()


def _mark_unfinished(out: Path, before: Manifest, known: Mapping[str, Made]) -> None:
    """Has the next run, should this one be cut short, draw again whatever this one draws."""
    marked = {
        id_: made if id_ in known else replace(made, key="") for id_, made in before.records.items()
    }
    Manifest(marked, words=before.words).write(out)


def _draw_all(
    order: "Order",
    stale: Sequence[tuple[int, str]],
    sources: Sources,
    jobs: int,
    progress: Callable[[float], None],
) -> Iterator[tuple[tuple[int, str], "Drawn | ProvtrackError"]]:
    """Draws the pages of records, in this process where there are few; says why some cannot be.

    Each is looked at before it is read, so that what changes meanwhile is drawn again.
    """
    from provtrack.site.drawing import draw_batch

    shares = batches(stale, max(_FEWEST, min(_MOST, -(-len(stale) // jobs))))

    def tasks() -> Iterator[list[tuple[str, Past]]]:
        for share in shares:
            for _, id_ in share:
                sources.look(id_)
            yield [(id_, sources.past(id_)) for _, id_ in share]

    made = executor(min(jobs, len(shares))).map(draw_batch, order, tasks())
    for number, (share, drawn) in enumerate(zip(shares, made, strict=True), 1):
        yield from zip(share, drawn, strict=True)
        progress(number / len(shares) * 0.95)


def _paths(made: Iterable[Made]) -> set[str]:
    """Where pages are."""
    return {path for each in made for path in each.paths()}


def _remove(out: Path, files: Iterable[str]) -> int:
    """Takes files away, and directories that are empty without them."""
    removed = 0
    for file in files:
        path = out / file
        path.unlink(missing_ok=True)
        removed += 1
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    return removed
