"""What the alignment engine promises about any two texts."""

from provtrack.align import align
from provtrack.model import Link, Pin, Text


def links(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[tuple[int, ...], ...]]:
    return [(link.left, link.right) for link in align(Text("a", left), Text("b", right)).links]


def test_a_split_paragraph_answers_both_of_its_parts_and_a_new_one_answers_none() -> None:
    left = (
        "The cat sat on the mat.",
        "Dogs bark at night in the town.",
        "Nobody knows the reason why.",
        "Winter came early that year.",
    )
    right = (
        "A cat was sitting on a mat. At night the dogs bark in town.",
        "Nobody knew why.",
        "Only here is something new entirely.",
        "Winter came early that year.",
    )
    assert links(left, right) == [
        ((1, 2), (1,)),
        ((3,), (2,)),
        ((), (3,)),
        ((4,), (4,)),
    ]


def test_a_text_answers_itself_paragraph_by_paragraph() -> None:
    text = Text("a", ("One thing.", "Another thing.", "One thing."), first=5)
    assert align(text, text).links == tuple(
        Link((number,), (number,), 1.0, 1.0) for number in (5, 6, 7)
    )


def test_pins_are_obeyed_and_the_rest_is_aligned_around_them() -> None:
    left = Text("a", ("Cats purr softly.", "Dogs bark loudly.", "Birds sing early."))
    right = Text("b", ("Cats purr softly.", "Dogs bark loudly.", "Birds sing early."))
    pins = [Pin((1, 2), (3,)), Pin((3,), ())]
    found = align(left, right, pins=pins).links
    assert [(link.left, link.right, link.pinned) for link in found] == [
        ((), (1,), False),
        ((), (2,), False),
        ((1, 2), (3,), True),
        ((3,), (), True),
    ]


def test_paragraphs_ruled_apart_share_no_link() -> None:
    text = Text("a", ("Cats purr softly.", "Dogs bark loudly.", "Birds sing early."))
    found = align(text, text, pins=[Pin((2,), (2,), apart=True)]).links
    assert not any(2 in link.left and 2 in link.right for link in found)
