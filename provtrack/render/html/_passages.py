"""What the template shows of each passage: its paragraphs with marks, its signs, its apparatus."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

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
from provtrack.render.visible import has_unseen, inert, is_inert, only_unseen, visible

_SIZES = (80, 160, 320, 480, 720, 1000, 1400, 2000, 3000, 5000, 10_000)
_HEIGHTS = (4, 6, 9, 14, 20, 28, 38, 54, 80, 128, 240, 500)
"""How long passages are, in characters, and about how tall those up to each length are drawn, in
the page's units; the last height is that of all longer ones. Steps of about a half keep the scroll
bar honest."""

_LEAF = 8
"""Passages that the browser draws, or leaves undrawn, together. A browser asks each such box at
every frame whether it is in view: for 2,000 boxes that takes longer than the drawing."""

_FACTS = frozenset({Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.NEGATION, Kind.MODALITY})
"""Kinds that, when substantive, change a fact and not only the way to put it; two translations
differ in wording everywhere, and these must not drown in it."""

_OPENING = 60
"""Characters of a moved paragraph that its old place quotes: about one line."""


class Paragraph(NamedTuple):
    """One paragraph as shown: its number, its anchor, its text with marks."""

    number: int
    anchor: str
    body: Markup


class Note(NamedTuple):
    """One edit as a line of the apparatus; ``number`` counts the edits of the page from 1.

    What both sides read is markup.
    """

    number: int
    kind: str
    significance: str
    fact: bool
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Stub:
    """The place in the right text's order where a moved passage would stand."""

    anchor: str
    target: str
    numbers: str
    left: str
    opening: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """One passage of the page, in the order of the alignment's links.

    ``whole`` names the edits that are whole paragraphs, ``notes`` explains the others.
    """

    index: int
    link: Link
    height: int
    classes: str
    label: str
    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]
    doubtful: bool
    notes: tuple[Note, ...] = ()
    whole: tuple[str, ...] = ()
    substantive: int = 0
    facts: int = 0
    home: str = ""
    stubs: tuple[Stub, ...] = field(default=())

    @property
    def grouped(self) -> bool:
        """Whether it holds several paragraphs on a side that has a counterpart."""
        return bool(self.link.left and self.link.right) and (
            len(self.link.left) > 1 or len(self.link.right) > 1
        )


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """All passages of a comparison as rows of the page."""
    made = []
    first = 1
    stubs = stubs_of([passage.link for passage in comparison.passages], comparison.right)
    for index, passage in enumerate(comparison.passages, 1):
        unseen = _unseen(passage, comparison)
        sides = _marks(passage.edits, first, unseen)
        left = _paragraphs(comparison.left, passage.link.left, sides["left"], "left")
        right = _paragraphs(comparison.right, passage.link.right, sides["right"], "right")
        made.append(
            Row(
                index=index,
                link=passage.link,
                height=_height(passage.link, comparison.left, comparison.right),
                classes=_classes(passage),
                label=_label(index, passage.status.value, passage.link, len(passage.edits)),
                left=left,
                right=right,
                doubtful=passage.link.doubtful,
                notes=tuple(_notes(passage.edits, first, unseen)),
                whole=tuple(_name(edit) for edit in passage.edits if _is_whole(edit)),
                substantive=sum(
                    edit.significance is Significance.SUBSTANTIVE for edit in passage.edits
                ),
                facts=sum(map(_is_fact, passage.edits)),
                home=home_of(passage.link),
                stubs=stubs.get(index, ()),
            )
        )
        first += len(passage.edits)
    return tuple(made)


def _unseen(passage: Passage, comparison: Comparison) -> frozenset[int]:
    """The places of the edits of a passage both sides of which look alike."""
    texts = [
        text.paragraph(number)
        for text, numbers in (
            (comparison.left, passage.link.left),
            (comparison.right, passage.link.right),
        )
        for number in numbers
    ]
    if not any(map(has_unseen, texts)):
        return frozenset()
    return frozenset(
        place
        for place, edit in enumerate(passage.edits)
        if edit.left and edit.right and only_unseen(edit.left.text, edit.right.text)
    )


def top_stubs(comparison: Comparison) -> tuple[Stub, ...]:
    """Moved passages that would stand before everything else of the right text."""
    return stubs_of([passage.link for passage in comparison.passages], comparison.right).get(0, ())


def home_of(link: Link) -> str:
    """The anchor of the place that a moved link has in the right text's order."""
    return f"from-R{link.right[0]}" if link.moved and link.left and link.right else ""


def stubs_of(links: Sequence[Link], right: Text) -> dict[int, tuple[Stub, ...]]:
    """For each row, counted from 1, the moved passages that the right text has after it.

    Key 0 stands for the head of the page.
    """
    settled = sorted(
        (number, index)
        for index, link in enumerate(links, 1)
        if not home_of(link)
        for number in link.right
    )
    numbers = [number for number, _ in settled]
    found: defaultdict[int, list[tuple[int, Stub]]] = defaultdict(list)
    for index, link in enumerate(links, 1):
        if home := home_of(link):
            place = bisect_right(numbers, link.right[0])
            row = settled[place - 1][1] if place else 0
            text = right.paragraph(link.right[0])
            opening = text if len(text) <= _OPENING else text[:_OPENING].rsplit(" ", 1)[0] + " …"
            stub = Stub(
                anchor=home,
                target=f"passage-{index}",
                numbers=span_of(link.right),
                left=span_of(link.left),
                opening=visible(opening),
            )
            found[row].append((link.right[0], stub))
    return {
        row: tuple(stub for _, stub in sorted(stubs, key=_first)) for row, stubs in found.items()
    }


def _first(pair: tuple[int, Stub]) -> int:
    return pair[0]


def span_of(numbers: Sequence[int]) -> str:
    """Paragraph numbers in words a reader takes in at once: ``7``, ``7–9``, ``7, 12``."""
    if not numbers:
        return ""
    runs = [[numbers[0], numbers[0]]]
    for number in numbers[1:]:
        if number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{low}" if low == high else f"{low}–{high}" for low, high in runs)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Rows that are drawn together, and about how tall they are."""

    rows: tuple[Row, ...]
    height: int


def leaves(rows: Sequence[Row]) -> tuple[Leaf, ...]:
    """The rows in groups, in order."""
    groups = (tuple(rows[start : start + _LEAF]) for start in range(0, len(rows), _LEAF))
    return tuple(Leaf(group, sum(row.height for row in group)) for group in groups)


def leaf_styles(leaves: Sequence[Leaf]) -> str:
    """The rules that tell the browser how tall each leaf is before it is drawn."""
    heights = sorted({leaf.height for leaf in leaves})
    return "".join(f".h{n}{{contain-intrinsic-height:auto {n}rem}}\n" for n in heights)


def _height(link: Link, left: Text, right: Text) -> int:
    """About how tall a passage is, in units of the page."""
    longest = max(
        sum(len(left.paragraph(number)) for number in link.left),
        sum(len(right.paragraph(number)) for number in link.right),
    )
    return _HEIGHTS[bisect_right(_SIZES, longest)]


def unmarked(text: Text, numbers: Iterable[int], side: str) -> tuple[Paragraph, ...]:
    """Paragraphs without marks; ``side`` is ``left``, ``right`` or empty for a single text."""
    return _paragraphs(text, numbers, {}, side)


def _paragraphs(
    text: Text, numbers: Iterable[int], marks: "dict[int, list[_Mark]]", side: str
) -> tuple[Paragraph, ...]:
    letter = {"left": "L", "right": "R", "": "p"}[side]
    return tuple(
        Paragraph(number, f"{letter}{number}", _body(text.paragraph(number), marks.get(number, ())))
        for number in numbers
    )


def blocks(paragraphs: Iterable[Paragraph], label: str, attributes: str) -> Markup:
    """Paragraphs with their numbers, made here for the reason that :func:`lines` gives.

    Args:
        paragraphs: in order.
        label: what to call each for those who do not see the page, before its number.
        attributes: of the language that all are in, as markup.
    """
    made = (
        f'<div class="para" id="{anchor}"><a class="num" href="#{anchor}" '
        f'aria-label="{label} {number}">{number}</a><p class="t"{attributes}>{body}</p></div>\n'
        for number, anchor, body in paragraphs
    )
    return Markup("".join(made))  # noqa: S704  # tags of ours around what is inert


class _Mark(NamedTuple):
    """One side of an edit, ready to be set around its words: where these are, and the tags."""

    start: int
    end: int
    opening: str
    closing: str
    unseen: bool


def _marks(
    edits: Iterable[Edit], first: int, unseen: Collection[int]
) -> dict[str, dict[int, list[_Mark]]]:
    sides: dict[str, dict[int, list[_Mark]]] = {
        "left": defaultdict(list),
        "right": defaultdict(list),
    }
    for index, edit in enumerate(edits, first):
        is_unseen = index - first in unseen
        classes, name = _classes_of(edit.kind, edit.significance), _name(edit)
        for side, tag, span, other in (
            ("left", "del", edit.left, edit.right),
            ("right", "ins", edit.right, edit.left),
        ):
            if span is None:
                continue
            shape = _shape_of(span, other)
            opening = f'<{tag} class="{classes}{shape}" data-e="{index}" title="{name}">'
            sides[side][span.paragraph].append(
                _Mark(span.start, span.end, opening, f"</{tag}>", is_unseen)
            )
    return sides


def _shape_of(span: Span, other: Span | None) -> str:
    """The style class of a mark that tells what stands on the other side, after a space."""
    if span.start == span.end:
        return " gap"
    if other is None:
        return " whole"
    return " only" if other.start == other.end else ""


@cache
def _classes_of(kind: Kind, significance: Significance) -> str:
    """The style classes of an edit."""
    fact = " fact" if kind in _FACTS and significance is Significance.SUBSTANTIVE else ""
    return f"m {significance[0]} k-{kind}{fact}"


def _body(paragraph: str, marks: Iterable[_Mark]) -> Markup:
    """A paragraph with its marks; what overlaps an earlier mark is cut back to where that ends."""
    pieces = []
    position = 0
    as_it_is = is_inert(paragraph)  # as most are, and so are their pieces
    for mark in sorted(marks, key=_place):
        start, end = _inked(paragraph, max(mark.start, position), mark.end)
        before, words = paragraph[position:start], paragraph[start:end]
        if not as_it_is:
            before = inert(before)
        if not as_it_is or mark.unseen:
            words = inert(words, unseen=mark.unseen)
        pieces += [before, mark.opening, words, mark.closing]
        position = end
    rest = paragraph[position:]
    pieces.append(rest if as_it_is else inert(rest))
    return Markup("".join(pieces))  # noqa: S704  # tags of ours around what is inert


def _inked(paragraph: str, start: int, end: int) -> tuple[int, int]:
    """A stretch inside the paragraph, without white space at its ends unless it is all white."""
    start = min(start, len(paragraph))
    end = min(max(end, start), len(paragraph))
    words = paragraph[start:end]
    if not words.strip() or not (words[0].isspace() or words[-1].isspace()):
        return start, end
    return end - len(words.lstrip()), start + len(words.rstrip())


def _place(mark: _Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _notes(edits: Iterable[Edit], first: int, unseen: Collection[int]) -> Iterator[Note]:
    for index, edit in enumerate(edits, first):
        if edit.left is None or edit.right is None:
            continue
        left, right = edit.left.text, edit.right.text
        is_unseen = index - first in unseen
        yield Note(
            number=index,
            kind=str(edit.kind),
            significance=str(edit.significance),
            fact=_is_fact(edit),
            left=inert(left, unseen=is_unseen),
            right=inert(right, unseen=is_unseen),
        )


def lines(notes: Iterable[Note], quotes: tuple[str, str]) -> Markup:
    """The apparatus of a passage, a line for each note.

    Made here, since a page of two renderings has thousands of them, and a template takes as long
    for each thing that it fills in as this for the line.

    Args:
        notes: of the passage.
        quotes: the tags that begin what is quoted from the left text and from the right one.
    """
    made = []
    for note in notes:
        left, right = (
            f"{opening}{body}</q>" if body else "<i>nothing</i>"
            for opening, body in zip(quotes, (note.left, note.right), strict=True)
        )
        fact = " fact" if note.fact else ""
        made.append(
            f'<li class="k-{note.kind} {note.significance[0]}{fact}" data-e="{note.number}">'
            f"{left}{_AGAINST}{right} "
            f'<span class="what">{note.kind}, {note.significance}</span></li>\n'
        )
    return Markup("".join(made))  # noqa: S704  # tags of ours around what is inert


_AGAINST = (
    '<span class="bracket"><span class="vh"> against </span>'
    '<span aria-hidden="true">]</span></span> '
)


def _is_fact(edit: Edit) -> bool:
    return edit.kind in _FACTS and edit.significance is Significance.SUBSTANTIVE


def _is_whole(edit: Edit) -> bool:
    return edit.left is None or edit.right is None


def _name(edit: Edit) -> str:
    return f"{edit.kind}, {edit.significance}"


def _classes(passage: Passage) -> str:
    link = passage.link
    classes = [passage.status.value]
    if any(edit.significance is Significance.SUBSTANTIVE for edit in passage.edits):
        classes.append("substantive")
    if link.moved:
        classes.append("moved")
    if passage.status is Status.EQUAL and not link.moved:
        classes.append("plain")
    elif link.moved or not passage.edits:
        classes.append("stop")  # a difference, though no word is marked: n and p halt at the row
    return " ".join(classes)


def _label(index: int, status: str, link: Link, edits: int) -> str:
    parts = [f"Passage {index}: {status}"]
    if link.moved:
        parts.append("moved")
    if edits:
        parts.append(f"{edits} difference{'s' if edits > 1 else ''}")
    return ", ".join(parts)


def linked_rows(alignment: Alignment) -> tuple[Row, ...]:
    """All links of an alignment as rows of the page, without marks."""
    stubs = stubs_of(alignment.links, alignment.right)
    return tuple(
        Row(
            index=index,
            link=link,
            height=_height(link, alignment.left, alignment.right),
            classes=_link_classes(link),
            label=_label(index, _shape(link), link, 0),
            left=unmarked(alignment.left, link.left, "left"),
            right=unmarked(alignment.right, link.right, "right"),
            doubtful=link.doubtful,
            home=home_of(link),
            stubs=stubs.get(index, ()),
        )
        for index, link in enumerate(alignment.links, 1)
    )


def _link_classes(link: Link) -> str:
    shape = _shape(link)
    ordinary = shape == "linked" and not link.moved and not link.doubtful
    classes = [shape]
    classes += ["moved"] if link.moved else []
    return " ".join([*classes, "plain" if ordinary else "stop"])


def _shape(link: Link) -> str:
    if not link.right:
        return "removed"
    if not link.left:
        return "added"
    return "linked" if len(link.left) == len(link.right) == 1 else "grouped"
