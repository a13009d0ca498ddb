import sqlite3
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.corpus import postings
from provtrack.corpus.postings import Postings, add

PARAGRAPH = st.lists(st.sampled_from("abcdefg"), max_size=12)
PORTIONS = st.lists(st.lists(PARAGRAPH, min_size=1, max_size=6), min_size=1, max_size=6)


def made(portions: list[list[list[str]]]) -> sqlite3.Connection:
    """An index of paragraphs, added in so many portions and numbered from 1."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(postings.SCHEMA)
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
    return database


def paragraphs_of(portions: list[list[list[str]]]) -> dict[int, list[str]]:
    return dict(enumerate((each for portion in portions for each in portion), 1))


@given(PORTIONS)
def test_a_pair_is_found_where_it_stands_and_nowhere_else(portions: list[list[list[str]]]) -> None:
    asked = Postings(made(portions))
    paragraphs = paragraphs_of(portions)
    known = {word for each in paragraphs.values() for word in each}
    numbers = {word: asked.word(word)[0] for word in known}
    for first in known:
        assert asked.word(first)[1] == sum(each.count(first) for each in paragraphs.values())
        having = [key for key, each in paragraphs.items() if first in each]
        assert sorted(asked.with_word(numbers[first])) == having
        for second in known:
            having = [key for key, each in paragraphs.items() if (first, second) in pairwise(each)]
            assert sorted(asked.with_pair(numbers[first], numbers[second])) == having


@given(PORTIONS)
def test_however_many_bits_the_numbers_have(portions: list[list[list[str]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        rows = made(portions).execute("SELECT * FROM posting").fetchall()
        patch.setattr(postings, "_NUMBER", 0)
        assert made(portions).execute("SELECT * FROM posting").fetchall() == rows


def test_small_portions_are_merged_and_rows_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "_ROW", 4)
    portions = [[["the", "harvest", str(number)]] for number in range(100)]
    database = made(portions)
    (segments,) = database.execute("SELECT count(*) FROM segment").fetchone()
    asked = Postings(database)
    the, harvest = asked.word("the")[0], asked.word("harvest")[0]

    assert segments <= (100).bit_length()
    assert sorted(asked.with_pair(the, harvest)) == list(range(1, 101))
    assert len(asked.with_pair(the, harvest, 7)) == 7
    assert sorted(asked.with_word(harvest)) == list(range(1, 101))


def test_a_paragraph_that_is_not_to_be_added_is_left_out() -> None:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(postings.SCHEMA)
    add(database, {"": 0, "a": 1, "b": 2}, array("I", [1, 2, 0, 2, 1, 0]), [0, 7])
    asked = Postings(database)

    assert asked.with_pair(asked.word("b")[0], asked.word("a")[0]) == [7]
    assert asked.with_pair(asked.word("a")[0], asked.word("b")[0]) == []
    assert asked.word("a")[1] == 1


def test_paragraphs_without_words_make_no_row() -> None:
    database = made([[[], []]])

    assert database.execute("SELECT count(*) FROM posting").fetchone() == (0,)
    assert made([[[], []], [["a"]]]).execute("SELECT count(*) FROM posting").fetchone() == (1,)
