from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.dates import dates, find
from provtrack.dates.words import FEASTS, LETTERS
from provtrack.dates.words import MONTHS as ALL_MONTHS
from provtrack.text import tokenize


def read(text: str, written: str = "") -> list[str]:
    return [found.readings[0].edtf for found in dates(text, written)]


@pytest.mark.parametrize(
    "text",
    [
        "17 January 1956",
        "January 17, 1956",
        "the 17th of January 1956",
        "17.01.1956",
        "17.I.1956",
        "1956-01-17",
        "17 Jan. 1956",
        "17 января 1956 г.",
        "1956년 1월 17일",
        "1956年1月17日",
    ],
)
def test_one_day_is_one_value_in_every_order_and_language(text: str) -> None:
    assert read(text) == ["1956-01-17"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17-18 January", "XXXX-01-17/XXXX-01-18"),
        ("between 3 and 5 June", "XXXX-06-03/XXXX-06-05"),
        ("30 January - 2 February 1956", "1956-01-30/1956-02-02"),
        ("in the 1990's", "1990"),
        ("in the fifties", "1950"),
        ("from 1945 to 1950", "1945/1950"),
        ("1956-57", "1956/1957"),
        ("in spring 1948", "1948-21"),
        ("the winter's snow", "XXXX-24"),
        ("the Thirties's end", "1930"),
        ("the 20th of the month", "XXXX-XX-20"),
        ("the season 1920/21", "1920/1921"),
        ("с 3 по 7 февраля 1951 года", "1951-02-03/1951-02-07"),
        ("on Christmas Eve 1943", "1943-12-24"),
        ("May Day was kept", "XXXX-05-01"),
        ("the 4th of Shaban 1295", "1295-38-04"),
        ("on May 3d, 1898", "1898-05-03"),
        ("the 2d of Febry 1788", "1788-02-02"),
        ("on 18 Brumaire", "XXXX-55-18"),
        ("on the 2nd of Shevat", "XXXX-52-02"),
        ("early in June", "XXXX-06"),
        ("late in the spring of 1956", "1956-21"),
        ("the latter half of August", "XXXX-08"),
    ],
)
def test_ranges_decades_and_seasons_are_dates(text: str, value: str) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("last year", "1955"),
        ("next month", "1956-03"),
        ("yesterday", "1956-02-24"),
        ("last Friday", "1956-02-24"),
        ("next Saturday", "1956-03-03"),
        ("next spring", "1956-21"),
        ("last December", "1955-12"),
        ("17 January", "1956-01-17"),
    ],
)
def test_a_relative_date_is_counted_from_the_date_of_the_document(text: str, value: str) -> None:
    assert read(text, "1956-02-25") == [value]


@pytest.mark.parametrize(
    "text",
    ["You may go", "May I go?", "They march on", "an august body", "1956 tons", "Mrs. May came"],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


def test_a_day_and_a_month_in_figures_may_stand_in_either_order() -> None:
    (found,) = dates("2/3/1956")
    assert {when.edtf for when in found.readings} == {"1956-03-02", "1956-02-03"}


WORDS = st.sampled_from([*LETTERS, *ALL_MONTHS, *FEASTS, "5", "12th", "1956", "1930s", "56", "V"])
PHRASES = st.lists(
    st.builds(lambda word, end: word.capitalize() + end, WORDS, st.sampled_from(["", "", "'s"])),
    max_size=6,
).map(" ".join)


@given(
    st.text() | PHRASES,
    st.sampled_from(["", "1956-02-25", "1956", "0000-00-00", "9999-12-31"]),
)
def test_any_text_can_be_read_and_dates_do_not_overlap(text: str, written: str) -> None:
    tokens = tokenize(text)
    done = 0
    for found in find(tokens, written):
        assert done <= found.start < found.end <= len(tokens)
        done = found.end


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_the_same_in_three_orders(day: date) -> None:
    name = MONTHS[day.month - 1]
    forms = (f"{day.day} {name} {day.year}", f"{name} {day.day}, {day.year}", day.isoformat())
    assert {tuple(read(form)) for form in forms} == {(day.isoformat(),)}


@pytest.mark.parametrize(
    "text",
    ["19 February (3 March) 1861", "19 February/3 March 1861", "February 19/March 3, 1861"],
)
def test_a_day_of_two_calendars_is_either(text: str) -> None:
    (both,) = dates(text)
    assert all(both.same(one) for one in dates("19 February 1861. 3 March 1861"))
    assert not any(both.same(one) for one in dates("20 February 1861. 4 March 1861"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the 5th inst.", "1905-08-05"),
        ("the 28th ult.", "1905-07-28"),
        ("the 28th of last month", "1905-07-28"),
        ("the spring of last year", "1904-21"),
        ("at the end of next month", "1905-09"),
    ],
)
def test_what_is_counted_from_the_date_of_a_letter_is_resolved(text: str, value: str) -> None:
    assert read(text, "1905-08-12") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two years ago", "1954"),
        ("a year ago", "1955"),
        ("2 months ago", "1956-01"),
        ("three weeks ago", "1956-02-09"),
        ("a fortnight ago", "1956-02-16"),
        ("ten days ago", "1956-02-20"),
        ("in the current year", "1956"),
        ("of the present month", "1956-03"),
        ("on July 1 of this year", "1956-07-01"),
    ],
)
def test_what_was_so_long_ago_is_counted_from_the_document(text: str, value: str) -> None:
    assert read(text, "1956-03-01") == [value]


def test_how_long_ago_it_was_stays_untold_without_a_date_of_the_document() -> None:
    assert [found.readings[0].sort for found in dates("two years ago")] == ["2 year ago"]
    assert [found.readings[0].sort for found in dates("ten days ago", "1956")] == ["10 day ago"]
