"""What all text output needs: rich content as lines, and numbers as runs."""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

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
