"""Documents that go back to one text, for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text as Marked

from provtrack.kinship.values import Finding, Group
from provtrack.render.kin import summary, told
from provtrack.render.screen import printed
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen

_SHOWN = 12
"""Members of a group; the others are counted."""


def finding(value: Finding, screen: "Screen") -> str:
    """Each group with its members and what speaks for it, then how much was looked at."""
    blocks = [block for each in value.groups for block in _group(each)]
    return printed(Lines(*blocks, Marked(summary(value))), screen)


def _group(each: Group) -> Iterator[RenderableType]:
    yield Marked(f"{each.relation.value}  {each.score:.2f}", style="bold")
    for member in each.members[:_SHOWN]:
        yield Padding(Marked(visible(member)), (0, 0, 0, 2))
    if len(each.members) > _SHOWN:
        yield Padding(Marked(f"and {len(each.members) - _SHOWN} more", "dim"), (0, 0, 0, 2))
    for line in told(each):
        yield Padding(Marked(visible(line), style="dim"), (0, 0, 0, 4))
    yield ""
