"""Units of measure after a number: 15 kilometres are not 15 miles, a week is seven days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from provtrack.classify.drafts import Draft, Units
from provtrack.classify.lexicon import section
from provtrack.classify.units import Unit
from provtrack.model import Kind, Significance
from provtrack.numbers import Number


@cache
def _measures() -> dict[str, tuple[str, Fraction]]:
    """What each unit measures, and how much of the smallest of its sort it is; by its key."""
    return {
        form: (sort, Fraction(size))
        for sort, sizes in section("measures").items()
        for forms, size in sizes.items()
        for form in forms.split()
    }


def measured(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, a unit of measure that changed put together with its number."""
    result: list[Draft] = []
    for draft in found:
        whole = _with_number(left, right, draft, result[-1] if result else None)
        if whole is None:
            result.append(draft)
            continue
        if result and result[-1].left_end > whole.left:
            result.pop()
        result.append(whole)
    return result


def _with_number(left: Units, right: Units, draft: Draft, before: Draft | None) -> Draft | None:
    """A unit of measure that changed, with what it is counted by; None where it is none."""
    if draft.verdict[0] not in (Kind.WORDING, Kind.NUMBER):
        return None
    found = (
        _counted(left, draft.left, draft.left_end),
        _counted(right, draft.right, draft.right_end),
    )
    one, other = found
    if one is None or other is None:
        return None
    if one.is_article and other.is_article:
        return None  # a second, a minute: no more than a word
    if one.unit == other.unit and draft.verdict[0] is Kind.NUMBER:
        return None
    starts = (one.start, other.start)
    if before and before.left_end > one.start and (before.left, before.right) != starts:
        return None
    same = one.sort == other.sort and not one.amounts.isdisjoint(other.amounts)
    significance = Significance.ACCIDENTAL if same else Significance.SUBSTANTIVE
    spans = (one.start, draft.left_end, other.start, draft.right_end)
    return Draft(*spans, (Kind.NUMBER, significance), firm=True)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A unit of measure with its number: where that stands, and what the two amount to."""

    start: int
    unit: str
    sort: str
    amounts: frozenset[Fraction]
    is_article: bool


def _counted(side: Units, start: int, end: int) -> _Counted | None:
    """The measure that a run of units ends with, where it is no more than that and its number."""
    keys = [unit.key for unit in side[max(0, end - 2) : end]]
    half = Fraction(1, 2) if keys == ["and", _HALF] else Fraction(0)
    last = end - 3 if half else end - 1
    place = last - 1
    if not start - 1 <= place <= start or place < 0 or side[last].key not in _measures():
        return None
    unit, count = side[last].key, side[place]
    sort, size = _measures()[unit]
    is_article = count.key in ("a", "an")
    counts = [Fraction(1)] if is_article else list(_counts(count))
    amounts = frozenset((value + half) * size for value in counts)
    is_word = is_article and not half
    return _Counted(place, unit, sort, amounts, is_word) if amounts else None


_HALF = "number cardinal 1/2"
"""The key of the half in an hour and a half."""


def _counts(unit: Unit) -> Iterator[Fraction]:
    """The values of a number that can be counted with."""
    if isinstance(unit.value, Number):
        for sort, *rest in unit.value.readings:
            if sort == "cardinal" and len(rest) == 1:
                yield Fraction(rest[0])
