"""A collation for a terminal or a pipe: the lead's text and, under it, a classical apparatus.

A raised number in the text leads to its line: the lemma, a bracket, then what the others read and
who reads so (P. Maas, "Textkritik", 1927, for the form; a negative apparatus, which names only
those who depart from the lemma).
"""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Marked
from tabulate import tabulate

from provtrack.collation.values import Collation, Place, Row
from provtrack.model import Significance
from provtrack.render.screen import printed, runs
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", _DIGITS)


def collation(value: Collation, screen: "Screen") -> str:
    """The witnesses, each passage with its apparatus, and how often any two agree."""
    head = _witnesses(value)
    if value.identical:
        count = len(value.witnesses[0].text.paragraphs)
        noun = "paragraph" if count == 1 else "paragraphs"
        return f"{head}\n\nidentical: {count:,} {noun} in all {len(value.witnesses)} texts\n"
    body: list[RenderableType] = []
    for agrees, rows in groupby(value.rows, lambda row: row.agrees):
        if agrees:
            body += [_agreeing(value, list(rows)), ""]
        else:
            for row in rows:
                body += [_heading(value, row), Padding(_passage(value, row), (0, 0, 1, 4))]
    return f"{head}\n\n{printed(Group(*body), screen)}{_summary(value)}"


def _witnesses(value: Collation) -> str:
    rows = []
    for index, each in enumerate(value.witnesses):
        size = len(each.text.paragraphs)
        remarks = [f"{size:,} paragraph{'' if size == 1 else 's'}"]
        remarks += ["the base"] if index == 0 else []
        remarks += [f"in {each.text.language}, beside it by paragraph"] if each.foreign else []
        rows.append((each.siglum, visible(each.text.ref), ", ".join(remarks)))
    return tabulate(rows, tablefmt="plain", disable_numparse=True)


def _agreeing(value: Collation, rows: list[Row]) -> Marked:
    numbers = [
        [number for row in rows for number in row.numbers[index]]
        for index in range(len(value.witnesses))
    ]
    return Marked(f"= {_places(value, numbers)}  all agree", style="dim")


def _heading(value: Collation, row: Row) -> Marked:
    heading = Marked("≠ ", style="bold")
    heading.append(_places(value, row.numbers, row.moved))
    return heading


def _places(value: Collation, numbers: Iterable[Iterable[int]], moved: Iterable[int] = ()) -> str:
    parts = []
    for index, (witness, own) in enumerate(zip(value.witnesses, numbers, strict=True)):
        place = f"¶{runs(own)}" if own else "—"
        parts.append(f"{witness.siglum} {place}{' moved' if index in moved else ''}")
    return " | ".join(parts)


def _passage(value: Collation, row: Row) -> Group:
    """The lead's text with numbers raised in it, and a line for each number."""
    text = Marked()
    notes = Table.grid(padding=(0, 1, 0, 0))
    notes.add_column(justify="right", no_wrap=True, style="dim")
    notes.add_column()
    number, before = 0, ""
    for place in row.places:
        stretch = place.stretches[row.lead] or ""
        if not place.varies:
            text.append(visible(stretch))
            before = stretch
            continue
        number += 1
        core = stretch.rstrip()
        space = stretch[len(core) :]
        if not core and text.plain.endswith(" "):
            # The number of an insertion stands at the word before it, not at the next one.
            text.right_crop(1)
            space = " "
        text.append(visible(core), style="underline")
        text.append(" " if not core and text.plain[-1:] in {*_DIGITS} else "")
        text.append(str(number).translate(_RAISED), style="bold")
        text.append(space)
        notes.add_row(str(number), _note(value, place, before))
        before = stretch or before
    lines: list[RenderableType] = [text]
    if number:
        lines.append(notes)
    lines += [
        Marked(f"{value.witnesses[index].siglum} {visible(value.words(row, index))}")
        for index in row.beside
    ]
    return Group(*lines)


def _note(value: Collation, place: Place, before: str) -> Marked:
    """A line of the apparatus; what is inserted has the word before it for a lemma."""
    note = Marked()
    if not place.lemma.text:
        note.append("after " if before else "at the beginning", style="italic")
    lemma = place.lemma.text or "".join(before.split()[-1:])
    note.append(f"{visible(lemma)}] ")
    for count, reading in enumerate(place.readings[1:]):
        note.append("; " if count else "")
        weight = "bold" if reading.significance is Significance.SUBSTANTIVE else ""
        note.append(visible(reading.text) or "om.", style=weight if reading.text else "italic")
        sigla = " ".join(value.witnesses[index].siglum for index in reading.witnesses)
        note.append(f" {sigla}", style="bold")
        note.append(f" ({reading.significance}: {', '.join(reading.kinds)})", style="dim")
    return note


def _summary(value: Collation) -> str:
    counts = value.counts
    sentence = (
        f"places that vary: {counts['places']} in {counts['passages']} passages; "
        f"{counts['substantive']} substantive, {counts['accidental']} accidental; "
        f"{counts['moved']} moved, {counts['incomplete']} not in every text"
    )
    return f"{_agreement_table(value)}{sentence}\n"


def _agreement_table(value: Collation) -> str:
    """How often two witnesses read the same, from three witnesses on."""
    agreements = value.agreements
    indices = [index for index, each in enumerate(value.witnesses) if not each.foreign]
    if len(indices) <= 2 or not any(both for _, both in agreements.values()):  # noqa: PLR2004  # a pair
        return ""
    rows = [
        [
            value.witnesses[row].siglum,
            *(_share(agreements.get((row, column))) for column in indices if column > indices[0]),
        ]
        for row in indices[:-1]
    ]
    header = ("agree", *(value.witnesses[index].siglum for index in indices[1:]))
    return tabulate(rows, header, tablefmt="simple", disable_numparse=True) + "\n\n"


def _share(agreement: tuple[int, int] | None) -> str:
    return f"{agreement[0]}/{agreement[1]}" if agreement else ""
