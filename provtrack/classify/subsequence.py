"""What two sentences share, word for word, and so what only one of them has.

The longest common subsequence that is sought weighs words, so that *received* is kept rather than
a comma and an *at*. It does not care whether of *the bell and the clock rang* against *the clock
rang* the words *the bell and* are gone or *bell and the*; a reader does.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, pairwise
from operator import ne

from provtrack.classify.sentences import Stretch
from provtrack.classify.units import Unit

Units = Sequence[Unit]

_HEAVY, _WEAK, _MARK = 4, 2, 1
"""What units weigh."""

_WEIGHED = 4_000_000
"""Cells (units of one side times units of the other) up to which units are weighed; beyond it they
count alike, which takes a sixteenth of the memory."""


def answerless(left: Units, right: Units, stretch: Stretch) -> Iterator[Stretch]:
    """The runs of units that no unit of the same key answers, in order."""
    gone, new = left[stretch.left : stretch.left_end], right[stretch.right : stretch.right_end]
    begin, start = stretch.left, stretch.right
    keys = ([unit.key for unit in gone], [unit.key for unit in new])
    begun, ended = _alike(*keys)
    ends = (len(gone) - ended, len(new) - ended)
    pairs = _answering((gone, new), keys, begun, ends) if begun < min(ends) else ()
    i = j = begun
    for place, other in (*pairs, ends):
        if place > i or other > j:
            yield Stretch(begin + i, begin + place, start + j, start + other)
        i, j = place + 1, other + 1


def _answering(
    units: tuple[Units, Units],
    keys: tuple[Sequence[str], Sequence[str]],
    begun: int,
    ends: tuple[int, int],
) -> Iterator[tuple[int, int]]:
    """Pairs of places with the same key, in order, of the greatest weight together.

    A unit becomes as many symbols as it weighs, which only its own key has; the last one tells
    whether it is kept. Of the keys that one side alone has all are one symbol, being no other's.
    """
    from rapidfuzz.distance import Indel

    # Weighed as the whole is: what is alike at the ends changes nothing but the time.
    weighs = len(units[0]) * len(units[1]) <= _WEIGHED
    own = [side[begun:end] for side, end in zip(keys, ends, strict=True)]
    shared = _symbols({*own[0]}.intersection(own[1]))
    symbols: list[str] = []
    owners: list[list[int]] = []
    for side, mine, end, alone in zip(units, own, ends, _ALONE, strict=True):
        weights = [_weight(unit) for unit in side[begun:end]] if weighs else [1] * len(mine)
        words = [shared.get(key, alone)[:weight] for key, weight in zip(mine, weights, strict=True)]
        places: list[int] = []
        for place, weight in enumerate(weights, begun):
            places += _BEFORE_LAST[: weight - 1]
            places.append(place)
        symbols.append("".join(words))
        owners.append(places)
    for code in Indel.opcodes(*symbols):
        if code.tag == "equal":
            places = owners[0][code.src_start : code.src_end]
            others = owners[1][code.dest_start : code.dest_end]
            for place, other in zip(places, others, strict=True):
                if place >= 0 and other >= 0:
                    yield place, other


_ALONE = tuple(chr(side) * _HEAVY for side in (0, 1))
"""The symbols of whatever only the one side has, and of what only the other has."""

_BEFORE_LAST = [-1] * _HEAVY


def _symbols(keys: Iterable[str]) -> dict[str, str]:
    """For each key as many characters as a unit weighs at most, which no other key has."""
    return {
        key: "".join(map(chr, range(start, start + _HEAVY)))
        for start, key in zip(count(len(_ALONE), _HEAVY), keys, strict=False)
    }


def _alike(gone: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many keys two runs have in common at their beginning, and then at their end."""
    most = min(len(gone), len(new))
    begun = next(compress(count(), map(ne, gone, new)), most)
    ended = next(compress(count(), map(ne, reversed(gone), reversed(new))), most)
    return begun, min(ended, most - begun)


def _weight(unit: Unit) -> int:
    return _HEAVY if not unit.weak else _MARK if unit.is_mark else _WEAK


def slid(left: Units, right: Units, stretch: Stretch, runs: Sequence[Stretch]) -> list[Stretch]:
    """The runs of a stretch, those of one side where they read best, in one where they can be."""
    result: list[Stretch] = []
    start = Stretch(stretch.left, stretch.left, stretch.right, stretch.right)
    end = Stretch(stretch.left_end, stretch.left_end, stretch.right_end, stretch.right_end)
    for run, following in pairwise((*runs, end)):
        last = result[-1] if result else start
        here = run if _sides(run) == _BOTH else _best(left, right, run, last, following)
        if result and _touch(last, here):
            result[-1] = Stretch(last.left, here.left_end, last.right, here.right_end)
        else:
            result.append(here)
    return result


def _best(left: Units, right: Units, run: Stretch, last: Stretch, following: Stretch) -> Stretch:
    """A run of one side at the place where it reads best, or touches another run of that side."""
    is_left = run.left < run.left_end
    side = left if is_left else right
    start, end = (run.left, run.left_end) if is_left else (run.right, run.right_end)
    back = forth = 0
    while (
        run.left - back > last.left_end and side[start - back - 1].key == side[end - back - 1].key
    ):
        back += 1
    while (
        run.left_end + forth < following.left and side[end + forth].key == side[start + forth].key
    ):
        forth += 1

    def quality(step: int) -> tuple[bool, bool, bool, bool]:
        moved = run.shifted(step, step)
        joins = (_touch(last, moved) and _sides(last) == _sides(run)) or (
            _touch(moved, following) and _sides(following) == _sides(run)
        )
        units = side[start + step : end + step]
        return joins, not units[-1].weak, units[0].weak, step == 0

    step = max(range(-back, forth + 1), key=quality)
    return run.shifted(step, step)


_BOTH = (True, True)


def _sides(run: Stretch) -> tuple[bool, bool]:
    """Which of the two sides a run has units of."""
    return run.left < run.left_end, run.right < run.right_end


def _touch(first: Stretch, second: Stretch) -> bool:
    return first.left_end == second.left and first.right_end == second.right
