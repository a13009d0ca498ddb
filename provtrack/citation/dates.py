"""EDTF dates in words, as the styles print them (ISO 8601-2:2019, levels 0 and 1)."""

import re
from dataclasses import dataclass
from functools import lru_cache

_EN = "January February March April May June July August September October November December"
_MLA = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec."
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_RU_ALONE = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_FIRST_SEASON = 21


@dataclass(frozen=True, slots=True)
class Point:
    """One date: a year that may end in X, month and day from 1, 0 where it has none."""

    year: str
    month: int = 0
    day: int = 0
    about: bool = False
    doubtful: bool = False

    @property
    def is_season(self) -> bool:
        """Whether the month is one of EDTF's numbers for seasons."""
        return self.month >= _FIRST_SEASON


@dataclass(frozen=True, slots=True)
class Form:
    """How a style writes dates.

    Attributes:
        layout: the order of month, day and year.
        months: names of the months beside a day, then those that stand alone with a year.
        seasons: spring, summer, autumn, winter.
        about: what an approximate date is put into.
        doubtful: what an uncertain date is put into.
        later: what an interval without an end is put into.
        earlier: what one without a beginning is put into.
        year: what a year is put into.
        decade: what the first year of a decade or century is put into.
        dash: between two dates of which one has several words.
    """

    layout: str
    months: tuple[str, str] = (_EN, _EN)
    seasons: str = "Spring Summer Fall Winter"
    about: str = "ca. {}"
    doubtful: str = "[{}?]"
    later: str = "{} or later"
    earlier: str = "{} or earlier"
    year: str = "{}"
    decade: str = "{}s"
    dash: str = "–"


LONG = Form("mdy")
APA = Form("ymd", doubtful="{}?")
MLA = Form("dmy", (_MLA, _MLA), about="circa {}", doubtful="{}?")
GOST = Form(
    "dmy",
    (_RU, _RU_ALONE),
    "весна лето осень зима",
    "около {}",
    "[{}?]",
    "не ранее {}",
    "не позднее {}",
    "{} г.",
    "{}-е гг.",
    " – ",
)

_POINT = re.compile(r"(-?\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?")


@lru_cache(maxsize=1024)
def parse(edtf: str) -> tuple[Point | None, ...]:
    """The dates that an EDTF string holds.

    Returns:
        One date, or the two ends of an interval, of which one may be open (``None``); nothing for
        an empty string or what is beyond level 1.
    """
    ends = edtf.split("/")
    if not edtf or len(ends) > 2 or not any(_is_date(end) for end in ends):  # noqa: PLR2004
        return ()
    points = tuple(_point(end) if end not in ("", "..") else None for end in ends)
    if any(
        point is None and end not in ("", "..") for point, end in zip(points, ends, strict=True)
    ):
        return ()
    return points


def _is_date(end: str) -> bool:
    return end not in ("", "..")


def _point(text: str) -> Point | None:
    bare = re.sub("[~?%]", "", text)
    match = _POINT.fullmatch(bare)
    if not match:
        return None
    month, day = (int(part) if part and part != "XX" else 0 for part in match.groups()[1:])
    about, doubtful = ("~" in text or "%" in text), ("?" in text or "%" in text)
    return Point(match[1], month, day, about, doubtful)


def print_date(edtf: str, form: Form) -> str:
    """An EDTF date in words; as it stands where no style has words for it; ``""`` for none."""
    points = parse(edtf)
    if not points:
        return edtf
    first, last = points[0], points[-1]
    if first is None or last is None:
        known = first or last
        assert known is not None  # noqa: S101  # parse() gives no interval without any date
        return (form.earlier if first is None else form.later).format(_one(known, form))
    if len(points) == 1 or first == last:
        return _one(first, form)
    return _interval(first, last, form)


def _interval(first: Point, last: Point, form: Form) -> str:
    plain = not any((first.about, first.doubtful, last.about, last.doubtful))
    if plain and first.year == last.year and first.day and last.day:
        start, end = _day_and_month(first, form), _day_and_month(last, form)
        dash = form.dash
        if first.month == last.month:
            dash = "–"
            start, end = (start, str(last.day)) if form.layout != "dmy" else (str(first.day), end)
        return _with_year(f"{start}{dash}{end}", first, form)
    if plain and first.year == last.year and first.month and last.month and not first.is_season:
        months = form.months[1].split()
        span = f"{months[first.month - 1]}–{months[last.month - 1]}"
        return _with_year(span, first, form, has_day=False)
    if plain and not (first.month or last.month) and form.year != "{}":
        return form.year.replace("г.", "гг.").format(f"{first.year}–{last.year}")
    dash = form.dash if first.month or last.month else "–"
    return f"{_one(first, form)}{dash}{_one(last, form)}"


def _one(point: Point, form: Form) -> str:
    if point.day:
        text = _with_year(_day_and_month(point, form), point, form)
    elif point.month:
        months = form.months[0 if point.about else 1]
        names = (form.seasons if point.is_season else months).split()
        index = point.month - (_FIRST_SEASON if point.is_season else 1)
        name = names[index] if index < len(names) else ""
        text = _with_year(name, point, form, has_day=False)
    else:
        text = _year(point, form)
    text = form.about.format(text) if point.about else text
    return form.doubtful.format(text.removesuffix(" г.")) if point.doubtful else text


def _day_and_month(point: Point, form: Form) -> str:
    month = form.months[0].split()[point.month - 1]
    return f"{point.day} {month}" if form.layout == "dmy" else f"{month} {point.day}"


def _with_year(rest: str, point: Point, form: Form, *, has_day: bool = True) -> str:
    year = _year(point, form)
    if form.layout == "ymd":
        return f"{year}, {rest}"
    return f"{rest}, {year}" if form.layout == "mdy" and has_day else f"{rest} {year}".strip()


def _year(point: Point, form: Form) -> str:
    if "X" in point.year:
        return form.decade.format(point.year.replace("X", "0"))
    return form.year.format(point.year)
