"""Which units of two passages answer each other, and the differences that this leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from provtrack.classify.lexicon import group
from provtrack.classify.order import reordered
from provtrack.classify.pairs import Verdict, is_inflected, judge
from provtrack.classify.sentences import Stretch, sentence_pairs
from provtrack.classify.units import Type, Unit
from provtrack.classify.verdicts import core, verdict
from provtrack.model import Kind, Significance

Units = Sequence[Unit]

_WIDEST = 1600
"""Cells of the table in which the units of one hunk are paired; a larger hunk stays whole. 40 words
a side are a long sentence."""

_DEEPEST = 400_000_000
"""Cells (units of the one side times units of the other) up to which a common subsequence is
sought; rapidfuzz keeps a bit a cell, here 50 MB. Beyond it the stretch is one replacement."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A difference in the making: units ``left:left_end`` against ``right:right_end``.

    ``firm`` ones stand on their own, the others may be joined with what is near them.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    verdict: Verdict
    firm: bool


def drafts(left: Units, right: Units) -> list[Draft]:
    """The differences of two passages, in order."""
    result: list[Draft] = []
    for stretch in sentence_pairs(left, right):
        result += _of_stretch(left, right, stretch)
    return result


def _of_stretch(left: Units, right: Units, stretch: Stretch) -> list[Draft]:
    gone, new = left[stretch.left : stretch.left_end], right[stretch.right : stretch.right_end]
    if not gone or not new:
        return [_draft(left, right, stretch)]
    if len(gone) * len(new) > _DEEPEST:
        return [_draft(left, right, stretch)]
    found: list[Draft] = []
    for hunk in _common(left, right, stretch):
        found += _resolved(left, right, hunk)
    if _is_rewritten(gone, new, stretch, found):
        return _rewritten(left, right, stretch)
    return _joined(left, right, _same_negation(left, right, _in_order(left, right, found)))


def _in_order(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, those that only change the order of words put together."""
    result: list[Draft] = []
    index = 0
    while index < len(found):
        move = reordered(left, right, found[index:])
        if move is None:
            result.append(found[index])
            index += 1
            continue
        count, said = move
        first, last = found[index], found[index + count - 1]
        spans = (first.left, last.left_end, first.right, last.right_end)
        result.append(Draft(*spans, said, firm=True))
        index += count
    return result


_NEAR = 4
"""Units between two differences that may be one change of how a negation is put."""


def _same_negation(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """A negation that only moved, put together: did not say anything, said nothing."""
    result: list[Draft] = []
    for draft in found:
        start = next(
            (i for i, first in enumerate(result) if _moves_negation(left, right, first, draft)),
            None,
        )
        if start is None:
            result.append(draft)
            continue
        if start and _touch(result[start - 1], result[start]) and not result[start - 1].firm:
            start -= 1  # the "did" of "did not say"
        spans = (result[start].left, draft.left_end, result[start].right, draft.right_end)
        result[start:] = [Draft(*spans, (Kind.WORDING, Significance.ACCIDENTAL), firm=True)]
    return result


def _moves_negation(left: Units, right: Units, first: Draft, last: Draft) -> bool:
    if not first.verdict[0] is last.verdict[0] is Kind.NEGATION:
        return False
    if last.left - first.left_end > _NEAR:
        return False
    gone = [*left[first.left : first.left_end], *left[last.left : last.left_end]]
    new = [*right[first.right : first.right_end], *right[last.right : last.right_end]]
    counts = [sum(unit.type is Type.NEGATION for unit in side) for side in (gone, new)]
    pronouns = {unit.key for unit in (*gone, *new)} & group("any")
    return bool(pronouns) and counts == [1, 1]


def _draft(left: Units, right: Units, hunk: Stretch) -> Draft:
    said, firm = verdict(left[hunk.left : hunk.left_end], right[hunk.right : hunk.right_end])
    return Draft(hunk.left, hunk.left_end, hunk.right, hunk.right_end, said, firm)


def _common(left: Units, right: Units, stretch: Stretch) -> Iterator[Stretch]:
    """Runs without a counterpart, and pairs of the same key that are written differently."""
    from rapidfuzz.distance import Indel

    numbers: dict[str, int] = {}
    keys = [
        [numbers.setdefault(unit.key, len(numbers)) for unit in side]
        for side in (
            left[stretch.left : stretch.left_end],
            right[stretch.right : stretch.right_end],
        )
    ]
    begun: Stretch | None = None
    for code in Indel.opcodes(*keys):
        here = Stretch(
            stretch.left + code.src_start,
            stretch.left + code.src_end,
            stretch.right + code.dest_start,
            stretch.right + code.dest_end,
        )
        if code.tag != "equal":
            begun = replace(here, left=begun.left, right=begun.right) if begun else here
            continue
        if begun:
            yield begun
            begun = None
        for i, j in zip(
            range(here.left, here.left_end), range(here.right, here.right_end), strict=True
        ):
            if left[i].text != right[j].text:
                yield Stretch(i, i + 1, j, j + 1)
    if begun:
        yield begun


def _resolved(left: Units, right: Units, hunk: Stretch) -> list[Draft]:
    """A hunk as one difference, or as several where some of its units answer each other."""
    whole = _draft(left, right, hunk)
    gone, new = left[hunk.left : hunk.left_end], right[hunk.right : hunk.right_end]
    if whole.firm or not gone or not new or len(gone) * len(new) > _WIDEST:
        return [whole]
    parts = [_draft(left, right, part) for part in _paired(gone, new, hunk)]
    grouped: list[Draft] = []
    for part in parts:
        if grouped and not part.firm and not grouped[-1].firm:
            last = grouped.pop()
            grouped.append(_draft(left, right, _span(last, part)))
        else:
            grouped.append(part)
    return grouped


def _span(first: Draft, last: Draft) -> Stretch:
    return Stretch(first.left, last.left_end, first.right, last.right_end)


def _paired(gone: Units, new: Units, hunk: Stretch) -> list[Stretch]:
    """The cheapest pairing of a hunk's units, in order (R. Wagner, M. Fischer, 1974)."""
    rows, columns = len(gone), len(new)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        cost[i][0] = cost[i - 1][0] + _alone(gone[i - 1])
    for j in range(1, columns + 1):
        cost[0][j] = cost[0][j - 1] + _alone(new[j - 1])
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            cost[i][j] = min(
                cost[i - 1][j] + _alone(gone[i - 1]),
                cost[i][j - 1] + _alone(new[j - 1]),
                cost[i - 1][j - 1] + _together(gone[i - 1], new[j - 1]),
            )
    parts: list[Stretch] = []
    i, j = rows, columns
    while i or j:
        before = (i, j)
        if i and j and cost[i][j] == cost[i - 1][j - 1] + _together(gone[i - 1], new[j - 1]):
            i, j = i - 1, j - 1
        elif i and cost[i][j] == cost[i - 1][j] + _alone(gone[i - 1]):
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


def _together(one: Unit, other: Unit) -> float:
    """What it costs that two units answer each other; below 1 for those of a kind."""
    if one.is_mark != other.is_mark or one.bracketed != other.bracketed:
        return 3.0
    if one.type in _TYPED or other.type in _TYPED:
        if _KIN.get(one.type, one.type) != _KIN.get(other.type, other.type):
            return 1.5 if judge(one, other) is None else 0.7
        return 0.5
    said = judge(one, other)
    if said:
        return 0.2 if said[1] is Significance.ACCIDENTAL else 0.5
    if is_inflected(one.key, other.key):
        return 0.4
    return 0.85 if one.weak == other.weak else 1.3


_LITTLE = 0.34
"""Share of the weighty words of a sentence that must be kept for its differences to be shown word
by word; tuned on the open split of tests/data/kinds*.toml together with _LONG."""

_LONG = 5
"""Weighty words of the shorter side from which a sentence can count as rewritten."""


def _is_rewritten(gone: Units, new: Units, first: Stretch, found: Sequence[Draft]) -> bool:
    weights = (len(core(gone)), len(core(new)))
    if min(weights) < _LONG:
        return False
    changed = {
        index
        for draft in found
        if not _is_kept(draft)
        for index in range(draft.left, draft.left_end)
    }
    kept = sum(
        not unit.weak and index not in changed for index, unit in enumerate(gone, first.left)
    )
    return kept / max(weights) < _LITTLE


def _is_kept(draft: Draft) -> bool:
    """Whether the two sides of a difference answer each other."""
    return draft.firm and draft.left < draft.left_end and draft.right < draft.right_end


def _is_lost(draft: Draft) -> bool:
    """Whether words are on one side only."""
    return draft.left == draft.left_end or draft.right == draft.right_end


_TOLD = frozenset((Type.NUMBER, Type.DATE, Type.NAME, Type.NEGATION))


def _rewritten(left: Units, right: Units, stretch: Stretch) -> list[Draft]:
    """One replacement, with the figures, dates, names and negations that differ set apart."""
    places = [
        [index for index in range(start, end) if side[index].type in _TOLD]
        for side, start, end in (
            (left, stretch.left, stretch.left_end),
            (right, stretch.right, stretch.right_end),
        )
    ]
    told = [[side[i] for i in at] for side, at in zip((left, right), places, strict=True)]
    result: list[Draft] = []
    done = (stretch.left, stretch.right)
    if len(told[0]) * len(told[1]) <= _WIDEST:
        for pair in _paired(told[0], told[1], Stretch(0, len(told[0]), 0, len(told[1]))):
            part = _set_apart(left, right, stretch, places, pair, done)
            if part is None:
                continue
            before = Stretch(done[0], part.left, done[1], part.right)
            result += [*_wording(left, right, before), part]
            done = (part.left_end, part.right_end)
    rest = Stretch(done[0], stretch.left_end, done[1], stretch.right_end)
    return [*result, *_wording(left, right, rest)]


def _wording(left: Units, right: Units, part: Stretch) -> Iterator[Draft]:
    if part.left < part.left_end or part.right < part.right_end:
        draft = _draft(left, right, part)
        kind, significance = draft.verdict
        if (
            part.left < part.left_end
            and part.right < part.right_end
            and kind is not Kind.PUNCTUATION
        ):
            kind, significance = Kind.WORDING, Significance.SUBSTANTIVE
        yield replace(draft, verdict=(kind, significance), firm=True)


def _set_apart(
    left: Units,
    right: Units,
    stretch: Stretch,
    places: Sequence[Sequence[int]],
    pair: Stretch,
    done: tuple[int, int],
) -> Draft | None:
    """A pair of telling units that says something else, or one that only one side has."""
    has = (pair.left < pair.left_end, pair.right < pair.right_end)
    if all(has):
        i, j = places[0][pair.left], places[1][pair.right]
        said = judge(left[i], right[j]) if left[i].text != right[j].text else None
        if said and said[1] is Significance.SUBSTANTIVE:
            return Draft(i, i + 1, j, j + 1, said, firm=True)
        return None
    side = 0 if has[0] else 1
    own, other = (left, right) if has[0] else (right, left)
    at = places[side][pair.left if has[0] else pair.right]
    kind = _ALONE.get(own[at].type)
    if kind is None or any(unit.key == own[at].key for unit in other):
        return None
    starts = (stretch.left, stretch.right)
    ends = (stretch.left_end, stretch.right_end)
    share = (at - starts[side]) / (ends[side] - starts[side])
    opposite = starts[1 - side] + round(share * (ends[1 - side] - starts[1 - side]))
    following = places[1 - side][(pair.right if has[0] else pair.left) :]
    opposite = min(max(opposite, done[1 - side]), *following[:1], ends[1 - side])
    spans = ((at, at + 1), (opposite, opposite)) if has[0] else ((opposite, opposite), (at, at + 1))
    return Draft(*spans[0], *spans[1], (kind, Significance.SUBSTANTIVE), firm=True)


_ALONE = {Type.NUMBER: Kind.NUMBER, Type.DATE: Kind.DATE, Type.NEGATION: Kind.NEGATION}
"""What is reported of a rewritten sentence when only one side has it; a name may have become a
pronoun."""


def _joined(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """Differences as a person would draw them: what belongs together is one."""
    result: list[Draft] = []
    for draft in found:
        if result and (_touch(result[-1], draft) or _in_one_note(left, right, result[-1], draft)):
            joined = _beside(left, right, result[-1], draft)
            if joined:
                result[-1] = joined
                continue
        result.append(draft)
    return _across_small_words(left, right, result)


def _touch(first: Draft, second: Draft) -> bool:
    return first.left_end == second.left and first.right_end == second.right


def _in_one_note(left: Units, right: Units, first: Draft, second: Draft) -> bool:
    """Whether nothing but the inside of a pair of brackets stands between, on one side."""
    if not first.verdict[0] is second.verdict[0] is Kind.INTERPOLATION:
        return False
    sides = (left[first.left : second.left_end], right[first.right : second.right_end])
    return any(side and all(unit.bracketed for unit in side) for side in sides)


_LIGHT = frozenset((Kind.PUNCTUATION, Kind.CASE))


def _is_light(draft: Draft) -> bool:
    return draft.verdict[0] in _LIGHT and draft.verdict[1] is Significance.ACCIDENTAL


def _beside(left: Units, right: Units, first: Draft, second: Draft) -> Draft | None:
    """Two neighbours as one, where the lighter follows from what stands beside it."""
    for heavy, light in ((first, second), (second, first)):
        if _gives_way(left, right, light, heavy):
            spans = (first.left, second.left_end, first.right, second.right_end)
            return Draft(*spans, heavy.verdict, heavy.firm)
    return None


def _gives_way(left: Units, right: Units, light: Draft, heavy: Draft) -> bool:
    """Whether the lighter of two neighbours is only a consequence of the heavier."""
    if light.verdict == heavy.verdict and light.verdict[0] is Kind.INTERPOLATION:
        return True
    if _is_light(heavy):
        return light.verdict == heavy.verdict or (
            _is_light(light) and heavy.verdict[0] is Kind.PUNCTUATION
        )
    if _is_light(light):
        follows = light.verdict[0] is Kind.PUNCTUATION or light.left >= heavy.left_end
        return follows and (not heavy.firm or (light.verdict[0] is Kind.CASE and _is_lost(heavy)))
    small = [*left[light.left : light.left_end], *right[light.right : light.right_end]]
    if light.firm or not heavy.firm or not _is_kept(heavy):
        return False
    beside = group("articles")
    if heavy.verdict[0] in (Kind.NUMBER, Kind.DATE):
        beside |= {"in", "on", "of", "at"}
    if heavy.verdict[0] is Kind.NUMBER and all(u.type is Type.QUANTITY for u in small):
        return True  # all three
    return all(unit.key in beside for unit in small)


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
    index = len(found) - 2
    while index > 0 and _is_light(found[index]):
        index -= 1
    first = found[index]
    replaced = [_replaces(left, right, draft) for draft in (first, last)]
    if first.firm or not any(replaced):
        return None
    if _is_one_for_one(first) and _is_one_for_one(last):
        return None  # she was tired, he was ill: two changes
    for one, other in pairwise(found[index:]):
        between = left[one.left_end : other.left]
        if len(between) > _ISLAND or core(between):
            return None
    whole = _draft(left, right, _span(first, last))
    return [*found[:index], replace(whole, firm=False)]


def _is_one_for_one(draft: Draft) -> bool:
    return draft.left_end - draft.left == draft.right_end - draft.right == 1


def _replaces(left: Units, right: Units, draft: Draft) -> bool:
    """Whether words of weight stand for other words of weight."""
    return bool(
        core(left[draft.left : draft.left_end]) and core(right[draft.right : draft.right_end])
    )
