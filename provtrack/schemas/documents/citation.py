"""`provtrack cite`: citations of versions, and what became of versions that were cited."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.schemas.documents import Part


class VersionEntry(Part):
    """Exactly which text is cited."""

    record: str
    variant: Annotated[str, Field(description="Empty: the record as a whole.")]
    state: Annotated[int, Field(ge=0, description="State of the chain; 0: the text is none.")]
    paragraphs: Annotated[
        tuple[int, ...], Field(description="First and last, from 1; empty: all of them.")
    ]
    text_sha256: Annotated[str, Field(description="Hash of the whole variant; empty: a record.")]
    commit: Annotated[str, Field(description="Commit that it stands in; empty: not committed.")]
    committed: Annotated[str, Field(description="When, ISO 8601 in UTC; empty: not committed.")]


class CitationEntry(Part):
    """One citation."""

    ref: Annotated[str, Field(description="The reference that was cited.")]
    style: Annotated[str, Field(description="Name of the style, or of the CSL file.")]
    text: Annotated[str, Field(description="The citation, without italics.")]
    version: VersionEntry
    doubts: Annotated[
        tuple[str, ...], Field(description="What the citation rests on that nobody has said.")
    ]


class Citations(Part):
    """`provtrack cite`: citations of exactly one version each."""

    schema_: Annotated[Literal["provtrack.citations/1"], Field(alias="schema")]
    citations: tuple[CitationEntry, ...]


class SupersedingEntry(Part):
    """A correction that came after the cited version."""

    id: str
    state: Annotated[str, Field(description="The state that it made.")]
    paragraph: Annotated[int, Field(ge=1, description="In the state before, from 1.")]
    old: str
    new: str
    kind: str
    basis: str
    date: str
    touches: Annotated[
        bool | None, Field(description="Changes a cited paragraph; null: a text between is gone.")
    ]


class VerdictEntry(Part):
    """What became of what one citation cites."""

    citation: str
    standing: Literal["current", "superseded", "unknown"]
    message: str
    cited: Annotated[str, Field(description="The reference that it cites; empty: not found.")]
    current: Annotated[str, Field(description="What to cite today; empty: not known.")]
    touched: Annotated[
        bool | None, Field(description="The cited paragraphs read differently today.")
    ]
    corrections: tuple[SupersedingEntry, ...]


class CitationCheck(Part):
    """`provtrack cite --check`: is what somebody cited still current?"""

    schema_: Annotated[Literal["provtrack.citation-check/1"], Field(alias="schema")]
    citations: tuple[VerdictEntry, ...]
