"""Tables on a terminal: no wider than it is, and nothing of a cell lost."""

from hypothesis import given
from hypothesis import strategies as st

from provtrack.render import Screen
from provtrack.render.terminal.table import table

HEADER = ("step", "by", "known")
WORDS = st.sampled_from(
    (
        "",
        "s1",
        "goldberg-gary",
        "history-and-public-policy-program",
        "three words here " * 5,
        "a" * 90,
    )
)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4))
def test_a_table_keeps_to_the_screen_and_loses_no_character(rows: list[tuple[str, ...]]) -> None:
    shown = table(rows, HEADER, Screen(60))
    assert max(len(line) for line in shown.splitlines()) <= 60
    body = "".join(shown.splitlines()[2:])
    assert sorted(body.replace(" ", "")) == sorted("".join(map("".join, rows)).replace(" ", ""))


def test_a_table_that_fits_is_not_wrapped() -> None:
    assert table([("s1", "goldberg-gary", "attested")], HEADER, Screen(60)).splitlines() == [
        "step    by             known",
        "------  -------------  --------",
        "s1      goldberg-gary  attested",
    ]


def test_an_id_too_long_for_the_screen_goes_on_behind_a_hyphen() -> None:
    shown = table([("s1", "history-and-public-policy-program", "attested")], HEADER, Screen(40))
    assert shown.splitlines()[2:] == [
        "s1      history-and-public-  attested",
        "        policy-program",
    ]


def test_what_a_terminal_would_obey_is_shown() -> None:
    assert "\x1b" not in table([("s1", "\x1b[2J", "attested")], HEADER, Screen(60))


def test_without_rows_the_names_of_the_columns_stand_alone() -> None:
    assert table([], HEADER, Screen(60)).startswith("step")
