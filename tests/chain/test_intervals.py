"""The days that a date may mean: wide enough for every doubt, and no wider."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provtrack.chain import ANY, Interval, interval


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("1956-02-25", (1956, 2, 25), (1956, 2, 25)),
        ("1956-02", (1956, 2, 1), (1956, 2, 29)),
        ("1956", (1956, 1, 1), (1956, 12, 31)),
        ("195X", (1950, 1, 1), (1959, 12, 31)),
        ("1956-XX-05", (1956, 1, 5), (1956, 12, 5)),
        ("-0044", (-44, 1, 1), (-44, 12, 31)),
        ("Y-17000", (-17000, 1, 1), (-17000, 12, 31)),
        ("1956-01-17/1956-01-18", (1956, 1, 17), (1956, 1, 18)),
        ("1956~", (1946, 1, 1), (1966, 12, 31)),
        ("1956-02~", (1955, 2, 1), (1957, 2, 28)),
        ("1956-03-31~", (1956, 2, 29), (1956, 4, 30)),
        ("1956-24", (1955, 12, 1), (1957, 2, 29)),
        ("{1956,1958-03}", (1956, 1, 1), (1958, 3, 31)),
        ("[1956..1958]", (1956, 1, 1), (1958, 12, 31)),
        ("../1956", None, (1956, 12, 31)),
        ("1956/..", (1956, 1, 1), None),
        ("/1956", None, (1956, 12, 31)),
        ("1956?/1957", None, (1957, 12, 31)),
        ("[..1956]", None, (1956, 12, 31)),
    ],
)
def test_a_date_has_an_earliest_and_a_latest_day(
    date: str, earliest: tuple[int, int, int] | None, latest: tuple[int, int, int] | None
) -> None:
    found = interval(date)
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "date",
    ["", "1956?", "1956%", "1956-02-?25", "?1956-02-25", "1950S2", "Y1E999999999", "..",
     "1956-1X-01"],
)  # fmt: skip
def test_what_is_doubtful_or_cannot_be_counted_may_be_any_day(date: str) -> None:
    assert interval(date) == ANY


def test_only_days_that_cannot_meet_come_before_each_other() -> None:
    february, day = interval("1956-02"), interval("1956-02-25")
    assert interval("1956-01").surely_before(february)
    assert not february.surely_before(day)
    assert not day.surely_before(february)
    assert not ANY.surely_before(day)
    assert not day.surely_before(ANY)
    assert interval("1957/1956").is_empty


_DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31))


@settings(deadline=None)
@given(_DAYS, st.sampled_from(["{0:%Y}", "{0:%Y-%m}", "{0}", "{0:%Y}~", "{0:%Y-%m}~", "{0}~"]))
def test_every_form_of_a_day_holds_that_day(day: dt.date, form: str) -> None:
    found = interval(form.format(day))
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= (day.year, day.month, day.day) <= found.latest


@settings(deadline=None)
@given(_DAYS, _DAYS)
def test_of_two_days_one_comes_before_the_other(one: dt.date, other: dt.date) -> None:
    earlier, later = interval(str(one)), interval(str(other))
    assert earlier.surely_before(later) == (one < other)
    assert Interval(earlier.earliest, later.latest).is_empty == (other < one)
