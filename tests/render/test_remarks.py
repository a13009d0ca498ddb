"""Two texts that have nothing to do with each other say so at once, and so do two languages."""

import pytest
from commandline import successful
from holdings import FIRST_STATE, TALK, Collection, write

from provtrack.model import Link, Text
from provtrack.render.remarks import unrelated

SHIPPING = [
    "Every captain shall keep a book of the cargo that is put on board of his ship.",
    "Ropes, sails and anchors are to be looked over before each voyage by two masters.",
    "Wages fall due when the vessel has come home and its goods have been unloaded.",
    "Whoever leaves his ship in a foreign port loses what he has earned until then.",
    "A pilot answers with his own means for the harm that is done by his neglect.",
]
SENTENCE = "These texts hardly share any wording"


@pytest.fixture
def other(collection: Collection) -> str:
    write(collection.root / "shipping.txt", SHIPPING)
    return "shipping.txt"


def test_a_comparison_says_so_instead_of_printing_noise(other: str) -> None:
    out = successful("compare", f"{TALK}/halloran", other).out
    assert SENTENCE in out
    assert "none of 8 paragraphs on the left and none of 5 on the right correspond" in " ".join(
        out.split()
    )
    assert "captain" not in out


@pytest.mark.parametrize("command", ["align", "compare"])
@pytest.mark.parametrize("output_format", ["text", "html", "md"])
def test_it_is_said_in_every_format_for_people(
    other: str, command: str, output_format: str
) -> None:
    out = successful(command, f"{TALK}/halloran", other, "-f", output_format).out
    assert out.count(SENTENCE) == 1


@pytest.mark.parametrize("command", ["align", "compare"])
def test_it_is_not_said_of_renderings_of_one_document(collection: Collection, command: str) -> None:
    assert SENTENCE not in successful(command, f"{TALK}/halloran", f"{TALK}/archive").out


def test_the_page_still_shows_both_texts(other: str) -> None:
    assert "captain" in successful("compare", f"{TALK}/halloran", other, "-f", "html").out


def test_a_text_compared_with_itself_is_identical(collection: Collection) -> None:
    out = successful("compare", f"{TALK}/halloran", f"{TALK}/halloran", "--exit-code").out
    assert out.endswith("identical: 8 paragraphs\n")


def test_an_excerpt_is_no_other_document(collection: Collection) -> None:
    write(collection.root / "whole.txt", [*SHIPPING * 6, *FIRST_STATE, *SHIPPING * 6])
    write(collection.root / "part.txt", FIRST_STATE[2:6])
    assert SENTENCE not in successful("compare", "whole.txt", "part.txt").out


LEFT, RIGHT = Text("a", FIRST_STATE[:4]), Text("b", tuple(SHIPPING[:4]))
STRANGE = tuple(Link((number,), (number,), 0.05, 0.05) for number in range(1, 5))


LETTERHEAD = "Embassy of the USSR in the DPRK, 17 January 1956"
SIGNATURE = "Chargé d'affaires of the USSR in the DPRK, A. Petrov"


@pytest.mark.parametrize("score", [0.08, 0.4])
def test_a_letterhead_and_a_signature_in_common_do_not_make_one_document(score: float) -> None:
    left = Text("a", (LETTERHEAD, *FIRST_STATE, SIGNATURE))
    right = Text("b", (LETTERHEAD, *(SHIPPING * 2)[: len(FIRST_STATE)], SIGNATURE))
    ends = 1, len(left.paragraphs)
    links = [
        Link((number,), (number,), 0.55 if number in ends else score, 1) for number in left.numbers
    ]
    said = unrelated(left, right, links)
    assert bool(said) == (score < 0.1)
    assert "2 of 10 paragraphs on the left and 2 of 10 on the right" in said or not said


def test_nothing_is_said_of_texts_in_two_languages() -> None:
    left, right = (
        Text("a", FIRST_STATE[:4], language="en"),
        Text("b", RIGHT.paragraphs, language="ko"),
    )
    assert unrelated(left, right, STRANGE) == ""


def test_nothing_is_said_when_an_editor_ruled_that_they_answer_each_other() -> None:
    pinned = (Link((1,), (1,), 0.05, 1, pinned=True), *STRANGE[1:])
    assert unrelated(LEFT, RIGHT, STRANGE)
    assert unrelated(LEFT, RIGHT, pinned) == ""


def test_nothing_is_said_of_a_part_of_the_links() -> None:
    assert unrelated(LEFT, RIGHT, STRANGE[:2]) == ""


def test_nothing_is_said_of_a_paragraph_or_two() -> None:
    left, right = Text("a", FIRST_STATE[:2]), Text("b", tuple(SHIPPING[:2]))
    assert unrelated(left, right, STRANGE[:2]) == ""


RUSSIAN = ["Он болел три месяца.", "17 января его не было.", "С докладом выступил советник."]
ENGLISH = ["He was ill for three months.", "He was away on 18 January.", "The counsellor spoke."]


@pytest.mark.parametrize("output_format", ["text", "html", "md"])
def test_texts_in_two_languages_say_what_is_compared(
    collection: Collection, output_format: str
) -> None:
    write(collection.root / "original.txt", RUSSIAN)
    write(collection.root / "translation.txt", ENGLISH)
    out = successful("compare", "original.txt", "translation.txt", "-f", output_format).out
    assert " ".join(out.split()).count("These texts are in two languages") == 1
    assert "counsellor" in out
    out = successful("compare", "original.txt", "original.txt", "-f", output_format).out
    assert "languages" not in out


def test_a_translation_shows_only_other_facts_as_substantive(collection: Collection) -> None:
    write(collection.root / "original.txt", RUSSIAN)
    write(collection.root / "translation.txt", ENGLISH)
    out = successful("compare", "original.txt", "translation.txt", "--substantive").out
    assert "17 января" in out
    assert "18 January" in out
    assert "counsellor" not in out
