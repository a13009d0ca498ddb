"""A few paragraphs against the whole: what is left over of the whole stays left over."""

from dataclasses import replace
from pathlib import Path

import pytest

import provtrack
from provtrack.model import Alignment

ROOT = Path(__file__).parents[2]
PLAIN, CLOSE = "filatov-pak-1956-02-25/plain", "filatov-pak-1956-02-25/close"


def partners(alignment: Alignment, number: int) -> tuple[int, ...]:
    return next(link.left for link in alignment.links if number in link.right)


def linked(chosen: tuple[int, ...]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Partners of some paragraphs, taken out of their text and in it."""
    text = provtrack.read_text(CLOSE, repo=ROOT)
    whole = provtrack.align(PLAIN, CLOSE, repo=ROOT)
    excerpt = replace(text, paragraphs=tuple(text.paragraph(number) for number in chosen))
    found = provtrack.align(provtrack.read_text(PLAIN, repo=ROOT), excerpt)
    return (
        [partners(found, place) for place in range(1, len(chosen) + 1)],
        [partners(whole, number) for number in chosen],
    )


@pytest.mark.parametrize("chosen", [(2, 6, 14, 28), (10, 20, 30, 35)])
def test_an_excerpt_is_linked_as_the_whole_text_is(chosen: tuple[int, ...]) -> None:
    found, whole = linked(chosen)
    assert found == whole


def test_what_an_excerpt_lacks_is_not_gathered_into_its_links() -> None:
    for found, whole in zip(*linked((3, 12, 26)), strict=True):
        assert set(whole) <= set(found)
        assert len(found) <= len(whole) + 1
