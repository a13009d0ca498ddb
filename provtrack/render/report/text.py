"""The report on a screen."""

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from provtrack.render.report.outline import (
    SECTION,
    Block,
    Facts,
    Heading,
    Picture,
    Runs,
    Table,
    Words,
    outline,
)
from provtrack.render.report.tree import tree
from provtrack.render.screen import printed
from provtrack.reporting import Report
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen

_LOOKS = {"i": "italic", "b": "bold", "code": "", "del": "red", "ins": "green"}


def report(value: Report, screen: "Screen") -> str:
    """The whole report; of tables each row as a paragraph, since columns would be too narrow."""
    said = outline(value)
    parts: list[RenderableType] = [Text(visible(said.title), style="bold"), Text(said.kicker)]
    for block in said.blocks:
        parts += _block(block, value, screen)
    return printed(Group(*parts), screen)


def _block(block: Block, value: Report, screen: "Screen") -> list[RenderableType]:
    match block:
        case Heading():
            style = "bold underline" if block.level == SECTION else "bold"
            return [Text(""), Text(visible(block.text), style=style)]
        case Words():
            return [_text(block.runs, "yellow" if block.look == "warning" else "")]
        case Facts():
            grid = Grid.grid(padding=(0, 2))
            for name, runs in block.rows:
                grid.add_row(Text(name, style="dim"), _text(runs))
            return [grid]
        case Table():
            rows = () if block.is_drawn else block.rows
            return [each for row in rows for each in _row(block, row)]
        case Picture():
            return [Text(""), Text.from_ansi(tree(value.chain, screen))]


def _row(table: Table, row: tuple[Runs, ...]) -> list[RenderableType]:
    """The first cells in one line, then what is long."""
    line = Text()
    for name, cell in zip(table.header, row, strict=True):
        if cell:
            line += Text(f"{'; ' if line else ''}{name.lower()} ", style="dim") + _text(cell)
    return [Padding(line, (0, 0, 0, 2))]


def _text(runs: Runs, style: str = "") -> Text:
    text = Text(style=style)
    for run in runs:
        text.append(visible(run.text), style=_LOOKS.get(run.look, ""))
    return text
