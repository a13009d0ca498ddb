"""What all text output needs: rich content as lines, and numbers as runs."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from provtrack.render import Screen


def printed(content: "RenderableType", screen: "Screen") -> str:
    """Content as lines for a screen, without white space at their ends."""
    from rich.console import Console

    stream = io.StringIO()
    console = Console(
        file=stream,
        width=screen.width,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(content)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def below(blocks: "Sequence[tuple[RenderableType, int]]", screen: "Screen") -> str:
    """Blocks below each other as lines for a screen, each indented by so many columns."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    if screen.colour or not all(isinstance(content, Text) for content, _ in blocks):
        padded = (Padding(content, (0, 0, 0, indent)) for content, indent in blocks)
        return printed(Group(*padded), screen)
    lines: list[str] = []
    for content, indent in blocks:
        assert isinstance(content, Text)  # noqa: S101  # seen above
        found = filled(content.plain, screen.width - indent)
        if found is None:
            lines += printed(Padding(content, (0, 0, 0, indent)), screen).splitlines()
        else:
            lines += [" " * indent + line if line else "" for line in found]
    return "".join(f"{line}\n" for line in lines)


def hanging(content: "Text", indent: int, screen: "Screen") -> "list[tuple[RenderableType, int]]":
    """A line as blocks for :func:`below`; what does not fit goes on below it, indented."""
    from rich.cells import cell_len
    from rich.console import Console

    if cell_len(content.plain) <= screen.width:
        return [(content, 0)]
    first, *others = content.wrap(Console(width=screen.width), screen.width - indent)
    return [(first, 0), *((line, indent) for line in others)]


_SIMPLE = re.compile(
    "[ -~\n\xa1-\xac\xae-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u2010-\u2027≠]*"
)
"""Texts whose every character takes one column: of Latin, Greek and Russian, with their marks, and
the sign that headings begin with."""


def filled(text: str, width: int) -> list[str] | None:
    """A text as lines that are as full as can be, just as rich fills them, in a tenth of the time.

    Returns:
        The lines; None where it takes more than cutting at spaces: for a word that is longer than
        a line, a line that begins with a space, characters of another width.
    """
    if not _SIMPLE.fullmatch(text):
        return None
    lines: list[str] = []
    for line in text.split("\n"):
        rest = line.rstrip(" ")
        if rest.startswith(" "):
            return None
        start = 0
        while len(rest) - start > width:
            cut = rest.rfind(" ", start, start + width + 1)
            if cut <= start:
                return None
            lines.append(rest[start:cut].rstrip(" "))
            while rest[cut] == " ":
                cut += 1
            start = cut
        lines.append(rest[start:])
    return lines


def wrapped(sentence: str, screen: "Screen") -> str:
    """A sentence as lines for a screen."""
    if sentence.isascii() and sentence.isprintable() and len(sentence) <= screen.width:
        return f"{sentence.rstrip()}\n"  # it fits, which needs no rich
    from rich.text import Text

    return printed(Text(sentence), screen)


def runs(numbers: Iterable[int]) -> str:
    """Numbers in ascending order, those that follow each other as a run: ``1-3, 7``."""
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in _runs(sorted(numbers))
    )


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]
