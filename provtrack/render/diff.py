"""A unified diff that turns the left text into the right one, for ``patch`` and ``git apply``.

Its lines are those of a variant file: one paragraph a line, a blank line between. Paragraphs are
held against each other as the alignment links them, not as equal lines happen to fall.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from provtrack.errors import ProvtrackError
from provtrack.model import Comparison, Text
from provtrack.refs import RecordRef, parse
from provtrack.render.order import steps
from provtrack.render.whole import require_whole
from provtrack.text import visible

_CONTEXT = 3
"""Lines of context, as ``diff -u`` has."""


@dataclass(frozen=True, slots=True)
class _Line:
    """``sign`` is a space, ``-`` or ``+``; the counts are lines of both files before it."""

    sign: str
    content: str
    left: int
    right: int


def comparison(value: Comparison) -> str | bytes:
    """The diff; nothing for two texts that read the same.

    Returns:
        Bytes when the texts hold characters that a terminal would obey: a patch cannot show them
        in another form, and bytes are never written to a terminal.

    Raises:
        ProvtrackError: the comparison was filtered.
    """
    require_whole(value, "a diff")
    lines = [*_lines(value)]
    hunks = "".join(_hunk(lines[start:end]) for start, end in _ranges(lines))
    if not hunks:
        return ""
    name = _file_name(value.left)
    head = f"provtrack compare {visible(value.left.ref)} {visible(value.right.ref)}\n"
    diff = f"{head}--- a/{name}\n+++ b/{name}\n{hunks}"
    return diff if diff == visible(diff) else diff.encode("utf-8", "surrogatepass")


def _file_name(text: Text) -> str:
    """The file that the diff is to be applied to, as a path from the root of the repository."""
    try:
        parsed = parse(text.ref)
    except ProvtrackError:
        return visible(text.ref)
    if isinstance(parsed, RecordRef):
        return f"records/{parsed.record}/{parsed.variant}.txt"
    return visible(parsed.path.lstrip("/").removeprefix("./"))


def _lines(value: Comparison) -> Iterator[_Line]:
    """All lines of both files; a paragraph's number says which line it is on."""
    left, right = 2 * (value.left.first - 1), 2 * (value.right.first - 1)
    ends = value.left.numbers.stop - 1, value.right.numbers.stop - 1
    for step in steps(value):
        gone = _file(value.left, step.left, ends[0])
        new = _file(value.right, step.right, ends[1])
        before, after = _common(gone, new)
        for content in gone[:before]:
            yield _Line(" ", content, left, right)
            left, right = left + 1, right + 1
        for content in gone[before : len(gone) - after]:
            yield _Line("-", content, left, right)
            left += 1
        for content in new[before : len(new) - after]:
            yield _Line("+", content, left, right)
            right += 1
        for content in gone[len(gone) - after :]:
            yield _Line(" ", content, left, right)
            left, right = left + 1, right + 1


def _file(text: Text, numbers: Sequence[int], last: int) -> list[str]:
    """The lines of some paragraphs, with the blank line behind each but the last of the text."""
    return [
        line for number in numbers for line in (text.paragraph(number), *[""] * (number != last))
    ]


def _common(gone: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines both begin with, and how many they end with."""
    shorter = min(len(gone), len(new))
    before = 0
    while before < shorter and gone[before] == new[before]:
        before += 1
    after = 0
    while after < shorter - before and gone[-1 - after] == new[-1 - after]:
        after += 1
    return before, after


def _ranges(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Runs of changed lines with their context; runs whose contexts meet are one."""
    changed = [index for index, line in enumerate(lines) if line.sign != " "]
    if not changed:
        return
    start = changed[0]
    for one, other in pairwise(changed):
        if other - one > 2 * _CONTEXT + 1:
            yield max(start - _CONTEXT, 0), one + 1 + _CONTEXT
            start = other
    yield max(start - _CONTEXT, 0), min(changed[-1] + 1 + _CONTEXT, len(lines))


def _hunk(lines: Sequence[_Line]) -> str:
    first = lines[0]
    sizes = [sum(line.sign in signs for line in lines) for signs in (" -", " +")]
    starts = [
        before + (size > 0)  # an empty side is named by the line before it
        for before, size in zip((first.left, first.right), sizes, strict=True)
    ]
    places = [
        f"{start}" if size == 1 else f"{start},{size}"
        for start, size in zip(starts, sizes, strict=True)
    ]
    body = "".join(f"{line.sign}{line.content}\n" for line in lines)
    return f"@@ -{places[0]} +{places[1]} @@\n{body}"
