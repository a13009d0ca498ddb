"""Blame: the version that a paragraph's present wording is from, and each of its words.

Moving a paragraph, cutting it in two, joining it with another or wrapping its lines anew changes no
word of it, so none of these is an origin.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from provtrack.history.values import Event, Group, Lineage, Version, Wording
from provtrack.text import tokenize


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a paragraph that follow each other and are from one wording.

    Attributes:
        start: characters into the paragraph, from 0.
        end: exclusive.
        text: what stands there.
        origin: the wording that had these words first.
    """

    start: int
    end: int
    text: str
    origin: Wording


@dataclass(frozen=True, slots=True)
class Blame:
    """Where a paragraph is from.

    Attributes:
        number: the paragraph's number in the last version.
        wording: how it reads.
        origin: the wording in which it got its present words.
        since: what only moved or regrouped it since, oldest first, without the origin itself.
        stretches: all its words; empty when not asked for.
    """

    number: int
    wording: Wording
    origin: Wording
    since: tuple[Wording, ...] = ()
    stretches: tuple[Stretch, ...] = ()


def blame(
    lineage: Lineage, numbers: Iterable[int] | None = None, *, by_word: bool = False
) -> tuple[Blame, ...]:
    """The origin of paragraphs of the last version.

    Args:
        lineage: of :func:`~provtrack.history.lineage.trace`.
        numbers: of the paragraphs, from 1; all by default.
        by_word: whether to find the origin of each word too.

    Raises:
        IndexError: there is no paragraph of that number.
    """
    current = lineage.current
    chosen = range(1, len(current) + 1) if numbers is None else tuple(numbers)
    wordings = [current[number - 1] for number in chosen]
    words = _origins_of_words(lineage.versions, wordings) if by_word else {}
    found = []
    for number, wording in zip(chosen, wordings, strict=True):
        origin, since = _origin(wording, lineage.versions)
        stretches = _stretches(wording, words[wording]) if by_word else ()
        found.append(Blame(number, wording, origin, since, stretches))
    return tuple(found)


def chain(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    """These wordings and all that they were made from, the oldest first."""
    found: set[Wording] = set()
    waiting = [*wordings]
    while waiting:
        wording = waiting.pop()
        if wording not in found:
            found.add(wording)
            waiting += wording.sources
    return tuple(sorted(found, key=lambda each: (each.version, each.number)))


def _origin(wording: Wording, versions: Sequence[Version]) -> tuple[Wording, tuple[Wording, ...]]:
    """The newest wording that changed words of this one, and those that only carried them."""
    origins: set[Wording] = set()
    carried: set[Wording] = set()
    seen: set[tuple[Wording, int, int]] = set()
    waiting = [(wording, 0, -1)]
    while waiting:
        piece = waiting.pop()
        if piece in seen:
            continue
        seen.add(piece)
        below = _carrying(piece, versions)
        (carried if below else origins).add(piece[0])
        waiting += below
    newest = max(origins, key=lambda each: (each.version, each.number))
    between = (each for each in carried - origins if each.version > newest.version)
    return newest, tuple(sorted(between, key=lambda each: each.version))


def _carrying(
    piece: tuple[Wording, int, int], versions: Sequence[Version]
) -> list[tuple[Wording, int, int]]:
    """The pieces that a piece was made of without a word being changed; none where one was.

    A piece is a wording and words of it, counted from 0 with an exclusive end, -1 for its last.
    """
    wording, start, end = piece
    if not wording.origins:
        return []
    if versions[wording.version].ignored:
        return [(each, 0, -1) for each in wording.sources]
    if len(wording.origins) > 1:
        return []
    group, place = wording.origins[0]
    if end < 0 and group.targets == (group.sources[0].text,) and len(group.sources) == 1:
        return [(group.sources[0], start, end)]
    if group.touches(place, start, end):
        return []
    if end < 0:
        end = len(group.target_words[place])
    below = []
    for run in group.kept(place):
        low, high = max(run.at, start), min(run.at + run.size, end)
        if low < high:
            source, shift = group.sources[run.source], run.source_at - run.at
            whole = low + shift == 0 and high + shift == len(group.source_words[run.source])
            below.append((source, low + shift, -1 if whole else high + shift))
    return below


def _origins_of_words(
    versions: Sequence[Version], wordings: Iterable[Wording]
) -> dict[Wording, list[Wording]]:
    """For each wording in the past of these, the wording that each of its words is from."""
    found: dict[Wording, list[Wording]] = {}
    for wording in chain(wordings):
        own: list[Wording | None] = [None] * len(_words(wording))
        for group, place in wording.origins:
            for run in group.kept(place):
                past = found[group.sources[run.source]]
                for k in range(run.size):
                    own[run.at + k] = own[run.at + k] or past[run.source_at + k]
            if versions[wording.version].ignored:
                _credit(group, place, own, found)
        found[wording] = [each or wording for each in own]
    return found


def _words(wording: Wording) -> list[str]:
    if wording.origins:
        group, place = wording.origins[0]
        return group.target_words[place]
    from provtrack.history.tokens import words

    return words(wording.text)


def _credit(
    group: Group,
    place: int,
    own: list[Wording | None],
    past: dict[Wording, list[Wording]],
) -> None:
    """Gives the words of a version that is to be ignored to the words that they stand for.

    Between two words that were kept, the k-th new one of n has the origin of the word at the same
    share of what stood there before; where nothing stood, that of the word before it.
    """
    kept = group.kept(place)
    runs = [(run.source, run.source_at, run.at, run.size) for run in kept]
    if not runs:
        return
    size = len(group.target_words[place])
    first, last = runs[0], runs[-1]
    edges = [
        (first[0], 0, 0, 0),
        *runs,
        (last[0], len(group.source_words[last[0]]), size, 0),
    ]
    for before, after in pairwise(edges):
        begin = before[2] + before[3]
        new = after[2] - begin
        start = before[1] + before[3]
        stop = after[1] if after[0] == before[0] else len(group.source_words[before[0]])
        origins = past[group.sources[before[0]]]
        for k in range(new):
            at = start + k * (stop - start) // new if stop > start else start - 1
            if 0 <= at < len(origins) and own[begin + k] is None:
                own[begin + k] = origins[at]


def _stretches(wording: Wording, origins: Sequence[Wording]) -> tuple[Stretch, ...]:
    tokens = tokenize(wording.text)
    found = []
    for _, run in groupby(zip(tokens, origins, strict=True), key=lambda pair: id(pair[1])):
        pairs = [*run]
        start, end = pairs[0][0].start, pairs[-1][0].end
        found.append(Stretch(start, end, wording.text[start:end], pairs[0][1]))
    return tuple(found)


def is_carried(wording: Wording) -> bool:
    """Whether it has the words that it had before, elsewhere or grouped otherwise."""
    return not {Event.BORN, Event.REWORDED} & {*wording.events}
