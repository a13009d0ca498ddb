"""The narrow map of all passages beside the texts, drawn from the ribbons."""

from collections.abc import Sequence
from dataclasses import dataclass

from provtrack.model import Alignment
from provtrack.render.html._passages import Row
from provtrack.render.ribbons import Drawn, Extent, draw, extents, number, scale

HEIGHT = 1000
"""User units; the page stretches the map to the height of the window."""
WIDTH = 100
_RIBBON = 16
_GAP = 0.12
"""The share of a paragraph's height that is left free below it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a ribbon as attributes of a rectangle."""

    x: int
    y: str
    width: int
    height: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage of the map: a link to its row."""

    target: str
    classes: str
    label: str
    left: tuple[Block, ...]
    right: tuple[Block, ...]
    bands: tuple[str, ...]
    tick: str


@dataclass(frozen=True, slots=True)
class Map:
    """The whole map, in the units of its view box."""

    width: int
    height: int
    entries: tuple[Entry, ...]


def map_of(alignment: Alignment, statuses: Sequence[str], rows: Sequence[Row]) -> Map:
    """The map of an alignment.

    Args:
        alignment: the links, one for each row.
        statuses: the style class of each link.
        rows: the rows that the map leads to.
    """
    unit = scale(alignment.left, alignment.right, HEIGHT)
    left = extents(alignment.left, unit, _GAP)
    right = extents(alignment.right, unit, _GAP)
    drawn = draw(alignment, left, right, (_RIBBON, WIDTH - _RIBBON))
    entries = [
        _entry(each, status, row) for each, status, row in zip(drawn, statuses, rows, strict=True)
    ]
    # Bands that cross lie over those that do not.
    entries.sort(key=lambda entry: "moved" in entry.classes.split())
    return Map(WIDTH, HEIGHT, tuple(entries))


def _entry(drawn: Drawn, status: str, row: Row) -> Entry:
    classes = [status]
    if drawn.link.moved:
        classes.append("moved")
    if not drawn.bands:
        classes.append("alone")
    if drawn.doubtful:
        classes.append("doubtful")
    if row.substantive:
        classes.append("substantive")
    return Entry(
        target=f"passage-{row.index}",
        classes=" ".join(classes),
        label=row.label,
        left=_blocks(drawn.left, 0),
        right=_blocks(drawn.right, WIDTH - _RIBBON),
        bands=drawn.bands,
        tick=_tick(drawn) if row.facts else "",
    )


def _blocks(runs: Sequence[Extent], x: int) -> tuple[Block, ...]:
    return tuple(Block(x, number(run.top), _RIBBON, number(run.height)) for run in runs)


def _tick(drawn: Drawn) -> str:
    """A short stroke in the middle of the band: a fact differs, seen without colour."""
    runs = [*drawn.left[:1], *drawn.right[:1]]
    middle = sum(run.top + run.bottom for run in runs) / (2 * len(runs))
    return f"M{WIDTH / 2 - 9:g} {number(middle)}h18"
