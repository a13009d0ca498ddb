"""Dates in running prose, as values that can be compared.

As in :mod:`provtrack.numbers`, a text becomes a string of one letter a token, and the forms of
dates are regular expressions over it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from provtrack.dates.words import (
    CENTURIES,
    DAY,
    DAY_ORDINAL,
    DAYS,
    DECADE,
    DECADES,
    INSTANT,
    KOREAN,
    KOREAN_PART,
    LETTERS,
    ORDINALS,
    PARTS,
    RELATIVE,
    ROMAN_MONTHS,
    SEASONS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    YEAR,
    bare,
    month_number,
    shape_of,
)
from provtrack.text import Token, tokenize


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date as far as it is told; 0 for what is not."""

    year: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """What a date in prose says.

    Attributes:
        start: the date, or the first of a range.
        end: the last of a range, else the same as ``start``.
        sort: ``"date"``, ``"decade"``, ``"weekday"``, ``"season"`` or a relative term like
            ``"last year"`` that nothing resolved.
        part: ``"early"``, ``"mid"``, ``"late"``, or ``""``.
    """

    start: Day
    end: Day
    sort: str = "date"
    part: str = ""

    @property
    def edtf(self) -> str:
        """The value in the manner of EDTF; ``X`` stands for what is not told."""
        ends = [_edtf(self.start), _edtf(self.end)]
        return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _edtf(day: Day) -> str:
    parts = [f"{day.year:04}" if day.year else "XXXX"]
    if day.month or day.day:
        parts.append(f"{day.month:02}" if day.month else "XX")
    if day.day:
        parts.append(f"{day.day:02}")
    return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as it stands in a text.

    Attributes:
        start: index of its first token.
        end: index after its last token.
        readings: what it may mean, the likeliest first; ``2/3/1956`` has two.
    """

    start: int
    end: int
    readings: tuple[When, ...]

    @property
    def is_span(self) -> bool:
        """Whether it goes from one day, month or year to another."""
        return self.readings[0].start != self.readings[0].end

    def same(self, other: "Date") -> bool:
        """Whether both may mean the same."""
        return not set(self.readings).isdisjoint(other.readings)


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
        found = _READERS[match.lastgroup or ""](tokens[start : match.end()], match[0])
        readings = tuple(_resolved(when, anchor) for when in found)
        if readings and all(map(_is_possible, readings)):
            yield Date(start, match.end(), readings)


_TELLING = re.compile(r"[^ \-tf,.&/'\"()TbrlBDqHZpn]")
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


_THE = "(?:t(?=o))?"  # the 3rd of May, but not the 3 May incident


_PATTERN = re.compile(
    "|".join(
        (
            r"(?P<iso>y-d-d)",
            r"(?P<cjk>yJ(?:dK(?:dL)?)?|dKdL|12?3?|23)",
            r"(?P<slashed>d/d/y|d\.[Rd]\.y|d/R/y|d-R-y)",
            r"(?P<dotted>k)",
            rf"(?P<styles>{_THE}{_DAYPART}f?{_MONTH}[/(]{_DAYPART}f?{_MONTH}\)?{_END})",
            rf"(?P<monthsofstyles>{_MONTH}{_DAYPART}[/(]{_MONTH}{_DAYPART}\)?{_END})",
            rf"(?P<dayofstyles>t?{_DAYPART}(?:/{_DAYPART}|\({_DAYPART}\))f?{_MONTH}{_END})",
            rf"(?P<monthstyles>{_MONTH}{_DAYPART}(?:/{_DAYPART}|\({_DAYPART}\)){_END})",
            rf"(?P<twomonths>{_THE}{_DAYPART}f?{_MONTH}{_END}{_JOIN}t?{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<twodays>{_THE}{_DAYPART}{_JOIN}t?{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<monthdays>{_MONTH}t?{_DAYPART}{_JOIN}t?{_DAYPART}(?!f?m){_END})",
            rf"(?P<partlast>(?:q-?f?|(?:q-?)?Sf?|(?:{_DAYPART}f?)?{_MONTH}f?)t?lu)",
            rf"(?P<daymonth>{_THE}{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<monthday>{_MONTH}t?{_DAYPART}(?!{_MONTH}){_END})",
            rf"(?P<months>{_MONTH}{_JOIN}{_MONTH}{_END})",
            rf"(?P<instant>t?{_DAYPART}(?:f?I\.?|ft?lu))",
            rf"(?P<partyear>o[HZ]f?t?(?:y|{_MONTH}{_END}|e|E))",
            rf"(?P<shortyear>(?:{_MONTH}|Sf?)'[dn])",
            rf"(?P<month>(?:q-?f?)?{_MONTH}f?,?y|(?:q-?f?)?m|q-?f?M|M\.)",
            r"(?P<years>(?:t?U)?y[-Tr][ydn]|(?:(?<=b)|t?U)y&y)",
            r"(?P<seasons>Sf?y[-T][ydn])",
            r"(?P<season>(?:q-?)?Sf?y|l?S)",
            r"(?P<decade>(?:q-?f?t?)?'?e|(?<=t)E|(?<=t)q-?E|qftE|(?:q-?f?t?)?C-?E)",
            r"(?P<nextweekday>lW|Wl)",
            r"(?P<weekday>W|(?<!t)V\.)",
            r"(?P<relative>lu|t?DBx|x)",
            r"(?P<year>(?:q-?f?)?(?:t?u)?y(?:g\.?|G)?)",
        )
    )
)


def _day_number(token: Token) -> int:
    word = token.text.casefold()
    ordinal = DAY_ORDINAL.fullmatch(word)
    if ordinal:
        return int(ordinal[1])
    if word in ORDINALS:
        return ORDINALS[word]
    return int(word) if DAY.fullmatch(word) else 0


def _month_number(token: Token) -> int:
    return month_number(token.text)


def _year_number(token: Token) -> int:
    return int(token.text) if YEAR.fullmatch(token.text) else 0


def _parts(tokens: Sequence[Token]) -> tuple[list[int], list[int], list[int]]:
    """Days, months and years among the tokens, in order."""
    return (
        list(filter(None, map(_day_number, tokens))),
        list(filter(None, map(_month_number, tokens))),
        list(filter(None, map(_year_number, tokens))),
    )


def _part(tokens: Sequence[Token]) -> str:
    return next(filter(None, (PARTS.get(token.text.casefold(), "") for token in tokens)), "")


def _one(day: Day, sort: str = "date", part: str = "") -> tuple[When, ...]:
    return (When(day, day, sort, part),)


def _iso(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    year, month, day = (int(tokens[index].text) for index in (0, 2, 4))
    return _one(Day(year, month, day))


def _cjk(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    values = {"J": 0, "K": 0, "L": 0}
    for index, token in enumerate(tokens):
        korean = KOREAN_PART.fullmatch(token.text)
        if korean:
            values[KOREAN[korean[2]]] = int(korean[1])
        elif token.text in "年月日" and index:
            values[LETTERS[token.text]] = int(tokens[index - 1].text)
    return _one(Day(values["J"], values["K"], values["L"]))


def _slashed(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    first, second, third = (tokens[index].text for index in (0, 2, 4))
    if second in ROMAN_MONTHS or tokens[1].text == ".":
        month = ROMAN_MONTHS.get(second) or int(second)
        return _one(Day(int(third), month, int(first)))
    return _either(int(first), int(second), int(third))


def _dotted(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    day, month, year = (int(part) for part in tokens[0].text.split("."))
    century = 1900 if year < 100 else 0  # noqa: PLR2004  # two figures
    return _one(Day(year + century, month, day))


def _either(first: int, second: int, year: int) -> tuple[When, ...]:
    """Day and month in the one order or the other, so far as the calendar allows."""
    orders = [Day(year, second, first), Day(year, first, second)]
    possible = [day for day in orders if day.month <= 12]  # noqa: PLR2004
    return tuple(When(day, day) for day in dict.fromkeys(possible))


def _single(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    days, months, years = _parts(tokens)
    day = Day(*(values[0] if values else 0 for values in (years, months, days)))
    return _one(day, part=_part(tokens))


def _part_of_year(tokens: Sequence[Token], shape: str) -> tuple[When, ...]:
    """The second half of 1957, the first quarter of the 1960s."""
    part = f"{ORDINALS.get(bare(tokens[0].text), 0)} {bare(tokens[1].text)}"
    rest = tokens[2:]
    whole = _decade(rest, shape) if shape[-1] in "eE" else _single(rest, shape)
    return tuple(replace(when, part=part) for when in whole)


def _short_year(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """August '56, the summer of '48: of either century that the documents are of."""
    year = tokens[-1].text
    if len(year) != 2 or tokens[-2].end != tokens[-1].start:  # noqa: PLR2004  # two figures
        return ()
    season = SEASONS.get(tokens[0].text.casefold(), 0)
    month, sort = season or _month_number(tokens[0]), "season" if season else "date"
    days = (Day(century + int(year), month) for century in (1900, 1800))
    return tuple(When(day, day, sort) for day in days)


_STYLES = range(10, 14)
"""Days that the Gregorian calendar was before the Julian from 1582 to 2100."""


def _styles(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """A day in the old style and the new: 19 February/3 March 1861, 12 (24) January 1878.

    Either reading may be meant where another text has one of them alone.
    """
    days, months, years = _parts(tokens)
    year = years[-1] if years else 0
    first, last = (Day(year, month, day) for month, day in zip((months * 2)[:2], days, strict=True))
    if len(months) == 1 and last.day - first.day == 1:
        return (When(first, last),)  # the night of 3/4 May
    if len(months) == 1 and last.day - first.day not in _STYLES:
        return ()
    return When(first, first), When(last, last)


def _two_days(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    days, months, years = _parts(tokens)
    year = years[-1] if years else 0
    return (When(Day(year, months[0], days[0]), Day(year, months[0], days[1])),)


def _two_months(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    days, months, years = _parts(tokens)
    first, last = (years[0], years[-1]) if years else (0, 0)
    days = days or [0, 0]
    return (When(Day(first, months[0], days[0]), Day(last, months[1], days[1])),)


def _two_years(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    first, last = (int(t.text[:4]) for t in tokens if t.text[0].isdigit())
    last += first // 100 * 100 if last < 100 else 0  # noqa: PLR2004  # 1956-57
    return (When(Day(first), Day(last)),)


def _season(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    number = next(filter(None, (SEASONS.get(t.text.casefold(), 0) for t in tokens)))
    years = _parts(tokens)[2]
    return _one(Day(years[0] if years else 0, number), "season", _part(tokens))


def _seasons(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """The winter of 1944-45."""
    number = SEASONS[tokens[0].text.casefold()]
    (years,) = _two_years(tokens[-3:], "")
    start, end = (replace(day, month=number) for day in (years.start, years.end))
    return (When(start, end, "season"),)


def _decade(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    word = tokens[-1].text.casefold()
    figures = DECADE.fullmatch(word)
    tens = int(figures[2]) * 10 if figures else DECADES[word]
    named = (CENTURIES.get(token.text.casefold(), 0) for token in tokens)
    century = int(figures[1]) * 100 if figures and figures[1] else sum(named) or 1900
    return _one(Day(century + tens), "decade", _part(tokens))


def _weekday(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    word = bare(tokens[0].text)
    return _one(Day(day=WEEKDAYS.get(word) or SHORT_WEEKDAYS[word]), "weekday")


def _next_weekday(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """Last Thursday, Monday next."""
    day, term = sorted(
        (bare(token.text) for token in tokens), key=lambda word: word not in WEEKDAYS
    )
    return _one(Day(day=WEEKDAYS[day]), f"{term} weekday")


def _instant(tokens: Sequence[Token], shape: str) -> tuple[When, ...]:
    """The 5th inst., the 28th of last month."""
    day = next(filter(None, map(_day_number, tokens)))
    term = INSTANT[bare(tokens[shape.index("I")].text)] if "I" in shape else _term(tokens[-2:])
    return _one(Day(day=day), term) if term.endswith("month") else ()


def _part_of_last(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """The end of next month, the spring of last year, 5 January of this year."""
    days, months, _ = _parts(tokens)
    seasons = [SEASONS[word] for token in tokens if (word := token.text.casefold()) in SEASONS]
    day = Day(month=next(iter(months + seasons), 0), day=next(iter(days), 0))
    return _one(day, _term(tokens[-2:]), _part(tokens))


def _term(tokens: Sequence[Token]) -> str:
    return " ".join(bare(token.text) for token in tokens).removeprefix("the ")


def _relative(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    return _one(Day(), _term(tokens))


_READERS: dict[str, Callable[[Sequence[Token], str], tuple[When, ...]]] = {
    "iso": _iso,
    "cjk": _cjk,
    "slashed": _slashed,
    "dotted": _dotted,
    "styles": _styles,
    "monthsofstyles": _styles,
    "dayofstyles": _styles,
    "monthstyles": _styles,
    "twomonths": _two_months,
    "twodays": _two_days,
    "monthdays": _two_days,
    "daymonth": _single,
    "monthday": _single,
    "months": _two_months,
    "month": _single,
    "instant": _instant,
    "partyear": _part_of_year,
    "shortyear": _short_year,
    "years": _two_years,
    "seasons": _seasons,
    "season": _season,
    "decade": _decade,
    "nextweekday": _next_weekday,
    "weekday": _weekday,
    "partlast": _part_of_last,
    "relative": _relative,
    "year": _single,
}


_EDTF_START = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(maxsize=1 << 16)
def _anchor(written: str) -> Day:
    """The date that relative terms count from; unknown parts are 0."""
    match = _EDTF_START.match(written)
    return Day(*(int(part or 0) for part in match.groups())) if match else Day()


def _is_possible(when: When) -> bool:
    return all(day.month <= 24 and day.day <= 31 for day in (when.start, when.end))  # noqa: PLR2004


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
    elif when.sort in DAYS and anchor.day:
        day = _next_day(anchor, DAYS[when.sort])
    else:
        return when
    return When(day, day, "season" if when.start.month in SEASONS.values() else "date", when.part)


def _shifted(anchor: Day, months: int) -> Day:
    count = anchor.year * 12 + anchor.month - 1 + months
    return Day(count // 12, count % 12 + 1)


def _next_day(anchor: Day, days: int) -> Day:
    from datetime import date, timedelta

    try:
        day = date(anchor.year, anchor.month, anchor.day) + timedelta(days)
    except (ValueError, OverflowError):
        return anchor
    return Day(day.year, day.month, day.day)
