"""Which paragraphs of a text became which of its next version, in the order of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from provtrack.ledger.placing import BREAK
from provtrack.ledger.words import hunks, pieces
from provtrack.model import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring paragraphs of the one text that became those of the other.

    Attributes:
        left: indices from 0 of the text before; empty for inserted paragraphs.
        right: likewise of the text after; empty for deleted ones.
    """

    left: slice
    right: slice

    def differences(
        self, before: Sequence[str], after: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        """The words that differ, ``(old, new)`` each, with a line feed between paragraphs."""
        old, new = before[self.left], after[self.right]
        if old == new:
            return ()
        if not old or not new:
            return ((BREAK.join(old), BREAK.join(new)),)
        left, right = pieces(BREAK.join(old)), pieces(BREAK.join(new))
        return tuple(
            (
                "".join(left[slice(*hunk.left)]).strip(" "),
                "".join(right[slice(*hunk.right)]).strip(" "),
            )
            for hunk in hunks(left, right)
        )


def passages(before: Sequence[str], after: Sequence[str]) -> list[Passage]:
    """Both texts cut into passages that answer each other, in the order of both.

    Every paragraph of either text is in exactly one of them. A paragraph that moved is a deletion
    at the one place and an insertion at the other.
    """
    found: list[Passage] = []
    # What reads the same in the same order needs no engine, and mostly leaves single paragraphs.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(range(i1, i2), range(j1, j2), strict=True)
            found += [_passage(i, i + 1, j, j + 1) for i, j in pairs]
        else:
            found += [
                _passage(i1 + left, i1 + left_end, j1 + right, j1 + right_end)
                for left, left_end, right, right_end in _paired(before[i1:i2], after[j1:j2])
            ]
    return found


def _passage(i1: int, i2: int, j1: int, j2: int) -> Passage:
    return Passage(slice(i1, i2), slice(j1, j2))


_Runs = tuple[int, int, int, int]


def _paired(left: Sequence[str], right: Sequence[str]) -> Iterator[_Runs]:
    if not left or not right:
        yield from _alone(0, len(left), 0, len(right))
        return
    if len(left) == len(right) == 1:
        yield 0, 1, 0, 1
        return
    from provtrack.align import align

    alignment = align(Text("", tuple(left)), Text("", tuple(right)))
    i = j = 0
    for link in alignment.links:
        if link.moved or not link.left or not link.right:
            continue
        runs = (link.left[0] - 1, link.left[-1], link.right[0] - 1, link.right[-1])
        if not _is_next(runs, link.left, link.right, i, j):
            continue
        yield from _alone(i, runs[0], j, runs[2])
        yield runs
        i, j = runs[1], runs[3]
    yield from _alone(i, len(left), j, len(right))


def _is_next(runs: _Runs, lefts: Sequence[int], rights: Sequence[int], i: int, j: int) -> bool:
    """Whether a link joins runs without a gap, after the paragraphs that are done."""
    i1, i2, j1, j2 = runs
    return i1 >= i and j1 >= j and i2 - i1 == len(lefts) and j2 - j1 == len(rights)


def _alone(i1: int, i2: int, j1: int, j2: int) -> Iterator[_Runs]:
    """Deleted paragraphs one by one, and inserted ones together."""
    for i in range(i1, i2):
        yield i, i + 1, j1, j1
    if j1 < j2:
        yield i2, i2, j1, j2
