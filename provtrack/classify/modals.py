"""A modal word that one run of units has and the other has not: must, should, was able to."""

from provtrack.classify.pairs import ACCIDENTAL, SUBSTANTIVE, Verdict
from provtrack.classify.runs import Units, alike, core
from provtrack.classify.vocabulary import Type, modality
from provtrack.model import Kind


def modality_changed(gone: Units, new: Units) -> Verdict | None:
    """A modal word gained, lost or changed, the verb being the same."""
    modals = [[u for u in side if u.type is Type.MODAL] for side in (gone, new)]
    if not any(modals):
        return None
    if any(
        changed(one, other)
        for one, other in ((gone, new), (new, gone))
        for changed in (_is_modal_for_verb, _is_exempt)
    ):
        return Kind.MODALITY, SUBSTANTIVE
    rest = [[u for u in core(side) if u.type is not Type.MODAL] for side in (gone, new)]
    if not alike(*rest):
        return None
    classes = [sorted(modality(u.key) for u in side) for side in modals]
    if classes[0] == classes[1] and gone and new:
        return Kind.WORDING, ACCIDENTAL
    if set(classes[0] + classes[1]) <= {"future", "need"}:
        return None
    return Kind.MODALITY, SUBSTANTIVE


def ability(gone: Units, new: Units) -> Verdict | None:
    """*Was able to* for *could*."""
    keys = [[unit.key for unit in core(side)] for side in (gone, new)]
    is_able = any(
        one == ["able"] and other in (["can"], ["could"]) for one, other in (keys, keys[::-1])
    )
    return (Kind.WORDING, ACCIDENTAL) if is_able else None


def _is_exempt(one: Units, other: Units) -> bool:
    """Whether a duty became its absence, in other words than a lost *not*: need not, must."""
    sides = [core(side) for side in (one, other)]
    negated = [[u for u in side if u.type is Type.NEGATION] for side in sides]
    modals = [[u for u in side if u.type is Type.MODAL] for side in sides]
    if [*map(len, negated)] != [1, 0] or [*map(len, modals)] != [1, 1]:
        return False
    if max(map(len, sides)) > 2:  # noqa: PLR2004  # need not
        return False
    classes = [modality(u.key) for side in modals for u in side]
    is_need = classes[0] in ("need", "necessity")
    verbs = [side[0].key.split()[0] for side in modals]
    return is_need and classes[1] != "need" and verbs[0] != verbs[1]


def _is_modal_for_verb(one: Units, other: Units) -> bool:
    """``had to`` for ``wanted to``: the duty became a wish."""
    modal, verb = core(one), core(other)
    if len(modal) != 1 or len(verb) != 1 or verb[0].type is not Type.WORD:
        return False
    is_modal = modal[0].type is Type.MODAL and modality(modal[0].key) != "future"
    return is_modal and other[-1].key == "to"
