"""Words that changed places, and whether that changes who did what."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Protocol

from provtrack.classify.inflection import base, base_form
from provtrack.classify.lexicon import group
from provtrack.classify.naming import is_derived
from provtrack.classify.pairs import ACCIDENTAL, SUBSTANTIVE, Verdict, is_negated
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind

Units = Sequence[Unit]

_REACH = 5
"""Differences among which words are looked for that only changed places."""

_FAR = 12
"""Units that may stand between the two places."""


class Place(Protocol):
    """A difference: units ``left:left_end`` against ``right:right_end``."""

    @property
    def left(self) -> int:
        """Index of the first left unit."""

    @property
    def left_end(self) -> int:
        """Index after the last left unit."""

    @property
    def right(self) -> int:
        """Index of the first right unit."""

    @property
    def right_end(self) -> int:
        """Index after the last right unit."""


class Told(NamedTuple):
    """What a difference says: the weighty words of either side, and whether both are the same."""

    gone: list[str]
    new: list[str]
    is_rewriting: bool


def told(left: Units, right: Units, draft: Place) -> Told:
    """What one difference says."""
    gone, new = left[draft.left : draft.left_end], right[draft.right : draft.right_end]
    return Told(_heavy(gone), _heavy(new), _is_rewriting(gone, new))


def reordered(
    left: Units, right: Units, found: Sequence[Place], words: Sequence[Told]
) -> tuple[int, Verdict] | None:
    """How many of the differences, from the first, are one change of order, and what it is.

    Args:
        left: the units of the one side.
        right: the units of the other.
        found: differences, in order.
        words: what each of them says.
    """
    if len(found) < 2 or not _may_move(left, right, found[0], words[0]):  # noqa: PLR2004  # where from, and where to
        return None
    gone: list[str] = []
    new: list[str] = []
    for index, (draft, said) in enumerate(zip(found[:_REACH], words, strict=False)):
        if index and draft.left - found[index - 1].left_end > _FAR:
            return None
        if said.is_rewriting:
            continue
        gone += said.gone
        new += said.new
        if not index or not _are_same(gone, new):
            continue
        if gone == ["not"] and _is_of_two_clauses(left[found[0].left_end : draft.left]):
            return None
        verdict = _verdict(left, right, found[: index + 1], words)
        if verdict and gone and _is_light(left, right, found[0]):
            return None  # another preposition before words that changed places
        if verdict:
            return index + 1, verdict
    return None


def _may_move(left: Units, right: Units, draft: Place, said: Told) -> bool:
    """Whether the words of a difference may stand elsewhere on the other side.

    Another form of a word in its place does not: sanctions, sanction.
    """
    is_form = bool(said.gone) and _are_same(said.gone, said.new)
    return not (said.is_rewriting or is_form or _is_of_marks(left, right, draft, said))


def _is_of_two_clauses(between: Units) -> bool:
    """Whether a word that begins a clause, or a comma, parts two places: each has its own *not*."""
    return any(unit.key in _PARTING for unit in between)


_PARTING = frozenset((",", ";", ":", "because", "since", "if", "when", "while", "though", "but"))


def _heavy(units: Units) -> list[str]:
    """The words of weight, irregular verbs by their own form, without a possessive's ending."""
    return [base(unit.key) for unit in units if not unit.weak]


def _are_same(gone: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two sides have the same words of weight, a place and its people being one."""
    if len(gone) != len(new):
        return False
    one, other = sorted(gone), sorted(new)
    return one == other or (
        all(a[:_STEM] == b[:_STEM] for a, b in zip(one, other, strict=True))
        and all(a == b or is_derived(a, b) for a, b in zip(one, other, strict=True))
    )


_STEM = 3
"""Letters that a place and its people have in common at least."""


def _is_of_marks(left: Units, right: Units, draft: Place, said: Told) -> bool:
    """Whether marks alone differ here: no word changes places with a bracket."""
    if said.gone or said.new:
        return False
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    return all(unit.is_mark for side in sides for unit in side)


def _is_light(left: Units, right: Units, draft: Place) -> bool:
    """Whether a difference is one of small words that stand for each other."""
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    return all(sides) and all(unit.weak for side in sides for unit in side)


def _is_rewriting(gone: Units, new: Units) -> bool:
    """Whether both sides say the same, only written differently."""
    return len(gone) == len(new) and [unit.key for unit in gone] == [unit.key for unit in new]


def _verdict(
    left: Units, right: Units, found: Sequence[Place], words: Sequence[Told]
) -> Verdict | None:
    """What it means that differences, of the same weighty words on both sides, are one of order."""
    first, last = found[0], found[-1]
    moved = [draft for draft, said in zip(found, words, strict=False) if not said.is_rewriting]
    gone = [unit for draft in moved for unit in left[draft.left : draft.left_end]]
    new = [unit for draft in moved for unit in right[draft.right : draft.right_end]]
    between = left[first.left_end : last.left]
    regions = (left[first.left : last.left_end], right[first.right : last.right_end])
    heavy = any(not unit.weak for unit in gone)
    passive = _is_passive(new) - _is_passive(gone)
    if heavy and ((not passive and _changes_form(gone, new)) or _is_trade(gone, regions)):
        return None
    if not heavy:
        small = [sorted(unit.key for unit in side if not unit.is_mark) for side in (gone, new)]
        is_moved = small[0] == small[1] and bool(small[0])
        if is_moved and (_movable().issuperset(small[0]) or _is_passed_over(between)):
            return Kind.WORD_ORDER, ACCIDENTAL
        is_turned = passive and len([unit for unit in between if not unit.weak]) == 1
        return (Kind.WORD_ORDER, SUBSTANTIVE) if is_turned else None
    if passive:
        return Kind.WORD_ORDER, ACCIDENTAL
    is_short = _is_abbreviated(*regions)
    return (Kind.ABBREVIATION, ACCIDENTAL) if is_short else _order(gone, new, between, regions)


def _order(gone: Units, new: Units, between: Units, regions: tuple[Units, Units]) -> Verdict:
    """What the other order says of the same words."""
    if _is_reworded(gone, new):
        return Kind.WORDING, SUBSTANTIVE
    return Kind.WORD_ORDER, ACCIDENTAL if _is_free(gone, new, between, regions) else SUBSTANTIVE


def _changes_form(gone: Units, new: Units) -> bool:
    """Whether a verb stands in another form: took, taken."""
    keys = [
        sorted(unit.key for unit in side if not unit.weak and base_form(unit.key) != unit.key)
        for side in (gone, new)
    ]
    return keys[0] != keys[1]


_AUXILIARIES = frozenset(("do", "does", "did", "has", "have", "had"))


def _is_passed_over(between: Units) -> bool:
    """Whether small words may stand on either side: was this, then he, he has in fact."""
    words = [unit for unit in between if not unit.is_mark]
    if not words:
        return False
    small = group("copulas") | group("sentence_adverbs") | _AUXILIARIES
    is_small = all(unit.key in small or unit.type is Type.MODAL for unit in words)
    return is_small or _is_adverbial(words)


@cache
def _movable() -> frozenset[str]:
    """Small words that say the same at another place: also spoke, spoke also; is it valid."""
    return group("copulas") | group("sentence_adverbs") | group("reflexives")


def _is_trade(gone: Units, regions: tuple[Units, Units]) -> bool:
    """Whether numbers, dates or modals changed places: each now says something else.

    So do words of two clauses: one would gain, the other lose.
    """
    if _is_parallel(regions):
        return True
    heavy = [unit for unit in gone if not unit.weak]
    is_valued = all(unit.type in (Type.NUMBER, Type.DATE, Type.MODAL) for unit in heavy)
    if len(heavy) == 2 and is_negated(heavy[0].key, heavy[1].key):  # noqa: PLR2004  # a pair
        return True
    return len(heavy) > 1 and is_valued and not _is_list(*regions)


def _is_parallel(regions: tuple[Units, Units]) -> bool:
    """Whether two words of the same place in two clauses changed places, and nothing else."""
    if len(regions[0]) != len(regions[1]):
        return False
    changed = [
        place
        for place, (one, other) in enumerate(zip(*regions, strict=True))
        if one.key != other.key
    ]
    if len(changed) != 2 or _is_list(*regions):  # noqa: PLR2004  # a pair
        return False
    between = regions[0][changed[0] + 1 : changed[1]]
    is_told = any(unit.type in (Type.NAME, Type.NEGATION) for unit in regions[0])
    return not is_told and any(unit.key in _CLAUSES for unit in between)


_CLAUSES = frozenset(("and", "but", ";", ",", "while", "whereas"))


def _is_abbreviated(left: Units, right: Units) -> bool:
    """Whether the order follows from a short form: CC Presidium, Presidium of the CC."""
    if all(unit.type in (Type.ABBREVIATION, Type.MARK) or unit.weak for unit in left):
        return True
    texts = [{u.key: u.text for u in s if u.type is Type.ABBREVIATION} for s in (left, right)]
    return any(texts[1].get(key, text) != text for key, text in texts[0].items())


def _is_passive(units: Units) -> bool:
    keys = {unit.key for unit in units}
    return "by" in keys and bool(keys & group("copulas"))


def _is_reworded(gone: Units, new: Units) -> bool:
    """Whether another person or verb came with another order: my impression is, I have the."""
    small = [{u.key for u in side if u.weak and not u.is_mark} for side in (gone, new)]
    own, other = small[0] - small[1], small[1] - small[0]
    if own & group("pronouns") and other & group("pronouns"):
        return True
    tied = group("articles") | group("copulas") | _OF_NOUNS
    if not own or not other:
        return False
    changed = (own | other) - tied
    return len(changed) > _FEW or changed >= {"and", "but"}


_FEW = 2
"""Small words that may differ where no more than the order does."""


def _is_label(moved: Units, between: Units) -> bool:
    """Whether a number that names a thing moved to its other side."""
    heavy = [unit for unit in moved if not unit.weak]
    is_number = any(unit.type is Type.NUMBER for unit in heavy) and all(
        unit.type is Type.NUMBER or unit.key in ("number", "numbers") for unit in heavy
    )
    return is_number and len([unit for unit in between if not unit.weak]) == 1


def _keeps_only(between: Units, regions: tuple[Units, Units]) -> bool:
    """Whether *only* stands beside the same word or phrase: the first point only."""
    beside = [_beside_only(region) for region in regions]
    if beside[0] & beside[1]:
        return True
    if not between or not between[0].weak or between[0].is_mark:
        return False
    verbs = group("copulas") | group("pronouns")
    return not any(unit.type is Type.MODAL or unit.key in verbs for unit in between)


def _beside_only(region: Units) -> set[str]:
    """The words of weight on either side of *only*."""
    heavy = [unit.key for unit in region if not unit.weak]
    if "only" not in heavy:
        return set()
    place = heavy.index("only")
    return {*heavy[max(0, place - 1) : place], *heavy[place + 1 : place + 2]}


_OF_NOUNS = frozenset(("of", "to", "for", "in", "on", "from", "at", "'s"))
"""What ties one noun to another that may also stand before it: elections to the Diet."""

_JOINERS = frozenset(("and", "or", "nor", "&", ",", "as", "well"))


def _is_free(gone: Units, new: Units, between: Units, regions: tuple[Units, Units]) -> bool:
    """Whether the order of the two says nothing: a list, an adverbial, a genitive."""
    moved = [unit for unit in gone if not unit.is_mark]
    if {unit.key for unit in moved} == {"or", "not"} or _is_label(moved, between):
        return True  # whether or not he comes, whether he comes or not; No. 3 shaft, shaft No. 3
    if any(unit.key == "only" for unit in (*moved, *between)) and _keeps_only(between, regions):
        return True
    if any(unit.key in group("scope") for unit in (*moved, *between)):
        return False
    if _is_list(*regions):
        return True
    if _is_adverbial(moved) or _is_adverbial([unit for unit in between if not unit.is_mark]):
        return True
    weak = [{unit.key for unit in side if unit.weak} & _OF_NOUNS for side in (gone, new)]
    return bool(weak[0]) != bool(weak[1])


def _is_list(left: Units, right: Units) -> bool:
    """Whether the same items stand side by side: bread, wine and oil; the minister, Mr. Lang."""
    items = [sorted(_items(region)) for region in (left, right)]
    return len(items[0]) > 1 and items[0] == items[1]


def _items(region: Units) -> list[tuple[str, ...]]:
    """What stands between the joining words of a list, by the keys of its weighty words."""
    items: list[tuple[str, ...]] = []
    item: list[str] = []
    for unit in region:
        if unit.key in _JOINERS:
            items.append(tuple(item))
            item = []
        elif not unit.weak:
            item.append(unit.key)
    items.append(tuple(item))
    return [item for item in items if item]


def _is_adverbial(units: Units) -> bool:
    if not units:
        return False
    if units[0].key in group("prepositions") and units[0].key not in ("from", "to", "by"):
        return True
    heavy = [unit for unit in units if not unit.weak] or units
    return all(
        unit.type is Type.DATE or unit.key in group("adverbs") or unit.key.endswith("ly")
        for unit in heavy
    )
