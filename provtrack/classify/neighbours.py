"""Two differences side by side, the lighter of which may follow from the heavier."""

from provtrack.classify.drafts import Draft, Units, is_kept, is_lost, is_one_for_one, replaces
from provtrack.classify.inflection import is_inflected
from provtrack.classify.lexicon import group
from provtrack.classify.pairs import Verdict
from provtrack.classify.runs import core
from provtrack.classify.vocabulary import Type, modality
from provtrack.model import Kind, Significance
from provtrack.names import without_possessive

_ACCIDENTAL = Significance.ACCIDENTAL
_LIGHT = frozenset((Kind.PUNCTUATION, Kind.CASE))


def is_light(draft: Draft) -> bool:
    """Whether a mark or a capital alone differs, and says nothing."""
    return draft.verdict[0] in _LIGHT and draft.verdict[1] is Significance.ACCIDENTAL


def beside(left: Units, right: Units, first: Draft, second: Draft) -> Draft | None:
    """Two neighbours as one, where the lighter follows from what stands beside it."""
    for heavy, light in ((first, second), (second, first)):
        if _gives_way(left, right, light, heavy):
            spans = (first.left, second.left_end, first.right, second.right_end)
            return Draft(*spans, _weighed(left, right, spans, heavy.verdict), heavy.firm)
    return None


def _weighed(left: Units, right: Units, spans: tuple[int, int, int, int], said: Verdict) -> Verdict:
    """What is said of a difference, a joining word for a mark being neither lost nor new."""
    if said[0] not in (Kind.OMISSION, Kind.ADDITION):
        return said
    sides = (left[spans[0] : spans[1]], right[spans[2] : spans[3]])
    words = [[unit.key for unit in side if not unit.is_mark] for side in sides]
    is_swap = all(sides) and not all(words) and not _JOINING.isdisjoint((*words[0], *words[1]))
    return (Kind.WORDING, said[1]) if is_swap and not core((*sides[0], *sides[1])) else said


_JOINING = frozenset(("and", "but", "or", "nor", "who", "whom", "whose", "which", "while", "so"))
"""Words that join clauses, as a semicolon does."""


_TOGETHER = frozenset((Kind.INTERPOLATION, Kind.ABBREVIATION))
"""Of these two neighbours are one: Lt. Col. for Lieutenant Colonel."""


def _gives_way(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether the lighter of two neighbours is only a consequence of the heavier."""
    if light.verdict == heavy.verdict and light.verdict[0] in _TOGETHER:
        return True
    if any(told(left, right, light, heavy) for told in (_is_title, _is_told_before, _is_tense)):
        return True
    if _is_small_wording(left, right, light) and heavy.verdict[0] is Kind.WORDING:
        return not heavy.firm or _is_small_wording(left, right, heavy)
    if is_light(heavy):
        return light.verdict == heavy.verdict or (
            is_light(light) and heavy.verdict[0] is Kind.PUNCTUATION
        )
    if is_light(light):
        return _follows(left, right, light, heavy)
    return _is_small_beside(left, right, light, heavy)


def _is_small_wording(left: Units, right: Units, draft: Draft) -> bool:
    """Whether small words stand for others that say the same: upon, on."""
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    is_small = draft.verdict == (Kind.WORDING, _ACCIDENTAL) and all(sides)
    return is_small and not any(core(side) for side in sides)


def _follows(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether a mark or a capital changed because of the words beside it."""
    is_mark = light.verdict[0] is Kind.PUNCTUATION
    if is_mark and _stands_for_words(left, right, heavy):
        if _is_of_plural(left, right, light):
            return True  # workers', working-class
        is_behind = light.left >= heavy.left_end and not _opens(left, heavy.left)
        if is_behind or is_kept(light) or _is_quoting(left, right, light):
            return False  # fatigued; he: tired. He
    follows = is_mark or light.left >= heavy.left_end
    return follows and (not heavy.firm or (light.verdict[0] is Kind.CASE and is_lost(heavy)))


def _stands_for_words(left: Units, right: Units, draft: Draft) -> bool:
    """Whether words stand for words, be they small."""
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    return all(any(not unit.is_mark for unit in side) for side in sides)


def _opens(left: Units, start: int) -> bool:
    """Whether only small words stand before a unit in its sentence: in all, in conclusion."""
    place = start
    while place and left[place - 1].weak and not left[place - 1].is_mark:
        place -= 1
    return place == 0 or left[place - 1].text in _STOPS


_STOPS = frozenset((".", "!", "?"))


def _is_of_plural(left: Units, right: Units, draft: Draft) -> bool:
    """Whether an apostrophe that touches the word before it came or went."""
    marks = [*left[draft.left : draft.left_end], *right[draft.right : draft.right_end]]
    return [unit.key for unit in marks] == ["'"] and marks[0].touches


def _is_quoting(left: Units, right: Units, draft: Draft) -> bool:
    """Whether a difference is one of quotation marks."""
    marks = [*left[draft.left : draft.left_end], *right[draft.right : draft.right_end]]
    return any(unit.key in _QUOTATION for unit in marks)


_QUOTATION = frozenset(('"', "'"))


def _is_small_beside(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether small words came or went with what stands beside them: the 5th, 5."""
    small = [*left[light.left : light.left_end], *right[light.right : light.right_end]]
    if is_lost(light) and _is_possessive(left, right, heavy):
        return _OF_THAT.issuperset(unit.key for unit in small)  # that of Radek, Radek's
    if light.firm or not heavy.firm or not is_kept(heavy):
        return False
    spans = [*left[heavy.left : heavy.left_end], *right[heavy.right : heavy.right_end]]
    is_span = any(unit.value is not None and unit.value.is_span for unit in spans)
    return _agrees(left, right, light, heavy) or _is_beside(
        small, heavy.verdict[0], is_span=is_span
    )


def _is_title(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether titles differ before names that do: Mr. Asquith, Sir Edward Grey."""
    sides = (left[light.left : light.left_end], right[light.right : light.right_end])
    is_before = light.left_end == heavy.left and light.right_end == heavy.right
    return (heavy.verdict[0] is Kind.NAME and is_before) and all(
        side and all(unit.is_mark or unit.key.rstrip(".") in group("titles") for unit in side)
        for side in sides
    )


_OF_THAT = frozenset(("that", "those", "of", "the"))


def _is_possessive(left: Units, right: Units, draft: Draft) -> bool:
    """Whether a word differs from another in the ending of the possessive."""
    if not is_one_for_one(draft):
        return False
    one, other = left[draft.left].text, right[draft.right].text
    return one != other and without_possessive(one) == without_possessive(other)


def _is_told_before(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether a mark follows from how the words before it are written.

    The full stop of ``1956 г.`` is not said twice at the end of a sentence; ``May 12, 1955,`` has a
    comma behind the year because it has one before it.
    """
    if light.verdict[0] is not Kind.PUNCTUATION or light.left < heavy.left_end or is_kept(light):
        return False
    marks = [*left[light.left : light.left_end], *right[light.right : light.right_end]]
    if len(marks) != 1 or marks[0].key not in (".", ","):
        return False
    own, other = left[heavy.left : heavy.left_end], right[heavy.right : heavy.right_end]
    if light.left == light.left_end:
        own, other = other, own
    if not own or not other:
        return False
    if marks[0].key == ".":
        return other[-1].text.endswith(".") or own[-1].text.split()[-1] in _SHORT_SCALES
    if own[-1].text.casefold() in _COMMA_BEHIND:
        return True  # that is, for i.e.
    return heavy.verdict[0] is Kind.DATE and "," in own[-1].text


_SHORT_SCALES = frozenset(("mln", "bln", "bn", "mn"))
"""Short forms of million and billion, which a full stop may follow."""

_COMMA_BEHIND = frozenset(("that is", "that is to say", "for example", "for instance"))


def _is_tense(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether *will* or *would* came or went with the verb after it: no more than a tense."""
    if not is_lost(light) or light.verdict[0] is not Kind.MODALITY or heavy.firm:
        return False
    units = [*left[light.left : light.left_end], *right[light.right : light.right_end]]
    is_before = light.left_end <= heavy.left and light.right_end <= heavy.right
    tenses = ("future", "conditional")
    return (
        is_before and replaces(left, right, heavy) and all(modality(u.key) in tenses for u in units)
    )


_THAN = frozenset(("more", "less", "fewer", "than", "at", "least", "most", "up", "to", "of"))
"""What bounds a number; beside another number it is a part of the difference."""


def _is_beside(small: Units, kind: Kind, *, is_span: bool) -> bool:
    """Whether units are articles, or what stands with a number or a date: in, on; all three.

    Args:
        small: the units.
        kind: of the difference that they stand beside.
        is_span: whether that is one of spans of time, which *from* and *between* lead to.
    """
    beside = group("articles")
    if kind in (Kind.NUMBER, Kind.DATE):
        beside |= {"in", "on", "of", "at"}
    if is_span:
        beside |= {"from", "between", "during"}
    if kind is Kind.NUMBER and all(
        unit.type is Type.QUANTITY or unit.key in _THAN for unit in small
    ):
        return True
    return all(unit.key in beside for unit in small)


def _agrees(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether a word only follows a number in its form: one side, both sides."""
    if heavy.verdict[0] not in (Kind.NUMBER, Kind.NEGATION) or light.left < heavy.left_end:
        return False
    own, other = left[light.left : light.left_end], right[light.right : light.right_end]
    return len(own) == len(other) and all(
        is_inflected(one.key, another.key) for one, another in zip(own, other, strict=True)
    )
