"""Texts read at a glance, so that the slow readers of dates and names look only where one may be.

A word is judged once and remembered; a text is then a matter of looking its words up.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from provtrack import dates
from provtrack.dates import Date
from provtrack.dates.words import MONTHS, SHORT_MONTHS
from provtrack.dates.words import shape_of as date_shape
from provtrack.numbers.words import shape_of as number_shape
from provtrack.rules.case import Document, Paragraph, Shared
from provtrack.text import Token, fold, tokenize

_NO_DATE = frozenset(" tfT&blq.,-/'\"")
_NO_NUMBER = frozenset(" .eFT&apPbXH,-/'\"")
"""Letters of the two readers' shapes for words that tell nothing by themselves."""


@lru_cache(maxsize=1 << 16)
def _is_telling(word: str) -> bool:
    """Whether a word can be part of a date or a number, small words apart."""
    if _is_month(word):
        return True
    token = [Token(word, 0, len(word))]
    return date_shape(token) not in _NO_DATE or number_shape(token, None) not in _NO_NUMBER


def _is_month(word: str) -> bool:
    folded = word.casefold()
    return (folded in MONTHS or folded in SHORT_MONTHS) and (word[0].isupper() or word > "\u0400")


def skeleton(document: Document, shared: Shared) -> list[str]:
    """The words of a text that tell a fact, in order.

    Two texts with the same skeleton have the same numbers, dates, names and brackets in the same
    order; two with different ones may have them as well.
    """
    memory = shared.telling
    found: list[str] = []
    is_beside = False
    for piece in document.pieces:
        if piece not in memory:
            memory[piece] = (
                piece[0] == "[" or fold(piece) in shared.authority.words or _is_telling(piece)
            )
        if memory[piece] and (is_beside or piece not in _WEAK):
            found.append(piece)
            is_beside = True
        else:
            is_beside = False
    return found


_WEAK = frozenset(("one", "two", "half", "first", "second"))
"""Words that tell little by themselves; after another one that tells ("twenty-one") they count."""

_FIGURES = r"\d[./-]\d{1,2}[./-]\d|[\u5e74\u6708\ub144\uc6d4]"
_AROUND = 60
"""Characters before and after the name of a month or a day that its date does not go beyond."""


@lru_cache(maxsize=1 << 14)
def _is_anchor(word: str) -> bool:
    """Whether a date may stand around a word: the name of a month or a day."""
    return _is_month(word) or date_shape([Token(word, 0, len(word))]) == "W"


def days(document: Document, written: str) -> list[tuple[Paragraph, int, int, Date]]:
    """The dates of a text that may name a day or a weekday, with their characters in a paragraph.

    Args:
        document: the text.
        written: EDTF date of the document, for years that are not told.
    """
    if written not in document.days:
        pattern = words_of([word for word in document.vocabulary if _is_anchor(word)], _FIGURES)
        document.days[written] = [
            (paragraph, *found)
            for paragraph in document.prose
            if pattern.search(paragraph.text)
            for found in _days(paragraph.text, written, pattern)
        ]
    return document.days[written]


def words_of(words: Iterable[str], *other: str) -> re.Pattern[str]:
    """A pattern that finds these words, and what other patterns find."""
    return _pattern("|".join([*(rf"\b{re.escape(word)}\b" for word in sorted(words)), *other]))


@lru_cache(maxsize=1 << 10)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern or r"(?!)")


@lru_cache(maxsize=1 << 12)
def _days(text: str, written: str, pattern: re.Pattern[str]) -> tuple[tuple[int, int, Date], ...]:
    return tuple(
        (start + tokens[date.start].start, start + tokens[date.end - 1].end, date)
        for start, end in _stretches(text, pattern)
        for tokens in [tokenize(text[start:end])]
        for date in dates.find(tokens, written)
    )


def _stretches(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The parts of a paragraph in which a day may be named, cut between words."""
    begin = end = -1
    for match in pattern.finditer(text):
        start = text.rfind(" ", 0, max(0, match.start() - _AROUND)) + 1
        if begin >= 0 and start > end:
            yield begin, end
            begin = -1
        begin = start if begin < 0 else begin
        stop = text.find(" ", match.start() + _AROUND)
        end = stop if stop >= 0 else len(text)
    if begin >= 0:
        yield begin, end
