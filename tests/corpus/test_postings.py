import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.corpus import postings
from provtrack.corpus.postings import Postings, add

PARAGRAPH = st.lists(st.sampled_from("abcdefg"), max_size=12)
PORTIONS = st.lists(st.lists(PARAGRAPH, min_size=1, max_size=6), min_size=1, max_size=6)


@contextmanager
def empty() -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        database.executescript(postings.SCHEMA)
        yield database
    finally:
        database.close()


@contextmanager
def made(portions: list[list[list[str]]]) -> Iterator[sqlite3.Connection]:
    """An index of paragraphs, added in so many portions and numbered from 1."""
    with empty() as database:
        number = 0
        for portion in portions:
            vocabulary = {"": postings.END}
            tokens = array("I")
            for paragraph in portion:
                tokens.extend(vocabulary.setdefault(word, len(vocabulary)) for word in paragraph)
                tokens.append(postings.END)
            numbers = range(number + 1, number + len(portion) + 1)
            add(database, vocabulary, tokens, numbers)
            number += len(portion)
        yield database


def rows(portions: list[list[list[str]]]) -> list[tuple[object, ...]]:
    """What an index of paragraphs keeps of them."""
    with made(portions) as database:
        return database.execute("SELECT * FROM posting").fetchall()


def paragraphs_of(portions: list[list[list[str]]]) -> dict[int, list[str]]:
    return dict(enumerate((each for portion in portions for each in portion), 1))


@given(PORTIONS)
def test_a_pair_is_found_where_it_stands_and_nowhere_else(portions: list[list[list[str]]]) -> None:
    paragraphs = paragraphs_of(portions)
    known = {word for each in paragraphs.values() for word in each}
    with made(portions) as database:
        asked = Postings(database)
        numbers = {word: asked.word(word)[0] for word in known}
        for first in known:
            assert asked.word(first)[1] == sum(each.count(first) for each in paragraphs.values())
            having = [key for key, each in paragraphs.items() if first in each]
            assert sorted(asked.with_word(numbers[first])) == having
            for second in known:
                pair = (first, second)
                having = [key for key, each in paragraphs.items() if pair in pairwise(each)]
                assert sorted(asked.with_pair(numbers[first], numbers[second])) == having


@given(PORTIONS)
def test_however_many_bits_the_numbers_have(portions: list[list[list[str]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        expected = rows(portions)
        patch.setattr(postings, "_NUMBER", 0)
        assert rows(portions) == expected


def test_small_portions_are_merged_and_rows_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "_ROW", 4)
    portions = [[["the", "harvest", str(number)]] for number in range(100)]
    with made(portions) as database:
        (segments,) = database.execute("SELECT count(*) FROM segment").fetchone()
        asked = Postings(database)
        the, harvest = asked.word("the")[0], asked.word("harvest")[0]

        assert segments <= (100).bit_length()
        assert sorted(asked.with_pair(the, harvest)) == list(range(1, 101))
        assert len(asked.with_pair(the, harvest, 7)) == 7
        assert sorted(asked.with_word(harvest)) == list(range(1, 101))


def test_a_paragraph_that_is_not_to_be_added_is_left_out() -> None:
    with empty() as database:
        add(database, {"": 0, "a": 1, "b": 2}, array("I", [1, 2, 0, 2, 1, 0]), [0, 7])
        asked = Postings(database)

        assert asked.with_pair(asked.word("b")[0], asked.word("a")[0]) == [7]
        assert asked.with_pair(asked.word("a")[0], asked.word("b")[0]) == []
        assert asked.word("a")[1] == 1


def test_paragraphs_without_words_make_no_row() -> None:
    assert rows([[[], []]]) == []
    assert len(rows([[[], []], [["a"]]])) == 1
