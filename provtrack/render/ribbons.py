"""Two texts as ribbons and their links as bands between them: geometry only, no markup.

Lengths are in the user units of whoever draws; y grows downwards, as in SVG.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from provtrack.model import Alignment, Link, Text

SHORTEST = 60
"""Characters. A shorter paragraph is drawn as if it had this many, or headings could not be seen;
it is about one line of a book."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of a ribbon, from ``top`` to ``bottom``."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How tall it is, never negative."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Drawn:
    """One link as it is drawn.

    Attributes:
        link: what it shows.
        left: a stretch for each run of neighbouring left paragraphs, in order.
        right: the same on the right.
        bands: SVG path data, one for each pair of a left run and a right run.
    """

    link: Link
    left: tuple[Extent, ...]
    right: tuple[Extent, ...]
    bands: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at this link; what an editor ruled is not in doubt."""
        return self.link.doubtful


def scale(left: Text, right: Text, height: float) -> float:
    """The height of one character when the longer text fills ``height``; 0 for empty texts."""
    longest = max(
        sum(max(len(paragraph), SHORTEST) for paragraph in text.paragraphs)
        for text in (left, right)
    )
    return height / longest if longest else 0


def extents(text: Text, unit: float, gap: float, shortest: int = SHORTEST) -> dict[int, Extent]:
    """Where each paragraph stands on its ribbon.

    Args:
        text: the paragraphs.
        unit: the height of one character.
        gap: the share of a paragraph's height, from 0 to 1, left free below it.
        shortest: a paragraph of fewer characters is drawn as if it had so many.

    Returns:
        Paragraph number to extent; the extents ascend and do not overlap.
    """
    placed: dict[int, Extent] = {}
    top = 0.0
    for number, paragraph in zip(text.numbers, text.paragraphs, strict=True):
        height = max(len(paragraph), shortest) * unit
        placed[number] = Extent(top, top + height * (1 - gap))
        top += height
    return placed


def draw(
    alignment: Alignment,
    left: dict[int, Extent],
    right: dict[int, Extent],
    ends: tuple[float, float],
) -> tuple[Drawn, ...]:
    """All links of an alignment as bands between two ribbons.

    Args:
        alignment: the links.
        left: where the left paragraphs stand, from :func:`extents`.
        right: where the right paragraphs stand.
        ends: the x at which bands leave the left ribbon and the x at which they reach the right.
    """
    drawn = []
    for link in alignment.links:
        lefts, rights = _runs(link.left, left), _runs(link.right, right)
        bands = tuple(_band(start, end, ends) for start in lefts for end in rights)
        drawn.append(Drawn(link, lefts, rights, bands))
    return tuple(drawn)


def number(value: float) -> str:
    """A length as SVG writes it: at most two decimals, no trailing zeros, never ``-0``."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _runs(numbers: Sequence[int], placed: dict[int, Extent]) -> tuple[Extent, ...]:
    """The stretches that paragraphs cover, neighbours joined."""
    runs: list[Extent] = []
    before = None
    for paragraph in numbers:
        here = placed[paragraph]
        if before is not None and paragraph == before + 1:
            runs[-1] = Extent(runs[-1].top, here.bottom)
        else:
            runs.append(here)
        before = paragraph
    return tuple(runs)


def _band(start: Extent, end: Extent, ends: tuple[float, float]) -> str:
    x0, x1 = map(number, ends)
    middle = number(sum(ends) / 2)
    a, b, c, d = map(number, (start.top, end.top, end.bottom, start.bottom))
    return f"M{x0} {a}C{middle} {a} {middle} {b} {x1} {b}V{c}C{middle} {c} {middle} {d} {x0} {d}Z"
