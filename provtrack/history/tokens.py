"""Words of a paragraph as plain strings: what the history of a long text is compared by."""

from collections.abc import Iterable

from provtrack.text import words as words  # noqa: PLC0414


def weight(tokens: Iterable[str]) -> int:
    """How much tokens say about which paragraph they are from: their letters."""
    return len("".join(tokens))
