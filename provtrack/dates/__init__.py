"""Dates in running prose, as values that can be compared.

As in :mod:`provtrack.numbers`, a text becomes a string of one letter a token, and the forms of
dates are regular expressions over it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from provtrack.dates.readers import READERS
from provtrack.dates.values import Date, Day, When
from provtrack.dates.words import (
    DAYS,
    FIRST_SEASON,
    LAST_MONTH,
    NEAREST,
    RELATIVE,
    SEASONS,
    WEEK,
    shape_of,
)
from provtrack.text import Token, tokenize

__all__ = ["Date", "Day", "When", "dates", "find"]


def find(tokens: Sequence[Token], written: str = "") -> Iterator[Date]:
    """The dates of a text, in order.

    Args:
        tokens: of the text.
        written: EDTF date of the document; years and relative terms are resolved against it.
    """
    shape = shape_of(tokens)
    anchor = _anchor(written)
    for match in _matches(shape):
        start = match.start(match.lastgroup or 0)
        found = READERS[match.lastgroup or ""](tokens[start : match.end()], match[0])
        readings = tuple(_resolved(when, anchor) for when in found)
        if readings and all(map(_is_possible, readings)):
            yield Date(start, match.end(), readings)


_TELLING = re.compile(r"[^ \-tf,.&/'\"()TbrlBDqHZpnviwjcPs]")
"""What a run of tokens has at least one of that is a date: more than small words and marks."""


def _matches(shape: str) -> Iterator[re.Match[str]]:
    done = 0
    while telling := _TELLING.search(shape, done):
        start = shape.rfind(" ", done, telling.start()) + 1
        end = shape.find(" ", telling.end())
        done = end if end >= 0 else len(shape)
        yield from _PATTERN.finditer(shape, start, done)


def dates(text: str, written: str = "") -> list[Date]:
    """The dates of a text; their indices count its tokens."""
    return list(find(tokenize(text), written))


_DAYPART = "[do]"


_MONTH = r"(?:m|M\.?)"


_END = r"(?:,?y(?:g\.?|G)?)?"


_JOIN = "[-T&]"


_PART = "(?:q(?:jt?|-?f?))?"  # early in June, the end of June, mid-June


_THE = "(?:t(?=o))?"  # the 3rd of May, but not the 3 May incident


_PATTERN = re.compile(
    "|".join(
        (
            r"(?P<iso>y-d-d)",
            r"(?P<cjk>yJ(?:dK(?:dL)?)?|dKdL|12?3?|23)",
            r"(?P<slashed>d/d/y|d-d-y|d\.[Rd]\.y|d/R/y|d-R-y)",
            r"(?P<dotted>k(?:g\.?|G)?)",
            rf"(?P<styles>{_THE}{_DAYPART}f?{_MONTH}[/(]{_DAYPART}f?{_MONTH}\)?{_END})",
            rf"(?P<monthsofstyles>{_MONTH}{_DAYPART}[/(]{_MONTH}{_DAYPART}\)?{_END})",
            rf"(?P<dayofstyles>t?{_DAYPART}(?:/{_DAYPART}|\({_DAYPART}\))f?{_MONTH}{_END})",
            rf"(?P<monthstyles>{_MONTH}{_DAYPART}(?:/{_DAYPART}|\({_DAYPART}\)){_END})",
            rf"(?P<twomonths>{_THE}{_DAYPART}f?{_MONTH}{_END}{_JOIN}t?{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<twodays>{_THE}{_DAYPART}{_JOIN}t?{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<monthdays>{_MONTH}t?{_DAYPART}{_JOIN}t?{_DAYPART}(?!f?m){_END})",
            rf"(?P<partlast>(?:q-?f?|(?:q-?)?Sf?|(?:{_DAYPART}f?)?{_MONTH}f?|{_MONTH}{_DAYPART}f)t?[lP]u)",
            r"(?P<feast>(?:F[WDv]?|iW|mD)(?:f?,?y)?)",
            rf"(?P<daymonth>{_THE}{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<monthday>{_MONTH}t?{_DAYPART}(?!{_MONTH}){_END})",
            rf"(?P<months>{_MONTH}(?:[-T]|(?<=bm)&|(?<=bM)&){_MONTH}{_END})",
            rf"(?P<instant>t?{_DAYPART}(?:f?I\.?|ft?lu))",
            rf"(?P<partyear>[oO][HZ]f?t?(?:y|{_MONTH}{_END}|e|E))",
            rf"(?P<shortyear>(?:{_MONTH}|Sf?)'[dn])",
            rf"(?P<month>{_PART}{_MONTH}f?,?y|{_PART}m|q(?:j|-?f?)M|M\.)",
            r"(?P<years>(?:t?U)?y[-Tr/][ydn](?!/)|(?:(?<=b)|t?U)y&y)",
            r"(?P<seasons>Sf?y[-T][ydn])",
            rf"(?P<season>{_PART}Sf?y|l?S)",
            r"(?P<decade>(?:q-?f?t?)?'?e|(?<=t)E|(?<=t)q-?E|qftE|(?:q-?f?t?)?C-?E)",
            r"(?P<ofmonth>(?:t?o|q-?)ftu)",
            r"(?P<newyear>wu[Dv](?:,?y)?)",
            rf"(?P<nextmonth>l{_MONTH}(?!,?y|f))",
            r"(?P<nextweekday>lW|Wl)",
            r"(?P<weekday>W|(?<!t)V\.)",
            r"(?P<ago>[cdn][uUsD]a)",
            r"(?P<relative>lu|t?Pu|t?DBx|[lx][Nv]|x)",
            rf"(?P<year>{_PART}(?:t?u)?y(?:g\.?|G)?)",
        )
    )
)


_EDTF_START = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(maxsize=1 << 16)
def _anchor(written: str) -> Day:
    """The date that relative terms count from; unknown parts are 0."""
    match = _EDTF_START.match(written)
    return Day(*(int(part or 0) for part in match.groups())) if match else Day()


def _is_possible(when: When) -> bool:
    return all(day.month <= LAST_MONTH and day.day <= 31 for day in (when.start, when.end))  # noqa: PLR2004


def _resolved(when: When, anchor: Day) -> When:
    """A date with what the document's own date adds to it."""
    if not anchor.year:
        return when
    if when.sort in {"date", "season"}:
        start, end = (
            day if day.year or not day.month else replace(day, year=anchor.year)
            for day in (when.start, when.end)
        )
        return replace(when, start=start, end=end)
    step = RELATIVE.get(tuple(when.sort.split()))
    if step and step[0] == "year":
        day = replace(when.start, year=anchor.year + step[1])
    elif step and anchor.month:
        day = replace(_shifted(anchor, step[1]), day=when.start.day)
    elif when.sort in NEAREST:
        day = _nearest(when.start, anchor, NEAREST[when.sort])
    elif when.sort in WEEK and anchor.day:
        day = _weekday_near(anchor, when.start.day, WEEK[when.sort])
    elif when.sort in DAYS and anchor.day:
        day = _next_day(anchor, DAYS[when.sort])
    elif when.is_ago:
        day = _before(anchor, when.sort)
    else:
        return when
    if not day.year:
        return when
    return When(day, day, "season" if when.start.month in SEASONS.values() else "date", when.part)


def _before(anchor: Day, term: str) -> Day:
    """So long before a day as a term tells, to the unit that it counts in: 3 week ago."""
    count, unit, _ = term.split()
    if unit == "year":
        return Day(max(anchor.year - int(count), 0))
    if unit == "month" and anchor.month:
        return _shifted(anchor, -int(count))
    if unit in _DAYS_OF and anchor.day:
        return _next_day(anchor, -int(count) * _DAYS_OF[unit])
    return Day()


_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}


def _nearest(day: Day, anchor: Day, step: int) -> Day:
    """The month or season that is the last before the anchor (-1), the next after it, or now (0).

    Args:
        day: with the number of the month or the season in it.
        anchor: the date of the document, to the month.
        step: which way to look.
    """
    month = (day.month - FIRST_SEASON) * 3 + 3 if day.month >= FIRST_SEASON else day.month
    is_behind = month < anchor.month or (step < 0 and month == anchor.month)
    year = anchor.year + (step > 0 and not month > anchor.month) - (step < 0 and not is_behind)
    return Day(year, day.month)


def _shifted(anchor: Day, months: int) -> Day:
    count = anchor.year * 12 + anchor.month - 1 + months
    return Day(count // 12, count % 12 + 1)


def _weekday_near(anchor: Day, weekday: int, step: int) -> Day:
    """The last Friday before a day, or the next one after it."""
    from datetime import date

    try:
        today = date(anchor.year, anchor.month, anchor.day).isoweekday()
    except ValueError:
        return anchor
    away = (weekday - today - 1) % 7 + 1
    return _next_day(anchor, away if step > 0 else away - 7 if away < 7 else -7)  # noqa: PLR2004  # a week


def _next_day(anchor: Day, days: int) -> Day:
    from datetime import date, timedelta

    try:
        day = date(anchor.year, anchor.month, anchor.day) + timedelta(days)
    except (ValueError, OverflowError):
        return anchor
    return Day(day.year, day.month, day.day)
