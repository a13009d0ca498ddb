"""Where in a passage a quotation stands, word by word.

Every part of the quotation is sought in turn, each after the one before: first to the letter, then
by the longest common subsequence of words (rapidfuzz's ``LCSseq``), from which the densest stretch
is taken. What a stretch is worth is measured in letters, so that a word spelled otherwise, or
written as two, counts for what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from provtrack.locate.quotation import Gap, Part
from provtrack.locate.words import Words

_STRAY = 0.6
"""What a word that only one side has counts against a word that both have, when the stretch of the
source is sought that is quoted."""

_LONG = 64
"""Words. rapidfuzz's best window is found fast up to here (a machine word), slowly beyond."""

_LIKELY = 50
"""rapidfuzz's score, from 0 to 100, of words in the middle that surely stand where it says."""

_BRACKETED = 12
"""Words of the source that a bracketed remark may stand for."""

_TRIES = 20
"""How many places the first words of an elided quotation are tried at."""

_WIDER = 3
"""Words at either end of a quotation that may stand in the place of others."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a quotation and what answers it in the source.

    Attributes:
        part: which of the quotation's parts, from 0.
        start: the source's first word that is quoted, in words of the passage, from 0.
        end: one after the last.
        matched: which words of the part the source has, as indexes into it; ascending.
        distance: letters of the part and of the stretch that the other has not (Indel distance).
    """

    part: int
    start: int
    end: int
    matched: tuple[int, ...]
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """A quotation laid on a passage.

    Attributes:
        parts: the parts of the reading that fits.
        stretches: in order; a part that is not there has none.
        score: from 0 to 1, the share of the letters of both that both have, in order; 1 exactly
            when the words are the same.
    """

    parts: tuple[Part, ...]
    stretches: tuple[Stretch, ...]
    score: float

    @property
    def exact(self) -> bool:
        """Whether no word differs."""
        return self.score == 1

    @property
    def missing_before(self) -> int:
        """How many words of the quotation stand before the first that the passage has."""
        if not self.stretches:
            return 0
        first = self.stretches[0]
        return _words(self.parts[: first.part]) + first.matched[0]

    @property
    def missing_after(self) -> int:
        """How many words of the quotation stand behind the last that the passage has."""
        if not self.stretches:
            return 0
        last = self.stretches[-1]
        return _words(self.parts[last.part :]) - last.matched[-1] - 1


def _words(parts: Sequence[Part]) -> int:
    return sum(len(part.words.keys) for part in parts)


def _letters(keys: Sequence[str]) -> int:
    return sum(map(len, keys))


class Passage:
    """The words of a run of paragraphs, ready to be searched.

    Args:
        paragraphs: the words of each.
    """

    def __init__(self, paragraphs: Sequence[Words]) -> None:
        self.paragraphs = tuple(paragraphs)
        self.keys = [key for each in paragraphs for key in each.keys]
        self._letters = "".join(self.keys)
        starts = [0, *accumulate(map(len, self.keys))]
        self._starts = starts
        self._words = {start: number for number, start in enumerate(starts)}

    def find(self, keys: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
        """The first words from ``start`` on, and before ``end``, that have just these letters.

        ``co-opt`` and ``coopt`` have the same letters.
        """
        letters = "".join(keys)
        limit = self._starts[end]
        found = self._letters.find(letters, self._starts[start], limit)
        while found >= 0:
            first, last = self._words.get(found), self._words.get(found + len(letters))
            if first is not None and last is not None:
                return first, last
            found = self._letters.find(letters, found + 1, limit)
        return None


def fit(readings: Sequence[tuple[Part, ...]], passage: Passage) -> Fit:
    """The reading of a quotation that suits a passage best, laid on it.

    Args:
        readings: of :class:`provtrack.locate.quotation.Quotation`; at least one.
        passage: where it may stand.
    """
    return max((_fit(parts, passage) for parts in readings), key=lambda each: each.score)


def _fit(parts: tuple[Part, ...], passage: Passage) -> Fit:
    stretches = _verbatim(parts, passage) or _alike(parts, passage)
    found = {each.part for each in stretches}
    distance = sum(each.distance for each in stretches)
    distance += sum(
        _letters(part.words.keys) for number, part in enumerate(parts) if number not in found
    )
    total = sum(_letters(part.words.keys) for part in parts)
    total += sum(_letters(passage.keys[each.start : each.end]) for each in stretches)
    return Fit(parts, tuple(stretches), 1 - distance / total)


def _verbatim(parts: tuple[Part, ...], passage: Passage) -> list[Stretch]:
    """All parts to the letter, as early as they go; empty when they do not stand so."""
    beginning = 0
    for _ in range(_TRIES):
        stretches: list[Stretch] = []
        at = beginning
        for number, part in enumerate(parts):
            found = passage.find(part.words.keys, at, _limit(part, number, at, passage))
            if found is None:
                break
            stretches.append(_same(number, part.words.keys, found))
            at = found[1]
        else:
            return stretches
        if not stretches:
            return []
        beginning = stretches[0].start + 1
    return []


def _same(number: int, keys: Sequence[str], place: tuple[int, int]) -> Stretch:
    return Stretch(number, *place, tuple(range(len(keys))))


def _limit(part: Part, number: int, at: int, passage: Passage) -> int:
    """How far into the passage a part may reach when the one before it ends at ``at``."""
    if part.gap is Gap.BRACKETS and number:
        return min(len(passage.keys), at + len(part.words.keys) + _BRACKETED)
    return len(passage.keys)


def _alike(parts: tuple[Part, ...], passage: Passage) -> list[Stretch]:
    """Each part after the one before it; one that is nowhere leaves its room to the next."""
    stretches: list[Stretch] = []
    at = 0
    for number, part in enumerate(parts):
        limit = _limit(part, len(stretches), at, passage)
        found = _one(number, part.words.keys, passage, at, limit)
        if found:
            stretches.append(found)
            at = found.end
    return stretches


def _one(
    number: int, keys: Sequence[str], passage: Passage, start: int, end: int
) -> Stretch | None:
    """The stretch between two places that is most like these words."""
    here = passage.keys[start:end]
    if not here:
        return None
    found = passage.find(keys, start, end)
    if found:
        return _same(number, keys, found)
    low, window = _window(keys, here)
    skipped, own = _window(here, keys)
    pairs = _densest(_pairs(own, window))
    if not pairs:
        return None
    pairs = [(skipped + i, j) for i, j in pairs]
    first, last = _edges(keys, window, pairs)
    matched = tuple(index for index, _ in pairs)
    distance = _distance(keys, window[first:last])
    return Stretch(number, start + low + first, start + low + last, matched, distance)


def _window(keys: Sequence[str], here: Sequence[str]) -> tuple[int, Sequence[str]]:
    """The part of a longer sequence that these words can stand in, and where it begins.

    Of many words those in the middle are sought.
    """
    margin = 4 + len(keys) // 4
    if len(here) <= len(keys) + margin:
        return 0, here
    from rapidfuzz import fuzz

    skipped = max(0, len(keys) - _LONG) // 2
    middle = keys[skipped : skipped + _LONG]
    found = fuzz.partial_ratio_alignment(*_as_characters(middle, here))
    if found is None or (found.score < _LIKELY and len(keys) > _LONG):
        return 0, here
    low = max(0, found.dest_start - skipped - margin)
    return low, here[low : found.dest_start - skipped + len(keys) + margin]


def _as_characters(left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
    """Two sequences of words as strings of one character a word, which compare faster."""
    codes: dict[str, str] = {}
    sides = [
        "".join([codes.setdefault(key, chr(_FIRST + len(codes))) for key in side])
        for side in (left, right)
    ]
    return sides[0], sides[1]


_FIRST = 0x10000
"""Above the surrogates, with room for a million words."""


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The words that both have, in order, as places on either side."""
    from rapidfuzz.distance import LCSseq

    return [
        (code.src_start + step, code.dest_start + step)
        for code in LCSseq.opcodes(*_as_characters(left, right))
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    ]


def _densest(pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The run of pairs with most words in common for the words of either side between them.

    The largest sum of a contiguous run (Bentley, Programming Pearls, column 8).
    """
    best, chosen = 0.0, (0, 0)
    here, start = 0.0, 0
    for index, (own, place) in enumerate(pairs):
        stray = place - pairs[index - 1][1] - 1 if index else 0
        stray = max(stray, own - pairs[index - 1][0] - 1) if index else 0
        if here - _STRAY * stray <= 0:
            here, start = 1.0, index
        else:
            here += 1 - _STRAY * stray
        if here > best:
            best, chosen = here, (start, index + 1)
    return pairs[chosen[0] : chosen[1]]


def _edges(
    keys: Sequence[str], window: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """Where the stretch begins and ends in the window.

    Words of the quotation before the first that both have, or after the last, are taken to stand
    in the place of as many words of the source.
    """
    before, first = pairs[0]
    last_key, last = pairs[-1]
    after = len(keys) - 1 - last_key
    start = max(0, first - min(before, _WIDER))
    return start, min(len(window), last + 1 + min(after, _WIDER))


def _distance(left: Sequence[str], right: Sequence[str]) -> int:
    from rapidfuzz.distance import Indel

    return int(Indel.distance("".join(left), "".join(right)))


def projected(left: Sequence[str], right: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The words of another version of a passage that answer a stretch of words.

    Args:
        left: the words of the one version.
        right: the words of the other.
        start: of the stretch, in words of ``left``.
        end: one after its last.

    Returns:
        The same in words of ``right``; an empty stretch where nothing answers it.
    """
    pairs = _pairs(left, right)
    before = [j for i, j in pairs if i < start]
    inside = [j for i, j in pairs if start <= i < end]
    after = [j for i, j in pairs if i >= end]
    low = before[-1] + 1 if before else 0
    high = after[0] if after else len(right)
    matched = {i for i, _ in pairs}
    if inside and start in matched:
        low = inside[0]
    if inside and end - 1 in matched:
        high = inside[-1] + 1
    return low, high
