"""Sentences that were written anew: one replacement, with the facts that differ set apart."""

from collections.abc import Container, Iterator

from provtrack.classify.drafts import WIDEST, Draft, Units, judged, paired
from provtrack.classify.facts import LONG, Telling, is_vague
from provtrack.classify.pairs import judge
from provtrack.classify.runs import core
from provtrack.classify.sentences import Stretch
from provtrack.classify.vocabulary import Type
from provtrack.model import Kind, Significance

_LITTLE = 0.34
"""Share of the weighty words of a sentence that must be kept for its differences to be shown word
by word; tuned on the open split of tests/data/kinds*.toml together with LONG."""


def is_rewritten(gone: Units, new: Units, kept: float) -> bool:
    """Whether a sentence keeps too little for its differences to be shown word by word."""
    return min(len(core(gone)), len(core(new))) >= LONG and kept < _LITTLE


_TOLD = frozenset((Type.NUMBER, Type.DATE, Type.NAME))


def rewritten(
    left: Units,
    right: Units,
    stretch: Stretch,
    telling: Telling,
    sorts: Container[Type] = _TOLD,
) -> list[Draft]:
    """One replacement, with the figures, dates and names that differ set apart.

    What only one side tells stands in words that have no counterpart, and is not set apart.
    """
    pairs = _differing(left, right, stretch, telling, sorts)
    for echo in sorted(_echoes(left, right, stretch, sorts)):
        if all((echo[0] < i) == (echo[1] < j) and echo[0] != i and echo[1] != j for i, j in pairs):
            pairs.append(echo)
    result: list[Draft] = []
    done = (stretch.left, stretch.right)
    for i, j in sorted(pairs):
        part = _set_apart(left, right, i, j)
        if part is None:
            continue
        before = Stretch(done[0], part.left, done[1], part.right)
        result += [*_wording(left, right, before), part]
        done = (part.left_end, part.right_end)
    rest = Stretch(done[0], stretch.left_end, done[1], stretch.right_end)
    return [*result, *_wording(left, right, rest)]


def _differing(
    left: Units, right: Units, stretch: Stretch, telling: Telling, sorts: Container[Type]
) -> list[tuple[int, int]]:
    """Which facts of the one side, that the other does not tell, answer which of the other."""
    extents = ((stretch.left, stretch.left_end), (stretch.right, stretch.right_end))
    places = [
        [index for index in range(start, end) if side[index].type in sorts and index in alive]
        for side, (start, end), alive in zip((left, right), extents, telling.places, strict=True)
    ]
    told = [[side[i] for i in at] for side, at in zip((left, right), places, strict=True)]
    if len(told[0]) * len(told[1]) > WIDEST:
        return []
    return [
        (places[0][pair.left], places[1][pair.right])
        for pair in paired(told[0], told[1], Stretch(0, len(told[0]), 0, len(told[1])))
        if pair.left < pair.left_end and pair.right < pair.right_end
    ]


def _echoes(
    left: Units, right: Units, stretch: Stretch, sorts: Container[Type]
) -> Iterator[tuple[int, int]]:
    """Where the two write a fact that both tell, once each and not alike: 10 April, April 10."""
    ranges = (range(stretch.left, stretch.left_end), range(stretch.right, stretch.right_end))
    told: list[dict[str, list[int]]] = [{}, {}]
    for side, within, found in zip((left, right), ranges, told, strict=True):
        for index in within:
            if side[index].type in sorts and not is_vague(side[index]):
                found.setdefault(side[index].key, []).append(index)
    for key in told[0].keys() & told[1].keys():
        (i, *more), (j, *others) = told[0][key], told[1][key]
        if not more and not others and left[i].text.casefold() != right[j].text.casefold():
            yield i, j


def with_facts_apart(left: Units, right: Units, draft: Draft, telling: Telling) -> list[Draft]:
    """A replacement, cut where each of its sides tells a fact of one sort that the other does not.

    A word that both sides happen to have may stand between two such facts, and they are no pair
    then until what is around them has become one replacement.
    """
    if draft.firm or draft.verdict[0] is not Kind.WORDING:
        return [draft]
    stretch = Stretch(draft.left, draft.left_end, draft.right, draft.right_end)
    ranges = (range(draft.left, draft.left_end), range(draft.right, draft.right_end))
    sorts = [
        {side[index].type for index in within} & _TOLD
        for side, within in zip((left, right), ranges, strict=True)
    ]
    both = sorts[0] & sorts[1]
    if not both:
        return [draft]
    told = [
        {side[index].type for index in within if index in alive}
        for side, within, alive in zip((left, right), ranges, telling.places, strict=True)
    ]
    both &= told[0] & told[1]
    return rewritten(left, right, stretch, telling, both) if both else [draft]


def _wording(left: Units, right: Units, part: Stretch) -> Iterator[Draft]:
    """What stands between facts as one replacement, but for what both sides begin or end with."""
    part = _trimmed(left, right, part)
    if part.left < part.left_end or part.right < part.right_end:
        draft = judged(left, right, part)
        kind, significance = draft.verdict
        if (
            part.left < part.left_end
            and part.right < part.right_end
            and kind is not Kind.PUNCTUATION
        ):
            kind, significance = Kind.WORDING, Significance.SUBSTANTIVE
        yield draft._replace(verdict=(kind, significance), firm=True)


def _trimmed(left: Units, right: Units, part: Stretch) -> Stretch:
    most = min(part.left_end - part.left, part.right_end - part.right)
    start = end = 0
    while start < most and left[part.left + start].text == right[part.right + start].text:
        start += 1
    while (
        end < most - start
        and left[part.left_end - 1 - end].text == right[part.right_end - 1 - end].text
    ):
        end += 1
    return Stretch(part.left + start, part.left_end - end, part.right + start, part.right_end - end)


def _set_apart(left: Units, right: Units, i: int, j: int) -> Draft | None:
    """A pair of telling units that says something else, or the same in another form."""
    said = judge(left[i], right[j]) if left[i].text != right[j].text else None
    return Draft(i, i + 1, j, j + 1, said, firm=True) if said else None
