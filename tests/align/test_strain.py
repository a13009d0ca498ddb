"""Texts that could make an engine slow or lose its way."""

import random
import time

import pytest

from provtrack.align import align
from provtrack.model import Text

VOCABULARY = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in "klmnrst"]


def prose(paragraphs: int, seed: int) -> tuple[str, ...]:
    """Paragraphs of about forty words, some of which are common and most of which are rare."""
    chance = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(len(VOCABULARY))]
    return tuple(
        " ".join(chance.choices(VOCABULARY, weights, k=chance.randint(20, 60)))
        for _ in range(paragraphs)
    )


def reworded(paragraphs: tuple[str, ...], seed: int) -> tuple[str, ...]:
    """The same with every fourth word another one."""
    chance = random.Random(seed)
    return tuple(
        " ".join(
            chance.choice(VOCABULARY) if chance.random() < 0.25 else word for word in text.split()
        )
        for text in paragraphs
    )


def seconds(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    start = time.process_time()
    align(Text("l", left), Text("r", right))
    return time.process_time() - start


def test_two_wordings_of_a_very_long_paragraph_answer_each_other() -> None:
    book = (" ".join(prose(500, 1)), "The end.")
    found = align(Text("l", book), Text("r", reworded(book, 2)))
    assert (found.links[0].left, found.links[0].right) == ((1,), (1,))


def test_a_paragraph_repeated_is_linked_in_order() -> None:
    found = align(
        Text("l", ("Nothing to report.",) * 300), Text("r", ("Nothing to report.",) * 290)
    )
    linked = [link for link in found.links if link.left and link.right]
    assert len(linked) >= 280
    assert not any(link.moved for link in linked)


@pytest.mark.slow
def test_ten_times_the_paragraphs_take_about_ten_times_as_long() -> None:
    seconds(prose(20, 3), prose(20, 3)[:-1])  # imports
    texts = {count: (prose(count, 4), reworded(prose(count, 4), 5)) for count in (400, 4000)}
    short = min(seconds(*texts[400]) for _ in range(3))
    assert seconds(*texts[4000]) < 20 * short  # 13 is the goal; a busy machine is allowed more


@pytest.mark.slow
def test_unlike_texts_take_no_longer_than_a_few_times_as_long_as_like_ones() -> None:
    like = seconds(prose(2000, 6), reworded(prose(2000, 6), 7))
    unlike = {
        "unrelated": seconds(prose(2000, 8), prose(2000, 9)),
        "repeated": seconds(prose(1, 10) * 2000, prose(1, 10) * 1990),
        "one paragraph": seconds((" ".join(prose(2000, 11)),), prose(2000, 11)),
    }
    assert max(unlike.values()) < 10 * like, unlike  # 5 is the goal
