"""Word-level differences inside the passages of an alignment.

What counts as one difference, and of which kind, is decided in :mod:`provtrack.classify`; here the
verdicts become spans: white space is given to exactly one place, and nothing crosses a paragraph.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from provtrack.model import (
    Alignment,
    Comparison,
    Edit,
    Kind,
    Link,
    Passage,
    Significance,
    Span,
    Status,
    Text,
)

if TYPE_CHECKING:
    from provtrack.classify import Change, Interpreter, Reader
    from provtrack.names import Authority

_BREAK = "\n"
"""Stands between the joined paragraphs of a passage; no paragraph contains it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage, both sides of it.

    Attributes:
        left: its characters in the left paragraphs, joined by line feeds.
        right: its characters in the right paragraphs, joined by line feeds.
        edit: the difference that it is; None where both sides read the same, apart from a line
            feed on one side that stands for a space or for nothing.
    """

    left: str
    right: str
    edit: Edit | None = None


def compare(
    alignment: Alignment,
    *,
    names: "Authority | None" = None,
    abbreviations: Mapping[str, str] | None = None,
) -> Comparison:
    """The differences of two aligned texts, passage by passage, in the order of the links.

    Args:
        alignment: which paragraphs answer each other.
        names: the authority file; it decides which names are one person's or place's.
        abbreviations: what a repository's own abbreviations stand for (``{"PC": "Political
            Council"}``), added to those that provtrack knows.
    """
    left, right = alignment.left, alignment.right
    reader = _reader(left, right, names, abbreviations or {})
    passages = tuple(_passage(link, left, right, reader) for link in alignment.links)
    return Comparison(left, right, passages)


def _reader(
    left: Text, right: Text, names: "Authority | None", abbreviations: Mapping[str, str]
) -> "Reader | Interpreter":
    """Who reads two texts: one who looks at their words, or at their facts in two languages."""
    from provtrack.align.across import differ
    from provtrack.classify import Interpreter, Reader, language_of

    dates = (left.date or right.date, right.date or left.date)
    if differ(left.paragraphs, right.paragraphs, (left.language, right.language)):
        return Interpreter((language_of(left), language_of(right)), dates, names, abbreviations)
    return Reader(names=names, abbreviations=abbreviations, left_date=dates[0], right_date=dates[1])


def segments(passage: Passage, left: Text, right: Text) -> tuple[Segment, ...]:
    """A passage as a sequence of equal and differing stretches.

    The ``left`` of all segments, put together, are the passage's left paragraphs joined by line
    feeds; likewise the ``right``.

    Args:
        passage: of a comparison of ``left`` and ``right``.
        left: the text that the left numbers refer to.
        right: the text that the right numbers refer to.
    """
    sides = (_Side(left, passage.link.left), _Side(right, passage.link.right))
    done = [0, 0]
    result: list[Segment] = []
    for edit in passage.edits:
        ranges = tuple(
            side.place(span, at)
            for side, span, at in zip(sides, (edit.left, edit.right), done, strict=True)
        )
        before = [
            side.text[at:start] for side, at, (start, _) in zip(sides, done, ranges, strict=True)
        ]
        if any(before):
            result.append(Segment(before[0], before[1]))
        own = [side.text[start:end] for side, (start, end) in zip(sides, ranges, strict=True)]
        result.append(Segment(own[0], own[1], edit))
        done = [end for _, end in ranges]
    rest = [side.text[at:] for side, at in zip(sides, done, strict=True)]
    if any(rest):
        result.append(Segment(rest[0], rest[1]))
    return tuple(result)


class _Side:
    """The paragraphs of one side of a link, joined, and the way from there to spans and back."""

    def __init__(self, text: Text, numbers: Sequence[int]) -> None:
        paragraphs = [text.paragraph(number) for number in numbers]
        self.numbers = numbers
        self.text = _BREAK.join(paragraphs)
        lengths = (len(paragraph) + 1 for paragraph in paragraphs)
        self.starts = list(accumulate(lengths, initial=0))[:-1]
        self.is_whole = len(paragraphs) == 1

    def place(self, span: Span | None, default: int) -> tuple[int, int]:
        """Where a span stands in the joined text."""
        if span is None:
            return default, default
        offset = self.starts[self.numbers.index(span.paragraph)]
        return offset + span.start, offset + span.end

    def span(self, start: int, end: int) -> Span:
        """The span of a stretch of the joined text that holds no break."""
        if self.is_whole:
            return Span(self.text[start:end], self.numbers[0], start, end)
        index = bisect_right(self.starts, start) - 1
        offset = self.starts[index]
        return Span(self.text[start:end], self.numbers[index], start - offset, end - offset)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch of the joined text, cut at the breaks, without empty pieces."""
        result = []
        while (cut := self.text.find(_BREAK, start, end)) >= 0:
            result.append((start, cut))
            start = cut + 1
        result.append((start, end))
        return [piece for piece in result if piece[0] < piece[1]]


def _passage(link: Link, left: Text, right: Text, reader: "Reader | Interpreter") -> Passage:
    if not link.right:
        spans = [_whole(left, number) for number in link.left]
        gone = (Edit(Kind.OMISSION, Significance.SUBSTANTIVE, span, None) for span in spans)
        return Passage(link, Status.REMOVED, tuple(gone))
    if not link.left:
        spans = [_whole(right, number) for number in link.right]
        new = (Edit(Kind.ADDITION, Significance.SUBSTANTIVE, None, span) for span in spans)
        return Passage(link, Status.ADDED, tuple(new))
    sides = (_Side(left, link.left), _Side(right, link.right))
    if sides[0].text == sides[1].text:
        return Passage(link, Status.EQUAL)
    edits = tuple(
        edit
        for change in reader.changes(sides[0].text, sides[1].text)
        for edit in _edits(change, sides)
    )
    return Passage(link, Status.CHANGED if edits else Status.EQUAL, edits)


def _whole(text: Text, number: int) -> Span:
    paragraph = text.paragraph(number)
    return Span(paragraph, number, 0, len(paragraph))


def _edits(change: "Change", sides: tuple[_Side, _Side]) -> Iterator[Edit]:
    """The edits that one change makes: more than one where it crosses a paragraph break."""
    if sides[0].is_whole and sides[1].is_whole:
        left, right = sides[0].span(*change.left), sides[1].span(*change.right)
        yield Edit(change.kind, change.significance, left, right)
        return
    ends = [change.left[0], change.right[0]]
    cut = [
        side.pieces(*stretch)
        for side, stretch in zip(sides, (change.left, change.right), strict=True)
    ]
    for pieces in zip_longest(*cut):
        found = [piece or (end, end) for piece, end in zip(pieces, ends, strict=True)]
        ends = [end for _, end in found]
        spans = [side.span(*piece) for side, piece in zip(sides, found, strict=True)]
        yield Edit(_kind_of_piece(change.kind, *spans), change.significance, spans[0], spans[1])


def _kind_of_piece(kind: Kind, left: Span, right: Span) -> Kind:
    """A replacement that was cut leaves pieces that have nothing on the other side."""
    if kind is not Kind.WORDING or (left.text and right.text):
        return kind
    return Kind.OMISSION if left.text else Kind.ADDITION
