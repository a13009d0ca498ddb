"""Where quotations come from, for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Marked

from provtrack.locate.values import Change, Located, Location, Match, Today
from provtrack.model import Significance
from provtrack.render.screen import printed
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen

_SHOWN = 300
"""Characters of a quotation; a longer one is known by its beginning."""


_CITED = 3
"""Passages that all get their citation; of more, the first one shows what it looks like."""


def location(value: Location, screen: "Screen") -> str:
    """Each quotation with the passages that it comes from, and how many were found."""
    blocks = [block for each in value.quotations for block in _quotation(each)]
    body = printed(Group(*blocks), screen) if blocks else ""
    return body + printed(Marked(_summary(value)), screen)


def _quotation(value: Located) -> Iterator[RenderableType]:
    heading = Marked("“" + _one_line(value.text, _SHOWN) + "”", style="bold")
    if value.place:
        heading.append(f"  {value.place}", style="dim not bold")
    yield heading
    if not value.matches:
        yield Padding(Marked("not found in any text", style="yellow"), (0, 0, 0, 2))
    for number, match in enumerate(value.matches):
        cited = number == 0 or len(value.matches) <= _CITED
        yield Padding(Group(*_match(match, cited=cited)), (0, 0, 0, 2))
    if value.others:
        yield Padding(Marked(f"and {_plural(value.others, 'passage')} more", "dim"), (0, 0, 0, 2))
    yield ""


def _match(match: Match, *, cited: bool) -> Iterator[RenderableType]:
    line = Marked(visible(match.ref), style="cyan")
    line.append(f"  {_verdict(match)}", style="not bold default")
    yield line
    if not match.verbatim:
        yield Padding(Marked(f"source: {_one_line(match.source, _SHOWN)}"), (0, 0, 0, 2))
        yield from (_change(change) for change in match.changes)
    if match.today:
        yield from _today(match.today)
    if match.citation and cited:
        yield Padding(Marked(f"cite: {visible(match.citation)}"), (0, 0, 0, 2))


def _verdict(match: Match) -> str:
    if match.verbatim:
        words = "to the letter"
    elif match.exact:
        words = "the same words"
    else:
        words = f"misquoted (score {match.score:.2f})"
    if match.current:
        return words if match.revision else f"{words}, not committed yet"
    return f"{words}, changed since"


def _today(today: Today) -> Iterator[RenderableType]:
    if not today.ref:
        yield Padding(Marked("today: the passage is gone", style="yellow"), (0, 0, 0, 2))
    else:
        words = f"today: {_one_line(today.text, _SHOWN) or 'without it'}  ({today.ref})"
        yield Padding(Marked(words, style="yellow"), (0, 0, 0, 2))
        yield from (_change(change) for change in today.changes)
    if today.corrections:
        yield Padding(Marked(f"corrected by: {', '.join(today.corrections)}"), (0, 0, 0, 4))


def _change(change: Change) -> Padding:
    style = "bold" if change.significance is Significance.SUBSTANTIVE else "dim"
    words = f"{change.kind}: {_word(change.source)} → {_word(change.quotation)}"
    return Padding(Marked(words, style=style), (0, 0, 0, 4))


def _word(words: str) -> str:
    return f"“{_one_line(words, 80)}”" if words else "nothing"


def _summary(value: Location) -> str:
    searched = f"{_plural(value.texts, 'text')} of {_plural(value.variants, 'variant')} searched"
    if not value.quotations:
        told = "no quotation to look for"
    else:
        told = f"{value.found} of {_plural(len(value.quotations), 'quotation')} found"
    short = f"; {len(value.passed_over)} too short" if value.passed_over else ""
    return f"{told}{short}; {searched}"


def _one_line(words: str, room: int) -> str:
    words = visible(" ".join(words.split()))
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
