"""Near-copies by the dozen, and forms that were filled in."""

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.kinship.collection import FEW
from provtrack.kinship.series import series
from provtrack.kinship.signatures import signature
from provtrack.kinship.values import VERSIONS_FROM

if TYPE_CHECKING:
    from provtrack.kinship.signatures import Signature

FORM = """Certificate of residence. It is hereby certified that the citizen {name}, born in {place},
is entered in the register of the district office under the address that the house committee has
declared, has paid the stamp duty in full and may stay until the date stated overleaf."""


def words(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices("bcdfglmnprst", k=6)) for _ in range(count)]


def signatures(texts: Sequence[str]) -> "list[Signature]":
    return [signature([text]) for text in dict.fromkeys(texts)]


def changed(chance: random.Random, text: Sequence[str], count: int) -> str:
    copy = list(text)
    for place in chance.sample(range(len(text)), count):
        copy[place] = words(chance, 1)[0]
    return " ".join(copy)


def forms(chance: random.Random, count: int) -> list[str]:
    return [
        FORM.format(name=" ".join(words(chance, 2)), place=words(chance, 1)[0])
        for _ in range(count)
    ]


@given(
    seed=st.integers(0, 2**32),
    length=st.integers(40, 200),
    copies=st.integers(FEW + 8, 80),
    changes=st.integers(1, 2),
)
@settings(max_examples=30, deadline=None)
def test_near_copies_are_led_by_one_and_others_by_none(
    seed: int, length: int, copies: int, changes: int
) -> None:
    chance = random.Random(seed)
    text = words(chance, length)
    near = [changed(chance, text, changes) for _ in range(copies)]
    others = [" ".join(words(chance, length)) for _ in range(30)]
    texts = [*near, *others]
    chance.shuffle(texts)
    (found,) = series(signatures(texts))
    numbers = {found.leader, *found.others}
    assert {texts[number] for number in numbers} <= set(near)
    assert len(numbers) >= copies - FEW
    assert all(share >= VERSIONS_FROM for share in found.shared)
    assert not found.is_filled_in


@given(st.lists(st.text("ab c", max_size=12), unique=True, max_size=60))
def test_of_any_texts_each_is_in_one_series_at_most(texts: list[str]) -> None:
    found = series([signature([text]) for text in texts])
    numbers = [number for each in found for number in (each.leader, *each.others)]
    assert len(numbers) == len(set(numbers))
    assert all(len(each.others) == len(each.shared) >= FEW for each in found)


def test_a_dozen_near_copies_are_left_to_the_search() -> None:
    chance = random.Random(5)
    text = words(chance, 60)
    assert series(signatures([changed(chance, text, 1) for _ in range(FEW)])) == []


def test_forms_that_are_filled_in_are_told_from_copies() -> None:
    (found,) = series(signatures(forms(random.Random(7), 200)))
    assert found.is_filled_in
    assert len(found.others) == 199


def test_the_number_of_a_copy_makes_no_form_of_it() -> None:
    text = FORM.format(name="Ivan Petrov", place="Sarn")
    (found,) = series(signatures([f"Copy No. {number}. {text}" for number in range(100, 300)]))
    assert not found.is_filled_in


def test_two_series_beside_each_other_are_two() -> None:
    chance = random.Random(11)
    one, other = words(chance, 80), words(chance, 80)
    texts = [changed(chance, text, 1) for text in (one, other) for _ in range(50)]
    assert [(each.leader < 50, len(each.others)) for each in series(signatures(texts))] == [
        (True, 49),
        (False, 49),
    ]
