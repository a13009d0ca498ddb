"""A collection as a static site: what has changed is drawn anew, by as many processes as wished.

The directory holds a manifest of every file that was made, with a key of all that each record's
pages were made from. The next run draws only the records whose key is another one, and takes away
the pages of records that are gone; files that it did not make it never touches.
"""

import datetime as dt
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provtrack import __version__
from provtrack.corpus.executor import executor
from provtrack.errors import ProvtrackError
from provtrack.render import site as pages
from provtrack.render.site import feeds, search
from provtrack.render.site.values import Entry, Site
from provtrack.site.drawing import Drawn, Past, draw_batch, write
from provtrack.store.files import write_atomically

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

MANIFEST = ".provtrack-site.json"

_SHARED_FILES = ("agents.toml", "names.toml", "lexicon.tsv")
"""Below ``records/``: what the pages of every record depend on."""

_BATCH = 25
"""Records that a process is given at a time: enough that handing them over costs nothing."""


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
    site: Site,
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
    manifest = _manifest(out, repository)
    _check_shared(repository)
    past = _past(repository)
    shared = _shared_key(repository, site)
    ids = repository.record_ids()
    keys = {id_: _key(repository, id_, shared, past) for id_ in ids}
    before = {
        id_: (key, drawn)
        for id_, (key, drawn) in manifest.items()
        if all((out / file).is_file() for file in drawn.files)
    }
    known = {id_: made for id_, made in before.items() if keys.get(id_) == made[0]}
    stale = [id_ for id_ in ids if id_ not in known]
    if stale:
        # Cut short from here on, the next run knows all files here and draws these again.
        marked = {id_: (made[0] if id_ in known else "", made[1]) for id_, made in before.items()}
        _write_manifest(out, marked)
    troubles: dict[str, ProvtrackError] = {}
    for id_, drawn in _draw_all(repository.root, out, site, stale, past, jobs, progress):
        if isinstance(drawn, ProvtrackError):
            troubles[id_] = drawn
        else:
            known[id_] = (keys[id_], drawn)
    kept = before.keys() & troubles.keys()
    known |= {id_: before[id_] for id_ in kept}
    listed = {id_: known[id_] for id_ in ids if id_ in known}
    _write_shared(out, site, [drawn for _, drawn in listed.values()])
    files = {file for _, drawn in listed.values() for file in drawn.files}
    removed = _remove(out, {file for _, drawn in manifest.values() for file in drawn.files} - files)
    _write_manifest(out, listed)
    progress(1.0)
    return Built(
        len(listed),
        len(set(stale) - troubles.keys()),
        removed,
        tuple(troubles[id_] for id_ in ids if id_ in troubles),
        len(kept),
    )


def _check_shared(repository: "Repository") -> None:
    """Refuses to begin where what all records share cannot be read, before each of them is told.

    Raises:
        ProvtrackError: one of these files is not valid.
    """
    repository.agents()
    repository.authority()
    repository.settings()


def _manifest(out: Path, repository: "Repository") -> dict[str, tuple[str, Drawn]]:
    """What an earlier run made; nothing in a new directory.

    Raises:
        ProvtrackError: the directory has other content, or is where the records are.
    """
    place, records = out.resolve(), repository.records.resolve()
    if place == repository.top.resolve() or place.is_relative_to(records):
        raise ProvtrackError(
            f"{out}: the records are here", "name a directory of its own for the site"
        )
    if not out.exists():
        return {}
    if not out.is_dir():
        raise ProvtrackError(f"{out}: a file, not a directory", "name a directory for the site")
    source = out / MANIFEST
    if not source.is_file():
        if any(out.iterdir()):
            raise ProvtrackError(
                f"{out}: has files that are no site of provtrack's",
                "name an empty directory, or one that does not exist yet",
            )
        return {}
    try:
        read = json.loads(source.read_text("utf-8"))
        return {
            id_: (key, Drawn(_entry_of(entry), tuple(words), tuple(map(_checked, files))))
            for id_, (key, entry, words, files) in read["records"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}  # of another version, or cut short: everything is drawn anew


def _entry_of(values: dict[str, Any]) -> Entry:
    return Entry(**{**values, "languages": tuple(values["languages"])})


def _checked(file: str) -> str:
    """A path of the manifest; one that leads out of the site is nobody's to take away.

    Raises:
        ValueError: it does.
    """
    if not file.startswith("records/") or ".." in Path(file).parts:
        raise ValueError(file)
    return file


def _write_manifest(out: Path, made: Mapping[str, tuple[str, Drawn]]) -> None:
    content = {
        "schema": "provtrack.site/1",
        "records": {
            id_: [key, asdict(drawn.entry), drawn.words, drawn.files]
            for id_, (key, drawn) in made.items()
        },
    }
    write_atomically(out / MANIFEST, json.dumps(content, ensure_ascii=False).encode())


def _shared_key(repository: "Repository", site: Site) -> "hashlib._Hash":
    """A hash of what the pages of every record are made from."""
    key = hashlib.sha256(json.dumps([__version__, asdict(site)]).encode())
    for name, content in [*pages.assets(), *pages.templates()]:
        key.update(f"{name}\0{content}\0".encode())
    for name in _SHARED_FILES:
        key.update(b"%s\0%s\0" % (name.encode(), repository.read(name) or b""))
    for settings in ("provtrack.toml", "pyproject.toml"):
        place = repository.root / settings
        key.update(place.read_bytes() if place.is_file() else b"")
    return key


def _key(
    repository: "Repository", record_id: str, shared: "hashlib._Hash", past: Mapping[str, "Past"]
) -> str:
    key = shared.copy()
    key.update(json.dumps(asdict(past.get(record_id, Past()))).encode())
    for name in sorted(repository.entries(record_id)):
        if name.endswith((".toml", ".txt")):
            try:
                data = repository.read(f"{record_id}/{name}") or b""
            except ProvtrackError as error:  # which is told where it is drawn
                data = str(error).encode("utf-8", "surrogateescape")
            key.update(b"\0%s\0%d\0" % (os.fsencode(name), len(data)))
            key.update(data)
    return key.hexdigest()


def _draw_all(
    root: Path,
    out: Path,
    site: Site,
    ids: Sequence[str],
    past: Mapping[str, "Past"],
    jobs: int,
    progress: Callable[[float], None],
) -> Iterator[tuple[str, Drawn | ProvtrackError]]:
    """Draws the pages of records, in this process where there are few; says why some cannot be."""
    batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
    tasks = [[(id_, past.get(id_, Past())) for id_ in batch] for batch in batches]
    work = executor(min(jobs, len(tasks)))
    made = work.map(draw_batch, (root, out, site), tasks)
    for number, (batch, drawn) in enumerate(zip(batches, made, strict=True), 1):
        yield from zip(batch, drawn, strict=True)
        progress(number / len(tasks) * 0.95)


def _write_shared(out: Path, site: Site, drawn: Sequence[Drawn]) -> None:
    """The list, the search, the feed and the sitemap, and what all pages share."""
    listed = [each.entry for each in drawn]
    files = {f"assets/{name}": content for name, content in pages.assets()}
    files |= dict(pages.list_pages(listed, site))
    shards = dict(search.shards({place: each.words for place, each in enumerate(drawn)}))
    files |= {f"data/words/{name}": content for name, content in shards.items()}
    files["data/records.js"] = search.entries(listed, shards)
    if site.base_url:
        files["feed.xml"] = feeds.feed(listed, site)
        urls = [("", max((each.modified for each in listed), default=""))]
        urls += [
            (file.removesuffix("index.html"), each.entry.modified)
            for each in drawn
            for file in each.files
            if file.endswith(".html")
        ]
        files |= feeds.sitemaps(urls, site)
    for path, content in files.items():
        write(out / path, content)
    _remove(out, set(_shared_files(out)) - files.keys())


def _shared_files(out: Path) -> Iterator[str]:
    """The files of earlier lists, searches and sitemaps, whose names depend on the collection."""
    for pattern in ("list-*.html", "data/words/*.js", "sitemap*.xml", "feed.xml"):
        yield from (path.relative_to(out).as_posix() for path in out.glob(pattern))


def _remove(out: Path, files: Iterable[str]) -> int:
    """Takes files away, and directories that are empty without them."""
    removed = 0
    for file in files:
        path = out / file
        path.unlink(missing_ok=True)
        removed += 1
        if file.startswith("records/") and not any(path.parent.iterdir()):
            path.parent.rmdir()
    return removed


def _past(repository: "Repository") -> dict[str, Past]:
    """The past of all records, from two readings of the log however many there are."""
    introduced: dict[str, dict[tuple[str, str], tuple[str, str]]] = defaultdict(dict)
    for commit, date, path, blob in repository.arrivals("*/*.txt"):
        record_id, _, name = path.removesuffix(".txt").partition("/")
        introduced[record_id][name, blob] = (commit, _utc(date))  # newest first: the oldest stays
    return {
        id_: Past(
            modified,
            tuple(sorted((*text, *commit) for text, commit in introduced[id_].items())),
        )
        for id_, modified in repository.last_changes().items()
    }


def _utc(date: str) -> str:
    moment = dt.datetime.fromisoformat(date).astimezone(dt.UTC)
    return moment.isoformat().replace("+00:00", "Z")
