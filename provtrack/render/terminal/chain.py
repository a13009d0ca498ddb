"""A chain as a tree: states below what they were made from, branches beside them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from provtrack.chain.layout import Row, rows
from provtrack.render.styled import BOLD, DIM, YELLOW, Styled, wrapped
from provtrack.render.wording import UNKNOWN, counts, details, headline, remarks, standing
from provtrack.text import visible

if TYPE_CHECKING:
    from provtrack.render import Screen
    from provtrack.schemas.documents.chain import Chain, ChainSignature

_SIGNS = {"attested": "●", "assumed": "○", "unknown": "?"}
"""Of a state, by how well the step that made it is known."""

_LEAST_ROOM = 24
"""Columns that words are given even where the tree leaves less."""


def chain(value: "Chain", screen: "Screen") -> str:
    """The title, the tree, and what is wrong."""
    head = [(_one_line(value.title), BOLD)], [(_one_line(f"{value.record}: {counts(value)}"), 0)]
    parts = ["".join(line for words in head for line in _lines(words, "", "", screen))]
    drawn = rows(value)
    above = [None, *(row.below for row in drawn)]
    lines = [
        line for row, over in zip(drawn, above, strict=False) for line in _row(row, over, screen)
    ]
    if lines:
        parts.append("".join(lines))
    else:
        parts.append("no steps yet: provtrack chain add appends one\n")
    if lines:
        parts.append(_legend(value, "".join(lines)))
    if value.defects:
        wrong = [f"  {each.message}\n    {each.hint}" for each in value.defects]
        parts.append(visible("\n".join(["what is wrong", *wrong])) + "\n")
    if value.signatures is not None:
        parts.append("".join(_signatures(value.signatures)))
    return "\n".join(parts)


def _legend(value: "Chain", tree: str) -> str:
    """The signs that stand in the tree."""
    summary = value.summary
    signs = [
        ("● attested", summary.attested),
        ("○ assumed", summary.assumed),
        ("? not known", UNKNOWN in tree),
        ("· made no state", any(not step.generates for step in value.steps)),
    ]
    return "   ".join(words for words, is_there in signs if is_there) + "\n"


def _row(row: Row, above: "frozenset[int] | None", screen: "Screen") -> Iterator[str]:
    """The lines of one row, and one that joins it to what stands above: lines in those columns."""
    column = row.column
    if above is not None and (row.state or not row.is_branch):
        yield _bars(above, max(above, default=0) + 1).rstrip() + "\n"
    sign = "·" if row.state is None else _SIGNS.get(row.step.status if row.step else "", "?")
    bars = _bars({each for each in row.below if each < column - row.is_branch}, column)
    if row.is_branch:
        bars = bars[:-2] + ("├─" if column - 1 in row.below else "└─")
    title: Styled = []
    if row.state:
        said = [*remarks(row.state), *filter(None, [standing(row.step)])]
        title = [
            (_one_line(row.state.id), BOLD),
            (f"  {', '.join(said)}" if said else "", 0 if row.step else YELLOW),
        ]
    elif row.step:
        title = _headline(row)
    yield from _lines(title, f"{bars}{sign} ", _under(row), screen)
    if row.step is None:
        return
    if row.state:
        yield from _lines(_headline(row), _under(row), _under(row), screen)
    for name, words in details(row.step, row.others):
        under = f"{_under(row)}  "
        yield from _lines([(_one_line(f"{name}: {words}"), DIM)], under, under, screen)


def _headline(row: Row) -> Styled:
    assert row.step is not None  # noqa: S101  # the type cannot say it
    return [(f"{_one_line(row.step.id)} ", DIM), (_one_line(headline(row.step)), 0)]


def _one_line(words: str) -> str:
    return visible(" ".join(words.split()))


def _under(row: Row) -> str:
    """What stands before the further lines of a row."""
    return _bars({each for each in row.below if each <= row.column}, row.column + 1)


def _bars(columns: "set[int] | frozenset[int]", width: int) -> str:
    return "".join("│ " if each in columns else "  " for each in range(width))


def _lines(words: Styled, first: str, further: str, screen: "Screen") -> Iterator[str]:
    """Words wrapped to what the tree leaves of the screen, the tree before each line."""
    room = max(screen.width - max(len(first), len(further)), _LEAST_ROOM)
    for number, line in enumerate(wrapped(words, room, colour=screen.colour)):
        yield f"{further if number else first}{line}".rstrip() + "\n"


def _signatures(signatures: "tuple[ChainSignature, ...]") -> Iterator[str]:
    yield "signatures\n"
    for each in signatures:
        who = f" by {each.signer}" if each.signer else ""
        said = "not signed" if each.signature == "none" else f"{each.signature}{who}"
        name = each.name if each.object == "tag" else f"{each.id[:10]} {each.name}"
        yield visible(f"  {each.object} {name}: {said}") + "\n"
    if not signatures:
        yield "  no commit and no tag touches this record\n"
