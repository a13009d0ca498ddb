"""Differences as a person would draw them: what belongs together is one."""

from collections.abc import Sequence

from provtrack.classify.bridging import ISLAND, across_kept_words
from provtrack.classify.drafts import (
    Draft,
    Units,
    are_neighbours,
    is_lost,
    judged,
    replaces,
    spanning,
)
from provtrack.classify.leaning import with_what_they_lean_on
from provtrack.classify.neighbours import beside
from provtrack.classify.recasting import recast
from provtrack.classify.sentences import Stretch
from provtrack.dates import Date
from provtrack.model import Kind, Significance


def joined_up(
    left: Units, right: Units, stretch: Stretch, found: Sequence[Draft], kept: float
) -> list[Draft]:
    """Differences as a person would draw them: what belongs together is one.

    Args:
        left: the units of the one side.
        right: the units of the other.
        stretch: those of one sentence.
        found: its differences, in order.
        kept: share of its weighty words that both sides have.
    """
    result: list[Draft] = []
    for draft in _without_lone_modals(left, right, found):
        last = result[-1] if result else None
        if last and (are_neighbours(last, draft) or _in_one_note(left, right, last, draft)):
            joined = beside(left, right, last, draft)
            if joined:
                result[-1] = joined
                continue
        elif last and _completes_modal(left, right, last, draft):
            ends = (draft.left_end, draft.right_end)
            result[-1] = Draft(last.left, ends[0], last.right, ends[1], last.verdict, firm=True)
            continue
        elif last and (
            _are_capitals(left, last, draft)
            or _are_marks(left, last, draft)
            or _is_day_of_week(left, right, last, draft)
        ):
            verdict = min((last.verdict, draft.verdict), key=lambda said: said[1] is _ACCIDENTAL)
            ends = (draft.left_end, draft.right_end)
            result[-1] = Draft(last.left, ends[0], last.right, ends[1], verdict, firm=True)
            continue
        result.append(draft)
    bridged = across_kept_words(left, right, result)
    recasting = recast(left, right, with_what_they_lean_on(left, right, bridged), kept)
    return [_with_verb(left, right, stretch, recasting, place) for place in range(len(recasting))]


def _with_verb(
    left: Units, right: Units, stretch: Stretch, found: Sequence[Draft], place: int
) -> Draft:
    """A difference as it is, one of tense alone with its verb: counted, have counted."""
    draft = found[place]
    units = [*left[draft.left : draft.left_end], *right[draft.right : draft.right_end]]
    end = (draft.left_end + 1, draft.right_end + 1)
    following = found[place + 1] if place + 1 < len(found) else None
    if (
        draft.firm
        or [unit.key for unit in units] not in _TENSES
        or end[0] > stretch.left_end
        or end[1] > stretch.right_end
        or left[draft.left_end].weak
        or left[draft.left_end].key.endswith("ly")
        or (following and (following.left < end[0] or following.right < end[1]))
    ):
        return draft
    verdict = (Kind.WORDING, Significance.ACCIDENTAL)
    return Draft(draft.left, end[0], draft.right, end[1], verdict, firm=True)


_TENSES = [["has"], ["have"], ["had"], ["being"], ["been"], ["having"]]
"""Words that make another tense of a verb."""


def _without_lone_modals(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, a change of modality within a rewording being a part of that.

    *I could get nothing*, *as he would say no*: what the two modal words say cannot be compared.
    """
    result: list[Draft] = []
    for place, draft in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        last = result[-1] if result else None
        if (
            last
            and following
            and draft.verdict[0] is Kind.MODALITY
            and not (last.firm or following.firm)
            and are_neighbours(last, draft)
            and are_neighbours(draft, following)
            and any(replaces(left, right, near) for near in (last, following))
        ):
            result[-1] = judged(left, right, spanning(last, draft))._replace(firm=False)
        else:
            result.append(draft)
    return result


def _completes_modal(left: Units, right: Units, modal: Draft, draft: Draft) -> bool:
    """Whether a small verb or *to* came or went with a modal word: were also to, should also."""
    if modal.verdict[0] is not Kind.MODALITY or draft.firm or not is_lost(draft):
        return False
    units = [*left[draft.left : draft.left_end], *right[draft.right : draft.right_end]]
    between = left[modal.left_end : draft.left]
    return (
        0 < len(between) <= ISLAND
        and not any(unit.is_mark for unit in between)
        and _COMPLETING.issuperset(unit.key for unit in units)
    )


_COMPLETING = frozenset(("to", "be", "have", "been"))


def _in_one_note(left: Units, right: Units, first: Draft, second: Draft) -> bool:
    """Whether nothing but the inside of a pair of brackets stands between, on one side."""
    if not first.verdict[0] is second.verdict[0] is Kind.INTERPOLATION:
        return False
    sides = (left[first.left : second.left_end], right[first.right : second.right_end])
    return any(side and all(unit.bracketed for unit in side) for side in sides)


def _are_capitals(left: Units, first: Draft, second: Draft) -> bool:
    """Whether two parts of one word or title differ in their capitals alone."""
    if not first.verdict[0] is second.verdict[0] is Kind.CASE:
        return False
    between = left[first.left_end : second.left]
    return len(between) <= ISLAND and all(unit.key in _IN_TITLES for unit in between)


_IN_TITLES = frozenset(("-", "'"))
"""What may stand between two words of one title: Vice-Premier, the Viziers' Council."""


def _are_marks(left: Units, first: Draft, second: Draft) -> bool:
    """Whether marks changed about one that stayed: ,” for ",."""
    between = left[first.left_end : second.left]
    is_one = len(between) == 1 and between[0].is_mark
    return is_one and first.verdict[0] is second.verdict[0] is Kind.PUNCTUATION


def _is_day_of_week(left: Units, right: Units, first: Draft, second: Draft) -> bool:
    """Whether two dates are one, the day of the week before it: Monday, 8 October."""
    if not first.verdict[0] is second.verdict[0] is Kind.DATE:
        return False
    between = [*left[first.left_end : second.left], *right[first.right_end : second.right]]
    days = [*left[first.left : first.left_end], *right[first.right : first.right_end]]
    return all(unit.key == "," for unit in between) and all(
        isinstance(unit.value, Date) and unit.value.readings[0].sort == "weekday" for unit in days
    )


_ACCIDENTAL = Significance.ACCIDENTAL
