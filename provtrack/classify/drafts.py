"""Differences in the making, and the cheapest pairing of the units of two runs."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from provtrack.classify.inflection import is_inflected, may_share_forms
from provtrack.classify.memory import of_pairs
from provtrack.classify.pairs import Verdict, are_opposites, judge
from provtrack.classify.runs import core
from provtrack.classify.sentences import Stretch
from provtrack.classify.strangers import are_strangers, ties_of
from provtrack.classify.units import Unit
from provtrack.classify.verdicts import verdict
from provtrack.classify.vocabulary import Type
from provtrack.dates import Date
from provtrack.model import Kind, Significance

Units = Sequence[Unit]


WIDEST = 1600
"""Cells of the table in which the units of one hunk are paired; a larger hunk stays whole. 40 words
a side are a long sentence."""


class Draft(NamedTuple):
    """A difference in the making: units ``left:left_end`` against ``right:right_end``.

    ``firm`` ones stand on their own, the others may be joined with what is near them.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    verdict: Verdict
    firm: bool

    def shifted(self, left: int, right: int) -> "Draft":
        """The same among units that are counted from elsewhere."""
        return Draft(
            self.left + left,
            self.left_end + left,
            self.right + right,
            self.right_end + right,
            self.verdict,
            self.firm,
        )


def judged(left: Units, right: Units, hunk: Stretch) -> Draft:
    """A hunk with what is said of it."""
    said, firm = verdict(left[hunk.left : hunk.left_end], right[hunk.right : hunk.right_end])
    return Draft(hunk.left, hunk.left_end, hunk.right, hunk.right_end, said, firm)


def spanning(first: Draft, last: Draft) -> Stretch:
    """From the start of one difference to the end of another."""
    return Stretch(first.left, last.left_end, first.right, last.right_end)


def joined(left: Units, right: Units, first: Draft, last: Draft) -> Draft:
    """Two differences and what stands between them as one, which may be joined with more."""
    return judged(left, right, spanning(first, last))._replace(firm=False)


def paired(gone: Units, new: Units, hunk: Stretch) -> list[Stretch]:
    """The cheapest pairing of a hunk's units, in order (R. Wagner, M. Fischer, 1974)."""
    rows, columns = len(gone), len(new)
    words = ([ties_of(unit) for unit in gone], [ties_of(unit) for unit in new])
    together = [
        [
            _unlike(one, other) if a and b and are_strangers(a, b) else _together(one, other)
            for other, b in zip(new, words[1], strict=True)
        ]
        for one, a in zip(gone, words[0], strict=True)
    ]
    alone = [_alone(unit) for unit in gone]
    beside = [_alone(unit) for unit in new]
    cost = [list(accumulate(beside, initial=0.0))]
    for i, lost in enumerate(alone):
        above, own = cost[-1], together[i]
        row = [above[0] + lost]
        for j, won in enumerate(beside):
            row.append(min(above[j + 1] + lost, row[j] + won, above[j] + own[j]))
        cost.append(row)
    parts: list[Stretch] = []
    i, j = rows, columns
    while i or j:
        before = (i, j)
        if i and j and cost[i][j] == cost[i - 1][j - 1] + together[i - 1][j - 1]:
            i, j = i - 1, j - 1
        elif i and cost[i][j] == cost[i - 1][j] + alone[i - 1]:
            i -= 1
        else:
            j -= 1
        parts.append(
            Stretch(hunk.left + i, hunk.left + before[0], hunk.right + j, hunk.right + before[1])
        )
    return parts[::-1]


def _alone(unit: Unit) -> float:
    """What it costs that a unit has no counterpart: under half a replacement for a small one."""
    return 0.45 if unit.weak else 0.8


_TYPED = frozenset((Type.NUMBER, Type.DATE, Type.NAME, Type.NEGATION, Type.MODAL, Type.QUANTITY))


_KIN = {Type.QUANTITY: Type.NUMBER, Type.DATE: Type.NUMBER}


@of_pairs
def _together(one: Unit, other: Unit) -> float:
    """What it costs that two units answer each other; below 1 for those of a kind."""
    if one.is_mark != other.is_mark or one.bracketed != other.bracketed:
        return 3.0
    if one.type in _TYPED or other.type in _TYPED:
        if _KIN.get(one.type, one.type) != _KIN.get(other.type, other.type):
            return 1.5 if judge(one, other) is None else 0.4 if are_opposites(one, other) else 0.7
        return 0.4 if _are_near(one, other) else 0.5
    said = judge(one, other)
    if said:
        return 0.2 if said[1] is Significance.ACCIDENTAL else 0.5
    if is_inflected(one.key, other.key):
        return 0.4
    return _unlike(one, other)


def _are_near(one: Unit, other: Unit) -> bool:
    """Whether two dates are of one month: 17-18 January, 18 January."""
    if not (isinstance(one.value, Date) and isinstance(other.value, Date)):
        return False
    months = [{when.start.month for when in date.readings} for date in (one.value, other.value)]
    return bool((months[0] & months[1]) - {0})


def _unlike(one: Unit, other: Unit) -> float:
    """What it costs that a word stands for one that it has nothing to do with."""
    return 0.85 if one.weak == other.weak else 1.3


def is_kept(draft: Draft) -> bool:
    """Whether the two sides of a difference answer each other."""
    return draft.firm and draft.left < draft.left_end and draft.right < draft.right_end


_WORDS = frozenset((Kind.WORDING, Kind.OMISSION, Kind.ADDITION))


def is_soft(draft: Draft) -> bool:
    """Whether a difference is one of mere words, which may be a part of a larger one."""
    return not draft.firm and draft.verdict[0] in _WORDS


def is_lost(draft: Draft) -> bool:
    """Whether words are on one side only."""
    return draft.left == draft.left_end or draft.right == draft.right_end


def are_neighbours(first: Draft, second: Draft) -> bool:
    """Whether no unit stands between two differences."""
    return first.left_end == second.left and first.right_end == second.right


def is_one_for_one(draft: Draft) -> bool:
    """Whether one unit stands for one."""
    return draft.left_end - draft.left == draft.right_end - draft.right == 1


def replaces(left: Units, right: Units, draft: Draft) -> bool:
    """Whether words of weight stand for other words of weight."""
    return bool(
        core(left[draft.left : draft.left_end]) and core(right[draft.right : draft.right_end])
    )


def goes_over(
    left: Units, right: Units, first: Draft, last: Draft, is_form: Callable[[str, str], bool]
) -> bool:
    """Whether one side tells in the first of two differences what the other tells in the last.

    A word for a word in both is an exchange, and none of these.

    Args:
        left: the units of the one side.
        right: the units of the other.
        first: a difference.
        last: one behind it, with kept words between.
        is_form: whether two words, by their keys, are forms of one.
    """
    if is_one_for_one(first) and is_one_for_one(last):
        return False
    sides = (left[first.left : first.left_end], right[first.right : first.right_end])
    others = (right[last.right : last.right_end], left[last.left : last.left_end])
    keys = [[[unit.key for unit in core(run)] for run in runs] for runs in (sides, others)]
    return any(
        may_share_forms(before, behind)
        and any(is_form(one, other) for one in before for other in behind)
        for before, behind in zip(*keys, strict=True)
    )
