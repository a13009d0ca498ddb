"""What the alignment engine promises about any two texts."""

from provtrack.align import align
from provtrack.model import Link, Text


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
