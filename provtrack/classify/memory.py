"""What was found about words, kept for when the same words come again.

What is said of a run of units depends on what they say alone, not on where they stand; and of
two renderings of one text the same words stand for each other again and again.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

from provtrack.classify.units import Unit, meaning

T = TypeVar("T")

_MOST = 1 << 16
"""Answers of one sort that are kept; then it begins anew."""

_LONGEST = 12
"""Units of a question that may come again."""


def of_pairs(ask: Callable[[Unit, Unit], T]) -> Callable[[Unit, Unit], T]:
    """A function of two units that asks once for what the two say."""
    known: dict[object, T] = {}

    @wraps(ask)
    def answer(one: Unit, other: Unit) -> T:
        if one.value or other.value:  # a figure seldom comes again
            return ask(one, other)
        question = (meaning(one), meaning(other))
        if question in known:
            return known[question]
        if len(known) >= _MOST:
            known.clear()
        said = known[question] = ask(one, other)
        return said

    return answer


def of_runs(ask: Callable[[Sequence[Unit], Sequence[Unit]], T]) -> Callable[..., T]:
    """A function of two runs of units that asks once for what the two say."""
    known: dict[object, T] = {}

    @wraps(ask)
    def answer(gone: Sequence[Unit], new: Sequence[Unit]) -> T:
        if len(gone) + len(new) > _LONGEST:
            return ask(gone, new)
        question = (*map(meaning, gone), None, *map(meaning, new))
        if question in known:
            return known[question]
        if len(known) >= _MOST:
            known.clear()
        said = known[question] = ask(gone, new)
        return said

    return answer
