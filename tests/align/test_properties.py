"""What holds for every two texts and every set of pins."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.align import align
from provtrack.model import Alignment, Pin, Text

words = st.sampled_from(
    [
        "the",
        "of",
        "and",
        "king",
        "said",
        "harbour",
        "nets",
        "12",
        "1957",
        "Yŏng-bin",
        "—",
        "дом",
        "水",
    ]
)
paragraph = st.lists(words, min_size=1, max_size=8).map(" ".join)
paragraphs = st.lists(paragraph, max_size=10).map(tuple)
anything = st.lists(st.text(min_size=1, max_size=20), max_size=6).map(tuple)
tag = st.sampled_from(["", "en", "ru"])


def texts(content: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[Text]:
    return st.builds(Text, st.just("t"), content, first=st.integers(1, 5), language=tag)


def check(alignment: Alignment) -> None:
    for side in ("left", "right"):
        text: Text = getattr(alignment, side)
        held = Counter(number for link in alignment.links for number in getattr(link, side))
        assert held == Counter(text.numbers)
    for link in alignment.links:
        assert link.left or link.right
        assert list(link.left) == sorted(link.left)
        assert list(link.right) == sorted(link.right)
        assert 0 <= link.score <= 1
        assert 0 <= link.confidence <= 1
        assert bool(link.left and link.right) or not link.score
    firsts = [link.left[0] for link in alignment.links if link.left]
    assert firsts == sorted(firsts)


@settings(max_examples=150, deadline=None)
@given(texts(paragraphs), texts(paragraphs))
def test_every_paragraph_is_in_exactly_one_link(left: Text, right: Text) -> None:
    check(align(left, right))


@settings(max_examples=100, deadline=None)
@given(texts(anything), texts(anything))
def test_no_characters_upset_it(left: Text, right: Text) -> None:
    check(align(left, right))


@settings(max_examples=50, deadline=None)
@given(texts(paragraphs))
def test_identical_texts_align_one_to_one_with_score_one(text: Text) -> None:
    for link in align(text, text).links:
        assert link.left == link.right
        assert len(link.left) == 1
        assert link.score == 1
        assert not link.moved


@settings(max_examples=50, deadline=None)
@given(texts(paragraphs), texts(paragraphs))
def test_it_is_deterministic(left: Text, right: Text) -> None:
    assert align(left, right) == align(left, right)


@settings(max_examples=100, deadline=None)
@given(texts(paragraphs), texts(paragraphs))
def test_which_text_is_given_first_makes_no_difference(left: Text, right: Text) -> None:
    forth, back = align(left, right), align(right, left)
    turned = {
        (link.right, link.left, link.score, link.confidence, link.moved) for link in back.links
    }
    assert turned == {
        (link.left, link.right, link.score, link.confidence, link.moved) for link in forth.links
    }


@st.composite
def pinned(draw: st.DrawFn) -> tuple[Text, Text, list[Pin]]:
    left, right = draw(texts(paragraphs)), draw(texts(paragraphs))
    free = [list(left.numbers), list(right.numbers)]
    pins = []
    for _ in range(draw(st.integers(0, 3))):
        apart = draw(st.booleans())
        sides = [
            tuple(sorted(draw(st.sets(st.sampled_from(side), max_size=3)))) if side else ()
            for side in free
        ]
        if not apart and any(sides):
            free = [
                [number for number in side if number not in taken]
                for side, taken in zip(free, sides, strict=True)
            ]
        if any(sides):
            pins.append(Pin(sides[0], sides[1], apart))
    return left, right, pins


@settings(max_examples=150, deadline=None)
@given(pinned())
def test_pins_are_obeyed(case: tuple[Text, Text, list[Pin]]) -> None:
    left, right, pins = case
    found = align(left, right, pins=pins)
    check(found)
    grouped = [(link.left, link.right) for link in found.links if link.pinned]
    free = [link for link in found.links if not link.pinned]
    for pin in pins:
        if pin.apart:
            assert not any(
                set(pin.left) & set(link.left) and set(pin.right) & set(link.right) for link in free
            )
        elif pin.left and pin.right:
            assert (pin.left, pin.right) in grouped
        else:
            assert all(((number,), ()) in grouped for number in pin.left)
            assert all(((), (number,)) in grouped for number in pin.right)
