"""Whom an imported file names, and their entries in the agents file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from provtrack.schemas.files import AgentKind
from provtrack.store.intake.ids import family_first, is_latin, slug
from provtrack.store.intake.values import MAX_ID, OBTAINED, names_in, table_of

if TYPE_CHECKING:
    from provtrack.store.repository import Repository

PROGRAM = "provtrack"
"""The agent of import steps."""


@dataclass(frozen=True, slots=True)
class People:
    """Whom an imported file names: translators, archive, publisher, and provtrack itself.

    Attributes:
        ids: name -> id in ``agents.toml``.
        new: id -> name and kind, of those who are not there yet.
    """

    ids: dict[str, str]
    new: dict[str, tuple[str, AgentKind]]


def people_in(repository: "Repository", metadata: Mapping[str, str]) -> People:
    """An id for everybody: the one that is on file, else one made of the name.

    A name in another script than Latin gives none; it is known by its name alone, and new ones
    are counted.
    """
    named = [(PROGRAM, AgentKind.PROGRAM, PROGRAM)]
    named += [
        (name, AgentKind.PERSON, family_first(name))
        for role in ("translator", *OBTAINED)
        for name in names_in(metadata, role)
    ]
    for key, kind in (
        ("archive.repository", AgentKind.ARCHIVE),
        ("publisher", AgentKind.PUBLISHER),
    ):
        if name := metadata.get(key):
            named.append((name, kind, name))
    known = repository.agents().agent
    by_name = {agent.name: agent.id for agent in known}
    ids: dict[str, str] = {}
    new: dict[str, tuple[str, AgentKind]] = {}
    for name, kind, words in named:
        taken = {agent.id for agent in known} | new.keys()
        words_as_id = slug(words)[:MAX_ID] if is_latin(words) else ""
        ids[name] = words_as_id or by_name.get(name) or ids.get(name) or _free(kind.value, taken)
        if ids[name] not in taken:
            new[ids[name]] = (name, kind)
    return People(ids, new)


def _free(stem: str, taken: Collection[str]) -> str:
    """``person-1``, or the next number that nobody has."""
    return next(id_ for number in count(1) if (id_ := f"{stem}-{number}") not in taken)


def agents_file(repository: "Repository", people: People) -> bytes:
    """The agents file, with the new ones added."""
    import tomlkit

    document = tomlkit.parse(
        (repository.read("agents.toml") or b"schema = 1\n").decode("utf-8-sig")
    )
    if people.new:
        document.setdefault("agent", tomlkit.aot()).extend(
            table_of({"id": id_, "name": name, "kind": kind.value})
            for id_, (name, kind) in people.new.items()
        )
    return document.as_string().encode()
