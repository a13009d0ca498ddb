"""Tables that keep to the screen: the widest columns are wrapped until the table fits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen

_GAP = 2
"""Spaces between two columns, and those that ``tabulate`` adds to the name of one."""

_LEAST = 12
"""Characters that a column is left, so that a word or a date stands whole."""


def table(rows: Sequence[Sequence[str | int]], header: tuple[str, ...], screen: "Screen") -> str:
    """Rows under a header, no line longer than the screen where that can be had.

    Args:
        rows: The cells, from whoever wrote them: what a terminal would obey is made visible.
        header: The names of the columns.
        screen: Where the table will be read.
    """
    from tabulate import tabulate

    cells = [[visible(each) if isinstance(each, str) else each for each in row] for row in rows]
    natural = _natural(cells, header)
    widths = _fitted(natural, screen.width)
    limits = [
        given if given < wanted else None for given, wanted in zip(widths, natural, strict=True)
    ]
    return tabulate(
        cells,
        header,
        tablefmt="simple",
        maxcolwidths=limits if any(limits) and cells else None,
        disable_numparse=True,
        colalign=[
            "right" if column and all(isinstance(each, int) for each in column) else "left"
            for _, *column in zip(header, *cells, strict=True)
        ],
    )


def fits(rows: Sequence[Sequence[str | int]], header: tuple[str, ...], screen: "Screen") -> bool:
    """Whether a table fits the screen with nothing wrapped."""
    return width(rows, header) <= screen.width


def width(rows: Sequence[Sequence[str | int]], header: tuple[str, ...]) -> int:
    """The columns of the screen that a table takes with nothing wrapped."""
    return _total(_natural(rows, header))


def _natural(rows: Sequence[Sequence[str | int]], header: tuple[str, ...]) -> list[int]:
    """The widths of the columns as the cells are written."""
    return [
        max(len(name) + _GAP, *(len(line) for each in column for line in str(each).split("\n")))
        if column
        else len(name) + _GAP
        for name, *column in zip(header, *rows, strict=True)
    ]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Column widths whose table has at most so many columns of the screen, the widest cut first."""
    fitted = list(widths)
    while _total(fitted) > room and max(fitted) > _LEAST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted
