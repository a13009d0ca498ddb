"""Two texts by the same hands, told from more renderings of one text."""

from itertools import combinations

import pytest

from provtrack.kinship.pairs import Kinship
from provtrack.kinship.parallels import separate


def likenesses(documents: list[tuple[int, int]], *, text: float, hand: float) -> list[Kinship]:
    """Documents as text and hand; what two share is the product of what sets them apart."""
    return [
        Kinship(one, other, (text if a != c else 1.0) * (hand if b != d else 1.0), 1.0)
        for (one, (a, b)), (other, (c, d)) in combinations(enumerate(documents), 2)
    ]


GRID = [(text, hand) for hand in range(4) for text in (0, 1)]


@pytest.mark.parametrize(("text", "hand"), [(0.5, 0.8), (0.8, 0.5), (0.6, 0.6)])
def test_two_texts_by_the_same_hands_are_two_groups(text: float, hand: float) -> None:
    pairs = likenesses(GRID, text=text, hand=hand)
    assert separate([range(8)], pairs) == [[0, 2, 4, 6], [1, 3, 5, 7]]


def test_three_texts_by_the_same_hands_are_three_groups() -> None:
    grid = [(text, hand) for text in (0, 1, 2) for hand in range(4)]
    pairs = likenesses(grid, text=0.5, hand=0.8)
    assert separate([range(12)], pairs) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]


def test_a_rendering_without_a_sister_goes_to_the_text_that_it_is_nearer_to() -> None:
    pairs = likenesses([*GRID, (1, 4)], text=0.5, hand=0.8)
    assert separate([range(9)], pairs) == [[0, 2, 4, 6], [1, 3, 5, 7, 8]]


def test_two_families_of_renderings_are_one_text() -> None:
    families = [(family, hand) for family in (0, 1) for hand in range(4)]
    pairs = [
        Kinship(one, other, 0.8 if a == c else 0.4, 1.0)
        for (one, (a, _)), (other, (c, _)) in combinations(enumerate(families), 2)
    ]
    assert separate([range(8)], pairs) == [list(range(8))]


def test_two_hands_are_too_few_to_tell() -> None:
    pairs = likenesses(GRID[:4], text=0.5, hand=0.8)
    assert separate([range(4)], pairs) == [[0, 1, 2, 3]]
