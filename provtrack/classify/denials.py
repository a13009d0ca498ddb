"""A negation that one run of units has and the other has not."""

from collections.abc import Iterable, Sequence

from provtrack.classify.lexicon import group
from provtrack.classify.pairs import (
    ACCIDENTAL,
    PREFIXES,
    SUBSTANTIVE,
    Verdict,
    is_negated,
    without_prefix,
)
from provtrack.classify.runs import Units, alike, core, expanded
from provtrack.classify.units import Unit
from provtrack.classify.vocabulary import Type, modality
from provtrack.model import Kind


def _negations(units: Units) -> int:
    return sum(unit.type is Type.NEGATION for unit in units)


def negation(gone: Units, new: Units) -> Verdict | None:
    """A negating word gained or lost, what else is there being the same or little."""
    counts = [_negations(gone), _negations(new)]
    is_prefixed = _prefixed(gone, new)
    if not any(counts) and not is_prefixed:
        return None
    counts[0] += is_prefixed
    idle = ("any", "degree", "light") if gone and new else ("any", "degree")
    rest = [[u for u in core(side) if not _only_negates(u, idle)] for side in (gone, new)]
    if counts[0] % 2 == counts[1] % 2:
        same = _negate_alike(gone, new) or (counts[0] != counts[1] and alike(*rest))
        if not same and counts[0] and _differ_in_modality(gone, new):
            return Kind.MODALITY, SUBSTANTIVE
        return (Kind.WORDING, ACCIDENTAL) if same else None
    if _join_otherwise(gone, new) or _is_with_more(gone, new):
        return None  # unfriendly and, friendly but: two differences
    facts = (Type.NUMBER, Type.DATE, Type.NAME, Type.MODAL)
    if any(u.type in facts and u.key not in _ABLE for side in rest for u in side):
        return None
    return _negated(gone, new, rest)


def _join_otherwise(gone: Units, new: Units) -> bool:
    """Whether each side has a joining word of its own beside words of weight."""
    joins = [{unit.key for unit in side} & _JOINING for side in (gone, new)]
    return all(joins) and joins[0] != joins[1]


def _is_with_more(gone: Units, new: Units) -> bool:
    """Whether *with* and *without* stand behind other words that changed: made, carried out."""
    keys = [{unit.key for unit in side} for side in (gone, new)]
    is_pair = any("with" in one and "without" in other for one, other in (keys, keys[::-1]))
    return is_pair and min(len(gone), len(new)) > 1


_JOINING = frozenset(("and", "but", "or", "while", "because", "although", "though", "since"))


def _negated(gone: Units, new: Units, rest: Sequence[Units]) -> Verdict | None:
    """What a negation on one side says, by the words of weight that stand beside it."""
    if alike(*rest):
        return Kind.NEGATION, SUBSTANTIVE
    if not gone or not new:
        return None
    if any(unit.key in group("nearly") for unit in (*gone, *new)):
        return Kind.WORDING, SUBSTANTIVE  # hardly, for not
    if max(map(len, rest)) > 1:
        return None
    # Another verb, and a negation: rejected, not granted. Only a lexicon could tell more.
    is_other = all(rest) and not _prefixed(gone, new)
    return Kind.WORDING if is_other else Kind.NEGATION, SUBSTANTIVE


def _only_negates(unit: Unit, idle: Iterable[str]) -> bool:
    """Whether a word has no weight beside a negation: not any, some; well, very; made no."""
    is_how_many = unit.type in (Type.NEGATION, Type.QUANTITY)
    return is_how_many or any(unit.key in group(name) for name in idle)


def _negate_alike(gone: Units, new: Units) -> bool:
    """Whether two runs that both negate, or neither, say the same: was unable to, could not."""
    keys = [{unit.key for unit in side} for side in (gone, new)]
    if any("unable" in one and other & _ABLE for one, other in (keys, keys[::-1])):
        return True
    if any(
        is_same(one, other)
        for is_same in (_is_failure, _is_refusal)
        for one, other in ((gone, new), (new, gone))
    ):
        return True
    return _prefixed(gone, new) and alike(*[_positive(side) for side in (gone, new)])


def _differ_in_modality(gone: Units, new: Units) -> bool:
    """Whether one of two negated verbs is modal and the other is not: cannot agree, does not."""
    sides = [[part for unit in side for part in _parts(unit)] for side in (gone, new)]
    modals = [[key for key in side if modality(key)] for side in sides]
    classes = [{modality(key) for key in side} for side in modals]
    if len(modals[0]) == len(modals[1]) and (
        classes[0] == classes[1] or classes[0] | classes[1] <= {"ability", "condition"}
    ):
        return False
    rest = [
        [u for u in core(side) if u.type not in (Type.NEGATION, Type.MODAL)] for side in (gone, new)
    ]
    bare = sides[0] if modals[1] else sides[1]
    if not all(modals) and not _DOING.issuperset(bare):
        return False  # could not be found, was nowhere to be found
    futures = {modality(key) for key in (*modals[0], *modals[1])} <= {"future", "conditional"}
    return not futures and alike(*rest)


_DOING = frozenset(("do", "does", "did", "not"))


def _parts(unit: Unit) -> list[str]:
    """The words of a negating one: cannot, can not."""
    return expanded(unit).replace("cannot", "can not").split()


def _is_failure(gone: Units, new: Units) -> bool:
    """``failed to`` for ``did not``."""
    keys = [{unit.key for unit in side} for side in (gone, new)]
    is_not = "not" in keys[1] or any(key.endswith("n't") for key in keys[1])
    rest = [[u for u in core(side) if u.type is not Type.NEGATION] for side in (gone, new)]
    return is_not and bool(keys[0] & _FAILING) and alike(*rest)


def _is_refusal(gone: Units, new: Units) -> bool:
    """``refused to`` for ``would not``."""
    said = " ".join(part for unit in new for part in _parts(unit))
    return [unit.key for unit in gone] in _REFUSALS and said in ("would not", "will not")


_REFUSALS = [[f"{verb}{end}", "to"] for verb in ("refuse", "decline") for end in ("", "s", "d")]
_FAILING = frozenset(("fail", "fails", "failed", "failing"))
_ABLE = frozenset(("can", "could", "cannot", "couldn't", "can't"))


def _positive(units: Units) -> list[Unit]:
    """The weighty words without the negating ones, prefixes taken off."""
    heavy = [unit for unit in core(units) if unit.type is not Type.NEGATION]
    return [unit._replace(key=without_prefix(unit.key)) for unit in heavy]


def _prefixed(gone: Units, new: Units) -> bool:
    keys = [[unit.key for unit in core(side)] for side in (gone, new)]
    # One of the two begins with a negating prefix, and most words do not.
    begun = [[key.startswith(PREFIXES) for key in side] for side in keys]
    if not any(begun[0]) and not any(begun[1]):
        return False
    return any(is_negated(a, b) for a in keys[0] for b in keys[1])
