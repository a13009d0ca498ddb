"""Which units of two passages answer each other, and the differences that this leaves."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, groupby, starmap
from operator import ne

from provtrack.classify.drafts import (
    WIDEST,
    Draft,
    Units,
    is_kept,
    is_lost,
    judged,
    paired,
    spanning,
)
from provtrack.classify.facts import Found, Telling, kept_share, settled
from provtrack.classify.inflection import is_inflected
from provtrack.classify.joining import joined_up
from provtrack.classify.lexicon import group
from provtrack.classify.measures import measured
from provtrack.classify.memory import of_runs
from provtrack.classify.negations import denies_alike, same_negation
from provtrack.classify.order import reordered, told
from provtrack.classify.pairs import are_opposites, judge
from provtrack.classify.rewriting import is_rewritten, rewritten, with_facts_apart
from provtrack.classify.runs import core
from provtrack.classify.sentences import Stretch, sentence_pairs
from provtrack.classify.strangers import nothing_ties
from provtrack.classify.subsequence import answerless, slid
from provtrack.classify.verdicts import residue
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind, Significance
from provtrack.text import texts_of

_DEEPEST = 400_000_000
"""Cells (units of the one side times units of the other) up to which a common subsequence is
sought; rapidfuzz keeps a bit a cell, here 50 MB. Beyond it the stretch is one replacement."""


def drafts(left: Units, right: Units, parts: Iterable[Stretch]) -> list[Draft]:
    """The differences of two passages, in order.

    Args:
        left: the units of the one.
        right: the units of the other.
        parts: which of them answer each other, in order; no difference reaches over an end.
    """
    telling = Telling(left, right)
    found = [
        _of_stretch(left, right, stretch.shifted(part.left, part.right), telling)
        for part in parts
        for stretch in sentence_pairs(
            left[part.left : part.left_end], right[part.right : part.right_end]
        )
    ]
    return settled(telling, found)


def _of_stretch(left: Units, right: Units, stretch: Stretch, telling: Telling) -> Found:
    gone, new = left[stretch.left : stretch.left_end], right[stretch.right : stretch.right_end]
    if not gone or not new or len(gone) * len(new) > _DEEPEST:
        return Found((judged(left, right, stretch),), 0.0)
    found: list[Draft] = []
    for hunk in _common(left, right, stretch):
        found += _resolved(left, right, hunk)
    kept = kept_share(left, right, stretch, found)
    if is_rewritten(gone, new, kept):
        return Found(tuple(rewritten(left, right, stretch, telling)), kept)
    counted = measured(left, right, found)
    ordered = same_negation(left, right, _in_order(left, right, counted))
    result = [
        part
        for draft in joined_up(left, right, stretch, ordered, kept)
        for part in with_facts_apart(left, right, draft, telling)
    ]
    return Found(tuple(result), kept)


def _in_order(left: Units, right: Units, found: Sequence[Draft]) -> list[Draft]:
    """The differences, those that only change the order of words put together."""
    result: list[Draft] = []
    words = [told(left, right, draft) for draft in found]
    index = 0
    while index < len(found):
        move = reordered(left, right, found[index:], words[index:])
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


def _common(left: Units, right: Units, stretch: Stretch) -> Iterator[Stretch]:
    """Runs without a counterpart, and pairs of the same key that are written differently."""
    at = (stretch.left, stretch.right)
    runs = slid(left, right, stretch, list(answerless(left, right, stretch)))
    for hunk in (*runs, None):
        end = hunk or Stretch(stretch.left_end, 0, stretch.right_end, 0)
        kept = (texts_of(left[at[0] : end.left]), texts_of(right[at[1] : end.right]))
        for step in compress(count(), starmap(ne, zip(*kept, strict=True))):
            i, j = at[0] + step, at[1] + step
            yield Stretch(i, i + 1, j, j + 1)
        if hunk:
            yield hunk
            at = (hunk.left_end, hunk.right_end)


def _resolved(left: Units, right: Units, hunk: Stretch) -> list[Draft]:
    """A hunk as one difference, or as several where some of its units answer each other."""
    gone, new = left[hunk.left : hunk.left_end], right[hunk.right : hunk.right_end]
    if nothing_ties(gone, new):
        return [Draft(*hunk, residue(gone, new), firm=False)]
    found = _resolution(gone, new)
    return [draft.shifted(hunk.left, hunk.right) for draft in found]


@of_runs
def _resolution(gone: Units, new: Units) -> list[Draft]:
    """The differences that two runs without anything in common make, from their beginning."""
    hunk = Stretch(0, len(gone), 0, len(new))
    whole = _idle_lost(gone, new, hunk) or judged(gone, new, hunk)
    if whole.firm or not gone or not new or len(gone) * len(new) > WIDEST:
        return [whole]
    if len(gone) == len(new) == 1 and gone[0].type is new[0].type is Type.WORD:
        return [whole]  # a word for a word, which nothing cuts
    if denies_alike(gone, new):
        return [whole]
    if _denies_in_other_words(gone, new):
        return [whole]
    parts = _reworded(gone, new, [judged(gone, new, part) for part in paired(gone, new, hunk)])
    result: list[Draft] = []
    for is_fact, members in groupby(parts, key=_is_fact):
        run = list(members)
        result += run if is_fact else _grouped(gone, new, run)
    return result


def _denies_in_other_words(gone: Units, new: Units) -> bool:
    """Whether a negating word stands in a replacement that has nothing else in common either.

    *Looked the other way*, *pretended not to see*: other words may deny as much as it does. A
    word that it is the opposite of, *refused* of *agreed*, or facts on either side are held against
    each other.
    """
    units = (*gone, *new)
    if not any(unit.type is Type.NEGATION for unit in units) or any(
        unit.type in _COMPARED for unit in units
    ):
        return False
    rest = [[u for u in core(side) if u.type is not Type.NEGATION] for side in (gone, new)]
    return (
        all(rest)
        and not any(
            are_opposites(one, other)
            for one in gone
            for other in new
            if not {one.key, other.key} & group("articles")
        )
        and not any(
            judge(one, other) or is_inflected(one.key, other.key)
            for one in rest[0]
            for other in rest[1]
        )
    )


_COMPARED = frozenset((Type.NUMBER, Type.DATE, Type.NAME, Type.MODAL))


def _reworded(gone: Units, new: Units, parts: Sequence[Draft]) -> list[Draft]:
    """The parts of a hunk, a modal word of one side not set apart from a verb that is another.

    *There can be no doubt* for *undoubtedly* changes no modality; *must go* for *goes* does.
    """
    result: list[Draft] = []
    for part in parts:
        last = result[-1] if result else None
        if last and last.verdict[0] is Kind.MODALITY and is_lost(last) and not part.firm:
            result[-1] = judged(gone, new, spanning(last, part))
        else:
            result.append(part)
    return result


def _idle_lost(left: Units, right: Units, hunk: Stretch) -> Draft | None:
    """The "no" of "no doubt" alone gained or lost: what is kept of the phrase says the contrary."""
    gone, new = left[hunk.left : hunk.left_end], right[hunk.right : hunk.right_end]
    if (gone and new) or not all(unit.key in group("negation") for unit in (*gone, *new)):
        return None
    verdict = (Kind.NEGATION, Significance.SUBSTANTIVE)
    return Draft(hunk.left, hunk.left_end, hunk.right, hunk.right_end, verdict, firm=True)


_FACTS = frozenset(
    (Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.ROMANISATION, Kind.ABBREVIATION, Kind.SPELLING)
)


def _is_fact(part: Draft) -> bool:
    """Whether a part of a hunk is what it is whatever stands beside it."""
    return is_kept(part) and part.verdict[0] in _FACTS


def _grouped(left: Units, right: Units, parts: Sequence[Draft]) -> list[Draft]:
    """Neighbouring parts as one difference where they make one, else by what each is."""
    whole = judged(left, right, spanning(parts[0], parts[-1]))
    if whole.firm:
        return [whole]
    grouped: list[Draft] = []
    for part in parts:
        if grouped and not part.firm and not grouped[-1].firm:
            last = grouped.pop()
            grouped.append(judged(left, right, spanning(last, part)))
        else:
            grouped.append(part)
    return grouped
