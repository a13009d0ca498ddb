import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.numbers import find, numbers
from provtrack.numbers.words import FRACTIONS, ORDINALS, SCALES, SMALL
from provtrack.text import tokenize


def read(text: str) -> list[str]:
    return [" ".join(number.readings[0]) for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("eight hours", "cardinal 8"),
        ("twenty-five trucks", "cardinal 25"),
        ("three hundred and fifty thousand", "cardinal 350000"),
        ("1,500,000 tons", "cardinal 1500000"),
        ("25 000 men", "cardinal 25000"),
        ("1.5 million", "cardinal 1500000"),
        ("400 to 420 people", "range 400 420"),
        ("400–420 people", "range 400 420"),
        ("3-5 million", "range 3000000 5000000"),
        ("twenty per cent", "cardinal 20 %"),
        ("$5 million", "cardinal 5000000 dollar"),
        ("5 million dollars", "cardinal 5000000 dollar"),
        ("the XX Congress", "ordinal 20"),
        ("the twenty-first century", "ordinal 21"),
        ("two thirds of it", "cardinal 2/3"),
        ("half a loaf", "cardinal 1/2"),
        ("a dozen eggs", "cardinal 12"),
        ("a score of deserters", "cardinal 20"),
        ("half a million roubles", "cardinal 500000 ruble"),
        ("three quarters of a million", "cardinal 750000"),
        ("2 1/2 years", "cardinal 5/2"),
        ("4 billion 300 million rubles", "cardinal 4300000000 ruble"),
        ("10-3/4 per cent", "cardinal 43/4 %"),
        ("25 mln. rubles", "cardinal 25000000 ruble"),
        ("the 2d Division", "ordinal 2"),
        ("at 3d. each", "cardinal 3 penny"),
        ("twelve shillings and sixpence", "cardinal 5/8 pound"),
        ("12s. 6d. a yard", "cardinal 5/8 pound"),
        ("9 r. 50 k. a pood", "cardinal 19/2 ruble"),
        ("three rubles and fifty kopeks", "cardinal 7/2 ruble"),
        ("twice", "times 2"),
        ("3:30 p.m.", "clock 15 30"),
        ("half past three p.m.", "clock 15 30"),
        ("a quarter to five a.m.", "clock 4 45"),
        ("at 2200 hours", "clock 22 0"),
        ("10 to 12 a.m.", "clocks 10 0 0 0"),
        ("two and three quarters million", "cardinal 2750000"),
        ("2½ million", "cardinal 2500000"),
        ("between 60 and 70 men", "range 60 70"),
        ("fell to -20 degrees", "cardinal -20"),
        ("for 2200 hours", "cardinal 2200"),
        ("twenty past nine in the evening", "clock 21 20"),
        ("five o'clock in the afternoon", "clock 17 0"),
        ("2 at night", "clock 2 0"),
        ("at noon", "clock 12 0"),
        ("£2.5m a year", "cardinal 2500000 pound"),
        ("300 million francs", "cardinal 300000000 franc"),
        ("thirty-odd officers", "cardinal 30 odd"),
        ("one in ten of them", "cardinal 1/10"),
        ("two out of three", "cardinal 2/3"),
        ("a third.", "cardinal 1/3"),
        ("by at least half,", "cardinal 1/2"),
        ("at 38s. a ton", "cardinal 38 shilling"),
        ("AT 6D A YARD", "cardinal 6 penny"),
        ("SIXPENCE A YARD", "cardinal 6 penny"),
        ("£12 10s. a year", "cardinal 25/2 pound"),
        ("9 r. a pood", "cardinal 9 ruble"),
        ("the 11th to the 12th", "range 11 12"),
        ("Articles I–V apply", "range 1 5"),
        ("40–45,000 head", "range 40000 45000"),
        ("the ratio 3:2", "range 3 2"),
        ("once a day", "times 1"),
        ("12만 톤을", "cardinal 120000"),
        ("150 marks or thirty days", "cardinal 150 mark cardinal 30"),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, value: str) -> None:
    assert " ".join(read(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "I went home",
        "he was once rich",
        "the CC and DC",
        "wait a second, please",
        "to second the motion",
        "nothing",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert read(text) == []


def test_a_full_stop_between_figures_may_part_thousands_or_decimals() -> None:
    (written,) = numbers("1.500 km")
    (grouped,) = numbers("1,500 km")
    (decimal,) = numbers("1.5 km")
    assert written.same(grouped)
    assert written.same(decimal)
    assert not grouped.same(decimal)


FIGURES = st.sampled_from(["3", "1.5", "1,500", "17.01.1956", "1.2.3", "10:30", "2nd", "5m", "½"])
PHRASES = st.lists(
    FIGURES
    | st.sampled_from([*SMALL, *SCALES, *FRACTIONS, *ORDINALS])
    | st.sampled_from(["a", "past", "to", "and", "-", "/", "per", "cent", "between", "hours", "$"]),
    max_size=6,
).map(" ".join)


@given(st.text() | PHRASES)
def test_any_text_can_be_read_and_numbers_do_not_overlap(text: str) -> None:
    tokens = tokenize(text)
    done = 0
    for number in find(tokens):
        assert done <= number.start < number.end <= len(tokens)
        assert number.readings
        done = number.end


@given(st.integers(0, 10**12))
def test_figures_read_the_same_with_and_without_commas(value: int) -> None:
    assert read(f"{value:,}") == read(f"{value}") == [f"cardinal {value}"]


@pytest.mark.parametrize("unit", ["twenty-", "twenty ", "twenty-two-"])
def test_a_long_run_of_words_of_number_is_no_trap(unit: str) -> None:
    assert len(numbers(unit * 50_000)) < 2
