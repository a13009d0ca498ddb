"""The past of a text for a terminal or a pipe. ``blame`` loads nothing that is slow to load."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from provtrack.history.reports import Blamed, Lives
from provtrack.render.past import (
    commit_of,
    day_of,
    entry_of,
    heading_of,
    remark_on,
    state_of,
    what_of,
    who_of,
)
from provtrack.render.styled import columns
from provtrack.text import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

    from provtrack.history.values import Wording
    from provtrack.render import Screen

_LONGEST_NAME = 18
"""Columns of an author's name."""

_LEAST = 20
"""Columns of text, however narrow the screen is."""

_DIM, _PLAIN = "\x1b[2m", "\x1b[0m"

_NUMBER, _TEXT = 4, 5
"""The places of the paragraph's number and of its text in a row."""


def blame(value: Blamed, screen: "Screen") -> str:
    """A line a paragraph, or with the origin of each word as many as its words need."""
    rows = [*_rows(value)]
    widths = [max((columns(row[column]) for row in rows), default=0) for column in range(_TEXT)]
    margin = sum(widths) + 2 * sum(map(bool, widths))
    room = max(screen.width - margin, _LEAST)
    lines = []
    for row in rows:
        cells = [
            _padded(cell, width, right=column == _NUMBER)
            for column, (cell, width) in enumerate(zip(row[:_TEXT], widths, strict=True))
            if width
        ]
        head = "  ".join(cells)
        head = f"{_DIM}{head}{_PLAIN}" if screen.colour else head
        for line in _wrapped(row[_TEXT], room) if value.by_word else [_cut(row[_TEXT], room)]:
            lines.append(f"{head}  {line}".rstrip())
            head = " " * (margin - 2)
    entries = [entry_of(each) for each in value.corrections]
    notes = [line for entry in entries for line in _wrapped(visible(entry), screen.width - 2)]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def _rows(value: Blamed) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Commit, day, author, state with corrections, number, text."""
    versions = value.report.lineage.versions
    for line in value.lines:
        number = str(line.blame.number)
        if value.by_word:
            parts = [(each.version, each.corrections, each.text) for each in line.credits]
        else:
            parts = [(line.blame.origin.version, line.corrections, line.blame.wording.text)]
        for version, entries, text in parts:
            found = versions[version]
            yield (
                commit_of(found),
                day_of(found),
                visible(_cut(who_of(found), _LONGEST_NAME)),
                " ".join(filter(None, [state_of(found), *(each.id for each in entries)])),
                number,
                visible(text),
            )
            number = ""


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - columns(cell))
    return space + cell if right else cell + space


def _cut(text: str, room: int) -> str:
    text = " ".join(text.split())
    if columns(text) <= room:
        return text
    while columns(text) >= room:
        text = text[: max(room - 1, 0)] if len(text) >= room else text[:-1]
    return text.rstrip() + "…"


def _wrapped(text: str, room: int) -> list[str]:
    wide = columns(text) > len(text)
    return textwrap.wrap(text, room // 2 if wide else room, break_on_hyphens=False) or [""]


def history(value: Lives, screen: "Screen") -> str:
    """Each paragraph's life, event by event, with the words that changed marked."""
    from rich.console import Group
    from rich.text import Text as Marked

    from provtrack.render.screen import printed

    body: list[RenderableType] = []
    for life in value.told:
        body.append(Marked(heading_of(life), style="bold"))
        for wording in life.wordings:
            body += _event(value, wording)
        if life.gone:
            body.append(_line(value, life.gone.version))
            ended = value.report.ended_by.get(life.gone.wording, ())
            body += _indented("deleted", *map(entry_of, ended))
        body.append("")
    body += [Marked(line) for line in _untouched(value)]
    return f"{visible(value.report.ref)}\n\n{printed(Group(*body), screen)}"


def _event(value: Lives, wording: "Wording") -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text as Marked

    from provtrack.history.reports import changes
    from provtrack.render.terminal import marked

    yield _line(value, wording.version)
    yield from _indented(what_of(value.report.lineage, wording))
    comparison = changes(wording)
    shown = marked(comparison) if comparison else Marked(visible(wording.text))
    yield Padding(shown, (0, 0, 0, 4))
    yield from _indented(*map(entry_of, value.report.made_by.get(wording, ())))


def _line(value: Lives, place: int) -> "RenderableType":
    from rich.padding import Padding
    from rich.text import Text as Marked

    version = value.report.lineage.versions[place]
    parts = (commit_of(version), day_of(version), who_of(version), state_of(version))
    head = "  ".join(filter(None, parts))
    line = Marked(visible(head), style="cyan")
    line.append(f"  {visible(remark_on(version))}", style="default")
    return Padding(line, (0, 0, 0, 2))


def _indented(*lines: str) -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text as Marked

    for line in lines:
        yield Padding(Marked(visible(line), style="dim"), (0, 0, 0, 4))


def _untouched(value: Lives) -> Iterator[str]:
    """Which paragraphs are as they were when they came."""
    from provtrack.render.screen import runs

    versions = value.report.lineage.versions
    for place, numbers in value.untouched.items():
        version = versions[place]
        parts = (commit_of(version), day_of(version), who_of(version), state_of(version))
        head = "  ".join(filter(None, parts))
        yield visible(f"¶{runs(numbers)} as in {head}")
