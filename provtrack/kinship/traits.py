"""What the search keeps of a document: numbers for its words, its shape, and its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.align.across import script
from provtrack.align.tokens import WORD
from provtrack.kinship.lasting import language_of, lasting_of
from provtrack.kinship.shapes import shape
from provtrack.kinship.signatures import signature_of
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
        shape: of :func:`provtrack.kinship.shapes.shape`.
    """

    words: "Signature"
    lasting: "Signature"
    language: str
    shape: "Signature"


def traits(paragraphs: Sequence[str], authority: Authority | None = None) -> Traits:
    """The traits of a document.

    Args:
        paragraphs: its text.
        authority: names that are written in several ways.
    """
    words = list(map(WORD.findall, paragraphs))
    return Traits(
        signature_of(words),
        lasting_of(paragraphs, words, authority),
        language_of(words) or script(paragraphs),
        shape(paragraphs, map(len, words)),
    )
