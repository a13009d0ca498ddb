"""The file in a site that says what was made there, so that nothing else is ever taken away."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provtrack.errors import ProvtrackError
from provtrack.refs import is_identifier
from provtrack.render.site.values import Entry
from provtrack.store.files import write_atomically

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

MANIFEST = ".provtrack-site.json"


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of a record.

    Attributes:
        key: of what they were made from; ``""`` when they may be half made.
        entry: its place in the list.
        files: their names, in the record's directory of the site.
        agents: the ids of those whom the record names.
    """

    key: str
    entry: Entry
    files: tuple[str, ...]
    agents: tuple[str, ...]

    def paths(self) -> list[str]:
        """Where the pages are, from the top of the site."""
        return [f"records/{self.entry.id}/{file}" for file in self.files]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an earlier run made.

    Attributes:
        records: of each record, in the order of the list.
        key: of all records together, for what is made from all of them; ``""`` when not known.
        shared: the files that are made from all records, and the size of each.
        words: the hash of the index of words.
    """

    records: Mapping[str, Made] = field(default_factory=dict)
    key: str = ""
    shared: Mapping[str, int] = field(default_factory=dict)
    words: str = ""

    def write(self, out: Path) -> None:
        """Puts it into the site."""
        content = {
            "schema": "provtrack.site/2",
            "key": self.key,
            "shared": dict(self.shared),
            "words": self.words,
            "records": {
                id_: [made.key, _row(made.entry), made.files, made.agents]
                for id_, made in self.records.items()
            },
        }
        write_atomically(out / MANIFEST, json.dumps(content, ensure_ascii=False).encode())


def read_manifest(out: Path, repository: "Repository") -> Manifest:
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
        return Manifest()
    if not out.is_dir():
        raise ProvtrackError(f"{out}: a file, not a directory", "name a directory for the site")
    source = out / MANIFEST
    if not source.is_file():
        if any(out.iterdir()):
            raise ProvtrackError(
                f"{out}: has files that are no site of provtrack's",
                "name an empty directory, or one that does not exist yet",
            )
        return Manifest()
    try:
        read = json.loads(source.read_text("utf-8"))
        return Manifest(
            {id_: _made(id_, *made) for id_, made in read["records"].items()},
            read["key"],
            read["shared"],
            read["words"],
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return Manifest()  # of another version, or cut short: everything is drawn anew


_COLUMNS = tuple(each.name for each in fields(Entry))

_NAME = re.compile(r"[A-Za-z0-9_-]+\.[a-z]+")
"""The name of a page."""


def _row(entry: Entry) -> list[Any]:
    return [getattr(entry, name) for name in _COLUMNS]


def _made(id_: str, key: str, row: list[Any], files: list[str], agents: list[str]) -> Made:
    """Pages of a record.

    Raises:
        ValueError: a name leads out of the site; what is there is nobody's to take away.
    """
    id_of_entry, title, date, type_, archive, languages, *rest = row
    entry = Entry(id_of_entry, title, date, type_, archive, tuple(languages), *rest)
    is_inside = is_identifier(id_) and all(_NAME.fullmatch(file) for file in files)
    if not is_inside or entry.id != id_:
        raise ValueError(id_)
    return Made(key, entry, tuple(files), tuple(agents))
