"""The narrow map of all passages beside the texts, drawn from the ribbons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from markupsafe import Markup

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
class Map:
    """The whole map, in the units of its view box: a link to its row for each passage."""

    width: int
    height: int
    marks: Markup


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
        (each.link.moved, _entry(each, status, row))
        for each, status, row in zip(drawn, statuses, rows, strict=True)
    ]
    # Bands that cross lie over those that do not.
    entries.sort(key=itemgetter(0))
    marks = "".join(entry for _, entry in entries)
    return Map(WIDTH, HEIGHT, Markup(marks))  # noqa: S704  # nothing in it is the text's


def _entry(drawn: Drawn, status: str, row: Row) -> str:
    classes = [status]
    if drawn.link.moved:
        classes.append("moved")
    if not drawn.bands:
        classes.append("alone")
    if drawn.doubtful:
        classes.append("doubtful")
    if row.substantive:
        classes.append("substantive")
    parts = [
        f'<a href="#passage-{row.index}" tabindex="-1" class="{" ".join(classes)}">',
        f"<title>{row.label}</title>",
        *(f'<path class="band" d="{band}"/>' for band in drawn.bands),
        *_blocks(drawn.left, "l", 0),
        *_blocks(drawn.right, "r", WIDTH - _RIBBON),
    ]
    if row.facts:
        parts.append(f'<path class="tick" d="{_tick(drawn)}"/>')
    return "".join([*parts, "</a>\n"])


def _blocks(runs: Sequence[Extent], side: str, x: int) -> Iterator[str]:
    """Stretches of a ribbon as rectangles."""
    for run in runs:
        y, height = number(run.top), number(run.height)
        yield f'<rect class="{side}" x="{x}" y="{y}" width="{_RIBBON}" height="{height}"/>'


def _tick(drawn: Drawn) -> str:
    """A short stroke in the middle of the band: a fact differs, seen without colour."""
    runs = [*drawn.left[:1], *drawn.right[:1]]
    middle = sum(run.top + run.bottom for run in runs) / (2 * len(runs))
    return f"M{WIDTH / 2 - 9:g} {number(middle)}h18"
