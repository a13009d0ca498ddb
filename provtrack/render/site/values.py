"""What the pages of a site show, gathered before a page is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provtrack.schemas.files import Agent, Record


@dataclass(frozen=True, slots=True)
class Site:
    """What holds for all pages.

    Attributes:
        title: the name of the collection.
        base_url: where the site will be published, with a slash at its end; ``""`` when not known:
            links are relative all the same, but there are no feed and no sitemap, which need it.
    """

    title: str
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a variant that the chain vouches for.

    Attributes:
        state: ``goldberg@2``.
        activity: what made it.
        date: EDTF date of that, ``""`` when not known.
        sha256: hash of its text, ``""`` when the chain gives none.
        current: whether the text shown is this state.
    """

    state: str
    activity: str
    date: str
    sha256: str
    current: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A variant of the record.

    Attributes:
        id: the variant's.
        kept: whether its text is in the repository, and so on a page of its own.
        paragraphs: how many it has.
        makers: the names of those who made it.
        versions: its states, the newest first.
    """

    id: str
    title: str
    language: str
    kind: str
    note: str
    paragraphs: int
    makers: tuple[str, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two variants in parallel: their ids, and how much differs between them."""

    left: str
    right: str
    substantive: int
    accidental: int
    foreign: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of one text, as it stands, in one style."""

    reading: str
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A record with all that its page shows.

    Attributes:
        agents: those of the agents file whom the record names, by id.
        modified: when git last saw it change, an RFC 3339 time; ``""`` when it is in no commit.
        chain: what each step of the provenance chain says, in words, the oldest first.
        citations: of each text in turn, the preferred style first.
    """

    record: "Record"
    agents: Mapping[str, "Agent"]
    readings: tuple[Reading, ...]
    pairs: tuple[Pair, ...]
    modified: str = ""
    chain: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

    def name(self, agent_id: str) -> str:
        """What to call an agent: its name, or its id when the agents file does not have it."""
        agent = self.agents.get(agent_id)
        return agent.name if agent else agent_id


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in the list of the collection; strings are as they are to be shown."""

    id: str
    title: str
    date: str
    type: str
    archive: str
    languages: tuple[str, ...]
    variants: int
    modified: str
    summary: str = ""
