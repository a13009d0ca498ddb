"""What each record's pages are made from, as a key: with another key they are drawn anew.

A file whose stamp is the one that it had when it was last read is not read again. Stamps are kept
in a file inside ``.git``, which may be deleted, and so is what git said of the past, for as long as
no branch or tag moves.
"""

import datetime as dt
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from provtrack.corpus.engine import engine
from provtrack.corpus.stamps import stamp
from provtrack.errors import ProvtrackError
from provtrack.store import lexicon
from provtrack.store.files import write_atomically

if TYPE_CHECKING:
    from provtrack.render.site.values import Site
    from provtrack.store.repository import Repository

_KEPT = "site.json"

_AGENTS = "agents.toml"

_SHARED_FILES = ("names.toml", lexicon.PATH)
"""Below ``records/``: what the pages of every record depend on."""

_SETTINGS = ("provtrack.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Past:
    """What git knows of a record.

    Attributes:
        modified: when it last changed, an RFC 3339 time in UTC; ``""`` when it is in no commit.
        introduced: by variant and blob, the first commit that had this text, and its time.
    """

    modified: str = ""
    introduced: tuple[tuple[str, str, str, str], ...] = ()


class Sources:
    """The keys of a repository's records.

    Args:
        repository: whose records.
        site: what holds for all pages.
    """

    def __init__(self, repository: "Repository", site: "Site") -> None:
        self._repository = repository
        self._kept = _read(repository)
        self._now: dict[str, tuple[str, str]] = {}
        shared = hashlib.sha256(json.dumps([engine(), asdict(site)]).encode())
        for name in _SHARED_FILES:
            shared.update(b"%s\0%s\0" % (name.encode(), repository.read(name) or b""))
        for name in _SETTINGS:
            place = repository.root / name
            shared.update(place.read_bytes() if place.is_file() else b"")
        self.shared = shared.hexdigest()
        """A hash of what the pages of every record are made from."""

    def look(self, record_id: str) -> None:
        """Takes note of the files of a record as they are now; once is enough."""
        if record_id in self._now:
            return
        before, digest = self._kept.digests.get(record_id, ("", ""))
        names = self._names(record_id)
        mark = self._mark(record_id, names)
        if not mark or mark != before:
            digest = self._digest(record_id, names)
        self._now[record_id] = mark, digest

    def key(self, record_id: str, agents: Iterable[str]) -> str:
        """The key of a record that was looked at.

        Args:
            record_id: the record.
            agents: the ids of those whom it names, in order.
        """
        _, digest = self._now[record_id]
        past = json.dumps(asdict(self.past(record_id)))
        people = " ".join(self._agents.get(id_, "") for id_ in agents)
        return hashlib.sha256(f"{self.shared} {digest} {past} {people}".encode()).hexdigest()

    def past(self, record_id: str) -> Past:
        """What git knows of a record."""
        return self._past.get(record_id, Past())

    @cached_property
    def _agents(self) -> dict[str, str]:
        """A hash of what the agents file says of each."""
        if self._kept.agents_file == self._agents_file:
            return self._kept.agents
        found = self._repository.agents().agent
        return {
            agent.id: hashlib.sha256(agent.model_dump_json().encode()).hexdigest()[:16]
            for agent in found
        }

    @cached_property
    def _agents_file(self) -> str:
        return hashlib.sha256(self._repository.read(_AGENTS) or b"").hexdigest()

    @cached_property
    def _past(self) -> dict[str, Past]:
        if self._kept.heads == self._heads:
            return {id_: _past_of(said) for id_, said in self._kept.past.items()}
        return _read_past(self._repository)

    @cached_property
    def _heads(self) -> str:
        return self._repository.fingerprint()

    def keep(self) -> None:
        """Keeps what was found out, for the next run."""
        content = {
            "engine": engine(),
            "agents_file": self._agents_file,
            "agents": self._agents,
            "heads": self._heads,
            "past": {id_: [past.modified, past.introduced] for id_, past in self._past.items()},
            "digests": self._now,
        }
        data = json.dumps(content).encode()
        if hashlib.sha256(data).digest() != self._kept.sha256:
            with suppress(ProvtrackError):  # a disk that cannot be written to costs only time
                write_atomically(self._repository.private / _KEPT, data)

    def _names(self, record_id: str) -> list[str]:
        """The files of a record that its pages depend on."""
        names = self._repository.entries(record_id)
        return sorted(name for name in names if name.endswith((".toml", ".txt")))

    def _mark(self, record_id: str, names: list[str]) -> str:
        """The stamps of the files of a record; ``""`` when one is no proof."""
        start = f"{self._repository.records}/{record_id}/"
        digest = hashlib.sha256()
        for name in names:
            try:
                mark = stamp(start + name)
            except OSError:  # what is wrong with it is told by reading it
                return ""
            if not mark:
                return ""
            digest.update(os.fsencode(f"{name}\0{mark}\0"))
        return digest.hexdigest()

    def _digest(self, record_id: str, names: list[str]) -> str:
        """A hash of the files of a record."""
        digest = hashlib.sha256()
        for name in names:
            try:
                data = self._repository.read(f"{record_id}/{name}") or b""
            except ProvtrackError as error:  # which is told where it is drawn
                data = str(error).encode("utf-8", "surrogateescape")
            digest.update(b"\0%s\0%d\0" % (os.fsencode(name), len(data)))
            digest.update(data)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the last run found out.

    Attributes:
        heads: the state of git that ``past`` is of.
        past: of each record, the values of :class:`Past`.
        digests: of each record, the stamps of its files and their hash.
        agents_file: the hash of the agents file that ``agents`` is of.
        agents: the hash of what it says of each.
        sha256: of the file in which all that is kept.
    """

    heads: str
    past: dict[str, Any]
    digests: dict[str, tuple[str, str]]
    agents_file: str = ""
    agents: dict[str, str] = field(default_factory=dict)
    sha256: bytes = b""


def _read(repository: "Repository") -> _Kept:
    """What is kept; nothing where there is no file, or one of another provtrack."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        data = (repository.private / _KEPT).read_bytes()
        read = json.loads(data)
        if read["engine"] == engine():
            digests = {id_: (mark, digest) for id_, (mark, digest) in read["digests"].items()}
            return _Kept(
                read["heads"],
                dict(read["past"]),
                digests,
                read["agents_file"],
                dict(read["agents"]),
                hashlib.sha256(data).digest(),
            )
    return _Kept("", {}, {})


def _past_of(said: Any) -> Past:
    modified, introduced = said
    return Past(modified, tuple((*text,) for text in introduced))


def _read_past(repository: "Repository") -> dict[str, Past]:
    """The past of all records, from two readings of the log however many there are."""
    introduced: dict[str, dict[tuple[str, str], tuple[str, str]]] = defaultdict(dict)
    for commit, date, path, blob in repository.arrivals("*/*.txt"):
        record_id, _, name = path.removesuffix(".txt").partition("/")
        introduced[record_id][name, blob] = (commit, date)  # newest first: the oldest stays
    return {
        id_: Past(modified, tuple(sorted(_in_utc(introduced[id_]))))
        for id_, modified in repository.last_changes().items()
    }


def _in_utc(
    texts: dict[tuple[str, str], tuple[str, str]],
) -> Iterator[tuple[str, str, str, str]]:
    for (name, blob), (commit, date) in texts.items():
        moment = dt.datetime.fromisoformat(date).astimezone(dt.UTC)
        yield name, blob, commit, moment.isoformat().replace("+00:00", "Z")
