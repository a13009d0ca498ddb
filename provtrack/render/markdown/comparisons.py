"""The pairs of texts of a collection, as Markdown."""

from typing import TYPE_CHECKING

from provtrack.render.markdown.words import code, line, table
from provtrack.render.pairs import WORDS, kinds, summary, sums

if TYPE_CHECKING:
    from provtrack.schemas.documents.comparisons import Comparisons

_HEADER = ("left", "right", "outcome", "substantive", "accidental", "kinds of what is substantive")


def comparisons(value: "Comparisons") -> str:
    """A table with a row a pair."""
    said = line(summary(value)) + "\n"
    if not value.pairs:
        return said
    rows = (
        (
            code(pair.left.ref),
            code(pair.right.ref),
            WORDS[pair.outcome],
            *sums(pair),
            kinds(pair),
        )
        for pair in value.pairs
    )
    return f"{said}\n{table(rows, _HEADER)}\n"
