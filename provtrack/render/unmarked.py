"""The words between two marks, in a view that sets both texts in one column."""

import re

from provtrack.diff import Segment


def unmarked(segment: Segment) -> str:
    """What to show of a stretch that is not marked as a difference.

    Where both sides read the same it has the paragraph breaks of either. Where they do not, since
    only some kinds of difference were asked for, it is the left text.
    """
    if segment.left == segment.right and "\n" not in segment.left:
        return segment.left
    left = re.split(r"(\s+)", segment.left)
    right = re.split(r"(\s+)", segment.right)
    if left[::2] != right[::2]:
        return segment.left
    return "".join(
        "\n" if "\n" in one + other else one for one, other in zip(left, right, strict=True)
    )


def is_partly_marked(segments: tuple[Segment, ...]) -> bool:
    """Whether the sides differ somewhere without a mark."""
    return any(
        segment.left != segment.right
        and "".join(segment.left.split()) != "".join(segment.right.split())
        for segment in segments
        if segment.edit is None
    )
