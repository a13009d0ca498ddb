"""What two documents have in common: a text, or only the pattern of a list."""

import random
from collections.abc import Sequence

import pytest

from provtrack.kinship.collection import Collection, collect
from provtrack.kinship.groups import SURE, strength
from provtrack.kinship.pairs import Kinship, examine
from provtrack.kinship.signatures import signature

NAMES = [f"{first}{last}" for first in ("Bar", "Col", "Dun", "Fen") for last in "aeiouklmnr"]
SYLLABLES = ("ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "pa", "re", "si", "to")
WORK = ("carting stone", "mending the roof", "two days mowing", "a new lock", "carrying letters")


def register(chance: random.Random, entries: int) -> list[str]:
    """Entries after one pattern, of other people in another order each time."""
    return [
        f"Item, paid to {chance.choice(NAMES)} the carpenter for {chance.choice(WORK)} at the "
        f"bridge, {chance.randint(2, 90)} shillings and {chance.randint(1, 11)} pence, by warrant"
        for _ in range(entries)
    ]


def invented(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def rendering(chance: random.Random, text: Sequence[str], kept: float) -> list[str]:
    """The text with some of its words replaced."""
    return [
        " ".join(word if chance.random() < kept else invented(chance) for word in paragraph.split())
        for paragraph in text
    ]


def prose(chance: random.Random, paragraphs: int) -> list[str]:
    return [" ".join(invented(chance) for _ in range(40)) for _ in range(paragraphs)]


def collection(*documents: Sequence[str]) -> Collection:
    return collect([signature(each) for each in documents])


def kinship(one: Sequence[str], other: Sequence[str]) -> Kinship:
    (found,) = examine(collection(one, other), [(0, 1)])
    return found


def test_two_registers_after_one_pattern_are_no_renderings() -> None:
    chance = random.Random(1)
    found = kinship(register(chance, 30), register(chance, 30))
    assert found.shared > 0.5
    assert strength(found) < SURE


def test_a_short_register_is_no_excerpt_of_a_long_one() -> None:
    chance = random.Random(2)
    found = examine(collection(register(chance, 60), register(chance, 8)), [(0, 1)])
    assert all(strength(each) < SURE for each in found)


def test_two_copies_of_one_register_are_renderings() -> None:
    chance = random.Random(3)
    text = register(chance, 30)
    assert strength(kinship(text, rendering(chance, text, 0.9))) > 0.5


@pytest.mark.parametrize("paragraphs", [1, 3, 30])
def test_two_renderings_are_far_from_chance_however_short(paragraphs: int) -> None:
    chance = random.Random(4)
    text = prose(chance, paragraphs)
    found = kinship(text, rendering(chance, text, 0.6))
    assert strength(found) > 2 * SURE
    assert found.chance < 0.4 * found.shared


def test_an_excerpt_is_found_where_it_stands() -> None:
    chance = random.Random(5)
    text = prose(chance, 30)
    found = kinship(text, rendering(chance, text[12:18], 0.6))
    assert found.excerpt
    assert strength(found) > 2 * SURE
    assert found.start == pytest.approx(12 / 30, abs=0.05)
    assert found.end == pytest.approx(18 / 30, abs=0.05)


def test_a_phrase_in_common_is_no_excerpt() -> None:
    chance = random.Random(6)
    long = prose(chance, 30)
    phrase = " ".join(long[3].split()[:6])
    found = examine(collection(long, [*prose(chance, 1), phrase]), [(0, 1)])
    assert all(strength(each) < SURE for each in found)
