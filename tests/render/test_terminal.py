"""What a person reads at a terminal or in a pipe."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import harbour, linked
from rich.text import Text as Marked

from provtrack.model import (
    Alignment,
    Comparison,
    Edit,
    Kind,
    Link,
    Passage,
    Significance,
    Span,
    Status,
    Text,
)
from provtrack.render import Screen
from provtrack.render.links import alignment
from provtrack.render.screen import printed, wrapped
from provtrack.render.terminal import comparison, marked, text

PIPE = Screen(100)


def unmarked(out: str, *, keep: str) -> str:
    """One of the two texts, read out of the marked one."""
    drop = r"\[-.*?-\]" if keep == "right" else r"\{\+.*?\+\}"
    out = re.sub(drop, "", out, flags=re.DOTALL)
    return " ".join(re.sub(r"\[-|-\]|\{\+|\+\}", "", out).split())


def test_without_colour_the_marks_are_those_of_wdiff() -> None:
    out = comparison(harbour(), PIPE)

    assert "\x1b" not in out
    assert "[-17 January-]{+18 January+}" in out
    assert "[-did not agree-]{+agreed+}" in out


def test_with_colour_left_is_red_right_is_green_and_what_matters_is_bold() -> None:
    out = comparison(harbour(), Screen(120, colour=True))

    assert "[-" not in out.replace("\x1b[", "")
    assert re.search(r"\x1b\[1;9;31m17 January\x1b\[0m", out)
    assert re.search(r"\x1b\[1;4;32m18 January\x1b\[0m", out)
    assert re.search(r"\x1b\[9;31mharbour\x1b\[0m", out)


def test_in_one_column_the_marks_stay_when_the_colours_are_lost() -> None:
    out = comparison(harbour(), Screen(100, colour=True))

    assert "\x1b[1;9;31m[-17 January-]" in out
    assert re.sub(r"\x1b\[[\d;]*m", "", out) == comparison(harbour(), PIPE)


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        ("Pak came.", "Then Pack came.", "{+Then+} [-Pak-]{+Pack+} came."),
        ("Pak, who was ill, came.", "Pak unwell came.", "Pak [-, who was ill,-]{+unwell+} came."),
        ("a week end here", "a weekend here", "a week[- -]end here"),
        ("note: Kim", "note: *Kim", "note: {+*+}Kim"),
    ],
)
def test_words_that_answer_each_other_have_no_gap_between_them(
    left: str, right: str, shown: str
) -> None:
    assert marked(between(left, right)).plain == shown


def between(left: str, right: str) -> Comparison:
    """Two paragraphs and the edits that the cases of the test above are about."""
    places = {
        "Pak came.": [((0, 0), (0, 4)), ((0, 3), (4, 9))],
        "Pak, who was ill, came.": [((3, 17), (3, 10))],
        "a week end here": [((6, 7), (6, 6))],
        "note: Kim": [((5, 6), (5, 7))],
    }
    edits = tuple(
        Edit(
            Kind.WORDING,
            Significance.SUBSTANTIVE,
            Span(left[one[0] : one[1]], 1, *one),
            Span(right[other[0] : other[1]], 1, *other),
        )
        for one, other in places[left]
    )
    passage = Passage(Link((1,), (1,), 0.5, 1), Status.CHANGED, edits)
    return Comparison(Text("l", (left,)), Text("r", (right,)), (passage,))


def test_what_there_is_to_look_at_is_said_first() -> None:
    head, body = comparison(harbour(), PIPE).split("\n\n")[1:3]

    matter = sum(edit.significance is Significance.SUBSTANTIVE for edit in harbour().edits)
    other = len(harbour().edits) - matter
    assert head == (
        f"{matter} substantive and {other} accidental differences in 8 passages; 1 equal; 1 moved"
    )
    assert body.startswith("≠ ¶1")


def test_a_heading_that_does_not_fit_goes_on_below_itself() -> None:
    out = comparison(harbour(), Screen(48))

    assert "≠ ¶2 | ¶2  substantive: date; accidental:\n    romanisation, number" in out


@pytest.mark.parametrize("width", [40, 60, 80, 100, 119, 120, 160])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_screen(width: int, colour: bool) -> None:
    out = comparison(harbour(), Screen(width, colour))
    body = re.sub(r"\x1b\[[\d;]*m", "", out).partition("\n\n")[2].partition("\nkind")[0]

    assert max(map(len, body.splitlines())) <= width
    assert out.endswith("\n")
    assert colour or not any(line.endswith(" ") for line in body.splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_table_of_links_keeps_to_the_screen(width: int) -> None:
    remarked = Link((1,), (1, 2), score=0.5, confidence=0.8, moved=True, pinned=True)
    words = "The envoy called on the minister and stayed for an hour. " * 3
    value = Alignment(Text("l", (words,)), Text("r", (words, "Gone.")), (remarked,))
    out = alignment(value, Screen(width))

    assert max(map(len, out.splitlines())) <= width


def test_both_texts_can_be_read_out_of_the_marked_passages() -> None:
    out = comparison(harbour(), PIPE)

    assert "On 17 January the envoy called on Minister Han Yŏng-su" in unmarked(out, keep="left")
    assert "On 18 January the envoy called on Minister Han Yeong-su" in unmarked(out, keep="right")


def test_each_passage_says_what_happened_to_it() -> None:
    out = comparison(harbour(), PIPE)

    assert "≠ ¶2 | ¶2  substantive: date; accidental: romanisation, number" in out
    assert "= ¶4 | ¶5-6  split" in out
    assert "- ¶5 | —  only left" in out
    assert "+ — | ¶9  only right" in out
    assert "≠ ¶8 | ¶3  moved; substantive: modality" in out
    assert "≠ ¶3 | ¶4  pinned" in out


def test_the_kinds_are_counted_below() -> None:
    summary = comparison(harbour(), PIPE).partition("\nkind")[2]

    assert re.search(r"^modality +2$", summary, re.MULTILINE)
    assert re.search(r"^punctuation +2$", summary, re.MULTILINE)
    assert "passages: 1 equal, 6 changed, 1 added, 1 removed, 1 moved" in summary


def test_no_edits_of_a_kind_are_told_in_a_sentence() -> None:
    out = comparison(harbour().only({Kind.WORD_ORDER}, substantive=False), PIPE)

    assert "no differences of the kinds asked for" in out


def test_runs_of_equal_passages_take_one_line() -> None:
    whole = Text("x", tuple(f"Paragraph {number}." for number in range(1, 10)))
    other = Text("y", (*whole.paragraphs[:8], "Another."))
    passages = [Passage(Link((n,), (n,), 1, 1), Status.EQUAL) for n in range(1, 9)]
    passages.append(Passage(Link((9,), (), 0, 1), Status.REMOVED))

    out = comparison(Comparison(whole, other, tuple(passages)), PIPE)

    assert "= ¶1-8 | ¶1-8  equal" in out


def test_an_alignment_is_a_table_with_its_counts() -> None:
    out = alignment(linked(harbour()), PIPE)

    assert "9 links: 6 one to one, 1 grouped, 1 only left, 1 only right, 1 moved" in out
    assert len(re.findall(r"^(?:\d|·)\S* +(?:\d|·)", out, re.MULTILINE)) == 9


def test_an_alignment_of_which_no_link_is_in_doubt_says_so() -> None:
    selected = Alignment(Text("a", ("One.",)), Text("b", ("One.",)), ())

    assert alignment(selected, PIPE).endswith("\n\nno link is in doubt\n")


def test_a_text_has_its_numbers_in_the_margin() -> None:
    shown = text(Text("x", ("One.", "word " * 40 + "end."), first=9), Screen(60)).splitlines()

    assert shown[0] == " 9  One."
    assert shown[1] == ""
    assert shown[2].startswith("10  word")
    assert shown[3].startswith("    word")


@given(st.text(st.characters(max_codepoint=0x17F), max_size=60), st.integers(20, 80))
def test_a_sentence_that_fits_reads_as_rich_would_set_it(sentence: str, width: int) -> None:
    screen = Screen(width)

    assert wrapped(sentence, screen) == printed(Marked(sentence), screen)
