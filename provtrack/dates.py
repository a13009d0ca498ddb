"""Dates in running prose, as values that can be compared.

As in :mod:`provtrack.numbers`, a text becomes a string of one letter a token, and the forms of
dates are regular expressions over it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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

    def same(self, other: "Date") -> bool:
        """Whether both may mean the same."""
        return not set(self.readings).isdisjoint(other.readings)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = "january february march april may june july august september october november december"
_MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_ENGLISH.split(), 1)},
    **{
        form: number
        for number, forms in enumerate(
            (
                "январь января январе",
                "февраль февраля феврале",
                "март марта марте",
                "апрель апреля апреле",
                "май мая мае",
                "июнь июня июне",
                "июль июля июле",
                "август августа августе",
                "сентябрь сентября сентябре",
                "октябрь октября октябре",
                "ноябрь ноября ноябре",
                "декабрь декабря декабре",
            ),
            1,
        )
        for form in forms.split()
    },
}
_SHORT_MONTHS = {
    **{name[:3]: number for name, number in _MONTHS.items() if number != 5 and name.isascii()},  # noqa: PLR2004  # May has no short form
    "sept": 9,
}
_AMBIGUOUS = frozenset(("may", "march", "august"))
"""Months that are words as well: read as months only with a capital and among date words."""
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1
    )
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF's numbers of the seasons (ISO 8601-2)."""
_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_PARTS = {
    **dict.fromkeys(("early", "beginning", "start"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late", "end"), "late"),
}
_ROMAN_MONTHS = {
    name: number
    for number, name in enumerate(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1
    )
}
_ORDINALS = {
    name: number
    for number, name in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
            *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
            *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
        ),
        1,
    )
}
_RELATIVE: Mapping[tuple[str, ...], tuple[str, int]] = {
    ("last", "year"): ("year", -1),
    ("this", "year"): ("year", 0),
    ("next", "year"): ("year", 1),
    ("last", "month"): ("month", -1),
    ("this", "month"): ("month", 0),
    ("next", "month"): ("month", 1),
}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}

_LETTERS: dict[str, str] = {
    **dict.fromkeys("-–—‑−", "-"),
    ",": ",",
    ".": ".",
    "/": "/",
    "the": "t",
    "of": "f",
    **dict.fromkeys(("to", "till", "until", "through"), "T"),
    "and": "&",
    "or": "r",
    "'": "'",
    "’": "'",
    "‘": "'",
    "between": "b",
    "from": "b",
    **dict.fromkeys(_PARTS, "q"),
    **dict.fromkeys(_WEEKDAYS, "W"),
    **dict.fromkeys(_SEASONS, "S"),
    **dict.fromkeys(_DECADES, "E"),
    **dict.fromkeys(_DAYS, "x"),
    **dict.fromkeys(("last", "this", "next"), "l"),
    **dict.fromkeys(("year", "month"), "u"),
    **dict.fromkeys(("г", "года", "году"), "g"),
    "年": "J",
    "月": "K",
    "日": "L",
}
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DAY_ORDINAL = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)")
_DECADE = re.compile(r"(1\d|20)?(\d)0(?:['’ʼ]?s)")
_KOREAN = {"년": "J", "월": "K", "일": "L"}
_KOREAN_PART = re.compile(r"(\d{1,4})([년월일])\w{0,2}")

_BEFORE_YEAR = _set(
    "in of since until till by from to after before during between year years around about circa "
    "ca early mid late spring summer autumn fall winter and as through for the or for—"
)
_COUNTED = _set("men people persons tons workers soldiers troops copies women cases")


def find(tokens: Sequence[Token], written: str = "") -> Iterator[Date]:
    """The dates of a text, in order.

    Args:
        tokens: of the text.
        written: EDTF date of the document; years and relative terms are resolved against it.
    """
    shape = _shape(tokens)
    anchor = _anchor(written)
    for match in _PATTERN.finditer(shape):
        start = match.start(match.lastgroup or 0)
        found = _READERS[match.lastgroup or ""](tokens[start : match.end()], match[0])
        readings = tuple(_resolved(when, anchor) for when in found)
        if readings and all(map(_is_possible, readings)):
            yield Date(start, match.end(), readings)


def dates(text: str, written: str = "") -> list[Date]:
    """The dates of a text; their indices count its tokens."""
    return list(find(tokenize(text), written))


@lru_cache(maxsize=1 << 16)
def _letter(text: str) -> str:  # noqa: PLR0911  # one return a class of token
    word = text.casefold()
    if text[0].isdigit():
        return _figure_letter(text)
    if word in _MONTHS:
        return "m" if word not in _AMBIGUOUS else "A" if text[0].isupper() else " "
    if word in _SHORT_MONTHS and text[0].isupper():
        return "M"
    if word in _LETTERS:
        return _LETTERS[word]
    if text in _ROMAN_MONTHS:
        return "R"
    if word in _ORDINALS:
        return "o"
    return " "


def _figure_letter(text: str) -> str:
    if _YEAR.fullmatch(text):
        return "y"
    if _DAY.fullmatch(text):
        return "d"
    if _DAY_ORDINAL.fullmatch(text.casefold()):
        return "o"
    if _DOTTED.fullmatch(text):
        return "."[:0] + "k"
    if _DECADE.fullmatch(text):
        return "e"
    korean = _KOREAN_PART.fullmatch(text)
    return (
        {"년": "1", "월": "2", "일": "3"}[korean[2]] if korean else "n" if text.isdigit() else " "
    )


def _shape(tokens: Sequence[Token]) -> str:
    letters = [_letter(token.text) for token in tokens]
    for index, letter in enumerate(letters):
        if letter == "A":
            letters[index] = "m" if _is_month(tokens, letters, index) else " "
        elif letter == "y" and not _is_year(tokens, letters, index):
            letters[index] = "Y"
    return "".join(letters)


def _is_month(tokens: Sequence[Token], letters: Sequence[str], index: int) -> bool:
    """Whether ``May``, ``March`` or ``August`` with a capital is the month."""
    before = letters[index - 1] if index else ""
    after = letters[index + 1] if index + 1 < len(letters) else ""
    ordinal = letters[index + 1 : index + 3] == ["t", "o"]
    if ordinal or (after and after in "dyo") or (before and before in "dofb&-qT"):
        return True
    if not index or tokens[index - 1].text in _SENTENCE_ENDS:
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if tokens[index].text.casefold() == "may":
            return following.casefold() in {"and", "was", "is", ",", "saw", "brought"}
        return following.casefold() not in {"to", "on", "past", "up", "forward", "into", "out"}
    return tokens[index - 1].text.casefold().rstrip(".") not in _NAMING


_SENTENCE_ENDS = frozenset('.!?:“"')
_NAMING = _set("mr mrs miss ms dr comrade theresa aunt named called")


def _is_year(tokens: Sequence[Token], letters: Sequence[str], index: int) -> bool:
    """Whether four figures are a year: they stand in a date, or after a word that leads to one."""
    before = letters[index - 1] if index else ""
    if before and before in "mMRE.SK/,-&g":
        return True
    after = letters[index + 1] if index + 1 < len(letters) else ""
    if after and after in "-mMTg&/J":
        return True
    following = tokens[index + 1].text.casefold() if index + 1 < len(tokens) else ""
    if following in _COUNTED:
        return False
    previous = tokens[index - 1].text.casefold() if index else ""
    return not previous or previous in _BEFORE_YEAR or previous in "([" or before == "T"


_DAYPART = "[do]"
_MONTH = r"(?:m|M\.?)"
_END = r"(?:,?y(?:g\.?)?)?"
_JOIN = "[-T&]"
_THE = "(?:t(?=o))?"  # the 3rd of May, but not the 3 May incident
_PATTERN = re.compile(
    "|".join(
        (
            r"(?P<iso>y-d-d)",
            r"(?P<cjk>yJ(?:dK(?:dL)?)?|dKdL|12?3?|23)",
            r"(?P<slashed>d/d/y|d\.R\.y|d/R/y|d-R-y)",
            r"(?P<dotted>k)",
            rf"(?P<twomonths>{_THE}{_DAYPART}f?{_MONTH}{_END}{_JOIN}t?{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<twodays>{_THE}{_DAYPART}{_JOIN}t?{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<monthdays>{_MONTH}t?{_DAYPART}{_JOIN}t?{_DAYPART}(?!f?m){_END})",
            rf"(?P<daymonth>{_THE}{_DAYPART}f?{_MONTH}{_END})",
            rf"(?P<monthday>{_MONTH}t?{_DAYPART}(?!{_MONTH}){_END})",
            rf"(?P<months>{_MONTH}{_JOIN}{_MONTH}{_END})",
            rf"(?P<month>(?:q-?f?)?{_MONTH}f?,?y|(?:q-?f?)?m|q-?f?M|M\.)",
            r"(?P<years>y[-Tr][ydn]|(?<=b)y&y)",
            r"(?P<season>(?:q-?)?Sf?y|l?S)",
            r"(?P<decade>(?:q-?f?)?'?e|(?<=t)E|(?<=t)q-?E)",
            r"(?P<weekday>W)",
            r"(?P<relative>lu|x)",
            r"(?P<year>(?:q-?f?)?y(?:g\.?)?)",
        )
    ).replace("rf", "")
)


def _figures(tokens: Sequence[Token], lengths: range) -> list[int]:
    return [int(t.text) for t in tokens if t.text.isdigit() and len(t.text) in lengths]


def _day_number(token: Token) -> int:
    word = token.text.casefold()
    ordinal = _DAY_ORDINAL.fullmatch(word)
    if ordinal:
        return int(ordinal[1])
    if word in _ORDINALS:
        return _ORDINALS[word]
    return int(word) if _DAY.fullmatch(word) else 0


def _month_number(token: Token) -> int:
    word = token.text.casefold()
    return _MONTHS.get(word) or _SHORT_MONTHS.get(word, 0)


def _year_number(token: Token) -> int:
    return int(token.text) if _YEAR.fullmatch(token.text) else 0


def _parts(tokens: Sequence[Token]) -> tuple[list[int], list[int], list[int]]:
    """Days, months and years among the tokens, in order."""
    return (
        list(filter(None, map(_day_number, tokens))),
        list(filter(None, map(_month_number, tokens))),
        list(filter(None, map(_year_number, tokens))),
    )


def _part(tokens: Sequence[Token]) -> str:
    return next(filter(None, (_PARTS.get(token.text.casefold(), "") for token in tokens)), "")


def _one(day: Day, sort: str = "date", part: str = "") -> tuple[When, ...]:
    return (When(day, day, sort, part),)


def _iso(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    year, month, day = (int(tokens[index].text) for index in (0, 2, 4))
    return _one(Day(year, month, day))


def _cjk(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    values = {"J": 0, "K": 0, "L": 0}
    for index, token in enumerate(tokens):
        korean = _KOREAN_PART.fullmatch(token.text)
        if korean:
            values[_KOREAN[korean[2]]] = int(korean[1])
        elif token.text in "年月日" and index:
            values[_LETTERS[token.text]] = int(tokens[index - 1].text)
    return _one(Day(values["J"], values["K"], values["L"]))


def _slashed(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    first, second, third = (tokens[index].text for index in (0, 2, 4))
    if second in _ROMAN_MONTHS:
        return _one(Day(int(third), _ROMAN_MONTHS[second], int(first)))
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
    first = int(tokens[0].text)
    last = int(tokens[2].text[:4])
    last += first // 100 * 100 if last < 100 else 0  # noqa: PLR2004  # 1956-57
    return (When(Day(first), Day(last)),)


def _season(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    number = next(filter(None, (_SEASONS.get(t.text.casefold(), 0) for t in tokens)))
    years = _parts(tokens)[2]
    return _one(Day(years[0] if years else 0, number), "season", _part(tokens))


def _decade(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    word = tokens[-1].text.casefold()
    figures = _DECADE.fullmatch(word)
    tens = int(figures[2]) * 10 if figures else _DECADES[word]
    century = int(figures[1]) * 100 if figures and figures[1] else 1900
    return _one(Day(century + tens), "decade", _part(tokens))


def _weekday(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    return _one(Day(day=_WEEKDAYS[tokens[0].text.casefold()]), "weekday")


def _relative(tokens: Sequence[Token], _shape: str) -> tuple[When, ...]:
    return _one(Day(), " ".join(token.text.casefold() for token in tokens))


_READERS: dict[str, Callable[[Sequence[Token], str], tuple[When, ...]]] = {
    "iso": _iso,
    "cjk": _cjk,
    "slashed": _slashed,
    "dotted": _dotted,
    "twomonths": _two_months,
    "twodays": _two_days,
    "monthdays": _two_days,
    "daymonth": _single,
    "monthday": _single,
    "months": _two_months,
    "month": _single,
    "years": _two_years,
    "season": _season,
    "decade": _decade,
    "weekday": _weekday,
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
    step = _RELATIVE.get(tuple(when.sort.split()))
    if step and step[0] == "year":
        day = Day(anchor.year + step[1])
    elif step and anchor.month:
        day = _shifted(anchor, step[1])
    elif when.sort in _DAYS and anchor.day:
        day = _next_day(anchor, _DAYS[when.sort])
    else:
        return when
    return When(day, day)


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
