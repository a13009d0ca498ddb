"""The pairs of texts of a collection, for a terminal."""

from itertools import groupby
from typing import TYPE_CHECKING

from provtrack.render.links import shorten
from provtrack.render.pairs import WORDS, kinds, names, summary, sums
from provtrack.render.screen import wrapped
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen
    from provtrack.schemas.documents.comparisons import Comparisons, PairEntry

_NAME = 16
"""Columns that the names of variants are padded to at most; longer ones push the rest aside."""

_LEAST = 16
"""Columns from which it is worth naming the kinds."""


def comparisons(value: "Comparisons", screen: "Screen") -> str:
    """Under each record a line a pair: what it comes to, how many differences, of which kinds."""
    widths = [
        min(_NAME, max((len(name) for name in column), default=0))
        for column in zip(*map(names, value.pairs), strict=True)
    ]
    lines = [
        line
        for record, pairs in groupby(value.pairs, key=lambda pair: pair.record)
        for line in (visible(record), *(_line(pair, widths, screen) for pair in pairs))
    ]
    head = "\n".join(lines) + "\n\n" if lines else ""
    return head + wrapped(summary(value), screen)


def _line(pair: "PairEntry", widths: list[int], screen: "Screen") -> str:
    texts = "  ".join(
        f"{visible(name):<{width}}" for name, width in zip(names(pair), widths, strict=True)
    )
    line = f"  {texts}  {WORDS[pair.outcome]}"
    substantive, accidental = sums(pair)
    if not substantive or not (int(substantive.replace(",", "")) or accidental != "0"):
        return line
    line = f"  {texts}  {WORDS[pair.outcome]:<11}  {substantive:>5} + {accidental:<5}"
    room = screen.width - len(line) - 1
    return f"{line} {shorten(kinds(pair), room)}".rstrip() if room >= _LEAST else line.rstrip()
