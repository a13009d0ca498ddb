"""The values that the rooms hand each other: all frozen, none knows where it came from.

Paragraphs are counted from 1, characters inside a paragraph from 0 with an exclusive end.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace

# What differences are described with is part of the values that carry it.
from provtrack.kinds import Kind as Kind  # noqa: PLC0414
from provtrack.kinds import Significance as Significance  # noqa: PLC0414
from provtrack.kinds import Status as Status  # noqa: PLC0414


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was read: its paragraphs, and what its record says about it.

    Attributes:
        ref: the reference that it was read by, as the user typed it.
        paragraphs: each without a line break or surrounding white space, none empty.
        first: the number of ``paragraphs[0]``; more than 1 when a run of paragraphs was asked for.
        language: BCP 47 tag, ``""`` when not known.
        title: what to call it in a heading, ``""`` to call it by its reference.
        date: EDTF date of the document (not of the translation), ``""`` when not known.
    """

    ref: str
    paragraphs: tuple[str, ...]
    first: int = 1
    language: str = ""
    title: str = ""
    date: str = ""

    @property
    def numbers(self) -> range:
        """The numbers of its paragraphs, in order."""
        return range(self.first, self.first + len(self.paragraphs))

    def paragraph(self, number: int) -> str:
        """The paragraph of that number.

        Raises:
            IndexError: the text has no paragraph of that number.
        """
        if number not in self.numbers:
            raise IndexError(number)
        return self.paragraphs[number - self.first]


DOUBTFUL_BELOW = 0.7
"""Confidence. Of the links from here to 0.9 three in four are right, of those below about half
(docs/alignment.md, on the cases that nothing was tuned on)."""


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraphs of the left text and the paragraphs of the right one that answer them.

    Attributes:
        left: numbers of left paragraphs, ascending; empty for what only the right text has.
        right: numbers of right paragraphs, ascending; empty for what only the left text has.
        score: from 0 to 1, how much of the wording the two sides share; 0 when a side is empty.
        confidence: from 0 to 1, how sure the engine is that this link, exactly so, is right.
        moved: whether it stands elsewhere in the order of the right text.
        pinned: whether an editor ruled it.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    confidence: float
    moved: bool = False
    pinned: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether it is worth a look; what an editor ruled is not."""
        return not self.pinned and self.confidence < DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True)
class Pin:
    """An editor's ruling, resolved to paragraph numbers of the two texts in hand.

    Not ``apart``: these paragraphs, all of them and no others, answer each other; an empty side
    rules that the other side has no counterpart. ``apart``: no paragraph of the one side shares a
    link with a paragraph of the other.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which paragraphs of two texts answer each other.

    Every paragraph of either text is in exactly one link. Links stand in the order of the left
    text; one without a left side follows the link that holds the right paragraph before it.
    """

    left: Text
    right: Text
    links: tuple[Link, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many links there are of each shape; the keys are those of the JSON ``summary``."""
        shapes = Counter(_shape(link) for link in self.links)
        return {
            "links": len(self.links),
            "one_to_one": shapes["one_to_one"],
            "grouped": shapes["grouped"],
            "left_only": shapes["left_only"],
            "right_only": shapes["right_only"],
            "moved": sum(link.moved for link in self.links),
            "pinned": sum(link.pinned for link in self.links),
        }

    @property
    def doubtful(self) -> tuple[Link, ...]:
        """The links worth a look, the least certain first."""
        worst_first = sorted(self.links, key=lambda link: link.confidence)
        return tuple(link for link in worst_first if link.doubtful)


def _shape(link: Link) -> str:
    if not link.right:
        return "left_only"
    if not link.left:
        return "right_only"
    return "one_to_one" if len(link.left) == len(link.right) == 1 else "grouped"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one paragraph: ``paragraph_text[start:end] == text``; empty for a place."""

    text: str
    paragraph: int
    start: int
    end: int

    def __reduce__(self) -> tuple[type["Span"], tuple[str, int, int, int]]:
        """Handed to another process as a call, which takes half as long as field by field."""
        return Span, (self.text, self.paragraph, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference inside a passage.

    A side is ``None`` only when the passage has no paragraph there at all; what is missing inside
    a paragraph is an empty span at the place where it would stand.
    """

    kind: Kind
    significance: Significance
    left: Span | None
    right: Span | None

    def __reduce__(
        self,
    ) -> tuple[type["Edit"], tuple[Kind, Significance, Span | None, Span | None]]:
        """As that of a :class:`Span`."""
        return Edit, (self.kind, self.significance, self.left, self.right)


@dataclass(frozen=True, slots=True)
class Passage:
    """One link and what differs inside it; edits stand in the order of the text."""

    link: Link
    status: Status
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts, passage by passage, in the order of the alignment's links."""

    left: Text
    right: Text
    passages: tuple[Passage, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, in order."""
        return tuple(edit for passage in self.passages for edit in passage.edits)

    @property
    def counts(self) -> dict[str, int]:
        """How many passages of each status, and moved ones; keys as in the JSON ``summary``."""
        statuses = Counter(passage.status for passage in self.passages)
        return {status.value: statuses[status] for status in Status} | {
            "moved": sum(passage.link.moved for passage in self.passages)
        }

    @property
    def kind_counts(self) -> dict[Kind, dict[Significance, int]]:
        """How many edits of each kind that occurs, by significance, in the order of the kinds."""
        counts = Counter((edit.kind, edit.significance) for edit in self.edits)
        occurring = {kind for kind, _ in counts}
        return {
            kind: {significance: counts[kind, significance] for significance in Significance}
            for kind in Kind
            if kind in occurring
        }

    @property
    def identical(self) -> bool:
        """Whether both texts read the same, in the same order and the same paragraphs."""
        return all(
            passage.status is Status.EQUAL
            and not passage.link.moved
            and len(passage.link.left) == len(passage.link.right)
            for passage in self.passages
        )

    def only(self, kinds: Collection[Kind], *, substantive: bool) -> "Comparison":
        """The passages with edits of these kinds (empty: of all), and in them only those edits.

        Args:
            kinds: which kinds to keep.
            substantive: whether to drop accidental edits as well.
        """

        def is_wanted(edit: Edit) -> bool:
            return (not kinds or edit.kind in kinds) and (
                not substantive or edit.significance is Significance.SUBSTANTIVE
            )

        selected = (
            replace(passage, edits=tuple(filter(is_wanted, passage.edits)))
            for passage in self.passages
        )
        return replace(self, passages=tuple(passage for passage in selected if passage.edits))


@dataclass(frozen=True, slots=True)
class Omission:
    """Something in an imported file that did not become text, and why.

    Attributes:
        what: its own words, or a description of it where it has none.
        why: the reason, as a phrase: ``"page furniture"``, ``"running head"``, ``"filed as date"``.
        place: where it stood: ``"block 46"``, ``"page 3"``, ``"line 12"``; ``""`` when unknown.
    """

    what: str
    why: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an importer made of a file.

    Attributes:
        paragraphs: the body, in the form of :attr:`Text.paragraphs`.
        metadata: what was recognised, by the key of ``record.toml`` it belongs to, dotted
            (``"title"``, ``"date"``, ``"archive.as_printed"``, ``"abstract"``); strings only.
        omissions: everything in the file that is not in ``paragraphs``, in the order of the file.
        notices: what the user should know, one sentence each ("3 tracked changes were accepted").
        quoted: numbers, from 1, of the paragraphs that the markup sets apart as quotations.
    """

    paragraphs: tuple[str, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    notices: tuple[str, ...] = ()
    quoted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with a record's files, before a rule says how much that matters.

    Attributes:
        code: what is wrong, the same for all of its kind: ``"cycle"``, ``"hash-differs"``.
        message: what is wrong here, in one line and without a full stop.
        hint: what to do about it, in one line.
        file: the file below the record's directory.
        place: the way to a key from the top of a TOML file: ``("step", 1, "date")``.
        paragraph: the paragraph of a text, from 1; 0 in a TOML file.
    """

    code: str
    message: str
    hint: str
    file: str = "record.toml"
    place: tuple[str | int, ...] = ()
    paragraph: int = 0
