"""What a date in prose may say, as values that can be compared."""

from dataclasses import dataclass


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
    def is_ago(self) -> bool:
        """Whether it is told by how long ago it was, and nothing resolved that: 2 year ago."""
        return self.sort.endswith(" ago")

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
