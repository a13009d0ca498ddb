"""In rewritten sentences only the facts that one text tells and the other does not are reported."""

import pytest

from provtrack import Edit, Kind, Significance
from provtrack.align import align
from provtrack.diff import compare
from provtrack.model import Text
from provtrack.names import Authority, Entry, Form

FACTS = {Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.NEGATION}
NAMES = Authority.of(
    [Entry("pak-chang-ok", "Pak Chang-ok", forms=(Form("Pak Ch’ang-ok"),))],
)


def facts(left: str, right: str) -> list[tuple[Kind, str, str]]:
    comparison = compare(align(Text("a", (left,)), Text("b", (right,))), names=NAMES)
    return [
        (edit.kind, words(edit)[0], words(edit)[1])
        for edit in comparison.edits
        if edit.kind in FACTS and edit.significance is Significance.SUBSTANTIVE
    ]


def words(edit: Edit) -> tuple[str, str]:
    return (
        edit.left.text.strip() if edit.left else "",
        edit.right.text.strip() if edit.right else "",
    )


def test_numbers_that_both_texts_tell_in_another_order_are_no_difference() -> None:
    left = "For over three months he had been gravely ill, two of them spent under treatment."
    right = "He told me of two months in the care of doctors and of an illness that lasted three."

    assert facts(left, right) == []


def test_a_number_that_only_one_text_tells_is_found_in_a_rewritten_sentence() -> None:
    left = "For over three months he had been gravely ill and lay under treatment at home."
    right = "He told me of a long stay in the care of doctors, an illness that had lasted 4 months."

    assert {kind for kind, _, _ in facts(left, right)} == {Kind.NUMBER}


def test_numbers_that_changed_places_in_a_kept_sentence_are_differences() -> None:
    left = "The province sent 30 tons of rice and 50 tons of wheat to the capital in May."
    right = "The province sent 50 tons of rice and 30 tons of wheat to the capital in May."

    assert facts(left, right) == [(Kind.NUMBER, "30", "50"), (Kind.NUMBER, "50", "30")]


def test_a_negation_put_in_other_words_is_no_difference_in_a_rewritten_sentence() -> None:
    left = "He failed to see why the man should be branded an enemy by everybody in the country."
    right = "That all the land called this person hostile was something which he could not grasp."

    assert facts(left, right) == []


def test_a_lost_negation_is_found_beside_one_that_stayed() -> None:
    left = "He said that he had not taken part in the work and had never followed that line."
    right = "He stated that he had taken part in the work and had never pursued that line."

    assert [kind for kind, _, _ in facts(left, right)] == [Kind.NEGATION]


def test_a_name_for_which_the_other_text_has_a_pronoun_is_no_other_name() -> None:
    left = "Pak objected at once that no paper in the hands of the office proved any such thing."
    right = "He pointed out to the minister that there was nothing on file which showed this."

    assert [kind for kind, _, _ in facts(left, right) if kind is Kind.NAME] == []


@pytest.mark.parametrize("ending", ["'s", "’s"])
def test_a_possessive_is_a_form_of_its_name(ending: str) -> None:
    left = f"He praised Pak Ch’ang-ok{ending} work in the ministry."
    right = "He praised Pak Chang-ok's work in the ministry."

    assert facts(left, right) == []
