"""What a site has once: the list of all records, the search, the feed, the sitemap."""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from provtrack.render.site import feeds, pages, search
from provtrack.site.files import write

if TYPE_CHECKING:
    from provtrack.render.site.values import Entry, Site
    from provtrack.site.manifest import Made

_WORDS = "data/words"


class Words:
    """Which records have a word; records are numbers, from 0 and in the order of the list."""

    def __init__(self) -> None:
        self.places: dict[str, array[int]] = {}
        """By word, the records that have it, ascending."""

    def add(self, record: int, words: Iterable[str]) -> None:
        """Adds the words of a record, each once."""
        places = self.places
        for word in words:
            if word in places:
                places[word].append(record)
            else:
                places[word] = array("I", (record,))

    def keep(self, numbers: Sequence[int]) -> None:
        """Renames records, or takes them out.

        Args:
            numbers: what to call each record, ascending; -1 for those that are taken out.
        """
        if list(numbers) == list(range(len(numbers))):
            return
        kept = (
            (word, array("I", (new for each in places if (new := numbers[each]) >= 0)))
            for word, places in self.places.items()
        )
        self.places = {word: places for word, places in kept if places}

    def add_all(self, other: "Words", numbers: Sequence[int]) -> None:
        """Adds the records of another index, which belongs to this one from then on.

        Args:
            other: the index.
            numbers: what to call each of its records here; -1 for those that it does not have.
        """
        other.keep(numbers)
        if not self.places:
            self.places = other.places
            return
        for word, places in other.places.items():
            here = self.places.get(word)
            self.places[word] = array("I", sorted([*here, *places])) if here else places

    def read(self, out: Path, digest: str) -> bool:
        """Reads the index of a site.

        Args:
            out: the directory of the site.
            digest: what :func:`write_shared` said of it.

        Returns:
            Whether it is as it was written; otherwise nothing is read.
        """
        total = hashlib.sha256()
        found: dict[str, array[int]] = {}
        try:
            for path in sorted((out / _WORDS).glob("*.js")):
                content = path.read_text("utf-8")
                total.update(_sum(path.name, content))
                found |= {
                    word: array("I", places) for word, places in search.read_shard(content).items()
                }
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            return False
        if total.hexdigest() != digest:
            return False
        self.places = found
        return True

    def shards(self) -> Iterator[tuple[str, str]]:
        """The files of the index: name and content."""
        return search.shards(self.places)


def write_shared(
    out: Path, site: "Site", made: Sequence["Made"], words: Words
) -> tuple[dict[str, int], str]:
    """Writes what is made from all records.

    Args:
        out: the directory of the site.
        site: what holds for all pages.
        made: the pages of all records, in the order of the list.
        words: of these.

    Returns:
        The size of each file that was written, by its path, and a hash of the index of words.
    """
    sizes: dict[str, int] = {}
    total = hashlib.sha256()
    shards = []
    for name, content in words.shards():
        total.update(_sum(name, content))
        shards.append(name)
        sizes[f"{_WORDS}/{name}"] = write(out / _WORDS / name, content)
    listed = [each.entry for each in made]
    for path, content in _files(site, made, listed, shards):
        sizes[path] = write(out / path, content)
    for path in set(_earlier(out)) - sizes.keys():
        (out / path).unlink(missing_ok=True)
    return sizes, total.hexdigest()


def _files(
    site: "Site", made: Sequence["Made"], listed: Sequence["Entry"], shards: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for name, content in pages.assets():
        yield f"assets/{name}", content
    yield from pages.list_pages(listed, site)
    yield "data/records.js", search.entries(listed, shards)
    if site.base_url:
        yield "feed.xml", feeds.feed(listed, site)
        urls = [("", max((each.modified for each in listed), default=""))]
        urls += [
            (path.removesuffix("index.html"), each.entry.modified)
            for each in made
            for path in each.paths()
            if path.endswith(".html")
        ]
        yield from feeds.sitemaps(urls, site).items()


def _earlier(out: Path) -> Iterator[str]:
    """The files of earlier lists, searches and sitemaps, whose names depend on the collection."""
    for pattern in ("list-*.html", f"{_WORDS}/*.js", "sitemap*.xml", "feed.xml"):
        yield from (path.relative_to(out).as_posix() for path in out.glob(pattern))


def _sum(name: str, content: str) -> bytes:
    return hashlib.sha256(f"{name}\0{content}".encode("utf-8", "surrogatepass")).digest()
