"""Which units of two passages answer each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provtrack.classify.units import Unit


@dataclass(frozen=True, slots=True)
class Hunk:
    """Units ``left:left_end`` of one side stand where ``right:right_end`` stand on the other."""

    left: int
    left_end: int
    right: int
    right_end: int


def align(left: Sequence[Unit], right: Sequence[Unit]) -> list[Hunk]:
    """The runs of units that have no counterpart, and the pairs that are written differently."""
    from rapidfuzz.distance import Indel

    numbers: dict[str, int] = {}
    keys = [[numbers.setdefault(unit.key, len(numbers)) for unit in side] for side in (left, right)]
    opcodes = Indel.opcodes(*keys)
    hunks: list[Hunk] = []
    open_hunk: Hunk | None = None
    for code in opcodes:
        if code.tag == "equal":
            if open_hunk:
                hunks.append(open_hunk)
                open_hunk = None
            hunks += _rewritten(left, right, code.src_start, code.src_end, code.dest_start)
        elif open_hunk:
            open_hunk = Hunk(open_hunk.left, code.src_end, open_hunk.right, code.dest_end)
        else:
            open_hunk = Hunk(code.src_start, code.src_end, code.dest_start, code.dest_end)
    if open_hunk:
        hunks.append(open_hunk)
    return hunks


def _rewritten(
    left: Sequence[Unit], right: Sequence[Unit], start: int, end: int, other: int
) -> Iterator[Hunk]:
    for i, j in zip(range(start, end), range(other, other + end - start), strict=True):
        if left[i].text != right[j].text:
            yield Hunk(i, i + 1, j, j + 1)
