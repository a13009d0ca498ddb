"""Pins find their paragraphs again, or are reported."""

import pytest

from provtrack.model import Pin, Text
from provtrack.pins import OPENING, resolve
from provtrack.schemas.files import PinEntry, PinnedSide
from provtrack.text import paragraph_sha256

LEFT = (
    "The counsellor received the chairman at the embassy on 3 March.",
    "They spoke for two hours about the harvest, the price of rice and the new machine stations.",
    "The chairman asked that the loan be paid out before the end of the month.",
    "The conversation took place in Russian.",
)
RIGHT = (
    "On 3 March the chairman came to the embassy, where the counsellor received him.",
    "For two hours the talk was of the harvest, of rice prices and of machine stations.",
    "He requested payment of the loan by the end of the month.",
    "Russian was spoken.",
)


def side(variant: str, text: tuple[str, ...], *numbers: int) -> PinnedSide:
    paragraphs = [text[number - 1] for number in numbers]
    return PinnedSide(
        variant=variant,
        paragraphs=numbers,
        sha256=tuple(map(paragraph_sha256, paragraphs)),
        begins=tuple(paragraph[:OPENING] for paragraph in paragraphs),
    )


def pin(left: PinnedSide, right: PinnedSide, *, apart: bool = False) -> PinEntry:
    return PinEntry(left=left, right=right, apart=apart)


def nothing(_variant: str, _sha256: str) -> None:
    """No older text is known."""


def text(*paragraphs: str) -> Text:
    return Text("x", paragraphs)


def test_a_pin_holds_on_the_paragraphs_it_was_set_on() -> None:
    entry = pin(side("a", LEFT, 2, 3), side("b", RIGHT, 2), apart=True)

    resolved = resolve([entry], ("a", text(*LEFT)), ("b", text(*RIGHT)), nothing)

    assert resolved.pins == (Pin((2, 3), (2,), apart=True),)
    assert resolved.entries == (0,)
    assert resolved.lost == ()


def test_a_pin_is_turned_round_with_the_texts() -> None:
    entry = pin(side("a", LEFT, 1), side("b", RIGHT, 4))

    resolved = resolve([entry], ("b", text(*RIGHT)), ("a", text(*LEFT)), nothing)

    assert resolved.pins == (Pin((4,), (1,)),)


def test_a_pin_of_other_variants_is_passed_over() -> None:
    entry = pin(side("a", LEFT, 1), side("b", RIGHT, 1))

    resolved = resolve([entry], ("a", text(*LEFT)), ("c", text(*RIGHT)), nothing)

    assert (resolved.pins, resolved.lost) == ((), ())


def test_a_pin_follows_a_paragraph_that_moved() -> None:
    entry = pin(side("a", LEFT, 3), side("b", RIGHT, 3))
    moved = text(LEFT[3], LEFT[2], LEFT[0], LEFT[1])

    resolved = resolve([entry], ("a", moved), ("b", text(*RIGHT)), nothing)

    assert resolved.pins == (Pin((2,), (3,)),)


def test_of_paragraphs_that_read_the_same_the_nearest_is_meant() -> None:
    formula = "The counsellor took note of this."
    old = (formula, LEFT[0], formula, LEFT[1])
    entry = pin(side("a", old, 3), side("b", RIGHT, 1))
    now = text(formula, LEFT[0], LEFT[2], formula, LEFT[1])

    resolved = resolve([entry], ("a", now), ("b", text(*RIGHT)), nothing)

    assert resolved.pins == (Pin((4,), (1,)),)


def test_a_pin_follows_a_reworded_paragraph_through_the_older_text() -> None:
    entry = pin(side("a", LEFT, 2), side("b", RIGHT, 2))
    reworded = "The harvest, rice prices, machine stations: that was their subject for two hours."
    now = text("A new beginning of the report.", LEFT[0], reworded, LEFT[2], LEFT[3])

    resolved = resolve([entry], ("a", now), ("b", text(*RIGHT)), lambda _variant, _sha: LEFT)

    assert resolved.pins == (Pin((3,), (2,)),)


def test_a_pin_follows_a_paragraph_that_was_split() -> None:
    entry = pin(side("a", LEFT, 2), side("b", RIGHT, 2))
    now = text(
        LEFT[0],
        "They spoke for two hours about the harvest.",
        "Also about the price of rice and the new machine stations.",
        *LEFT[2:],
    )

    resolved = resolve([entry], ("a", now), ("b", text(*RIGHT)), lambda _variant, _sha: LEFT)

    assert resolved.pins == (Pin((2, 3), (2,)),)


def test_without_an_older_text_a_pin_follows_the_first_words() -> None:
    entry = pin(side("a", LEFT, 3), side("b", RIGHT, 3))
    now = text(*LEFT[:2], "The chairman asked for the loan to be paid before the month's end.")

    resolved = resolve([entry], ("a", now), ("b", text(*RIGHT)), nothing)

    assert resolved.pins == (Pin((3,), (3,)),)


@pytest.mark.parametrize("older", [None, LEFT])
def test_a_pin_whose_paragraph_is_gone_is_reported_and_not_used(
    older: tuple[str, ...] | None,
) -> None:
    entry = pin(side("a", LEFT, 3), side("b", RIGHT, 3))
    now = text(LEFT[0], LEFT[1], LEFT[3])

    resolved = resolve([entry], ("a", now), ("b", text(*RIGHT)), lambda _variant, _sha: older)

    assert resolved.pins == ()
    assert len(resolved.lost) == 1
    assert resolved.lost[0].startswith("pin 1 is not used: a has no paragraph any more")
    assert "The chairman asked" in resolved.lost[0]


def test_a_pin_may_rule_that_a_paragraph_has_no_counterpart() -> None:
    entry = pin(side("a", LEFT, 4), side("b", RIGHT))

    resolved = resolve([entry], ("a", text(*LEFT)), ("b", text(*RIGHT)), nothing)

    assert resolved.pins == (Pin((4,), ()),)
