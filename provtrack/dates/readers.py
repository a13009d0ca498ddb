"""From the tokens of a date to what it says: one reader for each form that dates have."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from provtrack.dates.values import Day, When
from provtrack.dates.words import (
    CENTURIES,
    COUNTS,
    CURRENT,
    DAY,
    DAY_ORDINAL,
    DECADE,
    DECADES,
    FEASTS,
    HALVES,
    INSTANT,
    KOREAN,
    KOREAN_PART,
    LETTERS,
    ORDINALS,
    PARTS,
    ROMAN_MONTHS,
    SEASONS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    YEAR,
    bare,
    month_number,
)
from provtrack.text import Token


def _day_number(token: Token) -> int:
    word = bare(token.text)
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
    return next(filter(None, (PARTS.get(bare(token.text), "") for token in tokens)), "")


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
    place = bare(tokens[0].text)
    part = f"{ORDINALS.get(place) or HALVES.get(place, 0)} {bare(tokens[1].text)}"
    rest = tokens[2:]
    whole = _decade(rest, shape) if shape[-1] in "eE" else _single(rest, shape)
    return tuple(replace(when, part=part) for when in whole)


def _short_year(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """August '56, the summer of '48: of either century that the documents are of."""
    year = tokens[-1].text
    if len(year) != 2 or tokens[-2].end != tokens[-1].start:  # noqa: PLR2004  # two figures
        return ()
    season = SEASONS.get(bare(tokens[0].text), 0)
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
    if len(months) == 1 and abs(last.day - first.day) not in _STYLES:
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


def _of_month(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """The 20th of the month, the end of the year."""
    days, _, _ = _parts(tokens)
    return _one(Day(day=next(iter(days), 0)), f"the {bare(tokens[-1].text)}", _part(tokens))


def _next_month(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """Last December, next May."""
    return _one(Day(0, _month_number(tokens[1])), f"{bare(tokens[0].text)} nearest")


def _season(tokens: Sequence[Token], shape: str) -> tuple[When, ...]:
    number = next(filter(None, (SEASONS.get(bare(t.text), 0) for t in tokens)))
    years = _parts(tokens)[2]
    if shape[0] == "l":
        return _one(Day(0, number), f"{bare(tokens[0].text)} nearest")
    return _one(Day(years[0] if years else 0, number), "season", _part(tokens))


def _seasons(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """The winter of 1944-45."""
    number = SEASONS[bare(tokens[0].text)]
    (years,) = _two_years(tokens[-3:], "")
    start, end = (replace(day, month=number) for day in (years.start, years.end))
    return (When(start, end, "season"),)


def _decade(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    figures = DECADE.fullmatch(tokens[-1].text)
    tens = int(figures[2]) * 10 if figures else DECADES[bare(tokens[-1].text)]
    named = sum(CENTURIES.get(bare(token.text), 0) for token in tokens)
    told = int(figures[1]) * 100 if figures and figures[1] else named
    days = (Day(century + tens) for century in ((told,) if told else (1900, 1800)))
    return tuple(When(day, day, "decade", _part(tokens)) for day in days)


def _weekday(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    word = bare(tokens[0].text)
    day = WEEKDAYS.get(word) or SHORT_WEEKDAYS.get(word)
    if day is None:
        return _one(Day(day=WEEKDAYS[word.removesuffix("s")]), "weekday", "every")
    return _one(Day(day=day), "weekday")


def _feast(tokens: Sequence[Token], shape: str) -> tuple[When, ...]:
    """Christmas, Easter Monday, Christmas Eve 1943, May Day."""
    words = [bare(token.text) for token in tokens]
    years = _parts(tokens)[2]
    year = years[0] if years else 0
    if shape[0] == "m":
        return _one(Day(year, 5, 1)) if words[0] == "may" else ()
    month, day = FEASTS.get(words[0], (0, 0))
    if month and "W" not in shape:
        return _one(Day(year, month, day - ("v" in shape)))
    return _one(Day(year), "feast " + " ".join(word for word in words[:2] if word.isalpha()))


def _new_year(tokens: Sequence[Token], shape: str) -> tuple[When, ...]:
    """New Year's Day, New Year's Eve 1943."""
    years = _parts(tokens)[2]
    year = years[0] if years else 0
    return _one(Day(year, 12, 31) if "v" in shape else Day(year, 1, 1))


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
    seasons = [SEASONS[word] for token in tokens if (word := bare(token.text)) in SEASONS]
    day = Day(month=next(iter(months + seasons), 0), day=next(iter(days), 0))
    return _one(day, _term(tokens[-2:]), _part(tokens))


def _term(tokens: Sequence[Token]) -> str:
    words = (bare(token.text) for token in tokens)
    return " ".join("this" if word in CURRENT else word for word in words).removeprefix("the ")


def _ago(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    """Two years ago, ten days ago: so many of a unit of time before the document was written."""
    count = COUNTS.get(bare(tokens[0].text)) or int(tokens[0].text)
    return _one(Day(), f"{count} {bare(tokens[1].text).removesuffix('s')} ago")


def _relative(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    return _one(Day(), _term(tokens))


READERS: dict[str, Callable[[Sequence[Token], str], tuple[When, ...]]] = {
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
    "feast": _feast,
    "ago": _ago,
    "ofmonth": _of_month,
    "newyear": _new_year,
    "nextmonth": _next_month,
    "nextweekday": _next_weekday,
    "weekday": _weekday,
    "partlast": _part_of_last,
    "relative": _relative,
    "year": _single,
}
