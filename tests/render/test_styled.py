"""Styled words as lines."""

import re

from hypothesis import given
from hypothesis import strategies as st

from provtrack.render.styled import BOLD, columns, wrapped

words = st.text("ab é中e\u0301", max_size=40).map(lambda text: " ".join(text.split()))


@given(first=words, rest=words, width=st.integers(2, 12))
def test_no_line_is_too_wide_and_nothing_is_lost(first: str, rest: str, width: int) -> None:
    lines = wrapped([(first, BOLD), (rest, 0)], width, colour=False)
    assert max(map(columns, lines)) <= width
    assert "".join(lines).replace(" ", "") == (first + rest).replace(" ", "")
    coloured = wrapped([(first, BOLD), (rest, 0)], width, colour=True)
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in coloured] == lines


def test_lines_are_broken_at_spaces_and_each_is_styled_by_itself() -> None:
    found = wrapped([("The deputy", BOLD), (" minister asked", 0)], 12, colour=True)
    assert found == ["\x1b[1mThe deputy\x1b[0m", "minister", "asked"]


def test_a_word_that_is_too_long_is_cut() -> None:
    assert wrapped([("a Donaudampfschiff", 0)], 8, colour=False) == ["a", "Donaudam", "pfschiff"]
    assert wrapped([("中文中文", 0)], 5, colour=False) == ["中文", "中文"]
