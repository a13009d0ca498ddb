"""For formats that carry the texts themselves: they need a comparison with nothing filtered out."""

from provtrack.diff import segments
from provtrack.errors import ProvtrackError
from provtrack.model import Comparison


def require_whole(value: Comparison, format_name: str) -> None:
    """Makes sure that both texts can be put together again from a comparison.

    Raises:
        ProvtrackError: passages or edits were left out of it.
    """
    lefts = [number for passage in value.passages for number in passage.link.left]
    rights = [number for passage in value.passages for number in passage.link.right]
    complete = sorted(lefts) == [*value.left.numbers] and sorted(rights) == [*value.right.numbers]
    if not complete or not all(
        _ink(segment.left) == _ink(segment.right)
        for passage in value.passages
        if passage.link.left and passage.link.right
        for segment in segments(passage, value.left, value.right)
        if segment.edit is None
    ):
        raise ProvtrackError(
            f"{format_name} holds both texts whole, so no kind of difference can be left out",
            "leave away --kind and --substantive, or take another --format",
        )


def _ink(text: str) -> str:
    return "".join(text.split())
