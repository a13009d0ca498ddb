"""Where the words of an entry stand in a text, and the text with other words in their place."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol, TypeVar

from provtrack.errors import ProvtrackError
from provtrack.text import clean

BREAK = "\n"
"""Parts paragraphs in the words of an entry; no paragraph contains it."""

_SHOWN = 60
"""Characters of an entry's words that a message repeats."""

_AROUND = 24
"""Characters on either side of a place that a message repeats."""


class Words(Protocol):
    """What an entry says: these words of that paragraph became those."""

    @property
    def paragraph(self) -> int:
        """The paragraph in the state before, from 1."""

    @property
    def old(self) -> str:
        """The words that stood there; empty puts new paragraphs before ``paragraph``."""

    @property
    def new(self) -> str:
        """The words in their place; empty takes words or whole paragraphs away."""


E = TypeVar("E", bound=Words)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the paragraph they begin in, from 1, and the characters of it, from 0.

    ``end`` counts on over line feeds into the next paragraphs, when the words do.
    """

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Descent:
    """What a paragraph of the next state was made of.

    Attributes:
        sources: numbers of the paragraphs of the state before that it goes back to, ascending;
            none for an inserted one.
        entries: which entries had a hand in it, by their place in the sequence, from 0.
    """

    sources: tuple[int, ...]
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A state, and how each of its paragraphs came out of the state before."""

    paragraphs: tuple[str, ...]
    descents: tuple[Descent, ...]


def places(paragraphs: Sequence[str], entry: Words) -> list[Place]:
    """All places in the entry's paragraph where its old words begin.

    Args:
        paragraphs: the whole text of the state before.
        entry: with words that may run on into the next paragraphs. Empty ``old`` has one place,
            at the start of its paragraph, which may be one more than the last.

    Returns:
        None when the text has no such paragraph; places that overlap are counted.
    """
    if not 1 <= entry.paragraph <= len(paragraphs) + (not entry.old):
        return []
    if not entry.old:
        return [Place(entry.paragraph, 0, 0)]
    old = _composed(entry.old)
    first = entry.paragraph - 1
    length = len(paragraphs[first])
    # Words without a line feed cannot leave their paragraph, whatever follows it.
    reach = paragraphs[first : first + 1 + old.count(BREAK)]
    text = BREAK.join(reach) + (BREAK if first + len(reach) < len(paragraphs) else "")
    found = []
    start = text.find(old)
    while 0 <= start <= length:
        found.append(Place(entry.paragraph, start, start + len(old)))
        start = text.find(old, start + 1)
    return found


def apply(paragraphs: Sequence[str], entries: Sequence[Words]) -> tuple[str, ...]:
    """The next state: a text with the new words of all entries in place of the old ones.

    Args:
        paragraphs: the state before, in stored form (:func:`provtrack.text.split_lines`).
        entries: all entries that lead to the next state; their order matters only where several
            insert paragraphs at one place.

    Returns:
        Paragraphs in stored form: white space that was left over is gone, and so are paragraphs
        without words.

    Raises:
        ProvtrackError: the old words of an entry stand nowhere or in several places of its
            paragraph, or the words of two entries overlap; the message names the entry.
    """
    return trace(paragraphs, entries).paragraphs


def trace(paragraphs: Sequence[str], entries: Sequence[Words]) -> Applied:
    """Like :func:`apply`, and which paragraph of the next state goes back to which.

    Raises:
        ProvtrackError: as for :func:`apply`.
    """
    starts = list(accumulate((len(each) + 1 for each in paragraphs), initial=0))
    spans = []
    for index, entry in enumerate(entries):
        place = only_place(paragraphs, entry)
        start = starts[place.paragraph - 1] + place.start
        spans.append(_Span(start, start + place.end - place.start, index, entry))
    spans.sort(key=lambda span: (span.start, span.end, span.index))
    _refuse_overlaps(spans)
    return _cut(_compose(paragraphs, starts, spans))


def only_place(paragraphs: Sequence[str], entry: Words) -> Place:
    """The one place of an entry.

    Raises:
        ProvtrackError: there is none, or more than one.
    """
    found = places(paragraphs, entry)
    if len(found) == 1:
        return found[0]
    if found:
        shown = "; ".join(f"“{around(paragraphs, place)}”" for place in found[:3])
        raise ProvtrackError(
            f"{_prefix(entry)}“{brief(entry.old)}” stands {len(found)} times in "
            f"paragraph {entry.paragraph}: {shown}",
            "quote more of the words around it, so that they stand there once",
        )
    if entry.paragraph > len(paragraphs) + (not entry.old):
        raise ProvtrackError(
            f"{_prefix(entry)}there is no paragraph {entry.paragraph}",
            f"the text has {len(paragraphs)}",
        )
    raise ProvtrackError(
        f"{_prefix(entry)}“{brief(entry.old)}” does not stand in paragraph {entry.paragraph}",
        _whereabouts(paragraphs, entry),
    )


def find_everywhere(paragraphs: Sequence[str], old: str) -> list[Place]:
    """All places of a whole text where words begin, in order."""
    return [
        place
        for number in range(1, len(paragraphs) + 1)
        for place in places(paragraphs, _Search(number, old))
    ]


def around(paragraphs: Sequence[str], place: Place) -> str:
    """The words at a place and a few on either side of them, in one line."""
    reach = paragraphs[place.paragraph - 1 :]
    text = reach[0] if place.end <= len(reach[0]) else BREAK.join(reach[:3])
    start, end = max(0, place.start - _AROUND), min(len(text), place.end + _AROUND)
    start = text.find(" ", start, place.start) + 1 if start else 0
    stop = text.rfind(" ", place.end, end) if end < len(text) else end
    words = text[start : stop if stop > 0 else end]
    return ("…" if start else "") + words.replace(BREAK, " ¶ ") + ("…" if stop < len(text) else "")


def name_of(entry: Words) -> str:
    """What to call an entry in a message: its id, when it has one."""
    identifier = getattr(entry, "id", "")
    return f"correction {identifier}" if identifier else "the correction"


def _prefix(entry: Words) -> str:
    return f"{name_of(entry)}: " if getattr(entry, "id", "") else ""


def brief(words: str) -> str:
    """The words as a message repeats them, in one line and not too long."""
    shown = words.replace(BREAK, " ¶ ")
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _composed(words: str) -> str:
    """As texts are stored: characters in the composed form."""
    return unicodedata.normalize("NFC", words)


def _whereabouts(paragraphs: Sequence[str], entry: Words) -> str:
    """A hint: where the words do stand, or which words of the paragraph are most alike."""
    elsewhere = find_everywhere(paragraphs, entry.old) if entry.old.strip() else []
    if elsewhere:
        numbers = ", ".join(f"¶{n}" for n in sorted({place.paragraph for place in elsewhere})[:5])
        return f"these words stand in {numbers}"
    from rapidfuzz import fuzz

    paragraph = paragraphs[entry.paragraph - 1]
    near = fuzz.partial_ratio_alignment(entry.old, paragraph)
    if near and near.score >= _ALIKE:
        return f"did you mean “{brief(_whole_words(paragraph, near.dest_start, near.dest_end))}”?"
    return f"paragraph {entry.paragraph} reads “{brief(paragraph)}”"


_ALIKE = 70
"""Per cent of characters that the most similar words share, to be worth proposing."""


def _whole_words(paragraph: str, start: int, end: int) -> str:
    """The stretch, grown to the ends of its words."""
    start += len(paragraph[start:end]) - len(paragraph[start:end].lstrip())
    while start > 0 and not paragraph[start - 1].isspace():
        start -= 1
    while end < len(paragraph) and not paragraph[end].isspace():
        end += 1
    return paragraph[start:end].strip()


@dataclass(frozen=True, slots=True)
class _Search:
    paragraph: int
    old: str
    new: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """The characters of the joined text that an entry speaks of."""

    start: int
    end: int
    index: int
    entry: Words


def _refuse_overlaps(spans: Sequence[_Span]) -> None:
    widest: _Span | None = None
    for span in spans:
        # New paragraphs need the break before them, which no other entry may take away.
        first = span.start if span.entry.old else span.start - 1
        if widest and first < widest.end:
            raise ProvtrackError(
                f"{name_of(span.entry)} and {name_of(widest.entry)} speak of the same words of "
                f"paragraph {span.entry.paragraph}",
                "make one entry of them: all entries to one state speak of the state before",
            )
        if span.entry.old and (widest is None or span.end > widest.end):
            widest = span


@dataclass(slots=True)
class _Line:
    """A line in the making."""

    text: str = ""
    sources: set[int] = field(default_factory=set)
    entries: set[int] = field(default_factory=set)


def _compose(
    paragraphs: Sequence[str], starts: Sequence[int], spans: Sequence[_Span]
) -> list[_Line]:
    """The lines of the next state, those without words still among them."""
    lines = [_Line()]
    at = 0

    def keep(until: int) -> None:
        nonlocal at
        while at < until:
            number = _paragraph_at(starts, at)
            end_of_line = starts[number] - 1
            piece = paragraphs[number - 1][at - starts[number - 1] : until - starts[number - 1]]
            lines[-1].text += piece
            if piece.strip():
                lines[-1].sources.add(number)
            at += len(piece)
            if at == end_of_line < until:
                lines.append(_Line())
                at += 1

    for span in spans:
        keep(span.start)
        _replace(lines, span)
        at = span.end
    keep(starts[-1] - 1)
    return lines


def _paragraph_at(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at)


def _replace(lines: list[_Line], span: _Span) -> None:
    entry = span.entry
    pieces = re.split(BREAK, _composed(entry.new))
    if not entry.old:
        lines.append(_Line())
        for piece in pieces:
            lines[-1].text = piece
            lines[-1].entries.add(span.index)
            lines.append(_Line())
        return
    touched = range(entry.paragraph, entry.paragraph + entry.old.count(BREAK) + 1)
    for number, piece in enumerate(pieces):
        if number:
            lines.append(_Line())
        lines[-1].text += piece
        lines[-1].entries.add(span.index)
        if piece.strip():
            lines[-1].sources |= _sources(touched, number, len(pieces))


def _sources(touched: range, number: int, pieces: int) -> set[int]:
    """The paragraphs that a piece of the new words answers, of those that the old ones touched."""
    if pieces == len(touched):
        return {touched[number]}
    if number == 0 and pieces > 1:
        return {touched[0]}
    if number == pieces - 1 and pieces > 1:
        return {touched[-1]}
    return set(touched)


def _cut(lines: Iterable[_Line]) -> Applied:
    paragraphs: list[str] = []
    descents: list[Descent] = []
    for line in lines:
        for piece in re.split(r"\r\n|[\r\f\v\x85\u2028\u2029]", line.text):
            text = clean(piece)
            if text:
                paragraphs.append(text)
                descents.append(Descent(tuple(sorted(line.sources)), tuple(sorted(line.entries))))
    return Applied(tuple(paragraphs), tuple(descents))
