"""What the alignment engine promises about any two texts."""

from pathlib import Path

import pytest

from provtrack.align import align
from provtrack.model import Alignment, Link, Pin, Text

MEMORANDUM = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "memorandum.tsv").read_text("utf-8").splitlines()
]

Sides = list[tuple[tuple[int, ...], tuple[int, ...]]]


def text(*paragraphs: str, first: int = 1, language: str = "") -> Text:
    return Text("text", paragraphs, first, language)


def sides(alignment: Alignment) -> Sides:
    return [(link.left, link.right) for link in alignment.links]


def wording(side: int, *units: int | tuple[int, ...]) -> Text:
    """The memorandum in one wording; a tuple of units is one paragraph."""
    groups = [unit if isinstance(unit, tuple) else (unit,) for unit in units]
    return text(*(" ".join(MEMORANDUM[unit][side] for unit in group) for group in groups))


def test_a_split_paragraph_answers_both_of_its_parts_and_a_new_one_answers_none() -> None:
    left = text(
        "The cat sat on the mat.",
        "Dogs bark at night in the town.",
        "Nobody knows the reason why.",
        "Winter came early that year.",
    )
    right = text(
        "A cat was sitting on a mat. At night the dogs bark in town.",
        "Nobody knew why.",
        "Only here is something new entirely.",
        "Winter came early that year.",
    )
    assert sides(align(left, right)) == [
        ((1, 2), (1,)),
        ((3,), (2,)),
        ((), (3,)),
        ((4,), (4,)),
    ]


def test_a_text_answers_itself_paragraph_by_paragraph_with_certainty() -> None:
    same = text("One thing.", "Another thing.", "One thing.", first=5)
    assert align(same, same).links == tuple(
        Link((number,), (number,), 1.0, 1.0) for number in (5, 6, 7)
    )


def test_a_text_without_paragraphs_leaves_the_other_one_alone() -> None:
    assert sides(align(text(), text())) == []
    assert sides(align(text("a"), text())) == [((1,), ())]
    assert sides(align(text(), text("b", "c"))) == [((), (1,)), ((), (2,))]


def test_two_wordings_of_a_memorandum_are_linked_heading_by_heading() -> None:
    every = range(len(MEMORANDUM))
    found = sides(align(wording(0, *every), wording(1, *every)))
    assert found == [((k + 1,), (k + 1,)) for k in every]


def test_split_and_merged_paragraphs_of_a_memorandum_are_grouped() -> None:
    left = wording(0, 3, 4, (5, 6), 7, 8, 9, 10, 11, 12)
    right = wording(1, 3, 4, 5, 6, (7, 8), 9, 10, 11, 12)
    assert sides(align(left, right)) == [
        ((1,), (1,)),
        ((2,), (2,)),
        ((3,), (3, 4)),
        ((4, 5), (5,)),
        ((6,), (6,)),
        ((7,), (7,)),
        ((8,), (8,)),
        ((9,), (9,)),
    ]


def test_one_paragraph_may_answer_twelve() -> None:
    left = wording(0, *range(8), tuple(range(8, 20)), *range(20, 30))
    found = align(left, wording(1, *range(30)))
    assert ((9,), tuple(range(9, 21))) in sides(found)
    assert found.counts["grouped"] == 1


def test_an_omitted_paragraph_stays_alone_on_its_side() -> None:
    every = [*range(4, 40)]
    left, right = wording(0, *every), wording(1, *(k for k in every if k not in (13, 36)))
    alone = [link for link in align(left, right).links if not link.right]
    assert [link.left for link in alone] == [(10,), (33,)]


def test_the_end_moved_to_the_front_is_followed_and_marked() -> None:
    count = len(MEMORANDUM)
    left = wording(0, *range(count))
    right = wording(1, *range(count - 6, count), *range(count - 6))
    found = align(left, right)
    assert [link.right[0] for link in found.links if link.moved] == [1, 2, 3, 4, 5, 6]
    assert sides(found) == [((k + 1,), ((k + 6) % count + 1,)) for k in range(count)]


def test_paragraph_numbers_count_from_the_first_of_each_text() -> None:
    left = Text("l", wording(0, 3, 4, 5).paragraphs, first=11)
    right = Text("r", wording(1, 3, 4, 5).paragraphs, first=101)
    assert sides(align(left, right)) == [((11,), (101,)), ((12,), (102,)), ((13,), (103,))]


def test_old_spelling_is_learnt_from_the_texts() -> None:
    new = [
        "He said that the people should have seen the great light over the city.",
        "Then the king gave them bread and water, and they went out of the house.",
        "She had been told of the light, but she would not say who said it.",
        "The people said to the king that they should have bread in the city.",
        "And the king said that the light should be seen from every house.",
        "They gave the water to him who had seen the king of the city.",
    ]
    old = {
        "said": "seide", "should": "schulden", "have": "han", "light": "liyt", "over": "ouer",
        "city": "citee", "gave": "yauen", "bread": "breed", "water": "watir", "king": "kyng",
        "house": "hous", "people": "puple", "seen": "seyn", "they": "thei", "them": "hem",
    }  # fmt: skip
    spelled = [" ".join(old.get(word, word) for word in line.split()) for line in new]
    found = align(text(*new), text(*spelled[3:], *spelled[:3]))
    assert sides(found) == [((k + 1,), ((k + 3) % 6 + 1,)) for k in range(6)]


def test_spellings_of_a_name_count_as_one() -> None:
    left = text("Choe Yong-geon spoke first.", "Pak Jeong-ae was silent.", "Rim Hae had left.")
    right = text("Not a word from Pak Chong-ae.", "Im Hae was gone.")
    names = [("Pak Jeong-ae", "Pak Chong-ae"), ("Rim Hae", "Im Hae")]
    assert sides(align(left, right, names=names)) == [((1,), ()), ((2,), (1,)), ((3,), (2,))]


def test_pins_are_obeyed_and_the_rest_is_aligned_around_them() -> None:
    same = text("Cats purr softly.", "Dogs bark loudly.", "Birds sing early.")
    pins = [Pin((1, 2), (3,)), Pin((3,), ())]
    found = align(same, same, pins=pins).links
    assert [(link.left, link.right, link.pinned) for link in found] == [
        ((), (1,), False),
        ((), (2,), False),
        ((1, 2), (3,), True),
        ((3,), (), True),
    ]


def test_of_two_pins_for_one_paragraph_the_first_is_obeyed() -> None:
    same = text("Cats purr softly.", "Dogs bark loudly.")
    found = align(same, same, pins=[Pin((1,), (2,)), Pin((1,), (1,))])
    assert ((1,), (2,)) in sides(found)


def test_a_pin_on_a_paragraph_that_is_not_there_is_an_index_error() -> None:
    with pytest.raises(IndexError, match="7"):
        align(text("a"), text("a"), pins=[Pin((7,), (1,))])


def test_paragraphs_ruled_apart_share_no_link() -> None:
    same = text("Cats purr softly.", "Dogs bark loudly.", "Birds sing early.")
    found = align(same, same, pins=[Pin((2,), (2,), apart=True)]).links
    assert not any(2 in link.left and 2 in link.right for link in found)


def test_progress_rises_to_the_end() -> None:
    told: list[float] = []
    align(wording(0, *range(20)), wording(1, *range(20)), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_of_a_paragraph_that_stands_twice_either_place_is_doubtful() -> None:
    every = range(len(MEMORANDUM))
    found = align(wording(0, *every[:21], *every[20:]), wording(1, *every)).links
    worst = min(found, key=lambda link: link.confidence)
    assert set(worst.left) & {21, 22}


def test_a_paragraph_of_its_own_is_not_drawn_to_its_neighbour() -> None:
    alone = "Tea was then served."
    left = wording(0, *range(20))
    right = text(*wording(1, *range(9)).paragraphs, alone, *wording(1, *range(9, 20)).paragraphs)
    assert ((), (10,)) in sides(align(left, right))


def test_a_sentence_moved_into_another_paragraph_is_followed() -> None:
    every = [*range(4, 30)]
    left = wording(0, *every)
    right = wording(1, *(k for k in every[:20] if k != 6), (every[20], 6), *every[21:])
    assert ((3, 21), (20,)) in sides(align(left, right))
