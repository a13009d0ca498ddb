"""Two passages in, differences out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provtrack.classify.abbreviations import abbreviations as known_abbreviations
from provtrack.classify.drafts import Draft
from provtrack.classify.hunks import drafts
from provtrack.classify.units import Knowledge, Unit, unit_pair
from provtrack.model import Kind, Significance

if TYPE_CHECKING:
    from provtrack.names import Authority

_BREAK = "\n"
_FOR_BREAK = ("", " ", _BREAK)
"""What may stand on the other side of a paragraph break without being a difference."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ``left`` and ``right`` are start and end offsets in the two texts."""

    kind: Kind
    significance: Significance
    left: tuple[int, int]
    right: tuple[int, int]


class Reader:
    """Reads pairs of passages with what it knows of names, abbreviations and dates.

    Args:
        names: the authority file.
        abbreviations: a repository's own, added to the general ones.
        left_date: EDTF date of the document that the left text renders, ``""`` when not known.
        right_date: the same of the right text.
    """

    def __init__(
        self,
        *,
        names: "Authority | None" = None,
        abbreviations: Mapping[str, str] | None = None,
        left_date: str = "",
        right_date: str = "",
    ) -> None:
        known = known_abbreviations(tuple(sorted((abbreviations or {}).items())))
        self._knowledge = (
            Knowledge(known, names, left_date),
            Knowledge(known, names, right_date),
        )

    def changes(self, left: str, right: str) -> list[Change]:
        """The differences of two passages, in order, not overlapping.

        Between two of them, and around them, both texts read the same, apart from a line feed on
        one side that stands for a space or for nothing.
        """
        start, end = _differing(left, right)
        texts = (left[start : len(left) - end], right[start : len(right) - end])
        sides = unit_pair(texts, self._knowledge)
        placer = _Placer(*texts, sides)
        for draft in drafts(*sides):
            placer.put(draft)
        return [_shifted(change, start) for change in placer.finish()]


_SENTENCE_END = re.compile(r"[a-z]{4}[.!?] (?=[A-Z])")
"""A full stop that surely ends a sentence: not one of an initial or a short form."""


def _differing(left: str, right: str) -> tuple[int, int]:
    """How many characters at the start and at the end belong to sentences that read the same.

    What a word is depends on its own sentence alone, so these need not be looked into.
    """
    shared = _shared(left, right)
    ends = [match.end() for match in _SENTENCE_END.finditer(left, 0, min(shared + 1, len(left)))]
    start = next((at for at in reversed(ends) if at <= shared and _is_closed(left[:at])), 0)
    rest = (left[start:], right[start:])
    tail = _shared(rest[0][::-1], rest[1][::-1])
    own = rest[0]
    cuts = (match.end() for match in _SENTENCE_END.finditer(own, max(0, len(own) - tail)))
    cut = next((at for at in cuts if _is_closed(own[at:])), len(own))
    return start, len(own) - cut


def _shared(left: str, right: str) -> int:
    """How many characters two texts begin with alike, by halving."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _is_closed(text: str) -> bool:
    """Whether no bracket reaches over the ends of a text."""
    return all(text.count(mark) == text.count(other) for mark, other in ("[]", "()"))


def _shifted(change: Change, by: int) -> Change:
    (start, end), (other_start, other_end) = change.left, change.right
    places = ((start + by, end + by), (other_start + by, other_end + by))
    return replace(change, left=places[0], right=places[1])


class _Placer:
    """Turns runs of units into stretches of text, in order; white space goes where it differs."""

    def __init__(self, left: str, right: str, sides: tuple[Sequence[Unit], Sequence[Unit]]) -> None:
        self._texts = (left, right)
        self._units = sides
        self._changes: list[Change] = []
        self._at = (0, 0)  # units that are done
        self._done = (0, 0)  # characters that are done
        self._after_change = False

    def put(self, hunk: Draft) -> None:
        """The next change; what stands before it reads the same."""
        self._keep(hunk.left, hunk.right)
        ranges = ((hunk.left, hunk.left_end), (hunk.right, hunk.right_end))
        ends = [
            units[end - 1].end if start < end else done
            for units, (start, end), done in zip(self._units, ranges, self._done, strict=True)
        ]
        starts = self._done
        if hunk.left < hunk.left_end and hunk.right < hunk.right_end:
            first = (self._units[0][hunk.left].start, self._units[1][hunk.right].start)
            if self._same_gap(first):
                starts = first
                if self._is_same(first, (ends[0], ends[1])):
                    self._done, self._at = (ends[0], ends[1]), (hunk.left_end, hunk.right_end)
                    self._after_change = False
                    return
        self._changes.append(Change(*hunk.verdict, (starts[0], ends[0]), (starts[1], ends[1])))
        self._done = (ends[0], ends[1])
        self._at = (hunk.left_end, hunk.right_end)
        self._after_change = True

    def _is_same(self, starts: tuple[int, int], ends: tuple[int, int]) -> bool:
        """Whether the two sides read the same; what is around a word can set its key apart."""
        left, right = (
            text[start:end].replace(_BREAK, " ")
            for text, start, end in zip(self._texts, starts, ends, strict=True)
        )
        return left == right

    def finish(self) -> list[Change]:
        """All changes, those of white space included."""
        self._keep(len(self._units[0]), len(self._units[1]))
        self._gap((len(self._texts[0]), len(self._texts[1])))
        return self._changes

    def _keep(self, left: int, right: int) -> None:
        """Goes over units that read the same, up to these."""
        if self._at == (left, right):
            return
        pairs = zip(
            self._units[0][self._at[0] : left], self._units[1][self._at[1] : right], strict=True
        )
        for one, other in pairs:
            self._gap((one.start, other.start))
            self._done = (one.end, other.end)
            self._after_change = False
        self._at = (left, right)

    def _gap(self, ends: tuple[int, int]) -> None:
        """The white space up to these places; where it differs it belongs to the change before."""
        if self._same_gap(ends):
            return
        if self._after_change:
            last = self._changes.pop()
            left, right = (last.left[0], ends[0]), (last.right[0], ends[1])
            self._changes.append(Change(last.kind, last.significance, left, right))
        else:
            left, right = (self._done[0], ends[0]), (self._done[1], ends[1])
            self._changes.append(Change(Kind.PUNCTUATION, Significance.ACCIDENTAL, left, right))
        self._done = ends

    def _same_gap(self, ends: tuple[int, int]) -> bool:
        left, right = (
            text[start:end] for text, start, end in zip(self._texts, self._done, ends, strict=True)
        )
        return (
            left == right
            or (left == _BREAK and right in _FOR_BREAK)
            or (right == _BREAK and left in _FOR_BREAK)
        )
