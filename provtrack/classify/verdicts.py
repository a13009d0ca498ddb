"""Kind and significance of a difference."""

from collections.abc import Sequence

from provtrack.classify.hunks import Hunk
from provtrack.classify.units import Unit
from provtrack.model import Kind, Significance

Verdict = tuple[Kind, Significance]


def verdict(hunk: Hunk, left: Sequence[Unit], right: Sequence[Unit]) -> Verdict:
    """What a hunk of two passages' units is."""
    gone = left[hunk.left : hunk.left_end]
    new = right[hunk.right : hunk.right_end]
    if all(unit.is_mark for unit in (*gone, *new)):
        return Kind.PUNCTUATION, Significance.ACCIDENTAL
    if not new:
        return Kind.OMISSION, Significance.SUBSTANTIVE
    if not gone:
        return Kind.ADDITION, Significance.SUBSTANTIVE
    if [unit.key for unit in gone] == [unit.key for unit in new]:
        return Kind.CASE, Significance.ACCIDENTAL
    return Kind.WORDING, Significance.SUBSTANTIVE
