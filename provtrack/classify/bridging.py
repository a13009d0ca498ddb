"""Differences with kept words between them that are one: reworded, or about a word that stayed."""

from collections.abc import Sequence
from itertools import pairwise

from provtrack.classify.drafts import (
    Draft,
    Units,
    goes_over,
    is_one_for_one,
    judged,
    replaces,
    spanning,
)
from provtrack.classify.inflection import base_form, is_inflected
from provtrack.classify.leaning import opens_clause
from provtrack.classify.lexicon import group
from provtrack.classify.neighbours import is_light
from provtrack.classify.pairs import judge
from provtrack.classify.runs import core
from provtrack.classify.units import Unit
from provtrack.model import Kind, Significance
from provtrack.names import without_possessive

_ACCIDENTAL = Significance.ACCIDENTAL

ISLAND = 2
"""Small words or marks between two differences that do not keep them apart."""


def across_kept_words(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, those put together that a few kept words part."""
    result: list[Draft] = []
    for draft in found:
        result.append(draft)
        while len(result) > 1:
            joined = _bridged(left, right, result)
            if joined is None:
                break
            result = joined
    return result


def _bridged(left: Units, right: Units, found: list[Draft]) -> list[Draft] | None:
    """The last difference joined with the one before it, light ones between them included."""
    last = found[-1]
    if last.firm:
        return None
    told = None if found[-2].firm else _told_elsewhere(left, right, found[-2], last)
    if told:
        return [*found[:-2], told]
    index = len(found) - 2
    while index > 0 and is_light(found[index]):
        index -= 1
    first = found[index]
    if first.firm:
        return None
    is_reworded = _is_reworded(left, right, first, last)
    is_replaced = any(replaces(left, right, draft) for draft in (first, last))
    islands = [left[one.left_end : other.left] for one, other in pairwise(found[index:])]
    is_denied = _is_denied_verb(left, right, first) and _is_denial(islands)
    if not (is_replaced or is_reworded or is_denied):
        return None
    spans = spanning(first, last)
    if is_denied:
        return [*found[:index], Draft(*spans, (Kind.WORDING, last.verdict[1]), firm=False)]
    is_pair = is_one_for_one(first) and is_one_for_one(last)
    joins = is_reworded or (
        _join(islands, is_pair=is_pair) and not _parts_predicate(left, right, first, islands)
    )
    return [*found[:index], judged(left, right, spans)._replace(firm=False)] if joins else None


_MUCH = 5
"""Words of weight, of both sides, that two differences have at least which are one rewording."""

_KEPT = 2
"""Words of weight that may be left of a passage between two differences of one rewording."""


def _is_reworded(left: Units, right: Units, first: Draft, last: Draft) -> bool:
    """Whether two differences are parts of one rewording that a few words happen to be left of.

    A word for a word is a change by itself, and so is a clause between commas that came or went.
    """
    if is_one_for_one(first) or is_one_for_one(last):
        return False
    between = left[first.left_end : last.left]
    if len(core(between)) > _KEPT or any(u.is_mark or u.key in _PARTING for u in between):
        return False
    sides = [
        side[start:end]
        for draft in (first, last)
        for side, start, end in (
            (left, draft.left, draft.left_end),
            (right, draft.right, draft.right_end),
        )
    ]
    if any(not sides[i ^ 1] and side and side[0].is_mark for i, side in enumerate(sides)):
        return False
    weights = [len(core(side)) for side in sides]
    return any(weights[:2]) and any(weights[2:]) and sum(weights) >= _MUCH


def _join(islands: Sequence[Units], *, is_pair: bool) -> bool:
    """Whether what stands between two differences keeps them together.

    *She was tired* and *he was ill* are two changes; *intended to withdraw* and *planned to recall*
    are one.

    Args:
        islands: the units that are kept between them.
        is_pair: whether either difference is one of a word for a word.
    """
    small = [unit for between in islands for unit in between]
    if is_pair and not (small and _TIES.issuperset(unit.key for unit in small)):
        return False
    return not (
        max(map(len, islands)) > ISLAND or core(small) or any(u.key in _PARTING for u in small)
    )


def _parts_predicate(left: Units, right: Units, first: Draft, islands: Sequence[Units]) -> bool:
    """Whether a kept *was* or *has* parts what is told from what is told of it.

    *The boundary was drawn*, *the border was fixed* are two differences. A clause that begins
    otherwise, *it was useless*, *there was no point*, is one.
    """
    if not any(unit.key in _FINITE for between in islands for unit in between):
        return False
    sides = (left[first.left : first.left_end], right[first.right : first.right_end])
    if any(core(side) for side in sides):
        return not any(map(opens_clause, sides))
    return any(unit.key in _JOINING for side in sides for unit in side)


_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "had"))
_JOINING = frozenset(("and", "but", "or"))


def _is_denied_verb(left: Units, right: Units, draft: Draft) -> bool:
    """Whether a form of be, have or do stands for another: is not afraid, does not fear."""
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    return all(side and not core(side) and side[-1].key in _AUXILIARIES for side in sides)


def _is_denial(islands: Sequence[Units]) -> bool:
    """Whether nothing but a *not* or *no* stands between two differences."""
    units = [unit for between in islands for unit in between]
    return [unit.key for unit in units] in (["not"], ["no"])


_AUXILIARIES = _FINITE | {"be", "been", "do", "does", "did"}


_PARTING = _JOINING | {";", ":", ".", "?", "!", ","}
"""Marks and words that part what stands before them from what follows."""


_SHORT = 3
"""Units of the longest run that can stand between two that stand for each other."""

_FEW = 2
"""Words of weight that can stand for others on the other side of a kept word."""


def _told_elsewhere(left: Units, right: Units, first: Draft, last: Draft) -> Draft | None:
    """Two differences as one, where a side tells behind some words what the other does before."""
    if _is_recast(left, right, first, last):
        return judged(left, right, spanning(first, last))
    return _around(left, right, first, last)


def _around(left: Units, right: Units, first: Draft, last: Draft) -> Draft | None:
    """What was lost before a word and is new behind it, as one: the night before, the previous.

    An adverb comes and goes by itself, wherever it stands.
    """
    lost = _told_alone(left, right, first)
    new = _told_alone(left, right, last) if lost else None
    if not lost or not new or lost[0] == new[0]:
        return None
    between = left[first.left_end : last.left]
    pair = (lost[1], new[1])
    if any(unit.is_mark for unit in between):
        return None
    is_pair = [*map(len, pair)] == [1, 1]
    is_form = is_pair and is_inflected(pair[0][0].key, pair[1][0].key)
    if len(between) > (_LONG if is_form else _SHORT) or (len(core(between)) > _FEW and not is_form):
        return None
    whole = judged(left, right, spanning(first, last))
    said = judge(pair[0][0], pair[1][0]) if is_pair else None
    if said and said[1] is _ACCIDENTAL:
        return whole._replace(verdict=(Kind.WORD_ORDER, _ACCIDENTAL), firm=True)
    return whole


def _is_recast(left: Units, right: Units, first: Draft, last: Draft) -> bool:
    """Whether one side tells before some kept words what the other tells behind them.

    With another form of the word, or more about it: *on delivery of the fuel*, *once the fuel was
    delivered*; *with the exception of Norway, all members*, *all members but Norway*.
    """
    between = left[first.left_end : last.left]
    if len(core(between)) > _FAR or any(unit.is_mark for unit in between):
        return False
    return goes_over(left, right, first, last, _is_akin)


_FAR = 4
"""Words of weight that may stand between two forms of what is told twice."""

_ROOT = 4
"""Letters that a verb and its noun begin with alike: deliver, delivery."""


def _is_akin(one: str, other: str) -> bool:
    """Whether two words are one, or begin alike as a verb and its noun do."""
    one, other = base_form(without_possessive(one)), base_form(without_possessive(other))
    is_alike = min(len(one), len(other)) >= _ROOT and one[:_ROOT] == other[:_ROOT]
    return one == other or is_alike or is_inflected(one, other)


_LONG = 6
"""Units over which another form of one word is still looked for, and of the longest run that can
stand for another: attributes, is attributed; it appears from the books, the books show."""


def _told_alone(left: Units, right: Units, draft: Draft) -> tuple[int, list[Unit]] | None:
    """Which side alone tells something, and its words of weight, where they are few."""
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    told = [[unit for unit in side if not unit.weak or unit.key in _WHEN] for side in sides]
    words = [side[:-1] if side and side[-1].text == "," else side for side in sides]
    if any(unit.is_mark for side in words for unit in side) or all(told) or not any(told):
        return None
    side = 0 if told[0] else 1
    if len(told[side]) > _FEW or len(sides[side]) > _LONG or _is_adverb(told[side][-1].key):
        return None
    return side, told[side]


def _is_adverb(key: str) -> bool:
    """Whether a word comes and goes by itself: secretly."""
    return key.endswith("ly") and key not in group("scope")


_WHEN = frozenset(("before", "after"))
"""Small words that stand behind a word as others stand before it: the night before."""


_TIES = frozenset(("the", "a", "an", "to", "be", "been", "being"))
"""Small words that tie what is around them into one: a verb to its object or its infinitive."""
