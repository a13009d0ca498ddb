"""The chain drawn in characters, for formats that hold no drawing."""

from provtrack.render import Screen
from provtrack.render.terminal.chain import chain
from provtrack.schemas.documents.chain import Chain

_WIDTH = 92
"""Columns that fit a page in small type."""


def tree(value: Chain, screen: Screen | None = None) -> str:
    """The drawing without the title above it."""
    drawn = chain(value, screen or Screen(_WIDTH)).split("\n\n", 1)[-1]
    return drawn.rstrip("\n")
