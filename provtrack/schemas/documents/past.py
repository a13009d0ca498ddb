"""``provtrack.blame/1`` and ``provtrack.history/1``."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.kinds import Event, Source
from provtrack.schemas.documents import Edit, Part
from provtrack.schemas.files import Basis, CorrectionKind


class VersionEntry(Part):
    """A version of the text."""

    source: Annotated[Source, Field(description="Where it is known from.")]
    commit: Annotated[str, Field(description="Its whole id; empty where it has none.")]
    author: Annotated[str, Field(description="By git's mailmap; of a state, who made it.")]
    date: Annotated[str, Field(description="ISO 8601; of a state in the ledger, EDTF.")]
    subject: Annotated[str, Field(description="First line of the commit's message.")]
    path: Annotated[str, Field(description="The file in that commit.")]
    state: Annotated[str, Field(description="The state of the chain that it is: goldberg@2.")]
    boundary: Annotated[
        bool, Field(description="What came before is out of reach: from then or earlier.")
    ]
    ignored: Annotated[bool, Field(description="In a file of commits to look through.")]


class CorrectionEntry(Part):
    """An entry of the ledger."""

    id: str
    kind: CorrectionKind
    basis: Basis
    folio: str
    evidence: tuple[str, ...]
    proposed_by: str
    reviewed_by: str
    date: str


class SkippedVersion(Part):
    """A version that could not be read; what it changed is credited to the next one."""

    commit: str
    path: str
    why: str


class Passing(Part):
    """A version that moved or regrouped a paragraph without changing its words."""

    version: Annotated[int, Field(ge=0, description="Place in versions, from 0.")]
    events: tuple[Event, ...]


class Credited(Part):
    """Words that follow each other and are one version's."""

    start: Annotated[int, Field(ge=0, description="Characters, from 0.")]
    end: Annotated[int, Field(ge=0, description="Characters, exclusive.")]
    text: str
    version: Annotated[int, Field(ge=0, description="Place in versions, from 0.")]
    corrections: Annotated[tuple[str, ...], Field(description="Ids of entries.")]


class BlamedParagraph(Part):
    """A paragraph and where its wording is from."""

    number: Annotated[int, Field(ge=1)]
    text: str
    version: Annotated[int, Field(ge=0, description="Place in versions, from 0.")]
    corrections: Annotated[tuple[str, ...], Field(description="Ids of entries.")]
    since: tuple[Passing, ...]
    words: Annotated[
        tuple[Credited, ...], Field(description="With --words: all of its words, in order.")
    ]


class BlameDocument(Part):
    """`provtrack blame`: which version each paragraph's wording is from."""

    schema_: Annotated[Literal["provtrack.blame/1"], Field(alias="schema")]
    ref: str
    shallow: Annotated[bool, Field(description="The clone has only a part of the history.")]
    versions: Annotated[tuple[VersionEntry, ...], Field(description="Those that occur.")]
    corrections: Annotated[tuple[CorrectionEntry, ...], Field(description="Those that occur.")]
    skipped: tuple[SkippedVersion, ...]
    paragraphs: tuple[BlamedParagraph, ...]


class Place(Part):
    """A wording: the version that has it first, and the paragraph's number there."""

    version: Annotated[int, Field(ge=0, description="Place in versions, from 0.")]
    number: Annotated[int, Field(ge=1)]


class LifeEvent(Part):
    """What happened to a paragraph in one version; no text where it was deleted."""

    version: Annotated[int, Field(ge=0, description="Place in versions, from 0.")]
    events: tuple[Event, ...]
    number: Annotated[int, Field(ge=1, description="Of the paragraph in that version.")]
    text: str
    made_from: Annotated[tuple[Place, ...], Field(alias="from", description="Earlier wordings.")]
    before: Annotated[
        tuple[str, ...],
        Field(description="The words that it was made of; of a paragraph cut up, its piece."),
    ]
    edits: Annotated[tuple[Edit, ...], Field(description="From before, counted from 1, to text.")]
    corrections: Annotated[tuple[str, ...], Field(description="Ids of entries.")]


class LifeEntry(Part):
    """All that a paragraph was, oldest first."""

    number: Annotated[int | None, Field(description="Null when the text no longer has it.")]
    events: tuple[LifeEvent, ...]


class HistoryDocument(Part):
    """`provtrack history`: the lives of paragraphs, those that are gone last."""

    schema_: Annotated[Literal["provtrack.history/1"], Field(alias="schema")]
    ref: str
    shallow: Annotated[bool, Field(description="The clone has only a part of the history.")]
    versions: Annotated[tuple[VersionEntry, ...], Field(description="Those that occur.")]
    corrections: Annotated[tuple[CorrectionEntry, ...], Field(description="Those that occur.")]
    skipped: tuple[SkippedVersion, ...]
    paragraphs: tuple[LifeEntry, ...]
