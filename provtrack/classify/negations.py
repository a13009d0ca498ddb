"""One denial in two forms: did not say anything, said nothing; unless he comes, if he does not."""

from collections.abc import Sequence

from provtrack.classify.drafts import Draft, Units, are_neighbours
from provtrack.classify.facts import is_negative
from provtrack.classify.inflection import is_inflected
from provtrack.classify.lexicon import group
from provtrack.classify.runs import core
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind, Significance

_NEAR = 6
"""Units between two differences that may be one change of how a negation is put."""

_NEAR_UNLESS = 10
"""Units between *unless* and its verb."""


def same_negation(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, those put together that only put a negation otherwise."""
    if not any(draft.verdict[0] is Kind.NEGATION for draft in found):
        return list(found)
    result: list[Draft] = []
    joined = -1
    for draft in found:
        if joined >= 0 and joined == len(result) - 1 and _agrees(left, right, result[-1], draft):
            result[-1] = result[-1]._replace(left_end=draft.left_end, right_end=draft.right_end)
            continue
        start = next(
            (i for i, first in enumerate(result) if _moves_negation(left, right, first, draft)),
            None,
        )
        if start is None:
            result.append(draft)
            continue
        before = result[start - 1] if start else None
        if before and are_neighbours(before, result[start]) and not before.firm:
            start -= 1  # the "did" of "did not say"
        spans = (result[start].left, draft.left_end, result[start].right, draft.right_end)
        result[start:] = [Draft(*spans, (Kind.WORDING, Significance.ACCIDENTAL), firm=True)]
        joined = start
    return result


def _moves_negation(left: Units, right: Units, first: Draft, last: Draft) -> bool:
    """Whether two differences together say the same with a negation put otherwise."""
    between = last.left - first.left_end
    if Kind.NEGATION not in (first.verdict[0], last.verdict[0]) or between > _NEAR_UNLESS:
        return False
    gone = [*left[first.left : first.left_end], *left[last.left : last.left_end]]
    new = [*right[first.right : first.right_end], *right[last.right : last.right_end]]
    ways = (
        (_is_unless, _is_only, _is_shunned, _is_other_word) if between <= _NEAR else (_is_unless,)
    )
    return any(way(gone, new) or way(new, gone) for way in ways)


def _agrees(left: Units, right: Units, denial: Draft, draft: Draft) -> bool:
    """Whether a word follows from how a denial before it is put: not a man, no men; nor, or."""
    own, other = left[draft.left : draft.left_end], right[draft.right : draft.right_end]
    if draft.left - denial.left_end > _NEAR or [*map(len, (own, other))] != [1, 1]:
        return False
    keys = {own[0].key, other[0].key}
    return keys == {"or", "nor"} or (len(keys) == 2 and _is_plural(*sorted(keys, key=len)))  # noqa: PLR2004  # two


def _is_plural(one: str, other: str) -> bool:
    """Whether a word is the plural of another."""
    return other in (f"{one}s", f"{one}es") or (one.endswith("y") and other == f"{one[:-1]}ies")


def _is_other_word(one: Units, other: Units) -> bool:
    """Whether another word negates the same: not any, no; without saying a word, saying nothing.

    The same word at another place negates something else: not the one but the other.
    """
    negating = [
        [_negating_word(u) for u in side if u.type is Type.NEGATION or u.key in group("negation")]
        for side in (one, other)
    ]
    if [*map(len, negating)] != [1, 1] or negating[0] == negating[1]:
        return False
    filling = group("any") | group("least") | {"can", "could"}  # cannot for more, can for no more
    filling |= group("negation")
    idle = (Type.NEGATION, Type.QUANTITY)
    rest = [
        [unit for unit in core(side) if unit.type not in idle and unit.key not in filling]
        for side in (one, other)
    ]
    return not any(rest) or any(is_inflected(a.key, b.key) for a in rest[0] for b in rest[1])


def _is_shunned(one: Units, other: Units) -> bool:
    """Whether a verb says alone what the other side says with *not*: refrain from, not."""
    negating = [[u for u in side if u.type is Type.NEGATION] for side in (one, other)]
    heavy = [u.key for u in core(one) if u.type is not Type.QUANTITY and u.key not in group("any")]
    is_one = not negating[0] and len(negating[1]) == len(heavy) == 1
    return is_one and heavy[0] in group("shunning")


def _is_unless(one: Units, other: Units) -> bool:
    """Whether *unless* stands for *if not*."""
    keys = [{_negating_word(unit) for unit in side} for side in (one, other)]
    return "unless" in keys[0] and keys[1] >= {"if", "not"}


def _is_only(one: Units, other: Units) -> bool:
    """Whether *not until* stands for *only*, *only when* or *only after*."""
    keys = [{_negating_word(unit) for unit in side} for side in (one, other)]
    return keys[0] >= {"not"} and bool(keys[0] & {"until", "till", "before"}) and "only" in keys[1]


def _negating_word(unit: Unit) -> str:
    return "not" if unit.key.endswith("n't") else unit.key


def denies_alike(gone: Units, new: Units) -> bool:
    """Whether one side says with a negation what the other says without: no point in, useless to.

    Two negations make none: he left no stone unturned, he did everything.
    """
    if any(unit.type in _TOLD for unit in (*gone, *new)):
        return False
    words = [sum(unit.type is Type.NEGATION for unit in side) for side in (gone, new)]
    senses = [sum(map(is_negative, side)) for side in (gone, new)]
    if not any(words) or words[0] == words[1] or not any(senses):
        return False
    return (words[0] + senses[0] - words[1] - senses[1]) % 2 == 0


_TOLD = frozenset((Type.NUMBER, Type.DATE, Type.NAME))
