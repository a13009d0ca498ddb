"""``provtrack chain verify``: which state of the chain a text in hand is."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from provtrack.schemas.documents import Comparison, Part


class Outcome(StrEnum):
    """How a text stands to the state that it should be."""

    EQUAL = "equal"
    ACCIDENTALS = "accidentals"
    EARLIER = "earlier"
    LATER = "later"
    CHANGED = "changed"
    UNKNOWN = "unknown"


class Upload(Part):
    """An upload that the chain tells of."""

    step: str
    state: str
    date: str
    url: str
    by: tuple[str, ...]
    withdrawn: bool


class Verification(Part):
    """`provtrack chain verify`: is this text the state that the chain vouches for?"""

    schema_: Annotated[Literal["provtrack.verification/1"], Field(alias="schema")]
    record: str
    variant: str
    text: Annotated[str, Field(description="The reference of the text that was verified.")]
    paragraphs: int
    text_sha256: str
    expected: Annotated[str, Field(description="The state that it was held against.")]
    because: Annotated[
        Literal["named", "uploaded", "last"],
        Field(description="Why that one: it was named, uploaded last, or is the last state."),
    ]
    expected_sha256: Annotated[str, Field(description="Empty: the chain has no hash of it.")]
    outcome: Annotated[
        Outcome,
        Field(
            description="equal; accidentals: but for quotation marks, spaces and paragraph breaks; "
            "earlier or later: another state; changed: none that is known; unknown: no hash."
        ),
    ]
    state: Annotated[str, Field(description="The state that it is; empty: none that is known.")]
    commit: Annotated[str, Field(description="Where in git that state stands; empty: nowhere.")]
    at_hand: Annotated[bool, Field(description="The text of the expected state could be read.")]
    uploads: tuple[Upload, ...]
    comparison: Annotated[
        Comparison | None, Field(description="What differs from the expected state, if anything.")
    ]
