"""Differences that are one recasting, though words of it were kept between them."""

from collections.abc import Sequence

from provtrack.classify.drafts import (
    Draft,
    Units,
    goes_over,
    is_lost,
    is_one_for_one,
    is_soft,
    joined,
)
from provtrack.classify.facts import MOSTLY
from provtrack.classify.inflection import is_inflected
from provtrack.classify.neighbours import is_light
from provtrack.classify.runs import core
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind, Significance


def recast(left: Units, right: Units, found: Sequence[Draft], kept: float) -> list[Draft]:
    """The differences of a sentence, those put together that are one recasting.

    Numbers, dates, names and modal words that differ part what stands on either side of them.

    Args:
        left: the units of the one side.
        right: the units of the other.
        found: differences, in order.
        kept: share of the weighty words of the sentence that both sides have.
    """
    result: list[Draft] = []
    for draft in found:
        result.append(draft)
        start = _start(left, right, result) if is_soft(draft) else None
        if start is not None:
            result[start:] = [joined(left, right, result[start], draft)]
        while kept < MOSTLY and _keeps_nothing(left, right, result):
            result[-2:] = [joined(left, right, *result[-2:])]
    return result


def _start(left: Units, right: Units, found: Sequence[Draft]) -> int | None:
    """Where a recasting begins that the last difference ends, a word having gone over to there."""
    last = found[-1]
    for place in range(len(found) - 2, -1, -1):
        first = found[place]
        between = left[first.left_end : last.left]
        heavy = core(between)
        if len(heavy) > _FEW or any(unit.text in _ENDS or unit.type in _NAMED for unit in between):
            return None
        if is_soft(first):
            if _went(left, right, first, last):
                return place
        elif not (is_light(first) or first.verdict[0] is Kind.NEGATION):
            return None
    return None


_FEW = 4
"""Words of weight that may be kept between two places of one word."""
_ENDS = frozenset((".", "?", "!", ";", ":"))
_NAMED = frozenset((Type.NAME, Type.ABBREVIATION))
"""What is kept as a rule, however much is recast around it, and tells a reader where he is."""


def _went(left: Units, right: Units, first: Draft, last: Draft) -> bool:
    """Whether a form of a word is told on one side before, on the other behind what was kept.

    *Its report is enclosed*, *I enclose its report*. A word for a word on both places is an
    exchange: *empty and full*, *full and empty*.
    """
    return goes_over(left, right, first, last, _is_sure_form)


def _is_sure_form(one: str, other: str) -> bool:
    return len(one) >= _SURE and is_inflected(one, other)


_SURE = 4
"""Letters of a word that is looked for at another place."""


def _keeps_nothing(left: Units, right: Units, found: Sequence[Draft]) -> bool:
    """Whether next to nothing is kept between the last two differences of a sentence.

    A word that two renderings happen to share in the midst of what they tell otherwise keeps
    nothing together; behind a mark or a joining word another part of the sentence begins.
    """
    if len(found) < 2 or not all(map(_may_be_part, found[-2:])):  # noqa: PLR2004  # two
        return False
    first, last = found[-2:]
    between = left[first.left_end : last.left]
    if len(core(between)) > 1 or any(unit.is_mark or unit.key in _JOINING for unit in between):
        return False
    if is_one_for_one(first) and is_one_for_one(last):
        return False
    changed = [
        [*left[draft.left : draft.left_end], *right[draft.right : draft.right_end]]
        for draft in (first, last)
    ]
    if any(
        is_lost(draft) and any(unit.is_mark for unit in units)
        for draft, units in zip((first, last), changed, strict=True)
    ):
        return False  # a clause between commas that came or went
    return len(core(changed[0] + changed[1])) >= _MUCH


def _may_be_part(draft: Draft) -> bool:
    """Whether a difference is one of words, or few words for others that say the same."""
    if is_soft(draft):
        return True
    longest = max(draft.left_end - draft.left, draft.right_end - draft.right)
    return draft.verdict == (Kind.WORDING, Significance.ACCIDENTAL) and longest <= _SHORT


_SHORT = 4
"""Units of the longest of such differences."""

_JOINING = frozenset(("and", "but", "or"))
_MUCH = 5
"""Words of weight, of both sides, that two differences have at least which are one recasting."""
