"""Texts read at a glance, so that the slow readers of dates and names look only where one may be.

A word is judged once and remembered, a paragraph once for all texts of a record that have it; a
text is then a matter of looking its paragraphs up.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from itertools import islice
from operator import eq, or_
from typing import NamedTuple

from provtrack import dates
from provtrack.dates import Date
from provtrack.dates.words import SHORT_WEEKDAYS, WEEKDAYS, month_number
from provtrack.dates.words import shape_of as date_shape
from provtrack.numbers.shape import shape_of as number_shape
from provtrack.rules.case import LONGEST_PARAGRAPH, Case, Document, Paragraph, Shared
from provtrack.text import Token, fold, tokenize

_NO_DATE = frozenset(" tfT&blq.,-/'\"")
_NO_NUMBER = frozenset(" .eFT&apPbXH,-/'\"")
"""Letters of the two readers' shapes for words that tell nothing by themselves."""

_TELLS, _ANCHORS, _NAMES, _FIGURES = 1, 2, 4, 8
"""What a word may be: part of a fact, name of a month or a day, beginning of a name, figures."""


class Glance(NamedTuple):
    """What is seen of a paragraph without reading it.

    Attributes:
        telling: its words that tell a fact, and what stands in square brackets, in order.
        is_dated: whether it names a month or a day, or has figures that may be a date.
        names: its words with which a name of the authority file may begin.
        is_doubled: whether one word may stand in it twice in a row.
    """

    telling: tuple[str, ...]
    is_dated: bool
    names: tuple[str, ...]
    is_doubled: bool


def glances(case: Case, document: Document) -> list[Glance]:
    """What is seen of each paragraph of a text, in order."""
    found: list[Glance] | None = case.memory.get(("glances", document.id))
    if found is None:
        seen = case.read.setdefault("glances", {})
        for paragraph in document.paragraphs:
            if paragraph.text not in seen:
                seen[paragraph.text] = _glance(paragraph.text, case.shared)
        found = [seen[paragraph.text] for paragraph in document.paragraphs]
        case.memory["glances", document.id] = found
    return found


def _glance(text: str, shared: Shared) -> Glance:
    words = _words(text)
    kinds = shared.kinds_of_words
    distinct = set(words)
    for word in distinct.difference(kinds):
        kinds[word] = _kind(word, shared)
    found = reduce(or_, map(kinds.__getitem__, distinct), 0)
    folded = list(map(str.casefold, words))
    return Glance(
        tuple(_telling(text, words, shared)) if found & _TELLS or "[" in text else (),
        bool(found & _ANCHORS or (found & _FIGURES and _IN_FIGURES.search(text))),
        tuple(word for word in distinct if kinds[word] & _NAMES) if found & _NAMES else (),
        any(map(eq, folded, islice(folded, 1, None))),
    )


_WORD = re.compile(r"\w+")
_PART = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\[[^\[\]\n]{1,300}\]|[^\W_]+")


def _words(text: str) -> list[str]:
    """Its words and figures, in order."""
    return (_PART if "_" in text else _WORD).findall(text)  # the same, several times as fast


def _kind(word: str, shared: Shared) -> int:
    authority = shared.authority
    is_name = not word.islower() and authority.may_begin(word)
    return (
        _TELLS * (fold(word) in authority.words or _is_telling(word))
        + _ANCHORS * _is_anchor(word)
        + _NAMES * is_name
        + _FIGURES * bool(_FIGURE.search(word))
    )


@lru_cache(maxsize=1 << 16)
def _is_telling(word: str) -> bool:
    """Whether a word can be part of a date or a number, small words apart."""
    if _is_month(word):
        return True
    token = [Token(word, 0, len(word))]
    return date_shape(token) not in _NO_DATE or number_shape(token, None) not in _NO_NUMBER


def _is_month(word: str) -> bool:
    return bool(month_number(word)) and (word[0].isupper() or word > "\u0400")


def _is_anchor(word: str) -> bool:
    """Whether a date may stand around a word: the name of a month or a day."""
    return _is_month(word) or date_shape([Token(word, 0, len(word))]) == "W"


def _telling(text: str, words: list[str], shared: Shared) -> Iterator[str]:
    """The words of a paragraph that tell a fact, and what stands in brackets.

    Two texts with the same ones have the same numbers, dates, names and brackets in the same
    order; two with different ones may have them as well.
    """
    kinds = shared.kinds_of_words
    is_beside = False
    for word in _PIECE.findall(text) if "[" in text else words:
        is_telling = word[0] == "[" or bool(kinds[word] & _TELLS)
        is_beside = is_telling and (is_beside or word not in _WEAK)
        if is_beside:
            yield word


_WEAK = frozenset(("one", "two", "half", "first", "second"))
"""Words that tell little by themselves; after another one that tells ("twenty-one") they count."""


def places_of(words: Iterable[str], text: str) -> list[int]:
    """The characters of a text where one of these words begins, in order."""
    return sorted(
        start
        for word in words
        for start in _places(word, text)
        if not _is_of_word(text[start - 1 : start])
        and not _is_of_word(text[start + len(word) : start + len(word) + 1])
    )


def _places(word: str, text: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


_FIGURE = re.compile(r"[\d\u5e74\u6708\ub144\uc6d4]")
_IN_FIGURES = re.compile(r"\d[./-]\d{1,2}[./-]\d|[\u5e74\u6708\ub144\uc6d4]")
"""What dates have that are written in figures, or in Chinese, Japanese or Korean."""

_AROUND = 60
"""Characters before and after the name of a month or a day that its date does not go beyond."""

Found = tuple[int, int, Date]
"""The first character of a date in its paragraph, the one after its last, and the date."""


def days(
    case: Case, document: Document, written: str, last: dt.date | None
) -> list[tuple[Paragraph, int, int, Date]]:
    """The dates of a text that may be later than a day, or stand beside the name of a weekday.

    Args:
        case: whose text it is.
        document: the text.
        written: EDTF date of the document, for years that are not told.
        last: the day; ``None`` where all dates are too early.
    """
    key = ("days", document.id, written, last)
    found: list[tuple[Paragraph, int, int, Date]] | None = case.memory.get(key)
    if found is None:
        read = case.read.setdefault(key[:1] + key[2:], {})
        found = []
        for paragraph, glance in zip(document.paragraphs, glances(case, document), strict=True):
            text = paragraph.text
            if glance.is_dated and len(text) <= LONGEST_PARAGRAPH:
                if text not in read:
                    read[text] = tuple(_days(text, written, last))
                found += [(paragraph, *date) for date in read[text]]
        case.memory[key] = found
    return found


def _days(text: str, written: str, last: dt.date | None) -> Iterator[Found]:
    anchors = [match for match in _WORD.finditer(text) if _is_known_anchor(match[0])]
    places = sorted(match.start() for match in (*anchors, *_IN_FIGURES.finditer(text)))
    for start, end in _stretches(text, places):
        words = text[start:end]
        if _may_matter(words, last):
            tokens = tokenize(words)
            for date in dates.find(tokens, written):
                first, final = tokens[date.start], tokens[date.end - 1]
                yield start + first.start, start + final.end, date


_is_known_anchor = lru_cache(maxsize=1 << 14)(_is_anchor)


def _stretches(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """The parts of a paragraph in which a day may be named, cut between words.

    Args:
        text: the paragraph.
        places: where something stands that may belong to a date, in order.
    """
    begin = end = -1
    for place in places:
        start = text.rfind(" ", 0, max(0, place - _AROUND)) + 1
        if begin >= 0 and start > end:
            yield begin, end
            begin = -1
        begin = start if begin < 0 else begin
        stop = text.find(" ", place + _AROUND)
        end = stop if stop >= 0 else len(text)
    if begin >= 0:
        yield begin, end


_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FIGURED = re.compile(r"\d[./-]|[\u5e74\u6708\ub144\uc6d4]")


def _may_matter(words: str, last: dt.date | None) -> bool:
    """Whether a stretch may name a weekday, or a day that comes after the last one.

    The months of a year that come before the month of the last day, with no later year beside
    them, are what most stretches name.
    """
    kinds = [_month_or_weekday(word) for word in _WORD.findall(words)]
    if _WEEKDAY in kinds or _FIGURED.search(words):
        return True
    if last is None:
        return False
    return max(kinds, default=0) >= last.month or any(
        int(year) > last.year for year in _YEARS.findall(words)
    )


_WEEKDAY = 99


@lru_cache(maxsize=1 << 14)
def _month_or_weekday(word: str) -> int:
    """The number of a month, or of all weekdays; 0 for every other word."""
    folded = word.casefold()
    if folded in WEEKDAYS or folded in SHORT_WEEKDAYS:
        return _WEEKDAY
    return month_number(word)
