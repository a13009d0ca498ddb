"""A variant's file with corrected paragraphs, everything else as it stood."""

import re
from collections import Counter

from provtrack.ledger.placing import Applied
from provtrack.text import clean, join_paragraphs

_LINE_END = re.compile(r"(\r\n|[\n\r\f\v\x85\u2028\u2029])")


def rewrite(source: str, applied: Applied) -> str:
    """The file's new content.

    Args:
        source: the file's content, in whatever form it has: its own line ends, odd spaces, no
            blank lines between; its paragraphs are those of the state before.
        applied: the state after.

    Returns:
        Paragraphs that no entry touched with every character they had, and with what stood
        between them. A file in stored form stays in stored form.
    """
    opening, lines, gaps = _parted(source)
    if not lines:
        return join_paragraphs(applied.paragraphs)
    usual = _usual_gap(gaps[:-1], source)
    parts = [opening]
    last: int | None = None
    for place, (paragraph, descent) in enumerate(
        zip(applied.paragraphs, applied.descents, strict=True)
    ):
        source_number = descent.sources[0] if len(descent.sources) == 1 else None
        if place:
            follows = last is not None and source_number == last + 1
            parts.append(gaps[last - 1] if follows and last is not None else usual)
        untouched = source_number is not None and not descent.entries
        parts.append(lines[source_number - 1] if untouched and source_number else paragraph)
        last = source_number
    return "".join([*parts, gaps[-1]])


def _parted(source: str) -> tuple[str, list[str], list[str]]:
    """What stands before the first paragraph, the lines with words, and what follows each."""
    pieces = _LINE_END.split(source)
    opening, lines, gaps = "", [], list[str]()
    for place, piece in enumerate(pieces):
        if place % 2 == 0 and clean(piece):
            lines.append(piece)
            gaps.append("")
        elif gaps:
            gaps[-1] += piece
        else:
            opening += piece
    return opening, lines, gaps


def _usual_gap(gaps: list[str], source: str) -> str:
    """What parts most paragraphs; one blank line where there are none to see it by."""
    if gaps:
        return Counter(gaps).most_common(1)[0][0]
    found = _LINE_END.search(source)
    return 2 * (found[0] if found else "\n")
