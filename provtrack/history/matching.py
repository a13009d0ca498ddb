"""Which paragraphs of a version answer which of the version before, and which words they kept.

Versions of one text differ in a few paragraphs, so the certain is settled first and in linear time:
paragraphs that read the same, then those between the same neighbours. What is left over goes to the
alignment engine, which is told nothing about order that it would have to unlearn.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import eq

from provtrack.history.common import common_head, common_tail
from provtrack.history.tokens import weight, words
from provtrack.history.values import Run

_PHRASE = 3
"""Words in a row; fewer are found in any two paragraphs of one language."""

_ALIKE = 0.4
"""Share of the shorter paragraph that has to be phrases of the other, both in the same place."""

_IN_PLACE = 0.3
"""The same for a paragraph that alone stands where one stood before, of all words in order."""

_ALMOST_ALL = 0.8
"""The same of its words in any order: more than two paragraphs of one language ever share."""

_CONTAINED = 0.6
"""The same for a piece that was cut off and put elsewhere."""

_ROOM = 500_000_000
"""Products of words; a longer stretch is the alignment engine's. To compare one takes an eighth of
it in bytes."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Paragraphs before and the ones that took their place; indices from 0, ascending.

    Attributes:
        moved: those of ``new`` that stand in another order than before.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Linked:
    """What became of the paragraphs of a version.

    Attributes:
        same: runs that read the same in the same order, ascending: where they begin before and
            after, and their length.
        bonds: all others that answer each other, by their first new paragraph.
        gone: those before that nothing answers, ascending.
        born: those after that answer nothing, ascending.
    """

    same: tuple[tuple[int, int, int], ...]
    bonds: tuple[Bond, ...]
    gone: tuple[int, ...]
    born: tuple[int, ...]


_Gap = tuple[list[int], list[int]]
"""What stands between the same two neighbours before and after; a side may be empty."""


def link(old: Sequence[str], new: Sequence[str]) -> Linked:
    """Links the paragraphs of a version to those of the version before.

    Every paragraph is in at most one run or bond; what is in none was deleted, or is new.

    Args:
        old: the version before.
        new: the version; of the same type.
    """
    same = _blocks(old, new)
    gaps = [*_gaps(same, (len(old), len(new)))]
    carried = _carried(old, new, gaps)
    bonds = [Bond((i,), (j,), frozenset([j])) for i, j in carried]
    if carried:
        taken = {i for i, _ in carried}, {j for _, j in carried}
        gaps = [
            ([i for i in gap[0] if i not in taken[0]], [j for j in gap[1] if j not in taken[1]])
            for gap in gaps
        ]
    bonds += _reworded(old, new, gaps)
    bonds.sort(key=lambda bond: bond.new)
    linked = {i for bond in bonds for i in bond.old}, {j for bond in bonds for j in bond.new}
    return Linked(
        tuple(same),
        tuple(bonds),
        tuple(i for gap in gaps for i in gap[0] if i not in linked[0]),
        tuple(j for gap in gaps for j in gap[1] if j not in linked[1]),
    )


def runs(sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> tuple[Run, ...]:
    """The words that targets have from sources, the longest common order first.

    Then, for what stands in another order than before, whole phrases.

    Args:
        sources: the words of each paragraph before.
        targets: the words of each paragraph after.
    """
    found = _ordered(_Words(sources), _Words(targets))
    covered: list[set[int]] = [set() for _ in targets]
    for run in found:
        covered[run.target].update(range(run.at, run.at + run.size))
    for place, own in enumerate(targets):
        if len(covered[place]) > len(own) - _PHRASE:
            continue
        rest = _Words(targets, [(place, k) for k in range(len(own)) if k not in covered[place]])
        used = {(run.source, run.source_at + k) for run in found for k in range(run.size)}
        free = [
            (source, k)
            for source, each in enumerate(sources)
            for k in range(len(each))
            if (source, k) not in used
        ]
        found += [run for run in _ordered(_Words(sources, free), rest) if run.size >= _PHRASE]
    return tuple(found)


class _Words:
    """Words of several paragraphs in one sequence, each with the place that it has."""

    def __init__(
        self, paragraphs: Sequence[Sequence[str]], places: list[tuple[int, int]] | None = None
    ) -> None:
        if places is None:
            places = [(place, k) for place, own in enumerate(paragraphs) for k in range(len(own))]
        self.places = places
        self.words = [paragraphs[place][k] for place, k in places]


def _ordered(sources: _Words, targets: _Words) -> list[Run]:
    """Runs in the longest common order, cut where a paragraph ends on either side."""
    found: list[Run] = []
    for first, second, size in _blocks(sources.words, targets.words):
        begin = 0
        for k in range(1, size + 1):
            here = sources.places[first + begin], targets.places[second + begin]
            length = k - begin
            is_end = k == size or (
                sources.places[first + k] != (here[0][0], here[0][1] + length)
                or targets.places[second + k] != (here[1][0], here[1][1] + length)
            )
            if is_end:
                found.append(Run(here[1][0], here[1][1], here[0][0], here[0][1], length))
                begin = k
    return found


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of equal members in the longest order that both sequences have."""
    limit = min(len(old), len(new))
    start = common_head(old, new, limit)
    tail = common_tail(old, new, limit - start)
    blocks = [(0, 0, start)] if start else []
    middle = old[start : len(old) - tail], new[start : len(new) - tail]
    common = {*middle[0]}.intersection(middle[1])
    if common:
        found = _in_order(middle, common)
        if found is None:
            from rapidfuzz.distance import LCSseq

            found = [
                (each.src_start, each.dest_start, each.src_end - each.src_start)
                for each in LCSseq.opcodes(*middle)
                if each.tag == "equal"
            ]
        blocks += [(i + start, j + start, size) for i, j, size in found]
    return [*blocks, (len(old) - tail, len(new) - tail, tail)] if tail else blocks


def _in_order(
    sides: tuple[Sequence[str], Sequence[str]], common: Collection[str]
) -> list[tuple[int, int, int]] | None:
    """The runs of equal members where what both sequences have stands in one order, the usual case.

    There is only one answer then, and no need to search for it; ``None`` where there may be more.
    """
    lefts, rights = ([k for k, each in enumerate(side) if each in common] for side in sides)
    if len(lefts) != len(rights):
        return None
    old, new = sides
    found: list[tuple[int, int, int]] = []
    begin, ends, size = (0, 0), (-1, -1), 0
    for i, j in zip(lefts, rights, strict=True):
        if old[i] != new[j]:
            return None
        if size and (i, j) == ends:
            size += 1
        else:
            if size:
                found.append((*begin, size))
            begin, size = (i, j), 1
        ends = i + 1, j + 1
    return [*found, (*begin, size)]


def _gaps(same: Sequence[tuple[int, int, int]], ends: tuple[int, int]) -> Iterator[_Gap]:
    """What stands between the runs of equal paragraphs."""
    at = 0, 0
    for i, j, size in [*same, (*ends, 0)]:
        if at != (i, j):
            yield [*range(at[0], i)], [*range(at[1], j)]
        at = i + size, j + size


def _carried(old: Sequence[str], new: Sequence[str], gaps: Sequence[_Gap]) -> list[tuple[int, int]]:
    """Paragraphs that were carried elsewhere as they are."""
    gone = {old[i] for gap in gaps for i in gap[0]}
    if gone.isdisjoint(new[j] for gap in gaps for j in gap[1]):
        return []
    places: dict[str, list[int]] = defaultdict(list)
    for gap in reversed(gaps):
        for i in reversed(gap[0]):
            places[old[i]].append(i)
    return [(places[new[j]].pop(), j) for gap in gaps for j in gap[1] if places.get(new[j])]


class _Side:
    """The paragraphs of a version as words without case, each cut when it is first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._words: dict[int, list[str]] = {}
        self._counts: dict[int, Counter[str]] = {}
        self._phrases: dict[int, set[tuple[str, ...]]] = {}

    def words(self, place: int) -> list[str]:
        if place not in self._words:
            self._words[place] = words(self.texts[place].casefold())
        return self._words[place]

    def size(self, place: int) -> int:
        """The weight of a paragraph."""
        return weight(self.words(place))

    def counts(self, place: int) -> "Counter[str]":
        """How often each word occurs."""
        if place not in self._counts:
            self._counts[place] = Counter(self.words(place))
        return self._counts[place]

    def phrases(self, place: int) -> set[tuple[str, ...]]:
        """All runs of words that are a phrase; of a shorter paragraph, all of it."""
        if place not in self._phrases:
            own = self.words(place)
            last = max(len(own) - _PHRASE, 0)
            self._phrases[place] = {tuple(own[k : k + _PHRASE]) for k in range(last + 1)}
        return self._phrases[place]


def _reworded(old: Sequence[str], new: Sequence[str], gaps: Sequence[_Gap]) -> list[Bond]:
    sides = _Side(old), _Side(new)
    cells: list[tuple[int, int]] = []
    for gap in gaps:
        if gap[0] and gap[1]:
            find = _aligned if _is_too_long(sides, gap) else _in_gap
            cells += find(sides, gap)
    free = [i for gap in gaps for i in gap[0]], [j for gap in gaps for j in gap[1]]
    if len(cells) == len(gaps) == len(free[0]) == len(free[1]):  # one for one, in its place
        return [Bond((i,), (j,)) for i, j in cells]
    for search in (_elsewhere, _cut_off):
        linked = {i for i, _ in cells}, {j for _, j in cells}
        left = (
            [i for i in free[0] if i not in linked[0]],
            [j for j in free[1] if j not in linked[1]],
        )
        if left[0] or left[1]:
            cells += search(sides, left, free)
    if not cells:
        return []
    from provtrack.align.links import group

    homes = [
        {place: number for number, gap in enumerate(gaps) for place in gap[side]} for side in (0, 1)
    ]
    rows, columns = ({place: k for k, place in enumerate(side)} for side in free)
    groups = group([(rows[i], columns[j]) for i, j in cells], len(rows), len(columns))
    bonds = []
    for left_places, right_places in groups:
        if left_places and right_places:
            before = tuple(free[0][k] for k in left_places)
            after = tuple(free[1][k] for k in right_places)
            near = {homes[0][i] for i in before}
            moved = frozenset(j for j in after if homes[1][j] not in near)
            bonds.append(Bond(before, after, moved))
    return bonds


def _is_too_long(sides: tuple[_Side, _Side], gap: _Gap) -> bool:
    """Whether what differs between the words of a gap, joined, is too long to compare."""
    lengths = [
        sum(len(side.texts[place]) for place in places)
        for side, places in zip(sides, gap, strict=True)
    ]
    if lengths[0] * lengths[1] <= _ROOM:  # there are not more words than characters
        return False
    old, new = (
        [word for place in places for word in side.words(place)]
        for side, places in zip(sides, gap, strict=True)
    )
    limit = min(len(old), len(new))
    head = common_head(old, new, limit)
    alike = head + common_tail(old, new, limit - head)
    return (len(old) - alike) * (len(new) - alike) > _ROOM


def _in_gap(sides: tuple[_Side, _Side], gap: _Gap) -> list[tuple[int, int]]:
    before, after = gap
    if len(before) == len(after) == 1:
        if _ends_alike(sides[0].texts[before[0]], sides[1].texts[after[0]]):
            return [(before[0], after[0])]
        if _is_word_for_word(sides[0].texts[before[0]], sides[1].texts[after[0]]):
            return [(before[0], after[0])]
        if _overlap(sides, before[0], after[0]) >= _ALMOST_ALL:
            return [(before[0], after[0])]
        share = _share(sides, before[0], after[0], phrases=False)
        return [(before[0], after[0])] if share >= _IN_PLACE else []
    lists = (
        [side.words(place) for place in places] for side, places in zip(sides, gap, strict=True)
    )
    sources, targets = lists
    evidence: Counter[tuple[int, int]] = Counter()
    for run in runs(sources, targets):
        whole = len(sources[run.source]), len(targets[run.target])
        if run.size >= _PHRASE or run.size in whole:
            kept = targets[run.target][run.at : run.at + run.size]
            evidence[run.source, run.target] += weight(kept)
    return [
        (before[i], after[j])
        for (i, j), shared in sorted(evidence.items(), key=lambda item: (-item[1], item[0]))
        if shared >= _ALIKE * min(sides[0].size(before[i]), sides[1].size(after[j]))
    ]


def _ends_alike(old: str, new: str) -> bool:
    """Whether paragraphs share half of the shorter one at their ends: that needs no words."""
    limit = min(len(old), len(new))
    head = common_head(old, new, limit)
    return 2 * (head + common_tail(old, new, limit - head)) >= limit


def _share(sides: tuple[_Side, _Side], i: int, j: int, *, phrases: bool) -> float:
    """How much of the shorter paragraph's weight the other has too, in order or in phrases."""
    one, other = sides[0].words(i), sides[1].words(j)
    shared = 0
    for run in runs([one], [other]):
        if run.size >= _PHRASE or not phrases:
            shared += weight(other[run.at : run.at + run.size])
    return shared / max(min(sides[0].size(i), sides[1].size(j)), 1)


def _may_share(sides: tuple[_Side, _Side], i: int, j: int, share: float) -> bool:
    """Whether two paragraphs have a phrase in common, and enough words in whatever order."""
    if sides[0].phrases(i).isdisjoint(sides[1].phrases(j)):
        return False
    return _overlap(sides, i, j) >= share


def _is_word_for_word(old: str, new: str) -> bool:
    """Whether almost all words stand where they stood, which is quick to see."""
    before, after = old.split(), new.split()
    if len(before) != len(after):
        return False
    kept = compress(before, map(eq, before, after))
    return len("".join(kept)) >= _ALMOST_ALL * min(len(old), len(new))


def _overlap(sides: tuple[_Side, _Side], i: int, j: int) -> float:
    """How much of the shorter paragraph's weight the other has too, in whatever order."""
    common = sides[0].counts(i) & sides[1].counts(j)
    shared = sum(len(word) * count for word, count in common.items())
    return shared / max(min(sides[0].size(i), sides[1].size(j)), 1)


def _elsewhere(
    sides: tuple[_Side, _Side],
    left: _Gap,
    _free: _Gap,
) -> list[tuple[int, int]]:
    """Paragraphs that nothing in their place answers: moved and reworded, or rewritten in place."""
    near = [(i, j) for i in left[0] for j in left[1] if _may_share(sides, i, j, _ALIKE)]
    if not near:
        return []
    sure = {(i, j): _share(sides, i, j, phrases=True) for i, j in near}
    pairs = [pair for pair in near if sure[pair] >= _CONTAINED]
    one_each = len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    if one_each and len(pairs) == len(near):
        return pairs
    return _aligned(sides, ([*left[0]], [*left[1]]))


def _aligned(sides: tuple[_Side, _Side], gap: _Gap) -> list[tuple[int, int]]:
    """What the alignment engine makes of paragraphs, as far as it is sure."""
    from provtrack.align import align
    from provtrack.model import Text

    texts = (
        Text("", tuple(side.texts[place] for place in places))
        for side, places in zip(sides, gap, strict=True)
    )
    return [
        (gap[0][i - 1], gap[1][j - 1])
        for found in align(*texts).links
        if found.left and found.right and not found.doubtful
        for i in found.left
        for j in found.right
    ]


def _cut_off(
    sides: tuple[_Side, _Side],
    left: _Gap,
    free: _Gap,
) -> list[tuple[int, int]]:
    """Pieces of a changed paragraph that stand elsewhere now, and paragraphs put into one."""
    pairs = [(i, j) for i in left[0] for j in free[1]] + [(i, j) for i in free[0] for j in left[1]]
    found = []
    for i, j in dict.fromkeys(pairs):
        piece = min(sides[0].size(i), sides[1].size(j))
        short = sides[0].words(i) if sides[0].size(i) == piece else sides[1].words(j)
        if len(short) > _PHRASE and _may_share(sides, i, j, _CONTAINED):
            share = _share(sides, i, j, phrases=True)
            if share >= _CONTAINED:
                found.append((share, i, j))
    best: dict[tuple[str, int], tuple[float, int, int]] = {}
    for each in sorted(found, reverse=True):
        _, i, j = each
        key = ("old", i) if i in left[0] else ("new", j)
        best.setdefault(key, each)
    return [(i, j) for _, i, j in best.values()]
