"""``provtrack.location/1``."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.model import Kind, Significance
from provtrack.schemas.documents import Part


class ChangeEntry(Part):
    """A difference; a side is empty where it has nothing."""

    kind: Kind
    significance: Significance
    source: Annotated[str, Field(description="What the passage has.")]
    quotation: Annotated[str, Field(description="What stands in its place.")]


class TodayEntry(Part):
    """How a passage reads today that has been changed since."""

    ref: Annotated[str, Field(description="Its paragraphs now; empty when it is gone.")]
    text: Annotated[str, Field(description="The words that answer it now.")]
    changes: Annotated[
        tuple[ChangeEntry, ...],
        Field(description="From 'source', as it was, to 'quotation', as it is."),
    ]
    corrected_by: Annotated[tuple[str, ...], Field(description="Ids of the ledger's entries.")]


class MatchEntry(Part):
    """A passage that a quotation comes from."""

    record: str
    variant: str
    revision: Annotated[
        str,
        Field(description="Newest state or commit that has it; empty: only the working tree."),
    ]
    revisions: Annotated[tuple[str, ...], Field(description="All that have it, the newest first.")]
    paragraphs: Annotated[tuple[int, ...], Field(description="In that revision, from 1.")]
    ref: Annotated[str, Field(description="The reference that names them.")]
    score: Annotated[float, Field(ge=0, le=1, description="Share of letters in common.")]
    exact: Annotated[bool, Field(description="No word differs.")]
    verbatim: Annotated[bool, Field(description="Not even a mark or a capital differs.")]
    current: Annotated[bool, Field(description="The working tree reads the same.")]
    source: Annotated[str, Field(description="The words of the passage.")]
    changes: Annotated[tuple[ChangeEntry, ...], Field(description="What the quotation changed.")]
    today: Annotated[TodayEntry | None, Field(description="Null when it is current.")]
    citation: Annotated[str, Field(description="How to cite it; empty when that is not known.")]


class QuotationEntry(Part):
    """A quotation; without matches it comes from nowhere here."""

    text: str
    place: Annotated[str, Field(description="Where it stands in the article.")]
    matches: Annotated[
        tuple[MatchEntry, ...],
        Field(description="The closest first; between several the words cannot tell."),
    ]
    others: Annotated[int, Field(ge=0, description="More matches that are not named.")]


class LocationSummary(Part):
    """How many of what."""

    quotations: int
    found: int
    exact: Annotated[int, Field(description="Quotations that have an exact match.")]
    outdated: Annotated[int, Field(description="Matches that read otherwise today.")]
    passed_over: int
    texts: Annotated[int, Field(description="Texts searched, every state of each variant.")]
    variants: int


class LocationDocument(Part):
    """`provtrack locate`: where quotations come from."""

    schema_: Annotated[Literal["provtrack.location/1"], Field(alias="schema")]
    quotations: tuple[QuotationEntry, ...]
    passed_over: Annotated[tuple[str, ...], Field(description="Quotations that are too short.")]
    summary: LocationSummary
