"""What takes a correction back, in a text that may have been corrected further since."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from provtrack.errors import ProvtrackError
from provtrack.ledger.drafting import Draft, draft
from provtrack.ledger.passages import Passage, passages
from provtrack.ledger.placing import BREAK, Words, apply, brief, name_of, places

if TYPE_CHECKING:
    from provtrack.schemas.files import Correction


def take_back(
    before: Sequence[str],
    group: Sequence["Correction"],
    entry: "Correction",
    current: Sequence[str],
) -> tuple[Draft, ...]:
    """The words that have to change in the current text to undo one entry and nothing else.

    Args:
        before: the state that the entry speaks of.
        group: all entries that led from it to the next, ``entry`` among them.
        entry: the one to take back.
        current: the text now, one or more states later.

    Raises:
        ProvtrackError: its words have changed since; the hint shows what stands there.
    """
    after = apply(before, group)
    without = apply(before, [each for each in group if each.id != entry.id])
    found = passages(after, tuple(current))
    return tuple(
        carry(each, found, current, f"{name_of(entry)} cannot be taken back")
        for each in draft(after, without)
    )


def carry(words: Words, found: Sequence[Passage], current: Sequence[str], refusal: str) -> Draft:
    """The same words where they stand in another version of the text.

    Args:
        words: what an entry says of the one version.
        found: which of its paragraphs became which of the other (:func:`passages`).
        current: the other version.
        refusal: what cannot be done when the words do not stand there once, for the error.

    Raises:
        ProvtrackError: they do not; the hint shows what stands there.
    """
    number = words.paragraph - 1
    passage = next((each for each in found if each.left.start <= number < each.left.stop), None)
    if not words.old:
        place = passage.right.start + 1 if passage else len(current) + 1
        return Draft(place, words.old, words.new)
    candidates = range(passage.right.start, passage.right.stop) if passage else range(0)
    moved = [Draft(place + 1, words.old, words.new) for place in candidates]
    fitting = [each for each in moved if len(places(current, each)) == 1]
    if len(fitting) != 1:
        there = BREAK.join(current[place] for place in candidates)
        raise ProvtrackError(
            f"{refusal}: “{brief(words.old)}” was changed since",
            f"there stands now “{brief(there)}”; correct that instead"
            if there
            else "the paragraph is gone",
        )
    return fitting[0]
