"""Differences as a person would draw them: what belongs together is one."""

from collections.abc import Sequence
from itertools import pairwise

from provtrack.classify.drafts import (
    Draft,
    Units,
    are_neighbours,
    is_kept,
    is_lost,
    judged,
    spanning,
)
from provtrack.classify.lexicon import group
from provtrack.classify.pairs import Verdict, base_form, is_inflected, judge
from provtrack.classify.units import Unit
from provtrack.classify.verdicts import core
from provtrack.classify.vocabulary import Type, modality
from provtrack.dates import Date
from provtrack.model import Kind, Significance
from provtrack.names import without_possessive


def joined_up(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """Differences as a person would draw them: what belongs together is one."""
    result: list[Draft] = []
    for draft in _without_lone_modals(left, right, found):
        last = result[-1] if result else None
        if last and (are_neighbours(last, draft) or _in_one_note(left, right, last, draft)):
            joined = _beside(left, right, last, draft)
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
    return _across_small_words(left, right, result)


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
            and any(_replaces(left, right, beside) for beside in (last, following))
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
        0 < len(between) <= _ISLAND
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
    return len(between) <= _ISLAND and all(unit.key in _IN_TITLES for unit in between)


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
_LIGHT = frozenset((Kind.PUNCTUATION, Kind.CASE))


def _is_light(draft: Draft) -> bool:
    return draft.verdict[0] in _LIGHT and draft.verdict[1] is Significance.ACCIDENTAL


def _beside(left: Units, right: Units, first: Draft, second: Draft) -> Draft | None:
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
    if _is_light(heavy):
        return light.verdict == heavy.verdict or (
            _is_light(light) and heavy.verdict[0] is Kind.PUNCTUATION
        )
    if _is_light(light):
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
    if not _is_one_for_one(draft):
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
        is_before
        and _replaces(left, right, heavy)
        and all(modality(u.key) in tenses for u in units)
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


_ISLAND = 2
"""Small words or marks between two differences that do not keep them apart."""


def _across_small_words(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
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
    while index > 0 and _is_light(found[index]):
        index -= 1
    first = found[index]
    if first.firm:
        return None
    is_reworded = _is_reworded(left, right, first, last)
    replaces = any(_replaces(left, right, draft) for draft in (first, last))
    islands = [left[one.left_end : other.left] for one, other in pairwise(found[index:])]
    is_denied = _is_denied_verb(left, right, first) and _is_denial(islands)
    if not (replaces or is_reworded or is_denied):
        return None
    spans = spanning(first, last)
    if is_denied:
        return [*found[:index], Draft(*spans, (Kind.WORDING, last.verdict[1]), firm=False)]
    is_pair = _is_one_for_one(first) and _is_one_for_one(last)
    joins = is_reworded or _join(islands, is_pair=is_pair)
    return [*found[:index], judged(left, right, spans)._replace(firm=False)] if joins else None


_MUCH = 5
"""Words of weight, of both sides, that two differences have at least which are one rewording."""

_KEPT = 2
"""Words of weight that may be left of a passage between two differences of one rewording."""


def _is_reworded(left: Units, right: Units, first: Draft, last: Draft) -> bool:
    """Whether two differences are parts of one rewording that a few words happen to be left of.

    A word for a word is a change by itself, and so is a clause between commas that came or went.
    """
    if _is_one_for_one(first) or _is_one_for_one(last):
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
        max(map(len, islands)) > _ISLAND or core(small) or any(u.key in _PARTING for u in small)
    )


def _is_denied_verb(left: Units, right: Units, draft: Draft) -> bool:
    """Whether a form of be, have or do stands for another: is not afraid, does not fear."""
    sides = (left[draft.left : draft.left_end], right[draft.right : draft.right_end])
    return all(side and not core(side) and side[-1].key in _AUXILIARIES for side in sides)


def _is_denial(islands: Sequence[Units]) -> bool:
    """Whether nothing but a *not* or *no* stands between two differences."""
    units = [unit for between in islands for unit in between]
    return [unit.key for unit in units] in (["not"], ["no"])


_AUXILIARIES = frozenset(
    ("is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did")
)


_PARTING = frozenset((";", ":", ".", "?", "!", ",", "and", "but", "or"))
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
    if all(_is_one_for_one(draft) for draft in (first, last)):
        return False
    sides = (left[first.left : first.left_end], right[first.right : first.right_end])
    others = (right[last.right : last.right_end], left[last.left : last.left_end])
    return any(
        _is_derived(one.key, other.key)
        for before, behind in zip(sides, others, strict=True)
        for one in core(before)
        for other in core(behind)
    )


_FAR = 4
"""Words of weight that may stand between two forms of what is told twice."""

_ROOT = 4
"""Letters that a verb and its noun begin with alike: deliver, delivery."""


def _is_derived(one: str, other: str) -> bool:
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


def _is_one_for_one(draft: Draft) -> bool:
    return draft.left_end - draft.left == draft.right_end - draft.right == 1


def _replaces(left: Units, right: Units, draft: Draft) -> bool:
    """Whether words of weight stand for other words of weight."""
    return bool(
        core(left[draft.left : draft.left_end]) and core(right[draft.right : draft.right_end])
    )
