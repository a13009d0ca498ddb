"""A comparison in an order that suits both texts, for formats that turn the one into the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from provtrack.model import Comparison, Passage


@dataclass(frozen=True, slots=True)
class Step:
    """Paragraphs of the left text that give way to paragraphs of the right one.

    Attributes:
        left: their numbers, consecutive.
        right: likewise.
        passage: what differs between them; ``None`` where one side is empty.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    passage: Passage | None = None


def steps(value: Comparison) -> Iterator[Step]:
    """From the left text to the right one: both sides of all steps are the two texts, in order.

    What moved is gone from its old place and new at its other one.
    """
    left, right = value.left.first, value.right.first
    for passage in _in_both_orders(value):
        link = passage.link
        yield from _apart(left, link.left[0], right, link.right[0])
        yield Step(link.left, link.right, passage)
        left, right = link.left[-1] + 1, link.right[-1] + 1
    yield from _apart(left, value.left.numbers.stop, right, value.right.numbers.stop)


def _apart(left: int, left_end: int, right: int, right_end: int) -> Iterator[Step]:
    for number in range(left, left_end):
        yield Step((number,), ())
    for number in range(right, right_end):
        yield Step((), (number,))


def _in_both_orders(value: Comparison) -> Iterator[Passage]:
    """The passages that both texts have in the same order, each of consecutive paragraphs."""
    left, right = 0, 0
    for passage in value.passages:
        link = passage.link
        if link.moved or not (_is_run(link.left) and _is_run(link.right)):
            continue
        if link.left[0] > left and link.right[0] > right:
            yield passage
            left, right = link.left[-1], link.right[-1]


def _is_run(numbers: tuple[int, ...]) -> bool:
    return bool(numbers) and numbers == tuple(range(numbers[0], numbers[-1] + 1))
