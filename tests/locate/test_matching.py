import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.locate.matching import Fit, Passage, fit, projected
from provtrack.locate.quotation import parse
from provtrack.locate.words import keys, words

SOURCE = (
    (
        "The deputy minister said that the harvest in the northern districts had failed. He asked "
        "whether the grain promised in the autumn could be sent before the first of May."
    ),
    "Nobody would co-opt him, and nobody did.",
)


def laid(quotation: str, *paragraphs: str) -> tuple[Fit, Passage]:
    passage = Passage([words(each) for each in paragraphs or SOURCE])
    return fit(parse(quotation).readings, passage), passage


def stretches(quotation: str, *paragraphs: str) -> list[str]:
    found, passage = laid(quotation, *paragraphs)
    return [" ".join(passage.keys[each.start : each.end]) for each in found.stretches]


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("the harvest in the northern districts", ["the harvest in the northern districts"]),
        ("THE HARVEST, in the northern districts!", ["the harvest in the northern districts"]),
        ("[T]he harvest … had failed", ["the harvest", "had failed"]),
        ("the harvest […] could be sent", ["the harvest", "could be sent"]),
        ("first of May. Nobody would", ["first of may nobody would"]),
        ("[the man] asked whether", ["asked whether"]),
        ("nobody would coopt him", ["nobody would co opt him"]),
        (
            "said that the harvest [of 1956] in the northern",
            ["said that the harvest", "in the northern"],
        ),
    ],
)
def test_the_same_words_are_exact(quotation: str, found: list[str]) -> None:
    assert stretches(quotation) == found
    assert laid(quotation)[0].exact


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("the harvest in the southern districts had", "the harvest in the northern districts had"),
        ("grain promised in autumn could be sent", "grain promised in the autumn could be sent"),
        ("could be sent before the first of June", "could be sent before the first of may"),
        ("some grain promised in the autumn", "the grain promised in the autumn"),
        ("the grain they promised in the autumn", "the grain promised in the autumn"),
    ],
)
def test_a_misquotation_is_laid_on_the_words_that_it_stands_for(quotation: str, found: str) -> None:
    assert stretches(quotation) == [found]
    assert 0.7 < laid(quotation)[0].score < 1


def test_parts_in_the_wrong_order_are_not_exact() -> None:
    assert not laid("had failed … the harvest")[0].exact


def test_what_is_missing_at_the_ends_is_counted() -> None:
    found, _ = laid("of all men nobody would co-opt him and then some more", SOURCE[1])

    assert (found.missing_before, found.missing_after) == (3, 3)


WORD = st.sampled_from(["the", "harvest", "in", "had", "failed", "grain", "sent", "of"])
TEXT = st.lists(WORD, min_size=1, max_size=30)


@given(TEXT, st.data())
def test_every_run_of_words_is_found_exactly(text: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found, passage = laid(" ".join(text[start:end]), " ".join(text))

    (stretch,) = found.stretches
    assert found.exact
    assert passage.keys[stretch.start : stretch.end] == text[start:end]


@given(TEXT, TEXT)
def test_the_score_is_one_only_for_the_same_letters(quotation: list[str], text: list[str]) -> None:
    found, passage = laid(" ".join(quotation), " ".join(text))

    assert 0 <= found.score <= 1
    same = [passage.keys[each.start : each.end] for each in found.stretches]
    assert found.exact == (["".join(quotation)] == ["".join(each) for each in same])


@given(TEXT, st.data())
def test_a_stretch_is_projected_on_itself(text: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert projected(text, text, start, end) == (start, end)


def test_a_stretch_is_projected_on_what_stands_in_its_place() -> None:
    old = keys("in front of it stand forty wagons of timber")
    new = keys("in front of it stand some fourteen wagons of timber and coal")

    assert projected(old, new, 5, 7) == (5, 8)
    assert projected(old, new, 5, 6) == (5, 7)
    assert projected(old, new, 8, 9) == (9, 10)
    assert projected(old, keys("in front of it stand wagons"), 5, 6) == (5, 5)
