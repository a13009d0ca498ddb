"""From a state of a variant back to the one before, as far as the ledger alone can lead there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.ledger.placing import apply

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


@dataclass(frozen=True, slots=True)
class _Undoing:
    """An entry read backwards; ``paragraph`` counts in the state that it made."""

    paragraph: int
    old: str
    new: str


def undo(text: Sequence[str], entries: "Sequence[Correction]") -> tuple[str, ...] | None:
    """The state before, if the words of the entries stand in the state after only once.

    Where an entry took words away, nothing says where they stood, and what is given is a guess; see
    :func:`is_certain`.

    Args:
        text: the paragraphs of the state after.
        entries: all that lead to it.
    """
    shift = 0
    backwards = []
    for entry in sorted(entries, key=lambda each: each.paragraph):
        backwards.append(_Undoing(entry.paragraph + shift, entry.new, entry.old))
        shift += _size(entry.new, entry.old) - _size(entry.old, entry.new)
    try:
        return apply(text, backwards) if backwards else None
    except ProvtrackError:
        return None


def is_certain(entries: "Sequence[Correction]") -> bool:
    """Whether no other state before can have led to the same state after."""
    return all(entry.old and entry.new for entry in entries)


def _size(words: str, instead: str) -> int:
    """How many paragraph ends words have; of whole paragraphs that came or went, their number."""
    return words.count("\n") + (bool(words) and not instead)
