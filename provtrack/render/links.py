"""Links as a table in plain text; loads nothing but what makes tables.

Rich would cost a tenth of what it takes to align two short texts.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from provtrack.model import Alignment, Link, Text
from provtrack.render.remarks import unrelated
from provtrack.render.screen import runs, wrapped
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen

_BEGINNING = 8
"""Columns from which it is worth showing how a paragraph begins."""


def alignment(value: Alignment, screen: "Screen") -> str:
    """A table of links, and how many there are of each shape."""
    if not value.links:
        return f"{headline(value.left, value.right)}\n\nno link is in doubt\n"
    rows: list[tuple[str, ...]] = [
        (
            runs(link.left) or "·",
            runs(link.right) or "·",
            f"{link.score:.2f}" if link.left and link.right else "",
            f"{link.confidence:.2f}",
            ", ".join(remarks(link)),
        )
        for link in value.links
    ]
    header = ("left", "right", "score", "sure", "")
    table = _tabulated(rows, header)
    room = screen.width - len(f"{table.splitlines()[1]}  ")
    if room >= _BEGINNING:
        openings = [shorten(_opening(value, link), room) for link in value.links]
        rows = [(*row, opening) for row, opening in zip(rows, openings, strict=True)]
        table = _tabulated(rows, (*header, "begins"))
    counts = value.counts
    summary = (
        f"{counts['links']} links: {counts['one_to_one']} one to one, {counts['grouped']} grouped, "
        f"{counts['left_only']} only left, {counts['right_only']} only right, "
        f"{counts['moved']} moved"
    )
    sentence = unrelated(value.left, value.right, value.links)
    warning = f"{wrapped(sentence, screen)}\n" if sentence else ""
    head = headline(value.left, value.right)
    return f"{head}\n\n{warning}{table}\n\n{wrapped(summary, screen)}"


def _tabulated(rows: Sequence[tuple[str, ...]], header: tuple[str, ...]) -> str:
    from tabulate import tabulate

    return tabulate(rows, header, tablefmt="simple", disable_numparse=True)


def _opening(value: Alignment, link: Link) -> str:
    text, numbers = (value.left, link.left) if link.left else (value.right, link.right)
    return visible(text.paragraph(numbers[0]))


def headline(left: Text, right: Text) -> str:
    """The names and sizes of two texts, a line each."""
    width = max(len(left.ref), len(right.ref))
    return "\n".join(
        f"{sign} {visible(side.ref):<{width}}  {plural(len(side.paragraphs), 'paragraph')}"
        for sign, side in (("-", left), ("+", right))
    )


def remarks(link: Link) -> list[str]:
    """What is to be said of a link besides its numbers."""
    sizes = len(link.left), len(link.right)
    found: list[str] = []
    if not all(sizes):
        found.append(f"only {only(link)}")
    elif max(sizes) > 1:
        found.append("split" if sizes[0] == 1 else "merged" if sizes[1] == 1 else "regrouped")
    if link.moved:
        found.append("moved")
    if link.pinned:
        found.append("pinned")
    return found


def only(link: Link) -> str:
    """Which side alone has something."""
    return "left" if link.left else "right"


def shorten(content: str, room: int) -> str:
    """Words in one line, cut where there is no more room."""
    content = " ".join(content.split())
    return content if len(content) <= room else content[: room - 1].rstrip() + "…"


def plural(number: int, noun: str) -> str:
    """A number and what it counts."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
