"""Which words of a passage became which, exactly: nothing is lost between the pieces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = re.compile(
    r"""
      \n                                                        # a paragraph break
    | (?:[^\W\u3040-\u30ff\u3400-\u9fff]|[\u0300-\u036f'’ʼ])+\s??(?:[^\S\n]*)   # a word
    | [^\s][^\S\n]*                                             # a mark, a Chinese character
    | [^\S\n]+                                                  # a space at the very start
    """,
    re.VERBOSE,
)

_NEAR = 1
"""Pieces between two changes that are one for a reader: “a few forty” for “of fourteen”."""

_SHARED = 0.34
"""Share of its words that a passage keeps at least, to be described by single changes; below it
was written anew."""


def pieces(passage: str) -> list[str]:
    """Words, marks and breaks, each with the space behind it; joined they are the passage."""
    return _PIECE.findall(passage)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Pieces of the one side, from 0 and exclusive the end, that became those of the other."""

    left: tuple[int, int]
    right: tuple[int, int]


def hunks(left: Sequence[str], right: Sequence[str]) -> list[Hunk]:
    """What has to be replaced to make the one sequence of pieces of the other, in order.

    Changes that almost touch are one, and so is everything when little was kept.
    """
    from rapidfuzz.distance import Indel

    found: list[Hunk] = []
    for code in Indel.opcodes(left, right):
        if code.tag == "equal":
            continue
        near = found and code.src_start - found[-1].left[1] <= _NEAR
        if near:
            first = found.pop()
            start, other_start = first.left[0], first.right[0]
        else:
            start, other_start = code.src_start, code.dest_start
        found.append(Hunk((start, code.src_end), (other_start, code.dest_end)))
    kept = len(left) - sum(hunk.left[1] - hunk.left[0] for hunk in found)
    if found and kept < _SHARED * max(len(left), len(right)):
        return [Hunk((0, len(left)), (0, len(right)))]
    return found
