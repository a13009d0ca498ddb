"""Which facts of two passages really differ, where a sentence was largely rewritten.

Word order says little about a rewritten sentence: that *three* stands where the other text has
*two* means nothing when both texts have both. What counts is what one passage tells and the other
does not. In a sentence that was mostly kept, the pairing of its words is trusted instead, since
there a number that changed places with another is a difference.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from provtrack.classify.drafts import Draft, Units, are_neighbours, is_kept
from provtrack.classify.lexicon import group, words
from provtrack.classify.pairs import without_prefix
from provtrack.classify.runs import core
from provtrack.classify.sentences import Stretch
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind, Significance
from provtrack.names import without_possessive
from provtrack.text import Vocabulary

_KINDS = {
    Kind.NUMBER: Type.NUMBER,
    Kind.DATE: Type.DATE,
    Kind.NAME: Type.NAME,
    Kind.NEGATION: Type.NEGATION,
}
"""The kinds of difference that are settled here, and the units that carry them."""

MOSTLY = 0.6
"""Share of the weighty words of a sentence from which the pairing of its words is trusted. Tuned on
the two renderings of 1956 that ship as a record; the labelled pairs do not tell 0.5 from 0.7."""


LONG = 5
"""Weighty words of the shorter side from which a sentence can count as rewritten."""


@dataclass(frozen=True, slots=True)
class Found:
    """The differences of a stretch, and the share of its weighty words that both sides keep."""

    drafts: tuple[Draft, ...]
    kept: float


def kept_share(left: Units, right: Units, stretch: Stretch, found: Iterable[Draft]) -> float:
    """The share of the weighty words of the longer side that both sides have.

    Of a few words a share says nothing: one difference among three is no rewriting.
    """
    gone, new = left[stretch.left : stretch.left_end], right[stretch.right : stretch.right_end]
    weights = (len(core(gone)), len(core(new)))
    if min(weights) < LONG:
        return 1.0
    weight = max(weights)
    changed = {
        index
        for draft in found
        if not is_kept(draft)
        for index in range(draft.left, draft.left_end)
    }
    same = sum(
        not unit.weak and index not in changed for index, unit in enumerate(gone, stretch.left)
    )
    return same / weight


class Telling:
    """What each of two passages tells more often than the other one does; counted when asked."""

    def __init__(self, left: Units, right: Units) -> None:
        self.sides = (left, right)

    @cached_property
    def surplus(self) -> tuple[Counter[str], Counter[str]]:
        """Of each side, what it tells more often, and how much more often."""
        return _surplus(*self.sides)

    @cached_property
    def places(self) -> tuple[frozenset[int], frozenset[int]]:
        """Of each side, where the units stand that tell it."""
        return (
            _places(self.sides[0], self.surplus[0]),
            _places(self.sides[1], self.surplus[1]),
        )


def settled(telling: Telling, stretches: Sequence[Found]) -> list[Draft]:
    """All differences of a passage, those of facts that both sides tell taken for wording."""
    if all(found.kept >= MOSTLY for found in stretches):
        return [draft for found in stretches for draft in found.drafts]
    sides = telling.sides
    surplus = (telling.surplus[0].copy(), telling.surplus[1].copy())
    result: list[list[Draft]] = [[] for _ in stretches]
    # What was kept is surest: there a surplus fact is looked for first.
    for place in sorted(range(len(stretches)), key=lambda place: -stretches[place].kept):
        is_trusted = stretches[place].kept >= MOSTLY
        drafts: list[Draft] = []
        for draft in stretches[place].drafts:
            drafts += _settle(sides, draft, surplus, is_trusted=is_trusted)
        result[place] = drafts if is_trusted else _joined(drafts)
    return [draft for drafts in result for draft in drafts]


def _surplus(left: Units, right: Units) -> tuple[Counter[str], Counter[str]]:
    told = [
        Counter(_said(unit) for unit in side if unit.type in _KINDS.values())
        for side in (left, right)
    ]
    surplus = (told[0] - told[1], told[1] - told[0])
    for own, other in zip(surplus, (right, left), strict=True):
        own[NEGATION] -= sum(map(is_negative, other))
    # A name says nothing new where the other side has it at all, a pronoun being in its place. A
    # part of it stands for the whole: Pak for Pak Yeong-bin, whichever comes first.
    parts = [
        {part for u in side if u.type is Type.NAME for part in (u.key, *u.text.split())}
        for side in (left, right)
    ]
    for own, side, others in zip(surplus, (left, right), reversed(parts), strict=True):
        for unit in side:
            if is_vague(unit) or (unit.type is Type.NAME and _is_told(unit, others)):
                del own[_said(unit)]
    return surplus


def _is_told(name: Unit, others: Container[str]) -> bool:
    return name.key in others or without_possessive(name.text) in others


def _said(unit: Unit) -> str:
    """What a unit tells; a negation tells the same in every form."""
    return NEGATION if unit.type is Type.NEGATION else unit.key


NEGATION = "negation"


def is_negative(unit: Unit) -> bool:
    """Whether a word says by itself what others need a negation for: silent, unmentioned."""
    return unit.type is Type.WORD and not unit.weak and _NEGATIVE[unit.key]


def _is_negative(key: str) -> bool:
    if key in group("negative_sense") or without_prefix(key) != key:
        return True
    return key.endswith("less") and key.removesuffix("less") in words()


_NEGATIVE = Vocabulary(_is_negative)


def is_vague(unit: Unit) -> bool:
    """A number in words that may be none: the Soviet one, the first months; a second negation."""
    if unit.type is Type.NEGATION:
        return unit.key == "nor"
    is_small = unit.key == "number cardinal 1" or unit.key.startswith("number ordinal")
    return unit.type is Type.NUMBER and is_small and unit.text.isalpha()


def _places(side: Units, surplus: Counter[str]) -> frozenset[int]:
    return frozenset(
        place
        for place, unit in enumerate(side)
        if unit.type in _KINDS.values() and surplus[_said(unit)] > 0
    )


def _settle(
    sides: tuple[Units, Units],
    draft: Draft,
    surplus: tuple[Counter[str], Counter[str]],
    *,
    is_trusted: bool,
) -> Iterator[Draft]:
    """A difference as it is, or for what it is where no fact differs."""
    kind, significance = draft.verdict
    if kind not in _KINDS or significance is Significance.ACCIDENTAL:
        yield draft
        return
    ranges = ((draft.left, draft.left_end), (draft.right, draft.right_end))
    told = [
        [_said(unit) for unit in side[start:end] if unit.type is _KINDS[kind]]
        for side, (start, end) in zip(sides, ranges, strict=True)
    ]
    alive = [any(own[said] > 0 for said in each) for own, each in zip(surplus, told, strict=True)]
    if not is_trusted and not (all(alive) if kind is Kind.NAME else any(alive)):
        yield _demoted(draft)
        return
    for own, each in zip(surplus, told, strict=True):
        own.subtract(each)
    if is_trusted or all(told):
        yield draft
    elif told[0]:  # the other side holds only words that happen to stand there
        yield draft._replace(right_end=draft.right)
        yield _demoted(draft._replace(left=draft.left_end))
    else:
        yield _demoted(draft._replace(right_end=draft.right))
        yield draft._replace(left=draft.left_end)


def _demoted(draft: Draft) -> Draft:
    kind = Kind.WORDING
    if draft.left == draft.left_end:
        kind = Kind.ADDITION
    elif draft.right == draft.right_end:
        kind = Kind.OMISSION
    return draft._replace(verdict=(kind, Significance.SUBSTANTIVE), firm=False)


_WORDS = frozenset((Kind.WORDING, Kind.OMISSION, Kind.ADDITION))


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Neighbouring differences of wording as one replacement."""
    result: list[Draft] = []
    for draft in drafts:
        if draft.left == draft.left_end and draft.right == draft.right_end:
            continue
        last = result[-1] if result else None
        if last and are_neighbours(last, draft) and {last.verdict[0], draft.verdict[0]} <= _WORDS:
            whole = last._replace(left_end=draft.left_end, right_end=draft.right_end)
            result[-1] = _demoted(whole)
        else:
            result.append(draft)
    return result
