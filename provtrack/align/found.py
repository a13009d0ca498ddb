"""What the search for links hands to those who describe them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provtrack.align.tokens import Encoded, Floats


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of paragraphs that answer each other, and what tells how sure that is.

    Attributes:
        pairs: left and right paragraphs, counted from 0.
        encoded: both texts, the left one in words of the right one where these answer each other.
        kept: by token number, how often a word comes back; ``None`` where words weren't compared.
        sure: confidence of every link, where it doesn't depend on its words.
    """

    pairs: list[tuple[int, int]]
    encoded: "Encoded"
    kept: "Floats | None" = None
    sure: float | None = None
