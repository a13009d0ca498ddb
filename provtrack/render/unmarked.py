"""The words between two marks, in a view that sets both texts in one column."""

import re
from collections.abc import Iterable, Iterator

from provtrack.diff import Segment
from provtrack.model import Edit


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


def together(
    segments: Iterable[Segment],
) -> Iterator[tuple[str, str, str, str, Edit | None]]:
    """Both texts in one: each stretch with the white space around it, which both sides share.

    An edit may have a space before its words in one text only: ``[-He-] {+ Kim+}`` would be a gap
    between two words that answer each other.

    Yields:
        The white space before the words, the words on the left, those on the right (``""`` where
        nothing is marked; the left ones are then what to show), the white space behind them, and
        the edit that marks them.
    """
    for segment in segments:
        if segment.edit is None:
            # Where the sides differ, what is not shown may begin or end with the space.
            before, core, after = cored(unmarked(segment))
            other = cored(segment.right)
            if core and other[1]:
                before, after = before or other[0][:1], after or other[2][:1]
            yield before, core, "", after, None
            continue
        left, right = cored(segment.left), cored(segment.right)
        if segment.left.isspace() and right[0] + right[2]:
            left = left[1], "", ""
        if segment.right.isspace() and left[0] + left[2]:
            right = right[1], "", ""
        before, after = _wider(left[0], right[0]), _wider(left[2], right[2])
        yield before, left[1], right[1], after, segment.edit


def cored(words: str) -> tuple[str, str, str]:
    """White space, words, white space; white space alone counts as words."""
    core = words.strip()
    if not core:
        return "", words, ""
    return words[: len(words) - len(words.lstrip())], core, words[len(words.rstrip()) :]


def _wider(one: str, other: str) -> str:
    return one if "\n" in one or ("\n" not in other and len(one) >= len(other)) else other


def is_partly_marked(segments: tuple[Segment, ...]) -> bool:
    """Whether the sides differ somewhere without a mark."""
    return any(
        segment.left != segment.right
        and "".join(segment.left.split()) != "".join(segment.right.split())
        for segment in segments
        if segment.edit is None
    )
