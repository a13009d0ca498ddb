"""``provtrack.find/1``: documents that go back to one text."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.kinds import Relation
from provtrack.schemas.documents import Part


class OutlineEntry(Part):
    """How the paragraphs of the two members named in `pair` go together, in two languages."""

    left: Annotated[int, Field(description="Paragraphs of the first.")]
    right: Annotated[int, Field(description="Paragraphs of the second.")]
    nats: Annotated[
        float,
        Field(
            description="How much likelier their lengths are as those of a text and its "
            "translation than by chance, as a natural logarithm."
        ),
    ]


class EvidenceEntry(Part):
    """What the two members named in `pair` share, the rarest first."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    words: tuple[str, ...]
    reference: Annotated[str, Field(description="The archive reference that both give, or empty.")]
    outline: Annotated[
        OutlineEntry | None,
        Field(description="Null within one language, or where it says nothing for the two."),
    ] = None


class PassageEntry(Part):
    """Where the two members named in `pair` agree most clearly."""

    left: Annotated[tuple[int, ...], Field(description="Paragraphs of the first, from 1.")]
    right: Annotated[tuple[int, ...], Field(description="Paragraphs of the second, from 1.")]
    score: Annotated[float, Field(ge=0, le=1, description="Share of wording in common.")]


class GroupEntry(Part):
    """Documents that are variants of one another."""

    members: Annotated[tuple[str, ...], Field(description="References or paths, sorted.")]
    relation: Annotated[
        Relation, Field(description="How the two members named in `pair` stand to each other.")
    ]
    score: Annotated[
        float, Field(ge=0, le=1, description="How much the members have in common, on the mean.")
    ]
    pair: Annotated[tuple[str, str], Field(description="The two that are most alike.")]
    evidence: EvidenceEntry
    passage: Annotated[
        PassageEntry | None, Field(description="Null where the two are the same, or share no one.")
    ]
    parallels: Annotated[
        tuple[str, ...],
        Field(description="A member of each other group that shares a passage with this one."),
    ]


class SkippedEntry(Part):
    """A file that was not looked at."""

    path: str
    why: str


class FindSummary(Part):
    """How much there was."""

    documents: int
    groups: int
    grouped: Annotated[int, Field(description="Documents that are in a group.")]
    skipped: int


class Find(Part):
    """`provtrack find`: which documents are variants of one another."""

    schema_: Annotated[Literal["provtrack.find/1"], Field(alias="schema")]
    groups: tuple[GroupEntry, ...]
    skipped: tuple[SkippedEntry, ...]
    summary: FindSummary
