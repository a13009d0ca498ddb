"""Where an entry's words stand, and what the next state is."""

from itertools import pairwise
from typing import Any

import pytest
from entries import entry
from hypothesis import given, settings
from strategies import Paragraphs, versions

from provtrack.errors import ProvtrackError
from provtrack.ledger import Descent, Place, apply, draft, places, replay, trace

TEXT = ("One and one.", "Two wagons.", "Three bridges.")


def made(*changes: tuple[int, str, str]) -> Paragraphs:
    return apply(TEXT, [entry(f"c{n}", *each) for n, each in enumerate(changes, 1)])


def complaint(*changes: tuple[int, str, str]) -> tuple[str, str]:
    with pytest.raises(ProvtrackError) as raised:
        made(*changes)
    return raised.value.message, raised.value.hint


def test_words_are_found_in_their_paragraph_and_into_the_next() -> None:
    assert places(TEXT, entry("c1", 1, "ne", "")) == [Place(1, 1, 3), Place(1, 9, 11)]
    assert places(TEXT, entry("c1", 2, "wagons.\nThree", "")) == [Place(2, 4, 17)]
    assert places(TEXT, entry("c1", 2, "\n", " ")) == [Place(2, 11, 12)]
    assert places(("aaa",), entry("c1", 1, "aa", "b")) == [Place(1, 0, 2), Place(1, 1, 3)]
    assert places(TEXT, entry("c1", 4, "", "Four.")) == [Place(4, 0, 0)]
    assert places(TEXT, entry("c1", 5, "", "Five.")) == []
    assert places(TEXT, entry("c1", 3, "bridges.\n", "")) == []


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        ([(2, "Two", "Ten")], ("One and one.", "Ten wagons.", "Three bridges.")),
        ([(2, "Two ", "")], ("One and one.", "wagons.", "Three bridges.")),
        ([(1, " and", "")], ("One one.", "Two wagons.", "Three bridges.")),
        ([(1, "and", "")], ("One one.", "Two wagons.", "Three bridges.")),
        ([(2, "Two wagons.", "")], ("One and one.", "Three bridges.")),
        ([(2, "Two wagons.\nThree bridges.", "")], ("One and one.",)),
        ([(1, "and one", "\nAnd one")], ("One", "And one.", "Two wagons.", "Three bridges.")),
        ([(2, "\n", " ")], ("One and one.", "Two wagons. Three bridges.")),
        ([(1, "", "Zero.")], ("Zero.", *TEXT)),
        ([(4, "", "Four.\nFive.")], (*TEXT, "Four.", "Five.")),
        ([(2, "", "A."), (2, "", "B.")], ("One and one.", "A.", "B.", *TEXT[1:])),
        ([(2, "Two wagons.", ""), (2, "", "New.")], ("One and one.", "New.", "Three bridges.")),
        (
            [(1, "One", "1"), (1, "one", "1"), (3, "Three", "3")],
            ("1 and 1.", "Two wagons.", "3 bridges."),
        ),
        ([(2, "Two", "e\u0301")], ("One and one.", "\u00e9 wagons.", "Three bridges.")),
    ],
)
def test_the_next_state_has_the_new_words(
    changes: list[tuple[int, str, str]], result: Paragraphs
) -> None:
    assert made(*changes) == result
    assert made(*changes[::-1]) == result or len({each[0] for each in changes}) == 1


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ([(1, "ne", "x")], "c1: “ne” stands 2 times in paragraph 1", "once"),
        ([(1, "Two", "x")], "c1: “Two” does not stand in paragraph 1", "¶2"),
        ([(2, "waggons", "x")], "c1: “waggons” does not stand in paragraph 2", "“wagons.”"),
        ([(2, "Хорошо", "x")], "c1: “Хорошо” does not stand in paragraph 2", "“Two wagons.”"),
        ([(9, "One", "x")], "c1: there is no paragraph 9", "3"),
        ([(5, "", "x")], "c1: there is no paragraph 5", "3"),
        ([(2, "Two wa", "x"), (2, "wagons", "y")], "c2 and correction c1 speak of", "one entry"),
        ([(2, "Two", "x"), (2, "Two", "x")], "c2 and correction c1 speak of", "one entry"),
        ([(2, "\n", " "), (3, "", "New.")], "c2 and correction c1 speak of", "one entry"),
    ],
)
def test_an_entry_that_does_not_fit_is_named(
    changes: list[tuple[int, str, str]], message: str, hint: str
) -> None:
    found = complaint(*changes)

    assert message in found[0]
    assert hint in found[1]


@pytest.mark.parametrize(
    ("changes", "descents"),
    [
        ([(2, "Two", "Ten")], [((1,), ()), ((2,), (0,)), ((3,), ())]),
        ([(1, "and one", "\nAnd one")], [((1,), (0,)), ((1,), (0,)), ((2,), ()), ((3,), ())]),
        ([(2, "\n", " ")], [((1,), ()), ((2, 3), (0,))]),
        ([(2, "Two wagons.\nThree bridges.", "Both.")], [((1,), ()), ((2, 3), (0,))]),
        ([(2, "wagons.\nThree", "carts.\nTen")], [((1,), ()), ((2,), (0,)), ((3,), (0,))]),
        ([(2, "Two wagons.", ""), (1, "", "New.")], [((), (1,)), ((1,), ()), ((3,), ())]),
    ],
)
def test_every_paragraph_knows_what_it_was_made_of(
    changes: list[tuple[int, str, str]], descents: list[Any]
) -> None:
    entries = [entry(f"c{n}", *each) for n, each in enumerate(changes, 1)]

    assert list(trace(TEXT, entries).descents) == [Descent(*each) for each in descents]


@settings(max_examples=40, deadline=None)
@given(versions(4))
def test_replaying_the_ledger_reproduces_every_later_state(texts: list[Paragraphs]) -> None:
    entries = [
        entry(f"c{to}-{n}", each.paragraph, each.old, each.new, to)
        for to, (before, after) in enumerate(pairwise(texts), 2)
        for n, each in enumerate(draft(before, after))
    ]
    made = {1, *(int(each.to[-1]) for each in entries)}
    for start in range(1, 5):
        for end in range(start, 5):
            if set(range(start + 1, end + 1)) <= made:
                found = replay(entries[::-1], "fair", texts[start - 1], start, end)
                assert found == texts[end - 1]


def test_a_state_that_no_entry_leads_to_cannot_be_replayed() -> None:
    entries = [entry("c1", 1, "One", "1"), entry("c2", 1, "1", "I", to=4)]

    for start, end in ((1, 4), (2, 3), (2, 1)):
        with pytest.raises(ProvtrackError, match=f"does not lead from fair@{start} to fair@{end}"):
            replay(entries, "fair", TEXT, start, end)
    with pytest.raises(ProvtrackError, match="does not lead from other@1"):
        replay(entries, "other", TEXT, 1, 2)
