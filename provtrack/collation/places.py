"""The word-level table of one passage: the differences of every witness laid over the lemma.

Each witness is held against the lemma alone; where the stretches of the lemma that they change
overlap, they make one place. No witness is looked at before another, so that their order cannot
matter, and the characters of a witness are only ever cut, so that none can be lost.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from provtrack.collation.values import Place, Reading
from provtrack.model import Edit, Kind, Significance
from provtrack.text import tokenize

_BREAK = "\n"

Slice = tuple[int, int]
"""Start and end of a stretch of characters."""

Slots = tuple[int, int]
"""First and last slot of a stretch of the lemma. Slot ``2 * t + 1`` is token ``t`` with the white
space behind it, slot ``2 * t`` the place before it, where something can be inserted."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What a witness has instead of some slots of the lemma; ``start`` is an offset in its text."""

    slots: Slots
    start: int
    kinds: tuple[Kind, ...]
    significance: Significance


class _Strand:
    """A witness cut up by the slots of the lemma.

    Args:
        own: its paragraphs, joined by line feeds.
        starts: by slot, where its text for that slot begins; one more for the end.
        changes: where it departs from the lemma, in order.
    """

    def __init__(self, own: str, starts: Iterable[int], changes: Sequence[_Change]) -> None:
        self._own = own
        self._starts = [0, *accumulate([*starts][1:-1], max), len(own)]
        self.changes = changes

    def stretch(self, slots: Slots) -> str:
        """Its text for a run of slots; all runs put together are the whole."""
        return self._own[self._starts[slots[0]] : self._starts[slots[1] + 1]]

    def changes_in(self, slots: Slots) -> list[_Change]:
        """Where it departs from the lemma there."""
        return [
            change
            for change in self.changes
            if change.slots[0] <= slots[1] and change.slots[1] >= slots[0]
        ]


class _Lemma:
    """The text that the others are held against."""

    def __init__(self, text: str) -> None:
        tokens = tokenize(text)
        self.text = text
        self.starts = [token.start for token in tokens]
        self.ends = [token.end for token in tokens]
        self.ink = _ink(text)
        self.before = [0, *accumulate(len(token.text) for token in tokens)]
        """By token, how many characters stand before it, white space apart."""
        self.last = 2 * len(tokens)

    def strand(self) -> _Strand:
        """The lemma's own text by its slots."""
        both = [start for start in self.starts for _ in range(2)]
        return _Strand(self.text, [*both, len(self.text), len(self.text)], ())

    def slots(self, start: int, end: int, own: str) -> Slots:
        """The slots of a stretch of characters, in whole tokens, for which a witness reads so."""
        first, after = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if first < after:
            return 2 * first + 1, 2 * after - 1
        if own.strip():
            return 2 * first, 2 * first
        # Only white space differs: it is told from the words on both sides.
        return max(2 * first - 1, 0), min(2 * first + 1, self.last)


_WORD = re.compile(r"\S+")


def _ink(text: str) -> list[int]:
    """The offsets of all characters that are not white space."""
    return [*chain.from_iterable(range(*match.span()) for match in _WORD.finditer(text))]


def _strand(lemma: _Lemma, own: str, edits: Iterable[tuple[Edit, Slice, Slice]]) -> _Strand:
    """A witness by the slots of the lemma, from where it differs."""
    ink = _ink(own)
    anchors = [(0, 0)]  # how many characters of both texts are accounted for, white space apart
    changes: list[_Change] = []
    for edit, (start, end), (own_start, own_end) in edits:
        slots = lemma.slots(start, end, own[own_start:own_end])
        # A token that is changed in part begins before the edit does.
        token = lemma.starts[slots[0] // 2] if slots[0] < lemma.last else start
        back = bisect_left(lemma.ink, start) - bisect_left(lemma.ink, min(token, start))
        first = max(bisect_left(ink, own_start) - back, 0)
        begin = ink[first] if first < len(ink) else len(own)
        change = _Change(slots, begin, (edit.kind,), edit.significance)
        changes.append(_joined(changes.pop(), change) if _meets(changes, slots) else change)
        anchors.append((bisect_left(lemma.ink, end), bisect_left(ink, own_end)))
    return _Strand(own, _starts(lemma, own, ink, changes, anchors), changes)


def _meets(changes: Sequence[_Change], slots: Slots) -> bool:
    return bool(changes) and changes[-1].slots[1] >= slots[0]


def _joined(first: _Change, second: _Change) -> _Change:
    return _Change(
        (min(first.slots[0], second.slots[0]), max(first.slots[1], second.slots[1])),
        min(first.start, second.start),
        _together(first.kinds, second.kinds),
        _weightier(first.significance, second.significance),
    )


def _together(*kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    if len(kinds) == 1:
        return kinds[0]
    found = {kind for some in kinds for kind in some}
    return tuple(kind for kind in Kind if kind in found)


def _weightier(*significances: Significance) -> Significance:
    return min(significances, key=_BY_WEIGHT.index)


_BY_WEIGHT = tuple(Significance)  # substantive comes first


def _starts(
    lemma: _Lemma,
    own: str,
    ink: Sequence[int],
    changes: Sequence[_Change],
    anchors: Sequence[tuple[int, int]],
) -> list[int]:
    """By slot, where the witness's text for it begins."""
    unknown = -1
    starts = [unknown] * (lemma.last + 1) + [len(own)]
    changed = {slot for each in changes for slot in range(each.slots[0], each.slots[1] + 1)}
    at = 0
    for token, count in enumerate(lemma.before[:-1]):
        while at + 1 < len(anchors) and anchors[at + 1][0] <= count:
            at += 1
        if 2 * token + 1 not in changed:
            index = anchors[at][1] + count - anchors[at][0]
            starts[2 * token + 1] = ink[index] if index < len(ink) else len(own)
    for change in changes:
        starts[change.slots[0]] = change.start
    for slot in range(lemma.last, -1, -1):
        if starts[slot] == unknown:
            starts[slot] = starts[slot + 1]
    return starts


Edits = Sequence[tuple[Edit, Slice, Slice]]
"""Where a witness differs from the lemma, with the places in both texts, in order."""


def places(
    size: int, lead: int, lemma_text: str, others: Mapping[int, tuple[str, Edits]]
) -> tuple[Place, ...]:
    """The columns of a passage's table.

    Args:
        size: how many witnesses the collation has.
        lead: the witness whose text is the lemma.
        lemma_text: its paragraphs, joined by line feeds.
        others: by witness, its paragraphs joined likewise, and its differences from the lemma.
    """
    lemma = _Lemma(lemma_text)
    strands = {lead: lemma.strand()} | {
        index: _strand(lemma, own, edits) for index, (own, edits) in others.items()
    }
    columns: list[tuple[Slots, Place]] = []
    for slots in _cut(lemma, [c.slots for each in strands.values() for c in each.changes]):
        place = _place(size, lead, strands, slots)
        if columns and _shares_words(columns[-1][1], place):
            slots = columns.pop()[0][0], slots[1]  # noqa: PLW2901  # the run that is left
            place = _place(size, lead, strands, slots)
        columns.append((slots, place))
    return tuple(place for _, place in columns if any(place.stretches))


def _cut(lemma: _Lemma, changed: Iterable[Slots]) -> Iterator[Slots]:
    """All slots of the lemma, changed ones in the smallest runs that break up no change."""
    done = -1
    runs: list[Slots] = []
    for slots in sorted(changed):
        if runs and slots[0] <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(runs[-1][1], slots[1])
        else:
            runs.append(slots)
    for run in runs:
        if done + 1 < run[0]:
            yield done + 1, run[0] - 1
        yield run
        done = run[1]
    if done < lemma.last:
        yield done + 1, lemma.last


def _place(size: int, lead: int, strands: Mapping[int, _Strand], slots: Slots) -> Place:
    stretches: list[str | None] = [None] * size
    changes: dict[int, list[_Change]] = {}
    for index, strand in strands.items():
        stretches[index] = strand.stretch(slots)
        changes[index] = strand.changes_in(slots)
    return Place(tuple(stretches), _readings(lead, stretches, changes))


def _readings(
    lead: int, stretches: Sequence[str | None], changes: Mapping[int, Sequence[_Change]]
) -> tuple[Reading, ...]:
    said: dict[str, list[int]] = {_reading(stretches[lead] or ""): []}
    for index, stretch in enumerate(stretches):
        if stretch is not None:
            said.setdefault(_reading(stretch), []).append(index)
    (lemma, agreeing), *others = said.items()
    return (
        Reading(lemma, tuple(agreeing)),
        *(
            _variant(text, who, [c for index in who for c in changes[index]])
            for text, who in others
        ),
    )


def _variant(text: str, witnesses: Sequence[int], changes: Sequence[_Change]) -> Reading:
    return Reading(
        text,
        tuple(witnesses),
        _together(*(change.kinds for change in changes)) or (Kind.WORDING,),
        _weightier(*(change.significance for change in changes))
        if changes
        else Significance.SUBSTANTIVE,
    )


def _reading(stretch: str) -> str:
    return stretch.strip().replace(_BREAK, " ")


def _shares_words(first: Place, second: Place) -> bool:
    """Whether an insertion has words that another witness has in the place beside it.

    ``the] the very B`` and ``quick] very fast C`` are one place, at which two witnesses share a
    word, and not two that hide it.
    """
    if not (first.varies and second.varies):
        return False
    for one, other in ((first, second), (second, first)):
        if one.lemma.text:
            continue
        inserted = {word for each in one.readings[1:] for word in each.text.split()}
        for reading in other.readings[1:]:
            if set(reading.witnesses) & set(one.lemma.witnesses) and inserted.intersection(
                reading.text.split()
            ):
                return True
    return False
