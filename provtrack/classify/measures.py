"""Units of measure after a number: 15 kilometres are not 15 miles, a week is seven days."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from provtrack.classify.drafts import Draft, Units
from provtrack.classify.lexicon import section
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind, Significance
from provtrack.numbers import Number
from provtrack.numbers.words import HEADS


@cache
def _measures() -> dict[str, tuple[str, Fraction]]:
    """What each unit measures, and how much of the smallest of its sort it is; by its key."""
    return {
        form: (sort, Fraction(size))
        for sort, sizes in section("measures").items()
        for forms, size in sizes.items()
        for form in forms.split()
    }


@dataclass(frozen=True, slots=True)
class _Quantity:
    """Units ``start:end``, a number of measures, and what they amount to.

    ``form`` tells the measures, so that two quantities of one form differ in their numbers alone;
    ``is_word`` that an article counts them, a second, a minute; ``tells_number`` that the word for
    the measure says how many itself: a fortnight, two weeks.
    """

    start: int
    end: int
    sort: str
    amounts: frozenset[Fraction]
    form: tuple[Fraction, ...]
    is_word: bool = False
    tells_number: bool = False


def measured(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, those between two quantities put together where their measures differ."""
    if not found:
        return []
    ranges = ((found[0].left, found[-1].left_end), (found[0].right, found[-1].right_end))
    sides: list[list[_Quantity]] = []
    for side, (start, end) in zip((left, right), ranges, strict=True):
        sides.append(list(_quantities(side, max(0, start - _REACH), min(len(side), end + _REACH))))
        if not sides[-1]:
            return list(found)
    result: list[Draft] = []
    index = 0
    while index < len(found):
        step = _between_quantities(sides, found, index)
        if step is None:
            result.append(found[index])
            index += 1
        else:
            index, whole = step
            result.append(whole)
    return result


_REACH = 5
"""Units of a quantity that may stand beyond a difference in it."""


def _between_quantities(
    sides: Sequence[Sequence[_Quantity]], found: Sequence[Draft], index: int
) -> tuple[int, Draft] | None:
    """The one difference that some are, from the first, and the index after them."""
    first = found[index]
    one = _holding(sides[0], first.left, first.left_end)
    other = _holding(sides[1], first.right, first.right_end)
    if one is None or other is None:
        return None
    if one.is_word and other.is_word and not (one.tells_number or other.tells_number):
        return None
    same_form = (one.sort, one.form) == (other.sort, other.form)
    if same_form and one.is_word == other.is_word:
        return None
    last = index
    while last + 1 < len(found) and _is_within(found[last + 1], one, other):
        last += 1
    end = found[last]
    before = (first.left - one.start, first.right - other.start)
    after = (one.end - end.left_end, other.end - end.right_end)
    if before[0] != before[1] or after[0] != after[1]:
        return None
    if any(
        _overlaps(each, one, other) for each in (*found[index - 1 : index], *found[last + 1 :][:1])
    ):
        return None
    same = one.sort == other.sort and not one.amounts.isdisjoint(other.amounts)
    significance = Significance.ACCIDENTAL if same else Significance.SUBSTANTIVE
    verdict = (Kind.NUMBER, significance)
    return last + 1, Draft(one.start, one.end, other.start, other.end, verdict, firm=True)


def _holding(quantities: Sequence[_Quantity], start: int, end: int) -> _Quantity | None:
    """The quantity that units ``start:end`` are a part of, be they none."""
    place = bisect_left(quantities, end, key=lambda quantity: quantity.end)
    found = quantities[place] if place < len(quantities) else None
    return found if found and found.start <= start else None


def _is_within(draft: Draft, one: _Quantity, other: _Quantity) -> bool:
    return draft.left_end <= one.end and draft.right_end <= other.end


def _overlaps(draft: Draft, one: _Quantity, other: _Quantity) -> bool:
    """Whether a neighbour has words of either quantity."""
    is_left = draft.left < one.end and one.start < draft.left_end
    return is_left or (draft.right < other.end and other.start < draft.right_end)


def _quantities(side: Units, start: int, end: int) -> Iterator[_Quantity]:
    """The quantities of a run of units, in order: two years and six months are one."""
    begin = [
        place
        for place, unit in enumerate(side[start:end], start)
        if unit.type is Type.NUMBER or unit.key in _BEGINNINGS
    ]
    done = start
    for place in begin:
        found = _quantity(side, place) if place >= done else None
        if found is None:
            continue
        more = _more(side, found)
        while more:
            found, more = more, _more(side, more)
        yield found
        done = found.end


def _more(side: Units, found: _Quantity) -> _Quantity | None:
    """A quantity with what goes on from it in a smaller measure: 2 hours (and) 15 minutes."""
    joins = int(_key(side, found.end) == "and")
    more = _quantity(side, found.end + joins)
    if more is None or more.sort != found.sort or _key(side, more.start) in _ARTICLES:
        return None
    if more.form[0] >= found.form[-1]:
        return None
    amounts = frozenset(a + b for a in found.amounts for b in more.amounts)
    return _Quantity(found.start, more.end, found.sort, amounts, (*found.form, *more.form))


def _numbered(side: Units, start: int) -> _Quantity | None:
    """What a number names that stands at a unit: paragraph 4, the fourth paragraph."""
    first = start + (side[start].key in _ARTICLES)
    if first + 1 >= len(side):
        return None
    one, other = side[first], side[first + 1]
    if one.key not in HEADS and other.key not in HEADS:
        return None
    if one.key in HEADS and isinstance(other.value, Number):
        amounts, head, form = _values(other, "cardinal"), one.key, Fraction(1)
    elif other.key in HEADS and isinstance(one.value, Number):
        amounts, head, form = _values(one, "ordinal"), other.key, Fraction(2)
    else:
        return None
    return _Quantity(start, first + 2, head, amounts, (form,)) if amounts else None


def _values(unit: Unit, sort: str) -> frozenset[Fraction]:
    """The values of a sort that a number may have."""
    if not isinstance(unit.value, Number):
        return frozenset()
    return frozenset(Fraction(rest[0]) for own, *rest in unit.value.readings if own == sort)


def _quantity(side: Units, start: int) -> _Quantity | None:
    """The quantity that begins at a unit: two weeks, a year and a half, a quarter of an hour."""
    if start >= len(side):
        return None
    named = _numbered(side, start)
    if named:
        return named
    count: list[Fraction] = list(_counts(side[start]))
    place = start + 1
    if count and max(count) < 1:  # half a year, three quarters of an hour
        of = int(_key(side, place) == "of")
        place += of + (_key(side, place + of) in _ARTICLES)
    elif side[start].key in _ARTICLES:
        count = [Fraction(1)]
    measure = _key(side, place)
    if not count or measure not in _measures():
        return None
    sort, size = _measures()[measure]
    form = (size,) if place == start + 1 else (Fraction(0), size)
    is_word = side[start].key in _ARTICLES
    part = list(_counts(side[place + 2])) if place + 2 < len(side) else []
    if _key(side, place + 1) == "and" and part and max(part) < 1:
        count = [value + part[0] for value in count]
        form, place, is_word = (size, Fraction(0)), place + 2, False
    amounts = frozenset(value * size for value in count)
    tells_number = measure in _NUMERAL
    return _Quantity(start, place + 1, sort, amounts, form, is_word, tells_number)


def _key(side: Units, place: int) -> str:
    return side[place].key if place < len(side) else ""


_NUMERAL = frozenset(("fortnight", "fortnights"))
_ARTICLES = frozenset(("a", "an", "the"))
_BEGINNINGS = _ARTICLES | HEADS
"""What a quantity may begin with besides a number."""


def _counts(unit: Unit) -> Iterator[Fraction]:
    """The values of a number that can be counted with."""
    if unit.type is Type.NUMBER and isinstance(unit.value, Number):
        for sort, *rest in unit.value.readings:
            if sort == "cardinal" and len(rest) == 1:
                yield Fraction(rest[0])
