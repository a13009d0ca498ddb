"""Is what somebody cited still what the text says? Follows paragraphs through the states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


class Standing(StrEnum):
    """How a citation stands to the text of today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Superseding:
    """A correction that came after the cited version.

    Attributes:
        id: of the entry in the ledger.
        state: the state that it made.
        paragraph: in the state before, from 1.
        old: the words before.
        new: the words in their place.
        kind: what it mends.
        basis: what it rests on.
        date: EDTF.
        touches: whether it changes a paragraph that was cited; ``None`` when a text between is
            gone and nobody can say.
    """

    id: str
    state: str
    paragraph: int
    old: str
    new: str
    kind: str
    basis: str
    date: str
    touches: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of what a citation cites.

    Attributes:
        citation: as it was given, on one line.
        standing: current, superseded or unknown.
        message: why, in one line and without a full stop.
        cited: the reference that it cites, ``""`` when not found.
        current: what to cite today instead, ``""`` when that is not known.
        touched: whether the cited paragraphs read differently today; ``None`` when not known.
        corrections: those that came since, in the order of the ledger.
    """

    citation: str
    standing: Standing
    message: str
    cited: str = ""
    current: str = ""
    touched: bool | None = None
    corrections: tuple[Superseding, ...] = ()


Paragraphs = tuple[str, ...]


def followed(texts: Sequence[Paragraphs], cited: Iterable[int]) -> list[frozenset[int]]:
    """The numbers of the cited paragraphs in each of the texts, the first being the cited one.

    What replaces a run of paragraphs is taken for all of that run, but in runs of the same length
    each answers its own.
    """
    numbers = frozenset(cited)
    places = [numbers]
    for before, after in pairwise(texts):
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        found: set[int] = set()
        for _, start, end, new_start, new_end in matcher.get_opcodes():
            inside = [number for number in numbers if start < number <= end]
            if end - start == new_end - new_start:
                found.update(number - start + new_start for number in inside)
            elif inside:
                found.update(range(new_start + 1, new_end + 1))
        numbers = frozenset(found)
        places.append(numbers)
    return places


def reads_the_same(texts: Sequence[Paragraphs], places: Sequence[frozenset[int]]) -> bool:
    """Whether the cited paragraphs have the same words in the last text as in the first."""
    first = [texts[0][number - 1] for number in sorted(places[0])]
    last = [texts[-1][number - 1] for number in sorted(places[-1])]
    return first == last


def since(
    entries: Iterable["Correction"],
    variant: str,
    state: int,
    places: Sequence[frozenset[int]] | None,
) -> tuple[Superseding, ...]:
    """The corrections of a variant that came after a state, and whether they touch what is cited.

    Args:
        entries: the ledger.
        variant: the variant's id.
        state: the cited state's number.
        places: of the cited paragraphs, in that state and each that follows; ``None`` when the
            texts are not known.
    """
    found = []
    for entry in entries:
        before = int(entry.from_.partition("@")[2] or 0)
        if entry.variant == variant and before >= state:
            index = before - state
            numbers = places[index] if places and index < len(places) else None
            found.append(
                Superseding(
                    entry.id,
                    entry.to,
                    entry.paragraph,
                    entry.old,
                    entry.new,
                    entry.kind.value,
                    entry.basis.value,
                    entry.date,
                    None if numbers is None else _touches(entry, numbers),
                )
            )
    return tuple(found)


def _touches(entry: "Correction", numbers: frozenset[int]) -> bool:
    """New paragraphs (no old words) touch a run only when they stand inside it."""
    if not entry.old:
        return entry.paragraph in numbers and entry.paragraph - 1 in numbers
    last = entry.paragraph + entry.old.count("\n")
    return any(number in numbers for number in range(entry.paragraph, last + 1))
