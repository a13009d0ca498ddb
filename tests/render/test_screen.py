"""Lines that are filled without rich are the lines that rich fills."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.text import Text

from provtrack.render import Screen
from provtrack.render.screen import filled, printed

WORDS = st.text(alphabet="ab-.[+}≠éßяΩ“—…\xad漢e\u0301", min_size=1, max_size=14)
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", " \n"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=20).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@given(TEXTS, st.integers(min_value=8, max_value=30))
@settings(max_examples=200)
@example("one two three", 7)
@example("", 10)
@example("one\n\ntwo", 10)
def test_lines_are_as_rich_fills_them(text: str, width: int) -> None:
    lines = filled(text, width)
    if lines is not None:
        assert lines == printed(Text(text), Screen(width)).split("\n")[:-1]


def test_prose_needs_no_rich() -> None:
    prose = "He said: “не верю” — and left [-the room-] {+home+} in 1956…"
    assert filled(prose, 20) == [
        "He said: “не верю” —",
        "and left [-the",
        "room-] {+home+} in",
        "1956…",
    ]


def test_headings_of_passages_need_no_rich() -> None:
    heading = "≠ ¶12-13 | ¶12  substantive: number, wording"
    assert filled(heading, 80) == [heading]


def test_what_takes_more_than_cutting_at_spaces_is_left_to_rich() -> None:
    assert filled("a" * 11, 10) is None
    assert filled("  indented far and wide", 10) is None
    assert filled("漢字", 10) is None
