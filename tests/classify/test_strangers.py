"""Words that nothing ties are passed over, and nothing would have been said of them."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.classify.abbreviations import abbreviations
from provtrack.classify.drafts import Draft
from provtrack.classify.fitting import unit_pair
from provtrack.classify.hunks import _resolution
from provtrack.classify.inflection import is_inflected
from provtrack.classify.lexicon import pairs, words
from provtrack.classify.pairs import judge
from provtrack.classify.strangers import nothing_ties
from provtrack.classify.units import Knowledge, Unit
from provtrack.classify.verdicts import RECOGNISERS, residue

KNOWLEDGE = Knowledge(abbreviations())


def units(text: str) -> list[Unit]:
    return unit_pair((text, ""), (KNOWLEDGE, KNOWLEDGE))[0]


LISTED = sorted(
    {word for name in ("opposites", "synonyms") for pair in pairs(name) for word in pair}
)
COMMON = sorted(words())

word = st.one_of(
    st.sampled_from(COMMON),
    st.sampled_from(LISTED),
    st.builds(
        str.__add__, st.sampled_from(["un", "in", "dis", "non", "ir"]), st.sampled_from(COMMON)
    ),
    # Short forms, as govt of government.
    st.sampled_from(COMMON).map(lambda whole: whole[0] + re.sub("[aeiou]", "", whole[1:])),
    # Misspelt: a letter too few at some place, the first one included.
    st.builds(
        lambda whole, place: whole[: place % len(whole)] + whole[place % len(whole) + 1 :] or "a",
        st.sampled_from(COMMON),
        st.integers(0, 20),
    ),
)
written = st.builds(
    lambda word, look: look(word), word, st.sampled_from([str, str, str.capitalize])
)
run = st.lists(written, min_size=1, max_size=3).map(" ".join)


@given(run, run)
def test_no_recogniser_has_a_word_to_say_of_runs_that_nothing_ties(one: str, other: str) -> None:
    gone, new = units(one), units(other)
    if not nothing_ties(gone, new):
        return
    assert [said for said in RECOGNISERS if said(gone, new)] == []
    for left, right in product(gone, new):
        assert judge(left, right) is None
        assert not is_inflected(left.key, right.key)


@given(run, run)
def test_what_nothing_ties_is_one_difference_however_its_words_are_paired(
    one: str, other: str
) -> None:
    gone, new = units(one), units(other)
    if not nothing_ties(gone, new):
        return
    whole = Draft(0, len(gone), 0, len(new), residue(gone, new), firm=False)
    assert _resolution(gone, new) == [whole]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agrees", "disagrees"),
        ("agree", "disagreement"),
        ("went", "go"),
        ("gaol", "jail"),
        *map(sorted, [min(pairs("opposites"), key=sorted), min(pairs("synonyms"), key=sorted)]),
        ("recieve", "receive"),
        ("overnment", "government"),
        ("colour", "color"),
        ("govt", "government"),
        ("to day", "today"),
    ],
)
def test_words_that_have_to_do_with_each_other_are_no_strangers(one: str, other: str) -> None:
    assert not nothing_ties(units(one), units(other))


@pytest.mark.parametrize("other", ["Rose", "three", "not", "must", "(table)", "table.", "USSR"])
def test_whatever_is_no_ordinary_word_is_looked_into(other: str) -> None:
    assert not nothing_ties(units("window"), units(other))


def test_ordinary_words_are_told_apart_at_a_glance() -> None:
    assert nothing_ties(units("window"), units("table"))
    assert nothing_ties(units("The open window"), units("Old table"))
    assert nothing_ties(units("the open window"), [])
