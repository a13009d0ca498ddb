"""The days that an EDTF date may mean: the earliest and the latest, as far as anybody knows.

Two dates contradict each other only where no reading of the one goes with any reading of the
other, so every doubt widens: a date that is uncertain (``?``, ``%``) may be any day, one that is
approximate (``~``) may be off by what its precision makes plausible, an open or unknown end has no
bound (ISO 8601-2:2019, clauses 8 and 14).
"""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

Day = tuple[int, int, int]
"""Year, month, day; years before 1 count down from 0, as in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from ``earliest`` to ``latest``, both included; ``None`` for no bound."""

    earliest: Day | None = None
    latest: Day | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the end comes before the beginning."""
        return self.earliest is not None and self.latest is not None and self.latest < self.earliest

    def surely_before(self, other: "Interval") -> bool:
        """Whether every day of this one comes before every day of the other."""
        return (
            self.latest is not None and other.earliest is not None and self.latest < other.earliest
        )

    def not_before(self, earliest: Day | None) -> "Interval":
        """This one, without the days before ``earliest``."""
        bounds = [day for day in (self.earliest, earliest) if day is not None]
        return Interval(max(bounds, default=None), self.latest)


ANY = Interval()
"""Nothing is known of the date."""

_COMMON = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SEASON = re.compile(r"(-?\d{4})-(2[1-9]|3\d|4[01])")

_ABOUT_A_YEAR, _ABOUT_A_MONTH, _ABOUT_A_DAY = 10, 12, 1
"""How far off "about" may be: about 1956 by ten years, about February 1956 by twelve months, about
25 February 1956 by one. Wide on purpose: these bounds only ever accuse."""


@lru_cache(maxsize=4096)
def interval(value: str) -> Interval:
    """The days that an EDTF date may mean.

    Args:
        value: an EDTF string of level 0 to 2 that :func:`~provtrack.schemas.values.check_edtf`
            let pass; an empty one says nothing.
    """
    value = value.strip()
    if value[:1] in {"{", "["}:
        return _any_of(value[1:-1])
    if "/" in value:
        first, _, last = value.partition("/")
        return Interval(interval(first).earliest, interval(last).latest)
    return _single(value)


def _any_of(members: str) -> Interval:
    """Of a list or a range of dates: from the earliest of them to the latest."""
    found = []
    for member in members.split(","):
        first, dots, last = member.strip().partition("..")
        found.append(Interval(interval(first).earliest, interval(last if dots else first).latest))
    earliest = [each.earliest for each in found]
    latest = [each.latest for each in found]
    return Interval(
        None if None in earliest else min(filter(None, earliest), default=None),
        None if None in latest else max(filter(None, latest), default=None),
    )


def _single(value: str) -> Interval:
    # Doubt, significant digits ("1950S2"), and years that are told by their exponent.
    if not value or value == ".." or re.search(r"[?%SE]", value):
        return ANY
    about = "~" in value
    bare = value.replace("~", "")
    known = _season(bare) or _days_of(bare) or _parsed(bare)
    if not about or known == ANY:
        return known
    # A mark inside the date makes its left part doubtful, the year perhaps.
    return _widened(known, bare if value.endswith("~") else bare[:4])


def _season(value: str) -> Interval | None:
    """A season or a part of a year; which months a winter has depends on the hemisphere."""
    found = _SEASON.fullmatch(value)
    if not found:
        return None
    year = int(found[1])
    return Interval((year - 1, 12, 1), (year + 1, 2, 29))


def _days_of(value: str) -> Interval | None:
    """A year, a month or a day, without the price of the parser."""
    found = _COMMON.fullmatch(value)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if day:
        return Interval((year, month, day), (year, month, day))
    if month:
        return Interval((year, month, 1), (year, month, _last_day(year, month)))
    return Interval((year, 1, 1), (year, 12, 31))


def _parsed(value: str) -> Interval:
    """Everything else: unspecified digits, long and negative years, times of day."""
    import edtf

    try:
        parsed = edtf.parse_edtf(value)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        return Interval(
            (int(first[0]), int(first[1]), int(first[2])),
            (int(last[0]), int(last[1]), int(last[2])),
        )
    except (edtf.EDTFParseException, ValueError, TypeError, OverflowError, AttributeError):
        return ANY  # a form that the parser knows and cannot count: "1956-1X-01"


def _widened(known: Interval, value: str) -> Interval:
    parts = value.lstrip("-").count("-")
    if known.earliest is None or known.latest is None:
        return known
    if not parts:
        first, last = known.earliest[0] - _ABOUT_A_YEAR, known.latest[0] + _ABOUT_A_YEAR
        return Interval((first, 1, 1), (last, 12, 31))
    months = _ABOUT_A_MONTH if parts == 1 else _ABOUT_A_DAY
    return Interval(_shifted(known.earliest, -months), _shifted(known.latest, months))


def _shifted(day: Day, months: int) -> Day:
    year, month = divmod(day[0] * 12 + day[1] - 1 + months, 12)
    return (year, month + 1, min(day[2], _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    if month == 2:  # noqa: PLR2004  # February; years are not bounded as datetime's are
        return 29 if calendar.isleap(year) else 28
    return 30 if month in {4, 6, 9, 11} else 31
