"""The shape of a document: the lengths of its paragraphs, and what they say of two documents."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.kinship import shapes
from provtrack.kinship.likeness import chain, likeness
from provtrack.kinship.shapes import letters, marks, shape, words

PARAGRAPHS = 20
GROWTH = 1.2
"""How many times as long a translation is."""


def shaped(lengths: Sequence[int]) -> np.ndarray:
    return shape(["x" * length + "." for length in lengths], [length // 5 for length in lengths])


def lengths(chance: random.Random) -> list[int]:
    return [round(chance.lognormvariate(4.5, 0.7)) + 5 for _ in range(PARAGRAPHS)]


def rendered(chance: random.Random, original: Sequence[int]) -> list[int]:
    """The lengths of a translation: in one ratio, but for an error as that of Gale and Church."""
    return [max(round(chance.gauss(GROWTH * each, (6.8 * each) ** 0.5)), 1) for each in original]


def test_a_shape_holds_letters_words_and_marks_of_each_paragraph() -> None:
    one = shape(["Кто пришёл в 1956 году?", "Он сказал:", "«Да» (тихо)"], [5, 2, 2])
    assert letters(one).tolist() == [19, 9, 10]
    assert words(one).tolist() == [5, 2, 2]
    assert marks(one).tolist() == [
        [1, 0, 0, 1, 0, 0],
        [0, 1, 0, 0, 0, 0],
        [0, 0, 1, 0, 1, 1],
    ]


@given(st.lists(st.text(), max_size=5))
def test_any_text_has_a_shape(paragraphs: list[str]) -> None:
    one = shape(paragraphs, [len(each) for each in paragraphs])
    assert len(one) == len(paragraphs)
    assert (letters(one) >= 1).all()


def test_a_very_long_paragraph_spoils_nothing_beside_its_length() -> None:
    one = shape(["word " * 50_000 + "?"], [50_000])
    assert marks(one).tolist() == [[1, 0, 0, 0, 0, 0]]


@pytest.mark.parametrize("seed", range(3))
def test_a_translation_is_told_from_other_documents(seed: int) -> None:
    chance = random.Random(seed)
    originals = [lengths(chance) for _ in range(12)]
    translations = [rendered(chance, each) for each in originals]
    found = np.array(
        [
            likeness([shaped(one)] * 12, [shaped(other) for other in translations])
            for one in originals
        ]
    )
    assert found.argmax(axis=1).tolist() == list(range(12))
    assert found.diagonal().min() > 5
    assert found[~np.eye(12, dtype=bool)].max() < 5


def test_paragraphs_that_are_joined_or_left_out_are_bridged() -> None:
    chance = random.Random(7)
    original = lengths(chance)
    translation = rendered(chance, original)
    cut = [*translation[:3], translation[3] + translation[4], *translation[5:12], *translation[13:]]
    (whole, changed, other) = likeness(
        [shaped(original)] * 3, [shaped(translation), shaped(cut), shaped(lengths(chance))]
    )
    assert whole > changed > 0 > other
    links = list(chain(shaped(original), shaped(cut)))[::-1]
    assert (range(3, 5), range(3, 4)) in links
    assert 12 not in {number for rows, _ in links for number in rows}


def test_the_order_of_two_documents_does_not_matter() -> None:
    chance = random.Random(3)
    one, other = shaped(lengths(chance)), shaped(lengths(chance)[:-3])
    assert likeness([one], [other])[0] == pytest.approx(likeness([other], [one])[0], abs=1e-3)


def test_what_a_pair_is_worth_does_not_depend_on_those_beside_it() -> None:
    chance = random.Random(4)
    every = [shaped(lengths(chance)[: 5 + 3 * number]) for number in range(5)]
    together = likeness(every, every[::-1])
    alone = [likeness([one], [other])[0] for one, other in zip(every, every[::-1], strict=True)]
    assert together.tolist() == pytest.approx(alone, abs=1e-3)


def test_documents_all_of_whose_paragraphs_are_alike_say_nothing() -> None:
    assert likeness([shaped([80] * 8)], [shaped([80] * 8)])[0] < 8


def test_the_translation_is_among_those_looked_at_and_none_of_its_language() -> None:
    chance = random.Random(5)
    originals = [lengths(chance) for _ in range(60)]
    every = [*map(shaped, originals), *(shaped(rendered(chance, each)) for each in originals)]
    tongues = np.repeat([0, 1], 60)
    found = set(shapes.candidates(shapes.outlines(every, tongues), tongues, range(120)))
    assert sum((number, number + 60) in found for number in range(60)) >= 57
    assert all(left < 60 <= right for left, right in found)
    assert len(found) <= 60 * shapes.NEAREST


def test_a_document_of_few_paragraphs_has_no_shape_to_look_for() -> None:
    tongues = np.array([0, 1])
    short = [shaped([50, 90, 30]), shaped([55, 95, 33])]
    assert list(shapes.candidates(shapes.outlines(short, tongues), tongues, range(2))) == []
