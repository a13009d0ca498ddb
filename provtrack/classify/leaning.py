"""Words that came or went and are no phrase by themselves: a part of what was recast about them.

An adverb, an adjective, a phrase with its preposition, a clause with its *which* or *and* can be
put in or left out. A verb that has no subject of its own cannot, nor a preposition without its
noun: where *is unknown* is new, something before it has been turned into its subject. Likewise a
word that opens a clause, *when*, in the place of one that opens a phrase, *on*, wants a verb.
"""

from collections.abc import Iterator, Sequence

from provtrack.classify.drafts import Draft, Units, is_lost, is_soft, joined
from provtrack.classify.lexicon import group
from provtrack.classify.neighbours import is_light
from provtrack.model import Significance


def with_what_they_lean_on(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, what cannot stand by itself joined with what was reworded beside it."""
    result = list(found)
    place = 0
    while place < len(result):
        partner = _partner(left, right, result, place)
        if partner is None:
            place += 1
            continue
        place, last = sorted((place, partner))
        result[place : last + 1] = [joined(left, right, result[place], result[last])]
    return result


def _partner(left: Units, right: Units, found: Sequence[Draft], place: int) -> int | None:
    """Which difference of the same clause one is a part of, the nearest of several."""
    draft = found[place]
    if not is_soft(draft):
        return None
    leans, opens = _leans(left, right, draft), _opens_clause(left, right, draft)
    if not (leans or opens):
        return None
    near = [
        (distance, at)
        for distance, at in _near(left, found, place)
        if (leans and _takes_in(left, right, found[at]))
        or (opens and at > place and _may_follow(left, right, found[at]))
    ]
    return min(near)[1] if near else None


def _near(left: Units, found: Sequence[Draft], place: int) -> Iterator[tuple[int, int]]:
    """The differences before and behind one that no mark parts from it, and how far they are."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(found) and is_light(found[at]):
            at += step
        if not 0 <= at < len(found) or not is_soft(found[at]):
            continue
        first, last = sorted((place, at))
        between = left[found[first].left_end : found[last].left]
        if len(between) <= _FAR and not any(unit.is_mark for unit in between):
            yield len(between), at


_FAR = 8
"""Units of a clause that may be kept between two parts of what was recast."""


def _takes_in(left: Units, right: Units, draft: Draft) -> bool:
    """Whether a difference is more than a small word for another that says the same: at, in."""
    return draft.verdict[1] is Significance.SUBSTANTIVE or _leans(left, right, draft)


def _leans(left: Units, right: Units, draft: Draft) -> bool:
    """Whether what one side has alone is no phrase by itself."""
    units = [*left[draft.left : draft.left_end], *right[draft.right : draft.right_end]]
    if not is_lost(draft) or any(unit.is_mark for unit in units):
        return False
    keys = [unit.key for unit in units]
    if len(keys) == 1:
        return keys[0] in _LONE
    verb = next((place for place, key in enumerate(keys) if key in _AUXILIARIES), None)
    if verb is not None:
        return _JOINING.isdisjoint(keys[:verb])
    return keys[-1] in group("prepositions") and keys[-1] not in _ADVERBS


_FINITE = frozenset(("is", "are", "was", "were"))
_AUXILIARIES = _FINITE | {"am", "be", "been", "being", "has", "have", "had", "do", "does", "did"}

_LONE = _FINITE | {
    *("among", "with", "by", "from", "into", "against", "for", "after", "before", "without"),
    *("in", "to", "under", "over"),
}
"""Words that lean alone. A *had* or *been* that is new may be no more than another tense."""

_ADVERBS = frozenset(("in", "on", "over"))
"""Prepositions that may end a phrase: he went on."""

_JOINING = frozenset(
    ("who", "which", "that", "and", "but", "or", "whom", "when", "where", "while", "as", "if")
) | {"because"}
"""Before a verb they give it a clause of its own, which can be put in: who was ill."""


def _opens_clause(left: Units, right: Units, draft: Draft) -> bool:
    """Whether one side begins a clause here where the other has none."""
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    if not all(sides) or any(unit.is_mark for side in sides for unit in side):
        return False
    begins = [opens_clause(side) for side in sides]
    if begins[0] == begins[1]:
        return False
    other = sides[begins.index(False)]
    return not any(unit.key in _RELATIVES for unit in other)


def opens_clause(side: Units) -> bool:
    """Whether a run of units has a word that opens a clause: when, as long as."""
    keys = {unit.key for unit in side}
    return not _SUBORDINATORS.isdisjoint(keys) or ("as" in keys and len(side) > 1)


_SUBORDINATORS = frozenset(
    ("when", "if", "while", "because", "since", "although", "though", "before", "after", "until")
) | {"till", "unless", "how", "what", "who", "whether", "whose", "where", "whence", "why"}

_RELATIVES = frozenset(("that", "which", "as", "so"))


def _may_follow(left: Units, right: Units, draft: Draft) -> bool:
    """Whether a difference may follow from how a clause begins: no phrase that came or went."""
    if not is_lost(draft):
        return True
    side, start, end = (
        (left, draft.left, draft.left_end)
        if draft.left < draft.left_end
        else (right, draft.right, draft.right_end)
    )
    first, last = side[start], side[end - 1]
    if first.is_mark or first.key in _BEGINNINGS or first.key in group("prepositions"):
        return False
    is_before_noun = not last.weak and end < len(side) and not side[end].weak
    return not (is_before_noun or last.key.endswith("ly"))


_BEGINNINGS = frozenset(("the", "a", "an", "and", "or", "but"))
"""What an article or a phrase that came or went begins with."""
