"""What the search keeps of a document: numbers that stand for its words, and its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.kinship.lasting import language, lasting
from provtrack.kinship.signatures import signature
from provtrack.names import Authority

if TYPE_CHECKING:
    from provtrack.kinship.signatures import Signature


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """All that the search needs of a document.

    Attributes:
        words: of :func:`provtrack.kinship.signatures.signature`.
        lasting: of :func:`provtrack.kinship.lasting.lasting`.
        language: of :func:`provtrack.kinship.lasting.language`.
    """

    words: "Signature"
    lasting: "Signature"
    language: str


def traits(paragraphs: Sequence[str], authority: Authority | None = None) -> Traits:
    """The traits of a document.

    Args:
        paragraphs: its text.
        authority: names that are written in several ways.
    """
    return Traits(signature(paragraphs), lasting(paragraphs, authority), language(paragraphs))
