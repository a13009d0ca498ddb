"""From a state of a variant to a later one, by what the ledger says was corrected between them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.ledger.placing import apply

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


def replay(
    entries: Sequence["Correction"],
    variant: str,
    paragraphs: Sequence[str],
    from_state: int,
    to_state: int,
) -> tuple[str, ...]:
    """A later state of a variant, byte for byte, when every change between them is in the ledger.

    Args:
        entries: the whole ledger of the record.
        variant: the variant's id.
        paragraphs: its text in ``from_state``, in stored form.
        from_state: the number of that state.
        to_state: the number of the state that is wanted, not before it.

    Raises:
        ProvtrackError: the ledger does not lead there, or an entry does not fit.
    """
    text = tuple(paragraphs)
    for step in steps(entries, variant, from_state, to_state):
        text = apply(text, step)
    return text


def steps(
    entries: Sequence["Correction"], variant: str, from_state: int, to_state: int
) -> list[list["Correction"]]:
    """The entries that lead from a state to a later one, state by state.

    Raises:
        ProvtrackError: the ledger does not lead there.
    """
    made: dict[str, list[Correction]] = {}
    for entry in entries:
        if entry.variant == variant:
            made.setdefault(entry.to, []).append(entry)
    way: list[list[Correction]] = []
    state, goal = f"{variant}@{to_state}", f"{variant}@{from_state}"
    while state != goal:
        origins = {entry.from_ for entry in made.get(state, ())}
        if len(origins) != 1 or number_of(state) <= from_state:
            missing = "no correction leads to" if not origins else "corrections disagree what made"
            raise ProvtrackError(
                f"the ledger does not lead from {goal} to {variant}@{to_state}: {missing} {state}",
                "see 'provtrack chain show' for the steps that made it",
            )
        way.append(made.pop(state))
        state = origins.pop()
    return way[::-1]


def number_of(state: str) -> int:
    """The number of a state: 2 of ``goldberg@2``; 0 of a state without one, as ``original``."""
    number = state.rpartition("@")[2]
    return int(number) if number.isdigit() else 0


def by_state(entries: Sequence["Correction"]) -> list[list["Correction"]]:
    """Entries of one variant, those that lead to the same state together, in order of the states.

    The entries of a group may disagree on the state before: that is for who reads them to see.
    """
    groups: dict[int, list[Correction]] = {}
    for entry in entries:
        groups.setdefault(number_of(entry.to), []).append(entry)
    return [groups[number] for number in sorted(groups)]
