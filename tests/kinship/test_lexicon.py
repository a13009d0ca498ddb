"""Words of two languages that answer each other, learnt from documents found to be one."""

import random

import numpy as np

from provtrack.corpus.abroad import unite
from provtrack.corpus.executor import Here
from provtrack.kinship.lexicon import beads, learn
from provtrack.kinship.signatures import key, numbered
from provtrack.kinship.traits import Traits, traits

SYLLABLES = [
    "ba",
    "de",
    "fo",
    "gu",
    "hi",
    "ka",
    "le",
    "mo",
    "nu",
    "pi",
    "ra",
    "se",
    "to",
    "vu",
    "zi",
]
CYRILLIC = dict(zip("abdefghiklmnoprstuvz", "щюбдфъэяльжчюйцшынгм", strict=True))


def vocabulary(chance: random.Random, size: int) -> list[tuple[str, str]]:
    """Words, and those that answer them in a language of no like sound."""
    words = sorted({"".join(chance.choices(SYLLABLES, k=3)) for _ in range(size)})
    others = ["".join(CYRILLIC[letter] for letter in word[::-1]) + "ов" for word in words]
    return list(zip(words, others, strict=True))


def document(
    chance: random.Random, known: list[tuple[str, str]], paragraphs: int
) -> tuple[list[str], list[str]]:
    """A document, and its translation in another order of words."""
    left, right = [], []
    for _ in range(paragraphs):
        chosen = chance.choices(known, k=chance.randint(4, 30))
        left.append("the " + " ".join(word for word, _ in chosen) + " of it is.")
        right.append("и не " + " ".join(sorted(word for _, word in chosen)) + " что.")
    return left, right


def read(pairs: list[tuple[list[str], list[str]]]) -> list[Traits]:
    return [traits(one) for one, _ in pairs] + [traits(other) for _, other in pairs]


def test_words_are_learnt_from_several_documents_and_from_one_none() -> None:
    chance = random.Random(1)
    known = vocabulary(chance, 60)
    pairs = [document(chance, known, 25) for _ in range(4)]
    taught = [list(beads(traits(one), traits(other))) for one, other in pairs]
    learnt = learn(taught)
    truth = {numbered(key(other)): numbered(key(word)) for word, other in known}
    right = sum(truth.get(other) == word for other, word in learnt.items())
    assert right >= 0.9 * len(learnt)
    assert right >= 0.7 * len(known)
    assert learn(taught[:1]) == {}
    assert learn([]) == {}


def test_by_the_words_a_document_is_found_that_has_no_shape() -> None:
    chance = random.Random(2)
    known = vocabulary(chance, 300)
    pairs = [document(chance, chance.sample(known, 60), 25) for _ in range(12)]
    one, other = document(chance, chance.sample(known, 60), 12)
    pairs.append(([" ".join(one)], [" ".join(other[:7]), " ".join(other[7:])]))
    every = read(pairs)
    united = unite(Here(), every, (), [""] * len(every))
    assert [members for members, _ in united.groups] == [
        [number, number + 13] for number in range(13)
    ]
    taught = read(pairs[-1:] * 2)
    alone = unite(Here(), [taught[0], taught[2]], (), [""] * 2)
    assert alone.groups == ()


def test_documents_of_one_language_are_left_as_they_are() -> None:
    chance = random.Random(3)
    every = [traits(document(chance, vocabulary(chance, 30), 6)[0]) for _ in range(4)]
    united = unite(Here(), every, [[0, 2]], [""] * 4)
    assert united.groups == (([0, 2], None),)
    assert not united.pairs


def test_copies_of_a_language_with_no_words_are_no_trouble() -> None:
    every = [traits(["the cat is here of it"]), traits(["и не что"]), traits(["그리고"])]
    assert unite(Here(), every, (), [""] * 3).groups == ()
    assert np.array_equal(every[0].shape, traits(["the cat is here of it"]).shape)
