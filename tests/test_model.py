"""The values that the rooms hand each other."""

from dataclasses import FrozenInstanceError

import pytest
from pages import harbour, linked, single

from provtrack.model import (
    Alignment,
    Comparison,
    Kind,
    Link,
    Passage,
    Significance,
    Status,
    Text,
)

RUN = Text("talk/draft#p3-5", ("three", "four", "five"), first=3)


def test_a_run_of_paragraphs_keeps_its_numbers() -> None:
    assert list(RUN.numbers) == [3, 4, 5]
    assert RUN.paragraph(4) == "four"


@pytest.mark.parametrize("number", [0, 2, 6, -1])
def test_a_paragraph_that_is_not_in_the_run_is_no_paragraph(number: int) -> None:
    with pytest.raises(IndexError):
        RUN.paragraph(number)


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        RUN.ref = "x"  # type: ignore[misc]


def test_the_links_are_counted_by_shape() -> None:
    assert linked(harbour()).counts == {
        "links": 9,
        "one_to_one": 6,
        "grouped": 1,
        "left_only": 1,
        "right_only": 1,
        "moved": 1,
        "pinned": 1,
    }


def test_doubtful_links_come_with_the_least_certain_first() -> None:
    certainties = [link.confidence for link in linked(harbour()).doubtful]

    assert certainties == sorted(certainties)
    assert certainties == [0.41]


def test_passages_and_kinds_are_counted() -> None:
    comparison = harbour()

    assert comparison.counts == {
        "equal": 1,
        "changed": 6,
        "added": 1,
        "removed": 1,
        "moved": 1,
    }
    counts = comparison.kind_counts
    assert list(counts) == [kind for kind in Kind if kind in counts]
    assert counts[Kind.MODALITY] == {Significance.SUBSTANTIVE: 2, Significance.ACCIDENTAL: 0}
    assert sum(sum(each.values()) for each in counts.values()) == len(comparison.edits)


def test_only_some_kinds_leave_only_their_passages() -> None:
    only = harbour().only({Kind.DATE, Kind.CASE}, substantive=False)

    assert [edit.kind for edit in only.edits] == [Kind.CASE, Kind.DATE]
    assert len(only.passages) == 2


def test_only_what_is_substantive_leaves_no_accidental_edit() -> None:
    only = harbour().only((), substantive=True)

    assert {edit.significance for edit in only.edits} == {Significance.SUBSTANTIVE}
    assert all(passage.edits for passage in only.passages)


def equal(left: tuple[int, ...], right: tuple[int, ...], *, moved: bool = False) -> Comparison:
    passage = Passage(Link(left, right, 1, 1, moved=moved), Status.EQUAL)
    text = Text("x", ("One.", "Two."))
    return Comparison(text, text, (passage,))


@pytest.mark.parametrize(
    ("comparison", "identical"),
    [
        (equal((1,), (1,)), True),
        (equal((1, 2), (1, 2)), True),
        (equal((1,), (2,), moved=True), False),
        (equal((1,), (1, 2)), False),
        (equal((1, 2), (1,)), False),
        (single("One.", "Two."), False),
    ],
)
def test_texts_are_identical_when_words_order_and_paragraphs_are(
    comparison: Comparison, identical: bool
) -> None:
    assert comparison.identical is identical


def test_an_empty_selection_of_passages_has_nothing_that_differs() -> None:
    assert harbour().only({Kind.WORD_ORDER}, substantive=False).identical


def test_an_alignment_of_nothing_has_no_links() -> None:
    assert Alignment(RUN, RUN, ()).counts["links"] == 0
