"""What is said of a quotation."""

from collections.abc import Sequence
from dataclasses import dataclass

from provtrack.model import Kind, Significance


def paragraph_run(numbers: Sequence[int]) -> str:
    """How a reference names paragraphs that follow each other: ``#p12``, ``#p12-14``."""
    first, last = numbers[0], numbers[-1]
    return f"#p{first}" if first == last else f"#p{first}-{last}"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between a source and a quotation of it; a side is empty where it has nothing."""

    kind: Kind
    significance: Significance
    source: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Today:
    """How a passage reads today, where it reads otherwise than it did when it was quoted.

    Attributes:
        ref: the paragraphs that answer it in the working tree, ``""`` when none does.
        text: the words that stand in its place.
        changes: what was changed; the ``source`` is the passage as it was quoted from, the
            ``quotation`` how it reads today.
        corrections: ids of the ledger's entries that made the changes.
    """

    ref: str
    text: str
    changes: tuple[Change, ...] = ()
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that a quotation comes from.

    Attributes:
        record: the record's id.
        variant: the variant's id.
        revision: the newest state (a number) or commit (an abbreviated hash) that has the passage;
            ``""`` when only the working tree has it.
        revisions: all states and commits that have it, the newest first.
        paragraphs: their numbers in that revision, ascending.
        score: from 0 to 1, the share of the letters of quotation and passage that both have.
        exact: whether no word differs.
        verbatim: whether not even a mark or a capital does.
        current: whether the passage reads the same in the working tree.
        source: the words of the passage, its parts parted by an ellipsis.
        changes: what the quotation changed.
        today: how it reads now, when it is not current.
        citation: how to cite it; ``""`` where its record does not say enough.
    """

    record: str
    variant: str
    revision: str
    revisions: tuple[str, ...]
    paragraphs: tuple[int, ...]
    score: float
    exact: bool
    verbatim: bool
    current: bool
    source: str
    changes: tuple[Change, ...] = ()
    today: Today | None = None
    citation: str = ""

    @property
    def ref(self) -> str:
        """The reference that names these paragraphs: ``RECORD/VARIANT@REV#p12-14``."""
        at = f"@{self.revision}" if self.revision else ""
        return f"{self.record}/{self.variant}{at}{paragraph_run(self.paragraphs)}"


@dataclass(frozen=True, slots=True)
class Located:
    """A quotation and where it comes from.

    Attributes:
        text: as it was written.
        place: where in the article it stands: ``"paragraph 12"``; ``""`` for one that was typed.
        matches: where it may come from, the likeliest first. When there is more than one, it
            cannot be told which by the words; none when it comes from nowhere here.
        others: how many more passages have the same claim and are not among ``matches``.
    """

    text: str
    place: str
    matches: tuple[Match, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Location:
    """Quotations, located.

    Attributes:
        quotations: in the order of the article.
        texts: how many texts were searched, every state of the history counted.
        variants: of how many variants.
        passed_over: quotations too short to be sought, as they stand in the article.
    """

    quotations: tuple[Located, ...]
    texts: int
    variants: int
    passed_over: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """How many of the quotations come from here."""
        return sum(bool(each.matches) for each in self.quotations)
