"""Two passages in, differences out."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from provtrack.classify.abbreviations import abbreviations as known_abbreviations
from provtrack.classify.abbreviations import ends_sentence
from provtrack.classify.drafts import Draft
from provtrack.classify.fitting import unit_pair
from provtrack.classify.hunks import drafts
from provtrack.classify.sentences import Stretch, between_equal
from provtrack.classify.units import Knowledge, Unit
from provtrack.model import Kind, Significance

if TYPE_CHECKING:
    from provtrack.names import Authority

_BREAK = "\n"
_FOR_BREAK = ("", " ", _BREAK)
"""What may stand on the other side of a paragraph break without being a difference."""


class Change(NamedTuple):
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
        read = [
            (part, texts, unit_pair(texts, self._knowledge))
            for part in _differing(left, right)
            for texts in [(left[part.left : part.left_end], right[part.right : part.right_end])]
        ]
        sides = [[unit for _, _, units in read for unit in units[side]] for side in (0, 1)]
        parts = _consecutive([units for _, _, units in read])
        found = iter(drafts(sides[0], sides[1], parts))
        ahead = next(found, None)
        result: list[Change] = []
        for (part, texts, units), run in zip(read, parts, strict=True):
            placer = _Placer(*texts, units)
            while ahead and ahead.left_end <= run.left_end and ahead.right_end <= run.right_end:
                placer.put(ahead.shifted(-run.left, -run.right))
                ahead = next(found, None)
            result += [_shifted(change, part) for change in placer.finish()]
        return result


def _consecutive(read: Sequence[tuple[Sequence[Unit], Sequence[Unit]]]) -> list[Stretch]:
    """Where the units of each part stand among the units of all parts."""
    result: list[Stretch] = []
    left = right = 0
    for units in read:
        result.append(Stretch(left, left + len(units[0]), right, right + len(units[1])))
        left, right = result[-1].left_end, result[-1].right_end
    return result


_SENTENCE_END = re.compile(r"[.!?][.!?\"”’»)\]]* (?=[\"“‘«(\[]?[^\W\d_a-z])")
"""What may end a sentence after a word: a mark, perhaps a quotation mark; a capital follows."""

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[)\]]?$")
_LONGEST_WORD = 30


def _differing(left: str, right: str) -> list[Stretch]:
    """The stretches of characters that hold the sentences in which the texts differ.

    What a word is depends on its own sentence alone, so that the others need not be looked into.
    """
    sides = (_sentences(left), _sentences(right))
    starts = [list(accumulate(map(len, side), initial=0)) for side in sides]
    return [
        Stretch(
            starts[0][part.left],
            starts[0][part.left_end],
            starts[1][part.right],
            starts[1][part.right_end],
        )
        for part in between_equal(*sides)
    ]


def _sentences(text: str) -> list[str]:
    """A text cut where surely a sentence ends, outside brackets; put together it is the text."""
    result: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        before = _WORD_BEFORE.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
        if before and ends_sentence(before[1]) and _is_closed(text[start : match.end()]):
            result.append(text[start : match.end()])
            start = match.end()
    result.append(text[start:])
    return result


def _is_closed(text: str) -> bool:
    """Whether no bracket reaches over the ends of a text."""
    return all(text.count(mark) == text.count(other) for mark, other in ("[]", "()"))


def _shifted(change: Change, by: Stretch) -> Change:
    (start, end), (other_start, other_end) = change.left, change.right
    left = (start + by.left, end + by.left)
    right = (other_start + by.right, other_end + by.right)
    return Change(change.kind, change.significance, left, right)


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
        ends = (self._units[0][left - 1].end, self._units[1][right - 1].end)
        done = self._done
        if self._texts[0][done[0] : ends[0]] == self._texts[1][done[1] : ends[1]]:
            self._done, self._at, self._after_change = ends, (left, right), False
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
        left = self._texts[0][self._done[0] : ends[0]]
        right = self._texts[1][self._done[1] : ends[1]]
        return (
            left == right
            or (left == _BREAK and right in _FOR_BREAK)
            or (right == _BREAK and left in _FOR_BREAK)
        )
