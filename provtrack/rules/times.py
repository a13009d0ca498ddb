"""Rules on the dates in a text."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from provtrack.dates import Date, Day
from provtrack.rules.case import Case
from provtrack.rules.model import Hit, Level, rule
from provtrack.rules.skim import days

_RECORD = 'date = "1956-02-25"\n'


@rule(
    "PT509",
    "later-date",
    Level.WARNING,
    fails=[
        {"record.toml": _RECORD, "goldberg.txt": "He was in hospital until 28 February.\n"},
        {"record.toml": _RECORD, "goldberg.txt": "I saw him on 3 March 1956.\n"},
    ],
    passes=[
        {"record.toml": _RECORD, "goldberg.txt": "He was in hospital until 23 February.\n"},
        {"record.toml": _RECORD, "goldberg.txt": "The congress will open on 3 March.\n"},
        {"record.toml": _RECORD, "goldberg.txt": "The plan for 1957 was discussed.\n"},
    ],
)
def later_date(case: Case) -> Iterator[Hit]:
    """A text tells of a day that comes after its own date.

    Either the day is wrong, or the date of the record is: in a conversation of 25 February
    nobody can have been in hospital until the 28th. Days of which the sentence speaks as of what
    is to come ("will", "plans to") are let stand, and so are months and years, since plans name
    those.

    Look at the original. If the day is right, as in an editor's note, waive the rule there.
    """
    written = case.record.date if case.record else ""
    last = _last_day(written)
    if last is None:
        return
    for document in case.readable:
        for paragraph, start, end, date in days(case, document, written, last):
            day = _first_of(date)
            if day is None or day <= last:
                continue
            words = paragraph.text[start:end]
            explicit = str(day.year) in words
            if _is_bracketed(paragraph.text, start) or (
                not explicit and (day - last).days > _HALF_A_YEAR
            ):
                continue
            if not _looks_ahead(paragraph.text, start, end, document.language, explicit=explicit):
                yield document.hit(
                    f"{words!r} is later than the document ({written})",
                    "look at the original: one of the two dates is wrong",
                    *document.in_paragraph(paragraph.number, start, end),
                )


_HALF_A_YEAR = 183
"""Days. A date without a year that would be further ahead is one of the year before."""


def _last_day(written: str) -> dt.date | None:
    """The last day that an EDTF date can mean, where it is told to the day."""
    found = re.findall(r"(\d{4})-(\d\d)-(\d\d)", written)
    if not found or "~" in written or "?" in written or "%" in written:
        return None
    return _date(Day(*map(int, found[-1])))


def _first_of(date: Date) -> dt.date | None:
    """The last day of a date in prose, of its earliest reading; ``None`` where no day is told."""
    days = [_date(when.end) for when in date.readings if when.sort == "date"]
    return min((day for day in days if day), default=None)


@lru_cache(maxsize=4096)
def _date(day: Day) -> dt.date | None:
    try:
        return dt.date(day.year, day.month, day.day)
    except ValueError:
        return None


_AHEAD = {
    "en": re.compile(
        r"\b(?:will|shall|would|should|must|may|might|could|can|going to|to be|plan\w*|schedul\w*|"
        r"intend\w*|propos\w*|expect\w*|appoint\w*|set for|due|deadline|no later than|"
        r"not later than|next|forthcoming|upcoming|valid|expir\w*|postpone\w*|tomorrow|let us|"
        r"invit\w*|request\w*|order\w*|convene|by)\b|[’']ll\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:\w+r(?:a|ai|ons|ez|ont)|prochaine?|doit|doivent|prévue?s?)\b", re.IGNORECASE
    ),
    "ru": re.compile(
        r"\b(?:буд\w+|предсто\w+|намеч\w+|назнач\w+|план\w+|должн\w+|следу\w+|не позднее|к"
        r"|завтра)\b",
        re.IGNORECASE,
    ),
}


def _looks_ahead(text: str, start: int, end: int, language: str, *, explicit: bool) -> bool:
    """Whether the sentence speaks of what is to come; in an unknown language it may always."""
    signs = _AHEAD.get(language or "en")
    if signs is None:
        return not explicit
    before = re.split(r"[.!?;]", text[max(0, start - _SENTENCE) : start])[-1]
    after = re.split(r"[.!?;]", text[end : end + _SENTENCE], maxsplit=1)[0]
    return bool(signs.search(f"{before}{text[start:end]}{after}"))


_SENTENCE = 600
"""Characters before and after a date that its sentence does not go beyond."""


def _is_bracketed(text: str, at: int) -> bool:
    """Whether it is a translator's or editor's word."""
    before = text[max(0, at - _NOTE) : at]
    return before.rfind("[") > before.rfind("]")


_NOTE = 2000
"""Characters; no note in brackets is longer."""


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LAST_JULIAN = 1924
"""The year in which the last country of Europe, Greece having led the way, left the calendar."""


@rule(
    "PT510",
    "wrong-weekday",
    Level.WARNING,
    fails=[
        {
            "record.toml": _RECORD,
            "goldberg.txt": "We met on Tuesday, 20 February 1956.\n",
        },
        {"record.toml": _RECORD, "goldberg.txt": "We met on Tuesday, 20 February.\n"},
    ],
    passes=[{"record.toml": _RECORD, "goldberg.txt": "We met on Monday, 20 February 1956.\n"}],
)
def wrong_weekday(case: Case) -> Iterator[Hit]:
    """A date and a weekday that do not go together.

    One of the two is a slip, of the author or of somebody who copied or translated it. Dates
    before 1924 may be of the Julian calendar and are held against both. Where the year is not
    told, only days near the date of the record are judged.

    Look at the original, and keep the author's own slip with `[sic]` and a waiver.
    """
    written = case.record.date if case.record else ""
    for document in case.readable:
        if document.language not in {"", "en"}:
            continue
        found = days(case, document, written, _last_day(written))
        for (paragraph, start, stop, one), (same, restart, end, other) in pairwise(found):
            if paragraph is same and _BETWEEN.fullmatch(paragraph.text[stop:restart]):
                words = paragraph.text[start:end]
                problem = _problem(words, one, other, written)
                if problem:
                    yield document.hit(
                        problem,
                        "look at the original: the weekday or the date is wrong",
                        *document.in_paragraph(paragraph.number, start, end),
                    )


_BETWEEN = re.compile(r"[,\s(]*(?:the |of |on )?")


def _problem(words: str, one: Date, other: Date, written: str) -> str:
    """What is wrong with a weekday and a date that stand together; empty when nothing is."""
    readings = (one.readings[0], other.readings[0])
    weekday = next((when.start.day for when in readings if when.sort == "weekday"), 0)
    when = next((when for when in readings if when.sort == "date"), None)
    day = _date(when.start) if when and when.start == when.end else None
    if not weekday or day is None:
        return ""
    near = _last_day(written)
    explicit = str(day.year) in words
    if not explicit and (near is None or abs((day - near).days) > _NEAR):
        return ""
    possible = {day.isoweekday()}
    if day.year < _LAST_JULIAN:
        possible |= {(day + dt.timedelta(shift)).isoweekday() for shift in (10, 11, 12, 13)}
    if weekday in possible:
        return ""
    return f"{words!r}: {day.isoformat()} was a {_WEEKDAYS[day.isoweekday() - 1]}"


_NEAR = 60
"""Days around the date of the record in which a date without a year is surely of that year."""
