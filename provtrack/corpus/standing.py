"""Of what is there many times, the one that stands for all: copies, near-copies, forms.

Copies by the thousand would fill every list of neighbours with each other, and all that they say
would be frequent. So the search is over one of each, and what is told of it holds for the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from provtrack.kinship.pairs import Kinship
from provtrack.kinship.series import Series, series
from provtrack.kinship.traits import Traits


@dataclass(frozen=True, slots=True)
class Standing:
    """A document that stands for others, or for itself alone.

    Attributes:
        documents: numbers of all that it stands for, itself first.
        near: what it and each of its near-copies have in common, copies of these left out.
        is_filled_in: whether these are one form, filled in.
    """

    documents: tuple[int, ...]
    near: tuple[Kinship, ...] = ()
    is_filled_in: bool = False

    @property
    def number(self) -> int:
        """Its own number."""
        return self.documents[0]


def standing(known: Sequence[Traits], *, first: int = 0) -> list[Standing]:
    """The documents to be searched, in ascending order; each document is in one of them.

    Args:
        known: the traits of the documents.
        first: the number of the first of them.
    """
    copies = _copies(known)
    led = {each.leader: each for each in series([known[same[0]].words for same in copies])}
    copies = [[first + number for number in same] for same in copies]
    following = {other for each in led.values() for other in each.others}
    return [
        _standing(copies, led[place]) if place in led else Standing(tuple(same))
        for place, same in enumerate(copies)
        if place not in following
    ]


def _copies(known: Sequence[Traits]) -> list[list[int]]:
    """Documents of the same words, together; each document is in one list, by its first number."""
    same: dict[bytes, list[int]] = {}
    for number, each in enumerate(known):
        same.setdefault(each.words.tobytes(), []).append(number)
    return list(same.values())


def _standing(copies: Sequence[Sequence[int]], led: Series) -> Standing:
    leader = copies[led.leader][0]
    return Standing(
        tuple(number for place in (led.leader, *led.others) for number in copies[place]),
        tuple(
            Kinship(leader, copies[other][0], shared, 1.0)
            for other, shared in zip(led.others, led.shared, strict=True)
        ),
        led.is_filled_in,
    )
