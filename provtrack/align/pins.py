"""An editor's rulings, as the engine obeys them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from provtrack.align.links import Group
from provtrack.model import Pin, Text


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pins in paragraphs counted from 0.

    Attributes:
        groups: links that are ruled; no paragraph is in two of them.
        apart: pairs of a left and a right paragraph that no link may hold.
    """

    groups: tuple[Group, ...]
    apart: frozenset[tuple[int, int]]

    def taken(self, side: int) -> frozenset[int]:
        """Paragraphs of one side (0 is the left) that a ruling has linked already."""
        return frozenset(paragraph for group in self.groups for paragraph in group[side])


def rulings(pins: Sequence[Pin], left: Text, right: Text) -> Rulings:
    """What pins rule, counted as the engine counts.

    Args:
        pins: of two pins for one paragraph the first is obeyed.
        left: the left text, whose paragraph numbers the pins name.
        right: the right text.

    Raises:
        IndexError: a pin names a paragraph that its text doesn't have.
    """
    groups: list[Group] = []
    apart: set[tuple[int, int]] = set()
    seen: tuple[set[int], set[int]] = set(), set()
    for pin in pins:
        one = _places(pin.left, left), _places(pin.right, right)
        if pin.apart:
            apart.update(product(*one))
        elif seen[0].isdisjoint(one[0]) and seen[1].isdisjoint(one[1]):
            seen[0].update(one[0])
            seen[1].update(one[1])
            # A paragraph ruled to have no counterpart is a link of its own, as any such is.
            groups += (
                [one] if all(one) else [((i,), ()) for i in one[0]] + [((), (j,)) for j in one[1]]
            )
    return Rulings(tuple(groups), frozenset(apart))


def _places(numbers: Sequence[int], text: Text) -> tuple[int, ...]:
    for number in numbers:
        if number not in text.numbers:
            raise IndexError(number)
    return tuple(sorted({number - text.first for number in numbers}))
