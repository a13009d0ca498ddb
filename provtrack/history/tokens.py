"""Words of a paragraph as plain strings: what the history of a long text is compared by."""

from collections.abc import Iterable

from provtrack.text import words as words  # noqa: PLC0414

_LONGEST = 8
"""Letters; a longer word says no more about which paragraph it is from."""


def weight(tokens: Iterable[str]) -> int:
    """How much tokens say about which paragraph they are from: their letters; marks say nothing."""
    return sum(min(len(token), _LONGEST) for token in tokens if token[0].isalnum())
