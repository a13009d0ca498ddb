"""What must hold of every collation, whatever the texts."""

from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.align import align
from provtrack.collation import Collation, collate
from provtrack.diff import compare
from provtrack.model import Alignment, Link, Text

WORDS = st.sampled_from(
    [
        *("the", "a", "not", "of", "17", "18", "January", "400-420", "harbour", "harbor", "ice"),
        *("[sic]", "Orlov", "don't", ",", ".", ";", "«naïve»", "a’a"),
    ]
)
SPACES = st.sampled_from([" ", " ", " ", "\xa0", "  ", ""])


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=14))
    return "".join(word + space for word, space in words).strip() or "x"


TEXTS = st.lists(st.lists(paragraphs(), min_size=1, max_size=4).map(tuple), min_size=2, max_size=4)


def collated(texts: Sequence[tuple[str, ...]]) -> Collation:
    witnesses = [Text(f"w{index}", own) for index, own in enumerate(texts)]
    return collate(witnesses, lambda i, j: align(witnesses[i], witnesses[j]), compare)


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_every_witness_is_rebuilt_exactly_from_the_table(texts: list[tuple[str, ...]]) -> None:
    table = collated(texts)
    for index, own in enumerate(texts):
        assert table.rebuild(index) == own


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_every_paragraph_is_in_exactly_one_passage(texts: list[tuple[str, ...]]) -> None:
    table = collated(texts)
    for index, own in enumerate(texts):
        numbers = [number for row in table.rows for number in row.numbers[index]]
        assert sorted(numbers) == list(range(1, len(own) + 1))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_witnesses_are_grouped_by_what_they_read(texts: list[tuple[str, ...]]) -> None:
    for row in collated(texts).rows:
        for place in row.places:
            read = [stretch for stretch in place.stretches if stretch is not None]
            assert sum(len(each.witnesses) for each in place.readings) == len(read)
            for each in place.readings:
                said = {
                    (place.stretches[w] or "").strip().replace("\n", " ") for w in each.witnesses
                }
                assert said == {each.text}


def places_by_text(table: Collation, texts: Sequence[tuple[str, ...]]) -> list[object]:
    """All that a table says, with witnesses named by what they are and not by their siglum."""
    return [
        [
            sorted((texts[i], row.numbers[i], i in row.moved) for i in range(len(texts))),
            [
                sorted(
                    (each.text, sorted(texts[i] for i in each.witnesses)) for each in place.readings
                )
                for place in row.places
            ],
        ]
        for row in table.rows
    ]


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_witnesses_changes_nothing(
    texts: list[tuple[str, ...]], random: Random
) -> None:
    order = list(range(1, len(texts)))
    random.shuffle(order)
    shuffled = [texts[0], *(texts[index] for index in order)]
    assert places_by_text(collated(texts), texts) == places_by_text(collated(shuffled), shuffled)


LINKS = st.sampled_from(
    [((1,), (1,)), ((1, 2), (1,)), ((1,), (1, 2)), ((1, 3), (1, 2)), ((2, 3), (3, 1))]
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(paragraphs(), min_size=3, max_size=3),
    st.lists(paragraphs(), min_size=3, max_size=3),
    LINKS,
)
def test_grouped_paragraphs_of_any_shape_are_rebuilt(
    left: list[str], right: list[str], shape: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    texts = [Text("a", tuple(left)), Text("b", tuple(right))]
    sides = tuple(map(sorted, shape))
    links = [Link(tuple(sides[0]), tuple(sides[1]), 0.5, 0.5)]
    links += [Link((n,), (), 0, 1) for n in (1, 2, 3) if n not in sides[0]]
    links += [Link((), (n,), 0, 1) for n in (1, 2, 3) if n not in sides[1]]
    table = collate(texts, lambda *_: Alignment(texts[0], texts[1], tuple(links)), compare)
    assert table.rebuild(0) == tuple(left)
    assert table.rebuild(1) == tuple(right)
