import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtrack.locate.quotation import Gap, parse


def parts(text: str, reading: int = 0) -> list[tuple[str, Gap]]:
    return [(" ".join(part.words.keys), part.gap) for part in parse(text).readings[reading]]


@pytest.mark.parametrize(
    "dots", ["…", "...", ". . .", "....", "[…]", "[...]", "[. . .]", "(…)", "<…>", "[ ... ]"]
)
def test_an_ellipsis_of_any_form_parts_a_quotation(dots: str) -> None:
    assert parts(f"the harvest {dots} had failed") == [
        ("the harvest", Gap.NONE),
        ("had failed", Gap.ELISION),
    ]


def test_an_ellipsis_at_an_end_parts_nothing() -> None:
    assert parts("… the harvest had failed ...") == [("the harvest had failed", Gap.NONE)]
    assert not parse("… the harvest").is_elided


def test_a_changed_letter_is_read_as_its_letter() -> None:
    assert parts("[T]he harvest had failed") == [("the harvest had failed", Gap.NONE)]


def test_words_in_brackets_are_the_sources_or_the_authors() -> None:
    text = "when [Teresh] asked [sic] for grain"

    assert parts(text) == [("when teresh asked sic for grain", Gap.NONE)]
    assert parts(text, reading=1) == [
        ("when", Gap.NONE),
        ("asked", Gap.BRACKETS),
        ("for grain", Gap.BRACKETS),
    ]


@pytest.mark.parametrize(
    "quoted", ["“the harvest”", '"the harvest"', "«the harvest»", "„the harvest“", "‘the harvest’"]
)
def test_marks_around_all_of_it_are_no_part_of_it(quoted: str) -> None:
    assert parse(quoted).text == "the harvest"


def test_marks_of_two_quotations_are_left_alone() -> None:
    assert parse("“No,” he said, “never.”").text == "“No,” he said, “never.”"


@pytest.mark.parametrize("empty", ["", " ", "…", "“”", "[…]", "?!"])
def test_nothing_but_marks_has_no_reading(empty: str) -> None:
    assert parse(empty).readings == ()
    assert parse(empty).length == 0


@given(st.text(max_size=60))
def test_no_part_is_without_words(text: str) -> None:
    for reading in parse(text).readings:
        assert reading
        assert all(part.words.keys for part in reading)
        assert reading[0].gap is Gap.NONE
