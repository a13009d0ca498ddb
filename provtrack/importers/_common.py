"""What every importer may use: the blocks of a file and where they stood."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from provtrack.errors import ProvtrackError
from provtrack.text import clean

QUOTING_STYLE = re.compile(
    r"quot|block ?text|zitat|citation|citat|cytat|цитат|인용|引用", re.IGNORECASE
)
"""What the style of a block quotation is called, which programs translate and people invent."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit of a file.

    Attributes:
        text: its words, as :func:`provtrack.text.clean` leaves them; never empty.
        place: where it stands, for the user: ``"line 12"``, ``"element 3"``.
        gap: blank lines before it; 0 where the format has no such thing.
        role: what the markup says that it is (``"title"``, ``"abstract"`` ...), or ``""``.
        why: the reason, where the importer has left it out already.
        quoted: whether the markup sets it apart as a quotation.
    """

    text: str
    place: str
    gap: int = 0
    role: str = ""
    why: str = ""
    quoted: bool = False


def quoted_among(blocks: Iterable[Block]) -> frozenset[int]:
    """The numbers, from 1, of the quoted blocks among those that are text."""
    text = (block for block in blocks if not block.why)
    return frozenset(number for number, block in enumerate(text, 1) if block.quoted)


def plural(count: int, noun: str) -> str:
    """``1 footnote``, ``2 footnotes``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def no_text(name: str) -> ProvtrackError:
    """The error for a file that holds no text at all."""
    return ProvtrackError(f"{name}: the file has no text", "name a file with text in it")


_SENTENCE = re.compile(r"[.!?\u2026:;。][\"'\u2019\u201d\u00bb)\]]*$")


def is_prose(text: str) -> bool:
    """Whether it reads like a sentence or more, and not like a heading or a label."""
    return len(text) > _LONGEST_HEADING or bool(_SENTENCE.search(text))


_LONGEST_HEADING = 200
"""Characters; a heading that names both parties with their posts stays below."""

CELL = " | "
"""Between the cells of a table's row, which becomes one paragraph."""


def join_cells(cells: Iterable[str]) -> str:
    """A table's row as one paragraph; empty when all its cells are."""
    row = [cell.strip() for cell in cells]
    return CELL.join(row).strip() if any(row) else ""


def split_breaks(text: str) -> list[str]:
    """The paragraphs of text with forced line breaks: two in a row part, one is a space."""
    return [part for part in map(clean, re.split(r"\n\s*\n", text.replace("\xad", ""))) if part]


def number_in(style: str, number: int) -> str:
    """A list's number in letters or Roman or Arabic numerals; ``""`` for a style without numbers.

    Args:
        style: ``"1"``, ``"a"``, ``"A"``, ``"i"`` or ``"I"``, as HTML and OpenDocument say it.
        number: from 1.
    """
    if style == "1":
        return str(number)
    if style not in {"a", "A", "i", "I"} or not 0 < number < _LARGEST_NUMERAL:
        return ""
    numeral = _letters(number) if style in "aA" else _roman(number)
    return numeral if style in "ai" else numeral.upper()


_LARGEST_NUMERAL = 4000


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


_FILE_NAMES = re.compile(r"(?:Microsoft Word - |Document\s?\d*$|Untitled|Без имени)", re.IGNORECASE)


def sensible_title(title: str) -> str:
    """A title from a file's properties, unless a word processor made it up."""
    title = clean(title)
    return "" if _FILE_NAMES.match(title) else title


def tally_changes(authors: Iterable[str]) -> str:
    """The notice about tracked changes, ``""`` when there were none.

    Args:
        authors: who made each of them, ``""`` for nobody named.
    """
    counts = Counter(author.strip() or "nobody named" for author in authors)
    if not counts:
        return ""
    who = ", ".join(f"{author} ({count})" for author, count in sorted(counts.items()))
    verb = "was" if counts.total() == 1 else "were"
    return (
        f"{plural(counts.total(), 'tracked change')} {verb} accepted: {who}."
        " Check that the author of the text wanted them."
    )
