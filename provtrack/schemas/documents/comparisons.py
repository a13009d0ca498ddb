"""``provtrack.comparisons/1``: the texts of many records, each pair in a line."""

from typing import Annotated, Literal

from pydantic import Field

from provtrack.kinds import Outcome
from provtrack.schemas.documents import ComparisonSummary, Part, Side


class PairEntry(Part):
    """Two texts of a record, and how much they differ."""

    record: str
    left: Side
    right: Side
    outcome: Annotated[Outcome, Field(description="Whatever --kind or --substantive leave out.")]
    summary: Annotated[
        ComparisonSummary | None,
        Field(description="As of the comparison itself; null where the languages differ."),
    ] = None
    page: Annotated[str, Field(description="The comparison's file below --pages, or empty.")] = ""


class UnreadEntry(Part):
    """A record or text that could not be compared."""

    ref: str
    why: str


class ComparisonsSummary(Part):
    """How much there was, whatever is listed."""

    records: Annotated[int, Field(description="Records with two texts to compare.")]
    others: Annotated[int, Field(description="Records with fewer texts, or without --base.")]
    pairs: int
    identical: int
    accidental: Annotated[int, Field(description="Pairs that differ, but not in what they say.")]
    substantive: int
    unrelated: Annotated[int, Field(description="Pairs with hardly any wording in common.")]
    foreign: Annotated[int, Field(description="Pairs in two languages, which are not compared.")]
    skipped: int


class Comparisons(Part):
    """`provtrack compare --all`: which texts of which records differ, and how."""

    schema_: Annotated[Literal["provtrack.comparisons/1"], Field(alias="schema")]
    pairs: Annotated[
        tuple[PairEntry, ...],
        Field(description="With --kind or --substantive those where such differences are."),
    ]
    skipped: tuple[UnreadEntry, ...]
    summary: ComparisonsSummary
