"""A verification with the comparison that its renderers write out, and its words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.schemas.documents.verification import Outcome, Verification

if TYPE_CHECKING:
    from provtrack.model import Comparison


@dataclass(frozen=True, slots=True)
class Verified:
    """What ``chain verify`` found.

    Attributes:
        document: the verdict, its ``comparison`` still empty.
        comparison: the expected state and the text; ``None`` where the state is not at hand.
    """

    document: Verification
    comparison: "Comparison | None" = None


_BECAUSE = {
    "named": "the state that was named",
    "uploaded": "the state that was uploaded last",
    "last": "the last state",
}


def sentence(value: Verification) -> str:
    """The verdict in one sentence."""
    expected = f"{value.expected}, {_BECAUSE[value.because]}"
    match value.outcome:
        case Outcome.EQUAL:
            return f"equal to {expected}"
        case Outcome.ACCIDENTALS:
            return (
                f"equal to {expected}, but for quotation marks, spaces or paragraph breaks: "
                "not the same to the letter"
            )
        case Outcome.EARLIER | Outcome.LATER:
            return f"not {expected}, but {value.state}, {_an(value.outcome)} one"
        case Outcome.UNKNOWN:
            return (
                f"cannot be verified: the chain has no hash of {expected}, whose text is not kept "
                "here"
            )
        case _:
            return f"changed: neither {expected}, nor any other that the chain knows"


def _an(word: str) -> str:
    return f"an {word}" if word == Outcome.EARLIER else f"a {word}"


def facts(value: Verification) -> list[str]:
    """What else there is to say, a line each."""
    said = []
    if value.commit:
        said.append(f"{value.state or value.expected} stands in commit {value.commit[:12]}")
    for upload in value.uploads:
        by = f" by {', '.join(upload.by)}" if upload.by else ""
        end = " (withdrawn)" if upload.withdrawn else ""
        place = f": {upload.url}" if upload.url else ""
        said.append(f"{upload.state} uploaded{by}, {upload.date or 'date ?'}{end}{place}")
    if value.outcome not in {Outcome.EQUAL, Outcome.UNKNOWN} and not value.at_hand:
        said.append(f"the text of {value.expected} is not kept here, so what differs is not known")
    return said
