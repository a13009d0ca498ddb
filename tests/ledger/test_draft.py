"""Drafted entries are exact for every pair of texts, and short where people read them."""

import pytest
from hypothesis import given, settings
from strategies import Paragraphs, versions

from provtrack.ledger import Draft, apply, draft, places

TEXT = (
    "From the diary of the second secretary.",
    "The bridge at Sarn is closed, he went on, and forty wagons of timber stand in front of it.",
    "He thanked me and then complained at some length of the tone of our newspapers.",
    "In parting he mentioned that the counsellor is to leave his post in June.",
)


@settings(max_examples=150, deadline=None)
@given(versions())
def test_applying_what_was_drafted_gives_the_text_after(texts: list[Paragraphs]) -> None:
    before, after = texts
    drafted = draft(before, after)

    assert apply(before, drafted) == after
    assert all(len(places(before, entry)) == 1 for entry in drafted)
    assert all(entry.old != entry.new for entry in drafted)
    assert bool(drafted) == (before != after)


def after(paragraph: int, *new: str) -> Paragraphs:
    return (*TEXT[: paragraph - 1], *new, *TEXT[paragraph:])


@pytest.mark.parametrize(
    ("changed", "entries"),
    [
        (
            after(2, TEXT[1].replace("forty", "fourteen")),
            [(2, "forty", "fourteen")],
        ),
        (
            after(2, TEXT[1].replace("forty ", "")),
            [(2, "forty", "")],
        ),
        (
            after(2, TEXT[1].replace("wagons", "open wagons")),
            [(2, "forty wagons", "forty open wagons")],
        ),
        (
            after(3, TEXT[2].replace("of the tone", "of tone").replace("thanked", "cursed")),
            [(3, "thanked", "cursed"), (3, "of the tone", "of tone")],
        ),
        (
            after(
                3,
                "He thanked me.",
                "Then he complained at some length of the tone of our newspapers.",
            ),
            [(3, "me and then", "me.\nThen he")],
        ),
        (
            (*TEXT[:2], f"{TEXT[2]} {TEXT[3]}"),
            [(3, "newspapers.\nIn", "newspapers. In")],
        ),
        (after(3), [(3, TEXT[2], "")]),
        (
            (*TEXT, "A guide to the museum.", "The end."),
            [(5, "", "A guide to the museum.\nThe end.")],
        ),
        (
            (TEXT[3], *TEXT[:3]),
            [(1, "", TEXT[3]), (4, TEXT[3], "")],
        ),
        (
            after(3, "Everything else was written anew by another hand."),
            [(3, TEXT[2], "Everything else was written anew by another hand.")],
        ),
    ],
)
def test_entries_are_what_an_editor_would_write(
    changed: Paragraphs, entries: list[tuple[int, str, str]]
) -> None:
    assert list(draft(TEXT, changed)) == [Draft(*each) for each in entries]
